//! Findings: what a broken rule says of its subjects, and whether somebody accepted it. Made when they are read.

use std::borrow::Cow;

use super::reach::Offers;
use super::{Breach, RULES, Rule, Scope};
use crate::edit::Edit;
use crate::model::plan::{Subject, Waiver};
use crate::model::severity::Severity;
use crate::model::text::Text;
use crate::solve::bundle::{CellSum, NO_CELL};
use crate::solve::report::Report;

/// An edit that mends a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub label: String,
    pub edit: Edit,
}

/// A broken rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub subjects: Vec<Subject>,
    pub message: String,
    pub limit: String,
    pub actual: String,
    pub fixes: Vec<Fix>,
    /// The comment of the waiver that accepts it.
    pub waived: Option<Text>,
}

/// Findings that are not waived, by severity, and those that are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: u64,
    pub warnings: u64,
    pub notes: u64,
    pub waived: u64,
}

impl Counts {
    fn add(&mut self, severity: Severity, count: u64) {
        match severity {
            Severity::Error => self.errors += count,
            Severity::Warning => self.warnings += count,
            Severity::Note => self.notes += count,
        }
    }
}

impl Report {
    /// Findings in the order of rules, at most so many of each rule, waived ones too.
    pub fn findings(&self, most: usize) -> Vec<Finding> {
        RULES.iter().flat_map(|rule| self.findings_of(rule, most)).collect()
    }

    /// Findings of one rule, at most so many.
    pub fn findings_of(&self, rule: &Rule, most: usize) -> Vec<Finding> {
        let told = |breach: Breach| self.finding(rule, breach);
        match rule.scope {
            Scope::Rack { tell, .. } | Scope::Place { tell, .. } => {
                self.marks.racks_with(rule).take(most).map(|index| told(tell(self, index))).collect()
            }
            Scope::Bundle { broken, tell } => {
                let mut offers = Offers::default();
                self.bundles_with(broken).take(most).map(|index| told(tell(self, index, &mut offers))).collect()
            }
            Scope::Plan(_) | Scope::Sums(_) | Scope::Totals(_) => self.breaches(rule).iter().take(most).cloned().map(told).collect(),
        }
    }

    /// Rules that a rack breaks by its type, its link ends or its place, waived ones too.
    pub fn rules_of_rack(&self, index: u32) -> impl Iterator<Item = &'static Rule> + use<> {
        self.marks.of_rack(index)
    }

    /// How many findings there are.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for rule in RULES {
            if matches!(rule.scope, Scope::Plan(_) | Scope::Sums(_) | Scope::Totals(_)) {
                self.breaches(rule).iter().for_each(|breach| self.count_told(rule, breach, &mut counts));
                continue;
            }
            let all = self.count_of(rule);
            let waived = self.waived_of(rule, all);
            counts.add(rule.severity, all.saturating_sub(waived));
            counts.waived += waived;
        }
        counts
    }

    fn count_told(&self, rule: &Rule, breach: &Breach, counts: &mut Counts) {
        if self.waiver(rule, &breach.subjects).is_some() {
            counts.waived += 1;
        } else {
            counts.add(breach.severity.unwrap_or(rule.severity), 1);
        }
    }

    /// Findings of one rule, waived ones too.
    pub fn count_of(&self, rule: &Rule) -> u64 {
        match rule.scope {
            Scope::Rack { .. } | Scope::Place { .. } => self.marks.count(rule),
            Scope::Bundle { broken, .. } => self.count_bundles(broken),
            Scope::Plan(_) | Scope::Sums(_) | Scope::Totals(_) => u64::try_from(self.breaches(rule).len()).unwrap_or(u64::MAX),
        }
    }

    /// What a rule of the whole plan found: kept, or worked out now.
    fn breaches(&self, rule: &Rule) -> Cow<'_, [Breach]> {
        match rule.scope {
            Scope::Totals(find) => Cow::Owned(find(self)),
            _ => Cow::Borrowed(self.marks.told(rule)),
        }
    }

    fn waived_of(&self, rule: &Rule, all: u64) -> u64 {
        let waivers: Vec<&Waiver> = self.input.plan.waivers.iter().filter(|waiver| waiver.rule.as_str() == rule.id).collect();
        if waivers.is_empty() || all == 0 {
            return 0;
        }
        if waivers.iter().any(|waiver| waiver.subjects.is_empty()) {
            return all;
        }
        let is_waived = |subjects: Vec<Subject>| self.waiver(rule, &subjects).is_some();
        let waived = match rule.scope {
            Scope::Rack { .. } => self.marks.racks_with(rule).filter(|index| is_waived(self.rack_subjects(*index))).count(),
            Scope::Place { tell, .. } => self.marks.racks_with(rule).filter(|index| is_waived(tell(self, *index).subjects)).count(),
            Scope::Bundle { broken, .. } => self.bundles_with(broken).filter(|index| is_waived(self.bundle_subjects(*index))).count(),
            Scope::Plan(_) | Scope::Sums(_) | Scope::Totals(_) => {
                self.breaches(rule).iter().filter(|breach| is_waived(breach.subjects.clone())).count()
            }
        };
        u64::try_from(waived).unwrap_or(all)
    }

    fn finding(&self, rule: &Rule, breach: Breach) -> Finding {
        let Breach { subjects, message, limit, actual, severity, fixes } = breach;
        let waived = self.waiver(rule, &subjects).map(|waiver| waiver.comment.clone());
        Finding { rule: rule.id, severity: severity.unwrap_or(rule.severity), subjects, message, limit, actual, fixes, waived }
    }

    fn bundle_subjects(&self, index: u32) -> Vec<Subject> {
        self.bundles.get(index as usize).map(|bundle| self.subjects_of(bundle)).unwrap_or_default()
    }

    /// A waiver accepts a finding that has all of its subjects.
    fn waiver(&self, rule: &Rule, subjects: &[Subject]) -> Option<&Waiver> {
        let fits = |waiver: &&Waiver| waiver.rule.as_str() == rule.id && waiver.subjects.iter().all(|subject| subjects.contains(subject));
        self.input.plan.waivers.iter().find(fits)
    }

    /// Bundles whose cell breaks a rule; none are looked at if no cell in use does.
    fn bundles_with(&self, broken: fn(&Report, u32) -> bool) -> impl Iterator<Item = u32> + '_ {
        let some = self.count_bundles(broken) > 0;
        let indices = (0_u32..).zip(self.bundles.iter()).take_while(move |_| some);
        indices.filter(move |(_, bundle)| broken(self, bundle.cell)).map(|(index, _)| index)
    }

    /// Bundles without a cell stand in no sum: they are those that are left.
    fn count_bundles(&self, broken: fn(&Report, u32) -> bool) -> u64 {
        let bundles = |(_, sum): (u32, &CellSum)| sum.bundles;
        let in_cells: u64 = (0_u32..).zip(&self.sums.cells).map(bundles).sum();
        let breaking: u64 = (0_u32..).zip(&self.sums.cells).filter(|(cell, sum)| sum.bundles > 0 && broken(self, *cell)).map(bundles).sum();
        let all = u64::try_from(self.bundles.len()).unwrap_or(u64::MAX);
        breaking + if broken(self, NO_CELL) { all.saturating_sub(in_cells) } else { 0 }
    }
}
