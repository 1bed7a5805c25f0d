//! What shows before a plan is open: the presets as cards with their question and a drawing, recent files, and where to drop one.

use egui::{Align, Label, Layout, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::command::Command;
use super::compare::{Ask, COPPER_AGAINST_CPO};
use super::ctx::{ComparisonCard, Ctx, FileRequest, Message, PresetCard, RecentFile};
use super::floor::picture;
use super::theme::{GAP, HEADLINE, ROW, SMALL};
use super::widgets::counted;
use super::widgets::row::{action, note};

/// Size of a card.
const CARD: egui::Vec2 = vec2(280.0, 128.0);
/// Recent files shown here; the menu has all of them.
const RECENT: usize = 5;
/// Width of its drawing.
const DRAWING: f32 = 104.0;
/// What the first comparison answers.
const FIRST: &str = "What does light cost and save where copper ends? Three plans of 1,024 accelerators side by side.";

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    ScrollArea::vertical().auto_shrink(false).id_salt("start").show(ui, |ui| {
        let width = ui.available_width().min(1240.0);
        let margin = (ui.available_width() - width) / 2.0;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 20)).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(margin);
                ui.vertical(|ui| {
                    ui.set_width((width - 48.0).max(0.0));
                    headline(ui, ctx);
                    recent(ui, ctx);
                    cards(ui, ctx);
                });
            });
        });
    });
}

fn headline(ui: &mut Ui, ctx: &Ctx) {
    ui.label(RichText::new("What do you want to find out?").size(HEADLINE));
    note(ui, ctx.theme, "Each preset is a complete plan with a question and its sources. It opens as a copy; your files are not touched.");
    ui.add_space(2.0 * GAP);
    ui.horizontal(|ui| {
        for command in [Command::New, Command::Open, Command::OpenPath, Command::CompareWith] {
            let Some(row) = command.row() else { continue };
            if ui.button(row.title).on_hover_text(row.tooltip).clicked() {
                ctx.run(command);
            }
        }
        note(ui, ctx.theme, "or drop a .ron plan anywhere in this window");
    });
    ui.add_space(3.0 * GAP);
}

fn cards(ui: &mut Ui, ctx: &Ctx) {
    ui.spacing_mut().item_spacing = vec2(12.0, 12.0);
    if ctx.start.presets.is_empty() {
        ui.spinner();
    }
    let room = ui.available_width() + 12.0;
    let columns = (1..12_u16).take_while(|columns| f32::from(*columns) * (CARD.x + 12.0) <= room).count().max(1);
    let comparisons = ctx.start.comparisons.iter().map(Card::Comparison);
    let cards: Vec<Card> = comparisons.chain(ctx.start.presets.iter().map(Card::Preset)).collect();
    for row in cards.chunks(columns) {
        ui.horizontal(|ui| {
            for one in row {
                match one {
                    Card::Preset(preset) => card(ui, ctx, preset),
                    Card::Comparison(comparison) => self::comparison(ui, ctx, comparison),
                }
            }
        });
    }
}

