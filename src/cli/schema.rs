//! `schema`: what files may contain, printed from the types that read them.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::args::SchemaOf;
use super::output::{Exit, Output, Refused};
use crate::edit::Edit;
use crate::io::catalog_file::CatalogFile;
use crate::io::comparison_file::ComparisonFile;
use crate::io::plan_file::PlanFile;
use crate::model::describe::{Describe, Field, Record, Shape, Variant};
use crate::model::numbers::split;
use crate::model::text::quoted;

/// The record of a catalogue number. It is one type for each unit, so the page says the unit at each field instead.
const NUMBER: &str = "Number";
/// Its fields that have that unit.
const MEASURED: &[&str] = &["value", "low", "high"];

pub fn run(of: SchemaOf, path: Option<&str>) -> anyhow::Result<Output> {
    let shape = match of {
        SchemaOf::Plan => PlanFile::shape(),
        SchemaOf::Catalog => CatalogFile::shape(),
        SchemaOf::Edits => Vec::<Edit>::shape(),
        SchemaOf::Comparison => ComparisonFile::shape(),
    };
    let path = path.unwrap_or("");
    let unknown = || Refused(Exit::Usage, format!("got path {}, allowed one that `rackwright schema` shows", quoted(path)));
    let part = within(&shape, path).or_else(|| type_named(&shape, path)).ok_or_else(unknown)?;
    Ok(Output::ok(page(&part).trim_end().to_string() + "\n"))
}

/// The record with this name, as the page shows it: `Tier`.
fn type_named(shape: &Shape, name: &str) -> Option<Shape> {
    match shape {
        Shape::Maybe(inner) | Shape::List(inner) => type_named(inner, name),
        Shape::Record(record) if record.name == name => Some(shape.clone()),
        Shape::Record(record) => record.fields.iter().find_map(|field| type_named(&field.shape, name)),
        Shape::OneOf(variants) => {
            variants.iter().flat_map(|variant| variant.fields.iter().flatten()).find_map(|field| type_named(&field.shape, name))
        }
        _ => None,
    }
}

/// The shape at a path, where lists need no index and records of a choice go by name: `tiers.topology.clos`.
fn within(shape: &Shape, path: &str) -> Option<Shape> {
    match shape {
        Shape::Maybe(inner) => within(inner, path),
        Shape::List(inner) => within(inner, without_index(path)),
        _ if path.is_empty() => Some(shape.clone()),
        Shape::Tuple(items) => items.get(path.strip_prefix('[')?.split_once(']')?.0.parse::<usize>().ok()?).cloned(),
        Shape::Record(record) => in_fields(&record.fields, path),
        Shape::OneOf(variants) => in_variants(variants, path),
        _ => None,
    }
}

fn without_index(path: &str) -> &str {
    let rest = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    rest.map_or(path, |(_, tail)| tail.strip_prefix('.').unwrap_or(tail))
}

fn in_fields(fields: &[Field], path: &str) -> Option<Shape> {
    let (head, tail) = split(path);
    within(&fields.iter().find(|field| field.name == head)?.shape, tail)
}

fn in_variants(variants: &[Variant], path: &str) -> Option<Shape> {
    let (head, tail) = split(path);
    let named = variants.iter().find(|variant| variant.name == head && variant.fields.is_some());
    match named {
        Some(variant) => within(&Shape::Record(record_of(variant)), tail),
        None => variants.iter().find_map(|variant| in_fields(variant.fields.as_ref()?, path)),
    }
}

/// A record of a choice under the name it has on the page.
fn record_of(variant: &Variant) -> Record {
    let fields = variant.fields.clone().unwrap_or_default();
    Record { name: format!("{}(…)", variant.name), doc: variant.doc.clone(), fields }
}

/// The record itself, then every record it needs, each once.
fn page(shape: &Shape) -> String {
    let mut text = if words_of(shape).is_empty() { String::new() } else { words_of(shape).join("\n") + "\n\n" };
    if matches!(shape, Shape::Whole { .. } | Shape::Quantity { .. } | Shape::Text { .. } | Shape::Flag | Shape::Tuple(_)) {
        return shape.allowed() + "\n";
    }
    let mut seen = BTreeSet::new();
    let mut waiting = vec![shape.clone()];
    while !waiting.is_empty() {
        let mut next = Vec::new();
        for shape in waiting {
            describe(&shape, &mut text, &mut seen, &mut next);
        }
        waiting = next;
    }
    text
}

fn describe(shape: &Shape, text: &mut String, seen: &mut BTreeSet<String>, next: &mut Vec<Shape>) {
    match shape {
        Shape::List(inner) | Shape::Maybe(inner) => describe(inner, text, seen, next),
        Shape::Record(record) if seen.insert(record.name.clone()) => describe_record(record, text, next),
        Shape::OneOf(variants) if variants.iter().any(|variant| variant.fields.is_some()) => {
            for variant in variants {
                let record = record_of(variant);
                // The same name may stand for records with other fields, such as one that may be left out and one that may not.
                if seen.insert(format!(
                    "{} {} {:?}",
                    record.name,
                    record.doc,
                    record.fields.iter().map(|field| field.optional).collect::<Vec<_>>()
                )) {
                    describe_record(&record, text, next);
                }
            }
        }
        _ => {}
    }
}

fn describe_record(record: &Record, text: &mut String, next: &mut Vec<Shape>) {
    let _ = writeln!(text, "{}\n  {}\n", record.name, record.doc);
    for field in &record.fields {
        let _ = writeln!(text, "  {:<18} {}", field.name, summary(field, &record.name));
        for line in words_of(&field.shape) {
            let _ = writeln!(text, "  {:<18}   {line}", "");
        }
        next.push(field.shape.clone());
    }
    text.push('\n');
}

fn summary(field: &Field, within: &str) -> String {
    let optional = if field.optional { "optional; " } else { "" };
    let holds = if within == NUMBER && MEASURED.contains(&field.name) { "what the field says".to_string() } else { kind(&field.shape) };
    format!("{}  [{optional}{holds}]", field.doc)
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::List(inner) => format!("list of {}", kind(inner)),
        Shape::Maybe(inner) => kind(inner),
        Shape::Record(record) if record.name == NUMBER => {
            format!("{NUMBER}: {}", record.fields.first().map_or_else(String::new, |value| kind(&value.shape)))
        }
        Shape::Record(record) => record.name.clone(),
        Shape::Tuple(items) => format!("({})", items.iter().map(kind).collect::<Vec<_>>().join(", ")),
        Shape::Text { name, .. } => (*name).to_string(),
        other => other.allowed(),
    }
}

/// The words of a choice of bare words, each with its help.
fn words_of(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Maybe(inner) | Shape::List(inner) => words_of(inner),
        Shape::OneOf(variants) => variants.iter().map(|variant| format!("{}: {}", variant.name, variant.doc)).collect(),
        _ => Vec::new(),
    }
}
