//! Bảng nguồn gốc and bảng đối chiếu: whence each sentence of a draft came, where each article of the sources went.

use crate::draft::closing::is_enforcement;
use crate::draft::compose::Placed;
use crate::draft::sentence::bare;
use crate::draft::{Draft, Source, SourceArticle};
use crate::law::{Address, Portion};
use crate::timeline::{Stretch, redline};

/// A sentence of the draft and whence it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginRow {
    /// Its unit in the draft.
    pub portion: Portion,
    /// As it reads in the draft.
    pub text: String,
    /// The provision it was taken from; none: mới.
    pub origin: Option<Address>,
    /// The source's sentence laid over the draft's; empty when both read the same, and for what is new.
    pub stretches: Vec<Stretch>,
    /// The citations that were written anew: before, after.
    pub rewritten: Vec<(String, String)>,
}

/// An article of a source and where it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondence {
    /// The article.
    pub address: Address,
    /// Tên điều.
    pub heading: String,
    /// The units of the draft that hold something of it.
    pub units: Vec<Portion>,
    /// Why it is not taken over, or not wholly; none when nobody has said.
    pub why: Option<String>,
}

/// How a sentence was taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// Mới.
    New,
    /// Giữ nguyên.
    Whole,
    /// Giữ nguyên, only its citations were followed.
    Followed,
    /// Có sửa.
    Changed,
}

pub(super) fn origins(draft: &Draft, placed: &[Vec<Placed<'_>>]) -> Vec<OriginRow> {
    let rows = placed.iter().take(draft.articles.len()).flatten();
    rows.map(|it| {
        let before = it.sentence.origin.as_ref().map(|it| bare(&it.text));
        let stretches = before.filter(|before| !alike(before, &it.text));
        OriginRow {
            portion: it.place.portion.clone(),
            text: it.text.clone(),
            origin: it.sentence.origin.as_ref().map(|it| it.address.clone()),
            stretches: stretches.map(|before| redline(before, &it.text)).unwrap_or_default(),
            rewritten: it.followed.rewritten.clone(),
        }
    })
    .collect()
}

/// Whether two sentences differ only in the mark at their end and the capital at their start.
fn alike(before: &str, after: &str) -> bool {
    let core = |text: &str| {
        let text = text.trim().trim_end_matches([';', '.', ',', ' ']);
        let mut letters = text.chars();
        let first: String =
            letters.next().map(|it| it.to_lowercase().collect()).unwrap_or_default();
        (first + letters.as_str()).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    core(before) == core(after)
}

impl OriginRow {
    /// How it was taken over.
    pub fn taking(&self) -> Taking {
        if self.origin.is_none() {
            return Taking::New;
        }
        let only_citations = || {
            let of = |wanted: fn(&Stretch) -> Option<&str>| {
                self.stretches.iter().filter_map(wanted).flat_map(str::split_whitespace).count()
            };
            let gone = of(|it| match it {
                Stretch::Gone(words) => Some(words),
                _ => None,
            });
            let come = of(|it| match it {
                Stretch::Come(words) => Some(words),
                _ => None,
            });
            let words = |text: &str| text.split_whitespace().count();
            gone <= self.rewritten.iter().map(|it| words(&it.0)).sum::<usize>()
                && come <= self.rewritten.iter().map(|it| words(&it.1)).sum::<usize>()
        };
        match (self.stretches.is_empty(), self.rewritten.is_empty()) {
            (true, _) => Taking::Whole,
            (false, false) if only_citations() => Taking::Followed,
            _ => Taking::Changed,
        }
    }
}

impl Taking {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "Mới",
            Self::Whole => "Giữ nguyên",
            Self::Followed => "Giữ nguyên, sửa dẫn chiếu",
            Self::Changed => "Có sửa",
        }
    }
}

pub(super) fn correspondence(
    draft: &Draft,
    placed: &[Vec<Placed<'_>>],
    used: &[&Source],
    ended: &[&Source],
) -> Vec<Correspondence> {
    let among = |of: &[&Source], it: &Source| of.iter().any(|one| one.reference == it.reference);
    let ours = draft.kind.rank(Some(&draft.issuer));
    let higher = |it: &Source| matches!((it.kind.rank(it.authorities.first()), ours), (Some(theirs), Some(ours)) if theirs < ours);

    // Of a law, and of a text of which nothing was taken, only the articles that somebody took from or decided on: a law that
    // was compared has some hundred others, which go nowhere because they stay where they are.
    let of_source = |source: &Source| -> Vec<Correspondence> {
        let stays = !among(ended, source) && (higher(source) || !among(used, source));
        let rows = source.articles.iter().map(|it| of_article(draft, placed, it, stays));
        let told = |it: &Correspondence| !it.units.is_empty() || it.why.is_some();
        rows.filter(|it| !stays || told(it)).collect()
    };
    draft.sources.iter().flat_map(of_source).collect()
}

fn of_article(
    draft: &Draft,
    placed: &[Vec<Placed<'_>>],
    article: &SourceArticle,
    stays: bool,
) -> Correspondence {
    let within = |address: &Address| {
        address.document == article.address.document
            && article.address.portion.holds(&address.portion)
    };
    let mut units: Vec<Portion> = Vec::new();
    for it in placed.iter().flatten() {
        let taken = it.sentence.origin.as_ref().is_some_and(|it| within(&it.address));
        if taken && !units.contains(&it.place.portion) {
            units.push(it.place.portion.clone());
        }
    }
    let whole = |address: &Address| {
        address.document == article.address.document && address.portion.is_whole()
    };
    let mut said: Vec<String> = Vec::new();
    for it in draft
        .left_out
        .iter()
        .filter(|it| within(&it.address) || units.is_empty() && whole(&it.address))
    {
        let part = match it.address.portion == article.address.portion || whole(&it.address) {
            true => it.why.clone(),
            false => format!("{}: {}", it.address.portion.name(), it.why),
        };
        said.push(part);
    }
    if said.is_empty() && units.is_empty() && is_enforcement(&article.heading) && !stays {
        said.push("điều khoản thi hành của văn bản cũ".to_owned());
    }
    let why = (!said.is_empty()).then(|| said.join("; "));
    Correspondence {
        address: article.address.clone(),
        heading: article.heading.clone(),
        units,
        why,
    }
}

impl Correspondence {
    /// Where it went, in words: `Điều 3; khoản 2 Điều 5`, or why nowhere.
    pub fn in_words(&self) -> String {
        let names: Vec<String> = self.units.iter().map(Portion::name).collect();
        match (names.is_empty(), &self.why) {
            (false, None) => names.join("; "),
            (false, Some(why)) => format!("{} (không đưa vào: {why})", names.join("; ")),
            (true, Some(why)) => format!("Không đưa vào: {why}"),
            (true, None) => "Không đưa vào: chưa ghi lý do".to_owned(),
        }
    }
}
