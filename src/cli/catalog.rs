//! `catalog`: parts and their numbers, each with range, source and confidence.

use serde_json::{Map, Value, json};

use super::args::CatalogVerb;
use super::output::{Exit, Form, Output, Refused, csv, json as json_text, table};
use super::session::Session;
use crate::model::catalog::{Catalog, Kind, Part};
use crate::model::numbers::Number;
use crate::model::parts::Source;
use crate::model::text::Id;

pub fn run(session: &Session, verb: Option<CatalogVerb>, form: Form) -> anyhow::Result<Output> {
    let catalog = session.catalog()?;
    let text = match verb.unwrap_or(CatalogVerb::List { kind: None }) {
        CatalogVerb::List { kind: None } => kinds(&catalog, form),
        CatalogVerb::List { kind: Some(kind) } => list(&catalog, kind_named(&kind)?, form),
        CatalogVerb::Show { id } => show(&catalog, &id, form)?,
    };
    Ok(Output::ok(text))
}

fn kinds(catalog: &Catalog, form: Form) -> String {
    let rows = Kind::ALL.iter().map(|kind| vec![kind.word().to_string(), catalog.parts(*kind).len().to_string()]).collect::<Vec<_>>();
    rendered(&["kind", "parts"], &rows, form)
}

/// Singular and plural, with `-` or `_`.
fn kind_named(word: &str) -> Result<Kind, Refused> {
    let wanted = word.replace('_', "-").to_lowercase();
    let fits = |kind: &&Kind| wanted == kind.word() || wanted == kind.section().replace('_', "-");
    Kind::ALL.iter().find(fits).copied().ok_or_else(|| {
        let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        Refused(Exit::Usage, format!("got kind {}, allowed {}", crate::model::text::quoted(word), words.join(", ")))
    })
}

/// People get the numbers that tell parts apart, programs get all of them, one a row.
fn list(catalog: &Catalog, kind: Kind, form: Form) -> String {
    let parts = catalog.parts(kind);
    match form {
        Form::Table => summary(kind, &parts),
        Form::Csv => csv(WIDE, &parts.iter().flat_map(|part| number_rows(*part)).collect::<Vec<_>>()),
        Form::Json => json_text(&parts.iter().map(|part| part_value(kind, *part, &sources_of(catalog, kind, *part))).collect()),
    }
}

fn summary(kind: Kind, parts: &[&dyn Part]) -> String {
    let numbers = telling(kind);
    let head: Vec<String> = ["id"].iter().chain(numbers).chain(&["name"]).map(|name| name.to_uppercase()).collect();
    let rows: Vec<Vec<String>> = parts.iter().map(|part| summary_row(*part, numbers)).collect();
    table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows)
}

/// The numbers people choose a part of this kind by.
fn telling(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Source => &[],
        Kind::Interconnect => &["reach", "unit_rate", "module_energy", "host_energy", "price", "afr", "available"],
        Kind::Accelerator => &["tdp", "hbm", "scale_up", "scale_out", "price"],
        Kind::Switch => &["capacity", "power", "latency", "height", "price"],
        Kind::Memory => &["capacity", "bandwidth", "power", "price"],
        Kind::Blade => &["height", "host_power", "mass", "liquid_share", "price"],
        Kind::Frame => &["units", "width", "depth", "mass", "max_mass", "price"],
        Kind::System => &["racks", "accelerators", "power", "mass", "price"],
        Kind::PowerChain => &["shelf", "rack_limit", "price"],
        Kind::Cooling => &["liquid_share", "air_limit", "liquid_limit", "pue", "price"],
        Kind::Region => &["electricity", "carbon", "build_cost"],
        Kind::Economics => &["discount_rate", "it_life", "electricity", "build_cost"],
    }
}

