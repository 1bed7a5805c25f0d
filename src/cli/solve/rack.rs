//! `solve --rack`: where each watt, kilogram and link end of one rack comes from.

use serde_json::{Map, Value, json};

use super::{Solved, exit, number};
use crate::cli::explain::{lines, tree};
use crate::cli::output::{Exit, Form, Output, Refused, csv, json as json_text};
use crate::solve::Report;
use crate::solve::explain::{Node, explain, rack_named};
use crate::solve::readings::of_rack;

/// What is told of a rack, in this order.
const ASKED: [&str; 5] = ["power", "heat-to-liquid", "heat-to-air", "mass", "link-ends"];

pub fn run(solved: &Solved, name: &str, form: Form) -> Result<Output, Refused> {
    let refused = |why: String| Refused(Exit::Usage, format!("--rack: {why}"));
    let index = rack_named(&solved.report, name).map_err(refused)?;
    let nodes = ASKED.iter().map(|quantity| explain(&solved.report, &solved.totals, &format!("rack:{name}.{quantity}")));
    let nodes: Vec<Node> = nodes.collect::<Result<_, _>>().map_err(refused)?;
    let text = match form {
        Form::Table => nodes.iter().map(|node| lines(node) + "\n").collect(),
        Form::Csv => csv(&["step", "title", "value", "unit"], &nodes.iter().flat_map(|node| steps(node, 0)).collect::<Vec<_>>()),
        Form::Json => {
            let trees: Map<String, Value> =
                ASKED.iter().zip(&nodes).map(|(quantity, node)| ((*quantity).to_string(), tree(node))).collect();
            json_text(&json!({ "file": solved.file, "rack": short(&solved.report, index), "explained": trees }))
        }
    };
    Ok(Output { text, errors: String::new(), exit: exit(&solved.report) })
}

/// Steps of a tree one after the other, each with its depth.
fn steps(node: &Node, depth: usize) -> Vec<Vec<String>> {
    let own = vec![depth.to_string(), node.title.clone(), format!("{}", node.value + 0.0), node.unit.symbol().to_string()];
    std::iter::once(own).chain(node.children.iter().flat_map(|child| steps(child, depth + 1))).collect()
}

/// A rack with its quantities.
pub fn short(report: &Report, index: u32) -> Value {
    let mut rack: Map<String, Value> =
        of_rack(report, index).iter().map(|reading| (reading.quantity.to_string(), number(reading))).collect();
    if let Some(found) = report.rack(index) {
        rack.insert("id".to_string(), json!(found.id.get()));
        rack.insert("name".to_string(), json!(found.name.as_str()));
        rack.insert("type".to_string(), json!(found.kind.as_str()));
        rack.insert("at_mm".to_string(), json!([found.at.x(), found.at.y()]));
    }
    Value::Object(rack)
}
