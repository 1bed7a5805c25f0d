//! The rows of a table that are in view, under headings that stay. Clicks select racks; a double click brings one into view.

use egui::{Align, Layout, Modifiers, Rect, ScrollArea, Sense, Ui, WidgetInfo};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::panel::Shown;
use super::{cell, focus_id, head, keys};
use crate::model::racks::RackId;
use crate::solve::tables::{Column, TableKind};
use crate::ui::command::Command;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::state::TableState;

/// Height of a row.
pub const HEIGHT: f32 = 20.0;
/// Width of a digit, about.
const DIGIT: f32 = 6.6;
/// Width of a letter of a heading, about, and of what stands beside it.
const LETTER: f32 = 5.6;
const ARROW: f32 = 14.0;
/// Between columns, and beside the last.
const SPACE: f32 = 8.0;
const SCROLL: f32 = 10.0;
/// What the widest column gets at most of the room that is left.
const WIDEST: f32 = 260.0;

pub fn show(ui: &mut Ui, ctx: &Ctx, shown: &Shown) {
    let area = ui.available_rect_before_wrap();
    let focused = focus(ui, shown, area);
    let scrolled = ScrollArea::horizontal().id_salt(shown.table.kind.word()).auto_shrink(false);
    scrolled.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().item_spacing.x = SPACE;
        // Lines between columns are there to be dragged, not to be looked at.
        ui.visuals_mut().widgets.noninteractive.bg_stroke.color = ctx.theme.raised;
        rows(ui, ctx, shown, focused, area.width());
    });
}

/// The table as one focusable thing, behind its rows.
fn focus(ui: &Ui, shown: &Shown, area: Rect) -> bool {
    let id = focus_id(shown.table.kind);
    let response = ui.interact(area, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Table, true, shown.table.kind.title()));
    let focused = response.has_focus();
    if focused {
        keys::hold(ui, id);
    }
    focused
}

fn rows(ui: &mut Ui, ctx: &Ctx, shown: &Shown, focused: bool, room: f32) {
    let (height, widths) = (ui.available_height(), widths(shown.table.columns, room));
    let in_view = in_view(ui, ctx, shown);
    head::underline(ui, ctx, ui.cursor().top() + head::height(shown), focused);
    let mut table = TableBuilder::new(ui)
        .id_salt(shown.table.kind.word())
        .striped(false)
        .resizable(true)
        .sense(Sense::click())
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .max_scroll_height(height)
        .cell_layout(Layout::left_to_right(Align::Center));
    for width in widths {
        table = table.column(width);
    }
    if let Some(place) = in_view {
        table = table.scroll_to_row(place, None);
    }
    let table = table.header(head::height(shown), |mut header| {
        for (place, column) in shown.table.columns.iter().enumerate() {
            header.col(|ui| head::show(ui, ctx, shown, place, column));
        }
    });
    table.body(|body| body.rows(HEIGHT, shown.order.rows.len(), |mut row| line(&mut row, ctx, shown)));
}

/// The widest texts get the room that is left, as the window has it; the other columns keep the width they were dragged to.
fn widths(columns: &[Column], room: f32) -> Vec<Width> {
    let taken = columns.iter().fold(0.0, |sum, column| sum + width(column) + SPACE);
    let left = (room - taken - SCROLL).clamp(0.0, WIDEST);
    let widest = widest(columns);
    let of = |(place, column): (usize, &Column)| match widest {
        Some(widest) if widest == place => Width::exact(width(column) + left).clip(true),
        _ => Width::initial(width(column)).at_least(28.0).clip(true),
    };
    columns.iter().enumerate().map(of).collect()
}

fn widest(columns: &[Column]) -> Option<usize> {
    let texts = columns.iter().enumerate().filter(|(_, column)| column.is_text());
    texts.max_by_key(|(place, column)| (column.width, std::cmp::Reverse(*place))).map(|(place, _)| place)
}

fn width(column: &Column) -> f32 {
    let title = column.title.chars().count() + column.symbol().chars().count();
    let title = f32::from(u8::try_from(title).unwrap_or(u8::MAX)) * LETTER + ARROW;
    let digits = f32::from(column.width) * DIGIT;
    if column.is_text() { digits } else { digits.max(title) }
}

