//! What each verb of the table does. One line per verb, then a named function.

use egui::Context;

use super::App;
use super::comparing::Form;
use super::exports::Shot;
use super::files::After;
use super::writing::PlanOf;
use crate::edit::{Alignment, Axis, Edit, Turns};
use crate::model::geometry::Point;
use crate::model::rack_type::Role;
use crate::model::racks::RackId;
use crate::ui::canvas_id;
use crate::ui::command::{Command, Direction, Stride};
use crate::ui::compare::{Ask, COPPER_AGAINST_CPO};
use crate::ui::ctx::{Message, Purpose, ordered};
use crate::ui::floor::look::Cables;
use crate::ui::state::{Camera, Dialog, FULL_SIZE, Fit, Focus, Page, Panel, Percent, Screen, ThemeChoice, Tool};

impl App {
    pub(super) fn run_command(&mut self, ctx: &Context, command: Command) {
        if !self.may(ctx, command) {
            return;
        }
        match command {
            Command::New => self.after_saving(ctx, After::New),
            Command::Start | Command::Close => self.after_saving(ctx, After::Start),
            Command::Open => self.ask_path(Purpose::Open),
            Command::OpenPath => self.state.dialog = Some(Dialog::Path { purpose: Purpose::Open, reason: None }),
            Command::Insert => self.ask_path(Purpose::Insert),
            Command::RacksFromTable => self.ask_path(Purpose::Racks),
            Command::Save => self.save(),
            Command::SaveAs => self.ask_path(Purpose::SaveAs),
            Command::Revert => self.revert(),
            Command::Quit => self.after_saving(ctx, After::Quit),

            Command::Undo => drop(self.document.undo()),
            Command::Redo => drop(self.document.redo()),
            Command::Cut => self.cut(ctx),
            Command::Copy => self.copy(ctx),
            Command::Paste => self.ask_clipboard(ctx),
            Command::Duplicate => self.duplicate(self.state.duplicate_step.unwrap_or_else(|| [self.selection_width(), 0])),
            Command::Array => self.state.dialog = Some(Dialog::Array),
            Command::Delete => self.edit_selected(|racks| Edit::DeleteRacks { racks }),
            Command::Rename => self.rename(),
            Command::SelectAll => self.select_all(),
            Command::SelectNone => self.step_back(),
            Command::SelectInvert => self.invert(),

            Command::TurnRight => self.turn(1, false),
            Command::TurnLeft => self.turn(3, false),
            Command::TurnTogether => self.turn(1, true),
            Command::MirrorX => self.edit_selected(|racks| Edit::MirrorRacks { racks, along: Axis::X }),
            Command::MirrorY => self.edit_selected(|racks| Edit::MirrorRacks { racks, along: Axis::Y }),
            Command::AlignLeft => self.align(Alignment::Left),
            Command::AlignRight => self.align(Alignment::Right),
            Command::AlignTop => self.align(Alignment::Top),
            Command::AlignBottom => self.align(Alignment::Bottom),
            Command::AlignMiddleX => self.align(Alignment::CentreX),
            Command::AlignMiddleY => self.align(Alignment::CentreY),
            Command::DistributeX => self.edit_selected(|racks| Edit::DistributeRacks { racks, along: Axis::X }),
            Command::DistributeY => self.edit_selected(|racks| Edit::DistributeRacks { racks, along: Axis::Y }),
            Command::Carry => self.state.tool = Tool::Move([0, 0]),
            Command::Nudge(direction, stride) => self.nudge(direction, stride),

            Command::PlaceCompute => self.place(Role::Compute),
            Command::PlaceSwitch => self.place(Role::Switch),
            Command::PlaceMemory => self.place(Role::Memory),
            Command::RackTypes => (self.state.library, self.state.focus) = (true, Some(Focus::LibrarySearch)),
            Command::PickSame => self.pick_same(),
            Command::AddTier => self.add_tier_and_show(),
            Command::CompareWith => self.state.dialog = Some(Dialog::Compare),
            Command::CompareCopper => self.outbox.send(Message::Compare(Ask::Preset(COPPER_AGAINST_CPO))),
            Command::ShowComparison => self.show_comparison(),
            Command::LeaveComparison => self.leave_comparison(),
            Command::SetBaseline => self.set_baseline(),
            Command::OpenVariant => self.after_saving(ctx, After::Variant(self.state.compare.chosen, Vec::new())),
            Command::RemoveVariant => self.outbox.send(Message::Compare(Ask::Remove(self.state.compare.chosen))),
            Command::OnlyDifferences => self.state.compare.kept.only_differences ^= true,
            Command::ShowPane(pane) => self.state.compare.kept.pane = pane,
            Command::ComparisonRon => self.export_comparison(Form::Ron),
            Command::ComparisonCsv => self.export_comparison(Form::Csv),
            Command::ComparisonHtml => self.export_comparison(Form::Html),
            Command::ComparisonSvg => self.export_drawing(),
            Command::ComparisonPng => self.take_picture(Shot::Pane),
            _ => self.run_view_command(ctx, command),
        }
        self.derive();
    }

