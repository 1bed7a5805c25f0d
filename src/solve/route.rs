//! Routes: from the blades up to the trays, along rows and across them, and down again, with slack; inside a rack from blade to blade.
//! Length(A, B) = Length(B, A). One length holds for a bundle: that of its longest cable.

use super::figure::{nearest, whole};
use super::layout::RackAt;
use super::network::{LinkKind, Port};
use super::resolve::Resolved;
use super::resolve::rack_kind::{Heights, LEVELS, RackKind};
use crate::model::plan::{Plan, Routing};
use crate::model::racks::RackId;
use crate::model::tier::TypedLength;

/// Gap up to which racks in a row are neighbours.
const NEIGHBOUR_GAP_MM: i64 = 100;

/// What routes depend on besides the places of racks.
#[derive(Clone, Debug, PartialEq)]
pub struct Router {
    slack: f64,
    loops_mm: i64,
    in_rack_mm: Option<i64>,
    dressing_mm: i64,
    direct: bool,
    /// Where trays cross the rows, ascending; empty: everywhere.
    crossings: Vec<i64>,
    /// Measured lengths: both racks in order, tier, length; sorted.
    typed: Vec<(u32, u32, Option<usize>, i64)>,
    halls_mm: Vec<i64>,
    /// Ports of both ends by kind of link and rack type, rack types first.
    ports: Vec<(Heights, Heights)>,
    /// From those ports up to the tray.
    drops: Vec<(i64, i64)>,
    /// Rack types.
    types: usize,
}

impl Router {
    /// `index_of` finds racks by id.
    pub fn of(plan: &Plan, resolved: &Resolved, kinds: &[LinkKind], index_of: &dyn Fn(RackId) -> Option<u32>) -> Self {
        let routing: &Routing = &plan.floor.routing;
        let mut crossings: Vec<i64> = routing.cross_trays_mm.iter().map(|x| x.get()).collect();
        crossings.sort_unstable();
        let middle = |kind: &RackKind| Heights { low: kind.height_mm / 2, high: kind.height_mm / 2 };
        let ports = kinds.iter().flat_map(|link| {
            resolved.kinds.iter().map(move |kind| {
                let of = |port: Port| heights(kind, link.tier, port).unwrap_or_else(|| middle(kind));
                (of(link.ends.0), of(link.ends.1))
            })
        });
        let ports: Vec<(Heights, Heights)> = ports.collect();
        let drop = |kind: &RackKind, port: Heights| {
            routing.drop.map_or_else(|| (kind.height_mm - port.low).max(0) + routing.tray_height.base(), |drop| drop.base())
        };
        let types = resolved.kinds.iter().cycle().zip(&ports);
        Self {
            drops: types.map(|(kind, (a, b))| (drop(kind, *a), drop(kind, *b))).collect(),
            slack: routing.slack.get(),
            loops_mm: 2 * routing.service_loop.base(),
            in_rack_mm: routing.in_rack.map(|length| length.base()),
            dressing_mm: routing.dressing.base(),
            direct: routing.direct_neighbours,
            crossings,
            typed: typed(&plan.lengths, resolved, index_of),
            halls_mm: plan.site.halls.iter().map(|hall| hall.distance.base()).collect(),
            ports,
            types: resolved.kinds.len(),
        }
    }

    /// Length of the cables of one kind of link between two racks; a rack beyond the last is a hall.
    pub fn length(&self, kind: (usize, &LinkKind), racks: &[RackAt], a: u32, b: u32) -> i64 {
        if !self.typed.is_empty()
            && let Some(length) = self.typed_length(a, b, kind.1.tier)
        {
            return length;
        }
        match (racks.get(a as usize), racks.get(b as usize)) {
            (Some(from), Some(_)) if a == b => self.in_rack(self.ports_at(kind.0, from)),
            (Some(from), Some(to)) => self.between(kind.0, from, to),
            (None, Some(to)) => self.to_hall(a as usize - racks.len(), self.drops_at(kind.0, to).1),
            (Some(from), None) => self.to_hall(b as usize - racks.len(), self.drops_at(kind.0, from).0),
            (None, None) => 0,
        }
    }

    /// Whether every column has a tray that crosses the rows: then routes cross where they begin.
    pub fn crosses_anywhere(&self) -> bool {
        self.crossings.is_empty()
    }

    /// The column in which a route from one place to another crosses the rows.
    pub fn crossing(&self, from: (i64, i64), to: (i64, i64)) -> i64 {
        if self.crossings.is_empty() {
            return from.0;
        }
        let (low, high) = (from.0.min(to.0), from.0.max(to.0));
        let after = self.crossings.partition_point(|x| *x < low);
        let right = self.crossings.get(after).copied();
        let left = after.checked_sub(1).and_then(|before| self.crossings.get(before)).copied();
        let detour = |x: i64| (low - x).max(x - high).max(0);
        match (left, right) {
            (Some(left), Some(right)) if detour(left) <= detour(right) => left,
            (_, Some(right)) => right,
            (Some(left), None) => left,
            (None, None) => from.0,
        }
    }

    /// The columns next to a place, left and right of it, in which routes may cross the rows; `None`: in every column.
    pub fn crossings_beside(&self, x: i64) -> Option<Vec<i64>> {
        if self.crossings.is_empty() {
            return None;
        }
        let after = self.crossings.partition_point(|at| *at < x);
        let beside = after.checked_sub(1).into_iter().chain([after]);
        Some(beside.filter_map(|place| self.crossings.get(place)).copied().collect())
    }

