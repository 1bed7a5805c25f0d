//! What fails, how often, what is replaced and who waits for it. Failures a year = count x failure rate, in series; the blast of a failure is
//! the bandwidth or the accelerators that are gone until the part is replaced.
//!
//! Accelerator-hours lost count shares: an accelerator that loses a ninth of its links counts as a ninth. A switch of a level takes one
//! switch's share of the tier's bandwidth with it; a module the links in it; an engine that cannot be drawn alone the whole tray or sled; a
//! board with the traces of a rack all of them; a shelf that alone feeds a rack the rack. What leads to other halls stops no accelerator here.

pub mod poisson;

use crate::model::parts::{Family, ReplacedUnit};
use crate::model::rack_type::{Feeds, Level, Role};
use crate::model::text::Id;
use crate::model::tier::Endpoints;
use crate::solve::bundle::CellSum;
use crate::solve::figure::{Figure, real, sum};
use crate::solve::money::bill::{cables, each_technology, price, slots_of};
use crate::solve::money::per;
use crate::solve::report::Report;
use crate::solve::resolve::Slot;
use crate::solve::resolve::rack_kind::{LEVELS, PartClass, RackKind};
use crate::solve::resolve::technology::Technology;
use crate::solve::resolve::tier::Side;
use crate::solve::tally::SlotSum;

/// Hours in a year.
pub const YEAR_HOURS: f64 = 8_760.0;

/// Parts of one kind that fail and are replaced in one way.
#[derive(Clone, Debug, PartialEq)]
pub struct Fru {
    /// Catalogue id, with the side of a link where it matters.
    pub item: String,
    pub tier: Option<usize>,
    /// What is exchanged, in words.
    pub replaced: &'static str,
    pub count: u64,
    /// Failures a year of all of them.
    pub failures: Figure<f64>,
    /// Failures a year that anybody waits for; fewer where spares take over by themselves.
    pub outages: Figure<f64>,
    /// From the failure until it works again.
    pub hours: f64,
    /// Accelerators that lose something, and the same as whole accelerators.
    pub affected: f64,
    pub equivalent: f64,
    /// A maintenance contract pays the part.
    pub contract: bool,
    /// USD of the part that is used up, and of the unit that is held as a spare.
    pub part_price: Figure<f64>,
    pub unit_price: Figure<f64>,
}

impl Fru {
    /// Accelerator-hours lost a year.
    pub fn lost_hours(&self) -> Figure<f64> {
        self.outages.times(self.hours * self.equivalent)
    }
}

/// Everything that fails, in document order.
pub fn frus(report: &Report) -> Vec<Fru> {
    let work = Work::of(report);
    let mut found = work.racked();
    for (tier, place, technology) in each_technology(report) {
        found.extend(work.cables(tier, place, technology));
        for (slot, sum) in slots_of(report, tier, place) {
            found.extend(work.modules(slot, sum, technology));
            found.extend(work.lasers(slot, sum, technology));
        }
    }
    found.retain(|fru| fru.count > 0);
    found
}

/// What one switch, one link and one sled of each tier are worth in accelerators.
struct Work<'r> {
    report: &'r Report,
    accelerators: f64,
}

impl<'r> Work<'r> {
    fn of(report: &'r Report) -> Self {
        let of_kind = |(kind, sum): (&'_ crate::solve::resolve::rack_kind::RackKind, &'_ crate::solve::tally::KindSum)| {
            real(kind.accelerators) * real(sum.racks)
        };
        Self { report, accelerators: sum(report.resolved.kinds.iter().zip(&report.sums.kinds).map(of_kind)) }
    }

    fn repair_hours(&self) -> f64 {
        self.report.resolved.rates.detect_hours + self.report.resolved.rates.blade_repair.likely
    }

    /// Whole accelerators that one switch of a level takes away: its share of the tier's bandwidth.
    fn switch_share(&self, tier: usize, level: Level) -> f64 {
        let levels = self.report.networks.get(tier).map_or(&[][..], |network| &network.levels);
        let switches = levels.iter().filter(|known| known.level == level).map(|known| known.needed).fold(0, u64::saturating_add);
        if switches == 0 { 0.0 } else { self.served(tier) / real(switches) }
    }

