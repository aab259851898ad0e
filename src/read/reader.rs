//! What every format is to the rest: something that knows its own files and reads them.
//!
//! A format is one file (or folder) with one [`Reader`] and one row in the table of readers. It tells its files by what
//! is in them, gives a [`Sheet`], and says with [`Error`] why there is nothing to read. How a new format comes in: write
//! its file, add its row; nothing else changes.

use std::cell::OnceCell;

use crate::read::draft::Sheet;
use crate::read::encoding::{self, Decoded};
use crate::read::{Converter, Error, Format, format};

/// One format.
pub(crate) trait Reader: Sync {
    /// What the format is called.
    fn format(&self) -> Format;

    /// Whether the file is of this format. Readers are asked in the order of the table, so a later one may be broader.
    fn knows(&self, file: &File<'_>) -> bool;

    /// The blocks of the file.
    ///
    /// # Errors
    /// When there is no text to be had; never for what the text says.
    fn read(&self, file: &File<'_>) -> Result<Sheet, Error>;
}

/// A file to be read.
pub(crate) struct File<'a> {
    /// Its name or path; for what content leaves open.
    pub(crate) name: &'a str,
    /// What is in it.
    pub(crate) bytes: &'a [u8],
    /// Programs outside, for what is not read here.
    pub(crate) converter: &'a dyn Converter,
    decoded: OnceCell<Option<Decoded>>,
}

impl<'a> File<'a> {
    /// A file with this name and these bytes.
    pub(crate) fn new(name: &'a str, bytes: &'a [u8], converter: &'a dyn Converter) -> Self {
        Self { name, bytes, converter, decoded: OnceCell::new() }
    }

    /// Whether its name says that it is Markdown: the content of a short one leaves that open.
    pub(crate) fn is_named_markdown(&self) -> bool {
        let extension = self.name.rsplit_once('.').map_or("", |(_, end)| end);
        ["md", "markdown"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    }

    /// The file as text; none when it is no text in any encoding. Decoded once, however many readers ask.
    pub(crate) fn text(&self) -> Option<&str> {
        self.decoded().map(|decoded| decoded.text.as_str())
    }

    /// The file as text with what was doubtful about its encoding.
    pub(crate) fn decoded(&self) -> Option<&Decoded> {
        let decode = || {
            if format::is_binary(self.bytes) {
                return None;
            }
            Some(encoding::decode(self.bytes)).filter(|decoded| !format::is_noise(&decoded.text))
        };
        self.decoded.get_or_init(decode).as_ref()
    }
}