fn line(row: &mut TableRow, ctx: &Ctx, shown: &Shown) {
    let Some(index) = shown.row_at(row.index()) else { return };
    let selected = is_selected(ctx, shown, index);
    row.set_selected(selected);
    row.set_overline(shown.table.is_sum(index));
    for (place, column) in shown.table.columns.iter().enumerate() {
        row.col(|ui| cell::show(ui, ctx, shown, index, place, column));
    }
    let response = row.response();
    let name = shown.table.name(index);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Row, true, selected, name.as_str()));
    if response.double_clicked() && shown.table.kind == TableKind::Racks {
        choose(ctx, shown, index, Modifiers::NONE);
        ctx.run(Command::FitSelection);
    } else if response.clicked() {
        let modifiers = response.ctx.input(|input| input.modifiers);
        choose(ctx, shown, index, modifiers);
        response.ctx.memory_mut(|memory| memory.request_focus(focus_id(shown.table.kind)));
    }
}

fn is_selected(ctx: &Ctx, shown: &Shown, row: usize) -> bool {
    match shown.table.kind {
        TableKind::Racks => rack_at(shown, row).is_some_and(|id| ctx.state.selection.contains(&id)),
        _ => shown.state.cursor.is_some_and(|cursor| usize::try_from(cursor) == Ok(row)),
    }
}

fn rack_at(shown: &Shown, row: usize) -> Option<RackId> {
    shown.reading.report.input.plan.racks.at(row).map(|rack| rack.id)
}

/// Takes a row: alone, to what is selected, or with all rows up to it.
pub fn choose(ctx: &Ctx, shown: &Shown, row: usize, modifiers: Modifiers) {
    let Ok(cursor) = u32::try_from(row) else { return };
    ctx.send(Message::Table(shown.table.kind, TableState { cursor: Some(cursor), ..shown.state.clone() }));
    if shown.table.kind != TableKind::Racks {
        return;
    }
    let Some(id) = rack_at(shown, row) else { return };
    let racks = match () {
        () if modifiers.shift => up_to(ctx, shown, cursor),
        () if modifiers.command => toggled(ctx, id),
        () => vec![id],
    };
    ctx.send(Message::Select(racks));
}

fn toggled(ctx: &Ctx, id: RackId) -> Vec<RackId> {
    let mut racks = ctx.selected();
    match racks.iter().position(|other| *other == id) {
        Some(place) => drop(racks.remove(place)),
        None => racks.push(id),
    }
    racks
}

/// Everything between the reference and a row, as it stands on screen; the reference stays.
fn up_to(ctx: &Ctx, shown: &Shown, row: u32) -> Vec<RackId> {
    let reference = ctx.state.reference.and_then(|id| shown.reading.report.position(id));
    let ends = [reference.unwrap_or(row), row].map(|row| shown.place_of(row));
    let [Some(from), Some(to)] = ends else { return rack_at(shown, usize::try_from(row).unwrap_or(usize::MAX)).into_iter().collect() };
    let between = shown.order.rows.get(from.min(to)..=from.max(to)).unwrap_or_default();
    let mut racks: Vec<RackId> = between.iter().filter_map(|row| rack_at(shown, usize::try_from(*row).ok()?)).collect();
    if to < from {
        racks.reverse();
    }
    racks
}

/// The row that has to be in view because it was just taken, here or on the floor.
fn in_view(ui: &Ui, ctx: &Ctx, shown: &Shown) -> Option<usize> {
    let memory = egui::Id::unique(("row in view", shown.table.kind.word()));
    let now = current(ctx, shown);
    let moved = ui.data_mut(|data| {
        let moved = data.get_temp::<Option<u32>>(memory).flatten() != now;
        data.insert_temp(memory, now);
        moved
    });
    now.filter(|_| moved).and_then(|row| shown.place_of(row))
}

/// The row that keys go on from.
pub fn current(ctx: &Ctx, shown: &Shown) -> Option<u32> {
    match shown.table.kind {
        TableKind::Racks => {
            let cursor = shown.state.cursor.filter(|row| is_selected(ctx, shown, usize::try_from(*row).unwrap_or(usize::MAX)));
            cursor.or_else(|| ctx.state.reference.and_then(|id| shown.reading.report.position(id)))
        }
        _ => shown.state.cursor,
    }
}
