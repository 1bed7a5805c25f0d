//! Opening, saving and everything that stands in between: unsaved changes, dialogs, locks, files that changed on disk.

mod answers;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Context, ViewportCommand};

use super::App;
use super::jobs::Job;
use super::worker::Dialogs;
use crate::edit::Document;
use crate::io::lock::FileLock;
use crate::io::read::Fingerprint;
use crate::io::recent::{self, RecentPath};
use crate::io::replace::Expected;
use crate::io::vfs::advice::shown;
use crate::io::{clip, plan_file, presets};
use crate::model::plan::Plan;
use crate::ui::ctx::{Answer, FileRequest, FileView, Purpose, RecentFile};
use crate::ui::state::{Dialog, Screen};

/// A file dialog that has not answered by then gets company.
const PATIENCE: Duration = Duration::from_secs(3);

/// What happens once unsaved changes are out of the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum After {
    New,
    Start,
    Open(PathBuf),
    Preset(&'static str),
    /// A plan of the comparison.
    Variant(usize, Vec<(String, String)>),
    Quit,
}

impl After {
    fn title(&self) -> &'static str {
        match self {
            Self::New => "Starting a new plan",
            Self::Start => "Closing the plan",
            Self::Open(_) => "Opening another plan",
            Self::Preset(_) => "Opening a preset",
            Self::Variant(..) => "Opening a plan of the comparison",
            Self::Quit => "Closing the window",
        }
    }
}

/// The file of the plan and what is under way with files.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub folder: Option<PathBuf>,
    lock: Option<FileLock>,
    fingerprint: Option<Fingerprint>,
    after: Option<After>,
    /// The save that is under way leads on to `after`.
    saving: bool,
    dialog: Option<(u64, Instant, Purpose)>,
    recent: Vec<RecentPath>,
    pub may_close: bool,
    /// Recovery copies that were found and not yet decided on.
    copies: Vec<crate::io::recovery::Found>,
}

impl Files {
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, ..Self::default() }
    }

    fn recent_list(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join("recent.ron"))
    }
}

impl App {
    /// What the file thread has to do first.
    pub(super) fn begin(&mut self, catalogs: (Option<PathBuf>, Vec<PathBuf>), file: Option<PathBuf>) {
        self.worker.send(Job::Presets);
        self.worker.send(Job::Catalog(catalogs.0, catalogs.1));
        if let Some(list) = self.files.recent_list() {
            self.worker.send(Job::Recent(list));
        }
        if let Some(folder) = &self.files.folder {
            let name = format!("session-{}-{}", std::process::id(), started());
            self.worker.send(Job::Recoveries { folder: folder.join("recovery"), name });
        }
        if let Some(path) = file {
            self.open(path, false);
        }
    }

    pub(super) fn file_request(&mut self, ctx: &Context, request: FileRequest) {
        match request {
            FileRequest::OpenPreset(name) => self.after_saving(ctx, After::Preset(name)),
            FileRequest::InsertPreset(name) => self.insert_preset(name),
            FileRequest::Open(path) => self.after_saving(ctx, After::Open(path)),
            FileRequest::Unsaved(answer) => self.unsaved(ctx, answer),
            FileRequest::Typed(purpose, text) => self.path_given(ctx, purpose, PathBuf::from(text)),
            FileRequest::Pin(path, pinned) => self.pin(&path, pinned),
            FileRequest::Forget(path) => self.forget(&path),
            FileRequest::Recover(path) => self.recover(path),
            FileRequest::DropRecovery(path) => self.drop_recovery(&path),
            FileRequest::Reload => self.reload(),
            FileRequest::Overwrite => self.overwrite(),
            FileRequest::StopMaking => self.stop_writing(),
        }
    }

    /// Does it now, or asks about unsaved changes first.
    pub(super) fn after_saving(&mut self, ctx: &Context, after: After) {
        if self.document.is_dirty() && self.state.screen != Screen::Start {
            self.state.dialog = Some(Dialog::Unsaved { before: after.title().to_string() });
            self.files.after = Some(after);
        } else {
            self.go_on(ctx, after);
        }
    }

    fn unsaved(&mut self, ctx: &Context, answer: Answer) {
        self.state.dialog = None;
        match (answer, self.files.after.take()) {
            (Answer::Discard, Some(after)) => self.go_on(ctx, after),
            (Answer::Save, after) => {
                self.files.after = after;
                self.files.saving = true;
                self.save();
            }
            _ => {}
        }
    }

