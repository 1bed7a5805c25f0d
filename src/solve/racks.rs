//! One rack at a time: the quantities that tables list and the floor is coloured by. Everything comes from the rack's type and its link ends.

use super::figure::{Figure, float, real, sum};
use super::money::bill::price;
use super::money::per;
use super::readout::Unit;
use super::report::Report;
use super::resolve::rack_kind::{PartClass, RackKind};
use super::resolve::supply::UW_PER_MW;
use super::tally::SlotSum;

/// A quantity of a rack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RackQuantity {
    /// Watts at the inlet, all parts at full load.
    Draw,
    /// Draw over what the feed provides.
    FeedShare,
    DrawPerAccelerator,
    HeatToAir,
    HeatToLiquid,
    /// Kilograms.
    Mass,
    CableEnds,
    Modules,
    /// USD of what stands in the rack, with the modules at its end of links.
    Price,
    /// Failures a year of the same.
    Failures,
}

impl RackQuantity {
    pub const ALL: [Self; 10] = [
        Self::Draw,
        Self::FeedShare,
        Self::DrawPerAccelerator,
        Self::HeatToAir,
        Self::HeatToLiquid,
        Self::Mass,
        Self::CableEnds,
        Self::Modules,
        Self::Price,
        Self::Failures,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Draw => "Power",
            Self::FeedShare => "Share of the feed",
            Self::DrawPerAccelerator => "Power per accelerator",
            Self::HeatToAir => "Heat to air",
            Self::HeatToLiquid => "Heat to liquid",
            Self::Mass => "Mass",
            Self::CableEnds => "Link ends",
            Self::Modules => "Modules",
            Self::Price => "Price",
            Self::Failures => "Failures a year",
        }
    }

    /// The name programs read; stays.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draw => "power",
            Self::FeedShare => "feed-share",
            Self::DrawPerAccelerator => "power-per-accelerator",
            Self::HeatToAir => "heat-to-air",
            Self::HeatToLiquid => "heat-to-liquid",
            Self::Mass => "mass",
            Self::CableEnds => "link-ends",
            Self::Modules => "modules",
            Self::Price => "price",
            Self::Failures => "failures",
        }
    }

    pub fn readout(self) -> Unit {
        match self {
            Self::Draw | Self::DrawPerAccelerator | Self::HeatToAir | Self::HeatToLiquid => Unit::Watt,
            Self::FeedShare => Unit::Percent,
            Self::Mass => Unit::Kilogram,
            Self::Price => Unit::Usd,
            Self::CableEnds | Self::Modules => Unit::Count,
            Self::Failures => Unit::PerYear,
        }
    }
}

impl Report {
    /// A quantity of one rack; `None` where it has none, such as power per accelerator without accelerators.
    pub fn rack_quantity(&self, index: u32, quantity: RackQuantity) -> Option<f64> {
        let (kind, tally) = (self.kind_of(index)?, self.tallies.get(index as usize)?);
        let watts = |uw: i64| float(i128::from(uw)) / 1e6;
        Some(match quantity {
            RackQuantity::Draw => watts(tally.draw.likely),
            RackQuantity::FeedShare => 100.0 * watts(tally.draw.likely) / watts(kind.feed_uw.max(UW_PER_MW)),
            RackQuantity::DrawPerAccelerator if kind.accelerators == 0 => return None,
            RackQuantity::DrawPerAccelerator => watts(tally.draw.likely) / real(kind.accelerators),
            RackQuantity::HeatToAir => watts(tally.air_uw),
            RackQuantity::HeatToLiquid => watts(tally.liquid_uw),
            RackQuantity::Mass => float(i128::from(kind.mass_g.likely)) / 1000.0,
            RackQuantity::CableEnds => real(self.row(index).iter().copied().fold(0, u64::saturating_add)),
            RackQuantity::Modules => real(self.parts_of(index).map(|(_, sum)| sum.modules).fold(0, u64::saturating_add)),
            RackQuantity::Price => self.rack_price(index).likely,
            RackQuantity::Failures => self.rack_failures(index),
        })
    }

    /// What a rack's ends take, slot by slot.
    fn parts_of(&self, index: u32) -> impl Iterator<Item = (&super::resolve::Slot, SlotSum)> {
        let slots = self.resolved.slots.iter().zip(self.row(index));
        let kind = self.racks.get(index as usize).map_or(u32::MAX, |rack| rack.kind);
        slots.filter(|(_, ends)| **ends > 0).map(move |(slot, ends)| (slot, SlotSum::of(&self.resolved, kind, slot, *ends)))
    }

    /// What stands in a rack, with the modules at its end of links; cables belong to no rack.
    pub fn rack_price(&self, index: u32) -> Figure<f64> {
        self.kind_of(index).map_or_else(Figure::default, |kind| self.price_over(self.kind_price(kind), index))
    }

    /// What stands in every rack of a type, without links.
    pub(super) fn kind_price(&self, kind: &RackKind) -> Figure<f64> {
        let parts = kind.parts.iter().map(|part| price(&self.input.catalog, part.class, &part.id).times(real(part.count)));
        parts.fold(Figure::default(), Figure::<f64>::plus)
    }

    /// The price of a rack whose type is known to cost so much.
    pub(super) fn price_over(&self, kind: Figure<f64>, index: u32) -> Figure<f64> {
        let modules = self.parts_of(index).filter(|(slot, _)| !slot.built_in).filter_map(|(slot, sum)| {
            let technology = self.resolved.technology(slot)?;
            Some(technology.price.times(real(sum.modules)))
        });
        modules.fold(kind, Figure::<f64>::plus)
    }

    /// Failures a year of what stands in a rack and of the modules and lasers at its ends.
    fn rack_failures(&self, index: u32) -> f64 {
        self.kind_of(index).map_or(0.0, |kind| self.failures_over(self.kind_failures(kind), index))
    }

    /// The failures of a rack whose type is known to have so many.
    pub(super) fn failures_over(&self, kind: f64, index: u32) -> f64 {
        let links = self.parts_of(index).filter_map(|(slot, parts)| {
            let technology = self.resolved.technology(slot)?;
            let modules = technology.failures.likely * real(parts.modules);
            let lasers = technology.lasers.as_ref().map_or(0.0, |lasers| lasers.failures.likely * real(parts.lasers));
            Some(modules + lasers)
        });
        kind + sum(links)
    }

    /// Failures a year of every rack of a type, without links.
    pub(super) fn kind_failures(&self, kind: &RackKind) -> f64 {
        let catalog = &self.input.catalog;
        sum(kind.parts.iter().map(|part| {
            let rate = match part.class {
                PartClass::Accelerator => catalog.accelerator(&part.id).map(|found| &found.afr),
                PartClass::Blade => catalog.blade(&part.id).map(|found| &found.afr),
                PartClass::Switch => catalog.switch(&part.id).map(|found| &found.afr),
                PartClass::Memory => catalog.memory(&part.id).map(|found| &found.afr),
                PartClass::Frame => None,
            };
            rate.map_or(0.0, |rate| rate.value().get()) * real(part.count)
        }))
    }

    /// Watts of one tier's links at a rack.
    pub fn rack_tier_w(&self, index: u32, tier: usize) -> Figure<f64> {
        let slots = self.resolved.slots.iter().zip(self.row(index)).filter(|(slot, _)| slot.tier == tier);
        let power = slots.filter_map(|(slot, ends)| {
            let technology = self.resolved.technology(slot)?;
            Some(per(technology.host_uw.plus(technology.module_uw).times(real(*ends)), 1e6))
        });
        power.fold(Figure::default(), Figure::<f64>::plus)
    }
}
