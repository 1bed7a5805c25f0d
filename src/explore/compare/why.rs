//! Why plans differ: the difference of a total as a row of steps, one for each cause, that add up to it exactly. Each step names the quantities
//! behind it. Sums are whole millionths, so that no step is lost in rounding.

use super::super::Variant;
use crate::model::catalog::Kind;
use crate::model::describe::words;
use crate::model::text::Id;
use crate::solve::figure::{float, real, sum};
use crate::solve::money::bill::{Group, cable_counts};
use crate::solve::money::worth::present_values;
use crate::solve::money::{repair_cost, watts_of};
use crate::solve::readout::Unit;
use crate::solve::reliability::Fru;

words! {
    /// The totals whose difference is explained.
    pub enum Total default Tco {
        /// What is bought.
        Capex = "capex",
        /// What the first year costs.
        Opex = "opex",
        /// Present value of everything.
        Tco = "tco",
        /// Watts at the racks' inlets.
        Power = "power",
        /// Failures a year.
        Failures = "failures",
    }
}

impl Total {
    pub fn title(self) -> &'static str {
        match self {
            Self::Capex => "Capital",
            Self::Opex => "Running cost, first year",
            Self::Tco => "Total cost, present value",
            Self::Power => "IT power at the racks' inlets",
            Self::Failures => "Failures a year",
        }
    }

    pub fn unit(self) -> Unit {
        match self {
            Self::Capex | Self::Tco => Unit::Usd,
            Self::Opex => Unit::UsdPerYear,
            Self::Power => Unit::Watt,
            Self::Failures => Unit::PerYear,
        }
    }

    /// What `explain` is asked for.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Capex => "total.capex",
            Self::Opex => "total.opex",
            Self::Tco => "total.tco",
            Self::Power => "total.it-power",
            Self::Failures => "total.failures",
        }
    }
}

/// A quantity behind a step, as both plans have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub what: &'static str,
    pub from: f64,
    pub to: f64,
    pub unit: Unit,
}

/// What one cause adds or saves. Amounts are in millionths of the unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub cause: &'static str,
    pub from: i128,
    pub to: i128,
    pub evidence: Vec<Evidence>,
}

impl Step {
    pub fn change(&self) -> i128 {
        self.to - self.from
    }

    /// The same in units.
    pub fn value(&self) -> f64 {
        float(self.change()) / 1e6
    }
}

/// The way from the total of one plan to that of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    pub total: Total,
    pub from: i128,
    pub to: i128,
    /// In a fixed order; causes that change nothing are left out.
    pub steps: Vec<Step>,
}

