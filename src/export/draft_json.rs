//! A draft as JSON, for other programs: the same value as the other forms, with addresses as they are printed everywhere.

use serde_json::{Value, json};

use crate::draft::{Composed, Draft, OriginRow, compose};
use crate::timeline::Stretch;

/// The draft as JSON. Units of the draft are addresses without a document (`dieu-3/khoan-2`); `why` is null where nobody has said.
pub fn draft_json(draft: &Draft) -> Value {
    let composed = compose(draft);
    json!({
        "draft": true,
        "kind": draft.kind.name(),
        "issuer": draft.issuer.to_string(),
        "number": composed.number,
        "place_and_date": composed.place_and_date,
        "title": composed.title,
        "grounds": composed.grounds,
        "enacting": composed.enacting,
        "articles": articles(&composed),
        "signature": composed.signature,
        "origins": composed.origins.iter().map(origin).collect::<Vec<_>>(),
        "correspondence": correspondence(&composed),
        "open": open(&composed),
        "remarks": remarks(&composed),
    })
}

fn articles(draft: &Composed) -> Vec<Value> {
    let article = |it: &crate::draft::ComposedArticle| {
        let paragraphs = it
            .paragraphs
            .iter()
            .map(|it| json!({ "unit": it.portion.to_string(), "mark": it.mark, "text": it.text }));
        let chapter =
            it.chapter.as_ref().map(|(number, name)| json!({ "number": number, "name": name }));
        json!({
            "unit": it.portion.to_string(),
            "chapter": chapter,
            "title": it.title(),
            "heading": it.heading,
            "paragraphs": paragraphs.collect::<Vec<_>>(),
        })
    };
    draft.articles.iter().map(article).collect()
}

fn origin(it: &OriginRow) -> Value {
    let stretch = |it: &Stretch| match it {
        Stretch::Same(text) => json!({ "same": text }),
        Stretch::Gone(text) => json!({ "gone": text }),
        Stretch::Come(text) => json!({ "come": text }),
    };
    let rewritten =
        it.rewritten.iter().map(|(before, after)| json!({ "before": before, "after": after }));
    json!({
        "unit": it.portion.to_string(),
        "text": it.text,
        "origin": it.origin.as_ref().map(ToString::to_string),
        "taking": it.taking().name(),
        "stretches": it.stretches.iter().map(stretch).collect::<Vec<_>>(),
        "citations": rewritten.collect::<Vec<_>>(),
    })
}

fn correspondence(draft: &Composed) -> Vec<Value> {
    let row = |it: &crate::draft::Correspondence| {
        let units: Vec<String> = it.units.iter().map(ToString::to_string).collect();
        json!({ "address": it.address.to_string(), "heading": it.heading, "units": units, "why": it.why })
    };
    draft.correspondence.iter().map(row).collect()
}

fn open(draft: &Composed) -> Vec<Value> {
    let row = |it: &crate::draft::OpenDecision| {
        let addresses: Vec<String> = it.addresses.iter().map(ToString::to_string).collect();
        json!({ "topic": it.topic, "addresses": addresses, "why": it.why })
    };
    draft.open.iter().map(row).collect()
}

fn remarks(draft: &Composed) -> Vec<Value> {
    let row =
        |it: &crate::draft::Remark| json!({ "unit": it.portion.to_string(), "what": it.what });
    draft.remarks.iter().map(row).collect()
}
