//! Saving at the level of bytes: after any fault, at any moment, the file is the old one or the new
//! one. Not the meaning of the bytes: the caller brings a check for that.
//!
//! Order: check the bytes, look at the target, write a temporary file beside it, fsync it, look at
//! the target again, rename, fsync the folder. A link stays and the file it points to is replaced.
//! The permission bits are kept, owner and group as far as the system allows.
//!
//! What rename means: other hard links keep the old content; access lists and extended attributes
//! are not carried over. Between the last look and the rename lies one gap of a few microseconds in
//! which a program that does not ask for our lock can still change the file unseen.

pub mod problem;
pub mod temp_name;

pub use problem::{ReplaceCause, ReplaceProblem, Step};

use super::lock::FileLock;
use super::read::{DiskState, Fingerprint, MOST_BYTES, changed_on_disk};
use super::vfs::resolve::{Resolved, folder, resolve};
use super::vfs::{Kind, NewFile, Stat, Vfs, uninterrupted};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use temp_name::{is_temp_of, temp_path};

/// What the caller believes to be on the disk.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// Nothing: whatever has that name is never overwritten.
    NewFile,
    /// What was read or saved last: the bytes must still be the same.
    Unchanged(Fingerprint),
    /// The user has said to overwrite.
    Anything,
}

#[derive(Clone, Debug)]
pub struct Saved {
    /// Of the file that is now in place.
    pub fingerprint: Fingerprint,
    /// The file behind all links.
    pub path: PathBuf,
    /// False: the new file is in place, but the disk did not confirm that a power cut cannot bring
    /// the old one back.
    pub durable: bool,
}

/// The new file, if it is made under a name that had none: the umask takes its bits from this.
const NEW_FILE_MODE: u32 = 0o644;
/// A plan is no program: setuid and its like are not copied.
const PERMISSION_BITS: u32 = 0o777;

/// Replaces the file at `path` by `bytes`, or creates it. `verify` runs before the disk is touched.
pub fn replace_file(
    vfs: &dyn Vfs,
    path: &Path,
    bytes: &[u8],
    expected: Expected,
    verify: &dyn Fn(&[u8]) -> Result<(), String>,
) -> Result<Saved, ReplaceProblem> {
    let problem = |cause, left_behind| ReplaceProblem { path: path.to_path_buf(), cause, left_behind };
    let site = prepare(vfs, path, bytes, expected, verify).map_err(|cause| problem(cause, None))?;
    let (temp, file) = create_temp(vfs, &site).map_err(|cause| problem(cause, None))?;
    match fill(file, bytes, site.old.as_ref()).and_then(|new| swap(vfs, &site, &temp, &new, expected)) {
        Ok(new) => Ok(Saved {
            fingerprint: Fingerprint::of(&new, bytes),
            durable: uninterrupted(|| vfs.fsync_dir(folder(&site.target))).is_ok(),
            path: site.target,
        }),
        Err(cause) => Err(problem(cause, discard(vfs, temp))),
    }
}

/// What became of the temporary files of earlier saves.
#[derive(Clone, Debug, Default)]
pub struct Sweep {
    pub removed: usize,
    pub failed: Vec<PathBuf>,
}

/// Removes the temporary files that killed saves of the locked plan have left. Whoever holds the
/// lock is its only writer, so none of them is in use and neither age nor process number counts. A
/// program that saves without the lock can lose its temporary file to this: its save then fails,
/// with the old file untouched.
pub fn sweep_temps(vfs: &dyn Vfs, lock: &FileLock) -> io::Result<Sweep> {
    let dir = folder(lock.target());
    let names = uninterrupted(|| vfs.list_dir(dir))?;
    let mut sweep = Sweep::default();
    for name in names.iter().filter(|name| is_temp_of(lock.target(), name)) {
        let path = dir.join(name);
        if !uninterrupted(|| vfs.stat(&path)).is_ok_and(|stat| stat.kind == Kind::File) {
            continue;
        }
        match uninterrupted(|| vfs.remove(&path)) {
            Ok(()) => sweep.removed = sweep.removed.saturating_add(1),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(_) => sweep.failed.push(path),
        }
    }
    Ok(sweep)
}

/// Where a save goes and what is there now.
struct Site {
    target: PathBuf,
    old: Option<Stat>,
}

