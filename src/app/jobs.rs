//! What the file thread does: each job reads or writes through `io` and comes back as an answer. Nothing here knows the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::comparing::gather::{self, Gathered};
use super::rack_sheets;
use super::tables::{self, TableOf};
use crate::edit::Matching;
use crate::io::header::Access;
use crate::io::lock::{FileLock, LockCause, acquire};
use crate::io::read::{DiskState, Fingerprint, changed_on_disk};
use crate::io::recent::{self, RecentPath};
use crate::io::recovery::{self, About, Found};
use crate::io::replace::{Expected, ReplaceCause, ReplaceProblem, Saved, replace_file};
use crate::io::store::{self, Failure};
use crate::io::vfs::Vfs;
use crate::io::vfs::advice::shown;
use crate::io::{layers, places, plan_file, presets};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::solve::Watch;
use crate::ui::compare::Wanted;
use crate::ui::ctx::{ComparisonCard, PresetCard};

/// What is asked of the file thread.
#[derive(Debug)]
pub enum Job {
    /// Reads the embedded plans.
    Presets,
    /// The catalogue with the user's layers.
    Catalog(Option<PathBuf>, Vec<PathBuf>),
    /// A plan, or a comparison.
    Open {
        path: PathBuf,
        insert: bool,
        hold: bool,
        catalog: Arc<Catalog>,
    },
    /// A table of racks, and the plan whose racks they should be.
    Racks {
        path: PathBuf,
        plan: Arc<Plan>,
    },
    /// An embedded comparison.
    Compare {
        name: &'static str,
        catalog: Arc<Catalog>,
    },
    /// Reads plans to compare.
    Gather {
        wanted: Vec<Wanted>,
        from: gather::From,
        add: bool,
    },
    Save {
        path: PathBuf,
        plan: Arc<Plan>,
        revision: u64,
        expected: Expected,
        hold: bool,
    },
    /// Whether the file is still what was read.
    Look {
        path: PathBuf,
        since: Fingerprint,
    },
    Recent(PathBuf),
    KeepRecent(PathBuf, Vec<RecentPath>),
    /// Recovery copies of sessions that have ended, and one for this session.
    Recoveries {
        folder: PathBuf,
        name: String,
    },
    Keep {
        path: PathBuf,
        about: About,
        plan: Arc<Plan>,
    },
    ReadCopy(PathBuf),
    Forget(PathBuf),
    /// Something that is no plan; over another file only where that was asked.
    Export {
        path: PathBuf,
        bytes: Vec<u8>,
        over: bool,
    },
    /// A table for the clipboard.
    Copy(Box<TableOf>),
    /// The window's state as text.
    KeepWindow(PathBuf, String),
}

/// What came of it.
#[derive(Debug)]
pub enum Answer {
    Presets(Vec<PresetCard>, Vec<ComparisonCard>),
    Catalog(Result<Catalog, String>),
    Opened {
        path: PathBuf,
        insert: bool,
        result: Result<Opened, String>,
    },
    /// What makes the racks those of a table.
    Racks(PathBuf, Arc<Plan>, Result<Matching, String>),
    Gathered {
        add: bool,
        result: Result<Gathered, String>,
    },
    Saved {
        path: PathBuf,
        revision: u64,
        result: Result<(Saved, Option<FileLock>), SaveTrouble>,
    },
    Looked(DiskState),
    Recent(Vec<RecentPath>),
    Recoveries(Vec<Found>, Option<(PathBuf, FileLock)>),
    Kept(Result<String, String>),
    Copy(Option<Box<Found>>, PathBuf),
    Exported(Result<PathBuf, String>),
    /// Text for the clipboard.
    Copied(String),
    Done,
    /// Something that need not be told twice went wrong.
    Failed(String),
}

/// A plan with what the window has to know of its file.
#[derive(Debug)]
pub struct Opened {
    pub plan: Plan,
    pub fingerprint: Fingerprint,
    pub lock: Option<FileLock>,
    /// Why it may not be written.
    pub read_only: Option<String>,
    /// What is to be said of the file, one line each.
    pub remarks: Vec<String>,
}

