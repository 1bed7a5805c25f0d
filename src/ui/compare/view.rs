//! How a comparison is looked at. What of it outlives the window is a checked record; the rest is forgotten with the comparison.

use crate::explore::compare::Per;
use crate::explore::compare::why::Total;
use crate::model::describe::{record, words};

words! {
    /// What the table shows of a variant.
    pub enum Shows default Both {
        /// Value, and percent more or less.
        Both = "both",
        /// Value alone.
        Value = "value",
        /// More or less, in the unit.
        Difference = "difference",
        /// More or less, in percent.
        Percent = "percent",
    }
}

impl Shows {
    pub fn title(self) -> &'static str {
        match self {
            Self::Both => "Value and change",
            Self::Value => "Value",
            Self::Difference => "Difference",
            Self::Percent => "Percent",
        }
    }
}

words! {
    /// What stands below the table.
    pub enum Pane default Why {
        /// In words.
        Words = "words",
        /// Where a difference comes from.
        Why = "why",
        /// What fails and what is exchanged.
        Service = "service",
    }
}

impl Pane {
    pub fn title(self) -> &'static str {
        match self {
            Self::Words => "In words",
            Self::Why => "Why",
            Self::Service => "Service",
        }
    }
}

record! {
    /// What of a view outlives the window.
    #[derive(Default)]
    pub struct Kept {
        /// What grows with a plan is divided by this.
        #[optional()]
        pub per: Per,
        /// What the table shows.
        #[optional()]
        pub shows: Shows,
        /// Rows in which no plan differs are left out.
        #[optional()]
        pub only_differences: bool,
        /// What stands below.
        #[optional()]
        pub pane: Pane,
        /// The total that is explained.
        #[optional()]
        pub total: Total,
    }
}

/// How a comparison is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub kept: Kept,
    /// Place of the plan the others are compared with.
    pub baseline: usize,
    /// Place of the plan that is looked at below the table, and that keys are about.
    pub chosen: usize,
    /// How much closer than all floors fit, as a logarithm: 0 shows them whole.
    pub closer: f64,
    /// How far the middle of a view lies from the middle of the racks, in millimetres; the same on all floors.
    pub offset: [f64; 2],
    /// Inputs that differ are folded away.
    pub inputs_folded: bool,
    /// The step of the waterfall whose quantities show.
    pub step: Option<String>,
}

impl View {
    /// A view of another comparison: what the user likes stays.
    pub fn anew(&self, baseline: usize, count: usize) -> Self {
        let chosen = (0..count).find(|place| *place != baseline).unwrap_or(0);
        Self { kept: self.kept.clone(), baseline, chosen, ..Self::default() }
    }

    /// The nearest view that such a comparison has.
    pub fn checked(mut self, count: usize) -> Self {
        let last = count.saturating_sub(1);
        self.baseline = self.baseline.min(last);
        self.chosen = self.chosen.min(last);
        self.closer = if self.closer.is_finite() { self.closer.clamp(-2.0, 6.0) } else { 0.0 };
        self.offset = self.offset.map(|mm| if mm.is_finite() { mm.clamp(-1e7, 1e7) } else { 0.0 });
        self
    }

    /// The plan whose difference is explained: the chosen one, or the first that is not the baseline.
    pub fn other(&self, count: usize) -> Option<usize> {
        let differs = |place: &usize| *place != self.baseline && *place < count;
        Some(self.chosen).filter(differs).or_else(|| (0..count).find(differs))
    }
}
