//! A technology as the solver uses it: what one link of a tier takes of it. Numbers come from the catalogue's interconnects.

use crate::model::parts::{Family, Interconnect, LaserPlace};
use crate::model::text::Id;
use crate::model::units::Rate;
use crate::solve::figure::{Figure, float, real};

/// A technology at the link rate of one tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Technology {
    pub id: Id,
    pub family: Family,
    /// Bits a second of a link, and of a unit (module, engine, cable).
    pub link_rate: u64,
    pub unit_rate: u64,
    /// Links of the tier that one unit (module, engine, cable) carries.
    pub links_per_unit: u64,
    /// Link ends in one cage or engine, which the tier may say.
    pub ends_per_unit: u64,
    /// Units at one end of a link that is faster than a unit; one otherwise.
    pub units_per_end: u64,
    /// One unit is a cable with its ends, not a module at each end.
    pub is_cable: bool,
    pub reach_mm: i64,
    pub least_mm: i64,
    /// Microwatts of one link end: host SerDes, and plug or engine with its laser.
    pub host_uw: Figure<f64>,
    pub module_uw: Figure<f64>,
    /// USD of one unit.
    pub price: Figure<f64>,
    pub price_per_metre: Figure<f64>,
    pub stock: Vec<Stock>,
    /// Cables of as many links as a unit carries; none where links are traces of a board.
    pub cables_per_unit: u64,
    pub fibres_per_link: u64,
    pub pairs_per_link: u64,
    /// Section of one cable in square micrometres.
    pub section_um2: u64,
    pub grams_per_metre: f64,
    pub bend_mm: f64,
    pub latency_ns: f64,
    pub ns_per_metre: f64,
    /// Failures a year of one unit.
    pub failures: Figure<f64>,
    pub repair_hours: f64,
    pub lasers: Option<Lasers>,
    pub edge_gbps_per_mm: f64,
    pub needs_cage: bool,
}

/// How links become cables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cabling {
    pub cables_per_unit: u64,
    pub links_per_unit: u64,
    /// Section of one cable in square micrometres.
    pub section_um2: u64,
}

impl Cabling {
    /// Cables of so many links between the same racks.
    pub fn cables(&self, links: u64) -> u64 {
        links.saturating_mul(self.cables_per_unit).div_ceil(self.links_per_unit)
    }

    /// Units that so many links between the same racks share.
    pub fn units(&self, links: u64) -> u64 {
        links.div_ceil(self.links_per_unit)
    }

    /// Section of the cables of so many links.
    pub fn section_um2(&self, links: u64) -> u64 {
        self.section_um2.saturating_mul(self.cables(links))
    }
}

/// A length that is sold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stock {
    pub mm: i64,
    /// USD of the whole cable where the catalogue prices lengths.
    pub price: Option<f64>,
}

/// Laser modules that stand apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Lasers {
    /// Link ends that one group of laser modules feeds.
    pub ends_per_group: u64,
    /// Modules a group needs, spares included, and the spares among them.
    pub per_group: u64,
    pub spares: u64,
    pub price: Figure<f64>,
    pub failures: Figure<f64>,
    pub repair_hours: f64,
}

/// What the tier asks of it.
pub struct Wanted {
    pub link: Rate,
    pub ends_per_cage: Option<u64>,
    pub one_laser_more: bool,
}

impl Technology {
    pub fn of(part: &Interconnect, wanted: &Wanted) -> Self {
        let link = wanted.link.base().max(1);
        let carries = |rate: i64| u64::try_from(rate / link).unwrap_or(0).max(1);
        let links_per_unit = carries(part.unit_rate.value().base());
        let energy = |pj: Figure<f64>| pj.times(float(i128::from(link)));
        let is_cable = part.units_per_link.value().count() < 2;
        let units = units_per_end(part, link);
        Self {
            id: part.id.clone(),
            family: part.family,
            link_rate: link.unsigned_abs(),
            unit_rate: part.unit_rate.value().base().unsigned_abs(),
            links_per_unit,
            ends_per_unit: wanted.ends_per_cage.unwrap_or(links_per_unit),
            units_per_end: units,
            is_cable,
            reach_mm: part.reach.value().base(),
            least_mm: part.min_reach.as_ref().map_or(0, |reach| reach.value().base()),
            host_uw: energy(Figure::of(&part.host_energy)),
            module_uw: energy(Figure::of(&part.module_energy)),
            price: Figure::of(&part.price),
            price_per_metre: Figure::of(&part.price_per_metre),
            stock: stock(part),
            cables_per_unit: cables_per_link(part, is_cable).saturating_mul(units),
            fibres_per_link: fibres(part, link),
            pairs_per_link: lanes(part, link).saturating_mul(part.pairs_per_lane.value().count()),
            section_um2: section(part.cable_od.value().get()),
            grams_per_metre: part.cable_mass.value().get(),
            bend_mm: part.bend_radius.value().get(),
            latency_ns: part.latency.value().get(),
            ns_per_metre: part.propagation.value().get(),
            failures: Figure::of(&part.afr),
            repair_hours: part.repair_time.value().get(),
            lasers: lasers(part, wanted, link),
            edge_gbps_per_mm: part.edge_density.value().get(),
            needs_cage: needs_cage(part.family) && part.faceplate_density.value().get() > 0.0,
        }
    }

    /// Cables of so many links between the same racks: links share a cable where their unit carries several.
    pub fn cables(&self, links: u64) -> u64 {
        self.cabling().cables(links)
    }

