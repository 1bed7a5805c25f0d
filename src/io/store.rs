//! Files on disk as plans and back: reading, parsing, locking, checking and replacing put together. The window and the command line both open and save here.

use std::fmt;
use std::path::Path;

use super::header::Access;
use super::lock::{self, FileLock, LockProblem};
use super::plan_file::{self, Opened};
use super::problem::{Problem, SHOWN};
use super::read::{Fingerprint, ReadProblem, read_text};
use super::replace::{Expected, ReplaceProblem, Saved, replace_file, sweep_temps};
use super::vfs::Vfs;
use super::vfs::advice::{ProblemKind, shown};
use crate::model::plan::Plan;

/// A plan as it was found on disk.
#[derive(Debug)]
pub struct Stored {
    pub opened: Opened,
    pub text: String,
    pub fingerprint: Fingerprint,
}

/// Why a file could not be opened or saved.
#[derive(Debug)]
pub enum Failure {
    Read(ReadProblem),
    /// Everything wrong with the text, and the file it is in.
    Bad(String, Vec<Problem>),
    Lock(LockProblem),
    Save(ReplaceProblem),
    /// A newer program wrote it; this one may show it but not write it.
    ReadOnly(String),
}

impl Failure {
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::Read(problem) => problem.kind(),
            Self::Bad(..) | Self::ReadOnly(_) => ProblemKind::BadInput,
            Self::Lock(problem) => problem.kind(),
            Self::Save(problem) => problem.kind(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(problem) => problem.fmt(f),
            Self::Bad(file, problems) => f.write_str(&listed(file, problems)),
            Self::Lock(problem) => problem.fmt(f),
            Self::Save(problem) => problem.fmt(f),
            Self::ReadOnly(file) => {
                write!(f, "{file}: written by a newer Rackwright; it can be read but not changed. Nothing was changed.")
            }
        }
    }
}

impl std::error::Error for Failure {}

/// One line per problem, the first twenty, and how many more there are.
pub fn listed(file: &str, problems: &[Problem]) -> String {
    shortened(problems.iter().map(|problem| problem.line(file)), problems.len(), &format!("{file}: "))
}

/// The same for problems of several files.
pub fn listed_each(problems: &[(String, Problem)]) -> String {
    shortened(problems.iter().map(|(file, problem)| problem.line(file)), problems.len(), "")
}

fn shortened(lines: impl Iterator<Item = String>, total: usize, file: &str) -> String {
    let mut lines: Vec<String> = lines.take(SHOWN).collect();
    if total > SHOWN {
        lines.push(format!("{file}… {} more", total - SHOWN));
    }
    lines.join("\n")
}

/// Reads a plan without holding it.
pub fn open(vfs: &dyn Vfs, path: &Path) -> Result<Stored, Failure> {
    let read = read_text(vfs, path).map_err(Failure::Read)?;
    let opened = plan_file::parse(&read.text).map_err(|problems| Failure::Bad(shown(path), problems))?;
    Ok(Stored { opened, text: read.text, fingerprint: read.fingerprint })
}

/// Reads a plan that may be written back, without holding it.
pub fn open_writable(vfs: &dyn Vfs, path: &Path) -> Result<Stored, Failure> {
    let stored = open(vfs, path)?;
    if stored.opened.access == Access::ReadOnly {
        return Err(Failure::ReadOnly(shown(path)));
    }
    Ok(stored)
}

/// Reads a plan and holds it against others until the lock is dropped; clears what killed saves left behind.
pub fn open_to_change(vfs: &dyn Vfs, path: &Path, who: &str) -> Result<(Stored, FileLock), Failure> {
    let lock = lock::acquire(vfs, path, who).map_err(Failure::Lock)?;
    let stored = open_writable(vfs, path)?;
    // Left-over temporary files do no harm; failing to remove them is no reason to refuse the plan.
    let _ = sweep_temps(vfs, &lock);
    Ok((stored, lock))
}

/// Writes a plan in canonical form. The bytes are read back and compared before the disk is touched.
pub fn save(vfs: &dyn Vfs, path: &Path, plan: &Plan, expected: Expected) -> Result<Saved, Failure> {
    let text = plan_file::print(plan);
    replace_file(vfs, path, text.as_bytes(), expected, &|bytes| reads_back(bytes, plan)).map_err(Failure::Save)
}

/// Writes canonical text. `canonical` must give the same text again, or the disk is not touched.
pub fn save_text(
    vfs: &dyn Vfs,
    path: &Path,
    text: &str,
    expected: Expected,
    canonical: &dyn Fn(&str) -> Option<String>,
) -> Result<Saved, Failure> {
    let verify = |bytes: &[u8]| match canonical(text) {
        Some(again) if again.as_bytes() == bytes => Ok(()),
        _ => Err("the canonical text does not read back as itself".to_string()),
    };
    replace_file(vfs, path, text.as_bytes(), expected, &verify).map_err(Failure::Save)
}

fn reads_back(bytes: &[u8], plan: &Plan) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    match plan_file::parse(text) {
        // A comment beside a value that is left out because it is the default moves to its record.
        Ok(opened) if (Plan { comments: plan.comments.clone(), ..opened.plan.clone() }) == *plan => Ok(()),
        Ok(_) => Err("the written plan reads back as a different one".to_string()),
        Err(problems) => Err(problems.first().map_or_else(String::new, |problem| problem.line("the written plan"))),
    }
}
