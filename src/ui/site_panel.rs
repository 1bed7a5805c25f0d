//! Where the plan is built: power, cooling, prices of electricity and building. What is left out comes from the region, then from the economics.

use egui::Ui;

use super::ctx::Ctx;
use super::widgets::choice;
use super::widgets::field::{self, Label, label};
use super::widgets::number::Inherited;
use super::widgets::row::{action, heading, note};
use crate::edit::{Edit, SiteField};
use crate::model::catalog::Kind;
use crate::model::counts::Factor;
use crate::model::estimate::Estimate;
use crate::model::parts::{Economics, Region};
use crate::model::plan::{Hall, Pue, Site};
use crate::model::text::{Id, Name};
use crate::model::units::{Length, Written};

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let site = &ctx.plan.site;
    place(ui, ctx, site);
    plant(ui, ctx, site);
    prices(ui, ctx, site);
    halls(ui, ctx, site);
}

fn set(ctx: &Ctx, field: SiteField) {
    ctx.edit(Edit::ChangeSite { set: vec![field] });
}

fn place(ui: &mut Ui, ctx: &Ctx, site: &Site) {
    if let Some(value) = choice::optional_part(ui, ctx, label("Region", "site", "region"), Kind::Region, site.region.as_ref(), "None") {
        set(ctx, SiteField::Region { value });
    }
    if let Some(value) = field::value(ui, ctx.theme, label("Build year", "site", "build_year"), &site.build_year) {
        set(ctx, SiteField::BuildYear { value });
    }
    let limit = Inherited::nothing("no limit");
    if let Some(value) = field::inherited(ui, ctx, label("Site limit", "site", "site_limit"), site.site_limit.as_ref(), &limit) {
        set(ctx, SiteField::SiteLimit { value });
    }
}

fn plant(ui: &mut Ui, ctx: &Ctx, site: &Site) {
    heading(ui, ctx.theme, "POWER AND COOLING");
    if let Some(value) = choice::part(ui, ctx, label("Power chain", "site", "power_chain"), Kind::PowerChain, &site.power_chain) {
        set(ctx, SiteField::PowerChain { value });
    }
    if let Some(value) = choice::part(ui, ctx, label("Cooling", "site", "cooling"), Kind::Cooling, &site.cooling) {
        set(ctx, SiteField::Cooling { value });
    }
    let ways = [("parts", "From its parts".to_string()), ("fixed", "Fixed".to_string())];
    let pue = label("PUE", "site", "pue");
    if let Some(word) = choice::choice(ui, ctx.theme, pue, Some(&site.pue.word()), &ways) {
        let value = if word == "fixed" { Pue::Fixed { value: likely_pue(ctx, site) } } else { Pue::Parts {} };
        set(ctx, SiteField::Pue { value });
    }
    if let Pue::Fixed { value } = &site.pue
        && let Some(value) = field::value(ui, ctx.theme, label("PUE value", "site", "pue"), value)
    {
        set(ctx, SiteField::Pue { value: Pue::Fixed { value } });
    }
}

/// Where a fixed PUE starts: what the catalogue says of the cooling.
fn likely_pue(ctx: &Ctx, site: &Site) -> Factor {
    ctx.catalog.cooling(&site.cooling).map_or(Factor::ONE, |cooling| cooling.pue.value())
}

