//! The comparison in plain sentences, and what the plans assume differently.

use egui::{Label, RichText, ScrollArea, Ui};

use super::Page;
use crate::ui::state::Severity;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::sign::sign;

/// What is said of the chosen plan, beside the floors.
pub fn beside(ui: &mut Ui, page: Page) {
    let Some(other) = page.other() else { return };
    let theme = page.ctx.theme;
    ui.spacing_mut().item_spacing.y = 2.0;
    let against = format!("{} against {}", page.shown.name(other), page.shown.name(page.told.baseline));
    ui.add(Label::new(RichText::new(against).strong()).truncate());
    ScrollArea::vertical().id_salt("words beside").auto_shrink(false).show(ui, |ui| {
        warnings(ui, page);
        if let Some(words) = words_of(page, other) {
            ui.add(Label::new(RichText::new(words).size(SMALL + 1.0).color(theme.text)).wrap());
        }
    });
}

/// One paragraph for each plan but the baseline.
fn words_of<'p>(page: Page<'p, '_>, other: usize) -> Option<&'p str> {
    let place = (0..page.variants.len()).filter(|place| *place != page.told.baseline).position(|place| place == other)?;
    page.told.words.get(place).map(String::as_str)
}

fn warnings(ui: &mut Ui, page: Page) {
    for warning in &page.told.warnings {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            sign(ui, page.ctx.theme, Severity::Warning);
            ui.add(Label::new(RichText::new(warning).size(SMALL).color(page.ctx.theme.warning)).wrap());
        });
    }
}

/// Everything that is said, of all plans.
pub fn show(ui: &mut Ui, page: Page) {
    ScrollArea::vertical().id_salt("words").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(900.0));
        warnings(ui, page);
        for words in &page.told.words {
            ui.add(Label::new(words.as_str()).wrap());
            ui.add_space(2.0 * GAP);
        }
    });
}
