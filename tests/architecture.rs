//! Holds the rule of `src/lib.rs`: which room may name which, where files and crates may be named, how files begin and how long they get.

use std::fs;
use std::path::{Path, PathBuf};

/// What a room may name.
struct Room {
    name: &'static str,
    rooms: &'static [&'static str],
    crates: &'static [&'static str],
}

const fn room(name: &'static str, rooms: &'static [&'static str], crates: &'static [&'static str]) -> Room {
    Room { name, rooms, crates }
}

const RULE: &[Room] = &[
    room("model", &[], &["serde"]),
    room("edit", &["model"], &["serde"]),
    // Rules offer fixes, and a fix is an edit.
    room("solve", &["model", "edit"], &["rayon"]),
    // A variant is a plan after edits.
    room("explore", &["model", "edit", "solve"], &["rayon"]),
    // Comparison files hold edits, reports print what was explored.
    room("io", &["model", "edit", "solve", "explore"], &["serde", "ron"]),
    room("background", &["model", "solve"], &[]),
    room("ui", &["model", "edit", "solve", "explore"], &["egui", "egui_extras", "egui_plot"]),
    room("cli", &["model", "edit", "solve", "explore", "io"], &["anyhow", "clap", "serde_json"]),
    room("app", &["model", "edit", "solve", "explore", "io", "background", "ui", "cli"], &["eframe", "egui", "rfd"]),
    room("main", &["cli", "app"], &[]),
    room("lib", &["model", "edit", "solve", "explore", "io", "background", "ui", "cli", "app"], &[]),
];

const CRATES: &[&str] = &["anyhow", "clap", "eframe", "egui", "egui_extras", "egui_plot", "rayon", "rfd", "ron", "serde", "serde_json"];

/// Parts of the standard library that belong to some rooms only.
const STANDARD: &[(&str, &[&str])] = &[
    ("std::fs", &["io"]),
    ("std::env", &["cli", "app", "main"]),
    ("process::exit", &[]),
    ("process::Command", &[]),
    ("ExitCode", &["cli", "app", "main"]),
    ("thread::spawn", &[]),
    ("thread::Builder", &["background", "app"]),
    ("std::net", &[]),
    ("SystemTime::now", &["cli", "app"]),
    ("Instant::now", &["app", "background"]),
    ("HashMap", &[]),
    ("HashSet", &[]),
];

const LONGEST_FILE: usize = 500;

/// Everything wrong with one file.
fn breaches(path: &str, text: &str) -> Vec<String> {
    let name = path.trim_start_matches("src/").split('/').next().unwrap_or("").trim_end_matches(".rs");
    let Some(rule) = RULE.iter().find(|rule| rule.name == name) else {
        return vec![format!("{path}: no room of that name; lib.rs says which there are")];
    };
    let code = code_only(text);
    let mut found = Vec::new();
    for other in RULE.iter().filter(|other| other.name != name && !rule.rooms.contains(&other.name)) {
        if names(&code, &format!("crate::{}", other.name)) || names(&code, &format!("rackwright::{}", other.name)) {
            found.push(format!("{path}: {name} may not name {}", other.name));
        }
    }
    for other in CRATES.iter().filter(|other| !rule.crates.contains(other)) {
        if names(&code, &format!("{other}::")) {
            found.push(format!("{path}: {name} may not name the crate {other}"));
        }
    }
    for (item, rooms) in STANDARD {
        if !rooms.contains(&name) && names(&code, item) {
            found.push(format!("{path}: {item} belongs to {}", if rooms.is_empty() { "no room".to_string() } else { rooms.join(", ") }));
        }
    }
    if climbs_out(path, &code) {
        found.push(format!("{path}: super leads out of the room; write crate::"));
    }
    if !text.starts_with("//! ") {
        found.push(format!("{path}: does not open with a //! line that says what it is"));
    }
    if text.lines().count() > LONGEST_FILE {
        found.push(format!("{path}: {} lines, at most {LONGEST_FILE}", text.lines().count()));
    }
    found
}

/// The text without comments; strings stay, they rarely look like paths.
fn code_only(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    code.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// Whether the words occur with no letter before or after them.
fn names(code: &str, words: &str) -> bool {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(words).any(|(at, _)| {
        let open_end = words.ends_with(':');
        !part_of_word(code[..at].chars().next_back()) && (open_end || !part_of_word(code[at + words.len()..].chars().next()))
    })
}

/// `super::` once per folder below the room's own is fine, more leads to the crate root and so to other rooms.
fn climbs_out(path: &str, code: &str) -> bool {
    let folders = path.split('/').count() - 2;
    let depth = if path.ends_with("/mod.rs") { folders - 1 } else { folders };
    names(code, &format!("{}super", "super::".repeat(depth)))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_file_keeps_the_rule() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    assert!(files.len() > 30, "only {} files found", files.len());
    let found: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
            breaches(&name, &fs::read_to_string(path).expect("sources can be read"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn planted_breaches_are_found() {
    let planted = [
        ("src/model/plan.rs", "//! A.\nuse crate::io::store;\n", "model may not name io"),
        ("src/model/deep/plan.rs", "//! A.\nuse super::super::super::io;\n", "super leads out"),
        ("src/model/mod.rs", "//! A.\nuse super::io;\n", "super leads out"),
        ("src/edit/mod.rs", "//! A.\nfn f() { ron::to_string(&1); }\n", "crate ron"),
        ("src/io/a.rs", "//! A.\nuse crate::background::Solver;\n", "io may not name background"),
        ("src/cli/a.rs", "//! A.\nuse std::fs;\n", "std::fs belongs to io"),
        ("src/model/a.rs", "//! A.\nuse std::collections::HashMap;\n", "HashMap belongs to no room"),
        ("src/model/a.rs", "fn f() {}\n", "does not open"),
        ("src/shed/a.rs", "//! A.\n", "no room of that name"),
        ("src/ui/a.rs", "//! A.\nuse crate::cli;\n", "ui may not name cli"),
    ];
    for (path, text, expected) in planted {
        let found = breaches(path, text);
        assert!(found.iter().any(|breach| breach.contains(expected)), "{path}: {text:?} gave {found:?}");
    }
    let long = "//! A.\n".repeat(LONGEST_FILE + 1);
    assert!(breaches("src/model/a.rs", &long).iter().any(|breach| breach.contains("lines")));
}

#[test]
fn what_the_rule_allows_passes() {
    let fine = [
        ("src/io/a.rs", "//! A.\nuse std::fs;\nuse crate::model::plan;\nuse super::seal;\n"),
        ("src/io/deep/a.rs", "//! A.\nuse super::super::seal;\n// crate::ui in a comment\n"),
        ("src/cli/a.rs", "//! A.\nuse anyhow::Result;\nuse crate::io::store;\n"),
    ];
    for (path, text) in fine {
        assert_eq!(breaches(path, text), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn nothing_else_stands_at_the_top() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "assets",
        "presets",
        "tests",
        "README.md",
        "benches",
        "fuzz",
        ".ci",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "clippy.toml",
        "rustfmt.toml",
        ".gitignore",
        ".gitattributes",
        ".git",
        "target",
        ".config",
    ];
    let names =
        fs::read_dir(root()).expect("the root can be read").map(|entry| entry.expect("entry").file_name().to_string_lossy().to_string());
    let strange: Vec<String> = names.filter(|name| !allowed.contains(&name.as_str())).collect();
    assert!(strange.is_empty(), "not part of the layout: {strange:?}");
}

#[test]
fn the_crate_forbids_unsafe_code_and_checks_overflow() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    assert!(lib.contains("#![forbid(unsafe_code)]"));
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    assert!(manifest.contains("overflow-checks = true") && manifest.contains("panic = \"unwind\""));
}
