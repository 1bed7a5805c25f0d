//! The catalogue a session works with: embedded parts, the user's folder, files named on the command line; later wins.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::catalog_file;
use super::presets;
use super::problem::Problem;
use super::read::{ReadProblem, read_text};
use super::vfs::Vfs;
use super::vfs::advice::{Doing, advice, cause, shown};
use crate::model::catalog::Catalog;

/// Why the catalogue is not complete.
#[derive(Debug)]
pub enum LayerProblem {
    Read(ReadProblem),
    /// The user's folder is there but cannot be listed.
    Folder(String),
    /// What is wrong, each with its file.
    Bad(Vec<(String, Problem)>),
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
    let embedded = presets::catalog().map_err(|problems| LayerProblem::Bad(problems.to_vec()))?;
    let mut catalog = embedded.clone();
    let own = folder.map_or(Ok(Vec::new()), |folder| in_folder(vfs, folder))?;
    for layer in [&own, files] {
        add(vfs, &mut catalog, layer)?;
    }
    Ok(catalog)
}

/// A folder that is not there holds no catalogue.
fn in_folder(vfs: &dyn Vfs, folder: &Path) -> Result<Vec<PathBuf>, LayerProblem> {
    let names = match vfs.list_dir(folder) {
        Ok(names) => names,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Vec::new()),
        Err(error) => {
            return Err(LayerProblem::Folder(format!("{}: {}. {}", shown(folder), cause(&error), advice(&error, Doing::Reading))));
        }
    };
    let mut files: Vec<PathBuf> = names.into_iter().filter(|name| is_catalogue(name)).map(|name| folder.join(name)).collect();
    files.sort();
    Ok(files)
}

/// Hidden files are what editors keep beside a file that is open.
fn is_catalogue(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.ends_with(b".ron") && !bytes.starts_with(b".")
}

fn add(vfs: &dyn Vfs, catalog: &mut Catalog, paths: &[PathBuf]) -> Result<(), LayerProblem> {
    let read = |path: &PathBuf| Ok((shown(path), read_text(vfs, path).map_err(LayerProblem::Read)?.text));
    let files = paths.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let problems = catalog_file::add_together(catalog, &files);
    if problems.is_empty() { Ok(()) } else { Err(LayerProblem::Bad(problems)) }
}
