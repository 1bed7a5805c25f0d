//! Catalogue numbers: value, range, confidence and source, in a row and on hover.

use egui::{Rect, RichText, Sense, Ui, Vec2, pos2};

use super::row::note;
use super::title_of;
use crate::model::catalog::{Catalog, Kind};
use crate::model::estimate::Confidence;
use crate::model::numbers::Number;
use crate::model::text::Id;
use crate::ui::ctx::Ctx;
use crate::ui::theme::{GAP, SMALL, Theme};

/// A number a field falls back to, with everything that is known about it.
#[derive(Clone, Debug, Default)]
pub struct Inherited {
    /// Shown in the empty field; empty if nothing is inherited.
    pub text: String,
    /// Where it comes from, in words.
    pub origin: String,
    pub facts: Option<Facts>,
}

/// What is known about a catalogue number.
#[derive(Clone, Debug)]
pub struct Facts {
    pub value: String,
    pub low: String,
    pub high: String,
    pub confidence: Confidence,
    pub sources: Vec<Id>,
    pub note: String,
}

impl Facts {
    pub fn of(number: &dyn Number) -> Self {
        Self {
            value: number.value_text(),
            low: number.low_text(),
            high: number.high_text(),
            confidence: number.confidence(),
            sources: number.sources().clone(),
            note: number.note().to_string(),
        }
    }

    fn has_range(&self) -> bool {
        self.low != self.value || self.high != self.value
    }
}

impl Inherited {
    /// Nothing is inherited; the words say what leaving it empty means.
    pub fn nothing(text: &str) -> Self {
        Self { text: text.to_string(), origin: String::new(), facts: None }
    }

    pub fn from(number: &dyn Number, origin: &str) -> Self {
        Self { text: number.value_text(), origin: origin.to_string(), facts: Some(Facts::of(number)) }
    }
}

/// The tooltip of a field that inherits a number.
pub fn hover(ui: &mut Ui, ctx: &Ctx, from: &Inherited) {
    match &from.facts {
        Some(facts) => tell(ui, ctx.theme, ctx.catalog, &from.origin, facts),
        None => {
            note(ui, ctx.theme, if from.text.is_empty() { "No value" } else { &from.text });
        }
    }
}

/// Everything that is known about a number.
pub fn tell(ui: &mut Ui, theme: &Theme, catalog: &Catalog, title: &str, facts: &Facts) {
    ui.set_max_width(340.0);
    ui.label(RichText::new(title).size(SMALL).color(theme.dim));
    ui.label(RichText::new(&facts.value));
    if facts.has_range() {
        ui.label(RichText::new(format!("{} to {}", facts.low, facts.high)).size(SMALL).color(theme.dim));
    }
    ui.label(RichText::new(title_of(facts.confidence.word())).size(SMALL).color(theme.dim));
    for id in &facts.sources {
        ui.add(egui::Label::new(RichText::new(source_line(catalog, id)).size(SMALL)).wrap());
    }
    if !facts.note.is_empty() {
        note(ui, theme, &facts.note);
    }
}

fn source_line(catalog: &Catalog, id: &Id) -> String {
    catalog.source(id).map_or_else(|| id.to_string(), |source| format!("{}, {}", source.title, source.year))
}

/// A number as text with its dot: filled if it was read in a source, open if it is an estimate. Everything else on hover.
pub fn shown(ui: &mut Ui, ctx: &Ctx, title: &str, facts: &Facts) {
    let response = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        dot(ui, ctx.theme, facts.confidence);
        ui.label(RichText::new(&facts.value).size(SMALL));
    });
    let response = response.response.interact(Sense::hover());
    response.on_hover_ui(|ui| tell(ui, ctx.theme, ctx.catalog, title, facts));
}

/// Filled for a number that was read in a source, open for an estimate.
pub fn dot(ui: &mut Ui, theme: &Theme, confidence: Confidence) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(7.0, 12.0), Sense::hover());
    let middle: egui::Pos2 = pos2(rect.center().x, rect.center().y);
    match confidence {
        Confidence::Estimate => ui.painter().circle_stroke(middle, 2.5, egui::Stroke::new(1.0, theme.dim)),
        Confidence::Published | Confidence::Recalled => ui.painter().circle_filled(middle, 2.5, theme.dim),
    };
}

/// The swatch of a colour with its letter, for roles and technologies.
pub fn swatch(ui: &mut Ui, theme: &Theme, colour: egui::Color32, letter: &str) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
    paint_swatch(ui.painter(), rect, theme, colour, letter);
}

pub fn paint_swatch(painter: &egui::Painter, rect: Rect, theme: &Theme, colour: egui::Color32, letter: &str) {
    painter.rect(rect, 3.0, theme.tint(colour), egui::Stroke::new(1.0, colour), egui::StrokeKind::Inside);
    painter.text(rect.center(), egui::Align2::CENTER_CENTER, letter, egui::FontId::proportional(10.0), theme.text);
}

/// The title of a part, or its id if the catalogue does not know it.
pub fn part_title(catalog: &Catalog, kind: Kind, id: &Id) -> String {
    catalog.part(kind, id).map_or_else(|| format!("{id} (unknown)"), |part| part.title().to_string())
}
