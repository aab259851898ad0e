//! What a sum of weights cannot tell of an entry.

use std::collections::HashMap;

use crate::index::{EntryTerms, Ledger, Tokens};
use crate::search::rank::ask::{Ask, LONGEST};
use crate::search::rank::gather::Candidate;

/// Syllables of a body that are looked at: the longest penalty decrees have 50,000.
const FARTHEST: usize = 6_000;
/// The length (syllables) of a khoản that is neither long nor short.
const NOMINAL: f32 = 70.0;

/// Syllables of a window.
const WINDOW: u32 = 32;

/// Names of the traits, in their order.
pub(crate) const TRAITS: [&str; 30] = [
    "sum",
    "sum-share",
    "heading-words",
    "heading-pairs",
    "heading-told",
    "heading-told-pairs",
    "title-words",
    "title-pairs",
    "title-told",
    "all-words",
    "all-pairs",
    "passage",
    "passage-words",
    "passage-pairs",
    "passage-words-with-heading",
    "run",
    "triples",
    "skips",
    "length",
    "order",
    "document-best",
    "document-rest",
    "document-place",
    "rarest-missing",
    "title-told-pairs",
    "body-words",
    "body-pairs",
    "heading-run",
    "window",
    "heading-length",
];

/// The places of those that are told only among others.
const SUM_SHARE: usize = 1;
const DOCUMENT_BEST: usize = 20;
const DOCUMENT_REST: usize = 21;
const DOCUMENT_PLACE: usize = 22;

/// The traits of an entry for a question.
pub(crate) type Traits = [f32; TRAITS.len()];

/// A question made ready to look at entries of one segment.
pub(crate) struct Look<'a> {
    ask: &'a Ask,
    ledger: &'a Ledger,
    /// For each syllable of the ledger its slot + 1.
    slot_of: Vec<u8>,
    /// For two slots the number of their pair + 1.
    pair_of: Vec<u8>,
    total: f32,
    total_pairs: f32,
    all: f32,
}

/// A word of the question in a text.
#[derive(Clone, Copy, Debug)]
struct Met {
    /// Which syllable of the text.
    at: u32,
    /// Which word.
    slot: u8,
}

/// What was seen in a stretch of syllables.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    slots: u64,
    pairs: u64,
    skips: u64,
    triples: u64,
    run: f32,
    length: usize,
}

/// What was seen in the body.
#[derive(Clone, Copy, Debug, Default)]
struct Body {
    /// How well its best khoản answers.
    best: f32,
    /// Which that is.
    place: usize,
    /// What was seen there.
    seen: Seen,
    /// What was seen in all.
    whole: Seen,
    /// The worth of distinct words in the best window.
    window: f32,
}

impl<'a> Look<'a> {
    /// Makes ready for a segment. `all` is how many entries there are in all segments.
    pub(crate) fn of(ask: &'a Ask, ledger: &'a Ledger, segment: usize, all: u64) -> Self {
        let mut slot_of = vec![0u8; ledger.syllables() as usize];
        for (slot, number) in ask.slots.iter().zip(1u8..).filter(|(slot, _)| slot.asked) {
            for (syllable, times) in slot.word.numbers(segment) {
                let place = slot_of.get_mut(syllable as usize).filter(|_| times >= 1.0);
                place.into_iter().for_each(|it| *it = number);
            }
        }
        let mut pair_of = vec![0u8; LONGEST * LONGEST];
        for (pair, number) in ask.pairs.iter().zip(1u8..) {
            let place = pair_of.get_mut(pair.slots.0 * LONGEST + pair.slots.1);
            place.into_iter().for_each(|it| *it = number);
        }
        let asked = ask.slots.iter().filter(|slot| slot.asked);
        let total = asked.map(|slot| slot.worth).sum::<f32>().max(0.1);
        let pairs = ask.pairs.iter().filter(|pair| pair.asked);
        let total_pairs = pairs.map(|pair| pair.worth).sum::<f32>().max(0.1);
        Self { ask, ledger, slot_of, pair_of, total, total_pairs, all: all as f32 }
    }

