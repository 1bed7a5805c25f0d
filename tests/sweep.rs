//! Sweeps: every point is what a solve of that plan gives, parts are together the whole, break-even lines lie where both plans cost the same.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "solve/support.rs"]
mod support;

use std::sync::Arc;

use rackwright::edit::apply;
use rackwright::explore::Variant;
use rackwright::explore::compare::metrics::{Metric, find};
use rackwright::explore::sweep::{Point, Subject, Task, bounds, break_even, check, points_of, sweep};
use rackwright::explore::vary::{Axis, edit};
use rackwright::solve::{Cancel, Watch};
use support::{catalog, input, preset};

fn subject(name: &str) -> Subject {
    Subject { plan: Arc::new(preset(name)), base: catalog() }
}

fn axes(specs: &[&str]) -> Vec<Axis> {
    specs.iter().map(|spec| Axis::parse(spec).unwrap_or_else(|why| panic!("{why}"))).collect()
}

fn metrics(keys: &[&str]) -> Vec<&'static Metric> {
    keys.iter().map(|key| find(key).unwrap_or_else(|| panic!("no {key}"))).collect()
}

fn swept(task: &Task) -> Vec<Point> {
    check(task).unwrap_or_else(|why| panic!("{why}"));
    let watch = Watch::default();
    let points = sweep(task, &watch).expect("nobody cancels");
    let steps = points.len() * if task.against.is_some() { 2 } else { 1 };
    assert_eq!(watch.far(), (steps, steps));
    points
}

const EACH: &[&str] = &[
    "site.electricity_price=0.03..0.20:4",
    "site.pue=1.05..1.4:3",
    "economy.years=3,5,8",
    "economy.utilisation=40..90:3",
    "floor.row_pitch=2.4,3,6",
    "floor.routing.slack=0..20:3",
    "tiers.scale-up.rate=12.8..51.2 Tb/s:3",
    "tiers.scale-up.domain=256,512,1024",
    "catalog.cpo_davisson_212.price=0.5..2 kUSD:2",
    "catalog.cpo_davisson_212.afr=0.1..2:3",
    "catalog.optical-xpu.tdp=1..2 kW:2",
];

#[test]
fn a_point_is_what_a_solve_of_that_plan_gives() {
    let specs: Vec<String> = EACH.iter().map(|spec| spec.replace("0.5..2 kUSD", "500..2000 USD")).collect();
    for spec in specs {
        let (plan, axes, metrics) =
            (subject("cpo-1024"), axes(&[&spec]), metrics(&["tco", "it-power", "failures", "cable-length", "errors"]));
        let task = Task { plan: &plan, against: None, axes: &axes, metrics: &metrics, shard: (0, 1) };
        let points = swept(&task);
        let mut different = false;
        for point in &points {
            let value = &axes[0].values[point.places[0]];
            let made = edit(&plan.plan, &input((*plan.plan).clone()).catalog, &axes[0].path, &value.text).expect("an edit");
            let single = apply(&plan.plan, &catalog(), &made).expect("made");
            let variant = Variant::solved("x", &input(single), &Cancel::default()).expect("nobody cancels");
            let expected: Vec<_> = metrics.iter().map(|metric| (metric.of)(&variant)).collect();
            assert_eq!(point.plan, Ok(expected), "{spec} {}", value.text);
            different |= point.plan != points[0].plan;
        }
        assert!(different, "{spec} changes something");
    }
}

#[test]
fn parts_are_together_the_whole() {
    let (plan, other) = (subject("tiny-demo"), subject("nvl72-copper-1152"));
    let (axes, metrics) = (axes(&["site.electricity_price=0.03..0.20:5", "economy.years=3,5,8"]), metrics(&["tco", "opex-first-year"]));
    let part = |shard| swept(&Task { plan: &plan, against: Some(&other), axes: &axes, metrics: &metrics, shard });
    let whole = part((0, 1));
    assert_eq!(whole.len(), points_of(&axes));
    assert!(whole.iter().enumerate().all(|(number, point)| point.number == number && point.against.is_some()));
    for parts in [1, 2, 3, 8, 15, 40] {
        let joined: Vec<Point> = (0..parts).flat_map(|shard| part((shard, parts))).collect();
        assert_eq!(joined, whole, "{parts} parts");
    }
    assert_eq!((0..7).map(|part| bounds(100, (part, 7))).map(|(a, b)| b - a).sum::<usize>(), 100);
}

