//! `solve`: the same numbers as tables, CSV and JSON, under names that stay; one rack alone; exit codes with and without waivers.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::csv::rows;
use crate::run::{BAD_INPUT, Desk, FINDINGS, IO, OK, USAGE};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// Numbers by section, subject and quantity.
fn leaves(sections: &Value) -> BTreeMap<(String, String, String), f64> {
    let mut found = BTreeMap::new();
    for (section, inside) in sections.as_object().expect("sections") {
        for (subject, inner) in inside.as_object().expect("subjects") {
            let mut put = |subject: &str, quantity: &str, number: &Value| {
                let key = (section.clone(), subject.to_string(), quantity.to_string());
                found.insert(key, number["value"].as_f64().expect("a number"));
            };
            if inner.get("unit").is_some() {
                put("", subject, inner);
            } else {
                inner.as_object().expect("quantities").iter().for_each(|(quantity, number)| put(subject, quantity, number));
            }
        }
    }
    found
}

#[test]
fn keys_of_json_stay() {
    let desk = Desk::with_preset("tiny-demo");
    let json = desk.run(["solve", "tiny-demo.ron", "--json"]).exits(OK).calm().json();
    assert_eq!(keys(&json), ["file", "findings", "racks", "results", "title"]);
    let results = &json["results"];
    assert_eq!(keys(results), ["bill", "capital", "failures", "monthly", "rack-type", "running", "tier", "total"]);
    let total = &results["total"];
    for quantity in [
        "accelerators",
        "racks",
        "compute-racks",
        "switch-racks",
        "memory-racks",
        "mass",
        "it-power",
        "typical-power",
        "site-power",
        "pue",
        "most-per-rack",
        "power-per-accelerator",
        "link-power",
        "heat-to-liquid",
        "heat-to-air",
        "coolant",
        "injection-each-way",
        "links",
        "cables",
        "cable-length",
        "modules",
        "lasers",
        "fibres",
        "pairs",
        "capex",
        "network-capex",
        "opex-first-year",
        "tco",
        "levelised",
        "annuity",
        "straight-line",
        "usd-per-accelerator-hour",
        "energy",
        "carbon",
        "failures",
        "accelerator-hours-lost",
        "availability",
    ] {
        assert_eq!(keys(&total[quantity]), ["estimated_share", "high", "low", "unit", "value"], "{quantity}");
    }
    assert_eq!(keys(&results["tier"]), ["memory", "scale-across", "scale-out", "scale-up"]);
    for quantity in
        ["links", "switches-needed", "switches-placed", "ports", "ports-used", "cables", "modules", "fibres", "power", "injection-each-way"]
    {
        assert_eq!(keys(&results["tier"]["scale-out"][quantity]), ["estimated_share", "high", "low", "unit", "value"], "{quantity}");
    }
    let rack = &json["racks"][0];
    for key in
        ["id", "name", "type", "at_mm", "power", "heat-to-air", "heat-to-liquid", "mass", "link-ends", "modules", "price", "failures"]
    {
        assert!(rack.get(key).is_some(), "no {key} in {rack}");
    }
    let finding = &json["findings"][0];
    assert_eq!(keys(finding), ["actual", "fixes", "limit", "message", "rule", "severity", "subjects", "waived"]);
}

#[test]
fn tables_csv_and_json_say_the_same() {
    let desk = Desk::with_preset("tiny-demo");
    let run = |form: &str| desk.run(["solve", "tiny-demo.ron", form]).exits(OK).calm();
    let (table, csv, json) = (run("--table"), rows(&run("--csv").out), run("--json").json());
    assert_eq!(csv[0], ["section", "subject", "quantity", "value", "low", "high", "estimated_share", "unit"]);
    assert_eq!(table.out, desk.run(["solve", "tiny-demo.ron"]).out, "tables are what is printed without a word");
    let results = csv.iter().skip(1).filter(|row| !["rack", "finding"].contains(&row[0].as_str()));
    let by_csv: Vec<((String, String, String), f64)> =
        results.map(|row| ((row[0].clone(), row[1].clone(), row[2].clone()), row[3].parse().expect("a number"))).collect();
    let by_json = leaves(&json["results"]);
    assert_eq!(by_csv.len(), by_json.len(), "nothing is told twice under one name");
    for (key, value) in by_csv {
        // Whoever reads JSON may lose the last bit of a number.
        let other = by_json.get(&key).unwrap_or_else(|| panic!("no {key:?} in JSON"));
        assert!((other - value).abs() <= 1e-12 * value.abs(), "{key:?}: {value} and {other}");
    }
    let racks = json["racks"].as_array().expect("racks");
    let power = |name: &Value| {
        csv.iter().find(|row| row[0] == "rack" && Some(row[1].as_str()) == name.as_str() && row[2] == "power").expect("told")[3].clone()
    };
    assert_eq!(racks.len(), 11);
    for rack in racks {
        let (value, other) = (power(&rack["name"]).parse::<f64>().expect("a number"), rack["power"]["value"].as_f64().expect("a number"));
        assert!((other - value).abs() <= 1e-12 * value, "{rack}");
    }
    let told = csv.iter().filter(|row| row[0] == "finding").count();
    assert_eq!(told, json["findings"].as_array().expect("findings").len());
    table.says(["TOTALS", "TIERS", "RACK TYPES", "RACKS", "BILL OF MATERIALS", "RUNNING COST", "FAILURES", "FINDINGS"]);
}

