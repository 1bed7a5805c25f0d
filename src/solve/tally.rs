//! Tally: what one rack draws, how its heat leaves, what it holds of every technology. Follows from its type and from the link ends it has.

use super::figure::{Figure, float, nearest, real};
use super::resolve::rack_kind::{Air, RackKind};
use super::resolve::supply::Case;
use super::resolve::tier::Side;
use super::resolve::{Resolved, Slot};

/// Power in microwatts. Rack figures are at the rack's inlet unless they say otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RackTally {
    /// Links that end here: host SerDes, plugs, engines, lasers.
    pub links_uw: i64,
    pub fans_uw: i64,
    /// What blades and links take, before conversion.
    pub it: Figure<i64>,
    /// What the feed has to provide, all parts at full load.
    pub draw: Figure<i64>,
    /// The same at the average load of accelerators.
    pub typical: Figure<i64>,
    pub liquid_uw: i64,
    pub air_uw: i64,
}

impl RackTally {
    pub fn loss_uw(&self) -> i64 {
        self.draw.likely - self.it.likely
    }
}

/// Power of one link end by slot.
#[derive(Clone, Debug, PartialEq)]
pub struct EndPowers(Vec<Figure<f64>>);

impl EndPowers {
    pub fn of(resolved: &Resolved) -> Self {
        let power = |slot: &Slot| resolved.technology(slot).map_or_else(Figure::default, |tech| tech.host_uw.plus(tech.module_uw));
        Self(resolved.slots.iter().map(power).collect())
    }
}

/// Sums over links that end in a rack.
#[derive(Clone, Copy, Default)]
struct Links {
    power: Figure<f64>,
    fans: Figure<f64>,
    liquid: f64,
}

pub fn rack(kind: &RackKind, resolved: &Resolved, powers: &EndPowers, ends: &[u64]) -> RackTally {
    let links = links(kind, resolved, powers, ends);
    let more = links.power.plus(links.fans);
    let it = kind.load.total().plus(more);
    let typical = kind.load.typical().plus(more);
    let draw = at_inlet(kind, it);
    let heat_liquid = to_liquid(kind, kind.load.liquid + links.liquid, it.likely, draw.likely);
    let (draw, it) = (draw.rounded(), it.rounded());
    let liquid_uw = nearest(heat_liquid).min(draw.likely);
    RackTally {
        links_uw: nearest(links.power.likely),
        fans_uw: nearest(kind.load.fans.likely + links.fans.likely),
        it,
        draw,
        typical: at_inlet(kind, typical).rounded(),
        liquid_uw,
        air_uw: draw.likely - liquid_uw,
    }
}

/// Heat that liquid takes of what a rack draws: what parts and converters give to it, as far as the cooling goes.
fn to_liquid(kind: &RackKind, parts: f64, it: f64, draw: f64) -> f64 {
    let most = draw * kind.cooler.liquid_share;
    if kind.cooler.from_exhaust {
        return most;
    }
    let share = kind.loss_to_liquid.unwrap_or(if it > 0.0 { parts / it } else { 0.0 });
    (parts + (draw - it) * share).min(most)
}

fn links(kind: &RackKind, resolved: &Resolved, powers: &EndPowers, ends: &[u64]) -> Links {
    let mut sum = Links::default();
    for ((slot, power), count) in resolved.slots.iter().zip(&powers.0).zip(ends).filter(|(_, count)| **count > 0) {
        let air = air(kind, slot);
        let power = power.times(real(*count));
        sum.power = sum.power.plus(power);
        sum.fans = sum.fans.plus(power.product(air.fan_share));
        sum.liquid += power.likely * air.liquid_share;
    }
    sum
}

/// Fans and liquid of the blades that ends of a slot sit on.
pub fn air(kind: &RackKind, slot: &Slot) -> Air {
    let place = kind.tiers.get(slot.tier);
    place.map_or_else(Air::default, |place| if slot.side == Side::Endpoint { place.at_ends } else { place.at_switches })
}

/// What the feed provides so that the blades get this much. The converters' efficiency follows their load.
fn at_inlet(kind: &RackKind, it: Figure<f64>) -> Figure<f64> {
    let capacity = float(i128::from(kind.shelf_capacity_uw())).max(1.0);
    let of = |power: f64, case: Case| power / kind.supply.rack_efficiency(power / capacity, case);
    let likely = of(it.likely, Case::Likely);
    let loss = likely - it.likely;
    let guessed = it.guessed + if kind.supply.is_guess() { loss } else { loss * share(it) };
    Figure { low: of(it.low, Case::Low), likely, high: of(it.high, Case::High), guessed }
}

fn share(figure: Figure<f64>) -> f64 {
    if figure.likely > 0.0 { figure.guessed / figure.likely } else { 0.0 }
}

/// Sums over the racks of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct KindSum {
    pub racks: u64,
    pub it: Figure<i128>,
    pub draw: Figure<i128>,
    pub typical: Figure<i128>,
    pub links_uw: i128,
    pub fans_uw: i128,
    pub liquid_uw: i128,
    pub air_uw: i128,
}

impl KindSum {
    /// Adds so many racks that are alike.
    pub fn add(&mut self, tally: &RackTally, racks: u64) {
        self.racks += racks;
        self.join(tally, i128::from(racks));
    }

    pub fn take(&mut self, tally: &RackTally) {
        self.racks -= 1;
        self.join(tally, -1);
    }

    fn join(&mut self, tally: &RackTally, times: i128) {
        self.it = self.it.plus(tally.it.wide().times(times));
        self.draw = self.draw.plus(tally.draw.wide().times(times));
        self.typical = self.typical.plus(tally.typical.wide().times(times));
        self.links_uw += times * i128::from(tally.links_uw);
        self.fans_uw += times * i128::from(tally.fans_uw);
        self.liquid_uw += times * i128::from(tally.liquid_uw);
        self.air_uw += times * i128::from(tally.air_uw);
    }
}

/// Sums over racks of one slot. Modules and laser modules are whole in each rack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlotSum {
    pub ends: u64,
    pub modules: u64,
    pub lasers: u64,
    pub spare_lasers: u64,
}

impl SlotSum {
    pub fn add(&mut self, other: &SlotSum) {
        self.ends = self.ends.saturating_add(other.ends);
        self.modules = self.modules.saturating_add(other.modules);
        self.lasers = self.lasers.saturating_add(other.lasers);
        self.spare_lasers = self.spare_lasers.saturating_add(other.spare_lasers);
    }

    pub fn take(&mut self, other: &SlotSum) {
        self.ends = self.ends.saturating_sub(other.ends);
        self.modules = self.modules.saturating_sub(other.modules);
        self.lasers = self.lasers.saturating_sub(other.lasers);
        self.spare_lasers = self.spare_lasers.saturating_sub(other.spare_lasers);
    }

    /// What so many racks alike take.
    pub fn times(&self, racks: u64) -> Self {
        let times = |count: u64| count.saturating_mul(racks);
        Self { ends: times(self.ends), modules: times(self.modules), lasers: times(self.lasers), spare_lasers: times(self.spare_lasers) }
    }

    /// What so many ends in one rack of a type take.
    pub fn of(resolved: &Resolved, kind: u32, slot: &Slot, ends: u64) -> Self {
        let Some(technology) = resolved.technology(slot).filter(|_| ends > 0) else { return Self::default() };
        let modules = if slot.built_in { technology.built_in(ends) } else { technology.modules(ends, resolved.boards(kind, slot)) };
        Self { ends, modules, lasers: technology.lasers(ends), spare_lasers: technology.spare_lasers(ends) }
    }
}
