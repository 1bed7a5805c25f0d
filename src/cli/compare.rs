//! `compare`: plans side by side, as tables, as one long CSV table or as JSON. Prints what the comparison says and computes nothing.

mod doubt;
mod drawing;
mod tables;
mod value;

use std::path::Path;
use std::sync::Arc;

use super::args::{Compare, PerUnit};
use super::export::{made, written};
use super::output::{Exit, Form, Output, Refused, json};
use super::session::Session;
use crate::explore::Variant;
use crate::explore::compare::{Comparison, LEAST, MOST, Per};
use crate::io::comparison_file::{Compared, is_comparison, is_path, plans};
use crate::io::export;
use crate::io::presets::find_comparison;
use crate::model::catalog::Catalog;
use crate::model::text::quoted;
use crate::solve::{Cancel, Input, Watch};

/// Plans that were read and solved.
pub struct Solved {
    pub title: String,
    pub variants: Vec<Variant>,
    pub baseline: usize,
    /// The catalogue beneath the plans.
    pub base: Arc<Catalog>,
}

pub fn run(session: &Session, asked: &Compare) -> anyhow::Result<Output> {
    let solved = solved(session, &asked.plans, asked.baseline.as_deref())?;
    let comparison = Comparison::of(&solved.variants, solved.baseline, per(asked.per)).ok_or_else(|| Refused(Exit::Usage, few(0)))?;
    let rows = if asked.only_differences { comparison.different_rows() } else { comparison.rows() };
    if let Some(file) = &asked.html {
        let page = export::comparison(&solved.title, &comparison, &rows, &Watch::default());
        return written(session, (file, asked.overwrite), &made(page)?);
    }
    if let Some(file) = &asked.svg {
        return written(session, (file, asked.overwrite), &drawing::of(&comparison, &solved.base, asked)?);
    }
    let doubts = if asked.uncertainty { doubt::all(&comparison, &solved.base, asked)? } else { Vec::new() };
    Ok(Output::ok(match Form::of(asked.json, asked.csv) {
        Form::Table => tables::all(&solved.title, &comparison, &rows) + &doubts.iter().map(doubt::Doubt::text).collect::<String>(),
        Form::Csv => export::comparison_table(&comparison, &rows),
        Form::Json => {
            let mut document = value::document(&solved.title, &comparison, &rows);
            if let (serde_json::Value::Object(fields), true) = (&mut document, asked.uncertainty) {
                fields.insert("uncertainty".to_string(), doubts.iter().map(doubt::Doubt::value).collect());
            }
            json(&document)
        }
    }))
}

fn per(asked: Option<PerUnit>) -> Per {
    match asked {
        None => Per::Whole,
        Some(PerUnit::Accelerator) => Per::Accelerator,
        Some(PerUnit::Tbps) => Per::Tbps,
        Some(PerUnit::Kw) => Per::Kw,
        Some(PerUnit::Year) => Per::Year,
    }
}

fn few(count: usize) -> String {
    format!("compare: got {count} plans, allowed {LEAST}..{MOST} plans or one comparison file")
}

/// Reads and solves what is named: plans, or a comparison file alone.
pub fn solved(session: &Session, named: &[String], baseline: Option<&str>) -> anyhow::Result<Solved> {
    let catalog = session.catalog()?;
    let compared = match named {
        [name] if let Some(embedded) = find_comparison(name) => plans(&session.fs, embedded.text, (embedded.name, None), &catalog)?,
        [file] if is_path(file) => comparison(session, file, &catalog)?,
        _ => listed(session, named)?,
    };
    let place = baseline.map_or(Ok(compared.baseline), |name| place_of(&compared, name))?;
    let catalog = Arc::new(catalog);
    let solve = |(name, plan)| Variant::solved(name, &Input::new(Arc::new(plan), Arc::clone(&catalog)), &Cancel::default());
    // Nobody can cancel.
    let variants: Option<Vec<Variant>> = compared.plans.into_iter().map(solve).collect();
    let variants = variants.ok_or_else(|| Refused(Exit::Io, "solving was cancelled".to_string()))?;
    Ok(Solved { title: compared.title, variants, baseline: place, base: catalog })
}

fn comparison(session: &Session, file: &str, catalog: &Catalog) -> anyhow::Result<Compared> {
    let path = Path::new(file);
    let (shown, text) = session.text(path).map_err(Refused::from)?;
    if !is_comparison(&text) {
        return Err(Refused(Exit::Usage, few(1)).into());
    }
    Ok(plans(&session.fs, &text, (&shown, path.parent()), catalog)?)
}

fn listed(session: &Session, named: &[String]) -> anyhow::Result<Compared> {
    if !(LEAST..=MOST).contains(&named.len()) {
        return Err(Refused(Exit::Usage, few(named.len())).into());
    }
    let mut plans = Vec::new();
    for name in named {
        plans.push((unused(&plans, name), session.plan("compare", name)?));
    }
    Ok(Compared { title: String::new(), baseline: 0, plans })
}

/// The stem of a file or the name of a preset, with a number where it comes again.
pub fn unused<P>(plans: &[(String, P)], named: &str) -> String {
    let named = if named == "-" { "standard input" } else { named };
    let stem = Path::new(named).file_stem().map_or_else(|| named.to_string(), |stem| stem.to_string_lossy().into_owned());
    let mut names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem} ({number})")));
    names.find(|name| !plans.iter().any(|(known, _)| known == name)).unwrap_or(stem)
}

/// A variant by its name, or by what was typed for it.
fn place_of(compared: &Compared, name: &str) -> Result<usize, Refused> {
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let place = compared.plans.iter().position(|(known, _)| known == name || Some(known) == stem.as_ref());
    place.ok_or_else(|| {
        let names: Vec<&str> = compared.plans.iter().map(|(name, _)| name.as_str()).collect();
        Refused(Exit::Usage, format!("compare: got baseline {}, allowed one of {}", quoted(name), names.join(", ")))
    })
}
