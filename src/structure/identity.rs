//! Căn cước of a document: number, issuers, date, kind and title, from its title block and from what its source claims.
//!
//! The text and the metadata are two witnesses. Where only one speaks it is believed; where they differ the metadata is
//! taken (it names the document in its source) and the difference is noted.

use jiff::civil::Date;

use crate::law::{
    Authority, DocumentNumber, Facts, Identity, Kind, Note, NoteKind, Place, Role, date_in,
    date_line, iso,
};
use crate::structure::front::Front;
use crate::structure::phrase::first_word;
use crate::structure::title;
use crate::text::{Span, Transcript, canonical, comparable};

/// Who a document is, and what is said of it.
pub(crate) struct Read {
    pub(crate) identity: Identity,
    pub(crate) kind: Kind,
    pub(crate) title: String,
    pub(crate) facts: Facts,
}

/// What the ending of a text tells of it.
pub(crate) struct Ending {
    /// The clauses of passage: `Luật này được Quốc hội … thông qua ngày …`.
    pub(crate) passed: Vec<Span>,
    /// The lines of the signature: `TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI`.
    pub(crate) signed: Vec<Span>,
}

/// Reads identity and facts. `place` is where notes without a better place point.
pub(crate) fn read(
    transcript: &Transcript,
    front: &Front,
    ending: &Ending,
    notes: &mut Vec<Note>,
) -> Read {
    let place = front.number.unwrap_or_default();
    let Ending { passed, signed } = ending;
    let mut reader = Reader { transcript, front, passed, signed, notes, place };
    let number = reader.number();
    let kind = reader.kind(number.as_ref());
    let issued = reader.issued();
    let authorities = reader.authorities(number.as_ref(), kind);
    let title = reader.title(kind);
    let facts = reader.facts();
    Read { identity: Identity { number, authorities, issued }, kind, title, facts }
}

/// Reads one document; what is claimed of it is read in `claimed`.
pub(crate) struct Reader<'a> {
    pub(crate) transcript: &'a Transcript,
    front: &'a Front,
    passed: &'a [Span],
    signed: &'a [Span],
    notes: &'a mut Vec<Note>,
    place: Span,
}

