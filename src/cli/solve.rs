//! `solve`: what follows from a plan, as tables, as one long CSV table or as JSON. Prints what the solver says and computes nothing.

mod rack;
mod tables;

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::output::{Exit, Form, Output, Refused, csv, json as json_text};
use super::session::{Session, Unreadable};
use crate::io::plan_file;
use crate::io::store::listed;
use crate::solve::readings::{Reading, of_rack, readings};
use crate::solve::readout::guessed_share;
use crate::solve::rules::{Finding, Rule};
use crate::solve::{Cancel, Input, Report, Totals, solve};

/// Findings of each rule that are printed.
const TOLD: usize = 20;

/// A plan that was read and solved.
pub struct Solved {
    pub file: String,
    pub report: Report,
    pub totals: Totals,
}

/// Reads and solves a plan; problems of the file end the run.
pub fn solved(session: &Session, path: &Path) -> Result<Solved, Refused> {
    let (file, text) = session.plan_text(path).map_err(unreadable)?;
    let plan = plan_file::parse(&text).map_err(|problems| Refused(Exit::BadInput, listed(&file, &problems)))?.plan;
    let input = Input::new(Arc::new(plan), Arc::new(session.catalog()?));
    // Nobody can cancel.
    let report = solve(&input, &Cancel::default()).ok_or_else(|| Refused(Exit::Io, "solving was cancelled".to_string()))?;
    Ok(Solved { file, totals: report.totals(), report })
}

fn unreadable(unreadable: Unreadable) -> Refused {
    let Unreadable { file, exit, problem } = unreadable;
    Refused(exit, problem.line(&file))
}

pub fn run(session: &Session, path: &Path, rack: Option<&str>, form: Form) -> anyhow::Result<Output> {
    let solved = solved(session, path)?;
    if let Some(name) = rack {
        return Ok(rack::run(&solved, name, form)?);
    }
    let text = match form {
        Form::Table => tables::all(&solved.report, &solved.totals),
        Form::Csv => csv(HEAD, &rows(&solved)),
        Form::Json => json_text(&value(&solved)),
    };
    Ok(Output { text, errors: String::new(), exit: exit(&solved.report) })
}

/// Errors that nobody accepted are findings.
pub fn exit(report: &Report) -> Exit {
    if report.counts().errors > 0 { Exit::Findings } else { Exit::Ok }
}

const HEAD: &[&str] = &["section", "subject", "quantity", "value", "low", "high", "estimated_share", "unit"];

/// One long table: results, racks, then findings.
fn rows(solved: &Solved) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = readings(&solved.report, &solved.totals).iter().map(row).collect();
    let count = u32::try_from(solved.report.racks.len()).unwrap_or(u32::MAX);
    rows.extend((0..count).flat_map(|index| of_rack(&solved.report, index)).map(|reading| row(&reading)));
    rows.extend(solved.report.findings(usize::MAX).iter().map(finding_row));
    rows
}

fn row(reading: &Reading) -> Vec<String> {
    let figure = reading.figure;
    let numbers = [figure.likely, figure.low, figure.high, guessed_share(figure)].map(crate::solve::readout::plain);
    let head = [reading.section.to_string(), reading.subject.clone(), reading.quantity.to_string()];
    head.into_iter().chain(numbers).chain([reading.unit.symbol().to_string()]).collect()
}

fn finding_row(finding: &Finding) -> Vec<String> {
    let state = if finding.waived.is_some() { "waived" } else { finding.severity.word() };
    ["finding", &finding.message, finding.rule, &finding.actual, "", &finding.limit, "", state].map(ToString::to_string).to_vec()
}

/// Results by section, subject and quantity; keys stay.
pub fn value(solved: &Solved) -> Value {
    let report = &solved.report;
    let mut sections: Map<String, Value> = Map::new();
    for reading in readings(report, &solved.totals) {
        let section = sections.entry(reading.section).or_insert_with(|| json!({}));
        let Value::Object(section) = section else { continue };
        let place = if reading.subject.is_empty() {
            section
        } else {
            let subject = section.entry(reading.subject.clone()).or_insert_with(|| json!({}));
            let Value::Object(subject) = subject else { continue };
            subject
        };
        place.insert(reading.quantity.to_string(), number(&reading));
    }
    let count = u32::try_from(report.racks.len()).unwrap_or(u32::MAX);
    let racks: Vec<Value> = (0..count).map(|index| rack::short(report, index)).collect();
    let findings: Vec<Value> = report.findings(usize::MAX).iter().map(|finding| finding_value(report, finding)).collect();
    json!({ "file": solved.file, "title": report.input.plan.title.as_str(), "results": sections, "racks": racks, "findings": findings })
}

pub fn number(reading: &Reading) -> Value {
    let figure = reading.figure;
    json!({
        "value": figure.likely,
        "low": figure.low,
        "high": figure.high,
        "estimated_share": guessed_share(figure),
        "unit": reading.unit.symbol(),
    })
}

/// A finding as programs read it; `check --json` has the same.
pub fn finding_value(report: &Report, finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "severity": finding.severity.word(),
        "message": finding.message,
        "limit": finding.limit,
        "actual": finding.actual,
        "subjects": finding.subjects.iter().map(|subject| subject_name(report, subject)).collect::<Vec<_>>(),
        "waived": finding.waived.as_ref().map(|comment| comment.as_str()),
        "fixes": finding.fixes.iter().map(|fix| fix.label.clone()).collect::<Vec<_>>(),
    })
}

fn subject_name(report: &Report, subject: &crate::model::plan::Subject) -> String {
    use crate::model::plan::Subject;
    match subject {
        Subject::Rack { id } => report.input.plan.racks.get(*id).map_or_else(|| format!("rack {id}"), |rack| format!("rack {}", rack.name)),
        Subject::RackType { id } => format!("rack type {id}"),
        Subject::Tier { id } => format!("tier {id}"),
        Subject::Part { id } => format!("part {id}"),
        Subject::Plan {} => "plan".to_string(),
    }
}

/// Findings as lines: severity, rule, sentence; what is left out is counted.
pub fn finding_lines(report: &Report, rules: &[&Rule]) -> String {
    let mut text = String::new();
    for rule in rules {
        let told = report.findings_of(rule, TOLD);
        for finding in &told {
            let waived = finding.waived.as_ref().map(|comment| format!("  [waived: {}]", comment.as_str())).unwrap_or_default();
            text.push_str(&format!("{:<8} {:<20} {}{waived}\n", finding.severity.word(), finding.rule, finding.message));
        }
        let all = report.count_of(rule);
        let told = u64::try_from(told.len()).unwrap_or(all);
        if all > told {
            text.push_str(&format!("         {:<20} … {} more\n", rule.id, crate::solve::topology::grouped(all - told)));
        }
    }
    text
}
