//! Several problems in one file, and messages that help: the place, the field that was meant, what is missing.

use rackwright::io::plan_file;
use rackwright::io::problem::SHOWN;

use super::{EMPTY, V1, lines, refused, with_racks};

/// Path, line and column of each problem.
fn places(text: &str) -> Vec<(String, usize, usize)> {
    let place = |problem: &rackwright::io::problem::Problem| problem.place.map_or((0, 0), |place| (place.line, place.column));
    refused(text).iter().map(|problem| (problem.path.clone(), place(problem).0, place(problem).1)).collect()
}

/// Where a text stands, as line and column.
fn at(text: &str, needle: &str) -> (usize, usize) {
    let offset = text.find(needle).unwrap_or_else(|| panic!("no {needle}"));
    let line_start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    (text[..offset].matches('\n').count() + 1, text[line_start..offset].chars().count() + 1)
}

#[test]
fn all_problems_are_reported_in_order_of_place() {
    let text = EMPTY
        .replace("width: \"24 m\"", "width: \"24 kg\"")
        .replace("tray_fill: \"40 %\"", "tray_fill: 0.4")
        .replace("build_year: 2027", "build_year: 1827")
        .replace("years: 5", "years: 5.5")
        .replace(
            "    racks: [],",
            "    racks: [(id: 0, name: \"A\", kind: \"x\", at_mm: (0, 0)), (id: 2, name: \"\", kind: \"x\", at_mm: (0, 0))],",
        );
    let found = places(&text);
    let paths: Vec<&str> = found.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths, ["floor.width", "floor.routing.tray_fill", "site.build_year", "economy.years", "racks[0].id", "racks[1].name"]);
    for ((_, line, column), needle) in found.iter().zip(["\"24 kg\"", "0.4", "1827", "5.5", "0, name", "\"\", kind"]) {
        assert_eq!((*line, *column), at(&text, needle), "{needle}");
    }
}

#[test]
fn at_most_twenty_are_looked_for() {
    let racks: String = (1..=60).map(|id| format!("(id: {id}, name: \"A\", kind: \"a b\", at_mm: (0, 0)),\n")).collect();
    let found = refused(&with_racks(&racks));
    assert_eq!((found.len(), found[SHOWN].code), (SHOWN + 1, "more"), "the last one says that there may be more");
    let bad_numbers: String = (1..=60).map(|_| "NaN, ").collect();
    assert_eq!(refused(&EMPTY.replace("    rack_types", &format!("    waivers: [{bad_numbers}], rack_types"))).len(), SHOWN);
}

#[test]
fn each_of_several_faults_between_records_is_told() {
    let rack_type = "(id: \"x\", name: \"X\", role: compute, frame: \"f\", feed: \"1 kW\"),";
    let tier = "(id: \"t\", name: \"T\", kind: scale_up, endpoints: nics, rate: \"1 Gb/s\", link: \"1 Gb/s\", topology: torus(sizes: []), media: ()),";
    let text = EMPTY
        .replace("rack_types: []", &format!("rack_types: [{rack_type}{rack_type}]"))
        .replace("tiers: []", &format!("tiers: [{tier}{tier}]"));
    let found = places(&text);
    let paths: Vec<&str> = found.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths, ["rack_types[1].id", "tiers[1].id", "tiers[0].topology", "tiers[1].topology"]);
    assert_eq!((found[2].1, found[2].2), at(&text, "torus"));
}

/// The only problem of a text: its path and message.
fn only(text: &str) -> (String, String) {
    let mut problems = refused(text);
    assert_eq!(problems.len(), 1, "{}", lines(&problems));
    let problem = problems.remove(0);
    (problem.path, problem.message)
}

#[test]
fn a_mistyped_name_suggests_the_nearest() {
    let racks = |fields: &str| with_racks(&format!("(id: 1, name: \"A\", kind: \"x\", at_mm: (0, 0), {fields})"));
    let (path, message) = only(&racks("facign: north"));
    assert_eq!(
        (path.as_str(), message.starts_with("got facign (did you mean facing?), allowed id, name, ")),
        ("racks[0].facign", true),
        "{message}"
    );
    let (path, message) = only(&racks("facing: nroth"));
    assert_eq!((path.as_str(), message.as_str()), ("racks[0].facing", "got nroth (did you mean north?), allowed north, east, south, west"));
    let (path, message) = only(&EMPTY.replace("pue: parts()", "pue: fix(value: 1.2)"));
    assert_eq!((path.as_str(), message.contains("allowed parts, fixed")), ("site.pue", true), "{message}");
    let (path, message) = only(&EMPTY.replace("    economy:", "    lenghts: [],\n    economy:"));
    assert_eq!((path.as_str(), message.starts_with("got lenghts (did you mean lengths?)")), ("lenghts", true), "{message}");
    let far = only(&racks("zzzzzzzz: 1")).1;
    assert!(!far.contains("did you mean"), "{far}");
}

