//! Tables on their way out: worked out again on a thread of their own, because a hundred thousand rows of text take longer than a frame.

use std::collections::BTreeMap;

use crate::io::export::csv as format;
use crate::solve::charts::Sheet;
use crate::solve::tables::{TableKind, View, table};
use crate::solve::{Input, Watch, solve};
use crate::ui::state::TableState;

/// A table of a plan as somebody looks at it. Solving twice gives the same numbers.
#[derive(Debug)]
pub struct TableOf {
    input: Input,
    kind: TableKind,
    view: View,
}

impl TableOf {
    pub fn new(input: &Input, kind: TableKind, states: &BTreeMap<TableKind, TableState>) -> Self {
        let view = states.get(&kind).map(|state| state.view.clone()).unwrap_or_default();
        Self { input: input.clone(), kind, view }
    }

    /// Rows in the order of the view; `None` if nobody wants them any more.
    pub fn sheet(&self, watch: &Watch) -> Option<Sheet> {
        let report = solve(&self.input, watch.cancel())?;
        let totals = report.totals();
        let table = table(self.kind, &report, &totals);
        watch.wanted()?;
        Some(table.sheet(&table.order(&self.view).rows))
    }
}

pub fn csv(sheet: &Sheet) -> String {
    sheet.rows.iter().map(|row| format::row(row.iter().map(String::as_str))).collect()
}

/// Tabs between cells, as spreadsheets take them from the clipboard.
pub fn tabbed(sheet: &Sheet) -> String {
    sheet.rows.iter().map(|row| format::tabbed(row.iter().map(String::as_str))).collect()
}
