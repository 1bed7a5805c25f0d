//! Which racks break which rules, one bit each, with counts; and what rules of the whole plan found.

use super::{Breach, RULES, Rule, Scope};
use crate::solve::places::{Trouble, trouble};
use crate::solve::report::Report;
use rayon::prelude::*;

/// Racks that one piece of work takes.
const CHUNK: usize = 1024;

/// Marks of racks, and breaches of the rules that look at the plan as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// A bit for each rule in the order of [`RULES`].
    racks: Vec<u32>,
    counts: Vec<u64>,
    told: Vec<Vec<Breach>>,
}

impl Marks {
    /// Racks that break a rule.
    pub fn racks_with(&self, rule: &Rule) -> impl Iterator<Item = u32> + '_ {
        let bit = bit(rule);
        let some = self.count(rule) > 0;
        (0_u32..).zip(&self.racks).take_while(move |_| some).filter(move |(_, mask)| **mask & bit != 0).map(|(index, _)| index)
    }

    pub fn count(&self, rule: &Rule) -> u64 {
        place(rule).and_then(|place| self.counts.get(place)).copied().unwrap_or(0)
    }

    pub fn told(&self, rule: &Rule) -> &[Breach] {
        place(rule).and_then(|place| self.told.get(place)).map_or(&[], Vec::as_slice)
    }

    /// Bits of one rack.
    pub fn of_rack(&self, index: u32) -> u32 {
        self.racks.get(index as usize).copied().unwrap_or(0)
    }

    fn set(&mut self, index: u32, mask: u32, of: u32) {
        let Some(place) = self.racks.get_mut(index as usize) else { return };
        let (before, after) = (*place, *place & !of | mask);
        *place = after;
        for (bit, count) in self.counts.iter_mut().enumerate() {
            *count = *count + u64::from(after >> bit & 1) - u64::from(before >> bit & 1);
        }
    }
}

fn place(rule: &Rule) -> Option<usize> {
    RULES.iter().position(|known| known.id == rule.id)
}

fn bit(rule: &Rule) -> u32 {
    place(rule).and_then(|place| 1_u32.checked_shl(u32::try_from(place).ok()?)).unwrap_or(0)
}

/// Bits of the rules for which `pick` holds.
fn bits(pick: impl Fn(&Rule) -> bool) -> u32 {
    RULES.iter().zip(0..32).filter(|(rule, _)| pick(rule)).map(|(_, bit)| 1_u32 << bit).sum()
}

fn rack_mask(report: &Report, index: u32) -> u32 {
    bits(|rule| matches!(rule.scope, Scope::Rack { broken, .. } if broken(report, index)))
}

fn place_mask(report: &Report, index: u32) -> u32 {
    let trouble = trouble(index, &report.racks, &report.places, &report.hall);
    if trouble == Trouble::default() {
        return 0;
    }
    bits(|rule| matches!(rule.scope, Scope::Place { broken, .. } if broken(&trouble)))
}

/// Looks at everything.
pub fn mark_all(report: &Report) -> Marks {
    let count = report.racks.len();
    let indices = 0..u32::try_from(count).unwrap_or(u32::MAX);
    let mask = |index: u32| rack_mask(report, index) | place_mask(report, index);
    let racks: Vec<u32> =
        if count < 4 * CHUNK { indices.map(mask).collect() } else { indices.into_par_iter().with_min_len(CHUNK).map(mask).collect() };
    let mut counts = vec![0; RULES.len()];
    for mask in racks.iter().filter(|mask| **mask != 0) {
        counts.iter_mut().enumerate().for_each(|(bit, count)| *count += u64::from(mask >> bit & 1));
    }
    let told = RULES.iter().map(|rule| match rule.scope {
        Scope::Plan(find) | Scope::Sums(find) => find(report),
        _ => Vec::new(),
    });
    Marks { racks, counts, told: told.collect() }
}

/// Looks again at racks with other ends and at racks with other places.
pub fn remark(report: &mut Report, touched: &[u32], troubled: &[u32]) {
    let of_racks = bits(|rule| matches!(rule.scope, Scope::Rack { .. }));
    let of_places = bits(|rule| matches!(rule.scope, Scope::Place { .. }));
    for index in touched {
        let mask = rack_mask(report, *index);
        report.marks.set(*index, mask, of_racks);
    }
    for index in troubled {
        let mask = place_mask(report, *index);
        report.marks.set(*index, mask, of_places);
    }
}

/// Looks again at what depends on sums, and on names if some changed.
pub fn remark_plan(report: &mut Report, renamed: bool) {
    for (place, rule) in RULES.iter().enumerate() {
        let found = match rule.scope {
            Scope::Sums(find) => find(report),
            Scope::Plan(find) if renamed => find(report),
            _ => continue,
        };
        if let Some(told) = report.marks.told.get_mut(place) {
            *told = found;
        }
    }
}