    fn go_on(&mut self, ctx: &Context, after: After) {
        match after {
            After::New => self.new_plan(),
            After::Start => self.show_start(),
            After::Open(path) => self.open(path, false),
            After::Preset(name) => self.open_preset(name),
            After::Variant(place, set) => self.after_variant(place, &set),
            After::Quit => {
                self.files.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Puts a plan on screen that belongs to no file yet.
    pub(super) fn adopt(&mut self, plan: Plan, name: &str) {
        self.document = Document::new(plan);
        self.solving.forget();
        self.derived.revision = None;
        self.files.lock = None;
        self.files.fingerprint = None;
        let busy = self.view.busy.take();
        self.view = FileView { name: name.to_string(), busy, ..FileView::default() };
        self.state.show_plan();
        self.derive();
    }

    fn new_plan(&mut self) {
        match super::empty_plan() {
            Ok(plan) => self.adopt(plan, "Untitled"),
            Err(message) => self.warn(message),
        }
    }

    fn show_start(&mut self) {
        self.new_plan();
        self.state.screen = Screen::Start;
    }

    fn open_preset(&mut self, name: &'static str) {
        match presets::find(name).and_then(|preset| plan_file::parse(preset.text).ok()) {
            Some(opened) => {
                self.adopt(opened.plan, &format!("Copy of {name}"));
                self.view.preset = Some(name);
            }
            None => self.warn(format!("There is no preset {name}")),
        }
    }

    fn insert_preset(&mut self, name: &str) {
        if let Some(opened) = presets::find(name).and_then(|preset| plan_file::parse(preset.text).ok()) {
            self.insert_plan(&opened.plan);
        }
    }

    fn insert_plan(&mut self, plan: &Plan) {
        let all = plan.racks.iter().map(|rack| rack.id).collect();
        self.insert(&clip::of(plan, &all), "Insert");
    }

    pub(super) fn open(&mut self, path: PathBuf, insert: bool) {
        self.view.busy = Some(format!("Opening {}", shown(&path)));
        // The lock of this file is held already when it is read again.
        let hold = self.view.path.as_ref() != Some(&path) || self.files.lock.is_none();
        self.worker.send(Job::Open { path, insert, hold, catalog: std::sync::Arc::clone(&self.base) });
    }

    pub(super) fn save(&mut self) {
        match (self.view.path.clone(), self.files.fingerprint) {
            (Some(path), Some(fingerprint)) => self.write(path, Expected::Unchanged(fingerprint), false),
            _ => self.ask_path(Purpose::SaveAs),
        }
    }

    fn write(&mut self, path: PathBuf, expected: Expected, hold: bool) {
        self.view.busy = Some(format!("Saving {}", shown(&path)));
        let (plan, revision) = (self.document.plan().clone(), self.document.revision());
        self.worker.send(Job::Save { path, plan, revision, expected, hold });
    }

    pub(super) fn revert(&mut self) {
        if let Some(path) = self.view.path.clone() {
            self.open(path, false);
        }
    }

    fn reload(&mut self) {
        self.state.dialog = None;
        self.revert();
    }

    fn overwrite(&mut self) {
        self.state.dialog = None;
        if let Some(path) = self.view.path.clone() {
            self.write(path, Expected::Anything, false);
        }
    }

    /// Whether the file is still what was read or saved last.
    pub(super) fn look_at_file(&mut self) {
        if let (Some(path), Some(since), None) = (self.view.path.clone(), self.files.fingerprint, &self.view.busy) {
            self.worker.send(Job::Look { path, since });
        }
    }

    /// Through a file dialog where there is one.
    pub(super) fn ask_path(&mut self, purpose: Purpose) {
        self.state.dialog = None;
        if self.dialogs == Dialogs::None {
            self.state.dialog = Some(Dialog::Path { purpose, reason: None });
            return;
        }
        let start = if purpose == Purpose::Export { &self.view.export } else { &self.view.path };
        match self.worker.ask_path(purpose, start.clone()) {
            Ok(number) => self.files.dialog = Some((number, Instant::now(), purpose)),
            Err(error) => self.state.dialog = Some(Dialog::Path { purpose, reason: Some(format!("No file dialog: {error}")) }),
        }
    }

    fn path_given(&mut self, ctx: &Context, purpose: Purpose, path: PathBuf) {
        self.state.dialog = None;
        self.files.dialog = None;
        match purpose {
            Purpose::Open => self.after_saving(ctx, After::Open(path)),
            Purpose::Insert => self.open(path, true),
            Purpose::Racks => self.read_racks(path),
            Purpose::Export => self.export_to(ctx, path, false),
            Purpose::SaveAs => {
                let same = self.view.path.as_ref() == Some(&path) && self.view.read_only.is_none();
                let known = self.files.fingerprint.filter(|_| same);
                self.write(path, known.map_or(Expected::NewFile, Expected::Unchanged), !same);
            }
        }
    }

    fn recover(&mut self, path: PathBuf) {
        self.state.dialog = None;
        self.worker.send(Job::ReadCopy(path));
    }

    fn drop_recovery(&mut self, path: &Path) {
        self.worker.send(Job::Forget(path.to_path_buf()));
        self.files.copies.retain(|copy| copy.path != path);
        self.offer_copies();
    }

    fn offer_copies(&mut self) {
        let offered: Vec<_> = self.files.copies.iter().map(answers::offered).collect();
        self.state.dialog = (!offered.is_empty()).then_some(Dialog::Recovery(offered));
    }

    fn pin(&mut self, path: &Path, pinned: bool) {
        self.files.recent.iter_mut().filter(|file| file.path == path).for_each(|file| file.pinned = pinned);
        self.files.recent.sort_by_key(|file| !file.pinned);
        self.keep_recent();
    }

    fn forget(&mut self, path: &Path) {
        self.files.recent.retain(|file| file.path != path);
        self.keep_recent();
    }

    fn remember(&mut self, path: &Path) {
        recent::put_first(&mut self.files.recent, path);
        self.keep_recent();
    }

    fn keep_recent(&mut self) {
        self.show_recent();
        if let Some(list) = self.files.recent_list() {
            self.worker.send(Job::KeepRecent(list, self.files.recent.clone()));
        }
    }

    fn show_recent(&mut self) {
        let file =
            |file: &RecentPath| RecentFile { path: file.path.clone(), shown: shown(&file.path), pinned: file.pinned, there: file.there };
        self.start.recent = self.files.recent.iter().map(file).collect();
    }
}

/// Milliseconds since 1970: with the process number, a name no other session has.
fn started() -> u128 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |since| since.as_millis())
}
