//! What must hold for any plan: sums, counts of ends and links, order, threads, and what more or less of something may do.

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::io::presets::PLANS;
use rackwright::model::counts::Some1;
use rackwright::model::geometry::Point;
use rackwright::model::plan::Plan;
use rackwright::model::racks::{Rack, RackId, Racks};
use rackwright::model::text::{Id, Name, Text};
use rackwright::solve::{Cancel, Report, Totals, solve};

use crate::random::Random;
use crate::support::{catalog, input, preset, solved};

fn all() -> impl Iterator<Item = (&'static str, Report)> {
    PLANS.iter().map(|plan| (plan.name, solved(preset(plan.name))))
}

#[test]
fn racks_sum_up_to_totals() {
    for (name, report) in all() {
        let of = |pick: fn(&rackwright::solve::tally::RackTally) -> i64| {
            report.tallies.iter().map(|tally| i128::from(pick(tally))).sum::<i128>()
        };
        let total = |pick: fn(&rackwright::solve::tally::KindSum) -> i128| report.sums.kinds.iter().map(pick).sum::<i128>();
        assert_eq!(of(|tally| tally.draw.likely), total(|sum| sum.draw.likely), "{name}");
        assert_eq!(of(|tally| tally.draw.low), total(|sum| sum.draw.low), "{name}");
        assert_eq!(of(|tally| tally.draw.high), total(|sum| sum.draw.high), "{name}");
        assert_eq!(of(|tally| tally.liquid_uw + tally.air_uw), total(|sum| sum.draw.likely), "{name}: heat is what is drawn");
        assert!(report.tallies.iter().all(|tally| tally.draw.low <= tally.draw.likely && tally.draw.likely <= tally.draw.high), "{name}");
        assert!(report.tallies.iter().all(|tally| tally.air_uw >= 0 && tally.liquid_uw >= 0 && tally.loss_uw() >= 0), "{name}");
    }
}

#[test]
fn bundles_sum_up_to_what_is_sized_and_every_link_has_two_ends() {
    for (name, report) in all() {
        for (place, kind) in report.link_kinds.iter().enumerate() {
            let bundles = report.bundles.iter().filter(|bundle| bundle.kind as usize == place);
            let links: u64 = bundles.clone().map(|bundle| bundle.links).sum();
            assert_eq!(links + kind.unplaced, kind.sized, "{name} {}", kind.name);
            assert!(bundles.clone().all(|bundle| bundle.links > 0), "{name}");
        }
        let racks = report.racks.len() as u32;
        let outside = |bundle: &rackwright::solve::bundle::Bundle| u64::from(bundle.a >= racks) + u64::from(bundle.b >= racks);
        let ends: u64 = report.sums.slots.iter().map(|sum| sum.ends).sum();
        let expected: u64 = report
            .bundles
            .iter()
            .map(|bundle| {
                let kind = &report.link_kinds[bundle.kind as usize];
                bundle.links * (2 - u64::from(kind.circuit) - outside(bundle))
            })
            .sum();
        assert_eq!(ends, expected, "{name}");
        for network in &report.networks {
            for level in &network.levels {
                assert!(level.ports_used <= level.ports && level.placed <= level.needed, "{name} {}", level.name);
            }
        }
    }
}

#[test]
fn threads_change_no_bit() {
    let plans: Vec<Plan> = ["optical-1024", "tpu-v4-4096", "copper-1024"].map(preset).into_iter().chain([large()]).collect();
    for plan in plans {
        let input = input(plan);
        let reports: Vec<Report> = [1, 2, 3, 4, 8, 16]
            .into_iter()
            .map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
                pool.install(|| solve(&input, &Cancel::default()).expect("nobody cancels"))
            })
            .collect();
        for report in &reports[1..] {
            assert!(report.agrees_with(&reports[0]));
            assert_eq!(report.totals(), reports[0].totals());
        }
    }
}

/// Enough racks and bundles that the work is shared among threads.
fn large() -> Plan {
    crate::support::plan(&crate::floor::floor(6_000))
}

/// Numbers that may not depend on names or on the order in which racks stand in the file.
fn numbers(totals: &Totals) -> Vec<f64> {
    let figures = [totals.it_w, totals.typical_w, totals.site_w];
    let mut all: Vec<f64> = figures.iter().flat_map(|figure| [figure.low, figure.likely, figure.high, figure.guessed]).collect();
    all.extend([totals.liquid_w, totals.air_w, totals.mass_kg, totals.injection_gbps, totals.most_w]);
    all
}

#[test]
fn names_change_no_number() {
    for plan in PLANS {
        let before = preset(plan.name);
        let mut after = before.clone();
        let racks: Vec<Rack> =
            before.racks.iter().map(|rack| Rack { name: Name::new(&format!("X{}", rack.id)).expect("a name"), ..rack.clone() }).collect();
        after.racks = Racks::new(racks).expect("ids are unique");
        let (before, after) = (solved(before), solved(after));
        assert_eq!(before.bundles, after.bundles, "{}", plan.name);
        assert_eq!(before.totals(), after.totals(), "{}", plan.name);
    }
}