impl Waterfall {
    pub fn of(total: Total, from: &Variant, to: &Variant) -> Self {
        let (before, after) = (causes(total, from), causes(total, to));
        let whole = |list: &[(&'static str, i128)]| list.iter().map(|(_, amount)| amount).sum();
        let amount =
            |list: &[(&'static str, i128)], cause: &str| list.iter().filter(|(of, _)| *of == cause).map(|(_, amount)| amount).sum();
        let mut names: Vec<&'static str> = Vec::new();
        for (cause, _) in before.iter().chain(&after) {
            if !names.contains(cause) {
                names.push(cause);
            }
        }
        let step = |cause: &'static str| {
            let (from_amount, to_amount): (i128, i128) = (amount(&before, cause), amount(&after, cause));
            Step { cause, from: from_amount, to: to_amount, evidence: evidence(total, cause, from, to) }
        };
        let steps = names.into_iter().map(step).filter(|step| step.change() != 0).collect();
        Self { total, from: whole(&before), to: whole(&after), steps }
    }

    pub fn change(&self) -> f64 {
        float(self.to - self.from) / 1e6
    }

    /// Steps by what they move, most first.
    pub fn largest(&self) -> Vec<&Step> {
        let mut steps: Vec<&Step> = self.steps.iter().collect();
        steps.sort_by_key(|step| std::cmp::Reverse(step.change().abs()));
        steps
    }
}

/// A number in millionths. What is beyond any plan is cut off early enough for a hundred of them to be added up.
#[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
fn millionths(value: f64) -> i128 {
    const MOST: f64 = 1e36;
    (value * 1e6).round().clamp(-MOST, MOST) as i128
}

/// A total by what it is spent on.
fn causes(total: Total, variant: &Variant) -> Vec<(&'static str, i128)> {
    let parts: Vec<(&'static str, f64)> = match total {
        Total::Capex => Group::ALL.into_iter().map(|group| (group.word(), variant.totals.money.group(group).likely)).collect(),
        Total::Tco => present_values(&variant.totals.money, &variant.report.resolved.rates),
        Total::Opex => running(variant),
        Total::Failures => failures(variant),
        Total::Power => return power(variant),
    };
    parts.into_iter().map(|(cause, value)| (cause, millionths(value))).collect()
}

/// Running cost with repairs by what is replaced.
fn running(variant: &Variant) -> Vec<(&'static str, f64)> {
    let rates = &variant.report.resolved.rates;
    let lines = variant.totals.money.running.lines().into_iter().filter(|(cause, _)| *cause != "repairs");
    let lines = lines.map(|(cause, amount)| (cause, amount.likely));
    lines.chain(by_part(variant, REPAIRS, |fru| repair_cost(fru, rates).likely)).collect()
}

const REPAIRS: [&str; 7] = [
    "repairs of accelerators",
    "repairs of blades",
    "repairs of switches",
    "repairs of memory",
    "repairs of modules",
    "repairs of cables",
    "repairs of lasers",
];
const FAILING: [&str; 7] = ["accelerators", "blades", "switches", "memory", "modules", "cables", "lasers"];

fn failures(variant: &Variant) -> Vec<(&'static str, f64)> {
    by_part(variant, FAILING, |fru| fru.failures.likely)
}

fn by_part(variant: &Variant, names: [&'static str; 7], of: impl Fn(&Fru) -> f64) -> Vec<(&'static str, f64)> {
    let one = |(place, name): (usize, &'static str)| {
        let mine = variant.totals.frus.iter().filter(|fru| part_place(variant, fru) == place);
        (name, sum(mine.map(&of)))
    };
    names.into_iter().enumerate().map(one).collect()
}

/// What kind of part fails, as a place in the lists of names.
fn part_place(variant: &Variant, fru: &Fru) -> usize {
    let catalog = &variant.report.input.catalog;
    let id = fru.item.split(' ').next().and_then(|word| Id::new(word).ok());
    match id.as_ref().and_then(|id| catalog.kind_of(id)) {
        Some(Kind::Accelerator) => 0,
        Some(Kind::Switch) => 2,
        Some(Kind::Memory) => 3,
        Some(Kind::Interconnect) if fru.replaced == "laser module" && fru.item.contains(" laser ") => 6,
        Some(Kind::Interconnect)
            if id.as_ref().and_then(|id| catalog.interconnect(id)).is_some_and(|part| part.units_per_link.value().count() < 2) =>
        {
            5
        }
        Some(Kind::Interconnect) => 4,
        _ => 1,
    }
}

/// Watts at the inlets; what is lost in conversion is all that is left.
fn power(variant: &Variant) -> Vec<(&'static str, i128)> {
    let report = &variant.report;
    let kinds = || report.resolved.kinds.iter().zip(&report.sums.kinds).filter(|(_, sums)| sums.racks > 0);
    let load = |of: fn(&crate::solve::resolve::rack_kind::Load) -> f64| {
        millionths(sum(kinds().map(|(kind, sums)| of(&kind.load) / 1e6 * real(sums.racks))))
    };
    let whole: i128 = kinds().map(|(_, sums)| sums.draw.likely).sum();
    let tiers = &variant.totals.tiers;
    let mut parts = vec![
        ("accelerators", load(|load| load.accelerators.likely)),
        ("hosts", load(|load| load.hosts.likely)),
        ("switches", load(|load| load.switches.likely)),
        ("memory", load(|load| load.memory.likely)),
        ("host SerDes of links", millionths(sum(tiers.iter().map(|tier| tier.host_w.likely)))),
        ("modules, engines and lasers", millionths(sum(tiers.iter().map(|tier| tier.module_w.likely)))),
        ("fans", kinds().map(|(_, sums)| sums.fans_uw).sum()),
    ];
    let known: i128 = parts.iter().map(|(_, amount)| amount).sum();
    parts.push(("conversion in the racks", whole - known));
    parts
}

/// The quantities behind a cause.
fn evidence(total: Total, cause: &'static str, from: &Variant, to: &Variant) -> Vec<Evidence> {
    let failing = FAILING.iter().position(|name| *name == cause).filter(|_| total == Total::Failures);
    let place = failing.or_else(|| REPAIRS.iter().position(|name| *name == cause));
    if let Some(place) = place {
        return failed(place, from, to);
    }
    let of = |what: &'static str, unit: Unit, of: fn(&Variant) -> f64| Evidence { what, from: of(from), to: of(to), unit };
    let count = |what: &'static str, count: fn(&Variant) -> f64| of(what, Unit::Count, count);
    let price = |what: &'static str, group: fn(&Variant) -> f64| of(what, Unit::Usd, group);
    match cause {
        "accelerators" => {
            vec![count("accelerators", |v| real(v.totals.accelerators)), price("price of one", |v| mean(v, Group::Accelerators))]
        }
        "blades" => vec![count("blades", |v| pieces(v, Group::Blades)), price("mean price", |v| mean(v, Group::Blades))],
        "memory" => vec![of("memory", Unit::Gigabyte, |v| v.totals.memory_gb)],
        "switches" => vec![count("switches", |v| pieces(v, Group::Switches)), price("mean price", |v| mean(v, Group::Switches))],
        "modules" => vec![
            count("modules and engines bought apart", |v| pieces(v, Group::Modules)),
            price("mean price", |v| mean(v, Group::Modules)),
            count("modules and engines in all", |v| real(v.totals.modules)),
        ],
        "cables" => vec![
            count("cables", |v| real(v.totals.cables)),
            of("metres", Unit::Metre, |v| v.totals.cable_m),
            price("mean price", |v| mean(v, Group::Cables)),
            count("lengths and technologies", |v| real(u64::try_from(cable_counts(&v.report).len()).unwrap_or(0))),
        ],
        "lasers" => vec![count("laser modules", |v| real(v.totals.lasers)), price("mean price", |v| mean(v, Group::Lasers))],
        "racks" => vec![count("racks", |v| real(v.totals.racks)), price("mean price", |v| mean(v, Group::Racks))],
        "labour" => vec![count("cables", |v| real(v.totals.cables)), price("for one", |v| mean(v, Group::Labour))],
        "spares" => vec![count("spares", |v| pieces(v, Group::Spares)), price("mean price", |v| mean(v, Group::Spares))],
        "power plant" | "cooling plant" | "building" | "space" => vec![of("IT power", Unit::Watt, |v| v.totals.it_w.likely)],
        "energy" => vec![of("energy", Unit::KwhPerYear, |v| v.totals.energy_kwh.likely), of("PUE", Unit::Ratio, |v| v.totals.pue.likely)],
        "staff" => vec![of("typical power", Unit::Watt, |v| v.totals.typical_w.likely)],
        "maintenance" | "insurance and tax" => vec![price("capital", |v| v.totals.money.capex.likely)],
        "accelerator-hours lost" => vec![
            of("hours a year", Unit::Hour, |v| v.totals.lost_hours.likely),
            of("accelerators' price over their life, an hour", Unit::UsdPerHour, hour_lost),
        ],
        "hosts" | "fans" => vec![count("racks", |v| real(v.totals.racks))],
        "host SerDes of links" | "modules, engines and lasers" => {
            vec![
                of("link ends, Gb/s each way", Unit::Gbps, |v| sum(v.totals.tiers.iter().map(|tier| tier.ends_gbps))),
                count("links", |v| real(v.totals.links)),
            ]
        }
        "conversion in the racks" => {
            vec![of("power at the inlets", Unit::Watt, |v| watts_of(v.report.sums.kinds.iter().map(|k| k.draw.likely).sum()))]
        }
        "repairs" => vec![
            of("failures", Unit::PerYear, |v| v.totals.failures.likely),
            of("repairs of the first year", Unit::UsdPerYear, |v| v.totals.money.running.repairs.likely),
        ],
        _ => Vec::new(),
    }
}

/// What an accelerator-hour that is lost counts for: the price of the accelerator over its life, and nothing of what stands around it.
fn hour_lost(variant: &Variant) -> f64 {
    let hours = variant.totals.lost_hours.likely;
    if hours > 0.0 { variant.totals.money.running.lost_hours.likely / hours } else { 0.0 }
}

/// How many parts of a kind there are and how often they fail.
fn failed(place: usize, from: &Variant, to: &Variant) -> Vec<Evidence> {
    let mine =
        |variant: &Variant, of: fn(&Fru) -> f64| sum(variant.totals.frus.iter().filter(|fru| part_place(variant, fru) == place).map(of));
    let both = |what: &'static str, unit: Unit, of: fn(&Fru) -> f64| Evidence { what, from: mine(from, of), to: mine(to, of), unit };
    vec![both("parts", Unit::Count, |fru| real(fru.count)), both("failures", Unit::PerYear, |fru| fru.failures.likely)]
}

fn pieces(variant: &Variant, group: Group) -> f64 {
    sum(variant.totals.money.bill.iter().filter(|line| line.group == group).map(|line| line.quantity))
}

/// USD of one piece of a group, nothing where there is none.
fn mean(variant: &Variant, group: Group) -> f64 {
    let count = pieces(variant, group);
    if count > 0.0 { variant.totals.money.group(group).likely / count } else { 0.0 }
}