enum Card<'c> {
    Comparison(&'c ComparisonCard),
    Preset(&'c PresetCard),
}

/// The way into a comparison: the floors of its plans side by side.
fn comparison(ui: &mut Ui, ctx: &Ctx, card: &ComparisonCard) {
    let draw = |painter: &egui::Painter, area: Rect| {
        let each = area.width() / f32::from(u8::try_from(card.plans.len().max(1)).unwrap_or(1));
        let mut left = area.left();
        for plan in &card.plans {
            let part = Rect::from_min_size(egui::pos2(left, area.top()), vec2(each, area.height()));
            picture::paint(painter, part.shrink(4.0), ctx.theme, plan, ctx.catalog);
            left += each;
        }
    };
    let first = Command::CompareCopper.row().filter(|_| card.name == COPPER_AGAINST_CPO);
    let (title, question) = match first {
        Some(row) => (row.title, FIRST.to_string()),
        None => (card.title.as_str(), format!("{}, side by side.", card.names.join(", "))),
    };
    let count = counted(card.plans.len(), "plan");
    if framed(ui, ctx, (title, title, &question, &count), draw).on_hover_text(card.title.as_str()).clicked() {
        ctx.send(Message::Compare(Ask::Preset(card.name)));
    }
}

fn card(ui: &mut Ui, ctx: &Ctx, preset: &PresetCard) {
    let name = format!("Preset {}", preset.plan.title);
    let racks = counted(preset.plan.racks.len(), "rack");
    let draw = |painter: &egui::Painter, area: Rect| picture::paint(painter, area, ctx.theme, &preset.plan, ctx.catalog);
    let texts = (name.as_str(), preset.plan.title.as_str(), preset.plan.question.as_str(), racks.as_str());
    if framed(ui, ctx, texts, draw).clicked() {
        ctx.send(Message::File(FileRequest::OpenPreset(preset.name)));
    }
}

/// A card: its name for those who cannot see it, title, question, a remark, and the drawing.
fn framed(
    ui: &mut Ui,
    ctx: &Ctx,
    (name, title, question, remark): (&str, &str, &str, &str),
    draw: impl FnOnce(&egui::Painter, Rect),
) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(CARD, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    let lit = response.hovered() || response.has_focus();
    let stroke = if lit { Stroke::new(1.0, ctx.theme.accent) } else { ctx.theme.hairline() };
    ui.painter().rect(rect, 4.0, if lit { ctx.theme.raised } else { ctx.theme.panel }, stroke, StrokeKind::Inside);
    let picture = Rect::from_min_size(rect.min, vec2(DRAWING, CARD.y)).shrink(1.0);
    draw(&ui.painter().with_clip_rect(picture.intersect(ui.clip_rect())), picture.shrink(6.0));
    ui.painter().vline(picture.right(), picture.y_range(), ctx.theme.hairline());
    words(ui, ctx, (title, question, remark), Rect::from_min_max(picture.right_top(), rect.max).shrink2(vec2(10.0, 8.0)));
    response
}

/// Title and question as long as they are, and the remark below them.
fn words(ui: &mut Ui, ctx: &Ctx, (title, question, remark): (&str, &str, &str), room: Rect) {
    // A child of its own: it lies inside the card and must not move what comes after.
    let mut inside = ui.new_child(UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Min)));
    inside.spacing_mut().item_spacing.y = 2.0;
    inside.set_clip_rect(room.expand(2.0).intersect(ui.clip_rect()));
    inside.add(Label::new(RichText::new(title).strong()).wrap());
    inside.add(Label::new(RichText::new(question).size(SMALL).color(ctx.theme.dim)).wrap());
    let font = egui::FontId::proportional(SMALL);
    ui.painter().text(room.right_bottom(), egui::Align2::RIGHT_BOTTOM, remark, font, ctx.theme.dim);
}

fn recent(ui: &mut Ui, ctx: &Ctx) {
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
    if ctx.start.recent.is_empty() {
        return;
    }
    ui.label(RichText::new("RECENT FILES").size(SMALL).color(ctx.theme.dim));
    for (index, file) in ctx.start.recent.iter().take(RECENT).enumerate() {
        ui.push_id(index, |ui| recent_file(ui, ctx, file));
    }
    ui.add_space(3.0 * GAP);
    ui.label(RichText::new("PRESETS").size(SMALL).color(ctx.theme.dim));
}

fn recent_file(ui: &mut Ui, ctx: &Ctx, file: &RecentFile) {
    ui.horizontal(|ui| {
        let text = RichText::new(file.shown.as_str()).color(if file.there { ctx.theme.text } else { ctx.theme.dim });
        let button = egui::Button::new(text).frame_when_inactive(false).min_size(vec2(360.0, ROW));
        let response = ui.add_enabled(file.there, button).on_disabled_hover_text("The file is not there any more");
        if response.clicked() {
            ctx.send(Message::File(FileRequest::Open(file.path.clone())));
        }
        let pin = if file.pinned { "Unpin" } else { "Pin" };
        if action(ui, ctx.theme, pin, "Pinned files stay at the top", true) {
            ctx.send(Message::File(FileRequest::Pin(file.path.clone(), !file.pinned)));
        }
        if action(ui, ctx.theme, "Forget", "Takes it off this list; the file stays", true) {
            ctx.send(Message::File(FileRequest::Forget(file.path.clone())));
        }
    });
}
