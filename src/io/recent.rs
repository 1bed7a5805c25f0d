//! The list of files that were open lately. Untrusted when read: what is wrong with it costs the list, nothing else.

use std::path::{Path, PathBuf};

use super::decode::{Unknown, compact, decode};
use super::places::{path_as_text, path_of_text};
use super::read::read_text;
use super::replace::{Expected, replace_file};
use super::vfs::Vfs;
use crate::model::describe::record;
use crate::model::text::Text;

/// Entries kept.
pub const KEPT: usize = 15;

record! {
    /// One file of the list.
    pub struct Entry {
        /// Its path as plain text.
        pub path: Text,
        /// Stays at the top.
        #[optional()]
        pub pinned: bool,
    }
}

record! {
    /// The list, latest first.
    pub struct Recent {
        /// Files.
        pub files: Vec<Entry>,
    }
}

/// A file of the list, and whether it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentPath {
    pub path: PathBuf,
    pub pinned: bool,
    pub there: bool,
}

/// The list in a file; empty if there is none.
pub fn load(vfs: &dyn Vfs, list: &Path) -> Vec<RecentPath> {
    let text = read_text(vfs, list).map(|read| read.text).unwrap_or_default();
    let files = decode::<Recent>(&text, Unknown::Dropped).map(|(recent, _)| recent.files).unwrap_or_default();
    let paths = files.into_iter().filter_map(|entry| Some((path_of_text(entry.path.as_str())?, entry.pinned)));
    let looked = paths.map(|(path, pinned)| RecentPath { there: vfs.stat(&path).is_ok(), path, pinned });
    looked.take(KEPT).collect()
}

/// Writes the list; the old one stays if that fails.
pub fn store(vfs: &dyn Vfs, list: &Path, files: &[RecentPath]) -> Result<(), String> {
    let entry = |file: &RecentPath| Some(Entry { path: Text::new(&path_as_text(&file.path)).ok()?, pinned: file.pinned });
    let text = compact(&Recent { files: files.iter().filter_map(entry).collect() });
    replace_file(vfs, list, text.as_bytes(), Expected::Anything, &|_| Ok(())).map(|_| ()).map_err(|problem| problem.to_string())
}

/// Puts a file at the top, below those that are pinned.
pub fn put_first(files: &mut Vec<RecentPath>, path: &Path) {
    let pinned = files.iter().any(|file| file.path == path && file.pinned);
    files.retain(|file| file.path != path);
    files.insert(0, RecentPath { path: path.to_path_buf(), pinned, there: true });
    files.sort_by_key(|file| !file.pinned);
    files.truncate(KEPT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinned_files_stay_on_top_and_the_list_ends() {
        let mut files = Vec::new();
        put_first(&mut files, Path::new("/pinned"));
        files[0].pinned = true;
        for index in 0..20 {
            put_first(&mut files, Path::new(&format!("/plan-{index}")));
        }
        put_first(&mut files, Path::new("/plan-15"));
        let names: Vec<String> = files.iter().take(3).map(|file| file.path.display().to_string()).collect();
        assert_eq!(names, ["/pinned", "/plan-15", "/plan-19"]);
        assert_eq!(files.len(), KEPT);
    }
}
