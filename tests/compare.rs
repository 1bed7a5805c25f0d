//! Plans side by side: signs, sums and words of comparisons, and what the embedded plans show. Comparison files and their errors.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "solve/support.rs"]
mod support;

#[path = "support/extreme.rs"]
mod extreme;

use std::path::Path;

use rackwright::explore::Variant;
use rackwright::explore::compare::inputs::{differences, warnings};
use rackwright::explore::compare::service::serviceability;
use rackwright::explore::compare::why::{Total, Waterfall};
use rackwright::explore::compare::{Comparison, Per, Verdict, compute_rack_w, paragraph};
use rackwright::io::comparison_file::{self, is_comparison, plans};
use rackwright::io::presets::PLANS;
use rackwright::io::real_fs::RealFs;
use rackwright::io::store::Failure;
use rackwright::solve::Cancel;
use support::{catalog, input, preset};

fn variant(name: &str) -> Variant {
    Variant::solved(name, &input(preset(name)), &Cancel::default()).expect("nobody cancels")
}

fn variants(names: &[&str]) -> Vec<Variant> {
    names.iter().map(|name| variant(name)).collect()
}

fn per(variants: &[Variant], baseline: usize, per: Per) -> Comparison<'_> {
    Comparison::of(variants, baseline, per).expect("there is a baseline")
}

/// The value of a quantity of a variant.
fn value(comparison: &Comparison, key: &str, place: usize) -> f64 {
    let rows = comparison.rows();
    let row = rows.iter().find(|row| row.metric.key == key).unwrap_or_else(|| panic!("no quantity {key}"));
    row.cells[place].figure.unwrap_or_else(|| panic!("{key} has no value")).likely
}

#[test]
fn plans_beyond_all_measure_are_compared() {
    let far = support::plan(&extreme::extreme());
    let both = [variant("tiny-demo"), Variant::solved("far", &input(far), &Cancel::default()).expect("nobody cancels")];
    for total in Total::ALL {
        let there = Waterfall::of(*total, &both[0], &both[1]);
        assert_eq!(there.steps.iter().map(|step| step.change()).sum::<i128>(), there.to - there.from, "{total:?}");
    }
    assert!(Waterfall::of(Total::Tco, &both[0], &both[1]).to >= 1_000_000_i128.pow(6), "as much as there can be");
    assert!(per(&both, 0, Per::Accelerator).rows().iter().all(|row| row.cells.len() == 2));
}

#[test]
fn swapping_flips_every_sign() {
    let both = variants(&["pluggable-1024", "optical-1024"]);
    for unit in Per::ALL {
        let (there, back) = (per(&both, 0, *unit), per(&both, 1, *unit));
        let mut decided = 0;
        for (a, b) in there.rows().iter().zip(back.rows()) {
            let key = a.metric.key;
            let (there, back) = (a.cells[1], b.cells[0]);
            assert_eq!(there.difference.map(|d| -d), back.difference, "{key}");
            assert_eq!(there.ends.map(|(low, high)| (-low, -high)), back.ends, "{key}");
            let sign = |percent: Option<f64>| percent.filter(|p| *p != 0.0).map(f64::is_sign_positive);
            if let Some((a, b)) = sign(there.percent).zip(sign(back.percent)) {
                assert_ne!(a, b, "{key}");
                decided += 1;
            }
            match (there.verdict, back.verdict) {
                (Verdict::Better, other) => assert_eq!(other, Verdict::Worse, "{key}"),
                (Verdict::Worse, other) => assert_eq!(other, Verdict::Better, "{key}"),
                (one, other) => assert_eq!(one, other, "{key}"),
            }
        }
        assert!(decided > 20, "{decided}");
    }
    for total in Total::ALL {
        let (there, back) = (Waterfall::of(*total, &both[0], &both[1]), Waterfall::of(*total, &both[1], &both[0]));
        assert_eq!((there.from, there.to), (back.to, back.from));
        for step in &there.steps {
            let again = back.steps.iter().find(|other| other.cause == step.cause).expect("the same cause");
            assert_eq!(step.change(), -again.change(), "{}", step.cause);
        }
    }
}

#[test]
fn a_plan_differs_from_itself_in_nothing() {
    for plan in PLANS {
        let both = variants(&[plan.name, plan.name]);
        let comparison = per(&both, 0, Per::Whole);
        let rows = comparison.rows();
        assert!(rows.len() > 40, "{} quantities", rows.len());
        assert!(
            rows.iter().flat_map(|row| &row.cells).all(|cell| cell.difference == Some(0.0) && cell.verdict == Verdict::Same),
            "{}",
            plan.name
        );
        assert!(comparison.different_rows().is_empty() && differences(&both).is_empty() && warnings(&both).is_empty(), "{}", plan.name);
        assert!(Total::ALL.iter().all(|total| Waterfall::of(*total, &both[0], &both[1]).steps.is_empty()), "{}", plan.name);
    }
}

