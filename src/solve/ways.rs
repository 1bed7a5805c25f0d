//! Ways on the floor: where the cables of a bundle run, and how far around a rack each technology reaches.

use super::bundle::Bundle;
use super::figure::{float, nearest};
use super::report::Report;
use super::resolve::tier::TierSpec;
use crate::model::text::Id;

/// How far from the middle of a rack a technology reaches, along rows and across them together.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    pub technology: Id,
    pub tier: usize,
    /// Place in the tier's technologies.
    pub place: usize,
    /// Millimetres of `|dx| + |dy|`; nothing if the way up and down is too long already.
    pub span_mm: i64,
}

impl Report {
    /// The corners of a bundle's way between the middles of its racks: along the row, across the rows, along the other row.
    pub fn way_of(&self, bundle: &Bundle) -> Vec<(i64, i64)> {
        let (Some(a), Some(b)) = (self.racks.get(bundle.a as usize), self.racks.get(bundle.b as usize)) else { return Vec::new() };
        let (from, to) = (a.centre(), b.centre());
        if bundle.a == bundle.b || self.router.goes_direct(a, b) {
            return vec![from, to];
        }
        let x = if from.1 == to.1 { from.0 } else { self.router.crossing(from, to) };
        let mut way = vec![from, (x, from.1), (x, to.1), to];
        way.dedup();
        way
    }

    /// The spans of all technologies that links from this rack to others may use, longest first.
    pub fn reaches_of(&self, index: u32) -> Vec<Reach> {
        let mut found: Vec<Reach> = Vec::new();
        for place in self.ends.at(index) {
            let Some(bundle) = self.bundles.get(*place as usize).filter(|bundle| bundle.a != bundle.b) else { continue };
            let kind = bundle.kind as usize;
            let Some(spec) = self.link_kinds.get(kind) else { continue };
            if found.iter().any(|reach| reach.tier == spec.tier) {
                continue;
            }
            let Some(tier) = self.resolved.tiers.get(spec.tier) else { continue };
            let fixed = self.router.fixed_mm(kind, &self.racks, bundle.a, bundle.b);
            found.extend(spans(tier, spec.tier, fixed, self.router.slack()));
        }
        found.sort_by_key(|reach| (std::cmp::Reverse(reach.span_mm), reach.tier, reach.place));
        found
    }
}

fn spans(tier: &TierSpec, place: usize, fixed_mm: (i64, i64), slack: f64) -> Vec<Reach> {
    let (drops, loops) = fixed_mm;
    let span = |reach_mm: i64| (nearest(float(i128::from(reach_mm - loops)) / (1.0 + slack)) - drops).max(0);
    let of = |(at, technology): (usize, &super::resolve::technology::Technology)| Reach {
        technology: technology.id.clone(),
        tier: place,
        place: at,
        span_mm: span(technology.reach_mm),
    };
    tier.technologies.iter().enumerate().map(of).collect()
}
