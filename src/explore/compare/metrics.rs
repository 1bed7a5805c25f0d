//! The quantities that plans are compared by: a table of data. Which direction is better is said here, quantity by quantity; some have none.

use super::super::Variant;
use super::compute_rack_w;
use crate::model::describe::words;
use crate::model::tier::TierKind;
use crate::solve::figure::{Figure, float, real, sum};
use crate::solve::money::bill::Group as Lines;
use crate::solve::money::per;
use crate::solve::readout::{Unit, guessed_share};
use crate::solve::rules::RULES;
use crate::solve::tiers::TierTotals;

words! {
    /// Groups of quantities, in the order they are shown.
    pub enum Group {
        /// What the plan can hold and compute.
        Capacity = "capacity",
        /// What it can send.
        Bandwidth = "bandwidth",
        /// What it draws.
        Power = "power",
        /// Where the heat goes.
        Cooling = "cooling",
        /// What is laid.
        Cables = "cables and fibre",
        /// What it stands on.
        Space = "space and mass",
        /// What it costs.
        Cost = "cost",
        /// What fails.
        Reliability = "reliability",
        /// What may go wrong with the plan itself.
        Risk = "risk",
    }
}

/// Which direction is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    More,
    Less,
    /// A matter of taste or of the site: kW per rack is density, no saving.
    Neither,
}

/// One quantity.
pub struct Metric {
    pub group: Group,
    /// Stays, for tables other programs read.
    pub key: &'static str,
    pub title: &'static str,
    pub unit: Unit,
    pub better: Better,
    /// Grows with the size of the plan, so that it can be divided by it.
    pub grows: bool,
    /// Is a sum over the years looked at.
    pub over_years: bool,
    /// What `explain` is asked for to see where it comes from; may be empty.
    pub explain: &'static str,
    pub of: fn(&Variant) -> Option<Figure<f64>>,
}

impl PartialEq for Metric {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl std::fmt::Debug for Metric {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

type Of = fn(&Variant) -> Option<Figure<f64>>;

const fn metric(group: Group, key: &'static str, title: &'static str, unit: Unit, better: Better, of: Of) -> Metric {
    Metric { group, key, title, unit, better, grows: false, over_years: false, explain: "", of }
}

impl Metric {
    const fn grows(self) -> Self {
        Self { grows: true, ..self }
    }

    const fn over_years(self) -> Self {
        Self { over_years: true, ..self }
    }

