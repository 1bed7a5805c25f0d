//! The cable schedule: every cable with the rack, the rack unit of the tray and the port of that tray at both ends. A plug is a port. The plugs of
//! a rack spread evenly over its trays, as its links do, and are numbered on each tray from 1, tier by tier, in the order of the bundles: between
//! two racks the counts are those of the plan, but which chip of a tray a port belongs to is for whoever configures the fabric.

use std::collections::BTreeMap;

use super::bundle::Bundle;
use super::network::{LinkKind, Port};
use super::report::Report;
use super::resolve::rack_kind::{LEVELS, endpoints_of};

/// Where a cable ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CableEnd {
    /// Name of the rack, or of the hall a gateway leads to.
    pub rack: String,
    /// Lowest rack unit of the tray; nothing in another hall.
    pub unit: Option<u64>,
    /// Of the tray, from 1.
    pub port: u64,
}

impl CableEnd {
    /// `A01-U12-P034`.
    pub fn label(&self) -> String {
        let unit = self.unit.map(|unit| format!("-U{unit:02}")).unwrap_or_default();
        format!("{}{unit}-P{:03}", self.rack, self.port)
    }
}

/// One cable.
#[derive(Clone, Debug, PartialEq)]
pub struct Cable {
    /// From 1, in the order of the schedule.
    pub number: u64,
    pub tier: String,
    /// Kind of link: `leaf_spine`.
    pub joins: &'static str,
    /// Id of the technology.
    pub technology: String,
    /// As it is bought: the length on sale, or that of the route.
    pub length_mm: i64,
    pub on_sale: bool,
    pub links: u64,
    pub a: CableEnd,
    pub b: CableEnd,
}

impl Cable {
    /// What stands on the tag at one end: this end, then the other.
    pub fn labels(&self) -> [String; 2] {
        let (a, b) = (self.a.label(), self.b.label());
        [format!("{a} > {b}"), format!("{b} > {a}")]
    }
}

/// Calls `take` with every cable, in the order of the bundles, until it says `None`. There may be millions.
pub fn each_cable(report: &Report, take: &mut dyn FnMut(Cable) -> Option<()>) -> Option<()> {
    let mut ports = Ports::of(report);
    let mut number = 0;
    for bundle in &report.bundles {
        let Some(run) = Run::of(report, bundle) else { continue };
        let ends = [(bundle.a, run.kind.ends.0), (bundle.b, run.kind.ends.1)].map(|(rack, port)| (rack, key(rack, run.kind, port)));
        let [from_a, from_b] = ends.map(|(_, key)| ports.take(key, run.cables));
        let [(rack_a, key_a), (rack_b, key_b)] = ends;
        for place in 0..run.cables {
            number += 1;
            take(Cable {
                number,
                tier: run.tier.clone(),
                joins: run.kind.name,
                technology: run.technology.clone(),
                length_mm: run.length_mm,
                on_sale: run.on_sale,
                links: run.links_of(place),
                a: ports.end(report, (rack_a, key_a), from_a + place),
                b: ports.end(report, (rack_b, key_b), from_b + place),
            })?;
        }
    }
    Some(())
}

/// What the cables of one bundle have in common.
struct Run<'r> {
    kind: &'r LinkKind,
    tier: String,
    technology: String,
    length_mm: i64,
    on_sale: bool,
    links: u64,
    cables: u64,
    links_per_unit: u64,
    cables_per_unit: u64,
}

impl<'r> Run<'r> {
    /// Nothing where no technology is allowed, or where links are traces.
    fn of(report: &'r Report, bundle: &Bundle) -> Option<Self> {
        let cell = report.cells.get(bundle.cell)?;
        let technology = report.technology(bundle)?;
        Some(Self {
            kind: report.link_kinds.get(bundle.kind as usize)?,
            tier: report.resolved.tiers.get(cell.tier)?.id.to_string(),
            technology: technology.id.to_string(),
            length_mm: cell.pick.stock_mm.unwrap_or(bundle.length_mm),
            on_sale: cell.pick.stock_mm.is_some(),
            links: bundle.links,
            cables: cell.cabling.cables(bundle.links),
            links_per_unit: cell.cabling.links_per_unit.max(1),
            cables_per_unit: cell.cabling.cables_per_unit.max(1),
        })
    }