fn summary_row(part: &dyn Part, numbers: &[&str]) -> Vec<String> {
    let mut row = vec!["-".to_string(); numbers.len() + 2];
    part.visit("", &mut |path, number| {
        let column = numbers.iter().position(|name| *name == path);
        if let Some(cell) = column.and_then(|column| row.get_mut(column + 1)) {
            *cell = number.value_text();
        }
    });
    if let [first, .., last] = row.as_mut_slice() {
        *first = part.id().to_string();
        *last = part.title().to_string();
    }
    row
}

fn rendered(head: &[&str], rows: &[Vec<String>], form: Form) -> String {
    match form {
        Form::Table => {
            let capitals: Vec<String> = head.iter().map(|name| name.to_uppercase()).collect();
            table(&capitals.iter().map(String::as_str).collect::<Vec<_>>(), rows)
        }
        Form::Csv => csv(head, rows),
        Form::Json => {
            let object =
                |row: &Vec<String>| head.iter().zip(row).map(|(name, cell)| (name.to_string(), json_cell(cell))).collect::<Map<_, _>>();
            json_text(&Value::Array(rows.iter().map(|row| Value::Object(object(row))).collect()))
        }
    }
}

/// Counts are numbers, all else is text.
fn json_cell(cell: &str) -> Value {
    cell.parse::<u64>().map_or_else(|_| json!(cell), |count| json!(count))
}

/// Amounts are numbers, all else is text.
fn number_cell(name: &str, cell: &str) -> Value {
    if !name.starts_with("amount") {
        return json!(cell);
    }
    cell.parse::<i64>()
        .map(|whole| json!(whole))
        .or_else(|_| cell.parse::<f64>().map(|amount| json!(amount)))
        .unwrap_or_else(|_| json!(cell))
}

fn show(catalog: &Catalog, id: &str, form: Form) -> Result<String, Refused> {
    let unknown = |hint: String| {
        Refused(Exit::Usage, format!("got part {}, allowed an id that `catalog list` shows{hint}", crate::model::text::quoted(id)))
    };
    let id = Id::new(id).map_err(|_| unknown(String::new()))?;
    let kind = catalog.kind_of(&id).or_else(|| catalog.source(&id).map(|_| Kind::Source));
    let part = kind.and_then(|kind| catalog.part(kind, &id).map(|part| (kind, part)));
    let Some((kind, part)) = part else {
        let nearest = catalog.unknown_part(&id).flatten();
        return Err(unknown(nearest.map(|id| format!(" (did you mean {id}?)")).unwrap_or_default()));
    };
    Ok(shown(catalog, kind, part, form))
}

/// Columns for people: quantities with the unit that suits their size.
const HEAD: &[&str] = &["number", "value", "low", "high", "confidence", "sources", "note"];
/// Columns for programs: besides, the part, and the same as digits in one unit.
const WIDE: &[&str] =
    &["id", "name", "number", "value", "low", "high", "confidence", "sources", "note", "amount", "amount_low", "amount_high", "unit"];
/// Where the columns for people begin among them.
const NARROW: usize = 2;

fn shown(catalog: &Catalog, kind: Kind, part: &dyn Part, form: Form) -> String {
    let sources = sources_of(catalog, kind, part);
    match form {
        Form::Table => page(kind, part, &sources),
        Form::Csv => csv(WIDE, &number_rows(part)),
        Form::Json => json_text(&part_value(kind, part, &sources)),
    }
}

fn page(kind: Kind, part: &dyn Part, sources: &[&Source]) -> String {
    let mut text = format!("{}  {} ({})\n", part.id(), part.title(), kind.word());
    let rows: Vec<Vec<String>> = number_rows(part).into_iter().filter_map(|row| row.get(NARROW..).map(<[String]>::to_vec)).collect();
    if rows.iter().flatten().any(|cell| !cell.is_empty()) {
        text.push('\n');
        text.push_str(&rendered(HEAD, &rows, Form::Table));
    }
    section(&mut text, "Also", &mut words_of(part).iter().map(|(name, value)| format!("{name}: {value}")));
    section(&mut text, "Beware", &mut part.notes().into_iter().map(String::from));
    section(&mut text, "Published beside this", &mut part.facts().iter().map(fact_line));
    section(&mut text, "Sources", &mut sources.iter().map(|source| source_line(source)));
    text
}

