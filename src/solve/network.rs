//! Size, place, wire: per tier and domain the fabric, the slots its switches stand in, and the links between racks.

use super::layout::RackAt;
use super::resolve::Resolved;
use super::resolve::rack_kind::RackKind;
use super::resolve::tier::TierSpec;
use super::slots::{Near, Pools};
use super::topology::{Demand, End, Fabric, LinkClass, Unbuildable, size};
use super::wire::{NOWHERE, Plane, Runs, wire};
use crate::model::rack_type::Level;
use crate::model::tier::{Endpoints, Topology};
use crate::model::units::Rate;

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
}

/// All tiers. Racks at and beyond `racks.len()` stand for the halls of gateways.
pub fn wired(resolved: &Resolved, racks: &[RackAt]) -> Wired {
    let mut wired = Wired::default();
    for (place, tier) in resolved.tiers.iter().enumerate() {
        let mut work = Work::new(place, tier, resolved, racks);
        work.all_domains();
        wired.kinds.extend(work.kinds);
        wired.links.extend(work.links);
        wired.networks.push(work.network);
    }
    for (kind, links) in wired.kinds.iter_mut().zip(&mut wired.links) {
        kind.unplaced = settle(links);
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
        Self { place, tier, ends, pools, shared_racks, network, kinds: Vec::new(), links: Vec::new() }
    }

    fn all_domains(&mut self) {
        let all = self.ends.len();
        if all == 0 {
            return;
        }
        let domain = self.tier.domain.unwrap_or(all).clamp(1, all);
        let (full, rest) = (all / domain, all % domain);
        self.network.full_domains = full;
        self.network.full = (full > 0).then(|| self.size(domain));
        self.network.rest = (rest > 0).then(|| self.size(rest));
        let (of_full, of_rest) = (self.network.full.clone(), self.network.rest.clone());
        if let Some(Ok(fabric)) = of_full {
            self.alike_domains(&fabric, 0, full);
        }
        if let Some(Ok(fabric)) = of_rest {
            self.alike_domains(&fabric, full * domain, 1);
        }
    }

    /// Domains of one fabric, the first of which begins at some endpoint. Neighbours in one rack whose switches stand alike are wired once.
    fn alike_domains(&mut self, fabric: &Fabric, first: u64, domains: u64) {
        let kinds = self.kinds_of(fabric, domains);
        let size = fabric.endpoints.max(1);
        let mut done = 0;
        while done < domains {
            let from = first + done * size;
            let ends = self.ends.slice(from, from + size);
            let times = self.alike(fabric, from).min(domains - done).max(1);
            self.domain(fabric, &ends, &kinds, times);
            done += times;
        }
    }

    /// How many domains from an endpoint on have all their endpoints in its rack, and their switches in racks of their own that are the same.
    fn alike(&self, fabric: &Fabric, from: u64) -> u64 {
        let Some(run) = self.ends.run_of(from) else { return 1 };
        let in_rack = (run.end() - from) / fabric.endpoints.max(1);
        let mut times = in_rack;
        for (place, size) in fabric.levels.iter().enumerate() {
            let level = slot_level(size.name);
            // Two levels that share slots take turns.
            if fabric.levels.iter().skip(place + 1).any(|other| slot_level(other.name) == level) {
                return 1;
            }
            let near = (level == Level::Leaf && self.shared_racks).then_some(run.rack);
            times = times.min(self.pools.alike(level, size.switches, near));
        }
        times
    }

    fn size(&self, endpoints: u64) -> Result<Fabric, Unbuildable> {
        size(&Demand {
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

    /// Places of a fabric's kinds of link in the tier's list; adds to the counts of kinds and levels.
    fn kinds_of(&mut self, fabric: &Fabric, domains: u64) -> Vec<usize> {
        for level in &fabric.levels {
            let slot = slot_level(level.name);
            let known = self.network.levels.iter().position(|known| known.name == level.name);
            let place = known.unwrap_or_else(|| {
                self.network.levels.push(LevelPlace { level: slot, name: level.name, needed: 0, placed: 0, ports: 0, ports_used: 0 });
                self.network.levels.len() - 1
            });
            let Some(known) = self.network.levels.get_mut(place) else { continue };
            known.needed = known.needed.saturating_add(level.switches.saturating_mul(domains));
            known.ports = known.ports.saturating_add(level.ports.saturating_mul(domains));
            known.ports_used = known.ports_used.saturating_add(level.ports_used.saturating_mul(domains));
        }
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

    /// So many domains alike; planes whose switches stand alike are wired once and counted so many times.
    fn domain(&mut self, fabric: &Fabric, ends: &Runs, kinds: &[usize], times: u64) {
        let mut alike: Option<(Vec<Runs>, u64)> = None;
        for _ in 0..fabric.planes.max(1) {
            let levels = self.place_plane(fabric, ends, times);
            match &mut alike {
                Some((before, count)) if *before == levels => *count += 1,
                _ => {
                    if let Some((before, count)) = alike.replace((levels, 1)) {
                        self.wire_planes(fabric, ends, kinds, &before, count * times);
                    }
                }
            }
        }
        if let Some((levels, count)) = alike {
            self.wire_planes(fabric, ends, kinds, &levels, count * times);
        }
    }

    fn place_plane(&mut self, fabric: &Fabric, ends: &Runs, times: u64) -> Vec<Runs> {
        let planes = fabric.planes.max(1);
        let mut placed = Vec::with_capacity(fabric.levels.len());
        for size in &fabric.levels {
            let level = slot_level(size.name);
            let near = |ends| if level == Level::Leaf && self.shared_racks { Near::Endpoints(ends) } else { Near::Document };
            let count = size.switches / planes;
            let runs = self.pools.take(level, count, near(ends));
            // The slots of the domains like this one.
            self.pools.take(level, count.saturating_mul(times - 1), near(ends));
            let there =
                runs.iter().filter(|run| run.rack != NOWHERE).map(|run| run.count).fold(0, u64::saturating_add).saturating_mul(times);
            if let Some(known) = self.network.levels.iter_mut().find(|known| known.name == size.name) {
                known.placed = known.placed.saturating_add(there);
            }
            placed.push(runs);
        }
        placed
    }

    fn wire_planes(&mut self, fabric: &Fabric, ends: &Runs, kinds: &[usize], levels: &[Runs], count: u64) {
        let plane =
            Plane { ends, levels, per_node: self.per_node(), links_per_endpoint: self.tier.links_per_plane, reserved: self.tier.reserved };
        let all = &mut self.links;
        wire(&fabric.wiring, &plane, &mut |kind, a, b, links| {
            if let Some(list) = kinds.get(kind).and_then(|place| all.get_mut(*place)) {
                list.push((a, b, links.saturating_mul(count)));
            }
        });
    }
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