    /// The traits of a candidate, and which of its khoản answers best.
    pub(crate) fn at(&self, candidate: &Candidate) -> Option<(Traits, usize)> {
        let entry = self.ledger.entry(candidate.entry)?;
        let title = self.seen(&self.met(entry.title), entry.title.len());
        let heading = self.seen(&self.met(entry.heading), entry.heading.len());
        let body = self.body(&entry, &heading, &title);
        let words = |slots: u64| self.worth(slots) / self.total;
        let pairs = |pairs: u64| self.pair_worth(pairs) / self.total_pairs;
        let all = title.slots | heading.slots | body.whole.slots;
        let (told, told_pairs) = self.told(entry.heading);
        let (title_told, title_told_pairs) = self.told(entry.title);
        let traits = [
            candidate.sum / (self.total + self.total_pairs),
            0.0,
            words(heading.slots),
            pairs(heading.pairs),
            told,
            told_pairs,
            words(title.slots),
            pairs(title.pairs),
            title_told,
            words(all),
            pairs(title.pairs | heading.pairs | body.whole.pairs),
            body.best / (self.total + self.total_pairs),
            words(body.seen.slots),
            pairs(body.seen.pairs),
            words(body.seen.slots | heading.slots | title.slots),
            body.whole.run.max(heading.run) / self.total,
            pairs(body.whole.triples | heading.triples | title.triples),
            pairs(body.whole.skips | heading.skips | title.skips),
            (body.whole.length as f32 + 1.0).ln(),
            (candidate.order as f32).min(60.0),
            0.0,
            0.0,
            0.0,
            self.rarest_missing(all) / self.all.max(2.0).ln(),
            title_told_pairs,
            words(body.whole.slots),
            pairs(body.whole.pairs),
            heading.run / self.total,
            body.window / self.total,
            heading.length as f32,
        ];
        Some((traits, body.place))
    }

    /// The worth of the words in a set of slots.
    fn worth(&self, slots: u64) -> f32 {
        bits(slots).filter_map(|at| self.ask.slots.get(at)).map(|slot| slot.worth).sum()
    }

    fn pair_worth(&self, pairs: u64) -> f32 {
        bits(pairs).filter_map(|at| self.ask.pairs.get(at)).map(|pair| pair.worth).sum()
    }

    /// The worth of the most telling word that is nowhere.
    fn rarest_missing(&self, held: u64) -> f32 {
        let asked = self.ask.slots.iter().enumerate().filter(|(_, slot)| slot.asked);
        let missing = asked.filter(|(at, _)| held >> at & 1 == 0).map(|(_, slot)| slot.worth);
        missing.fold(0.0, f32::max)
    }

    /// How much of what a heading tells was asked: by words, by pairs.
    fn told(&self, tokens: Tokens<'_>) -> (f32, f32) {
        if tokens.is_empty() {
            return (0.0, 0.0);
        }
        let (mut told, mut asked, mut pairs) = (0.0, 0.0, 0u32);
        let mut before = 0;
        tokens.each(usize::MAX, |token| {
            let worth = self.ledger.rarity(token);
            let slot = self.slot(token);
            told += worth;
            if slot > 0 {
                asked += worth;
                pairs += u32::from(self.pair(before, slot) > 0);
            }
            before = slot;
        });
        (asked / told, pairs as f32 / (tokens.len().max(2) - 1) as f32)
    }

    fn slot(&self, token: u32) -> u8 {
        self.slot_of.get(token as usize).copied().unwrap_or(0)
    }

    /// The number of the pair of two slots (+ 1 each), + 1.
    fn pair(&self, first: u8, second: u8) -> u8 {
        if first == 0 || second == 0 {
            return 0;
        }
        let at = usize::from(first - 1) * LONGEST + usize::from(second - 1);
        self.pair_of.get(at).copied().unwrap_or(0)
    }

    /// The words of the question in a text. Everything else is passed over here, once.
    fn met(&self, tokens: Tokens<'_>) -> Vec<Met> {
        let mut met = Vec::new();
        let mut at = 0;
        tokens.each(FARTHEST, |token| {
            let slot = self.slot(token);
            if slot > 0 {
                met.push(Met { at, slot });
            }
            at += 1;
        });
        met
    }

    fn seen(&self, met: &[Met], length: usize) -> Seen {
        let mut seen = Seen { length, ..Seen::default() };
        let (mut second, mut before) =
            (Met { at: u32::MAX, slot: 0 }, Met { at: u32::MAX, slot: 0 });
        let (mut run, mut paired) = (0.0, false);
        for &met in met {
            seen.slots |= 1 << (met.slot - 1);
            let near = before.at.wrapping_add(1) == met.at;
            let pair = if near { self.pair(before.slot, met.slot) } else { 0 };
            let worth = self.ask.slots.get(usize::from(met.slot - 1)).map_or(0.0, |it| it.worth);
            if pair > 0 {
                let bit = 1 << (pair - 1);
                seen.pairs |= bit;
                seen.triples |= if paired { bit } else { 0 };
                run += worth;
            } else {
                run = worth;
            }
            for earlier in [before, second] {
                if earlier.at.wrapping_add(2) == met.at {
                    let skip = self.pair(earlier.slot, met.slot);
                    seen.skips |= if skip > 0 { 1 << (skip - 1) } else { 0 };
                }
            }
            paired = pair > 0;
            seen.run = seen.run.max(run);
            (second, before) = (before, met);
        }
        seen
    }

