//! Latency of search: real questions on the whole official codification, one thread.
//!
//! `DIEUKHOAN_BENCH_INDEX` names an index made with `dieukhoan build --source …`; the questions are
//! `relevance/zalo2021/queries.jsonl` of the data folder (`DIEUKHOAN_DATA`, or `../shared/data`). Without them the bench
//! says so and stops. Each question is asked three times and its fastest answer counts, so the percentiles are over
//! questions, not over what else the machine was doing.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks on standard output and may stop"
)]
#![expect(clippy::disallowed_methods, reason = "where the data lies is told by the environment")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use dieukhoan::corpus::Corpus;
use dieukhoan::search::{Engine, Question};

fn main() {
    let root = std::env::var("DIEUKHOAN_DATA")
        .map_or_else(|_| PathBuf::from("../shared/data"), PathBuf::from);
    let questions = root.join("relevance/zalo2021/queries.jsonl");
    let index = std::env::var("DIEUKHOAN_BENCH_INDEX").map(PathBuf::from);
    let (Ok(questions), Ok(index)) = (std::fs::read_to_string(&questions), index) else {
        println!(
            "skipped: set DIEUKHOAN_BENCH_INDEX, and have questions at {}",
            questions.display()
        );
        return;
    };
    let engine = Engine::open(Arc::new(Corpus::open(&index).unwrap())).unwrap();
    let today = jiff::civil::date(2026, 1, 31);
    let texts = questions.lines().take(1_000).map(|line| {
        let question: serde_json::Value = serde_json::from_str(line).unwrap();
        question.get("text").unwrap().as_str().unwrap().to_owned()
    });
    let mut times = Vec::new();
    for text in texts {
        let question = Question::of(&text, today);
        let first = engine.answer(&question).unwrap();
        assert!(!first.hits.is_empty(), "no answer to {text}");
        let mut best = f64::MAX;
        for _ in 0..3 {
            let started = Instant::now();
            let again = engine.answer(&question).unwrap();
            best = best.min(started.elapsed().as_secs_f64() * 1e3);
            let addresses = |answer: &dieukhoan::search::Answer| {
                answer.hits.iter().map(|hit| hit.address.to_string()).collect::<Vec<_>>()
            };
            assert_eq!(addresses(&first), addresses(&again), "{text}");
        }
        times.push(best);
    }
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).copied().unwrap_or(0.0);
    println!(
        "{} questions: p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        times.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}
