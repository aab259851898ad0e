//! Drafts.
//!
//! 1. Each case under `tests/cases/draft`: sources and the sentences taken from them; the text as it is printed and the tables
//!    behind it.
//! 2. Articles moved about never leave a citation of the draft pointing at nothing without saying so.

use std::collections::BTreeMap;
use std::fs;

use dieukhoan::cite::{self, DocumentName};
use dieukhoan::draft::{
    Composed, Draft, DraftArticle, DraftSentence, LeftOut, Origin, SentenceUnit, Source, compose,
};
use dieukhoan::law::{Address, Content, Document, DocumentRef, Portion, Status, UnitId};
use dieukhoan::text::{sentences, slug};
use dieukhoan::timeline::Stretch;

use crate::support::{files, parse, project};

/// The parts of a case under their headings, in order.
pub(crate) struct Case(Vec<(String, String)>);

impl Case {
    fn read(text: &str) -> Self {
        let parts = text.split("\n=== ").skip(1).map(|part| {
            let (head, body) = part.split_once('\n').unwrap_or((part, ""));
            (head.trim().to_owned(), body.trim().to_owned())
        });
        Self(parts.collect())
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(head, _)| head == name).map(|(_, body)| body.as_str())
    }

    /// The draft that the case describes.
    pub(crate) fn draft(&self) -> Draft {
        let held: BTreeMap<String, (Option<u8>, Status)> = self
            .part("kho")
            .unwrap_or_default()
            .lines()
            .map(|line| {
                let fields: Vec<&str> = line.split(" | ").collect();
                (slug(fields[0]), (fields[1].parse().ok(), status(fields[2])))
            })
            .collect();
        let known = |name: &DocumentName| {
            let number = name.number.as_ref()?;
            let (rank, status) = *held.get(&slug(number))?;
            Some((DocumentRef::new(number.clone()), rank, status))
        };
        let mut draft = Draft::of_standing_committee(16, "quy định về việc minh họa");
        draft.year = Some(2026);
        let mut documents = Vec::new();
        for (head, body) in
            self.0.iter().filter(|(head, _)| head.starts_with("nguồn") && head != "nguồn gốc")
        {
            let document = parse("nguon.txt", body).value;
            let state = head.trim_start_matches("nguồn").trim();
            let state = if state.is_empty() { Status::InForce } else { status(state) };
            draft.sources.push(Source::of(&document, &document.reference(), state, known));
            documents.push(document);
        }
        for line in self.part("không đưa vào").unwrap_or_default().lines() {
            let (address, why) = line.split_once(" | ").unwrap();
            draft.left_out.push(LeftOut { address: address.parse().unwrap(), why: why.to_owned() });
        }
        draft.articles = articles(self.part("dự thảo").unwrap(), &documents);
        draft
    }
}

fn status(name: &str) -> Status {
    let wanted = slug(name);
    *Status::ALL.iter().find(|it| slug(it.name()) == wanted).unwrap_or_else(|| panic!("{name}"))
}

fn articles(text: &str, documents: &[Document]) -> Vec<DraftArticle> {
    let mut articles: Vec<DraftArticle> = Vec::new();
    let mut chapter = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(name) = line.strip_prefix("chương:") {
            chapter = Some(name.trim().to_owned());
        } else if let Some(heading) = line.strip_prefix("điều:") {
            let heading = heading.trim().to_owned();
            articles.push(DraftArticle {
                chapter: chapter.clone(),
                heading,
                sentences: Vec::new(),
            });
        } else {
            articles.last_mut().unwrap().sentences.push(sentence(line, documents));
        }
    }
    articles
}

fn sentence(line: &str, documents: &[Document]) -> DraftSentence {
    let (unit, rest) = line.trim().split_once(' ').unwrap();
    let unit = match unit {
        "mở" => SentenceUnit::Opening,
        "khoản" => SentenceUnit::Clause,
        "điểm" => SentenceUnit::Point,
        "tiếp" => SentenceUnit::Follows,
        "đoạn" => SentenceUnit::Paragraph,
        other => panic!("{other}"),
    };
    let Some(taken) = rest.strip_prefix('@') else { return DraftSentence::new(unit, rest) };
    let (taken, edited) = match taken.split_once(" := ") {
        Some((taken, edited)) => (taken, Some(edited.to_owned())),
        None => (taken, None),
    };
    let (address, nth) = match taken.split_once(" (") {
        Some((address, nth)) => (address, nth.trim_end_matches(')').parse().ok()),
        None => (taken, None),
    };
    let address: Address = address.trim().parse().unwrap();
    let document = documents.iter().find(|it| it.reference() == address.document).unwrap();
    let own = own_words(document, &address);
    let text = match nth {
        Some(nth) => {
            let at: usize = nth;
            sentences(&own)[at - 1].of(&own).to_owned()
        }
        None => own,
    };
    let origin = Origin { address, text: text.clone() };
    DraftSentence { unit, text: edited.unwrap_or(text), origin: Some(origin) }
}

