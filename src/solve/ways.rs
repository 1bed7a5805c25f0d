//! Ways on the floor: where the cables of a bundle run, and how far around a rack each technology reaches.

use super::bundle::{Bundle, class};
use super::figure::{float, nearest};
use super::report::Report;
use super::resolve::technology::Technology;
use crate::model::parts::Family;
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

    /// Ways of the bundles of a rack that are longer than what they are made of reaches.
    pub fn ways_too_long(&self, index: u32) -> impl Iterator<Item = Vec<(i64, i64)>> + '_ {
        let bundles = self.ends.at(index).iter().filter_map(|place| self.bundles.get(*place as usize));
        let too_long = bundles.filter(|bundle| self.cells.get(bundle.cell).is_none_or(|cell| !cell.pick.reaches));
        too_long.map(|bundle| self.way_of(bundle))
    }

    /// The spans of the technologies that links from this rack to others may be made of, longest first. Where links of one tier go to ports of
    /// several heights, the shortest span of each technology.
    pub fn reaches_of(&self, index: u32) -> Vec<Reach> {
        let mut kinds: Vec<u32> = Vec::new();
        let mut found: Vec<Reach> = Vec::new();
        for place in self.ends.at(index) {
            let Some(bundle) = self.bundles.get(*place as usize).filter(|bundle| bundle.a != bundle.b) else { continue };
            if !kinds.contains(&bundle.kind) {
                kinds.push(bundle.kind);
                found.extend(self.spans(bundle));
            }
        }
        found.sort_by_key(|reach| (reach.tier, reach.place, reach.span_mm));
        found.dedup_by_key(|reach| (reach.tier, reach.place));
        found.sort_by_key(|reach| (std::cmp::Reverse(reach.span_mm), reach.tier, reach.place));
        found
    }

    /// What is left of each reach along the floor, after the way up and down and the loops.
    fn spans(&self, bundle: &Bundle) -> Vec<Reach> {
        let kind = self.link_kinds.get(bundle.kind as usize);
        let Some((kind, tier)) = kind.and_then(|kind| Some((kind, self.resolved.tiers.get(kind.tier)?))) else { return Vec::new() };
        let Some(choice) = tier.choices.get(class(kind.class, false)) else { return Vec::new() };
        let (drops, loops) = self.router.fixed_mm(bundle.kind as usize, &self.racks, bundle.a, bundle.b);
        let span = |reach_mm: i64| (nearest(float(i128::from(reach_mm - loops)) / (1.0 + self.router.slack())) - drops).max(0);
        let allowed = |place: usize| choice.picks().iter().any(|pick| pick.technology == place);
        let technologies = tier.technologies.iter().enumerate().filter(|(place, _)| allowed(*place));
        let of = |(place, technology): (usize, &Technology)| Reach {
            technology: technology.id.clone(),
            tier: kind.tier,
            place,
            span_mm: span(technology.reach_mm),
        };
        technologies.map(of).collect()
    }

    /// The family of what reaches so far.
    pub fn reach_family(&self, reach: &Reach) -> Option<Family> {
        Some(self.resolved.tiers.get(reach.tier)?.technologies.get(reach.place)?.family)
    }

    /// The outline of all places to which routes from here are no longer than a span: a square on its corner, cut in where trays cross the rows
    /// at some columns only. Nothing where the span is nothing.
    pub fn reach_around(&self, (x, y): (i64, i64), span_mm: i64) -> Vec<(i64, i64)> {
        if span_mm <= 0 {
            return Vec::new();
        }
        let peaks: Vec<(i64, i64)> = match self.router.crossings_beside(x) {
            None => vec![(x, span_mm)],
            Some(beside) => beside.into_iter().map(|at| (at, span_mm - (at - x).abs())).filter(|(_, height)| *height > 0).collect(),
        };
        let upper = skyline((x, span_mm), &peaks);
        let above = upper.iter().map(|(x, height)| (*x, y - height));
        let below = upper.iter().rev().map(|(x, height)| (*x, y + height));
        let mut outline: Vec<(i64, i64)> = above.chain(below).collect();
        outline.dedup();
        outline
    }
}

/// Height by column, from the left end of the row to its right end: tents with slopes of one, the higher one wherever they overlap.
fn skyline((x, span_mm): (i64, i64), peaks: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut line = vec![(x - span_mm, 0)];
    for (place, (at, height)) in peaks.iter().enumerate() {
        line.push((at - height, 0));
        if let Some((before, its)) = place.checked_sub(1).and_then(|before| peaks.get(before)) {
            let valley = its - (at - before + its - height) / 2;
            if valley > 0 {
                line.pop();
                line.pop();
                line.push((before + its - valley, valley));
            }
        }
        line.push((*at, *height));
        line.push((at + height, 0));
    }
    line.push((x + span_mm, 0));
    line.dedup();
    line
}
