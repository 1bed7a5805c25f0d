//! Recovery copies: a plan with unsaved changes, kept apart from the user's files, found again after a crash. The lock of its session tells a crash from a life.

use std::path::{Path, PathBuf};

use super::lock::{FileLock, acquire};
use super::places::{path_as_text, path_of_text};
use super::plan_file;
use super::read::read_text;
use super::replace::{Expected, ReplaceProblem, replace_file};
use super::seal::Integrity;
use super::vfs::Vfs;
use crate::model::plan::Plan;

/// First line of a recovery copy.
const MARK: &str = "// rackwright recovery copy 1";
/// Copies nobody wanted for so long are removed.
const KEPT_NS: i128 = 7 * 24 * 3600 * 1_000_000_000;

/// What is known of a copy beside its plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The file the plan was opened from.
    pub original: Option<PathBuf>,
    /// When the copy was made, in words.
    pub when: String,
    /// Edits since the plan was saved.
    pub edits: u64,
}

/// A copy that was found.
#[derive(Clone, Debug)]
pub struct Found {
    pub path: PathBuf,
    pub about: About,
    pub plan: Plan,
}

/// A copy of this session, with the lock that says the session lives.
pub fn claim(vfs: &dyn Vfs, folder: &Path, name: &str, who: &str) -> Option<(PathBuf, FileLock)> {
    let path = folder.join(format!("{name}.ron"));
    acquire(vfs, &path, who).ok().map(|lock| (path, lock))
}

/// Writes the copy; the one before it is replaced as a whole or not at all.
pub fn write(vfs: &dyn Vfs, path: &Path, about: &About, plan: &Plan) -> Result<(), ReplaceProblem> {
    let text = format!("{}{}", header(about), plan_file::print(plan));
    replace_file(vfs, path, text.as_bytes(), Expected::Anything, &|_| Ok(())).map(|_| ())
}

pub fn remove(vfs: &dyn Vfs, path: &Path) {
    // A copy that stays is offered once more, which is the safe way to fail.
    let _ = vfs.remove(path);
}

/// The copies of sessions that have ended. Those too old to be wanted, and those that cannot be trusted, are removed.
pub fn list(vfs: &dyn Vfs, folder: &Path, now_ns: i128, who: &str) -> Vec<Found> {
    let names = vfs.list_dir(folder).unwrap_or_default();
    let mut paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).filter(|path| is_copy(path)).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| found(vfs, path, now_ns, who)).collect()
}

fn is_copy(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.as_encoded_bytes()).unwrap_or_default();
    name.starts_with(b"session-") && name.ends_with(b".ron")
}

fn found(vfs: &dyn Vfs, path: PathBuf, now_ns: i128, who: &str) -> Option<Found> {
    // Held: that session lives and looks after its own copy.
    let lock = acquire(vfs, &path, who).ok()?;
    let old = vfs.stat(&path).is_ok_and(|stat| now_ns - stat.mtime_ns > KEPT_NS);
    let copy = read(vfs, &path).filter(|_| !old);
    if copy.is_none() {
        remove(vfs, &path);
    }
    drop(lock);
    copy
}

/// A copy that was sealed when it was written and is unchanged.
pub fn read(vfs: &dyn Vfs, path: &Path) -> Option<Found> {
    let text = read_text(vfs, path).ok()?.text;
    let (about, body) = parted(&text)?;
    let opened = plan_file::parse(body).ok()?;
    let intact = opened.integrity == Integrity::Intact;
    intact.then_some(Found { path: path.to_path_buf(), about, plan: opened.plan })
}

fn header(about: &About) -> String {
    let original = about.original.as_deref().map(path_as_text).unwrap_or_default();
    let when = crate::model::text::shown(&about.when);
    format!("{MARK}\n// original: {original}\n// when: {when}\n// edits: {}\n", about.edits)
}

/// The header's fields and the plan's text after it.
fn parted(text: &str) -> Option<(About, &str)> {
    let rest = text.strip_prefix(MARK)?.strip_prefix('\n')?;
    let (original, rest) = rest.strip_prefix("// original: ")?.split_once('\n')?;
    let (when, rest) = rest.strip_prefix("// when: ")?.split_once('\n')?;
    let (edits, rest) = rest.strip_prefix("// edits: ")?.split_once('\n')?;
    let original = path_of_text(original).filter(|path| !path.as_os_str().is_empty());
    Some((About { original, when: when.to_string(), edits: edits.parse().ok()? }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_survive() {
        let about = About { original: Some(PathBuf::from("/a\nb/plan.ron")), when: "14:02".to_string(), edits: 12 };
        let text = format!("{}(rest)", header(&about));
        assert_eq!(parted(&text), Some((about, "(rest)")));
        let untitled = About { original: None, when: String::new(), edits: 0 };
        assert_eq!(parted(&format!("{}x", header(&untitled))), Some((untitled, "x")));
        assert_eq!(parted("anything else"), None);
    }
}
