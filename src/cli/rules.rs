//! `rules`: the design rules and what their help says.

use serde_json::{Value, json};

use super::output::{Exit, Output, Refused, json as json_text, table};
use crate::model::describe::paragraph;
use crate::solve::rules::{RULES, Rule, rule_named};

pub fn run(id: Option<&str>, as_json: bool) -> anyhow::Result<Output> {
    let rules: Vec<&Rule> = match id {
        None => RULES.to_vec(),
        Some(id) => vec![rule_named(id).ok_or_else(|| unknown(id))?],
    };
    if as_json {
        return Ok(Output::ok(json_text(&Value::Array(rules.iter().map(|rule| value(rule)).collect()))));
    }
    Ok(Output::ok(if id.is_some() { rules.iter().map(|rule| help(rule)).collect() } else { list(&rules) }))
}

fn unknown(id: &str) -> Refused {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    Refused(Exit::Usage, format!("rules: got {}, allowed {}", crate::model::text::quoted(id), ids.join(", ")))
}

fn list(rules: &[&Rule]) -> String {
    let row = |rule: &&Rule| vec![rule.id.to_string(), rule.severity.word().to_string(), rule.title.to_string()];
    table(&["RULE", "SEVERITY", "WHAT IT TELLS"], &rules.iter().map(row).collect::<Vec<_>>())
}

/// Paragraphs of the help; its lines are joined, an empty one parts paragraphs.
fn paragraphs(rule: &Rule) -> Vec<String> {
    rule.help
        .split(|line| line.trim().is_empty())
        .map(|lines| paragraph(lines).trim().to_string())
        .filter(|text| !text.is_empty())
        .collect()
}

fn help(rule: &Rule) -> String {
    format!("{}  {} ({})\n\n{}\n", rule.id, rule.title, rule.severity.word(), paragraphs(rule).join("\n\n"))
}

fn value(rule: &Rule) -> Value {
    json!({ "id": rule.id, "title": rule.title, "severity": rule.severity.word(), "help": paragraphs(rule) })
}
