//! Power and heat with numbers worked out by hand: shelves at part load, PUE from its parts, what is inside a TDP, liquid and air, average load.

use rackwright::edit::{Edit, LinkClass, apply};
use rackwright::io::presets::PLANS;
use rackwright::model::text::Id;
use rackwright::solve::{Report, Totals};

use crate::build::{Case, converter};
use crate::support::{catalog, preset, solved};

fn near(got: f64, expected: f64, within: f64) {
    assert!((got - expected).abs() <= within, "{got}, expected {expected}");
}

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

fn asked(name: &str) -> (Report, Totals) {
    let report = solved(preset(name));
    let totals = report.totals();
    (report, totals)
}

/// 60 kW behind shelves of 30 kW and a feed of 90 kW. Three shelves are loaded to 66.7 % (97.3 % efficient), four with N+1 to 50 % (97.5 %), six
/// with 2N to 33.3 % (96.83 %): what is doubled for safety loses more.
#[test]
fn spare_shelves_lower_the_load_and_change_the_loss() {
    let curve = r#"(load: "30 %", efficiency: "96.7 %"), (load: "50 %", efficiency: "97.5 %"), (load: "75 %", efficiency: "97.2 %"),
        (load: "100 %", efficiency: "96.5 %")"#;
    for (feeds, expected) in [("n", 60_000.0 / 0.973), ("n_plus_1", 60_000.0 / 0.975), ("two_n", 60_000.0 / (0.967 + 0.008 / 6.0))] {
        let case = Case {
            blades: 60,
            stages: converter("96.5 %", curve),
            shelf: "30 kW".to_string(),
            feed: "90 kW".to_string(),
            feeds,
            ..Case::default()
        };
        near(case.solve().1.it_w.likely, expected, 1e-3);
    }
}

/// Before the racks both AC chains keep 98.75 x 96.5 x 98 x 99.5 % = 92.92 %, 800 V keeps 98 x 99.7 % = 97.71 %. The plant moves 5.75 W of air heat
/// with a watt, and 10, 25 or 50 W of liquid heat, whose pumps take 1.5 %.
///
/// The catalogue also gives a PUE for each cooling, for sites that are not built from parts: the sums land within its range.
#[test]
fn pue_of_each_cooling_by_hand() {
    let (ac, dc): (f64, f64) = (1.0 / (0.9875 * 0.965 * 0.98 * 0.995), 1.0 / (0.98 * 0.997));
    let rows = [
        ("air", "ac-240v", ac + 1.0 / 5.75),
        ("rear-door", "ac-240v", ac + 0.9 * (1.0 / 10.0 + 0.015) + 0.1 / 5.75),
        ("hybrid-85", "ac-54v", ac + 0.85 * (1.0 / 25.0 + 0.015) + 0.15 / 5.75),
        ("liquid-100", "hvdc-800v", dc + 1.0 / 50.0 + 0.015),
    ];
    for (cooling_id, chain_id, expected) in rows {
        let (_, totals) = Case { blades: 20, pue: 0.0, cooling_id, chain_id, liquid: "100 %", ..Case::default() }.solve();
        near(totals.pue.likely, expected, 1e-6);
        let printed = catalog().cooling(&id(cooling_id)).expect("a cooling").pue.clone();
        let (low, high) = (printed.low().get(), printed.high().get());
        assert!((low..=high).contains(&totals.pue.likely), "{cooling_id}: {} outside {low} to {high}", totals.pue.likely);
        near(totals.site_w.likely, totals.it_w.likely * expected, totals.it_w.likely * 1e-6);
    }
}

/// The 32.4 W of a package and 259.2 W of a switch tray that NVLink takes are 7.2 and 57.6 Tb/s x 4.5 pJ/bit: with the cartridge charged apart a
/// rack draws what it draws when nothing is charged apart. With pluggables each of 2 x 72 x 7.2 Tb/s costs 23.3 - 4.5 pJ/bit more: 19.5 kW a rack,
/// printed 20.
#[test]
fn what_is_inside_a_tdp_is_not_charged_twice() {
    let with = |media: &[&str]| {
        let edit = Edit::SetMedia { tier: id("scale-up"), class: LinkClass::InRack, media: media.iter().map(|name| id(name)).collect() };
        solved(apply(&preset("nvl72-copper-1152"), &catalog(), &edit).expect("the edit is made")).totals()
    };
    let (copper, apart, pluggable) = (with(&["cable_cartridge_212"]), with(&[]), with(&["dr8_dsp_106"]));
    // 3 % fans stand on the trays either way.
    near(copper.it_w.likely, apart.it_w.likely, 1.0);
    near((pluggable.links_w - copper.links_w) / 16.0, 2.0 * 72.0 * 7.2 * (23.3 - 4.5), 0.1);
}

