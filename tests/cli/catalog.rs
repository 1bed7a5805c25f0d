//! `catalog`: kinds, lists and parts, as table, JSON and CSV.

use rackwright::io::presets;
use rackwright::model::catalog::{Catalog, Kind};
use serde_json::Value;

use crate::run::{Desk, OK, USAGE};

fn embedded() -> &'static Catalog {
    presets::catalog().expect("reads")
}

fn texts<'v>(rows: &'v Value, key: &str) -> Vec<&'v str> {
    rows.as_array().expect("rows").iter().map(|row| row[key].as_str().expect("text")).collect()
}

#[test]
fn kinds_are_listed_with_their_counts() {
    let desk = Desk::new();
    let ended = desk.run(["catalog"]).exits(OK).calm();
    assert_eq!(ended.out, desk.run(["catalog", "list"]).exits(OK).out);
    assert_eq!(ended.lines().len(), Kind::ALL.len() + 1);
    let json = desk.run(["catalog", "list", "--json"]).exits(OK).json();
    assert_eq!(texts(&json, "kind"), Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>());
    for (row, kind) in json.as_array().expect("rows").iter().zip(Kind::ALL) {
        assert_eq!(row["parts"], embedded().parts(*kind).len());
    }
}

#[test]
fn every_kind_is_listed_under_all_its_names() {
    let desk = Desk::new();
    for kind in Kind::ALL {
        let ids: Vec<&str> = embedded().parts(*kind).iter().map(|part| part.id().as_str()).collect();
        let table = desk.run(["catalog", "list", kind.word()]).exits(OK).calm();
        let first = |line: &&str| line.split_once("  ").map_or(String::new(), |(id, _)| id.to_string());
        assert_eq!(table.lines().iter().skip(1).map(first).collect::<Vec<_>>(), ids);
        assert_eq!(desk.run(["catalog", "list", kind.section()]).exits(OK).out, table.out, "{}", kind.section());
        let json = desk.run(["catalog", "list", kind.word(), "--json"]).exits(OK).calm().json();
        assert_eq!(texts(&json, "id"), ids);
    }
}

#[test]
fn a_part_of_every_kind_is_shown_with_range_source_and_confidence() {
    let desk = Desk::new();
    for kind in Kind::ALL {
        let part = embedded().parts(*kind).into_iter().next().expect("a part");
        let id = part.id().as_str();
        desk.run(["catalog", "show", id]).exits(OK).calm().says([id, part.title(), kind.word()]);
        let json = desk.run(["catalog", "show", id, "--json"]).exits(OK).calm().json();
        assert_eq!((json["id"].as_str(), json["kind"].as_str()), (Some(id), Some(kind.word())));
        let mut numbers = Vec::new();
        part.visit("", &mut |path, number| numbers.push((path.to_string(), number.value_text(), number.low_text(), number.high_text())));
        let rows = json["numbers"].as_array().expect("numbers");
        assert_eq!(rows.len(), numbers.len());
        for (row, (path, value, low, high)) in rows.iter().zip(&numbers) {
            assert_eq!([&row["number"], &row["value"], &row["low"], &row["high"]], [path, value, low, high]);
            assert!(["published", "recalled", "estimate"].contains(&row["confidence"].as_str().expect("text")));
            assert_ne!(row["sources"], "", "{id} {path}: every number has a source");
        }
    }
}

#[test]
fn shown_sources_are_those_the_numbers_name() {
    let desk = Desk::new();
    let json = desk.run(["catalog", "show", "gb200", "--json"]).exits(OK).json();
    let ids = texts(&json["sources"], "id");
    assert!(ids.is_sorted() && !ids.is_empty());
    for row in json["numbers"].as_array().expect("numbers") {
        for source in row["sources"].as_str().expect("text").split(' ') {
            assert!(ids.contains(&source), "{source}");
        }
    }
    let source = &json["sources"][0];
    let [id, title, address] = ["id", "title", "address"].map(|key| source[key].as_str().expect("text"));
    desk.run(["catalog", "show", id]).exits(OK).says([id, title, address, "(source)"]);
}

#[test]
fn unknown_parts_and_kinds_are_refused_with_the_nearest() {
    let desk = Desk::new();
    desk.run(["catalog", "show", "gb20"]).exits(USAGE).complains(["gb20", "did you mean gb200?"]);
    desk.run(["catalog", "show", "dac_107"]).exits(USAGE).complains(["did you mean dac_106?"]);
    for id in ["", "no such part", "規模", "x\ny"] {
        let ended = desk.run(["catalog", "show", id]).exits(USAGE).complains(["catalog list"]);
        assert_eq!(ended.err.lines().count(), 1);
    }
    let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    desk.run(["catalog", "list", "racks"]).exits(USAGE).complains(words);
}

#[test]
fn tables_line_up() {
    let desk = Desk::new();
    for args in [["catalog", "list", "region"], ["catalog", "list", "switch"], ["catalog", "show", "ac-54v"]] {
        let ended = desk.run(args).exits(OK);
        let mut rows = ended
            .lines()
            .into_iter()
            .skip_while(|line| !line.contains("PRICE") && !line.contains("CARBON") && !line.contains("NUMBER"))
            .take_while(|line| !line.is_empty());
        let head = rows.next().expect("a heading");
        let second =
            head.find("  ").expect("two columns") + head[head.find("  ").expect("two columns")..].find(|c| c != ' ').expect("more");
        for row in rows {
            let start: String = row.chars().take(second).collect();
            assert!(start.ends_with("  ") && row.chars().nth(second).is_some_and(|c| c != ' '), "{row}");
            assert_eq!(row.trim_end(), row);
        }
    }
}
