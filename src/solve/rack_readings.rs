//! What a rack, or several, come to: where the watts go, which links end there, which rules are broken. For the inspector and the table of racks.

use std::collections::BTreeSet;

use super::RackQuantity;
use super::bundle::{Bundle, NO_CELL};
use super::charts::Paint;
use super::figure::{Figure, float, real};
use super::report::Report;
use super::rules::{RULES, Rule, Scope};
use super::tables::capital;
use crate::model::plan::{Subject, Waiver};
use crate::model::rack_type::Role;
use crate::model::racks::Rack;
use crate::model::severity::Severity;

/// A part of what a rack draws.
#[derive(Clone, Debug, PartialEq)]
pub struct WattPart {
    pub name: String,
    pub paint: Paint,
    pub watts: f64,
}

/// Links of one tier and one technology that end in a rack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RackLinks {
    pub tier: usize,
    /// Place in the tier's technologies.
    pub technology: usize,
    /// Ends in this rack: a link inside it has two.
    pub ends: u64,
    pub links: u64,
    /// Links that stay in the rack.
    pub inside: u64,
    /// Racks and halls at the other ends.
    pub peers: usize,
    pub longest_mm: i64,
    pub too_long: u64,
}

/// One quantity of several racks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub quantity: RackQuantity,
    pub sum: f64,
    pub least: f64,
    pub most: f64,
}

