//! Size, place, wire: per tier and domain the fabric, the slots its switches stand in, and the links between racks.

use super::layout::RackAt;
use super::resolve::Resolved;
use super::resolve::rack_kind::RackKind;
use super::resolve::tier::TierSpec;
use super::slots::{Near, Pools};
use super::topology::{Demand, End, Fabric, LinkClass, Unbuildable, build};
use super::wire::{NOWHERE, Plane, Runs, wire};
use super::work::steps;
use crate::model::rack_type::Level;
use crate::model::tier::{Endpoints, Topology};
use crate::model::units::Rate;
use rayon::prelude::*;

/// Racks below which one thread is faster than handing out work.
const SERIAL_BELOW: usize = 4096;

/// Links of one kind in one tier, such as those from leafs to spines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKind {
    pub tier: usize,
    pub name: &'static str,
    pub class: LinkClass,
    pub circuit: bool,
    /// Endpoints, or the level of the switches.
    pub ends: (Port, Port),
    /// Links that sizing asks for, and those that have no rack at one end.
    pub sized: u64,
    pub unplaced: u64,
}

/// What a link end sits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    Endpoint,
    Level(Level),
}

/// Switches of one level of one tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelPlace {
    pub level: Level,
    pub name: &'static str,
    pub needed: u64,
    pub placed: u64,
    pub ports: u64,
    pub ports_used: u64,
}

/// The fabric of a tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    pub endpoints: u64,
    /// Domains that are full, and the fabric of each; the domain that is left over, with its own.
    pub full_domains: u64,
    pub full: Option<Result<Fabric, Unbuildable>>,
    pub rest: Option<Result<Fabric, Unbuildable>>,
    pub levels: Vec<LevelPlace>,
    /// Slots that serve the tier, by level.
    pub slots: [u64; 4],
    /// Endpoints of a node.
    pub per_node: u64,
}

impl Network {
    pub fn domains(&self) -> u64 {
        self.full_domains + u64::from(self.rest.is_some())
    }

    /// None of its domains can be built: there is no link.
    pub fn is_broken(&self) -> bool {
        let mut fabrics = self.fabrics().filter(|(domains, _)| *domains > 0).peekable();
        fabrics.peek().is_some() && fabrics.all(|(_, fabric)| fabric.is_err())
    }

    /// Fabrics with how many domains have each.
    pub fn fabrics(&self) -> impl Iterator<Item = (u64, &Result<Fabric, Unbuildable>)> {
        let full = self.full.iter().map(|fabric| (self.full_domains, fabric));
        full.chain(self.rest.iter().map(|fabric| (1, fabric)))
    }
}

/// Links between two racks before they are sorted: first end, second end, how many.
type Raw = (u32, u32, u64);

/// Everything that wiring finds.
#[derive(Default)]
pub struct Wired {
    pub networks: Vec<Network>,
    pub kinds: Vec<LinkKind>,
    /// Links by kind, sorted by racks, each pair once.
    pub links: Vec<Vec<Raw>>,
    /// What was told and gone through for it.
    pub work: u64,
}

/// All tiers. Racks at and beyond `racks.len()` stand for the halls of gateways.
pub fn wired(resolved: &Resolved, racks: &[RackAt]) -> Wired {
    let one = |(place, tier): (usize, &TierSpec)| {
        let mut work = Work::new(place, tier, resolved, racks);
        work.all_domains();
        work.settle();
        (work.network, work.kinds, work.links, work.steps)
    };
    let tiers: Vec<_> = if racks.len() < SERIAL_BELOW {
        resolved.tiers.iter().enumerate().map(one).collect()
    } else {
        resolved.tiers.par_iter().enumerate().map(one).collect()
    };
    let mut wired = Wired::default();
    for (network, kinds, links, steps) in tiers {
        wired.work = wired.work.saturating_add(steps);
        wired.networks.push(network);
        wired.kinds.extend(kinds);
        wired.links.extend(links);
    }
    wired
}

/// Sorts, joins what comes twice, drops what has no rack and says how much that was.
fn settle(links: &mut Vec<Raw>) -> u64 {
    let mut unplaced: u64 = 0;
    links.retain(|(a, b, count)| {
        let nowhere = *a == NOWHERE || *b == NOWHERE;
        unplaced = unplaced.saturating_add(if nowhere { *count } else { 0 });
        !nowhere && *count > 0
    });
    if !links.is_sorted_by(|(a, b, _), (c, d, _)| (a, b) < (c, d)) {
        links.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        links.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            kept.2 = kept.2.saturating_add(if same { next.2 } else { 0 });
            same
        });
    }
    unplaced
}

