//! The way into a comparison: presets, files and variants of the plan in the editor, ticked and then put side by side.

use std::path::PathBuf;

use egui::{Button, Id as UiId, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::{Ask, Source, Wanted};
use crate::edit::{Edit, SiteField, TierField};
use crate::explore::compare::{LEAST, MOST};
use crate::model::catalog::Kind;
use crate::model::text::Id;
use crate::ui::ctx::{Ctx, Message, PresetCard};
use crate::ui::state::Screen;
use crate::ui::theme::{GAP, HEADLINE, SMALL};
use crate::ui::widgets::choice::{combo, parts};
use crate::ui::widgets::field::Label;
use crate::ui::widgets::row::{action, heading, note};

/// Presets side by side.
const COLUMNS: usize = 3;

/// What is ticked and chosen so far.
#[derive(Clone, Debug, Default)]
struct Form {
    presets: Vec<&'static str>,
    files: Vec<PathBuf>,
    variants: Vec<Wanted>,
    path: String,
    /// The tier that a variant is about, by its place.
    tier: usize,
}

impl Form {
    fn wanted(&self) -> Vec<Wanted> {
        let presets = self.presets.iter().map(|name| Wanted::plain(*name, Source::Preset((*name).to_string())));
        let name = |path: &PathBuf| path.file_stem().map_or_else(|| "plan".to_string(), |stem| stem.to_string_lossy().into_owned());
        let files = self.files.iter().map(|path| Wanted::plain(name(path), Source::File(path.clone())));
        self.variants.iter().cloned().chain(presets).chain(files).collect()
    }
}

pub fn show(ui: &Ui, ctx: &Ctx) {
    let id = UiId::unique("compare with");
    let modal = Modal::new(id).frame(ctx.theme.dialog()).backdrop_color(ctx.theme.backdrop());
    let shown = modal.show(ui.ctx(), |ui| contents(ui, ctx, id));
    if shown.should_close() || shown.inner {
        ui.data_mut(|data| data.remove::<Form>(id));
        ctx.send(Message::Dialog(None));
    }
}

/// Whether the dialog is done.
fn contents(ui: &mut Ui, ctx: &Ctx, memory: UiId) -> bool {
    ui.set_width(620.0);
    let mut form: Form = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let start = start(ctx);
    ui.label(RichText::new(if start.is_empty() { "Compare" } else { "Compare with" }).size(HEADLINE));
    if let [one, rest @ ..] = start.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        note(
            ui,
            ctx.theme,
            &format!("{}{more}, and what you choose here, up to {MOST} plans in all. Nothing is copied or changed.", one.name),
        );
    }
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        if ctx.state.screen != Screen::Start && !ctx.plan.racks.is_empty() {
            variants(ui, ctx, &mut form);
        }
        presets(ui, ctx, &mut form);
        files(ui, ctx, &mut form);
    });
    ui.data_mut(|data| data.insert_temp(memory, form.clone()));
    ui.add_space(2.0 * GAP);
    finish(ui, ctx, start, &form)
}

/// What is there before anything is chosen: the comparison on screen, or the plan in the editor.
fn start(ctx: &Ctx) -> Vec<Wanted> {
    match (ctx.state.screen, ctx.comparing) {
        (Screen::Compare, Some(shown)) => shown.members.iter().map(|member| member.wanted.clone()).collect(),
        (Screen::Plan, _) => vec![Wanted::plain(ctx.file.name.clone(), ctx.file.source())],
        _ => Vec::new(),
    }
}

fn finish(ui: &mut Ui, ctx: &Ctx, start: Vec<Wanted>, form: &Form) -> bool {
    let chosen = form.wanted();
    let count = start.len() + chosen.len();
    let fits = (LEAST..=MOST).contains(&count) && !chosen.is_empty();
    ui.horizontal(|ui| {
        let text = RichText::new("Compare").color(if fits { ctx.theme.on_accent } else { ctx.theme.dim });
        let button = Button::new(text).fill(if fits { ctx.theme.accent } else { ctx.theme.raised });
        let enter = fits && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        let go = ui.add_enabled(fits, button).on_disabled_hover_text(format!("Choose {LEAST} to {MOST} plans")).clicked() || enter;
        if go {
            let ask =
                if ctx.state.screen == Screen::Compare { Ask::Add(chosen) } else { Ask::Open(start.into_iter().chain(chosen).collect()) };
            ctx.send(Message::Compare(ask));
        }
        let cancel = ui.button("Cancel").clicked();
        ui.label(RichText::new(format!("{count} of {MOST} plans")).size(SMALL).color(ctx.theme.dim));
        go || cancel
    })
    .inner
}

fn presets(ui: &mut Ui, ctx: &Ctx, form: &mut Form) {
    heading(ui, ctx.theme, "PRESETS");
    egui::Grid::new("presets to compare").num_columns(COLUMNS).spacing(egui::vec2(6.0 * GAP, GAP)).show(ui, |ui| {
        for row in ctx.start.presets.chunks(COLUMNS) {
            row.iter().for_each(|card| preset(ui, card, form));
            ui.end_row();
        }
    });
}

fn preset(ui: &mut Ui, card: &PresetCard, form: &mut Form) {
    let mut on = form.presets.contains(&card.name);
    let response = ui.checkbox(&mut on, card.name).on_hover_text(card.plan.question.as_str());
    if response.changed() {
        form.presets.retain(|name| *name != card.name);
        form.presets.extend(on.then_some(card.name));
    }
}

