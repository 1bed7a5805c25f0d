//! How sure comparisons are: responses are those of full solves, draws are the same on any number of threads, means of what is linear are exact,
//! numbers that both plans share move both.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "solve/support.rs"]
mod support;

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::explore::Variant;
use rackwright::explore::compare::metrics::{Metric, find};
use rackwright::explore::sweep::Subject;
use rackwright::explore::uncertainty::monte_carlo::{Draws, monte_carlo, solved};
use rackwright::explore::uncertainty::{Study, study};
use rackwright::model::text::{Id, Text};
use rackwright::solve::{Cancel, Watch};
use support::{catalog, input, preset};

fn subject(name: &str) -> Subject {
    Subject { plan: Arc::new(preset(name)), base: catalog() }
}

fn metrics(keys: &[&str]) -> Vec<&'static Metric> {
    keys.iter().map(|key| find(key).unwrap_or_else(|| panic!("no {key}"))).collect()
}

fn studied(a: &str, b: &str, keys: &[&str]) -> Study {
    study([&subject(a), &subject(b)], &metrics(keys), &Watch::default()).expect("nobody cancels")
}

fn drawn(study: &Study, draws: u64, seed: u64) -> Vec<Draws> {
    monte_carlo(study, (draws, seed), &Watch::default()).expect("nobody cancels")
}

#[test]
fn a_response_is_what_a_full_solve_gives() {
    let study = studied("pluggable-1024", "cpo-1024", &["tco", "it-power"]);
    let bars = study.tornado(0);
    assert!(bars.len() > 10 && study.moved >= study.inputs.len(), "{} of {}", bars.len(), study.moved);
    assert!(bars.windows(2).all(|pair| pair[0].swing() >= pair[1].swing()));
    for bar in bars.iter().take(6) {
        let at = |name: &str, text: &str| {
            let field = Text::new(&bar.input.field).expect("a path");
            let edit = Edit::SetOverride {
                part: bar.input.part.clone(),
                field,
                value: Text::new(text).expect("a text"),
                comment: Text::default(),
            };
            let plan = apply(&preset(name), &catalog(), &edit).expect("made");
            let variant = Variant::solved(name, &input(plan), &Cancel::default()).expect("nobody cancels");
            variant.totals.money.tco.likely
        };
        let likely = study.difference(0);
        for (text, change) in [(&bar.input.texts[0], bar.low), (&bar.input.texts[2], bar.high)] {
            let full = at("cpo-1024", text) - at("pluggable-1024", text);
            assert!((full - likely - change).abs() < 1e-6 * likely.abs(), "{} at {text}: {full}, {likely} + {change}", bar.input.name());
        }
    }
    let names: Vec<String> = bars.iter().map(|bar| bar.input.name()).collect();
    assert!(names.iter().any(|name| name == "dr8_dsp_212.price") && names.iter().any(|name| name == "cpo_davisson_212.price"), "{names:?}");
}

#[test]
fn draws_are_the_same_on_any_number_of_threads() {
    let study = studied("pluggable-1024", "optical-1024", &["tco", "failures"]);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| drawn(&study, 50_001, 7))
    };
    let bits = |all: &[Draws]| -> Vec<u64> {
        let spreads = all.iter().flat_map(|draws| [draws.plans[0], draws.plans[1], draws.difference]);
        let numbers = spreads.flat_map(|spread| [spread.mean, spread.deviation, spread.p05, spread.p50, spread.p95]);
        numbers.chain(all.iter().map(|draws| draws.second_wins)).map(f64::to_bits).collect()
    };
    let one = on(1);
    assert_eq!(bits(&one), bits(&on(2)));
    assert_eq!(bits(&one), bits(&on(8)));
    assert_ne!(bits(&one), bits(&drawn(&study, 50_001, 8)), "another seed, other draws");
    // The study itself does not depend on threads either.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let again = pool.install(|| studied("pluggable-1024", "optical-1024", &["tco", "failures"]));
    assert_eq!(again.inputs, study.inputs);
}

