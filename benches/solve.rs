//! How long solving takes: the common task, halls of 1,000 to 100,000 compute racks on one thread and on two, racks being dragged, totals,
//! memory. Every solve is a whole one, with all stages and rules. Prints times, with the time on processors and the load; asserts none.

#![forbid(unsafe_code)]

#[expect(dead_code, reason = "shared with tests, not all of it is of use here")]
#[path = "../tests/published/build.rs"]
mod build;
#[path = "../tests/support/fat_tree.rs"]
mod fat_tree;
#[path = "../tests/support/floor.rs"]
mod floor;
#[expect(dead_code, reason = "shared with tests, not all of it is of use here")]
#[path = "../tests/solve/support.rs"]
mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use rackwright::model::geometry::Point;
use rackwright::model::racks::RackId;
use rackwright::solve::{Cancel, Input, Report, solve};

const RACKS: [usize; 3] = [1_000, 10_000, 100_000];
const ENDPOINTS: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        memory();
        goals();
    }
    divan::main();
}

/// What the halls hold, and what a report of them takes in memory.
fn memory() {
    for racks in RACKS {
        let input = hall(racks);
        let before = resident_kb();
        let report = solved(&input);
        let grown = resident_kb().saturating_sub(before);
        let (all, bundles) = (report.racks.len(), report.bundles.len());
        let each = grown as f64 / all as f64;
        println!("{racks} compute racks: {all} racks, {bundles} bundles; the report takes {grown} kB, {each:.2} kB a rack");
    }
}

/// The figures that goals are set for, one after the other in one run.
fn goals() {
    println!("{:44} {:>9} {:>9} {:>9} {:>9}   load", "milliseconds", "fastest", "median", "slowest", "processor");
    for endpoints in ENDPOINTS {
        let input = task(endpoints);
        Timed::of(|| solved(&input)).tell(&format!("common task, {endpoints} endpoints"));
    }
    let [one, two] = [1, 2].map(|threads| {
        RACKS.map(|racks| {
            let (input, pool) = (hall(racks), pool(threads));
            let timed = Timed::of(|| pool.install(|| solved(&input)));
            timed.tell(&format!("full solve, {racks} compute racks, {threads} threads"));
            timed.median
        })
    });
    let drags = RACKS.map(|racks| {
        let timed = Timed::drag(&hall(racks), compute_rack);
        timed.tell(&format!("drag a compute rack, {racks} compute racks"));
        timed.median
    });
    Timed::drag(&star(2_000), busiest_rack).tell("drag a spine rack of 2,000 bundles");
    let (small, middle, large) = (one[0], one[1], one[2]);
    println!("growth of a solve: 10k / 1k {:.1}, 100k / 10k {:.1}", middle / small, large / middle);
    println!("two threads: {:.2} times as fast with 10k racks, {:.2} with 100k", middle / two[1], large / two[2]);
    println!("growth of a drag: 100k / 1k {:.2}", drags[2] / drags[0]);
}

/// Times of one piece of work, in milliseconds.
struct Timed {
    fastest: f64,
    median: f64,
    slowest: f64,
    /// On all processors together.
    processor: f64,
}

impl Timed {
    /// Repeats the work for a second, at least five times.
    fn of<T>(mut work: impl FnMut() -> T) -> Self {
        black_box(work());
        let (start, processor) = (Instant::now(), processor_ms());
        let mut times = Vec::new();
        while times.len() < 5 || start.elapsed() < Duration::from_secs(1) {
            let start = Instant::now();
            let result = black_box(work());
            times.push(start.elapsed().as_secs_f64() * 1e3);
            drop(result);
        }
        let processor = (processor_ms() - processor) / times.len() as f64;
        times.sort_by(f64::total_cmp);
        Self { fastest: times[0], median: times[times.len() / 2], slowest: times[times.len() - 1], processor }
    }

    fn drag(input: &Input, pick: fn(&Report) -> RackId) -> Self {
        let mut dragged = Dragged::new(input, pick);
        Self::of(|| dragged.step())
    }

    fn tell(&self, what: &str) {
        println!("{what:44} {:9.4} {:9.4} {:9.4} {:9.4}   {}", self.fastest, self.median, self.slowest, self.processor, load());
    }
}

/// A rack that goes a tile to and fro. The edit itself is made before: `benches/edit.rs` times that.
struct Dragged {
    report: Report,
    places: [Input; 2],
    steps: usize,
}

impl Dragged {
    fn new(input: &Input, pick: impl Fn(&Report) -> RackId) -> Self {
        let report = solved(input);
        let mut plan = (*input.plan).clone();
        let rack = plan.racks.get_mut(pick(&report)).expect("it is there");
        rack.at = Point::new(rack.at.x() + 600, rack.at.y()).expect("on the floor");
        let away = input.next(Arc::new(plan));
        Self { report, places: [away, input.clone()], steps: 0 }
    }

    fn step(&mut self) -> bool {
        let place = &self.places[self.steps % 2];
        self.steps += 1;
        self.report.update(place, &Cancel::default())
    }
}

/// A compute rack in the middle, of at most 16 bundles.
fn compute_rack(report: &Report) -> RackId {
    let racks = (0_u32..).zip(report.input.plan.racks.iter());
    let few = racks.filter(|(index, rack)| rack.kind.as_str() == "c" && (2..=16).contains(&report.ends.at(*index).len()));
    let ids: Vec<RackId> = few.map(|(_, rack)| rack.id).collect();
    ids[ids.len() / 2]
}

