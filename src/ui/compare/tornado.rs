//! The catalogue numbers that move a difference most: a bar from what each does at its low end to what it does at its high end.

use egui::{Align2, FontId, Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Page, Sure};
use crate::explore::compare::metrics::Metric;
use crate::explore::uncertainty::Bar;
use crate::model::catalog::Kind;
use crate::solve::readout::{Unit, change};
use crate::ui::floor::view::narrow;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::part::named;

/// Bars that show.
const SHOWN: usize = 20;
/// Height of a bar's line, room of its name and of each number.
const LINE: f32 = 20.0;
const NAMES: f32 = 200.0;
const NUMBERS: f32 = 90.0;

pub fn show(ui: &mut Ui, page: Page, sure: &Sure, (place, metric): (usize, &Metric)) {
    let bars = sure.study.tornado(place);
    let unit = metric.unit;
    let told = format!(
        "{}: what each number alone adds to the difference of {}, at its low end (pale) and at its high end (strong)",
        metric.title,
        change(sure.study.difference(place), unit)
    );
    ui.add(Label::new(RichText::new(told).size(SMALL).color(page.ctx.theme.dim)).truncate());
    if bars.is_empty() {
        ui.label(RichText::new("No number with a range moves it").color(page.ctx.theme.dim));
    }
    let most = bars.iter().map(Bar::swing).fold(f64::MIN_POSITIVE, f64::max);
    ScrollArea::vertical().id_salt("tornado").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        bars.iter().take(SHOWN).enumerate().for_each(|(place, bar)| drop(ui.push_id(place, |ui| line(ui, page, bar, (most, unit)))));
    });
}

fn line(ui: &mut Ui, page: Page, bar: &Bar, (most, unit): (f64, Unit)) {
    let theme = page.ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let (left, right) = (rect.left() + NAMES + NUMBERS, rect.right() - NUMBERS);
    let middle = f32::midpoint(left, right);
    let x = |value: f64| middle + (right - left).max(0.0) / 2.0 * narrow(value / most);
    ui.painter().vline(middle, rect.y_range(), theme.hairline());
    for (value, colour) in [(bar.low, theme.plain), (bar.high, theme.text)] {
        let (from, to) = (x(0.0).min(x(value)), x(0.0).max(x(value)));
        ui.painter().rect_filled(Rect::from_min_max(pos2(from, rect.top() + 4.0), pos2(to, rect.bottom() - 4.0)), 1.0, colour);
        ui.painter().vline(x(value), rect.top() + 3.0..=rect.bottom() - 3.0, Stroke::new(1.0, colour));
    }
    let font = FontId::proportional(SMALL);
    let title = title(page, bar);
    let names = ui.painter().with_clip_rect(Rect::from_min_max(rect.min, pos2(rect.left() + NAMES - GAP, rect.bottom())));
    names.text(pos2(rect.left(), rect.center().y), Align2::LEFT_CENTER, &title, font.clone(), theme.text);
    let low_left = bar.low <= bar.high;
    let [first, last] = if low_left { [bar.low, bar.high] } else { [bar.high, bar.low] };
    ui.painter().text(pos2(x(first.min(0.0)) - GAP, rect.center().y), Align2::RIGHT_CENTER, told(first, unit), font.clone(), theme.dim);
    ui.painter().text(pos2(x(last.max(0.0)) + GAP, rect.center().y), Align2::LEFT_CENTER, told(last, unit), font, theme.dim);
    let [low, likely, high] = &bar.input.texts;
    let range = format!("{low} .. {likely} .. {high}, {}", bar.input.confidence.word());
    let spoken = format!("{title}: {range}; {} at low, {} at high", change(bar.low, unit), change(bar.high, unit));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response.on_hover_text(format!(
        "{title}\n{}\n{range}\nAt its low end (pale) {}\nAt its high end (strong) {}",
        bar.input.name(),
        change(bar.low, unit),
        change(bar.high, unit)
    ));
}

/// `Price, CPO switch`: what differs from line to line first.
fn title(page: Page, bar: &Bar) -> String {
    let part = Kind::ALL.iter().find_map(|kind| page.ctx.catalog.part(*kind, &bar.input.part));
    part.map_or_else(|| bar.input.name(), |part| format!("{}, {}", named(&bar.input.field), part.title()))
}

/// What does nothing says nothing.
fn told(value: f64, unit: Unit) -> String {
    if value == 0.0 { String::new() } else { change(value, unit) }
}
