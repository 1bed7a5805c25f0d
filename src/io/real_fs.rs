//! The real disk behind [`Vfs`]. Not a place for decisions: each call does one thing and reports what
//! the system said. Only the lock file takes several steps, because they make one safe one.

use super::vfs::{Contents, HeldLock, Kind, LOCK_MARK, LockAttempt, NewFile, Stat, Vfs};
use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

#[derive(Clone, Copy, Debug, Default)]
pub struct RealFs;

impl Vfs for RealFs {
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        Ok(stat_of(&fs::symlink_metadata(path)?))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read(&self, path: &Path, cap: u64) -> io::Result<Contents> {
        let file = not_blocking().read(true).open(path)?;
        let before = stat_of(&file.metadata()?);
        let mut bytes = Vec::new();
        if before.kind == Kind::File {
            (&file).take(cap.saturating_add(1)).read_to_end(&mut bytes)?;
        }
        let after = stat_of(&file.metadata()?);
        Ok(Contents { bytes, before, after })
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        not_blocking().write(true).open(path).map(drop)
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>> {
        let file = with_mode(OpenOptions::new().write(true).create_new(true), mode).open(path)?;
        Ok(Box::new(RealNewFile(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn fsync_dir(&self, dir: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened as a file, and the file system keeps its own journal.
        if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
    }

    fn list_dir(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name())).collect()
    }

    fn try_lock(&self, path: &Path, text: &str) -> io::Result<LockAttempt> {
        lock_in_rounds(path, text)
    }
}

struct RealNewFile(File);

impl NewFile for RealNewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        set_mode(&self.0, mode)
    }

    fn set_owner(&mut self, uid: u32, gid: u32) -> io::Result<()> {
        set_owner(&self.0, uid, gid)
    }

    fn fsync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn stat(&mut self) -> io::Result<Stat> {
        Ok(stat_of(&self.0.metadata()?))
    }
}

// ---- The lock file -------------------------------------------------------------------------------

/// The lock file goes away with the lock, so nobody finds litter beside the plan. That is safe for
/// two reasons: it is removed while still locked, and whoever locks a file looks afterwards whether
/// the path still names it. A killed holder leaves the file behind, unlocked: the next one takes it.
struct RealLock {
    file: File,
    path: PathBuf,
}

impl HeldLock for RealLock {}

impl Drop for RealLock {
    fn drop(&mut self) {
        // Without file numbers a lock file cannot be told from its successor: there it stays.
        if cfg!(unix) && still_named(&self.path, &self.file) {
            // A lock file that stays is only untidy: closing the handle releases the lock anyway.
            let _ = fs::remove_file(&self.path);
        }
    }
}

enum Round {
    Done(LockAttempt),
    /// The lock file was removed or made in between: look again at once.
    Again,
    /// Held, but the holder has not written its name yet.
    Unnamed,
}

fn lock_in_rounds(path: &Path, text: &str) -> io::Result<LockAttempt> {
    const MOST_ROUNDS: u32 = 200;
    const ROUNDS_FOR_A_NAME: u32 = 40;
    let mut unnamed = 0;
    for _ in 0..MOST_ROUNDS {
        match lock_round(path, text)? {
            Round::Done(attempt) => return Ok(attempt),
            Round::Again => thread::yield_now(),
            Round::Unnamed if unnamed >= ROUNDS_FOR_A_NAME => break,
            Round::Unnamed => {
                unnamed += 1;
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
    Ok(LockAttempt::Busy(String::new()))
}

fn lock_round(path: &Path, text: &str) -> io::Result<Round> {
    let Some((file, writable)) = open_lock_file(path)? else { return Ok(Round::Again) };
    match file.try_lock() {
        Ok(()) if !still_named(path, &file) => Ok(Round::Again),
        Ok(()) => settle(file, writable, path, text),
        Err(TryLockError::WouldBlock) => Ok(busy(&file)),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => Ok(Round::Again),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Opens the lock file without following a link and without cutting anything off. None: it has just
/// been removed.
fn open_lock_file(path: &Path) -> io::Result<Option<(File, bool)>> {
    match OpenOptions::new().read(true).write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made.map(|file| Some((file, true))),
    }
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => {}
        Ok(meta) => return Err(foreign(stat_of(&meta).kind.name())),
        Err(error) => return none_if_gone(error),
    }
    match not_blocking().read(true).write(true).open(path) {
        Ok(file) => Ok(Some((file, true))),
        // Another user's file can still be locked through a handle that only reads.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            not_blocking().read(true).open(path).map_or_else(none_if_gone, |f| Ok(Some((f, false))))
        }
        Err(error) => none_if_gone(error),
    }
}

fn none_if_gone<T>(error: io::Error) -> io::Result<Option<T>> {
    if error.kind() == ErrorKind::NotFound { Ok(None) } else { Err(error) }
}

fn foreign(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("the name of the lock is taken by {what}"))
}

/// We hold the lock: puts our name in. A stale file of another user is removed and made anew.
fn settle(mut file: File, writable: bool, path: &Path, text: &str) -> io::Result<Round> {
    let old = first_bytes(&file)?;
    let untouched = old.iter().all(|byte| *byte == 0);
    if !untouched && !old.starts_with(LOCK_MARK.as_bytes()) {
        return Err(foreign("another file"));
    }
    if !writable {
        fs::remove_file(path)?;
        return Ok(Round::Again);
    }
    // On a full disk the lock holds without a name: the plan must still open, to be saved elsewhere.
    let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(text.as_bytes()));
    let lock = RealLock { file, path: path.to_path_buf() };
    Ok(Round::Done(LockAttempt::Held(Box::new(lock))))
}

fn busy(file: &File) -> Round {
    // Where a lock also bars reading (Windows) the holder stays without a name.
    let text = String::from_utf8_lossy(&first_bytes(file).unwrap_or_default()).into_owned();
    if text.ends_with('\n') { Round::Done(LockAttempt::Busy(text)) } else { Round::Unnamed }
}

fn first_bytes(file: &File) -> io::Result<Vec<u8>> {
    const ENOUGH: u64 = 1024;
    let mut bytes = Vec::new();
    file.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(bytes)
}

// ---- What differs between systems ----------------------------------------------------------------

#[cfg(unix)]
fn stat_of(meta: &Metadata) -> Stat {
    use std::os::unix::fs::MetadataExt;
    Stat {
        kind: kind_of(meta.file_type()),
        len: meta.len(),
        mtime_ns: i128::from(meta.mtime()) * 1_000_000_000 + i128::from(meta.mtime_nsec()),
        inode: meta.ino(),
        device: meta.dev(),
        mode: meta.mode() & 0o7777,
        uid: meta.uid(),
        gid: meta.gid(),
    }
}

#[cfg(unix)]
fn kind_of(kind: fs::FileType) -> Kind {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        k if k.is_file() => Kind::File,
        k if k.is_dir() => Kind::Directory,
        k if k.is_symlink() => Kind::Symlink,
        k if k.is_fifo() => Kind::Fifo,
        k if k.is_socket() => Kind::Socket,
        k if k.is_block_device() || k.is_char_device() => Kind::Device,
        _ => Kind::Other,
    }
}

