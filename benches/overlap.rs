//! Overlap: groups over a quarter, a half and the whole of the official codification; time, growth, peak of memory.
//!
//! Builds an index of the edition under `BoPhapDien` (`DIEUKHOAN_PHAPDIEN`, or `/tmp/data/BoPhapDien`) in a temporary folder,
//! then takes every fourth, every second and each document. Without the edition the bench says so and stops. Memory is
//! what the kernel counted at most since the measurement began (Linux only).

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks on standard output and may stop"
)]
#![expect(clippy::disallowed_methods, reason = "where the data lies is told by the environment")]

use std::path::PathBuf;
use std::time::Instant;

use dieukhoan::corpus::{Building, Corpus, Quiet, Source};
use dieukhoan::overlap::{Background, Passage, compared, groups, text_of};
use rayon::prelude::*;

fn main() {
    let root = std::env::var("DIEUKHOAN_PHAPDIEN")
        .map_or_else(|_| PathBuf::from("/tmp/data/BoPhapDien"), PathBuf::from);
    if !root.exists() {
        println!("skipped: no edition of the codification at {}", root.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut building = Building::begin(folder.path()).unwrap();
    building.read(&[Source::at(&root).unwrap()], &Quiet).unwrap();
    building.commit().unwrap();
    let corpus = Corpus::open(folder.path()).unwrap();
    let mut slugs: Vec<String> =
        corpus.changes_after(0).unwrap().into_iter().map(|it| it.slug).collect();
    slugs.sort();
    let mut first: Option<(f64, f64)> = None;
    for every in [4, 2, 1] {
        let part: Vec<&String> = slugs.iter().step_by(every).collect();
        // Sets the peak back to what is held now.
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let started = Instant::now();
        let read: Vec<Vec<Passage>> = part.par_iter().map(|slug| passages(&corpus, slug)).collect();
        let passages: Vec<Passage> = read.into_iter().flatten().collect();
        let reading = started.elapsed().as_secs_f64();
        let background = Background::count(&passages);
        let found = groups(&passages, &background, |_, _| {});
        let all = started.elapsed().as_secs_f64();
        let count = passages.len() as f64;
        let (few, little) = *first.get_or_insert((count, all));
        println!(
            "1/{every}: {count} articles, {} groups, {all:.1} s (reading {reading:.1} s), at most {} MB; {:.2} times the articles, {:.2} times the time",
            found.len(),
            peak().map_or("?".to_owned(), |it| (it / 1024).to_string()),
            count / few,
            all / little
        );
    }
}

fn passages(corpus: &Corpus, slug: &str) -> Vec<Passage> {
    let document = corpus.load(slug).unwrap().unwrap();
    let units = compared(&document).into_iter();
    units
        .map(|id| {
            let body = document.body(id);
            Passage::of(&text_of(&document, slug, id, &body))
        })
        .collect()
}

/// The most memory held, in kB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
