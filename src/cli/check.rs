//! `check`: reads files and reports every problem, for people or as JSON.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::output::{Exit, Output, counted, json as json_text};
use super::session::{Session, Unreadable};
use crate::io::catalog_file;
use crate::io::decode::place;
use crate::io::header::{Access, format_of};
use crate::io::plan_file;
use crate::io::problem::{Problem, Severity, sorted};
use crate::io::ron_tree::lexer::{Bracket, Lexer, TokenKind};
use crate::io::store::listed;
use crate::model::catalog::Catalog;

/// What was found in one file.
struct Report {
    file: String,
    exit: Exit,
    problems: Vec<Problem>,
    /// One line on what the file holds, if it could be read.
    holds: String,
}

pub fn run(session: &Session, files: &[PathBuf], as_json: bool) -> Output {
    let catalog = match session.catalog() {
        Ok(catalog) => catalog,
        Err(refused) => return Output::failure(&refused.into()),
    };
    let reports: Vec<Report> = files.iter().map(|file| report(session, file, &catalog)).collect();
    let exit = reports.iter().map(|report| report.exit).max().unwrap_or(Exit::Ok);
    let text = if as_json {
        json_text(&json!({ "files": reports.iter().map(as_value).collect::<Vec<_>>() }))
    } else {
        reports.iter().map(as_lines).collect()
    };
    Output { text, errors: String::new(), exit }
}

fn report(session: &Session, path: &Path, catalog: &Catalog) -> Report {
    match session.text(path) {
        Ok((file, text)) => report_text(file, &text, catalog),
        Err(Unreadable { file, exit, problem }) => Report { file, exit, problems: vec![*problem], holds: String::new() },
    }
}

fn report_text(file: String, text: &str, catalog: &Catalog) -> Report {
    if let Some(problem) = list_problem(text) {
        return Report { file, exit: Exit::BadInput, problems: vec![problem], holds: String::new() };
    }
    let read =
        if format_of(text).as_deref() == Some(catalog_file::FORMAT.name) { read_catalog(text, catalog) } else { read_plan(text, catalog) };
    match read {
        Ok((holds, problems)) => {
            let findings = problems.iter().any(|problem| problem.severity == Severity::Error);
            Report { file, exit: if findings { Exit::Findings } else { Exit::Ok }, problems: sorted(problems), holds }
        }
        Err(problems) => Report { file, exit: Exit::BadInput, problems: sorted(problems), holds: String::new() },
    }
}

/// Edits are a list; whether they fit only a plan can tell.
fn list_problem(text: &str) -> Option<Problem> {
    let first = Lexer::new(text).find(|token| !token.is_comment())?;
    let message = "got a list, allowed a plan or a catalogue. Check edits with `rackwright edit PLAN --apply EDITS --dry-run`.";
    let problem = || Problem::error("format", message).at(Some(place(text, first.start)), "");
    (first.kind == TokenKind::Open(Bracket::Square)).then(problem)
}

fn read_plan(text: &str, catalog: &Catalog) -> Result<(String, Vec<Problem>), Vec<Problem>> {
    let opened = plan_file::parse(text)?;
    let (racks, tiers) = (counted(opened.plan.racks.len(), "rack"), counted(opened.plan.tiers.len(), "tier"));
    let newer = if opened.access == Access::ReadOnly { ", read-only: a newer Rackwright wrote it" } else { "" };
    Ok((format!("plan, {racks}, {tiers}{newer}"), plan_file::findings(&opened, text, catalog)))
}

fn read_catalog(text: &str, catalog: &Catalog) -> Result<(String, Vec<Problem>), Vec<Problem>> {
    let sections = catalog_file::parse(text)?;
    let mut whole = catalog.clone();
    whole.add(&sections);
    Ok((format!("catalogue, {}", counted(sections.parts().len(), "part")), catalog_file::dangling(&whole, &sections, text)))
}

fn as_lines(report: &Report) -> String {
    let mut lines = listed(&report.file, &report.problems);
    if !lines.is_empty() {
        lines.push('\n');
    }
    let count =
        |severity: Severity| counted(report.problems.iter().filter(|problem| problem.severity == severity).count(), severity.word());
    if !report.holds.is_empty() {
        lines.push_str(&format!("{}: {}, {}, {}\n", report.file, report.holds, count(Severity::Error), count(Severity::Warning)));
    }
    lines
}

fn as_value(report: &Report) -> Value {
    let problems: Vec<Value> = report.problems.iter().map(problem_value).collect();
    json!({ "file": report.file, "holds": report.holds, "opens": !report.holds.is_empty(), "problems": problems })
}

fn problem_value(problem: &Problem) -> Value {
    json!({
        "severity": problem.severity.word(),
        "code": problem.code,
        "line": problem.place.map(|place| place.line),
        "column": problem.place.map(|place| place.column),
        "path": problem.path,
        "message": problem.message,
    })
}
