//! `check`: reads files and reports every problem, for people or as JSON.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::output::{Exit, Output, counted, json as json_text};
use super::session::{Session, Unreadable};
use super::solve::{finding_lines, finding_value};
use crate::io::catalog_file;
use crate::io::comparison_file::{is_comparison, plans};
use crate::io::decode::place;
use crate::io::header::{Access, format_of};
use crate::io::plan_file;
use crate::io::problem::{Problem, Severity, sorted};
use crate::io::ron_tree::lexer::{Bracket, Lexer, TokenKind};
use crate::io::store::{Failure, listed};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::solve::rules::{Counts, RULES, Rule, rule_named};
use crate::solve::{Cancel, Input, solve};

/// The rule whose findings are problems of the file.
const UNKNOWN_PART: &str = "unknown-part";

/// What was found in one file.
struct Report {
    file: String,
    exit: Exit,
    problems: Vec<Problem>,
    /// One line on what the file holds, if it could be read.
    holds: String,
    /// What follows from a plan.
    design: Option<Design>,
}

/// Broken design rules of a plan.
struct Design {
    lines: String,
    values: Vec<Value>,
    counts: Counts,
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
        Ok((file, text)) if is_comparison(&text) => report_comparison(session, path, (file, &text), catalog),
        Ok((file, text)) => report_text(file, &text, catalog),
        Err(Unreadable { file, exit, problem }) => Report { file, exit, problems: vec![*problem], holds: String::new(), design: None },
    }
}

/// Reads the plans of a comparison and makes their edits; what is wrong with one of those plans is a problem of its own file.
fn report_comparison(session: &Session, path: &Path, (file, text): (String, &str), catalog: &Catalog) -> Report {
    let (problems, holds) = match plans(&session.fs, text, (&file, path.parent()), catalog) {
        Ok(compared) => (Vec::new(), format!("comparison, {}", counted(compared.plans.len(), "variant"))),
        Err(Failure::Bad(of, problems)) if of == file => (problems, String::new()),
        Err(failure) => (vec![Problem::error("file", failure.to_string())], String::new()),
    };
    let exit = if problems.is_empty() { Exit::Ok } else { Exit::BadInput };
    Report { file, exit, problems: sorted(problems), holds, design: None }
}

fn report_text(file: String, text: &str, catalog: &Catalog) -> Report {
    if let Some(problem) = list_problem(text) {
        return Report { file, exit: Exit::BadInput, problems: vec![problem], holds: String::new(), design: None };
    }
    let is_catalog = format_of(text).as_deref() == Some(catalog_file::FORMAT.name);
    let read = if is_catalog { read_catalog(text, catalog) } else { read_plan(text, catalog) };
    match read {
        Ok(Read { holds, problems, design }) => {
            let wrong = problems.iter().any(|problem| problem.severity == Severity::Error);
            let broken = design.as_ref().is_some_and(|design| design.counts.errors > 0);
            let exit = if wrong || broken { Exit::Findings } else { Exit::Ok };
            Report { file, exit, problems: sorted(problems), holds, design }
        }
        Err(problems) => Report { file, exit: Exit::BadInput, problems: sorted(problems), holds: String::new(), design: None },
    }
}

/// Edits are a list; whether they fit only a plan can tell.
fn list_problem(text: &str) -> Option<Problem> {
    let first = Lexer::new(text).find(|token| !token.is_comment())?;
    let message = "got a list, allowed a plan or a catalogue. Check edits with `rackwright edit PLAN --apply EDITS --dry-run`.";
    let problem = || Problem::error("format", message).at(Some(place(text, first.start)), "");
    (first.kind == TokenKind::Open(Bracket::Square)).then(problem)
}

impl Design {
    fn count(&self, severity: Severity) -> u64 {
        match severity {
            Severity::Error => self.counts.errors,
            Severity::Warning => self.counts.warnings,
            Severity::Note => self.counts.notes,
        }
    }
}

/// What a file that could be read holds.
struct Read {
    holds: String,
    problems: Vec<Problem>,
    design: Option<Design>,
}

fn read_plan(text: &str, catalog: &Catalog) -> Result<Read, Vec<Problem>> {
    let opened = plan_file::parse(text)?;
    let (racks, tiers) = (counted(opened.plan.racks.len(), "rack"), counted(opened.plan.tiers.len(), "tier"));
    let newer = if opened.access == Access::ReadOnly { ", read-only: a newer Rackwright wrote it" } else { "" };
    let problems = plan_file::findings(&opened, text, catalog);
    Ok(Read { holds: format!("plan, {racks}, {tiers}{newer}"), problems, design: design(opened.plan, catalog) })
}

/// Solves the plan. Unknown parts stand among the problems of the file already, with their places, and are not told twice.
fn design(plan: Plan, catalog: &Catalog) -> Option<Design> {
    let input = Input::new(Arc::new(plan), Arc::new(catalog.clone()));
    let report = solve(&input, &Cancel::default())?;
    let rules: Vec<&Rule> = RULES.iter().copied().filter(|rule| rule.id != UNKNOWN_PART).collect();
    let findings = rules.iter().flat_map(|rule| report.findings_of(rule, usize::MAX));
    let values = findings.map(|finding| finding_value(&report, &finding)).collect();
    let unknown = rule_named(UNKNOWN_PART).map_or(0, |rule| report.count_of(rule));
    let counts = report.counts();
    let counts = Counts { errors: counts.errors.saturating_sub(unknown), ..counts };
    Some(Design { lines: finding_lines(&report, &rules), values, counts })
}

fn read_catalog(text: &str, catalog: &Catalog) -> Result<Read, Vec<Problem>> {
    let sections = catalog_file::parse(text)?;
    let mut whole = catalog.clone();
    whole.add(&sections);
    let problems = catalog_file::dangling(&whole, &sections, text);
    Ok(Read { holds: format!("catalogue, {}", counted(sections.parts().len(), "part")), problems, design: None })
}

fn as_lines(report: &Report) -> String {
    let mut lines = listed(&report.file, &report.problems);
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines.push_str(report.design.as_ref().map_or("", |design| &design.lines));
    let count = |severity: Severity| {
        let problems = report.problems.iter().filter(|problem| problem.severity == severity).count();
        let broken = report.design.as_ref().map_or(0, |design| design.count(severity));
        counted(problems + usize::try_from(broken).unwrap_or(usize::MAX), severity.word())
    };
    if !report.holds.is_empty() {
        lines.push_str(&format!("{}: {}, {}, {}\n", report.file, report.holds, count(Severity::Error), count(Severity::Warning)));
    }
    lines
}

fn as_value(report: &Report) -> Value {
    let problems: Vec<Value> = report.problems.iter().map(problem_value).collect();
    let findings = report.design.as_ref().map_or(&[][..], |design| &design.values);
    json!({ "file": report.file, "holds": report.holds, "opens": !report.holds.is_empty(), "problems": problems, "findings": findings })
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
