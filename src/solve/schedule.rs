//! The cable schedule: every cable with the rack, rack unit and ports at both ends. Ports are numbered rack by rack, tier by tier, from the lowest
//! blade up, in the order of the bundles: between two racks the counts are those of the plan, but which single switch of a rack a port belongs to
//! is for whoever configures the fabric.

use std::collections::BTreeMap;

use super::bundle::Bundle;
use super::network::{LinkKind, Port};
use super::report::Report;
use super::resolve::rack_kind::{LEVELS, endpoints_of};

/// Where a cable ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CableEnd {
    /// Name of the rack, or of the hall a gateway leads to.
    pub rack: String,
    /// Lowest rack unit of the blade; nothing in another hall.
    pub unit: Option<u64>,
    /// First and last port, from 1.
    pub ports: (u64, u64),
}

impl CableEnd {
    /// `A01-U12-P034`, several ports as `P033-036`.
    pub fn label(&self) -> String {
        let unit = self.unit.map(|unit| format!("-U{unit:02}")).unwrap_or_default();
        let (first, last) = self.ports;
        let last = if first == last { String::new() } else { format!("-{last:03}") };
        format!("{}{unit}-P{first:03}{last}", self.rack)
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
        let (a, b) = (
            ports.block(bundle.a, run.kind, run.kind.ends.0, bundle.links),
            ports.block(bundle.b, run.kind, run.kind.ends.1, bundle.links),
        );
        for place in 0..run.cables {
            let (first, last) = run.links_of(place);
            number += 1;
            take(Cable {
                number,
                tier: run.tier.clone(),
                joins: run.kind.name,
                technology: run.technology.clone(),
                length_mm: run.length_mm,
                on_sale: run.on_sale,
                links: last - first + 1,
                a: ports.end(report, bundle.a, run.kind, run.kind.ends.0, (a + first, a + last)),
                b: ports.end(report, bundle.b, run.kind, run.kind.ends.1, (b + first, b + last)),
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

    /// First and last link of a cable, from 0. Several cables may carry one link.
    fn links_of(&self, cable: u64) -> (u64, u64) {
        let most = self.links.saturating_sub(1);
        let first = (cable * self.links_per_unit / self.cables_per_unit).min(most);
        let end = ((cable + 1) * self.links_per_unit).div_ceil(self.cables_per_unit);
        (first, end.saturating_sub(1).clamp(first, most))
    }
}

/// Rack, tier, and endpoints or a level.
type Key = (u32, usize, usize);

fn key(rack: u32, kind: &LinkKind, port: Port) -> Key {
    let level = match port {
        Port::Endpoint => 0,
        Port::Level(level) => 1 + LEVELS.iter().position(|of| *of == level).unwrap_or(LEVELS.len()),
    };
    (rack, kind.tier, level)
}

/// Ports that are taken, and how many there will be, by rack and what they sit on.
struct Ports {
    all: BTreeMap<Key, u64>,
    taken: BTreeMap<Key, u64>,
    /// Rack units of endpoints and switches, lowest first, by rack type, tier and level.
    units: BTreeMap<Key, Vec<u64>>,
}

impl Ports {
    fn of(report: &Report) -> Self {
        let mut all: BTreeMap<Key, u64> = BTreeMap::new();
        for bundle in &report.bundles {
            let Some(kind) = report.link_kinds.get(bundle.kind as usize) else { continue };
            for (rack, port) in [(bundle.a, kind.ends.0), (bundle.b, kind.ends.1)] {
                let count = all.entry(key(rack, kind, port)).or_default();
                *count = count.saturating_add(bundle.links);
            }
        }
        Self { all, taken: BTreeMap::new(), units: units(report) }
    }

    /// Takes so many ports and says how many were taken before.
    fn block(&mut self, rack: u32, kind: &LinkKind, port: Port, links: u64) -> u64 {
        let taken = self.taken.entry(key(rack, kind, port)).or_default();
        let before = *taken;
        *taken = taken.saturating_add(links);
        before
    }

    fn end(&self, report: &Report, rack: u32, kind: &LinkKind, port: Port, (first, last): (u64, u64)) -> CableEnd {
        let key = key(rack, kind, port);
        let seat = report.racks.get(rack as usize).and_then(|at| self.units.get(&(at.kind, key.1, key.2)));
        let all = self.all.get(&key).copied().unwrap_or(0).max(1);
        let unit = seat.and_then(|units| {
            let place = u128::from(first) * u128::try_from(units.len()).unwrap_or(0) / u128::from(all);
            units.get(usize::try_from(place).unwrap_or(usize::MAX)).copied()
        });
        CableEnd { rack: report.end_name(rack), unit, ports: (first + 1, last + 1) }
    }
}

/// One entry for each endpoint and switch, so that ports spread over blades as these do.
fn units(report: &Report) -> BTreeMap<Key, Vec<u64>> {
    let mut found: BTreeMap<Key, Vec<u64>> = BTreeMap::new();
    for (kind, rack_type) in (0_u32..).zip(report.input.plan.rack_types.iter()) {
        let mut next: u64 = 1;
        for mounted in &rack_type.blades {
            let Some(blade) = report.input.catalog.blade(&mounted.part) else { continue };
            let height = blade.height.value().count();
            let bottom = mounted.at.map_or(next, |at| at.count());
            next = bottom.saturating_add(height.saturating_mul(mounted.count.count()));
            for (tier, spec) in report.resolved.tiers.iter().enumerate() {
                let serves = mounted.serves.as_ref().filter(|serves| serves.tier == spec.id);
                let level = serves.and_then(|serves| LEVELS.iter().position(|level| *level == serves.level));
                let switches = blade.switches.as_ref().map_or(0, |fitted| fitted.count.count());
                let seats = [(Some(0), endpoints_of(blade, spec.endpoints)), (level.map(|level| level + 1), switches)];
                for (level, each) in seats.into_iter().filter_map(|(level, each)| Some((level?, each))).filter(|(_, each)| *each > 0) {
                    let list = found.entry((kind, tier, level)).or_default();
                    let blades = 0..mounted.count.count();
                    list.extend(blades.flat_map(|blade| (0..each).map(move |_| bottom.saturating_add(height.saturating_mul(blade)))));
                }
            }
        }
    }
    found
}
