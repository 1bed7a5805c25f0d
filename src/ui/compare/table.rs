//! Results of all plans, row by row under their floors: first what matters most, then what differs in the inputs, then everything by group.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::columns::Columns;
use super::{Page, Shows};
use crate::explore::compare::inputs::InputRow;
use crate::explore::compare::{Cell, Row, Verdict, told};
use crate::solve::readout;
use crate::ui::theme::SMALL;

/// Height of a row.
const HEIGHT: f32 = 20.0;
/// Share of a column in which its value ends.
const VALUE: f32 = 0.52;
/// From the edges of a column to its text.
const MARGIN: f32 = 10.0;
/// Inputs that show where not all of them are wanted.
const SOME: usize = 6;
/// What a planner asks first.
const FIRST: [&str; 8] = [
    "it-power",
    "power-per-accelerator",
    "power-per-compute-rack",
    "capex",
    "tco",
    "usd-per-accelerator-hour",
    "accelerator-hours-lost",
    "errors",
];

/// A line of the table.
enum Line<'t> {
    Heading(String),
    /// The heading of the inputs, which folds them.
    Inputs(usize),
    Input(&'t InputRow),
    Result(&'t Row),
}

pub fn show(ui: &mut Ui, page: Page, columns: &Columns) {
    let lines = lines(page);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("results").auto_shrink(false).show_rows(ui, HEIGHT, lines.len(), |ui, range| {
        for (place, line) in lines.iter().enumerate().skip(range.start).take(range.len()) {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::empty());
            ui.push_id(place, |ui| self::line(ui, page, columns, rect, line));
        }
    });
}

fn lines<'t>(page: Page<'t, '_>) -> Vec<Line<'t>> {
    let (view, told) = (page.view(), page.told);
    let shows = |row: &&Row| !view.kept.only_differences || row.differs();
    let first = FIRST.iter().filter_map(|key| told.rows.iter().find(|row| row.metric.key == *key));
    let mut lines: Vec<Line> = first.filter(shows).map(Line::Result).collect();
    lines.push(Line::Inputs(told.inputs.len()));
    let inputs = if view.all_inputs { told.inputs.len() } else { SOME };
    lines.extend(told.inputs.iter().take(inputs).map(Line::Input));
    let mut group = "";
    for row in told.rows.iter().filter(shows) {
        let word = row.metric.group.word();
        if word != group {
            lines.push(Line::Heading(format!("{}{}", word.to_uppercase(), told.per.suffix().to_uppercase())));
            group = word;
        }
        lines.push(Line::Result(row));
    }
    lines
}

fn line(ui: &mut Ui, page: Page, columns: &Columns, rect: Rect, line: &Line) {
    let theme = page.ctx.theme;
    match line {
        Line::Heading(text) => heading(ui, page, rect, text),
        Line::Inputs(count) => fold(ui, page, rect, *count),
        Line::Input(row) => {
            put(ui, columns.first(rect), 0.0, &row.path, theme.dim);
            for (column, place) in page.order().into_iter().enumerate() {
                let value = row.values.get(place).map_or("", String::as_str);
                put(ui, columns.of_plan(column, rect), 0.0, if value.is_empty() { "-" } else { value }, theme.text);
            }
            named(ui, rect, &format!("{}: {}", row.path, row.values.join(", ")), &row.path);
        }
        Line::Result(row) => result(ui, page, columns, rect, row),
    }
}

fn heading(ui: &Ui, page: Page, rect: Rect, text: &str) {
    ui.painter().hline(rect.x_range(), rect.top() + 2.0, page.ctx.theme.hairline());
    put(ui, rect, 0.0, text, page.ctx.theme.dim);
}

/// The heading of the inputs; a click shows all of them, or the first alone.
fn fold(ui: &Ui, page: Page, rect: Rect, count: usize) {
    let all = page.view().all_inputs;
    let shown = if all || count <= SOME { String::new() } else { format!(", {SOME} SHOWN") };
    let text = format!("INPUTS THAT DIFFER: {count}{shown}");
    heading(ui, page, rect, &text);
    let response = ui.interact(rect, ui.scope_id().with("fold"), Sense::click());
    let width = 7.0 * f32::from(u8::try_from(text.len()).unwrap_or(u8::MAX));
    let at = pos2(rect.left() + MARGIN + width + 14.0, rect.center().y);
    let lit = response.hovered() || response.has_focus();
    ui.painter().add(triangle(at, if all { -1.0 } else { 1.0 }, if lit { page.ctx.theme.text } else { page.ctx.theme.dim }));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, all, "All inputs that differ"));
    if response.clicked() {
        page.look(|view| view.all_inputs = !all);
    }
}

