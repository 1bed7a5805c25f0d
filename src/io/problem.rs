//! One thing wrong with a file: where, what was got, what is allowed. The form all messages about files have.

use std::fmt;

pub use crate::model::severity::Severity;

/// Longest message, in characters: one line on a wide terminal.
const LONGEST: usize = 200;
/// Longest path: what people name a field may be of any length.
const LONGEST_PATH: usize = 90;
/// Problems shown before the rest is only counted.
pub const SHOWN: usize = 20;

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// One thing wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// Stable name of the kind of problem, for scripts.
    pub code: &'static str,
    pub place: Option<Place>,
    /// Path in the file, such as `racks[1].at_mm[0]`; may be empty.
    pub path: String,
    /// `got X, allowed Y`, and what to do.
    pub message: String,
}

impl Problem {
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, place: None, path: String::new(), message: message.into() }
    }

    pub fn at(self, place: Option<Place>, path: impl Into<String>) -> Self {
        Self { place, path: path.into(), ..self }
    }

    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// `plan.ron:3:19 racks[1].power: got X, allowed Y`, at most 200 characters.
    pub fn line(&self, file: &str) -> String {
        let place = self.place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        let path = if self.path.is_empty() { String::new() } else { format!(" {}", shortened(&self.path, LONGEST_PATH)) };
        let head = format!("{}{place}{path}: ", crate::model::text::shown(file));
        let room = LONGEST.saturating_sub(head.chars().count()).max(80);
        head + &shortened(&self.message, room)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_string();
    }
    text.chars().take(room.saturating_sub(1)).chain(['…']).collect()
}

/// Worst first, then by place: the order lists are shown in.
pub fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| (a.severity, a.place, &a.path).cmp(&(b.severity, b.place, &b.path)));
    problems
}
