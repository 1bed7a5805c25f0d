//! Every result of a report as a list of named numbers: what tables, CSV and JSON print. Names of sections and quantities stay.

use super::figure::{Figure, real};
use super::money::bill::{Group, Line};
use super::readout::Unit;
use super::report::Report;
use super::tiers::TierTotals;
use super::totals::Totals;
use super::{RackQuantity, figure::float};

/// One number with its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// `total`, `tier`, `rack-type`, `bill`, `running`, `failures`.
    pub section: &'static str,
    /// The tier, rack type, part or line it is about; empty for totals.
    pub subject: String,
    pub quantity: &'static str,
    pub figure: Figure<f64>,
    pub unit: Unit,
}

/// Collects readings of one section.
struct List {
    section: &'static str,
    subject: String,
    /// Subjects of the section so far that may come again.
    named: Vec<String>,
    readings: Vec<Reading>,
}

impl List {
    fn new(section: &'static str) -> Self {
        Self { section, subject: String::new(), named: Vec::new(), readings: Vec::new() }
    }

    fn about(&mut self, subject: impl ToString) {
        self.subject = subject.to_string();
    }

    /// The same part may fail in several ways: the second of a name is told apart, so that nothing that is looked up by name is lost.
    fn about_another(&mut self, subject: String) {
        let before = self.named.iter().filter(|known| **known == subject).count();
        self.subject = if before == 0 { subject.clone() } else { format!("{subject} #{}", before + 1) };
        self.named.push(subject);
    }

    fn figure(&mut self, quantity: &'static str, figure: Figure<f64>, unit: Unit) {
        let subject = self.subject.clone();
        self.readings.push(Reading { section: self.section, subject, quantity, figure, unit });
    }

    fn exact(&mut self, quantity: &'static str, value: f64, unit: Unit) {
        self.figure(quantity, Figure::exact(value), unit);
    }

    fn count(&mut self, quantity: &'static str, count: u64) {
        self.exact(quantity, real(count), Unit::Count);
    }
}

/// All readings, in the order people want them.
pub fn readings(report: &Report, totals: &Totals) -> Vec<Reading> {
    let mut all = of_totals(totals);
    all.extend(of_tiers(report, totals));
    all.extend(of_kinds(report));
    all.extend(of_bill(report, totals));
    all.extend(of_running(totals));
    all.extend(of_failures(report, totals));
    all
}

/// What the plan comes to.
pub fn of_totals(totals: &Totals) -> Vec<Reading> {
    let mut list = List::new("total");
    size(&mut list, totals);
    power(&mut list, totals);
    network(&mut list, totals);
    money(&mut list, totals);
    reliability(&mut list, totals);
    list.readings
}

fn size(list: &mut List, totals: &Totals) {
    list.count("accelerators", totals.accelerators);
    list.count("racks", totals.racks);
    for (quantity, count) in
        ["compute-racks", "switch-racks", "memory-racks", "power-racks", "cooling-racks"].into_iter().zip(totals.racks_by_role)
    {
        list.count(quantity, count);
    }
    list.exact("hbm", totals.hbm_gb, Unit::Gigabyte);
    list.exact("memory", totals.memory_gb, Unit::Gigabyte);
    list.exact("footprint", totals.floor_m2, Unit::SquareMetre);
    list.exact("mass", totals.mass_kg, Unit::Kilogram);
}

fn power(list: &mut List, totals: &Totals) {
    list.figure("it-power", totals.it_w, Unit::Watt);
    list.figure("typical-power", totals.typical_w, Unit::Watt);
    list.figure("site-power", totals.site_w, Unit::Watt);
    list.figure("pue", totals.pue, Unit::Ratio);
    list.exact("most-per-rack", totals.most_w, Unit::Watt);
    list.exact("mean-per-rack", totals.mean_w, Unit::Watt);
    list.figure("power-per-accelerator", totals.per_accelerator_w, Unit::Watt);
    list.figure("power-per-pflops", totals.per_pflops_w, Unit::Watt);
    list.exact("link-power", totals.links_w, Unit::Watt);
    list.exact("fan-power", totals.fans_w, Unit::Watt);
    list.exact("conversion-loss", totals.loss_w, Unit::Watt);
    list.exact("heat-to-liquid", totals.liquid_w, Unit::Watt);
    list.exact("heat-to-air", totals.air_w, Unit::Watt);
    list.exact("coolant", totals.coolant_l_per_min, Unit::LitrePerMinute);
}

