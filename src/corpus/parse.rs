//! From the bytes of one file to texts ready for the store. Runs on several threads; touches neither disk nor store.
//!
//! A fault of a reader must cost one file and not the build, so each file is read behind a guard against panics.

use std::any::Any;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::amend::{self, Instruction};
use crate::corpus::SourceKind;
use crate::corpus::beside;
use crate::corpus::catalogue;
use crate::corpus::examine::NO_TEXT;
use crate::corpus::incoming::{self, Outgoing};
use crate::corpus::stored::{self, Head};
use crate::corpus::strands::{Strands, UnitNames};
use crate::corpus::versions::{self, Orders};
use crate::law::{
    Document, DocumentNumber, Effect, EffectKind, Facts, Link, LinkKind, Note, NoteKind, Noted,
    Portion,
};
use crate::read::codification::{self, Piece};
use crate::read::record;
use crate::read::{self, Converter, Problem, ProblemKind};
use crate::structure;
use crate::text::{Span, Transcript, fold};
use crate::timeline::{self, Stated, Target};

/// Which kind of copy a text is; the greater is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// Facts of a catalogue entry.
    Catalogue,
    /// Put together from the codification: consolidated, and possibly not whole.
    Codification,
    /// A full text.
    Text,
}

/// A copy of a document, ready for the store.
#[derive(Debug)]
pub(super) struct Text {
    /// Which kind of copy.
    pub(super) origin: Origin,
    /// Line of its file on which it begins.
    pub(super) line: u32,
    /// The slug of its number: what it may share with others.
    pub(super) base: String,
    /// Its head, stored and packed.
    pub(super) head: Vec<u8>,
    /// The whole document, stored and packed.
    pub(super) body: Vec<u8>,
    /// What it cites, stored and packed.
    pub(super) cited: Vec<u8>,
    /// The names of its units, packed.
    pub(super) units: Vec<u8>,
    /// Hash of the document.
    pub(super) hash: [u8; 32],
    /// Anchors of the codification and the portions they mark.
    pub(super) anchors: Vec<(String, String)>,
    /// What it says of the time of other documents.
    pub(super) outgoing: Vec<Outgoing>,
    /// Its instructions to amend others, and the texts it consolidates.
    pub(super) amends: Orders,
    /// What was doubtful.
    pub(super) notes: Vec<Filed>,
}

/// A note and its line; its file too, where a text comes from several.
#[derive(Debug)]
pub(super) struct Filed {
    /// The file, when it is not the text's own.
    pub(super) path: Option<String>,
    /// From 1; 0 when not known.
    pub(super) line: u32,
    /// The note.
    pub(super) note: Note,
}

/// The pieces of one document in one file of the codification.
#[derive(Debug)]
pub(super) struct Share {
    /// The document.
    pub(super) key: String,
    /// Hash of the pieces.
    pub(super) hash: [u8; 32],
    /// The pieces, stored and packed.
    pub(super) body: Vec<u8>,
}

/// What a file gave.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Why it gave nothing.
    pub(super) nothing: Option<Nothing>,
    /// Documents.
    pub(super) texts: Vec<Text>,
    /// Pieces of documents.
    pub(super) shares: Vec<Share>,
    /// Notes about the file.
    pub(super) notes: Vec<Filed>,
}

/// Why a file gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nothing {
    /// It could not be read.
    Failed,
    /// It could not be read for want of a program on this machine.
    Wanting,
    /// It is not meant to be read.
    Skipped,
}

impl Given {
    /// A file that gave nothing but `kind`.
    pub(super) fn nothing(why: Nothing, kind: NoteKind) -> Self {
        let note = Filed { path: None, line: 0, note: Note::new(Span::default(), kind) };
        Self { nothing: Some(why), notes: vec![note], ..Self::default() }
    }
}

/// Reads one file of a source.
pub(super) fn file(
    name: &str,
    kind: SourceKind,
    bytes: &[u8],
    meta: Option<&[u8]>,
    converter: &dyn Converter,
) -> Given {
    guarded(|| {
        let in_catalogue = kind != SourceKind::Codification && catalogue::is_catalogue(name, bytes);
        if in_catalogue {
            return entries(bytes);
        }
        if kind == SourceKind::Catalogue {
            return skipped("nguồn danh-muc chỉ gồm các tệp .toml có bảng [[van-ban]]");
        }
        if codification::is_codification(bytes) {
            return shares(bytes);
        }
        if kind == SourceKind::Codification {
            return skipped("không có điều nào của Bộ pháp điển");
        }
        if kind == SourceKind::DataSet && !record::is_record_line(bytes) {
            return skipped("nguồn bo-du-lieu chỉ gồm các tệp .parquet và JSON Lines");
        }
        one(name, bytes, meta, converter)
    })
    .unwrap_or_else(|why| Given::nothing(Nothing::Failed, NoteKind::ReaderFailed(why)))
}

