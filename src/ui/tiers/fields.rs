//! What a tier joins and at what rate.

use egui::Ui;

use crate::edit::{Edit, TierField};
use crate::model::catalog::Kind;
use crate::model::tier::{Endpoints, Tier, TierKind};
use crate::ui::ctx::Ctx;
use crate::ui::docs::doc;
use crate::ui::widgets::choice::{self, words};
use crate::ui::widgets::field::{self, Label};

pub fn show(ui: &mut Ui, ctx: &Ctx, salt: u64, tier: &Tier) {
    ends(ui, ctx, salt, tier);
    rates(ui, ctx, salt, tier);
    ports(ui, ctx, salt, tier);
}

pub fn set(ctx: &Ctx, tier: &Tier, field: TierField) {
    ctx.edit(Edit::ChangeTier { id: tier.id.clone(), set: vec![field] });
}

fn ends(ui: &mut Ui, ctx: &Ctx, salt: u64, tier: &Tier) {
    let theme = ctx.theme;
    let label = |name, field| Label { name, doc: doc("tier", field), salt };
    if let Some(value) = field::text(ui, theme, label("Tier name", "name"), &tier.name) {
        set(ctx, tier, TierField::Name { value });
    }
    let kinds = words(TierKind::ALL, TierKind::word);
    if let Some(value) = choice::choice(ui, theme, label("Tier kind", "kind"), Some(&tier.kind), &kinds) {
        set(ctx, tier, TierField::Kind { value });
    }
    let ends = words(Endpoints::ALL, Endpoints::word);
    if let Some(value) = choice::choice(ui, theme, label("Endpoints", "endpoints"), Some(&tier.endpoints), &ends) {
        set(ctx, tier, TierField::Endpoints { value });
    }
    if let Some(value) = field::optional(ui, theme, label("Domain size", "domain"), tier.domain.as_ref(), "all in one") {
        set(ctx, tier, TierField::Domain { value });
    }
}

fn rates(ui: &mut Ui, ctx: &Ctx, salt: u64, tier: &Tier) {
    let theme = ctx.theme;
    let label = |name, field| Label { name, doc: doc("tier", field), salt };
    if let Some(value) = field::value(ui, theme, label("Endpoint rate", "rate"), &tier.rate) {
        set(ctx, tier, TierField::Rate { value });
    }
    if let Some(value) = field::value(ui, theme, label("Link rate", "link"), &tier.link) {
        set(ctx, tier, TierField::Link { value });
    }
    if let Some(value) = field::optional(ui, theme, label("Planes", "planes"), tier.planes.as_ref(), "1") {
        set(ctx, tier, TierField::Planes { value });
    }
}

fn ports(ui: &mut Ui, ctx: &Ctx, salt: u64, tier: &Tier) {
    let theme = ctx.theme;
    let label = |name, field| Label { name, doc: doc("tier", field), salt };
    let switch = label("Switch", "switch");
    if let Some(value) = choice::optional_part(ui, ctx, switch, Kind::Switch, tier.switch.as_ref(), "None") {
        set(ctx, tier, TierField::Switch { value });
    }
    if let Some(value) = field::value(ui, theme, label("Reserved ports", "reserved"), &tier.reserved) {
        set(ctx, tier, TierField::Reserved { value });
    }
    if let Some(value) = field::optional(ui, theme, label("Ends per cage", "ends_per_cage"), tier.ends_per_cage.as_ref(), "as many as fit")
    {
        set(ctx, tier, TierField::EndsPerCage { value });
    }
    if let Some(value) = field::value(ui, theme, label("FEC delay (ns)", "fec_ns"), &tier.fec_ns) {
        set(ctx, tier, TierField::FecNs { value });
    }
}
