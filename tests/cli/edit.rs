//! `edit`: all edits or none, and the file is the old one until all are made.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use rackwright::io::lock::acquire;
use rackwright::io::plan_file;
use rackwright::io::real_fs::RealFs;
use rackwright::io::seal::Integrity;
use rackwright::model::plan::Plan;

use crate::run::{BAD_INPUT, CONFLICT, Desk, IO, OK, ended};

fn plan(desk: &Desk, name: &str) -> Plan {
    let opened = plan_file::parse(&desk.read(name)).expect("a plan");
    assert_eq!(opened.integrity, Integrity::Intact);
    opened.plan
}

const MOVE_AND_TITLE: &str = r#"// Monday's edits.
[
    move_racks(racks: [1, 2], by_mm: (600, -600)),
    set_title(title: "Moved"),
    delete_racks(racks: [11]),
]
"#;

#[test]
fn edits_are_applied_in_order_and_their_labels_printed() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits.ron", MOVE_AND_TITLE);
    let before = plan(&desk, "tiny-demo.ron");
    let ended = desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).exits(OK).calm();
    assert_eq!(ended.lines(), ["tiny-demo.ron: 3 edits done", "  Move 2 racks", "  Change title", "  Delete B06"]);
    let after = plan(&desk, "tiny-demo.ron");
    let at = |plan: &Plan| plan.racks.iter().map(|rack| (rack.at.x(), rack.at.y())).collect::<Vec<_>>();
    let moved: Vec<(i64, i64)> = at(&before).iter().take(2).map(|(x, y)| (x + 600, y - 600)).collect();
    assert_eq!(at(&after).get(..2), Some(moved.as_slice()));
    assert_eq!((after.title.as_str(), after.racks.len()), ("Moved", 10));
    assert_eq!(after.comments, before.comments, "comments stay");
    desk.run(["check", "tiny-demo.ron"]).says(["plan, 10 racks, 4 tiers"]);
    desk.run(["fmt", "--check", "tiny-demo.ron"]).exits(OK);
    assert_eq!(desk.scratch.names(), ["edits.ron", "tiny-demo.ron"], "no temporary file, no lock");
}

#[test]
fn edits_come_from_standard_input_too() {
    let desk = Desk::with_preset("tiny-demo");
    let call = desk.call(["edit", "tiny-demo.ron", "--apply", "-"]).input("[set_title(title: \"Piped\")]");
    call.run().exits(OK).says(["1 edit done", "Change title"]);
    assert_eq!(plan(&desk, "tiny-demo.ron").title.as_str(), "Piped");
}

#[test]
fn racks_go_out_to_a_spreadsheet_and_come_back() {
    let desk = Desk::with_preset("tiny-demo");
    let before = desk.read("tiny-demo.ron");
    desk.run(["export", "tiny-demo.ron", "--what", "racks", "--out", "racks.csv"]).exits(OK);
    desk.file("edits.ron", "[move_racks(racks: [1, 2], by_mm: (600, -600)), turn_racks(racks: [3], turns: 1)]");
    desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).exits(OK);
    assert_ne!(desk.read("tiny-demo.ron"), before);
    let dry = desk.run(["edit", "tiny-demo.ron", "--racks", "racks.csv", "--dry-run"]).exits(OK).calm();
    assert_eq!(dry.lines(), ["tiny-demo.ron: 1 edit would be done", "  Change 3 racks"]);
    desk.run(["edit", "tiny-demo.ron", "--racks", "racks.csv"]).exits(OK);
    assert_eq!(desk.read("tiny-demo.ron"), before, "to the byte");
    let table = desk.read("racks.csv").replace("A01,", "Z99,");
    let told = desk.call(["edit", "tiny-demo.ron", "--racks", "-"]).input(&table).run().exits(OK);
    assert_eq!(told.lines(), ["tiny-demo.ron: 2 edits done", "  Place 1 rack", "  Delete 1 rack"]);
    let text = desk.read("tiny-demo.ron");
    desk.file("racks.csv", "Name,Type,x (m),y (m)\nA02,what,1,2\n");
    desk.run(["edit", "tiny-demo.ron", "--racks", "racks.csv"])
        .exits(BAD_INPUT)
        .complains(["racks.csv:2:5 Type: got \"what\"", "Nothing was changed."]);
    assert_eq!(desk.read("tiny-demo.ron"), text);
}