    /// Accelerators that a tier serves.
    fn served(&self, tier: usize) -> f64 {
        let elsewhere = self.report.resolved.tiers.get(tier).is_some_and(|tier| tier.endpoints == Endpoints::Gateways);
        if elsewhere { 0.0 } else { self.accelerators }
    }

    /// The same as [`Self::switch_share`] for the switch of any port in use.
    fn port_switch_share(&self, tier: usize) -> f64 {
        let levels = self.report.networks.get(tier).map_or(&[][..], |network| &network.levels);
        let ports = levels.iter().filter(|known| known.level != Level::Circuit).map(|known| (known.level, real(known.ports_used)));
        let weighted = sum(ports.clone().map(|(level, ports)| ports * self.switch_share(tier, level)));
        let all = sum(ports.map(|(_, ports)| ports));
        if all > 0.0 { weighted / all } else { 0.0 }
    }

    /// Whole accelerators that stand still without a rack: its own, or the share of its switches.
    fn rack_share(&self, kind: &RackKind) -> f64 {
        let tiers = kind.tiers.iter().enumerate();
        let switches = tiers.flat_map(|(tier, place)| place.slots.iter().zip(LEVELS).map(move |(slots, level)| (tier, level, *slots)));
        let shares = switches.filter(|(.., slots)| *slots > 0).map(|(tier, level, slots)| self.switch_share(tier, level) * real(slots));
        real(kind.accelerators).max(sum(shares))
    }

    /// Whole accelerators that one link towards an endpoint takes away.
    fn link_share(&self, tier: usize) -> f64 {
        let injected = |network: &crate::solve::network::Network| {
            sum(network.fabrics().filter_map(|(n, fabric)| Some(real(fabric.as_ref().ok()?.injection) * real(n))))
        };
        let links = self.report.networks.get(tier).map_or(0.0, injected);
        if links > 0.0 { self.served(tier) / links } else { 0.0 }
    }

    /// Accelerators on the blade that a link end of a tier sits on, and the price of that blade.
    fn sled(&self, tier: usize) -> (f64, Figure<f64>) {
        let catalog = &self.report.input.catalog;
        let blades =
            self.report.input.plan.rack_types.iter().flat_map(|kind| &kind.blades).filter_map(|mounted| catalog.blade(&mounted.part));
        let endpoints = self.report.resolved.tiers.get(tier).map(|tier| tier.endpoints);
        let sled = blades.into_iter().find(|blade| blade.accelerators.is_some() && endpoints.is_some());
        let Some((blade, fitted)) = sled.and_then(|blade| Some((blade, blade.accelerators.as_ref()?))) else {
            return (0.0, Figure::default());
        };
        let count = real(fitted.count.count());
        let accelerators = price(catalog, PartClass::Accelerator, &fitted.part).times(count);
        (count, Figure::of(&blade.price).plus(accelerators))
    }

    /// Switches on the blade that serves a tier, and the price of that blade with them.
    fn tray(&self, tier: usize) -> (f64, Figure<f64>) {
        let catalog = &self.report.input.catalog;
        let id = self.report.resolved.tiers.get(tier).map(|tier| tier.id.clone());
        let mounted = self.report.input.plan.rack_types.iter().flat_map(|kind| &kind.blades);
        let serving = mounted.into_iter().find(|mounted| mounted.serves.as_ref().is_some_and(|serves| Some(&serves.tier) == id.as_ref()));
        let Some(blade) = serving.and_then(|mounted| catalog.blade(&mounted.part)) else { return (1.0, Figure::default()) };
        let Some(fitted) = &blade.switches else { return (1.0, Figure::of(&blade.price)) };
        let count = real(fitted.count.count());
        (count, Figure::of(&blade.price).plus(price(catalog, PartClass::Switch, &fitted.part).times(count)))
    }

