//! The links between two racks: their length, and why they are made of what they are made of.

use super::node::Node;
use super::rack_named;
use crate::model::catalog::Kind;
use crate::solve::bundle::Bundle;
use crate::solve::figure::{float, real};
use crate::solve::readout::{Unit, text};
use crate::solve::report::Report;

/// `A01-S02`: every bundle between the two, or inside one rack for `A01-A01`.
pub fn explain(report: &Report, ends: &str, quantity: &str) -> Result<Node, String> {
    let (a, b) = split(report, ends)?;
    let between = |bundle: &&Bundle| (bundle.a, bundle.b) == (a, b) || (bundle.a, bundle.b) == (b, a);
    let places = report.ends.at(a).iter().filter_map(|place| report.bundles.get(*place as usize));
    let bundles: Vec<&Bundle> = places.filter(between).collect();
    if bundles.is_empty() {
        return Err(format!("{} and {} have no links", report.end_name(a), report.end_name(b)));
    }
    let children =
        bundles.into_iter().map(|bundle| if quantity == "length" { length(report, bundle) } else { medium(report, bundle) }).collect();
    let count: Vec<Node> = children;
    let value = real(u64::try_from(count.len()).unwrap_or(0));
    Ok(Node::formula(format!("Links {ends}"), value, Unit::Count, "bundles of links between the two racks", count))
}

/// Names may hold dashes: every place to cut is tried.
fn split(report: &Report, ends: &str) -> Result<(u32, u32), String> {
    let cuts = ends.match_indices(['-', '\u{2013}']);
    let mut tried = cuts.filter_map(|(at, dash)| Some((ends.get(..at)?, ends.get(at + dash.len()..)?)));
    let found = tried.find_map(|(a, b)| Some((rack_named(report, a).ok()?, rack_named(report, b).ok()?)));
    found.ok_or_else(|| format!("got {}, allowed two names of racks joined by a dash", crate::model::text::quoted(ends)))
}

fn metres(mm: i64) -> f64 {
    float(i128::from(mm)) / 1e3
}

fn kind_name(report: &Report, bundle: &Bundle) -> String {
    let kind = report.link_kinds.get(bundle.kind as usize);
    let tier = kind.and_then(|kind| report.resolved.tiers.get(kind.tier)).map(|tier| tier.id.to_string()).unwrap_or_default();
    format!("{tier} {} {}", kind.map_or("", |kind| kind.name), report.names_of(bundle))
}

fn length(report: &Report, bundle: &Bundle) -> Node {
    let title = format!("Length of {}", kind_name(report, bundle));
    let value = metres(bundle.length_mm);
    let routing = &report.input.plan.floor.routing;
    let stated = |title: &str, mm: i64| Node::given(title, metres(mm), Unit::Metre);
    let (Some(a), Some(b)) = (report.racks.get(bundle.a as usize), report.racks.get(bundle.b as usize)) else {
        return Node::formula(title, value, Unit::Metre, "distance to the hall, drop and loops", Vec::new());
    };
    if bundle.a == bundle.b {
        let formula = if routing.in_rack.is_some() {
            "the plan states it for all racks"
        } else {
            "from the lowest port to the highest, and dressing"
        };
        return Node::formula(title, value, Unit::Metre, formula, vec![stated("Dressing", routing.dressing.base())]);
    }
    let ((ax, ay), (bx, by)) = (a.centre(), b.centre());
    let (drops, loops) = report.router.fixed_mm(bundle.kind as usize, &report.racks, bundle.a, bundle.b);
    let run = vec![
        stated("Along the rows", (ax - bx).abs()),
        stated("Across the rows", (ay - by).abs()),
        stated("Down from the tray, both ends, to the lowest ports", drops),
        Node::given("Slack", 100.0 * routing.slack.get(), Unit::Percent),
        stated("Loops, both ends", loops),
    ];
    Node::formula(title, value, Unit::Metre, "(along + across + drops) x (1 + slack) + loops; measured lengths and crossings win", run)
}

fn medium(report: &Report, bundle: &Bundle) -> Node {
    let catalog = &report.input.catalog;
    let title = format!("Medium of {}", kind_name(report, bundle));
    let Some(cell) = report.cells.get(bundle.cell) else {
        return Node::formula(title, real(bundle.links), Unit::Count, "no technology is allowed here", Vec::new());
    };
    let technologies = report.resolved.tiers.get(cell.tier).map_or(&[][..], |tier| &tier.technologies);
    let chosen = technologies.get(cell.pick.technology).map(|technology| technology.id.to_string()).unwrap_or_default();
    let sold = cell.pick.stock_mm.map_or_else(|| "cut to length".to_string(), |mm| format!("sold at {}", text(metres(mm), Unit::Metre)));
    let verdict = if cell.pick.reaches { "the cheapest of those allowed that reach" } else { "none reaches, this one goes farthest" };
    let length = text(metres(bundle.length_mm), Unit::Metre);
    let reach = |technology: &crate::solve::resolve::technology::Technology| {
        Node::catalogue(catalog, (Kind::Interconnect, &technology.id, "reach"), metres(technology.reach_mm), Unit::Metre)
    };
    let formula = format!("{length}: {chosen}, {sold}; {verdict}. Links counted");
    Node::formula(title, real(bundle.links), Unit::Count, formula, technologies.iter().map(reach).collect())
}