#[test]
fn a_dry_run_says_the_same_and_leaves_no_trace() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits.ron", MOVE_AND_TITLE);
    let text = desk.read("tiny-demo.ron");
    let modified = || fs::metadata(desk.path("tiny-demo.ron")).and_then(|meta| meta.modified()).expect("a time");
    let time = modified();
    let dry = desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron", "--dry-run"]).exits(OK).calm();
    assert_eq!((desk.read("tiny-demo.ron"), modified()), (text, time));
    let wet = desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).exits(OK);
    assert_eq!(dry.out.replace("would be done", "done"), wet.out);
}

#[test]
fn refused_edits_leave_the_file_and_say_which_and_why() {
    let desk = Desk::with_preset("tiny-demo");
    let good = "set_title(title: \"T\")";
    // The list of edits, which of them is refused, its label, why.
    let cases = [
        (vec!["move_racks(racks: [99], by_mm: (0, 0))"], "edit 1 of 1", "Move 1 rack", "move_racks.racks[0]: got rack 99, allowed"),
        (vec![good, "change_type(racks: [1], kind: \"computr\")"], "edit 2 of 2", "Change A01 to computr", "Did you mean \"compute\"?"),
        (vec![good, "remove_tier(id: \"scale-up\")", good], "edit 2 of 3", "Remove tier scale-up", "remove_tier"),
        (vec![good, good, "delete_racks(racks: [])"], "edit 3 of 3", "Delete 0 racks", "delete_racks"),
        (vec!["delete_racks(racks: [1])", "delete_racks(racks: [1])"], "edit 2 of 2", "Delete", "got rack 1, allowed"),
        (vec!["move_racks(racks: [1], by_mm: (10000000, 0))"], "edit 1 of 1", "Move A01", "-10,000,000..10,000,000 mm"),
        (vec!["batch(label: \"All of it\", edits: [])"], "edit 1 of 1", "All of it", "no edits"),
        (vec!["rename_racks(racks: [1], name: \"A02\")"], "edit 1 of 1", "Rename A01 to A02", "A02"),
    ];
    let text = desk.read("tiny-demo.ron");
    for (edits, which, label, why) in cases {
        desk.file("edits.ron", format!("[{}]", edits.join(", ")));
        for dry in [["--dry-run"].as_slice(), &[]] {
            let args = ["edit", "tiny-demo.ron", "--apply", "edits.ron"];
            let ended = desk.run(args.iter().chain(dry)).exits(BAD_INPUT).complains([which, label, why, "The plan was not changed."]);
            assert_eq!(ended.out, "");
            assert_eq!(ended.err.matches("not changed").count(), 1, "{}", ended.err);
            assert_eq!(desk.read("tiny-demo.ron"), text);
        }
    }
    assert_eq!(desk.scratch.names(), ["edits.ron", "tiny-demo.ron"]);
}

#[test]
fn bad_files_of_edits_are_told_with_their_place() {
    let desk = Desk::with_preset("tiny-demo");
    let cases: [(&str, &str); 14] = [
        (
            "[set_title(title: \"T\"),\n move_raks(racks: [1], by_mm: (0, 0))]",
            "edits.ron:2:2 [1]: got move_raks (did you mean move_racks?)",
        ),
        ("[delete_rack(racks: [1])]", "did you mean delete_racks?"),
        ("[set_title(titel: \"T\")]", "got titel (did you mean title?)"),
        ("[set_title()]", "title: got no such field"),
        ("[set_title(title: 7)]", "edits.ron:1:19 [0].title: got 7, allowed"),
        ("[move_racks(racks: [0], by_mm: (0, 0))]", "edits.ron:1:21 [0].racks[0]: got 0, allowed 1..4,000,000,000"),
        ("[move_racks(racks: [1], by_mm: (0.5, 0))]", "edits.ron:1:33"),
        ("[turn_racks(racks: [1], turns: 4)]", "got 4, allowed 1..3"),
        ("[face_racks(racks: [1], facing: nort)]", "did you mean north?"),
        ("set_title(title: \"T\")", "edits.ron:1:1: got"),
        ("[set_title(title: \"T\")", "edits.ron:1:"),
        ("", "edits.ron:1:1"),
        ("[set_title(title: \"T\")] more", "edits.ron:1:25"),
        ("(format: \"rackwright-plan\")", "edits.ron:1:1: got"),
    ];
    let text = desk.read("tiny-demo.ron");
    for (edits, told) in cases {
        desk.file("edits.ron", edits);
        let ended = desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).exits(BAD_INPUT).complains([told, "Nothing was changed."]);
        assert_eq!(ended.out, "");
        assert_eq!(desk.read("tiny-demo.ron"), text);
    }
}

