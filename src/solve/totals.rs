//! What the whole plan comes to: the numbers of the summary strip, each with its range and the share that rests on estimates.

use super::figure::{Figure, float, real, sum as summed};
use super::money::{self, Basis, Money, energy_kwh, per, watts, watts_of};
use super::reliability::{Fru, YEAR_HOURS, frus};
use super::report::Report;
use super::resolve::rack_kind::PartClass;
use super::resolve::supply::Case;
use super::tiers::{TierTotals, totals as tier_totals};
use crate::model::plan::Pue;
use crate::model::rack_type::Role;

/// Totals of a plan. Watts; rates in Gb/s each way.
#[derive(Clone, Debug, PartialEq)]
pub struct Totals {
    pub accelerators: u64,
    pub racks: u64,
    /// By role: compute, switch, memory, power, cooling.
    pub racks_by_role: [u64; 5],
    /// At the racks' inlets, all parts at full load.
    pub it_w: Figure<f64>,
    /// The same at the average load of accelerators.
    pub typical_w: Figure<f64>,
    pub site_w: Figure<f64>,
    pub site_typical_w: Figure<f64>,
    /// Site power over IT power, IT measured at the rack inlet.
    pub pue: Figure<f64>,
    pub links_w: f64,
    pub fans_w: f64,
    pub loss_w: f64,
    pub liquid_w: f64,
    pub air_w: f64,
    pub coolant_l_per_min: f64,
    pub most_w: f64,
    pub mean_w: f64,
    pub per_accelerator_w: Figure<f64>,
    pub per_pflops_w: Figure<f64>,
    /// Gigabytes on the packages of accelerators, and of memory parts.
    pub hbm_gb: f64,
    pub memory_gb: f64,
    pub mass_kg: f64,
    pub floor_m2: f64,
    pub injection_gbps: f64,
    pub links: u64,
    pub cables: u64,
    pub cable_m: f64,
    pub modules: u64,
    pub lasers: u64,
    pub fibres: u128,
    pub pairs: u128,
    pub tiers: Vec<TierTotals>,
    pub frus: Vec<Fru>,
    pub failures: Figure<f64>,
    pub lost_hours: Figure<f64>,
    pub availability: f64,
    pub money: Money,
    pub usd_per_accelerator_hour: Figure<f64>,
    pub usd_per_tbps: Figure<f64>,
    pub usd_per_watt: Figure<f64>,
    /// Share of the capital that moves bits.
    pub network_share: f64,
    pub energy_kwh: Figure<f64>,
    pub carbon_kg: Figure<f64>,
    pub water_l: f64,
    /// Things the catalogue or the plan does not have: totals leave them out.
    pub unknown: u64,
}

