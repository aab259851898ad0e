//! One plan at work on one index: which entries are let through, which are best, how many hold every word.
//!
//! Filters are tantivy's, for they ask what a document is; words are the ledgers'. Both come together as one flag for every
//! entry, so that ranking and counting need not know what was asked besides.

use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, SegmentReader, TantivyDocument};

use crate::corpus::Corpus;
use crate::index::{Fields, Index, Ledger, day_number, passages};
use crate::law::{Address, DocumentRef, Kind, Label, Listing, Portion, Status, Step, Unit};
use crate::search::facet::{Counted, SegmentCounts};
use crate::search::filter;
use crate::search::need;
use crate::search::plan::{self, Plan};
use crate::search::rank::{self, Ask, AskedRun, Ranked};
use crate::search::snippet::{self, Marks};
use crate::search::{Engine, Error, Hit, Question, RankPart};

/// Hits past this are not given: who has read so far should ask otherwise.
const DEEPEST: usize = 1_000;

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
}

/// For every entry of every segment whether it is let through.
type Flags = Vec<Vec<bool>>;

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
        let allowed = self.allowed()?;
        let counted = self.count(allowed.as_deref())?;
        Ok(Found { hits: self.hits(allowed.as_deref())?, counted })
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
            let entry = self.entry(it.segment, it.entry)?;
            seen.push((entry.address(), traits.to_vec()));
        }
        Ok(seen)
    }

    /// For every entry whether the plan lets it through; none when it lets everything through.
    fn allowed(&self) -> Result<Option<Flags>, Error> {
        let plan = self.plan;
        let searcher = self.index.searcher();
        let segments = searcher.segment_readers();
        let whole = plan.filters.is_empty() && plan.must.is_empty() && plan.not.is_empty();
        if whole && segments.iter().all(|it| it.alive_bitset().is_none()) {
            return Ok(None);
        }
        let fields = self.index.fields();
        let clauses = filter::clauses(&plan.filters, self.question.today, fields)?;
        let mut filters: Option<BooleanQuery> = None;
        if !clauses.is_empty() {
            let clauses = clauses.into_iter().map(|it| (Occur::Must, it)).collect();
            filters = Some(BooleanQuery::new(clauses));
        }
        let mut allowed = Vec::with_capacity(segments.len());
        for (segment, ledger) in segments.iter().zip(&self.ledgers) {
            let mut flags = match &filters {
                Some(query) => {
                    let scoring = EnableScoring::disabled_from_searcher(&searcher);
                    matching(&*query.weight(scoring)?, segment)?
                }
                None => vec![true; segment.max_doc() as usize],
            };
            for need in &plan.must {
                let met = need::meeting(need, ledger);
                flags.iter_mut().zip(met).for_each(|(flag, met)| *flag &= met);
            }
            for need in &plan.not {
                let met = need::meeting(need, ledger);
                flags.iter_mut().zip(met).for_each(|(flag, met)| *flag &= !met);
            }
            for (entry, flag) in (0..).zip(&mut flags) {
                *flag &= !segment.is_deleted(entry);
            }
            allowed.push(flags);
        }
        Ok(Some(allowed))
    }

    /// Counts the entries that hold every word asked for, in any field.
    fn count(&self, allowed: Option<&[Vec<bool>]>) -> Result<Counted, Error> {
        let today = day_number(Some(self.question.today), 0);
        let searcher = self.index.searcher();
        let mut counted = Counted::default();
        for (place, (segment, ledger)) in
            searcher.segment_readers().iter().zip(&self.ledgers).enumerate()
        {
            let asked = self.asked.iter().filter(|run| run.weight >= 1.0);
            let words = asked.flat_map(|run| &run.words).map(|word| word.meant(place));
            let mut held = need::holding(&words.collect::<Vec<_>>(), ledger);
            if let Some(flags) = allowed.and_then(|it| it.get(place)) {
                held.retain(|entry| flags.get(*entry as usize) == Some(&true));
            }
            if !held.is_empty() {
                let mut counts = SegmentCounts::of(segment, today)?;
                held.into_iter().for_each(|entry| counts.count(entry));
                counts.add_to(&mut counted);
            }
        }
        Ok(counted)
    }

    /// The best entries on the page asked for, best first.
    fn best(&self, allowed: Option<&[Vec<bool>]>) -> Vec<Ranked> {
        let from = self.question.from.min(DEEPEST);
        let size = self.question.size.clamp(1, 100);
        let mut ask = Ask::of(&self.asked, &self.ledgers);
        if self.question.without == Some(RankPart::Pairs) {
            ask.pairs.clear();
        }
        let ranked = match self.question.without {
            _ if ask.is_empty() => self.listed(allowed),
            Some(RankPart::Looking) => rank::by_sum(&ask, &self.ledgers, allowed, from + size),
            _ => rank::rank(&ask, &self.ledgers, allowed, from + size),
        };
        ranked.into_iter().skip(from).take(size).collect()
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
        let marks = Marks::of(&self.asked);
        let today = day_number(Some(self.question.today), 0);
        let mut hits = Vec::new();
        for ranked in self.best(allowed) {
            let entry = self.entry(ranked.segment, ranked.entry)?;
            let address = entry.address();
            let slug = address.document.slug();
            let document = self.corpus.listing(&slug)?.unwrap_or_else(|| unlisted(&slug));
            let body = entry.word(entry.fields.body);
            let best = ranked.passage.and_then(|place| passages(body).into_iter().nth(place));
            let number = best.as_ref().and_then(|best| best.number.as_deref());
            let passage = number.and_then(|number| entry.clause(number));
            let shown = best.and_then(|best| body.get(best.range)).unwrap_or(body);
            hits.push(Hit {
                address: Address { document: document.reference.clone(), ..address },
                document,
                heading: entry.word(entry.fields.heading).to_owned(),
                breadcrumb: entry.word(entry.fields.breadcrumb).to_owned(),
                passage,
                snippet: snippet::cut(shown, &marks),
                status: entry.status(today),
                score: ranked.score,
            });
        }
        Ok(hits)
    }

    fn entry(&self, segment: usize, entry: u32) -> Result<Stored<'a>, Error> {
        let segment = u32::try_from(segment).unwrap_or(u32::MAX);
        let stored = self.index.searcher().doc(DocAddress::new(segment, entry))?;
        Ok(Stored { stored, fields: self.index.fields() })
    }
}

