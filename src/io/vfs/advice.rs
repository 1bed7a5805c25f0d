//! How a failed file call is told to a person: the path made safe to print, the cause, what to do.
//! Not the decision what failed: the pipelines say that.

use std::fmt::Write;
use std::io;
use std::path::Path;

/// Longest path a message shows; the middle of a longer one is left out.
const SHOWN_CHARS: usize = 72;

/// What went wrong, as coarse as an exit code needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The disk, the path or the permissions: exit code 4.
    Io,
    /// What the file says: exit code 3.
    BadInput,
    /// Somebody else changed or holds the file: exit code 5.
    Conflict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Reading,
    Saving,
    Locking,
}

/// The path in one line of printable text: control, direction and zero-width characters and bytes
/// that are not UTF-8 are escaped, and a long path loses its middle.
pub fn shown(path: &Path) -> String {
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        push_escaped(&mut out, chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    without_middle(&out, SHOWN_CHARS)
}

/// Untrusted text in one printable line of at most `most` characters.
pub fn shown_text(text: &str, most: usize) -> String {
    let mut out = String::new();
    push_escaped(&mut out, text);
    without_middle(&out, most)
}

pub fn cause(error: &io::Error) -> String {
    match words(error) {
        Some((cause, _)) => cause.to_owned(),
        None => shown_text(&error.to_string(), 60),
    }
}

pub fn advice(error: &io::Error, doing: Doing) -> &'static str {
    match (words(error), doing) {
        (Some((_, advice)), Doing::Saving) => advice.saving,
        (Some((_, advice)), Doing::Reading | Doing::Locking) => advice.reading,
        (None, Doing::Saving) => "Try again, or save elsewhere.",
        (None, Doing::Reading | Doing::Locking) => "Check the path and try again.",
    }
}

#[derive(Clone, Copy)]
struct Advice {
    saving: &'static str,
    reading: &'static str,
}

const fn advise(saving: &'static str, reading: &'static str) -> Advice {
    Advice { saving, reading }
}

fn words(error: &io::Error) -> Option<(&'static str, Advice)> {
    by_kind(error.kind()).or_else(|| by_number(error))
}

fn by_kind(kind: io::ErrorKind) -> Option<(&'static str, Advice)> {
    use io::ErrorKind as K;
    Some(match kind {
        K::StorageFull => ("the disk is full", both("Free some space, or save elsewhere.")),
        K::QuotaExceeded => ("your disk quota is used up", both("Delete files of yours, or save elsewhere.")),
        K::ReadOnlyFilesystem => ("the disk is read-only", both("Save elsewhere, or mount the disk writable.")),
        K::PermissionDenied => ("no permission", advise("Save elsewhere, or ask the owner for access.", "Ask the owner for access.")),
        K::NotFound => ("the folder or file is not there", advise("Create the folder again, or save elsewhere.", "Check the path.")),
        K::NotADirectory => ("part of the path is not a folder", both("Check the path.")),
        K::IsADirectory => ("it is a folder", both("Give the path of a file.")),
        K::InvalidFilename => ("the name or path is too long", both("Use a shorter one.")),
        K::FileTooLarge => ("a file of this size is not allowed here", both("Raise the size limit, or save elsewhere.")),
        K::StaleNetworkFileHandle => {
            ("the network folder has gone away", advise("Reconnect it, or save elsewhere.", "Reconnect it and try again."))
        }
        K::Interrupted => ("the call was interrupted again and again", both("Try again.")),
        K::Unsupported => ("this disk does not support it", advise("Save to another disk.", "Copy the file to another disk.")),
        _ => return None,
    })
}

const fn both(advice: &'static str) -> Advice {
    advise(advice, advice)
}

/// Causes that the standard library has no kind for. The first three numbers are the same on every
/// Unix; elsewhere they mean something else.
fn by_number(error: &io::Error) -> Option<(&'static str, Advice)> {
    if !cfg!(unix) {
        return None;
    }
    match error.raw_os_error()? {
        5 => {
            Some(("the disk reported an I/O error", advise("Save to another disk and check this one.", "Check the disk, then try again.")))
        }
        23 | 24 => Some(("too many files are open", both("Close some programs and try again."))),
        number if number == LINK_LOOP => Some(("links in the path lead in a circle", both("Repair the links."))),
        _ => None,
    }
}

const LINK_LOOP: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 40 } else { 62 };

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        // Where the backslash separates folders it must stay readable.
        let ambiguous = c == '\\' && std::path::MAIN_SEPARATOR != '\\';
        if ambiguous || c.is_control() || is_invisible(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
}

/// Characters that change how their neighbours look: zero width, direction, line separators.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Keeps the start and, twice as much of it, the end: the file name says more than the first folder.
fn without_middle(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(1);
    let head = room / 3;
    let start = text.chars().take(head);
    let end = text.chars().skip(count.saturating_sub(room.saturating_sub(head)));
    start.chain(['…']).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_prints_in_one_harmless_line() {
        let cases = [
            ("plan.ron", "plan.ron"),
            ("a\nb", "a\\nb"),
            ("\u{1b}[31m", "\\u{1b}[31m"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("größe 規模.ron", "größe 規模.ron"),
        ];
        for (raw, want) in cases {
            assert_eq!(shown(Path::new(raw)), want);
        }
        if cfg!(unix) {
            assert_eq!(shown(Path::new("a\\nb")), "a\\\\nb");
        }
    }

    #[test]
    fn a_long_path_keeps_its_end() {
        let text = shown(Path::new(&format!("/srv/{}/end.ron", "x".repeat(4000))));
        assert_eq!(text.chars().count(), SHOWN_CHARS);
        assert!(text.starts_with("/srv/") && text.ends_with("/end.ron"), "{text}");
    }
}