/// Reads one record of a file of many.
pub(super) fn of_many(kind: SourceKind, bytes: &[u8], converter: &dyn Converter) -> Given {
    match kind {
        SourceKind::Catalogue | SourceKind::Codification => {
            file(record::LINE, kind, bytes, None, converter)
        }
        _ => guarded(|| one(record::LINE, bytes, None, converter))
            .unwrap_or_else(|why| Given::nothing(Nothing::Failed, NoteKind::ReaderFailed(why))),
    }
}

/// Runs a reader; a panic becomes its message.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|panic| message(&*panic))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("không rõ").to_owned()
}

fn skipped(why: &str) -> Given {
    Given::nothing(Nothing::Skipped, NoteKind::FileSkipped(why.to_owned()))
}

fn one(name: &str, bytes: &[u8], meta: Option<&[u8]>, converter: &dyn Converter) -> Given {
    let mut reading = match read::read_with(name, bytes, converter) {
        Ok(reading) => reading,
        // A picture among the texts is passed over; a PDF is a text that someone will miss.
        Err(error @ read::Error::NotText) => return skipped(&error.to_string()),
        Err(error) => {
            let why = if error.wants_program() { Nothing::Wanting } else { Nothing::Failed };
            return Given::nothing(why, NoteKind::FileUnreadable(error.to_string()));
        }
    };
    if reading.transcript.text.trim().is_empty() && reading.transcript.claims.is_empty() {
        return skipped(NO_TEXT);
    }
    let beside = meta.map(|meta| beside::claim(meta, &mut reading.transcript)).unwrap_or_default();
    let beside = beside.into_iter().map(|note| Filed { path: None, line: 0, note });
    let problems: Vec<Filed> = reading.problems.into_iter().map(filed).chain(beside).collect();
    let facts_only = reading.format == record::FORMAT && reading.transcript.text.is_empty();
    let noted = structure::parse(reading.transcript);
    let mut text = match facts_only {
        true => document(Origin::Catalogue, 1, listed(noted)),
        false => document(Origin::Text, 1, noted),
    };
    text.notes.extend(problems);
    text.notes.sort_by_key(|it| it.line);
    Given { texts: vec![text], ..Given::default() }
}

fn entries(bytes: &[u8]) -> Given {
    let (entries, notes) = catalogue::read(bytes);
    let texts = entries.into_iter().map(|entry| {
        let line = entry.line;
        let noted = listed(structure::parse(entry.transcript));
        let claims = noted.value.transcript.claims.clone();
        let mut text = document(Origin::Catalogue, line, noted);
        for filed in &mut text.notes {
            let claim = claims.iter().find(|claim| is_about(&filed.note.kind, &claim.key));
            filed.line = claim.map_or(line, |claim| claim.line);
        }
        text
    });
    let notes = notes.into_iter().map(|(line, note)| Filed { path: None, line, note });
    Given { texts: texts.collect(), notes: notes.collect(), ..Given::default() }
}

/// A document of which only facts are known.
fn listed(mut noted: Noted<Document>) -> Noted<Document> {
    noted.value.facts.catalogue_only = true;
    // A catalogue leaves out what is not sure; and it has no text that could lack a title block.
    noted.notes.retain(|note| {
        !matches!(note.kind, NoteKind::DateMissing | NoteKind::Unstructured(_) | NoteKind::Unplaced)
    });
    noted
}

/// Whether a note speaks of the claim under `key`.
fn is_about(kind: &NoteKind, key: &str) -> bool {
    match kind {
        NoteKind::ClaimUnreadable { key: about, .. }
        | NoteKind::ClaimUnknown(about)
        | NoteKind::Disagreement { key: about, .. } => about == key,
        NoteKind::AuthorityUnknown(_) | NoteKind::AuthorityMissing => key == "co-quan",
        NoteKind::NumberUnreadable(_) | NoteKind::NumberBlank => key == "so",
        NoteKind::KindMissing => key == "loai",
        _ => false,
    }
}

fn shares(bytes: &[u8]) -> Given {
    let pieces = match codification::pieces(bytes) {
        Ok(pieces) => pieces,
        Err(error) => {
            return Given::nothing(Nothing::Failed, NoteKind::FileUnreadable(error.to_string()));
        }
    };
    let mut shares: Vec<(String, Vec<Piece>)> = Vec::new();
    let mut places = HashMap::new();
    for piece in pieces {
        let key = key_of(&piece);
        let place = *places.entry(key.clone()).or_insert(shares.len());
        match shares.get_mut(place) {
            Some((_, pieces)) => pieces.push(piece),
            None => shares.push((key, vec![piece])),
        }
    }
    let stored = shares.into_iter().map(|(key, pieces)| {
        let plain = stored::plain(&pieces);
        Share { key, hash: stored::hash(&plain), body: stored::pack(&plain) }
    });
    Given { shares: stored.collect(), ..Given::default() }
}

