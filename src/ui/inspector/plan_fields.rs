//! What the plan is about: title, question, notes, and how many racks of each type it has.

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::edit::Edit;
use crate::model::text::Text;
use crate::ui::ctx::Ctx;
use crate::ui::theme::SMALL;
use crate::ui::widgets::counted;
use crate::ui::widgets::entry::Entry;
use crate::ui::widgets::field::{self, Label};
use crate::ui::widgets::number::swatch;
use crate::ui::widgets::row::{heading, note};

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let label = |name, doc| Label { name, doc, salt: 0 };
    caption(ui, ctx, "Title");
    if let Some(title) = field::paragraph(ui, ctx.theme, label("Title", ""), &ctx.plan.title, 1) {
        ctx.edit(Edit::SetTitle { title });
    }
    caption(ui, ctx, "Question");
    if let Some(question) = field::paragraph(ui, ctx.theme, label("Question", ""), &ctx.plan.question, 2) {
        ctx.edit(Edit::SetQuestion { question });
    }
    let notes = egui::CollapsingHeader::new(format!("Notes ({})", ctx.plan.notes.len())).id_salt("notes");
    notes.show_unindented(ui, |ui| {
        if let Some(Paragraphs(notes)) = field::paragraph(ui, ctx.theme, label("Notes", ""), &Paragraphs(ctx.plan.notes.to_vec()), 4) {
            ctx.edit(Edit::SetNotes { notes: Arc::new(notes) });
        }
    });
    types(ui, ctx);
}

fn caption(ui: &mut Ui, ctx: &Ctx, text: &str) {
    ui.label(RichText::new(text).size(SMALL).color(ctx.theme.dim));
}

fn types(ui: &mut Ui, ctx: &Ctx) {
    heading(ui, ctx.theme, "RACKS");
    if ctx.plan.racks.is_empty() {
        note(ui, ctx.theme, "No racks yet: take a type from the library, or press 1, 2 or 3 and click on the floor");
    }
    for kind in ctx.plan.rack_types.iter() {
        let count = ctx.placed(&kind.id);
        ui.horizontal(|ui| {
            swatch(ui, ctx.theme, ctx.theme.role(kind.role), &kind.role.letter().to_string());
            ui.add(egui::Label::new(kind.name.as_str()).truncate());
            ui.label(RichText::new(counted(count, "rack")).size(SMALL).color(ctx.theme.dim));
        });
    }
}

/// Notes as one text: an empty line parts paragraphs.
#[derive(Clone, PartialEq)]
struct Paragraphs(Vec<Text>);

impl Entry for Paragraphs {
    fn shown(&self) -> String {
        self.0.iter().map(Text::as_str).collect::<Vec<_>>().join("\n\n")
    }

    fn typed(text: &str) -> Result<Self, String> {
        let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        parts.map(Text::typed).collect::<Result<_, _>>().map(Self)
    }
}
