//! What readers ask of programs outside: the door, and nothing behind it.
//!
//! A PDF page, a scan, a Word file of 1998 need programs that this project does not rewrite. Reading stays pure: a reader
//! is handed a [`Converter`] and asks it for a [`Conversion`] by its purpose, never by a command line, so that no file can
//! choose what is run. What stands behind (`programs`) starts processes; [`Without`] starts none, and every reader must
//! say plainly what it could not read then.

use std::fmt;

/// What a converter can be asked for. The pages of a PDF count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// PDF → the words of these pages with their boxes: the XHTML of `pdftotext -bbox`.
    PdfWords {
        /// First page.
        first: u32,
        /// Last page; pages beyond the end are left out.
        last: u32,
    },
    /// PDF → the words recognised on the picture of one page: the TSV of `tesseract`, in pixels of a page whose longer
    /// side is [`PICTURE_SIDE`].
    PdfOcr {
        /// The page.
        page: u32,
    },
    /// DOC or RTF → DOCX, with numbering, notes and the fonts of each run.
    OfficeToDocx(OfficeFormat),
}

/// A format of office programs before DOCX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeFormat {
    /// Word 97–2003.
    Doc,
    /// Rich Text Format.
    Rtf,
}

/// Pixels of the longer side of a page given to recognition: A4 at 300 dots an inch.
pub const PICTURE_SIDE: u32 = 3508;

/// Runs programs outside on behalf of readers, within bounds of time, memory and output.
pub trait Converter: fmt::Debug + Send + Sync {
    /// Converts the bytes of one file.
    ///
    /// # Errors
    /// When the program is absent, too slow, gives too much, or refuses the file.
    fn convert(&self, conversion: Conversion, input: &[u8]) -> Result<Vec<u8>, ConverterError>;
}

/// A machine on which no program may be run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Without;

impl Converter for Without {
    fn convert(&self, conversion: Conversion, _: &[u8]) -> Result<Vec<u8>, ConverterError> {
        Err(ConverterError::Absent { program: conversion.program() })
    }
}

impl Conversion {
    /// The program that does it.
    pub fn program(self) -> &'static str {
        match self {
            Self::PdfWords { .. } => "pdftotext",
            Self::PdfOcr { .. } => "tesseract",
            Self::OfficeToDocx(_) => "soffice",
        }
    }
}

/// Why a conversion gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConverterError {
    /// The program is not on this machine, or may not be used.
    #[error("Máy này không có chương trình {program} ({}).", package(program))]
    Absent {
        /// Its name.
        program: &'static str,
    },
    /// It was stopped.
    #[error("Chương trình {program} chạy quá {seconds} giây nên đã bị dừng.")]
    TooSlow {
        /// Its name.
        program: &'static str,
        /// How long it may run.
        seconds: u64,
    },
    /// It gave more than is taken.
    #[error("Chương trình {program} cho ra quá {megabytes} MB nên đã bị dừng.")]
    TooMuch {
        /// Its name.
        program: &'static str,
        /// How much it may give.
        megabytes: u64,
    },
    /// It ended without a result: the file is damaged or encrypted, or memory did not suffice.
    #[error("Chương trình {program} không đọc được tệp: {reason}.")]
    Refused {
        /// Its name.
        program: &'static str,
        /// What it said, in its own words.
        reason: String,
    },
    /// The machine could not start it.
    #[error("Không chạy được chương trình {program}: {reason}.")]
    NotStarted {
        /// Its name.
        program: &'static str,
        /// What the system said.
        reason: String,
    },
}

/// Where to get a program: the way out of [`ConverterError::Absent`].
fn package(program: &str) -> &'static str {
    match program {
        "pdftotext" | "pdftoppm" => "cài gói poppler-utils",
        "tesseract" => "cài gói tesseract-ocr và tesseract-ocr-vie",
        "soffice" => "cài LibreOffice",
        _ => "hãy cài thêm",
    }
}