/// Rules of links that some link breaks.
#[derive(Clone, Default)]
pub struct BrokenBundles(Vec<&'static Rule>);

fn watts(uw: f64) -> f64 {
    uw / 1e6
}

impl Report {
    /// What a rack draws by part; the parts add up to its power.
    pub fn rack_watts(&self, index: u32) -> Vec<WattPart> {
        let (Some(kind), Some(tally)) = (self.kind_of(index), self.tallies.get(index as usize)) else { return Vec::new() };
        let whole = |uw: i64| float(i128::from(uw)) / 1e6;
        let part = |name: &str, paint: Paint, watts: f64| WattPart { name: name.to_string(), paint, watts };
        let load = &kind.load;
        let mut parts = vec![
            part("Accelerators", Paint::Role(Role::Compute), watts(load.accelerators.likely)),
            part("Hosts", Paint::Hosts, watts(load.hosts.likely)),
            part("Switches", Paint::Role(Role::Switch), watts(load.switches.likely)),
            part("Memory", Paint::Role(Role::Memory), watts(load.memory.likely)),
        ];
        for (tier, spec) in self.resolved.tiers.iter().enumerate() {
            parts.push(part(&format!("{} links", capital(spec.id.as_str())), Paint::Links(tier), self.rack_tier_w(index, tier).likely));
        }
        parts.push(part("Fans", Paint::Fans, whole(tally.fans_uw)));
        parts.push(part("Conversion in the rack", Paint::Role(Role::Power), whole(tally.loss_uw())));
        parts.retain(|part| part.watts > 0.0);
        parts
    }

    /// Power of a rack with its range.
    pub fn rack_draw(&self, index: u32) -> Figure<f64> {
        self.tallies.get(index as usize).map_or_else(Figure::default, |tally| tally.draw.wide().per(1e6))
    }

    /// What the feed of a rack provides, in watts.
    pub fn rack_feed_w(&self, index: u32) -> f64 {
        self.kind_of(index).map_or(0.0, |kind| float(i128::from(kind.feed_uw)) / 1e6)
    }

    /// Links that end in a rack, by tier and technology.
    pub fn rack_links(&self, index: u32) -> Vec<RackLinks> {
        let mut found: Vec<(RackLinks, BTreeSet<u32>)> = Vec::new();
        for bundle in self.ends.at(index).iter().filter_map(|place| self.bundles.get(*place as usize)) {
            let Some(cell) = self.cells.get(bundle.cell) else { continue };
            let (tier, technology) = (cell.tier, cell.pick.technology);
            let place = found.iter().position(|(links, _)| (links.tier, links.technology) == (tier, technology)).unwrap_or_else(|| {
                found.push((RackLinks::none(tier, technology), BTreeSet::new()));
                found.len() - 1
            });
            let Some((links, peers)) = found.get_mut(place) else { continue };
            let inside = bundle.a == bundle.b;
            let ends = [(bundle.a, cell.slots.0), (bundle.b, cell.slots.1)];
            let here = ends.into_iter().filter(|(rack, slot)| *rack == index && *slot < self.resolved.slots.len());
            links.ends = here.fold(links.ends, |sum, _| sum.saturating_add(bundle.links));
            links.add(bundle.links, inside, bundle.length_mm, cell.pick.reaches);
            if !inside {
                peers.insert(if bundle.a == index { bundle.b } else { bundle.a });
            }
        }
        found.sort_by_key(|(links, _)| (links.tier, links.technology));
        found.into_iter().map(|(links, peers)| RackLinks { peers: peers.len(), ..links }).collect()
    }

    /// Sums and ranges of the quantities that some of these racks have.
    pub fn spreads(&self, racks: &[u32]) -> Vec<Spread> {
        let of = |quantity: &RackQuantity| {
            let values = racks.iter().filter_map(|index| self.rack_quantity(*index, *quantity));
            let first = Spread { quantity: *quantity, sum: 0.0, least: f64::INFINITY, most: f64::NEG_INFINITY };
            let spread = values.fold(first, |spread, value| Spread {
                sum: spread.sum + value,
                least: spread.least.min(value),
                most: spread.most.max(value),
                ..spread
            });
            (spread.least <= spread.most).then_some(spread)
        };
        RackQuantity::ALL.iter().filter_map(of).collect()
    }

    /// Accelerators of some racks.
    pub fn accelerators_of(&self, racks: &[u32]) -> f64 {
        super::figure::sum(racks.iter().filter_map(|index| self.kind_of(*index)).map(|kind| real(kind.accelerators)))
    }

    /// Rules of links that somebody has to look at.
    pub fn broken_bundles(&self) -> BrokenBundles {
        let broken = |rule: &&&Rule| matches!(rule.scope, Scope::Bundle { .. }) && self.count_of(rule) > 0;
        BrokenBundles(RULES.iter().filter(broken).copied().collect())
    }

    /// Rules that a rack or a link of it breaks, without those that were waived for it.
    pub fn broken_at(&self, index: u32, bundles: &BrokenBundles) -> Vec<&'static Rule> {
        let of_links = bundles.0.iter().copied().filter(|rule| self.breaks_at(index, rule));
        let mut broken: Vec<&'static Rule> = self.rules_of_rack(index).chain(of_links).collect();
        let waivers = &self.input.plan.waivers;
        // Finding a rack by its place takes a walk, which few need.
        if broken.is_empty() || waivers.is_empty() {
            return broken;
        }
        if let Some(rack) = self.rack(index) {
            broken.retain(|rule| !waivers.iter().any(|waiver| waives(waiver, rule, rack)));
        }
        broken
    }

    /// The worst that each rack breaks by itself or by one of its links, without what was waived for it.
    pub fn worst_of_racks(&self) -> Vec<Option<Severity>> {
        let mut worst = vec![None; self.racks.len()];
        for rule in RULES.iter().copied() {
            let waivers: Vec<&Waiver> = self.input.plan.waivers.iter().filter(|waiver| waiver.rule.as_str() == rule.id).collect();
            let waived = |index: u32| self.rack(index).is_some_and(|rack| waivers.iter().any(|waiver| waives(waiver, rule, rack)));
            for index in self.racks_that_break(rule).into_iter().filter(|index| waivers.is_empty() || !waived(*index)) {
                if let Some(place) = worst.get_mut(index as usize) {
                    // Rules stand in the order of severity.
                    place.get_or_insert(rule.severity);
                }
            }
        }
        worst
    }

    /// Racks that break a rule of racks, or have a link that breaks one of links.
    fn racks_that_break(&self, rule: &Rule) -> Vec<u32> {
        match rule.scope {
            Scope::Rack { .. } | Scope::Place { .. } => self.marks.racks_with(rule).collect(),
            Scope::Bundle { broken, .. } => {
                let cells: Vec<bool> = (0_u32..).take(self.cells.list.len()).map(|cell| broken(self, cell)).collect();
                let without = broken(self, NO_CELL);
                let breaks = |bundle: &&Bundle| cells.get(bundle.cell as usize).copied().unwrap_or(without);
                self.bundles.iter().filter(breaks).flat_map(|bundle| [bundle.a, bundle.b]).collect()
            }
            _ => Vec::new(),
        }
    }

    fn breaks_at(&self, index: u32, rule: &Rule) -> bool {
        let Scope::Bundle { broken, .. } = rule.scope else { return false };
        let mut bundles = self.ends.at(index).iter().filter_map(|place| self.bundles.get(*place as usize));
        bundles.any(|bundle| broken(self, bundle.cell))
    }

    /// The same as counts of errors, warnings and notes.
    pub fn marks_of_rack(&self, index: u32, bundles: &BrokenBundles) -> [u32; 3] {
        self.broken_at(index, bundles).into_iter().fold([0; 3], |[errors, warnings, notes], rule| match rule.severity {
            Severity::Error => [errors + 1, warnings, notes],
            Severity::Warning => [errors, warnings + 1, notes],
            Severity::Note => [errors, warnings, notes + 1],
        })
    }
}

/// Whether a waiver accepts what a rule says of a rack, whatever else it is about.
fn waives(waiver: &Waiver, rule: &Rule, rack: &Rack) -> bool {
    let covers = |subject: &Subject| match subject {
        Subject::Rack { id } => *id == rack.id,
        Subject::RackType { id } => *id == rack.kind,
        _ => false,
    };
    waiver.rule.as_str() == rule.id && waiver.subjects.iter().all(covers)
}

impl RackLinks {
    fn none(tier: usize, technology: usize) -> Self {
        Self { tier, technology, ends: 0, links: 0, inside: 0, peers: 0, longest_mm: 0, too_long: 0 }
    }

    fn add(&mut self, links: u64, inside: bool, length_mm: i64, reaches: bool) {
        self.links = self.links.saturating_add(links);
        self.inside = self.inside.saturating_add(if inside { links } else { 0 });
        self.longest_mm = self.longest_mm.max(length_mm);
        self.too_long = self.too_long.saturating_add(if reaches { 0 } else { links });
    }
}
