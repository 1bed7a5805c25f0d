//! Results in panels: a name with its number, a part of a whole with its bar, a meter against a limit. Numbers stand to the right.

use egui::{Align, Color32, Label, Layout, Rect, Response, RichText, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::solve::figure::Figure;
use crate::solve::readout::{self, Unit};
use crate::ui::theme::{GAP, SMALL, Theme};

/// Height of a line.
const LINE: f32 = 17.0;
/// Width of a value beside a bar, and of a share.
const VALUE: f32 = 62.0;
const SHARE: f32 = 34.0;

/// A line of its own, lower than those with fields.
fn row(ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> Response {
    let size = vec2(ui.available_width(), LINE);
    let shown = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing.x = GAP;
        add(ui);
    });
    shown.response
}

/// A name and what it comes to.
pub fn line(ui: &mut Ui, theme: &Theme, name: &str, value: &str) -> Response {
    let response = row(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(value).size(SMALL + 1.0).color(theme.text));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(name).size(SMALL + 1.0).color(theme.dim)).truncate());
            });
        });
    });
    named(response, format!("{name} {value}"))
}

/// A number with its range on hover.
pub fn figure(ui: &mut Ui, theme: &Theme, name: &str, figure: Figure<f64>, unit: Unit) -> Response {
    let response = line(ui, theme, name, &readout::text(figure.likely, unit));
    if figure.low >= figure.high {
        return response;
    }
    let share = readout::significant((100.0 * readout::guessed_share(figure)).round());
    response.on_hover_text(format!("{} low to high\n{share} % rests on estimates", readout::range(figure, unit)))
}

/// A part of a whole: name, bar in a colour and so long beside the longest, value, share.
pub fn part(ui: &mut Ui, theme: &Theme, name: &str, (colour, long): (Color32, f64), (told, share): (&str, f64)) {
    let percent = format!("{} %", readout::fixed(100.0 * share, usize::from(share < 0.0995)));
    let response = row(ui, |ui| {
        let name_width = (ui.available_width() * 0.40).max(60.0);
        let size = vec2(name_width, LINE);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(Label::new(RichText::new(name).size(SMALL + 1.0).color(theme.dim)).truncate());
        });
        let room = (ui.available_width() - VALUE - SHARE - 2.0 * GAP).max(8.0);
        let (rect, _) = ui.allocate_exact_size(vec2(room, 8.0), Sense::hover());
        ui.painter().rect_filled(filled(rect, long), 1.5, colour);
        right(ui, VALUE, RichText::new(told).size(SMALL + 1.0).color(theme.text));
        right(ui, SHARE, RichText::new(&percent).size(SMALL).color(theme.dim));
    });
    named(response, format!("{name} {told}, {percent}"));
}

/// A value against its limit, as a bar that is full at the limit.
pub fn meter(ui: &mut Ui, theme: &Theme, share: f64, told: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 8.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, theme.raised);
    let colour = if share > 1.0 { theme.error } else { theme.accent };
    ui.painter().rect_filled(filled(rect, share), 2.0, colour);
    if share > 1.0 {
        let limit = rect.left() + rect.width() * narrow(1.0 / share);
        ui.painter().vline(limit, rect.y_range().expand(2.0), egui::Stroke::new(2.0, theme.text));
    }
    named(response, told.to_string())
}

fn right(ui: &mut Ui, width: f32, text: RichText) {
    let size = vec2(width, LINE);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.add(Label::new(text).extend());
    });
}

fn filled(rect: Rect, share: f64) -> Rect {
    let width = (rect.width() * narrow(share.clamp(0.0, 1.0))).max(1.0);
    Rect::from_min_max(rect.min, pos2(rect.left() + width, rect.bottom()))
}

#[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
fn narrow(share: f64) -> f32 {
    share as f32
}

/// The whole line for those who cannot see it.
fn named(response: Response, name: String) -> Response {
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, name.as_str()));
    response
}
