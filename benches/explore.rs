//! How long exploring takes: a break-even map of two plans of 1,024 accelerators, the study of all uncertain numbers, draws a second; and how soon
//! each long work is over when it is given up. Prints times with the fastest and the median; asserts none.

#![forbid(unsafe_code)]

#[expect(dead_code, reason = "shared with tests, not all of it is of use here")]
#[path = "../tests/solve/support.rs"]
mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use rackwright::explore::Variant;
use rackwright::explore::compare::metrics::{Metric, find};
use rackwright::explore::compare::{Comparison, Per};
use rackwright::explore::sweep::{Subject, Task, break_even, sweep};
use rackwright::explore::uncertainty::monte_carlo::{monte_carlo, solved};
use rackwright::explore::uncertainty::{LOOKED_AT, study};
use rackwright::explore::vary::Axis;
use rackwright::io::export::{comparison, report, schedule};
use rackwright::solve::{Cancel, Watch};
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

/// Gives work up at ten moments, spread over the time it takes, and prints how long it goes on after that: the median and the worst.
fn given_up(what: &str, work: impl Fn(&Watch) -> bool + Sync) {
    let start = Instant::now();
    assert!(work(&Watch::default()), "{what} has an answer");
    let whole = start.elapsed();
    let mut after: Vec<f64> = (0..10_u32).filter_map(|moment| after_cancel(&work, whole * moment / 10)).collect();
    after.sort_by(f64::total_cmp);
    let (whole, median) = (whole.as_secs_f64() * 1e3, after.get(after.len() / 2).copied().unwrap_or(0.0));
    println!(
        "given up: {what:50} takes {whole:9.1} ms, over {median:6.2} ms after (median), {:6.2} ms (worst of {})",
        after.last().copied().unwrap_or(0.0),
        after.len()
    );
}

/// Milliseconds from the word to the return; none where the work was over before.
fn after_cancel(work: &(impl Fn(&Watch) -> bool + Sync), moment: Duration) -> Option<f64> {
    let watch = Watch::default();
    std::thread::scope(|scope| {
        let working = scope.spawn(|| (!work(&watch)).then(Instant::now));
        std::thread::sleep(moment);
        let word = Instant::now();
        watch.cancel().cancel();
        let over = working.join().expect("it ends")?;
        Some(over.duration_since(word).as_secs_f64() * 1e3)
    })
}

/// Everything the window lets people give up.
fn all_given_up(cpo: &Subject, plug: &Subject) {
    let tco = metrics(&["tco"]);
    for (what, specs) in [
        ("map of 40 x 40", &["floor.routing.slack=0..20:40", "site.electricity_price=0.03..0.20:40"][..]),
        ("lines of 400 points", &["site.electricity_price=0.03..0.20:400"]),
    ] {
        let axes: Vec<Axis> = specs.iter().map(|spec| Axis::parse(spec).expect("an axis")).collect();
        let task = Task { plan: cpo, against: Some(plug), axes: &axes, metrics: &tco, shard: (0, 1) };
        given_up(what, |watch| sweep(&task, watch).is_some());
    }
    let looked_at = metrics(&LOOKED_AT);
    given_up("study of every uncertain number", |watch| study([cpo, plug], &looked_at, watch).is_some());
    let made = study([cpo, plug], &looked_at, &Watch::default()).expect("nobody gives it up");
    given_up("2,000 draws solved in full", |watch| solved(&made, [cpo, plug], (2_000, 1), watch).is_some());
    given_up("4,000,000 draws added, six results", |watch| monte_carlo(&made, (4_000_000, 1), watch).is_some());
    let three = ["copper-1024", "cpo-1024", "optical-1024"];
    let three = three.map(|name| Variant::solved(name, &input(preset(name)), &Cancel::default()).expect("nobody cancels"));
    let compared = Comparison::of(&three, 0, Per::Whole).expect("a baseline");
    given_up("report of a comparison of three plans", |watch| comparison("", &compared, &compared.rows(), watch).is_some());
    let [_, _, optical] = &three;
    given_up("report of optical-1024", |watch| report(optical, watch).is_some());
    given_up("cable schedule of optical-1024", |watch| schedule(&optical.report, watch).is_some());
}

fn main() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{} threads, load {}", rayon::current_num_threads(), load.trim());
    let (cpo, plug) = (subject("cpo-1024"), subject("pluggable-1024"));
    let (cancel, watch) = (Cancel::default(), Watch::default());
    for vary in [
        ["catalog.cpo_davisson_212.price=200..4200:40", "site.electricity_price=0.03..0.20:40"],
        ["floor.routing.slack=0..20:40", "site.electricity_price=0.03..0.20:40"],
    ] {
        let axes = vary.map(|spec| Axis::parse(spec).expect("an axis"));
        let metrics = metrics(&["tco"]);
        let task = Task { plan: &cpo, against: Some(&plug), axes: &axes, metrics: &metrics, shard: (0, 1) };
        let mut line = 0;
        timed(&format!("40 x 40 map of cpo-1024 against pluggable-1024, {}", axes[0].path), 5, || {
            let points = sweep(&task, &watch).expect("nobody cancels");
            line = break_even(&axes, &points, 0).len();
        });
        println!("{line} points on the break-even line");
    }
    let looked_at = metrics(&["tco"]);
    let mut made = None;
    timed("study of every uncertain number of both plans", 3, || made = study([&cpo, &plug], &looked_at, &watch));
    let made = made.expect("nobody cancels");
    println!("{} numbers moved, {} matter", made.moved, made.inputs.len());
    let draws = 1_000_000;
    let median = timed("a million draws of both plans, total cost", 5, || {
        monte_carlo(&made, (draws, 1), &watch).expect("nobody cancels");
    });
    println!("{:.0} plan pairs a second where only prices and energies vary (goal 100,000)", draws as f64 / median * 1e3);
    let few = 2_000;
    let median = timed("two thousand draws with both plans solved in full", 3, || {
        solved(&made, [&cpo, &plug], (few, 1), &watch).expect("nobody cancels");
    });
    println!("{:.0} plan pairs a second, solved in full", few as f64 / median * 1e3);
    let both = ["cpo-1024", "pluggable-1024"].map(|name| Variant::solved(name, &input(preset(name)), &cancel).expect("nobody cancels"));
    timed("rows of a comparison", 20, || {
        let comparison = Comparison::of(&both, 0, Per::Whole).expect("a baseline");
        assert!(!divan::black_box(comparison.rows()).is_empty());
    });
    all_given_up(&cpo, &plug);
}
