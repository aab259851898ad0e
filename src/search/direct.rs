//! What a question names outright: its document or provision, before everything that merely holds its words.

use crate::corpus::{Corpus, ListFilter};
use crate::index;
use crate::law::{
    Address, Component, DocumentNumber, DocumentRef, Found, Kind, Label, Listing, Portion, Step,
    Unit, numbers_of, spelt_out,
};
use crate::search::cited::{self, Cited, Named, Numbered};
use crate::search::spell;
use crate::search::{Direct, Error, Hit, Question, SnippetPiece, Stretch};
use crate::text::{fold, slug};
use crate::timeline;

/// Letters shown of a provision that was asked for by its address.
const SHOWN: usize = 320;

/// Numbers that are offered in place of one that is not here.
const NEAR: usize = 5;

/// A name that so many titles hold tells nothing.
const TITLES: usize = 400;

/// Looks up what citations name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pointer<'a> {
    pub(crate) corpus: &'a Corpus,
}

impl Pointer<'_> {
    /// What a citation leads to here; none when it names nothing and may as well be plain words.
    pub(crate) fn resolve(&self, cited: &Cited) -> Result<Option<Direct>, Error> {
        let mut documents = self.candidates(cited)?;
        if documents.is_empty() {
            return self.not_held(&cited.document);
        }
        if documents.len() > 1 {
            let portion = (!cited.portion.is_whole()).then(|| cited.portion.clone());
            return Ok(Some(Direct::Choice { documents, portion }));
        }
        let document = documents.remove(0);
        if cited.portion.is_whole() || document.catalogue_only {
            return Ok(Some(Direct::Document(document)));
        }
        self.provision(document, &cited.portion).map(Some)
    }

    /// A number that nothing here bears, with what bears one like it: the same but for the year, or but for the issuer.
    fn not_held(&self, named: &Named) -> Result<Option<Direct>, Error> {
        let mut near = Vec::new();
        let number = match named {
            Named::Number(it) if it.rest.is_empty() => {
                near = self.corpus.with_serial(it.serial.trim_start_matches('0'), None)?;
                near.retain(|listing| alike(it, listing));
                near.truncate(NEAR);
                it.written()
            }
            Named::Number(_) => return Ok(None),
            // A law that everybody knows by its name, and whose number is known.
            Named::Name { name, year } => match numbers_of(&dated(name, *year)).first() {
                Some(number) => number.clone(),
                None => return Ok(None),
            },
        };
        Ok(Some(Direct::NotHeld { number, near }))
    }

    /// The documents that a text names by slug, number, shorthand or name.
    pub(crate) fn documents(&self, text: &str) -> Result<Vec<Listing>, Error> {
        if let Some(listing) = self.corpus.listing(text)? {
            return Ok(vec![listing]);
        }
        let reference: DocumentRef = text.parse().unwrap_or_else(|_| DocumentRef::new(text));
        match self.corpus.look_up(&reference)? {
            Found::One(listing) => return Ok(vec![listing]),
            Found::Several(listings) => return Ok(listings),
            Found::Nothing => {}
        }
        let cited = cited::read(text);
        cited.map_or(Ok(Vec::new()), |cited| self.candidates(&cited))
    }

    /// The documents that a citation may mean.
    fn candidates(&self, cited: &Cited) -> Result<Vec<Listing>, Error> {
        match &cited.document {
            Named::Number(number) => self.numbered(number, cited.kind),
            Named::Name { name, year } => self.called(name, *year, !cited.portion.is_whole()),
        }
    }

    fn numbered(&self, number: &Numbered, kind: Option<Kind>) -> Result<Vec<Listing>, Error> {
        let found = match self.corpus.look_up(&DocumentRef::new(number.written()))? {
            Found::Nothing => self.with_serial(number)?,
            Found::One(listing) => vec![listing],
            Found::Several(listings) => listings,
        };
        let mut documents = found;
        let fits = |listing: &Listing| {
            let said = said_of(listing);
            let symbol = fold(&number.symbol);
            let parts = symbol.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
            parts.chain(number.rest.iter().map(String::as_str)).all(|word| said.holds(word))
        };
        documents.retain(fits);
        if let Some(kind) = kind {
            let same = |it: &Listing| it.kind == kind || is_a(it.kind, kind);
            // A number in full is believed more than the word before it.
            if number.symbol.is_empty() || documents.iter().any(same) {
                documents.retain(same);
            }
        }
        Ok(documents)
    }

    /// Documents whose number begins with the serial, as typed or with its leading zero, and with the year.
    fn with_serial(&self, number: &Numbered) -> Result<Vec<Listing>, Error> {
        let bare = number.serial.trim_start_matches('0');
        let mut documents: Vec<Listing> = Vec::new();
        for serial in [bare.to_owned(), format!("0{bare}"), format!("00{bare}")] {
            let dated = number.year.map(|year| format!("{serial}/{year}"));
            let mut found = match &dated {
                Some(dated) => self.corpus.with_serial(dated, None)?,
                None => self.corpus.with_serial(&serial, None)?,
            };
            // Many numbers carry no year: 81/KH-UBTVQH15.
            if let Some(year) = number.year.filter(|_| found.is_empty()) {
                found = self.corpus.with_serial(&serial, None)?;
                found.retain(|it| {
                    it.issued.is_some_and(|date| u16::try_from(date.year()) == Ok(year))
                });
            }
            documents.extend(found);
        }
        Ok(documents)
    }

    /// Documents by name: what people call them, else their title.
    fn called(&self, name: &str, year: Option<u16>, below: bool) -> Result<Vec<Listing>, Error> {
        let name = spell::spelt_out(name)
            .map_or_else(|| vec![name.to_owned()], |it| vec![name.to_owned(), it]);
        // Constitutions are told apart by their year alone.
        if let Some(year) = year
            && name.iter().any(|it| matches!(slug(it).as_str(), "hien-phap" | "hp"))
            && let Found::One(listing) =
                self.corpus.look_up(&DocumentRef::new(format!("HP{year}")))?
        {
            return Ok(vec![listing]);
        }
        for name in &name {
            let dated = dated(name, year);
            let with_kind = ["", "luật ", "bộ luật "].map(|kind| format!("{kind}{dated}"));
            for called in with_kind.iter().filter(|it| below || **it == dated) {
                for number in numbers_of(called) {
                    match self.corpus.look_up(&DocumentRef::new(number.clone()))? {
                        Found::One(listing) => return Ok(vec![listing]),
                        Found::Several(listings) => return Ok(of_name(listings, called)),
                        Found::Nothing => {}
                    }
                }
            }
            let titled = self.titled(name, year, below)?;
            if !titled.is_empty() {
                return Ok(titled);
            }
        }
        Ok(Vec::new())
    }

    /// Documents that bear `name` as their title; where a unit was named, a title that begins so will do.
    fn titled(&self, name: &str, year: Option<u16>, below: bool) -> Result<Vec<Listing>, Error> {
        let filter =
            ListFilter { words: Some(name.to_owned()), size: TITLES, ..ListFilter::default() };
        let mut listings = self.corpus.list(&filter)?.listings;
        if let Some(year) = year {
            listings
                .retain(|it| it.issued.is_some_and(|date| u16::try_from(date.year()) == Ok(year)));
        }
        let wanted = slug(name);
        let names = |it: &Listing| {
            let title = slug(&it.title);
            [format!("{}-{title}", it.kind.slug()), title]
        };
        let exact = |it: &Listing| names(it).contains(&wanted);
        if listings.iter().any(exact) {
            listings.retain(exact);
            return Ok(listings);
        }
        let start = format!("{wanted}-");
        listings.retain(|it| below && names(it).iter().any(|name| name.starts_with(&start)));
        Ok(listings)
    }

    fn provision(&self, listing: Listing, asked: &Portion) -> Result<Direct, Error> {
        let Some(document) = self.corpus.document(&listing.reference.slug())? else {
            return Ok(Direct::Document(listing));
        };
        let find = |asked: &Portion| readings(asked).iter().find_map(|it| document.find(it));
        let found = find(asked).or_else(|| {
            // "điều 5 nq 03/2026" of a resolution that has two articles and enacts regulations of fifty.
            let attached = document.components.iter().map(|part| part.component);
            let attached = attached.filter(|it| matches!(it, Component::Attachment(_)));
            let mut found = attached
                .filter(|_| asked.component == Component::Main)
                .filter_map(|component| find(&Portion { component, ..asked.clone() }));
            found.next().filter(|_| found.next().is_none())
        });
        let Some(id) = found else {
            return Ok(Direct::NoSuchProvision { document: listing, asked: asked.clone() });
        };
        let heading = document.heading(id).map_or_else(
            || document.body(id).chars().take(160).collect::<String>(),
            |heading| heading.replace('\n', " "),
        );
        let address =
            Address { document: listing.reference.clone(), portion: document.portion(id) };
        Ok(Direct::Provision { document: listing, address, heading })
    }

    /// What a citation names stands before everything that merely holds its words.
    pub(crate) fn put_first(
        &self,
        direct: &Direct,
        question: &Question,
        hits: &mut Vec<Hit>,
    ) -> Result<(), Error> {
        let named: Vec<(Listing, Portion)> = match direct {
            Direct::Document(listing) => vec![(listing.clone(), Portion::default())],
            Direct::Provision { document, address, .. } => {
                vec![(document.clone(), address.portion.clone())]
            }
            Direct::Choice { documents, portion } => {
                let portion = portion.clone().unwrap_or_default();
                documents.iter().take(5).map(|it| (it.clone(), portion.clone())).collect()
            }
            Direct::NoSuchProvision { .. } | Direct::NotHeld { .. } => return Ok(()),
        };
        let best = hits.first().map_or(0.0, |hit| hit.score);
        let mut first = Vec::with_capacity(named.len());
        for (place, (listing, portion)) in named.into_iter().enumerate() {
            let address = Address { document: listing.reference.clone(), portion };
            hits.retain(|hit| hit.address != address);
            let score = best + 1.0 / (place + 1) as f32;
            first.extend(self.named_hit(listing, address, question, score)?);
        }
        hits.splice(0..0, first);
        hits.truncate(question.size.max(1));
        Ok(())
    }

    fn named_hit(
        &self,
        listing: Listing,
        address: Address,
        question: &Question,
        score: f32,
    ) -> Result<Option<Hit>, Error> {
        let Some(document) = self.corpus.document(&listing.reference.slug())? else {
            return Ok(None);
        };
        let status = timeline::standing(&document.facts, &[], question.today).status;
        let plain =
            |text: &str| SnippetPiece { text: text.chars().take(SHOWN).collect(), marked: false };
        let (heading, breadcrumb, snippet) = match document.find(&address.portion) {
            Some(id) => {
                let entry = index::entry_of(&document, id);
                (entry.heading, entry.breadcrumb, vec![plain(&entry.body)])
            }
            None if address.portion.is_whole() => {
                (document.name(), String::new(), vec![plain(&document.title)])
            }
            None => return Ok(None),
        };
        Ok(Some(Hit {
            address,
            document: listing,
            heading,
            breadcrumb,
            passage: None,
            snippet,
            status,
            stretch: Stretch::default(),
            also: Vec::new(),
            score,
        }))
    }
}

