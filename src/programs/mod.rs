//! Programs outside: `pdftotext`, `pdftoppm`, `tesseract`, `soffice`, behind one door.
//!
//! This is the only place that starts a process. Floors 0–3 are pure and ask through [`Converter`]; what is done here is
//! bounded in time, memory and output, in a private folder that vanishes, with arguments that no file can choose. The
//! whole project works without any of these programs: what is absent is a plain value.

mod run;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::programs::run::{Limits, Run};
use crate::read::{Conversion, Converter, ConverterError, OfficeFormat, PICTURE_SIDE};
use crate::text::system;

/// The programs found in a list of folders.
#[derive(Clone, Debug)]
pub struct Programs {
    folders: OsString,
}

/// Words of a few hundred pages: 2 ms a page; a page takes some 40 kB of output.
const PAGES: Limits = Limits { seconds: 60, memory: 1 << 30, output: 128 << 20 };
/// One page: a picture, then its recognition (5 s alone on a core).
const PICTURE: Limits = Limits { seconds: 60, memory: 1 << 30, output: 32 << 20 };
/// An office program takes 2 s to start; its address space alone is 2 GiB.
const OFFICE: Limits = Limits { seconds: 120, memory: 6 << 30, output: 256 << 20 };

impl Programs {
    /// The programs in `folders`, written as `PATH` is; the first found is used.
    pub fn within(folders: &OsStr) -> Self {
        Self { folders: folders.to_owned() }
    }

    /// Where a program is; none when it is absent.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let candidates = std::env::split_paths(&self.folders).map(|folder| folder.join(program));
        candidates.into_iter().find(|path| path.is_absolute() && path.is_file())
    }

    /// Runs `program` in `folder` and gives its standard output.
    fn run(
        &self,
        program: &'static str,
        arguments: &[&OsStr],
        folder: &Path,
        limits: Limits,
    ) -> Result<Vec<u8>, ConverterError> {
        let path = self.find(program).ok_or(ConverterError::Absent { program })?;
        Run { program, path: &path, arguments, folder, folders: &self.folders, limits }.output()
    }
}

impl Converter for Programs {
    fn convert(&self, conversion: Conversion, input: &[u8]) -> Result<Vec<u8>, ConverterError> {
        let program = conversion.program();
        if self.find(program).is_none() {
            return Err(ConverterError::Absent { program });
        }
        let desk = Desk::new(program)?;
        match conversion {
            Conversion::PdfWords { first, last } => self.pdf_words(&desk, first, last, input),
            Conversion::PdfOcr { page } => self.pdf_ocr(&desk, page, input),
            Conversion::OfficeToDocx(format) => self.office_to_docx(&desk, format, input),
        }
    }
}

impl Programs {
    fn pdf_words(
        &self,
        desk: &Desk,
        first: u32,
        last: u32,
        input: &[u8],
    ) -> Result<Vec<u8>, ConverterError> {
        let file = desk.write("in.pdf", input)?;
        let (first, last) = (first.to_string(), last.to_string());
        let arguments = ["-bbox", "-enc", "UTF-8", "-f", &first, "-l", &last];
        let mut arguments: Vec<&OsStr> = arguments.map(OsStr::new).into();
        arguments.extend([file.as_os_str(), OsStr::new("-")]);
        self.run("pdftotext", &arguments, desk.folder(), PAGES)
    }

    fn pdf_ocr(&self, desk: &Desk, page: u32, input: &[u8]) -> Result<Vec<u8>, ConverterError> {
        let file = desk.write("in.pdf", input)?;
        let picture = desk.folder().join("page");
        // By its longer side and not by dots an inch: a page of five metres gives no larger picture.
        let (page, side) = (page.to_string(), PICTURE_SIDE.to_string());
        let arguments = ["-gray", "-singlefile", "-scale-to", &side, "-f", &page, "-l", &page];
        let mut arguments: Vec<&OsStr> = arguments.map(OsStr::new).into();
        arguments.extend([file.as_os_str(), picture.as_os_str()]);
        self.run("pdftoppm", &arguments, desk.folder(), PICTURE)?;
        let picture = picture.with_extension("pgm");
        let mut arguments = vec![picture.as_os_str()];
        arguments.extend(["stdout", "-l", "vie", "tsv"].map(OsStr::new));
        match self.run("tesseract", &arguments, desk.folder(), PICTURE) {
            // The program without the language is of no use.
            Err(ConverterError::Refused { reason, .. }) if reason.contains("vie.traineddata") => {
                Err(ConverterError::Absent { program: "tesseract" })
            }
            result => result,
        }
    }

    fn office_to_docx(
        &self,
        desk: &Desk,
        format: OfficeFormat,
        input: &[u8],
    ) -> Result<Vec<u8>, ConverterError> {
        let name = match format {
            OfficeFormat::Doc => "in.doc",
            OfficeFormat::Rtf => "in.rtf",
        };
        let file = desk.write(name, input)?;
        // Two instances of one profile wait for each other; a profile of its own also keeps the user's settings out.
        let mut profile = OsString::from("-env:UserInstallation=file://");
        profile.push(desk.folder().join("profile"));
        let mut arguments = vec![profile.as_os_str()];
        let fixed = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx"];
        arguments.extend(fixed.map(OsStr::new));
        arguments.extend([OsStr::new("--outdir"), desk.folder().as_os_str(), file.as_os_str()]);
        self.run("soffice", &arguments, desk.folder(), OFFICE)?;
        desk.take("in.docx", OFFICE.output)
    }
}

/// The private folder of one conversion; it vanishes with it.
struct Desk {
    program: &'static str,
    folder: TempDir,
}

impl Desk {
    fn new(program: &'static str) -> Result<Self, ConverterError> {
        let folder = tempfile::Builder::new().prefix("dieukhoan-").tempdir();
        let folder = folder.map_err(|error| not_started(program, &error))?;
        Ok(Self { program, folder })
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, ConverterError> {
        let path = self.folder().join(name);
        fs::write(&path, bytes).map_err(|error| not_started(self.program, &error))?;
        Ok(path)
    }

    /// What the program left under `name`.
    fn take(&self, name: &str, limit: u64) -> Result<Vec<u8>, ConverterError> {
        let program = self.program;
        let path = self.folder().join(name);
        let refused =
            |_| ConverterError::Refused { program, reason: "không có kết quả".into() };
        if fs::metadata(&path).map_err(refused)?.len() > limit {
            return Err(ConverterError::TooMuch { program, megabytes: limit >> 20 });
        }
        fs::read(&path).map_err(refused)
    }
}

fn not_started(program: &'static str, error: &std::io::Error) -> ConverterError {
    ConverterError::NotStarted { program, reason: system::in_words(error) }
}

#[cfg(test)]
mod tests;
