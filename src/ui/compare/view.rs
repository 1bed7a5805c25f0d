//! How a comparison is looked at. What of it outlives the window is a checked record; the rest is forgotten with the comparison.

use crate::explore::candidates::Candidate;
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
        /// Where the answer flips.
        Flip = "flip",
        /// How sure the answer is.
        Sure = "sure",
        /// What fails and what is exchanged.
        Service = "service",
    }
}

impl Pane {
    pub fn title(self) -> &'static str {
        match self {
            Self::Words => "In words",
            Self::Why => "Why",
            Self::Flip => "When it flips",
            Self::Sure => "How sure",
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

/// An input that varies: its path, and its values as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Varied {
    pub path: String,
    pub range: String,
}

impl Varied {
    /// Itself, or the first input there is where none was chosen; the second one is a price of a technology, if there is one.
    pub fn or_first(&self, candidates: &[Candidate], place: usize) -> Self {
        if !self.path.is_empty() {
            return self.clone();
        }
        let price = || candidates.iter().find(|candidate| candidate.path.starts_with("catalog.") && candidate.path.ends_with(".price"));
        let first = if place == 0 { candidates.first() } else { price().or(candidates.get(1)) };
        first.map_or_else(Self::default, |candidate| Self { path: candidate.path.clone(), range: candidate.range.clone() })
    }
}

/// Where an answer is looked for that flips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// One input makes lines, two make a map; an empty path is the first that there is.
    pub across: Varied,
    pub up: Option<Varied>,
    /// Key of the result.
    pub metric: &'static str,
}

impl Default for Flip {
    fn default() -> Self {
        Self { across: Varied::default(), up: Some(Varied::default()), metric: "tco" }
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
    /// All inputs that differ show, and not the first alone.
    pub all_inputs: bool,
    /// The step of the waterfall whose quantities show.
    pub step: Option<String>,
    /// The inputs that vary, and the result that is looked at.
    pub flip: Flip,
    /// The result whose uncertainty shows, by its place.
    pub sure: usize,
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