#[test]
fn steps_add_up_to_the_difference_of_the_totals() {
    let all: Vec<Variant> = PLANS.iter().map(|plan| variant(plan.name)).collect();
    let likely = |variant: &Variant, total: Total| match total {
        Total::Capex => variant.totals.money.capex.likely,
        Total::Opex => variant.totals.money.running.total().likely,
        Total::Tco => variant.totals.money.tco.likely,
        Total::Power => variant.totals.it_w.likely,
        Total::Failures => variant.totals.failures.likely,
    };
    for (from, to) in all.iter().flat_map(|from| all.iter().map(move |to| (from, to))) {
        for total in Total::ALL {
            let waterfall = Waterfall::of(*total, from, to);
            let steps: i128 = waterfall.steps.iter().map(|step| step.change()).sum();
            assert_eq!(steps, waterfall.to - waterfall.from, "{} to {}: {total}", from.name, to.name);
            for (amount, variant) in [(waterfall.from, from), (waterfall.to, to)] {
                let (got, expected) = (amount as f64 / 1e6, likely(variant, *total));
                assert!((got - expected).abs() <= 1e-9 * expected.abs() + 2e-5, "{} {total}: {got}, expected {expected}", variant.name);
            }
            for step in waterfall.steps.iter().filter(|step| step.cause != "repairs of memory") {
                assert!(!step.evidence.is_empty(), "{} of {total} names nothing behind it", step.cause);
            }
        }
    }
}

/// "600 kW against 100 to 200 kW" is density: a Kyber rack holds more accelerators, each of which draws less than one with 51.2 Tb/s of optics.
#[test]
fn power_per_rack_and_per_accelerator_are_two_things() {
    let all = variants(&["nvl72-copper-1152", "kyber-copper-1008", "optical-1024"]);
    let comparison = per(&all, 0, Per::Whole);
    let racks: Vec<f64> = all.iter().map(|variant| compute_rack_w(variant).expect("compute racks")).collect();
    let each: Vec<f64> = (0..3).map(|place| value(&comparison, "power-per-accelerator", place)).collect();
    println!("kW per compute rack {racks:?}, W per accelerator {each:?}");
    assert!(racks[1] > 3.0 * racks[2], "density: {racks:?}");
    assert!(each[2] > each[0], "bandwidth is not free: {each:?}");
    // Per rack the optical plan draws a third of Kyber, per accelerator it is another ratio altogether.
    let (rack, accelerator) = (racks[2] / racks[1], each[2] / each[1]);
    assert!(accelerator > 2.0 * rack, "{accelerator} against {rack}");
    let both = variants(&["kyber-copper-1008", "optical-1024"]);
    let words = paragraph(&per(&both, 0, Per::Whole));
    assert!(words[0].contains("density"), "{words:?}");
    // Divided by accelerators and by bandwidth the same totals rank otherwise than whole.
    let by_rate = per(&all, 0, Per::Tbps);
    assert!(value(&by_rate, "it-power", 2) < value(&by_rate, "it-power", 0), "per Tb/s optics draw less");
}

/// Published: 30 W for a pluggable of 1.6 Tb/s, 9 W co-packaged. The catalogue has 25 W as likely for the pluggable, and 30 W as its high end.
#[test]
fn the_saving_of_the_module_is_larger_than_that_of_the_switch() {
    let all = variants(&["pluggable-1024", "cpo-1024", "optical-1024"]);
    let comparison = per(&all, 0, Per::Whole);
    let optics: Vec<f64> = (0..3).map(|place| value(&comparison, "module-power-per-1600g", place)).collect();
    let rows = comparison.rows();
    let row = rows.iter().find(|row| row.metric.key == "module-power-per-1600g").expect("a row");
    let published = row.cells[0].figure.expect("a value").high;
    let switches: Vec<f64> = (0..3).map(|place| value(&comparison, "power-per-switch", place)).collect();
    println!("W per 1.6 Tb/s: optics {optics:?}, pluggable at most {published}; W per switch {switches:?}");
    assert!((published - 30.0).abs() < 0.1, "{published}");
    assert!((optics[1] - 9.0).abs() < 0.1, "{optics:?}");
    for place in [1, 2] {
        let (module, switch) = (1.0 - optics[place] / optics[0], 1.0 - switches[place] / switches[0]);
        let plan = 1.0 - value(&comparison, "it-power", place) / value(&comparison, "it-power", 0);
        assert!(module > switch && switch > plan && plan > 0.0, "{module} {switch} {plan}");
    }
    let words = paragraph(&comparison);
    assert!(words.iter().all(|words| words.contains("chips, hosts and conversion draw what they drew")), "{words:?}");
}