#[test]
fn an_empty_list_of_edits_does_nothing() {
    let desk = Desk::with_preset("tiny-demo");
    let text = desk.read("tiny-demo.ron");
    desk.file("edits.ron", "[]");
    desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).exits(OK).says(["0 edits done"]);
    assert_eq!(desk.read("tiny-demo.ron"), text);
}

#[test]
fn plans_that_cannot_be_written_back_are_refused() {
    let desk = Desk::with_preset("tiny-demo");
    let text = desk.read("tiny-demo.ron");
    desk.file("edits.ron", "[set_title(title: \"T\")]");
    let newer = text.replace("version: 1,", "version: 2,");
    let cases = [(text.replace("domain: 24", "domain: -1"), "domain: got -1"), (newer, "newer Rackwright"), (String::new(), "no format")];
    for (plan, told) in cases {
        desk.file("plan.ron", &plan);
        for dry in [["--dry-run"].as_slice(), &[]] {
            desk.run(["edit", "plan.ron", "--apply", "edits.ron"].iter().chain(dry)).exits(BAD_INPUT).complains(["plan.ron", told]);
            assert_eq!(desk.read("plan.ron"), plan);
        }
    }
    desk.run(["edit", "plan.ron", "--apply", "missing.ron"]).exits(IO).complains(["missing.ron: no such file"]);
    desk.run(["edit", "missing.ron", "--apply", "edits.ron"]).exits(IO).complains(["missing.ron: no such file"]);
    assert_eq!(desk.scratch.names(), ["edits.ron", "plan.ron", "tiny-demo.ron"], "no lock is left");
}

#[test]
fn parts_of_catalogue_files_may_be_used() {
    let desk = Desk::with_preset("tiny-demo");
    let part = r#"(id: "cold", name: "Cold country", carbon: (value: "0 kgCO2e/kWh", confidence: estimate, sources: ["RW"]))"#;
    let catalogue = format!("(format: \"rackwright-catalog\", version: 1, min_reader: 1, parts: (regions: [{part}]))");
    desk.file("mine.ron", catalogue);
    desk.file("edits.ron", "[change_site(set: [region(value: \"cold\")])]");
    let args = ["edit", "tiny-demo.ron", "--apply", "edits.ron"];
    desk.run(args).exits(BAD_INPUT).complains(["cold"]);
    desk.run(args.iter().chain(&["--catalog", "mine.ron"])).exits(OK);
    desk.run(["check", "tiny-demo.ron", "--catalog", "mine.ron"]).exits(OK).says(["0 errors"]);
}

#[test]
fn a_link_stays_a_link() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits.ron", MOVE_AND_TITLE);
    symlink("tiny-demo.ron", desk.path("link.ron")).expect("linked");
    desk.run(["edit", "link.ron", "--apply", "edits.ron"]).exits(OK);
    assert!(fs::symlink_metadata(desk.path("link.ron")).expect("there").is_symlink());
    assert_eq!(plan(&desk, "tiny-demo.ron").title.as_str(), "Moved");
}

/// Waits until a run holds the lock of a plan; `None` if it ended before that was seen.
fn locked(desk: &Desk, name: &str, child: &mut Child) -> Option<()> {
    let (lock, start) = (desk.path(format!(".{name}.lock")), Instant::now());
    while start.elapsed() < Duration::from_secs(20) {
        if lock.exists() {
            return Some(());
        }
        if child.try_wait().expect("a child").is_some() {
            return None;
        }
        thread::sleep(Duration::from_millis(1));
    }
    panic!("no lock after {:?}", start.elapsed());
}

