//! Văn phòng: the file of decisions, who may write in it, and the long work under way for it.
//!
//! On loopback whoever sits at the machine may write. Beyond it one must log in: the pages of law stay open to all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::web::error::Error;
use crate::workspace::{Id, Session, Workspace};

/// Tells the time, so that nothing below reads a clock.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Whether one must log in to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// The server listens on loopback alone: whoever sits here may write.
    Optional,
    /// The server listens to others, itself or through a server in front of it.
    Required,
}

/// Failed attempts for one name from one place before waiting.
const ATTEMPTS: usize = 5;
/// Failed attempts from one place, whatever the name.
const ATTEMPTS_OF_PLACE: usize = 20;
/// How long failures count, in seconds.
const MEMORY: i64 = 15 * 60;
/// Places and names remembered; beyond this the oldest are forgotten.
const REMEMBERED: usize = 10_000;

/// Văn phòng.
pub struct Office {
    /// The file.
    pub(crate) workspace: Workspace,
    /// Whether one must log in.
    pub(crate) login: Login,
    now: Now,
    jobs: Mutex<BTreeMap<Id, Job>>,
    failures: Mutex<BTreeMap<String, Vec<i64>>>,
}

/// Groups being made for a worksheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Job {
    /// Pairs judged.
    pub(crate) done: usize,
    /// Pairs to judge; 0 while the documents are still being read.
    pub(crate) all: usize,
    /// Whether it ended without groups.
    pub(crate) failed: bool,
}

impl Office {
    /// An office over an open file.
    pub fn new(workspace: Workspace, login: Login, now: Now) -> Self {
        Self { workspace, login, now, jobs: Mutex::default(), failures: Mutex::default() }
    }

    /// The time.
    pub(crate) fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// The work for a worksheet, while it lasts, or after it failed.
    pub(crate) fn job(&self, worksheet: Id) -> Option<Job> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).get(&worksheet).cloned()
    }

    /// Begins work for a worksheet; false when it is already under way.
    pub(crate) fn begin(&self, worksheet: Id) -> bool {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.get(&worksheet).is_some_and(|it| !it.failed) {
            return false;
        }
        jobs.insert(worksheet, Job::default());
        true
    }

    /// Tells how far the work is.
    pub(crate) fn advance(&self, worksheet: Id, done: usize, all: usize) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.insert(worksheet, Job { done, all, failed: false });
    }

    /// Ends the work.
    pub(crate) fn end(&self, worksheet: Id, failed: bool) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        match failed {
            true => jobs.insert(worksheet, Job { failed, ..Job::default() }),
            false => jobs.remove(&worksheet),
        };
    }

    /// Logs in, unless too many attempts failed of late. Slow on purpose: call it off the async threads.
    pub(crate) fn log_in(
        &self,
        place: &str,
        name: &str,
        password: &str,
    ) -> Result<Option<Session>, Error> {
        let now = self.now();
        let name_there = format!("{place} {}", name.trim().to_lowercase());
        let limits = [(name_there.clone(), ATTEMPTS), (place.to_owned(), ATTEMPTS_OF_PLACE)];
        {
            let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
            for (key, most) in &limits {
                let times = failures.entry(key.clone()).or_default();
                times.retain(|it| now.as_second() - it < MEMORY);
                if times.len() >= *most {
                    return Err(Error::TooMany);
                }
            }
            // Counted before the answer is known: attempts sent at once cannot all slip through.
            for (key, _) in &limits {
                failures.entry(key.clone()).or_default().push(now.as_second());
            }
            while failures.len() > REMEMBERED && failures.pop_first().is_some() {}
        }
        let session = self.workspace.log_in(name, password, now)?;
        if session.is_some() {
            let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
            failures.remove(&name_there);
            if let Some(times) = failures.get_mut(place) {
                times.pop();
            }
        }
        Ok(session)
    }
}