/// All that can be refused before anything is written.
fn prepare(
    vfs: &dyn Vfs,
    path: &Path,
    bytes: &[u8],
    expected: Expected,
    verify: &dyn Fn(&[u8]) -> Result<(), String>,
) -> Result<Site, ReplaceCause> {
    if u64::try_from(bytes.len()).map_or(true, |len| len > MOST_BYTES) {
        return Err(ReplaceCause::TooLarge { len: bytes.len() });
    }
    verify(bytes).map_err(ReplaceCause::Verify)?;
    let site = match resolve(vfs, path)? {
        Resolved::Existing { path, stat } => Site { target: path, old: Some(stat) },
        Resolved::Missing { path, .. } => Site { target: path, old: None },
    };
    refuse_unless_expected(vfs, &site, expected)?;
    if let Some(stat) = &site.old {
        refuse_unless_writable(vfs, &site.target, stat)?;
    }
    Ok(site)
}

/// Rename needs no permission on the file itself, so a protected file is asked about explicitly.
fn refuse_unless_writable(vfs: &dyn Vfs, target: &Path, stat: &Stat) -> Result<(), ReplaceCause> {
    if stat.kind != Kind::File {
        return Err(ReplaceCause::NotAFile(stat.kind));
    }
    // Permission bits do not bind the superuser, but they still say what the owner wants.
    if stat.mode & 0o222 == 0 {
        return Err(ReplaceCause::ReadOnlyFile);
    }
    match uninterrupted(|| vfs.check_writable(target)) {
        // It has just been removed or made a folder: the last look before the rename says so.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => Ok(()),
        probed => probed.map_err(failed(Step::Look)),
    }
}

fn refuse_unless_expected(vfs: &dyn Vfs, site: &Site, expected: Expected) -> Result<(), ReplaceCause> {
    match (expected, &site.old) {
        (Expected::NewFile, Some(_)) => Err(ReplaceCause::Exists),
        (Expected::NewFile, None) | (Expected::Anything, _) => Ok(()),
        (Expected::Unchanged(_), None) => Err(ReplaceCause::Disk(DiskState::Deleted)),
        (Expected::Unchanged(since), Some(_)) => match changed_on_disk(vfs, &site.target, &since) {
            DiskState::Unchanged(_) => Ok(()),
            state => Err(ReplaceCause::Disk(state)),
        },
    }
}

fn failed(step: Step) -> impl Fn(io::Error) -> ReplaceCause {
    move |error| ReplaceCause::Io { step, error }
}

// ---- The temporary file --------------------------------------------------------------------------

fn create_temp(vfs: &dyn Vfs, site: &Site) -> Result<(PathBuf, Box<dyn NewFile>), ReplaceCause> {
    const MOST_NAMES: u32 = 1000;
    let mode = site.old.map_or(NEW_FILE_MODE, |old| old.mode & PERMISSION_BITS);
    for _ in 0..MOST_NAMES {
        let temp = temp_path(&site.target, std::process::id(), next_number());
        match uninterrupted(|| vfs.create_new(&temp, mode)) {
            Ok(file) => return Ok((temp, file)),
            // A leftover of an earlier process with our number: it stays for the sweep.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(Step::Create)(error)),
        }
    }
    Err(failed(Step::Create)(ErrorKind::AlreadyExists.into()))
}

fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Writes, takes over owner and permissions, brings it all to the disk and closes the file.
fn fill(mut file: Box<dyn NewFile>, bytes: &[u8], old: Option<&Stat>) -> Result<Stat, ReplaceCause> {
    write_all(file.as_mut(), bytes).map_err(failed(Step::Write))?;
    if let Some(old) = old {
        keep_owner_and_mode(file.as_mut(), old)?;
    }
    uninterrupted(|| file.fsync()).map_err(failed(Step::Sync))?;
    uninterrupted(|| file.stat()).map_err(failed(Step::Sync))
}

fn write_all(file: &mut dyn NewFile, mut rest: &[u8]) -> io::Result<()> {
    while !rest.is_empty() {
        match uninterrupted(|| file.write(rest))? {
            0 => return Err(ErrorKind::WriteZero.into()),
            count => rest = rest.get(count..).unwrap_or_default(),
        }
    }
    Ok(())
}

fn keep_owner_and_mode(file: &mut dyn NewFile, old: &Stat) -> Result<(), ReplaceCause> {
    let new = uninterrupted(|| file.stat()).map_err(failed(Step::SetMode))?;
    if (new.uid, new.gid) != (old.uid, old.gid) {
        // Only the superuser may give files away; a saved plan with another owner beats none.
        let _ = uninterrupted(|| file.set_owner(old.uid, old.gid));
    }
    let mode = old.mode & PERMISSION_BITS;
    if new.mode == mode {
        return Ok(()); // Also where the file system knows no modes and would refuse to set one.
    }
    uninterrupted(|| file.set_mode(mode)).map_err(failed(Step::SetMode))
}

fn discard(vfs: &dyn Vfs, temp: PathBuf) -> Option<PathBuf> {
    match uninterrupted(|| vfs.remove(&temp)) {
        Ok(()) => None,
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(_) => Some(temp),
    }
}