/// One NVL72 rack: 87 % of what stands on compute trays and 85 % of the switch trays, fans and shelves nothing: 0.87 x 97,871 + 0.85 x 13,500 =
/// 96,623 W of the 119,055, less than the 85 % that its cooling could take.
#[test]
fn liquid_and_air_of_a_rack_by_hand() {
    let (report, totals) = asked("nvl72-copper-1152");
    let rack = *report.tallies.get(0).expect("a rack");
    near(rack.liquid_uw as f64 / 1e6, 96_623.0, 1.0);
    near(rack.air_uw as f64 / 1e6, 119_055.0 - 96_623.0, 2.0);
    // 1.43 l/min for each kilowatt: 143 for 100 kW at 10 K.
    near(totals.coolant_l_per_min, totals.liquid_w / 1e3 * 1.43, 0.1);
}

/// Liquid takes what parts give to it and no more than the cooling can: 100 kW of parts that are wholly liquid-cooled leave 15 % to the air in a
/// hybrid hall, and all of it in one without liquid. A rear door takes 90 % whatever the parts do.
#[test]
fn cooling_limits_what_liquid_takes() {
    for (cooling_id, liquid, expected) in [
        ("hybrid-85", "100 %", 85.0),
        ("hybrid-85", "40 %", 40.0),
        ("liquid-100", "100 %", 100.0),
        ("air", "100 %", 0.0),
        ("rear-door", "0 %", 90.0),
        ("rear-door", "60 %", 90.0),
    ] {
        let (_, totals) = Case { blades: 100, cooling_id, liquid, ..Case::default() }.solve();
        near(totals.liquid_w / 1e3, expected, 1e-9);
        near(totals.air_w / 1e3, 100.0 - expected, 1e-9);
    }
}

#[test]
fn all_heat_leaves_and_every_end_is_charged_to_its_rack() {
    for plan in PLANS {
        let (report, totals) = asked(plan.name);
        near(totals.liquid_w + totals.air_w, totals.it_w.likely, 1e-3);
        let racks: f64 = report.tallies.iter().map(|tally| tally.links_uw as f64 / 1e6).sum();
        let tiers: f64 = totals.tiers.iter().map(|tier| tier.power_w().likely).sum();
        near(racks, tiers, 1e-3);
        near(racks, totals.links_w, 1e-3);
    }
}

/// Idle at 20 % and loaded to 70 % packages take 76 % of their power: and their fans with them: 114,607 - 1.03 x 0.24 x 84,067 = 93,826 W of an NVL72
/// rack, on shelves that are then loaded to 35.5 % (96.92 %), and a busbar of 99 %. Hosts, switches and links are taken at full load.
#[test]
fn average_load_by_hand() {
    let report = asked("nvl72-copper-1152").0;
    let it = 114_607.171 - 1.03 * 0.24 * 84_067.2;
    let supply = 0.967 + 0.008 * (it / 264_000.0 - 0.3) / 0.2;
    near(report.tallies.get(0).expect("a rack").typical.likely as f64 / 1e6, it / (supply * 0.99), 1.0);
    near(report.tallies.get(0).expect("a rack").typical.likely as f64 / 1e6, 97_784.0, 5.0);
}

/// 634.6 against 164.8 kW a rack is a quarter; 4.59 against 4.55 kW an accelerator is the same. Density is no saving.
#[test]
fn per_rack_and_per_accelerator_tell_different_stories() {
    let (kyber, optical) = (asked("kyber-copper-1008").1, asked("optical-1024").1);
    near(optical.most_w / kyber.most_w, 164.844 / 634.608, 0.001);
    near(optical.per_accelerator_w.likely / kyber.per_accelerator_w.likely, 0.99, 0.01);
}
