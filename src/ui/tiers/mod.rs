//! The networks of the plan, one below the other: what each joins, at what rate, in which shape and over which technologies.

mod fields;
mod media;
mod readings;
mod technologies;
mod topology;

use egui::{CollapsingHeader, RichText, Ui};

use super::command::Command;
use super::ctx::Ctx;
use super::theme::GAP;
use super::widgets::row::{action, note};
use crate::edit::Edit;
use crate::model::tier::Tier;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    if ctx.plan.tiers.is_empty() {
        note(ui, ctx.theme, "No networks yet. A tier joins accelerators, adapters or memory at one rate.");
    }
    for (index, tier) in ctx.plan.tiers.iter().enumerate() {
        let title = RichText::new(tier.name.as_str()).strong();
        let header = CollapsingHeader::new(title).id_salt(("tier", tier.id.as_str())).default_open(index == 0);
        header.show_unindented(ui, |ui| one(ui, ctx, index, tier));
    }
    ui.separator();
    if ui.button("Add tier").on_hover_text("Adds a network to the plan").clicked() {
        ctx.run(Command::AddTier);
    }
}

fn one(ui: &mut Ui, ctx: &Ctx, index: usize, tier: &Tier) {
    let salt = u64::try_from(index).unwrap_or(0);
    readings::show(ui, ctx, tier);
    ui.add_space(GAP);
    fields::show(ui, ctx, salt, tier);
    topology::show(ui, ctx, salt, tier);
    media::show(ui, ctx, tier);
    if action(ui, ctx.theme, "Remove tier", "Takes the network out of the plan; blades must not serve it", true) {
        ctx.edit(Edit::RemoveTier { id: tier.id.clone() });
    }
}
