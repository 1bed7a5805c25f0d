//! Recovery copies: two seconds after an edit, every thirty seconds while edits go on, none while the plan is saved. Never over a file of the user's.

use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use egui::Context;

use super::App;
use super::jobs::Job;
use crate::io::identity::utc;
use crate::io::lock::FileLock;
use crate::io::recovery::About;
use crate::ui::state::Screen;

/// From an edit to its copy.
const AFTER_EDIT: Duration = Duration::from_secs(2);
/// The longest time without a copy while edits go on.
const AT_MOST: Duration = Duration::from_secs(30);

/// What is kept and since when something is not.
#[derive(Debug, Default)]
pub(super) struct Autosave {
    /// This session's copy and the lock on it; none: nothing can be kept.
    pub place: Option<(PathBuf, FileLock)>,
    kept: Option<u64>,
    seen: Option<u64>,
    /// The first and the last edit that has no copy.
    waiting: Option<(Instant, Instant)>,
}

impl App {
    /// Writes a copy when it is due, and wakes the window for it when it is not.
    pub(super) fn tend_recovery(&mut self, ctx: &Context) {
        let Some((path, _)) = &self.autosave.place else { return };
        let path = path.clone();
        if self.state.screen == Screen::Start || !self.document.is_dirty() {
            self.drop_copy(path);
            return;
        }
        self.notice_edits();
        let Some((first, last)) = self.autosave.waiting else { return };
        let due = (last + AFTER_EDIT).min(first + AT_MOST);
        let left = due.saturating_duration_since(Instant::now());
        if left.is_zero() { self.keep_copy(path) } else { ctx.request_repaint_after(left) }
    }

    fn notice_edits(&mut self) {
        let revision = Some(self.document.revision());
        if self.autosave.seen != revision {
            self.autosave.seen = revision;
            let now = Instant::now();
            let first = self.autosave.waiting.map_or(now, |(first, _)| first);
            self.autosave.waiting = Some((first, now));
        }
    }

    fn keep_copy(&mut self, path: PathBuf) {
        self.autosave.waiting = None;
        self.autosave.kept = Some(self.document.revision());
        let edits = u64::try_from(self.document.history().1).unwrap_or(0);
        let about = About { original: self.view.path.clone(), when: utc(SystemTime::now()), edits };
        self.worker.send(Job::Keep { path, about, plan: self.document.plan().clone() });
    }

    fn drop_copy(&mut self, path: PathBuf) {
        self.autosave.waiting = None;
        self.autosave.seen = Some(self.document.revision());
        if self.autosave.kept.take().is_some() {
            self.worker.send(Job::Forget(path));
            self.view.kept = None;
        }
    }
}
