//! CSV: what a catalogue of somebody else says never becomes a formula, and reads back as it was.

use rackwright::io::export::csv::original;

use crate::run::{Desk, OK};

/// A reader of its own: fields by comma, rows by CR LF, quotes doubled inside quotes.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (true, '"') if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            (true, '"') => quoted = false,
            (false, '"') if cell.is_empty() => quoted = true,
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\r') => assert_eq!(chars.next(), Some('\n'), "rows end in CR LF"),
            (_, c) => cell.push(c),
        }
        if !quoted && c == '\r' {
            row.push(std::mem::take(&mut cell));
            rows.push(std::mem::take(&mut row));
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the last row ends too");
    rows
}

/// What a spreadsheet may run, seen as strictly as any of them looks.
fn is_live(cell: &str) -> bool {
    let first = |text: &str| text.chars().next().is_some_and(|c| "=+-@\t\r\n|＝＋－＠".contains(c));
    let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    !number && (first(cell) || first(cell.trim_start_matches([' ', '"', '\u{a0}'])))
}

fn payloads() -> Vec<String> {
    let starts = ["=", "+", "-", "@", "\t=", "\n=", "|", "＝", "＋", "－", "＠", "==", "=-"];
    let tails = ["1+1", "SUM(1;2)", "cmd|' /C calc'!A0", "HYPERLINK(\"http://example.org\",\"x\")"];
    let before = ["", " ", "  ", "\"", "'", "' ", "\u{a0}"];
    let with_start = |before: &str| starts.map(|start| tails.map(|tail| format!("{before}{start}{tail}"))).concat();
    let all = before.iter().flat_map(|before| with_start(before));
    all.chain(["-", "=", "'", "''", "\"", ",", ";=1", "a\nb", "-5 kW", "--1", "-inf", "plain", "", "-5", "+5", "1e3"].map(String::from))
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t")
}

/// A catalogue that says all of it: notes of the stages of one power chain, and names of regions.
fn hostile(notes: &[String], names: &[String]) -> String {
    let number = |note: &str| format!("(value: \"99 %\", confidence: estimate, sources: [\"RW\"], note: \"{}\")", escaped(note));
    let stages: String = notes.iter().map(|note| format!("(name: \"stage\", place: hall, efficiency: {}),\n", number(note))).collect();
    let power = "(value: \"1 kW\", confidence: estimate, sources: [\"RW\"])";
    let price = "(value: \"1 USD/W\", confidence: estimate, sources: [\"RW\"])";
    let chain = format!("(id: \"hostile\", name: \"H\", stages: [{stages}], shelf: {power}, rack_limit: {power}, price: {price})");
    let region = |(index, name): (usize, &String)| format!("(id: \"-hostile{index:04}\", name: \"{}\"),\n", escaped(name));
    let regions: String = names.iter().enumerate().map(region).collect();
    format!("(format: \"rackwright-catalog\", version: 1, min_reader: 1, parts: (power_chains: [{chain}], regions: [\n{regions}]))")
}

/// Names allow no control characters and no blanks at their ends.
fn names() -> Vec<String> {
    payloads().into_iter().filter(|text| !text.is_empty() && text.trim() == text && !text.contains(['\n', '\t'])).collect()
}

#[test]
fn no_cell_is_a_live_formula_and_all_text_reads_back() {
    let desk = Desk::new();
    let (notes, names) = (payloads(), names());
    assert!(notes.len() > 300 && names.len() > 150);
    desk.file("hostile.ron", hostile(&notes, &names));
    let csv = |args: &[&str]| {
        let ended = desk.run(args.iter().chain(&["--csv", "--catalog", "hostile.ron"])).exits(OK).calm();
        let rows = rows(&ended.out);
        let live: Vec<&String> = rows.iter().flatten().filter(|cell| is_live(cell)).collect();
        assert!(live.is_empty(), "{live:?}");
        rows
    };
    let column =
        |rows: &[Vec<String>], column: usize| rows.iter().skip(1).map(|row| original(&row[column]).to_string()).collect::<Vec<_>>();

    let shown = csv(&["catalog", "show", "hostile"]);
    let head = "id name number value low high confidence sources note amount amount_low amount_high unit";
    assert_eq!(shown[0].join(" "), head);
    assert_eq!(column(&shown, 8).get(..notes.len()), Some(notes.as_slice()));

    let listed = csv(&["catalog", "list", "region"]);
    assert_eq!(listed[0], shown[0]);
    assert_eq!(column(&listed, 1).get(..names.len()), Some(names.as_slice()), "ids that begin with a minus come first");
    assert!(listed[1][0].starts_with("'-hostile"), "{:?}", listed[1]);
}

#[test]
fn numbers_stay_numbers() {
    let desk = Desk::new();
    for kind in ["blade", "interconnect", "economics"] {
        let table = rows(&desk.run(["catalog", "list", kind, "--csv"]).exits(OK).out);
        for row in table.iter().skip(1) {
            assert_eq!(row.len(), 13);
            assert!(row[9..12].iter().all(|amount| amount.parse::<f64>().is_ok()), "{row:?}");
        }
    }
}

#[test]
fn csv_and_json_hold_the_same_cells() {
    let desk = Desk::new();
    for args in [["catalog", "show", "gb200"], ["catalog", "show", "dac_106"], ["catalog", "show", "default"]] {
        let table = rows(&desk.run(args.iter().chain(&["--csv"])).exits(OK).out);
        let json = desk.run(args.iter().chain(&["--json"])).exits(OK).json();
        let objects = json["numbers"].as_array().expect("rows");
        assert_eq!(objects.len(), table.len() - 1);
        for (object, row) in objects.iter().zip(table.iter().skip(1)) {
            for (name, cell) in table[0].iter().zip(row).skip(2) {
                let value = object[name].as_str().map_or_else(|| object[name].to_string(), String::from);
                assert_eq!(value, original(cell), "{name}");
            }
        }
    }
}
