//! What a rule says beyond its first case: its other messages, whom it names, and numbers worked out by hand.

use rackwright::model::plan::{Plan, Subject};
use rackwright::model::severity::Severity;
use rackwright::solve::rules::{Finding, rule_named};

use crate::cases::{moved, set, with};
use crate::support::{preset, solved};

fn found(plan: Plan, rule: &str) -> Vec<Finding> {
    solved(plan).findings_of(rule_named(rule).expect("a rule"), usize::MAX)
}

/// The one finding whose message has these words.
fn told(plan: Plan, rule: &str, words: &str) -> Finding {
    let findings = found(plan, rule);
    let mut fitting = findings.iter().filter(|finding| finding.message.contains(words));
    let finding = fitting.next().unwrap_or_else(|| panic!("{rule} does not say {words:?}: {findings:#?}"));
    finding.clone()
}

/// Three shelves of 33 kW carry 66 kW with N+1; blades take 38.5 kW. Two carry 33 kW, and all of 66 kW without a spare.
#[test]
fn shelves_carry_the_rack_without_the_spare_ones() {
    let shelves = |count: &str| with("tiny-demo", "(part: \"power-shelf\", count: 3)", count);
    let finding = told(shelves("(part: \"power-shelf\", count: 2)"), "rack-feed", "1 of 2 power shelves carry 33 kW while 1 may fail");
    assert_eq!(finding.limit, "33 kW");
    assert!(finding.fixes.is_empty(), "a larger feed is no shelf");
    let plain = with("tiny-demo", "feed: \"66 kW\",", "feed: \"66 kW\", feeds: n,");
    assert!(found(plain, "rack-feed").is_empty());
    let double = with("tiny-demo", "feed: \"66 kW\",", "feed: \"66 kW\", feeds: two_n,");
    told(double, "rack-feed", "1 of 3 power shelves carry 33 kW while 2 may fail");
}

#[test]
fn two_blades_in_one_unit_do_not_fit() {
    let plan = with(
        "tiny-demo",
        "(part: \"power-shelf\", count: 3)",
        "(part: \"power-shelf\", count: 3, at: 2), (part: \"cdu-in-rack\", count: 1, at: 4)",
    );
    told(plan, "rack-height", "cdu-in-rack stands in unit 4, which another blade takes");
}

#[test]
fn an_aisle_names_the_nearest_thing_in_it() {
    // Row A looks south to row B: 4200 - 1932 - 1068 = 1200 mm between them, as wanted. B01 moved up by 900 leaves 300.
    let finding =
        told(moved("tiny-demo", 6, 0, -900), "blocked-aisle", "B01 stands in the aisle of A01: 300 mm are free, 1.2 m are wanted");
    assert_eq!((finding.limit.as_str(), finding.actual.as_str()), ("1.2 m", "300 mm"));
    assert!(matches!(finding.subjects.as_slice(), [Subject::Rack { .. }, Subject::Rack { .. }]), "{finding:?}");
    let pillar = "(name: \"Pillar\", kind: column, at_mm: (1900, 3100), size_mm: (300, 300)),";
    let plan = with("tiny-demo", "(name: \"Door\"", &format!("{pillar}(name: \"Door\""));
    told(plan, "blocked-aisle", "Pillar stands in the aisle of A01: 100 mm are free");
    let plan = with("tiny-demo", "aisle: \"1.2 m\"", "aisle: \"2 m\"");
    told(plan, "blocked-aisle", "A wall stands in the aisle of");
}

#[test]
fn what_keeps_free_is_in_nobodys_way_but_under_racks() {
    let area = "(name: \"Hatch\", kind: keep_free, at_mm: (1900, 3100), size_mm: (300, 300)),";
    let plan = with("tiny-demo", "(name: \"Door\"", &format!("{area}(name: \"Door\""));
    assert!(found(plan.clone(), "blocked-aisle").is_empty() && found(plan, "overlap").is_empty());
    let area = "(name: \"Hatch\", kind: keep_free, at_mm: (1900, 2000), size_mm: (300, 300)),";
    let plan = with("tiny-demo", "(name: \"Door\"", &format!("{area}(name: \"Door\""));
    told(plan, "overlap", "A01 overlaps Hatch");
}

#[test]
fn a_rack_says_how_far_it_stands_out() {
    let finding = told(moved("tiny-demo", 1, -2_300, 0), "off-floor", "A01 stands 500 mm outside the hall");
    assert_eq!(finding.actual, "500 mm");
}

#[test]
fn whatever_is_unknown_is_told_with_what_it_lies_in() {
    let frame = told(with("tiny-demo", "mgx-48u", "mgx-48x"), "unknown-part", "did you mean mgx-48u?");
    assert!(matches!(frame.subjects.as_slice(), [Subject::RackType { .. }]), "{frame:?}");
    let rack =
        told(with("tiny-demo", "kind: \"memory\", at_mm", "kind: \"memoru\", at_mm"), "unknown-part", "no rack type is called \"memoru\"");
    assert!(matches!(rack.subjects.as_slice(), [Subject::Rack { .. }]), "{rack:?}");
    let tier = told(with("tiny-demo", "[\"cable_cartridge_212\"]", "[\"cable_cartridge_999\"]"), "unknown-part", "cable_cartridge_999");
    assert!(matches!(tier.subjects.as_slice(), [Subject::Tier { .. }]), "{tier:?}");
    let overrides = "overrides: [(part: \"air\", field: \"no_such_number\", value: \"1 kW\")],\n    racks: [";
    told(with("tiny-demo", "    racks: [", overrides), "unknown-part", "overrides[0]");
}

