//! What a verb prints and its exit code; JSON, CSV and plain tables. A closed pipe is success, a full disk is not.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::io::layers::LayerProblem;
use crate::io::replace::Saved;
use crate::io::store::{Failure, listed_each};
use crate::io::vfs::advice::{ProblemKind, shown};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Ok = 0,
    Findings = 1,
    Usage = 2,
    BadInput = 3,
    Io = 4,
    Conflict = 5,
}

impl Exit {
    pub fn of(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::Io => Self::Io,
            ProblemKind::BadInput => Self::BadInput,
            ProblemKind::Conflict => Self::Conflict,
        }
    }

    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Ok => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::BadInput => 3,
            Self::Io => 4,
            Self::Conflict => 5,
        })
    }
}

/// An error that knows its exit code.
#[derive(Debug)]
pub struct Refused(pub Exit, pub String);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.1)
    }
}

impl std::error::Error for Refused {}

impl From<LayerProblem> for Refused {
    fn from(problem: LayerProblem) -> Self {
        match problem {
            LayerProblem::Read(problem) => Self(Exit::of(problem.kind()), problem.to_string()),
            LayerProblem::Folder(message) => Self(Exit::Io, message),
            LayerProblem::Bad(problems) => Self(Exit::BadInput, listed_each(&problems)),
        }
    }
}

/// How a verb prints tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Table,
    Json,
    Csv,
}

impl Form {
    pub fn of(json: bool, csv: bool) -> Self {
        match (json, csv) {
            (true, _) => Self::Json,
            (_, true) => Self::Csv,
            _ => Self::Table,
        }
    }
}

/// Everything a verb has to say.
#[derive(Debug)]
pub struct Output {
    pub text: String,
    pub errors: String,
    pub exit: Exit,
}

impl Output {
    pub fn ok(text: impl Into<String>) -> Self {
        Self { text: text.into(), errors: String::new(), exit: Exit::Ok }
    }

    pub fn failure(error: &anyhow::Error) -> Self {
        let exit = match (error.downcast_ref::<Refused>(), error.downcast_ref::<Failure>()) {
            (Some(refused), _) => refused.0,
            (_, Some(failure)) => Exit::of(failure.kind()),
            _ => Exit::Io,
        };
        Self { text: String::new(), errors: format!("{error:#}\n"), exit }
    }

    /// Prints both streams. Whoever closed the pipe has seen enough.
    pub fn print(&self) -> ExitCode {
        let written = write_all(&mut io::stdout().lock(), &self.text);
        let complained = write_all(&mut io::stderr().lock(), &self.errors);
        match written.and(complained) {
            Ok(()) => self.exit.code(),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.exit.code(),
            Err(error) => {
                let _ = writeln!(io::stderr(), "output: {error}");
                Exit::Io.code()
            }
        }
    }
}

fn write_all(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// What to say of a save that the disk did not confirm to be safe from a power cut.
pub fn doubt(saved: &Saved) -> String {
    let file = shown(&saved.path);
    if saved.durable { String::new() } else { format!("{file}: saved, but the disk did not confirm that a power cut cannot undo it\n") }
}

/// `1 rack`, `2 racks`.
pub fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// Columns padded to their widest cell, two spaces apart; the last one is not padded.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().map(|row| cell(row, column).chars().count()).chain([cell_of(head, column).chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut text = line(&widths, &mut head.iter().copied());
    for row in rows {
        text.push_str(&line(&widths, &mut row.iter().map(String::as_str)));
    }
    text
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

fn cell_of<'h>(head: &[&'h str], column: usize) -> &'h str {
    head.get(column).copied().unwrap_or("")
}

fn line(widths: &[usize], cells: &mut dyn Iterator<Item = &str>) -> String {
    let mut text = String::new();
    for (width, cell) in widths.iter().zip(cells) {
        let _ = write!(text, "{cell:<width$}  ");
    }
    text.trim_end().to_string() + "\n"
}

/// JSON with two spaces of indent, keys in the order of the alphabet.
pub fn json(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// Comma-separated values, safe to open in a spreadsheet.
pub fn csv(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = crate::io::export::csv::row(head.iter().copied());
    for row in rows {
        text.push_str(&crate::io::export::csv::row(row.iter().map(String::as_str)));
    }
    text
}