fn prices(ui: &mut Ui, ctx: &Ctx, site: &Site) {
    heading(ui, ctx.theme, "PRICES");
    let electricity = fallback(ctx, |region| region.electricity.as_ref(), |economics| Some(&economics.electricity));
    let price = label("Electricity price", "site", "electricity_price");
    if let Some(value) = field::inherited(ui, ctx, price, site.electricity_price.as_ref(), &electricity) {
        set(ctx, SiteField::ElectricityPrice { value });
    }
    let escalation = fallback(ctx, |_| None, |economics| Some(&economics.escalation));
    let change = label("Price change", "site", "escalation");
    if let Some(value) = field::inherited(ui, ctx, change, site.escalation.as_ref(), &escalation) {
        set(ctx, SiteField::Escalation { value });
    }
    let carbon = fallback(ctx, |region| region.carbon.as_ref(), |_| None);
    if let Some(value) = field::inherited(ui, ctx, label("Grid carbon", "site", "carbon"), site.carbon.as_ref(), &carbon) {
        set(ctx, SiteField::Carbon { value });
    }
    let build = fallback(ctx, |region| region.build_cost.as_ref(), |economics| Some(&economics.build_cost));
    if let Some(value) = field::inherited(ui, ctx, label("Build cost", "site", "build_cost"), site.build_cost.as_ref(), &build) {
        set(ctx, SiteField::BuildCost { value });
    }
}

/// The region's number, else the economics'.
fn fallback<'a, T: Written>(
    ctx: &'a Ctx,
    region: impl Fn(&'a Region) -> Option<&'a Estimate<T>>,
    economics: impl Fn(&'a Economics) -> Option<&'a Estimate<T>>,
) -> Inherited {
    let of_region = ctx.plan.site.region.as_ref().and_then(|id| ctx.catalog.region(id));
    if let Some((part, number)) = of_region.and_then(|part| Some((part, region(part)?))) {
        return Inherited::from(number, part.name.as_str());
    }
    let defaults = ctx.catalog.economics(&ctx.plan.economy.defaults);
    let number = defaults.and_then(|part| Some((part, economics(part)?)));
    number.map_or_else(|| Inherited::nothing("not known"), |(part, number)| Inherited::from(number, part.name.as_str()))
}

fn halls(ui: &mut Ui, ctx: &Ctx, site: &Site) {
    heading(ui, ctx.theme, "OTHER HALLS AND SITES");
    if site.halls.is_empty() {
        note(ui, ctx.theme, "None. Tiers between halls need one.");
    }
    let mut changed: Option<Vec<Hall>> = None;
    for (index, hall) in site.halls.iter().enumerate() {
        if let Some(new) = hall_fields(ui, ctx, index, hall) {
            let kept = site.halls.iter().enumerate().filter_map(|(at, old)| if at == index { new.clone() } else { Some(old.clone()) });
            changed = Some(kept.collect());
        }
    }
    if action(ui, ctx.theme, "Add hall", "Another hall or site this plan is linked to", true)
        && let Some(new) = new_hall(site)
    {
        changed = Some(site.halls.iter().cloned().chain([new]).collect());
    }
    if let Some(value) = changed {
        set(ctx, SiteField::Halls { value });
    }
}

fn new_hall(site: &Site) -> Option<Hall> {
    let free = (2..1000).map(|number| format!("hall-{number}")).find(|id| site.halls.iter().all(|hall| hall.id.as_str() != id))?;
    let name = free.replace("hall-", "Hall ");
    Some(Hall { id: Id::new(&free).ok()?, name: Name::new(&name).ok()?, distance: Length::from_mm(1_000_000)? })
}

/// `Some(None)` removes it.
fn hall_fields(ui: &mut Ui, ctx: &Ctx, index: usize, hall: &Hall) -> Option<Option<Hall>> {
    let salt = u64::try_from(index).unwrap_or(0);
    let mut new = None;
    if let Some(name) = field::text(ui, ctx.theme, Label { name: "Hall", doc: "Its name", salt }, &hall.name) {
        new = Some(Hall { name, ..hall.clone() });
    }
    let distance = Label { name: "Distance", doc: "Length of fibre to it", salt };
    if let Some(distance) = field::value(ui, ctx.theme, distance, &hall.distance) {
        new = Some(Hall { distance, ..hall.clone() });
    }
    let remove = ui.push_id(index, |ui| action(ui, ctx.theme, "Remove hall", "Gateways must not need it", true)).inner;
    if remove { Some(None) } else { new.map(Some) }
}
