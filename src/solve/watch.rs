//! Long work, seen by whoever waits for it: how far it is, and whether the answer is still wanted. Work looks here between pieces that take a few
//! milliseconds, so that giving it up is felt at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Cancel;

/// Shared by those who work and those who wait.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    cancel: Cancel,
    done: Arc<AtomicUsize>,
    all: Arc<AtomicUsize>,
    most: Option<usize>,
}

impl Watch {
    /// Work that is given up after so many steps.
    pub fn at_most(steps: usize) -> Self {
        Self { most: Some(steps), ..Self::default() }
    }

    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// So many steps more are to come.
    pub fn expect(&self, steps: usize) {
        self.all.fetch_add(steps, Ordering::Relaxed);
    }

    /// So many steps are done; `None` if the answer is no longer wanted.
    pub fn step(&self, steps: usize) -> Option<()> {
        let done = self.done.fetch_add(steps, Ordering::Relaxed).saturating_add(steps);
        if self.most.is_some_and(|most| done >= most) {
            self.cancel.cancel();
        }
        self.wanted()
    }

    /// `None` if the answer is no longer wanted.
    pub fn wanted(&self) -> Option<()> {
        (!self.cancel.is_cancelled()).then_some(())
    }

    /// Steps done, and steps in all as far as they are known.
    pub fn far(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_given_up_after_its_last_step() {
        let watch = Watch::at_most(3);
        watch.expect(9);
        assert_eq!((watch.step(2), watch.wanted(), watch.far()), (Some(()), Some(()), (2, 9)));
        assert_eq!((watch.step(1), watch.wanted(), watch.far()), (None, None, (3, 9)));
        assert!(watch.cancel().is_cancelled());
    }
}
