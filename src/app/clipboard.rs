//! Copy, cut and paste of racks as text. What is pasted is read as strictly as a file and becomes one edit.

use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::App;
use crate::edit::{Edit, NewRack, apply};
use crate::io::clip::{self, Clip};
use crate::io::store::listed;
use crate::model::geometry::Point;
use crate::model::plan::Plan;
use crate::model::racks::Rack;
use crate::ui::ctx::batch;
use crate::ui::floor::view::footprint;
use crate::ui::floor_size;
use crate::ui::state::{Pasted, Severity, Tool};

/// Frames within which a clipboard answers.
const SILENT: u8 = 10;

impl App {
    pub(super) fn copy(&mut self, ctx: &Context) {
        if !self.state.selection.is_empty() {
            ctx.copy_text(clip::print(&clip::of(self.document.plan(), &self.state.selection)));
        }
    }

    pub(super) fn cut(&mut self, ctx: &Context) {
        self.copy(ctx);
        self.edit(&Edit::DeleteRacks { racks: self.selected() });
    }

    /// The system answers with the text, or not at all.
    pub(super) fn ask_clipboard(&mut self, ctx: &Context) {
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        self.pasting = SILENT;
        ctx.request_repaint();
    }

    /// Says so when no text came.
    pub(super) fn await_clipboard(&mut self, ctx: &Context, came: bool) {
        if self.pasting == 0 {
            return;
        }
        self.pasting = if came { 0 } else { self.pasting - 1 };
        ctx.request_repaint();
        if self.pasting == 0 && !came {
            self.state.notify(Severity::Note, "Nothing to paste: the clipboard is empty, or there is none", "");
        }
    }

    /// Other text than ours is passed over with a word.
    pub(super) fn paste(&mut self, text: &str) {
        if !clip::claims(text) {
            self.state.notify(Severity::Note, "The clipboard holds no racks", "");
            return;
        }
        match clip::parse(text) {
            Ok(clip) if self.state.pointer.is_some() => self.hang(clip),
            Ok(clip) => self.insert(&clip, "Paste"),
            Err(problems) => self.warn(format!("The clipboard could not be pasted\n{}", listed("clipboard", &problems))),
        }
    }

    /// Hangs the racks at the pointer until a click says where.
    fn hang(&mut self, clip: Clip) {
        let plan = self.document.plan();
        let Some(edit) = batch("Paste", edits(plan, &clip, [0, 0])) else { return };
        match apply(plan, &self.base, &edit) {
            Ok(with) => {
                let catalog = self.base.with_plan(&with).0;
                let new = with.racks.iter().skip(plan.racks.len());
                let footprints = new.map(|rack| footprint(&with, &catalog, rack)).collect();
                self.state.tool = Tool::Paste(Arc::new(Pasted { footprints, edit }));
                self.clip = Some(clip);
            }
            // The refusal is told where edits are made.
            Err(_) => self.insert(&clip, "Paste"),
        }
    }

    /// Adds what hangs at the pointer, once.
    pub(super) fn put(&mut self, step: [i64; 2]) {
        if let Some(clip) = self.clip.take() {
            self.state.tool = Tool::Select;
            self.insert_at(&clip, "Paste", step);
        }
    }

    /// Adds racks beside what stands there already.
    pub(super) fn insert(&mut self, clip: &Clip, verb: &str) {
        self.insert_at(clip, verb, self.free_step(clip));
    }

    /// Adds racks with the types and tiers the plan lacks, as one step, and selects them.
    fn insert_at(&mut self, clip: &Clip, verb: &str, step: [i64; 2]) {
        let label = format!("{verb} {}", racks(clip.racks.len()));
        let Some(edit) = batch(&label, edits(self.document.plan(), clip, step)) else { return };
        let before = self.document.plan().racks.next_id();
        self.edit_as(&edit, &label);
        self.select_from(before);
    }

    /// The step to the right at which nothing stands yet.
    fn free_step(&self, clip: &Clip) -> [i64; 2] {
        let left = clip.racks.iter().map(|rack| rack.at.x()).min().unwrap_or(0);
        let tile = self.document.plan().floor.tile.base().max(1);
        let right = clip.racks.iter().map(|rack| rack.at.x()).max().unwrap_or(0);
        let pitch = (right - left).saturating_add(tile);
        let taken = |shift: i64| {
            let stands = |rack: &Rack| {
                self.document.plan().racks.iter().any(|other| other.at.x() == rack.at.x() + shift && other.at.y() == rack.at.y())
            };
            clip.racks.first().is_some_and(stands)
        };
        let free = (0..50).map(|times| times * pitch).find(|shift| !taken(*shift)).unwrap_or(0);
        [free, 0]
    }

    /// How wide the selection stands: the pitch of a duplicate.
    pub(super) fn selection_width(&self) -> i64 {
        let racks = self.state.selection.iter().filter_map(|id| self.document.plan().racks.get(*id));
        floor_size(self.document.plan(), &self.derived.catalog, racks).0
    }
}

fn edits(plan: &Plan, clip: &Clip, [dx, dy]: [i64; 2]) -> Vec<Edit> {
    let tiers = clip.tiers.iter().filter(|tier| plan.tier(&tier.id).is_none());
    let kinds = clip.rack_types.iter().filter(|kind| plan.rack_type(&kind.id).is_none());
    let new = |rack: &Rack| NewRack {
        kind: rack.kind.clone(),
        at_mm: Point::new(rack.at.x() + dx, rack.at.y() + dy).unwrap_or(rack.at),
        facing: rack.facing,
        name: Some(rack.name.clone()),
        facility: None,
    };
    let placed: Vec<NewRack> = clip.racks.iter().map(new).collect();
    let tiers = tiers.map(|tier| Edit::AddTier { tier: Arc::new(tier.clone()), index: None });
    let kinds = kinds.map(|kind| Edit::AddRackType { rack_type: Arc::new(kind.clone()), index: None });
    let place = (!placed.is_empty()).then_some(Edit::PlaceRacks { racks: placed, count_on: true });
    tiers.chain(kinds).chain(place).collect()
}

fn racks(count: usize) -> String {
    format!("{count} rack{}", if count == 1 { "" } else { "s" })
}