/// The rack with most bundles, at most 2,000.
fn busiest_rack(report: &Report) -> RackId {
    let bundles = (0_u32..).zip(report.input.plan.racks.iter()).map(|(index, rack)| (report.ends.at(index).len(), rack.id));
    bundles.filter(|(bundles, _)| *bundles <= 2_000).max().expect("a rack").1
}

/// Compute racks that have a leaf each, and one rack of spines that all leafs lead to.
fn star(racks: usize) -> Input {
    let in_row = (5 * racks).isqrt();
    let rows = racks.div_ceil(in_row);
    let (width, depth) = (in_row * 600 + 4_000, rows * 3_000 + 6_000);
    let text = format!(
        r#"(format: "rackwright-plan", version: 1, min_reader: 1, title: "star", question: "",
    floor: (width: "{width} mm", depth: "{depth} mm", tile: "600 mm", aisle: "1.2 m", routing: (tray_height: "300 mm", tray_width: "600 mm",
        tray_depth: "100 mm", tray_fill: "40 %", slack: "5 %", service_loop: "0 m", in_rack: "1500 mm", dressing: "0 m")),
    site: (power_chain: "chain", cooling: "cooling", pue: fixed(value: 1), build_year: 2025),
    economy: (defaults: "money", years: 1),
    rack_types: [
        (id: "c", name: "c", role: compute, frame: "frame", feed: "1 MW",
            blades: [(part: "node", count: 72), (part: "switch", count: 1, serves: (tier: "t", level: leaf))]),
        (id: "s", name: "s", role: switch, frame: "frame", feed: "1 MW", blades: [(part: "switch", count: 16, serves: (tier: "t", level: spine))]),
    ],
    tiers: [(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "100 Gb/s", link: "100 Gb/s",
        topology: clos(levels: 2, leaf_down: 72, leaf_up: 32), switch: "chip",
        media: (in_rack: ["cable"], access: ["cable"], trunk: ["cable"], core: ["cable"]))],
    racks: [
        (id: 1, name: "S1", kind: "s", at_mm: ({x}, {y})),
        (id: 2, name: "C00001", kind: "c", at_mm: (0, 1200), count: {in_row}, pitch_mm: (600, 0), rows: {rows}, row_pitch_mm: (0, 3000)),
    ],
    catalog: ({catalog}),
)"#,
        x = in_row / 2 * 600,
        y = depth - 3_000,
        catalog = fat_tree::catalog(4_096),
    );
    support::input(support::plan(&text))
}

fn hall(racks: usize) -> Input {
    support::input(support::plan(&floor::floor(racks)))
}

fn task(endpoints: u64) -> Input {
    support::input(support::plan(&fat_tree::text(endpoints)))
}

fn solved(input: &Input) -> Report {
    solve(input, &Cancel::default()).expect("nobody cancels")
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")
}

/// Kilobytes of memory this process has in use, where the system says it.
fn resident_kb() -> u64 {
    field("/proc/self/statm", 1).map_or(0, |pages| pages * 4)
}

/// Milliseconds that this process has been on processors: its own and the kernel's on its behalf.
fn processor_ms() -> f64 {
    let ticks = field("/proc/self/stat", 13).unwrap_or(0) + field("/proc/self/stat", 14).unwrap_or(0);
    ticks as f64 * 10.0
}

fn field(file: &str, place: usize) -> Option<u64> {
    std::fs::read_to_string(file).ok()?.split(' ').nth(place)?.parse().ok()
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_string()
}

#[divan::bench(args = ENDPOINTS)]
fn common_task(bencher: Bencher, endpoints: u64) {
    let (input, pool) = (task(endpoints), pool(1));
    bencher.bench_local(|| pool.install(|| solved(&input)));
}

#[divan::bench(args = RACKS)]
fn full_solve_one_thread(bencher: Bencher, racks: usize) {
    let (input, pool) = (hall(racks), pool(1));
    bencher.bench_local(|| pool.install(|| solved(&input)));
}

#[divan::bench(args = RACKS)]
fn full_solve_two_threads(bencher: Bencher, racks: usize) {
    let (input, pool) = (hall(racks), pool(2));
    bencher.bench_local(|| pool.install(|| solved(&input)));
}

#[divan::bench(args = RACKS)]
fn drag_compute_rack(bencher: Bencher, racks: usize) {
    let mut dragged = Dragged::new(&hall(racks), compute_rack);
    bencher.bench_local(|| dragged.step());
}

/// The rack of a hall with most bundles, at most 2,000.
#[divan::bench(args = RACKS)]
fn drag_busiest_rack(bencher: Bencher, racks: usize) {
    let mut dragged = Dragged::new(&hall(racks), busiest_rack);
    bencher.bench_local(|| dragged.step());
}

#[divan::bench(args = [500, 2_000])]
fn drag_spine_rack_of_bundles(bencher: Bencher, bundles: usize) {
    let mut dragged = Dragged::new(&star(bundles), busiest_rack);
    bencher.bench_local(|| dragged.step());
}

#[divan::bench(args = RACKS)]
fn totals(bencher: Bencher, racks: usize) {
    let report = solved(&hall(racks));
    bencher.bench_local(|| report.totals());
}

/// How many findings there are, which the window asks after every step of a drag.
#[divan::bench(args = RACKS)]
fn counts_of_findings(bencher: Bencher, racks: usize) {
    let report = solved(&hall(racks));
    bencher.bench_local(|| report.counts());
}