    /// Blades and what is fitted on them, rack type by rack type.
    fn racked(&self) -> Vec<Fru> {
        let report = self.report;
        let mut found: Vec<Fru> = Vec::new();
        let kinds = report.input.plan.rack_types.iter().zip(&report.resolved.kinds).zip(&report.sums.kinds);
        for ((kind, resolved), sum) in kinds.filter(|(_, sum)| sum.racks > 0) {
            for mounted in &kind.blades {
                let Some(blade) = report.input.catalog.blade(&mounted.part) else { continue };
                let blades = mounted.count.count().saturating_mul(sum.racks);
                let served = mounted.serves.as_ref();
                let tier = served.and_then(|serves| report.resolved.tiers.iter().position(|tier| tier.id == serves.tier));
                let share = tier.zip(served).map_or(0.0, |(tier, serves)| self.switch_share(tier, serves.level));
                let on_blade = blade.accelerators.as_ref().map_or(0.0, |fitted| real(fitted.count.count()));
                let switches = blade.switches.as_ref().map_or(0.0, |fitted| real(fitted.count.count()));
                let lost = match (blade.role, kind.feeds) {
                    (Role::Power, Feeds::Single) => self.rack_share(resolved),
                    (Role::Power, _) => 0.0,
                    _ => on_blade + share * switches,
                };
                let unit = self.blade_price(blade);
                let fru = |item: &Id, replaced, count, rate: Figure<f64>, lost: f64, part: Figure<f64>| Fru {
                    item: item.to_string(),
                    tier,
                    replaced,
                    count,
                    failures: rate.times(real(count)),
                    outages: rate.times(real(count)),
                    hours: self.repair_hours(),
                    affected: lost,
                    equivalent: lost,
                    contract: true,
                    part_price: part,
                    unit_price: part.plus(Figure::default()),
                };
                add(&mut found, fru(&blade.id, "blade", blades, Figure::of(&blade.afr), lost, Figure::of(&blade.price)));
                if let Some((fitted, part)) = fitted(&blade.accelerators, |id| report.input.catalog.accelerator(id)) {
                    let count = blades.saturating_mul(fitted);
                    let fru = fru(&part.id, "sled", count, Figure::of(&part.afr), on_blade, Figure::of(&part.price));
                    add(&mut found, Fru { unit_price: unit, ..fru });
                }
                if let Some((fitted, part)) = fitted(&blade.switches, |id| report.input.catalog.switch(id)) {
                    let count = blades.saturating_mul(fitted);
                    let fru = fru(&part.id, "switch tray", count, Figure::of(&part.afr), share * switches, Figure::of(&part.price));
                    add(&mut found, Fru { unit_price: unit, ..fru });
                }
                if let Some((fitted, part)) = fitted(&blade.memory, |id| report.input.catalog.memory(id)) {
                    let count = blades.saturating_mul(fitted);
                    add(&mut found, fru(&part.id, "blade", count, Figure::of(&part.afr), 0.0, Figure::of(&part.price)));
                }
            }
        }
        found
    }

    fn blade_price(&self, blade: &crate::model::parts::Blade) -> Figure<f64> {
        let catalog = &self.report.input.catalog;
        let of = |class, fitted: &Option<crate::model::parts::Fitted>| {
            fitted.as_ref().map_or_else(Figure::default, |fitted| price(catalog, class, &fitted.part).times(real(fitted.count.count())))
        };
        Figure::of(&blade.price)
            .plus(of(PartClass::Accelerator, &blade.accelerators))
            .plus(of(PartClass::Switch, &blade.switches))
            .plus(of(PartClass::Memory, &blade.memory))
    }