// ---- Putting it in place -------------------------------------------------------------------------

/// Until this succeeds the old file is in place; `new` is the temporary file.
fn swap(vfs: &dyn Vfs, site: &Site, temp: &Path, new: &Stat, expected: Expected) -> Result<Stat, ReplaceCause> {
    match expected {
        Expected::NewFile => put_beside_nothing(vfs, site, temp, new)?,
        Expected::Unchanged(_) | Expected::Anything => {
            look_again(vfs, site, expected)?;
            rename(vfs, temp, &site.target, new).map_err(failed(Step::Replace))?;
        }
    }
    Ok(*new)
}

/// Writing took its time: somebody may have been quicker.
fn look_again(vfs: &dyn Vfs, site: &Site, expected: Expected) -> Result<(), ReplaceCause> {
    match uninterrupted(|| vfs.stat(&site.target)) {
        // A link that took its place counts as well: rename would destroy it.
        Ok(stat) if stat.kind != Kind::File => Err(ReplaceCause::Disk(DiskState::NotAFile(stat.kind))),
        Ok(stat) => {
            let now = Site { target: site.target.clone(), old: Some(stat) };
            refuse_unless_expected(vfs, &now, expected)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => match expected {
            Expected::Unchanged(_) => Err(ReplaceCause::Disk(DiskState::Deleted)),
            Expected::NewFile | Expected::Anything => Ok(()),
        },
        Err(error) => Err(failed(Step::Look)(error)),
    }
}

fn rename(vfs: &dyn Vfs, temp: &Path, target: &Path, new: &Stat) -> io::Result<()> {
    uninterrupted(|| vfs.rename(temp, target)).or_else(|error| unless_done(vfs, target, new, error))
}

/// Over a network a call can be done and still report failure, because its answer was lost.
fn unless_done(vfs: &dyn Vfs, target: &Path, new: &Stat, error: io::Error) -> io::Result<()> {
    match uninterrupted(|| vfs.stat(target)) {
        Ok(there) if there.same_file(new) => Ok(()),
        _ => Err(error),
    }
}

/// A second name and then the first one away: unlike rename, link never overwrites.
fn put_beside_nothing(vfs: &dyn Vfs, site: &Site, temp: &Path, new: &Stat) -> Result<(), ReplaceCause> {
    let linked = uninterrupted(|| vfs.hard_link(temp, &site.target)).or_else(|error| unless_done(vfs, &site.target, new, error));
    match linked {
        Ok(()) => {
            // The plan is in place. A name that stays is swept at the next opening.
            let _ = discard(vfs, temp.to_path_buf());
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(ReplaceCause::Exists),
        Err(error) if links_unknown(&error) => put_on_own_reservation(vfs, site, temp, new),
        Err(error) => Err(failed(Step::Replace)(error)),
    }
}

/// FAT and some network disks have no hard links, and say so in several ways.
fn links_unknown(error: &io::Error) -> bool {
    use ErrorKind as K;
    matches!(error.kind(), K::Unsupported | K::PermissionDenied | K::TooManyLinks)
}

/// Takes the name with an empty file, which nobody can do twice, and renames over that.
fn put_on_own_reservation(vfs: &dyn Vfs, site: &Site, temp: &Path, new: &Stat) -> Result<(), ReplaceCause> {
    let ours = reserve(vfs, &site.target)?;
    let replaced = match still_reserved(vfs, &site.target, &ours) {
        Ok(true) => rename(vfs, temp, &site.target, new),
        Ok(false) => return Err(ReplaceCause::Exists),
        Err(error) => Err(error),
    };
    replaced.map_err(|error| {
        if still_reserved(vfs, &site.target, &ours).unwrap_or(false) {
            let _ = uninterrupted(|| vfs.remove(&site.target));
        }
        failed(Step::Replace)(error)
    })
}

/// Our empty file still has the name, and nobody has written to it.
fn still_reserved(vfs: &dyn Vfs, target: &Path, ours: &Stat) -> io::Result<bool> {
    let now = uninterrupted(|| vfs.stat(target))?;
    Ok((now.inode, now.device, now.len) == (ours.inode, ours.device, 0))
}

fn reserve(vfs: &dyn Vfs, target: &Path) -> Result<Stat, ReplaceCause> {
    match uninterrupted(|| vfs.create_new(target, NEW_FILE_MODE)) {
        Ok(mut file) => uninterrupted(|| file.stat()).map_err(|error| {
            let _ = uninterrupted(|| vfs.remove(target));
            failed(Step::Replace)(error)
        }),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(ReplaceCause::Exists),
        Err(error) => Err(failed(Step::Replace)(error)),
    }
}
