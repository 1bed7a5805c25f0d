//! The order of rows, kept from frame to frame: a hundred thousand racks are sorted when something has changed, not whenever they are drawn.

use std::sync::Arc;

use egui::{Id, Ui};

use crate::model::plan::Plan;
use crate::solve::tables::{Order, Table, View};
use crate::ui::reading::Reading;

/// Up to so many rows sums are worked out again in every frame of a gesture.
const FEW: usize = 400;

/// An order with what it was worked out for.
#[derive(Clone)]
struct Kept {
    plan: Arc<Plan>,
    view: View,
    rows: usize,
    order: Arc<Order>,
}

/// Rows as they are to show. During a gesture they stay where they are: rows that jump under the pointer cannot be read.
pub fn order(ui: &Ui, reading: &Reading, table: &Table, view: &View) -> Arc<Order> {
    let memory = Id::unique(("order of rows", table.kind.word()));
    let plan = &reading.report.input.plan;
    let kept: Option<Kept> = ui.data(|data| data.get_temp(memory));
    let fits = |kept: &Kept| kept.view == *view && kept.rows == table.len();
    if let Some(kept) = kept.filter(fits) {
        if Arc::ptr_eq(&kept.plan, plan) {
            return kept.order;
        }
        if reading.preview {
            return passing(table, &kept.order);
        }
    }
    let order = Arc::new(table.order(view));
    let kept = Kept { plan: Arc::clone(plan), view: view.clone(), rows: table.len(), order: Arc::clone(&order) };
    ui.data_mut(|data| data.insert_temp(memory, kept));
    order
}

/// The order there was, with the sums as they would be; none rather than old ones where they take too long.
fn passing(table: &Table, order: &Order) -> Arc<Order> {
    let few = order.rows.len() <= FEW;
    let sums = if few { table.sums(&order.rows) } else { vec![None; table.columns.len()] };
    Arc::new(Order { rows: order.rows.clone(), sums })
}
