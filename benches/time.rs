//! Time: any article of a law on any day, and the consolidated draft of the largest law, from a built library.
//!
//! Builds an index of every case under `amend` of the data folder (`DIEUKHOAN_DATA`, or `../shared/data`): laws as enacted and
//! the laws that amend them. Without them the bench says so and stops. A first question opens the law and its amending laws;
//! later ones find the timeline made.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks on standard output and may stop"
)]
#![expect(clippy::disallowed_methods, reason = "where the data lies is told by the environment")]

use std::path::PathBuf;
use std::time::Instant;

use dieukhoan::corpus::{Building, Corpus, Quiet, Source};
use dieukhoan::law::Unit;
use dieukhoan::timeline::consolidated;
use jiff::civil::date;

fn main() {
    let root = std::env::var("DIEUKHOAN_DATA")
        .map_or_else(|_| PathBuf::from("../shared/data"), PathBuf::from);
    let cases = root.join("amend");
    if !cases.exists() {
        println!("skipped: no laws and amending laws at {}", cases.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut building = Building::begin(folder.path()).unwrap();
    building.read(&[Source::at(&cases).unwrap()], &Quiet).unwrap();
    building.commit().unwrap();
    let corpus = Corpus::open(folder.path()).unwrap();
    let slugs: Vec<String> =
        corpus.changes_after(0).unwrap().into_iter().map(|it| it.slug).collect();
    let days = [date(2012, 1, 1), date(2018, 7, 1), date(2021, 7, 1), date(2025, 7, 1)];
    let (mut first, mut later, mut articles) = (Vec::new(), Vec::new(), 0);
    let mut largest = (0, String::new());
    for slug in &slugs {
        let started = Instant::now();
        let timeline = corpus.timeline(slug).unwrap().unwrap();
        timeline.on(days[3]);
        first.push(started.elapsed().as_secs_f64() * 1e3);
        if timeline.changes.is_empty() {
            continue;
        }
        let length = timeline.base.transcript.text.len();
        if length > largest.0 {
            largest = (length, slug.clone());
        }
        let units = timeline.base.units().filter(|(_, it)| it.step.unit == Unit::Article);
        let portions: Vec<_> = units.map(|(id, _)| timeline.base.portion(id)).collect();
        for portion in portions {
            for day in days {
                let started = Instant::now();
                let timeline = corpus.timeline(slug).unwrap().unwrap();
                let wording = timeline.wording(&timeline.on(day), &portion);
                later.push(started.elapsed().as_secs_f64() * 1e3);
                articles += usize::from(wording.text.is_some());
            }
        }
    }
    assert!(articles > 1_000, "the cases were not read");
    say("law opened, with its first version", &mut first);
    say("article on a day", &mut later);
    let timeline = corpus.timeline(&largest.1).unwrap().unwrap();
    let started = Instant::now();
    let draft = consolidated(&timeline, date(2026, 1, 1));
    let took = started.elapsed().as_secs_f64() * 1e3;
    println!("consolidated {}: {} notes, {took:.1} ms", largest.1, draft.notes.len());
}

fn say(what: &str, times: &mut [f64]) {
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).copied().unwrap_or(0.0);
    println!(
        "{what}: {} times, p50 {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
