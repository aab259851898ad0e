//! Where what stood in a source stands in the draft.

use crate::draft::Draft;
use crate::draft::number::Place;
use crate::law::{DocumentRef, Portion, Step};

/// For each sentence with an origin: the unit of the source, the unit of the draft.
#[derive(Clone, Debug, Default)]
pub(super) struct Landings(Vec<(DocumentRef, Portion, Portion)>);

/// Where a unit of a source stands in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Landing {
    /// Nothing of it was taken over.
    Nowhere,
    /// In one unit.
    One(Portion),
    /// In several that no one unit of its size holds.
    Spread(Vec<Portion>),
    /// Only of the unit around it is known where it stands.
    Coarse(Portion),
}

impl Landings {
    /// Gathers the origins of a draft.
    pub(super) fn of_draft(draft: &Draft, places: &[Vec<Place>]) -> Self {
        let sentences = draft.articles.iter().zip(places);
        let pairs = sentences.flat_map(|(article, places)| article.sentences.iter().zip(places));
        let landed = pairs.filter_map(|(sentence, place)| {
            let address = &sentence.origin.as_ref()?.address;
            Some((address.document.clone(), address.portion.clone(), place.portion.clone()))
        });
        Self(landed.collect())
    }

    /// The units of the draft that hold something of a unit of a source, in the order of the draft, each once.
    pub(super) fn holding(&self, document: &DocumentRef, portion: &Portion) -> Vec<Portion> {
        let mut found: Vec<Portion> = Vec::new();
        for (_, _, there) in
            self.0.iter().filter(|(of, from, _)| of == document && portion.holds(from))
        {
            if !found.contains(there) {
                found.push(there.clone());
            }
        }
        found
    }

    /// Where a unit of a source stands.
    pub(super) fn of(&self, document: &DocumentRef, portion: &Portion) -> Landing {
        let found = self.holding(document, portion);
        let Some(first) = found.first() else {
            let around = self.0.iter().find(|(of, from, _)| of == document && from.holds(portion));
            return around.map_or(Landing::Nowhere, |(_, _, there)| Landing::Coarse(there.clone()));
        };
        if found.len() == 1 {
            return Landing::One(first.clone());
        }
        let shared = found.iter().skip(1).fold(first.steps.as_slice(), |steps, it| {
            let length = steps.iter().zip(&it.steps).take_while(|(a, b)| a == b).count();
            steps.get(..length).unwrap_or_default()
        });
        // A clause that was cut into two clauses is not the article around them.
        let level = |steps: &[Step]| steps.last().map(|it| it.unit);
        match level(shared) >= level(&portion.steps) && !shared.is_empty() {
            true => Landing::One(Portion { component: first.component, steps: shared.to_vec() }),
            false => Landing::Spread(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_lands_in_one_of_its_size_or_in_several() {
        let document = DocumentRef::new("01/2026/QH-MH");
        let landings = [
            ("dieu-5/khoan-1", "dieu-2/khoan-1"),
            ("dieu-5/khoan-2/diem-a", "dieu-2/khoan-2/diem-b"),
            ("dieu-5/khoan-2/diem-b", "dieu-2/khoan-2/diem-c"),
            ("dieu-5/khoan-3", "dieu-2/khoan-3"),
            ("dieu-5/khoan-3", "dieu-2/khoan-4"),
            ("dieu-6", "dieu-7/khoan-1"),
        ]
        .map(|(from, to)| (document.clone(), from.parse().unwrap(), to.parse().unwrap()));
        let landings = Landings(landings.to_vec());
        let of = |portion: &str| landings.of(&document, &portion.parse().unwrap());
        let one = |portion: &str| Landing::One(portion.parse().unwrap());
        assert_eq!(of("dieu-5"), one("dieu-2"));
        assert_eq!(of("dieu-5/khoan-2"), one("dieu-2/khoan-2"));
        assert!(matches!(of("dieu-5/khoan-3"), Landing::Spread(there) if there.len() == 2));
        assert!(matches!(of("dieu-6/khoan-1"), Landing::Coarse(_)));
        assert_eq!(of("dieu-9"), Landing::Nowhere);
    }
}
