//! The window: owns the document, what it remembers and the file thread; shows the panels and turns their messages into edits. Draws nothing itself.

mod apply;
mod autosave;
mod clipboard;
mod commands;
mod comparing;
mod errand;
mod exports;
mod files;
mod findings;
mod jobs;
mod rack_sheets;
mod solving;
mod start;
mod systems;
mod tables;
pub mod themes;
mod window;
mod worker;
mod writing;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::edit::Document;
use crate::io::vfs::Vfs;
use crate::io::{plan_file, presets};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::model::text::Id;
use crate::ui::command::take_pressed;
use crate::ui::ctx::{Ctx, FileView, History, Message, Outbox, StartView};
use crate::ui::floor::index::Index;
use crate::ui::state::{Dialog, Severity, UiState};
use crate::ui::{floor, frame, theme};
use autosave::Autosave;
use files::Files;
use solving::Solving;
use themes::Themes;
use worker::Worker;

pub use start::{Request, no_window, run};
pub use worker::Dialogs;

/// What the window is started with; tests bring their own.
pub struct Settings {
    pub fs: Arc<dyn Vfs>,
    /// The folder for what the window remembers; none: nothing is remembered.
    pub folder: Option<PathBuf>,
    /// The folder of the user's catalogue, and more catalogue files.
    pub catalogs: (Option<PathBuf>, Vec<PathBuf>),
    /// A plan to open.
    pub file: Option<PathBuf>,
    pub dialogs: Dialogs,
    /// The name others see in locks.
    pub who: String,
}

/// The window.
pub struct App {
    document: Document,
    /// Embedded and user's parts.
    base: Arc<Catalog>,
    derived: Derived,
    state: UiState,
    themes: Themes,
    worker: Worker,
    files: Files,
    autosave: Autosave,
    solving: Solving,
    exports: exports::Exports,
    /// Files for other programs that are being made.
    writing: Vec<writing::Writing>,
    comparing: comparing::Comparing,
    view: FileView,
    start: StartView,
    outbox: Outbox,
    dialogs: Dialogs,
    /// The title the system shows, to set it only when it changes.
    title: String,
    history: Vec<String>,
    /// A text field had the focus when the last frame ended.
    was_typing: bool,
    /// Frames until a clipboard that was asked for counts as silent.
    pasting: u8,
    /// What hangs at the pointer after a paste.
    clip: Option<crate::io::clip::Clip>,
}

/// What follows from the plan and is kept while the plan stays the same.
#[derive(Default)]
struct Derived {
    revision: Option<u64>,
    inherited: Catalog,
    catalog: Catalog,
    index: Index,
    placed: BTreeMap<Id, usize>,
}

