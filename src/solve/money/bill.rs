//! The bill of materials: every line is a quantity that traces to placed racks and their links, times a catalogue price.

use crate::model::catalog::Catalog;
use crate::model::text::Id;
use crate::solve::figure::{Figure, float, real};
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::PartClass;
use crate::solve::resolve::technology::Technology;
use crate::solve::resolve::tier::Side;

/// What a line is money for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Accelerators,
    Blades,
    Memory,
    Switches,
    Modules,
    Cables,
    Lasers,
    Racks,
    Labour,
    Spares,
    Power,
    Cooling,
    Building,
}

impl Group {
    pub const ALL: [Group; 13] = [
        Self::Accelerators,
        Self::Blades,
        Self::Memory,
        Self::Switches,
        Self::Modules,
        Self::Cables,
        Self::Lasers,
        Self::Racks,
        Self::Labour,
        Self::Spares,
        Self::Power,
        Self::Cooling,
        Self::Building,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Accelerators => "accelerators",
            Self::Blades => "blades",
            Self::Memory => "memory",
            Self::Switches => "switches",
            Self::Modules => "modules",
            Self::Cables => "cables",
            Self::Lasers => "lasers",
            Self::Racks => "racks",
            Self::Labour => "labour",
            Self::Spares => "spares",
            Self::Power => "power plant",
            Self::Cooling => "cooling plant",
            Self::Building => "building",
        }
    }

    /// Moves bits.
    pub fn is_network(self) -> bool {
        matches!(self, Self::Switches | Self::Modules | Self::Cables | Self::Lasers)
    }
}

/// One line of the bill.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub group: Group,
    /// Catalogue id, or what it is.
    pub item: String,
    /// Place of the tier it belongs to.
    pub tier: Option<usize>,
    /// Length on sale of cables.
    pub stock_mm: Option<i64>,
    pub quantity: f64,
    pub unit: &'static str,
    pub unit_price: Figure<f64>,
    pub amount: Figure<f64>,
}

impl Line {
    fn new(group: Group, item: impl ToString, quantity: f64, unit: &'static str, unit_price: Figure<f64>) -> Self {
        let amount = unit_price.times(quantity);
        Self { group, item: item.to_string(), tier: None, stock_mm: None, quantity, unit, unit_price, amount }
    }

    pub fn pieces(group: Group, item: impl ToString, count: u64, unit_price: Figure<f64>) -> Self {
        Self::new(group, item, real(count), "pcs", unit_price)
    }

    fn of_tier(mut self, tier: usize) -> Self {
        self.tier = Some(tier);
        self
    }
}

/// Everything that is bought, spares and plant apart, in document order.
pub fn parts(report: &Report) -> Vec<Line> {
    let mut lines = racked(report);
    lines.extend(modules(report));
    lines.extend(cables(report));
    lines.extend(traces(report));
    lines.extend(spare_lasers(report));
    lines.extend(labour(report));
    lines
}

/// Parts of the racks by class and id, in the order of rack types and their blades.
fn racked(report: &Report) -> Vec<Line> {
    counts(report)
        .into_iter()
        .map(|(class, id, count)| Line::pieces(group(class), &id, count, price(&report.input.catalog, class, &id)))
        .collect()
}

/// How many of each part stand on the floor.
pub fn counts(report: &Report) -> Vec<(PartClass, Id, u64)> {
    let mut counts: Vec<(PartClass, Id, u64)> = Vec::new();
    for (kind, sum) in report.resolved.kinds.iter().zip(&report.sums.kinds).filter(|(_, sum)| sum.racks > 0) {
        for part in &kind.parts {
            let count = part.count.saturating_mul(sum.racks);
            match counts.iter_mut().find(|(class, id, _)| *class == part.class && *id == part.id) {
                Some((.., known)) => *known = known.saturating_add(count),
                None => counts.push((part.class, part.id.clone(), count)),
            }
        }
    }
    counts
}

fn group(class: PartClass) -> Group {
    match class {
        PartClass::Accelerator => Group::Accelerators,
        PartClass::Blade => Group::Blades,
        PartClass::Switch => Group::Switches,
        PartClass::Memory => Group::Memory,
        PartClass::Frame => Group::Racks,
    }
}

