//! What the selected racks come to: power against the feed, where the watts go, heat, mass, price, the links that end there, broken rules.

use egui::{Id, Label, RichText, Ui};

use super::ctx::Ctx;
use super::findings_panel::row::sign_of;
use super::reading::Reading;
use super::theme::{GAP, SMALL};
use super::widgets::reading::{figure, line, meter, part};
use super::widgets::row::{heading, note};
use super::widgets::sign;
use crate::model::racks::RackId;
use crate::model::units::Length;
use crate::solve::RackQuantity;
use crate::solve::figure::{Figure, real};
use crate::solve::rack_readings::{RackLinks, Spread};
use crate::solve::readout::{self, Unit};

/// Up to so many racks sums are worked out in every frame.
const FEW: usize = 400;

/// What people look at first: power and its parts, what is broken; sums where several racks are selected.
pub fn show(ui: &mut Ui, ctx: &Ctx, ids: &[RackId]) {
    dimmed(ui, ctx, |ui, reading| match ids {
        [] => {}
        [single] => {
            if let Some(index) = reading.report.position(*single) {
                power(ui, ctx, reading, index);
                broken(ui, ctx, reading, index);
                watts(ui, ctx, reading, index);
            }
        }
        several => self::several(ui, ctx, reading, several),
    });
}

/// The rest of one rack: heat, mass, price, links.
pub fn more(ui: &mut Ui, ctx: &Ctx, ids: &[RackId]) {
    let [single] = ids else { return };
    dimmed(ui, ctx, |ui, reading| {
        if let Some(index) = reading.report.position(*single) {
            heat(ui, ctx, reading, index);
            rest(ui, ctx, reading, index);
            links(ui, ctx, reading, index);
        }
    });
}

/// Numbers of a plan that has changed since are still there, but dimmed.
fn dimmed(ui: &mut Ui, ctx: &Ctx, add: impl FnOnce(&mut Ui, &Reading)) {
    let Some(reading) = ctx.reading else { return };
    ui.scope(|ui| {
        if reading.stale {
            ui.multiply_opacity(0.6);
        }
        add(ui, reading);
    });
}

fn power(ui: &mut Ui, ctx: &Ctx, reading: &Reading, index: u32) {
    let report = &reading.report;
    let (draw, feed) = (report.rack_draw(index), report.rack_feed_w(index));
    heading(ui, ctx.theme, "POWER");
    figure(ui, ctx.theme, "At the inlet, full load", draw, Unit::Watt);
    let share = if feed > 0.0 { draw.likely / feed } else { 0.0 };
    let percent = readout::text(100.0 * share, Unit::Percent);
    let told = format!("{percent} of the feed of {}", readout::text(feed, Unit::Watt));
    ui.add_space(GAP);
    meter(ui, ctx.theme, share, &told);
    note(ui, ctx.theme, &told);
}

fn watts(ui: &mut Ui, ctx: &Ctx, reading: &Reading, index: u32) {
    let parts = reading.report.rack_watts(index);
    let all = parts.iter().fold(0.0, |sum, part| sum + part.watts);
    if all <= 0.0 {
        return;
    }
    heading(ui, ctx.theme, "WHERE ITS WATTS GO");
    let most = parts.iter().fold(0.0, |most: f64, part| most.max(part.watts));
    for share in &parts {
        let told = readout::text(share.watts, Unit::Watt);
        let bar = (ctx.theme.chart(share.paint), share.watts / most);
        part(ui, ctx.theme, &share.name, bar, (&told, share.watts / all));
    }
}

fn heat(ui: &mut Ui, ctx: &Ctx, reading: &Reading, index: u32) {
    let of = |quantity| reading.report.rack_quantity(index, quantity).unwrap_or(0.0);
    let (liquid, air) = (of(RackQuantity::HeatToLiquid), of(RackQuantity::HeatToAir));
    if liquid + air <= 0.0 {
        return;
    }
    heading(ui, ctx.theme, "WHERE ITS HEAT GOES");
    for (name, watts, colour) in [("To liquid", liquid, ctx.theme.cooling), ("To air", air, ctx.theme.plain)] {
        let told = readout::text(watts, Unit::Watt);
        part(ui, ctx.theme, name, (colour, watts / liquid.max(air)), (&told, watts / (liquid + air)));
    }
}

fn rest(ui: &mut Ui, ctx: &Ctx, reading: &Reading, index: u32) {
    let report = &reading.report;
    heading(ui, ctx.theme, "READINGS");
    for quantity in [RackQuantity::DrawPerAccelerator, RackQuantity::Mass] {
        if let Some(value) = report.rack_quantity(index, quantity) {
            line(ui, ctx.theme, quantity.title(), &readout::text(value, quantity.readout()));
        }
    }
    if let Some(kind) = report.kind_of(index) {
        let used = format!("{} of {}", kind.used_units, kind.units);
        line(ui, ctx.theme, "Rack units used", &used);
    }
    figure(ui, ctx.theme, "Price, cables apart", report.rack_price(index), Unit::Usd);
    for quantity in [RackQuantity::Modules, RackQuantity::Failures] {
        if let Some(value) = report.rack_quantity(index, quantity) {
            line(ui, ctx.theme, quantity.title(), &readout::text(value, quantity.readout()));
        }
    }
}

