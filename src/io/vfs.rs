//! The file system as the product sees it: a small trait that a real disk and a simulated one both
//! implement. Not a general file API: it has the calls that loading, saving and locking need.

pub mod advice;
pub mod resolve;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// What a path names, told apart finely enough to say it to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    Directory,
    Symlink,
    Fifo,
    Socket,
    Device,
    Other,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::File => "a regular file",
            Kind::Directory => "a folder",
            Kind::Symlink => "a symbolic link",
            Kind::Fifo => "a named pipe",
            Kind::Socket => "a socket",
            Kind::Device => "a device",
            Kind::Other => "not a regular file",
        }
    }
}

/// What the file system says of one path. Where a system has no such notion the field is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    pub kind: Kind,
    pub len: u64,
    pub mtime_ns: i128,
    pub inode: u64,
    pub device: u64,
    /// Permission bits with setuid, setgid and sticky (`0o7777`).
    pub mode: u32,
    pub uid: u32,
    pub gid: u32,
}

impl Stat {
    /// The same file under whatever name. False where the system does not number its files.
    pub fn same_file(&self, other: &Stat) -> bool {
        self.inode != 0 && (self.inode, self.device) == (other.inode, other.device)
    }
}

/// What one open handle delivered, with the state of the file before and after reading, so that a
/// file which changed meanwhile can be told from a calm one.
#[derive(Clone, Debug)]
pub struct Contents {
    /// At most one byte more than the cap: that byte means "too large". Empty unless a regular file.
    pub bytes: Vec<u8>,
    pub before: Stat,
    pub after: Stat,
}

/// The outcome of one attempt at a lock.
pub enum LockAttempt {
    Held(Box<dyn HeldLock>),
    /// Someone alive holds it; the text is what they wrote into the lock file, maybe nothing.
    Busy(String),
}

/// How the text in every lock file starts, so that no other file is ever taken for one.
pub const LOCK_MARK: &str = "Rackwright lock: ";

/// A lock that is ours until it is dropped.
pub trait HeldLock: Send {}

/// A file that was just created: written from front to back, then made durable.
pub trait NewFile: Send {
    /// May write less than it was given, as `write(2)` may.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Sets the permission bits exactly: no umask.
    fn set_mode(&mut self, mode: u32) -> io::Result<()>;
    fn set_owner(&mut self, uid: u32, gid: u32) -> io::Result<()>;
    /// Data and metadata have reached the disk when this returns.
    fn fsync(&mut self) -> io::Result<()>;
    fn stat(&mut self) -> io::Result<Stat>;
}

/// Every file access of the product. One call is one step that a test can log, fail or cut short.
pub trait Vfs: Send + Sync {
    /// Never follows a link in the last place.
    fn stat(&self, path: &Path) -> io::Result<Stat>;
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// Reads at most `cap` bytes and one more. Never blocks on a pipe and reads regular files only.
    fn read(&self, path: &Path, cap: u64) -> io::Result<Contents>;
    /// Fails without a change when this user may not write to the existing file.
    fn check_writable(&self, path: &Path) -> io::Result<()>;
    /// Fails if anything has that name, a dangling link too. The umask takes bits from `mode`.
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>>;
    /// Replaces `to` in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// A second name for `from`. Fails if anything is called `to`.
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Names made, changed and removed in `dir` have reached the disk when this returns.
    fn fsync_dir(&self, dir: &Path) -> io::Result<()>;
    fn list_dir(&self, dir: &Path) -> io::Result<Vec<OsString>>;
    /// Creates or opens the lock file and locks it; `text`, from [`LOCK_MARK`] to a line end, becomes
    /// its content. Never waits for the holder to let go, and refuses a file that is not a lock file.
    fn try_lock(&self, path: &Path, text: &str) -> io::Result<LockAttempt>;
}

/// Repeats a call that a signal interrupted, but not for ever.
pub fn uninterrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    const TRIES: u32 = 64;
    let mut last = call();
    for _ in 1..TRIES {
        match &last {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => last = call(),
            _ => break,
        }
    }
    last
}
