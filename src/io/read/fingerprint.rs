//! What a file looked like when we last had it in hand, and whether the disk still agrees. The bytes
//! decide: a file that was touched or copied over with the same bytes has not changed.

use crate::io::crc32c::crc32c;
use crate::io::read::MOST_BYTES;
use crate::io::vfs::resolve::{Resolved, Unresolved, resolve};
use crate::io::vfs::{Contents, Kind, Stat, Vfs, uninterrupted};
use std::io;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    pub len: u64,
    pub mtime_ns: i128,
    pub inode: u64,
    /// CRC-32C of all bytes of the file.
    pub checksum: u32,
}

impl Fingerprint {
    pub fn of(stat: &Stat, bytes: &[u8]) -> Fingerprint {
        Fingerprint {
            len: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            mtime_ns: stat.mtime_ns,
            inode: stat.inode,
            checksum: crc32c(bytes),
        }
    }

    /// The same bytes, as far as length and checksum tell; time and file number do not matter.
    pub fn same_content(&self, other: &Fingerprint) -> bool {
        (self.len, self.checksum) == (other.len, other.checksum)
    }
}

#[derive(Debug)]
pub enum DiskState {
    /// The same bytes; the fingerprint carries today's time and file number.
    Unchanged(Fingerprint),
    Changed,
    Deleted,
    /// Something else has taken its place: a folder, a pipe.
    NotAFile(Kind),
    Unreadable(io::Error),
}

/// Always reads the file: a change within one tick of the clock, or by a tool that restores the
/// time, shows in the bytes alone.
pub fn changed_on_disk(vfs: &dyn Vfs, path: &Path, since: &Fingerprint) -> DiskState {
    match resolve(vfs, path) {
        Ok(Resolved::Existing { path, stat }) => compare(vfs, &path, &stat, since),
        Ok(Resolved::Missing { .. }) => DiskState::Deleted,
        Err(Unresolved::NoFolder(_) | Unresolved::NoName) => DiskState::Deleted,
        Err(Unresolved::Loop) => DiskState::NotAFile(Kind::Symlink),
        Err(Unresolved::Io(error)) => gone_or_unreadable(error),
    }
}

impl Contents {
    /// Nothing wrote to the file between the first and the last look, as far as its state tells.
    pub(crate) fn is_steady(&self) -> bool {
        let len = u64::try_from(self.bytes.len()).unwrap_or(u64::MAX);
        self.before == self.after && (len == self.after.len || self.after.len == 0)
    }
}

fn compare(vfs: &dyn Vfs, path: &Path, stat: &Stat, since: &Fingerprint) -> DiskState {
    if stat.kind != Kind::File {
        return DiskState::NotAFile(stat.kind);
    }
    if stat.len != since.len {
        return DiskState::Changed;
    }
    match uninterrupted(|| vfs.read(path, MOST_BYTES)) {
        Err(error) => gone_or_unreadable(error),
        Ok(got) if got.before.kind != Kind::File => DiskState::NotAFile(got.before.kind),
        Ok(got) => {
            let now = Fingerprint::of(&got.after, &got.bytes);
            let same = got.is_steady() && now.same_content(since);
            if same { DiskState::Unchanged(now) } else { DiskState::Changed }
        }
    }
}

fn gone_or_unreadable(error: io::Error) -> DiskState {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => DiskState::Deleted,
        _ => DiskState::Unreadable(error),
    }
}
