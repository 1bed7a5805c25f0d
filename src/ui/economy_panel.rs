//! Money and time: every field of the economy. What is left out comes from the catalogue's economics and shows dimmed.

use egui::Ui;

use super::ctx::Ctx;
use super::widgets::choice;
use super::widgets::entry::Entry;
use super::widgets::field::{self, label};
use super::widgets::number::Inherited;
use super::widgets::row::heading;
use crate::edit::{EconomyField, Edit};
use crate::model::catalog::Kind;
use crate::model::estimate::Estimate;
use crate::model::parts::Economics;
use crate::model::plan::{CostView, Economy, LaserSpares};
use crate::model::units::Written;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let economy = &ctx.plan.economy;
    view(ui, ctx, economy);
    lives(ui, ctx, economy);
    work(ui, ctx, economy);
    spares(ui, ctx, economy);
}

fn set(ctx: &Ctx, field: EconomyField) {
    ctx.edit(Edit::ChangeEconomy { set: vec![field] });
}

/// A field that falls back to a number of the economics.
fn row<T: Entry + Written>(
    ui: &mut Ui,
    ctx: &Ctx,
    names: (&'static str, &'static str),
    value: Option<&T>,
    number: impl Fn(&Economics) -> &Estimate<T>,
) -> Option<Option<T>> {
    let defaults = ctx.catalog.economics(&ctx.plan.economy.defaults);
    let from = defaults.map_or_else(Inherited::default, |part| Inherited::from(number(part), part.name.as_str()));
    field::inherited(ui, ctx, label(names.0, "economy", names.1), value, &from)
}

fn view(ui: &mut Ui, ctx: &Ctx, economy: &Economy) {
    if let Some(value) = choice::part(ui, ctx, label("Defaults", "economy", "defaults"), Kind::Economics, &economy.defaults) {
        set(ctx, EconomyField::Defaults { value });
    }
    if let Some(value) = field::value(ui, ctx.theme, label("Years", "economy", "years"), &economy.years) {
        set(ctx, EconomyField::Years { value });
    }
    let views = [
        (CostView::PresentValue, "Present value".to_string()),
        (CostView::StraightLine, "Straight line".to_string()),
        (CostView::Annuity, "Annuity".to_string()),
    ];
    if let Some(value) = choice::choice(ui, ctx.theme, label("Cost view", "economy", "view"), Some(&economy.view), &views) {
        set(ctx, EconomyField::View { value });
    }
    if let Some(value) = row(ui, ctx, ("Discount rate", "discount_rate"), economy.discount_rate.as_ref(), |part| &part.discount_rate) {
        set(ctx, EconomyField::DiscountRate { value });
    }
}

fn lives(ui: &mut Ui, ctx: &Ctx, economy: &Economy) {
    heading(ui, ctx.theme, "LIVES");
    if let Some(value) = row(ui, ctx, ("IT life", "it_life"), economy.it_life.as_ref(), |part| &part.it_life) {
        set(ctx, EconomyField::ItLife { value });
    }
    if let Some(value) = row(ui, ctx, ("Network life", "network_life"), economy.network_life.as_ref(), |part| &part.network_life) {
        set(ctx, EconomyField::NetworkLife { value });
    }
    if let Some(value) = row(ui, ctx, ("Plant life", "plant_life"), economy.plant_life.as_ref(), |part| &part.plant_life) {
        set(ctx, EconomyField::PlantLife { value });
    }
    if let Some(value) = row(ui, ctx, ("Residual value", "residual"), economy.residual.as_ref(), |part| &part.residual) {
        set(ctx, EconomyField::Residual { value });
    }
}

fn work(ui: &mut Ui, ctx: &Ctx, economy: &Economy) {
    heading(ui, ctx.theme, "WORK AND LOAD");
    if let Some(value) = row(ui, ctx, ("Maintenance", "maintenance"), economy.maintenance.as_ref(), |part| &part.maintenance) {
        set(ctx, EconomyField::Maintenance { value });
    }
    if let Some(value) = row(ui, ctx, ("Cable labour", "cable_labour"), economy.cable_labour.as_ref(), |part| &part.cable_labour) {
        set(ctx, EconomyField::CableLabour { value });
    }
    let in_rack = economy.rack_cable_labour.as_ref();
    if let Some(value) = row(ui, ctx, ("In-rack cable labour", "rack_cable_labour"), in_rack, |part| &part.rack_cable_labour) {
        set(ctx, EconomyField::RackCableLabour { value });
    }
    if let Some(value) = row(ui, ctx, ("Utilisation", "utilisation"), economy.utilisation.as_ref(), |part| &part.utilisation) {
        set(ctx, EconomyField::Utilisation { value });
    }
}

fn spares(ui: &mut Ui, ctx: &Ctx, economy: &Economy) {
    heading(ui, ctx.theme, "FAILURES AND SPARES");
    if let Some(value) = row(ui, ctx, ("Spares lead time", "spares_lead"), economy.spares_lead.as_ref(), |part| &part.spares_lead) {
        set(ctx, EconomyField::SparesLead { value });
    }
    if let Some(value) = row(ui, ctx, ("Spares at hand", "spares_service"), economy.spares_service.as_ref(), |part| &part.spares_service) {
        set(ctx, EconomyField::SparesService { value });
    }
    let nothing = Inherited::nothing("not counted");
    let detect = label("Time to detect", "economy", "detect_time");
    if let Some(value) = field::inherited(ui, ctx, detect, economy.detect_time.as_ref(), &nothing) {
        set(ctx, EconomyField::DetectTime { value });
    }
    let spares = [(LaserSpares::None, "Each alone".to_string()), (LaserSpares::OneMore, "N + 1".to_string())];
    let laser = label("Laser spares", "economy", "laser_spares");
    if let Some(value) = choice::choice(ui, ctx.theme, laser, Some(&economy.laser_spares), &spares) {
        set(ctx, EconomyField::LaserSpares { value });
    }
}
