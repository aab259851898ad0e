//! `measure cites`: are the citations of a text found, and do they lead where a person says they lead?
//!
//! A case is a passage with every citation tagged: `<cite to="77/2015/QH13#dieu-5">Điều 5</cite>`. The tags are taken out,
//! the passage is read as the program reads any text, and the spans and targets are compared. A `to="?"` counts for finding
//! alone; citations that a note calls optional count neither way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::Serialize;

use crate::cite::{self, Citation, Citing, Outcome, Part, Passage, Whose};
use crate::cli::Outcome as Exit;
use crate::cli::output::say;
use crate::corpus::Shelf;
use crate::law::{DocumentNumber, DocumentRef, Kind, iso};
use crate::text::{Span, slug};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Thư mục chứa các đoạn văn có đánh dấu dẫn chiếu.
    #[arg(long, value_name = "THƯ MỤC")]
    cases: PathBuf,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
}

/// A citation that a person tagged.
#[derive(Debug)]
struct Tagged {
    span: Span,
    to: String,
    optional: bool,
}

/// A passage without its tags.
#[derive(Debug, Default)]
struct Case {
    number: String,
    title: String,
    issued: Option<jiff::civil::Date>,
    at: String,
    markdown: bool,
    text: String,
    tagged: Vec<Tagged>,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Tally {
    gold: usize,
    found: usize,
    correct: usize,
    precision: f64,
    recall: f64,
    f1: f64,
}

#[derive(Debug, Default, Serialize)]
struct Figures {
    passages: usize,
    gold: usize,
    found: usize,
    correct: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    by_kind: BTreeMap<&'static str, Tally>,
    macro_f1: f64,
    finding: Tally,
}

/// What one passage came to: with targets, and finding alone.
#[derive(Default)]
struct Score {
    whole: Tally,
    finding: Tally,
    by_kind: BTreeMap<&'static str, Tally>,
    lines: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.correct += other.correct;
    }

    fn settle(&mut self) {
        let share = |part: usize, whole: usize| match whole {
            0 => 1.0,
            #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
            _ => part as f64 / whole as f64,
        };
        self.precision = share(self.correct, self.found);
        self.recall = share(self.correct, self.gold);
        let sum = self.precision + self.recall;
        self.f1 = if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 };
    }
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let shelf = Shelf::shipped();
    let (mut figures, mut whole, mut finding) =
        (Figures::default(), Tally::default(), Tally::default());
    let mut scores = 0.0;
    for path in passages(&arguments.cases)? {
        let case = read(&path)?;
        let mut score = compare(&case, &shelf);
        figures.passages += 1;
        whole.add(score.whole);
        finding.add(score.finding);
        for (kind, tally) in score.by_kind {
            figures.by_kind.entry(kind).or_default().add(tally);
        }
        score.whole.settle();
        scores += score.whole.f1;
        if !arguments.json && !score.lines.is_empty() {
            say(&format!("{}\n{}", path.display(), score.lines.join("\n")))?;
        }
    }
    if figures.passages == 0 {
        bail!("không có đoạn văn nào trong {}", arguments.cases.display());
    }
    whole.settle();
    finding.settle();
    figures.by_kind.values_mut().for_each(Tally::settle);
    let Tally { gold, found, correct, precision, recall, f1 } = whole;
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let macro_f1 = scores / figures.passages as f64;
    figures = Figures { gold, found, correct, precision, recall, f1, macro_f1, finding, ..figures };
    say(&serde_json::to_string(&figures)?)?;
    Ok(Exit::Done)
}

