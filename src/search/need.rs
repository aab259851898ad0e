//! Conditions of a plan → clauses.

use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, RegexQuery, TermQuery,
};
use tantivy::schema::{IndexRecordOption, Term};

use crate::index::{Fields, Lexicon, Syllable, folded_pair, folded_term, pair};
use crate::search::Error;
use crate::search::plan::{Need, Word, text_of};
use crate::text::fold;

/// The clause that lets through what meets `need`, without weight of its own.
///
/// # Errors
/// When a prefix makes no pattern; it is letters and digits, so it never happens.
pub(crate) fn clause(need: &Need, fields: &Fields) -> Result<Box<dyn Query>, Error> {
    let all = |needs: &[Need], occur: Occur| {
        let clauses = needs.iter().map(|need| Ok((occur, clause(need, fields)?)));
        let clauses = clauses.collect::<Result<Vec<_>, Error>>()?;
        Ok::<Box<dyn Query>, Error>(match clauses.is_empty() {
            true => Box::new(EmptyQuery),
            false => Box::new(BooleanQuery::new(clauses)),
        })
    };
    let query = match need {
        Need::Words(words) => terms(words, fields, false),
        Need::Phrase { words, within } => terms(words, fields, *within == 0),
        Need::Prefix(start) => {
            let start: String = fold(start).chars().filter(|c| c.is_alphanumeric()).collect();
            let pattern = format!("~{start}[^_]*");
            Box::new(RegexQuery::from_pattern(&pattern, fields.terms)?)
        }
        Need::All(needs) => all(needs, Occur::Must)?,
        Need::Any(needs) => all(needs, Occur::Should)?,
    };
    Ok(Box::new(ConstScoreQuery::new(query, 0.0)))
}

/// All the words; `together` asks for their pairs too.
fn terms(words: &[Word], fields: &Fields, together: bool) -> Box<dyn Query> {
    let mut lexicon = Lexicon::default();
    let mut read = Vec::new();
    lexicon.read(&text_of(words), &mut read);
    let words: Vec<&Syllable> =
        read.iter().filter_map(|(number, _)| lexicon.get(*number)).collect();
    let bare = |word: &Syllable| word.accented == word.folded;
    let mut terms: Vec<String> = Vec::new();
    if !together || words.len() < 2 {
        let term = |word: &&Syllable| match bare(word) {
            true => folded_term(&word.folded),
            false => word.accented.to_string(),
        };
        terms.extend(words.iter().map(term));
    } else {
        for two in words.windows(2) {
            let [first, second] = two else { continue };
            terms.push(match bare(first) || bare(second) {
                true => folded_pair(&first.folded, &second.folded),
                false => pair(&first.accented, &second.accented),
            });
        }
    }
    let clause = |term: &String| {
        let term = Term::from_field_text(fields.terms, term);
        let query: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
        (Occur::Must, query)
    };
    Box::new(BooleanQuery::new(terms.iter().map(clause).collect()))
}
