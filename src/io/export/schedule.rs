//! The cable schedule as CSV: a line for each cable with both ends, medium, length and the labels to print.

use super::csv;
use crate::solve::figure::whole;
use crate::solve::schedule::{CableEnd, each_cable};
use crate::solve::{Report, Watch};

const HEAD: [&str; 16] = [
    "cable", "tier", "joins", "a_rack", "a_unit", "a_port", "b_rack", "b_unit", "b_port", "medium", "part", "length_m", "made", "links",
    "label_a", "label_b",
];

/// Cables of a list at most: no spreadsheet opens a tenth of it.
const MOST: u64 = 10_000_000;

/// Why there is no list of all cables, where there is none.
pub fn schedule_fits(report: &Report) -> Result<(), String> {
    let cables = report.totals().cables;
    if cables > MOST { Err(format!("a cable schedule: got {cables} cables, allowed {MOST}")) } else { Ok(()) }
}

/// The whole list; a cable is a step.
pub fn schedule(report: &Report, watch: &Watch) -> Option<String> {
    watch.expect(usize::try_from(report.totals().cables).unwrap_or(usize::MAX));
    let mut text = csv::row(HEAD.into_iter());
    each_cable(report, &mut |cable| {
        let [label_a, label_b] = cable.labels();
        let medium = crate::model::text::Id::new(&cable.technology).ok();
        let medium = medium.and_then(|id| report.input.catalog.interconnect(&id)).map(|part| part.name.to_string());
        let [a, b] = [&cable.a, &cable.b].map(end);
        let cells = [cable.number.to_string(), cable.tier, cable.joins.to_string()].into_iter().chain(a).chain(b).chain([
            medium.unwrap_or_default(),
            cable.technology,
            format!("{}", whole(cable.length_mm) / 1000.0),
            if cable.on_sale { "on sale" } else { "to length" }.to_string(),
            cable.links.to_string(),
            label_a,
            label_b,
        ]);
        let cells: Vec<String> = cells.collect();
        text.push_str(&csv::row(cells.iter().map(String::as_str)));
        watch.step(1)
    })?;
    Some(text)
}

/// Rack, unit of the tray, port of the tray.
fn end(end: &CableEnd) -> [String; 3] {
    [end.rack.clone(), end.unit.map(|unit| unit.to_string()).unwrap_or_default(), end.port.to_string()]
}
