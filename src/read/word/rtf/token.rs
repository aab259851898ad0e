//! The tokens of RTF: braces, control words with a number, bytes of text.

/// What stands next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `\word12`; a sign such as `\~` is a word of one letter.
    Word(&'a str, Option<i32>),
    /// A byte of text, plain or as `\'e9`.
    Byte(u8),
}

/// The tokens of a file.
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of `bytes`.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over raw bytes: the data of `\bin12`.
    pub(crate) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, is: impl Fn(&u8) -> bool) -> &'a str {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| is(byte)).count();
        self.at += length;
        rest.get(..length).and_then(|found| std::str::from_utf8(found).ok()).unwrap_or_default()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if first == b'\'' {
            let digits = self.bytes.get(self.at + 1..self.at + 3)?;
            self.at += 3;
            let digits = std::str::from_utf8(digits).ok();
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            return Some(byte.map_or(Token::Word("", None), Token::Byte));
        }
        if !first.is_ascii_alphabetic() {
            let sign = self.bytes.get(self.at..=self.at)?;
            self.at += 1;
            return Some(match first {
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'\n' | b'\r' => Token::Word("par", None),
                _ => Token::Word(std::str::from_utf8(sign).unwrap_or_default(), None),
            });
        }
        let word = self.take_while(u8::is_ascii_alphabetic);
        let minus = self.peek() == Some(b'-');
        self.at += usize::from(minus);
        let digits = self.take_while(u8::is_ascii_digit);
        let number = digits.parse::<i32>().ok().map(|number| if minus { -number } else { number });
        self.at += usize::from(self.peek() == Some(b' '));
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}