fn files(ui: &mut Ui, ctx: &Ctx, form: &mut Form) {
    heading(ui, ctx.theme, "FILES");
    for file in ctx.start.recent.iter().filter(|file| file.there) {
        if !form.files.contains(&file.path) && action(ui, ctx.theme, &file.shown, "Compares with this file", true) {
            form.files.push(file.path.clone());
        }
    }
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut form.path).hint_text("/path/to/plan.ron").desired_width(440.0);
        let field = ui.add(edit).accessible_name("Path of a plan");
        let enter = field.lost_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        let ready = !form.path.trim().is_empty();
        if (ui.add_enabled(ready, Button::new("Add file")).clicked() || enter) && ready {
            form.files.push(PathBuf::from(form.path.trim()));
            form.path.clear();
        }
    });
    let mut dropped = None;
    for (place, path) in form.files.iter().enumerate() {
        ui.push_id(place, |ui| taken(ui, ctx, &path.to_string_lossy(), || dropped = Some(place)));
    }
    dropped.into_iter().for_each(|place| drop(form.files.remove(place)));
}

/// Something that was chosen, to be taken back.
fn taken(ui: &mut Ui, ctx: &Ctx, name: &str, mut back: impl FnMut()) {
    ui.horizontal(|ui| {
        ui.label(name);
        if action(ui, ctx.theme, "Take back", "Does not compare with it", true) {
            back();
        }
    });
}

/// The plan in the editor with another technology, switch or region.
fn variants(ui: &mut Ui, ctx: &Ctx, form: &mut Form) {
    heading(ui, ctx.theme, "THIS PLAN WITH");
    let mut made: Option<(String, Edit)> = None;
    let tiers: Vec<(usize, String)> = ctx.plan.tiers.iter().enumerate().map(|(place, tier)| (place, tier.name.to_string())).collect();
    form.tier = form.tier.min(tiers.len().saturating_sub(1));
    ui.horizontal(|ui| {
        chosen(ui, 180.0, "Tier", &tiers, Some(&form.tier)).into_iter().for_each(|tier| form.tier = tier);
        made = technology(ui, ctx, form.tier);
        made = made.take().or(switch(ui, ctx, form.tier));
    });
    ui.horizontal(|ui| {
        ui.label(RichText::new("or in the region").size(SMALL).color(ctx.theme.dim));
        made = made.take().or(region(ui, ctx));
    });
    if let Some((name, edit)) = made {
        form.variants.push(Wanted { name, source: ctx.file.source(), edits: vec![edit] });
    }
    let mut dropped = None;
    for (place, variant) in form.variants.iter().enumerate() {
        ui.push_id(("variant", place), |ui| taken(ui, ctx, &variant.name, || dropped = Some(place)));
    }
    dropped.into_iter().for_each(|place| drop(form.variants.remove(place)));
}

fn chosen<T: Clone + PartialEq>(ui: &mut Ui, width: f32, name: &str, options: &[(T, String)], current: Option<&T>) -> Option<T> {
    ui.scope(|ui| {
        ui.set_max_width(width);
        combo(ui, Label { name, doc: "", salt: 7 }, current, options)
    })
    .inner
}

/// All links of the tier over one technology.
fn technology(ui: &mut Ui, ctx: &Ctx, tier: usize) -> Option<(String, Edit)> {
    let tier = ctx.plan.tiers.get(tier)?;
    let id = chosen(ui, 200.0, "Technology of a variant", &parts(ctx, Kind::Interconnect, None), None)?;
    let mut media = tier.media.clone();
    let classes = [&mut media.in_rack, &mut media.access, &mut media.trunk, &mut media.core];
    classes.into_iter().filter(|class| !class.is_empty()).for_each(|class| *class = vec![id.clone()]);
    let edit = Edit::ChangeTier { id: tier.id.clone(), set: vec![TierField::Media { value: media }] };
    Some((format!("{} over {}", tier.name, title(ctx, Kind::Interconnect, &id)), edit))
}

fn switch(ui: &mut Ui, ctx: &Ctx, tier: usize) -> Option<(String, Edit)> {
    let tier = ctx.plan.tiers.get(tier).filter(|tier| tier.switch.is_some())?;
    let id = chosen(ui, 200.0, "Switch of a variant", &parts(ctx, Kind::Switch, None), None)?;
    let edit = Edit::ChangeTier { id: tier.id.clone(), set: vec![TierField::Switch { value: Some(id.clone()) }] };
    Some((format!("{} with {}", tier.name, title(ctx, Kind::Switch, &id)), edit))
}

fn region(ui: &mut Ui, ctx: &Ctx) -> Option<(String, Edit)> {
    let id = chosen(ui, 240.0, "Region of a variant", &parts(ctx, Kind::Region, None), None)?;
    let edit = Edit::ChangeSite { set: vec![SiteField::Region { value: Some(id.clone()) }] };
    Some((format!("in {}", title(ctx, Kind::Region, &id)), edit))
}

fn title(ctx: &Ctx, kind: Kind, id: &Id) -> String {
    crate::ui::widgets::number::part_title(ctx.catalog, kind, id)
}