/// Racks of one type that change places in the file: sums of power stay, whatever links now run where.
#[test]
fn the_order_of_racks_changes_no_sum_of_their_own() {
    let mut random = Random::seeded("the_order_of_racks_changes_no_sum_of_their_own");
    let before = preset("tiny-demo");
    for _ in 0..20 {
        let mut racks: Vec<Rack> = before.racks.iter().cloned().collect();
        for at in (1..racks.len()).rev() {
            racks.swap(at, random.below(at + 1));
        }
        let ids = (1..).map(|id| RackId::new(id).expect("small"));
        let racks: Vec<Rack> = ids.zip(racks).map(|(id, rack)| Rack { id, ..rack }).collect();
        let after = Plan { racks: Racks::new(racks).expect("unique"), ..before.clone() };
        let (a, b) = (solved(before.clone()), solved(after));
        // Modules are whole in each rack, so that links that run elsewhere may take one more; ends and watts may not.
        let ends = |report: &Report| report.sums.slots.iter().map(|sum| sum.ends).sum::<u64>();
        assert_eq!(ends(&a), ends(&b));
        let blades = |report: &Report| report.sums.kinds.iter().map(|sum| sum.it.likely - sum.links_uw).sum::<i128>();
        assert!((blades(&a) - blades(&b)).abs() < 20, "rounding of fans apart");
    }
}

#[test]
fn a_rack_more_never_draws_or_costs_less() {
    for plan in PLANS {
        let before = preset(plan.name);
        let first = before.racks.at(0).expect("a rack").id;
        let edit = Edit::DuplicateRacks { racks: vec![first], by_mm: Point::new(0, 0).expect("small") };
        let Ok(after) = apply(&before, &catalog(), &edit) else { continue };
        let after = solved(after);
        // A shape of fixed size, such as a torus, cannot take the rack: then no link is left to draw anything, and a finding says so.
        let unbuildable = rackwright::solve::rules::rule_named("domain-exceeds-radix").expect("the rule");
        if after.count_of(unbuildable) > 0 {
            continue;
        }
        let (before, after) = (solved(before).totals(), after.totals());
        assert!(after.it_w.likely >= before.it_w.likely, "{}", plan.name);
        assert!(after.money.capex.likely >= before.money.capex.likely, "{}", plan.name);
        assert!(numbers(&after).iter().all(|number| number.is_finite()));
    }
}

fn with(name: &str, part: &str, field: &str, value: &str) -> Report {
    let text = |text: &str| Text::new(text).expect("a text");
    let edit = Edit::SetOverride { part: Id::new(part).expect("an id"), field: text(field), value: text(value), comment: text("") };
    solved(apply(&preset(name), &catalog(), &edit).expect("the edit is made"))
}

#[test]
fn a_longer_reach_never_makes_a_link_too_long() {
    let mut before = u64::MAX;
    for reach in ["1 m", "2.5 m", "5 m", "8 m", "12 m", "40 m"] {
        let too_long = with("copper-1024", "aec_212", "reach", reach).totals().tiers[0].too_long;
        assert!(too_long <= before, "{reach}");
        before = too_long;
    }
    assert_eq!(before, 0);
}

#[test]
fn less_energy_a_bit_never_draws_more() {
    let draws = ["6 pJ/bit", "4.395 pJ/bit", "3 pJ/bit", "0 pJ/bit"]
        .map(|energy| with("optical-1024", "oio_teraphy_32", "module_energy", energy).totals().it_w.likely);
    assert!(draws.is_sorted_by(|a, b| a > b), "{draws:?}");
}

#[test]
fn twice_the_racks_are_twice_the_linear_sums() {
    let once = crate::support::plan(&crate::floor::floor(1_024)).racks.len();
    let [one, two] = [1_024, 2_048].map(|racks| solved(crate::support::plan(&crate::floor::floor(racks))));
    let kind = |report: &Report| report.sums.kinds[0];
    assert!(once > 1_024);
    assert_eq!(2 * kind(&one).racks, kind(&two).racks);
    let each = |report: &Report| kind(report).draw.likely as f64 / kind(report).racks as f64;
    assert!((each(&one) - each(&two)).abs() / each(&one) < 1e-3);
    assert_eq!(2 * one.accelerators(), two.accelerators());
}

/// Counts of a thousand million are solved, and nothing is walked through one by one.
#[test]
fn a_thousand_million_accelerators_are_solved() {
    for (count, domain) in [("1000000000", None), ("900000000", Some(1_i64)), ("999999999", Some(72)), ("1000000000", Some(999_999_999))] {
        let text = rackwright::io::presets::find("nvl72-copper-1152").expect("a preset").text;
        let text = text.replacen("(part: \"gb200-compute-tray\", count: 8)", &format!("(part: \"gb200-compute-tray\", count: {count})"), 1);
        let mut plan = crate::support::plan(&text);
        let mut tiers = (*plan.tiers).clone();
        tiers[0].domain = domain.map(|domain| Some1::new(domain).expect("in range"));
        plan.tiers = Arc::new(tiers);
        let report = solved(plan);
        let totals = report.totals();
        assert!(totals.accelerators >= 4 * 900_000_000, "{}", totals.accelerators);
        assert!(totals.it_w.likely.is_finite() && totals.money.capex.likely.is_finite());
        assert!(report.counts().errors > 0, "it fits no rack");
    }
}

#[test]
fn solving_twice_is_solving_once() {
    for (name, report) in all() {
        let again = solve(&report.input, &Cancel::default()).expect("nobody cancels");
        assert!(report.agrees_with(&again), "{name}");
        assert_eq!(report.findings(usize::MAX), again.findings(usize::MAX), "{name}");
    }
}

#[test]
fn there_is_as_far_as_back() {
    for (name, report) in all() {
        for bundle in report.bundles.iter().filter(|bundle| bundle.a != bundle.b) {
            let kind = &report.link_kinds[bundle.kind as usize];
            if kind.ends.0 != kind.ends.1 {
                continue;
            }
            let back = report.router.length((bundle.kind as usize, kind), &report.racks, bundle.b, bundle.a);
            assert_eq!(back, bundle.length_mm, "{name} {}", report.names_of(bundle));
        }
    }
}
