//! What the verbs share: the file system, the user's folders, the catalogue.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::output::{Exit, Refused};
use crate::io::identity;
use crate::io::layers;
use crate::io::read::{self, MOST_BYTES, read_text};
use crate::io::real_fs::RealFs;
use crate::io::vfs::advice::shown;
use crate::model::catalog::Catalog;

/// One run of the command line.
pub struct Session {
    pub fs: RealFs,
    catalogs: Vec<PathBuf>,
}

impl Session {
    pub fn new(catalogs: Vec<PathBuf>) -> Self {
        Self { fs: RealFs, catalogs }
    }

    /// Embedded parts, the user's folder, then the files of `--catalog`.
    pub fn catalog(&self) -> Result<Catalog, Refused> {
        let folder = layers::user_folder(&|name| std::env::var_os(name).map(PathBuf::from));
        Ok(layers::load(&self.fs, folder.as_deref(), &self.catalogs)?)
    }

    /// The name other sessions see in the lock.
    pub fn who(&self) -> String {
        identity::who(&|name| std::env::var(name).ok(), SystemTime::now())
    }

    /// A file as text, or standard input for `-`, with the name messages use.
    pub fn text(&self, path: &Path) -> Result<(String, String), Refused> {
        if path == Path::new("-") {
            return Ok(("<stdin>".to_string(), standard_input()?));
        }
        let read = read_text(&self.fs, path).map_err(|problem| Refused(Exit::of(problem.kind()), problem.to_string()))?;
        Ok((shown(path), read.text))
    }
}

fn standard_input() -> Result<String, Refused> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES + 1;
    std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|error| Refused(Exit::Io, format!("<stdin>: {error}")))?;
    if bytes.len() as u64 == most {
        return Err(Refused(Exit::BadInput, "<stdin>: got more than 32 MiB, allowed at most 32 MiB".to_string()));
    }
    let decoded = read::text::decode(bytes).map_err(|problem| Refused(Exit::BadInput, format!("<stdin>{problem}")))?;
    Ok(decoded.text)
}