/// Why a save failed.
#[derive(Debug)]
pub enum SaveTrouble {
    /// Somebody else changed, removed or made the file.
    Changed(String),
    Other(String),
}

pub fn run(fs: &dyn Vfs, who: &str, job: Job) -> Answer {
    match job {
        Job::Presets => Answer::Presets(cards(), comparisons(fs)),
        Job::Compare { name, catalog } => Answer::Gathered { add: false, result: gather::embedded(fs, name, &catalog) },
        Job::Catalog(folder, files) => Answer::Catalog(catalog(fs, folder.as_deref(), &files)),
        Job::Open { path, insert, hold, catalog } => open_either(fs, who, path, (insert, hold), &catalog),
        Job::Racks { path, plan } => {
            let matching = rack_sheets::read(fs, &path, &plan);
            Answer::Racks(path, plan, matching)
        }
        Job::Gather { wanted, from, add } => Answer::Gathered { add, result: gather::plans(fs, wanted, &from) },
        Job::Save { path, plan, revision, expected, hold } => {
            let result = save(fs, who, &path, &plan, expected, hold);
            Answer::Saved { path, revision, result }
        }
        Job::Look { path, since } => Answer::Looked(changed_on_disk(fs, &path, &since)),
        Job::Recent(list) => Answer::Recent(recent::load(fs, &list)),
        Job::KeepRecent(list, files) => told(made(&list).and_then(|()| recent::store(fs, &list, &files))),
        Job::Recoveries { folder, name } => recoveries(fs, who, &folder, &name),
        Job::Keep { path, about, plan } => {
            let when = about.when.clone();
            Answer::Kept(recovery::write(fs, &path, &about, &plan).map(|()| when).map_err(|problem| problem.to_string()))
        }
        Job::ReadCopy(path) => Answer::Copy(recovery::read(fs, &path).map(Box::new), path),
        Job::Forget(path) => {
            recovery::remove(fs, &path);
            Answer::Done
        }
        Job::Export { path, bytes, over } => Answer::Exported(export(fs, &path, &bytes, over).map(|()| path)),
        // Nobody can give it up.
        Job::Copy(table) => Answer::Copied(table.sheet(&Watch::default()).map(|sheet| tables::tabbed(&sheet)).unwrap_or_default()),
        Job::KeepWindow(path, text) => told(made(&path).and_then(|()| keep(fs, &path, &text))),
    }
}

fn told(result: Result<(), String>) -> Answer {
    result.map_or_else(Answer::Failed, |()| Answer::Done)
}

/// The folder of a file of our own.
fn made(file: &Path) -> Result<(), String> {
    let folder = file.parent().ok_or_else(|| format!("{}: no folder", shown(file)))?;
    places::make_folder(folder).map_err(|error| format!("{}: {error}", shown(folder)))
}

fn keep(fs: &dyn Vfs, path: &Path, text: &str) -> Result<(), String> {
    replace_file(fs, path, text.as_bytes(), Expected::Anything, &|_| Ok(())).map(|_| ()).map_err(|problem| problem.to_string())
}

fn export(fs: &dyn Vfs, path: &Path, bytes: &[u8], over: bool) -> Result<(), String> {
    let expected = if over { Expected::Anything } else { Expected::NewFile };
    replace_file(fs, path, bytes, expected, &|_| Ok(())).map(|_| ()).map_err(|problem| problem.to_string())
}

fn cards() -> Vec<PresetCard> {
    let card = |preset: &presets::Preset| {
        let opened = plan_file::parse(preset.text).ok()?;
        Some(PresetCard { name: preset.name, plan: Arc::new(opened.plan) })
    };
    presets::PLANS.iter().filter_map(card).collect()
}

/// Embedded comparisons with the plans they come to.
fn comparisons(fs: &dyn Vfs) -> Vec<ComparisonCard> {
    let card = |preset: &presets::Preset| {
        let Gathered { title, members, .. } = gather::embedded(fs, preset.name, presets::catalog().ok()?).ok()?;
        let (names, plans) = members.into_iter().map(|member| (member.wanted.name, member.plan)).unzip();
        Some(ComparisonCard { name: preset.name, title, names, plans })
    };
    presets::COMPARISONS.iter().filter_map(card).collect()
}

