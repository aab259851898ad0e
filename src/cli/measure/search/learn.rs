//! What ranking sees, in a table: one line an entry, for learning how to weigh it.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;

use crate::cli::measure::search::beir::{self, Asked, Judged};
use crate::cli::measure::search::{Built, Dau, typed};
use crate::cli::today;
use crate::search::{Engine, Question};

/// Writes the table: question, worth of the entry, number of entries wanted, then the traits by their names.
pub(super) fn write(
    path: &Path,
    built: &Built,
    asked: &[Asked],
    judged: &HashMap<String, Judged>,
    dau: Dau,
) -> anyhow::Result<()> {
    let file = File::create(path).with_context(|| format!("không ghi được {}", path.display()))?;
    let mut out = BufWriter::new(file);
    writeln!(out, "question\tworth\twanted\t{}", Engine::traits().join("\t"))?;
    for question in asked {
        let Some(wanted) = judged.get(&question.id) else { continue };
        let text = typed(&question.text, dau);
        for (address, traits) in built.engine.seen(&Question::of(&text, today()))? {
            let name = built.names.get(&beir::article_of(&address));
            let worth = name.and_then(|name| wanted.get(name)).copied().unwrap_or(0);
            write!(out, "{}\t{worth}\t{}", question.id, wanted.len())?;
            for value in traits {
                write!(out, "\t{value:.6}")?;
            }
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(())
}
