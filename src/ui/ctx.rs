//! What panels are given and what they give back: a read-only view of everything, and an outbox of messages. Panels change nothing themselves.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::compare::{Ask, Shown, Source};
use super::floor::index::Index;
use super::floor::look::FloorLook;
use super::reading::Reading;
use super::state::{Camera, Dialog, FindingFilter, FindingKey, Page, Tab, TableState, Tool, UiState};
use super::theme::Theme;
use crate::edit::Edit;
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::model::racks::{Rack, RackId};
use crate::model::text::Id;
use crate::solve::charts::ChartKind;
use crate::solve::tables::TableKind;

/// Everything a panel may look at during one frame.
pub struct Ctx<'a> {
    pub plan: &'a Arc<Plan>,
    /// Equal revisions are equal plans.
    pub revision: u64,
    /// The catalogue the plan is solved with: the plan's own parts and overrides included.
    pub catalog: &'a Catalog,
    /// The same without the plan's overrides: what a reset goes back to.
    pub inherited: &'a Catalog,
    /// Where the racks of the plan stand.
    pub index: &'a Index,
    /// How many racks of each type there are.
    pub placed: &'a BTreeMap<Id, usize>,
    pub theme: &'a Theme,
    pub state: &'a UiState,
    pub history: History<'a>,
    pub file: &'a FileView,
    pub start: &'a StartView,
    pub outbox: &'a Outbox,
    /// What the solver says of the plan on screen; none before the first answer.
    pub reading: Option<&'a Reading>,
    /// Plans side by side; none before some are chosen.
    pub comparing: Option<&'a Shown>,
}

/// What undo and redo would do.
#[derive(Clone, Copy, Debug, Default)]
pub struct History<'a> {
    pub undo: Option<&'a str>,
    pub redo: Option<&'a str>,
    /// Labels of all steps, oldest first.
    pub steps: &'a [String],
    /// How many of them are made.
    pub made: usize,
}

/// The file of the plan as the window tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileView {
    /// Name without its folder; `Untitled` before the first save.
    pub name: String,
    pub path: Option<PathBuf>,
    pub dirty: bool,
    /// The preset it was opened from.
    pub preset: Option<&'static str>,
    /// Why it may not be written.
    pub read_only: Option<String>,
    /// When it was saved last, as a time of day.
    pub saved: Option<String>,
    /// When a recovery copy was written last.
    pub kept: Option<String>,
    /// Where what is being exported would go.
    pub export: Option<PathBuf>,
    /// What the file worker is doing.
    pub busy: Option<String>,
    /// The file for other programs that is being made.
    pub making: Option<Making>,
}

/// A file on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Making {
    pub file: String,
    /// Steps done, and steps in all as far as they are known.
    pub far: (usize, usize),
}

impl FileView {
    /// Where a comparison finds the plan as it is now: in the editor while changes are not saved.
    pub fn source(&self) -> Source {
        match (self.dirty, &self.path, self.preset) {
            (false, Some(path), _) => Source::File(path.clone()),
            (false, None, Some(preset)) => Source::Preset(preset.to_string()),
            _ => Source::Editor,
        }
    }
}

/// What the start screen offers.
#[derive(Clone, Debug, Default)]
pub struct StartView {
    pub presets: Vec<PresetCard>,
    pub comparisons: Vec<ComparisonCard>,
    pub recent: Vec<RecentFile>,
}

/// An embedded plan on the start screen.
#[derive(Clone, Debug)]
pub struct PresetCard {
    /// What it is opened by.
    pub name: &'static str,
    pub plan: Arc<Plan>,
}

/// An embedded comparison on the start screen.
#[derive(Clone, Debug)]
pub struct ComparisonCard {
    /// What it is opened by.
    pub name: &'static str,
    pub title: String,
    pub names: Vec<String>,
    pub plans: Vec<Arc<Plan>>,
}

/// A plan that was open before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentFile {
    pub path: PathBuf,
    /// The path as it can be shown.
    pub shown: String,
    pub pinned: bool,
    /// Missing files stay in the list, greyed.
    pub there: bool,
}

