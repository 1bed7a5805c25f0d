//! The checksum line: intact, edited, missing, with other line ends.

use rackwright::io::plan_file;
use rackwright::io::seal::{Integrity, sealed, unsealed};

use super::{V1, opened, plan_with};

fn integrity(text: &str) -> Integrity {
    opened(text).integrity
}

#[test]
fn a_printed_plan_is_intact() {
    let text = plan_file::print(&opened(V1).plan);
    assert!(text.trim_end().rsplit('\n').next().is_some_and(|last| last.starts_with("// check: crc32c=")));
    assert_eq!(integrity(&text), Integrity::Intact);
}

#[test]
fn an_edit_is_seen_and_the_plan_still_opens() {
    let edited = V1.replace("\"H3/R-117\"", "\"H3/R-118\"");
    assert_ne!(edited, V1);
    assert_eq!(integrity(&edited), Integrity::Edited);
    assert_eq!(integrity(&V1.replacen("\n    ", "\n   ", 1)), Integrity::Edited, "white space counts");
    assert_eq!(integrity(&V1.replacen("// One question", "// The question", 1)), Integrity::Edited, "comments count");
}

#[test]
fn a_plan_without_the_line_opens_unsealed() {
    assert_eq!(integrity(&plan_with("")), Integrity::Unsealed);
    assert_eq!(integrity(unsealed(V1).0), Integrity::Unsealed);
    assert_eq!(integrity(&sealed(&plan_with(""))), Integrity::Intact);
}

#[test]
fn other_line_ends_are_no_edit() {
    let windows = V1.replace('\n', "\r\n");
    let opened_windows = opened(&windows);
    assert_eq!(opened_windows.integrity, Integrity::Intact);
    assert_eq!(opened_windows.plan, opened(V1).plan, "carriage returns belong to no value and no comment");
    assert_eq!(plan_file::print(&opened_windows.plan), V1);
}

#[test]
fn a_changed_checksum_is_an_edit() {
    let digits = V1.trim_end().len() - 8;
    for at in digits..digits + 8 {
        let mut bytes = V1.as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
        let text = String::from_utf8(bytes).expect("plain");
        assert_eq!(integrity(&text), Integrity::Edited, "digit {}", at - digits);
    }
    assert_eq!(integrity(&V1.to_string().replace("crc32c=", "crc32c= ")), Integrity::Edited);
}

#[test]
fn text_behind_the_line_is_an_edit() {
    assert_eq!(integrity(&format!("{V1}\n")), Integrity::Edited);
    assert_eq!(integrity(V1.trim_end()), Integrity::Edited, "the last line end was there");
    assert_eq!(integrity(&format!("{V1}// more\n")), Integrity::Unsealed);
    let (body, line) = V1.trim_end().rsplit_once('\n').expect("several lines");
    let doubled = format!("{body}\n{line}\n{line}\n");
    assert_eq!(integrity(&doubled), Integrity::Edited, "a second line seals another text");
}
