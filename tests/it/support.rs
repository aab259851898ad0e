//! What tests share: where things lie, real texts when they are there, and small builders.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dieukhoan::law::{Document, Noted};
use dieukhoan::structure;
use dieukhoan::text::Transcript;

/// The project's folder.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Real texts, which are no part of the project: `DIEUKHOAN_DATA`, or `shared/data` beside the project. Says so when they
/// are absent.
pub(crate) fn data(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("DIEUKHOAN_DATA")
        .map_or_else(|| project().join("../shared/data"), PathBuf::from);
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: no real texts at {}", found.display());
    None
}

/// Every Rust file below a folder; none when there is no such folder.
pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs")).collect()
}

/// Every file below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

/// Reads a file the way a build does.
pub(crate) fn read(path: &Path) -> Noted<Document> {
    structure::parse(transcript(path))
}

/// The transcript of a file.
pub(crate) fn transcript(path: &Path) -> Transcript {
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    dieukhoan::read::read(&name, &bytes)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .transcript
}

/// Reads a text as if it were a file of that name.
pub(crate) fn parse(name: &str, text: &str) -> Noted<Document> {
    structure::parse(dieukhoan::read::read(name, text.as_bytes()).unwrap().transcript)
}

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Runs the program in the project's folder on an index.
pub(crate) fn run(arguments: &[&str], index: &Path) -> Output {
    let (command, rest) = arguments.split_first().unwrap();
    run_in(project(), &[&[*command, "--index", index.to_str().unwrap()], rest].concat())
}

/// What a command told, answers and messages.
pub(crate) fn told(output: &Output) -> String {
    let words = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    words.concat()
}

/// The text of a Word file as `LibreOffice` reads it; none, and told, without `soffice`.
pub(crate) fn reopened(bytes: &[u8]) -> Option<String> {
    let program = Command::new("soffice").arg("--version").output();
    if !program.is_ok_and(|it| it.status.success()) {
        println!("skipped: no soffice to open the draft with");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("du-thao.docx");
    fs::write(&file, bytes).unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !told.to_lowercase().contains("error"), "{told}");
    Some(
        fs::read_to_string(folder.path().join("du-thao.txt"))
            .unwrap_or_else(|error| panic!("{error}: {told}")),
    )
}
