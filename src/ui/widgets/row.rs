//! A row of a panel: a label on the left, something on the right; headings, notes and reasons between rows.

use egui::{Align, Layout, Response, RichText, Ui, Vec2};

use crate::ui::state::Severity;
use crate::ui::theme::{GAP, ROW, SMALL, Theme};

/// Share of a row that its label takes.
const LABEL: f32 = 0.40;

/// A label with its help on hover, and what `add` puts beside it.
pub fn row<R>(ui: &mut Ui, theme: &Theme, label: &str, doc: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let size = Vec2::new(width * LABEL, ROW);
        let shown = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(egui::Label::new(RichText::new(label).color(theme.dim)).truncate())
        });
        if !doc.is_empty() {
            shown.inner.on_hover_text(doc);
        }
        ui.vertical(add).inner
    })
    .inner
}

/// A heading inside a panel, with a hairline above.
pub fn heading(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.add_space(2.0 * GAP);
    let line = ui.max_rect().x_range();
    ui.painter().hline(line, ui.cursor().top(), theme.hairline());
    ui.add_space(2.0 * GAP);
    let response = ui.label(RichText::new(text).size(SMALL).color(theme.dim).strong());
    ui.add_space(GAP);
    response
}

/// Small dim text that wraps.
pub fn note(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.add(egui::Label::new(RichText::new(text).size(SMALL).color(theme.dim)).wrap())
}

/// Why something was not accepted: colour and shape.
pub fn reason(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        super::sign::sign(ui, theme, Severity::Error);
        ui.add(egui::Label::new(RichText::new(text).size(SMALL).color(theme.error)).wrap());
    });
}

/// A small button without a frame for a row's own actions.
pub fn action(ui: &mut Ui, theme: &Theme, text: &str, tooltip: &str, enabled: bool) -> bool {
    let button = egui::Button::new(RichText::new(text).size(SMALL).color(if enabled { theme.accent } else { theme.dim })).frame(false);
    ui.add_enabled(enabled, button).on_hover_text(tooltip).clicked()
}
