//! What a comparison shows, in plain sentences made from its numbers. Says what speaks against a variant as well as what speaks for it.

use super::metrics::{module_w_per_1600g, switch_each_w};
use super::why::{Total, Waterfall};
use super::{Comparison, compute_rack_w};
use crate::explore::Variant;
use crate::solve::figure::Figure;
use crate::solve::readout::{Unit, text};

/// Shares below this are called about the same.
const ALIKE: f64 = 0.005;

/// Sentences about each variant against the baseline, one paragraph each.
pub fn paragraph(comparison: &Comparison) -> Vec<String> {
    let Some(base) = comparison.base() else { return Vec::new() };
    comparison.others().map(|other| sentences(base, other).join(" ")).collect()
}

fn sentences(base: &Variant, other: &Variant) -> Vec<String> {
    let mut all = vec![density(base, other)];
    all.extend(modules(base, other));
    all.push(cost(base, other));
    all.extend(repairs(base, other));
    all.extend(doubt(base, other));
    all
}

/// `12 % less`, `about the same`; what grows from nothing to compare with has no percent.
fn change(from: f64, to: f64) -> String {
    let share = if from == 0.0 { return if to == 0.0 { "the same".to_string() } else { "new".to_string() } } else { to / from - 1.0 };
    match share {
        _ if share.abs() < ALIKE => "about the same".to_string(),
        _ if share < 0.0 => format!("{} less", text(-100.0 * share, Unit::Percent)),
        _ => format!("{} more", text(100.0 * share, Unit::Percent)),
    }
}

fn compared(from: f64, to: f64, unit: Unit) -> String {
    format!("{} against {} ({})", text(to, unit), text(from, unit), change(from, to))
}

/// Power per rack and per accelerator, which may point opposite ways.
fn density(base: &Variant, other: &Variant) -> String {
    let (a, b) = (base.totals.per_accelerator_w.likely, other.totals.per_accelerator_w.likely);
    let each = format!("For each accelerator {} draws {}", other.name, compared(a, b, Unit::Watt));
    let Some((rack_a, rack_b)) = compute_rack_w(base).zip(compute_rack_w(other)) else { return format!("{each}.") };
    let rack = format!("a compute rack draws {}", compared(rack_a, rack_b, Unit::Watt));
    let opposite = (rack_b - rack_a) * (b - a) < 0.0 && (rack_b / rack_a - 1.0).abs() > ALIKE && (b / a - 1.0).abs() > ALIKE;
    let remark = if opposite {
        "; the two point opposite ways, because kW per rack is density and no saving"
    } else if (rack_b / rack_a - 1.0).abs() > 2.0 * (b / a - 1.0).abs() + ALIKE {
        "; most of the difference per rack is density, not a saving"
    } else {
        ""
    };
    format!("{each}; {rack}{remark}.")
}

/// The saving of the optics alone, and what is left of it for the whole switch and for the whole plan.
fn modules(base: &Variant, other: &Variant) -> Option<String> {
    let (a, b) = module_w_per_1600g(base).zip(module_w_per_1600g(other))?;
    let (a, b) = (a.likely, b.likely);
    if a <= 0.0 || (b / a - 1.0).abs() < ALIKE {
        return None;
    }
    let optics = format!("Plugs, engines and lasers draw {} for an end of 1.6 Tb/s", compared(a, b, Unit::Watt));
    let switches = (switch_each_w(base), switch_each_w(other));
    let whole = (base.totals.it_w.likely, other.totals.it_w.likely);
    let switch = switches.0.zip(switches.1).map(|(a, b)| format!("a switch with all it takes draws {}, ", compared(a, b, Unit::Watt)));
    let smaller = b < a && whole.1 / whole.0 > b / a;
    let remark = if smaller { ": chips, hosts and conversion draw what they drew" } else { "" };
    Some(format!("{optics}; {}the whole plan draws {}{remark}.", switch.unwrap_or_default(), compared(whole.0, whole.1, Unit::Watt)))
}

fn cost(base: &Variant, other: &Variant) -> String {
    let (a, b) = (base.totals.money.tco, other.totals.money.tco);
    let waterfall = Waterfall::of(Total::Tco, base, other);
    let causes: Vec<String> =
        waterfall.largest().into_iter().take(3).map(|step| format!("{} {}", step.cause, signed(step.value()))).collect();
    let mut words = format!("Its total cost is {}", compared(a.likely, b.likely, Unit::Usd));
    if !causes.is_empty() {
        words.push_str(&format!("; most comes from {}", causes.join(", ")));
    }
    if !agrees(a, b) {
        words.push_str("; the ranges of the prices are wider than this, so the sign is not sure");
    }
    let per_hour = (base.totals.usd_per_accelerator_hour.likely, other.totals.usd_per_accelerator_hour.likely);
    format!("{words}. An accelerator-hour costs {}.", compared(per_hour.0, per_hour.1, Unit::UsdPerHour))
}

/// Whether the plan that costs more costs more with all prices at their low ends and with all at their high ends too.
fn agrees(a: Figure<f64>, b: Figure<f64>) -> bool {
    let signs = [b.low - a.low, b.likely - a.likely, b.high - a.high];
    signs.iter().all(|sign| *sign >= 0.0) || signs.iter().all(|sign| *sign <= 0.0)
}

fn signed(value: f64) -> String {
    crate::solve::readout::change(value, Unit::Usd)
}

/// Where a saving of energy is eaten by what is repaired, or the other way round.
fn repairs(base: &Variant, other: &Variant) -> Option<String> {
    let (before, after) = (&base.totals.money.running, &other.totals.money.running);
    let energy = after.energy.likely - before.energy.likely;
    let service = |running: &crate::solve::money::Running| running.repairs.likely + running.lost_hours.likely;
    let repairs = service(after) - service(before);
    let told = |value: f64| crate::solve::readout::change(value, Unit::UsdPerYear);
    if energy < 0.0 && repairs > 0.0 {
        let verdict = if repairs > -energy { "eat more than" } else { "eat part of" };
        return Some(format!(
            "Repairs and lost accelerator-hours ({}) {verdict} what it saves in energy ({}).",
            told(repairs),
            told(energy)
        ));
    }
    (energy > 0.0 && repairs < 0.0)
        .then(|| format!("It takes more energy ({}) and less repair and lost accelerator-hours ({}).", told(energy), told(repairs)))
}

/// That a plan cannot be built as it is, if so.
pub fn breaks(variant: &Variant) -> Option<String> {
    let errors = variant.report.counts().errors;
    (errors > 0).then(|| format!("{} breaks design rules (errors: {errors})", variant.name))
}

/// What a reader has to know before believing any of it.
fn doubt(base: &Variant, other: &Variant) -> Option<String> {
    let unfair = base.totals.accelerators != other.totals.accelerators;
    let broken = [base, other].into_iter().filter_map(breaks);
    let mut words = Vec::new();
    if unfair {
        let counts = [base, other].map(|variant| variant.totals.accelerators.to_string());
        words.push(format!("the plans have {} accelerators, so totals are not like for like", counts.join(" and ")));
    }
    words.extend(broken);
    (!words.is_empty()).then(|| format!("Beware: {}.", words.join("; ")))
}
