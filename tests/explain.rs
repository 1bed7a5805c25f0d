//! Explanations: every tree of every preset adds up, and one rack and one link agree with a calculation by hand.

#[path = "solve/support.rs"]
mod support;

use rackwright::io::presets::PLANS;
use rackwright::solve::explain::{Node, explain, quantities};
use rackwright::solve::{Report, Totals};
use support::{preset, solved};

fn asked(name: &str) -> (Report, Totals) {
    let report = solved(preset(name));
    let totals = report.totals();
    (report, totals)
}

/// Sums, products and differences are what the steps beneath them make; at most a microwatt or a cent is lost in rounding to base units.
fn check(node: &Node, path: &str) {
    let path = format!("{path} / {}", node.title);
    assert!(node.value.is_finite(), "{path}");
    if let Some(again) = node.recomputed().filter(|_| !node.children.is_empty()) {
        let close = (again - node.value).abs() <= 1e-9 * node.value.abs().max(again.abs()) + 1e-5;
        assert!(close, "{path}: {} is told, its steps make {again}", node.value);
    }
    node.children.iter().for_each(|child| check(child, &path));
}

#[test]
fn every_tree_of_every_preset_adds_up() {
    for plan in PLANS {
        let (report, totals) = asked(plan.name);
        let all = quantities(&report);
        assert!(all.len() > 50, "{}", plan.name);
        for quantity in &all {
            let node = explain(&report, &totals, quantity).unwrap_or_else(|why| panic!("{} {quantity}: {why}", plan.name));
            check(&node, &format!("{} {quantity}", plan.name));
        }
    }
}

#[test]
fn trees_end_in_catalogue_numbers_with_sources() {
    let (report, totals) = asked("nvl72-copper-1152");
    let node = explain(&report, &totals, "rack:A01.power").expect("it is known");
    let mut origins = Vec::new();
    collect(&node, &mut origins);
    for field in ["tdp", "io_in_tdp", "host_power", "host_energy", "module_energy", "power", "io_in_power", "fan_share", "shelf"] {
        let origin = origins.iter().find(|origin| origin.field == field).unwrap_or_else(|| panic!("no {field}"));
        assert!(!origin.sources.is_empty() && origin.sources.iter().all(|(_, title)| !title.is_empty()), "{origin:?}");
    }
}

fn collect<'n>(node: &'n Node, origins: &mut Vec<&'n rackwright::solve::explain::Origin>) {
    origins.extend(&node.origin);
    node.children.iter().for_each(|child| collect(child, origins));
}

/// One NVL72 rack by hand, from the catalogue's numbers:
///
/// - packages: 72 x (1,200 - 32.4 W) = 84,067.2 W; the 32.4 W move bits and are charged below;
/// - hosts: 18 x 600 W = 10,800 W; management switches: 2 x 150 W = 300 W; shelves: nothing;
/// - switch trays: 9 x (1,500 - 259.2 W) = 11,167.2 W;
/// - NVLink: 72 x 18 links x 2 ends x 0.4 Tb/s x 4.5 pJ/bit = 4,665.6 W, the cartridge itself nothing;
/// - scale-out: 72 ends x 0.4 Tb/s x (20 + 3.3) pJ/bit = 671.04 W;
/// - fans: 3 % of what stands on compute trays: 0.03 x (84,067.2 + 10,800 + 2,332.8 + 671.04 W) = 2,936.1312 W;
/// - in all 114,607.1712 W before conversion;
/// - eight shelves of 33 kW are loaded to 43.4 %: between 96.7 % at 30 % and 97.5 % at 50 % the supplies have 97.236 %; the busbar has 99 %;
///   114,607.17 / (0.972364 x 0.99) = 119,055 W.
#[test]
fn one_rack_by_hand() {
    let (report, totals) = asked("nvl72-copper-1152");
    let node = explain(&report, &totals, "rack:A01.power").expect("it is known");
    let blades = &node.children[0];
    let part = |title: &str| blades.children.iter().find(|child| child.title == title).unwrap_or_else(|| panic!("no {title}")).value;
    let near = |got: f64, expected: f64, within: f64| assert!((got - expected).abs() < within, "{got}, by hand {expected}");
    near(part("Accelerators"), 84_067.2, 0.01);
    near(part("Hosts"), 11_100.0, 0.01);
    near(part("Switches"), 11_167.2, 0.01);
    near(part("Links"), 4_665.6 + 671.04, 0.01);
    near(part("Fans"), 2_936.131_2, 0.01);
    near(blades.value, 114_607.171_2, 0.01);
    let load = 114_607.171_2 / (8.0 * 33_000.0);
    let supply = 0.967 + (0.975 - 0.967) * (load - 0.3) / 0.2;
    near(node.value, 114_607.171_2 / (supply * 0.99), 0.5);
    near(node.value, 119_055.0, 10.0);
}

/// One link by hand: rack A01 (its middle at 2.1 m, 2.466 m) to the leafs in A05 (4.5 m, 2.4 m): 2.4 m along, 0.066 m across. The tray hangs
/// 0.3 m above each rack; from the lowest compute tray (unit 5) and the lowest leaf (unit 1) up to it. 5 % slack and twice 0.5 m.
#[test]
fn one_link_by_hand() {
    let (report, totals) = asked("nvl72-copper-1152");
    let node = explain(&report, &totals, "link:A01-A05.length").expect("it is known");
    let length = &node.children[0];
    let stated = |title: &str| length.children.iter().find(|child| child.title.starts_with(title)).expect("it is told").value;
    assert_eq!((stated("Along"), stated("Across"), stated("Loops")), (2.4, 0.066, 1.0));
    let frame = |id: &str| {
        let id = rackwright::model::text::Id::new(id).expect("an id");
        let frame = support::catalog().frame(&id).expect("a frame").clone();
        (
            frame.height.value().base() as f64,
            frame.units.value().count() as f64 * frame.unit_height.value().get(),
            frame.unit_height.value().get(),
        )
    };
    // A port sits in the middle of its unit; what a frame is higher than its units is half beneath them.
    let drop = |(height, inside, unit): (f64, f64, f64), units_below: f64, blade_units: f64| {
        let port = (height - inside) / 2.0 + (units_below + blade_units / 2.0) * unit;
        height - port + 300.0
    };
    let by_hand = drop(frame("mgx-48u"), 4.0, 1.0) + drop(frame("eia-42u"), 0.0, 1.0);
    assert!((stated("Down") * 1e3 - by_hand).abs() <= 2.0, "{} by hand {by_hand}", stated("Down") * 1e3);
    let expected = (2.4 + 0.066 + stated("Down")) * 1.05 + 1.0;
    assert!((length.value - expected).abs() < 0.001, "{} by hand {expected}", length.value);
    // 8.31 m are bought as 10 m; of copper that reaches 2 m and modules that reach 500 m only the modules are left.
    let medium = explain(&report, &totals, "link:A01-A05.medium").expect("it is known");
    assert!(medium.children[0].formula.contains("dr8_dsp_106, sold at 10 m"), "{}", medium.children[0].formula);
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let (report, totals) = asked("tiny-demo");
    for (asked, told) in [
        ("total.nothing", "allowed it-power"),
        ("rack:A99.power", "such as A01"),
        ("tier:scale-down.links", "allowed a tier: scale-up"),
        ("nonsense", "SUBJECT.QUANTITY"),
        ("link:A01-ZZ.length", "two names of racks"),
        ("link:A01-A02.length", "have no links"),
    ] {
        let why = explain(&report, &totals, asked).expect_err(asked);
        assert!(why.contains(told), "{asked}: {why}");
    }
}
