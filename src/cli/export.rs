//! `export`: tables, the cable schedule, the floor and reports as files. What they hold is for the exports.

use std::path::Path;
use std::sync::Arc;

use super::args::{ExportFormat, What};
use super::output::{Exit, Output, Refused, doubt};
use super::session::Session;
use crate::explore::Variant;
use crate::io::export::{csv, floor, report, schedule, schedule_fits, table_page};
use crate::io::plan_file;
use crate::io::replace::{Expected, replace_file};
use crate::io::store::Failure;
use crate::io::vfs::advice::shown;
use crate::model::plan::Plan;
use crate::solve::tables::{TableKind, View, table};
use crate::solve::{Cancel, Input, Watch};

pub fn run(session: &Session, named: &str, asked: (What, Option<ExportFormat>), out: (&Path, bool)) -> anyhow::Result<Output> {
    let make = maker(asked.0, asked.1).ok_or_else(|| Refused(Exit::Usage, unfit(asked.0)))?;
    let plan = session.plan("export", named)?;
    // Nobody can give it up.
    let watch = Watch::default();
    let text = match make {
        Make::Plan => plan_file::print(&plan),
        Make::Table(kind) => sheet(&solved(session, plan)?, kind),
        Make::Page(kind) => table_page(&solved(session, plan)?, kind),
        Make::Schedule => {
            let report = solved(session, plan)?.report;
            schedule_fits(&report).map_err(|why| Refused(Exit::BadInput, why))?;
            made(schedule(&report, &watch))?
        }
        Make::Floor => made(floor(&solved(session, plan)?.report, &watch))?,
        Make::Report => made(report(&solved(session, plan)?, &watch))?,
    };
    written(session, out, &text)
}

/// How a thing in a format is made.
enum Make {
    Table(TableKind),
    Page(TableKind),
    Schedule,
    Floor,
    Report,
    Plan,
}

fn maker(what: What, format: Option<ExportFormat>) -> Option<Make> {
    use ExportFormat::{Csv, Html, Ron, Svg};
    match (what, format) {
        (What::Bom, None | Some(Csv)) => Some(Make::Table(TableKind::Bill)),
        (What::Bom, Some(Html)) => Some(Make::Page(TableKind::Bill)),
        (What::Racks, None | Some(Csv)) => Some(Make::Table(TableKind::Racks)),
        (What::Racks, Some(Html)) => Some(Make::Page(TableKind::Racks)),
        (What::Cables, None | Some(Csv)) => Some(Make::Schedule),
        (What::Floor, None | Some(Svg)) => Some(Make::Floor),
        (What::Report, None | Some(Html)) => Some(Make::Report),
        (What::Plan, None | Some(Ron)) => Some(Make::Plan),
        _ => None,
    }
}

fn unfit(what: What) -> String {
    let allowed = match what {
        What::Bom | What::Racks => "csv or html",
        What::Cables => "csv",
        What::Floor => "svg",
        What::Report => "html",
        What::Plan => "ron",
    };
    format!("export: got a format that does not fit, allowed {allowed}")
}

fn solved(session: &Session, plan: Plan) -> Result<Variant, Refused> {
    let name = plan.title.to_string();
    let input = Input::new(Arc::new(plan), Arc::new(session.catalog()?));
    made(Variant::solved(name, &input, &Cancel::default()))
}

/// What nobody can give up is always made.
pub fn made<T>(answer: Option<T>) -> Result<T, Refused> {
    answer.ok_or_else(|| Refused(Exit::Io, "it was given up".to_string()))
}

fn sheet(variant: &Variant, kind: TableKind) -> String {
    let table = table(kind, &variant.report, &variant.totals);
    let rows = table.sheet(&table.order(&View::default()).rows).rows;
    rows.iter().map(|row| csv::row(row.iter().map(String::as_str))).collect()
}

/// Writes a file, never over another unless that was asked for.
pub fn written(session: &Session, (path, over): (&Path, bool), text: &str) -> anyhow::Result<Output> {
    if path == Path::new("-") {
        return Ok(Output::ok(text));
    }
    let expected = if over { Expected::Anything } else { Expected::NewFile };
    let saved = replace_file(&session.fs, path, text.as_bytes(), expected, &|_| Ok(())).map_err(Failure::Save)?;
    Ok(Output { errors: doubt(&saved), ..Output::ok(format!("{}: written\n", shown(path))) })
}
