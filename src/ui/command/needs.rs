//! What a verb needs before it can be used, and the words that say so.

use crate::ui::ctx::Ctx;
use crate::ui::state::Screen;

/// A condition of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A plan on screen.
    Plan,
    /// A plan or a comparison on screen.
    Floor,
    /// Plans that are compared, and these on screen.
    Comparison,
    Compared,
    /// A plan of the comparison that is not the baseline.
    Other,
    /// More plans than a comparison needs.
    Spare,
    /// At least one rack in it.
    Racks,
    /// So many selected racks.
    Selected(usize),
    Undo,
    Redo,
    /// A file that may be written.
    Writable,
    /// Changes since the plan was saved, and a file to go back to.
    Changed,
    /// A rack under the pointer or a selected one.
    Sample,
    /// At least one finding.
    Findings,
}

impl Need {
    pub(super) fn met(self, ctx: &Ctx) -> Result<(), &'static str> {
        let met = match self {
            Self::Plan => ctx.state.screen == Screen::Plan,
            Self::Floor => ctx.state.screen != Screen::Start,
            Self::Comparison => ctx.comparing.is_some(),
            Self::Compared => ctx.state.screen == Screen::Compare,
            Self::Other => ctx.state.compare.chosen != ctx.state.compare.baseline,
            Self::Spare => ctx.comparing.is_some_and(|shown| shown.members.len() > crate::explore::compare::LEAST),
            Self::Racks => !ctx.plan.racks.is_empty(),
            Self::Selected(count) => ctx.state.selection.len() >= count,
            Self::Undo => ctx.history.undo.is_some(),
            Self::Redo => ctx.history.redo.is_some(),
            Self::Writable => ctx.file.read_only.is_none(),
            Self::Changed => ctx.file.dirty && ctx.file.path.is_some(),
            Self::Findings => ctx.reading.is_some_and(|reading| reading.counts != crate::solve::rules::Counts::default()),
            Self::Sample => ctx.state.hovered.is_some() || !ctx.state.selection.is_empty(),
        };
        if met { Ok(()) } else { Err(self.reason()) }
    }

    fn reason(self) -> &'static str {
        match self {
            Self::Plan => "Open a plan first",
            Self::Floor => "Open a plan or a comparison first",
            Self::Comparison => "Compare plans first",
            Self::Compared => "Show the comparison first",
            Self::Other => "The chosen plan is the baseline",
            Self::Spare => "A comparison needs 2 plans",
            Self::Racks => "The plan has no racks yet",
            Self::Selected(1) => "Select a rack first",
            Self::Selected(2) => "Select 2 or more racks",
            Self::Selected(_) => "Select 3 or more racks",
            Self::Undo => "Nothing to undo",
            Self::Redo => "Nothing to redo",
            Self::Writable => "The plan is open read-only; save it under another name",
            Self::Changed => "Nothing has changed since the plan was saved",
            Self::Findings => "The plan breaks no rule",
            Self::Sample => "Point at a rack or select one",
        }
    }
}