/// The work on one tier.
struct Work<'w> {
    place: usize,
    tier: &'w TierSpec,
    ends: Runs,
    pools: Pools,
    /// Some racks have endpoints and slots of leafs.
    shared_racks: bool,
    network: Network,
    kinds: Vec<LinkKind>,
    links: Vec<Vec<Raw>>,
    /// Where the switches of the plane at hand stand, by level of its fabric.
    placed: Vec<Runs>,
    /// Planes gone through, racks that were given switches, links told.
    steps: u64,
}

impl<'w> Work<'w> {
    fn new(place: usize, tier: &'w TierSpec, resolved: &Resolved, racks: &[RackAt]) -> Self {
        let of = |rack: &RackAt| resolved.kinds.get(rack.kind as usize).and_then(|kind: &RackKind| kind.tiers.get(place));
        let mut ends = Runs::default();
        let mut pools = Pools::default();
        let mut per_node = 0;
        let mut shared_racks = false;
        for (index, rack) in (0_u32..).zip(racks) {
            let Some(here) = of(rack) else { continue };
            ends.push(index, here.endpoints);
            pools.add(index, &here.slots);
            per_node = if per_node == 0 { here.per_node } else { per_node };
            shared_racks |= here.endpoints > 0 && here.slots.first().is_some_and(|leafs| *leafs > 0);
        }
        if tier.endpoints == Endpoints::Gateways {
            ends = gateways(tier, racks.len());
        }
        let network = Network {
            endpoints: ends.len(),
            full_domains: 0,
            full: None,
            rest: None,
            levels: Vec::new(),
            slots: pools.totals(),
            per_node: per_node.max(1),
        };
        Self { place, tier, ends, pools, shared_racks, network, kinds: Vec::new(), links: Vec::new(), placed: Vec::new(), steps: 0 }
    }

    fn all_domains(&mut self) {
        let all = self.ends.len();
        if all == 0 {
            return;
        }
        let domain = self.tier.domain.unwrap_or(all).clamp(1, all);
        let (full, rest) = (all / domain, all % domain);
        self.network.full_domains = full;
        self.network.full = (full > 0).then(|| self.fabric(domain));
        self.network.rest = (rest > 0).then(|| self.fabric(rest));
        let (of_full, of_rest) = (self.network.full.clone(), self.network.rest.clone());
        if let Some(Ok(fabric)) = of_full {
            self.alike_domains(&fabric, 0, full);
        }
        if let Some(Ok(fabric)) = of_rest {
            self.alike_domains(&fabric, full * domain, 1);
        }
    }

    /// Domains of one fabric, the first of which begins at some endpoint. Those that lie in one rack together are placed as one with more planes.
    fn alike_domains(&mut self, fabric: &Fabric, first: u64, domains: u64) {
        let kinds = self.kinds_of(fabric, domains);
        let levels = self.levels_of(fabric, domains);
        let size = fabric.endpoints.max(1);
        let (mut ends, mut place, mut done) = (Runs::default(), 0, 0);
        while done < domains {
            let from = first + done * size;
            self.ends.slice(&mut place, from, from + size, &mut ends);
            let in_rack = self.ends.get(place).map_or(0, |run| (run.end() - from) / size);
            let alike = in_rack.clamp(1, domains - done);
            self.planes(fabric, &ends, &kinds, &levels, alike.saturating_mul(fabric.planes.max(1)));
            done += alike;
        }
    }

    fn settle(&mut self) {
        for (kind, links) in self.kinds.iter_mut().zip(&mut self.links) {
            kind.unplaced = settle(links);
        }
    }

    fn fabric(&self, endpoints: u64) -> Result<Fabric, Unbuildable> {
        build(&Demand {
            topology: &self.tier.topology,
            endpoints,
            per_node: self.per_node(),
            links_per_endpoint: self.tier.links_per_plane,
            planes: self.tier.planes,
            radix: self.tier.radix(),
            link: Rate::from_mbps(self.tier.link_mbps).unwrap_or_default(),
            reserved: self.tier.reserved,
        })
    }

    /// A node of a rail-only fabric has one endpoint of each rail, however many share a board.
    fn per_node(&self) -> u64 {
        if let Topology::RailOnly { rails, .. } = &self.tier.topology { rails.count() } else { self.network.per_node }
    }

