//! Every verb of the window as a row of data. Menus, toolbar, palette, shortcut sheet and tests derive from the table; what a verb does is for `app`.

mod keys;
mod needs;
mod table;

use egui::KeyboardShortcut;

use super::compare::Pane;
use super::ctx::Ctx;
use super::floor::look::ColourBy;
use super::state::Tab;

pub use keys::take_pressed;
pub use needs::Need;
pub use table::TABLE;

/// Everything a user can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Command {
    New,
    Start,
    Open,
    OpenPath,
    Insert,
    RacksFromTable,
    Save,
    SaveAs,
    Revert,
    Close,
    Quit,

    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Duplicate,
    Array,
    Delete,
    Rename,
    SelectAll,
    SelectNone,
    SelectInvert,

    TurnRight,
    TurnLeft,
    TurnTogether,
    MirrorX,
    MirrorY,
    AlignLeft,
    AlignRight,
    AlignTop,
    AlignBottom,
    AlignMiddleX,
    AlignMiddleY,
    DistributeX,
    DistributeY,
    Carry,
    Nudge(Direction, Stride),

    PlaceCompute,
    PlaceSwitch,
    PlaceMemory,
    RackTypes,
    PickSame,
    AddTier,

    FitAll,
    FitSelection,
    FullSize,
    ZoomIn,
    ZoomOut,
    Snap,
    ColourBy(ColourBy),
    HideCables,
    AllCables,
    CablesOfSelection,
    TrayFill,
    Minimap,
    Library,
    Details,
    AllPanels,
    NextPanel,
    NextPage,
    ShowInspector,
    ShowTiers,
    ShowSite,
    ShowEconomy,
    ShowHistory,
    Bottom,
    ShowTab(Tab),
    NextFinding,
    PreviousFinding,
    ChartSvg,
    ChartPng,
    ChartCsv,
    ChartCopy,
    ReportHtml,
    ScheduleCsv,
    FloorSvg,
    FloorPng,
    ThemeSystem,
    ThemeDark,
    ThemeLight,
    ScaleUp,
    ScaleDown,
    ScaleReset,

    CompareWith,
    CompareCopper,
    ShowComparison,
    LeaveComparison,
    SetBaseline,
    OpenVariant,
    RemoveVariant,
    OnlyDifferences,
    /// What stands below the compared results.
    ShowPane(Pane),
    ComparisonRon,
    ComparisonCsv,
    ComparisonHtml,
    ComparisonSvg,
    ComparisonPng,

    Palette,
    FindObject,
    Shortcuts,
    About,
}

/// A direction on the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    /// The step of one towards it.
    pub fn unit(self) -> (i64, i64) {
        match self {
            Self::Left => (-1, 0),
            Self::Right => (1, 0),
            Self::Up => (0, -1),
            Self::Down => (0, 1),
        }
    }
}

/// How far a nudge goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stride {
    Grid,
    TenGrids,
    Millimetre,
}

/// The menus, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    File,
    Edit,
    Arrange,
    View,
    Plan,
    Compare,
    Help,
}

impl Menu {
    pub const ALL: [Menu; 7] = [Self::File, Self::Edit, Self::Arrange, Self::View, Self::Plan, Self::Compare, Self::Help];

    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Arrange => "Arrange",
            Self::View => "View",
            Self::Plan => "Plan",
            Self::Compare => "Compare",
            Self::Help => "Help",
        }
    }
}

/// A verb with everything the window says about it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub command: Command,
    /// Sentence case, an ellipsis when more input follows.
    pub title: &'static str,
    pub tooltip: &'static str,
    pub keys: &'static [KeyboardShortcut],
    pub menu: Menu,
    /// Rows of one group stand together, a hairline parts them from the next.
    pub group: u8,
    pub needs: &'static [Need],
}

impl Row {
    /// `Err` says what it takes to enable the verb.
    pub fn enabled(&self, ctx: &Ctx) -> Result<(), &'static str> {
        self.needs.iter().try_for_each(|need| need.met(ctx))
    }

    /// The title, with what it would act on where that is known.
    pub fn title_now(&self, ctx: &Ctx) -> String {
        match (self.command, ctx.history.undo, ctx.history.redo) {
            (Command::Undo, Some(label), _) => format!("Undo {}", lowered(label)),
            (Command::Redo, _, Some(label)) => format!("Redo {}", lowered(label)),
            _ => self.title.to_string(),
        }
    }
}

impl Command {
    /// The row of the table that describes it. A test holds that there is exactly one.
    pub fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.command == self)
    }

    /// The first shortcut, as people write it.
    pub fn shortcut_text(self, ctx: &egui::Context) -> String {
        let first = self.row().and_then(|row| row.keys.first());
        first.map(|keys| ctx.format_shortcut(keys)).unwrap_or_default()
    }
}

/// `Move 4 racks` -> `move 4 racks`.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
