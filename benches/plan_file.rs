//! Reading and writing plans of 1,000 to 100,000 racks, written as runs and as single racks. `benches/README.md` says what each figure means.

use divan::{Bencher, black_box, counter::BytesCount};
use rackwright::io::{plan_file, presets};
use rackwright::model::geometry::Point;
use rackwright::model::plan::Plan;
use rackwright::model::racks::{Rack, Racks};
use rackwright::model::runs::RackRun;

fn main() {
    divan::main();
}

const SIZES: &[u64] = &[1_000, 10_000, 100_000];

/// Rows of 100 racks: a handful of runs in the file.
fn regular(racks: u64) -> Plan {
    let text = format!(
        "racks: [(id: 1, name: \"A01\", kind: \"compute\", at_mm: (1200, 1200), count: 100, pitch_mm: (600, 0), rows: {}, row_pitch_mm: (0, 3600))],\n)",
        racks / 100
    );
    let body = presets::EMPTY.split("racks: [],").next().expect("the empty plan has racks").to_string() + &text;
    plan_file::parse(&body).expect("the plan opens").plan
}

/// The same racks, each one a step out of line, so that no two form a run.
fn scattered(racks: u64) -> Plan {
    let plan = regular(racks);
    let moved = plan.racks.iter().enumerate().map(|(index, rack)| shifted(rack, index as i64));
    let racks = Racks::new(moved.collect()).expect("ids are unique");
    Plan { racks, ..plan }
}

fn shifted(rack: &Rack, index: i64) -> Rack {
    let step = Point::new(0, (index * index) % 97).expect("small");
    Rack { at: rack.at.plus(step).expect("on the floor"), ..rack.clone() }
}

#[divan::bench(args = SIZES)]
fn load_runs(bencher: Bencher, racks: u64) {
    let text = plan_file::print(&regular(racks));
    bencher.counter(BytesCount::of_str(&text)).bench(|| plan_file::parse(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn load_singles(bencher: Bencher, racks: u64) {
    let text = plan_file::print(&scattered(racks));
    bencher.counter(BytesCount::of_str(&text)).bench(|| plan_file::parse(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn print_runs(bencher: Bencher, racks: u64) {
    let plan = regular(racks);
    bencher.bench(|| plan_file::print(black_box(&plan)));
}

#[divan::bench(args = SIZES)]
fn print_singles(bencher: Bencher, racks: u64) {
    let plan = scattered(racks);
    bencher.bench(|| plan_file::print(black_box(&plan)));
}

#[divan::bench]
fn embedded_catalogue() -> usize {
    presets::CATALOG.iter().map(|(_, text)| rackwright::io::catalog_file::parse(text).map_or(0, |sections| sections.parts().len())).sum()
}

/// Expanding one run, without any reading.
#[divan::bench(args = SIZES)]
fn expand_run(bencher: Bencher, racks: u64) {
    let plan = regular(racks);
    let run: Vec<RackRun> = rackwright::model::runs::runs_of(plan.racks.iter(), &|_| false);
    bencher.bench(|| run.iter().map(|run| run.expand().map_or(0, |racks| racks.len())).sum::<usize>());
}
