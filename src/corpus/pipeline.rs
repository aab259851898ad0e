//! One thread feeds, several work, the caller takes: work in order of readiness, memory bounded by the queues.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::corpus::Error;

/// Jobs and results that may wait. A result is at most one document or đề mục.
const WAITING: usize = 4;

/// Runs `feed` → `work` → `take` until the feeder ends or something fails.
///
/// `feed` gets a function that hands over one job and tells whether more are wanted. Results come in any order.
pub(super) fn run<J: Send, R: Send>(
    feed: impl FnOnce(&mut dyn FnMut(J) -> bool) -> Result<(), Error> + Send,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Error>,
) -> Result<(), Error> {
    let workers = thread::available_parallelism().map_or(2, NonZero::get);
    thread::scope(|scope| {
        let (jobs, waiting) = sync_channel::<J>(WAITING);
        let (results, finished) = sync_channel::<R>(WAITING);
        let feeder = scope.spawn(move || feed(&mut |job| jobs.send(job).is_ok()));
        // The queue belongs to the workers: when they all stop, the feeder learns that no more is wanted.
        let waiting = std::sync::Arc::new(Mutex::new(waiting));
        for _ in 0..workers {
            let (waiting, results, work) = (waiting.clone(), results.clone(), &work);
            scope.spawn(move || serve(&waiting, &results, work));
        }
        drop((results, waiting));
        let mut taken = Ok(());
        for result in finished {
            taken = take(result);
            if taken.is_err() {
                break;
            }
        }
        let fed = feeder.join().unwrap_or(Err(Error::ThreadLost));
        taken.and(fed)
    })
}

fn serve<J, R>(waiting: &Mutex<Receiver<J>>, results: &SyncSender<R>, work: &impl Fn(J) -> R) {
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        if results.send(work(job)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_taken_once() {
        let mut sum = 0;
        let feed = |give: &mut dyn FnMut(u64) -> bool| {
            (0..1000).for_each(|number| assert!(give(number)));
            Ok(())
        };
        run(
            feed,
            |number| number * 2,
            |double| {
                sum += double;
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(sum, 999_000);
    }

    #[test]
    fn a_failure_stops_the_feeder() {
        let feed = |give: &mut dyn FnMut(u64) -> bool| {
            while give(1) {}
            Ok(())
        };
        let failed = run(feed, |number| number, |_| Err(Error::ThreadLost));
        assert!(failed.is_err());
    }
}
