//! `rules`: every rule with its severity, and its help.

use crate::run::{Desk, OK, USAGE};

#[test]
fn every_rule_is_listed_and_has_its_help() {
    let desk = Desk::new();
    let list = desk.run(["rules"]).exits(OK).calm();
    let all = desk.run(["rules", "--json"]).exits(OK).calm().json();
    let all = all.as_array().expect("a list");
    assert_eq!(list.lines().len(), 1 + all.len(), "a heading and a line for each rule");
    for (line, rule) in list.lines().iter().skip(1).zip(all) {
        let keys: Vec<&str> = rule.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, ["help", "id", "severity", "title"]);
        let text = |key: &str| rule[key].as_str().expect("a text");
        assert!(line.starts_with(text("id")) && line.contains(text("severity")) && line.ends_with(text("title")), "{line}");
        assert!(rule["help"].as_array().expect("paragraphs").len() >= 2, "{}: what and why, what to do", text("id"));
    }
}

#[test]
fn one_rule_is_told_in_full() {
    let desk = Desk::new();
    let told = desk.run(["rules", "reach"]).exits(OK).calm();
    let json = desk.run(["rules", "reach", "--json"]).exits(OK).json();
    let head = told.lines()[0].to_string();
    assert!(head.starts_with("reach  ") && head.ends_with("(error)"), "{head}");
    for paragraph in json[0]["help"].as_array().expect("paragraphs") {
        assert!(told.out.contains(paragraph.as_str().expect("a text")), "{}", told.out);
    }
}

#[test]
fn an_unknown_rule_is_told_with_those_there_are() {
    let told = desk_says("reech");
    assert!(told.contains("got \"reech\", allowed unknown-part, domain-exceeds-radix") && told.contains("stale-estimate"), "{told}");
}

fn desk_says(rule: &str) -> String {
    Desk::new().run(["rules", rule]).exits(USAGE).err
}
