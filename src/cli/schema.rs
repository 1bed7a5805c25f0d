//! `schema`: what files may contain, printed from the types that read them.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::args::SchemaOf;
use super::output::{Exit, Output, Refused};
use crate::edit::Edit;
use crate::io::catalog_file::CatalogFile;
use crate::io::plan_file::PlanFile;
use crate::model::describe::{Describe, Field, Record, Shape};

pub fn run(of: SchemaOf, path: Option<&str>) -> anyhow::Result<Output> {
    let shape = match of {
        SchemaOf::Plan => PlanFile::shape(),
        SchemaOf::Catalog => CatalogFile::shape(),
        SchemaOf::Edits => Vec::<Edit>::shape(),
    };
    let part = match path {
        None => Some(&shape),
        Some(path) => within(&shape, path),
    };
    let part = part.ok_or_else(|| Refused(Exit::Usage, format!("got path {}, allowed one that `rackwright schema` shows", crate::model::text::quoted(path.unwrap_or("")))))?;
    Ok(Output::ok(page(part)))
}

/// Like `Shape::at`, but lists need no index: `tiers.topology`.
fn within<'s>(shape: &'s Shape, path: &str) -> Option<&'s Shape> {
    match shape {
        Shape::List(inner) | Shape::Maybe(inner) => within(inner, path),
        _ if path.is_empty() => Some(shape),
        _ => {
            let (head, tail) = crate::model::numbers::split(path);
            within(shape.at(head)?, tail)
        }
    }
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
                let fields = variant.fields.clone().unwrap_or_default();
                let record = Record { name: format!("{}(…)", variant.name), doc: variant.doc.clone(), fields };
                if seen.insert(record.name.clone() + &record.doc) {
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
        let _ = writeln!(text, "  {:<18} {}", field.name, summary(field));
        for line in words_of(&field.shape) {
            let _ = writeln!(text, "  {:<18}   {line}", "");
        }
        next.push(field.shape.clone());
    }
    text.push('\n');
}

fn summary(field: &Field) -> String {
    let optional = if field.optional { "optional; " } else { "" };
    format!("{}  [{optional}{}]", field.doc, kind(&field.shape))
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::List(inner) => format!("list of {}", kind(inner)),
        Shape::Maybe(inner) => kind(inner),
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