    /// Whether two racks are cabled side by side, without the tray.
    pub fn goes_direct(&self, a: &RackAt, b: &RackAt) -> bool {
        self.direct && are_neighbours(a, b)
    }

    /// The way of cables along the floor, corner by corner: along the row of one rack, across the rows, along the row of the other.
    pub fn way(&self, from: &RackAt, to: &RackAt) -> [(i64, i64); 4] {
        let (here, there) = (from.centre(), to.centre());
        let straight = here.1 == there.1 || self.goes_direct(from, to);
        let x = if straight { here.0 } else { self.crossing(here, there) };
        [here, (x, here.1), (x, there.1), there]
    }

    /// Added to runs, as a share.
    pub fn slack(&self) -> f64 {
        self.slack
    }

    /// What a bundle's length has besides the way along the floor: both drops, which slack is added to, and the loops.
    pub fn fixed_mm(&self, kind: usize, racks: &[RackAt], a: u32, b: u32) -> (i64, i64) {
        let drops = |rack: u32| racks.get(rack as usize).map_or((0, 0), |rack| self.drops_at(kind, rack));
        (drops(a).0 + drops(b).1, self.loops_mm)
    }

    fn ports_at(&self, kind: usize, rack: &RackAt) -> (Heights, Heights) {
        let place = kind * self.types + rack.kind as usize;
        self.ports.get(place).copied().unwrap_or((Heights { low: 0, high: 0 }, Heights { low: 0, high: 0 }))
    }

    /// From the lowest port up to the tray, at the first and at the second end.
    fn drops_at(&self, kind: usize, rack: &RackAt) -> (i64, i64) {
        self.drops.get(kind * self.types + rack.kind as usize).copied().unwrap_or((0, 0))
    }

    fn in_rack(&self, (a, b): (Heights, Heights)) -> i64 {
        self.in_rack_mm.unwrap_or_else(|| a.farthest(b) + self.dressing_mm)
    }

    fn between(&self, kind: usize, from: &RackAt, to: &RackAt) -> i64 {
        let (here, there) = (from.centre(), to.centre());
        let (dx, dy) = ((here.0 - there.0).abs(), (here.1 - there.1).abs());
        if self.goes_direct(from, to) {
            return self.with_slack(dx + dy + self.ports_at(kind, from).0.farthest(self.ports_at(kind, to).1));
        }
        let across = if dy == 0 || self.crossings.is_empty() {
            dx
        } else {
            let x = self.crossing(here, there);
            (here.0 - x).abs() + (there.0 - x).abs()
        };
        self.with_slack(across + dy + self.drops_at(kind, from).0 + self.drops_at(kind, to).1)
    }

    fn to_hall(&self, hall: usize, drop: i64) -> i64 {
        self.halls_mm.get(hall).copied().unwrap_or(0) + drop + self.loops_mm
    }

    fn with_slack(&self, run_mm: i64) -> i64 {
        nearest(whole(run_mm) * (1.0 + self.slack)) + self.loops_mm
    }

    /// A length for the tier wins over one for all tiers.
    fn typed_length(&self, a: u32, b: u32, tier: usize) -> Option<i64> {
        let of = |tier: Option<usize>| {
            let key = (a.min(b), a.max(b), tier);
            let at = self.typed.partition_point(|(x, y, t, _)| (*x, *y, *t) < key);
            self.typed.get(at).filter(|(x, y, t, _)| (*x, *y, *t) == key).map(|(.., length)| *length)
        };
        of(Some(tier)).or_else(|| of(None))
    }
}

fn typed(lengths: &[TypedLength], resolved: &Resolved, index_of: &dyn Fn(RackId) -> Option<u32>) -> Vec<(u32, u32, Option<usize>, i64)> {
    let mut typed: Vec<(u32, u32, Option<usize>, i64)> = lengths
        .iter()
        .filter_map(|length| {
            let (a, b) = (index_of(length.a)?, index_of(length.b)?);
            let tier = match &length.tier {
                Some(id) => Some(resolved.tiers.iter().position(|tier| tier.id == *id)?),
                None => None,
            };
            Some((a.min(b), a.max(b), tier, length.length.base()))
        })
        .collect();
    typed.sort_unstable();
    typed
}

fn heights(kind: &RackKind, tier: usize, port: Port) -> Option<Heights> {
    let place = kind.tiers.get(tier)?;
    match port {
        Port::Endpoint => place.end_heights,
        Port::Level(level) => LEVELS.iter().zip(place.slot_heights).find(|(of, _)| **of == level)?.1,
    }
}

/// Side by side in one row, turned alike.
fn are_neighbours(a: &RackAt, b: &RackAt) -> bool {
    let gap = |a_low: i64, a_high: i64, b_low: i64, b_high: i64| (b_low - a_high).max(a_low - b_high);
    if a.sideways != b.sideways {
        return false;
    }
    if a.sideways {
        a.centre().0 == b.centre().0 && gap(a.y, a.bottom(), b.y, b.bottom()) <= NEIGHBOUR_GAP_MM
    } else {
        a.centre().1 == b.centre().1 && gap(a.x, a.right(), b.x, b.right()) <= NEIGHBOUR_GAP_MM
    }
}
