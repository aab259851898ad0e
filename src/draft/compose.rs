//! Vào thể thức: a draft with its numbers, căn cứ, enforcement article, followed references and tables.
//!
//! Everything here follows from the draft and can be made anew at any time; nothing of it is stored.

use serde::Serialize;

use crate::draft::closing::{closed, replaced};
use crate::draft::follow::{Followed, follow};
use crate::draft::ground::{Grounds, grounds, is_over};
use crate::draft::landing::Landings;
use crate::draft::number::{self, Place, places};
use crate::draft::sentence::{bare, close};
use crate::draft::{
    Correspondence, Draft, OpenDecision, OriginRow, Remark, Source, lint, open, table,
};
use crate::law::Portion;
use crate::text::Roman;

/// Bản dự thảo hoàn chỉnh về thể thức: what every export prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Tên cơ quan ban hành, in capitals.
    pub issuer: String,
    /// `Nghị quyết số:      /2026/UBTVQH16`: the serial stays open.
    pub number: String,
    /// `Hà Nội, ngày      tháng      năm 2026`.
    pub place_and_date: String,
    /// Tên loại, in capitals.
    pub kind: String,
    /// Trích yếu.
    pub title: String,
    /// Căn cứ, one a line, each with its closing mark.
    pub grounds: Vec<GroundLine>,
    /// `QUYẾT NGHỊ:`
    pub enacting: String,
    /// The articles, numbered.
    pub articles: Vec<ComposedArticle>,
    /// `TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI`, `CHỦ TỊCH`.
    pub signature: Vec<String>,
    /// Bảng nguồn gốc: each sentence and whence it came.
    pub origins: Vec<OriginRow>,
    /// Bảng đối chiếu: each article of the sources and where it went.
    pub correspondence: Vec<Correspondence>,
    /// Vấn đề còn mở: those handed in, then those found on the way.
    pub open: Vec<OpenDecision>,
    /// What the drafter should look at.
    pub remarks: Vec<Remark>,
}

/// A căn cứ as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroundLine {
    /// With its closing mark.
    pub text: String,
    /// Whether the text it names is not in force on the day of the draft.
    pub over: bool,
}

/// Điều with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComposedArticle {
    /// The chapter that begins with it: `Chương II`, its name.
    pub chapter: Option<(String, String)>,
    /// Its address in the draft.
    pub portion: Portion,
    /// Tên điều; may be empty.
    pub heading: String,
    /// Its paragraphs, numbered.
    pub paragraphs: Vec<ComposedParagraph>,
}

/// A paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComposedParagraph {
    /// Its address in the draft.
    pub portion: Portion,
    /// `2.`, `đ)`; empty for a paragraph without number.
    pub mark: String,
    /// What it says.
    pub text: String,
}

/// A sentence on its way into the composed draft.
pub(super) struct Placed<'a> {
    pub(super) sentence: &'a crate::draft::DraftSentence,
    pub(super) place: Place,
    pub(super) followed: Followed,
    /// As it finally reads, with its closing mark.
    pub(super) text: String,
}

/// Puts a draft into its official form.
pub fn compose(draft: &Draft) -> Composed {
    let used = used(draft);
    let ended = replaced(draft, &used);
    let whole = closed(draft, &ended);
    let placed = placed(&whole);
    let grounds = grounds(draft, &used);
    let mut open: Vec<OpenDecision> = draft.open.clone();
    open.extend(open::found(draft, &placed, &grounds, &ended));
    Composed {
        issuer: draft.issuer.to_string().to_uppercase(),
        number: number_line(draft),
        place_and_date: date_line(draft),
        kind: draft.kind.name().to_uppercase(),
        title: match draft.title.trim() {
            "" => "…".to_owned(),
            title => title.to_owned(),
        },
        grounds: ground_lines(&grounds),
        enacting: enacting(draft),
        articles: articles(&whole, &placed),
        signature: vec![
            format!("TM. {}", draft.issuer.to_string().to_uppercase()),
            "CHỦ TỊCH".to_owned(),
        ],
        origins: table::origins(draft, &placed),
        correspondence: table::correspondence(draft, &placed, &used, &ended),
        open,
        remarks: lint::remarks(draft, &whole, &placed),
    }
}