    const fn explained(self, explain: &'static str) -> Self {
        Self { explain, ..self }
    }
}

/// A quantity without a range, which is what most counts and likely values are.
macro_rules! exact {
    ($of:expr) => {
        |variant| {
            let of: fn(&Variant) -> f64 = $of;
            Some(Figure::exact(of(variant)))
        }
    };
}

macro_rules! figure {
    ($of:expr) => {
        |variant| {
            let of: fn(&Variant) -> Figure<f64> = $of;
            Some(of(variant))
        }
    };
}

use Better::{Less, More, Neither};
use Group::{Bandwidth, Cables, Capacity, Cooling, Cost, Power, Reliability, Risk, Space};

/// All quantities, in the order people want them.
pub static METRICS: &[Metric] = &[
    metric(Capacity, "accelerators", "Accelerators", Unit::Count, More, exact!(|v| real(v.totals.accelerators))),
    metric(Capacity, "hbm", "Memory on packages", Unit::Gigabyte, More, exact!(|v| v.totals.hbm_gb)).grows(),
    metric(Capacity, "memory", "Pooled memory", Unit::Gigabyte, More, exact!(|v| v.totals.memory_gb)).grows(),
    metric(Capacity, "scale-up-domain", "Accelerators of a scale-up domain", Unit::Count, More, domain),
    metric(Bandwidth, "injection-each-way", "Injection each way", Unit::Gbps, More, exact!(|v| v.totals.injection_gbps))
        .grows()
        .explained("total.injection"),
    metric(Bandwidth, "injection-per-accelerator", "Injection each way per accelerator", Unit::Gbps, More, per_accelerator),
    metric(Bandwidth, "bisection-each-way", "Bisection each way", Unit::Gbps, More, bisection).grows(),
    metric(Bandwidth, "scale-up-latency", "Latency of scale-up, mean", Unit::Nanosecond, Less, latency),
    metric(Power, "it-power", "IT power at the racks' inlets", Unit::Watt, Less, figure!(|v| v.totals.it_w))
        .grows()
        .explained("total.it-power"),
    metric(Power, "power-per-accelerator", "IT power per accelerator", Unit::Watt, Less, |v| accelerated(v, v.totals.per_accelerator_w)),
    metric(Power, "power-per-compute-rack", "Power of a compute rack", Unit::Watt, Neither, |v| compute_rack_w(v).map(Figure::exact)),
    metric(Power, "most-per-rack", "Most power of a rack", Unit::Watt, Neither, exact!(|v| v.totals.most_w)),
    metric(Power, "link-power", "Links: host SerDes, plugs, engines, lasers", Unit::Watt, Less, exact!(|v| v.totals.links_w)).grows(),
    metric(Power, "module-power", "Plugs, engines and lasers alone", Unit::Watt, Less, figure!(module_w)).grows(),
    metric(Power, "module-power-per-1600g", "The same for one end of 1.6 Tb/s of scale-up", Unit::Watt, Less, module_w_per_1600g),
    metric(Power, "switch-power", "Switch racks before conversion, switch chips elsewhere", Unit::Watt, Less, exact!(switch_w)).grows(),
    metric(Power, "power-per-switch", "The same for each switch", Unit::Watt, Less, |v| switch_each_w(v).map(Figure::exact)),
    metric(Power, "energy-per-end", "Energy of a link end, a bit", Unit::PjPerBit, Less, energy_per_end),
    metric(Power, "fan-power", "Fans", Unit::Watt, Less, exact!(|v| v.totals.fans_w)).grows(),
    metric(Power, "conversion-loss", "Conversion loss in the racks", Unit::Watt, Less, exact!(|v| v.totals.loss_w)).grows(),
    metric(Power, "pue", "PUE", Unit::Ratio, Less, figure!(|v| v.totals.pue)).explained("total.pue"),
    metric(Power, "site-power", "Site power", Unit::Watt, Less, figure!(|v| v.totals.site_w)).grows().explained("total.site-power"),
    metric(Power, "energy", "Energy a year", Unit::KwhPerYear, Less, figure!(|v| v.totals.energy_kwh)).grows().explained("total.energy"),
    metric(Cooling, "heat-to-liquid", "Heat to liquid", Unit::Watt, Neither, exact!(|v| v.totals.liquid_w)).grows(),
    metric(Cooling, "heat-to-air", "Heat to air", Unit::Watt, Less, exact!(|v| v.totals.air_w)).grows(),
    metric(Cooling, "coolant", "Coolant flow", Unit::LitrePerMinute, Less, exact!(|v| v.totals.coolant_l_per_min)).grows(),
    metric(Cooling, "water", "Water a year", Unit::Litre, Less, exact!(|v| v.totals.water_l)).grows(),
    metric(Cables, "links", "Links", Unit::Count, Neither, exact!(|v| real(v.totals.links))).grows(),
    metric(Cables, "cables", "Cables", Unit::Count, Less, exact!(|v| real(v.totals.cables))).grows().explained("total.cables"),
    metric(Cables, "cable-length", "Cable bought", Unit::Metre, Less, exact!(|v| v.totals.cable_m)).grows(),
    metric(Cables, "modules", "Modules and engines", Unit::Count, Less, exact!(|v| real(v.totals.modules)))
        .grows()
        .explained("total.modules"),
    metric(Cables, "lasers", "Laser modules", Unit::Count, Less, exact!(|v| real(v.totals.lasers))).grows(),
    metric(Cables, "fibres", "Fibres", Unit::Count, Less, exact!(|v| wide(v.totals.fibres))).grows().explained("total.fibres"),
    metric(Cables, "pairs", "Copper pairs", Unit::Count, Less, exact!(|v| wide(v.totals.pairs))).grows(),
    metric(Space, "racks", "Racks", Unit::Count, Less, exact!(|v| real(v.totals.racks))).grows(),
    metric(Space, "switches", "Switches placed", Unit::Count, Less, exact!(|v| by_tier(v, |tier| real(tier.switches_placed)))).grows(),
    metric(Space, "footprint", "Footprint of the racks", Unit::SquareMetre, Less, exact!(|v| v.totals.floor_m2)).grows(),
    metric(Space, "mass", "Mass of the racks", Unit::Kilogram, Less, exact!(|v| v.totals.mass_kg)).grows(),
    metric(Space, "accelerators-per-rack", "Accelerators per rack, all racks counted", Unit::Ratio, More, per_rack),
    metric(Cost, "capex", "Capital", Unit::Usd, Less, figure!(|v| v.totals.money.capex)).grows().over_years().explained("total.capex"),
    metric(Cost, "network-capex", "Capital that moves bits", Unit::Usd, Less, figure!(|v| v.totals.money.network_capex))
        .grows()
        .over_years(),
    metric(Cost, "network-usd-per-tbps", "The same per Tb/s of injection", Unit::UsdPerTbps, Less, figure!(|v| v.totals.usd_per_tbps)),
    metric(Cost, "opex-first-year", "Running cost, first year", Unit::UsdPerYear, Less, figure!(|v| v.totals.money.running.total()))
        .grows()
        .explained("total.opex"),
    metric(Cost, "energy-cost", "Energy, first year", Unit::UsdPerYear, Less, figure!(|v| v.totals.money.running.energy)).grows(),
    metric(Cost, "repairs", "Repairs, first year", Unit::UsdPerYear, Less, figure!(|v| v.totals.money.running.repairs)).grows(),
    metric(Cost, "tco", "Total cost, present value", Unit::Usd, Less, figure!(|v| v.totals.money.tco))
        .grows()
        .over_years()
        .explained("total.tco"),
    metric(Cost, "usd-per-accelerator-hour", "Cost of an accelerator-hour", Unit::UsdPerHour, Less, |v| {
        accelerated(v, v.totals.usd_per_accelerator_hour)
    })
    .explained("total.accelerator-hour"),
    metric(Cost, "carbon", "Carbon of the energy", Unit::KgPerYear, Less, figure!(|v| v.totals.carbon_kg)).grows(),
    metric(Reliability, "failures", "Failures a year", Unit::PerYear, Less, figure!(|v| v.totals.failures))
        .grows()
        .explained("total.failures"),
    metric(Reliability, "accelerator-hours-lost", "Accelerator-hours lost a year", Unit::Hour, Less, figure!(|v| v.totals.lost_hours))
        .grows()
        .explained("total.accelerator-hours-lost"),
    metric(Reliability, "availability", "Accelerators at work", Unit::Percent, More, exact!(|v| 100.0 * v.totals.availability)),
    metric(Reliability, "spares", "Spares on the shelf", Unit::Usd, Less, figure!(|v| v.totals.money.group(Lines::Spares))).grows(),
    metric(Risk, "errors", "Rules broken", Unit::Count, Less, exact!(|v| real(v.report.counts().errors))),
    metric(Risk, "warnings", "Warnings", Unit::Count, Less, exact!(|v| real(v.report.counts().warnings))),
    metric(Risk, "waived", "Findings that were accepted", Unit::Count, Neither, exact!(|v| real(v.report.counts().waived))),
    metric(Risk, "not-on-sale", "Technologies not on sale when it is built", Unit::Count, Less, exact!(not_on_sale)),
    metric(
        Risk,
        "estimated-capex",
        "Share of the capital that rests on estimates",
        Unit::Percent,
        Less,
        exact!(|v| { 100.0 * guessed_share(v.totals.money.capex) }),
    ),
    metric(
        Risk,
        "estimated-power",
        "Share of the IT power that rests on estimates",
        Unit::Percent,
        Less,
        exact!(|v| { 100.0 * guessed_share(v.totals.it_w) }),
    ),
    metric(Risk, "unknown", "Parts that are not in the catalogue", Unit::Count, Less, exact!(|v| real(v.totals.unknown))),
];

/// The quantity with a key.
pub fn find(key: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.key == key)
}

fn wide(count: u128) -> f64 {
    float(i128::try_from(count).unwrap_or(i128::MAX))
}

/// Nothing where there is no accelerator.
fn accelerated(variant: &Variant, figure: Figure<f64>) -> Option<Figure<f64>> {
    (variant.totals.accelerators > 0).then_some(figure)
}

fn per_accelerator(variant: &Variant) -> Option<Figure<f64>> {
    accelerated(variant, per(Figure::exact(variant.totals.injection_gbps), real(variant.totals.accelerators)))
}

fn per_rack(variant: &Variant) -> Option<Figure<f64>> {
    (variant.totals.racks > 0).then(|| Figure::exact(real(variant.totals.accelerators) / real(variant.totals.racks)))
}

fn by_tier(variant: &Variant, of: fn(&TierTotals) -> f64) -> f64 {
    sum(variant.totals.tiers.iter().map(of))
}

/// Tiers of scale-up with their totals.
fn scale_up(variant: &Variant) -> impl Iterator<Item = &TierTotals> {
    let tiers = variant.report.input.plan.tiers.iter().zip(&variant.totals.tiers);
    tiers.filter(|(tier, totals)| tier.kind == TierKind::ScaleUp && totals.domains > 0).map(|(_, totals)| totals)
}

fn domain(variant: &Variant) -> Option<Figure<f64>> {
    scale_up(variant).map(|tier| tier.endpoints.div_ceil(tier.domains)).max().map(|count| Figure::exact(real(count)))
}

fn latency(variant: &Variant) -> Option<Figure<f64>> {
    scale_up(variant).find_map(|tier| tier.latency.last()).map(|path| Figure::exact(path.mean_ns))
}

/// The sum over the tiers whose bisection is known.
fn bisection(variant: &Variant) -> Option<Figure<f64>> {
    let known: Vec<f64> = variant.totals.tiers.iter().filter_map(|tier| tier.bisection_gbps).collect();
    (!known.is_empty()).then(|| Figure::exact(sum(known.into_iter())))
}

/// Watts of the plugs, engines and lasers of one end of 1.6 Tb/s, over the tiers of scale-up.
pub(super) fn module_w_per_1600g(variant: &Variant) -> Option<Figure<f64>> {
    let gbps = sum(scale_up(variant).map(|tier| tier.ends_gbps));
    let watts = scale_up(variant).fold(Figure::default(), |sum: Figure<f64>, tier| sum.plus(tier.module_w));
    (gbps > 0.0).then(|| watts.times(1600.0 / gbps))
}

fn module_w(variant: &Variant) -> Figure<f64> {
    variant.totals.tiers.iter().fold(Figure::default(), |sum: Figure<f64>, tier| sum.plus(tier.module_w))
}

fn energy_per_end(variant: &Variant) -> Option<Figure<f64>> {
    let power = variant.totals.tiers.iter().fold(Figure::default(), |sum: Figure<f64>, tier| sum.plus(tier.power_w()));
    let gbps = by_tier(variant, |tier| tier.ends_gbps);
    (gbps > 0.0).then(|| power.times(1000.0 / gbps))
}

/// The whole switch: chips, hosts, fans of the racks that only switch, and the link ends in them.
fn switch_w(variant: &Variant) -> f64 {
    use crate::model::rack_type::Role;
    use crate::solve::money::watts_of;
    let kinds = variant.report.resolved.kinds.iter().zip(&variant.report.sums.kinds);
    sum(kinds.map(|(kind, sums)| {
        let chips = kind.load.switches.likely / 1e6 * real(sums.racks);
        if kind.role == Role::Switch { watts_of(sums.it.likely) } else { chips }
    }))
}

/// The same for each switch that is placed.
pub(super) fn switch_each_w(variant: &Variant) -> Option<f64> {
    let count = by_tier(variant, |tier| real(tier.switches_placed));
    (count > 0.0).then(|| switch_w(variant) / count)
}

fn not_on_sale(variant: &Variant) -> f64 {
    let rule = RULES.iter().find(|rule| rule.id == "maturity");
    let findings = rule.map_or_else(Vec::new, |rule| variant.report.findings_of(rule, usize::MAX));
    real(u64::try_from(findings.len()).unwrap_or(u64::MAX))
}
