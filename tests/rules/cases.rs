//! A plan that breaks each rule, in a way that is told with what is and what may be, and a plan that does not.

use rackwright::edit::{Edit, apply};
use rackwright::io::presets::find;
use rackwright::model::geometry::Point;
use rackwright::model::plan::{Plan, Subject, Waiver};
use rackwright::model::racks::RackId;
use rackwright::model::severity::Severity;
use rackwright::model::text::{Id, Text};
use rackwright::solve::rules::{RULES, rule_named};

use crate::support::{catalog, plan, preset, solved};

/// A preset with something replaced in its text.
pub fn with(name: &str, old: &str, new: &str) -> Plan {
    let text = find(name).expect("a preset").text;
    assert!(text.contains(old), "{name} has no {old}");
    plan(&text.replacen(old, new, 1))
}

pub fn set(name: &str, part: &str, field: &str, value: &str) -> Plan {
    let text = |text: &str| Text::new(text).expect("a text");
    let edit = Edit::SetOverride { part: Id::new(part).expect("an id"), field: text(field), value: text(value), comment: text("") };
    apply(&preset(name), &catalog(), &edit).expect("the edit is made")
}

pub fn moved(name: &str, rack: i64, x: i64, y: i64) -> Plan {
    let racks = vec![RackId::new(rack).expect("an id")];
    let edit = Edit::MoveRacks { racks, by_mm: Point::new(x, y).expect("small") };
    apply(&preset(name), &catalog(), &edit).expect("the edit is made")
}

fn empty() -> Plan {
    plan(rackwright::io::presets::EMPTY)
}

/// Rule, severity, the plan that breaks it, what its message says, its limit and its actual value, a plan that keeps it.
type Case = (&'static str, Severity, Plan, &'static str, &'static str, &'static str, Plan);

fn cases() -> Vec<Case> {
    use Severity::{Error, Note, Warning};
    let demo = || preset("tiny-demo");
    let optical = || preset("optical-1024");
    vec![
        ("unknown-part", Error, with("tiny-demo", "mgx-48u", "mgx-99u"), "mgx-99u", "", "", demo()),
        ("domain-exceeds-radix", Error, with("tiny-demo", "domain: 24", "domain: 192"), "192", "", "", demo()),
        (
            "switch-shortage",
            Error,
            with("tiny-demo", "(part: \"nvlink5-switch-tray\", count: 3", "(part: \"nvlink5-switch-tray\", count: 2"),
            "24 leaf switches, 16 have a slot",
            "16",
            "24",
            demo(),
        ),
        ("reach", Error, preset("copper-1024"), "aec_212 reaches 2.5 m", "2.5 m", "7.539 m", optical()),
        (
            "rack-feed",
            Error,
            with("tiny-demo", "feed: \"66 kW\"", "feed: \"20 kW\""),
            "its feed provides 20 kW",
            "20 kW",
            "40.05 kW",
            demo(),
        ),
        (
            "site-limit",
            Error,
            with("tiny-demo", "build_year: 2027", "build_year: 2027, site_limit: \"100 kW\""),
            "100 kW",
            "100 kW",
            "kW",
            demo(),
        ),
        ("air-heat", Error, with("tiny-demo", "feed: \"66 kW\"", "feed: \"66 kW\", air_limit: \"1 kW\""), "to air", "1 kW", "kW", demo()),
        ("liquid-loop", Error, set("tiny-demo", "hybrid-85", "liquid_limit", "10 kW"), "to liquid", "10 kW", "kW", demo()),
        ("overlap", Error, moved("tiny-demo", 1, 300, 0), "A01 overlaps A02", "", "", demo()),
        ("off-floor", Error, moved("tiny-demo", 1, -9_000, 0), "A01", "", "", demo()),
        (
            "rack-height",
            Error,
            with("tiny-demo", "(part: \"gb200-compute-tray\", count: ", "(part: \"gb200-compute-tray\", count: 9"),
            "needs 103 U, its frame has 48 U",
            "48 U",
            "103 U",
            demo(),
        ),
        ("rack-mass", Error, set("tiny-demo", "mgx-48u", "max_mass", "500 kg"), "kg", "500 kg", "kg", demo()),
        ("package-edge", Error, preset("pluggable-1024"), "package edge", "55 mm", "70.4 mm", optical()),
        ("faceplate", Error, preset("pluggable-1024"), "cages", "580", "2,144", optical()),
        ("busbar", Warning, set("tiny-demo", "ac-54v", "rack_limit", "10 kW"), "10 kW", "10 kW", "kW", demo()),
        ("blocked-aisle", Warning, moved("tiny-demo", 6, 0, -900), "B01", "", "", demo()),
        (
            "floor-load",
            Warning,
            with("tiny-demo", "tile: \"600 mm\"", "tile: \"600 mm\", max_load: \"1 kN/m2\""),
            "kN/m2",
            "1 kN/m2",
            "kN/m2",
            demo(),
        ),
        (
            "laser-supply",
            Warning,
            set("optical-1024", "oio_teraphy_32", "laser.capacity", "2 Tb/s"),
            "laser modules",
            "place",
            "laser",
            optical(),
        ),
        ("tray-fill", Warning, preset("copper-1024"), "pieces of tray are too full", "40 %", "451.9 %", optical()),
        (
            "bend-radius",
            Warning,
            set("optical-1024", "oio_teraphy_32", "bend_radius", "900 mm"),
            "bends by 900 mm",
            "300 mm",
            "900 mm",
            optical(),
        ),
        ("blast-radius", Warning, optical(), "4 accelerators are out", "1", "4", preset("nvl72-copper-1152")),
        ("maturity", Warning, with("optical-1024", "build_year: 2028", "build_year: 2024"), "2027", "2024", "2027", demo()),
        (
            "duplicate-name",
            Warning,
            with("tiny-demo", "name: \"A03\"", "name: \"A01\""),
            "2 racks are called \"A01\"",
            "1 rack",
            "2 racks",
            demo(),
        ),
        ("oversubscription", Note, optical(), "2 times", "1", "2", preset("nvl72-copper-1152")),
        ("unused-ports", Note, preset("nvl72-copper-1152"), "43.8 % of the spine ports stay free", "10 %", "43.8 %", optical()),
        ("carbon-unknown", Note, with("tiny-demo", "us-virginia", "eu-average"), "not known for", "a number", "not known", demo()),
        ("stale-estimate", Note, optical(), "of the capital rests on estimates", "50 %", "100 %", empty()),
    ]
}