/// The sources from which something was taken, in the order in which they were handed in.
fn used(draft: &Draft) -> Vec<&Source> {
    let taken = |source: &&Source| {
        let sentences = draft.articles.iter().flat_map(|it| &it.sentences);
        sentences
            .filter_map(|it| it.origin.as_ref())
            .any(|it| it.address.document == source.reference)
    };
    draft.sources.iter().filter(taken).collect()
}

/// Every sentence with its place, its citations followed and its words closed, article by article.
fn placed(draft: &Draft) -> Vec<Vec<Placed<'_>>> {
    let places = places(draft);
    let landings = Landings::of_draft(draft, &places);
    let mut all = Vec::new();
    for (article, places) in draft.articles.iter().zip(places) {
        let mut placed: Vec<Placed<'_>> = Vec::new();
        for (sentence, place) in article.sentences.iter().zip(places) {
            let bare = bare(&sentence.text);
            let followed = match &sentence.origin {
                Some(origin) => follow(draft, &landings, bare, origin, &place.portion),
                None => Followed { text: bare.to_owned(), ..Followed::default() },
            };
            let text = followed.text.clone();
            placed.push(Placed { sentence, place, followed, text });
        }
        close(&mut placed);
        all.push(placed);
    }
    all
}

fn articles(draft: &Draft, placed: &[Vec<Placed<'_>>]) -> Vec<ComposedArticle> {
    let mut chapters = 0;
    let mut around: Option<&str> = None;
    let mut articles = Vec::new();
    for ((number, article), placed) in (1..).zip(&draft.articles).zip(placed) {
        let own = article.chapter.as_deref().map(str::trim).filter(|it| !it.is_empty());
        let begins = own.filter(|&it| around != Some(it));
        around = own;
        let chapter = begins.map(|name| {
            chapters += 1;
            (format!("Chương {}", Roman(chapters)), name.to_uppercase())
        });
        let mut paragraphs: Vec<ComposedParagraph> = Vec::new();
        for it in placed {
            match paragraphs.last_mut().filter(|_| !it.place.opens) {
                Some(paragraph) => {
                    paragraph.text.push(' ');
                    paragraph.text.push_str(&it.text);
                }
                None => paragraphs.push(ComposedParagraph {
                    portion: it.place.portion.clone(),
                    mark: match it.place.marked {
                        true => number::mark(&it.place.portion),
                        false => String::new(),
                    },
                    text: it.text.clone(),
                }),
            }
        }
        let heading = article.heading.trim().trim_end_matches('.').to_owned();
        articles.push(ComposedArticle {
            chapter,
            portion: number::article(number),
            heading,
            paragraphs,
        });
    }
    articles
}

/// `Nghị quyết số:      /2026/UBTVQH16`: resolutions of the National Assembly and its Standing Committee name their kind
/// in the line of the number, other texts do not.
fn number_line(draft: &Draft) -> String {
    let year = draft.year.map_or("…".to_owned(), |it| it.to_string());
    let named = draft.symbol.contains("QH");
    let head = if named { format!("{} số:", draft.kind.name()) } else { "Số:".to_owned() };
    format!("{head}      /{year}/{}", draft.symbol)
}

fn date_line(draft: &Draft) -> String {
    let year = draft.year.map_or("…".to_owned(), |it| it.to_string());
    format!("{}, ngày … tháng … năm {year}", draft.place)
}

fn enacting(draft: &Draft) -> String {
    match draft.kind {
        crate::law::Kind::Resolution | crate::law::Kind::JointResolution => "QUYẾT NGHỊ:",
        crate::law::Kind::Decision => "QUYẾT ĐỊNH:",
        _ => "",
    }
    .to_owned()
}

fn ground_lines(grounds: &Grounds) -> Vec<GroundLine> {
    let last = grounds.kept.len().saturating_sub(1);
    let line = |(at, it): (usize, &crate::draft::Ground)| GroundLine {
        text: format!("{}{}", it.line, if at == last { "." } else { ";" }),
        over: is_over(it),
    };
    grounds.kept.iter().enumerate().map(line).collect()
}

impl ComposedArticle {
    /// `Điều 5. Tên điều`; `Điều 5.` where it has no name.
    pub fn title(&self) -> String {
        let number = self.portion.name();
        match self.heading.is_empty() {
            true => format!("{number}."),
            false => format!("{number}. {}", self.heading),
        }
    }
}