#[test]
fn one_rack_says_where_its_numbers_come_from() {
    let desk = Desk::with_preset("tiny-demo");
    let run = |form: &str| desk.run(["solve", "tiny-demo.ron", "--rack", "B06", form]).exits(OK).calm();
    let json = run("--json").json();
    assert_eq!(keys(&json), ["explained", "file", "rack"]);
    assert_eq!(keys(&json["explained"]), ["heat-to-air", "heat-to-liquid", "link-ends", "mass", "power"]);
    let all = desk.run(["solve", "tiny-demo.ron", "--json"]).json();
    let same = all["racks"].as_array().expect("racks").iter().find(|rack| rack["name"] == "B06").expect("it is listed").clone();
    assert_eq!(json["rack"], same);
    for quantity in keys(&json["explained"]) {
        assert_eq!(json["explained"][quantity]["value"], same[quantity]["value"], "{quantity}");
    }
    let csv = rows(&run("--csv").out);
    assert_eq!(csv[0], ["step", "title", "value", "unit"]);
    assert_eq!(csv.iter().filter(|row| row[0] == "0").count(), 5, "five trees");
    run("--table").says(["Power", "Mass", "Sources"]);
    desk.run(["solve", "tiny-demo.ron", "--rack", "B66"])
        .exits(USAGE)
        .complains(["--rack: got \"B66\", allowed the name of a rack, such as B01"]);
}

#[test]
fn what_cannot_be_solved_is_told() {
    let desk = Desk::with_preset("tiny-demo");
    desk.run(["solve", "missing.ron"]).exits(IO);
    desk.file("bad.ron", desk.read("tiny-demo.ron").replacen("domain: 24", "domain: NaN", 1));
    desk.run(["solve", "bad.ron"]).exits(BAD_INPUT).complains(["bad.ron:", "tiers[0].domain: got NaN"]);
    desk.run(["solve", "tiny-demo.ron", "--json", "--csv"]).exits(USAGE);
}

/// A rack on another is an error of both. Whoever accepts it for one of them accepts it, says why, and the plan is in order again.
#[test]
fn accepted_errors_do_not_fail_a_check() {
    let desk = Desk::with_preset("tiny-demo");
    let apply = |edits: &str| {
        desk.file("edits.ron", edits);
        desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).exits(OK);
    };
    let both = |code: i32| ["check", "solve"].map(|verb| desk.run([verb, "tiny-demo.ron"]).exits(code).calm());
    both(OK);
    apply("[move_racks(racks: [1], by_mm: (300, 0))]");
    let [check, _] = both(FINDINGS);
    check.says(["error    overlap"]);
    let overlaps = desk.run(["solve", "tiny-demo.ron", "--json"]).exits(FINDINGS).json();
    let of = |json: &Value| json["findings"].as_array().expect("findings").iter().filter(|finding| finding["rule"] == "overlap").count();
    assert_eq!(of(&overlaps), 2, "both racks say so");
    apply("[add_waiver(waiver: (rule: \"overlap\", subjects: [rack(id: 7)], comment: \"of another rack\"))]");
    both(FINDINGS);
    apply("[add_waiver(waiver: (rule: \"overlap\", subjects: [rack(id: 1)], comment: \"it is moved on Monday\"))]");
    for told in both(OK) {
        told.says(["A01 overlaps A02  [waived: it is moved on Monday]", "A02 overlaps A01  [waived: it is moved on Monday]"]);
    }
    let json = desk.run(["check", "--json", "tiny-demo.ron"]).exits(OK).json();
    let waived: Vec<&Value> =
        json["files"][0]["findings"].as_array().expect("findings").iter().filter(|finding| !finding["waived"].is_null()).collect();
    assert_eq!(waived.len(), 2);
    assert!(waived.iter().all(|finding| finding["rule"] == "overlap" && finding["severity"] == "error"), "{waived:?}");
}
