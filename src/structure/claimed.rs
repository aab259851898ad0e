//! What the source says of a document outside its text, as facts: dates of effect, ties to other documents, origin.

use crate::law::{DocumentNumber, Facts, Link, LinkKind, NoteKind, Portion, Step, Unit, date_in};
use crate::structure::identity::Reader;
use crate::text::Claim;

/// Keys of claims that are read here; others are reported.
const KNOWN: [&str; 23] = [
    "so",
    "loai",
    "ten",
    "co-quan",
    "dia-phuong",
    "ngay-ban-hanh",
    "ngay-hieu-luc",
    "ngay-het-hieu-luc",
    "nguon",
    "linh-vuc",
    "ghi-chu",
    "minh-hoa",
    "phap-dien",
    "ma-phap-dien",
    "chi-danh-muc",
    "tinh-trang",
    "nguoi-ky",
    "chuc-danh",
    "tep",
    "ngay-cong-bao",
    "so-cong-bao",
    "noi-dung-cat",
    "nguon-thu-thap",
];

impl Reader<'_> {
    pub(crate) fn facts(&mut self) -> Facts {
        let claimed = |key| self.transcript.claimed(key).map(str::to_owned);
        let is_true = |key| self.transcript.claimed(key).is_some_and(|it| it == "true");
        let mut facts = Facts {
            source: claimed("nguon"),
            field: claimed("linh-vuc"),
            remark: claimed("ghi-chu"),
            illustrative: is_true("minh-hoa"),
            codified: is_true("phap-dien"),
            catalogue_only: is_true("chi-danh-muc"),
            ..Facts::default()
        };
        let labelled = || {
            ["ngày có hiệu lực", "ngày hiệu lực", "hiệu lực"]
                .into_iter()
                .find_map(|label| date_in(self.labelled(label)?)?.ok())
        };
        let labelled = labelled();
        facts.effective = self.date_claimed("ngay-hieu-luc").or(labelled);
        facts.ended = self.date_claimed("ngay-het-hieu-luc");
        let transcript = self.transcript;
        for claim in &transcript.claims {
            match LinkKind::ALL.into_iter().find(|kind| {
                kind.key() == claim.key
                    || claim.key == "bai-bo-boi" && *kind == LinkKind::ReplacedBy
                    || claim.key == "bai-bo" && *kind == LinkKind::Replaces
            }) {
                Some(kind) => facts.links.push(self.link(kind, claim)),
                None if KNOWN.contains(&claim.key.as_str()) => {}
                None => self.note(NoteKind::ClaimUnknown(claim.key.clone())),
            }
        }
        facts
    }

    /// A tie as claimed: the other document's number first, then what the source says of it.
    fn link(&self, kind: LinkKind, claim: &Claim) -> Link {
        let words = claim.value.trim().to_owned();
        let here = claim.about.and_then(|span| article_at(self.words(span)));
        let there = if kind == LinkKind::Related {
            words.split(' ').next().unwrap_or_default().to_owned()
        } else {
            number_in(&words)
        };
        let since = words.find("hiệu lực").and_then(|at| date_in(words.get(at..)?)?.ok());
        let portion = crate::structure::marker::read(&words)
            .filter(|marker| marker.sign == crate::structure::marker::Sign::Article)
            .map(|marker| Portion {
                steps: vec![Step::new(Unit::Article, marker.label)],
                ..Portion::default()
            });
        let portion = portion.or_else(|| article_word(&words));
        Link { kind, here, there, portion, since, words }
    }
}

/// The portion that a heading `Điều 5. …` names.
fn article_at(heading: &str) -> Option<Portion> {
    let marker = crate::structure::marker::read(heading)?;
    Some(Portion { steps: vec![Step::new(Unit::Article, marker.label)], ..Portion::default() })
}

/// `Điều 1 Luật số …`: the article named before the document.
fn article_word(words: &str) -> Option<Portion> {
    let (_, rest) = words.split_once("Điều ")?;
    let digits: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let label = crate::law::Label::new(&digits).filter(|label| label.number().is_some())?;
    Some(Portion { steps: vec![Step::new(Unit::Article, label)], ..Portion::default() })
}

/// The first document number in the words; the words themselves when there is none.
fn number_in(words: &str) -> String {
    let pieces = words.split([' ', ',', ';', '(', ')']);
    let mut numbers = pieces
        .filter(|piece| piece.contains(['/', '-']))
        .filter(|piece| piece.parse::<DocumentNumber>().is_ok());
    numbers.next().unwrap_or(words).to_owned()
}
