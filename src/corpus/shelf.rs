//! Giá sách: a library in memory, of documents known by their facts. The shipped catalogue makes one.
//!
//! It answers what a citation means where no index was built: for measuring, and for a single file.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::corpus::catalogue;
use crate::corpus::titles::Titles;
use crate::law::{
    Authority, Document, DocumentNumber, DocumentRef, Edition, Found, Kind, Library, Listing,
    names_of,
};
use crate::structure;
use crate::text::slug;

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

/// Slug of the number of a law → its title in the shipped catalogue.
static LISTED: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let shipped = Shelf::shipped().editions.into_iter().map(|it| it.listing);
    let laws = shipped.filter(|it| is_titled(it.kind));
    laws.map(|it| (slug(&it.reference.number), it.title)).collect()
});

/// Documents by number and by title.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    editions: Vec<Edition>,
    by_slug: HashMap<String, Vec<usize>>,
    titles: Titles,
}

/// Whether documents of a kind are cited by title alone.
fn is_titled(kind: Kind) -> bool {
    matches!(kind, Kind::Law | Kind::Code | Kind::Ordinance)
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
        if is_titled(document.kind) {
            self.titles.add(&document.title, at);
        }
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

    /// Adds a document by what lists show of it; a law by the names that people and the catalogue give its number too, for the
    /// codification holds some without a title, or with one that nobody uses (64/2006/QH11, "Luật Phòng, chống HIV/AIDS").
    pub(super) fn put_edition(&mut self, edition: Edition) {
        let at = self.editions.len();
        let listing = &edition.listing;
        let number = slug(&listing.reference.number);
        if is_titled(listing.kind) {
            self.titles.add(&listing.title, at);
            if let Some(title) = LISTED.get(&number) {
                self.titles.add(title, at);
            }
            for name in names_of(&listing.reference.number) {
                self.titles.add(name, at);
            }
        }
        self.by_slug.entry(number).or_default().push(at);
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

    fn titled(&self, kind: Kind, words: &str) -> Vec<Edition> {
        // "Pháp lệnh Thi hành án dân sự" is not the law that came after it.
        let ordinance = |kind: Kind| kind == Kind::Ordinance;
        let found = |places: &[usize]| -> Vec<Edition> {
            let editions = places.iter().filter_map(|&at| self.editions.get(at));
            editions.filter(|it| ordinance(it.listing.kind) == ordinance(kind)).cloned().collect()
        };
        let named = found(self.titles.find(words));
        if !named.is_empty() {
            return named;
        }
        let mut named = found(self.titles.abbreviated(words));
        // "BLHS" is a code, "Luật TTHC" is none.
        named.retain(|it| (it.listing.kind == Kind::Code) == (kind == Kind::Code));
        named
    }
}
