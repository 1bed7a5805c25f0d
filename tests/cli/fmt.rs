//! `fmt`: one canonical form, comments kept, nothing lost, nothing touched that is not its own.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::time::SystemTime;

use crate::run::{BAD_INPUT, Desk, FINDINGS, IO, OK};

/// A plan whose layout is a mess, with comments everywhere.
fn messy(desk: &Desk) -> String {
    let text = desk.read("tiny-demo.ron");
    let body = text.rsplit_once("// check:").expect("sealed").0;
    let packed = body.replace("    ", "\t").replace(": ", " :  ").replace("(id :", "( id:");
    packed
        .replace("tiers :  [", "/* before tiers */ tiers:[ // the networks\n")
        .replace("role :  switch", "role: // a switch rack\n switch")
}

/// What shows that a file was written: time, place on the disk, length.
fn traces(path: &Path) -> (SystemTime, u64, u64) {
    let meta = fs::metadata(path).expect("there");
    (meta.modified().expect("a time"), meta.ino(), meta.len())
}

#[test]
fn fmt_writes_one_canonical_form_and_keeps_comments() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("plan.ron", messy(&desk));
    let before: Vec<String> = comments(&desk.read("plan.ron"));
    desk.run(["fmt", "plan.ron"]).exits(OK).calm().says(["plan.ron: written in canonical form"]);
    let after = desk.read("plan.ron");
    assert_eq!(comments(&after), before);
    assert!(before.len() >= 18 && before.contains(&"the networks".to_string()), "{before:?}");
    assert!(after.contains("// check: crc32c="), "sealed again");
    desk.run(["check", "plan.ron"]).exits(OK).says(["11 racks, 4 tiers, 0 errors, 0 warnings"]);
    assert_eq!(desk.scratch.names(), ["plan.ron", "tiny-demo.ron"], "no temporary file, no lock");
}

/// The words of all comments in order of the alphabet, without the checksum.
fn comments(text: &str) -> Vec<String> {
    let line = |line: &str| line.split_once("//").map(|(_, words)| words.trim().to_string());
    let block = |line: &str| line.split_once("/*").and_then(|(_, rest)| rest.split_once("*/")).map(|(words, _)| words.trim().to_string());
    let mut found: Vec<String> = text.lines().flat_map(|text| [block(text), line(text)]).flatten().collect();
    found.retain(|words| !words.starts_with("check: crc32c="));
    found.sort();
    found
}

#[test]
fn fmt_twice_is_fmt_once() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("plan.ron", messy(&desk));
    desk.run(["fmt", "plan.ron"]).exits(OK);
    let (once, traced) = (desk.read("plan.ron"), traces(&desk.path("plan.ron")));
    let again = desk.run(["fmt", "plan.ron"]).exits(OK).calm();
    assert_eq!(again.out, "", "nothing to say");
    assert_eq!((desk.read("plan.ron"), traces(&desk.path("plan.ron"))), (once, traced), "not even written");
    desk.run(["fmt", "--check", "plan.ron"]).exits(OK).calm();
}

#[test]
fn what_is_canonical_does_not_depend_on_how_it_was_laid_out() {
    let desk = Desk::with_preset("tiny-demo");
    let text = desk.read("tiny-demo.ron");
    let layouts = [
        text.replace("    ", ""),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.replace(",\n", " , \n\n\n"),
        text.rsplit_once("// check:").expect("sealed").0.to_string(),
        text.replace("\"66 kW\"", "\"66000 W\""),
    ];
    for (index, layout) in layouts.iter().enumerate() {
        desk.file("plan.ron", layout);
        desk.run(["fmt", "--check", "plan.ron"]).exits(FINDINGS);
        desk.run(["fmt", "plan.ron"]).exits(OK);
        let formatted = desk.read("plan.ron");
        // Blank lines are the writer's own; all else comes back.
        let lines = |text: &str| {
            text.lines().filter(|line| !line.is_empty() && !line.starts_with("// check:")).map(String::from).collect::<Vec<_>>()
        };
        assert_eq!(lines(&formatted), lines(&text), "layout {index}");
    }
}

