//! What is wrong inside a plan or catalogue beyond a single value: ids that occur twice, lists that do not match, pointers within the plan. Pure; knows no files.

use std::collections::BTreeMap;

use super::catalog::{Catalog, Kind, Sections, nearest};
use super::parts::Stock;
use super::plan::{Plan, Pue, Subject};
use super::rack_type::{Mounted, RackType};
use super::racks::RackId;
use super::text::Id;
use super::tier::{Tier, Topology};

/// One fault, by its path in the file. Racks stand in paths by id: `racks[#17]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
    /// `got X, allowed Y`.
    pub message: String,
}

/// A pointer of a plan that leads nowhere. The plan still opens; totals say that they are incomplete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    pub path: String,
    /// What was looked for: `blade`, `rack type`, `tier`.
    pub what: &'static str,
    pub id: String,
    /// Id that was probably meant.
    pub nearest: Option<Id>,
}

impl Unresolved {
    pub fn message(&self) -> String {
        let hint = self.nearest.as_ref().map(|id| format!(" (did you mean {id}?)")).unwrap_or_default();
        format!("got unknown {} {}{hint}, allowed one the plan or catalogue has", self.what, self.id)
    }
}

fn fault(path: String, message: impl Into<String>) -> Fault {
    Fault { path, message: message.into() }
}

/// Ids that occur more than once in a list, with the place of each repetition.
fn repeated<'a, T: Ord + std::fmt::Display + 'a>(list: &str, ids: impl Iterator<Item = &'a T>) -> Vec<Fault> {
    let mut seen: BTreeMap<&T, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, id) in ids.enumerate() {
        if let Some(first) = seen.get(id) {
            found.push(fault(format!("{list}[{index}].id"), format!("got {id} again, allowed once: it is {list}[{first}] already")));
        } else {
            seen.insert(id, index);
        }
    }
    found
}

/// What is wrong in the sections of one catalogue file.
pub fn of_sections(sections: &Sections) -> Vec<Fault> {
    let mut by_kind: BTreeMap<Kind, Vec<&Id>> = BTreeMap::new();
    for (kind, _, part) in sections.parts() {
        by_kind.entry(kind).or_default().push(part.id());
    }
    let mut found: Vec<Fault> = by_kind.iter().flat_map(|(kind, ids)| repeated(kind.section(), ids.iter().copied())).collect();
    for (index, part) in sections.interconnects.iter().enumerate() {
        found.extend(of_stock(&part.stock, &format!("interconnects[{index}].stock")));
    }
    for (index, chain) in sections.power_chains.iter().enumerate() {
        for (at, stage) in chain.stages.iter().enumerate() {
            if !stage.curve.iter().is_sorted_by(|a, b| a.load < b.load) {
                found.push(fault(format!("power_chains[{index}].stages[{at}].curve"), "got loads out of order, allowed ascending ones"));
            }
        }
    }
    found
}

fn of_stock(stock: &Stock, path: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    if !stock.lengths.iter().is_sorted_by(|a, b| a < b) {
        found.push(fault(format!("{path}.lengths"), "got lengths out of order, allowed ascending ones"));
    }
    if !stock.prices.is_empty() && stock.prices.len() != stock.lengths.len() {
        let (prices, lengths) = (stock.prices.len(), stock.lengths.len());
        found.push(fault(format!("{path}.prices"), format!("got {prices} prices, allowed {lengths}, one for each length, or none")));
    }
    found
}

/// What is wrong in a plan's own lists; a plan with such a fault is not opened.
pub fn of_plan(plan: &Plan) -> Vec<Fault> {
    let mut found = repeated("rack_types", plan.rack_types.iter().map(|rack_type| &rack_type.id));
    found.extend(repeated("tiers", plan.tiers.iter().map(|tier| &tier.id)));
    found.extend(repeated("site.halls", plan.site.halls.iter().map(|hall| &hall.id)));
    for (index, tier) in plan.tiers.iter().enumerate() {
        found.extend(of_topology(&tier.topology).map(|message| fault(format!("tiers[{index}].topology"), message)));
    }
    found.extend(of_sections(&plan.catalog).into_iter().map(|inner| Fault { path: format!("catalog.{}", inner.path), ..inner }));
    found
}

/// What a plan can be opened with but makes no sense: it is told, and the plan stays editable.
pub fn doubtful(plan: &Plan) -> Vec<Fault> {
    let mut found = empty_sizes(plan);
    if let Pue::Fixed { value } = &plan.site.pue
        && value.get() < 1.0
    {
        found.push(fault("site.pue".to_string(), format!("got {value}, allowed 1 or more: a site draws what its racks draw and more")));
    }
    for (index, rack_type) in plan.rack_types.iter().enumerate() {
        let at_zero = |mounted: &Mounted| mounted.at.is_some_and(|at| at.get() == 0);
        let places = rack_type.blades.iter().enumerate().filter(|(_, mounted)| at_zero(mounted));
        found.extend(
            places.map(|(at, _)| fault(format!("rack_types[{index}].blades[{at}].at"), "got 0, allowed 1 or more: units count from 1")),
        );
    }
    found.extend(of_lengths(plan));
    found
}