/// So many single racks that reading takes time enough to meddle.
fn large(desk: &Desk) -> String {
    let text = desk.read("tiny-demo.ron");
    let start = text.split_once("    racks: [\n").expect("racks").0;
    let racks: Vec<String> = (1..=60_000_u64)
        .map(|id| format!("(id: {id}, name: \"R{}\", kind: \"compute\", at_mm: ({}, 0)),", id * 3, id * id % 9973))
        .collect();
    format!("{start}    racks: [\n{}\n],)\n", racks.join("\n"))
}

#[test]
fn a_file_that_changes_meanwhile_is_not_overwritten() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits.ron", "[set_title(title: \"Ours\")]");
    let (large, theirs) = (large(&desk), desk.read("tiny-demo.ron"));
    for _ in 0..10 {
        desk.file("plan.ron", &large);
        let mut child = desk.call(["edit", "plan.ron", "--apply", "edits.ron"]).start();
        let seen = locked(&desk, "plan.ron", &mut child);
        thread::sleep(Duration::from_millis(60));
        desk.file("theirs.ron", &theirs);
        fs::rename(desk.path("theirs.ron"), desk.path("plan.ron")).expect("replaced");
        let ended = ended("edit".to_string(), child);
        // On a busy machine ours may be done before theirs came, or begin after it.
        if seen.is_some() && ended.code == CONFLICT {
            ended.complains(["plan.ron: another program changed it", "Nothing was saved."]);
            assert_eq!(desk.read("plan.ron"), theirs);
            return;
        }
        ended.exits(OK);
    }
    panic!("never changed in time");
}

#[test]
fn a_held_plan_is_refused_naming_the_holder() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("edits.ron", "[set_title(title: \"Ours\")]");
    let messy = desk.read("tiny-demo.ron").replace("    ", "\t");
    desk.file("plan.ron", &messy);
    let held = acquire(&RealFs, &desk.path("plan.ron"), "ada@lab, 2027-03-01 14:02 UTC").expect("free");
    for args in [["edit", "plan.ron", "--apply", "edits.ron"].as_slice(), &["fmt", "plan.ron"]] {
        desk.run(args).exits(CONFLICT).complains(["plan.ron: opened by ada@lab, 2027-03-01 14:02 UTC. "]);
        assert_eq!(desk.read("plan.ron"), messy);
    }
    // Who only looks is not kept out.
    desk.run(["check", "plan.ron"]).exits(OK);
    desk.run(["edit", "plan.ron", "--apply", "edits.ron", "--dry-run"]).exits(OK);
    drop(held);
    desk.run(["edit", "plan.ron", "--apply", "edits.ron"]).exits(OK);
    assert_eq!(plan(&desk, "plan.ron").title.as_str(), "Ours");
}

/// What is allowed in an edit depends on which edit it is: the name before each bracket says which.
#[test]
fn fields_without_names_are_told_as_they_are_written() {
    let desk = Desk::with_preset("tiny-demo");
    for (edit, told) in [
        ("change_routing(set: [tray_height(\"0 mm\")])", "[0].set[0]: got \"0 mm\", allowed fields by name, tray_height(value: \"0 m\")"),
        ("change_routing(set: [tray_height(valu: \"0 mm\")])", "[0].set[0].value: got no such field, allowed a length as a string"),
        (
            "change_routing(set: [tray_height(value: NaN)])",
            "[0].set[0].value: got NaN, allowed a length as a string, \"0 m\"..\"10000 km\"",
        ),
        ("set_title(\"x\")", "[0]: got \"x\", allowed fields by name, set_title(title: \"x\")"),
        ("move_racks(racks: [1], by_mm: 5)", "[0].by_mm: got 5, allowed 2 values in ( )"),
        ("change_tier(id: \"scale-up\", set: [rate(5)])", "[0].set[0]: got 5, allowed fields by name, rate(value: \"0 Gb/s\")"),
    ] {
        desk.file("edits.ron", format!("[{edit}]"));
        desk.run(["edit", "tiny-demo.ron", "--apply", "edits.ron"]).exits(BAD_INPUT).complains([told]);
    }
}