    /// Levels of a fabric in the tier's list; adds to what they need.
    fn levels_of(&mut self, fabric: &Fabric, domains: u64) -> Vec<LevelAt> {
        let levels = fabric.levels.iter().map(|level| {
            let slot = slot_level(level.name);
            let known = self.network.levels.iter().position(|known| known.name == level.name);
            let place = known.unwrap_or_else(|| {
                self.network.levels.push(LevelPlace { level: slot, name: level.name, needed: 0, placed: 0, ports: 0, ports_used: 0 });
                self.network.levels.len() - 1
            });
            if let Some(known) = self.network.levels.get_mut(place) {
                known.needed = known.needed.saturating_add(level.switches.saturating_mul(domains));
                known.ports = known.ports.saturating_add(level.ports.saturating_mul(domains));
                known.ports_used = known.ports_used.saturating_add(level.ports_used.saturating_mul(domains));
            }
            LevelAt { place, slot, switches: level.switches / fabric.planes.max(1) }
        });
        levels.collect()
    }

    /// Places of a fabric's kinds of link in the tier's list; adds to their counts.
    fn kinds_of(&mut self, fabric: &Fabric, domains: u64) -> Vec<usize> {
        let port = |end: End| match end {
            End::Endpoint => Port::Endpoint,
            End::Level(place) => Port::Level(fabric.levels.get(place).map_or(Level::Leaf, |level| slot_level(level.name))),
        };
        fabric
            .links
            .iter()
            .map(|link| {
                let known = self.kinds.iter().position(|kind| kind.name == link.name);
                let place = known.unwrap_or_else(|| {
                    let ends = (port(link.ends.0), port(link.ends.1));
                    let (tier, name, class, circuit) = (self.place, link.name, link.class, link.circuit);
                    self.kinds.push(LinkKind { tier, name, class, circuit, ends, sized: 0, unplaced: 0 });
                    self.links.push(Vec::new());
                    self.kinds.len() - 1
                });
                if let Some(kind) = self.kinds.get_mut(place) {
                    kind.sized = kind.sized.saturating_add(link.count.saturating_mul(domains));
                }
                place
            })
            .collect()
    }

    /// So many planes over the same endpoints: those whose switches stand alike are wired once and counted so many times.
    fn planes(&mut self, fabric: &Fabric, ends: &Runs, kinds: &[usize], levels: &[LevelAt], planes: u64) {
        let mut left = planes;
        while left > 0 {
            self.steps += 1;
            let alike = self.place(ends, levels, left);
            self.wire(fabric, ends, kinds, alike);
            left -= alike;
        }
    }

    /// Places the switches of a plane, and of as many more as stand alike, `most` in all; how many that were.
    fn place(&mut self, ends: &Runs, levels: &[LevelAt], most: u64) -> u64 {
        self.placed.resize_with(levels.len(), Runs::default);
        for (at, runs) in levels.iter().zip(&mut self.placed) {
            let near = if at.slot == Level::Leaf && self.shared_racks { Near::Endpoints(ends) } else { Near::Document };
            self.pools.take(at.slot, at.switches, near, runs);
        }
        let alike = if most > 1 { 1 + self.pools.take_again(levels.iter().map(|at| at.slot).zip(&self.placed), most - 1) } else { 1 };
        for (at, runs) in levels.iter().zip(&self.placed) {
            self.steps += 1 + steps(runs.iter().count());
            let there = runs.iter().filter(|run| run.rack != NOWHERE).map(|run| run.count).fold(0, u64::saturating_add);
            if let Some(known) = self.network.levels.get_mut(at.place) {
                known.placed = known.placed.saturating_add(there.saturating_mul(alike));
            }
        }
        alike
    }

    fn wire(&mut self, fabric: &Fabric, ends: &Runs, kinds: &[usize], planes: u64) {
        let (per_node, levels) = (self.per_node(), self.placed.as_slice());
        let plane = Plane { ends, levels, per_node, links_per_endpoint: self.tier.links_per_plane, reserved: self.tier.reserved };
        let (all, told) = (&mut self.links, &mut self.steps);
        wire(&fabric.wiring, &plane, &mut |kind, a, b, links| {
            *told += 1;
            if let Some(list) = kinds.get(kind).and_then(|place| all.get_mut(*place)) {
                list.push((a, b, links.saturating_mul(planes)));
            }
        });
    }
}

/// A level of a fabric: its place in the tier's list, the slots it takes, the switches of one plane.
struct LevelAt {
    place: usize,
    slot: Level,
    switches: u64,
}

fn gateways(tier: &TierSpec, racks: usize) -> Runs {
    let mut ends = Runs::default();
    for gateway in &tier.gateways {
        ends.push(u32::try_from(racks + gateway.hall).unwrap_or(NOWHERE), gateway.endpoints);
    }
    ends
}

/// The slots that switches of a fabric's level stand in.
pub fn slot_level(name: &str) -> Level {
    match name {
        "spine" | "row_spine" | "column_spine" => Level::Spine,
        "core" => Level::Core,
        "circuit" => Level::Circuit,
        _ => Level::Leaf,
    }
}
