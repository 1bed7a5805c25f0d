//! The shapes of severities: a filled triangle, an open one, a circle. Drawn, so that no font has to have them.

use egui::{Pos2, Sense, Shape, Stroke, Ui, Vec2, pos2};

use crate::ui::state::Severity;
use crate::ui::theme::Theme;

/// A sign of the size of small text.
pub fn sign(ui: &mut Ui, theme: &Theme, severity: Severity) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(12.0, 14.0), Sense::hover());
    ui.painter().add(shape(theme, severity, rect.center()));
}

/// The shape of a severity around a point.
pub fn shape(theme: &Theme, severity: Severity, middle: Pos2) -> Shape {
    let corners = vec![pos2(middle.x, middle.y - 5.0), pos2(middle.x + 5.0, middle.y + 4.0), pos2(middle.x - 5.0, middle.y + 4.0)];
    match severity {
        Severity::Error => Shape::convex_polygon(corners, theme.error, Stroke::NONE),
        Severity::Warning => Shape::closed_line(corners, Stroke::new(1.5, theme.warning)),
        Severity::Note => Shape::circle_stroke(middle, 4.0, Stroke::new(1.5, theme.note)),
    }
}