impl<'a> Reader<'a> {
    pub(crate) fn note(&mut self, kind: NoteKind) {
        self.notes.push(Note::new(self.place, kind));
    }

    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.of(&self.transcript.text).trim()
    }

    fn number(&mut self) -> Option<DocumentNumber> {
        let claimed = self.transcript.claimed("so").map(str::to_owned);
        let span = self.front.number.or_else(|| self.authenticated_as());
        let written = span.map(|span| canonical(self.words(span)).into_owned());
        let from_text = written.as_deref().and_then(|it| it.parse::<DocumentNumber>().ok());
        if let Some(text) = &claimed {
            let Ok(number) = text.parse::<DocumentNumber>() else {
                self.note(NoteKind::NumberUnreadable(text.clone()));
                return from_text;
            };
            if let Some(other) = from_text.filter(|it| *it != number && !it.is_draft()) {
                let (text, metadata) = (other.to_string(), number.to_string());
                self.note(NoteKind::Disagreement { key: "so".to_owned(), text, metadata });
            }
            return Some(number);
        }
        match (&from_text, written) {
            (Some(number), _) if number.is_draft() => self.note(NoteKind::NumberBlank),
            (Some(_), _) => {}
            (None, Some(text)) if !text.is_empty() => self.note(NoteKind::NumberUnreadable(text)),
            _ => self.note(NoteKind::NumberMissing),
        }
        from_text
    }

    fn kind(&mut self, number: Option<&DocumentNumber>) -> Kind {
        let claimed = self.transcript.claimed("loai").and_then(Kind::from_name);
        if claimed.is_none() && self.is_authenticated() {
            return Kind::Consolidation;
        }
        let written = self.front.kind.map(|(kind, _)| kind);
        let told = number.and_then(Kind::from_number);
        // "Luật số: …", "Nghị quyết số …": the kind before the number.
        let numbered = self.front.lines.iter().find(|line| line.role == Role::Number);
        let numbered =
            numbered.and_then(|line| Kind::at_start(self.words(line.span))).map(|(kind, _)| kind);
        match claimed.or(written).or(told).or(numbered) {
            Some(kind) => kind,
            // "Số: 11/CV-…" and title blocks with V/v name no kind: an official letter.
            None if self
                .front
                .title
                .iter()
                .any(|&span| comparable(self.words(span)).starts_with("v/v")) =>
            {
                Kind::Letter
            }
            None => {
                self.note(NoteKind::KindMissing);
                Kind::Other
            }
        }
    }

    /// Signed under "XÁC THỰC VĂN BẢN HỢP NHẤT": the head of a văn bản hợp nhất in the gazette names only the text consolidated.
    fn is_authenticated(&self) -> bool {
        self.signed
            .iter()
            .any(|&span| comparable(self.words(span)).starts_with("xác thực văn bản hợp nhất"))
    }

    /// A văn bản hợp nhất is numbered where it is authenticated: `Số: 22/VBHN-VPQH`.
    fn authenticated_as(&self) -> Option<Span> {
        if !self.is_authenticated() {
            return None;
        }
        self.signed.iter().find_map(|&span| {
            let words = span.of(&self.transcript.text);
            let at = words.find("Số:")? + "Số:".len();
            let number = span.part(at..span.len()).trim(&self.transcript.text);
            let end = first_word(number, &self.transcript.text);
            Some(number.part(0..end)).filter(|it| self.words(*it).contains("VBHN"))
        })
    }

    /// A văn bản hợp nhất is dated where it is authenticated.
    fn authenticated_on(&self) -> Option<Span> {
        let dated = |span: &&Span| date_line(self.words(**span));
        self.signed.iter().find(dated).copied().filter(|_| self.is_authenticated())
    }

    /// What stands behind "thông qua" in the clause of passage: texts of the National Assembly, its Standing Committee and
    /// councils bear the day on which they were passed, and the gazette prints them without the line of place and date.
    fn passed_on(&self) -> Option<&'a str> {
        let [passed] = self.passed else { return None };
        let consolidates = self.front.kind.is_some_and(|(kind, _)| kind == Kind::Consolidation);
        if consolidates || self.is_authenticated() {
            return None;
        }
        self.words(*passed).rsplit_once("thông qua").map(|(_, day)| day)
    }

    fn issued(&mut self) -> Option<Date> {
        let claimed = self.date_claimed("ngay-ban-hanh");
        let line = self.front.date.or_else(|| self.authenticated_on());
        let words = line.map(|span| self.words(span));
        let words = words.or_else(|| self.labelled("ngày ban hành"));
        let words = words.or_else(|| self.passed_on().filter(|_| claimed.is_none()));
        let written = match words.and_then(date_in) {
            Some(Ok(date)) => Some(date),
            Some(Err(words)) => {
                self.note(NoteKind::DateImpossible(words));
                None
            }
            None => None,
        };
        if let (Some(metadata), Some(text)) = (claimed, written)
            && metadata != text
        {
            let (text, metadata) = (text.to_string(), metadata.to_string());
            self.note(NoteKind::Disagreement { key: "ngay-ban-hanh".to_owned(), text, metadata });
        }
        if claimed.is_none() && written.is_none() {
            self.note(NoteKind::DateMissing);
        }
        claimed.or(written)
    }

    /// The value after `label:` in the lines above the text: exports and portals print "Ngày ban hành: 30/01/2019; cơ quan: …".
    pub(crate) fn labelled(&self, label: &str) -> Option<&'a str> {
        let lines = self
            .front
            .lines
            .iter()
            .filter(|line| matches!(line.role, Role::Preamble | Role::Title));
        let parts = lines.flat_map(|line| self.words(line.span).split(';'));
        let mut values = parts.filter_map(|part| part.split_once(':'));
        values.find(|(name, _)| comparable(name.trim()) == label).map(|(_, value)| value.trim())
    }

    pub(crate) fn date_claimed(&mut self, key: &str) -> Option<Date> {
        let value = self.transcript.claimed(key)?.to_owned();
        let date = iso(&value).or_else(|| date_in(&value)?.ok());
        if date.is_none() {
            let expected = "ngày dạng 2015-06-19".to_owned();
            self.note(NoteKind::ClaimUnreadable { key: key.to_owned(), value, expected });
        }
        date
    }

    fn authorities(&mut self, number: Option<&DocumentNumber>, kind: Kind) -> Vec<Authority> {
        let place = self.transcript.claimed("dia-phuong").map(Place::read);
        let claimed =
            self.transcript.claims_of("co-quan").filter_map(Authority::read).collect::<Vec<_>>();
        let mut found = if claimed.is_empty() { self.written_authorities() } else { claimed };
        let told = number.map(Authority::from_number).unwrap_or_default();
        if found.is_empty() || !found.iter().any(Authority::is_listed) && !told.is_empty() {
            found.clone_from(&told);
        }
        if found.is_empty() {
            found.extend(self.signing_authority());
        }
        if found.is_empty() {
            let labelled =
                ["cơ quan", "cơ quan ban hành"].into_iter().find_map(|it| self.labelled(it));
            found.extend(labelled.and_then(Authority::read));
        }
        // The National Assembly gives its laws no symbol but QH; a law without issuer is the National Assembly's.
        if found.is_empty() && matches!(kind, Kind::Law | Kind::Code | Kind::Constitution) {
            found.extend(Authority::read("Quốc hội"));
        }
        // Gazette pages print the issuer above the title block and in it.
        let mut met: Vec<Authority> = Vec::new();
        found.retain(|it| {
            !met.contains(it) && {
                met.push(it.clone());
                true
            }
        });
        for authority in &mut found {
            if authority.place.is_none() && is_local(&authority.id) {
                authority.place.clone_from(&place);
            }
        }
        let unknown: Vec<String> = found
            .iter()
            .filter(|it| !it.is_listed() && !is_local(&it.id))
            .map(|it| it.name.clone())
            .collect();
        for name in unknown {
            self.note(NoteKind::AuthorityUnknown(name));
        }
        if found.is_empty() {
            self.note(NoteKind::AuthorityMissing);
        }
        found
    }

    /// The shouted lines of the title block: a council and its place stand on two lines, joint issuers on several.
    fn written_authorities(&self) -> Vec<Authority> {
        let lines: Vec<String> =
            self.front.issuer.iter().map(|&span| plain_words(self.words(span))).collect();
        // "ỦY BAN NHÂN DÂN TỈNH …" above "SỞ TƯ PHÁP": an office of the first signs.
        let office = lines.last().filter(|last| {
            let last = comparable(last);
            lines.len() > 1
                && ["sở ", "văn phòng", "cục ", "chi cục ", "trung tâm ", "phòng ", "công an "]
                    .iter()
                    .any(|it| last.starts_with(it))
        });
        if let Some(office) = office {
            return Authority::read(&title::settle(office)).into_iter().collect();
        }
        if lines.is_empty() {
            return Vec::new();
        }
        let whole = lines.join(" ");
        if let Some(authority) =
            Authority::read(&whole).filter(|it| it.is_listed() || is_local(&it.id))
        {
            return vec![authority];
        }
        let parts = whole.split(" - ").flat_map(|part| part.split('–'));
        let mut found: Vec<Authority> = parts
            .filter_map(Authority::read)
            .filter(|it| it.is_listed() || is_local(&it.id))
            .collect();
        if found.is_empty() {
            found = lines
                .iter()
                .filter_map(|line| Authority::read(line.as_str()))
                .filter(|it| it.is_listed() || is_local(&it.id))
                .collect();
            // "BỘ NỘI VỤ" above "BAN CÔNG TÁC …": the last named line signs.
            if found.len() > 1 && lines.len() == 2 {
                found.drain(..1);
            }
        }
        if found.is_empty() {
            found.extend(Authority::read(&whole));
        }
        found
    }

    /// In whose name the text is signed: `TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI` (a plan whose title block was lost).
    fn signing_authority(&self) -> Option<Authority> {
        let named = self
            .signed
            .iter()
            .filter_map(|&span| Authority::read(self.words(span).strip_prefix("TM.")?));
        named.into_iter().find(|it| it.is_listed() || is_local(&it.id))
    }

    fn title(&mut self, kind: Kind) -> String {
        if let Some(claimed) = self.transcript.claimed("ten") {
            return title::settle(&canonical(claimed));
        }
        let lines: Vec<_> =
            self.front.title.iter().map(|&span| canonical(self.words(span))).collect();
        // "VĂN BẢN HỢP NHẤT" / "LUẬT" / "BẢO HIỂM XÃ HỘI"
        if let Some((first, rest)) = lines.split_first()
            && let Some(of) = Kind::from_name(first).filter(|_| kind == Kind::Consolidation)
        {
            return title::named(of, &title::settle_lines(rest.iter().map(|line| &**line)));
        }
        let words = title::settle_lines(lines.iter().map(|line| &**line));
        let consolidated = self.front.kind.map(|(kind, _)| kind);
        match consolidated.filter(|it| kind == Kind::Consolidation && *it != kind) {
            Some(of) => title::named(of, &words),
            None => words,
        }
    }
}

/// Without the rules that conversions put into a cell of the title block: `ỦY BAN NHÂN DÂN TỈNH A -------`.
fn plain_words(words: &str) -> String {
    let drawn =
        |word: &&str| !word.chars().all(|c| "-_*=–".contains(c)) || *word == "-" || *word == "–";
    words.split_whitespace().filter(drawn).collect::<Vec<_>>().join(" ")
}

fn is_local(id: &str) -> bool {
    id.contains("nhan-dan")
        && (id.contains("hoi-dong") || id.contains("uy-ban"))
        && !id.contains("quoc-hoi")
}
