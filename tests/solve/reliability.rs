//! Failures with numbers worked out by hand: rates and counts, what one failure takes out and for how long, standby lasers, spares.

use rackwright::edit::{EconomyField, Edit, apply};
use rackwright::io::presets::PLANS;
use rackwright::model::units::Hours;
use rackwright::solve::Totals;
use rackwright::solve::reliability::Fru;
use rackwright::solve::reliability::poisson::spares;

use crate::build::{Case, Switch, module, n};
use crate::support::{catalog, preset, solved};

fn near(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{got}, expected {expected}");
}

fn asked(name: &str) -> Totals {
    solved(preset(name)).totals()
}

/// All entries of a part.
fn of(totals: &Totals, item: &str) -> Vec<Fru> {
    let found: Vec<Fru> = totals.frus.iter().filter(|fru| fru.item == item).cloned().collect();
    assert!(!found.is_empty(), "no {item}");
    found
}

/// 24,576 accelerators over three optical levels have 147,456 modules; at 400 FIT, 0.3504 % a year, 516.7 of them fail.
#[test]
fn failures_are_counts_times_rates() {
    let tiers =
        r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "400 Gb/s", link: "400 Gb/s", topology: clos(levels: 3),
        switch: "chip", media: (access: ["m"]))"#
            .to_string();
    let module = module("m", "400 Gb/s", "0 pJ/bit", "0 USD");
    let interconnects = module.replace(&format!("afr: {}", n("0 %/yr")), &format!("afr: {}", n("0.3504 %/yr")));
    let case =
        Case { blades: 1_024, racks: 24, tiers, interconnects, switch: Some(Switch::new(64, "400 Gb/s", "0 USD")), ..Case::default() };
    let (_, totals) = case.furnished().solve();
    assert_eq!(totals.modules, 147_456);
    near(totals.failures.likely, 147_456.0 * 400.0 * 8_760.0 / 1e9);
}

/// optical-1024: a leaf is one of 1,024 and costs 1,024 / 1,024 = 1 accelerator; a spine is one of 512 and costs 2; both go with the second chip
/// on their sled. A box of the 16 leafs of the scale-out network costs 64.
#[test]
fn a_switch_takes_its_share_of_the_bandwidth() {
    let totals = asked("optical-1024");
    let lost: Vec<(u64, f64)> = of(&totals, "optical-switch-102t").iter().map(|fru| (fru.count, fru.equivalent)).collect();
    assert_eq!(lost, [(1_024, 2.0), (512, 4.0), (32, 64.0), (16, 128.0)]);
    let boxes: Vec<(u64, f64)> = of(&totals, "th6").iter().map(|fru| (fru.count, fru.equivalent)).collect();
    assert_eq!(boxes, [(16, 64.0), (8, 128.0)]);
}

/// A pluggable module of 8 links takes 8 of the 262,144 links to the leafs: 8 x 1,024 / 262,144 = 1/32 of an accelerator, for an hour. An engine in
/// the package takes its sled of four accelerators for eight hours; a laser module of 8.192 Tb/s the 40 ends of its two engines.
#[test]
fn what_is_replaced_decides_what_is_lost() {
    let pluggable = of(&asked("pluggable-1024"), "dr8_dsp_212 at endpoints").remove(0);
    assert_eq!((pluggable.equivalent, pluggable.hours, pluggable.replaced), (1.0 / 32.0, 1.0, "module"));
    let optical = asked("optical-1024");
    let engine = of(&optical, "oio_teraphy_32 at endpoints").remove(0);
    assert_eq!((engine.equivalent, engine.hours, engine.replaced), (4.0, 8.0, "sled"));
    let laser = of(&optical, "oio_teraphy_32 laser at endpoints").remove(0);
    assert_eq!((laser.affected, laser.equivalent, laser.replaced), (40.0, 40.0 / 256.0, "laser module"));
}

/// An hour to detect and isolate makes every outage an hour longer and changes no count.
#[test]
fn detection_adds_to_every_outage() {
    let late = Edit::ChangeEconomy { set: vec![EconomyField::DetectTime { value: Hours::new(1.0) }] };
    let (now, later) = (asked("pluggable-1024"), solved(apply(&preset("pluggable-1024"), &catalog(), &late).expect("made")).totals());
    near(later.failures.likely, now.failures.likely);
    let added: f64 = now.frus.iter().map(|fru| fru.outages.likely * fru.equivalent).sum();
    near(later.lost_hours.likely, now.lost_hours.likely + added);
}

#[test]
fn lost_hours_and_availability_follow_from_the_parts() {
    for plan in PLANS {
        let totals = asked(plan.name);
        let lost: f64 = totals.frus.iter().map(|fru| fru.outages.likely * fru.hours * fru.equivalent).sum();
        near(totals.lost_hours.likely, lost);
        near(totals.availability, 1.0 - lost / (totals.accelerators as f64 * 8_760.0));
        for fru in &totals.frus {
            assert!(fru.failures.low <= fru.failures.likely && fru.failures.likely <= fru.failures.high, "{} {fru:?}", plan.name);
            assert!(fru.outages.likely <= fru.failures.likely && fru.equivalent <= fru.affected.max(totals.accelerators as f64), "{fru:?}");
        }
    }
}

/// Poisson by tables: 5 cover 2 failures in 95 of 100 cases, 3 cover half a failure in 99. Beyond 2,000 failures the normal curve takes over, and
/// nothing jumps.
#[test]
fn spares_by_tables() {
    assert_eq!([spares(2.0, 0.95), spares(0.5, 0.99), spares(700.0, 0.95), spares(0.0, 0.99)], [5, 3, 744, 0]);
    let (below, above) = (spares(1_999.9, 0.95), spares(2_000.1, 0.95));
    assert!(above >= below && above - below <= 2, "{below} {above}");
    for service in [0.5, 0.9, 0.95, 0.99, 0.999] {
        let held: Vec<u64> =
            [0.01, 0.1, 1.0, 10.0, 100.0, 1_000.0, 2_000.0, 3_000.0, 1e5, 1e6].map(|expected| spares(expected, service)).into();
        assert!(held.is_sorted(), "{service}: {held:?}");
    }
    assert!([0.5, 0.9, 0.95, 0.99, 0.999].map(|service| spares(20.0, service)).is_sorted());
}

/// Two weeks of the 7.68 failures a year of 512 modules are 0.295 expected: e^-0.295 = 74.5 % are covered by none, 96.4 % by one.
#[test]
fn spares_on_the_bill_by_hand() {
    let totals = asked("optical-1024");
    let modules = of(&totals, "dr8_dsp_212 at endpoints").remove(0);
    near(modules.failures.likely, 512.0 * 0.015);
    assert_eq!(spares(7.68 * 336.0 / 8_760.0, 0.95), 1);
    let held = |item: &str| {
        let spare =
            |line: &&rackwright::solve::money::bill::Line| line.group == rackwright::solve::money::bill::Group::Spares && line.item == item;
        totals.money.bill.iter().find(spare).map_or(0.0, |line| line.quantity)
    };
    near(held("dr8_dsp_212 at endpoints"), 1.0);
    // 30.72 packages a year are 1.18 in two weeks: e^-1.18 x (1 + 1.18 + 0.70 + 0.27) = 96.8 % with three.
    near(held("optical-xpu"), 3.0);
}
