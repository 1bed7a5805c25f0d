//! What the window does with the answers of the file thread and the file dialogs.

use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use egui::Context;

use super::{App, PATIENCE};
use crate::app::jobs::{Answer, Job, Opened, SaveTrouble};
use crate::app::worker::{Chosen, Reply};
use crate::io::identity::utc;
use crate::io::lock::FileLock;
use crate::io::read::DiskState;
use crate::io::recovery::Found;
use crate::io::replace::Saved;
use crate::io::vfs::advice::shown;
use crate::ui::ctx::Purpose;
use crate::ui::state::{Dialog, Recovered, Severity};

impl App {
    pub(in crate::app) fn take_replies(&mut self, ctx: &Context) {
        while let Some(reply) = self.worker.take() {
            match reply {
                Reply::Done(answer) => self.take_answer(ctx, *answer),
                Reply::Chosen(number, purpose, chosen) => self.chosen(ctx, number, purpose, chosen),
            }
        }
        self.keep_dialog_company(ctx);
    }

    fn take_answer(&mut self, ctx: &Context, answer: Answer) {
        match answer {
            Answer::Presets(presets, comparisons) => (self.start.presets, self.start.comparisons) = (presets, comparisons),
            Answer::Catalog(Ok(catalog)) => {
                self.base = std::sync::Arc::new(catalog);
                self.derived.revision = None;
                // A preset may be on screen already.
                self.solving.forget();
            }
            Answer::Catalog(Err(message)) => self.warn(format!("Your catalogue files were left out\n{message}")),
            Answer::Opened { path, insert, result } => self.opened(path, insert, result),
            Answer::Racks(path, plan, result) => self.racks_read(&path, &plan, result),
            Answer::Gathered { add, result } => self.gathered(add, result),
            Answer::Saved { path, revision, result } => self.saved(ctx, path, revision, result),
            Answer::Looked(state) => self.looked(&state),
            Answer::Recent(files) => {
                self.files.recent = files;
                self.show_recent();
            }
            Answer::Recoveries(found, place) => self.found_copies(found, place),
            Answer::Kept(Ok(when)) => self.view.kept = Some(time_of_day(&when)),
            Answer::Kept(Err(message)) => self.warn(format!("No recovery copy could be written\n{message}")),
            Answer::Copy(found, path) => self.recovered(found.map(|found| *found), &path),
            Answer::Exported(Ok(path)) => self.state.notify(Severity::Note, format!("Exported {}", shown(&path)), ""),
            Answer::Exported(Err(message)) => self.warn(format!("Not exported. {message}")),
            Answer::Copied(text) => ctx.copy_text(text),
            Answer::Failed(message) => self.state.notify(Severity::Warning, "The window could not remember something", message),
            Answer::Done => {}
        }
    }

    fn opened(&mut self, path: PathBuf, insert: bool, result: Result<Opened, String>) {
        self.view.busy = None;
        match result {
            Ok(opened) if insert => self.insert_plan(&opened.plan),
            Ok(opened) => self.show_opened(path, opened),
            Err(message) => self.warn(message),
        }
    }

    fn show_opened(&mut self, path: PathBuf, opened: Opened) {
        // Read again: the lock is held already.
        let held = self.files.lock.take().filter(|_| self.view.path.as_ref() == Some(&path));
        self.adopt(opened.plan, &name_of(&path));
        self.files.lock = opened.lock.or(held);
        self.files.fingerprint = Some(opened.fingerprint);
        self.view.path = Some(path.clone());
        if let Some(reason) = &opened.read_only {
            self.state.notify(Severity::Warning, format!("Read-only: {reason}"), "");
        }
        self.view.read_only = opened.read_only;
        if let Some(first) = opened.remarks.first() {
            self.state.notify(Severity::Note, first.clone(), opened.remarks.join("\n"));
        }
        self.remember(&path);
    }

    fn saved(&mut self, ctx: &Context, path: PathBuf, revision: u64, result: Result<(Saved, Option<FileLock>), SaveTrouble>) {
        self.view.busy = None;
        match result {
            Ok((saved, lock)) => {
                self.note_saved(path, revision, saved, lock);
                self.go_on_after_save(ctx);
            }
            Err(SaveTrouble::Changed(what)) if self.view.path.as_ref() == Some(&path) => {
                self.stop_after_save();
                self.state.dialog = Some(Dialog::Changed { what });
            }
            Err(SaveTrouble::Changed(what) | SaveTrouble::Other(what)) => {
                self.stop_after_save();
                self.warn(format!("Not saved. {what}"));
            }
        }
    }

