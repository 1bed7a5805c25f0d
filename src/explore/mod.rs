//! What else could be: plans side by side and why they differ, inputs that vary, numbers that are uncertain. Solves plans, never the other way
//! round; reads no files and prints nothing.

pub mod candidates;
pub mod compare;
pub mod flip;
pub mod sweep;
pub mod uncertainty;
pub mod vary;

use std::sync::Arc;

use crate::model::plan::Plan;
use crate::solve::{Cancel, Input, Report, Totals, solve};

/// A plan with a name and everything that follows from it.
#[derive(Clone, Debug)]
pub struct Variant {
    pub name: String,
    pub report: Report,
    pub totals: Totals,
}

impl Variant {
    /// Solves a plan; `None` if the answer is no longer wanted.
    pub fn solved(name: impl Into<String>, input: &Input, cancel: &Cancel) -> Option<Self> {
        let report = solve(input, cancel)?;
        Some(Self { name: name.into(), totals: report.totals(), report })
    }

    pub fn plan(&self) -> &Arc<Plan> {
        &self.report.input.plan
    }
}
