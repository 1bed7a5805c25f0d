//! The technologies of a tier by class of link, in the order they are tried: reach, energy, price and fibres of each beside it, from the catalogue.

use egui::{Align, Layout, RichText, Ui};

use super::{readings, technologies};
use crate::edit::{Edit, LinkClass};
use crate::model::catalog::Kind;
use crate::model::decimal::Decimal;
use crate::model::parts::{Family, Interconnect};
use crate::model::text::Id;
use crate::model::tier::Tier;
use crate::solve::readout::{self, Unit};
use crate::solve::resolve::tier::CLASSES;
use crate::solve::tier_readings::{ClassLinks, Lengths, end_energy};
use crate::ui::ctx::Ctx;
use crate::ui::docs::doc;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::field::Label;
use crate::ui::widgets::number::{Facts, part_title, shown, swatch};
use crate::ui::widgets::part;
use crate::ui::widgets::row::{action, heading, note};

pub fn show(ui: &mut Ui, ctx: &Ctx, tier: &Tier) {
    let classes = [
        (LinkClass::InRack, "In-rack links", "in_rack", &tier.media.in_rack),
        (LinkClass::Access, "Access links", "access", &tier.media.access),
        (LinkClass::Trunk, "Trunk links", "trunk", &tier.media.trunk),
        (LinkClass::Core, "Core links", "core", &tier.media.core),
    ];
    heading(ui, ctx.theme, "TECHNOLOGIES");
    let place = ctx.reading.and_then(|reading| readings::place_of(reading, tier));
    let links = ctx.reading.zip(place).map(|(reading, place)| reading.report.class_links(place));
    for (at, (class, title, field, media)) in classes.into_iter().enumerate() {
        let links = links.as_ref().and_then(|links| links.get(at));
        ui.push_id(field, |ui| {
            ui.label(RichText::new(title).color(ctx.theme.dim)).on_hover_text(doc("media", field));
            links.into_iter().for_each(|links| readings::class(ui, ctx, links));
            let list = List { ctx, tier, class, title, media, at: place.map(|place| (place, at)), links };
            list.entries(ui);
            list.add(ui);
            ui.add_space(GAP);
        });
    }
}

/// The technologies of one class.
struct List<'l, 'c> {
    ctx: &'l Ctx<'c>,
    tier: &'l Tier,
    class: LinkClass,
    title: &'static str,
    media: &'l [Id],
    /// Places of the tier and of the class in what was solved.
    at: Option<(usize, usize)>,
    links: Option<&'l ClassLinks>,
}

impl List<'_, '_> {
    fn set(&self, media: Vec<Id>) {
        self.ctx.edit(Edit::SetMedia { tier: self.tier.id.clone(), class: self.class, media });
    }

    fn entries(&self, ui: &mut Ui) {
        for (index, id) in self.media.iter().enumerate() {
            ui.push_id(index, |ui| self.entry(ui, index, id));
        }
        if self.media.len() > 1 {
            note(ui, self.ctx.theme, "The cheapest that reaches is taken; equal prices go to the first");
        }
    }

    fn entry(&self, ui: &mut Ui, index: usize, id: &Id) {
        let part = self.ctx.catalog.interconnect(id);
        let (colour, letter) =
            part.map_or((self.ctx.theme.other_media, "?"), |part| (self.ctx.theme.family(part.family), mark(part.family)));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            swatch(ui, self.ctx.theme, colour, letter);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(taken) = self.taken(id) {
                    ui.label(RichText::new(taken).size(SMALL).color(self.ctx.theme.dim))
                        .on_hover_text("Links of this class it is taken for");
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(part_title(self.ctx.catalog, Kind::Interconnect, id)).truncate());
                });
            });
        });
        if let Some(part) = part {
            ui.horizontal_wrapped(|ui| numbers(ui, self.ctx, part, self.tier));
        }
        part::numbers(ui, self.ctx, Kind::Interconnect, id);
        ui.horizontal(|ui| self.buttons(ui, index));
    }

    /// How many links a technology is taken for, where there are several to choose from.
    fn taken(&self, id: &Id) -> Option<String> {
        let (place, _) = self.at?;
        let spec = self.ctx.reading?.report.resolved.tiers.get(place)?;
        let technology = spec.technologies.iter().position(|known| known.id == *id)?;
        readings::taken(self.links?, technology).filter(|_| self.media.len() > 1)
    }

    fn buttons(&self, ui: &mut Ui, index: usize) {
        let theme = self.ctx.theme;
        let moved = |to: usize| {
            let mut media = self.media.to_vec();
            media.swap(index, to);
            self.set(media);
        };
        if self.media.len() > 1 {
            if action(ui, theme, "Earlier", "Tries it before the one above", index > 0) {
                moved(index.saturating_sub(1));
            }
            if action(ui, theme, "Later", "Tries it after the one below", index + 1 < self.media.len()) {
                moved(index + 1);
            }
        }
        if action(ui, theme, "Remove", "Does not use it for these links", true) {
            self.set(self.media.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, id)| id.clone()).collect());
        }
    }

    /// With one technology in the list choosing replaces it, which is what people mean; adding a second one has its own row.
    fn add(&self, ui: &mut Ui) {
        let options = choices(self.ctx, self.media);
        let replace = Label { name: &format!("{}: technology", self.title), doc: "", salt: 0 };
        if let [single] = self.media
            && let Some(id) = self.choose(ui, replace, Some(single), &with_current(self.ctx, &options, single))
        {
            self.set(vec![id]);
        }
        let add = Label { name: &format!("{}: add technology", self.title), doc: "", salt: 1 };
        ui.horizontal(|ui| {
            ui.label(RichText::new("Add").size(SMALL).color(self.ctx.theme.dim));
            if let Some(id) = self.choose(ui, add, None, &options) {
                self.set(self.media.iter().cloned().chain([id]).collect());
            }
        });
    }
}