/// Sizes and rates that may be small but not nothing: everything that follows divides by them.
fn empty_sizes(plan: &Plan) -> Vec<Fault> {
    let floor = [("width", plan.floor.width), ("depth", plan.floor.depth), ("tile", plan.floor.tile)];
    let floor = floor.into_iter().map(|(field, size)| (format!("floor.{field}"), size.base(), size.to_string()));
    let obstacles = plan.floor.obstacles.iter().enumerate().map(|(index, obstacle)| {
        let (x, y) = (obstacle.size_mm.x(), obstacle.size_mm.y());
        (format!("floor.obstacles[{index}].size_mm"), x.min(y), format!("({x}, {y})"))
    });
    let tiers = plan.tiers.iter().enumerate().flat_map(|(index, tier)| {
        [("rate", tier.rate), ("link", tier.link)].map(|(field, rate)| (format!("tiers[{index}].{field}"), rate.base(), rate.to_string()))
    });
    let feeds = plan
        .rack_types
        .iter()
        .enumerate()
        .map(|(index, kind)| (format!("rack_types[{index}].feed"), kind.feed.base(), kind.feed.to_string()));
    let sizes = floor.chain(obstacles).chain(tiers).chain(feeds);
    sizes.filter(|(_, size, _)| *size <= 0).map(|(path, _, text)| fault(path, format!("got {text}, allowed more than 0"))).collect()
}

/// A typed length joins two racks, and two racks of a tier have one.
fn of_lengths(plan: &Plan) -> Vec<Fault> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for (index, length) in plan.lengths.iter().enumerate() {
        let ends = (length.a.min(length.b), length.a.max(length.b), length.tier.as_ref());
        if length.a == length.b {
            found.push(fault(format!("lengths[{index}].b"), format!("got {} at both ends, allowed two racks", length.b)));
        } else if let Some(first) = seen.insert(ends, index) {
            found.push(fault(
                format!("lengths[{index}]"),
                format!("got the racks of lengths[{first}] again, allowed one length for them in a tier"),
            ));
        }
    }
    found
}

fn of_topology(topology: &Topology) -> Option<String> {
    match topology {
        Topology::Torus { sizes, .. } if sizes.is_empty() => Some("got no sizes, allowed one for each dimension".to_string()),
        Topology::HyperX { sizes, .. } if sizes.is_empty() => Some("got no sizes, allowed one for each dimension".to_string()),
        Topology::HyperX { sizes, parallel, .. } if !parallel.is_empty() && parallel.len() != sizes.len() => {
            Some(format!("got {} parallel counts, allowed {}, one for each dimension, or none", parallel.len(), sizes.len()))
        }
        Topology::Clos { taper, .. } if taper.iter().any(|taper| taper.get() <= 0.0) => {
            Some("got a taper of 0, allowed more than 0".to_string())
        }
        Topology::Clos { taper, .. } if taper.len() > 2 => Some(format!("got {} tapers, allowed at most 2: leafs and spines", taper.len())),
        _ => None,
    }
}

/// All pointers of a plan that lead nowhere, in file order. `catalog` already holds the plan's own parts.
pub fn unresolved(plan: &Plan, catalog: &Catalog) -> Vec<Unresolved> {
    let mut check = Check { plan, catalog, found: Vec::new() };
    check.site();
    plan.rack_types.iter().enumerate().for_each(|(index, rack_type)| check.rack_type(index, rack_type));
    plan.tiers.iter().enumerate().for_each(|(index, tier)| check.tier(index, tier));
    check.racks();
    check.lengths();
    check.waivers();
    check.overrides();
    check.found
}

struct Check<'p> {
    plan: &'p Plan,
    catalog: &'p Catalog,
    found: Vec<Unresolved>,
}

