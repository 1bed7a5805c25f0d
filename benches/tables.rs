//! How long the table of racks takes to be sorted, filtered and written, up to 100,000 racks. Prints times; asserts none.

#![forbid(unsafe_code)]

use std::sync::Arc;

use divan::{Bencher, black_box};
use rackwright::io::{plan_file, presets};
use rackwright::solve::tables::{Sort, TableKind, View, table};
use rackwright::solve::{Cancel, Input, Report, solve};

const SIZES: [u32; 2] = [10_000, 100_000];

fn main() {
    divan::main();
}

/// An embedded plan with so many racks more.
fn report(racks: u32) -> Report {
    let text = presets::find("tiny-demo").expect("a preset").text;
    let run = format!("racks: [ (id: 1000, name: \"Z0001\", kind: \"compute\", at_mm: (1800, 9000), count: {racks}, pitch_mm: (60, 0)),");
    let without_seal = text.lines().filter(|line| !line.starts_with("// check")).collect::<Vec<_>>().join("\n");
    let plan = plan_file::parse(&without_seal.replacen("racks: [", &run, 1)).expect("it is read").plan;
    let base = Arc::new(presets::catalog().expect("catalogue").clone());
    solve(&Input::new(Arc::new(plan), base), &Cancel::default()).expect("nobody cancels")
}

fn ordered(bencher: Bencher, racks: u32, view: &View) {
    let report = report(racks);
    let totals = report.totals();
    bencher.bench_local(|| black_box(table(TableKind::Racks, &report, &totals).order(view)));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn as_the_plan_has_it(bencher: Bencher, racks: u32) {
    ordered(bencher, racks, &View::default());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn by_name(bencher: Bencher, racks: u32) {
    ordered(bencher, racks, &View { sort: Some(Sort { column: 0, down: true }), filter: String::new() });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn by_price(bencher: Bencher, racks: u32) {
    ordered(bencher, racks, &View { sort: Some(Sort { column: 15, down: true }), filter: String::new() });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn by_findings(bencher: Bencher, racks: u32) {
    ordered(bencher, racks, &View { sort: Some(Sort { column: 17, down: true }), filter: String::new() });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn filtered(bencher: Bencher, racks: u32) {
    ordered(bencher, racks, &View { sort: None, filter: "z99 compute".to_string() });
}

/// What one frame asks for: forty rows of all columns.
#[divan::bench(args = SIZES, sample_count = 20)]
fn cells_in_view(bencher: Bencher, racks: u32) {
    let report = report(racks);
    let totals = report.totals();
    bencher.bench_local(|| {
        let table = table(TableKind::Racks, &report, &totals);
        let rows = (5_000..5_040).flat_map(|row| (0..table.columns.len()).map(move |column| (row, column)));
        rows.map(|(row, column)| table.columns[column].shown(&table.cell(row, column)).len()).sum::<usize>()
    });
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn as_csv(bencher: Bencher, racks: u32) {
    let report = report(racks);
    let totals = report.totals();
    bencher.bench_local(|| {
        let table = table(TableKind::Racks, &report, &totals);
        table.sheet(&table.order(&View::default()).rows).rows.len()
    });
}
