//! What a command says and how it ends.

use std::io::Write;
use std::process::ExitCode;

use crate::law::Listing;
use crate::text::system;

/// How a command ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done, or something was found.
    Done,
    /// Nothing was found, or the content has errors.
    Nothing,
}

/// The exit code; a failure is told on standard error with its causes.
pub(crate) fn exit(outcome: anyhow::Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "Lỗi: {}", causes(&error));
            ExitCode::from(2)
        }
    }
}

/// A failure with its causes, in Vietnamese also where the system speaks.
pub(crate) fn causes(error: &anyhow::Error) -> String {
    let mut words = Vec::new();
    for cause in error.chain() {
        if let Some(error) = cause.downcast_ref::<std::io::Error>() {
            words.push(system::in_words(error));
            // What lies below is the same in the words of a library.
            break;
        }
        let said = cause.to_string();
        words.push(system::repeated(&said).unwrap_or(said));
    }
    words.join(": ")
}

/// Prints to standard output; fails only when nobody listens.
pub(crate) fn say(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Tells on standard error what a person should know; nobody listening is no failure.
pub(crate) fn warn(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The number of a document, or that it has none.
pub(crate) fn number_of(document: &Listing) -> &str {
    match document.reference.number.as_str() {
        "khong-so" => "(không số)",
        number => number,
    }
}

/// `luat.txt:12`, or `luat.txt` when the line is not known.
pub(crate) fn place(file: &str, line: u32) -> String {
    if line == 0 { file.to_owned() } else { format!("{file}:{line}") }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|it| it.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