/// Whether a number that was typed may be a slip for that of `listing`, whose serial is the same.
fn alike(typed: &Numbered, listing: &Listing) -> bool {
    let held = listing.reference.number.parse::<DocumentNumber>().ok();
    let year = held.as_ref().and_then(DocumentNumber::year).map(u32::from);
    let symbol = fold(&typed.symbol);
    let same_year = typed.year.is_some() && year == typed.year.map(u32::from);
    let same_symbol = fold(&listing.reference.number).ends_with(&symbol);
    // A short serial without its symbol is that of hundreds of texts.
    let telling = !symbol.is_empty() || typed.serial.len() > 2;
    same_year || telling && same_symbol
}

fn dated(name: &str, year: Option<u16>) -> String {
    year.map_or_else(|| name.to_owned(), |year| format!("{name} {year}"))
}

/// The portions that may be meant, the one typed first: `diem d` may be điểm đ, `k2a` khoản 2 điểm a.
fn readings(asked: &Portion) -> Vec<Portion> {
    let mut readings = vec![asked.clone()];
    let mut barred = asked.clone();
    for step in barred.steps.iter_mut().filter(|step| step.unit == Unit::Point) {
        if let Some(label) = Label::new(&step.label.as_str().replacen('d', "đ", 1)) {
            step.label = label;
        }
    }
    let mut apart = asked.clone();
    if let Some(last) = apart.steps.pop().filter(|step| step.unit == Unit::Clause) {
        let written = last.label.as_str();
        let letter = written.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = written.strip_suffix(letter).and_then(Label::new);
        if let (Some(number), Some(letter)) = (number, Label::new(letter)) {
            apart.steps.push(Step::new(Unit::Clause, number));
            apart.steps.push(Step::new(Unit::Point, letter));
            readings.push(apart);
        }
    }
    if barred != *asked {
        readings.push(barred);
    }
    readings
}

