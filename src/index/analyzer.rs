//! tantivy's view of [`crate::index::terms`].
//!
//! The stream writes into one reused token: with four terms a syllable, an allocation each would cost more than the rest
//! of indexing.

use std::cell::RefCell;
use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::index::terms::Lexicon;

/// The name under which the index knows this tokenizer.
pub(crate) const NAME: &str = "am-tiet";

thread_local! {
    static LEXICON: RefCell<Lexicon> = RefCell::default();
}

/// Syllables and pairs, accented and folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct SyllableTokenizer {
    syllables: Vec<(u32, Range<usize>)>,
    token: Token,
}

impl Tokenizer for SyllableTokenizer {
    type TokenStream<'a> = SyllableStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SyllableStream<'a> {
        self.syllables.clear();
        LEXICON.with_borrow_mut(|lexicon| {
            // Spellings past the limit are forgotten at once; start over rather than grow without end.
            lexicon.read(text, &mut self.syllables);
        });
        self.token.reset();
        SyllableStream {
            syllables: &self.syllables,
            next: 0,
            form: Form::Accented,
            token: &mut self.token,
        }
    }
}

/// Which of the four terms of a syllable comes next.
#[derive(Clone, Copy, Debug)]
enum Form {
    Accented,
    Folded,
    Pair,
    FoldedPair,
}

/// The terms of one text.
#[derive(Debug)]
pub(crate) struct SyllableStream<'a> {
    syllables: &'a [(u32, Range<usize>)],
    next: usize,
    form: Form,
    token: &'a mut Token,
}

impl TokenStream for SyllableStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some((number, range)) = self.syllables.get(self.next) else { return false };
            let after = self.syllables.get(self.next + 1);
            let form = self.form;
            self.form = match form {
                Form::Accented => Form::Folded,
                Form::Folded if after.is_some() => Form::Pair,
                Form::Pair => Form::FoldedPair,
                Form::Folded | Form::FoldedPair => {
                    self.next += 1;
                    Form::Accented
                }
            };
            let written = LEXICON.with_borrow(|lexicon| {
                let first = lexicon.get(*number)?;
                let second = after.and_then(|(number, _)| lexicon.get(*number));
                let text = &mut self.token.text;
                text.clear();
                match (form, second) {
                    (Form::Accented, _) => text.push_str(&first.accented),
                    (Form::Folded, _) => {
                        text.push('~');
                        text.push_str(&first.folded);
                    }
                    (Form::Pair, Some(second)) => {
                        text.push_str(&first.accented);
                        text.push('_');
                        text.push_str(&second.accented);
                    }
                    (Form::FoldedPair, Some(second)) => {
                        text.push('~');
                        text.push_str(&first.folded);
                        text.push('_');
                        text.push_str(&second.folded);
                    }
                    (Form::Pair | Form::FoldedPair, None) => return None,
                }
                Some(())
            });
            if written.is_some() {
                self.token.offset_from = range.start;
                self.token.offset_to = range.end;
                self.token.position = self.token.position.wrapping_add(1);
                return true;
            }
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_syllable_gives_its_terms_in_order() {
        let mut tokenizer = SyllableTokenizer::default();
        let mut stream = tokenizer.token_stream("Uỷ ban, 629");
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.token().text.clone());
        }
        let expected =
            ["ủy", "~uy", "ủy_ban", "~uy_ban", "ban", "~ban", "ban_629", "~ban_629", "629", "~629"];
        assert_eq!(terms, expected);
    }
}
