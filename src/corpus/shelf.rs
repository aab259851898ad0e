//! Giá sách: a library in memory, of documents known by their facts. The shipped catalogue makes one.
//!
//! It answers what a citation means where no index was built: for measuring, and for a single file.

use std::collections::HashMap;

use crate::corpus::catalogue;
use crate::law::{
    Authority, Document, DocumentNumber, DocumentRef, Edition, Found, Kind, Library, Listing,
};
use crate::structure;
use crate::text::{comparable, slug};

/// The catalogue as the project ships it; `tests/it/lists.rs` sees that no file is missing.
pub const SHIPPED: [(&str, &str); 11] = [
    ("ban-hanh-van-ban.toml", include_str!("../../corpus/danh-muc/ban-hanh-van-ban.toml")),
    ("bau-cu.toml", include_str!("../../corpus/danh-muc/bau-cu.toml")),
    (
        "bo-luat-va-luat-chinh.toml",
        include_str!("../../corpus/danh-muc/bo-luat-va-luat-chinh.toml"),
    ),
    ("giam-sat.toml", include_str!("../../corpus/danh-muc/giam-sat.toml")),
    ("hoi-dong-nhan-dan.toml", include_str!("../../corpus/danh-muc/hoi-dong-nhan-dan.toml")),
    (
        "khieu-nai-to-cao-tiep-cong-dan.toml",
        include_str!("../../corpus/danh-muc/khieu-nai-to-cao-tiep-cong-dan.toml"),
    ),
    (
        "luat-va-phap-lenh-khac.toml",
        include_str!("../../corpus/danh-muc/luat-va-phap-lenh-khac.toml"),
    ),
    ("mat-tran-dan-chu.toml", include_str!("../../corpus/danh-muc/mat-tran-dan-chu.toml")),
    (
        "ngan-sach-dat-dai-dau-tu.toml",
        include_str!("../../corpus/danh-muc/ngan-sach-dat-dai-dau-tu.toml"),
    ),
    ("to-chuc-nha-nuoc.toml", include_str!("../../corpus/danh-muc/to-chuc-nha-nuoc.toml")),
    (
        "van-ban-dang-va-ke-hoach.toml",
        include_str!("../../corpus/danh-muc/van-ban-dang-va-ke-hoach.toml"),
    ),
];

/// Documents by number and by title.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    editions: Vec<Edition>,
    by_slug: HashMap<String, Vec<usize>>,
    titles: Titles,
}

/// Documents by what citations call them: law, ordinance and code by title.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    /// First word of a comparable title → titles in comparable form, longest first, with their documents.
    by_word: HashMap<String, Vec<(String, Vec<usize>)>>,
}

impl Titles {
    /// Adds a document under its title.
    pub(super) fn add(&mut self, kind: Kind, title: &str, document: usize) {
        let Some(title) = title_key(kind, title) else { return };
        let Some(first) = title.split([' ', ',']).next() else { return };
        let same = self.by_word.entry(first.to_owned()).or_default();
        match same.iter_mut().find(|(it, _)| *it == title) {
            Some((_, documents)) => documents.push(document),
            None => {
                let at = same.partition_point(|(it, _)| it.len() > title.len());
                same.insert(at, (title, vec![document]));
            }
        }
    }

    /// The documents with the longest title that `words` begin with.
    pub(super) fn find(&self, words: &str) -> &[usize] {
        let words = comparable(words.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        let first = words.split([' ', ',']).next().unwrap_or_default();
        let same = self.by_word.get(first).map(Vec::as_slice).unwrap_or_default();
        let whole = |title: &str| {
            let rest = words.strip_prefix(title);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        same.iter()
            .find(|(title, _)| whole(title))
            .map(|(_, documents)| documents.as_slice())
            .unwrap_or_default()
    }
}

/// A title as titles are compared; none for kinds that are never cited by title alone.
fn title_key(kind: Kind, title: &str) -> Option<String> {
    if !matches!(kind, Kind::Law | Kind::Code | Kind::Ordinance) {
        return None;
    }
    let title = comparable(title.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
    let bare = ["bộ luật ", "luật ", "pháp lệnh "].iter().find_map(|it| title.strip_prefix(it));
    // "Luật Luật sư": the law on lawyers; its title begins with the word of its kind.
    let title = match bare {
        Some("sư") | None => title,
        Some(bare) => bare.to_owned(),
    };
    (!title.is_empty()).then_some(title)
}

impl Shelf {
    /// The shipped catalogue.
    pub fn shipped() -> Self {
        let mut shelf = Self::default();
        for (_, text) in SHIPPED {
            let (entries, _) = catalogue::read(text.as_bytes());
            for entry in entries {
                let mut document = structure::parse(entry.transcript).value;
                document.facts.catalogue_only = true;
                shelf.put(&document);
            }
        }
        shelf
    }

    /// Adds a document, unless one of its number, kind and date stands there.
    pub fn put(&mut self, document: &Document) {
        let reference = document.reference();
        let slug = reference.slug();
        let same =
            self.by_slug.get(&slug).into_iter().flatten().filter_map(|&at| self.editions.get(at));
        let is_there = same.into_iter().any(|it| {
            it.listing.kind == document.kind
                && (it.listing.issued == document.identity.issued
                    || document.identity.issued.is_none())
        });
        if is_there {
            return;
        }
        let at = self.editions.len();
        self.titles.add(document.kind, &document.title, at);
        self.by_slug.entry(slug).or_default().push(at);
        self.editions.push(Edition {
            listing: Listing {
                reference,
                kind: document.kind,
                title: document.title.clone(),
                authorities: document.identity.authorities.clone(),
                issued: document.identity.issued,
                catalogue_only: document.facts.catalogue_only,
                illustrative: document.facts.illustrative,
            },
            effective: document.facts.effective,
            ended: document.facts.ended,
        });
    }

    /// Adds a document by what lists show of it.
    pub(super) fn put_edition(&mut self, edition: Edition) {
        let at = self.editions.len();
        let listing = &edition.listing;
        self.titles.add(listing.kind, &listing.title, at);
        self.by_slug.entry(slug(&listing.reference.number)).or_default().push(at);
        self.editions.push(edition);
    }

    /// Adds a document of which only the head is known.
    pub fn put_known(
        &mut self,
        number: &DocumentNumber,
        kind: Kind,
        title: &str,
        issued: Option<jiff::civil::Date>,
    ) {
        let mut document = Document {
            identity: crate::law::Identity {
                number: Some(number.clone()),
                authorities: Authority::from_number(number),
                issued,
            },
            kind,
            title: title.to_owned(),
            facts: crate::law::Facts::default(),
            transcript: crate::text::Transcript::default(),
            lines: Vec::new(),
            components: Vec::new(),
            provisions: Vec::new(),
        };
        document.facts.catalogue_only = true;
        self.put(&document);
    }
}

impl Library for Shelf {
    fn find(&self, reference: &DocumentRef) -> Found {
        let slug = slug(&reference.number);
        let places = self.by_slug.get(&slug).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<Listing> = places
            .iter()
            .filter_map(|&at| self.editions.get(at))
            .map(|it| it.listing.clone())
            .collect();
        match found.len() {
            0 => Found::Nothing,
            1 => Found::One(found.remove(0)),
            _ => Found::Several(found),
        }
    }

    fn titled(&self, _kind: Kind, words: &str) -> Vec<Edition> {
        self.titles.find(words).iter().filter_map(|&at| self.editions.get(at)).cloned().collect()
    }
}
