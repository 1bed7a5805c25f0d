//! From a path to checked text: a regular file of sane size, in UTF-8, with a fingerprint to know it
//! by later. Not what the text means: no format, no checksum line, no RON.

pub mod fingerprint;
pub mod text;

pub use fingerprint::{DiskState, Fingerprint, changed_on_disk};

use super::vfs::advice::{Doing, ProblemKind, advice, cause, shown};
use super::vfs::resolve::{Resolved, Unresolved, resolve};
use super::vfs::{Contents, Kind, Vfs, uninterrupted};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use text::BadText;

/// No plan or catalogue is larger; a larger file is a mistake or an attack.
pub const MOST_BYTES: u64 = 32 << 20;

/// How often a file that changes under the reading is read again.
const READINGS: u32 = 3;

#[derive(Clone, Debug)]
pub struct ReadText {
    /// Without the byte order mark; line ends as they are in the file.
    pub text: String,
    pub fingerprint: Fingerprint,
    pub had_bom: bool,
    /// At least one line ends in CR LF.
    pub crlf: bool,
}

#[derive(Debug)]
pub struct ReadProblem {
    /// As the caller gave it.
    pub path: PathBuf,
    pub cause: ReadCause,
}

#[derive(Debug)]
pub enum ReadCause {
    Missing,
    /// A link to nothing; the path it leads to.
    Dangling(PathBuf),
    Loop,
    NotAFile(Kind),
    TooLarge {
        /// As far as known when it was refused.
        len: u64,
    },
    /// Another program kept writing to it.
    Unsteady,
    BadText(BadText),
    Io(io::Error),
}

pub fn read_text(vfs: &dyn Vfs, path: &Path) -> Result<ReadText, ReadProblem> {
    read_checked(vfs, path).map_err(|cause| ReadProblem { path: path.to_path_buf(), cause })
}

impl ReadProblem {
    pub fn kind(&self) -> ProblemKind {
        match self.cause {
            ReadCause::BadText(_) | ReadCause::TooLarge { .. } => ProblemKind::BadInput,
            _ => ProblemKind::Io,
        }
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", shown(&self.path))?;
        match &self.cause {
            ReadCause::Missing => f.write_str(": no such file. Check the path."),
            ReadCause::Dangling(to) => {
                let to = to.file_name().unwrap_or(to.as_os_str());
                let to = shown(Path::new(to));
                write!(f, ": a link to {to}, which is not there. Repair the link.")
            }
            ReadCause::Loop => f.write_str(": links that lead in a circle. Repair the links."),
            ReadCause::NotAFile(kind) => {
                write!(f, ": is {}, not a regular file. Give the path of a file.", kind.name())
            }
            ReadCause::TooLarge { len } => write_too_large(f, *len),
            ReadCause::Unsteady => f.write_str(": another program is writing to it. Try again when it is done."),
            ReadCause::BadText(bad) => write!(f, "{bad}"),
            ReadCause::Io(error) => {
                write!(f, ": cannot read: {}. {}", cause(error), advice(error, Doing::Reading))
            }
        }
    }
}

impl std::error::Error for ReadProblem {}

fn write_too_large(f: &mut fmt::Formatter<'_>, len: u64) -> fmt::Result {
    let most = MOST_BYTES >> 20;
    write!(f, ": got more than {most} MiB ({len} bytes), allowed 0..{MOST_BYTES} bytes. ")?;
    f.write_str("Check that this is the right file.")
}

fn read_checked(vfs: &dyn Vfs, path: &Path) -> Result<ReadText, ReadCause> {
    let real = regular_file(vfs, path)?;
    let contents = steady_contents(vfs, &real)?;
    let fingerprint = Fingerprint::of(&contents.after, &contents.bytes);
    let decoded = text::decode(contents.bytes).map_err(ReadCause::BadText)?;
    Ok(ReadText { crlf: decoded.text.contains("\r\n"), text: decoded.text, fingerprint, had_bom: decoded.had_bom })
}

/// Looks before opening: opening a pipe blocks and opening a device may do anything.
fn regular_file(vfs: &dyn Vfs, path: &Path) -> Result<PathBuf, ReadCause> {
    match resolve(vfs, path).map_err(unresolved)? {
        Resolved::Missing { path, dangling: true } => Err(ReadCause::Dangling(path)),
        Resolved::Missing { .. } => Err(ReadCause::Missing),
        Resolved::Existing { stat, .. } if stat.kind != Kind::File => Err(ReadCause::NotAFile(stat.kind)),
        Resolved::Existing { stat, .. } if stat.len > MOST_BYTES => Err(ReadCause::TooLarge { len: stat.len }),
        Resolved::Existing { path, .. } => Ok(path),
    }
}

fn unresolved(problem: Unresolved) -> ReadCause {
    match problem {
        Unresolved::Loop => ReadCause::Loop,
        Unresolved::NoFolder(_) | Unresolved::NoName => ReadCause::Missing,
        Unresolved::Io(error) => ReadCause::Io(error),
    }
}

/// Reads again when the file changed meanwhile, so that half of a change is not taken for a plan.
fn steady_contents(vfs: &dyn Vfs, real: &Path) -> Result<Contents, ReadCause> {
    for _ in 0..READINGS {
        let got = uninterrupted(|| vfs.read(real, MOST_BYTES)).map_err(gone_or_io)?;
        if got.before.kind != Kind::File {
            return Err(ReadCause::NotAFile(got.before.kind));
        }
        let len = u64::try_from(got.bytes.len()).unwrap_or(u64::MAX);
        if len > MOST_BYTES {
            return Err(ReadCause::TooLarge { len: len.max(got.after.len) });
        }
        if got.is_steady() {
            return Ok(got);
        }
    }
    Err(ReadCause::Unsteady)
}

fn gone_or_io(error: io::Error) -> ReadCause {
    if error.kind() == io::ErrorKind::NotFound { ReadCause::Missing } else { ReadCause::Io(error) }
}