/// Capital is linear in prices: the mean of a triangle is (low + likely + high) / 3, so that of the capital is known without drawing.
#[test]
fn the_mean_of_what_is_linear_is_exact() {
    let study = studied("pluggable-1024", "cpo-1024", &["capex", "tco"]);
    let mut linear = study.clone();
    linear.inputs.retain(|(input, _)| input.field == "price");
    assert!(linear.inputs.len() > 5, "{}", linear.inputs.len());
    let count = 200_000;
    for (metric, draws) in drawn(&linear, count, 3).iter().enumerate() {
        for plan in [0, 1] {
            let means = linear.inputs.iter().map(|(_, responses)| {
                // From likely: a third of the way to each end.
                (responses[plan].low[metric] + responses[plan].high[metric]) / 3.0
            });
            let expected = linear.likely[plan][metric] + means.sum::<f64>();
            let spread = draws.plans[plan];
            let sigma = spread.deviation / (count as f64).sqrt();
            assert!((spread.mean - expected).abs() < 3.0 * sigma, "plan {plan}: {} expected {expected} within {sigma}", spread.mean);
        }
    }
    // The deviation of a lone number is that of its triangle.
    let mut lone = linear.clone();
    lone.inputs.truncate(1);
    let response = &lone.inputs[0].1[0];
    let (low, high) = (response.low[0].min(response.high[0]), response.low[0].max(response.high[0]));
    let variance = (low * low + high * high - low * high) / 18.0;
    let got = drawn(&lone, count, 5)[0].plans[0].deviation;
    assert!((got - variance.sqrt()).abs() < 0.01 * variance.sqrt(), "{got} {}", variance.sqrt());
}

#[test]
fn numbers_that_plans_share_move_both() {
    // A plan against itself: whatever the numbers are, there is no difference.
    let same = studied("cpo-1024", "cpo-1024", &["tco", "it-power"]);
    assert!(same.tornado(0).is_empty() && same.ends(0) == (0.0, 0.0));
    let draws = drawn(&same, 2_000, 1);
    assert!(draws[0].plans[0].deviation > 0.0 && draws[0].difference.deviation == 0.0 && draws[0].second_wins == 0.0);
    // Two plans that share most numbers: the difference spreads less than it would if they were drawn apart.
    let study = studied("pluggable-1024", "cpo-1024", &["tco", "it-power"]);
    for draws in drawn(&study, 20_000, 1) {
        let [a, b] = draws.plans;
        let apart = (a.deviation.powi(2) + b.deviation.powi(2)).sqrt();
        assert!(draws.difference.deviation < 0.9 * apart, "{}: {} against {apart}", draws.metric.key, draws.difference.deviation);
    }
    // Swapped, the same draws have the other sign.
    let (there, back) = (drawn(&study, 5_000, 9), drawn(&studied("cpo-1024", "pluggable-1024", &["tco", "it-power"]), 5_000, 9));
    for (there, back) in there.iter().zip(&back) {
        assert!((there.difference.mean + back.difference.mean).abs() < 1e-9 * there.difference.mean.abs());
        assert!((there.second_wins + back.second_wins - 1.0).abs() < 1e-12);
    }
}

/// Adding responses leaves out what numbers do together: the check finds nothing where one number moves alone, and says how much otherwise.
#[test]
fn the_check_says_what_adding_leaves_out() {
    let (a, b) = (subject("pluggable-1024"), subject("cpo-1024"));
    let study = study([&a, &b], &metrics(&["tco", "it-power"]), &Watch::default()).expect("nobody cancels");
    let errors = study.check([&a, &b], (12, 1), &Watch::default()).expect("solved");
    let draws = drawn(&study, 20_000, 1);
    println!("errors {errors:?}, deviations {:?}", draws.iter().map(|draws| draws.difference.deviation).collect::<Vec<_>>());
    let mut lone = study.clone();
    lone.inputs.retain(|(input, _)| input.part == Id::new("cpo_davisson_212").expect("an id") && input.field == "price");
    let alone = lone.check([&a, &b], (12, 1), &Watch::default()).expect("solved");
    assert!(alone[0] < 1e-9 * study.difference(0).abs() + 1e-3, "{alone:?}");
    assert!(errors[0] > alone[0] && errors[1] >= alone[1]);
}

