//! Rule `domain-exceeds-radix`: the fabric of every domain can be built.

use super::{Breach, Scope, rule, say};
use crate::solve::report::Report;
use crate::solve::topology::{Unbuildable, grouped};

rule! {
    /// The endpoints of a domain cannot be joined by this shape with this switch: it needs more ports, more links or other numbers than are
    /// there. The tier has no links until that is mended, so its power, cables and cost are missing from all totals.
    ///
    /// Switches have few ports at high rates: k, k²/2 and k³/4 endpoints are what one, two and three levels of switches of k ports join.
    ///
    /// Make the domain smaller, allow more levels or planes, take a switch with more ports or slower links, or mend the numbers of the shape.
    "domain-exceeds-radix", "Fabric cannot be built", Error, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    (0_usize..)
        .zip(&report.networks)
        .filter(|(place, _)| !has_unknown_switch(report, *place))
        .flat_map(|(place, network)| {
            let domain = report.tier(place).and_then(|tier| tier.domain).unwrap_or(network.endpoints).clamp(1, network.endpoints.max(1));
            let full = network.full.iter().map(move |fabric| (domain, fabric));
            let rest = network.rest.iter().map(move |fabric| (network.endpoints % domain, fabric));
            let reasons = full.chain(rest).filter_map(|(endpoints, fabric)| Some((endpoints, fabric.as_ref().err()?)));
            reasons.take(1).filter_map(move |(endpoints, reason)| told(report, place, endpoints, reason)).collect::<Vec<_>>()
        })
        .collect()
}

/// A switch that is not in the catalogue has no ports; that is told apart.
fn has_unknown_switch(report: &Report, place: usize) -> bool {
    let named = report.input.plan.tiers.get(place).is_some_and(|tier| tier.switch.is_some());
    named && report.tier(place).is_some_and(|tier| tier.switch.is_none())
}

fn told(report: &Report, place: usize, endpoints: u64, reason: &Unbuildable) -> Option<Breach> {
    let tier = report.input.plan.tiers.get(place)?;
    let message = format!("{}: {} cannot be joined: {reason}", tier.name, say::counted(endpoints, "endpoint"));
    let breach = Breach::new(report.tier_subject(place), message);
    Some(match reason {
        Unbuildable::Ports { needs, has, .. } => breach.measured(say::counted(*needs, "port"), say::counted(*has, "port")),
        Unbuildable::Links { needs, has, .. } => breach.measured(say::counted(*needs, "link"), say::counted(*has, "link")),
        Unbuildable::Full { got, holds, .. } => breach.measured(grouped(*got), grouped(*holds)),
        Unbuildable::OutOfRange { got, least, most, .. } => {
            breach.measured(grouped(*got), format!("{} to {}", grouped(*least), grouped(*most)))
        }
        Unbuildable::TooMany | Unbuildable::Shape { .. } => {
            breach.measured(say::counted(endpoints, "endpoint"), "a shape that can be built")
        }
    })
}
