//! What the colours mean, with what each comes to, to be hidden by a click; and what stands in one column, on hover.

use std::borrow::Cow;

use egui::{Align, Color32, Label, Layout, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::bars::colour;
use crate::solve::charts::{Chart, ChartKind, Paint, Series};
use crate::solve::readout;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::state::Hidden;
use crate::ui::theme::{GAP, SMALL};

/// An entry: swatch, name, value.
struct Entry {
    name: String,
    value: String,
    /// Of the whole; empty where that says nothing.
    share: String,
    paint: Paint,
    shape: Swatch,
}

impl Entry {
    fn new(name: impl ToString, value: String, paint: Paint, shape: Swatch) -> Self {
        Self { name: name.to_string(), value, share: String::new(), paint, shape }
    }
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
        ui.spacing_mut().interact_size.y = 16.0;
        entries(chart).iter().for_each(|entry| switch(ui, ctx, chart.kind, entry));
    });
}

/// The chart as it is drawn: series and lines without what is hidden, columns of a hidden colour at nothing.
pub fn visible<'c>(chart: &'c Chart, hidden: &Hidden) -> Cow<'c, Chart> {
    if hidden.iter().all(|(kind, _)| *kind != chart.kind) {
        return Cow::Borrowed(chart);
    }
    let shows = |name: &str| !hidden.contains(&(chart.kind, name.to_string()));
    let mut chart = chart.clone();
    chart.series.retain(|series| !series.paints.is_empty() || shows(&series.name));
    chart.lines.retain(|line| shows(&line.name));
    chart.marks.retain(|mark| shows(&mark.name));
    for series in &mut chart.series {
        let Series { paints, values, ranges, .. } = series;
        let gone = |column: usize| paints.get(column).is_some_and(|paint| !shows(&named(*paint)));
        values.iter_mut().enumerate().filter(|(column, _)| gone(*column)).for_each(|(_, value)| *value = 0.0);
        ranges.iter_mut().enumerate().filter(|(column, _)| gone(*column)).for_each(|(_, range)| *range = (0.0, 0.0));
    }
    Cow::Owned(chart)
}

/// An entry that shows or hides what it stands for.
fn switch(ui: &mut Ui, ctx: &Ctx, kind: ChartKind, entry: &Entry) {
    let key = (kind, entry.name.clone());
    let shown = !ctx.state.hidden.contains(&key);
    let rect = ui.scope(|ui| {
        if !shown {
            ui.multiply_opacity(0.4);
        }
        row(ui, ctx, entry);
    });
    let response = ui.interact(rect.response.rect, ui.scope_id().with(("series", &entry.name)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, shown, format!("Show {}", entry.name)));
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, 2.0, Stroke::new(1.0, ctx.theme.accent), StrokeKind::Outside);
    }
    if response.on_hover_text(format!("Shows or hides {}", entry.name)).clicked() {
        ctx.send(Message::Series(key));
    }
}

/// The column under the pointer with everything in it.
pub fn readout(ui: &mut Ui, ctx: &Ctx, chart: &Chart, column: usize) {
    ui.set_max_width(280.0);
    ui.set_min_width(200.0);
    ui.spacing_mut().interact_size.y = 16.0;
    let name = chart.columns.get(column).map_or("", String::as_str);
    ui.label(RichText::new(format!("{} {name}", chart.across)).strong());
    let value = |value: Option<&f64>| value.map_or_else(String::new, |value| readout::text(*value, chart.unit));
    for series in chart.series.iter().rev().filter(|series| series.values.get(column).is_some_and(|value| *value != 0.0)) {
        let paint = series.paint(column);
        row(ui, ctx, &Entry::new(series.name.clone(), value(series.values.get(column)), paint, Swatch::Box));
        if let Some((low, high)) = series.ranges.get(column).filter(|(low, high)| low < high) {
            let range = format!("{} to {}", readout::text(*low, chart.unit), readout::text(*high, chart.unit));
            row(ui, ctx, &Entry::new("Range".to_string(), range, paint, Swatch::None));
        }
    }
    if chart.series.len() > 1 {
        let sum = readout::text(chart.sum(column), chart.unit);
        row(ui, ctx, &Entry::new("Together".to_string(), sum, Paint::Plain, Swatch::None));
    }
    for line in &chart.lines {
        row(ui, ctx, &Entry::new(line.name.clone(), value(line.values.get(column)), line.paint, Swatch::Line));
    }
}

fn entries(chart: &Chart) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    for series in chart.series.iter().rev() {
        if series.paints.is_empty() {
            all.push(of_series(chart, series));
        } else {
            all.extend(by_paint(chart, &series.paints, &series.values));
        }
    }
    all.extend(chart.lines.iter().map(|line| Entry::new(&line.name, String::new(), line.paint, Swatch::Line)));
    all.extend(chart.marks.iter().map(|mark| Entry::new(&mark.name, String::new(), mark.paint, Swatch::Dashes)));
    all
}

/// A series with what it comes to, where sums mean something: of watts the first column is the whole.
fn of_series(chart: &Chart, series: &Series) -> Entry {
    let entry = Entry::new(&series.name, String::new(), series.paint, Swatch::Box);
    let sum = || series.values.iter().fold(0.0, |sum, value| sum + value);
    match chart.kind {
        ChartKind::Watts => valued(chart, entry, series.values.first().copied().unwrap_or(0.0), chart.sum(0)),
        ChartKind::Lengths => Entry { value: readout::text(sum(), chart.unit), ..entry },
        _ => entry,
    }
}

fn valued(chart: &Chart, entry: Entry, value: f64, whole: f64) -> Entry {
    Entry { value: readout::text(value, chart.unit), share: percent(value / whole.max(f64::MIN_POSITIVE)), ..entry }
}

fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 { "< 1 %".to_string() } else { format!("{:.0} %", 100.0 * share) }
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
    let whole = all.iter().fold(0.0, |sum, (_, value)| sum + value);
    let entry = |(paint, value): &(Paint, f64)| {
        let entry = Entry::new(named(*paint), String::new(), *paint, Swatch::Box);
        if chart.kind == ChartKind::Dollars { valued(chart, entry, *value, whole) } else { entry }
    };
    all.iter().map(entry).collect()
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
            if !entry.share.is_empty() {
                share(ui, ctx, &entry.share);
            }
            if !entry.value.is_empty() {
                ui.label(RichText::new(&entry.value).size(SMALL).color(ctx.theme.text));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&entry.name).size(SMALL).color(ctx.theme.dim)).truncate());
            });
        });
    });
}

/// Shares stand under each other.
fn share(ui: &mut Ui, ctx: &Ctx, share: &str) {
    ui.allocate_ui_with_layout(Vec2::new(32.0, 14.0), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(32.0);
        ui.label(RichText::new(share).size(SMALL).color(ctx.theme.dim));
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