fn result(ui: &mut Ui, page: Page, columns: &Columns, rect: Rect, row: &Row) {
    let theme = page.ctx.theme;
    let response = ui.interact(rect, ui.scope_id().with("row"), Sense::hover());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.raised);
    }
    put(ui, columns.first(rect), 0.0, row.metric.title, theme.text);
    for (column, place) in page.order().into_iter().enumerate() {
        if let Some(cell) = row.cells.get(place) {
            self::cell(ui, page, columns.of_plan(column, rect), row, (place, cell));
        }
    }
    named(ui, rect, &spoken(page, row), &hover(page, row));
}

fn cell(ui: &Ui, page: Page, area: Rect, row: &Row, (place, cell): (usize, &Cell)) {
    let theme = page.ctx.theme;
    let unit = row.metric.unit;
    let shows = page.view().kept.shows;
    let baseline = place == page.told.baseline;
    let value = told::value(cell, unit);
    if baseline || matches!(shows, Shows::Both | Shows::Value) {
        let end = if shows == Shows::Both { area.width() * VALUE } else { area.width() - MARGIN };
        let room = Rect::from_min_max(area.min, pos2(area.left() + end, area.bottom()));
        let colour = if shows == Shows::Value && !baseline { colour(page, cell.verdict) } else { theme.text };
        put_right(ui, room, 0.0, &value, colour);
    }
    let change = match shows {
        Shows::Both | Shows::Percent => told::percent(cell, unit),
        Shows::Difference => told::difference(cell, unit),
        Shows::Value => String::new(),
    };
    if !baseline && !change.is_empty() {
        let colour = colour(page, cell.verdict);
        put_right(ui, area, MARGIN + 12.0, &change, colour);
        let up = cell.difference.is_some_and(|difference| difference > 0.0);
        ui.painter().add(triangle(pos2(area.right() - MARGIN - 3.0, area.center().y), if up { -1.0 } else { 1.0 }, colour));
    }
}

/// Better and worse have colours; what may be either has none.
fn colour(page: Page, verdict: Verdict) -> Color32 {
    match verdict {
        Verdict::Better => page.ctx.theme.better,
        Verdict::Worse => page.ctx.theme.worse,
        Verdict::Other => page.ctx.theme.text,
        Verdict::Unclear | Verdict::Same | Verdict::None => page.ctx.theme.dim,
    }
}

/// Points down for 1, up for -1.
fn triangle(at: egui::Pos2, way: f32, colour: Color32) -> Shape {
    let corners = vec![at + vec2(-3.5, -2.5 * way), at + vec2(3.5, -2.5 * way), at + vec2(0.0, 3.0 * way)];
    Shape::convex_polygon(corners, colour, Stroke::NONE)
}

/// The whole row for those who cannot see it, and the same on hover.
fn spoken(page: Page, row: &Row) -> String {
    format!("{}: {}", row.metric.title, of_all(page, row, "; "))
}

fn of_all(page: Page, row: &Row, between: &str) -> String {
    let one = |place: usize| {
        let cell = row.cells.get(place)?;
        let value = told::value(cell, row.metric.unit);
        let change = told::change(cell, row.metric.unit);
        let parts = [value, change, cell.verdict.remark().to_string()];
        let told = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        Some(format!("{} {told}", page.shown.name(place)))
    };
    page.order().into_iter().filter_map(one).collect::<Vec<_>>().join(between)
}

fn hover(page: Page, row: &Row) -> String {
    let ranges = page.order().into_iter().filter_map(|place| {
        let figure = row.cells.get(place)?.figure.filter(|figure| figure.low < figure.high)?;
        Some(format!("{}: {}", page.shown.name(place), readout::range(figure, row.metric.unit)))
    });
    let ranges: Vec<String> = ranges.collect();
    let rest = if ranges.is_empty() { String::new() } else { format!("\nLow to high\n{}", ranges.join("\n")) };
    format!("{}\n{}{rest}", row.metric.title, of_all(page, row, "\n"))
}

fn named(ui: &Ui, rect: Rect, name: &str, hover: &str) {
    let response = ui.interact(rect, ui.scope_id().with("named"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    response.on_hover_text_at_pointer(hover);
}

fn put(ui: &Ui, area: Rect, from: f32, text: &str, colour: Color32) {
    let galley = fitted(ui, text, colour, area.width() - 2.0 * MARGIN - from);
    let at = pos2(area.left() + MARGIN + from, area.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}

fn put_right(ui: &Ui, area: Rect, from: f32, text: &str, colour: Color32) {
    let galley = fitted(ui, text, colour, area.width() - from);
    let at = pos2(area.right() - from - galley.size().x, area.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}

/// A line cut to a width.
fn fitted(ui: &Ui, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_string(), FontId::proportional(SMALL + 1.0), colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    ui.painter().layout_job(job)
}
