//! Racks that hang at the pointer without a button held: types that are placed, racks that are pasted, racks that arrow keys move, what is
//! dragged out of the library.

use std::sync::Arc;

use egui::{CursorIcon, Pos2};

use super::carry::{Carried, How, Load};
use super::{Hand, Memory};
use crate::model::text::Id;
use crate::ui::ctx::Message;
use crate::ui::state::Tool;

impl Hand<'_, '_> {
    /// What hangs at the pointer now.
    pub(super) fn held(&self, memory: &mut Memory) -> Option<Carried> {
        if let Some(carried) = self.out_of_library(memory) {
            return Some(carried);
        }
        match &self.ctx.state.tool {
            Tool::Select => None,
            Tool::Move(step) => {
                let load = Arc::new(Load::of(self.ctx, self.ctx.selected())?);
                Some(Carried::exactly(self.ctx, &load, How::Move, *step))
            }
            Tool::Place(_) | Tool::Paste(_) => {
                let at = self.response.hover_pos()?;
                self.egui.set_cursor_icon(CursorIcon::Crosshair);
                self.at_pointer(memory, at)
            }
        }
    }

    /// A click with a tool that places.
    pub(super) fn put(&self, memory: &mut Memory, at: Pos2) {
        let Some(carried) = self.at_pointer(memory, at) else { return };
        let step = carried.landing.step;
        match &self.ctx.state.tool {
            Tool::Place(kind) => self.ctx.send(Message::Stamp(kind.clone(), step)),
            Tool::Paste(_) => self.ctx.send(Message::Put(step)),
            _ => {}
        }
    }

    /// The tool's racks with their middle at the pointer.
    fn at_pointer(&self, memory: &mut Memory, at: Pos2) -> Option<Carried> {
        let load = match &self.ctx.state.tool {
            Tool::Place(kind) => self.new_rack(memory, kind),
            Tool::Paste(pasted) => Arc::new(Load::pasted(self.ctx, pasted)?),
            _ => return None,
        };
        let step = load.step_to(self.on_floor(at));
        Some(Carried::over(self, &load, How::Put, step))
    }

    /// A new rack of a type, worked out once for each state of the plan.
    fn new_rack(&self, memory: &mut Memory, kind: &Id) -> Arc<Load> {
        let known = memory.placing.as_ref().filter(|(of, revision, _)| of == kind && *revision == self.ctx.revision);
        if let Some((.., load)) = known {
            return Arc::clone(load);
        }
        let load = Arc::new(Load::new_rack(self.ctx, kind));
        memory.placing = Some((kind.clone(), self.ctx.revision, Arc::clone(&load)));
        load
    }

    /// A rack type that is dragged over the floor, and placed where it is let go.
    fn out_of_library(&self, memory: &mut Memory) -> Option<Carried> {
        let dropped = self.response.dnd_release_payload::<Id>();
        let kind = dropped.clone().or_else(|| self.response.dnd_hover_payload::<Id>())?;
        let at = self.egui.pointer_latest_pos()?;
        let load = self.new_rack(memory, &kind);
        let carried = Carried::over(self, &load, How::Put, load.step_to(self.on_floor(at)));
        if dropped.is_none() {
            return Some(carried);
        }
        self.ctx.send(Message::Stamp(kind.as_ref().clone(), carried.landing.step));
        None
    }
}