fn links(ui: &mut Ui, ctx: &Ctx, reading: &Reading, index: u32) {
    let links = reading.report.rack_links(index);
    if links.is_empty() {
        return;
    }
    heading(ui, ctx.theme, "LINK ENDS");
    for links in &links {
        link(ui, ctx, reading, links);
    }
}

fn link(ui: &mut Ui, ctx: &Ctx, reading: &Reading, links: &RackLinks) {
    let Some(tier) = reading.report.resolved.tiers.get(links.tier) else { return };
    let Some(technology) = tier.technologies.get(links.technology) else { return };
    let title = reading.report.input.catalog.interconnect(&technology.id).map_or(technology.id.as_str(), |part| part.name.as_str());
    let count = |count: u64| readout::text(real(count), Unit::Count);
    line(ui, ctx.theme, &format!("{}: {title}", tier.id), &count(links.ends)).on_hover_text(title);
    let longest = Length::from_mm(links.longest_mm).unwrap_or_default();
    let inside = if links.inside > 0 { format!(", {} links inside", count(links.inside)) } else { String::new() };
    let peers = if links.peers == 1 { "1 peer".to_string() } else { format!("{} peers", links.peers) };
    note(ui, ctx.theme, &format!("{peers}{inside}, longest {longest}"));
    if links.too_long > 0 {
        super::widgets::row::reason(ui, ctx.theme, &format!("{} links too long", count(links.too_long)));
    }
}

fn broken(ui: &mut Ui, ctx: &Ctx, reading: &Reading, index: u32) {
    let report = &reading.report;
    let rules = report.broken_at(index, &report.broken_bundles());
    if rules.is_empty() {
        return;
    }
    heading(ui, ctx.theme, "BREAKS");
    for rule in rules {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            sign::sign(ui, ctx.theme, sign_of(rule.severity));
            ui.add(Label::new(RichText::new(rule.title).size(SMALL + 1.0)).truncate());
        });
    }
}

/// Sums of several racks with the least and the most of one.
fn several(ui: &mut Ui, ctx: &Ctx, reading: &Reading, ids: &[RackId]) {
    let (spreads, accelerators) = spreads(ui, reading, ids);
    heading(ui, ctx.theme, "TOGETHER");
    if accelerators > 0.0 {
        line(ui, ctx.theme, "Accelerators", &readout::text(accelerators, Unit::Count));
    }
    for spread in &spreads {
        self::spread(ui, ctx, spread);
    }
}

fn spread(ui: &mut Ui, ctx: &Ctx, spread: &Spread) {
    let (quantity, unit) = (spread.quantity, spread.quantity.readout());
    // Shares do not add up.
    let adds_up = !matches!(quantity, RackQuantity::FeedShare | RackQuantity::DrawPerAccelerator);
    let same = spread.least.to_bits() == spread.most.to_bits();
    let range = Figure { low: spread.least, likely: spread.most, high: spread.most, guessed: 0.0 };
    let range = if same { readout::text(spread.most, unit) } else { readout::range(range, unit) };
    if !adds_up {
        line(ui, ctx.theme, quantity.title(), &range);
        return;
    }
    line(ui, ctx.theme, quantity.title(), &readout::text(spread.sum, unit));
    note(ui, ctx.theme, &format!("{range} each"));
}

/// Sums of many racks are kept while plan and selection stay the same; a gesture does not change them before it ends.
#[derive(Clone)]
struct Kept {
    plan: std::sync::Arc<crate::model::plan::Plan>,
    ids: Vec<RackId>,
    found: (Vec<Spread>, f64),
}

fn spreads(ui: &Ui, reading: &Reading, ids: &[RackId]) -> (Vec<Spread>, f64) {
    let report = &reading.report;
    let fresh = || {
        let racks: Vec<u32> = ids.iter().filter_map(|id| report.position(*id)).collect();
        (report.spreads(&racks), report.accelerators_of(&racks))
    };
    if ids.len() <= FEW {
        return fresh();
    }
    let memory = Id::unique("sums of selected racks");
    let plan = &report.input.plan;
    let fits = |kept: &Kept| kept.ids == ids && (reading.preview || std::sync::Arc::ptr_eq(&kept.plan, plan));
    if let Some(kept) = ui.data(|data| data.get_temp::<Kept>(memory)).filter(fits) {
        return kept.found;
    }
    let found = fresh();
    ui.data_mut(|data| data.insert_temp(memory, Kept { plan: std::sync::Arc::clone(plan), ids: ids.to_vec(), found: found.clone() }));
    found
}