/// A row a number; a part without numbers has one row that names it.
fn number_rows(part: &dyn Part) -> Vec<Vec<String>> {
    let named = || vec![part.id().to_string(), part.title().to_string()];
    let mut rows = Vec::new();
    part.visit("", &mut |path, number| rows.push([named(), number_row(path, number)].concat()));
    if rows.is_empty() {
        rows.push([named(), vec![String::new(); WIDE.len() - NARROW]].concat());
    }
    rows
}

fn number_row(path: &str, number: &dyn Number) -> Vec<String> {
    let sources: Vec<&str> = number.sources().iter().map(Id::as_str).collect();
    let [amount, low, high] = number.amounts();
    vec![
        path.to_string(),
        number.value_text(),
        number.low_text(),
        number.high_text(),
        number.confidence().to_string(),
        sources.join(" "),
        number.note().to_string(),
        amount,
        low,
        high,
        number.unit().to_string(),
    ]
}

fn section(text: &mut String, title: &str, lines: &mut dyn Iterator<Item = String>) {
    for (index, line) in lines.enumerate() {
        if index == 0 {
            text.push_str(&format!("\n{title}\n"));
        }
        text.push_str(&format!("  {line}\n"));
    }
}

fn fact_line(fact: &crate::model::parts::Fact) -> String {
    let range = if fact.low.is_empty() && fact.high.is_empty() { String::new() } else { format!(" ({}..{})", fact.low, fact.high) };
    let note = if fact.note.is_empty() { String::new() } else { format!("; {}", fact.note) };
    format!("{}: {}{range} {} [{}]{note}", fact.name, fact.value, fact.unit, fact.confidence)
}

fn source_line(source: &Source) -> String {
    [source.id.as_str(), source.title.as_str(), source.year.as_str(), source.address.as_str()].join("  ").trim_end().to_string()
}

/// What a part says in words: family, place of the laser, ids of other parts.
fn words_of(part: &dyn Part) -> Vec<(String, String)> {
    let mut words = Vec::new();
    part.words("", &mut |path, word| {
        if path != "id" && !path.starts_with("facts") && !path.ends_with("sources") {
            words.push((path.to_string(), word.to_string()));
        }
    });
    words
}

/// The sources a part's numbers point at, each once; a source is its own.
fn sources_of<'c>(catalog: &'c Catalog, kind: Kind, part: &dyn Part) -> Vec<&'c Source> {
    if let Some(source) = catalog.source(part.id()).filter(|_| kind == Kind::Source) {
        return vec![source];
    }
    let mut ids: Vec<Id> =
        part.references().into_iter().filter(|reference| reference.kind == Kind::Source).map(|reference| reference.id).collect();
    ids.sort();
    ids.dedup();
    ids.iter().filter_map(|id| catalog.source(id)).collect()
}

fn part_value(kind: Kind, part: &dyn Part, sources: &[&Source]) -> Value {
    let rows: Vec<Vec<String>> = number_rows(part).into_iter().filter(|row| row.get(NARROW).is_some_and(|path| !path.is_empty())).collect();
    let object = |row: &Vec<String>| {
        Value::Object(WIDE.iter().zip(row).skip(NARROW).map(|(name, cell)| (name.to_string(), number_cell(name, cell))).collect())
    };
    let source = |source: &&Source| json!({ "id": source.id, "title": source.title, "year": source.year, "address": source.address });
    json!({
        "id": part.id(),
        "kind": kind.word(),
        "name": part.title(),
        "words": words_of(part).into_iter().map(|(name, value)| (name, json!(value))).collect::<Map<_, _>>(),
        "numbers": rows.iter().map(object).collect::<Vec<_>>(),
        "notes": part.notes(),
        "facts": part.facts(),
        "sources": sources.iter().map(source).collect::<Vec<_>>(),
    })
}
