//! Which racks break which rules, one bit each, with counts; and what rules of the whole plan found.

use super::{Breach, RULES, Rule, Scope};
use crate::solve::places::{Trouble, trouble};
use crate::solve::report::Report;
use crate::solve::work::{Work, steps};
use rayon::prelude::*;
use std::ops::Range;

/// Racks that one piece of work takes.
const CHUNK: u32 = 1024;

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

    /// Rules that one rack breaks by itself: not those of its bundles.
    pub fn of_rack(&self, index: u32) -> impl Iterator<Item = &'static Rule> + use<> {
        let mask = self.racks.get(index as usize).copied().unwrap_or(0);
        RULES.iter().copied().filter(move |rule| mask & bit(rule) != 0)
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

type RackCheck = fn(&Report, u32) -> bool;
type PlaceCheck = fn(&Trouble) -> bool;

/// Rules that look at single racks, each with its bit.
struct Checks {
    racks: Vec<(u32, RackCheck)>,
    places: Vec<(u32, PlaceCheck)>,
}

impl Checks {
    fn all() -> Self {
        let mut checks = Self { racks: Vec::new(), places: Vec::new() };
        for rule in RULES {
            match rule.scope {
                Scope::Rack { broken, .. } => checks.racks.push((bit(rule), broken)),
                Scope::Place { broken, .. } => checks.places.push((bit(rule), broken)),
                _ => {}
            }
        }
        checks
    }

    fn rack_mask(&self, report: &Report, index: u32) -> u32 {
        self.racks.iter().filter(|(_, broken)| broken(report, index)).map(|(bit, _)| bit).sum()
    }

    fn place_mask(&self, report: &Report, index: u32, looked: &mut u64) -> u32 {
        let trouble = trouble(index, &report.racks, &report.places, &report.hall, looked);
        if trouble == Trouble::default() {
            return 0;
        }
        self.places.iter().filter(|(_, broken)| broken(&trouble)).map(|(bit, _)| bit).sum()
    }

    /// Bits of racks that follow each other, and what that took. Racks that are alike break the same rules of racks.
    fn masks(&self, report: &Report, indices: Range<u32>) -> (Vec<u32>, Work) {
        let mut before: Option<(u32, u32)> = None;
        let mut work = Work { marked: u64::from(indices.end - indices.start), ..Work::default() };
        let masks = indices
            .map(|index| {
                let group = report.tallies.group_of(index);
                let alike = before.filter(|(other, _)| Some(*other) == group);
                let mask = alike.map_or_else(|| self.rack_mask(report, index), |(_, mask)| mask);
                before = group.map(|group| (group, mask));
                mask | self.place_mask(report, index, &mut work.looked)
            })
            .collect();
        (masks, work)
    }
}

/// Looks at everything; what that took.
pub fn mark_all(report: &Report) -> (Marks, Work) {
    let count = u32::try_from(report.racks.len()).unwrap_or(u32::MAX);
    let ((racks, work), told) = if count < 4 * CHUNK {
        (Checks::all().masks(report, 0..count), tell_all(report))
    } else {
        rayon::join(|| in_pieces(report, &Checks::all(), count), || tell_all(report))
    };
    (Marks { counts: counts(&racks), racks, told }, work)
}

/// Racks by rule.
fn counts(racks: &[u32]) -> Vec<u64> {
    let mut counts = vec![0; RULES.len()];
    for mask in racks.iter().filter(|mask| **mask != 0) {
        counts.iter_mut().enumerate().for_each(|(bit, count)| *count += u64::from(mask >> bit & 1));
    }
    counts
}

/// What rules of the whole plan find.
fn tell_all(report: &Report) -> Vec<Vec<Breach>> {
    let told = |rule: &&Rule| match rule.scope {
        Scope::Plan(find) | Scope::Sums(find) => find(report),
        _ => Vec::new(),
    };
    RULES.iter().map(told).collect()
}

fn in_pieces(report: &Report, checks: &Checks, count: u32) -> (Vec<u32>, Work) {
    let starts: Vec<u32> = (0..count).step_by(CHUNK as usize).collect();
    let piece = |start: u32| checks.masks(report, start..start.saturating_add(CHUNK).min(count));
    let pieces: Vec<(Vec<u32>, Work)> = starts.into_par_iter().map(piece).collect();
    let mut all = (Vec::with_capacity(report.racks.len()), Work::default());
    for (masks, work) in pieces {
        all.0.extend(masks);
        all.1 += work;
    }
    all
}

/// Looks again at racks with other ends and at racks with other places.
pub fn remark(report: &mut Report, touched: &[u32], troubled: &[u32]) {
    let checks = Checks::all();
    let of_racks = checks.racks.iter().map(|(bit, _)| bit).sum();
    let of_places = checks.places.iter().map(|(bit, _)| bit).sum();
    let mut looked = 0;
    for index in touched {
        let mask = checks.rack_mask(report, *index);
        report.marks.set(*index, mask, of_racks);
    }
    for index in troubled {
        let mask = checks.place_mask(report, *index, &mut looked);
        report.marks.set(*index, mask, of_places);
    }
    report.work += Work { looked, marked: steps(touched.len() + troubled.len()), ..Work::default() };
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
