//! Files for other programs while they are made: each on a thread of its own, watched, given up on a word. The file thread writes what is ready.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui::Context;

use super::App;
use super::comparing::ComparisonOf;
use super::errand::Errand;
use super::jobs::Job;
use super::tables::{self, TableOf};
use crate::explore::Variant;
use crate::io::export::{floor, report, schedule, schedule_fits};
use crate::io::vfs::advice::shown;
use crate::solve::{Input, Watch};
use crate::ui::ctx::Making;

/// From one look at the progress to the next.
const LOOK: Duration = Duration::from_millis(100);

/// What an export writes.
#[derive(Debug)]
pub(super) enum Content {
    Bytes(Vec<u8>),
    Csv(Box<TableOf>),
    Comparison(Box<ComparisonOf>),
    Plan(PlanOf, Box<Input>),
}

/// What of a plan is written. The command line writes the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlanOf {
    Schedule,
    Floor,
    Report,
}

impl Content {
    /// What a file at a path gets; `None` if nobody wants it any more.
    fn bytes(self, path: &Path, watch: &Watch) -> Option<Result<Vec<u8>, String>> {
        match self {
            Self::Bytes(bytes) => Some(Ok(bytes)),
            Self::Csv(table) => table.sheet(watch).map(|sheet| Ok(tables::csv(&sheet).into_bytes())),
            Self::Comparison(comparison) => comparison.text(path, watch).map(|text| text.map(String::into_bytes)),
            Self::Plan(what, input) => what.text(&input, watch).map(|text| text.map(String::into_bytes)),
        }
    }
}

impl PlanOf {
    fn text(self, input: &Input, watch: &Watch) -> Option<Result<String, String>> {
        let variant = Variant::solved(input.plan.title.to_string(), input, watch.cancel())?;
        match self {
            Self::Schedule => match schedule_fits(&variant.report) {
                Ok(()) => schedule(&variant.report, watch).map(Ok),
                Err(why) => Some(Err(why)),
            },
            Self::Floor => floor(&variant.report, watch).map(Ok),
            Self::Report => report(&variant, watch).map(Ok),
        }
    }

    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Schedule => ("cables", "csv"),
            Self::Floor => ("floor", "svg"),
            Self::Report => ("report", "html"),
        }
    }
}

/// A file that is being made.
pub(super) struct Writing {
    path: PathBuf,
    over: bool,
    errand: Errand<Result<Vec<u8>, String>>,
}

impl App {
    /// `over`: whoever chose the path knows that there is a file.
    pub(super) fn export_to(&mut self, ctx: &Context, path: PathBuf, over: bool) {
        let Some(content) = self.exports.take_content() else { return };
        let at = path.clone();
        match Errand::start(ctx, move |watch| content.bytes(&at, watch)) {
            Ok(errand) => {
                // An older one that took longer would come last.
                self.writing.retain(|other| other.path != path);
                self.writing.push(Writing { path, over, errand });
            }
            Err(message) => self.warn(format!("No thread to write on: {message}")),
        }
    }

    /// Gives up every file that is being made; what is there already stays as it is.
    pub(super) fn stop_writing(&mut self) {
        self.writing.clear();
    }

    /// Hands over what is ready, and tells how far the rest is.
    pub(super) fn tend_writing(&mut self, ctx: &Context) {
        for mut writing in std::mem::take(&mut self.writing) {
            match writing.errand.answer() {
                None => self.writing.push(writing),
                Some(answer) => match answer.and_then(|answer| answer) {
                    Ok(bytes) => drop(self.worker.send(Job::Export { path: std::mem::take(&mut writing.path), bytes, over: writing.over })),
                    Err(message) => self.warn(format!("Not exported. {message}")),
                },
            }
        }
        self.view.making = self.writing.first().map(|writing| Making { file: shown(&writing.path), far: writing.errand.far() });
        if !self.writing.is_empty() {
            ctx.request_repaint_after(LOOK);
        }
    }

    /// Something of the plan on screen, as a file.
    pub(super) fn export_plan(&mut self, what: PlanOf) {
        // Not what is on screen: that may be a gesture's, or solved no longer.
        let input = Input::new(Arc::clone(self.document.plan()), Arc::clone(&self.base));
        let (name, ending) = what.name();
        self.export(name, ending, Content::Plan(what, Box::new(input)));
    }
}
