//! The line at the bottom: tool, selection, pointer, zoom, and what has become of the file.

use egui::{Align, Label, Layout, RichText, Ui};

use super::ctx::Ctx;
use super::state::{FULL_SIZE, Screen, Tool};
use super::theme::{SMALL, Theme};
use super::widgets::counted;
use super::widgets::entry::{Entry, Position};
use crate::model::geometry::Coordinate;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    ui.horizontal_centered(|ui| {
        if ctx.state.screen == Screen::Plan {
            floor(ui, ctx);
        } else {
            text(ui, ctx.theme, "Open a preset, a recent file, or drop a plan here");
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| file(ui, ctx));
    });
}

fn text(ui: &mut Ui, theme: &Theme, text: &str) -> egui::Response {
    ui.add(Label::new(RichText::new(text).size(SMALL).color(theme.dim)).truncate())
}

fn floor(ui: &mut Ui, ctx: &Ctx) {
    if let Tool::Place(kind) = &ctx.state.tool {
        let name = ctx.plan.rack_type(kind).map_or(kind.as_str(), |kind| kind.name.as_str());
        text(ui, ctx.theme, &format!("Placing {name}: click on the floor, Esc ends"));
    } else {
        let selected = ctx.state.selection.len();
        let told = if selected == 0 { counted(ctx.plan.racks.len(), "rack") } else { format!("{} selected", counted(selected, "rack")) };
        text(ui, ctx.theme, &told);
    }
    if let Some([x, y]) = ctx.state.pointer {
        text(ui, ctx.theme, &format!("x {}  y {}", metres(x), metres(y)));
    }
    let percent = crate::ui::state::whole_mm(ctx.state.camera.zoom / FULL_SIZE * 100.0);
    text(ui, ctx.theme, &format!("{percent} %"));
    if !ctx.state.snap {
        text(ui, ctx.theme, "No snapping");
    }
}

fn metres(mm: i64) -> String {
    Coordinate::new(mm).map_or_else(String::new, |mm| Position(mm).shown())
}

fn file(ui: &mut Ui, ctx: &Ctx) {
    if let Some(busy) = &ctx.file.busy {
        text(ui, ctx.theme, busy);
        ui.spinner();
        return;
    }
    if ctx.state.screen == Screen::Start {
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
