//! Rule `reach`: no link may be longer than its technology carries at its lane rate.

use std::collections::BTreeMap;

use super::{Breach, Fix, Scope, rule, say};
use crate::edit::{Edit, LinkClass};
use crate::model::catalog::Kind;
use crate::model::parts::{Family, Interconnect, Maturity};
use crate::model::plan::{LaserSpares, Subject};
use crate::model::text::Id;
use crate::model::units::Rate;
use crate::solve::bundle::{Bundle, Cell, NO_CELL};
use crate::solve::figure::{float, nearest, real};
use crate::solve::media::Choice;
use crate::solve::report::Report;
use crate::solve::resolve::rack_kind::RackKind;
use crate::solve::resolve::technology::{Technology, Wanted};
use crate::solve::resolve::tier::TierSpec;
use crate::solve::tally::air;
use crate::solve::topology::LinkClass as Class;

/// Converters lose a little more where they are loaded more.
const MARGIN: f64 = 1.05;

rule! {
    /// The cables of a bundle are longer than the technology carries at this lane rate, or the tier allows no technology there.
    ///
    /// Copper reaches about a metre at 200 Gb/s lanes: a link that is too long does not come up, or comes up and drops.
    ///
    /// Move the racks closer, allow a technology that reaches for this class of link, or type in a measured length if the computed one is
    /// too cautious.
    "reach", "Link too long", Error, Scope::Bundle { broken, tell }
}

fn broken(report: &Report, cell: u32) -> bool {
    report.cells.get(cell).is_none_or(|cell| !cell.pick.reaches)
}

/// What could be sold in place of a technology of a tier, and which of it serves at which length: the same for thousands of bundles.
pub type Offers = BTreeMap<(usize, Id), Option<Offer>>;

pub struct Offer {
    candidates: Vec<Technology>,
    choice: Choice,
}

fn tell(report: &Report, index: u32, offers: &mut Offers) -> Breach {
    let Some(bundle) = report.bundles.get(index as usize) else { return Breach::default() };
    let (subjects, place) = (report.subjects_of(bundle), report.names_of(bundle));
    let links = say::counted(bundle.links, "link");
    let Some(technology) = report.technology(bundle).filter(|_| bundle.cell != NO_CELL) else {
        let length = say::one(say::length, bundle.length_mm);
        return Breach::new(subjects, format!("{place}: {links} of {length}, no technology is allowed here")).measured(length, "none");
    };
    let (length, reach) = say::apart(say::length, bundle.length_mm, technology.reach_mm);
    let message = format!("{place}: {links} of {length}, {} reaches {reach}", technology.id);
    let mut breach = Breach::new(subjects, message).measured(length, reach);
    breach.fixes.extend(report.cells.get(bundle.cell).and_then(|cell| fix(report, bundle, cell, (technology, offers))));
    breach
}

/// Allows the cheapest technology that reaches, behind those that are allowed now.
fn fix(report: &Report, bundle: &Bundle, cell: &Cell, (now, offers): (&Technology, &mut Offers)) -> Option<Fix> {
    let tier = report.tier(cell.tier)?;
    let kind = report.link_kinds.get(cell.kind)?;
    let offer = offers.entry((cell.tier, now.id.clone())).or_insert_with(|| offer(report, cell.tier, tier, now));
    let Offer { candidates, choice } = offer.as_ref()?;
    let pick = choice.picks().get(choice.pick_place(bundle.length_mm)?).filter(|pick| pick.reaches)?;
    let chosen = candidates.get(pick.technology).filter(|chosen| is_carried(report, bundle, now, chosen))?;
    let (place, class) = if cell.in_rack { (0, LinkClass::InRack) } else { class(kind.class) };
    let choices = tier.choices.get(place)?;
    let mut media = allowed(report, cell.tier, class).unwrap_or_else(|| chosen_from(tier, choices));
    media.push(chosen.id.clone());
    let label = format!("Allow {} for {} links of {}", chosen.id, class_name(class), tier.id);
    Some(Fix { label, edit: Edit::SetMedia { tier: tier.id.clone(), class, media } })
}

fn offer(report: &Report, place: usize, tier: &TierSpec, now: &Technology) -> Option<Offer> {
    let candidates = candidates(report, place, tier, now)?;
    let all: Vec<usize> = (0..candidates.len()).collect();
    let choice = Choice::of(&all, &candidates);
    Some(Offer { candidates, choice })
}

/// Technologies of the same lane rate that can be bought and go where this one goes.
fn candidates(report: &Report, place: usize, tier: &TierSpec, now: &Technology) -> Option<Vec<Technology>> {
    let plan = &report.input.plan;
    let catalog = &report.input.catalog;
    let part = catalog.interconnect(&now.id)?;
    let wanted = Wanted {
        link: Rate::from_mbps(tier.link_mbps)?,
        ends_per_cage: plan.tiers.get(place)?.ends_per_cage.map(|ends| ends.count()),
        one_laser_more: plan.economy.laser_spares == LaserSpares::OneMore,
    };
    let ships = |other: &&Interconnect| other.available.value() <= plan.site.build_year && is_sold(other.maturity);
    let ids = catalog.parts(Kind::Interconnect).into_iter().map(|part| part.id());
    let parts = ids.filter_map(|id| catalog.interconnect(id)).filter(|other| other.lane_rate == part.lane_rate && other.id != part.id);
    let technologies = parts.filter(ships).map(|other| Technology::of(other, &wanted));
    Some(technologies.filter(|other| fits_in_place_of(other, now)).collect())
}