fn network(list: &mut List, totals: &Totals) {
    list.exact("injection-each-way", totals.injection_gbps, Unit::Gbps);
    list.count("links", totals.links);
    list.count("cables", totals.cables);
    list.exact("cable-length", totals.cable_m, Unit::Metre);
    list.count("modules", totals.modules);
    list.count("lasers", totals.lasers);
    list.exact("fibres", wide(totals.fibres), Unit::Count);
    list.exact("pairs", wide(totals.pairs), Unit::Count);
}

fn money(list: &mut List, totals: &Totals) {
    let money = &totals.money;
    list.figure("capex", money.capex, Unit::Usd);
    list.figure("network-capex", money.network_capex, Unit::Usd);
    list.exact("network-share", 100.0 * totals.network_share, Unit::Percent);
    list.figure("opex-first-year", money.running.total(), Unit::UsdPerYear);
    list.figure("tco", money.tco, Unit::Usd);
    list.figure("levelised", money.levelised, Unit::UsdPerYear);
    list.figure("annuity", money.annuity, Unit::UsdPerYear);
    list.figure("straight-line", money.straight_line, Unit::UsdPerYear);
    list.figure("usd-per-accelerator-hour", totals.usd_per_accelerator_hour, Unit::UsdPerHour);
    list.figure("network-usd-per-tbps", totals.usd_per_tbps, Unit::UsdPerTbps);
    list.figure("capex-per-watt", totals.usd_per_watt, Unit::UsdPerWatt);
    list.figure("energy", totals.energy_kwh, Unit::KwhPerYear);
    list.figure("carbon", totals.carbon_kg, Unit::KgPerYear);
    list.exact("water", totals.water_l, Unit::Litre);
}

fn reliability(list: &mut List, totals: &Totals) {
    list.figure("failures", totals.failures, Unit::PerYear);
    list.figure("accelerator-hours-lost", totals.lost_hours, Unit::Hour);
    list.exact("availability", 100.0 * totals.availability, Unit::Percent);
    list.count("unknown", totals.unknown);
}

#[expect(clippy::cast_precision_loss, reason = "for print")]
fn wide(count: u128) -> f64 {
    count as f64
}

/// Tiers in document order.
pub fn of_tiers(report: &Report, totals: &Totals) -> Vec<Reading> {
    let mut list = List::new("tier");
    for (tier, totals) in report.resolved.tiers.iter().zip(&totals.tiers) {
        list.about(&tier.id);
        of_tier(&mut list, totals);
    }
    list.readings
}

fn of_tier(list: &mut List, tier: &TierTotals) {
    list.count("endpoints", tier.endpoints);
    list.count("domains", tier.domains);
    list.count("switches-needed", tier.switches_needed);
    list.count("switches-placed", tier.switches_placed);
    list.count("ports", tier.ports);
    list.count("ports-used", tier.ports_used);
    list.count("links", tier.links);
    list.count("links-unplaced", tier.unplaced);
    list.count("links-too-long", tier.too_long);
    list.count("cables", tier.cables);
    list.exact("cable-length", tier.cable_m, Unit::Metre);
    list.count("modules", tier.modules);
    list.count("lasers", tier.lasers);
    list.exact("fibres", wide(tier.fibres), Unit::Count);
    list.exact("pairs", wide(tier.pairs), Unit::Count);
    list.exact("injection-each-way", tier.injection_gbps, Unit::Gbps);
    if let Some(bisection) = tier.bisection_gbps {
        list.exact("bisection-each-way", bisection, Unit::Gbps);
    }
    if let Some(ratio) = tier.oversubscription {
        list.exact("oversubscription", ratio, Unit::Ratio);
    }
    list.figure("power", tier.power_w(), Unit::Watt);
    list.figure("host-power", tier.host_w, Unit::Watt);
    list.figure("module-power", tier.module_w, Unit::Watt);
    list.exact("energy-per-end", tier.energy_per_bit(), Unit::PjPerBit);
    if let Some(path) = tier.latency.last() {
        list.exact("latency-mean", path.mean_ns, Unit::Nanosecond);
        list.exact("latency-longest", path.longest_ns, Unit::Nanosecond);
    }
}