/// The document that a piece belongs to. The edition writes one number in several ways (`89-TC/TCT`, `89/TC-TCT`;
/// `01/2016/NQ.HĐTP`, `01/2016/NQ-HĐTP`) and calls the code 100/2015/QH13 a law once. A number without a year is shared
/// (two decrees are 73-CP): there the page of the official database tells them apart.
fn key_of(piece: &Piece) -> String {
    let key = piece.key();
    let number = piece.origin.number.as_deref().and_then(|it| it.parse::<DocumentNumber>().ok());
    let (kind, rest) = key.split_once(' ').unwrap_or(("", &key));
    let kind = if kind == "bo-luat" { "luat" } else { kind };
    match number {
        Some(number) if number.year().is_none() => {
            let page = piece.origin.item.as_deref().unwrap_or_default();
            format!("{kind} {} {page}", number.slug())
        }
        Some(number) => format!("{kind} {}", number.slug()),
        None => format!("{kind} {rest}"),
    }
}

/// Puts the pieces of one document together. Each share comes with the file it lies in, in the order of files.
///
/// Fails with the reason when what is stored is damaged or a reader is at fault.
pub(super) fn codified(shares: &[(String, Vec<u8>)]) -> Result<Text, String> {
    let mut pieces = Vec::new();
    let mut files = HashMap::new();
    for (path, body) in shares {
        let held: Option<Vec<Piece>> = stored::from_packed(body);
        let held = held.ok_or("các mảnh đã lưu không đọc lại được")?;
        files.extend(held.iter().map(|piece| (piece.anchor.clone(), path.as_str())));
        pieces.extend(held);
    }
    let line = pieces.first().map_or(0, |piece| piece.line);
    guarded(|| {
        let reading = codification::reading(&pieces);
        let noted = structure::parse(reading.transcript);
        let marked = anchors(&noted.value.transcript);
        let mut text = document(Origin::Codification, line, noted);
        text.notes.extend(reading.problems.into_iter().map(filed));
        for filed in &mut text.notes {
            let before = marked.partition_point(|(span, _)| span.start <= filed.note.span.start);
            let anchor = before.checked_sub(1).and_then(|at| marked.get(at)).or(marked.first());
            let path = anchor.and_then(|(_, anchor)| files.get(anchor));
            filed.path = path.map(|&path| path.to_owned());
        }
        text
    })
}

/// The anchors of the codification in a transcript, by place. The claim holds the anchor and the article's code.
fn anchors(transcript: &Transcript) -> Vec<(Span, String)> {
    let marked = transcript.claims.iter().filter(|claim| claim.key == "ma-phap-dien");
    let mut anchors: Vec<(Span, String)> = marked
        .filter_map(|claim| Some((claim.about?, claim.value.split(' ').next()?.to_owned())))
        .collect();
    anchors.sort();
    anchors
}

/// Makes a parsed document ready for the store. Its facts are stored once, in its head.
fn document(origin: Origin, line: u32, noted: Noted<Document>) -> Text {
    let Noted { value: mut document, mut notes } = noted;
    let instructions = match origin {
        Origin::Catalogue => Vec::new(),
        _ => {
            let read = amend::parse(&document);
            notes.extend(read.notes);
            read.value
        }
    };
    let outgoing = time(origin, &mut document, &instructions, &mut notes);
    add_consolidated(&mut document);
    let mut amends = versions::orders(instructions);
    if origin != Origin::Catalogue {
        amends.extend(versions::consolidated(&document));
    }
    let lines =
        |note: Note| Filed { path: None, line: document.transcript.line_of(note.span), note };
    let notes: Vec<Filed> = notes.into_iter().map(lines).collect();
    let anchors = portions(&document);
    let head = Head::of(&document);
    let cited = stored::pack(&stored::plain(&Strands::of(&document)));
    let units = stored::pack(&stored::plain(&UnitNames::of(&document)));
    document.facts = Facts::default();
    let (head_plain, plain) = (stored::plain(&head), stored::plain(&document));
    Text {
        origin,
        line,
        base: head.reference.slug(),
        hash: stored::hash(&[head_plain.as_slice(), &plain].concat()),
        head: stored::pack(&head_plain),
        body: stored::pack(&plain),
        cited,
        units,
        anchors,
        outgoing,
        amends,
        notes,
    }
}

