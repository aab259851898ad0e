//! What the texts of the corpus say of each other's time: stored with the text that says it, applied to the one it is about.
//!
//! A number is no key, so a sentence counts only for a document that fits it: the same kind where it gives one, and the
//! same council or committee where thousands count alike. A council that takes over the texts of an abolished one names it
//! in the sentence (Quảng Trị ends decisions of Quảng Bình), which is taken as the word for it.

use rusqlite::{Connection, Result, params};
use serde::{Deserialize, Serialize};

use crate::corpus::choose::{is_local, same_issuers, same_kind};
use crate::corpus::stored::{self, Head};
use crate::law::{Authority, Document, Effect, Kind};
use crate::text::{comparable, slug};
use crate::timeline::{Stated, Target};

/// An effect on another document, as it lies in the store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Outgoing {
    /// What it is filed under: the slug of a number, or a day of issue.
    pub(super) target: String,
    effect: Effect,
    kind: Option<Kind>,
    name: Option<String>,
    issuers: Vec<Authority>,
    illustrative: bool,
}

/// What `document` says of others.
pub(super) fn outgoing(document: &Document, said: Vec<Stated>) -> Vec<Outgoing> {
    let of = |stated: Stated| {
        let (target, kind, name) = match stated.target {
            Target::This => return None,
            Target::Numbered { number, kind } => (slug(&number), kind, None),
            Target::Named { name, issued } => (dated(issued), None, Some(name)),
        };
        Some(Outgoing {
            target,
            effect: stated.effect,
            kind,
            name,
            issuers: document.identity.authorities.clone(),
            illustrative: document.facts.illustrative,
        })
    };
    said.into_iter().filter_map(of).collect()
}

/// Files what a text says of others, and marks those as work to do.
pub(super) fn insert(connection: &Connection, text: i64, said: &[Outgoing]) -> Result<()> {
    for it in said {
        let sql = "INSERT INTO effects (text, target, body) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![text, it.target, stored::plain(it)])?;
    }
    mark(connection, "SELECT ?1", text)
}

/// Marks as work to do the documents that the texts in `texts` (a query with one parameter) say something of.
pub(super) fn mark(
    connection: &Connection,
    texts: &str,
    parameter: impl rusqlite::ToSql,
) -> Result<()> {
    let sql = format!(
        "INSERT OR IGNORE INTO stale_bases
         SELECT target FROM effects WHERE text IN ({texts}) AND target NOT LIKE 'ngay:%'
         UNION SELECT base FROM documents JOIN effects ON target = 'ngay:' || issued WHERE effects.text IN ({texts})"
    );
    connection.prepare_cached(&sql)?.execute([parameter])?;
    Ok(())
}

/// Adds to `head` what other texts say of the document.
pub(super) fn apply(connection: &Connection, base: &str, head: &mut Head) -> Result<()> {
    let mut targets = vec![base.to_owned()];
    targets.extend(head.identity.issued.map(dated));
    let mut found: Vec<Effect> = Vec::new();
    for target in targets {
        let sql = "SELECT body FROM effects WHERE target = ?1 ORDER BY body";
        let mut query = connection.prepare_cached(sql)?;
        let rows = query.query_map([&target], |row| row.get::<_, Vec<u8>>(0))?;
        for row in rows {
            let held: Option<Outgoing> = stored::from_plain(&row?);
            found.extend(held.filter(|it| fits(it, head)).map(|it| it.effect));
        }
    }
    // Two copies of one text say the same.
    found.sort_by(|one, two| (one.day, &one.by, one.kind).cmp(&(two.day, &two.by, two.kind)));
    found.dedup_by(|one, two| {
        (one.day, &one.by, one.kind, &one.parts) == (two.day, &two.by, two.kind, &two.parts)
    });
    head.facts.effects.extend(found);
    Ok(())
}

/// Whether what `said` is about may be the document of which `head` is known.
fn fits(said: &Outgoing, head: &Head) -> bool {
    if said.illustrative != head.facts.illustrative {
        return false;
    }
    if said.kind.is_some_and(|kind| !same_kind(kind, head.kind)) {
        return false;
    }
    if let Some(name) = &said.name {
        let (name, title) = (comparable(name), comparable(&head.title));
        let words = comparable(head.kind.name());
        let name = name.strip_prefix(words.as_str()).unwrap_or(&name).trim().to_owned();
        return name.len() > 3 && title.contains(&name);
    }
    let local = head.identity.authorities.iter().filter(|it| is_local(it));
    let sentence = comparable(&said.effect.sentence);
    let spoken = |it: &Authority| {
        it.place.as_ref().is_some_and(|place| sentence.contains(&comparable(&place.name)))
    };
    let mut local = local.peekable();
    local.peek().is_none()
        || !said.issuers.iter().any(is_local)
        || same_issuers(&said.issuers, &head.identity.authorities) == Some(true)
        || local.any(spoken)
}

fn dated(day: jiff::civil::Date) -> String {
    format!("ngay:{day}")
}
