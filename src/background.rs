//! The solver's thread: the latest plan wins, an older one is cancelled, a panic is an answer. Knows no window; whoever asks gives a way to be woken.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::solve::{Cancel, Input, Report, solve};

/// An answer: which question it belongs to, what came out, and how long it took.
#[derive(Debug)]
pub struct Answer {
    pub revision: u64,
    /// `Err` holds what a panic said: a defect of the program, not of the plan.
    pub report: Result<Box<Report>, String>,
    pub took: Duration,
}

/// A question that waits, the one that is worked on, and the last answer.
#[derive(Default)]
struct Desk {
    waiting: Option<(u64, Input)>,
    working: Option<Cancel>,
    answer: Option<Answer>,
    closed: bool,
}

/// What both threads share.
#[derive(Default)]
struct Shared {
    desk: Mutex<Desk>,
    changed: Condvar,
}

impl Shared {
    /// A panic of the other thread leaves whole values behind, so that its mark can be passed over.
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread. It ends when this is dropped.
pub struct Background {
    shared: Arc<Shared>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Background {
    /// `wake` is called from the thread whenever an answer is there.
    pub fn start(wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let its = Arc::clone(&shared);
        let thread = thread::Builder::new().name("solver".to_string()).spawn(move || work(&its, &wake))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Asks for the report of a plan; what was asked before is no longer wanted.
    pub fn ask(&self, revision: u64, input: Input) {
        let mut desk = self.shared.desk();
        desk.waiting = Some((revision, input));
        if let Some(working) = &desk.working {
            working.cancel();
        }
        self.shared.changed.notify_one();
    }

    /// Takes back what was asked; an answer that is there already stays.
    pub fn cancel(&self) {
        let mut desk = self.shared.desk();
        desk.waiting = None;
        if let Some(working) = &desk.working {
            working.cancel();
        }
    }

    /// The answer, once.
    pub fn answer(&self) -> Option<Answer> {
        self.shared.desk().answer.take()
    }

    /// Whether something is asked and not yet answered.
    pub fn is_busy(&self) -> bool {
        let desk = self.shared.desk();
        desk.waiting.is_some() || desk.working.is_some()
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        let mut desk = self.shared.desk();
        desk.closed = true;
        desk.waiting = None;
        if let Some(working) = &desk.working {
            working.cancel();
        }
        drop(desk);
        self.shared.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(shared: &Shared, wake: &dyn Fn()) {
    while let Some((revision, input, cancel)) = next(shared) {
        let start = Instant::now();
        let solved = catch_unwind(AssertUnwindSafe(|| solve(&input, &cancel)));
        let report = match solved {
            Ok(Some(report)) => Some(Ok(Box::new(report))),
            Ok(None) => None,
            Err(panic) => Some(Err(message(panic.as_ref()))),
        };
        let mut desk = shared.desk();
        desk.working = None;
        if let Some(report) = report.filter(|_| !cancel.is_cancelled()) {
            desk.answer = Some(Answer { revision, report, took: start.elapsed() });
            drop(desk);
            wake();
        }
    }
}

/// Waits for a question; `None` when nobody will ask any more.
fn next(shared: &Shared) -> Option<(u64, Input, Cancel)> {
    let mut desk = shared.desk();
    loop {
        if desk.closed {
            return None;
        }
        if let Some((revision, input)) = desk.waiting.take() {
            let cancel = Cancel::default();
            desk.working = Some(cancel.clone());
            return Some((revision, input, cancel));
        }
        desk = shared.changed.wait(desk).unwrap_or_else(PoisonError::into_inner);
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_string())
}