fn is_sold(maturity: Maturity) -> bool {
    matches!(maturity, Maturity::Shipping | Maturity::Sampling)
}

/// Same family, or both go into a cage, with no more cages, no more package edge and no lasers apart.
fn fits_in_place_of(other: &Technology, now: &Technology) -> bool {
    let same_place = other.family == now.family && other.family != Family::CircuitSwitched || other.needs_cage && now.needs_cage;
    let no_more = other.ends_per_unit >= now.ends_per_unit && other.edge_gbps_per_mm >= now.edge_gbps_per_mm;
    same_place && no_more && (other.lasers.is_none() || now.lasers.is_some())
}

/// Whether feeds and cooling at both ends carry what the other technology takes for all links of a rack that are made of this one.
fn is_carried(report: &Report, bundle: &Bundle, now: &Technology, other: &Technology) -> bool {
    let power = |technology: &Technology| technology.host_uw.likely + technology.module_uw.likely;
    let more = power(other) - power(now);
    [bundle.a, bundle.b]
        .into_iter()
        .all(|index| report.kind_of(index).is_none_or(|kind| more <= 0.0 || carries(report, index, kind, now, more)))
}

/// Whether a rack keeps its limits if each link end of a technology takes so many microwatts more.
fn carries(report: &Report, index: u32, kind: &RackKind, now: &Technology, more_uw: f64) -> bool {
    let slots = report.resolved.slots.iter().zip(report.row(index));
    let here = slots.filter(|(slot, _)| report.resolved.technology(slot).is_some_and(|technology| technology.id == now.id));
    let (mut it, mut to_air) = (0.0, 0.0);
    for (slot, ends) in here {
        let air = air(kind, slot);
        let power = more_uw * real(*ends);
        it += power * (1.0 + air.fan_share.likely);
        to_air += power * (1.0 + air.fan_share.likely - air.liquid_share);
    }
    let tally = report.tally(index);
    // Converters lose about as much of it as of the rest.
    let draw = it * MARGIN * float(i128::from(tally.draw.likely)) / float(i128::from(tally.it.likely.max(1)));
    let within = |now: i64, more: f64, limit: i64| now.saturating_add(nearest(more)) <= limit;
    within(tally.draw.likely, draw, kind.feed_uw)
        && within(tally.it.likely, it, super::rack_feed::shelves_uw(kind))
        && within(tally.air_uw, to_air.min(draw) + (draw - it).max(0.0), kind.air_limit_uw)
        && within(tally.liquid_uw, draw, kind.cooler.liquid_limit_uw)
}

/// What the plan allows for a class, if it has a list of its own.
fn allowed(report: &Report, place: usize, class: LinkClass) -> Option<Vec<Id>> {
    let media = &report.input.plan.tiers.get(place)?.media;
    let list = match class {
        LinkClass::InRack => &media.in_rack,
        LinkClass::Access => &media.access,
        LinkClass::Trunk => &media.trunk,
        LinkClass::Core => &media.core,
    };
    (!list.is_empty()).then(|| list.clone())
}

/// What is chosen at some length; a class without a list of its own uses another's.
fn chosen_from(tier: &TierSpec, choice: &Choice) -> Vec<Id> {
    let mut places: Vec<usize> = choice.picks().iter().map(|pick| pick.technology).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().filter_map(|place| tier.technologies.get(place)).map(|technology| technology.id.clone()).collect()
}

/// Place in the choices of a tier, and the word for it, of links between racks.
fn class(class: Class) -> (usize, LinkClass) {
    match class {
        Class::InRack | Class::Access => (1, LinkClass::Access),
        Class::Trunk => (2, LinkClass::Trunk),
        Class::Core => (3, LinkClass::Core),
    }
}

fn class_name(class: LinkClass) -> &'static str {
    match class {
        LinkClass::InRack => "in-rack",
        LinkClass::Access => "access",
        LinkClass::Trunk => "trunk",
        LinkClass::Core => "core",
    }
}

impl Report {
    /// Racks and tier of a bundle.
    pub fn subjects_of(&self, bundle: &Bundle) -> Vec<Subject> {
        let rack = |index: u32| self.rack(index).map(|rack| Subject::Rack { id: rack.id });
        let tier = self.link_kinds.get(bundle.kind as usize).and_then(|kind| self.resolved.tiers.get(kind.tier));
        let mut subjects: Vec<Subject> = rack(bundle.a).into_iter().collect();
        subjects.extend(rack(bundle.b).filter(|_| bundle.a != bundle.b));
        subjects.extend(tier.map(|tier| Subject::Tier { id: tier.id.clone() }));
        subjects
    }

    /// `A01-S02`, or the one rack of a bundle inside it.
    pub fn names_of(&self, bundle: &Bundle) -> String {
        let name = |index: u32| self.end_name(index);
        if bundle.a == bundle.b { name(bundle.a) } else { format!("{}\u{2013}{}", name(bundle.a), name(bundle.b)) }
    }

    /// Name of a rack, or of the hall a gateway leads to.
    pub fn end_name(&self, index: u32) -> String {
        let hall = (index as usize).checked_sub(self.racks.len()).and_then(|hall| self.input.plan.site.halls.get(hall));
        match (self.rack(index), hall) {
            (Some(rack), _) => rack.name.to_string(),
            (_, Some(hall)) => hall.name.to_string(),
            _ => "nowhere".to_string(),
        }
    }
}
