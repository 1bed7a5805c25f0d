//! Finds the file behind a path: follows links by hand so that a dangling or circling one can be
//! named. Not a check of what the file holds.

use super::{Kind, Stat, Vfs, uninterrupted};
use std::io;
use std::path::{Path, PathBuf};

/// As many links in a row as Linux follows.
const MOST_LINKS: u32 = 40;

#[derive(Clone, Debug)]
pub enum Resolved {
    /// Whatever is there, a folder or pipe too; `path` has no link in it.
    Existing { path: PathBuf, stat: Stat },
    /// Nothing there, but its folder exists. `dangling`: a link points to it.
    Missing { path: PathBuf, dangling: bool },
}

#[derive(Debug)]
pub enum Unresolved {
    Loop,
    /// The folder of the file, or of what a link points to, does not exist.
    NoFolder(PathBuf),
    /// Empty, or ends in `..`.
    NoName,
    Io(io::Error),
}

pub fn resolve(vfs: &dyn Vfs, path: &Path) -> Result<Resolved, Unresolved> {
    let mut at = path.to_path_buf();
    for hop in 0..=MOST_LINKS {
        match uninterrupted(|| vfs.stat(&at)) {
            Ok(stat) if stat.kind == Kind::Symlink => at = one_hop(vfs, &at)?,
            Ok(stat) => return existing(vfs, &at, stat, hop > 0),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return missing(vfs, &at, hop > 0);
            }
            Err(error) => return Err(Unresolved::Io(error)),
        }
    }
    Err(Unresolved::Loop)
}

/// The folder a path is in, never the empty path.
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

fn one_hop(vfs: &dyn Vfs, link: &Path) -> Result<PathBuf, Unresolved> {
    let to = uninterrupted(|| vfs.read_link(link)).map_err(Unresolved::Io)?;
    Ok(folder(link).join(to))
}

fn existing(vfs: &dyn Vfs, at: &Path, stat: Stat, linked: bool) -> Result<Resolved, Unresolved> {
    match uninterrupted(|| vfs.canonicalize(at)) {
        Ok(path) => Ok(Resolved::Existing { path, stat }),
        // Removed since the look.
        Err(error) if error.kind() == io::ErrorKind::NotFound => missing(vfs, at, linked),
        Err(error) => Err(Unresolved::Io(error)),
    }
}

fn missing(vfs: &dyn Vfs, at: &Path, dangling: bool) -> Result<Resolved, Unresolved> {
    let name = at.file_name().ok_or(Unresolved::NoName)?;
    match uninterrupted(|| vfs.canonicalize(folder(at))) {
        Ok(parent) => Ok(Resolved::Missing { path: parent.join(name), dangling }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Unresolved::NoFolder(folder(at).to_path_buf())),
        Err(error) => Err(Unresolved::Io(error)),
    }
}