    /// Cables that are replaced as a whole.
    fn cables(&self, tier: usize, place: usize, technology: &Technology) -> Option<Fru> {
        let report = self.report;
        if !technology.is_cable {
            return None;
        }
        let cells = report.cells.list.iter().zip(&report.sums.cells);
        let mine = cells.filter(|(cell, _)| cell.tier == tier && cell.pick.technology == place);
        let mut all = CellSum::default();
        mine.for_each(|(_, sum)| all.add(sum));
        // Traces run on a board for each pair of racks that they join, and fail with it.
        let traces = technology.is_traces();
        let count = if traces { all.bundles } else { all.cables };
        let ends = if traces { real(all.links) / real(all.bundles.max(1)) } else { real(technology.links_per_unit) };
        let price = self.cable_price(tier, technology);
        Some(Fru {
            item: technology.id.to_string(),
            tier: Some(tier),
            replaced: replaced_word(report, technology),
            count,
            failures: technology.failures.times(real(count)),
            outages: technology.failures.times(real(count)),
            hours: report.resolved.rates.detect_hours + technology.repair_hours,
            affected: ends,
            equivalent: self.link_share(tier) * ends,
            contract: false,
            part_price: price,
            unit_price: price,
        })
    }

    /// USD of a cable in the mean: with its metres, not its ends alone. Traces cost the part of the board that links share.
    fn cable_price(&self, tier: usize, technology: &Technology) -> Figure<f64> {
        if technology.is_traces() {
            return technology.traces_price();
        }
        let mine = cables(self.report).into_iter().filter(|line| line.tier == Some(tier) && line.item == technology.id.as_str());
        let (amount, count) =
            mine.fold((Figure::default(), 0.0), |(sum, count): (Figure<f64>, f64), line| (sum.plus(line.amount), count + line.quantity));
        per(amount, count)
    }

    /// Modules and engines of one side; those built into a switch fail with it.
    fn modules(&self, slot: &Slot, sum: &SlotSum, technology: &Technology) -> Option<Fru> {
        let report = self.report;
        if technology.is_cable {
            return None;
        }
        let ends = real(technology.ends_per_unit);
        let alone = self.link_share(slot.tier) * ends;
        let (unit_hours, blade_hours) = (technology.repair_hours, report.resolved.rates.blade_repair.likely);
        let detect = report.resolved.rates.detect_hours;
        let unit = replaced_unit(report, technology);
        let with_others = matches!(unit, Some(ReplacedUnit::Sled | ReplacedUnit::SwitchTray | ReplacedUnit::Chassis));
        let (affected, equivalent, unit_price, replaced, hours) = match slot.side {
            Side::Switch if with_others || slot.built_in => {
                let (switches, price) = self.tray(slot.tier);
                let lost = self.port_switch_share(slot.tier) * switches;
                (lost.max(ends), lost, price, "switch tray", unit_hours.max(blade_hours))
            }
            Side::Endpoint if with_others => {
                let (count, price) = self.sled(slot.tier);
                (count, count, price, "sled", unit_hours.max(blade_hours))
            }
            _ => (ends, alone, technology.price, replaced_word(report, technology), unit_hours),
        };
        Some(Fru {
            item: format!("{} at {}", technology.id, crate::solve::money::bill::side_word(slot.side)),
            tier: Some(slot.tier),
            replaced,
            count: sum.modules,
            failures: technology.failures.times(real(sum.modules)),
            outages: technology.failures.times(real(sum.modules)),
            hours: detect + hours,
            affected,
            equivalent,
            contract: slot.built_in,
            part_price: self.used_up(slot, technology),
            unit_price,
        })
    }

    /// USD of the part that is used up when a module fails: a switch with the engines built into it, a package with those in it, or itself.
    fn used_up(&self, slot: &Slot, technology: &Technology) -> Figure<f64> {
        let catalog = &self.report.input.catalog;
        if slot.built_in {
            let switch = self.report.resolved.tiers.get(slot.tier).and_then(|tier| tier.switch.as_ref());
            return switch.map_or_else(Figure::default, |switch| price(catalog, PartClass::Switch, &switch.id));
        }
        let fitted = (technology.family == Family::InPackage && slot.side == Side::Endpoint).then(|| self.package()).flatten();
        fitted.map_or(technology.price, |package| price(catalog, PartClass::Accelerator, package))
    }

