//! What the window remembers beside the plan: selection, camera, panels, theme. What of it outlives the window is a checked record; loading it cannot fail.

mod camera;
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::compare::{Kept, View as CompareView};
use super::ctx::Purpose;
use super::floor::look::FloorLook;
use crate::edit::Edit;
use crate::model::counts::{Factor, Whole};
use crate::model::describe::record;
use crate::model::geometry::Coordinate;
use crate::model::plan::{Plan, Subject};
use crate::model::racks::RackId;
use crate::model::text::Id;
use crate::solve::charts::ChartKind;
use crate::solve::tables::{TableKind, View};
pub use camera::{Camera, FULL_SIZE, ZOOMS, whole_mm};
pub use pages::{Page, Tab, ThemeChoice};

/// A finding across edits: its rule and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingKey {
    pub rule: &'static str,
    pub subjects: Vec<Subject>,
}

/// Which findings the list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingFilter {
    pub errors: bool,
    pub warnings: bool,
    pub notes: bool,
    pub waived: bool,
    /// Id of the only rule that is shown.
    pub rule: Option<&'static str>,
    /// What the text has to contain.
    pub text: String,
}

impl Default for FindingFilter {
    fn default() -> Self {
        Self { errors: true, warnings: true, notes: true, waived: true, rule: None, text: String::new() }
    }
}

/// How a table is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableState {
    pub view: View,
    /// The row that was clicked last, by its place in the plan's order.
    pub cursor: Option<u32>,
}

/// What of which charts is hidden, by its name in the legend.
pub type Hidden = BTreeSet<(ChartKind, String)>;

/// Scale of the window in percent.
pub type Percent = Whole<20, 500>;

record! {
    /// What of the window outlives it.
    pub struct Saved {
        /// Which theme shows.
        pub theme: ThemeChoice,
        /// Scale of everything, in percent.
        pub scale: Percent,
        /// Whether the library shows.
        pub library: bool,
        /// Whether the details show.
        pub details: bool,
        /// Page of the details.
        pub page: Page,
        /// Whether the area at the bottom shows.
        pub bottom_open: bool,
        /// Tab of the area at the bottom.
        pub bottom: Tab,
        /// Which chart shows.
        pub chart: ChartKind,
        /// Whether racks snap to the floor's tiles.
        pub snap: bool,
        /// Middle of the view along x, in mm.
        pub centre_x: Coordinate,
        /// Middle of the view along y, in mm.
        pub centre_y: Coordinate,
        /// Points per metre.
        pub zoom: Factor,
        /// How comparisons are looked at.
        #[optional()]
        pub compare: Kept,
    }
}

/// What the canvas should bring into view as soon as it knows its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Everything, at once: a plan was just opened.
    Opened,
    All,
    Selection,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    #[default]
    Start,
    Plan,
    Compare,
}

/// What a click on the floor does.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Tool {
    #[default]
    Select,
    /// Places racks of this type.
    Place(Id),
    /// Places what was pasted.
    Paste(Arc<Pasted>),
    /// Arrow keys have moved the selection by so much; Enter drops it there.
    Move([i64; 2]),
}

/// Racks that hang at the pointer, as they stood where they were copied.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    pub footprints: Vec<[i64; 4]>,
    /// What would add them there, with the types and tiers the plan lacks.
    pub edit: Edit,
}

/// A window in front of the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Unsaved changes stand in the way of something.
    Unsaved {
        before: String,
    },
    Path {
        purpose: Purpose,
        /// Why the path is typed and not chosen.
        reason: Option<String>,
    },
    Array,
    /// What to compare with.
    Compare,
    Palette {
        objects: bool,
    },
    Shortcuts,
    About,
    Recovery(Vec<Recovered>),
    Changed {
        /// What has become of the file.
        what: String,
    },
}

/// A recovery copy that was found at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    pub copy: PathBuf,
    /// The file it belongs to, if it had one.
    pub original: Option<PathBuf>,
    /// What to call it.
    pub title: String,
    pub when: String,
    pub edits: u64,
    pub racks: usize,
}

/// How bad a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// Something the window has to say; it stays until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub severity: Severity,
    /// One line.
    pub text: String,
    /// The rest, shown on demand.
    pub details: String,
}

/// A field that should get the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    LibrarySearch,
    RackName,
    /// The tab that shows, of the details or of the results.
    Details,
    Results,
}

/// The parts of the window that F6 goes through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    #[default]
    Floor,
    Details,
    Results,
    Library,
}

/// Everything the window remembers while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct UiState {
    pub screen: Screen,
    /// Shared, so that what is drawn of it can be kept as long as it is the same.
    pub selection: Arc<BTreeSet<RackId>>,
    /// The rack that was selected first.
    pub reference: Option<RackId>,
    /// The rack under the pointer.
    pub hovered: Option<RackId>,
    /// The pointer on the floor, in millimetres.
    pub pointer: Option<[i64; 2]>,
    pub camera: Camera,
    pub fit: Option<Fit>,
    pub floor: FloorLook,
    pub tool: Tool,
    pub library: bool,
    pub details: bool,
    pub page: Page,
    /// Whether the area at the bottom shows, and which of its tabs.
    pub bottom_open: bool,
    pub bottom: Tab,
    pub chart: ChartKind,
    pub hidden: Hidden,
    pub compare: CompareView,
    pub filter: FindingFilter,
    /// The finding that was looked at last.
    pub finding: Option<FindingKey>,
    /// The finding that a waiver is being written for.
    pub waiving: Option<FindingKey>,
    pub tables: BTreeMap<TableKind, TableState>,
    pub snap: bool,
    pub search: String,
    pub theme: ThemeChoice,
    pub scale: Percent,
    pub dialog: Option<Dialog>,
    pub focus: Option<Focus>,
    /// Where F6 went last.
    pub panel: Panel,
    pub notices: Vec<Notice>,
    /// The step of the last duplicate, to be repeated by the next.
    pub duplicate_step: Option<[i64; 2]>,
}

