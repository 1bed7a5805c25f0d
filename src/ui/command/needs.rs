//! What a verb needs before it can be used, and the words that say so.

use crate::ui::ctx::Ctx;
use crate::ui::state::Screen;

/// A condition of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A plan on screen.
    Plan,
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
