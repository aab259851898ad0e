//! Progress bars on standard error; nothing when it is no terminal.

use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};

use crate::corpus::Progress;

/// A bar for the stage at work.
#[derive(Debug, Default)]
pub(crate) struct Bars(Mutex<Option<ProgressBar>>);

impl Bars {
    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        act(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

impl Progress for Bars {
    fn started(&self, stage: &str, total: Option<u64>) {
        let (bar, shape) = match total {
            Some(total) => (
                ProgressBar::new(total),
                "{prefix:<14} {bar:30} {human_pos}/{human_len} {eta:>4}  {wide_msg:.dim}",
            ),
            None => {
                (ProgressBar::new_spinner(), "{prefix:<14} {spinner} {human_pos}  {wide_msg:.dim}")
            }
        };
        if let Ok(style) = ProgressStyle::with_template(shape) {
            bar.set_style(style);
        }
        bar.set_prefix(stage.to_owned());
        self.with(|current| *current = Some(bar));
    }

    fn advanced(&self, steps: u64, label: &str) {
        self.with(|current| {
            if let Some(bar) = current {
                bar.set_message(label.to_owned());
                bar.inc(steps);
            }
        });
    }

    fn finished(&self) {
        self.with(|current| {
            if let Some(bar) = current.take() {
                bar.finish_and_clear();
            }
        });
    }
}
