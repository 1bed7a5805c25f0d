//! One writer per plan: a lock of the operating system on a sibling file, held as long as this
//! process keeps it and lives. Never decides by process number or age, so nothing can be stale:
//! after a crash the system has let go already.

use super::replace::temp_name::lock_path;
use super::vfs::advice::{Doing, ProblemKind, advice, cause, shown, shown_text};
use super::vfs::resolve::{Resolved, Unresolved, resolve};
use super::vfs::{HeldLock, Kind, LOCK_MARK, LockAttempt, Vfs, uninterrupted};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Longest holder a message shows.
const HOLDER_CHARS: usize = 60;

/// Released when dropped; the lock file then goes away too, where that can be done without a race.
pub struct FileLock {
    target: PathBuf,
    _held: Box<dyn HeldLock>,
}

#[derive(Debug)]
pub struct LockProblem {
    /// As the caller gave it.
    pub path: PathBuf,
    pub cause: LockCause,
}

#[derive(Debug)]
pub enum LockCause {
    /// Somebody alive has it open: who, in printable text, if they have said.
    Held(Option<String>),
    NotAFile(Kind),
    Loop,
    Io(io::Error),
}

/// Takes the lock of the plan at `path`, following links, so that one plan has one lock. The plan
/// need not exist yet. `who` is for the next one who tries, such as `ada@desk since 09:30`.
pub fn acquire(vfs: &dyn Vfs, path: &Path, who: &str) -> Result<FileLock, LockProblem> {
    take(vfs, path, who).map_err(|cause| LockProblem { path: path.to_path_buf(), cause })
}

impl FileLock {
    /// The plan that is locked, without any link in its path.
    pub fn target(&self) -> &Path {
        &self.target
    }
}

impl fmt::Debug for FileLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileLock({})", shown(&self.target))
    }
}

impl LockProblem {
    pub fn kind(&self) -> ProblemKind {
        match self.cause {
            LockCause::Held(_) => ProblemKind::Conflict,
            _ => ProblemKind::Io,
        }
    }
}

impl fmt::Display for LockProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", shown(&self.path))?;
        match &self.cause {
            LockCause::Held(Some(who)) => {
                write!(f, "opened by {who}. Open it read-only, or ask them to close it.")
            }
            LockCause::Held(None) => f.write_str("open in another program. Open it read-only, or close it there."),
            LockCause::NotAFile(kind) => {
                write!(f, "is {}, not a regular file. Give the path of a file.", kind.name())
            }
            LockCause::Loop => f.write_str("links that lead in a circle. Repair the links."),
            LockCause::Io(error) => {
                write!(f, "cannot lock: {}. {}", cause(error), advice(error, Doing::Locking))
            }
        }
    }
}

impl std::error::Error for LockProblem {}

fn take(vfs: &dyn Vfs, path: &Path, who: &str) -> Result<FileLock, LockCause> {
    let target = lockable(vfs, path)?;
    let text = format!("{LOCK_MARK}{}\n", shown_text(who, HOLDER_CHARS));
    match uninterrupted(|| vfs.try_lock(&lock_path(&target), &text)) {
        Ok(LockAttempt::Held(held)) => Ok(FileLock { target, _held: held }),
        Ok(LockAttempt::Busy(text)) => Err(LockCause::Held(holder(&text))),
        Err(error) => Err(LockCause::Io(error)),
    }
}

fn lockable(vfs: &dyn Vfs, path: &Path) -> Result<PathBuf, LockCause> {
    match resolve(vfs, path) {
        Ok(Resolved::Existing { path, stat }) if stat.kind == Kind::File => Ok(path),
        Ok(Resolved::Existing { stat, .. }) => Err(LockCause::NotAFile(stat.kind)),
        Ok(Resolved::Missing { path, .. }) => Ok(path),
        Err(Unresolved::Loop) => Err(LockCause::Loop),
        Err(Unresolved::NoFolder(_) | Unresolved::NoName) => Err(LockCause::Io(io::ErrorKind::NotFound.into())),
        Err(Unresolved::Io(error)) => Err(LockCause::Io(error)),
    }
}

/// The lock file is text of somebody else: shown, never believed.
fn holder(text: &str) -> Option<String> {
    let who = text.strip_prefix(LOCK_MARK)?.lines().next()?.trim();
    (!who.is_empty()).then(|| shown_text(who, HOLDER_CHARS))
}
