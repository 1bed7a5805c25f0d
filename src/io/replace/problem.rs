//! Why a save did not happen, and how that is told. Whatever is reported here, the old file is as it
//! was.

use crate::io::read::{DiskState, MOST_BYTES};
use crate::io::vfs::Kind;
use crate::io::vfs::advice::{Doing, ProblemKind, advice, cause, shown, shown_text};
use crate::io::vfs::resolve::Unresolved;
use std::fmt;
use std::io;
use std::path::PathBuf;

#[derive(Debug)]
pub struct ReplaceProblem {
    /// As the caller gave it.
    pub path: PathBuf,
    pub cause: ReplaceCause,
    /// The temporary file, if it could not be removed either. The next sweep takes it.
    pub left_behind: Option<PathBuf>,
}

#[derive(Debug)]
pub enum ReplaceCause {
    /// The new bytes are not what the caller meant to save.
    Verify(String),
    TooLarge {
        len: usize,
    },
    NotAFile(Kind),
    Loop,
    NoFolder,
    /// Every write permission is taken off the file: somebody protects it.
    ReadOnlyFile,
    /// A new file was asked for, but the name is taken.
    Exists,
    /// Another program changed, removed or replaced the file. Never `Unchanged`.
    Disk(DiskState),
    Io {
        step: Step,
        error: io::Error,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Look,
    Create,
    Write,
    SetMode,
    Sync,
    Replace,
}

impl ReplaceProblem {
    pub fn kind(&self) -> ProblemKind {
        match self.cause {
            ReplaceCause::Verify(_) | ReplaceCause::TooLarge { .. } => ProblemKind::BadInput,
            ReplaceCause::Exists => ProblemKind::Conflict,
            ReplaceCause::Disk(DiskState::Unreadable(_)) => ProblemKind::Io,
            ReplaceCause::Disk(_) => ProblemKind::Conflict,
            _ => ProblemKind::Io,
        }
    }
}

impl From<Unresolved> for ReplaceCause {
    fn from(problem: Unresolved) -> ReplaceCause {
        match problem {
            Unresolved::Loop => ReplaceCause::Loop,
            Unresolved::NoFolder(_) => ReplaceCause::NoFolder,
            Unresolved::NoName => ReplaceCause::NotAFile(Kind::Directory),
            Unresolved::Io(error) => ReplaceCause::Io { step: Step::Look, error },
        }
    }
}

impl fmt::Display for ReplaceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", shown(&self.path), self.cause)?;
        f.write_str(" Nothing was saved.")
    }
}

impl std::error::Error for ReplaceProblem {}

impl fmt::Display for ReplaceCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplaceCause::Verify(why) => {
                let why = shown_text(why, 40);
                write!(f, "the new text failed its check: {why}. Report this.")
            }
            ReplaceCause::TooLarge { len } => {
                write!(f, "got {len} bytes, allowed 0..{MOST_BYTES} bytes. Split the plan.")
            }
            ReplaceCause::NotAFile(kind) => {
                write!(f, "is {}, not a regular file. Save under another name.", kind.name())
            }
            ReplaceCause::Loop => f.write_str("links that lead in a circle. Repair the links."),
            ReplaceCause::NoFolder => f.write_str("its folder is not there. Create the folder again, or save elsewhere."),
            ReplaceCause::ReadOnlyFile => f.write_str("the file is marked read-only. Allow writing, or save elsewhere."),
            ReplaceCause::Exists => f.write_str("a file of that name exists. Save under another name."),
            ReplaceCause::Disk(state) => write_disk_state(f, state),
            ReplaceCause::Io { step, error } => {
                let advice = advice(error, Doing::Saving);
                write!(f, "{}: {}. {advice}", step.failed(), cause(error))
            }
        }
    }
}

fn write_disk_state(f: &mut fmt::Formatter<'_>, state: &DiskState) -> fmt::Result {
    match state {
        DiskState::Unchanged(_) => f.write_str("not changed on disk."),
        DiskState::Changed => f.write_str("another program changed it. Reload it, overwrite it or save elsewhere."),
        DiskState::Deleted => f.write_str("another program removed it. Save it as a new file or save elsewhere."),
        DiskState::NotAFile(kind) => {
            write!(f, "another program put {} in its place. Save elsewhere.", kind.name())
        }
        DiskState::Unreadable(error) => {
            let advice = advice(error, Doing::Saving);
            write!(f, "cannot tell whether it changed: {}. {advice}", cause(error))
        }
    }
}

impl Step {
    fn failed(self) -> &'static str {
        match self {
            Step::Look => "cannot look at it",
            Step::Create => "cannot create a file beside it",
            Step::Write => "cannot write",
            Step::SetMode => "cannot set the permissions",
            Step::Sync => "cannot bring it to the disk",
            Step::Replace => "cannot put the new file in place",
        }
    }
}