impl Report {
    /// What the plan comes to.
    pub fn totals(&self) -> Totals {
        let power = Power::of(self);
        let tiers: Vec<TierTotals> = (0..self.resolved.tiers.len()).map(|tier| tier_totals(self, tier)).collect();
        let frus = frus(self);
        let accelerators = self.accelerators();
        let money =
            money::money(self, &Basis { frus: &frus, typical_w: power.typical_w, pue: power.pue, accelerators, floor_m2: self.floor_m2() });
        let sum = |of: fn(&TierTotals) -> u64| tiers.iter().map(of).fold(0, u64::saturating_add);
        let injection_gbps = summed(tiers.iter().map(|tier| tier.injection_gbps));
        let total = |of: fn(&Fru) -> Figure<f64>| frus.iter().fold(Figure::default(), |sum: Figure<f64>, fru| sum.plus(of(fru)));
        let (failures, lost_hours) = (total(|fru| fru.failures), total(Fru::lost_hours));
        let hours = real(accelerators) * YEAR_HOURS;
        let availability = if hours > 0.0 { (1.0 - lost_hours.likely / hours).max(0.0) } else { 1.0 };
        let energy = energy_kwh(power.typical_w, power.pue);
        Totals {
            accelerators,
            racks: u64::try_from(self.racks.len()).unwrap_or(u64::MAX),
            racks_by_role: self.by_role(),
            per_accelerator_w: per(power.it_w, real(accelerators)),
            per_pflops_w: per(power.it_w, self.petaflops()),
            most_w: watts_of(i128::from(self.sums.most_uw)),
            mean_w: per(power.it_w, real(u64::try_from(self.racks.len()).unwrap_or(0))).likely,
            hbm_gb: self.gigabytes(PartClass::Accelerator),
            memory_gb: self.gigabytes(PartClass::Memory),
            mass_kg: self.mass_kg(),
            floor_m2: self.floor_m2(),
            injection_gbps,
            links: sum(|tier| tier.links),
            cables: sum(|tier| tier.cables),
            cable_m: summed(tiers.iter().map(|tier| tier.cable_m)),
            modules: sum(|tier| tier.modules),
            lasers: sum(|tier| tier.lasers),
            fibres: tiers.iter().map(|tier| tier.fibres).sum(),
            pairs: tiers.iter().map(|tier| tier.pairs).sum(),
            usd_per_accelerator_hour: per(money.levelised, hours),
            usd_per_tbps: per(money.network_capex, injection_gbps / 1000.0),
            usd_per_watt: per(money.capex, power.it_w.likely),
            network_share: if money.capex.likely > 0.0 { money.network_capex.likely / money.capex.likely } else { 0.0 },
            carbon_kg: energy.product(self.resolved.rates.carbon),
            energy_kwh: energy,
            water_l: power.water_l_per_kwh * power.typical_w.likely * YEAR_HOURS / 1000.0,
            coolant_l_per_min: power.coolant_l_per_min,
            it_w: power.it_w,
            typical_w: power.typical_w,
            site_w: power.it_w.product(power.pue),
            site_typical_w: power.typical_w.product(power.pue),
            pue: power.pue,
            links_w: power.links_w,
            fans_w: power.fans_w,
            loss_w: power.loss_w,
            liquid_w: power.liquid_w,
            air_w: power.air_w,
            tiers,
            frus,
            failures,
            lost_hours,
            availability,
            money,
            unknown: u64::try_from(self.resolved.unknown.len() + self.input.refused.len()).unwrap_or(u64::MAX),
        }
    }

    pub fn accelerators(&self) -> u64 {
        let of = self.resolved.kinds.iter().zip(&self.sums.kinds).map(|(kind, sum)| kind.accelerators.saturating_mul(sum.racks));
        of.fold(0, u64::saturating_add)
    }

    fn by_role(&self) -> [u64; 5] {
        [Role::Compute, Role::Switch, Role::Memory, Role::Power, Role::Cooling].map(|role| {
            let mine = self.resolved.kinds.iter().zip(&self.sums.kinds).filter(|(kind, _)| kind.role == role);
            mine.map(|(_, sum)| sum.racks).sum()
        })
    }

    /// Dense FP8 of all accelerators, or BF16 where that is all that is known.
    fn petaflops(&self) -> f64 {
        let counts = money::bill::counts(self).into_iter();
        let rate = |(class, id, count)| {
            if class != PartClass::Accelerator {
                return 0.0;
            }
            let part = self.input.catalog.accelerator(&id);
            let teraflops = part.and_then(|part| part.fp8.as_ref().or(part.bf16.as_ref())).map_or(0.0, |rate| rate.value().get());
            teraflops / 1000.0 * real(count)
        };
        summed(counts.map(rate))
    }

    /// Capacity of all parts of a class.
    fn gigabytes(&self, class: PartClass) -> f64 {
        let catalog = &self.input.catalog;
        let each = |id: &crate::model::text::Id| match class {
            PartClass::Accelerator => catalog.accelerator(id).map_or(0.0, |part| part.hbm.value().get()),
            _ => catalog.memory(id).map_or(0.0, |part| part.capacity.value().get()),
        };
        summed(money::bill::counts(self).iter().filter(|(of, ..)| *of == class).map(|(_, id, count)| each(id) * real(*count)))
    }

