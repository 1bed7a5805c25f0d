//! What the solver says of the plan on screen, as panels read it: the report, its totals, what they were before the last change.

use std::cell::OnceCell;
use std::time::Duration;

use crate::solve::charts::{Chart, ChartKind, chart};
use crate::solve::rules::{Counts, Finding};
use crate::solve::{Report, Totals};

/// Findings told of each rule, at most: nobody reads more, and each is a sentence to make.
const MOST_TOLD: usize = 2_000;
/// The same while a gesture is under way and every frame has other ones.
const TOLD_IN_PASSING: usize = 100;

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
    charts: [OnceCell<Chart>; 5],
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
        Self { report, totals, counts, before, took, stale: false, preview: false, findings: OnceCell::new(), charts: Default::default() }
    }

    /// Works totals out again after the report was corrected in place.
    pub fn renew(&mut self, took: Duration, before: Option<Before>) {
        self.totals = self.report.totals();
        self.counts = self.report.counts();
        self.before = before;
        self.took = took;
        self.stale = false;
        self.findings = OnceCell::new();
        self.charts = Default::default();
    }

    pub fn as_before(&self) -> Before {
        Before { totals: self.totals.clone(), counts: self.counts }
    }

    /// A chart; made when it is first looked at.
    pub fn chart(&self, kind: ChartKind) -> &Chart {
        let [rack_power, watts, dollars, lengths, years] = &self.charts;
        let kept = match kind {
            ChartKind::RackPower => rack_power,
            ChartKind::Watts => watts,
            ChartKind::Dollars => dollars,
            ChartKind::Lengths => lengths,
            ChartKind::Years => years,
        };
        kept.get_or_init(|| chart(kind, &self.report, &self.totals))
    }

    /// Findings in the order of rules; made when they are first read.
    pub fn findings(&self) -> &[Finding] {
        let most = if self.preview { TOLD_IN_PASSING } else { MOST_TOLD };
        self.findings.get_or_init(|| self.report.findings(most))
    }
}