    fn note_saved(&mut self, path: PathBuf, revision: u64, saved: Saved, lock: Option<FileLock>) {
        // Edits made while the file was written are still unsaved.
        if self.document.revision() == revision {
            self.document.mark_saved();
        }
        if self.view.path.as_ref() != Some(&path) || lock.is_some() {
            self.files.lock = lock;
            self.view.read_only = None;
        }
        self.files.fingerprint = Some(saved.fingerprint);
        self.view.name = name_of(&path);
        self.view.saved = Some(time_of_day(&utc(SystemTime::now())));
        if !saved.durable {
            self.state.notify(Severity::Warning, "Saved, but the disk did not confirm that the file survives a power cut", "");
        }
        self.remember(&path);
        self.view.path = Some(path);
        self.derive();
    }

    fn go_on_after_save(&mut self, ctx: &Context) {
        if std::mem::take(&mut self.files.saving)
            && let Some(after) = self.files.after.take()
        {
            self.go_on(ctx, after);
        }
    }

    /// A save that failed leads nowhere: the plan stays on screen.
    fn stop_after_save(&mut self) {
        self.files.saving = false;
        self.files.after = None;
    }

    fn looked(&mut self, state: &DiskState) {
        let what = match state {
            DiskState::Unchanged(_) => return,
            DiskState::Changed => "Another program has written it since it was read here.",
            DiskState::Deleted => "It is no longer there.",
            DiskState::NotAFile(_) => "Something else has taken its place.",
            DiskState::Unreadable(_) => "It can no longer be read.",
        };
        if self.state.dialog.is_none() {
            self.state.dialog = Some(Dialog::Changed { what: format!("{}: {what}", self.view.name) });
        }
    }

    fn chosen(&mut self, ctx: &Context, number: u64, purpose: Purpose, chosen: Chosen) {
        if self.files.dialog.is_none_or(|(waiting, ..)| waiting != number) {
            return;
        }
        self.files.dialog = None;
        match chosen {
            Chosen::Path(path) if purpose == Purpose::Export => self.export_to(ctx, path, true),
            Chosen::Path(path) => self.path_given(ctx, purpose, path),
            Chosen::Cancelled => self.stop_after_save(),
            Chosen::NoService => {
                let reason = "No file dialog is available here; type the path of the file.".to_string();
                self.state.dialog = Some(Dialog::Path { purpose, reason: Some(reason) });
            }
        }
    }

    /// A dialog service that hangs must not leave people without a way.
    fn keep_dialog_company(&mut self, ctx: &Context) {
        let Some((_, since, purpose)) = self.files.dialog else { return };
        let left = PATIENCE.saturating_sub(Instant::now().saturating_duration_since(since));
        if !left.is_zero() {
            ctx.request_repaint_after(left);
        } else if self.state.dialog.is_none() {
            let reason = "If no file dialog appears, type the path of the file here.".to_string();
            self.state.dialog = Some(Dialog::Path { purpose, reason: Some(reason) });
        }
    }

    fn found_copies(&mut self, found: Vec<Found>, place: Option<(PathBuf, FileLock)>) {
        self.autosave.place = place;
        self.files.copies = found;
        if !self.files.copies.is_empty() {
            self.offer_copies();
        }
    }

    /// The changes of a copy over the file they belong to: dirty until they are saved.
    fn recovered(&mut self, found: Option<Found>, path: &std::path::Path) {
        let Some(found) = found else {
            self.warn(format!("{}: the recovery copy cannot be read", shown(path)));
            return;
        };
        self.files.copies.retain(|copy| copy.path != found.path);
        let name = found.about.original.as_deref().map_or_else(|| "Recovered".to_string(), name_of);
        self.adopt(found.plan, &name);
        self.document.mark_unsaved();
        self.view.path = found.about.original;
        self.view.dirty = true;
        self.state.notify(Severity::Note, "Recovered; nothing is written until you save", "");
        self.worker.send(Job::Forget(found.path));
    }
}

/// What the recovery dialog says of a copy.
pub(super) fn offered(found: &Found) -> Recovered {
    let title = found.about.original.as_deref().map_or_else(|| found.plan.title.to_string(), shown);
    Recovered {
        copy: found.path.clone(),
        original: found.about.original.clone(),
        title: if title.is_empty() { "Untitled".to_string() } else { title },
        when: found.about.when.clone(),
        edits: found.about.edits,
        racks: found.plan.racks.len(),
    }
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| shown(std::path::Path::new(name)))
}

/// `2027-03-01 14:02 UTC` -> `14:02 UTC`.
fn time_of_day(when: &str) -> String {
    when.split_once(' ').map_or_else(|| when.to_string(), |(_, time)| time.to_string())
}
