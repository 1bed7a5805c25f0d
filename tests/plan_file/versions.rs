//! Versions of the format: older readers open newer files only when these allow it, and never write them back.

use rackwright::io::header::Access;
use rackwright::io::plan_file;
use rackwright::io::problem::Problem;

use super::{V1, lines, opened, plan_with};

fn with_header(version: &str, min_reader: &str) -> String {
    plan_with("").replace("version: 1,", version).replace("min_reader: 1,", min_reader)
}

fn refusal(text: &str) -> Problem {
    let problems = plan_file::parse(text).expect_err("must be refused");
    assert_eq!(problems.len(), 1, "{}", lines(&problems));
    let problem = problems[0].clone();
    assert!(problem.message.starts_with("got ") && problem.message.contains(", allowed "), "{}", problem.message);
    assert!(problem.line("plan.ron").chars().count() <= 200);
    problem
}

#[test]
fn this_version_is_fully_open() {
    assert_eq!(opened(&with_header("version: 1,", "min_reader: 1,")).access, Access::Full);
    assert_eq!(opened(V1).access, Access::Full);
}

#[test]
fn a_newer_version_that_allows_this_reader_is_read_only_and_drops_what_is_unknown() {
    let newer = V1
        .replace("    version: 1,", "    version: 2,\n    mood: \"good\",")
        .replace("    site: (\n", "    site: (\n        tide: (high: \"3 m\", low: [1, 2]),\n")
        .replace("facility: \"H3/R-117\"", "shade: blue, facility: \"H3/R-117\"");
    let found = opened(&newer);
    assert_eq!(found.access, Access::ReadOnly);
    let dropped: Vec<&str> = found.dropped.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(dropped, ["mood", "site.tide", "racks[1].shade"], "{}", lines(&found.dropped));
    assert!(found.dropped.iter().all(|problem| problem.place.is_some() && problem.message.starts_with("got ")));
    let mut plan = found.plan;
    // Comments keep their keys; only values matter here.
    plan.comments = opened(V1).plan.comments;
    assert_eq!(plan, opened(V1).plan, "all that is known is there");
}

#[test]
fn a_newer_version_without_news_is_read_only_too() {
    let found = opened(&with_header("version: 2,", "min_reader: 1,"));
    assert_eq!((found.access, found.dropped.len()), (Access::ReadOnly, 0));
    assert_eq!(opened(&with_header("version: 101,", "min_reader: 1,")).access, Access::ReadOnly);
}

#[test]
fn a_newer_version_is_not_read_when_something_known_is_wrong() {
    let text = with_header("version: 2, mood: 3,", "min_reader: 1,").replace("years: 5", "years: 500");
    let problems = plan_file::parse(&text).expect_err("must be refused");
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["mood", "economy.years"], "{}", lines(&problems));
}

#[test]
fn a_newer_version_that_needs_a_newer_reader_is_refused_with_what_it_needs() {
    let problem = refusal(&with_header("version: 2,", "min_reader: 2,"));
    assert_eq!(problem.path, "version");
    assert_eq!(problem.place.map(|place| (place.line, place.column)), Some((3, 14)));
    assert!(problem.message.contains("needs a Rackwright that reads format 2"), "{}", problem.message);
    let problem = refusal(&with_header("version: 107,", "min_reader: 101,"));
    assert!(problem.message.contains("got plan format 107, allowed 1..1: needs a Rackwright that reads format 101"), "{}", problem.message);
    let problem = refusal(&with_header("version: 101,", ""));
    assert!(problem.message.contains("format 101 or newer"), "without min_reader only its own reader will do: {}", problem.message);
}

#[test]
fn a_newer_version_is_refused_before_its_body_is_read() {
    let problem = refusal("(version: 9, format: \"rackwright-plan\", min_reader: 9, racks: {1: 2}, colour: `red`)");
    assert!(problem.message.contains("format 9"), "{}", problem.message);
}

#[test]
fn what_is_no_version_is_refused() {
    let cases = [("version: 0,", "\"0\""), ("version: -1,", "\"-1\""), ("version: \"abc\",", "\"abc\""), ("version: 1.5,", "\"1.5\"")];
    for (version, got) in cases {
        let problem = refusal(&with_header(version, "min_reader: 1,"));
        assert_eq!((problem.path.as_str(), problem.message), ("version", format!("got {got}, allowed a whole number 1..1")));
        assert_eq!(problem.place.map(|place| (place.line, place.column)), Some((3, 14)), "{version}");
    }
    for version in ["version: 99999999999999999999,", "version: ,", "version: (),", "version: NaN,", "version: None,"] {
        assert_eq!(refusal(&with_header(version, "min_reader: 1,")).path, "version", "{version}");
    }
    assert_eq!(refusal(&with_header("", "min_reader: 1,")).message, "got no version, allowed a whole number 1..1");
}

#[test]
fn other_files_are_named() {
    let wrong = |format: &str| refusal(&plan_with("").replace("format: \"rackwright-plan\"", format)).message;
    assert_eq!(wrong("format: \"rackwright-catalog\""), "got \"rackwright-catalog\" (this is a catalogue), allowed \"rackwright-plan\"");
    assert_eq!(wrong("format: \"kicad_pcb\""), "got \"kicad_pcb\", allowed \"rackwright-plan\"");
    assert!(wrong("forma: \"rackwright-plan\"").starts_with("got no format, allowed \"rackwright-plan\""));
    for text in ["", "hello", "{}", "()", "[1, 2]", "{\"format\": \"rackwright-plan\"}", "(a: (format: \"rackwright-plan\", version: 1))"] {
        assert_eq!(refusal(text).path, "format", "{text}");
    }
    let catalogue = rackwright::io::presets::CATALOG[0].1;
    assert!(refusal(catalogue).message.contains("this is a catalogue"));
    let problems = rackwright::io::catalog_file::parse(V1).expect_err("a plan is no catalogue");
    assert_eq!(problems[0].message, "got \"rackwright-plan\" (this is a plan), allowed \"rackwright-catalog\"");
}
