//! The line at the bottom: tool, selection, pointer, zoom, and what has become of the file.

use egui::{Align, Label, Layout, RichText, Sense, Ui, WidgetInfo};

use super::bottom_panel;
use super::ctx::{Ctx, FileRequest, Making, Message};
use super::state::{FULL_SIZE, Screen, Tab, Tool};
use super::theme::{GAP, SMALL, Theme};
use super::widgets::counted;
use super::widgets::entry::{Entry, Position};
use super::widgets::row::action;
use crate::model::geometry::Coordinate;
use crate::solve::rules::Counts;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    ui.horizontal_centered(|ui| {
        match (ctx.state.screen, ctx.comparing) {
            (Screen::Plan, _) => floor(ui, ctx),
            (Screen::Compare, Some(shown)) => compared(ui, ctx, shown),
            _ => drop(text(ui, ctx.theme, "Open a preset, a recent file, or drop a plan here")),
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| file(ui, ctx));
    });
}

fn compared(ui: &mut Ui, ctx: &Ctx, shown: &super::compare::Shown) {
    text(ui, ctx.theme, &format!("{}, baseline {}", counted(shown.members.len(), "plan"), shown.name(ctx.state.compare.baseline)));
    text(ui, ctx.theme, &format!("chosen: {}", shown.name(ctx.state.compare.chosen)));
    text(ui, ctx.theme, if shown.stale { "Comparing" } else { "Esc leads back" });
}

fn text(ui: &mut Ui, theme: &Theme, text: &str) -> egui::Response {
    ui.add(Label::new(RichText::new(text).size(SMALL).color(theme.dim)).truncate())
}

fn floor(ui: &mut Ui, ctx: &Ctx) {
    text(ui, ctx.theme, &tool(ctx));
    if let Some([x, y]) = ctx.state.pointer {
        text(ui, ctx.theme, &format!("x {}  y {}", metres(x), metres(y)));
    }
    let percent = crate::ui::state::whole_mm(ctx.state.camera.zoom / FULL_SIZE * 100.0);
    text(ui, ctx.theme, &format!("{percent} %"));
    if !ctx.state.snap {
        text(ui, ctx.theme, "No snapping");
    }
    findings(ui, ctx);
}

/// What a click or a key does now; with no tool in hand, what is selected.
fn tool(ctx: &Ctx) -> String {
    let selected = counted(ctx.state.selection.len(), "rack");
    match &ctx.state.tool {
        Tool::Place(kind) => {
            let name = ctx.plan.rack_type(kind).map_or(kind.as_str(), |kind| kind.name.as_str());
            format!("Placing {name}: click on the floor, Esc ends")
        }
        Tool::Paste(pasted) => format!("Pasting {}: click on the floor, Esc drops them", counted(pasted.footprints.len(), "rack")),
        Tool::Move(_) => format!("Moving {selected}: arrows carry, Enter drops, Esc puts back"),
        Tool::Select if ctx.state.selection.is_empty() => counted(ctx.plan.racks.len(), "rack"),
        Tool::Select => format!("{selected} selected"),
    }
}

/// Findings by severity with their shapes; a click shows them.
fn findings(ui: &mut Ui, ctx: &Ctx) {
    let Some(reading) = ctx.reading else { return };
    let told = announced(reading.counts);
    ui.add_space(GAP);
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        bottom_panel::counts(ui, ctx);
        if reading.counts == Counts::default() {
            text(ui, ctx.theme, "No findings");
        }
    });
    let response =
        ui.interact(row.response.rect, ui.scope_id().with("findings"), Sense::click()).on_hover_text(format!("{told}\nShows the list"));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &told));
    if response.clicked() {
        ctx.send(Message::Tab(Tab::Findings));
    }
    let took = reading.took.as_secs_f64() * 1e3;
    let solved = if reading.stale {
        "Solving".to_string()
    } else {
        format!("Solved in {} ms", crate::solve::readout::significant((took * 100.0).round() / 100.0))
    };
    text(ui, ctx.theme, &solved);
}

/// `2 errors, 5 warnings`.
pub fn announced(counts: Counts) -> String {
    let count = |count: u64, what: &str| counted(usize::try_from(count).unwrap_or(usize::MAX), what);
    format!("{}, {}", count(counts.errors, "error"), count(counts.warnings, "warning"))
}

fn metres(mm: i64) -> String {
    Coordinate::new(mm).map_or_else(String::new, |mm| Position(mm).shown())
}

/// How far a file is that takes long, and the way to give it up.
fn making(ui: &mut Ui, ctx: &Ctx, making: &Making) {
    if action(ui, ctx.theme, "Stop", "Gives the file up; what is there already stays as it is", true) {
        ctx.send(Message::File(FileRequest::StopMaking));
    }
    text(ui, ctx.theme, &format!("Writing {}{}", making.file, told_share(making.far)));
    ui.spinner();
}

/// `, 43 %`; nothing before it is known how much there is to do.
pub fn told_share((done, all): (usize, usize)) -> String {
    let percent = done.min(all).saturating_mul(100).checked_div(all);
    percent.map_or_else(String::new, |percent| format!(", {percent} %"))
}

fn file(ui: &mut Ui, ctx: &Ctx) {
    if let Some(making) = &ctx.file.making {
        self::making(ui, ctx, making);
        return;
    }
    if let Some(busy) = &ctx.file.busy {
        text(ui, ctx.theme, busy);
        ui.spinner();
        return;
    }
    if ctx.state.screen != Screen::Plan {
        return;
    }
    if let Some(reason) = &ctx.file.read_only {
        text(ui, ctx.theme, "Read-only").on_hover_text(reason.as_str());
    }
    let saved = match (&ctx.file.saved, ctx.file.dirty) {
        (Some(time), false) => format!("Saved {time}"),
        (None, false) => "No changes".to_string(),
        (_, true) => "Unsaved changes".to_string(),
    };
    text(ui, ctx.theme, &saved);
    if let (Some(time), true) = (&ctx.file.kept, ctx.file.dirty) {
        text(ui, ctx.theme, &format!("Recovery copy {time}"));
    }
}
