//! One piece of work on a thread of its own: with progress, cancelled as soon as nobody wants it any more. A panic is an answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::Builder;

use crate::explore::sweep::Progress;
use crate::solve::Cancel;

/// The window's end of the work. Dropping it cancels the work.
pub(super) struct Errand<T> {
    cancel: Cancel,
    progress: Arc<Progress>,
    answer: Receiver<Result<T, String>>,
}

impl<T: Send + 'static> Errand<T> {
    /// Starts the work; `None` from it is no answer.
    pub fn start(wake: &egui::Context, work: impl FnOnce(&Progress, &Cancel) -> Option<T> + Send + 'static) -> Result<Self, String> {
        let (cancel, progress) = (Cancel::default(), Arc::new(Progress::default()));
        let (out, answer) = channel();
        let (its_cancel, its_progress, wake) = (cancel.clone(), Arc::clone(&progress), wake.clone());
        let run = move || {
            let answer = match catch_unwind(AssertUnwindSafe(|| work(&its_progress, &its_cancel))) {
                Ok(Some(answer)) => Ok(answer),
                Ok(None) => return,
                Err(_) => Err("this is a defect of Rackwright; the plans are unharmed".to_string()),
            };
            // A window that has lost interest needs no answer.
            let _ = out.send(answer);
            wake.request_repaint();
        };
        Builder::new().name("rackwright-errand".to_string()).spawn(run).map_err(|error| error.to_string())?;
        Ok(Self { cancel, progress, answer })
    }

    /// The answer, once.
    pub fn answer(&self) -> Option<Result<T, String>> {
        self.answer.try_recv().ok()
    }

    pub fn done(&self) -> usize {
        self.progress.done()
    }
}

impl<T> Drop for Errand<T> {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}
