//! What is wrong with a command line, in Vietnamese.

use std::error::Error as _;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};

/// Tells what the parser of arguments refused, or prints the help that was asked for.
pub(crate) fn tell(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A closed pipe is no failure of help.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    match words(error) {
        Some(words) => {
            let help = "Xem cách dùng: dieukhoan --help, hoặc dieukhoan LỆNH --help";
            let _ = writeln!(std::io::stderr(), "Lỗi: {words}.\n{help}");
        }
        None => {
            let _ = error.print();
        }
    }
    ExitCode::from(2)
}

/// The fault in words; none for those that people do not make by typing.
fn words(error: &clap::Error) -> Option<String> {
    let named = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh “{}”", named(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::UnknownArgument => format!("không có tùy chọn “{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", argument.trim_end_matches('.')),
        ErrorKind::InvalidValue if value.is_empty() => format!("sau {argument} cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!(": {why}")).unwrap_or_default();
            format!("không dùng được “{value}” cho {argument}{why}")
        }
        ErrorKind::ArgumentConflict => {
            format!("không dùng {argument} cùng với {}", named(ContextKind::PriorArg))
        }
        _ => return None,
    })
}
