//! What the solver says of the plan on screen, as panels read it: the report, its totals, what they were before the last change.

use std::cell::OnceCell;
use std::time::Duration;

use crate::solve::rules::{Counts, Finding};
use crate::solve::{Report, Totals};

/// Findings told of each rule, at most: nobody reads more, and each is a sentence to make.
const MOST_TOLD: usize = 2_000;

/// The report of a plan with everything panels read again and again.
pub struct Reading {
    pub report: Report,
    pub totals: Totals,
    pub counts: Counts,
    /// The same before the last change; during a gesture before the gesture.
    pub before: Option<Before>,
    /// How long solving took.
    pub took: Duration,
    /// The plan has changed since; the answer is on its way.
    pub stale: bool,
    /// A gesture is under way: this is the plan as it would be.
    pub preview: bool,
    findings: OnceCell<Vec<Finding>>,
}

/// Totals of another state of the plan.
#[derive(Clone, Debug)]
pub struct Before {
    pub totals: Totals,
    pub counts: Counts,
}

impl Reading {
    pub fn new(report: Report, took: Duration, before: Option<Before>) -> Self {
        let (totals, counts) = (report.totals(), report.counts());
        Self { report, totals, counts, before, took, stale: false, preview: false, findings: OnceCell::new() }
    }

    /// Works totals out again after the report was corrected in place.
    pub fn renew(&mut self, took: Duration, before: Option<Before>) {
        self.totals = self.report.totals();
        self.counts = self.report.counts();
        self.before = before;
        self.took = took;
        self.stale = false;
        self.findings = OnceCell::new();
    }

    pub fn as_before(&self) -> Before {
        Before { totals: self.totals.clone(), counts: self.counts }
    }

    /// Findings in the order of rules; made when they are first read.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| self.report.findings(MOST_TOLD))
    }
}