    /// How many links a cable carries; several cables may carry one together.
    fn links_of(&self, cable: u64) -> u64 {
        let most = self.links.saturating_sub(1);
        let first = (cable * self.links_per_unit / self.cables_per_unit).min(most);
        let end = ((cable + 1) * self.links_per_unit).div_ceil(self.cables_per_unit);
        end.saturating_sub(1).clamp(first, most) - first + 1
    }
}

/// Trays of one entry that are told apart: no rack is so tall, and a plan may say a thousand million.
const MOST_TRAYS: u64 = 1_000;

/// Rack, tier, and endpoints or a level.
type Key = (u32, usize, usize);

fn key(rack: u32, kind: &LinkKind, port: Port) -> Key {
    let level = match port {
        Port::Endpoint => 0,
        Port::Level(level) => 1 + LEVELS.iter().position(|of| *of == level).unwrap_or(LEVELS.len()),
    };
    (rack, kind.tier, level)
}

/// Plugs that are taken, and how many there will be, by rack and what they sit on.
struct Ports {
    all: BTreeMap<Key, u64>,
    taken: BTreeMap<Key, u64>,
    /// Trays in the order of the blades, by rack type, tier and level.
    trays: BTreeMap<Key, Trays>,
}

/// Trays that hold the endpoints or switches of one rack type and tier.
#[derive(Default)]
struct Trays {
    /// Lowest rack unit, and the first of the endpoints or switches in it, counted through all trays.
    first: Vec<(u64, u64)>,
    seats: u64,
}

impl Trays {
    /// The tray of a plug among so many of the rack: its rack unit, and how many plugs come before this one there.
    fn of(&self, plug: u64, all: u64) -> Option<(u64, u64)> {
        let after = self.first.partition_point(|(_, seat)| self.first_plug(*seat, all) <= plug);
        let place = after.checked_sub(1)?;
        let (unit, seat) = *self.first.get(place)?;
        let below = (0..place).filter(|other| self.unit(*other) == Some(unit)).map(|other| self.plugs(other, all));
        Some((unit, below.fold(plug - self.first_plug(seat, all), u64::saturating_add)))
    }

    fn unit(&self, place: usize) -> Option<u64> {
        self.first.get(place).map(|(unit, _)| *unit)
    }

    fn plugs(&self, place: usize, all: u64) -> u64 {
        let from = |place: usize| self.first.get(place).map_or(all, |(_, seat)| self.first_plug(*seat, all));
        from(place + 1).saturating_sub(from(place))
    }

    /// How many of the rack's plugs are at a rack unit: trays of a plan that does not hold together may share one.
    fn plugs_at(&self, unit: u64, all: u64) -> u64 {
        let there = (0..self.first.len()).filter(|place| self.unit(*place) == Some(unit));
        there.map(|place| self.plugs(place, all)).fold(0, u64::saturating_add)
    }

    /// Plugs spread over seats as evenly as whole numbers let them.
    fn first_plug(&self, seat: u64, all: u64) -> u64 {
        let plug = (u128::from(seat) * u128::from(all)).div_ceil(u128::from(self.seats.max(1)));
        u64::try_from(plug).unwrap_or(u64::MAX)
    }
}

impl Ports {
    fn of(report: &Report) -> Self {
        let mut all: BTreeMap<Key, u64> = BTreeMap::new();
        for bundle in &report.bundles {
            let Some(run) = Run::of(report, bundle) else { continue };
            for (rack, port) in [(bundle.a, run.kind.ends.0), (bundle.b, run.kind.ends.1)] {
                let count = all.entry(key(rack, run.kind, port)).or_default();
                *count = count.saturating_add(run.cables);
            }
        }
        Self { all, taken: BTreeMap::new(), trays: trays(report) }
    }

