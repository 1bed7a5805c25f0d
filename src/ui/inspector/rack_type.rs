//! Fields of a rack type: what all racks of the type share. Its blades are in `elevation`.

use egui::{RichText, Ui};

use super::elevation;
use crate::edit::{Edit, RackTypeField};
use crate::model::catalog::Kind;
use crate::model::rack_type::{Feeds, RackType, Role};
use crate::model::text::Id;
use crate::ui::ctx::Ctx;
use crate::ui::theme::SMALL;
use crate::ui::widgets::choice::{self, words};
use crate::ui::widgets::counted;
use crate::ui::widgets::field::{self, label};
use crate::ui::widgets::number::{Inherited, part_title, swatch};
use crate::ui::widgets::row::heading;

pub fn show(ui: &mut Ui, ctx: &Ctx, id: &Id) {
    let Some(kind) = ctx.plan.rack_type(id) else { return };
    heading(ui, ctx.theme, "RACK TYPE");
    ui.horizontal(|ui| {
        swatch(ui, ctx.theme, ctx.theme.role(kind.role), &kind.role.letter().to_string());
        let users = ctx.placed(id);
        ui.label(RichText::new(format!("All {} of this type change together", counted(users, "rack"))).size(SMALL).color(ctx.theme.dim));
    });
    basics(ui, ctx, kind);
    supply(ui, ctx, kind);
    elevation::show(ui, ctx, kind);
}

fn set(ctx: &Ctx, kind: &RackType, field: RackTypeField) {
    ctx.edit(Edit::ChangeRackType { id: kind.id.clone(), set: vec![field] });
}

fn basics(ui: &mut Ui, ctx: &Ctx, kind: &RackType) {
    let theme = ctx.theme;
    if let Some(value) = field::text(ui, theme, label("Type name", "rack_type", "name"), &kind.name) {
        set(ctx, kind, RackTypeField::Name { value });
    }
    if let Some(value) = choice::choice(ui, theme, label("Role", "rack_type", "role"), Some(&kind.role), &words(Role::ALL, Role::word)) {
        set(ctx, kind, RackTypeField::Role { value });
    }
    if let Some(value) = choice::part(ui, ctx, label("Frame", "rack_type", "frame"), Kind::Frame, &kind.frame) {
        set(ctx, kind, RackTypeField::Frame { value });
    }
}

fn supply(ui: &mut Ui, ctx: &Ctx, kind: &RackType) {
    let theme = ctx.theme;
    if let Some(value) = field::value(ui, theme, label("Feed", "rack_type", "feed"), &kind.feed) {
        set(ctx, kind, RackTypeField::Feed { value });
    }
    let feeds = [(Feeds::Single, "N".to_string()), (Feeds::OneMore, "N + 1".to_string()), (Feeds::Double, "2 N".to_string())];
    if let Some(value) = choice::choice(ui, theme, label("Feeds", "rack_type", "feeds"), Some(&kind.feeds), &feeds) {
        set(ctx, kind, RackTypeField::Feeds { value });
    }
    let of_site = |kind, id| format!("Site: {}", part_title(ctx.catalog, kind, id));
    let nothing = of_site(Kind::PowerChain, &ctx.plan.site.power_chain);
    let chain = label("Power chain", "rack_type", "power_chain");
    if let Some(value) = choice::optional_part(ui, ctx, chain, Kind::PowerChain, kind.power_chain.as_ref(), &nothing) {
        set(ctx, kind, RackTypeField::PowerChain { value });
    }
    let nothing = of_site(Kind::Cooling, &ctx.plan.site.cooling);
    let cooling = label("Cooling", "rack_type", "cooling");
    if let Some(value) = choice::optional_part(ui, ctx, cooling, Kind::Cooling, kind.cooling.as_ref(), &nothing) {
        set(ctx, kind, RackTypeField::Cooling { value });
    }
    let limit = air_limit(ctx, kind);
    if let Some(value) = field::inherited(ui, ctx, label("Air limit", "rack_type", "air_limit"), kind.air_limit.as_ref(), &limit) {
        set(ctx, kind, RackTypeField::AirLimit { value });
    }
}

fn air_limit(ctx: &Ctx, kind: &RackType) -> Inherited {
    let cooling = kind.cooling.as_ref().unwrap_or(&ctx.plan.site.cooling);
    let part = ctx.catalog.cooling(cooling);
    part.map_or_else(Inherited::default, |part| Inherited::from(&part.air_limit, part.name.as_str()))
}
