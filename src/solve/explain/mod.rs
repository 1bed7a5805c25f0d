//! Where a number comes from: a tree of formulas with their numbers, down to catalogue values and their sources. Uses the report's own numbers;
//! every sum, product and difference in it can be checked by its children.

mod link;
mod node;
mod rack;
mod tier;
mod total;

use super::report::Report;
use super::totals::Totals;

pub use node::{Node, Operation, Origin};

/// Quantities of each kind of subject.
const RACK: &[&str] = &["power", "typical-power", "heat-to-liquid", "heat-to-air", "mass", "link-ends", "price"];
const TIER: &[&str] =
    &["links", "switches", "cables", "cable-length", "modules", "lasers", "fibres", "pairs", "power", "injection", "bisection", "latency"];
const LINK: &[&str] = &["length", "medium"];
const TOTAL: &[&str] = &[
    "it-power",
    "site-power",
    "pue",
    "energy",
    "cables",
    "modules",
    "fibres",
    "injection",
    "capex",
    "opex",
    "tco",
    "accelerator-hour",
    "failures",
    "accelerator-hours-lost",
];

/// Everything that can be asked: `rack:A01.power`, `link:A01-S02.length`, `tier:scale-up.modules`, `total.capex`.
pub fn quantities(report: &Report) -> Vec<String> {
    let of = |subject: String, list: &'static [&'static str]| list.iter().map(move |quantity| format!("{subject}.{quantity}"));
    let mut all: Vec<String> = of("total".to_string(), TOTAL).collect();
    all.extend(report.resolved.tiers.iter().flat_map(|tier| of(format!("tier:{}", tier.id), TIER)));
    all.extend(report.input.plan.racks.iter().flat_map(|rack| of(format!("rack:{}", rack.name), RACK)));
    all
}

/// The tree of a quantity; the error says what there is.
pub fn explain(report: &Report, totals: &Totals, asked: &str) -> Result<Node, String> {
    let (subject, quantity) = asked.rsplit_once('.').ok_or_else(|| unknown(asked, "SUBJECT.QUANTITY, such as total.capex"))?;
    let listed = |list: &[&str]| list.contains(&quantity).then_some(()).ok_or_else(|| unknown(quantity, &list.join(", ")));
    if subject == "total" {
        listed(TOTAL)?;
        return Ok(total::explain(report, totals, quantity));
    }
    match subject.split_once(':') {
        Some(("rack", name)) => {
            listed(RACK)?;
            Ok(rack::explain(report, rack_named(report, name)?, quantity))
        }
        Some(("tier", id)) => {
            listed(TIER)?;
            let place = report.resolved.tiers.iter().position(|tier| tier.id.as_str() == id).ok_or_else(|| no_tier(report, id))?;
            Ok(tier::explain(report, totals, place, quantity))
        }
        Some(("link", ends)) => {
            listed(LINK)?;
            link::explain(report, ends, quantity)
        }
        _ => Err(unknown(subject, "total, rack:NAME, tier:ID or link:NAME-NAME")),
    }
}

fn unknown(got: &str, allowed: &str) -> String {
    format!("got {}, allowed {allowed}", crate::model::text::quoted(got))
}

fn no_tier(report: &Report, id: &str) -> String {
    let ids: Vec<&str> = report.resolved.tiers.iter().map(|tier| tier.id.as_str()).collect();
    unknown(id, &format!("a tier: {}", ids.join(", ")))
}

/// The rack with a name; the error names some that are near it.
pub fn rack_named(report: &Report, name: &str) -> Result<u32, String> {
    let found = (0_u32..).zip(report.input.plan.racks.iter()).find(|(_, rack)| rack.name.as_str() == name);
    found.map(|(index, _)| index).ok_or_else(|| {
        let start: String = name.chars().take(1).collect();
        let near = report.input.plan.racks.iter().filter(|rack| rack.name.as_str().starts_with(&start)).take(5);
        let names: Vec<&str> = near.map(|rack| rack.name.as_str()).collect();
        let hint =
            if names.is_empty() { "the name of a rack".to_string() } else { format!("the name of a rack, such as {}", names.join(", ")) };
        unknown(name, &hint)
    })
}
