//! How long solving takes: the common task, plans of 1,000 to 100,000 racks on one thread and on two, racks being dragged, totals, memory.
//! Prints times; asserts none. Every bench solves a whole plan with all stages and rules.

#![forbid(unsafe_code)]

#[expect(dead_code, reason = "shared with tests, not all of it is of use here")]
#[path = "../tests/published/build.rs"]
mod build;
#[path = "../tests/support/fat_tree.rs"]
mod fat_tree;
#[expect(dead_code, reason = "shared with tests, not all of it is of use here")]
#[path = "../tests/solve/support.rs"]
mod support;

use std::sync::Arc;

use divan::{Bencher, black_box};
use rackwright::model::geometry::Point;
use rackwright::model::racks::RackId;
use rackwright::solve::{Cancel, Input, Report, solve};

const RACKS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    sizes();
    divan::main();
}

/// What the plans of the benches hold, and what a report of them takes in memory.
fn sizes() {
    for racks in RACKS {
        let input = floor(racks);
        let before = resident();
        let report = solved(&input);
        let grown = resident().saturating_sub(before);
        let (all, bundles) = (report.racks.len(), report.bundles.len());
        println!(
            "{racks} compute racks: {all} racks, {bundles} bundles; report {grown} kB resident, {:.2} kB a rack",
            grown as f64 / all as f64
        );
    }
}

/// Kilobytes of memory this process has in use, where the system says it.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).map_or(0, |pages| pages * 4)
}

fn floor(racks: usize) -> Input {
    support::input(support::plan(&support::floor(racks)))
}

fn solved(input: &Input) -> Report {
    solve(input, &Cancel::default()).expect("nobody cancels")
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")
}

/// Solves on so many threads.
fn timed(bencher: Bencher, threads: usize, input: &Input) {
    let pool = pool(threads);
    bencher.bench_local(|| black_box(pool.install(|| solved(input))).bundles.len());
}

#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000])]
fn common_task(bencher: Bencher, endpoints: u64) {
    let input = support::input(support::plan(&fat_tree::text(endpoints)));
    timed(bencher, 1, &input);
}

#[divan::bench(args = RACKS)]
fn full_solve_one_thread(bencher: Bencher, racks: usize) {
    timed(bencher, 1, &floor(racks));
}

#[divan::bench(args = RACKS)]
fn full_solve_two_threads(bencher: Bencher, racks: usize) {
    timed(bencher, 2, &floor(racks));
}

/// A compute rack in the middle goes a tile to and fro. The edit itself is not timed: `benches/edit.rs` has it.
#[divan::bench(args = RACKS)]
fn drag_compute_rack(bencher: Bencher, racks: usize) {
    drag(bencher, racks, |report| {
        let id = (0_u32..)
            .zip(report.input.plan.racks.iter())
            .filter(|(index, rack)| rack.kind.as_str() == "c" && report.ends.at(*index).len() <= 16);
        id.map(|(_, rack)| rack.id).nth(racks / 2).expect("a compute rack")
    });
}

/// The spine rack with most bundles, at most 2,000.
#[divan::bench(args = RACKS)]
fn drag_spine_rack(bencher: Bencher, racks: usize) {
    drag(bencher, racks, |report| {
        let spines = (0_u32..).zip(report.input.plan.racks.iter()).filter(|(_, rack)| rack.kind.as_str() == "s");
        let (_, id) = spines
            .map(|(index, rack)| (report.ends.at(index).len(), rack.id))
            .filter(|(ends, _)| *ends <= 2_000)
            .max()
            .expect("a spine rack");
        id
    });
}

fn drag(bencher: Bencher, racks: usize, pick: impl Fn(&Report) -> RackId) {
    let mut report = solved(&floor(racks));
    let id = pick(&report);
    let home = report.input.clone();
    let mut plan = (*home.plan).clone();
    let rack = plan.racks.get_mut(id).expect("it is there");
    rack.at = Point::new(rack.at.x() + 600, rack.at.y()).expect("on the floor");
    let away = home.next(Arc::new(plan));
    let mut there = false;
    bencher.bench_local(|| {
        there = !there;
        report.update(if there { &away } else { &home }, &Cancel::default())
    });
}

#[divan::bench(args = RACKS)]
fn totals(bencher: Bencher, racks: usize) {
    let report = solved(&floor(racks));
    bencher.bench_local(|| black_box(report.totals()).racks);
}
