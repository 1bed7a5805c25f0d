//! How long exploring takes: a break-even map of two plans of 1,024 accelerators, the study of all uncertain numbers, draws a second. Prints
//! times with the fastest and the median; asserts none.

#![forbid(unsafe_code)]

#[expect(dead_code, reason = "shared with tests, not all of it is of use here")]
#[path = "../tests/solve/support.rs"]
mod support;

use std::sync::Arc;
use std::time::Instant;

use rackwright::explore::Variant;
use rackwright::explore::compare::metrics::{Metric, find};
use rackwright::explore::compare::{Comparison, Per};
use rackwright::explore::sweep::{Progress, Subject, Task, break_even, sweep};
use rackwright::explore::uncertainty::monte_carlo::{monte_carlo, solved};
use rackwright::explore::uncertainty::study;
use rackwright::explore::vary::Axis;
use rackwright::solve::Cancel;
use support::{catalog, input, preset};

fn subject(name: &str) -> Subject {
    Subject { plan: Arc::new(preset(name)), base: catalog() }
}

fn metrics(keys: &[&str]) -> Vec<&'static Metric> {
    keys.iter().filter_map(|key| find(key)).collect()
}

/// Fastest and median of some runs, in milliseconds.
fn timed(what: &str, runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:60} fastest {:10.2} ms, median {:10.2} ms", times[0], times[runs / 2]);
    times[runs / 2]
}

fn main() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{} threads, load {}", rayon::current_num_threads(), load.trim());
    let (cpo, plug) = (subject("cpo-1024"), subject("pluggable-1024"));
    let cancel = Cancel::default();
    for vary in [
        ["catalog.cpo_davisson_212.price=200..4200:40", "site.electricity_price=0.03..0.20:40"],
        ["floor.routing.slack=0..20:40", "site.electricity_price=0.03..0.20:40"],
    ] {
        let axes = vary.map(|spec| Axis::parse(spec).expect("an axis"));
        let metrics = metrics(&["tco"]);
        let task = Task { plan: &cpo, against: Some(&plug), axes: &axes, metrics: &metrics, shard: (0, 1) };
        let mut line = 0;
        timed(&format!("40 x 40 map of cpo-1024 against pluggable-1024, {}", axes[0].path), 5, || {
            let points = sweep(&task, &Progress::default(), &cancel).expect("nobody cancels");
            line = break_even(&axes, &points, 0).len();
        });
        println!("{line} points on the break-even line");
    }
    let looked_at = metrics(&["tco"]);
    let mut made = None;
    timed("study of every uncertain number of both plans", 3, || made = study([&cpo, &plug], &looked_at, &cancel));
    let made = made.expect("nobody cancels");
    println!("{} numbers moved, {} matter", made.moved, made.inputs.len());
    let draws = 1_000_000;
    let median = timed("a million draws of both plans, total cost", 5, || {
        monte_carlo(&made, (draws, 1), &cancel).expect("nobody cancels");
    });
    println!("{:.2} million plan pairs a second", draws as f64 / median / 1e3);
    let few = 2_000;
    let median = timed("two thousand draws with both plans solved in full", 3, || {
        solved(&made, [&cpo, &plug], (few, 1), &cancel).expect("nobody cancels");
    });
    println!("{:.0} plan pairs a second, solved in full", few as f64 / median * 1e3);
    let both = ["cpo-1024", "pluggable-1024"].map(|name| Variant::solved(name, &input(preset(name)), &cancel).expect("nobody cancels"));
    timed("rows of a comparison", 20, || {
        let comparison = Comparison::of(&both, 0, Per::Whole).expect("a baseline");
        assert!(!divan::black_box(comparison.rows()).is_empty());
    });
}