/// What a panel asks for.
#[derive(Clone, Debug)]
pub enum Message {
    Edit(Edit),
    /// An edit under another name in the history.
    EditAs(Edit, String),
    Run(Command),
    /// The edit a gesture would make if it ended now: solved and shown, not made. `None`: the gesture is over.
    Preview(Option<Edit>),
    /// Selects exactly these racks; the first of the list is the reference for aligning.
    Select(Vec<RackId>),
    Tool(Tool),
    Camera(Camera),
    /// What the floor shows.
    Floor(FloorLook),
    /// The rack under the pointer, and the pointer in millimetres.
    Hover(Option<RackId>, Option<[i64; 2]>),
    Search(String),
    Page(Page),
    Dialog(Option<Dialog>),
    /// Shows a tab of the area at the bottom.
    Tab(Tab),
    Chart(ChartKind),
    /// Hides what a legend names, or shows it again.
    Series((ChartKind, String)),
    Filter(FindingFilter),
    /// Marks a finding, selects what it is about and brings it into view.
    Finding(FindingKey),
    /// Marks a finding in the list; the floor stays where it is.
    PointOut(FindingKey),
    /// Opens or closes the form that waives a finding.
    Waive(Option<FindingKey>),
    /// Sorts, filters or moves in a table.
    Table(TableKind, TableState),
    /// Puts a table as it is sorted and filtered on the clipboard, or writes it to a CSV file.
    CopyTable(TableKind),
    SaveTable(TableKind),
    /// Puts the history at so many made steps.
    Jump(usize),
    /// Takes a notice off the screen.
    Dismiss(usize),
    File(FileRequest),
    Compare(Ask),
    /// Adds a catalogue system to the plan as a rack type and places it.
    UseSystem(Id),
    /// Places a rack with its corner at a point and keeps placing.
    Stamp(Id, [i64; 2]),
    /// Copies the selected racks by a step, which the next duplicate repeats.
    Duplicate([i64; 2]),
    /// Adds the pasted racks, moved by a step from where they were copied.
    Put([i64; 2]),
    /// Shows the details of the selection and takes the keys there.
    Inspect,
    /// The focus has arrived where it was wanted.
    Focused,
}

/// What a panel asks of the files.
#[derive(Clone, Debug, PartialEq)]
pub enum FileRequest {
    OpenPreset(&'static str),
    InsertPreset(&'static str),
    Open(PathBuf),
    /// The answer to the question about unsaved changes.
    Unsaved(Answer),
    /// A path typed into the path box.
    Typed(Purpose, String),
    Pin(PathBuf, bool),
    Forget(PathBuf),
    Recover(PathBuf),
    DropRecovery(PathBuf),
    /// What to do with a file that changed on disk.
    Reload,
    Overwrite,
    /// Gives up the files that are being made.
    StopMaking,
}

/// The answer to a question about unsaved changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Save,
    Discard,
    Cancel,
}

/// What a path is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Open,
    Insert,
    Racks,
    SaveAs,
    Export,
}

/// Messages of one frame, in the order they were sent.
#[derive(Debug, Default)]
pub struct Outbox(RefCell<Vec<Message>>);

impl Outbox {
    pub fn send(&self, message: Message) {
        self.0.borrow_mut().push(message);
    }

    /// The messages sent since the last time.
    pub fn take(&self) -> Vec<Message> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

impl Ctx<'_> {
    pub fn send(&self, message: Message) {
        self.outbox.send(message);
    }

    pub fn edit(&self, edit: Edit) {
        self.send(Message::Edit(edit));
    }

    pub fn run(&self, command: Command) {
        self.send(Message::Run(command));
    }

    /// How many racks of a type there are.
    pub fn placed(&self, kind: &Id) -> usize {
        self.placed.get(kind).copied().unwrap_or(0)
    }

    /// The selected racks in document order.
    pub fn selected_racks(&self) -> Vec<&Rack> {
        /// Above so many one look at all racks takes less time than looking up each.
        const MANY: usize = 1_000;
        let (racks, selection) = (&self.plan.racks, &self.state.selection);
        if selection.len() < MANY {
            return selection.iter().filter_map(|id| racks.get(*id)).collect();
        }
        racks.marked(selection).filter(|(_, marked)| *marked).map(|(rack, _)| rack).collect()
    }

    /// The ids of selected racks, the reference first, the others in document order.
    pub fn selected(&self) -> Vec<RackId> {
        ordered(&self.state.selection, self.state.reference)
    }
}

/// The reference first, then the others in document order.
pub fn ordered(selection: &BTreeSet<RackId>, reference: Option<RackId>) -> Vec<RackId> {
    let first = reference.filter(|id| selection.contains(id));
    first.into_iter().chain(selection.iter().copied().filter(|id| Some(*id) != first)).collect()
}

/// Several edits as one step.
pub fn batch(label: &str, edits: Vec<Edit>) -> Option<Edit> {
    let label = crate::model::text::Name::new(label).ok()?;
    match <[Edit; 1]>::try_from(edits) {
        Ok([single]) => Some(single),
        Err(edits) if edits.is_empty() => None,
        Err(edits) => Some(Edit::Batch { label, edits: crate::edit::Edits(edits) }),
    }
}