    fn body(&self, entry: &EntryTerms<'_>, heading: &Seen, title: &Seen) -> Body {
        let met = self.met(entry.body);
        let mut body = Body { best: -1.0, window: self.window(&met), ..Body::default() };
        let length = entry.body.len();
        let last = u32::try_from(length).unwrap_or(u32::MAX);
        let mut rest = met.as_slice();
        let mut begin = 0;
        for (place, end) in entry.passages().skip(1).chain([last]).enumerate() {
            let (here, after) = rest.split_at(rest.partition_point(|met| met.at < end));
            let seen = self.seen(here, end.saturating_sub(begin) as usize);
            let score = self.passage(here, &seen, heading, title);
            if score > body.best {
                body = Body { best: score, place, seen, ..body };
            }
            let whole = &mut body.whole;
            whole.slots |= seen.slots;
            whole.pairs |= seen.pairs;
            whole.triples |= seen.triples;
            whole.skips |= seen.skips;
            whole.run = whole.run.max(seen.run);
            (rest, begin) = (after, end);
        }
        body.whole.length = length;
        body
    }

    /// How well a khoản answers: its own words and pairs by their worth, those of the heading above it for half.
    fn passage(&self, met: &[Met], seen: &Seen, heading: &Seen, title: &Seen) -> f32 {
        let mut counts = [0u8; LONGEST];
        for met in met {
            let count = counts.get_mut(usize::from(met.slot - 1));
            count.into_iter().for_each(|it| *it = it.saturating_add(1));
        }
        let scale = 0.8 * (0.4 + 0.6 * seen.length as f32 / NOMINAL);
        let saturated = |count: f32| count / (count + scale);
        let above = heading.slots | title.slots;
        let words = bits(seen.slots | above).filter_map(|at| {
            let half = if above >> at & 1 == 1 { 0.5 } else { 0.0 };
            let count = f32::from(*counts.get(at)?) + half;
            Some(self.ask.slots.get(at)?.worth * saturated(count))
        });
        let above = heading.pairs | title.pairs;
        let pairs = bits(seen.pairs | above).filter_map(|at| {
            let half = if above >> at & 1 == 1 { 0.5 } else { 0.0 };
            let count = half + if seen.pairs >> at & 1 == 1 { 1.0 } else { 0.0 };
            Some(self.ask.pairs.get(at)?.worth * saturated(count))
        });
        words.sum::<f32>() + pairs.sum::<f32>()
    }

    /// The worth of the distinct words in the window of [`WINDOW`] syllables where it is greatest.
    fn window(&self, met: &[Met]) -> f32 {
        let mut counts = [0u16; LONGEST];
        let worth =
            |met: &Met| self.ask.slots.get(usize::from(met.slot - 1)).map_or(0.0, |it| it.worth);
        let (mut sum, mut best) = (0.0f32, 0.0f32);
        let mut leaving = met.iter().peekable();
        for entering in met {
            while let Some(left) = leaving.next_if(|it| it.at + WINDOW <= entering.at) {
                if let Some(count) = counts.get_mut(usize::from(left.slot - 1)) {
                    *count -= 1;
                    sum -= if *count == 0 { worth(left) } else { 0.0 };
                }
            }
            if let Some(count) = counts.get_mut(usize::from(entering.slot - 1)) {
                *count += 1;
                sum += if *count == 1 { worth(entering) } else { 0.0 };
            }
            best = best.max(sum);
        }
        best
    }
}

/// The places of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (set != 0).then(|| set.trailing_zeros())?;
        set &= set - 1;
        Some(at as usize)
    })
}

/// Fills in what a candidate is among the others, which come best first.
pub(crate) fn among(candidates: &[Candidate], seen: &mut [(Traits, usize)]) {
    let top = candidates.first().map_or(1.0, |it| it.sum).max(0.1);
    let mut documents: HashMap<u64, OfDocument> = HashMap::new();
    for (place, candidate) in candidates.iter().enumerate() {
        let share = candidate.sum / top;
        let of = documents
            .entry(candidate.document)
            .or_insert(OfDocument { place, ..OfDocument::default() });
        of.rest += share.powi(4);
        of.second = of.second.max(share.min(of.first));
        of.first = of.first.max(share);
    }
    for (candidate, (traits, _)) in candidates.iter().zip(seen) {
        let Some(of) = documents.get(&candidate.document) else { continue };
        let share = candidate.sum / top;
        let others = [
            (SUM_SHARE, share),
            (DOCUMENT_BEST, if share < of.first { of.first } else { of.second }),
            (DOCUMENT_REST, (of.rest - share.powi(4)).min(10.0)),
            (DOCUMENT_PLACE, of.place.min(60) as f32),
        ];
        for (place, value) in others {
            traits.get_mut(place).into_iter().for_each(|it| *it = value);
        }
    }
}

/// What a document has among the candidates.
#[derive(Clone, Copy, Debug, Default)]
struct OfDocument {
    /// Place of its best.
    place: usize,
    first: f32,
    second: f32,
    rest: f32,
}
