//! What the verbs share: the file system, the user's folders, the catalogue.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::output::{Exit, Refused};
use crate::io::comparison_file::plan_named;
use crate::io::identity;
use crate::io::layers;
use crate::io::plan_file;
use crate::io::presets;
use crate::io::problem::{Place, Problem};
use crate::io::read::text::{BadText, decode};
use crate::io::read::{MOST_BYTES, ReadCause, ReadProblem, read_text};
use crate::io::real_fs::RealFs;
use crate::io::store::listed;
use crate::io::vfs::advice::shown;
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;

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
    pub fn text(&self, path: &Path) -> Result<(String, String), Unreadable> {
        if path == Path::new("-") {
            return Ok((STDIN.to_string(), standard_input()?));
        }
        let read = read_text(&self.fs, path).map_err(|problem| unreadable(path, &problem))?;
        Ok((shown(path), read.text))
    }

    /// The text of a plan: of a preset, a file, or standard input for `-`, with the name messages use.
    pub fn plan_text(&self, named: &Path) -> Result<(String, String), Unreadable> {
        let preset = named.to_str().and_then(presets::find);
        preset.map_or_else(|| self.text(named), |preset| Ok((preset.name.to_string(), preset.text.to_string())))
    }

    /// The plan a verb is asked about: a preset, a file, or standard input for `-`.
    pub fn plan(&self, verb: &str, named: &str) -> anyhow::Result<Plan> {
        if named == "-" {
            let (file, text) = self.text(Path::new(named)).map_err(Refused::from)?;
            let opened = plan_file::parse(&text).map_err(|problems| Refused(Exit::BadInput, listed(&file, &problems)))?;
            return Ok(opened.plan);
        }
        Ok(plan_named(&self.fs, named, None)?.map_err(|message| Refused(Exit::Usage, format!("{verb}: {message}")))?)
    }
}

/// A file that gave no text.
pub struct Unreadable {
    /// The name messages use.
    pub file: String,
    pub exit: Exit,
    pub problem: Box<Problem>,
}

impl From<Unreadable> for Refused {
    fn from(unreadable: Unreadable) -> Self {
        Self(unreadable.exit, unreadable.problem.line(&unreadable.file))
    }
}

const STDIN: &str = "<stdin>";

fn unreadable(path: &Path, problem: &ReadProblem) -> Unreadable {
    let at = match &problem.cause {
        ReadCause::BadText(bad) => place_of(bad),
        _ => None,
    };
    let (file, text) = (shown(path), problem.to_string());
    let told = text.strip_prefix(&file).unwrap_or(&text);
    Unreadable { exit: Exit::of(problem.kind()), problem: Box::new(told_at(told, at)), file }
}

/// From `: what` or `:3:19: what`, which goes on after the name of the file.
fn told_at(told: &str, at: Option<Place>) -> Problem {
    let message = told.split_once(": ").map_or(told, |(_, message)| message);
    Problem::error("file", message).at(at, "")
}

fn place_of(bad: &BadText) -> Option<Place> {
    match bad {
        BadText::WideEncoding(_) => None,
        BadText::NotUtf8 { at, .. } | BadText::Nul { at } => Some(Place { line: at.line, column: at.column }),
    }
}

fn standard_input() -> Result<String, Unreadable> {
    let refused = |exit, problem| Unreadable { file: STDIN.to_string(), exit, problem: Box::new(problem) };
    let mut bytes = Vec::new();
    let most = MOST_BYTES + 1;
    let taken = std::io::stdin().lock().take(most).read_to_end(&mut bytes);
    taken.map_err(|error| refused(Exit::Io, Problem::error("file", error.to_string())))?;
    if bytes.len() as u64 == most {
        return Err(refused(Exit::BadInput, Problem::error("file", "got more than 32 MiB, allowed at most 32 MiB")));
    }
    let decoded = decode(bytes).map_err(|bad| refused(Exit::BadInput, told_at(&bad.to_string(), place_of(&bad))))?;
    Ok(decoded.text)
}
