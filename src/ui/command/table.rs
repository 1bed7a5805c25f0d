//! The table of verbs: one row each, in the order of the menus.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Direction, Menu, Need, Row, Stride};
use crate::solve::RackQuantity as Q;
use crate::ui::compare::Pane;
use crate::ui::floor::look::ColourBy;
use crate::ui::state::Tab;

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn row(
    command: Command,
    title: &'static str,
    tooltip: &'static str,
    keys: &'static [KeyboardShortcut],
    place: (Menu, u8),
    needs: &'static [Need],
) -> Row {
    Row { command, title, tooltip, keys, menu: place.0, group: place.1, needs }
}

const NONE: &[Need] = &[];
const PLAN: &[Need] = &[Need::Plan];
const FLOOR: &[Need] = &[Need::Floor];
const COMPARED: &[Need] = &[Need::Compared];
const RACKS: &[Need] = &[Need::Plan, Need::Racks];
const FINDINGS: &[Need] = &[Need::Plan, Need::Findings];
const ONE: &[Need] = &[Need::Plan, Need::Selected(1)];
const TWO: &[Need] = &[Need::Plan, Need::Selected(2)];
const THREE: &[Need] = &[Need::Plan, Need::Selected(3)];

use Command as C;
use Menu as M;

/// All verbs.
pub const TABLE: &[Row] = &[
    row(C::New, "New plan", "Starts an empty plan", &[ctrl(Key::N)], (M::File, 0), NONE),
    row(C::Start, "New from preset…", "Shows the example plans and recent files", &[], (M::File, 0), NONE),
    row(C::Open, "Open…", "Opens a plan from a file", &[ctrl(Key::O)], (M::File, 0), NONE),
    row(C::OpenPath, "Open path…", "Opens the plan whose path you type, without a file dialog", &[], (M::File, 0), NONE),
    row(C::Insert, "Insert plan…", "Adds the racks, rack types and tiers of another plan to this one", &[], (M::File, 0), PLAN),
    row(
        C::RacksFromTable,
        "Racks from table…",
        "Makes the racks those of a CSV table, as the table of racks is exported: known by name, others deleted",
        &[],
        (M::File, 0),
        PLAN,
    ),
    row(C::Save, "Save", "Writes the plan to its file", &[ctrl(Key::S)], (M::File, 1), &[Need::Plan, Need::Writable]),
    row(C::SaveAs, "Save as…", "Writes the plan to another file", &[ctrl_shift(Key::S)], (M::File, 1), PLAN),
    row(
        C::Revert,
        "Revert to saved",
        "Reads the file again and drops the changes made since",
        &[],
        (M::File, 1),
        &[Need::Plan, Need::Changed],
    ),
    row(C::ReportHtml, "Export report as HTML…", "Writes everything on one page, to read and print", &[], (M::File, 4), PLAN),
    row(C::ScheduleCsv, "Export cable schedule as CSV…", "Writes every cable with both ends and its labels", &[], (M::File, 4), PLAN),
    row(C::FloorSvg, "Export floor as SVG…", "Writes the floor plan as a drawing that scales", &[], (M::File, 4), PLAN),
    row(C::FloorPng, "Export floor as PNG…", "Writes the floor as it stands on screen", &[], (M::File, 4), PLAN),
    row(C::ChartSvg, "Export chart as SVG…", "Writes the chart as a drawing that scales", &[], (M::File, 3), PLAN),
    row(C::ChartPng, "Export chart as PNG…", "Writes the chart as it stands on screen", &[], (M::File, 3), PLAN),
    row(C::ChartCsv, "Export chart as CSV…", "Writes the numbers of the chart as a table", &[], (M::File, 3), PLAN),
    row(C::ChartCopy, "Copy chart data", "Puts the numbers of the chart on the clipboard", &[], (M::File, 3), PLAN),
    row(C::Close, "Close plan", "Closes the plan and shows the start screen", &[ctrl(Key::W)], (M::File, 2), PLAN),
    row(C::Quit, "Quit", "Closes the window", &[ctrl(Key::Q)], (M::File, 2), NONE),
    //
    row(C::Undo, "Undo", "Takes the last edit back", &[ctrl(Key::Z)], (M::Edit, 0), &[Need::Plan, Need::Undo]),
    row(C::Redo, "Redo", "Makes the last undone edit again", &[ctrl_shift(Key::Z), ctrl(Key::Y)], (M::Edit, 0), &[Need::Plan, Need::Redo]),
    row(C::Cut, "Cut", "Copies the selected racks and deletes them", &[ctrl(Key::X)], (M::Edit, 1), ONE),
    row(C::Copy, "Copy", "Copies the selected racks as text, for this or another window", &[ctrl(Key::C)], (M::Edit, 1), ONE),
    row(C::Paste, "Paste", "Adds the copied racks at the pointer, or beside the originals", &[ctrl(Key::V)], (M::Edit, 1), PLAN),
    row(
        C::Duplicate,
        "Duplicate",
        "Copies the selected racks one pitch on; again repeats the last step",
        &[ctrl(Key::D)],
        (M::Edit, 1),
        ONE,
    ),
    row(C::Array, "Array…", "Copies the selected racks into rows and columns", &[ctrl_shift(Key::V)], (M::Edit, 1), ONE),
    row(C::Delete, "Delete", "Deletes the selected racks", &[key(Key::Delete), key(Key::Backspace)], (M::Edit, 1), ONE),
    row(C::Rename, "Rename", "Puts the cursor into the name of the selected racks", &[key(Key::F2)], (M::Edit, 1), ONE),
    row(C::SelectAll, "Select all", "Selects every rack", &[ctrl(Key::A)], (M::Edit, 2), RACKS),
    row(
        C::SelectNone,
        "Select none",
        "Leaves the comparison or the tool, or clears the selection",
        &[key(Key::Escape)],
        (M::Edit, 2),
        FLOOR,
    ),
    row(C::SelectInvert, "Invert selection", "Selects the racks that are not selected", &[ctrl(Key::I)], (M::Edit, 2), RACKS),
    //
    row(C::TurnRight, "Turn right", "Turns each selected rack a quarter clockwise", &[key(Key::R)], (M::Arrange, 0), ONE),
    row(C::TurnLeft, "Turn left", "Turns each selected rack a quarter counter-clockwise", &[shift(Key::R)], (M::Arrange, 0), ONE),
    row(C::TurnTogether, "Turn together", "Turns the selected racks clockwise as one block", &[], (M::Arrange, 0), TWO),
    row(C::MirrorX, "Mirror left to right", "Mirrors the selected racks along x, with their fronts", &[key(Key::X)], (M::Arrange, 0), ONE),
    row(C::MirrorY, "Mirror top to bottom", "Mirrors the selected racks along y, with their fronts", &[key(Key::Y)], (M::Arrange, 0), ONE),
    row(C::AlignLeft, "Align left", "Aligns left edges to the first selected rack", &[ctrl_shift(Key::ArrowLeft)], (M::Arrange, 1), TWO),
    row(
        C::AlignRight,
        "Align right",
        "Aligns right edges to the first selected rack",
        &[ctrl_shift(Key::ArrowRight)],
        (M::Arrange, 1),
        TWO,
    ),
    row(C::AlignTop, "Align top", "Aligns top edges to the first selected rack", &[ctrl_shift(Key::ArrowUp)], (M::Arrange, 1), TWO),
    row(
        C::AlignBottom,
        "Align bottom",
        "Aligns bottom edges to the first selected rack",
        &[ctrl_shift(Key::ArrowDown)],
        (M::Arrange, 1),
        TWO,
    ),
    row(C::AlignMiddleX, "Align middles along x", "Puts the middles on one line from top to bottom", &[], (M::Arrange, 1), TWO),
    row(C::AlignMiddleY, "Align middles along y", "Puts the middles on one line from left to right", &[], (M::Arrange, 1), TWO),
    row(
        C::DistributeX,
        "Distribute along x",
        "Makes the gaps from left to right equal; the outermost stay",
        &[ctrl_shift(Key::H)],
        (M::Arrange, 2),
        THREE,
    ),
    row(
        C::DistributeY,
        "Distribute along y",
        "Makes the gaps from top to bottom equal; the outermost stay",
        &[ctrl_shift(Key::J)],
        (M::Arrange, 2),
        THREE,
    ),
    row(
        C::Carry,
        "Move by keys",
        "Arrows carry the selected racks, Enter drops them, Esc puts them back",
        &[key(Key::M)],
        (M::Arrange, 3),
        ONE,
    ),
    nudge(Direction::Left, Stride::Grid, "Nudge left", &[key(Key::ArrowLeft)]),
    nudge(Direction::Right, Stride::Grid, "Nudge right", &[key(Key::ArrowRight)]),
    nudge(Direction::Up, Stride::Grid, "Nudge up", &[key(Key::ArrowUp)]),
    nudge(Direction::Down, Stride::Grid, "Nudge down", &[key(Key::ArrowDown)]),
    nudge(Direction::Left, Stride::TenGrids, "Nudge left by ten", &[shift(Key::ArrowLeft)]),
    nudge(Direction::Right, Stride::TenGrids, "Nudge right by ten", &[shift(Key::ArrowRight)]),
    nudge(Direction::Up, Stride::TenGrids, "Nudge up by ten", &[shift(Key::ArrowUp)]),
    nudge(Direction::Down, Stride::TenGrids, "Nudge down by ten", &[shift(Key::ArrowDown)]),
    nudge(Direction::Left, Stride::Millimetre, "Nudge left by 1 mm", &[alt(Key::ArrowLeft)]),
    nudge(Direction::Right, Stride::Millimetre, "Nudge right by 1 mm", &[alt(Key::ArrowRight)]),
    nudge(Direction::Up, Stride::Millimetre, "Nudge up by 1 mm", &[alt(Key::ArrowUp)]),
    nudge(Direction::Down, Stride::Millimetre, "Nudge down by 1 mm", &[alt(Key::ArrowDown)]),
    //
    row(C::FitAll, "Fit all", "Shows the whole floor with every rack", &[key(Key::Home), key(Key::F)], (M::View, 0), FLOOR),
    row(
        C::FitSelection,
        "Fit selection",
        "Shows the selected racks as large as fits",
        &[shift(Key::F), ctrl(Key::Home)],
        (M::View, 0),
        ONE,
    ),
    row(C::FullSize, "Zoom to 100 %", "One metre is 100 points wide", &[ctrl(Key::Num1)], (M::View, 0), PLAN),
    row(C::ZoomIn, "Zoom in", "Shows less of the floor, larger", &[key(Key::Plus), key(Key::Equals)], (M::View, 0), FLOOR),
    row(C::ZoomOut, "Zoom out", "Shows more of the floor, smaller", &[key(Key::Minus)], (M::View, 0), FLOOR),
    row(C::Snap, "Snap to grid", "Racks that are moved land on the floor's tiles", &[key(Key::G)], (M::View, 1), PLAN),
    colour(ColourBy::Role, "Colour by role", "Racks show what they are for"),
    colour(ColourBy::Quantity(Q::Draw), "Colour by power", "Racks show what they draw at the inlet, all parts at full load"),
    colour(ColourBy::Quantity(Q::FeedShare), "Colour by share of the feed", "Racks show their power over what the feed provides"),
    colour(ColourBy::Quantity(Q::DrawPerAccelerator), "Colour by power per accelerator", "Racks show their power over their accelerators"),
    colour(ColourBy::Quantity(Q::HeatToAir), "Colour by heat to air", "Racks show the heat that leaves into the room"),
    colour(ColourBy::Quantity(Q::Mass), "Colour by mass", "Racks show their mass with everything in them"),
    colour(ColourBy::Quantity(Q::CableEnds), "Colour by link ends", "Racks show how many ends of links they have"),
    colour(ColourBy::Quantity(Q::Price), "Colour by price", "Racks show what stands in them costs, with the modules at their ends"),
    colour(ColourBy::Quantity(Q::Failures), "Colour by failures", "Racks show how many failures a year their parts have"),
    row(C::HideCables, "No cables", "Hides the cables on the floor", &[], (M::View, 8), PLAN),
    row(C::AllCables, "All cables", "Shows the cables of all tiers on their way through the trays", &[], (M::View, 8), PLAN),
    row(C::CablesOfSelection, "Cables of the selection", "Shows the cables that end at selected racks", &[key(Key::C)], (M::View, 8), PLAN),
    row(C::TrayFill, "Tray fill", "Shows how full each piece of tray is", &[key(Key::T)], (M::View, 8), PLAN),
    row(C::Minimap, "Minimap", "Shows the whole hall in a corner while you look at a part", &[], (M::View, 8), PLAN),
    row(C::Library, "Library panel", "Shows or hides rack types and presets", &[], (M::View, 2), PLAN),
    row(C::Details, "Details panel", "Shows or hides inspector, tiers, site, economy and history", &[], (M::View, 2), PLAN),
    row(C::AllPanels, "All panels", "Shows or hides both side panels", &[ctrl(Key::Backslash)], (M::View, 2), PLAN),
    row(C::NextPanel, "Next panel", "Takes the keyboard from the floor to the panels and back", &[key(Key::F6)], (M::View, 2), PLAN),
    row(C::NextPage, "Next page", "Shows the next page of the details panel", &[ctrl(Key::PageDown)], (M::View, 2), PLAN),
    row(C::Bottom, "Results panel", "Shows or hides findings, tables and charts", &[key(Key::F7)], (M::View, 5), PLAN),
    row(C::ShowTab(Tab::Findings), "Findings", "Broken design rules, with what mends them", &[], (M::View, 5), PLAN),
    row(C::ShowTab(Tab::Racks), "Table of racks", "Power, heat, mass and links rack by rack", &[], (M::View, 5), PLAN),
    row(C::ShowTab(Tab::Tiers), "Table of tiers", "Bandwidth, links, power and latency of each network", &[], (M::View, 5), PLAN),
    row(C::ShowTab(Tab::Cables), "Table of cables", "Cables by tier, technology and length", &[], (M::View, 5), PLAN),
    row(C::ShowTab(Tab::Bill), "Bill of materials", "What is bought, how much of it, at what price", &[], (M::View, 5), PLAN),
    row(C::ShowTab(Tab::Failures), "Table of failures", "What fails how often, and who waits for it", &[], (M::View, 5), PLAN),
    row(C::ShowTab(Tab::Charts), "Charts", "Pictures of power, money, cables and years", &[], (M::View, 5), PLAN),
    row(C::NextFinding, "Next finding", "Selects what the next finding is about", &[key(Key::F8)], (M::View, 6), FINDINGS),
    row(C::PreviousFinding, "Previous finding", "Selects what the finding before is about", &[shift(Key::F8)], (M::View, 6), FINDINGS),
    row(C::ThemeSystem, "System theme", "Dark or light as the desktop is", &[], (M::View, 3), NONE),
    row(C::ThemeDark, "Dark theme", "Light text on dark ground", &[], (M::View, 3), NONE),
    row(C::ThemeLight, "Light theme", "Dark text on light ground", &[], (M::View, 3), NONE),
    row(C::ScaleUp, "Larger text", "Makes everything in the window larger", &[ctrl(Key::Plus), ctrl(Key::Equals)], (M::View, 4), NONE),
    row(C::ScaleDown, "Smaller text", "Makes everything in the window smaller", &[ctrl(Key::Minus)], (M::View, 4), NONE),
    row(C::ScaleReset, "Normal text size", "Sets the size back to 100 %", &[ctrl(Key::Num0)], (M::View, 4), NONE),
    //
    row(C::PlaceCompute, "Place compute racks", "Each click on the floor places one; Esc ends it", &[key(Key::Num1)], (M::Plan, 0), PLAN),
    row(C::PlaceSwitch, "Place switch racks", "Each click on the floor places one; Esc ends it", &[key(Key::Num2)], (M::Plan, 0), PLAN),
    row(C::PlaceMemory, "Place memory racks", "Each click on the floor places one; Esc ends it", &[key(Key::Num3)], (M::Plan, 0), PLAN),
    row(C::RackTypes, "Find a rack type…", "Puts the cursor into the search of the library", &[key(Key::P)], (M::Plan, 0), PLAN),
    row(
        C::PickSame,
        "Place more of this",
        "Takes the type under the pointer, or the selected one, to place more",
        &[key(Key::Q)],
        (M::Plan, 0),
        &[Need::Plan, Need::Sample],
    ),
    row(C::AddTier, "Add tier", "Adds a network to the plan", &[], (M::Plan, 1), PLAN),
    row(C::ShowInspector, "Inspector", "What is selected, or the plan itself", &[], (M::Plan, 2), PLAN),
    row(C::ShowTiers, "Tiers", "The networks: shape, rate, switch, technologies", &[], (M::Plan, 2), PLAN),
    row(C::ShowSite, "Site", "Power, cooling, prices of electricity and building", &[], (M::Plan, 2), PLAN),
    row(C::ShowEconomy, "Economy", "Years, lives, rates and wages", &[], (M::Plan, 2), PLAN),
    row(C::ShowHistory, "History", "The steps made so far; a click goes back to one", &[], (M::Plan, 2), PLAN),
    //
    row(
        C::CompareWith,
        "Compare with…",
        "Puts plans side by side: presets, files, this plan with another technology",
        &[ctrl(Key::K)],
        (M::Compare, 0),
        NONE,
    ),
    row(
        C::CompareCopper,
        "Compare copper with CPO",
        "Puts copper-1024, cpo-1024 and optical-1024 side by side",
        &[],
        (M::Compare, 0),
        NONE,
    ),
    row(C::ShowComparison, "Show comparison", "Goes back to the plans that were compared last", &[], (M::Compare, 0), &[Need::Comparison]),
    row(C::LeaveComparison, "Back to the editor", "Leaves the comparison; it stays as it is", &[], (M::Compare, 0), COMPARED),
    row(
        C::SetBaseline,
        "Set as baseline",
        "Compares the others with the chosen plan",
        &[key(Key::B)],
        (M::Compare, 1),
        &[Need::Compared, Need::Other],
    ),
    row(C::OpenVariant, "Open in the editor", "Opens the chosen plan as a new one", &[], (M::Compare, 1), COMPARED),
    row(C::RemoveVariant, "Take out", "Takes the chosen plan out of the comparison", &[], (M::Compare, 1), &[Need::Compared, Need::Spare]),
    row(C::OnlyDifferences, "Only differences", "Leaves out rows in which no plan differs", &[], (M::Compare, 2), COMPARED),
    row(C::ShowPane(Pane::Words), "Differences in words", "What differs, told as a paragraph", &[], (M::Compare, 3), COMPARED),
    row(
        C::ShowPane(Pane::Why),
        "Why they differ",
        "Where the difference of a total comes from, step by step",
        &[],
        (M::Compare, 3),
        COMPARED,
    ),
    row(
        C::ShowPane(Pane::Flip),
        "When it flips",
        "A map or lines of where the better plan becomes the worse one",
        &[],
        (M::Compare, 3),
        COMPARED,
    ),
    row(
        C::ShowPane(Pane::Sure),
        "How sure it is",
        "Which numbers move the difference, and how often each plan wins",
        &[],
        (M::Compare, 3),
        COMPARED,
    ),
    row(
        C::ShowPane(Pane::Service),
        "Service",
        "What fails, what is exchanged, and what has to be in stock",
        &[],
        (M::Compare, 3),
        COMPARED,
    ),
    row(C::ComparisonRon, "Save comparison…", "Writes which plans are compared, to be opened again", &[], (M::Compare, 4), COMPARED),
    row(
        C::ComparisonHtml,
        "Export comparison as HTML…",
        "Writes the whole comparison as a report to read and print",
        &[],
        (M::Compare, 4),
        COMPARED,
    ),
    row(C::ComparisonCsv, "Export comparison as CSV…", "Writes all results as one long table", &[], (M::Compare, 4), COMPARED),
    row(
        C::ComparisonSvg,
        "Export picture as SVG…",
        "Writes the waterfall, map, lines or tornado below as a drawing that scales",
        &[],
        (M::Compare, 4),
        COMPARED,
    ),
    row(
        C::ComparisonPng,
        "Export picture as PNG…",
        "Writes what is below the results as it stands on screen",
        &[],
        (M::Compare, 4),
        COMPARED,
    ),
    //
    row(C::Palette, "Command palette…", "Finds any command or rack by its name", &[ctrl_shift(Key::P), key(Key::F3)], (M::Help, 0), NONE),
    row(C::FindObject, "Find rack…", "Finds a rack, rack type or tier by its name", &[ctrl(Key::F)], (M::Help, 0), PLAN),
    row(
        C::Shortcuts,
        "Keyboard shortcuts",
        "Shows every command with its keys",
        &[key(Key::F1), key(Key::Questionmark)],
        (M::Help, 1),
        NONE,
    ),
    row(C::About, "About Rackwright", "Version, licence and what the numbers rest on", &[], (M::Help, 1), NONE),
];

const fn colour(by: ColourBy, title: &'static str, tooltip: &'static str) -> Row {
    row(C::ColourBy(by), title, tooltip, &[], (M::View, 7), PLAN)
}

const fn nudge(direction: Direction, stride: Stride, title: &'static str, keys: &'static [KeyboardShortcut]) -> Row {
    let tooltip = match stride {
        Stride::Grid => "Moves the selected racks by one tile of the floor",
        Stride::TenGrids => "Moves the selected racks by ten tiles of the floor",
        Stride::Millimetre => "Moves the selected racks by one millimetre",
    };
    row(Command::Nudge(direction, stride), title, tooltip, keys, (Menu::Arrange, 3), ONE)
}
