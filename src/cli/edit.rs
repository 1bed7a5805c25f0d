//! `edit`: the window's edits, and racks as a spreadsheet gives them back, headless. All of them are applied, or none.

use std::path::Path;

use super::output::{Exit, Output, Refused, counted, doubt};
use super::session::Session;
use crate::edit::{Edit, Matching, apply, matching};
use crate::io::decode::{Unknown, decode, place};
use crate::io::lock::FileLock;
use crate::io::rack_sheet;
use crate::io::replace::Expected;
use crate::io::ron_tree::Tree;
use crate::io::store::{Failure, Stored, listed, open_to_change, open_writable, save};
use crate::io::vfs::advice::{shown, shown_text};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;

/// Longest label of an edit in a refusal.
const LABEL: usize = 60;

/// Changes a plan by a list of edits, or by a table of racks.
pub fn run(session: &Session, file: &Path, (list, sheet): (Option<&Path>, Option<&Path>), dry_run: bool) -> anyhow::Result<Output> {
    let base = session.catalog()?;
    let list = list.map(|list| List::read(session, list)).transpose()?;
    let sheet = sheet.map(|sheet| session.text(sheet).map_err(Refused::from)).transpose()?;
    let (stored, _lock) = opened(session, file, dry_run)?;
    let Stored { opened, fingerprint, .. } = stored;
    let (plan, labels) = match (list, sheet) {
        (Some(list), _) => apply_all(opened.plan, &base, &list)?,
        (None, Some(sheet)) => match_racks(opened.plan, &base, &sheet)?,
        (None, None) => (opened.plan, Vec::new()),
    };
    let done = if dry_run { "would be done" } else { "done" };
    let mut errors = String::new();
    if !dry_run {
        errors = doubt(&save(&session.fs, file, &plan, Expected::Unchanged(fingerprint))?);
    }
    let lines: String = labels.iter().map(|label| format!("  {label}\n")).collect();
    Ok(Output { errors, ..Output::ok(format!("{}: {} {done}\n{lines}", shown(file), counted(labels.len(), "edit"))) })
}

/// Makes the racks those of a table. One line tells of each kind of change.
fn match_racks(plan: Plan, base: &Catalog, (file, text): &(String, String)) -> Result<(Plan, Vec<String>), Refused> {
    let bad = |told: String| Refused(Exit::BadInput, format!("{told}\nNothing was changed."));
    let wanted = rack_sheet::parse(text, &plan).map_err(|problems| bad(listed(file, &problems)))?;
    let Matching { edits, changed, added, deleted } = matching(&plan, &wanted);
    let mut plan = plan;
    for edit in &edits {
        plan = apply(&plan, base, edit).map_err(|refusal| bad(format!("{file}: {} is refused\n{refusal}", edit.label(&plan))))?;
    }
    let told = [("Change", changed), ("Place", added), ("Delete", deleted)].into_iter().filter(|(_, count)| *count > 0);
    Ok((plan, told.map(|(verb, count)| format!("{verb} {}", counted(count, "rack"))).collect()))
}

/// Only a plan that will be written is held: looking at what would be done leaves nothing behind.
fn opened(session: &Session, file: &Path, dry_run: bool) -> Result<(Stored, Option<FileLock>), Failure> {
    if dry_run {
        return Ok((open_writable(&session.fs, file)?, None));
    }
    let (stored, lock) = open_to_change(&session.fs, file, &session.who())?;
    Ok((stored, Some(lock)))
}

/// Edits as they were read, with what it takes to tell their places.
struct List {
    file: String,
    text: String,
    edits: Vec<Edit>,
}

impl List {
    fn read(session: &Session, path: &Path) -> Result<Self, Refused> {
        let (file, text) = session.text(path)?;
        let bad = |problems: Vec<_>| Refused(Exit::BadInput, format!("{}\nNothing was changed.", listed(&file, &problems)));
        let (edits, _) = decode::<Vec<Edit>>(&text, Unknown::Refused).map_err(bad)?;
        Ok(Self { file, text, edits })
    }

    fn place(&self, index: usize) -> String {
        let tree = Tree::parse(&self.text).ok();
        let edit = tree.as_ref().and_then(|tree| tree.find(&format!("[{index}]")).map(|node| tree.span(node).start));
        edit.map_or_else(
            || self.file.clone(),
            |offset| {
                let place = place(&self.text, offset);
                format!("{}:{}:{}", self.file, place.line, place.column)
            },
        )
    }
}

fn apply_all(plan: Plan, base: &Catalog, list: &List) -> Result<(Plan, Vec<String>), Refused> {
    let mut plan = plan;
    let mut labels = Vec::new();
    for (index, edit) in list.edits.iter().enumerate() {
        let label = edit.label(&plan);
        plan = apply(&plan, base, edit).map_err(|refusal| {
            let (place, asked) = (list.place(index), shown_text(&label, LABEL));
            Refused(Exit::BadInput, format!("{place}: edit {} of {} ({asked}) is refused\n{refusal}", index + 1, list.edits.len()))
        })?;
        labels.push(label);
    }
    Ok((plan, labels))
}