/// A consolidation without metadata tells in its opening what it puts together.
fn add_consolidated(document: &mut Document) {
    if document.facts.links.iter().any(|it| it.kind == LinkKind::Consolidates) {
        return;
    }
    let links = timeline::consolidates(document).into_iter().map(|there| Link {
        kind: LinkKind::Consolidates,
        here: None,
        words: there.clone(),
        there,
        portion: None,
        since: None,
    });
    document.facts.links.extend(links.collect::<Vec<_>>());
}

/// What the text says of its own time goes to its facts; what it says of others is returned.
fn time(
    origin: Origin,
    document: &mut Document,
    instructions: &[Instruction],
    notes: &mut Vec<Note>,
) -> Vec<Outgoing> {
    if origin == Origin::Catalogue {
        return Vec::new();
    }
    let Noted { value: mut said, notes: more } = timeline::effects(document);
    said.extend(timeline::moved(document, instructions));
    notes.extend(more);
    // "Nghị định số … hết hiệu lực": an order that changes no wording, and that is understood as an end.
    let ended = |note: &Note| {
        let ends = |it: &Stated| it.effect.kind == EffectKind::Ends && it.effect.is_whole();
        said.iter().any(|it| ends(it) && note.span.contains(it.span))
    };
    notes.retain(|it| !(matches!(it.kind, NoteKind::InstructionUnparsed(_)) && ended(it)));
    let own = said.iter().filter(|it| it.target == Target::This);
    document.facts.effects = own.map(|it| it.effect.clone()).collect();
    document.facts.effects.extend(ended_as_claimed(document));
    incoming::outgoing(document, said)
}

/// The end that a source states without its day, as data sets and portals do (“Hết hiệu lực toàn bộ”): enough for nobody
/// to take the text for one in force.
fn ended_as_claimed(document: &Document) -> Option<Effect> {
    let state = document.transcript.claimed("tinh-trang")?;
    let folded = fold(state);
    let ended = ["het hieu luc", "khong con phu hop", "bi bai bo", "bi thay the"]
        .iter()
        .any(|words| folded.trim().starts_with(words));
    let whole = ended && !folded.contains("mot phan") && document.facts.ended.is_none();
    whole.then(|| Effect {
        kind: EffectKind::Ends,
        parts: Vec::new(),
        described: None,
        except: Vec::new(),
        proviso: None,
        day: None,
        by: None,
        at: Portion::default(),
        sentence: format!("Tình trạng theo nguồn: {state}"),
    })
}

/// Which portion each anchor of the codification marks.
fn portions(document: &Document) -> Vec<(String, String)> {
    let anchors = anchors(&document.transcript);
    if anchors.is_empty() {
        return Vec::new();
    }
    let mut marks: Vec<_> = document.units().map(|(id, unit)| (unit.mark.start, id)).collect();
    marks.sort_unstable();
    let found = anchors.into_iter().filter_map(|(span, anchor)| {
        let at = marks.partition_point(|(start, _)| *start < span.start);
        let (start, id) = *marks.get(at)?;
        (start < span.end).then(|| (anchor, document.portion(id).to_string()))
    });
    found.collect()
}

fn filed(problem: Problem) -> Filed {
    let (line, note) = note_of(problem);
    Filed { path: None, line, note }
}

/// What a reader found odd, as a note with its line.
pub fn note_of(problem: Problem) -> (u32, Note) {
    let Problem { span, line, kind } = problem;
    let kind = match kind {
        ProblemKind::Undecodable(count) => NoteKind::Undecodable(count),
        ProblemKind::EncodingGuessed(name) => NoteKind::EncodingGuessed(name.into_owned()),
        ProblemKind::KeyUnknown(key) => NoteKind::ClaimUnknown(key),
        ProblemKind::ValueUnreadable { key, value, expected } => {
            NoteKind::ClaimUnreadable { key, value, expected: expected.into_owned() }
        }
        ProblemKind::FrontMatterUnclosed => NoteKind::FrontMatterUnclosed,
        ProblemKind::Flattened(what) => NoteKind::Flattened(what.into_owned()),
        ProblemKind::NoText(what) => NoteKind::NoText(what.into_owned()),
        ProblemKind::PartUnread(what) => NoteKind::PartUnread(what.into_owned()),
        ProblemKind::FootnoteLost(mark) => NoteKind::FootnoteLost(mark),
        ProblemKind::LawNotFound => NoteKind::LawNotFound,
        ProblemKind::SetAside(words) => NoteKind::SetAside(words),
        ProblemKind::Deleted(words) => NoteKind::Deleted(words),
        ProblemKind::OriginUnreadable(note) => NoteKind::OriginUnreadable(note),
        ProblemKind::Recognised { pages, sure } => NoteKind::Recognised { pages, sure },
        ProblemKind::WordsDoubtful(words) => NoteKind::WordsDoubtful(words),
        ProblemKind::ArticleDiffers(label) => NoteKind::ArticleDiffers(label),
    };
    (line, Note::new(span, kind))
}
