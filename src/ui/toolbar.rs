//! Buttons for the verbs people use most. What each says and when it is enabled comes from the table.

use egui::{Button, Response, RichText, Sense, Ui, Vec2, WidgetInfo};

use super::command::{Command, Row};
use super::ctx::Ctx;
use super::icons;
use super::theme::{GAP, ROW, SMALL};

/// Groups of the toolbar, parted by hairlines.
const GROUPS: &[&[Command]] = &[
    &[Command::New, Command::Open, Command::Save],
    &[Command::Undo, Command::Redo],
    &[Command::Duplicate, Command::Array, Command::Delete],
    &[Command::TurnRight, Command::MirrorX, Command::MirrorY],
    &[Command::AlignLeft, Command::AlignTop, Command::DistributeX],
    &[Command::FitAll, Command::FitSelection, Command::ZoomOut, Command::ZoomIn],
    &[Command::Snap, Command::Library, Command::Bottom, Command::Details],
];

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (index, group) in GROUPS.iter().enumerate() {
            if index > 0 {
                gap(ui, ctx);
            }
            group.iter().for_each(|command| small_button(ui, ctx, *command));
        }
    });
}

fn gap(ui: &mut Ui, ctx: &Ctx) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(2.0 * GAP, ROW), Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range().shrink(GAP), ctx.theme.hairline());
}

/// A button with the verb's icon, or its title if it has none.
pub fn small_button(ui: &mut Ui, ctx: &Ctx, command: Command) {
    let Some(row) = command.row() else { return };
    let enabled = row.enabled(ctx);
    let button = match icons::of(command) {
        Some(_) => Button::new("").min_size(Vec2::splat(ROW)),
        None => Button::new(RichText::new(row.title).size(SMALL)),
    };
    let on = is_on(ctx, command);
    let response = ui.add_enabled(enabled.is_ok(), button.frame_when_inactive(on).selected(on));
    if let Some(lines) = icons::of(command) {
        let colour = if enabled.is_ok() { ctx.theme.text } else { ctx.theme.dim.gamma_multiply(0.6) };
        icons::paint(ui.painter(), response.rect, lines, colour);
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled.is_ok(), row.title));
    if explained(ui, response, row, enabled).clicked() {
        ctx.run(command);
    }
}

/// The tooltip: what the verb does, its keys, and why it is disabled.
pub fn explained(ui: &Ui, response: Response, row: &Row, enabled: Result<(), &'static str>) -> Response {
    let keys = row.command.shortcut_text(ui.ctx());
    let text = if keys.is_empty() { format!("{}\n{}", row.title, row.tooltip) } else { format!("{}  {keys}\n{}", row.title, row.tooltip) };
    match enabled {
        Ok(()) => response.on_hover_text(text),
        Err(reason) => response.on_disabled_hover_text(format!("{text}\n{reason}")),
    }
}

/// Verbs that switch something on and off.
pub fn is_on(ctx: &Ctx, command: Command) -> bool {
    use crate::ui::floor::look::Cables;
    use crate::ui::state::{Page, ThemeChoice};
    let state = ctx.state;
    match command {
        Command::Snap => state.snap,
        Command::OnlyDifferences => state.compare.kept.only_differences,
        Command::ShowPane(pane) => state.compare.kept.pane == pane,
        Command::ColourBy(by) => state.floor.colour == by,
        Command::HideCables => state.floor.cables == Cables::None,
        Command::AllCables => state.floor.cables == Cables::All,
        Command::CablesOfSelection => state.floor.cables == Cables::Selected,
        Command::TrayFill => state.floor.trays,
        Command::Minimap => state.floor.minimap,
        Command::Library => state.library,
        Command::Details => state.details,
        Command::ThemeSystem => state.theme == ThemeChoice::System,
        Command::ThemeDark => state.theme == ThemeChoice::Dark,
        Command::ThemeLight => state.theme == ThemeChoice::Light,
        Command::Bottom => state.bottom_open,
        Command::ShowTab(tab) => state.bottom_open && state.bottom == tab,
        Command::ShowInspector => state.details && state.page == Page::Inspector,
        Command::ShowTiers => state.details && state.page == Page::Tiers,
        Command::ShowSite => state.details && state.page == Page::Site,
        Command::ShowEconomy => state.details && state.page == Page::Economy,
        Command::ShowHistory => state.details && state.page == Page::History,
        _ => false,
    }
}
