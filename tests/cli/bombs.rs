//! Files made to fill the memory: refused or opened within 256 MB of address space, which bounds what is resident.

use std::process::Command;

use rackwright::io::presets::EMPTY;

use crate::run::Desk;

const RACKWRIGHT: &str = env!("CARGO_BIN_EXE_rackwright");

fn with(from: &str, to: &str) -> String {
    let text = EMPTY.replace(from, to);
    assert_ne!(text, EMPTY, "{from} is in the empty plan");
    text
}

fn singles(count: usize) -> String {
    let rack = |id: usize| format!("(id: {id}, name: \"R{id}\", kind: \"x\", at_mm: ({}, {})),\n", id * 7 % 9000, id * id % 997);
    with("racks: [],\n)", &format!("racks: [\n{}],\n)", (1..=count).map(rack).collect::<String>()))
}

#[test]
fn bombs_fit_into_256_megabytes() {
    let cases = [
        ("the most racks there may be", singles(199_000), 1),
        ("one rack too many", singles(200_001), 3),
        (
            "4e9 racks in a run",
            with("racks: []", "racks: [(id: 1, name: \"A\", kind: \"x\", at_mm: (0, 0), count: 1000000000, rows: 4)]"),
            3,
        ),
        ("30 million brackets", format!("(format: \"rackwright-plan\", version: 1, title: {}", "[".repeat(30_000_000)), 3),
        ("a title of 31 MB", with("New plan", &"x".repeat(31_000_000)), 3),
        ("15 million numbers", with("rack_types: []", &format!("rack_types: [{}]", "1,".repeat(15_000_000))), 3),
        ("4 million comments", EMPTY.to_string() + &"/* x */".repeat(4_000_000), 3),
        ("30 MB of blanks", with("floor:", &format!("{}floor:", " ".repeat(30_000_000))), 0),
    ];
    for (what, text, exit) in cases {
        let desk = Desk::new();
        let file = desk.file("bomb.ron", text);
        let limited = "ulimit -v 262144 && exec \"$0\" check \"$1\"";
        let ended = Command::new("sh").args(["-c", limited, RACKWRIGHT]).arg(&file).env_clear().output().expect("sh runs");
        let said = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(exit), "{what}: {}", said.chars().take(400).collect::<String>());
    }
}
