//! The array dialog: rows, columns, pitch and aisles, with the number of racks it will make before it makes them.

use egui::{Id as UiId, Modal, RichText, Ui};

use super::ctx::{Ctx, Message};
use super::floor::view::{footprint, union};
use super::theme::HEADLINE;
use super::widgets::counted;
use super::widgets::entry::Position;
use super::widgets::field::{self, Label};
use super::widgets::row::{note, reason};
use crate::edit::{ADDED_LIMIT, Edit, Grid};
use crate::model::counts::Some1;
use crate::model::geometry::{Coordinate, Point};

/// What is typed so far.
#[derive(Clone, Copy, Debug)]
struct Form {
    columns: Some1,
    rows: Some1,
    pitch: Position,
    row_pitch: Position,
    aisle_every: Option<Some1>,
    aisle: Position,
}

pub fn show(ui: &Ui, ctx: &Ctx) {
    let id = UiId::unique("array");
    let modal = Modal::new(id).frame(ctx.theme.dialog()).backdrop_color(ctx.theme.backdrop());
    let shown = modal.show(ui.ctx(), |ui| contents(ui, ctx, id));
    if shown.should_close() || shown.inner {
        ui.data_mut(|data| data.remove::<Option<Edit>>(id.with("preview")));
        ui.data_mut(|data| data.remove::<Form>(id));
        ctx.send(Message::Preview(None));
        ctx.send(Message::Dialog(None));
    }
}

/// Side by side and back to back, as far as the selection reaches.
fn first_form(ctx: &Ctx) -> Form {
    let racks = ctx.state.selection.iter().filter_map(|id| ctx.plan.racks.get(*id));
    let [left, top, right, bottom] = racks.map(|rack| footprint(ctx.plan, ctx.catalog, rack)).reduce(union).unwrap_or_default();
    let position = |mm: i64| Position(Coordinate::new(mm).unwrap_or_default());
    let some = |count: i64| Some1::new(count).unwrap_or_default();
    Form {
        columns: some(4),
        rows: some(1),
        pitch: position(right - left),
        row_pitch: position(bottom - top + ctx.plan.floor.aisle.base()),
        aisle_every: None,
        aisle: position(ctx.plan.floor.aisle.base()),
    }
}

fn contents(ui: &mut Ui, ctx: &Ctx, memory: UiId) -> bool {
    ui.set_width(340.0);
    ui.label(RichText::new("Array").size(HEADLINE));
    let mut form: Form = ui.data(|data| data.get_temp(memory)).unwrap_or_else(|| first_form(ctx));
    fields(ui, ctx, &mut form);
    ui.data_mut(|data| data.insert_temp(memory, form));
    preview(ui, ctx, &form, memory.with("preview"));
    let new = new_racks(&form, ctx.state.selection.len());
    let fits = new <= ADDED_LIMIT;
    let total = ctx.plan.racks.len().saturating_add(new);
    note(ui, ctx.theme, &format!("Makes {}; the plan then has {}", counted(new, "new rack"), counted(total, "rack")));
    if !fits {
        reason(ui, ctx.theme, &format!("At most {} in one step", counted(ADDED_LIMIT, "rack")));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let make = ui.add_enabled(fits && new > 0, egui::Button::new("Make array")).clicked();
        if make {
            ctx.edit(Edit::ArrayRacks { racks: ctx.selected(), grid: grid(&form) });
        }
        ui.button("Cancel").clicked() || make
    })
    .inner
}

/// Shows on the floor what would be made, each time it becomes something else.
fn preview(ui: &Ui, ctx: &Ctx, form: &Form, memory: UiId) {
    let fits = (1..=ADDED_LIMIT).contains(&new_racks(form, ctx.state.selection.len()));
    let edit = fits.then(|| Edit::ArrayRacks { racks: ctx.selected(), grid: grid(form) });
    let shown: Option<Option<Edit>> = ui.data(|data| data.get_temp(memory));
    if shown.as_ref() != Some(&edit) {
        ctx.send(Message::Preview(edit.clone()));
        ui.data_mut(|data| data.insert_temp(memory, edit));
    }
}

fn fields(ui: &mut Ui, ctx: &Ctx, form: &mut Form) {
    let label = |name, doc| Label { name, doc, salt: 0 };
    if let Some(columns) = field::value(ui, ctx.theme, label("Columns", "Along a row, the original counted"), &form.columns) {
        form.columns = columns;
    }
    if let Some(pitch) = field::value(ui, ctx.theme, label("Column pitch", "From column to column"), &form.pitch) {
        form.pitch = pitch;
    }
    if let Some(rows) = field::value(ui, ctx.theme, label("Rows", "The original counted"), &form.rows) {
        form.rows = rows;
    }
    if let Some(pitch) = field::value(ui, ctx.theme, label("Row pitch", "From row to row"), &form.row_pitch) {
        form.row_pitch = pitch;
    }
    if let Some(every) =
        field::optional(ui, ctx.theme, label("Aisle every", "Rows between two aisles"), form.aisle_every.as_ref(), "no aisles")
    {
        form.aisle_every = every;
    }
    if let Some(aisle) = field::value(ui, ctx.theme, label("Aisle width", "Added to the row pitch at each aisle"), &form.aisle) {
        form.aisle = aisle;
    }
}

fn new_racks(form: &Form, selected: usize) -> usize {
    let cells = form.columns.count().saturating_mul(form.rows.count()).saturating_sub(1);
    usize::try_from(cells).unwrap_or(usize::MAX).saturating_mul(selected)
}

fn grid(form: &Form) -> Grid {
    let zero = Coordinate::default();
    Grid {
        columns: form.columns,
        pitch_mm: Point(form.pitch.0, zero),
        rows: Some(form.rows),
        row_pitch_mm: Point(zero, form.row_pitch.0),
        aisle_every: form.aisle_every,
        aisle_mm: if form.aisle_every.is_some() { Point(zero, form.aisle.0) } else { Point::default() },
    }
}
