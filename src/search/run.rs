//! One plan at work on one index: which entries are best, how many hold every word.

use crate::corpus::Corpus;
use crate::index::{Index, Ledger, day_number};
use crate::law::Address;
use crate::search::admit::{self, Admitted};
use crate::search::facet::{Counted, SegmentCounts};
use crate::search::hit::{Group, Hits, grouped, stored};
use crate::search::need;
use crate::search::plan::{self, Plan};
use crate::search::prior;
use crate::search::rank::{self, Ask, AskedRun, Ranked};
use crate::search::snippet::Marks;
use crate::search::{Engine, Error, Hit, Question, RankPart};

/// Hits past this are not given: who has read so far should ask otherwise.
const DEEPEST: usize = 1_000;

/// Entries that are ranked beyond those that fill the page, for the texts of one rule become one hit.
const SPARE: usize = 20;

/// A plan on an index.
pub(crate) struct Run<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    question: &'a Question,
    plan: &'a Plan,
    ledgers: Vec<&'a Ledger>,
    /// The words that rank.
    asked: Vec<AskedRun>,
}

/// What a run found.
pub(crate) struct Found {
    /// The page asked for.
    pub(crate) hits: Vec<Hit>,
    /// The entries that hold every word.
    pub(crate) counted: Counted,
    /// How many more hold every word and are no law on the day asked.
    pub(crate) elsewhen: usize,
}

impl<'a> Run<'a> {
    /// Makes ready to run `plan`.
    pub(crate) fn of(engine: &'a Engine, question: &'a Question, plan: &'a Plan) -> Self {
        let ledgers: Vec<&Ledger> = engine.index().ledgers().iter().collect();
        let asked = |run: &plan::Run| {
            let mut asked = AskedRun::typed(&run.text(), &ledgers);
            asked.weight = run.weight;
            let restored: Vec<bool> = run.words.iter().map(|word| word.restored).collect();
            asked.settle(&restored);
            asked
        };
        let plain = question.without == Some(RankPart::Otherwise);
        let asked = plan.runs.iter().filter(|run| !plain || run.weight >= 1.0).map(asked).collect();
        Self { corpus: engine.corpus(), index: engine.index(), question, plan, ledgers, asked }
    }

    /// Whether nothing is asked.
    pub(crate) fn is_empty(&self) -> bool {
        let plan = self.plan;
        self.asked.iter().all(|run| run.words.is_empty())
            && plan.must.is_empty()
            && plan.filters.is_empty()
    }

    /// Finds the page asked for and counts.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub(crate) fn find(&self) -> Result<Found, Error> {
        let admitted = admit::admitted(self.index, self.question, self.plan)?;
        let (counted, elsewhen) = self.count(admitted.as_ref());
        let now = admitted.as_ref().map(|it| it.now.as_slice());
        Ok(Found { hits: self.hits(now)?, counted, elsewhen })
    }

    /// What ranking sees of the best entries by sum.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn seen(&self) -> Result<Vec<(Address, Vec<f32>)>, Error> {
        let ask = Ask::of(&self.asked, &self.ledgers);
        let candidates = rank::candidates(&ask, &self.ledgers, None, rank::LEARNED_FROM);
        let traits = rank::traits(&ask, &self.ledgers, &candidates);
        let mut seen = Vec::with_capacity(candidates.len());
        for (it, (traits, _)) in candidates.iter().zip(traits) {
            let (segment, entry) = (it.segment, it.entry);
            let entry = stored(self.index, &Ranked { segment, entry, score: 0.0, passage: None })?;
            seen.push((entry.address(), traits.to_vec()));
        }
        Ok(seen)
    }

    /// Counts the entries that hold every word asked for, in any field: those let through, and how many would be on another day.
    fn count(&self, admitted: Option<&Admitted>) -> (Counted, usize) {
        let today = day_number(Some(self.question.today), 0);
        let (mut counted, mut elsewhen) = (Counted::default(), 0);
        let segments = self.index.columns().iter().zip(&self.ledgers);
        for (place, (columns, ledger)) in segments.enumerate() {
            let asked = self.asked.iter().filter(|run| run.weight >= 1.0);
            let words = asked.flat_map(|run| &run.words).map(|word| word.meant(place));
            let mut held = need::holding(&words.collect::<Vec<_>>(), ledger);
            if let Some(admitted) = admitted {
                elsewhen += held.iter().filter(|it| flag(&admitted.elsewhen, place, **it)).count();
                held.retain(|it| flag(&admitted.now, place, *it));
            }
            if !held.is_empty() {
                let mut counts = SegmentCounts::of(columns, today);
                held.into_iter().for_each(|entry| counts.count(entry));
                counts.add_to(&mut counted);
            }
        }
        (counted, elsewhen)
    }

    /// The best `most` entries, best first.
    fn best(&self, allowed: Option<&[Vec<bool>]>, most: usize) -> Vec<Ranked> {
        let mut ask = Ask::of(&self.asked, &self.ledgers);
        if self.question.without == Some(RankPart::Pairs) {
            ask.pairs.clear();
        }
        let mut ranked = match self.question.without {
            _ if ask.is_empty() => return self.listed(allowed),
            Some(RankPart::Looking) => return rank::by_sum(&ask, &self.ledgers, allowed, most),
            _ => rank::rank(&ask, &self.ledgers, allowed, most),
        };
        if self.question.without != Some(RankPart::Priors) {
            prior::apply(self.index, self.question, &mut ranked);
        }
        ranked
    }

    /// Without words, what the plan lets through, document by document.
    fn listed(&self, allowed: Option<&[Vec<bool>]>) -> Vec<Ranked> {
        let mut listed = Vec::new();
        for (segment, flags) in allowed.unwrap_or_default().iter().enumerate() {
            let ledger = self.ledgers.get(segment);
            for (entry, _) in (0..).zip(flags).filter(|(_, flag)| **flag) {
                let place = ledger.and_then(|it| it.place(entry));
                listed.push((place, Ranked { segment, entry, score: 0.0, passage: None }));
            }
        }
        listed.sort_unstable_by_key(|(place, it)| (*place, it.segment, it.entry));
        listed.into_iter().map(|(_, ranked)| ranked).collect()
    }

    fn hits(&self, allowed: Option<&[Vec<bool>]>) -> Result<Vec<Hit>, Error> {
        let (corpus, index, question) = (self.corpus, self.index, self.question);
        let from = question.from.min(DEEPEST);
        let size = question.size.clamp(1, 100);
        let groups = grouped(index, self.best(allowed, from + size + SPARE));
        let made = Hits { corpus, index, question, marks: Marks::of(&self.asked) };
        let page = groups.iter().skip(from).take(size).map(|it: &Group| made.of(it));
        Ok(page.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect())
    }
}

fn flag(flags: &[Vec<bool>], segment: usize, entry: u32) -> bool {
    flags.get(segment).and_then(|it| it.get(entry as usize)) == Some(&true)
}
