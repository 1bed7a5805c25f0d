//! What a tier comes to now: whether its links reach and its switches have slots, what they draw, cost and carry.

use egui::Ui;

use crate::model::tier::Tier;
use crate::model::units::Length;
use crate::solve::figure::{Figure, real};
use crate::solve::readout::{self, Unit};
use crate::solve::tier_readings::ClassLinks;
use crate::solve::tiers::TierTotals;
use crate::ui::ctx::Ctx;
use crate::ui::reading::Reading;
use crate::ui::widgets::reading::{figure, line};
use crate::ui::widgets::row::{heading, note, reason};

fn count(count: u64) -> String {
    readout::text(real(count), Unit::Count)
}

/// Place of a tier in what was solved.
pub fn place_of(reading: &Reading, tier: &Tier) -> Option<usize> {
    reading.report.resolved.tiers.iter().position(|known| known.id == tier.id)
}

pub fn show(ui: &mut Ui, ctx: &Ctx, tier: &Tier) {
    let Some(reading) = ctx.reading else { return };
    let Some(place) = place_of(reading, tier) else { return };
    let Some(tier) = reading.totals.tiers.get(place) else { return };
    ui.scope(|ui| {
        if reading.stale {
            ui.multiply_opacity(0.6);
        }
        troubles(ui, ctx, tier);
        numbers(ui, ctx, reading, place, tier);
    });
}

/// What is wrong, in a sentence each; or that nothing is.
fn troubles(ui: &mut Ui, ctx: &Ctx, tier: &TierTotals) {
    let links = count(tier.links);
    if tier.links == 0 {
        note(ui, ctx.theme, "No links yet: place racks whose blades belong to it");
        return;
    }
    if tier.too_long > 0 {
        reason(ui, ctx.theme, &format!("{} of {links} links too long", count(tier.too_long)));
    }
    if tier.unplaced > 0 {
        reason(ui, ctx.theme, &format!("{} of {links} links have no rack at one end", count(tier.unplaced)));
    }
    if tier.switches_placed < tier.switches_needed {
        let text =
            format!("{} of {} switches have no slot", count(tier.switches_needed - tier.switches_placed), count(tier.switches_needed));
        reason(ui, ctx.theme, &text);
    }
    if tier.too_long == 0 && tier.unplaced == 0 && tier.switches_placed >= tier.switches_needed {
        note(ui, ctx.theme, &format!("All {links} links reach and every switch has a slot"));
    }
}

fn numbers(ui: &mut Ui, ctx: &Ctx, reading: &Reading, place: usize, tier: &TierTotals) {
    heading(ui, ctx.theme, "COMES TO");
    let theme = ctx.theme;
    let exact = |ui: &mut Ui, name: &str, value: f64, unit: Unit| drop(figure(ui, theme, name, Figure::exact(value), unit));
    line(ui, theme, "Endpoints, domains", &format!("{}, {}", count(tier.endpoints), count(tier.domains)));
    line(ui, theme, "Switches placed", &format!("{} of {}", count(tier.switches_placed), count(tier.switches_needed)));
    figure(ui, theme, "Links draw", tier.power_w(), Unit::Watt);
    exact(ui, "Energy per end", tier.energy_per_bit(), Unit::PjPerBit);
    figure(ui, theme, "Modules, cables, lasers", reading.totals.money.links_of_tier(place), Unit::Usd);
    line(ui, theme, "Cables", &format!("{}, {}", count(tier.cables), readout::text(tier.cable_m, Unit::Metre)));
    exact(ui, "Fibres", real(u64::try_from(tier.fibres).unwrap_or(u64::MAX)), Unit::Count);
    exact(ui, "Injection each way", tier.injection_gbps, Unit::Gbps);
    if let Some(cut) = tier.bisection_gbps {
        exact(ui, "Bisection each way", cut, Unit::Gbps);
    }
    if let Some(ratio) = tier.oversubscription {
        exact(ui, "Oversubscription", ratio, Unit::Ratio);
    }
    if let Some(path) = tier.latency.last() {
        exact(ui, "Latency, longest path", path.mean_ns, Unit::Nanosecond);
    }
}

/// The links of one class in a sentence, and what they are made of.
pub fn class(ui: &mut Ui, ctx: &Ctx, links: &ClassLinks) {
    match (links.links, links.too_long) {
        (0, _) => drop(note(ui, ctx.theme, "No links of this kind")),
        (all, 0) => drop(note(ui, ctx.theme, &format!("All {} links reach{}", count(all), fibres(links)))),
        (all, long) => reason(ui, ctx.theme, &format!("{} of {} links too long", count(long), count(all))),
    }
}

fn fibres(links: &ClassLinks) -> String {
    if links.fibres > 0 { format!(", {} fibres", count(links.fibres)) } else { String::new() }
}

/// How many links one of several technologies does.
pub fn taken(links: &ClassLinks, technology: usize) -> Option<String> {
    let taken = links.taken.get(technology).copied()?;
    (links.links > 0).then(|| format!("{} links", count(taken)))
}

/// What choosing a technology of this reach alone would do.
pub fn would_reach(lengths: &crate::solve::tier_readings::Lengths, reach_mm: i64) -> Option<String> {
    let (all, long) = (lengths.links(), lengths.longer_than(reach_mm));
    let longest = Length::from_mm(lengths.longest_mm()?)?;
    Some(if long == 0 {
        format!("reaches all {} links, longest {longest}", count(all))
    } else {
        format!("{} of {} links too long", count(long), count(all))
    })
}
