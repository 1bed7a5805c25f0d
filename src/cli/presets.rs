//! Embedded plans and comparisons: listing them, copying one, starting an empty plan.

use std::path::{Path, PathBuf};

use super::args::PresetVerb;
use super::export::written;
use super::output::{Exit, Output, Refused, counted, doubt, table};
use super::session::Session;
use crate::io::presets::{self, COMPARISONS, PLANS, Preset};
use crate::io::problem::Problem;
use crate::io::replace::Expected;
use crate::io::store::{listed, save};
use crate::io::vfs::advice::shown;
use crate::io::{comparison_file, plan_file};
use crate::model::catalog::nearest;
use crate::model::plan::Plan;
use crate::model::text::Id;

pub fn run(session: &Session, verb: Option<PresetVerb>) -> anyhow::Result<Output> {
    match verb {
        None => Ok(Output::ok(list())),
        Some(PresetVerb::Copy { name, file }) => copy(session, &name, file),
    }
}

/// What the program says when it is started without a window and without a verb.
pub fn welcome() -> Output {
    Output::ok(format!(
        "Rackwright plans rack-scale AI systems: place racks, choose the interconnect per tier, see what follows.\n\n{}\n\
         Start with one of them:\n  rackwright presets copy tiny-demo\n  rackwright check tiny-demo.ron\n\n\
         Or with an empty plan: rackwright new plan.ron. All verbs: rackwright --help\n\
         In a desktop session `rackwright` opens the window, and `rackwright gui plan.ron` opens it on a plan.\n",
        list()
    ))
}

fn list() -> String {
    let rows: Vec<Vec<String>> = PLANS.iter().map(|preset| vec![preset.name.to_string(), question(preset)]).collect();
    let compared: Vec<Vec<String>> = COMPARISONS.iter().map(|preset| vec![preset.name.to_string(), title(preset)]).collect();
    table(&["PRESET", "THE QUESTION IT ANSWERS"], &rows) + "\n" + &table(&["COMPARISON", "WHAT IT PUTS SIDE BY SIDE"], &compared)
}

fn title(comparison: &Preset) -> String {
    comparison_file::parse(comparison.text).map(|file| file.title.to_string()).unwrap_or_default()
}

fn question(preset: &Preset) -> String {
    plan_file::parse(preset.text).map(|opened| opened.plan.question.to_string()).unwrap_or_default()
}

fn copy(session: &Session, name: &str, file: Option<PathBuf>) -> anyhow::Result<Output> {
    if let Some(comparison) = presets::find_comparison(name) {
        let path = file.unwrap_or_else(|| PathBuf::from(format!("{name}.ron")));
        return written(session, (&path, false), comparison.text);
    }
    let preset = presets::find(name).ok_or_else(|| Refused(Exit::Usage, unknown(name)))?;
    let path = file.unwrap_or_else(|| PathBuf::from(format!("{name}.ron")));
    write_new(session, &path, preset.name, preset.text)
}

fn unknown(name: &str) -> String {
    let ids: Vec<Id> = PLANS.iter().chain(COMPARISONS).filter_map(|preset| Id::new(preset.name).ok()).collect();
    let nearest = Id::new(name).ok().and_then(|wanted| nearest(ids.iter(), &wanted));
    let hint = nearest.map(|id| format!(" Did you mean {id}?")).unwrap_or_default();
    format!("got preset {}, allowed one that `rackwright presets` lists.{hint}", crate::model::text::quoted(name))
}

/// Writes an empty plan.
pub fn new(session: &Session, file: &Path) -> anyhow::Result<Output> {
    write_new(session, file, "empty plan", presets::EMPTY)
}

fn write_new(session: &Session, path: &Path, what: &str, text: &str) -> anyhow::Result<Output> {
    let plan = embedded(what, text)?;
    if path == Path::new("-") {
        return Ok(Output::ok(plan_file::print(&plan)));
    }
    let errors = doubt(&save(&session.fs, path, &plan, Expected::NewFile)?);
    let (racks, file) = (counted(plan.racks.len(), "rack"), shown(path));
    Ok(Output { errors, ..Output::ok(format!("{file}: {what}, {racks}\n")) })
}

fn embedded(what: &str, text: &str) -> Result<Plan, Refused> {
    let bad = |problems: Vec<Problem>| Refused(Exit::BadInput, listed(what, &problems));
    plan_file::parse(text).map(|opened| opened.plan).map_err(bad)
}