impl List<'_, '_> {
    fn choose(&self, ui: &mut Ui, label: Label, current: Option<&Id>, options: &[(Id, String)]) -> Option<Id> {
        let tier = self.at.map(|(tier, _)| tier);
        technologies::choose(ui, self.ctx, label, current, options, (tier, &|lengths, id| self.told(lengths, id)))
    }

    /// What taking a technology for all of these links would mean.
    fn told(&self, lengths: Option<&[Lengths; CLASSES]>, id: &Id) -> String {
        let Some(part) = self.ctx.catalog.interconnect(id) else { return String::new() };
        let lengths = self.at.and_then(|(_, class)| lengths?.get(class));
        let reach = lengths.and_then(|lengths| readings::would_reach(lengths, part.reach.value().base()));
        let fibres = format!("{} fibres", fibres_of(part, self.tier).1.value());
        let energy = format!("{} with host", readout::text(end_energy(part).likely, Unit::PjPerBit));
        [Some(energy), Some(price_per_rate(part).value), Some(fibres), reach].into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
    }
}

/// All technologies that are not in the list yet, with reach, energy and price in their title.
fn choices(ctx: &Ctx, taken: &[Id]) -> Vec<(Id, String)> {
    let all = ctx.catalog.parts(Kind::Interconnect).into_iter().filter_map(|part| ctx.catalog.interconnect(part.id()));
    let mut rest: Vec<&Interconnect> = all.filter(|part| !taken.contains(&part.id)).collect();
    rest.sort_by_key(|part| part.family);
    rest.into_iter().map(|part| (part.id.clone(), titled(part))).collect()
}

fn with_current(ctx: &Ctx, options: &[(Id, String)], current: &Id) -> Vec<(Id, String)> {
    let title = ctx.catalog.interconnect(current).map_or_else(|| current.to_string(), titled);
    std::iter::once((current.clone(), title)).chain(options.iter().cloned()).collect()
}

fn titled(part: &Interconnect) -> String {
    format!("{} \u{b7} {} \u{b7} {}", part.name, part.reach.value(), part.module_energy.value())
}

fn numbers(ui: &mut Ui, ctx: &Ctx, part: &Interconnect, tier: &Tier) {
    ui.spacing_mut().item_spacing.x = 2.0 * GAP;
    shown(ui, ctx, "Reach", &Facts::of(&part.reach));
    shown(ui, ctx, "Energy of the plug or engine per end, laser included", &Facts::of(&part.module_energy));
    shown(ui, ctx, "Price per rate of one unit, without cable", &price_per_rate(part));
    let (title, fibres) = fibres_of(part, tier);
    let facts = Facts::of(fibres);
    let facts = Facts { value: format!("{} fibres", facts.value), ..facts };
    shown(ui, ctx, &format!("Fibres of a link of {title}"), &facts);
}

/// Fibres of a link of the nearest rate the catalogue has a number for.
fn fibres_of<'p>(part: &'p Interconnect, tier: &Tier) -> (&'static str, &'p crate::model::estimate::Estimate<crate::model::counts::Count>) {
    if tier.link.base() > 800_000 { ("1.6 Tb/s", &part.fibres_1600g) } else { ("800 Gb/s", &part.fibres_800g) }
}

/// `$/Gb/s` with its range: price of a unit over what it carries.
fn price_per_rate(part: &Interconnect) -> Facts {
    let per = |price: f64| match part.unit_rate.value().base() {
        rate if rate > 0 => format!("{} USD per Gb/s", three_digits(price * 1000.0 / as_float(rate))),
        _ => "price by unit".to_string(),
    };
    let facts = Facts::of(&part.price);
    Facts { value: per(part.price.value().get()), low: per(part.price.low().get()), high: per(part.price.high().get()), ..facts }
}

fn as_float(whole: i64) -> f64 {
    Decimal::new(i128::from(whole), 0).float().unwrap_or(1.0)
}

/// Three significant digits.
fn three_digits(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

/// The letters that tell technologies apart without colour.
fn mark(family: Family) -> &'static str {
    match family {
        Family::Backplane => "B",
        Family::PassiveCopper => "D",
        Family::ActiveCopper => "A",
        Family::ActiveOptical => "O",
        Family::Pluggable => "P",
        Family::LinearPluggable => "L",
        Family::NearPackage => "N",
        Family::CoPackaged => "C",
        Family::InPackage => "I",
        Family::Coherent => "H",
        Family::CircuitSwitched => "X",
        Family::WideAndSlow => "W",
    }
}