    pub fn cabling(&self) -> Cabling {
        Cabling { cables_per_unit: self.cables_per_unit, links_per_unit: self.links_per_unit.max(1), section_um2: self.section_um2 }
    }

    /// Traces on boards are no cables: none is laid, plugged or counted.
    pub fn is_traces(&self) -> bool {
        self.cables_per_unit == 0
    }

    /// USD of the traces of the links that share a unit: their part of the board.
    pub fn traces_price(&self) -> Figure<f64> {
        self.price.times(real(self.units_per_end))
    }

    /// Engines built into switches for so many ends: links share engines lane by lane, since one hand made both.
    pub fn built_in(&self, ends: u64) -> u64 {
        let carried = u128::from(ends) * u128::from(self.link_rate);
        u64::try_from(carried.div_ceil(u128::from(self.unit_rate.max(1)))).unwrap_or(u64::MAX)
    }

    /// Modules or engines for so many ends on so many boards, spread evenly; cables have none.
    pub fn modules(&self, ends: u64, boards: u64) -> u64 {
        if self.is_cable { 0 } else { self.units(ends, boards).saturating_mul(self.units_per_end) }
    }

    /// Units that are shared by the ends of a board, not by those of two.
    fn units(&self, ends: u64, boards: u64) -> u64 {
        let (boards, each) = (boards.max(1), self.ends_per_unit.max(1));
        let (fewer, with_one_more) = (ends / boards, ends % boards);
        let of = |boards: u64, ends: u64| boards.saturating_mul(ends.div_ceil(each));
        of(boards - with_one_more, fewer).saturating_add(of(with_one_more, fewer.saturating_add(1)))
    }

    /// Laser modules for so many ends in one rack.
    pub fn lasers(&self, ends: u64) -> u64 {
        self.lasers.as_ref().map_or(0, |lasers| ends.div_ceil(lasers.ends_per_group.max(1)).saturating_mul(lasers.per_group))
    }

    /// Of these, the ones that are there in case another fails.
    pub fn spare_lasers(&self, ends: u64) -> u64 {
        self.lasers.as_ref().map_or(0, |lasers| ends.div_ceil(lasers.ends_per_group.max(1)).saturating_mul(lasers.spares))
    }

    /// Faceplate places for so many ends: a cage holds a module or the plug of a cable.
    pub fn cages(&self, ends: u64, boards: u64) -> u64 {
        if self.needs_cage { self.units(ends, boards).saturating_mul(self.units_per_end) } else { 0 }
    }
}

/// Units at one end of a link that is faster than a unit; one otherwise.
fn units_per_end(part: &Interconnect, link: i64) -> u64 {
    let unit = part.unit_rate.value().base().max(1);
    u64::try_from((link - 1) / unit + 1).unwrap_or(1)
}

/// A cable with its ends is one cable, however many conductors the catalogue counts in it; traces of a board are none.
fn cables_per_link(part: &Interconnect, is_cable: bool) -> u64 {
    let cables = part.cables_per_link.value().count();
    if is_cable { cables.min(1) } else { cables.max(1) }
}

fn stock(part: &Interconnect) -> Vec<Stock> {
    let prices = part.stock.prices.iter().map(|price| Some(price.get())).chain(std::iter::repeat(None));
    part.stock.lengths.iter().zip(prices).map(|(length, price)| Stock { mm: length.base(), price }).collect()
}

/// Lanes of a link; a technology without a lane rate carries any link on one.
fn lanes(part: &Interconnect, link: i64) -> u64 {
    let lane = part.lane_rate.base();
    if lane <= 0 { 1 } else { u64::try_from((link + lane - 1) / lane).unwrap_or(1) }
}

/// Fibres of a link both ways: lanes over wavelengths, times two unless both ways share a fibre.
fn fibres(part: &Interconnect, link: i64) -> u64 {
    let wavelengths = part.wavelengths.value().count();
    if wavelengths == 0 {
        return 0;
    }
    let one_way = lanes(part, link).div_ceil(wavelengths);
    one_way.saturating_mul(if part.bidirectional { 1 } else { 2 })
}

/// Section of a round cable.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "diameters are bounded and not negative")]
fn section(diameter_mm: f64) -> u64 {
    (std::f64::consts::FRAC_PI_4 * diameter_mm * diameter_mm * 1e6).round() as u64
}

fn lasers(part: &Interconnect, wanted: &Wanted, link: i64) -> Option<Lasers> {
    let laser = part.laser.as_ref().filter(|_| part.laser_place == LaserPlace::External)?;
    let (capacity, unit) = (laser.capacity.value().base().max(1), part.unit_rate.value().base().max(1));
    // A group feeds a whole number of units, or several modules feed one unit.
    let fed = if capacity >= unit { capacity / unit * unit } else { unit };
    let needed = u64::try_from((fed + capacity - 1) / capacity).unwrap_or(1);
    let spares = u64::from(wanted.one_laser_more);
    Some(Lasers {
        ends_per_group: u64::try_from(fed.max(link) / link).unwrap_or(1).max(1),
        per_group: needed.saturating_add(spares),
        spares,
        price: laser.price.as_ref().map_or_else(Figure::default, Figure::of),
        failures: Figure::of(&laser.afr),
        repair_hours: laser.repair_time.value().get(),
    })
}

/// Whether its ends sit in cages, if they are at the front at all.
fn needs_cage(family: Family) -> bool {
    matches!(
        family,
        Family::PassiveCopper
            | Family::ActiveCopper
            | Family::ActiveOptical
            | Family::Pluggable
            | Family::LinearPluggable
            | Family::Coherent
            | Family::WideAndSlow
    )
}
