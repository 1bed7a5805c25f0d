//! Rule `switch-shortage`: every switch that a tier needs has a slot in some rack.

use super::facts::total;
use super::room::{More, places_beside, reaches_across, reaches_inside, reaches_up_and_down, takes};
use super::site_limit::draw_uw;
use super::unused_ports::level_name;
use super::{Breach, Fix, Scope, rule, say};
use crate::edit::{ADDED_LIMIT, Edit, NewRack};
use crate::model::counts::{Some1, Units};
use crate::model::parts::Blade;
use crate::model::rack_type::{Level, Mounted};
use crate::solve::figure::{float, nearest, real};
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::{LEVELS, RackKind};
use crate::solve::resolve::supply::microwatts;
use crate::solve::tally::KindSum;
use crate::solve::topology::grouped;

rule! {
    /// A level of a tier needs more switches than slots for it stand in racks. A slot is a switch on a blade that serves this tier and level.
    ///
    /// Links whose switch has no slot run nowhere: their cables, power and cost are missing from all totals.
    ///
    /// Add switch blades for the tier and level to a rack type, or place more racks that have some. What is offered here fits by height,
    /// weight, power and heat, and only where the technologies of the tier reach across the whole hall.
    "switch-shortage", "Switches without a slot", Error, Scope::Sums(find)
}

/// A level of a tier that lacks slots.
struct Gap {
    place: usize,
    /// Place of the level.
    at: usize,
    level: Level,
    needed: u64,
    missing: u64,
}

fn find(report: &Report) -> Vec<Breach> {
    let gaps = (0_usize..).zip(&report.networks).flat_map(|(place, network)| {
        LEVELS.into_iter().enumerate().filter_map(move |(at, level)| {
            let here = || network.levels.iter().filter(move |known| known.level == level);
            let (needed, placed) = (total(here().map(|known| known.needed)), total(here().map(|known| known.placed)));
            (needed > placed).then(|| Gap { place, at, level, needed, missing: needed - placed })
        })
    });
    gaps.filter_map(|gap| told(report, &gap)).collect()
}

fn told(report: &Report, gap: &Gap) -> Option<Breach> {
    let tier = report.input.plan.tiers.get(gap.place)?;
    let (needs, placed) = (grouped(gap.needed), grouped(gap.needed - gap.missing));
    let missing = say::counted(gap.missing, "slot");
    let verb = if gap.missing == 1 { "is" } else { "are" };
    let level = level_name(gap.level);
    let message = format!("{} needs {needs} {level} switches, {placed} have a slot: {missing} {verb} missing", tier.name);
    let breach = Breach::new(report.tier_subject(gap.place), message).measured(needs, placed);
    let fixes = if report.tier(gap.place).is_some_and(|tier| reaches_across(report, tier)) { fixes(report, gap) } else { Vec::new() };
    Some(Breach { fixes, ..breach })
}

fn fixes(report: &Report, gap: &Gap) -> Vec<Fix> {
    let kinds = report.resolved.kinds.iter().zip(&report.sums.kinds).zip(0_u32..);
    let serving = kinds.filter(|((kind, sum), _)| sum.racks > 0 && slots(kind, gap) > 0);
    serving
        .filter_map(|((kind, sum), place)| more_blades(report, gap, kind, sum).or_else(|| more_racks(report, gap, kind, sum, place)))
        .collect()
}

/// Slots for the tier and level in one rack of a type.
fn slots(kind: &RackKind, gap: &Gap) -> u64 {
    kind.tiers.get(gap.place).and_then(|place| place.slots.get(gap.at)).copied().unwrap_or(0)
}

/// More of the blades that a rack type has for the tier and level, above all others.
fn more_blades(report: &Report, gap: &Gap, kind: &RackKind, sum: &KindSum) -> Option<Fix> {
    let rack_type = report.input.plan.rack_type(&kind.id)?;
    let spec = report.tier(gap.place).filter(|tier| reaches_up_and_down(report, tier))?;
    let tier = &spec.id;
    let fits = |mounted: &&Mounted| mounted.serves.as_ref().is_some_and(|serves| serves.tier == *tier && serves.level == gap.level);
    let mounted = rack_type.blades.iter().find(fits)?;
    let blade = report.input.catalog.blade(&mounted.part)?;
    let switches = blade.switches.as_ref()?.count.count().max(1);
    let count = gap.missing.div_ceil(sum.racks.saturating_mul(switches));
    if !takes(report, kind, sum, &more(kind, blade, count, switches))
        || !site_carries(report, sum, real(sum.racks) * share(kind, count.saturating_mul(switches)))
    {
        return None;
    }
    let (count_value, at) = (Some1::new(i64::try_from(count).ok()?)?, Units::new(i64::try_from(kind.used_units + 1).ok()?)?);
    let blade = Mounted { part: mounted.part.clone(), count: count_value, at: Some(at), serves: mounted.serves.clone() };
    let label = format!("Add {count} {} to {}", mounted.part, kind.id);
    Some(Fix { label, edit: Edit::AddBlade { rack_type: kind.id.clone(), blade, index: None } })
}

fn more(kind: &RackKind, blade: &Blade, count: u64, switches: u64) -> More {
    let grams = blade.mass.value().base().saturating_mul(i64::try_from(count).unwrap_or(i64::MAX));
    let units = blade.height.value().count().saturating_mul(count);
    More { units, mass_g: grams, times: 1.0 + share(kind, count.saturating_mul(switches)) }
}

/// So many switches as a share of those a rack has.
fn share(kind: &RackKind, switches: u64) -> f64 {
    let all = total(kind.tiers.iter().flat_map(|place| place.slots));
    real(switches) / real(all.max(1))
}

/// More racks of a type that has only switches, beside the last one.
fn more_racks(report: &Report, gap: &Gap, kind: &RackKind, sum: &KindSum, place: u32) -> Option<Fix> {
    let joins = kind.accelerators > 0 || kind.tiers.iter().any(|place| place.endpoints > 0);
    let count = gap.missing.div_ceil(slots(kind, gap).max(1));
    if joins || usize::try_from(count).ok()? > ADDED_LIMIT || !site_carries(report, sum, real(count)) {
        return None;
    }
    let last = report.racks.iter().rposition(|rack| rack.kind == place).and_then(|last| u32::try_from(last).ok())?;
    let facing = report.rack(last).filter(|_| reaches_inside(report, gap.place, last))?.facing;
    let new = |at_mm| NewRack { kind: kind.id.clone(), at_mm, facing, name: None, facility: None };
    let racks = places_beside(report, last, count)?.into_iter().map(new).collect();
    let label = format!("Place {} of type {}", say::counted(count, "rack"), kind.id);
    Some(Fix { label, edit: Edit::PlaceRacks { racks, count_on: true } })
}

/// Whether the site has power for so many racks more of a type.
fn site_carries(report: &Report, sum: &KindSum, racks: f64) -> bool {
    let Some(limit) = report.input.plan.site.site_limit.map(microwatts) else { return true };
    let each = float(sum.draw.likely) / real(sum.racks).max(1.0);
    draw_uw(report).saturating_add(nearest(each * racks)) <= limit
}