fn passages(cases: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(cases).with_context(|| format!("không mở được {}", cases.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> anyhow::Result<Case> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("không mở được {}", path.display()))?;
    let mut case = Case::default();
    for (place, line) in text.lines().enumerate() {
        if let Some(head) = line.strip_prefix("# van-ban:") {
            let mut parts = head.split('|').map(str::trim);
            case.number = parts.next().unwrap_or_default().to_owned();
            case.title = parts.next().unwrap_or_default().to_owned();
            case.issued = parts.next().and_then(iso);
        } else if let Some(at) = line.strip_prefix("# vi-tri:") {
            case.at = at.trim().to_owned();
        } else if let Some(source) = line.strip_prefix("# nguon:") {
            case.markdown = source.trim().ends_with(".md");
        } else {
            untag(line, &mut case).with_context(|| {
                format!("{}:{}: thẻ cite không đóng", path.display(), place + 1)
            })?;
        }
    }
    Ok(case)
}

/// Adds a line without its tags.
fn untag(line: &str, case: &mut Case) -> Option<()> {
    let mut rest = line;
    while let Some(at) = rest.find("<cite ") {
        case.text.push_str(rest.get(..at)?);
        let tag_end = at + rest.get(at..)?.find('>')?;
        let tag = rest.get(at..tag_end)?;
        let inner_end = tag_end + rest.get(tag_end..)?.find("</cite>")?;
        let words = rest.get(tag_end + 1..inner_end)?;
        let value = |key: &str| {
            let after = tag.split_once(&format!("{key}=\""))?.1;
            Some(after.split('"').next().unwrap_or_default().to_owned())
        };
        let start = case.text.len();
        case.text.push_str(words);
        let optional = value("note").is_some_and(|note| is_optional(&note));
        let span = Span::new(start, case.text.len());
        case.tagged.push(Tagged { span, to: value("to")?, optional });
        rest = rest.get(inner_end + "</cite>".len()..)?;
    }
    case.text.push_str(rest);
    case.text.push('\n');
    Some(())
}

/// Notes that make a citation optional, by how they begin.
fn is_optional(note: &str) -> bool {
    const NOTES: [&str; 9] = [
        "trích yếu",
        "tự dẫn không có",
        "biểu mẫu kèm theo",
        "trong tên văn bản",
        "trong cụm từ trích",
        "nhắc chung",
        "“Nghị quyết” trống",
        "đơn của doanh nghiệp",
        "văn kiện Đảng không có số",
    ];
    NOTES.iter().any(|it| note.starts_with(it))
}

fn compare(case: &Case, shelf: &Shelf) -> Score {
    let found = cited(case);
    let mut shelf = shelf.clone();
    if let Ok(number) = case.number.parse::<DocumentNumber>() {
        let (kind, title) = kind_and_title(case);
        shelf.put_known(&number, kind, title, case.issued);
    }
    let citing = Citing {
        reference: DocumentRef::new(case.number.clone()),
        issued: case.issued,
        effective: None,
    };
    let mut score = Score::default();
    let mut taken = vec![false; found.len()];
    for tagged in &case.tagged {
        let match_at = best(tagged, &found, &taken);
        if let Some(flag) = match_at.and_then(|at| taken.get_mut(at)) {
            *flag = true;
        }
        if tagged.optional {
            continue;
        }
        let hit = match_at.and_then(|at| found.get(at));
        let told = hit.map(|it| target(it, case, &citing, &shelf)).unwrap_or_default();
        let counts = tagged.to != "?";
        let right = hit.is_some() && same_address(&tagged.to, &told);
        let one = Tally { gold: 1, found: usize::from(hit.is_some()), ..Tally::default() };
        score.finding.add(Tally { correct: usize::from(hit.is_some()), ..one });
        if counts {
            let tally = Tally { correct: usize::from(right), ..one };
            score.whole.add(tally);
            score.by_kind.entry(kind_of(&tagged.to, &case.number)).or_default().add(tally);
        }
        if !right && (counts || hit.is_none()) {
            let words = tagged.span.of(&case.text);
            let what = hit.map_or("không thấy".to_owned(), |_| format!("ra {told}"));
            score.lines.push(format!("  “{words}”: {}, {what}", tagged.to));
        }
    }
    for (citation, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        let extra = Tally { found: 1, ..Tally::default() };
        score.finding.add(extra);
        score.whole.add(extra);
        let words = citation.span.of(&case.text);
        score.lines.push(format!("  thừa “{words}”: {}", target(citation, case, &citing, &shelf)));
    }
    score
}

/// The citation that shares most with a tagged one and is not taken yet.
fn best(tagged: &Tagged, found: &[Citation], taken: &[bool]) -> Option<usize> {
    let shared = |citation: &Citation| {
        let (a, b) = (citation.span, tagged.span);
        a.end.min(b.end).saturating_sub(a.start.max(b.start))
    };
    let free = found.iter().enumerate().filter(|(at, _)| taken.get(*at) == Some(&false));
    let best = free
        .map(|(at, it)| (shared(it), at))
        .max_by_key(|(shared, at)| (*shared, std::cmp::Reverse(*at)))?;
    (best.0 > 0).then_some(best.1)
}

fn kind_and_title(case: &Case) -> (Kind, &str) {
    match Kind::at_start(&case.title) {
        Some((kind, length)) => (kind, case.title.get(length..).unwrap_or_default().trim()),
        None => (Kind::Other, case.title.as_str()),
    }
}

/// The citations of a passage, read line by line as it stands.
fn cited(case: &Case) -> Vec<Citation> {
    let (kind, _) = kind_and_title(case);
    let mut passage = Passage::new(kind, &case.title, &case.at);
    let mut found = Vec::new();
    let mut start = 0;
    for line in case.text.split_inclusive('\n') {
        // Emphasis marks of Markdown are no text; a blank for each keeps the places.
        let words = if case.markdown { line.replace('*', " ") } else { line.to_owned() };
        match words.strip_prefix("@ ") {
            Some(at) => passage.jump(at.trim()),
            None => found.extend(passage.line(words.trim_end_matches('\n')).into_iter().map(
                |mut it| {
                    it.span =
                        Span::new(start + it.span.start as usize, start + it.span.end as usize);
                    it
                },
            )),
        }
        start += line.len();
    }
    found
}

/// Where a citation leads, in the form of the tags.
fn target(citation: &Citation, case: &Case, citing: &Citing, shelf: &Shelf) -> String {
    let document = match &citation.document {
        Whose::Own => case.number.clone(),
        Whose::Other(name) => match cite::document_named(name, citing, shelf) {
            Ok(reference) => reference.number,
            Err(outcome) => match *outcome {
                Outcome::NotInCorpus(name) => {
                    name.number.unwrap_or_else(|| format!("{:?}", name.title))
                }
                Outcome::Ambiguous(listings) => listings
                    .iter()
                    .map(|it| it.reference.number.clone())
                    .collect::<Vec<_>>()
                    .join("|"),
                _ => "?".to_owned(),
            },
        },
    };
    let way = |steps: &[crate::law::Step]| {
        steps.iter().map(ToString::to_string).collect::<Vec<_>>().join("/")
    };
    let mut portion = [citation.part.slug(), way(&citation.steps)];
    if let Part::Form { .. } = citation.part {
        portion[1].clear();
    }
    let mut portion = portion.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("/");
    if let Some(last) = citation.until.iter().flatten().next_back() {
        portion = format!("{portion}..{last}");
    }
    if portion.is_empty() { document } else { format!("{document}#{portion}") }
}

/// Whether two addresses name one thing: other names of annexes, attached texts and dashes are names of ours.
fn same_address(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

fn plain(address: &str) -> (String, String) {
    let (document, portion) = address.split_once('#').unwrap_or((address, ""));
    let part = |part: &str| match part {
        "quy-dinh" | "quy-che" | "noi-quy" | "dieu-le" | "kem-theo-1" | "huong-dan"
        | "ke-hoach" | "chuong-trinh" | "danh-muc" | "de-an" => "kem-theo".to_owned(),
        "phu-luc" => "phu-luc-1".to_owned(),
        part => {
            let part = part.replace("gach-dau-dong-", "tiet-").replace("mau-so-", "mau-");
            let last = part.rsplit_once("..").map(|(first, last)| {
                format!("{first}..{}", last.rsplit('/').next().unwrap_or(last))
            });
            last.unwrap_or(part)
        }
    };
    (slug(document), portion.split('/').map(part).collect::<Vec<_>>().join("/"))
}

/// What kind of thing a tagged citation names.
fn kind_of(to: &str, own: &str) -> &'static str {
    let (document, portion) = to.split_once('#').unwrap_or((to, ""));
    let own = slug(document) == slug(own);
    if portion.contains("..") {
        "day"
    } else if portion.contains("phu-luc") || portion.contains("mau-") || portion.starts_with("quy-")
    {
        "phu-luc-kem-theo"
    } else {
        match (own, portion.is_empty()) {
            (true, true) => "chinh-van-ban",
            (true, false) => "noi-bo",
            (false, true) => "van-ban-khac",
            (false, false) => "dieu-khoan-van-ban-khac",
        }
    }
}