#[cfg(unix)]
fn with_mode(options: &mut OpenOptions, mode: u32) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(mode)
}

#[cfg(unix)]
fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(unix)]
fn set_owner(file: &File, uid: u32, gid: u32) -> io::Result<()> {
    std::os::unix::fs::fchown(file, Some(uid), Some(gid))
}

/// Opening a pipe would wait for the other end. Nobody opens one on purpose here, but one may take
/// the place of a file between the look and the opening.
#[cfg(unix)]
fn not_blocking() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.custom_flags(O_NONBLOCK);
    options
}

/// The standard library does not name it; the values are part of each system's binary interface.
#[cfg(unix)]
const O_NONBLOCK: i32 = if cfg!(not(any(target_os = "linux", target_os = "android"))) {
    0x4
} else if cfg!(any(target_arch = "mips", target_arch = "mips64")) {
    0x80
} else if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
    0x4000
} else {
    0o4000
};

#[cfg(unix)]
fn still_named(path: &Path, file: &File) -> bool {
    match (fs::symlink_metadata(path), file.metadata()) {
        (Ok(named), Ok(open)) => stat_of(&named).same_file(&stat_of(&open)),
        _ => false,
    }
}

#[cfg(not(unix))]
fn stat_of(meta: &Metadata) -> Stat {
    let mtime = meta.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
    let nanoseconds = mtime.and_then(|t| i128::try_from(t.as_nanos()).ok());
    Stat {
        kind: kind_of(meta.file_type()),
        len: meta.len(),
        mtime_ns: nanoseconds.unwrap_or_default(),
        inode: 0,
        device: 0,
        mode: if meta.permissions().readonly() { 0o444 } else { 0o644 },
        uid: 0,
        gid: 0,
    }
}

#[cfg(not(unix))]
fn kind_of(kind: fs::FileType) -> Kind {
    match kind {
        k if k.is_file() => Kind::File,
        k if k.is_dir() => Kind::Directory,
        k if k.is_symlink() => Kind::Symlink,
        _ => Kind::Other,
    }
}

#[cfg(not(unix))]
fn with_mode(options: &mut OpenOptions, _mode: u32) -> &mut OpenOptions {
    options
}

#[cfg(not(unix))]
fn set_mode(_file: &File, _mode: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn set_owner(_file: &File, _uid: u32, _gid: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn not_blocking() -> OpenOptions {
    OpenOptions::new()
}

/// Lock files are never removed here, so the path always names the file that was locked.
#[cfg(not(unix))]
fn still_named(_path: &Path, _file: &File) -> bool {
    true
}
