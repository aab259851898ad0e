//! Lập nhóm: the provisions of the documents in scope that may regulate the same thing.

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::law::Address;
use crate::overlap::{Background, Passage, compared, groups, text_of};
use crate::review::Error;
use crate::workspace::{Group, Pair, Pointer, key_of};

/// Where a passage stands.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its address.
    pub address: Address,
    /// Its heading.
    pub heading: String,
}

/// Every compared unit of the documents named by their slugs, in the order of the documents and of their texts.
///
/// # Errors
/// When the corpus cannot be read.
pub fn passages(corpus: &Corpus, slugs: &[String]) -> Result<(Vec<Place>, Vec<Passage>), Error> {
    let read: Vec<Vec<(Place, Passage)>> =
        slugs.par_iter().map(|slug| of_document(corpus, slug)).collect::<Result<_, Error>>()?;
    Ok(read.into_iter().flatten().unzip())
}

fn of_document(corpus: &Corpus, slug: &str) -> Result<Vec<(Place, Passage)>, Error> {
    let (Some(document), Some(listing)) = (corpus.load(slug)?, corpus.listing(slug)?) else {
        return Ok(Vec::new());
    };
    let units = compared(&document);
    let each = units.into_iter().map(|id| {
        let body = document.body(id);
        let passage = Passage::of(&text_of(&document, slug, id, &body));
        let heading = document.heading(id).unwrap_or_default().to_owned();
        let portion = document.portion(id);
        (
            Place { address: Address { document: listing.reference.clone(), portion }, heading },
            passage,
        )
    });
    Ok(each.collect())
}

/// The groups among the documents named by their slugs, as a worksheet keeps them, weightiest first; those within one
/// document stand last, for a law that gives each level its own article (77/2015/QH13, Điều 22 and 29) says nothing twice.
/// `tick` is told how many pairs have been judged, of how many.
///
/// # Errors
/// When the corpus cannot be read.
pub fn find_groups(
    corpus: &Corpus,
    slugs: &[String],
    tick: impl FnMut(usize, usize),
) -> Result<Vec<Group>, Error> {
    let (places, passages) = passages(corpus, slugs)?;
    let background = Background::count(&passages);
    let found = groups(&passages, &background, tick);
    let pointer = |index: u32| {
        let place = places.get(index as usize)?;
        Some(Pointer(place.address.clone()))
    };
    let kept = found.into_iter().map(|group| {
        let members: Vec<Pointer> = group.members.iter().filter_map(|&it| pointer(it)).collect();
        let place = |index: u32| group.members.iter().position(|&it| it == index);
        let pairs = group.pairs.iter().filter_map(|pair| {
            let reasons = pair.judgement.reasons.iter().map(ToString::to_string).collect();
            let score = pair.judgement.score;
            Some(Pair { a: place(pair.a)?, b: place(pair.b)?, score, reasons })
        });
        Group { key: key_of(&members), weight: group.weight(), pairs: pairs.collect(), members }
    });
    let mut kept: Vec<Group> = kept.collect();
    kept.sort_by_key(Group::is_within_one);
    Ok(kept)
}