/// What a unit says before the units below it, with its number.
fn own_words(document: &Document, address: &Address) -> String {
    let id: UnitId = document.find(&address.portion).unwrap_or_else(|| panic!("{address}"));
    let provision = document.provision(id).unwrap();
    let paragraphs = provision.content.iter().filter_map(|it| match it {
        Content::Paragraph(span) => Some(document.text(*span)),
        _ => None,
    });
    let words: Vec<&str> = paragraphs.collect();
    format!("{} {}", document.text(provision.mark), words.join(" "))
}

fn printed(draft: &Composed) -> String {
    let mut out = String::new();
    for ground in &draft.grounds {
        out += &format!("{}{}\n", ground.text, if ground.over { " [hết]" } else { "" });
    }
    out += &format!("{}\n", draft.enacting);
    for article in &draft.articles {
        if let Some((number, name)) = &article.chapter {
            out += &format!("{number}\n{name}\n");
        }
        out += &format!("{}\n", article.title());
        for it in &article.paragraphs {
            out += format!("{} {}\n", it.mark, it.text).trim_start();
        }
    }
    out
}

/// The words between marks, the spaces outside.
fn marked(open: &str, text: &str, close: &str) -> String {
    let before = &text[..text.len() - text.trim_start().len()];
    format!("{before}{open}{}{close}{}", text.trim(), &text[text.trim_end().len()..])
}

fn origins(draft: &Composed) -> String {
    let row = |it: &dieukhoan::draft::OriginRow| {
        let stretches: String = it
            .stretches
            .iter()
            .map(|it| match it {
                Stretch::Same(text) => text.clone(),
                Stretch::Gone(text) => marked("[-", text, "-]"),
                Stretch::Come(text) => marked("{+", text, "+}"),
            })
            .collect();
        let origin = it.origin.as_ref().map_or("mới".to_owned(), ToString::to_string);
        let changed =
            if stretches.is_empty() { String::new() } else { format!(" | {}", stretches.trim()) };
        format!("{} | {origin} | {}{changed}\n", it.portion, it.taking().name())
    };
    draft.origins.iter().map(row).collect()
}

fn correspondence(draft: &Composed) -> String {
    draft.correspondence.iter().map(|it| format!("{} | {}\n", it.address, it.in_words())).collect()
}

fn open(draft: &Composed) -> String {
    draft.open.iter().map(|it| format!("{} | {}\n", it.topic, it.why)).collect()
}

fn remarks(draft: &Composed) -> String {
    draft.remarks.iter().map(|it| format!("{} | {}\n", it.portion, it.what)).collect()
}

/// Every case by its file.
pub(crate) fn cases() -> Vec<(String, Case)> {
    let all = files(&project().join("tests/cases/draft")).into_iter();
    let cases = all.filter(|it| it.extension().is_some_and(|it| it == "txt")).map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, Case::read(&fs::read_to_string(&path).unwrap()))
    });
    cases.collect()
}

#[test]
fn cases_compose_as_they_should() {
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 6, "cases are missing");
    for (name, case) in cases {
        let composed = compose(&case.draft());
        for (part, found) in [
            ("văn bản", printed(&composed)),
            ("nguồn gốc", origins(&composed)),
            ("đối chiếu", correspondence(&composed)),
            ("còn mở", open(&composed)),
            ("soát lại", remarks(&composed)),
        ] {
            if let Some(expected) = case.part(part)
                && expected != found.trim()
            {
                wrong.push(format!("{name} {part}:\n{found}\n--- expected\n{expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every citation of its own units in the composed draft points at a unit that is there, or is told to be open.
fn check_citations(draft: &Draft) {
    let composed = compose(draft);
    let units: Vec<Portion> = composed
        .articles
        .iter()
        .flat_map(|it| &it.paragraphs)
        .map(|it| it.portion.clone())
        .collect();
    for it in composed.articles.iter().flat_map(|it| &it.paragraphs) {
        let mut reader = cite::Reader::new(draft.kind, &draft.title);
        reader.stand(cite::Standing { part: cite::Part::Main, path: it.portion.steps.clone() });
        for citation in reader.read(&it.text, false) {
            let portion = cite::portion(&citation);
            let own = citation.document == cite::Whose::Own && !citation.steps.is_empty();
            let held = units.iter().any(|unit| portion.holds(unit));
            let told = composed
                .open
                .iter()
                .any(|open| open.topic.ends_with(&format!("tại {}", it.portion.name())))
                || composed.remarks.iter().any(|remark| remark.portion == it.portion);
            assert!(!own || held || told, "{} cites {portion}: {}", it.portion, it.text);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn moved_articles_leave_no_stale_citation(seed in proptest::collection::vec(0_usize..97, 24)) {
        for (_, case) in cases().into_iter().filter(|(name, _)| name.as_str() < "05") {
            let mut draft = case.draft();
            // Sentences dealt out anew, then articles in another order, one dropped.
            let mut dealt: Vec<DraftArticle> = draft.articles.iter().map(|it| DraftArticle { sentences: Vec::new(), ..it.clone() }).collect();
            let count = dealt.len();
            for (at, sentence) in draft.articles.iter().flat_map(|it| it.sentences.clone()).enumerate() {
                dealt[seed[at % seed.len()] % count].sentences.push(sentence);
            }
            dealt.rotate_left(seed[0] % count);
            dealt.truncate(1 + seed[1] % count);
            draft.articles = dealt;
            check_citations(&draft);
        }
    }
}