/// The premium of a part moves the difference in a straight line, so the break-even is where a solve at that price gives no difference.
#[test]
fn break_even_is_where_both_cost_the_same() {
    let (cpo, plug) = (subject("cpo-1024"), subject("pluggable-1024"));
    let (axes, metrics) = (axes(&["catalog.cpo_davisson_212.price=200..4200:9", "site.electricity_price=0.03..0.20:4"]), metrics(&["tco"]));
    let task = Task { plan: &cpo, against: Some(&plug), axes: &axes, metrics: &metrics, shard: (0, 1) };
    let points = swept(&task);
    let line = break_even(&axes, &points, 0);
    assert!(line.len() >= 4, "{line:?}");
    for found in &line {
        let at = [format!("catalog.cpo_davisson_212.price={}", found[0]), format!("site.electricity_price={}", found[1])];
        let one = axes_of(&at);
        let both = swept(&Task { plan: &cpo, against: Some(&plug), axes: &one, metrics: &metrics, shard: (0, 1) });
        let whole = both[0].plan.as_ref().expect("solved")[0].expect("a cost").likely;
        let rest = both[0].difference(0).expect("both solved");
        assert!(rest.abs() < 1e-3 * whole, "{found:?}: {rest} of {whole}");
    }
    // Dearer light needs dearer electricity to pay.
    let prices: Vec<f64> = line.iter().map(|at| at[0]).collect();
    assert!(prices.last() > prices.first());
}

fn axes_of(specs: &[String]) -> Vec<Axis> {
    axes(&specs.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn what_cannot_be_swept_is_refused_with_a_reason() {
    let plan = subject("tiny-demo");
    let cases = [
        (vec!["site.colour=1,2"], "got a path that cannot vary"),
        (vec!["site.electricity_price=-1..1:3"], "site.electricity_price: got"),
        (vec!["economy.years=1..2:3"], "got 1.5, allowed 1..50"),
        (vec!["tiers.nix.rate=1..2 Tb/s:2"], "got \"nix\""),
        (vec!["catalog.nix.price=1,2"], "allowed a part of the catalogue"),
        (vec!["catalog.dr8_dsp_212.colour=1,2"], "allowed a number of dr8_dsp_212"),
        (vec!["catalog.oio_teraphy_32.price=1,2"], "no plan uses that part"),
        (vec!["economy.years=1,2", "economy.years=1,2", "economy.years=1,2"], "got 3 inputs"),
        (vec!["economy.years=1,2", "site.electricity_price=0..1:10000", "x=1"], "got 3 inputs"),
    ];
    for (specs, expected) in cases {
        let (axes, metrics) = (axes(&specs), metrics(&["tco"]));
        let got = check(&Task { plan: &plan, against: None, axes: &axes, metrics: &metrics, shard: (0, 1) });
        assert!(got.as_ref().is_err_and(|why| why.contains(expected)), "{specs:?}: {got:?}");
    }
}

/// Every thread may be in the middle of a point when the answer is given up; none begins another one.
#[test]
fn a_sweep_that_is_given_up_works_on_no_further_points() {
    let (cpo, plug) = (subject("cpo-1024"), subject("pluggable-1024"));
    let (axes, metrics) = (axes(&["economy.years=1..40:40", "site.electricity_price=0.03..0.20:10"]), metrics(&["tco"]));
    let task = Task { plan: &cpo, against: Some(&plug), axes: &axes, metrics: &metrics, shard: (0, 1) };
    for steps in [1, 7, 100, 430, 799] {
        let watch = Watch::at_most(steps);
        assert_eq!(sweep(&task, &watch), None);
        let (done, all) = watch.far();
        assert!(all == 800 && done < steps + rayon::current_num_threads().max(1), "{done} of {all}, given up at {steps}");
    }
    let gone = Watch::default();
    gone.cancel().cancel();
    assert_eq!((sweep(&task, &gone), gone.far().0), (None, 0));
}
