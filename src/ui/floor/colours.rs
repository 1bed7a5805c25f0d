//! The colour of every rack: by role, or by one quantity on a scale from the least to the most on the floor.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Color32, Ui};

use super::look::ColourBy;
use crate::model::plan::Plan;
use crate::solve::{RackQuantity, Report};
use crate::ui::ctx::Ctx;
use crate::ui::kept::{Held, Same, kept};

/// Plans up to this size are coloured anew in every frame of a gesture; the colours of larger ones wait for its end.
pub const FEW: usize = 10_000;

/// Colours in document order, and what they stand for.
pub struct Colours {
    pub of_racks: Vec<Color32>,
    /// None where roles are shown, or nothing is known yet.
    pub scale: Option<Scale>,
}

/// From the first colour to the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub quantity: RackQuantity,
    pub least: f64,
    pub most: f64,
}

impl Scale {
    /// Between 0 and 1; where all racks are alike, in the middle.
    fn share(self, value: f64) -> f64 {
        let span = self.most - self.least;
        if span > 0.0 { (value - self.least) / span } else { 0.5 }
    }
}

/// Kept while plan, report, theme and choice stay the same.
pub fn colours(ui: &Ui, ctx: &Ctx) -> Arc<Colours> {
    let by = ctx.state.floor.colour;
    let key = (Held(Arc::clone(ctx.plan)), solved(ctx), by, ctx.theme.dark);
    kept(ui, "colours", key, || match by {
        ColourBy::Role => Colours { of_racks: roles(ctx), scale: None },
        ColourBy::Quantity(quantity) => heat(ctx, quantity),
    })
}

/// The plan that numbers on the floor belong to.
pub fn solved(ctx: &Ctx) -> Option<Same> {
    let reading = ctx.reading?;
    let waits = reading.preview && ctx.plan.racks.len() > FEW;
    Some(Held(Arc::clone(if waits { ctx.plan } else { &reading.report.input.plan })))
}

fn roles(ctx: &Ctx) -> Vec<Color32> {
    let kinds: BTreeMap<&str, Color32> = ctx.plan.rack_types.iter().map(|kind| (kind.id.as_str(), ctx.theme.role(kind.role))).collect();
    ctx.plan.racks.iter().map(|rack| kinds.get(rack.kind.as_str()).copied().unwrap_or(ctx.theme.dim)).collect()
}

fn heat(ctx: &Ctx, quantity: RackQuantity) -> Colours {
    let values = ctx.reading.map_or_else(Vec::new, |reading| values(ctx.plan, &reading.report, quantity));
    let known = || values.iter().flatten().copied();
    let (least, most) = (known().reduce(f64::min), known().reduce(f64::max));
    let scale = least.zip(most).map(|(least, most)| Scale { quantity, least, most });
    let colour = |value: &Option<f64>| match (value, scale) {
        (Some(value), Some(scale)) => ctx.theme.heat_at(scale.share(*value)),
        _ => ctx.theme.line,
    };
    let mut of_racks: Vec<Color32> = values.iter().map(colour).collect();
    of_racks.resize(ctx.plan.racks.len(), ctx.theme.line);
    Colours { of_racks, scale }
}

/// A quantity of the plan's racks in document order; none for racks the report does not know yet. Racks that are alike are worked out once.
pub fn values(plan: &Plan, report: &Report, quantity: RackQuantity) -> Vec<Option<f64>> {
    let mut of_group = BTreeMap::new();
    let mut value = |place: u32| {
        let group = report.tallies.group_of(place)?;
        *of_group.entry(group).or_insert_with(|| report.rack_quantity(place, quantity).filter(|value| value.is_finite()))
    };
    let solved = report.input.plan.racks.iter();
    let pairs = (0_u32..).zip(plan.racks.iter().zip(solved));
    pairs.map(|(place, (rack, solved))| if rack.id == solved.id { value(place) } else { None }).collect()
}