impl App {
    pub fn new(ctx: &egui::Context, settings: Settings) -> Result<Self, String> {
        let themes = Themes::embedded()?;
        theme::install(ctx, &themes.dark, &themes.light);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.input_options.max_click_dist = floor::gesture::THRESHOLD;
        });
        let base = presets::catalog().map_err(|_| "the embedded catalogue cannot be read".to_string())?;
        let worker = Worker::start(Arc::clone(&settings.fs), settings.who, ctx)?;
        let state = window::restored(settings.fs.as_ref(), settings.folder.as_deref());
        let mut app = Self {
            document: Document::new(empty_plan()?),
            base: Arc::new(base.clone()),
            derived: Derived::default(),
            state,
            themes,
            worker,
            files: Files::new(settings.folder),
            autosave: Autosave::default(),
            solving: Solving::start(ctx)?,
            exports: exports::Exports::default(),
            writing: Vec::new(),
            comparing: comparing::Comparing::default(),
            view: FileView::default(),
            start: StartView::default(),
            outbox: Outbox::default(),
            dialogs: settings.dialogs,
            title: String::new(),
            history: Vec::new(),
            was_typing: false,
            pasting: 0,
            clip: None,
        };
        app.apply_look(ctx);
        app.begin(settings.catalogs, settings.file);
        Ok(app)
    }

    /// The plan as it is now: for tests and for whoever embeds the window.
    pub fn plan(&self) -> &Arc<Plan> {
        self.document.plan()
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    pub fn state(&self) -> &UiState {
        &self.state
    }

    /// The file as the window tells it.
    pub fn file(&self) -> &FileView {
        &self.view
    }

    /// What the solver says of the plan on screen.
    pub fn reading(&self) -> Option<&crate::ui::reading::Reading> {
        self.solving.reading()
    }

    /// The comparison, if there is one.
    pub fn comparison(&self) -> Option<&crate::ui::compare::Shown> {
        self.comparing.shown()
    }

    /// Presets on the start screen, once they are read.
    pub fn presets(&self) -> &[crate::ui::ctx::PresetCard] {
        &self.start.presets
    }

    pub fn recent(&self) -> &[crate::ui::ctx::RecentFile] {
        &self.start.recent
    }

    /// Sends a message as a panel would.
    pub fn send(&self, message: Message) {
        self.outbox.send(message);
    }

    /// Everything but drawing: keys, answers of threads, copies for recovery.
    fn before_frame(&mut self, ctx: &egui::Context) {
        self.take_replies(ctx);
        self.take_input(ctx);
        self.tend_picture(ctx);
        self.apply_all(ctx);
        self.solve();
        self.tend_comparison(ctx);
        self.tend_writing(ctx);
        self.tend_recovery(ctx);
    }

    fn take_input(&mut self, ctx: &egui::Context) {
        self.take_system_events(ctx);
        if self.state.dialog.is_none() {
            take_pressed(ctx, self.was_typing).into_iter().for_each(|command| self.outbox.send(Message::Run(command)));
        }
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        self.derive();
        frame::show(ui, &self.ctx(ui.ctx()));
    }

    /// What the hand does on the floor, and what follows from it, before anything is drawn.
    fn take_hand(&mut self, ctx: &egui::Context) {
        self.derive();
        let previews = floor::gesture::work(ctx, &self.ctx(ctx));
        self.apply_all(ctx);
        if !previews && self.state.dialog != Some(Dialog::Array) {
            self.solving.set_preview(None);
        }
        self.solve();
    }

    /// What panels may look at.
    fn ctx(&self, ctx: &egui::Context) -> Ctx<'_> {
        let history = History {
            undo: self.document.undo_label(),
            redo: self.document.redo_label(),
            steps: &self.history,
            made: self.document.history().1,
        };
        Ctx {
            plan: self.document.plan(),
            revision: self.document.revision(),
            catalog: &self.derived.catalog,
            inherited: &self.derived.inherited,
            index: &self.derived.index,
            placed: &self.derived.placed,
            theme: self.themes.of(ctx.theme()),
            state: &self.state,
            history,
            file: &self.view,
            start: &self.start,
            outbox: &self.outbox,
            reading: self.solving.reading(),
            comparing: self.comparing.shown(),
        }
    }

    /// Works out what follows from the plan, if the plan has changed.
    fn derive(&mut self) {
        let revision = Some(self.document.revision());
        self.view.dirty = self.document.is_dirty();
        if self.derived.revision == revision {
            return;
        }
        let plan = self.document.plan();
        let without = Plan { overrides: Arc::default(), ..plan.as_ref().clone() };
        self.derived.inherited = self.base.with_plan(&without).0;
        self.derived.catalog = self.base.with_plan(plan).0;
        self.derived.index = Index::of(plan, &self.derived.catalog);
        self.derived.placed = plan.racks_by_type();
        self.derived.revision = revision;
        self.history = self.document.history().0.iter().map(ToString::to_string).collect();
        self.state.forget_lost(plan);
    }

    fn warn(&mut self, text: impl Into<String>) {
        let text = text.into();
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        self.state.notify(Severity::Error, first, rest);
    }
}

/// The plan `new` writes.
fn empty_plan() -> Result<Plan, String> {
    plan_file::parse(presets::EMPTY).map(|opened| opened.plan).map_err(|_| "the embedded empty plan cannot be read".to_string())
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.before_frame(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.take_hand(&ctx);
        self.draw(ui);
        self.apply_all(&ctx);
        self.tell_title(&ctx);
        self.was_typing = ctx.text_edit_focused();
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_window();
    }
}