fn catalog(fs: &dyn Vfs, folder: Option<&Path>, files: &[PathBuf]) -> Result<Catalog, String> {
    layers::load(fs, folder, files).map_err(|problem| match problem {
        layers::LayerProblem::Read(problem) => problem.to_string(),
        layers::LayerProblem::Folder(message) => message,
        layers::LayerProblem::Bad(problems) => store::listed_each(&problems),
    })
}

/// What is no plan may be a comparison.
fn open_either(fs: &dyn Vfs, who: &str, path: PathBuf, (insert, hold): (bool, bool), catalog: &Catalog) -> Answer {
    let result = open(fs, who, &path, hold && !insert);
    let comparison = if result.is_err() && !insert { gather::comparison(fs, &path, catalog) } else { None };
    match comparison {
        Some(result) => Answer::Gathered { add: false, result },
        None => Answer::Opened { result, path, insert },
    }
}

/// A plan that another program holds, or that a newer one wrote, is opened all the same: read-only.
fn open(fs: &dyn Vfs, who: &str, path: &Path, hold: bool) -> Result<Opened, String> {
    if !hold {
        return read(fs, path, None, None);
    }
    match store::open_to_change(fs, path, who) {
        Ok((stored, lock)) => Ok(opened(stored, Some(lock), None)),
        Err(Failure::Lock(problem)) if matches!(problem.cause, LockCause::Held(_) | LockCause::Io(_)) => {
            read(fs, path, None, Some(problem.to_string()))
        }
        Err(Failure::ReadOnly(_)) => {
            read(fs, path, None, Some("A newer Rackwright wrote it; what this one does not know would be lost".to_string()))
        }
        Err(failure) => Err(failure.to_string()),
    }
}

fn read(fs: &dyn Vfs, path: &Path, lock: Option<FileLock>, read_only: Option<String>) -> Result<Opened, String> {
    let stored = store::open(fs, path).map_err(|failure| failure.to_string())?;
    let newer = stored.opened.access == Access::ReadOnly;
    let reason = read_only.or_else(|| newer.then(|| "A newer Rackwright wrote it".to_string()));
    Ok(opened(stored, lock, reason))
}

fn opened(stored: store::Stored, lock: Option<FileLock>, read_only: Option<String>) -> Opened {
    let findings = presets::catalog().map(|base| plan_file::findings(&stored.opened, &stored.text, base)).unwrap_or_default();
    let remarks = findings.iter().map(|problem| problem.line("plan")).collect();
    Opened { plan: stored.opened.plan, fingerprint: stored.fingerprint, lock, read_only, remarks }
}

fn save(
    fs: &dyn Vfs,
    who: &str,
    path: &Path,
    plan: &Plan,
    expected: Expected,
    hold: bool,
) -> Result<(Saved, Option<FileLock>), SaveTrouble> {
    let lock = hold.then(|| acquire(fs, path, who)).transpose().map_err(|problem| SaveTrouble::Other(problem.to_string()))?;
    match store::save(fs, path, plan, expected) {
        Ok(saved) => Ok((saved, lock)),
        Err(Failure::Save(problem)) if is_change(&problem) => Err(SaveTrouble::Changed(problem.to_string())),
        Err(failure) => Err(SaveTrouble::Other(failure.to_string())),
    }
}

fn is_change(problem: &ReplaceProblem) -> bool {
    matches!(problem.cause, ReplaceCause::Disk(DiskState::Changed | DiskState::Deleted) | ReplaceCause::Exists)
}

fn recoveries(fs: &dyn Vfs, who: &str, folder: &Path, name: &str) -> Answer {
    if let Err(error) = places::make_folder(folder) {
        return Answer::Failed(format!("No recovery copies: {}: {error}", shown(folder)));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i128::try_from(since.as_nanos()).unwrap_or(0));
    let found = recovery::list(fs, folder, now, who);
    Answer::Recoveries(found, recovery::claim(fs, folder, name, who))
}
