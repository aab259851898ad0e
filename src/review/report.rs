//! Phiếu rà soát: what a worksheet found and what was decided, as it goes into the forms of review.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::draft::{Finding, Review};
use crate::law::Address;
use crate::overlap::deciding;
use crate::review::assembly::{called, source};
use crate::review::{Error, InScope, Side};
use crate::workspace::{Decision, Group, Held, Pointer, Worksheet, Workspace};

/// The review of a worksheet: the texts in scope, and its groups with their decisions; groups without one are told too.
///
/// # Errors
/// When the corpus or the file cannot be read.
pub fn report_of(
    corpus: &Corpus,
    workspace: &Workspace,
    sheet: &Held<Worksheet>,
    scope: &InScope,
    today: Date,
) -> Result<Review, Error> {
    let held = workspace.entries::<Decision>(Some(sheet.id))?;
    let mut decisions: BTreeMap<String, Decision> =
        held.into_iter().map(|it| (it.body.group.clone(), it.body)).collect();
    let mut findings = Vec::new();
    for group in workspace.groups(sheet.id)? {
        let decision = decisions.remove(&group.key);
        findings.push(finding(&group.members, decision, rule(corpus, &group, today)?));
    }
    // Decided on before, and no longer found: a decision is never left out.
    for decision in decisions.into_values() {
        let members = decision.members.clone();
        findings.push(finding(&members, Some(decision), String::new()));
    }
    let mut sources = Vec::new();
    for listing in &scope.documents {
        sources.extend(source(corpus, &listing.reference, today)?);
    }
    Ok(Review { title: sheet.body.name.clone(), sources, findings })
}

fn finding(members: &[Pointer], decision: Option<Decision>, rule: String) -> Finding {
    let addresses: Vec<Address> = members.iter().map(|it| it.0.clone()).collect();
    Finding {
        members: addresses,
        ruling: decision.as_ref().map(|it| it.ruling.name().to_lowercase()),
        rule,
        keep: decision.as_ref().and_then(|it| it.keep.as_ref()).map(|it| it.0.clone()),
        reason: decision.map(|it| it.reason).unwrap_or_default(),
    }
}

/// The rule between the two members that are likest, by name; empty when they stand in one document or are no longer held.
fn rule(corpus: &Corpus, group: &Group, today: Date) -> Result<String, Error> {
    let (a, b) = group.pairs.first().map_or((0, 1), |it| (it.a.min(it.b), it.a.max(it.b)));
    let (Some(a), Some(b)) = (group.members.get(a), group.members.get(b)) else {
        return Ok(String::new());
    };
    Ok(match (Side::open(corpus, &a.0)?, Side::open(corpus, &b.0)?) {
        (Some(a), Some(b)) if a.address.document == b.address.document => String::new(),
        (Some(a), Some(b)) => {
            let names =
                (called(corpus, &a.address.document)?, called(corpus, &b.address.document)?);
            let rule = deciding(&a.standing(today), &b.standing(today));
            rule.sentence_about(&names.0, &names.1)
        }
        _ => String::new(),
    })
}