    fn run_view_command(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::FitAll => self.fit_all(),
            Command::FitSelection => self.state.fit = Some(Fit::Selection),
            Command::FullSize => self.zoom_to(FULL_SIZE),
            Command::ZoomIn => self.zoom_by(1.25),
            Command::ZoomOut => self.zoom_by(0.8),
            Command::Snap => self.state.snap = !self.state.snap,
            Command::ColourBy(by) => self.state.floor.colour = by,
            Command::HideCables => self.state.floor.cables = Cables::None,
            Command::AllCables => self.state.floor.cables = Cables::All,
            Command::CablesOfSelection => self.state.floor.cables = Cables::Selected,
            Command::TrayFill => self.state.floor.trays = !self.state.floor.trays,
            Command::Minimap => self.state.floor.minimap = !self.state.floor.minimap,
            Command::Library => self.state.library = !self.state.library,
            Command::Details => self.state.details = !self.state.details,
            Command::AllPanels => self.toggle_panels(),
            Command::NextPanel => self.next_panel(ctx),
            Command::NextPage => self.show_page(self.state.page.next()),
            Command::ShowInspector => self.show_page(Page::Inspector),
            Command::ShowTiers => self.show_page(Page::Tiers),
            Command::ShowSite => self.show_page(Page::Site),
            Command::ShowEconomy => self.show_page(Page::Economy),
            Command::ShowHistory => self.show_page(Page::History),
            Command::Bottom => self.state.bottom_open = !self.state.bottom_open,
            Command::ShowTab(tab) => (self.state.bottom, self.state.bottom_open) = (tab, true),
            Command::NextFinding => self.step_finding(true),
            Command::PreviousFinding => self.step_finding(false),
            Command::ChartSvg => self.export_svg(),
            Command::ChartPng => self.take_picture(Shot::Chart),
            Command::ChartCsv => self.export_chart_table(),
            Command::ChartCopy => self.copy_chart_table(ctx),
            Command::ReportHtml => self.export_plan(PlanOf::Report),
            Command::ScheduleCsv => self.export_plan(PlanOf::Schedule),
            Command::FloorSvg => self.export_plan(PlanOf::Floor),
            Command::FloorPng => self.take_picture(Shot::Floor),
            Command::ThemeSystem => self.wear(ctx, ThemeChoice::System),
            Command::ThemeDark => self.wear(ctx, ThemeChoice::Dark),
            Command::ThemeLight => self.wear(ctx, ThemeChoice::Light),
            Command::ScaleUp => self.scale(ctx, self.state.scale.get() + 10),
            Command::ScaleDown => self.scale(ctx, self.state.scale.get() - 10),
            Command::ScaleReset => self.scale(ctx, 100),
            Command::Palette => self.state.dialog = Some(Dialog::Palette { objects: false }),
            Command::FindObject => self.state.dialog = Some(Dialog::Palette { objects: true }),
            Command::Shortcuts => self.state.dialog = Some(Dialog::Shortcuts),
            Command::About => self.state.dialog = Some(Dialog::About),
            _ => {}
        }
    }

    /// Whether the table lets the verb be used now; keys ask no menu.
    fn may(&mut self, ctx: &Context, command: Command) -> bool {
        self.derive();
        command.row().is_some_and(|row| row.enabled(&self.ctx(ctx)).is_ok())
    }

    pub(super) fn selected(&self) -> Vec<RackId> {
        ordered(&self.state.selection, self.state.reference)
    }

    fn edit_selected(&mut self, edit: impl FnOnce(Vec<RackId>) -> Edit) {
        self.edit(&edit(self.selected()));
    }

    fn turn(&mut self, quarters: i64, together: bool) {
        if let Some(turns) = Turns::new(quarters) {
            self.edit_selected(|racks| Edit::TurnRacks { racks, turns, together });
        }
    }

    fn align(&mut self, to: Alignment) {
        self.edit_selected(|racks| Edit::AlignRacks { racks, to });
    }

    fn nudge(&mut self, direction: Direction, stride: Stride) {
        let tile = self.document.plan().floor.tile.base().max(1);
        let step = match stride {
            Stride::Grid => tile,
            Stride::TenGrids => tile.saturating_mul(10),
            Stride::Millimetre => 1,
        };
        let (dx, dy) = direction.unit();
        let Some(by_mm) = Point::new(dx.saturating_mul(step), dy.saturating_mul(step)) else { return };
        match self.state.tool {
            // What keys carry lands by one edit, when it is dropped.
            Tool::Move([x, y]) => {
                let carried = Point::new(x, y).and_then(|so_far| so_far.plus(by_mm));
                self.state.tool = carried.map_or(Tool::Move([x, y]), |carried| Tool::Move([carried.x(), carried.y()]));
            }
            _ => self.edit_selected(|racks| Edit::MoveRacks { racks, by_mm }),
        }
    }

    /// Copies the selection by a step, which the next time repeats.
    pub(super) fn duplicate(&mut self, step: [i64; 2]) {
        let Some(by_mm) = Point::new(step[0], step[1]) else { return };
        let before = self.document.plan().racks.next_id();
        self.edit_selected(|racks| Edit::DuplicateRacks { racks, by_mm });
        self.select_from(before);
        self.state.duplicate_step = Some(step);
    }

    /// Selects the racks that were just made.
    pub(super) fn select_from(&mut self, first: Option<RackId>) {
        let new: Vec<RackId> =
            self.document.plan().racks.iter().map(|rack| rack.id).filter(|id| first.is_some_and(|first| *id >= first)).collect();
        if !new.is_empty() {
            self.select(&new);
        }
    }

    fn rename(&mut self) {
        self.show_page(Page::Inspector);
        self.state.focus = Some(Focus::RackName);
    }

    fn select_all(&mut self) {
        let all: Vec<RackId> = self.document.plan().racks.iter().map(|rack| rack.id).collect();
        self.select(&all);
    }

    fn invert(&mut self) {
        let others = self.document.plan().racks.iter().map(|rack| rack.id).filter(|id| !self.state.selection.contains(id));
        let others: Vec<RackId> = others.collect();
        self.select(&others);
    }

    /// Out of the comparison or the tool first, then out of the selection.
    fn step_back(&mut self) {
        match (self.state.screen, &self.state.tool) {
            (Screen::Compare, _) => self.leave_comparison(),
            (_, Tool::Select) => self.select(&[]),
            (_, Tool::Place(_) | Tool::Paste(_) | Tool::Move(_)) => self.state.tool = Tool::Select,
        }
    }

    /// The first rack type of a role; without one the library shows what there is.
    fn place(&mut self, role: Role) {
        let kind = self.document.plan().rack_types.iter().find(|kind| kind.role == role).map(|kind| kind.id.clone());
        match kind {
            Some(kind) => self.take_up(kind),
            None => {
                let told = format!("The plan has no {} rack type yet; take a system from the library", role.word());
                self.state.notify(crate::ui::state::Severity::Note, told, "");
                self.state.library = true;
            }
        }
    }

    fn pick_same(&mut self) {
        let sample = self.state.hovered.or_else(|| self.selected().first().copied());
        let kind = sample.and_then(|id| self.document.plan().racks.get(id)).map(|rack| rack.kind.clone());
        kind.into_iter().for_each(|kind| self.take_up(kind));
    }

    fn add_tier_and_show(&mut self) {
        self.add_tier();
        self.show_page(Page::Tiers);
    }

    /// By a factor, on the floor or on all floors of a comparison.
    fn zoom_by(&mut self, by: f64) {
        match self.state.screen {
            Screen::Compare => self.state.compare.closer = (self.state.compare.closer + by.ln()).clamp(-2.0, 6.0),
            _ => self.zoom_to(self.state.camera.zoom * by),
        }
    }

    fn fit_all(&mut self) {
        match self.state.screen {
            Screen::Compare => (self.state.compare.closer, self.state.compare.offset) = (0.0, [0.0, 0.0]),
            _ => self.state.fit = Some(Fit::All),
        }
    }

    fn zoom_to(&mut self, zoom: f64) {
        self.state.camera = Camera { zoom, ..self.state.camera }.checked();
        self.state.fit = None;
    }

    /// Keys go on in the next panel: at its first field, or at the tab that shows.
    fn next_panel(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        if focused.is_none_or(|focused| focused == canvas_id()) {
            self.state.panel = Panel::Floor;
        }
        self.state.panel = self.state.next_panel();
        self.state.focus = match self.state.panel {
            Panel::Floor => {
                ctx.memory_mut(|memory| memory.request_focus(canvas_id()));
                None
            }
            Panel::Details => Some(Focus::Details),
            Panel::Results => Some(Focus::Results),
            Panel::Library => Some(Focus::LibrarySearch),
        };
    }

    fn toggle_panels(&mut self) {
        let show = !(self.state.library || self.state.details);
        (self.state.library, self.state.details) = (show, show);
    }

    pub(super) fn show_page(&mut self, page: Page) {
        if self.state.screen == Screen::Plan {
            (self.state.page, self.state.details) = (page, true);
        }
    }

    fn wear(&mut self, ctx: &Context, theme: ThemeChoice) {
        self.state.theme = theme;
        self.apply_look(ctx);
    }

    fn scale(&mut self, ctx: &Context, percent: i64) {
        self.state.scale = Percent::new(percent.clamp(20, 500)).unwrap_or(self.state.scale);
        self.apply_look(ctx);
    }
}