    /// The accelerator that stands on the floor first.
    fn package(&self) -> Option<&Id> {
        let kinds = self.report.resolved.kinds.iter().zip(&self.report.sums.kinds).filter(|(_, sum)| sum.racks > 0);
        kinds.flat_map(|(kind, _)| &kind.parts).find(|part| part.class == PartClass::Accelerator).map(|part| &part.id)
    }

    /// Laser modules: one feeds many ports and counts once; a standby takes over unless two of a group are down together.
    fn lasers(&self, slot: &Slot, sum: &SlotSum, technology: &Technology) -> Option<Fru> {
        let lasers = technology.lasers.as_ref()?;
        let hours = self.report.resolved.rates.detect_hours + lasers.repair_hours;
        let failures = lasers.failures.times(real(sum.lasers));
        let groups = real(sum.lasers / lasers.per_group.max(1));
        let outages = if lasers.spares > 0 { failures_together(lasers.failures, lasers.per_group, hours).times(groups) } else { failures };
        let ports = real(lasers.ends_per_group) / real(lasers.per_group - lasers.spares).max(1.0);
        let fed = if lasers.spares > 0 { real(lasers.ends_per_group) } else { ports };
        Some(Fru {
            item: format!("{} laser at {}", technology.id, crate::solve::money::bill::side_word(slot.side)),
            tier: Some(slot.tier),
            replaced: "laser module",
            count: sum.lasers,
            failures,
            outages,
            hours,
            affected: fed,
            equivalent: self.link_share(slot.tier) * fed,
            contract: false,
            part_price: lasers.price,
            unit_price: lasers.price,
        })
    }
}

/// Rate at which any two of `n` parts are down together: `n (n - 1) rate^2 x hours`, a year.
pub fn failures_together(rate: Figure<f64>, n: u64, hours: f64) -> Figure<f64> {
    let pairs = real(n) * real(n.saturating_sub(1));
    rate.product(rate).times(pairs * hours / YEAR_HOURS)
}

/// The same part in several rack types is one entry where all else is the same.
fn add(found: &mut Vec<Fru>, fru: Fru) {
    let same =
        |known: &&mut Fru| known.item == fru.item && known.tier == fru.tier && known.equivalent.to_bits() == fru.equivalent.to_bits();
    match found.iter_mut().find(same) {
        Some(known) => {
            known.count = known.count.saturating_add(fru.count);
            known.failures = known.failures.plus(fru.failures);
            known.outages = known.outages.plus(fru.outages);
        }
        None => found.push(fru),
    }
}

fn fitted<'c, P>(fitted: &Option<crate::model::parts::Fitted>, part: impl Fn(&Id) -> Option<&'c P>) -> Option<(u64, &'c P)> {
    let fitted = fitted.as_ref()?;
    Some((fitted.count.count(), part(&fitted.part)?))
}

fn replaced_unit(report: &Report, technology: &Technology) -> Option<ReplacedUnit> {
    report.input.catalog.interconnect(&technology.id).map(|part| part.replaced)
}

fn replaced_word(report: &Report, technology: &Technology) -> &'static str {
    match replaced_unit(report, technology) {
        Some(ReplacedUnit::Board) => "board",
        Some(ReplacedUnit::Cable) => "cable",
        Some(ReplacedUnit::LaserModule) => "laser module",
        Some(ReplacedUnit::SwitchTray) => "switch tray",
        Some(ReplacedUnit::Sled) => "sled",
        Some(ReplacedUnit::Chassis) => "chassis",
        Some(ReplacedUnit::Module) | None => "module",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two lasers, one needed: about 2 x rate^2 x repair time. 1 % a year and 8.76 hours: 2 x 1e-4 x 1e-3.
    #[test]
    fn a_standby_makes_outages_rare() {
        let got = failures_together(Figure::exact(0.01), 2, 8.76).likely;
        assert!((got - 2e-7).abs() < 1e-12, "{got}");
    }
}