#[test]
fn check_changes_nothing_and_names_what_it_would_change() {
    let desk = Desk::with_preset("tiny-demo");
    let text = messy(&desk);
    desk.file("plan.ron", &text);
    let traced = traces(&desk.path("plan.ron"));
    let ended = desk.run(["fmt", "--check", "plan.ron", "tiny-demo.ron"]).exits(FINDINGS).calm().says(["plan.ron: not in canonical form"]);
    assert!(!ended.out.contains("tiny-demo.ron"), "{}", ended.out);
    assert_eq!((desk.read("plan.ron"), traces(&desk.path("plan.ron"))), (text, traced));
    assert_eq!(desk.scratch.names(), ["plan.ron", "tiny-demo.ron"]);
}

#[test]
fn catalogue_files_have_a_canonical_form_too() {
    let desk = Desk::new();
    let text = "// Mine.\n(format:\"rackwright-catalog\",version:1,min_reader:1,parts:(regions:[(id:\"moon\",/* far */name:\"Moon\")]))";
    desk.file("region.ron", text);
    desk.run(["fmt", "--check", "region.ron"]).exits(FINDINGS);
    desk.run(["fmt", "region.ron"]).exits(OK).calm();
    let once = desk.read("region.ron");
    assert!(once.contains("// Mine.") && once.contains("far") && once.lines().count() > 5, "{once}");
    desk.run(["fmt", "--check", "region.ron"]).exits(OK);
    desk.run(["check", "region.ron"]).exits(OK).says(["catalogue, 1 part"]);
}

#[test]
fn mode_and_link_are_kept() {
    let desk = Desk::with_preset("tiny-demo");
    for mode in [0o600, 0o640, 0o664, 0o755] {
        let file = desk.file("store/plan.ron", messy(&desk));
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("set");
        let _ = fs::remove_file(desk.path("link.ron"));
        symlink("store/plan.ron", desk.path("link.ron")).expect("linked");
        desk.run(["fmt", "link.ron"]).exits(OK).says(["link.ron: written"]);
        assert!(fs::symlink_metadata(desk.path("link.ron")).expect("there").is_symlink());
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, mode);
        desk.run(["fmt", "--check", "store/plan.ron"]).exits(OK);
    }
}

#[test]
fn bad_files_are_refused_and_stay_as_they_are() {
    let desk = Desk::with_preset("tiny-demo");
    let text = messy(&desk);
    let newer = desk.read("tiny-demo.ron").replace("version: 1,", "version: 2,");
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("syntax", text.replace("tiers:[", "tiers:[[").into(), "plan.ron:"),
        ("field", text.replace("floor", "flor").into(), "did you mean floor?"),
        ("value", text.replace("\"66 kW\"", "\"66 kV\"").into(), "66 kV"),
        ("twice", text.replace("\"scale-out\"", "\"scale-up\"").into(), "again"),
        ("newer", newer.into(), "newer Rackwright"),
        ("empty", Vec::new(), "no format"),
        ("latin", b"(title: \"Gr\xf6\xdfe\")".to_vec(), "plan.ron:1:12: got byte 0xf6"),
        ("edits", b"[set_title(title: \"T\")]".to_vec(), "no plan of Rackwright"),
    ];
    for (name, bytes, told) in cases {
        let file = desk.file("plan.ron", &bytes);
        let traced = traces(&file);
        for args in [["fmt", "plan.ron"].as_slice(), &["fmt", "--check", "plan.ron"]] {
            desk.run(args).exits(BAD_INPUT).complains([told]);
            assert_eq!((fs::read(&file).expect("readable"), traces(&file)), (bytes.clone(), traced), "{name}");
        }
    }
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("bad.ron", "(");
    for name in ["a.ron", "b.ron"] {
        desk.file(name, messy(&desk));
    }
    let ended = desk.run(["fmt", "a.ron", "bad.ron", "missing.ron", "b.ron"]).exits(IO).complains(["bad.ron", "missing.ron"]);
    assert_eq!(ended.lines(), ["a.ron: written in canonical form", "b.ron: written in canonical form"]);
    desk.run(["fmt", "--check", "a.ron", "b.ron"]).exits(OK);
}

#[test]
fn a_protected_file_is_not_written() {
    let desk = Desk::with_preset("tiny-demo");
    let file = desk.file("plan.ron", messy(&desk));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("set");
    desk.run(["fmt", "plan.ron"]).exits(IO).complains(["plan.ron: the file is marked read-only"]);
    assert_eq!(desk.read("plan.ron"), messy(&desk));
}