/// USD of one part; nothing for one the catalogue does not have.
pub fn price(catalog: &Catalog, class: PartClass, id: &Id) -> Figure<f64> {
    let price = match class {
        PartClass::Accelerator => catalog.accelerator(id).map(|part| &part.price),
        PartClass::Blade => catalog.blade(id).map(|part| &part.price),
        PartClass::Switch => catalog.switch(id).map(|part| &part.price),
        PartClass::Memory => catalog.memory(id).map(|part| &part.price),
        PartClass::Frame => catalog.frame(id).map(|part| &part.price),
    };
    price.map_or_else(Figure::default, Figure::of)
}

/// Modules and engines by tier and technology; those built into switches are in the price of the switch.
fn modules(report: &Report) -> Vec<Line> {
    let each = each_technology(report);
    each.filter_map(|(tier, place, technology)| {
        let count = modules_of(report, tier, place);
        (count > 0).then(|| Line::pieces(Group::Modules, &technology.id, count, technology.price).of_tier(tier))
    })
    .collect()
}

/// Modules of a technology in a tier that are bought apart.
pub fn modules_of(report: &Report, tier: usize, technology: usize) -> u64 {
    slots_of(report, tier, technology).filter(|(slot, _)| !slot.built_in).map(|(_, sum)| sum.modules).fold(0, u64::saturating_add)
}

pub fn slots_of(
    report: &Report,
    tier: usize,
    technology: usize,
) -> impl Iterator<Item = (&crate::solve::resolve::Slot, &crate::solve::tally::SlotSum)> {
    report.resolved.slots.iter().zip(&report.sums.slots).filter(move |(slot, _)| slot.tier == tier && slot.technology == technology)
}

/// Tiers and their technologies with both places.
pub fn each_technology(report: &Report) -> impl Iterator<Item = (usize, usize, &Technology)> {
    let of = |(tier, spec): (usize, &'_ crate::solve::resolve::tier::TierSpec)| (tier, spec.technologies.len());
    let places: Vec<(usize, usize)> = report.resolved.tiers.iter().enumerate().map(of).collect();
    places
        .into_iter()
        .flat_map(move |(tier, count)| (0..count).map(move |place| (tier, place)))
        .filter_map(|(tier, place)| Some((tier, place, report.resolved.tiers.get(tier)?.technologies.get(place)?)))
}

/// Cables of one tier, technology and length on sale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CableCount {
    pub cables: u64,
    pub inside_racks: u64,
    /// Millimetres as bought.
    pub bought_mm: u128,
}

/// Cables by tier, technology and length on sale, shortest first.
pub fn cable_counts(report: &Report) -> Vec<(usize, usize, Option<i64>, CableCount)> {
    let mut counts: Vec<(usize, usize, Option<i64>, CableCount)> = Vec::new();
    for (cell, sum) in report.cells.list.iter().zip(&report.sums.cells).filter(|(_, sum)| sum.cables > 0) {
        let key = (cell.tier, cell.pick.technology, cell.pick.stock_mm);
        let bought_mm = cell.pick.stock_mm.map_or(sum.cable_mm, |mm| u128::from(sum.cables) * u128::from(mm.unsigned_abs()));
        let more = CableCount { cables: sum.cables, inside_racks: if cell.in_rack { sum.cables } else { 0 }, bought_mm };
        match counts.iter_mut().find(|(tier, technology, stock, _)| (*tier, *technology, *stock) == key) {
            Some((.., known)) => {
                known.cables = known.cables.saturating_add(more.cables);
                known.inside_racks = known.inside_racks.saturating_add(more.inside_racks);
                known.bought_mm = known.bought_mm.saturating_add(more.bought_mm);
            }
            None => counts.push((key.0, key.1, key.2, more)),
        }
    }
    counts.sort_by_key(|(tier, technology, stock, _)| (*tier, *technology, stock.unwrap_or(i64::MAX)));
    counts
}

