//! `edit`: the window's edits, headless. All of them are applied, or none.

use std::path::Path;

use super::output::{Exit, Output, Refused, counted};
use super::session::Session;
use crate::edit::{Edit, apply};
use crate::io::decode::{Unknown, decode};
use crate::io::lock::FileLock;
use crate::io::replace::Expected;
use crate::io::store::{Failure, Stored, listed, open_to_change, open_writable, save};
use crate::io::vfs::advice::{shown, shown_text};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;

/// Longest label of an edit in a refusal.
const LABEL: usize = 60;

pub fn run(session: &Session, file: &Path, edits: &Path, dry_run: bool) -> anyhow::Result<Output> {
    let base = session.catalog()?;
    let list = read_edits(session, edits)?;
    let (stored, _lock) = opened(session, file, dry_run)?;
    let (plan, labels) = apply_all(stored.opened.plan, &base, &list)?;
    let done = if dry_run { "would be done" } else { "done" };
    if !dry_run {
        save(&session.fs, file, &plan, Expected::Unchanged(stored.fingerprint))?;
    }
    let lines: String = labels.iter().map(|label| format!("  {label}\n")).collect();
    Ok(Output::ok(format!("{}: {} {done}\n{lines}", shown(file), counted(labels.len(), "edit"))))
}

/// Only a plan that will be written is held: looking at what would be done leaves nothing behind.
fn opened(session: &Session, file: &Path, dry_run: bool) -> Result<(Stored, Option<FileLock>), Failure> {
    if dry_run {
        return Ok((open_writable(&session.fs, file)?, None));
    }
    let (stored, lock) = open_to_change(&session.fs, file, &session.who())?;
    Ok((stored, Some(lock)))
}

fn read_edits(session: &Session, path: &Path) -> Result<Vec<Edit>, Refused> {
    let (file, text) = session.text(path)?;
    let bad = |problems: Vec<_>| Refused(Exit::BadInput, format!("{}\nNothing was changed.", listed(&file, &problems)));
    decode::<Vec<Edit>>(&text, Unknown::Refused).map(|(edits, _)| edits).map_err(bad)
}

fn apply_all(plan: Plan, base: &Catalog, edits: &[Edit]) -> Result<(Plan, Vec<String>), Refused> {
    let mut plan = plan;
    let mut labels = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        let label = edit.label(&plan);
        plan = apply(&plan, base, edit).map_err(|refusal| {
            let asked = shown_text(&label, LABEL);
            Refused(Exit::BadInput, format!("edit {} of {} ({asked}) is refused\n{refusal}", index + 1, edits.len()))
        })?;
        labels.push(label);
    }
    Ok((plan, labels))
}