/// For every entry of a segment whether it matches.
fn matching(
    weight: &dyn tantivy::query::Weight,
    segment: &SegmentReader,
) -> Result<Vec<bool>, Error> {
    let mut flags = vec![false; segment.max_doc() as usize];
    weight.for_each_no_score(segment, &mut |entries| {
        for entry in entries {
            flags.get_mut(*entry as usize).into_iter().for_each(|flag| *flag = true);
        }
    })?;
    Ok(flags)
}

/// An entry as stored.
struct Stored<'a> {
    stored: TantivyDocument,
    fields: &'a Fields,
}

impl Stored<'_> {
    fn word(&self, field: Field) -> &str {
        self.stored.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
    }

    fn number(&self, field: Field) -> u64 {
        self.stored.get_first(field).and_then(|value| value.as_u64()).unwrap_or(u64::MAX)
    }

    fn address(&self) -> Address {
        let document = DocumentRef::new(self.word(self.fields.document));
        let portion: Portion = self.word(self.fields.portion).parse().unwrap_or_default();
        Address { document, portion }
    }

    /// The khoản directly under it that bears `number`.
    fn clause(&self, number: &str) -> Option<Step> {
        let step = Step::new(Unit::Clause, Label::new(number)?);
        let mut clauses = self.word(self.fields.clauses).split(' ');
        clauses.any(|it| it == step.to_string()).then_some(step)
    }

    fn status(&self, today: u64) -> Status {
        let fields = self.fields;
        let day = |field| self.number(field);
        filter::status_of(today, day(fields.effective), day(fields.ended), day(fields.amended))
    }
}

/// A document that the index holds and the library does not: an index made for measuring has no library.
fn unlisted(slug: &str) -> Listing {
    Listing {
        reference: DocumentRef::new(slug),
        kind: Kind::Other,
        title: String::new(),
        authorities: Vec::new(),
        issued: None,
        catalogue_only: false,
        illustrative: false,
    }
}