#[test]
fn a_misspelt_field_that_must_be_there_is_told_once_as_unknown_and_once_as_missing() {
    let text = EMPTY.replace("width: \"24 m\"", "witdh: \"24 m\"");
    let problems = refused(&text);
    let told: Vec<(&str, bool)> =
        problems.iter().map(|problem| (problem.path.as_str(), problem.message.contains("no such field"))).collect();
    assert_eq!(told, [("floor.witdh", false), ("floor.width", true)], "{}", lines(&problems));
    assert!(problems[0].message.contains("did you mean width?"), "{}", problems[0].message);
}

#[test]
fn a_missing_field_points_at_the_closing_bracket() {
    let text = EMPTY.replace("build_year: 2027,", "");
    let found = places(&text);
    let close = text.find("    economy:").map(|end| text[..end].rfind(')').expect("a bracket")).expect("there");
    let line_start = text[..close].rfind('\n').map_or(0, |newline| newline + 1);
    let expected = (text[..close].matches('\n').count() + 1, close - line_start + 1);
    assert_eq!(found, [("site.build_year".to_string(), expected.0, expected.1)]);
    assert_eq!(only(&text).1, "got no such field, allowed a whole number 1990..2100");
    let rack = with_racks("(id: 1, name: \"A\", kind: \"x\")");
    let bracket = at(&rack, "(id: 1, name: \"A\", kind: \"x\")");
    assert_eq!(places(&rack), [("racks[0].at_mm".to_string(), bracket.0, bracket.1 + 28)]);
}

#[test]
fn a_field_twice_is_told_at_the_second() {
    let text = EMPTY.replace("years: 5", "years: 5, years: 6");
    assert_eq!(only(&text), ("economy.years".to_string(), "got the field a second time, allowed once".to_string()));
    assert_eq!((places(&text)[0].1, places(&text)[0].2), at(&text, "years: 6"));
}

#[test]
fn values_of_the_wrong_kind_say_what_is_allowed() {
    let site = |from: &str, to: &str| only(&EMPTY.replace(from, to)).1;
    assert_eq!(site("years: 5", "years: \"5\""), "got \"5\", allowed a whole number 1..50");
    assert_eq!(site("\"24 m\"", "24"), "got 24, allowed a length as a string, \"0 m\"..\"10000 km\"");
    assert_eq!(site("\"24 m\"", "(24)"), "got (24), allowed a length as a string, \"0 m\"..\"10000 km\"");
    assert_eq!(site("tiers: []", "tiers: 3"), "got 3, allowed a list in [ ]");
    assert_eq!(site("tiers: []", "tiers: ()"), "got (), allowed a list in [ ]");
    assert!(site("\"40 %\"", "\"40\"").contains("a unit is missing; write for example \"1 %\""));
    assert!(site("\"5 %\"", "\"5 m\"").contains("m is the unit of a length, not of a share"));
}

#[test]
fn syntax_errors_have_their_place() {
    // The change, and how far behind its start the problem is.
    let cases =
        [("years: 5", "years: 5;", 8), ("years: 5", "years = 5", 6), ("years: 5", "years: 5 6", 9), ("\"default\"", "'default'", 0)];
    for (from, to, behind) in cases {
        let text = EMPTY.replace(from, to);
        let found = places(&text);
        let (line, column) = at(&text, to);
        assert_eq!((found[0].1, found[0].2), (line, column + behind), "{to}: {}", lines(&refused(&text)));
    }
}

#[test]
fn a_golden_plan_without_one_line_is_refused_or_seen_to_be_changed() {
    let all: Vec<&str> = V1.lines().collect();
    for gone in 0..all.len() {
        let text: String = all.iter().enumerate().filter(|(index, _)| *index != gone).map(|(_, line)| format!("{line}\n")).collect();
        match plan_file::parse(&text) {
            Ok(opened) => assert_ne!(opened.integrity, rackwright::io::seal::Integrity::Intact, "line {}", gone + 1),
            Err(problems) => assert!(problems.iter().all(|problem| problem.place.is_some()), "line {}: {}", gone + 1, lines(&problems)),
        }
    }
}
