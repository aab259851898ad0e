//! `dieukhoan import`: a folder of files as an office has them → a folder of originals, each with a `meta.toml` beside it.
//!
//! Nothing is asked and nothing is changed where the files lie. What was read in a document stands in its `meta.toml`,
//! where a person puts right what is doubtful; `build` believes that file first. A file that is there already is known by
//! its bytes, so the command may be given again at any time; one that changed since takes the place of its older copy.

mod carry;
mod entry;
mod meta;
mod shelf;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::output::say;
use crate::cli::progress::Bars;
use crate::cli::{Outcome, programs, today};
use crate::corpus::{Examined, Many, Progress, bytes_of, examine};
use crate::read::{Converter, record};
use crate::text::{grouped, system};

use meta::doubts;
use shelf::Shelf;

/// Files read at a time: their bytes are held until they are copied.
const TOGETHER: usize = 16;
/// Folders inside folders.
const DEPTH: usize = 32;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Tệp hoặc thư mục cần nhập; thư mục được xem cả thư mục con.
    #[arg(value_name = "ĐƯỜNG DẪN", required = true)]
    paths: Vec<PathBuf>,
    /// Thư mục để các bản chép.
    #[arg(long, value_name = "THƯ MỤC", default_value = "van-ban")]
    into: PathBuf,
    /// Mỗi tệp một dòng JSON.
    #[arg(long)]
    json: bool,
}

/// What became of a file.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(rename = "tep")]
    path: String,
    #[serde(flatten)]
    state: State,
    /// Older copies whose place it takes.
    #[serde(rename = "thay-cho", skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<String>,
    #[serde(rename = "luu-y", skip_serializing_if = "Vec::is_empty")]
    told: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "ket-qua", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
enum State {
    /// Copied.
    DaDoc { ban_chep: String },
    /// Copied; something in it is doubtful.
    DangNgo { ban_chep: String, cho_ngo: Vec<String> },
    /// There already.
    DaCo { ban_chep: String },
    /// Not copied.
    KhongDocDuoc { vi_sao: String },
}

/// What was made of a file before it is copied.
enum Looked {
    One { bytes: Vec<u8>, examined: Box<Examined> },
    Many { readable: usize, lost: Vec<String> },
    Unread(String),
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let into = std::path::absolute(&arguments.into)?;
    let mut shelf = Shelf::open(&into, today())?;
    let mut files = Vec::new();
    for path in &arguments.paths {
        // A path that is not there is a slip of the hand, and no broken file.
        fs::metadata(path).with_context(|| format!("không mở được “{}”", path.display()))?;
        gather(path, &into, 0, &mut files);
    }
    let converter = programs();
    let bars = Bars::default();
    bars.started("Đọc tệp", Some(files.len() as u64));
    let mut rows = Vec::new();
    for together in files.chunks(TOGETHER) {
        let looked: Vec<Looked> = together.par_iter().map(|path| look(path, &converter)).collect();
        for (path, looked) in together.iter().zip(looked) {
            rows.push(keep(path, looked, &mut shelf, &converter)?);
            bars.advanced(1, &path.to_string_lossy());
        }
    }
    bars.finished();
    match arguments.json {
        true => rows.iter().try_for_each(|row| say(&serde_json::to_string(row)?))?,
        false => say(&in_words(&rows, &arguments.into))?,
    }
    let unread = rows.iter().any(|row| matches!(row.state, State::KhongDocDuoc { .. }));
    Ok(if unread { Outcome::Nothing } else { Outcome::Done })
}

/// The files at `path` and below, in order. What is hidden, and what was imported before, is left out.
fn gather(path: &Path, into: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|it| it.is_dir());
    let own = std::path::absolute(path).is_ok_and(|it| it == into);
    if !is_folder {
        files.push(path.to_owned());
        return;
    }
    if own || depth > DEPTH {
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return files.push(path.to_owned());
    };
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.sort_unstable();
    for name in names.iter().filter(|name| !name.to_string_lossy().starts_with('.')) {
        gather(&path.join(name), into, depth + 1, files);
    }
}

