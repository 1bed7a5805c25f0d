//! `explain`: where a number comes from, step by step, down to catalogue values and their sources.

use std::path::Path;

use serde_json::{Value, json};

use super::output::{Exit, Output, Refused, json as json_text};
use super::session::Session;
use super::solve::solved;
use crate::solve::explain::{Node, Operation, Origin, explain, quantities};

pub fn run(session: &Session, path: &Path, quantity: Option<&str>, as_json: bool) -> anyhow::Result<Output> {
    let solved = solved(session, path)?;
    let Some(quantity) = quantity else {
        let all = quantities(&solved.report);
        let text = if as_json { json_text(&json!(all)) } else { all.join("\n") + "\nlink:NAME-NAME.length\nlink:NAME-NAME.medium\n" };
        return Ok(Output::ok(text));
    };
    let node =
        explain(&solved.report, &solved.totals, quantity).map_err(|why| Refused(Exit::Usage, format!("explain {quantity}: {why}")))?;
    Ok(Output::ok(if as_json { json_text(&tree(&node)) } else { lines(&node) }))
}

/// A tree as indented lines, then the catalogue numbers' sources, each once.
pub fn lines(node: &Node) -> String {
    let mut text = String::new();
    let mut sources: Vec<(String, String)> = Vec::new();
    step(node, 0, &mut text, &mut sources);
    if !sources.is_empty() {
        text.push_str("\nSources\n");
        for (id, title) in sources {
            text.push_str(&format!("  {id}  {title}\n"));
        }
    }
    text
}

fn step(node: &Node, depth: usize, text: &mut String, sources: &mut Vec<(String, String)>) {
    let indent = "  ".repeat(depth);
    let how = match node.operation {
        Operation::Sum if !node.children.is_empty() => " = sum of",
        Operation::Product => " = product of",
        Operation::Difference if node.children.len() > 1 => " = first less the rest",
        _ => "",
    };
    let formula = if node.formula.is_empty() { String::new() } else { format!(": {}", node.formula) };
    let origin = node.origin.as_ref().map(|origin| told(origin, sources)).unwrap_or_default();
    text.push_str(&format!("{indent}{}  {}{how}{formula}{origin}\n", node.title, node.text()));
    node.children.iter().for_each(|child| step(child, depth + 1, text, sources));
}

fn told(origin: &Origin, sources: &mut Vec<(String, String)>) -> String {
    for source in &origin.sources {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    let ids: Vec<&str> = origin.sources.iter().map(|(id, _)| id.as_str()).collect();
    let range = if origin.low == origin.high { String::new() } else { format!(", {}..{}", origin.low, origin.high) };
    format!("  [{}{range}, {}, {}]", origin.value, origin.confidence, ids.join(" "))
}

/// A tree as programs read it.
pub fn tree(node: &Node) -> Value {
    let operation = match node.operation {
        Operation::Sum => "sum",
        Operation::Product => "product",
        Operation::Difference => "difference",
        Operation::Formula => "formula",
        Operation::Given => "given",
    };
    json!({
        "title": node.title,
        "value": node.value,
        "unit": node.unit.symbol(),
        "text": node.text(),
        "operation": operation,
        "formula": node.formula,
        "children": node.children.iter().map(tree).collect::<Vec<_>>(),
        "catalogue": node.origin.as_ref().map(origin_value),
    })
}

fn origin_value(origin: &Origin) -> Value {
    json!({
        "part": origin.part,
        "field": origin.field,
        "value": origin.value,
        "low": origin.low,
        "high": origin.high,
        "confidence": origin.confidence,
        "note": origin.note,
        "sources": origin.sources.iter().map(|(id, title)| json!({ "id": id, "title": title })).collect::<Vec<_>>(),
    })
}