/// Rack types that stand somewhere, for one rack of each in the mean.
pub fn of_kinds(report: &Report) -> Vec<Reading> {
    let mut list = List::new("rack-type");
    for (kind, sum) in report.resolved.kinds.iter().zip(&report.sums.kinds).filter(|(_, sum)| sum.racks > 0) {
        let racks = real(sum.racks);
        list.about(&kind.id);
        list.count("racks", sum.racks);
        list.figure("power", sum.draw.per(1e6 * racks), Unit::Watt);
        list.figure("typical-power", sum.typical.per(1e6 * racks), Unit::Watt);
        list.exact("feed", float(i128::from(kind.feed_uw)) / 1e6, Unit::Watt);
        if kind.accelerators > 0 {
            list.count("accelerators", kind.accelerators);
            list.figure("power-per-accelerator", sum.draw.per(1e6 * racks * real(kind.accelerators)), Unit::Watt);
        }
        list.exact("link-power", float(sum.links_uw) / 1e6 / racks, Unit::Watt);
        list.exact("heat-to-liquid", float(sum.liquid_uw) / 1e6 / racks, Unit::Watt);
        list.exact("heat-to-air", float(sum.air_uw) / 1e6 / racks, Unit::Watt);
        list.exact("mass", float(i128::from(kind.mass_g.likely)) / 1e3, Unit::Kilogram);
        list.count("units", kind.units);
        list.count("units-used", kind.used_units);
    }
    list.readings
}

/// A line of the bill by what it is.
pub fn line_name(report: &Report, line: &Line) -> String {
    let tier = line.tier.and_then(|tier| report.resolved.tiers.get(tier)).map(|tier| format!("{} ", tier.id)).unwrap_or_default();
    let length = line.stock_mm.and_then(crate::model::units::Length::from_mm).map(|length| format!(" {length}")).unwrap_or_default();
    format!("{}: {tier}{}{length}", line.group.word(), line.item)
}

/// The bill of materials, then its groups.
pub fn of_bill(report: &Report, totals: &Totals) -> Vec<Reading> {
    let mut list = List::new("bill");
    for line in &totals.money.bill {
        list.about_another(line_name(report, line));
        list.exact("quantity", line.quantity, if line.unit == "W" { Unit::Watt } else { Unit::Count });
        list.figure("unit-price", line.unit_price, if line.unit == "W" { Unit::UsdPerWatt } else { Unit::Usd });
        list.figure("amount", line.amount, Unit::Usd);
    }
    list.section = "capital";
    for group in Group::ALL {
        list.about(group.word());
        list.figure("amount", totals.money.group(group), Unit::Usd);
    }
    list.readings
}

/// What a year costs.
pub fn of_running(totals: &Totals) -> Vec<Reading> {
    let mut list = List::new("running");
    for (cause, amount) in totals.money.running.lines() {
        list.about(cause);
        list.figure("amount", amount, Unit::UsdPerYear);
    }
    list.section = "monthly";
    for (cause, amount) in totals.money.monthly.lines() {
        list.about(cause);
        list.figure("amount", amount, Unit::Usd);
    }
    list.readings
}

/// What fails.
pub fn of_failures(report: &Report, totals: &Totals) -> Vec<Reading> {
    let mut list = List::new("failures");
    for fru in &totals.frus {
        let tier = fru.tier.and_then(|tier| report.resolved.tiers.get(tier)).map(|tier| format!("{} ", tier.id)).unwrap_or_default();
        list.about_another(format!("{tier}{}", fru.item));
        list.count("count", fru.count);
        list.figure("failures", fru.failures, Unit::PerYear);
        list.exact("out-for", fru.hours, Unit::Hour);
        list.exact("accelerators-affected", fru.affected, Unit::Ratio);
        list.exact("accelerators-lost", fru.equivalent, Unit::Ratio);
        list.figure("accelerator-hours-lost", fru.lost_hours(), Unit::Hour);
    }
    list.readings
}

/// Quantities of single racks, for tables of all racks.
pub fn of_rack(report: &Report, index: u32) -> Vec<Reading> {
    let mut list = List::new("rack");
    list.about(report.end_name(index));
    for quantity in RackQuantity::ALL {
        if let Some(value) = report.rack_quantity(index, quantity) {
            list.exact(quantity.key(), value, quantity.readout());
        }
    }
    list.readings
}
