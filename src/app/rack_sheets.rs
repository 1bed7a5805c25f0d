//! Racks from a spreadsheet: the file thread reads the table, what it changes is one step.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::jobs::Job;
use crate::edit::{Matching, matching};
use crate::io::rack_sheet;
use crate::io::read::read_text;
use crate::io::store::listed;
use crate::io::vfs::Vfs;
use crate::io::vfs::advice::shown;
use crate::model::plan::Plan;
use crate::ui::ctx::batch;
use crate::ui::state::Severity;

/// Whether a file looks like a table by its name.
pub(super) fn is_table(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    matches!(ending.as_deref(), Some("csv" | "tsv"))
}

/// What makes the racks of a plan those of a table.
pub(super) fn read(fs: &dyn Vfs, path: &Path, plan: &Plan) -> Result<Matching, String> {
    let name = shown(path);
    let read = read_text(fs, path).map_err(|problem| format!("{name}: {problem}"))?;
    let racks = rack_sheet::parse(&read.text, plan).map_err(|problems| listed(&name, &problems))?;
    Ok(matching(plan, &racks))
}

impl App {
    pub(super) fn read_racks(&mut self, path: PathBuf) {
        self.view.busy = Some(format!("Reading {}", shown(&path)));
        self.worker.send(Job::Racks { path, plan: Arc::clone(self.document.plan()) });
    }

    /// Edits name racks of the plan they were found for, and fit no other.
    pub(super) fn racks_read(&mut self, path: &Path, plan: &Arc<Plan>, result: Result<Matching, String>) {
        self.view.busy = None;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match result {
            Err(message) => self.warn(format!("No rack was changed\n{message}")),
            Ok(_) if !Arc::ptr_eq(plan, self.document.plan()) => {
                self.warn(format!("No rack was changed\nThe plan has changed while {file} was read. Read it again."));
            }
            Ok(found) if found.edits.is_empty() => self.state.notify(Severity::Note, format!("The racks are those of {file} already"), ""),
            Ok(found) => self.take_racks(&file, found),
        }
    }

    fn take_racks(&mut self, file: &str, found: Matching) {
        let label = "Take racks from a table";
        let Matching { edits, changed, added, deleted } = found;
        let Some(edit) = batch(label, edits) else { return };
        let before = self.document.revision();
        self.edit_as(&edit, label);
        if self.document.revision() != before {
            let told = format!("Racks of {file}: {changed} changed, {added} new, {deleted} deleted");
            self.state.notify(Severity::Note, told, "Undo takes all of it back");
        }
    }
}