/// The plans that break a rule.
pub fn broken() -> Vec<Plan> {
    cases().into_iter().map(|(_, _, broken, ..)| broken).collect()
}

#[test]
fn each_rule_fires_and_keeps_silent() {
    let cases = cases();
    let named: Vec<&str> = cases.iter().map(|(id, ..)| *id).collect();
    assert!(RULES.iter().all(|rule| named.contains(&rule.id)), "a rule without a case");
    for (id, severity, broken, told, limit, actual, kept) in cases {
        let rule = rule_named(id).unwrap_or_else(|| panic!("no rule {id}"));
        let report = solved(broken);
        let findings = report.findings_of(rule, 10_000);
        assert_eq!(findings.len() as u64, report.count_of(rule), "{id}");
        let finding = findings.iter().find(|finding| finding.message.contains(told)).unwrap_or_else(|| panic!("{id}: {findings:#?}"));
        assert_eq!((finding.rule, finding.severity), (id, severity), "{finding:?}");
        assert!(!finding.subjects.is_empty(), "{finding:?}");
        assert!(finding.limit.contains(limit) && finding.actual.contains(actual), "{finding:?}");
        let sentence = !finding.message.ends_with('.') && finding.message.chars().count() <= 200;
        assert!(sentence && !finding.message.contains("  "), "{}", finding.message);
        assert!(finding.waived.is_none());
        assert_eq!(solved(kept).count_of(rule), 0, "{id} fires where it should not");
    }
}

/// Ids are what waivers in files name: they are added to, never changed.
#[test]
fn ids_stay_and_every_rule_has_its_help() {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    let kept = [
        "unknown-part",
        "domain-exceeds-radix",
        "switch-shortage",
        "reach",
        "rack-feed",
        "site-limit",
        "air-heat",
        "liquid-loop",
        "overlap",
        "off-floor",
        "rack-height",
        "rack-mass",
        "package-edge",
        "faceplate",
        "busbar",
        "blocked-aisle",
        "floor-load",
        "laser-supply",
        "tray-fill",
        "bend-radius",
        "blast-radius",
        "maturity",
        "duplicate-name",
        "oversubscription",
        "unused-ports",
        "carbon-unknown",
        "stale-estimate",
    ];
    assert_eq!(ids, kept);
    for rule in RULES {
        let paragraphs = rule.help.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty()).count();
        assert!(paragraphs >= 3, "{}: what, why, what to do", rule.id);
        assert!(!rule.title.is_empty() && !rule.title.ends_with('.'), "{}", rule.id);
    }
}

/// A waiver accepts the findings that have its subjects, is told with them, and is counted.
#[test]
fn what_is_waived_is_told_and_counted_apart() {
    let broken = moved("tiny-demo", 1, 300, 0);
    let rule = rule_named("overlap").expect("the rule");
    let before = solved(broken.clone());
    assert_eq!((before.count_of(rule), before.counts().errors, before.counts().waived), (2, 2, 0));
    let waive = |subjects: Vec<Subject>| {
        let waiver = Waiver { rule: Id::new("overlap").expect("an id"), subjects, comment: Text::new("agreed on Monday").expect("a text") };
        solved(apply(&broken, &catalog(), &Edit::AddWaiver { waiver }).expect("the edit is made"))
    };
    let rack = |id: i64| Subject::Rack { id: RackId::new(id).expect("an id") };
    for (subjects, waived) in [(vec![], 2), (vec![rack(1)], 2), (vec![rack(1), rack(2)], 2), (vec![rack(7)], 0)] {
        let report = waive(subjects.clone());
        let counts = report.counts();
        assert_eq!((counts.waived, counts.errors), (waived, 2 - waived), "{subjects:?}");
        let told = report.findings_of(rule, 10);
        assert_eq!(told.len(), 2, "waived findings stay visible");
        let comments = told.iter().filter_map(|finding| finding.waived.as_ref()).filter(|comment| comment.as_str() == "agreed on Monday");
        assert_eq!(comments.count() as u64, waived);
    }
}