    /// Takes so many plugs and says how many were taken before.
    fn take(&mut self, key: Key, cables: u64) -> u64 {
        let taken = self.taken.entry(key).or_default();
        let before = *taken;
        *taken = taken.saturating_add(cables);
        before
    }

    fn end(&self, report: &Report, (rack, key): (u32, Key), plug: u64) -> CableEnd {
        let kind = report.racks.get(rack as usize).map(|at| at.kind);
        let trays = |(_, tier, level): Key| self.trays.get(&(kind?, tier, level));
        let tray = trays(key).and_then(|trays| trays.of(plug, self.all.get(&key).copied().unwrap_or(0)));
        let unit = tray.map(|(unit, _)| unit);
        // Other tiers on the same tray come first; what stands in no tray is counted for the whole rack.
        let before = self.all.range((rack, 0, 0)..key).map(|(other, all)| match (trays(*other), unit) {
            (Some(trays), Some(unit)) => trays.plugs_at(unit, *all),
            (None, None) => *all,
            _ => 0,
        });
        let before = before.fold(0, u64::saturating_add);
        CableEnd { rack: report.end_name(rack), unit, port: tray.map_or(plug, |(_, own)| own).saturating_add(before).saturating_add(1) }
    }
}

/// Where endpoints and switches sit in racks of each type.
fn trays(report: &Report) -> BTreeMap<Key, Trays> {
    let mut found: BTreeMap<Key, Trays> = BTreeMap::new();
    for (kind, rack_type) in (0_u32..).zip(report.input.plan.rack_types.iter()) {
        let mut next: u64 = 1;
        for mounted in &rack_type.blades {
            let Some(blade) = report.input.catalog.blade(&mounted.part) else { continue };
            let (height, count) = (blade.height.value().count(), mounted.count.count());
            let bottom = mounted.at.map_or(next, |at| at.count());
            next = bottom.saturating_add(height.saturating_mul(count));
            for (tier, spec) in report.resolved.tiers.iter().enumerate() {
                let serves = mounted.serves.as_ref().filter(|serves| serves.tier == spec.id);
                let level = serves.and_then(|serves| LEVELS.iter().position(|level| *level == serves.level));
                let switches = blade.switches.as_ref().map_or(0, |fitted| fitted.count.count());
                let seats = [(Some(0), endpoints_of(blade, spec.endpoints)), (level.map(|level| level + 1), switches)];
                for (level, each) in seats.into_iter().filter_map(|(level, each)| Some((level?, each))).filter(|(_, each)| *each > 0) {
                    let trays = found.entry((kind, tier, level)).or_default();
                    let seat = |blade: u64| trays.seats.saturating_add(each.saturating_mul(blade));
                    let tray = |blade: u64| (bottom.saturating_add(height.saturating_mul(blade)), seat(blade));
                    let more: Vec<(u64, u64)> = (0..count.min(MOST_TRAYS)).map(tray).collect();
                    trays.seats = seat(count);
                    trays.first.extend(more);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plugs_spread_over_trays_without_gaps() {
        let trays = Trays { first: vec![(1, 0), (2, 4), (9, 8)], seats: 9 };
        for all in [1, 2, 7, 9, 10, 1_000] {
            let counts: Vec<u64> = [1, 2, 9].map(|unit| trays.plugs_at(unit, all)).to_vec();
            assert_eq!(counts.iter().sum::<u64>(), all, "{counts:?}");
            for plug in 0..all {
                let (unit, own) = trays.of(plug, all).expect("a tray");
                assert!(own < trays.plugs_at(unit, all), "{plug} of {all}");
            }
        }
        assert_eq!([1, 2, 9].map(|unit| trays.plugs_at(unit, 90)), [40, 40, 10]);
        assert_eq!(trays.plugs_at(5, 90), 0);
        assert_eq!(Trays::default().of(0, 5), None);
        let shared = Trays { first: vec![(4, 0), (4, 3)], seats: 6 };
        let own: Vec<_> = (0..6).filter_map(|plug| shared.of(plug, 6)).collect();
        assert_eq!(own, [(4, 0), (4, 1), (4, 2), (4, 3), (4, 4), (4, 5)], "two trays at one unit count on");
    }
}