    fn mass_kg(&self) -> f64 {
        let racks =
            self.resolved.kinds.iter().zip(&self.sums.kinds).map(|(kind, sum)| float(i128::from(kind.mass_g.likely)) * real(sum.racks));
        summed(racks) / 1000.0
    }

    /// Footprints of racks.
    fn floor_m2(&self) -> f64 {
        let area = |kind: &super::resolve::rack_kind::RackKind| float(i128::from(kind.width_mm) * i128::from(kind.depth_mm)) / 1e6;
        summed(self.resolved.kinds.iter().zip(&self.sums.kinds).map(|(kind, sum)| area(kind) * real(sum.racks)))
    }
}

/// Power and heat of all racks and of the plant that serves them.
struct Power {
    it_w: Figure<f64>,
    typical_w: Figure<f64>,
    pue: Figure<f64>,
    links_w: f64,
    fans_w: f64,
    loss_w: f64,
    liquid_w: f64,
    air_w: f64,
    coolant_l_per_min: f64,
    water_l_per_kwh: f64,
}

impl Power {
    fn of(report: &Report) -> Self {
        let kinds = || report.resolved.kinds.iter().zip(&report.sums.kinds);
        let draw = kinds().fold(Figure::default(), |sum: Figure<i128>, (_, kind)| sum.plus(kind.draw));
        let typical = kinds().fold(Figure::default(), |sum: Figure<i128>, (_, kind)| sum.plus(kind.typical));
        let it = kinds().fold(Figure::default(), |sum: Figure<i128>, (_, kind)| sum.plus(kind.it));
        let sum = |of: fn(&super::tally::KindSum) -> i128| watts_of(kinds().map(|(_, kind)| of(kind)).sum());
        let flow = summed(kinds().map(|(kind, sum)| float(sum.liquid_uw) / 1e9 * kind.cooler.flow));
        let water = summed(kinds().map(|(kind, sum)| float(sum.draw.likely) * kind.cooler.water_l_per_kwh.likely));
        let draw_uw = float(draw.likely);
        Self {
            it_w: watts(draw),
            typical_w: watts(typical),
            pue: pue(report),
            links_w: sum(|kind| kind.links_uw),
            fans_w: sum(|kind| kind.fans_uw),
            loss_w: watts_of(draw.likely - it.likely),
            liquid_w: sum(|kind| kind.liquid_uw),
            air_w: sum(|kind| kind.air_uw),
            coolant_l_per_min: flow,
            water_l_per_kwh: if draw_uw > 0.0 { water / draw_uw } else { 0.0 },
        }
    }
}

/// As given, or from what the chain loses before the racks and what the cooling draws; one for a plan without racks.
fn pue(report: &Report) -> Figure<f64> {
    if let Pue::Fixed { value } = report.input.plan.site.pue {
        return Figure::exact(value.get());
    }
    let of = |case: Case| {
        let (mut racks, mut site) = (0.0, 0.0);
        for (kind, sum) in report.resolved.kinds.iter().zip(&report.sums.kinds) {
            let draw = float(sum.draw.likely);
            racks += draw;
            site += draw / kind.supply.upstream_efficiency(case) + kind.cooler.plant(sum.liquid_uw, sum.air_uw, case);
        }
        if racks > 0.0 { site / racks } else { 1.0 }
    };
    let likely = of(Case::Likely);
    // The numbers behind it are estimates where any of the site's are.
    let guess = report.resolved.site_supply.is_guess() || report.resolved.site_cooler.air_cop.guessed > 0.0;
    Figure { low: of(Case::Low), likely, high: of(Case::High), guessed: if guess { likely - 1.0 } else { 0.0 } }
}
