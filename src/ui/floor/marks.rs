//! The worst of what is wrong with each rack, kept while the report stays the same.

use std::sync::Arc;

use egui::{Response, Ui};

use super::card::{mark_at, words_in};
use super::colours::solved;
use super::racks::{NEAR, shorter};
use super::view::{View, whole};
use crate::model::plan::Subject;
use crate::model::racks::RackId;
use crate::model::severity::Severity;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::findings_panel::walk::{key, listed};
use crate::ui::kept::kept;
use crate::ui::state::FindingKey;

/// So many points around a mark belong to it.
const AROUND: f32 = 9.0;

/// The worst severity of each rack in document order; none where nothing is wrong, or nothing is known yet.
#[derive(Default)]
pub struct Marks(Vec<Option<Severity>>);

impl Marks {
    pub fn of(&self, place: u32) -> Option<Severity> {
        self.0.get(place as usize).copied().flatten()
    }
}

pub fn marks(ui: &Ui, ctx: &Ctx) -> Arc<Marks> {
    kept(ui, "marks", solved(ctx), || Marks(ctx.reading.map_or_else(Vec::new, |reading| reading.report.worst_of_racks())))
}

/// A click on a mark leads to the finding in the list.
pub fn click(ctx: &Ctx, view: View, response: &Response, marks: &Marks) {
    let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) else { return };
    let Some(place) = ctx.index.at(whole(view.to_floor(at))).first().copied().filter(|place| marks.of(*place).is_some()) else { return };
    let Some(rect) = ctx.index.footprint(place).map(|mm| view.rect(mm)).filter(|rect| shorter(*rect) >= NEAR) else { return };
    let hit = mark_at(words_in(rect)).is_some_and(|mark| mark.distance(at) <= AROUND);
    let rack = ctx.plan.racks.at(place as usize).filter(|_| hit);
    if let Some(found) = rack.and_then(|rack| finding_of(ctx, rack.id)) {
        ctx.send(Message::PointOut(found));
    }
}

/// The first finding of the list that names a rack.
fn finding_of(ctx: &Ctx, id: RackId) -> Option<FindingKey> {
    let findings = listed(ctx.reading?, &ctx.state.filter);
    let named = findings.into_iter().find(|finding| finding.waived.is_none() && finding.subjects.contains(&Subject::Rack { id }));
    named.map(key)
}
