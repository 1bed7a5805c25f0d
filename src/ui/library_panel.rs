//! What can be put on the floor: the plan's rack types, the catalogue's systems, whole presets. Click to place, or drag onto the floor.

use egui::{CollapsingHeader, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::ctx::{Ctx, FileRequest, Message};
use super::fuzzy::score;
use super::state::{Focus, Tool};
use super::theme::{GAP, ROW, SMALL};
use super::widgets::number::paint_swatch;
use super::widgets::row::note;
use crate::model::catalog::Kind;
use crate::model::counts::grouped;
use crate::model::rack_type::{RackType, Role};
use crate::model::text::Id;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    search(ui, ctx);
    ScrollArea::vertical().auto_shrink(false).id_salt("library").show(ui, |ui| {
        types(ui, ctx);
        systems(ui, ctx);
        presets(ui, ctx);
    });
}

fn search(ui: &mut Ui, ctx: &Ctx) {
    let mut text = ctx.state.search.clone();
    let edit = TextEdit::singleline(&mut text).hint_text("Search the library").desired_width(f32::INFINITY).margin(GAP);
    let response = ui.add(edit).accessible_name("Search the library");
    if ctx.state.focus == Some(Focus::LibrarySearch) {
        response.request_focus();
        ctx.send(Message::Focused);
    }
    if response.changed() {
        ctx.send(Message::Search(text));
    }
}

fn fits(ctx: &Ctx, texts: &[&str]) -> bool {
    texts.iter().any(|text| score(&ctx.state.search, text).is_some_and(|score| score >= 50 || ctx.state.search.is_empty()))
}

fn types(ui: &mut Ui, ctx: &Ctx) {
    CollapsingHeader::new("Rack types of this plan").default_open(true).show_unindented(ui, |ui| {
        let kinds: Vec<&RackType> = ctx.plan.rack_types.iter().filter(|kind| fits(ctx, &[kind.name.as_str(), kind.id.as_str()])).collect();
        if kinds.is_empty() {
            note(ui, ctx.theme, "None: take a system from below");
        }
        kinds.into_iter().for_each(|kind| rack_type(ui, ctx, kind));
    });
}

fn rack_type(ui: &mut Ui, ctx: &Ctx, kind: &RackType) {
    let armed = ctx.state.tool == Tool::Place(kind.id.clone());
    let count = ctx.placed(&kind.id);
    let response =
        item(ui, ctx, kind.role, kind.name.as_str(), &format!("{} placed", grouped(i64::try_from(count).unwrap_or(i64::MAX))), armed);
    response.dnd_set_drag_payload::<Id>(kind.id.clone());
    let help = format!("{}\nClick, then click on the floor to place; or drag onto the floor", kind.name);
    if response.on_hover_text(help).clicked() {
        let tool = if armed { Tool::Select } else { Tool::Place(kind.id.clone()) };
        ctx.send(Message::Tool(tool));
    }
}

/// A row with a swatch, a name and something dim behind it.
fn item(ui: &mut Ui, ctx: &Ctx, role: Role, name: &str, extra: &str, chosen: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click_and_drag());
    let theme = ctx.theme;
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, name));
    let fill = if chosen { theme.selection } else { theme.hover };
    if chosen || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let swatch = egui::Rect::from_center_size(rect.left_center() + vec2(12.0, 0.0), egui::Vec2::splat(16.0));
    paint_swatch(ui.painter(), swatch, theme, theme.role(role), &role.letter().to_string());
    let font = |size| egui::FontId::proportional(size);
    let dim = ui.painter().layout_no_wrap(extra.to_string(), font(SMALL), theme.dim);
    let right = rect.right() - GAP - dim.size().x;
    ui.painter().galley(egui::pos2(right, rect.center().y - dim.size().y / 2.0), dim, theme.dim);
    let room_width = right - GAP - rect.left() - 26.0;
    let mut job = egui::text::LayoutJob::simple_singleline(name.to_string(), font(super::theme::BODY), theme.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room_width);
    let text = ui.painter().layout_job(job);
    let at = egui::pos2(rect.left() + 26.0, rect.center().y - text.size().y / 2.0);
    ui.painter().galley(at, text, theme.text);
    response
}

fn systems(ui: &mut Ui, ctx: &Ctx) {
    CollapsingHeader::new("Systems of the catalogue").default_open(true).show_unindented(ui, |ui| {
        for part in ctx.catalog.parts(Kind::System) {
            let Some(system) = ctx.catalog.system(part.id()).filter(|system| fits(ctx, &[system.name.as_str(), system.id.as_str()])) else {
                continue;
            };
            let accelerators = system.accelerators.value().get();
            let extra = if accelerators > 0 { format!("{accelerators} acc") } else { String::new() };
            let response = item(ui, ctx, system.role, system.name.as_str(), &extra, false);
            response.dnd_set_drag_payload::<Id>(system.id.clone());
            let help = format!("{}\nClick to add it to the plan and place it, or drag it onto the floor", system.name);
            if response.on_hover_text(help).clicked() {
                ctx.send(Message::UseSystem(system.id.clone()));
            }
        }
    });
}

fn presets(ui: &mut Ui, ctx: &Ctx) {
    CollapsingHeader::new("Insert a preset").default_open(false).show_unindented(ui, |ui| {
        for card in &ctx.start.presets {
            let title = card.plan.title.as_str();
            if !fits(ctx, &[title, card.name]) {
                continue;
            }
            let text = RichText::new(format!("Insert {title}"));
            let button = egui::Button::new(text).frame_when_inactive(false).truncate();
            if ui.add_sized([ui.available_width(), ROW], button).on_hover_text(card.plan.question.as_str()).clicked() {
                ctx.send(Message::File(FileRequest::InsertPreset(card.name)));
            }
        }
    });
}
