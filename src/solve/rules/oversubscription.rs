//! Rule `oversubscription`: half of the endpoints can send to the other half at their full rate.

use super::{Breach, Scope, rule, say};
use crate::solve::figure::{nearest, real};
use crate::solve::report::Report;
use crate::solve::topology::Fabric;

/// Ratios that come from counts which do not divide evenly.
const SLACK: f64 = 1.05;

rule! {
    /// Cut into two equal halves, the fabric of a tier carries less between them than the endpoints of one half send. The ratio is what they
    /// send over what the cut carries: 2 is a taper of 2 to 1. Shapes without a known cut are left out.
    ///
    /// Traffic that crosses the fabric, such as an all-to-all over the whole domain, takes that many times longer. Rings and jobs that stay
    /// within a leaf do not notice, and rings and meshes are built this way: it is a choice, so this is a note.
    ///
    /// Lower the taper of the tier, take a switch with more ports, or accept it with a comment.
    "oversubscription", "Oversubscribed tier", Note, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    (0_usize..)
        .zip(&report.networks)
        .filter_map(|(place, network)| {
            let fabrics = network.fabrics().filter_map(|(_, fabric)| fabric.as_ref().ok());
            let ratio = fabrics.filter_map(ratio).max_by(f64::total_cmp).filter(|ratio| *ratio > SLACK)?;
            let tier = report.input.plan.tiers.get(place)?;
            let ratio = say::one(say::number, nearest(ratio * 1e3));
            let message = format!("{}: half of the endpoints send {ratio} times what the cut between the halves carries", tier.name);
            Some(Breach::new(report.tier_subject(place), message).measured(format!("{ratio} to 1"), "1 to 1"))
        })
        .collect()
}

/// What one half sends over what the cut carries.
fn ratio(fabric: &Fabric) -> Option<f64> {
    let cut = fabric.bisection.filter(|cut| *cut > 0)?;
    Some(real(fabric.injection) / 2.0 / real(cut))
}
