//! `check`: every problem of every file, in lines and as JSON.

use serde_json::Value;

use crate::run::{BAD_INPUT, Desk, Ended, FINDINGS, IO, OK};

/// A catalogue with one region that says where its number was read.
const REGION: &str = r#"(
    format: "rackwright-catalog",
    version: 1,
    min_reader: 1,
    parts: (
        regions: [
            (id: "moon", name: "Moon", carbon: (value: "0.1 kgCO2e/kWh", confidence: estimate, sources: ["RW"])),
        ],
    ),
)
"#;

/// A tiny plan with one thing replaced.
fn with(desk: &Desk, name: &str, old: &str, new: &str) {
    let text = desk.read("tiny-demo.ron");
    assert!(text.contains(old), "{old}");
    desk.file(name, text.replacen(old, new, 1));
}

/// Lines about the file: not those about the design, which begin with a severity.
fn about_files(ended: &Ended) -> Vec<&str> {
    let design = |line: &str| ["error ", "warning ", "note ", "  "].iter().any(|start| line.starts_with(start));
    ended.out.lines().filter(|line| !design(line)).collect()
}

/// Line and column of the first place where the text stands, both from 1.
fn place(text: &str, what: &str) -> String {
    let before = text.split_once(what).expect("there").0;
    let line = before.rsplit('\n').next().unwrap_or("");
    format!("{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[test]
fn a_good_plan_and_a_good_catalogue_are_ok() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("region.ron", REGION);
    let ended = desk.run(["check", "tiny-demo.ron", "region.ron"]).exits(OK).calm();
    assert_eq!(
        about_files(&ended),
        ["tiny-demo.ron: plan, 11 racks, 4 tiers, 0 errors, 0 warnings", "region.ron: catalogue, 1 part, 0 errors, 0 warnings"]
    );
}

#[test]
fn unknown_parts_are_findings_with_place_and_nearest_id() {
    let desk = Desk::with_preset("tiny-demo");
    // What stands in the plan, the id that is meant, the one that takes its place, its path.
    let cases = [
        ("frame: ", "mgx-48u", "mgx-48", "rack_types[0].frame"),
        ("part: ", "gb200-compute-tray", "gb200-compute-trey", "rack_types[0].blades[1].part"),
        ("cooling: ", "hybrid-85", "hybird-85", "site.cooling"),
        ("power_chain: ", "ac-54v", "ac-55v", "site.power_chain"),
        ("region: ", "us-virginia", "us-virginja", "site.region"),
        ("defaults: ", "default", "defualt", "economy.defaults"),
        ("switch: ", "qm9700", "qm970", "tiers[1].switch"),
        ("in_rack: [", "dac_106", "dac_107", "tiers[1].media.in_rack[0]"),
        ("serves: (tier: ", "scale-up", "scale-upp", "rack_types[0].blades[2].serves.tier"),
        ("hall: ", "hall-2", "hall-3", "tiers[3].gateways[0].hall"),
        ("name: \"B06\", kind: ", "memory", "memroy", "racks[#11].kind"),
    ];
    for (before, meant, wrong, path) in cases {
        with(&desk, "plan.ron", &format!("{before}\"{meant}\""), &format!("{before}\"{wrong}\""));
        let at = place(&desk.read("plan.ron"), &format!("\"{wrong}\""));
        let start = format!("plan.ron:{at} {path}: got unknown ");
        let hint = format!("{wrong} (did you mean {meant}?), allowed");
        let ended = desk.run(["check", "plan.ron"]).exits(FINDINGS).calm().says([start.as_str(), &hint]);
        // Whoever changes a plan by hand is told that its checksum is old, and that is all.
        assert_eq!(about_files(&ended).len(), 3, "{}", ended.out);
    }
    with(&desk, "plan.ron", "eia-42u", "nothing-like-that");
    let ended = desk.run(["check", "plan.ron"]).exits(FINDINGS).says(["unknown frame nothing-like-that, allowed"]);
    assert!(!ended.out.contains("did you mean"), "{}", ended.out);
}

#[test]
fn every_unknown_part_is_reported_and_the_plan_still_opens() {
    let desk = Desk::with_preset("tiny-demo");
    let text = desk.read("tiny-demo.ron").replace("\"dac_106\"", "\"dac_999\"").replace("\"qm9700-box\"", "\"qm9701-box\"");
    desk.file("plan.ron", &text);
    let ended = desk.run(["check", "plan.ron"]).exits(FINDINGS).says(["plan, 11 racks, 4 tiers"]);
    let count = |what: &str| ended.out.matches(what).count();
    assert_eq!(count("unknown interconnect dac_999"), text.matches("\"dac_999\"").count());
    assert_eq!(count("unknown blade qm9701-box"), text.matches("\"qm9701-box\"").count());
}

#[test]
fn bad_input_names_the_place_what_was_got_and_what_is_allowed() {
    let desk = Desk::with_preset("tiny-demo");
    let cases = [
        ("feed: \"66 kW\"", "feed: \"66 kV\"", "rack_types[0].feed: got \"66 kV\", allowed"),
        ("feed: \"66 kW\"", "feed: \"1e400 W\"", "rack_types[0].feed: got"),
        ("domain: 24", "domain: NaN", "tiers[0].domain: got NaN, allowed a whole number 1.."),
        ("domain: 24", "domain: 0", "tiers[0].domain: got 0, allowed 1..1,000,000,000"),
        ("role: compute", "role: computer", "rack_types[0].role: got computer (did you mean compute?), allowed"),
        ("blades: [", "baldes: [", "rack_types[0].baldes: got baldes (did you mean blades?), allowed"),
        ("tile: \"600 mm\",", "", "floor.tile: got no such field, allowed a length"),
        ("id: \"network\"", "id: \"compute\"", "rack_types[1].id: got compute again, allowed once"),
        ("id: 3,", "id: 2,", "racks[1].id: got id 2 again, allowed once"),
        ("version: 1,\n    min_reader: 1", "version: 99,\n    min_reader: 98", "version: got plan format 99, allowed 1..1"),
        ("\"rackwright-plan\"", "\"rackright-plan\"", "format: got \"rackright-plan\", allowed \"rackwright-plan\""),
    ];
    for (old, new, told) in cases {
        with(&desk, "plan.ron", old, new);
        let ended = desk.run(["check", "plan.ron"]).exits(BAD_INPUT).calm().says([told]);
        let line = ended.lines()[0];
        let place: Vec<&str> = line.split([':', ' ']).skip(1).take(2).collect();
        assert!(line.starts_with("plan.ron:") && place.iter().all(|number| number.parse::<u32>().is_ok_and(|n| n > 0)), "{line}");
        assert!(line.chars().count() <= 200, "{line}");
    }
}

/// Fields this program does not know are passed over, and nobody is led to believe that saving keeps them.
#[test]
fn a_newer_plan_that_may_be_read_says_that_it_may_not_be_changed() {
    let desk = Desk::with_preset("tiny-demo");
    with(&desk, "plan.ron", "version: 1,", "version: 2,\n    from_the_future: 7,");
    let ended = desk.run(["check", "plan.ron"]);
    ended.exits(OK).says(["from_the_future: got from_the_future", "11 racks, 4 tiers, read-only: a newer Rackwright wrote it"]);
}

#[test]
fn files_that_are_no_plan_say_so() {
    let desk = Desk::new();
    let cases: [(&[u8], &str); 9] = [
        (b"", "file:1:1 format: got no format"),
        (b"hello", "file:1:1 format: got no format"),
        (b"\x00", "file:1:1: got a NUL byte"),
        (b"ab\ncd\xff", "file:2:3: got byte 0xff, allowed is UTF-8"),
        (b"\xff\xfe(\x00", "file: the text is UTF-16 (little endian)"),
        (b"(((((", "file:1:1 format: got no format"),
        (b"(format: \"rackwright-plan\", version: 1, ", "file:1:"),
        (b"\x7fELF\x02\x01\x01", "file:1:1"),
        (b"{\"title\": \"a JSON file\"}", "file:1:1 format: got no format"),
    ];
    for (bytes, told) in cases {
        desk.file("file", bytes);
        desk.run(["check", "file"]).exits(BAD_INPUT).calm().says([told]);
    }
}

#[test]
fn edits_are_told_where_they_belong() {
    let desk = Desk::new();
    for text in ["[set_title(title: \"T\")]", "// Monday\n/* moves */ [\n]\n", "["] {
        desk.file("edits.ron", text);
        let list = place(text, "[");
        desk.run(["check", "edits.ron"]).exits(BAD_INPUT).says([&format!("edits.ron:{list}: got a list"), "edit PLAN --apply EDITS"]);
    }
}

#[test]
fn the_worst_file_decides_the_exit_code() {
    let desk = Desk::with_preset("tiny-demo");
    with(&desk, "found.ron", "mgx-48u", "mgx-48v");
    desk.file("bad.ron", "(");
    let cases: [(&[&str], i32); 6] = [
        (&["tiny-demo.ron", "tiny-demo.ron"], OK),
        (&["found.ron", "tiny-demo.ron"], FINDINGS),
        (&["bad.ron", "found.ron"], BAD_INPUT),
        (&["found.ron", "bad.ron", "tiny-demo.ron"], BAD_INPUT),
        (&["missing.ron", "bad.ron"], IO),
        (&["bad.ron", "missing.ron", "tiny-demo.ron"], IO),
    ];
    for (files, code) in cases {
        let ended = desk.run(["check"].iter().chain(files)).exits(code).says(files.iter().copied());
        let order: Vec<usize> = files.iter().filter_map(|file| ended.out.find(file)).collect();
        assert!(order.is_sorted(), "reports come in the order of the files: {}", ended.out);
    }
    desk.run(["check", "missing.ron"]).exits(IO).says(["missing.ron: no such file. Check the path."]);
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let desk = Desk::with_preset("tiny-demo");
    let text = desk.read("tiny-demo.ron");
    desk.call(["check", "-"]).input(&text).run().exits(OK).says(["<stdin>: plan, 11 racks"]);
    desk.call(["check", "-"]).input(REGION).run().exits(OK).says(["<stdin>: catalogue, 1 part"]);
    desk.call(["check", "-"]).input(text.replace("mgx-48u", "mgx-48v")).run().exits(FINDINGS).says(["<stdin>:", "mgx-48u?"]);
    desk.call(["check", "-"]).input("").run().exits(BAD_INPUT).says(["<stdin>:1:1"]);
    desk.call(["check", "-"]).input(b"a\xff").run().exits(BAD_INPUT).says(["<stdin>:1:2: got byte 0xff"]);
    desk.call(["check", "-"]).input(vec![b' '; (32 << 20) + 1]).run().exits(BAD_INPUT).says(["<stdin>: got more than 32 MiB"]);
    desk.call(["check", "tiny-demo.ron", "-"]).input(&text).run().exits(OK).says(["tiny-demo.ron: plan", "<stdin>: plan"]);
}

#[test]
fn a_byte_order_mark_and_other_line_ends_are_fine() {
    let desk = Desk::with_preset("tiny-demo");
    let text = desk.read("tiny-demo.ron");
    for (name, text) in [("bom.ron", format!("\u{feff}{text}")), ("crlf.ron", text.replace('\n', "\r\n"))] {
        desk.file(name, text);
        desk.run(["check", name]).exits(OK).says(["0 errors, 0 warnings"]);
    }
}

/// The lines of the text, rebuilt from the JSON.
fn lines_of(report: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("a string").to_string();
    let mut lines = Vec::new();
    for file in report["files"].as_array().expect("files") {
        let (name, problems) = (text(&file["file"]), file["problems"].as_array().expect("problems"));
        let place = |problem: &Value| match (problem["line"].as_u64(), problem["column"].as_u64()) {
            (Some(line), Some(column)) => format!(":{line}:{column}"),
            _ => String::new(),
        };
        let path = |problem: &Value| Some(text(&problem["path"])).filter(|path| !path.is_empty()).map(|path| format!(" {path}"));
        lines.extend(problems.iter().map(|p| format!("{name}{}{}: {}", place(p), path(p).unwrap_or_default(), text(&p["message"]))));
        let findings = file["findings"].as_array().expect("findings");
        let broken = |severity: &str| findings.iter().filter(|f| f["severity"] == severity && f["waived"].is_null()).count();
        let count = |severity: &str| problems.iter().filter(|problem| problem["severity"] == severity).count() + broken(severity);
        let holds = text(&file["holds"]);
        assert_eq!(file["opens"], !holds.is_empty());
        if !holds.is_empty() {
            let counted = |word: &str| format!("{} {word}{}", count(word), if count(word) == 1 { "" } else { "s" });
            lines.push(format!("{name}: {holds}, {}, {}", counted("error"), counted("warning")));
        }
    }
    lines
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn json_says_the_same_as_the_lines_under_keys_that_stay() {
    let desk = Desk::with_preset("tiny-demo");
    with(&desk, "found.ron", "mgx-48u", "mgx-48v");
    with(&desk, "bad.ron", "domain: 24", "domain: NaN");
    desk.file("latin.ron", b"a\nb\xff");
    desk.file("region.ron", REGION.replace("RW", "RV"));
    let files = ["tiny-demo.ron", "found.ron", "bad.ron", "latin.ron", "region.ron", "missing.ron"];
    let lines: Ended = desk.run(["check"].iter().chain(&files)).exits(IO).calm();
    let json = desk.run(["check", "--json"].iter().chain(&files)).exits(IO).calm().json();
    assert_eq!(lines_of(&json), about_files(&lines));
    assert_eq!(keys(&json), ["files"]);
    for (file, name) in json["files"].as_array().expect("files").iter().zip(files) {
        assert_eq!(keys(file), ["file", "findings", "holds", "opens", "problems"]);
        for finding in file["findings"].as_array().expect("findings") {
            assert_eq!(keys(finding), ["actual", "fixes", "limit", "message", "rule", "severity", "subjects", "waived"]);
        }
        assert_eq!(file["file"], name);
        for problem in file["problems"].as_array().expect("problems") {
            assert_eq!(keys(problem), ["code", "column", "line", "message", "path", "severity"]);
        }
    }
    let code = |file: usize| json["files"][file]["problems"][0]["code"].clone();
    assert_eq!([code(1), code(2), code(3), code(4), code(5)], ["unknown-part", "syntax", "file", "unknown-part", "file"]);
}

#[test]
fn many_problems_are_counted_not_listed() {
    let desk = Desk::with_preset("tiny-demo");
    let many = "(part: \"no-such-part\", count: 1),".repeat(90);
    with(&desk, "plan.ron", "blades: [", &format!("blades: [{many}"));
    let ended = desk.run(["check", "plan.ron"]).exits(FINDINGS).says(["plan.ron: … 71 more"]);
    assert_eq!(about_files(&ended).len(), 22);
    let json = desk.run(["check", "--json", "plan.ron"]).exits(FINDINGS).json();
    assert_eq!(json["files"][0]["problems"].as_array().expect("problems").len(), 91, "JSON has them all");
}

#[test]
fn overrides_that_fit_nothing_are_findings() {
    let desk = Desk::with_preset("tiny-demo");
    let cases = [
        (r#"(part: "gb200", field: "price", value: "30000 USD", comment: "quote")"#, OK, "0 errors"),
        (
            r#"(part: "gb2000", field: "price", value: "30000 USD")"#,
            FINDINGS,
            "overrides[0].part: got unknown part gb2000 (did you mean gb200?)",
        ),
        (r#"(part: "gb200", field: "prize", value: "30000 USD")"#, FINDINGS, "overrides[0]: got field prize, allowed a number of gb200"),
        (r#"(part: "gb200", field: "name", value: "GB200")"#, FINDINGS, "overrides[0]: got field name, allowed a number of gb200"),
        (r#"(part: "gb200", field: "price", value: "30000 W")"#, FINDINGS, "overrides[0]: got"),
        (r#"(part: "gb200", field: "price", value: "-1 USD")"#, FINDINGS, "overrides[0]: got"),
        (r#"(part: "gb200", field: "price", value: "NaN USD")"#, FINDINGS, "overrides[0]: got"),
        (r#"(part: "ac-54v", field: "stages[1].efficiency", value: "97 %")"#, OK, "0 errors"),
        (r#"(part: "ac-54v", field: "stages[99].efficiency", value: "97 %")"#, FINDINGS, "overrides[0]: got field stages[99].efficiency"),
        (r#"(part: "gb200", price: "1 USD")"#, BAD_INPUT, "overrides[0].price: got price"),
    ];
    for (change, code, told) in cases {
        with(&desk, "plan.ron", "racks: [\n        (id", &format!("overrides: [{change}],\n    racks: [\n        (id"));
        desk.run(["check", "plan.ron"]).exits(code).calm().says([told]);
    }
}
