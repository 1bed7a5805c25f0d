//! The catalogue a session works with: embedded parts, the user's folder, files named on the command line; later wins.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::catalog_file;
use super::presets;
use super::problem::Problem;
use super::read::{ReadProblem, read_text};
use super::vfs::Vfs;
use super::vfs::advice::shown;
use crate::model::catalog::Catalog;

/// Why the catalogue is not complete.
#[derive(Debug)]
pub enum LayerProblem {
    Read(ReadProblem),
    /// The file and what is wrong in it.
    Bad(String, Vec<Problem>),
}

/// Where the user's own catalogue files are: `rackwright/catalog` in the configuration folder, if there is one.
pub fn user_folder(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        absolute("APPDATA")
    } else if cfg!(target_os = "macos") {
        absolute("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        absolute("XDG_CONFIG_HOME").or_else(|| absolute("HOME").map(|home| home.join(".config")))
    };
    base.map(|base| base.join("rackwright/catalog"))
}

/// Embedded parts, then the folder's files in order of name, then `files` in the order given.
pub fn load(vfs: &dyn Vfs, folder: Option<&Path>, files: &[PathBuf]) -> Result<Catalog, LayerProblem> {
    let embedded = presets::catalog().map_err(embedded_problem)?;
    let mut catalog = embedded.clone();
    for path in folder.map(|folder| in_folder(vfs, folder)).unwrap_or_default().iter().chain(files) {
        add(vfs, &mut catalog, path)?;
    }
    Ok(catalog)
}

fn embedded_problem(problems: &[(String, Problem)]) -> LayerProblem {
    let file = problems.first().map_or_else(String::new, |(file, _)| format!("embedded {file}"));
    LayerProblem::Bad(file, problems.iter().map(|(_, problem)| problem.clone()).collect())
}

/// A folder that is not there, or cannot be read, holds no catalogue.
fn in_folder(vfs: &dyn Vfs, folder: &Path) -> Vec<PathBuf> {
    let names = vfs.list_dir(folder).unwrap_or_default();
    let mut files: Vec<PathBuf> = names.into_iter().filter(|name| is_catalogue(name)).map(|name| folder.join(name)).collect();
    files.sort();
    files
}

/// Hidden files are what editors keep beside a file that is open.
fn is_catalogue(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.ends_with(b".ron") && !bytes.starts_with(b".")
}

fn add(vfs: &dyn Vfs, catalog: &mut Catalog, path: &Path) -> Result<(), LayerProblem> {
    let read = read_text(vfs, path).map_err(LayerProblem::Read)?;
    let bad = |problems| LayerProblem::Bad(shown(path), problems);
    let sections = catalog_file::parse(&read.text).map_err(bad)?;
    catalog.add(&sections);
    let dangling = catalog_file::dangling(catalog, &sections, &read.text);
    if dangling.is_empty() { Ok(()) } else { Err(bad(dangling)) }
}
