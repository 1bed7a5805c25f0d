//! One piece of work on a thread of its own: watched, and given up as soon as nobody wants it any more. A panic is an answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::Builder;

use crate::solve::Watch;

/// The window's end of the work. Dropping it cancels the work.
pub(super) struct Errand<T> {
    watch: Watch,
    answer: Receiver<Result<T, String>>,
}

impl<T: Send + 'static> Errand<T> {
    /// Starts the work; `None` from it is no answer.
    pub fn start(wake: &egui::Context, work: impl FnOnce(&Watch) -> Option<T> + Send + 'static) -> Result<Self, String> {
        let watch = Watch::default();
        let (out, answer) = channel();
        let (seen, wake) = (watch.clone(), wake.clone());
        let run = move || {
            let answer = match catch_unwind(AssertUnwindSafe(|| work(&seen))) {
                Ok(Some(answer)) => Ok(answer),
                Ok(None) => return,
                Err(_) => Err("this is a defect of Rackwright; the plans are unharmed".to_string()),
            };
            // A window that has lost interest needs no answer.
            let _ = out.send(answer);
            wake.request_repaint();
        };
        Builder::new().name("rackwright-errand".to_string()).spawn(run).map_err(|error| error.to_string())?;
        Ok(Self { watch, answer })
    }

    /// The answer, once.
    pub fn answer(&self) -> Option<Result<T, String>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err("it came to no answer".to_string())),
        }
    }

    /// Steps done and steps in all.
    pub fn far(&self) -> (usize, usize) {
        self.watch.far()
    }
}

impl<T> Drop for Errand<T> {
    fn drop(&mut self) {
        self.watch.cancel().cancel();
    }
}