/// Whether a document of kind `this` may be called by the name of kind `general`.
fn is_a(this: Kind, general: Kind) -> bool {
    matches!(
        (this, general),
        (Kind::Code, Kind::Law)
            | (Kind::JointResolution, Kind::Resolution)
            | (Kind::JointCircular, Kind::Circular)
    )
}

/// Of documents that share a number, those of the kind that the name says.
fn of_name(mut listings: Vec<Listing>, name: &str) -> Vec<Listing> {
    let name = format!("{}-", slug(name));
    let same = |it: &Listing| name.starts_with(&format!("{}-", it.kind.slug()));
    if listings.iter().any(same) {
        listings.retain(same);
    }
    listings
}

/// The words by which a document can be told from others.
struct Said {
    words: String,
    joined: String,
}

fn said_of(listing: &Listing) -> Said {
    let issuers: Vec<String> = listing.authorities.iter().map(ToString::to_string).collect();
    let number = slug(&listing.reference.number);
    let text = format!("{} {} {}", listing.title, issuers.join(" "), listing.kind.name());
    let words = format!("-{}-{number}-", slug(&text));
    Said { words, joined: number.replace('-', "") }
}

impl Said {
    /// Whether a word, an abbreviation or the joined letters of a number stand there.
    fn holds(&self, word: &str) -> bool {
        let wanted = slug(word);
        let spelt = spelt_out(word).map(slug);
        let is_there = |it: &str| self.words.contains(&format!("-{it}-"));
        let letters = wanted.replace('-', "");
        let in_number = letters.len() > 1
            && !letters.chars().all(|c| c.is_ascii_digit())
            && self.joined.contains(&letters);
        wanted.is_empty() || is_there(&wanted) || in_number || spelt.is_some_and(|it| is_there(&it))
    }
}