impl Check<'_> {
    fn part(&mut self, path: String, kind: Kind, id: &Id) {
        if self.catalog.part(kind, id).is_none() {
            let nearest = self.catalog.nearest(kind, id);
            self.found.push(Unresolved { path, what: kind.word(), id: id.to_string(), nearest });
        }
    }

    fn tier_id(&mut self, path: String, id: &Id) {
        if self.plan.tier(id).is_none() {
            let nearest = nearest(self.plan.tiers.iter().map(|tier| &tier.id), id);
            self.found.push(Unresolved { path, what: "tier", id: id.to_string(), nearest });
        }
    }

    fn rack_type_id(&mut self, path: String, id: &Id) {
        if self.plan.rack_type(id).is_none() {
            let nearest = nearest(self.plan.rack_types.iter().map(|rack_type| &rack_type.id), id);
            self.found.push(Unresolved { path, what: "rack type", id: id.to_string(), nearest });
        }
    }

    fn rack_id(&mut self, path: String, id: RackId) {
        if !self.plan.racks.contains(id) {
            self.found.push(Unresolved { path, what: "rack", id: id.to_string(), nearest: None });
        }
    }

    fn site(&mut self) {
        let plan = self.plan;
        if let Some(region) = &plan.site.region {
            self.part("site.region".to_string(), Kind::Region, region);
        }
        self.part("site.power_chain".to_string(), Kind::PowerChain, &plan.site.power_chain);
        self.part("site.cooling".to_string(), Kind::Cooling, &plan.site.cooling);
        self.part("economy.defaults".to_string(), Kind::Economics, &plan.economy.defaults);
    }

    fn rack_type(&mut self, index: usize, rack_type: &RackType) {
        let path = |field: &str| format!("rack_types[{index}].{field}");
        self.part(path("frame"), Kind::Frame, &rack_type.frame);
        if let Some(chain) = &rack_type.power_chain {
            self.part(path("power_chain"), Kind::PowerChain, chain);
        }
        if let Some(cooling) = &rack_type.cooling {
            self.part(path("cooling"), Kind::Cooling, cooling);
        }
        for (at, mounted) in rack_type.blades.iter().enumerate() {
            self.part(path(&format!("blades[{at}].part")), Kind::Blade, &mounted.part);
            if let Some(serves) = &mounted.serves {
                self.tier_id(path(&format!("blades[{at}].serves.tier")), &serves.tier);
            }
        }
    }

    fn tier(&mut self, index: usize, tier: &Tier) {
        let path = |field: &str| format!("tiers[{index}].{field}");
        if let Some(switch) = &tier.switch {
            self.part(path("switch"), Kind::Switch, switch);
        }
        if let Topology::Torus { circuit_switch: Some(switch), .. } = &tier.topology {
            self.part(path("topology.circuit_switch"), Kind::Switch, switch);
        }
        let media = &tier.media;
        for (class, choice) in [("in_rack", &media.in_rack), ("access", &media.access), ("trunk", &media.trunk), ("core", &media.core)] {
            for (at, id) in choice.iter().enumerate() {
                self.part(path(&format!("media.{class}[{at}]")), Kind::Interconnect, id);
            }
        }
        for (at, gateway) in tier.gateways.iter().enumerate() {
            if !self.plan.site.halls.iter().any(|hall| hall.id == gateway.hall) {
                let nearest = nearest(self.plan.site.halls.iter().map(|hall| &hall.id), &gateway.hall);
                let id = gateway.hall.to_string();
                self.found.push(Unresolved { path: path(&format!("gateways[{at}].hall")), what: "hall", id, nearest });
            }
        }
    }

    /// The first rack of each unknown type stands for all of that type.
    fn racks(&mut self) {
        let mut kinds: BTreeMap<&Id, RackId> = BTreeMap::new();
        let mut last: Option<&Id> = None;
        for rack in self.plan.racks.iter().filter(|rack| last.replace(&rack.kind) != Some(&rack.kind)) {
            kinds.entry(&rack.kind).or_insert(rack.id);
        }
        for (kind, first) in kinds {
            self.rack_type_id(format!("racks[#{first}].kind"), kind);
        }
    }

    fn lengths(&mut self) {
        for (index, length) in self.plan.lengths.iter().enumerate() {
            self.rack_id(format!("lengths[{index}].a"), length.a);
            self.rack_id(format!("lengths[{index}].b"), length.b);
            if let Some(tier) = &length.tier {
                self.tier_id(format!("lengths[{index}].tier"), tier);
            }
        }
    }

    fn waivers(&mut self) {
        for (index, waiver) in self.plan.waivers.iter().enumerate() {
            for (at, subject) in waiver.subjects.iter().enumerate() {
                let path = format!("waivers[{index}].subjects[{at}]");
                match subject {
                    Subject::Rack { id } => self.rack_id(path, *id),
                    Subject::RackType { id } => self.rack_type_id(path, id),
                    Subject::Tier { id } => self.tier_id(path, id),
                    Subject::Part { .. } | Subject::Plan {} => {}
                }
            }
        }
    }

    fn overrides(&mut self) {
        for (index, change) in self.plan.overrides.iter().enumerate() {
            if let Some(nearest) = self.catalog.unknown_part(&change.part) {
                let path = format!("overrides[{index}].part");
                self.found.push(Unresolved { path, what: "part", id: change.part.to_string(), nearest });
            }
        }
    }
}
