//! What leaves for other programs: the same plan gives the same bytes; a plan that is exported reads back as itself; cables of the schedule are those
//! of the totals, each with two ends of its own. What people write into texts is for `injection.rs`.

#[path = "solve/support.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};

use rackwright::edit::{Edit, apply};
use rackwright::explore::Variant;
use rackwright::io::export::report;
use rackwright::io::plan_file;
use rackwright::io::presets::PLANS;
use rackwright::model::plan::Plan;
use rackwright::model::text::Text;
use rackwright::solve::schedule::{Cable, CableEnd, each_cable};
use rackwright::solve::{Cancel, Report, Watch};
use support::{catalog, input, preset, solved};

/// Nobody gives the work up.
const WANTED: &str = "it is wanted";

fn variant(plan: Plan) -> Variant {
    Variant::solved(plan.title.to_string(), &input(plan), &Cancel::default()).expect("nobody cancels")
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_says_what_it_rests_on() {
    let one = || report(&variant(preset("optical-1024")), &Watch::default()).expect(WANTED);
    let page = one();
    assert_eq!(page, one());
    for told in
        ["Assumptions and their sources", "Findings and waivers", "checksum of the plan", "oio_teraphy_32", "@page{size:A4", "Floor:"]
    {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("http-equiv=\"refresh") && !page.contains("href="), "nothing from elsewhere");
    println!("report of optical-1024: {} kB", page.len() / 1024);
}

#[test]
fn a_plan_that_is_exported_reads_back_as_itself() {
    for name in PLANS.iter().map(|plan| plan.name) {
        let plan = preset(name);
        assert_eq!(support::plan(&plan_file::print(&plan)), plan, "{name}");
    }
    let plan = preset("tiny-demo");
    let renamed = apply(&plan, &catalog(), &Edit::SetTitle { title: Text::new("@x</title>").expect("a text") }).expect("made");
    assert_eq!(support::plan(&plan_file::print(&renamed)).title, renamed.title);
}

fn cables(report: &Report) -> Vec<Cable> {
    let mut all = Vec::new();
    let mut take = |cable| {
        all.push(cable);
        Some(())
    };
    each_cable(report, &mut take).expect("nobody stops it");
    all
}

#[test]
fn the_schedule_has_the_cables_of_the_totals() {
    for plan in PLANS {
        let report = solved(preset(plan.name));
        let (totals, cables) = (report.totals(), cables(&report));
        assert_eq!(u64::try_from(cables.len()), Ok(totals.cables), "{}", plan.name);
        let metres: f64 = cables.iter().map(|cable| cable.length_mm as f64 / 1000.0).sum();
        assert!((metres - totals.cable_m).abs() <= 1e-6 * totals.cable_m.max(1.0), "{}: {metres}, {}", plan.name, totals.cable_m);
        let units = report.resolved.kinds.iter().map(|kind| kind.units).max().unwrap_or(0);
        let inside = |end: &rackwright::solve::schedule::CableEnd| end.unit.is_none_or(|unit| (1..=units.max(1)).contains(&unit));
        assert!(cables.iter().all(|cable| inside(&cable.a) && inside(&cable.b)), "{}", plan.name);
    }
}

/// A contractor finds each end once: no port of a tray takes two plugs, and the ports of a tray are numbered without gaps.
#[test]
fn every_port_has_one_plug_and_every_tag_is_its_own() {
    // Two entries of trays at one unit: a finding, and still no two plugs in one port.
    let text = rackwright::io::presets::find("tiny-demo").expect("a preset").text;
    let shared = text.replace("(part: \"gb200-compute-tray\", count: 3)", "(part: \"gb200-compute-tray\", count: 3, at: 4)");
    assert_ne!(shared, text);
    let shared = ("trays that share a unit", support::plan(&shared));
    for (name, plan) in PLANS.iter().map(|plan| (plan.name, preset(plan.name))).chain([shared]) {
        let report = solved(plan);
        let cables = cables(&report);
        let ends: BTreeSet<&CableEnd> = cables.iter().flat_map(|cable| [&cable.a, &cable.b]).collect();
        assert_eq!(ends.len(), 2 * cables.len(), "{name}");
        let mut trays: BTreeMap<(&str, Option<u64>), (u64, u64)> = BTreeMap::new();
        for end in &ends {
            let (count, last) = trays.entry((&end.rack, end.unit)).or_default();
            (*count, *last) = (*count + 1, (*last).max(end.port));
        }
        let gaps: Vec<_> = trays.iter().filter(|(_, (count, last))| count != last).collect();
        assert!(gaps.is_empty(), "{name}: {gaps:?}");
        let tags: BTreeSet<String> = cables.iter().flat_map(Cable::labels).collect();
        assert_eq!(tags.len(), 2 * cables.len(), "{name}");
        for cable in &cables {
            let [a, b] = cable.labels();
            assert_eq!(
                b.split(" > ").collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" > "),
                a,
                "both tags tell the same, each from its end"
            );
        }
    }
}

/// By hand: a compute tray of tiny-demo has four packages of 18 links, four links to a cable of the cartridge, so 18 plugs; a switch tray 144 links,
/// so 36. Each package has one plug to scale-out; their ports follow on the same tray.
#[test]
fn ports_are_those_of_the_tray_at_the_unit() {
    let report = solved(preset("tiny-demo"));
    let mut ports: BTreeMap<(String, Option<u64>, String), BTreeSet<u64>> = BTreeMap::new();
    for cable in cables(&report) {
        for end in [cable.a, cable.b] {
            assert!(ports.entry((end.rack, end.unit, cable.tier.clone())).or_default().insert(end.port));
        }
    }
    for unit in [4, 5, 6, 10, 11, 12] {
        let of = |tier: &str| ports[&("A01".to_string(), Some(unit), tier.to_string())].iter().copied().collect::<Vec<u64>>();
        assert_eq!(of("scale-up"), (1..=18).collect::<Vec<u64>>(), "compute tray at U{unit}");
        assert_eq!(of("scale-out"), [19, 20, 21, 22], "compute tray at U{unit}");
    }
    for unit in [7, 8, 9] {
        let of = &ports[&("A01".to_string(), Some(unit), "scale-up".to_string())];
        assert_eq!(of.iter().copied().collect::<Vec<u64>>(), (1..=36).collect::<Vec<u64>>(), "switch tray at U{unit}");
    }
    assert!(ports.keys().any(|(rack, unit, _)| rack == "Hall 2" && unit.is_none()), "another hall has no rack units here");
}
