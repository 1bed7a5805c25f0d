//! What the colours mean, with what each comes to; and what stands in one column, on hover.

use egui::{Align, Color32, Label, Layout, RichText, ScrollArea, Sense, Stroke, Ui, Vec2};

use super::bars::colour;
use crate::solve::charts::{Chart, Paint};
use crate::solve::readout;
use crate::ui::ctx::Ctx;
use crate::ui::theme::{GAP, SMALL};

/// An entry: swatch, name, value.
struct Entry {
    name: String,
    value: String,
    paint: Paint,
    shape: Swatch,
}

#[derive(Clone, Copy, PartialEq)]
enum Swatch {
    Box,
    Line,
    Dashes,
    None,
}

pub fn show(ui: &mut Ui, ctx: &Ctx, chart: &Chart) {
    ScrollArea::vertical().id_salt("legend").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        entries(chart).iter().for_each(|entry| row(ui, ctx, entry));
    });
}

/// The column under the pointer with everything in it.
pub fn readout(ui: &mut Ui, ctx: &Ctx, chart: &Chart, column: usize) {
    ui.set_max_width(280.0);
    ui.set_min_width(180.0);
    let name = chart.columns.get(column).map_or("", String::as_str);
    ui.label(RichText::new(format!("{} {name}", chart.across)).strong());
    let value = |value: Option<&f64>| value.map_or_else(String::new, |value| readout::text(*value, chart.unit));
    for series in chart.series.iter().rev().filter(|series| series.values.get(column).is_some_and(|value| *value != 0.0)) {
        let paint = series.paint(column);
        row(ui, ctx, &Entry { name: series.name.clone(), value: value(series.values.get(column)), paint, shape: Swatch::Box });
        if let Some((low, high)) = series.ranges.get(column).filter(|(low, high)| low < high) {
            let range = format!("{} to {}", readout::text(*low, chart.unit), readout::text(*high, chart.unit));
            row(ui, ctx, &Entry { name: "Range".to_string(), value: range, paint, shape: Swatch::None });
        }
    }
    if chart.series.len() > 1 {
        let sum = readout::text(chart.sum(column), chart.unit);
        row(ui, ctx, &Entry { name: "Together".to_string(), value: sum, paint: Paint::Plain, shape: Swatch::None });
    }
    for line in &chart.lines {
        row(ui, ctx, &Entry { name: line.name.clone(), value: value(line.values.get(column)), paint: line.paint, shape: Swatch::Line });
    }
}

fn entries(chart: &Chart) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    let stacked = chart.series.len() > 1;
    for series in chart.series.iter().rev() {
        if series.paints.is_empty() {
            all.push(Entry {
                name: series.name.clone(),
                value: told(chart, &series.values, stacked),
                paint: series.paint,
                shape: Swatch::Box,
            });
        } else {
            all.extend(by_paint(chart, &series.paints, &series.values));
        }
    }
    all.extend(chart.lines.iter().map(|line| Entry {
        name: line.name.clone(),
        value: String::new(),
        paint: line.paint,
        shape: Swatch::Line,
    }));
    all.extend(chart.marks.iter().map(|mark| Entry {
        name: mark.name.clone(),
        value: String::new(),
        paint: mark.paint,
        shape: Swatch::Dashes,
    }));
    all
}

/// What a series comes to: the first column where that is the whole, else the sum where sums mean something.
fn told(chart: &Chart, values: &[f64], stacked: bool) -> String {
    use crate::solve::charts::ChartKind as Kind;
    match chart.kind {
        Kind::Watts => {
            let (value, whole) = (values.first().copied().unwrap_or(0.0), chart.sum(0).max(f64::MIN_POSITIVE));
            format!("{}  {}", readout::text(value, chart.unit), percent(value / whole))
        }
        Kind::Lengths if stacked || !values.is_empty() => readout::text(values.iter().fold(0.0, |sum, value| sum + value), chart.unit),
        _ => String::new(),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// One entry for each colour of a series.
fn by_paint(chart: &Chart, paints: &[Paint], values: &[f64]) -> Vec<Entry> {
    let mut all: Vec<(Paint, f64)> = Vec::new();
    for (paint, value) in paints.iter().zip(values) {
        match all.iter_mut().find(|(known, _)| known == paint) {
            Some((_, sum)) => *sum += value,
            None => all.push((*paint, *value)),
        }
    }
    let whole = all.iter().fold(0.0, |sum, (_, value)| sum + value).max(f64::MIN_POSITIVE);
    let share = |value: f64| {
        if chart.kind == crate::solve::charts::ChartKind::Dollars {
            format!("{}  {}", readout::text(value, chart.unit), percent(value / whole))
        } else {
            String::new()
        }
    };
    all.iter().map(|(paint, value)| Entry { name: named(*paint), value: share(*value), paint: *paint, shape: Swatch::Box }).collect()
}

fn named(paint: Paint) -> String {
    match paint {
        Paint::Role(role) => format!("{} rack", crate::ui::widgets::title_of(role.word())),
        Paint::Network => "Moves bits".to_string(),
        _ => "Everything else".to_string(),
    }
}

fn row(ui: &mut Ui, ctx: &Ctx, entry: &Entry) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.set_min_height(16.0);
        swatch(ui, entry.shape, colour(ctx.theme, entry.paint));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !entry.value.is_empty() {
                ui.label(RichText::new(&entry.value).size(SMALL).color(ctx.theme.text));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&entry.name).size(SMALL).color(ctx.theme.dim)).truncate());
            });
        });
    });
}

fn swatch(ui: &mut Ui, shape: Swatch, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(14.0, 10.0), Sense::hover());
    let line = |from: f32, to: f32| {
        ui.painter().hline(rect.left() + from..=rect.left() + to, rect.center().y, Stroke::new(2.0, colour));
    };
    match shape {
        Swatch::Box => {
            ui.painter().rect_filled(rect.shrink2(Vec2::new(2.0, 0.0)), 2.0, colour);
        }
        Swatch::Line => line(0.0, 14.0),
        Swatch::Dashes => [(0.0, 4.0), (5.5, 9.0), (10.5, 14.0)].into_iter().for_each(|(from, to)| line(from, to)),
        Swatch::None => {}
    }
}