impl Default for UiState {
    fn default() -> Self {
        Self {
            screen: Screen::Start,
            selection: Arc::default(),
            reference: None,
            hovered: None,
            pointer: None,
            camera: Camera::default(),
            fit: Some(Fit::Opened),
            floor: FloorLook::default(),
            tool: Tool::Select,
            library: true,
            details: true,
            page: Page::default(),
            bottom_open: true,
            bottom: Tab::default(),
            chart: ChartKind::default(),
            hidden: Hidden::new(),
            compare: CompareView::default(),
            filter: FindingFilter::default(),
            finding: None,
            waiving: None,
            tables: BTreeMap::new(),
            snap: true,
            search: String::new(),
            theme: ThemeChoice::default(),
            scale: full_scale(),
            dialog: None,
            focus: None,
            panel: Panel::default(),
            notices: Vec::new(),
            duplicate_step: None,
        }
    }
}

fn full_scale() -> Percent {
    Percent::new(100).unwrap_or_default()
}

impl UiState {
    /// The window as it was left.
    pub fn restored(saved: &Saved) -> Self {
        let as_float = |coordinate: Coordinate| f64::from(i32::try_from(coordinate.get()).unwrap_or(0));
        let camera = Camera { centre: [as_float(saved.centre_x), as_float(saved.centre_y)], zoom: saved.zoom.get() }.checked();
        let Saved { theme, scale, library, details, page, bottom_open, bottom, chart, snap, .. } = *saved;
        let compare = CompareView { kept: saved.compare.clone(), ..CompareView::default() };
        Self { compare, theme, scale, library, details, page, bottom_open, bottom, chart, snap, camera, ..Self::default() }
    }

    /// What of it outlives the window.
    pub fn to_save(&self) -> Saved {
        let camera = self.camera.checked();
        let [x, y] = camera.centre.map(|value| Coordinate::new(whole_mm(value)).unwrap_or_default());
        Saved {
            theme: self.theme,
            scale: self.scale,
            library: self.library,
            details: self.details,
            page: self.page,
            bottom_open: self.bottom_open,
            bottom: self.bottom,
            chart: self.chart,
            snap: self.snap,
            centre_x: x,
            centre_y: y,
            zoom: Factor::new(camera.zoom).unwrap_or_default(),
            compare: self.compare.kept.clone(),
        }
    }

    /// Drops what the plan no longer has.
    pub fn forget_lost(&mut self, plan: &Plan) {
        if self.selection.iter().any(|id| !plan.racks.contains(*id)) {
            Arc::make_mut(&mut self.selection).retain(|id| plan.racks.contains(*id));
        }
        self.reference = self.reference.filter(|id| self.selection.contains(id));
        self.hovered = self.hovered.filter(|id| plan.racks.contains(*id));
        let lost = match &self.tool {
            Tool::Place(kind) => plan.rack_type(kind).is_none(),
            Tool::Move(_) => self.selection.is_empty(),
            Tool::Select | Tool::Paste(_) => false,
        };
        if lost {
            self.tool = Tool::Select;
        }
    }

    pub fn notify(&mut self, severity: Severity, text: impl Into<String>, details: impl Into<String>) {
        const MOST: usize = 4;
        let notice = Notice { severity, text: text.into(), details: details.into() };
        self.notices.retain(|old| *old != notice);
        self.notices.push(notice);
        let surplus = self.notices.len().saturating_sub(MOST);
        self.notices.drain(..surplus);
    }

    /// A new plan is on screen: nothing of the old one is selected, hovered or placed.
    pub fn show_plan(&mut self) {
        self.screen = Screen::Plan;
        self.selection = Arc::default();
        (self.reference, self.hovered, self.duplicate_step) = (None, None, None);
        self.tool = Tool::Select;
        self.fit = Some(Fit::Opened);
        (self.finding, self.waiving) = (None, None);
        self.filter = FindingFilter::default();
        self.tables.clear();
        self.hidden.clear();
        self.notices.clear();
    }

    /// The panel after the one where keys go now, of those that show.
    pub fn next_panel(&self) -> Panel {
        let shows = |panel: &Panel| match panel {
            Panel::Floor => true,
            Panel::Details => self.details,
            Panel::Results => self.bottom_open,
            Panel::Library => self.library,
        };
        let round = [Panel::Floor, Panel::Details, Panel::Results, Panel::Library];
        let after = round.iter().cycle().skip_while(|panel| **panel != self.panel).skip(1).take(round.len());
        after.copied().find(shows).unwrap_or_default()
    }

    /// Hides a series of a chart, or shows it again.
    pub fn turn_series(&mut self, key: (ChartKind, String)) {
        if !self.hidden.remove(&key) {
            self.hidden.insert(key);
        }
    }
}