fn look(path: &Path, converter: &dyn Converter) -> Looked {
    match Many::at(path) {
        Ok(Some(many)) => look_at_each(&many, converter),
        Ok(None) => {
            let bytes = match bytes_of(path) {
                Ok(bytes) => bytes,
                Err(why) => return Looked::Unread(why.to_string()),
            };
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match examine(&name, &bytes, converter) {
                Ok(examined) => Looked::One { bytes, examined: Box::new(examined) },
                Err(why) => Looked::Unread(why),
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Looked::Unread("liên kết tới một tệp không có".to_owned())
        }
        Err(error) => Looked::Unread(system::in_words(&error)),
    }
}

fn look_at_each(many: &Many, converter: &dyn Converter) -> Looked {
    let (mut readable, mut lost) = (0, Vec::new());
    let read = many.each(&mut |place, record| {
        let document = record.and_then(|record| examine(record::LINE, &record, converter));
        match document {
            Ok(_) => readable += 1,
            Err(why) => lost.push(format!("văn bản {place}: {why}")),
        }
    });
    match (read, lost.first()) {
        (Err(why), _) => Looked::Unread(why),
        (Ok(()), Some(why)) if readable == 0 => Looked::Unread(why.clone()),
        (Ok(()), None) if readable == 0 => Looked::Unread("Tệp không có văn bản nào.".to_owned()),
        _ => Looked::Many { readable, lost },
    }
}

fn keep(
    path: &Path,
    looked: Looked,
    shelf: &mut Shelf,
    converter: &dyn Converter,
) -> anyhow::Result<Row> {
    let row =
        |state, replaced, told| Row { path: path.display().to_string(), state, replaced, told };
    let (kept, doubts) = match looked {
        Looked::Unread(vi_sao) => {
            return Ok(row(State::KhongDocDuoc { vi_sao }, Vec::new(), Vec::new()));
        }
        Looked::One { bytes, examined } => {
            (shelf.keep(path, &bytes, &examined, converter)?, doubts(&examined.notes))
        }
        Looked::Many { readable, lost } => (shelf.keep_set(path, readable)?, lost),
    };
    let ban_chep = kept.place.display().to_string();
    let state = match kept.now {
        false => State::DaCo { ban_chep },
        true if doubts.is_empty() => State::DaDoc { ban_chep },
        true => State::DangNgo { ban_chep, cho_ngo: doubts },
    };
    let replaced = kept.replaced.iter().map(|it| it.display().to_string()).collect();
    Ok(row(state, replaced, kept.told))
}

fn in_words(rows: &[Row], into: &Path) -> String {
    let mut counts = [0_usize; 4];
    let (mut doubtful, mut unread, mut changed) = (String::new(), String::new(), String::new());
    for row in rows {
        let replaced = row.replaced.iter().map(|it| format!("thay “{it}”"));
        let told: Vec<String> = replaced.chain(row.told.iter().cloned()).collect();
        if !told.is_empty() {
            changed += &format!("  {}: {}\n", row.path, told.join("; "));
        }
        let at = match &row.state {
            State::DaDoc { .. } => 0,
            State::DangNgo { cho_ngo, .. } => {
                doubtful += &format!("  {}: {}\n", row.path, cho_ngo.join(" "));
                1
            }
            State::DaCo { .. } => 2,
            State::KhongDocDuoc { vi_sao } => {
                unread += &format!("  {}: {vi_sao}\n", row.path);
                3
            }
        };
        counts.get_mut(at).into_iter().for_each(|count| *count += 1);
    }
    let [read, doubted, before, lost] = counts.map(grouped);
    let mut text = format!(
        "Vào “{}”: {read} tệp đọc tốt, {doubted} tệp có chỗ đáng ngờ, {before} tệp đã có từ trước, {lost} tệp không đọc được.\n",
        into.display()
    );
    if !changed.is_empty() {
        text += &format!(
            "\nTệp gốc đã đổi từ lần nhập trước (bản cũ vẫn còn trên đĩa, `dieukhoan build` bỏ qua bản đã thay):\n{changed}"
        );
    }
    if !doubtful.is_empty() {
        text +=
            &format!("\nĐáng ngờ (đã chép; xem và sửa trong meta.toml cạnh bản chép):\n{doubtful}");
    }
    if !unread.is_empty() {
        text += &format!("\nKhông đọc được (không chép):\n{unread}");
    }
    text
}