/// Cables by tier, technology and length on sale.
pub fn cables(report: &Report) -> Vec<Line> {
    let line = |(tier, place, stock, count): (usize, usize, Option<i64>, CableCount)| {
        let technology = report.resolved.tiers.get(tier)?.technologies.get(place)?;
        let metres = float(i128::try_from(count.bought_mm).unwrap_or(i128::MAX)) / 1000.0;
        let each = metres / real(count.cables.max(1));
        let line = Line::pieces(Group::Cables, &technology.id, count.cables, cable_price(technology, stock, each)).of_tier(tier);
        Some(Line { stock_mm: stock, ..line })
    };
    cable_counts(report).into_iter().filter_map(line).collect()
}

/// Traces of boards, which are no cables but cost their share of the board.
fn traces(report: &Report) -> Vec<Line> {
    let each = each_technology(report).filter(|(.., technology)| technology.is_traces());
    each.filter_map(|(tier, place, technology)| {
        let cells = report.cells.list.iter().zip(&report.sums.cells);
        let mine = cells.filter(|(cell, _)| cell.tier == tier && cell.pick.technology == place);
        let count = mine.map(|(_, sum)| sum.units).fold(0, u64::saturating_add);
        (count > 0).then(|| Line::pieces(Group::Cables, &technology.id, count, technology.traces_price()).of_tier(tier))
    })
    .collect()
}

/// USD of one cable: as its length is priced, or its ends, if it has any of its own, and so many metres.
pub fn cable_price(technology: &Technology, stock_mm: Option<i64>, metres: f64) -> Figure<f64> {
    let priced = stock_mm.and_then(|mm| technology.stock.iter().find(|stock| stock.mm == mm)).and_then(|stock| stock.price);
    if let Some(price) = priced {
        return Figure::exact(price);
    }
    let ends = if technology.is_cable { technology.price } else { Figure::default() };
    ends.plus(technology.price_per_metre.times(metres))
}

/// Laser modules are in the price of their technology; those that stand by are not.
fn spare_lasers(report: &Report) -> Vec<Line> {
    let each = each_technology(report);
    each.filter_map(|(tier, place, technology)| {
        let count = slots_of(report, tier, place).map(|(_, sum)| sum.spare_lasers).fold(0, u64::saturating_add);
        let lasers = technology.lasers.as_ref()?;
        (count > 0).then(|| Line::pieces(Group::Lasers, format!("{} laser", technology.id), count, lasers.price).of_tier(tier))
    })
    .collect()
}

/// Laying, plugging and testing.
fn labour(report: &Report) -> Vec<Line> {
    let counts = cable_counts(report);
    let inside = counts.iter().map(|(.., count)| count.inside_racks).fold(0, u64::saturating_add);
    let all = counts.iter().map(|(.., count)| count.cables).fold(0, u64::saturating_add);
    let rates = &report.resolved.rates;
    [("cables between racks", all.saturating_sub(inside), rates.cable_labour), ("cables inside racks", inside, rates.rack_cable_labour)]
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(item, count, price)| Line::pieces(Group::Labour, item, count, price))
        .collect()
}

/// Power, cooling and building: the price to build a watt holds all three; what is left after power and cooling is the building.
pub fn plant(report: &Report) -> Vec<Line> {
    let mut power: Figure<f64> = Figure::default();
    let mut cooling: Figure<f64> = Figure::default();
    let mut watts = 0.0;
    for (kind, sum) in report.resolved.kinds.iter().zip(&report.sums.kinds) {
        let draw = float(sum.draw.likely) / 1e6;
        let feeds = if kind.feeds == crate::model::rack_type::Feeds::Double { 2.0 } else { 1.0 };
        watts += draw;
        power = power.plus(kind.supply.price_per_watt.times(draw * feeds));
        cooling = cooling.plus(kind.cooler.price_per_watt.times(draw));
    }
    let building = report.resolved.rates.build_cost.times(watts).less(power).less(cooling);
    let line = |group: Group, amount: Figure<f64>| Line {
        unit_price: if watts > 0.0 { amount.times(1.0 / watts) } else { Figure::default() },
        amount,
        ..Line::new(group, group.word(), watts, "W", Figure::default())
    };
    [line(Group::Power, power), line(Group::Cooling, cooling), line(Group::Building, building)]
        .into_iter()
        .filter(|line| line.quantity > 0.0)
        .collect()
}

/// Side of a slot in words.
pub fn side_word(side: Side) -> &'static str {
    match side {
        Side::Endpoint => "endpoints",
        Side::Switch => "switches",
    }
}