/// Bundles for which nothing is allowed stand in no sum, and are counted all the same.
#[test]
fn links_for_which_nothing_is_allowed_are_counted() {
    let plan = with("tiny-demo", "media: (in_rack: [\"cable_cartridge_212\"]),", "media: (),");
    let report = solved(plan.clone());
    let rule = rule_named("reach").expect("a rule");
    assert_eq!((report.count_of(rule), report.counts().errors), (8, 8));
    let finding = told(plan, "reach", "432 links of 620 mm, no technology is allowed here");
    assert_eq!((finding.limit.as_str(), finding.fixes.len()), ("none", 0));
}

/// An engine takes its sled of 4 along. A laser module of 8.192 Tb/s feeds a sixth of an accelerator; one of 128 Tb/s would feed two.
#[test]
fn lasers_without_a_spare_take_all_they_feed() {
    let plan = set("optical-1024", "oio_teraphy_32", "laser.capacity", "128 Tb/s");
    let finding = told(plan, "blast-radius", "feeds all links of 2 accelerators and has no spare");
    assert_eq!((finding.limit.as_str(), finding.actual.as_str()), ("1 accelerator", "2 accelerators"));
    let spared = {
        let mut plan = set("optical-1024", "oio_teraphy_32", "laser.capacity", "128 Tb/s");
        let economy = std::sync::Arc::make_mut(&mut plan.economy);
        economy.laser_spares = rackwright::model::plan::LaserSpares::OneMore;
        plan
    };
    assert!(found(spared, "blast-radius").iter().all(|finding| !finding.message.contains("laser")));
}

/// A leaf of 256 ports takes 128 links of hosts; a second plane would be the other way.
#[test]
fn a_leaf_of_one_plane_is_the_only_way() {
    let finding = told(preset("tpu-v4-4096"), "blast-radius", "a leaf switch is the only way of 128 endpoints");
    assert_eq!((finding.limit.as_str(), finding.actual.as_str()), ("72", "128"));
}

#[test]
fn promises_are_notes_and_late_parts_are_warnings() {
    let promised = told(preset("kyber-copper-1008"), "maturity", "pcb_backplane_212 is only announced, for 2027");
    assert_eq!(promised.severity, Severity::Note);
    let report = solved(preset("kyber-copper-1008"));
    assert!(report.counts().notes >= 1, "a note is counted as one: {:?}", report.counts());
    let late = told(with("kyber-copper-1008", "build_year: 2027", "build_year: 2026"), "maturity", "ships in volume from 2027");
    assert_eq!((late.severity, late.limit.as_str(), late.actual.as_str()), (Severity::Warning, "2026", "2027"));
}

/// Fibre bends by 30 mm. Trays of 25 mm are too narrow, and wider ones change no length; dressing of 10 mm has room for
/// 10 / (pi - 2) = 8.76 mm.
#[test]
fn cables_need_room_to_bend() {
    let narrow = told(with("tiny-demo", "tray_width: \"600 mm\"", "tray_width: \"25 mm\""), "bend-radius", "the tray has room for 25 mm");
    assert_eq!(narrow.fixes.first().map(|fix| fix.label.as_str()), Some("Widen the trays to 50 mm"));
    let low = told(with("tiny-demo", "tray_height: \"300 mm\"", "tray_height: \"20 mm\""), "bend-radius", "the tray has room for 20 mm");
    assert!(low.fixes.is_empty(), "higher trays make cables longer");
    let tight = with("tiny-demo", "in_rack: \"620 mm\",\n            dressing: \"500 mm\"", "dressing: \"10 mm\"");
    told(tight, "bend-radius", "bends by 12 mm at least, dressing inside racks has room for 8.76 mm");
}

/// 192 adapters take 6 leafs of 32 ports down; two racks with 5 each hold 10.
#[test]
fn idle_switches_are_told() {
    let plan = with("tiny-demo", "(part: \"qm9700-box\", count: 3", "(part: \"qm9700-box\", count: 5");
    let finding = told(plan, "unused-ports", "10 leaf switches stand in racks, 6 are needed: 4 stay idle");
    assert_eq!((finding.limit.as_str(), finding.actual.as_str()), ("6", "10"));
    let unbuildable = with("tiny-demo", "domain: 24", "domain: 192");
    assert!(found(unbuildable, "unused-ports").iter().all(|finding| !finding.message.contains("NVLink")));
}

#[test]
fn numbers_that_would_read_the_same_get_more_digits() {
    let finding = told(with("tiny-demo", "feed: \"66 kW\"", "feed: \"40.05 kW\""), "rack-feed", "A01 draws");
    assert_ne!(finding.limit, finding.actual);
    assert!(finding.actual.starts_with("40.05"), "{finding:?}");
}