/// Both ways of drawing see the same numbers: with one number they agree, with all of them they lie within each other's spread.
#[test]
fn solved_draws_agree_with_added_ones_where_nothing_is_left_out() {
    let pair = [&subject("pluggable-1024"), &subject("cpo-1024")];
    let study = study(pair, &metrics(&["tco", "it-power"]), &Watch::default()).expect("nobody cancels");
    let mut lone = study.clone();
    lone.inputs.retain(|(input, _)| input.name() == "cpo_davisson_212.module_energy");
    assert_eq!(lone.inputs.len(), 1);
    let (full, added) = (solved(&lone, pair, (200, 4), &Watch::default()).expect("solved"), drawn(&lone, 200, 4));
    for (full, added) in full.iter().zip(&added) {
        let (full, added) = (full.difference, added.difference);
        assert!((full.mean - added.mean).abs() < 0.02 * added.deviation, "{full:?} {added:?}");
        assert!((full.p95 - added.p95).abs() < 0.02 * added.deviation, "{full:?} {added:?}");
    }
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| solved(&study, pair, (60, 2), &Watch::default()).expect("solved"))
    };
    let all = on(1);
    assert_eq!(all, on(2));
    assert_eq!(all, on(8));
    let fast = drawn(&study, 60, 2);
    for (full, added) in all.iter().zip(&fast) {
        let (full, added) = (full.difference, added.difference);
        assert!((full.mean - added.mean).abs() < added.deviation, "{full:?} {added:?}");
    }
}

/// Every thread may be in the middle of a step when the answer is given up; none begins another one.
#[test]
fn studies_and_draws_that_are_given_up_stop_at_once() {
    let (a, b) = (subject("pluggable-1024"), subject("cpo-1024"));
    let threads = rayon::current_num_threads();
    let keys = metrics(&["tco", "it-power"]);
    let stopped = |what: &str, at: usize, step: usize, work: &dyn Fn(&Watch) -> bool| {
        let watch = Watch::at_most(at);
        assert!(work(&watch), "{what} gives no answer");
        let (done, all) = watch.far();
        assert!(at < all && done < at + threads * step, "{what}: {done} of {all}, given up at {at}");
    };
    let whole = studied("pluggable-1024", "cpo-1024", &["tco", "it-power"]);
    for at in [1, 20] {
        stopped("study", at, 1, &|watch| study([&a, &b], &keys, watch).is_none());
        stopped("solved draws", at, 1, &|watch| solved(&whole, [&a, &b], (500, 1), watch).is_none());
    }
    // A block of added draws is a step.
    for at in [1, 10_000, 100_000] {
        stopped("added draws", at, 4_096, &|watch| monte_carlo(&whole, (100_000, 1), watch).is_none());
    }
}

/// A draw that no plan can have is left out. Were numbers written too finely, only some of the draws would count, and those not by chance.
#[test]
fn every_draw_of_the_presets_counts() {
    for (a, b) in [
        ("copper-1024", "cpo-1024"),
        ("pluggable-1024", "optical-1024"),
        ("nvl72-copper-1152", "kyber-copper-1008"),
        ("tiny-demo", "lpo-1024"),
    ] {
        let (a, b) = (subject(a), subject(b));
        let made = study([&a, &b], &metrics(&["tco"]), &Watch::default()).expect("nobody gives it up");
        let draws = solved(&made, [&a, &b], (40, 7), &Watch::default()).expect("solved");
        assert_eq!(draws[0].count, 40, "{} against {}", a.plan.title, b.plan.title);
        assert_eq!(made.refused, 0, "{} against {}", a.plan.title, b.plan.title);
    }
}