#[test]
fn what_is_exchanged_adds_up() {
    for plan in PLANS {
        let variant = variant(plan.name);
        let services = serviceability(&variant);
        let failures: f64 = services.iter().map(|service| service.failures.likely).sum();
        let lost: f64 = services.iter().map(|service| service.lost_hours.likely).sum();
        let near =
            |got: f64, expected: f64| assert!((got - expected).abs() <= 1e-9 * expected.max(1.0), "{}: {got}, {expected}", plan.name);
        near(failures, variant.totals.failures.likely);
        near(lost, variant.totals.lost_hours.likely);
    }
    let cpo = serviceability(&variant("cpo-1024"));
    let unit = |word: &str| cpo.iter().find(|service| service.replaced == word).unwrap_or_else(|| panic!("no {word}"));
    assert!(unit("switch tray").hours > unit("laser module").hours, "an engine takes its tray along, a laser module does not");
    assert!(unit("sled").lost > unit("laser module").lost);
}

#[test]
fn plans_that_assume_different_worlds_are_told_so() {
    let text = r#"(rackwright_comparison: 1, title: "Two worlds", base: "tiny-demo", baseline: "Cheap", variants: [
        (name: "Dear", edits: [change_site(set: [electricity_price(value: "0.20 USD/kWh")]), change_economy(set: [years(value: 9)])]),
        (name: "Cheap", edits: [change_site(set: [electricity_price(value: "0.03 USD/kWh")])]),
    ])"#;
    let compared = plans(&RealFs, text, ("two.ron", None), &catalog()).expect("it reads");
    assert_eq!((compared.title.as_str(), compared.baseline), ("Two worlds", 1));
    let all: Vec<Variant> = compared
        .plans
        .into_iter()
        .map(|(name, plan)| Variant::solved(name, &input(plan), &Cancel::default()).expect("nobody cancels"))
        .collect();
    let told: Vec<String> = warnings(&all).iter().map(|warning| warning.text()).collect();
    assert_eq!(
        told,
        ["The plans differ in the price of electricity: 0.2 USD/kWh / 0.03 USD/kWh", "The plans differ in the years looked at: 9 / 5",]
    );
    let inputs: Vec<String> = differences(&all).into_iter().map(|row| row.path).collect();
    assert_eq!(inputs, ["site.electricity_price", "economy.years"]);
    let different = per(&all, 1, Per::Whole).different_rows();
    assert!(different.iter().any(|row| row.metric.key == "energy-cost") && different.iter().all(|row| row.metric.key != "it-power"));
}

#[test]
fn what_is_wrong_with_a_comparison_has_its_place() {
    let head = "(rackwright_comparison: 1, base: \"tiny-demo\", variants: [";
    let cases = [
        ("(format: \"rackwright-plan\")".to_string(), "1:1", "got no rackwright_comparison"),
        ("(rackwright_comparison: 2, base: \"tiny-demo\", variants: [(name: \"a\"), (name: \"b\")])".to_string(), "1:25", "allowed 1..1"),
        (format!("{head}\n(name: \"a\")])"), "1:57", "got 1 variants, allowed 2..6"),
        (format!("{head}\n(name: \"a\"),\n(name: \"a\")])"), "3:8", "got \"a\" again"),
        (format!("{head}\n(name: \"a\"),\n(name: \"b\", plan: \"tiny-dome\")])"), "3:19", "allowed a file that ends in .ron or a preset"),
        (format!("{head}\n(name: \"a\"),\n(name: \"b\", edits: [\nremove_tier(id: \"nix\")])])"), "4:1", "got \"nix\""),
        (format!("{head}\n(name: \"a\", colour: 3),\n(name: \"b\")])"), "2:13", "colour"),
        (
            "(rackwright_comparison: 1, variants: [\n(name: \"a\"), (name: \"b\", plan: \"tiny-demo\")])".to_string(),
            "2:1",
            "no plan and no base",
        ),
        (format!("{head}(name: \"a\"), (name: \"b\")], baseline: \"c\")"), "1:95", "allowed the name of a variant"),
    ];
    let mut wrong = Vec::new();
    for (text, place, message) in cases {
        let Err(Failure::Bad(file, problems)) = plans(&RealFs, &text, ("it.ron", Some(Path::new("."))), &catalog()) else {
            panic!("{text} is refused");
        };
        let line = problems[0].line(&file);
        if !(line.starts_with(&format!("it.ron:{place} ")) && line.contains(message)) {
            wrong.push(format!("{text}\n{line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!is_comparison("(title: \"x\")") && is_comparison("// note\n(rackwright_comparison: 1"));
    assert!(comparison_file::parse("(rackwright_comparison: 1, base: \"a\", variants: [(name: \"a\"), (name: \"b\")])").is_ok());
}
