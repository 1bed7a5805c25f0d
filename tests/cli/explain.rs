//! `explain`: every quantity there is, each agreeing with `solve`; one rack and one link by hand.

use serde_json::Value;

use crate::run::{Desk, OK, USAGE};

fn tree(desk: &Desk, quantity: &str) -> Value {
    desk.run(["explain", "tiny-demo.ron", quantity, "--json"]).exits(OK).calm().json()
}

/// Where `solve --json` has the quantity that `explain` calls by another name.
fn solved<'j>(json: &'j Value, quantity: &str) -> Option<&'j Value> {
    let (subject, name) = quantity.rsplit_once('.').expect("a subject");
    let results = &json["results"];
    let place = match subject.split_once(':') {
        None => {
            let name = match name {
                "injection" => "injection-each-way",
                "opex" => "opex-first-year",
                "accelerator-hour" => "usd-per-accelerator-hour",
                name => name,
            };
            &results["total"][name]
        }
        Some(("tier", tier)) => {
            let name = match name {
                "switches" => "switches-needed",
                "injection" | "bisection" => &format!("{name}-each-way"),
                "latency" => "latency-mean",
                name => name,
            };
            &results["tier"][tier][name]
        }
        Some((_, rack)) => &json["racks"].as_array()?.iter().find(|known| known["name"] == rack)?[name],
    };
    place.get("value")
}

/// Trees of all totals, of two tiers and of two racks; `tests/explain.rs` walks through all of every preset.
#[test]
fn every_quantity_is_explained_and_is_what_solve_says() {
    let desk = Desk::with_preset("tiny-demo");
    let json = desk.run(["solve", "tiny-demo.ron", "--json"]).exits(OK).json();
    let listed = desk.run(["explain", "tiny-demo.ron"]).exits(OK).calm();
    let asked = |quantity: &&&str| {
        ["total", "tier:scale-out", "tier:scale-across", "rack:A01", "rack:B06"]
            .iter()
            .any(|subject| quantity.starts_with(&format!("{subject}.")))
    };
    let lines = listed.lines();
    let quantities: Vec<&&str> = lines.iter().filter(asked).collect();
    assert_eq!(quantities.len(), 14 + 2 * 12 + 2 * 7, "{lines:?}");
    let mut compared = 0;
    for quantity in quantities {
        let told = tree(&desk, quantity);
        let keys: Vec<&str> = told.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, ["catalogue", "children", "formula", "operation", "text", "title", "unit", "value"]);
        if let Some(value) = solved(&json, quantity) {
            assert_eq!(&told["value"], value, "{quantity}");
            compared += 1;
        }
    }
    // Only what a tier does not have, such as the middle of what leads to another hall, has no number in `solve`.
    assert!(compared >= 48, "{compared}");
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let desk = Desk::with_preset("tiny-demo");
    for (quantity, told) in [
        ("total.nothing", "got \"nothing\", allowed it-power"),
        ("rack:A99.power", "got \"A99\", allowed the name of a rack, such as A01"),
        ("tier:scale-down.links", "got \"scale-down\", allowed a tier: scale-up, scale-out"),
        ("link:A01-A02.length", "A01 and A02 have no links"),
        ("power", "allowed SUBJECT.QUANTITY, such as total.capex"),
    ] {
        desk.run(["explain", "tiny-demo.ron", quantity]).exits(USAGE).complains([quantity, told]);
    }
}

/// The title's part of a tree, however deep.
fn part<'t>(node: &'t Value, title: &str) -> Option<&'t Value> {
    if node["title"].as_str().is_some_and(|known| known.starts_with(title)) {
        return Some(node);
    }
    node["children"].as_array()?.iter().find_map(|child| part(child, title))
}

fn near(what: &str, told: &Value, by_hand: f64, within: f64) {
    let value = told["value"].as_f64().expect("a number");
    assert!((value - by_hand).abs() <= within, "{what}: {value}, by hand {by_hand}");
}

/// The memory rack by hand, from the catalogue's numbers:
///
/// - four trays of 4,000 W: 16,000 W; a management switch: 150 W;
/// - each tray has two links of 0.2 Tb/s, one to each switch, on modules of 20 pJ/bit behind SerDes of 3.3 pJ/bit: 8 x 0.2 x 23.3 = 37.28 W;
/// - fans are 5 % of what stands on trays: 0.05 x (16,000 + 37.28) = 801.864 W; in all 16,989.144 W;
/// - the feed of 33 kW takes one shelf, and one stands by: 16,989.144 / 66,000 = 25.7411 % of the load. Between 95.5 % at 20 % and 96.7 % at
///   30 % the supplies have 96.1889 %, the busbar 99 %: 16,989.144 / (0.961889 x 0.99) = 17,840.7 W.
#[test]
fn one_rack_by_hand() {
    let desk = Desk::with_preset("tiny-demo");
    let told = tree(&desk, "rack:B06.power");
    let of = |title: &str| part(&told, title).unwrap_or_else(|| panic!("no {title} in {told}"));
    near("memory", of("Memory"), 16_000.0, 1e-6);
    near("hosts", of("Hosts"), 150.0, 1e-6);
    near("links", of("Links"), 37.28, 1e-6);
    near("fans", of("Fans"), 801.864, 1e-6);
    near("blades and links", of("Blades and links"), 16_989.144, 1e-6);
    near("at the inlet", &told, 16_989.144 / (0.961_889 * 0.99), 0.1);
    near("at the inlet", &told, 17_840.7, 0.1);
}

/// A link by hand: rack B06 stands 1.8 m along and 2.4 m across from A03. Both are 2,000 mm high with 42 units of 44.45 mm, so that 66.55 mm
/// are beneath the lowest. A tray of two units at the bottom has its port 66.55 + 44.45 = 111 mm up; the switch, two units above five, 66.55 +
/// 6 x 44.45 = 333.25 mm. The trays hang 300 mm above: 2,189 + 1,966.75 mm down. With 5 % slack and two loops of 0.5 m:
/// (1.8 + 2.4 + 4.15575) x 1.05 + 1 = 9.7735 m, bought as 10 m; copper reaches 2 m, active copper 5 m, modules 500 m.
#[test]
fn one_link_by_hand() {
    let desk = Desk::with_preset("tiny-demo");
    let length = tree(&desk, "link:B06-A03.length");
    let length = &length["children"][0];
    near("along", part(length, "Along").expect("told"), 1.8, 1e-9);
    near("across", part(length, "Across").expect("told"), 2.4, 1e-9);
    near("down", part(length, "Down").expect("told"), 4.155_75, 0.001);
    near("length", length, 9.773_5, 0.001);
    let medium = tree(&desk, "link:B06-A03.medium");
    assert_eq!(medium["children"][0]["value"], 4.0, "four of the eight links go to this switch");
    let formula = medium["children"][0]["formula"].as_str().expect("a text");
    assert!(formula.contains("dr8_dsp_106, sold at 10 m; the cheapest of those allowed that reach"), "{formula}");
}
