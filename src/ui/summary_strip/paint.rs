//! How one number of the strip is laid out and painted: title, value with its unit, range, change.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, RichText, Shape, Stroke, Ui, pos2};

use super::numbers::Headline;
use crate::solve::readout;
use crate::ui::theme::{GAP, HEADLINE, SMALL, Theme};

/// The dot of an estimate and the gap before it.
const DOT: f32 = 10.0;
/// The arrow of a change.
const ARROW: f32 = 9.0;
const THIN_SPACE: f32 = 3.0;

/// A number as galleys, with the width they take.
pub struct Laid {
    title: Arc<Galley>,
    value: Arc<Galley>,
    unit: Arc<Galley>,
    change: Option<Arc<Galley>>,
    pub width: f32,
}

pub fn laid(ui: &Ui, theme: &Theme, headline: &Headline) -> Laid {
    let lay = |text: String, size: f32, colour: Color32| ui.painter().layout_no_wrap(text, FontId::proportional(size), colour);
    let (digits, unit) = readout::parts(headline.figure.likely, headline.unit);
    let title = lay(headline.title.clone(), SMALL, theme.dim);
    let value = lay(digits, HEADLINE, theme.text);
    let unit = lay(unit.to_string(), SMALL, theme.dim);
    let change = headline.change().map(|change| lay(readout::change(change, headline.unit), SMALL, colour(theme, headline)));
    let dot = if headline.is_guess() { DOT } else { 0.0 };
    let widest = [title.size().x + dot, value.size().x + THIN_SPACE + unit.size().x];
    let width = widest.into_iter().chain(change.iter().map(|change| change.size().x + ARROW)).fold(0.0, f32::max);
    Laid { title, value, unit, change, width: width.ceil() }
}

fn colour(theme: &Theme, headline: &Headline) -> Color32 {
    match headline.is_better() {
        Some(true) => theme.better,
        Some(false) => theme.worse,
        None => theme.dim,
    }
}

impl Laid {
    pub fn paint(&self, painter: &Painter, theme: &Theme, headline: &Headline, rect: Rect) {
        let mut top = rect.top();
        painter.galley(pos2(rect.left(), top), Arc::clone(&self.title), theme.dim);
        if headline.is_guess() {
            let dot = pos2(rect.left() + self.title.size().x + 6.0, top + self.title.size().y / 2.0 + 0.5);
            painter.circle_stroke(dot, 2.5, Stroke::new(1.0, theme.dim));
        }
        top += self.title.size().y;
        painter.galley(pos2(rect.left(), top), Arc::clone(&self.value), theme.text);
        let baseline = top + self.value.size().y - self.unit.size().y - 3.0;
        painter.galley(pos2(rect.left() + self.value.size().x + THIN_SPACE, baseline), Arc::clone(&self.unit), theme.dim);
        top += self.value.size().y + 1.0;
        if headline.has_range() {
            range(painter, theme, headline, Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + 3.0)));
        }
        if let Some(change) = &self.change {
            let row = pos2(rect.left(), top + GAP);
            let rises = headline.change().is_some_and(|change| change > 0.0);
            painter.add(arrow(row + egui::vec2(3.0, change.size().y / 2.0 + 0.5), rises, colour(theme, headline)));
            painter.galley(row + egui::vec2(ARROW, 0.0), Arc::clone(change), theme.dim);
        }
    }
}

/// Low to high along the width of the number, from zero; a tick at the likely value.
fn range(painter: &Painter, theme: &Theme, headline: &Headline, rect: Rect) {
    let figure = headline.figure;
    let most = figure.high.max(figure.likely);
    if most <= 0.0 || !most.is_finite() {
        return;
    }
    let at = |value: f64| egui::lerp(rect.left()..=rect.right(), share(value / most));
    painter.hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.line));
    let bar = Rect::from_min_max(pos2(at(figure.low), rect.top()), pos2(at(figure.high), rect.bottom()));
    painter.rect_filled(bar, 1.5, theme.dim.gamma_multiply(0.55));
    let tick = at(figure.likely);
    painter.vline(tick, rect.top() - 1.0..=rect.bottom() + 1.0, Stroke::new(2.0, theme.text));
}

#[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
fn share(value: f64) -> f32 {
    value.clamp(0.0, 1.0) as f32
}

/// A triangle that points up or down.
fn arrow(middle: Pos2, rises: bool, colour: Color32) -> Shape {
    let up = if rises { -1.0 } else { 1.0 };
    let corners =
        vec![pos2(middle.x, middle.y + 3.0 * up), pos2(middle.x + 3.0, middle.y - 2.5 * up), pos2(middle.x - 3.0, middle.y - 2.5 * up)];
    Shape::convex_polygon(corners, colour, Stroke::NONE)
}

/// The tooltip: exact value, range, what it rests on, what it means.
pub fn explain(ui: &mut Ui, theme: &Theme, headline: &Headline) {
    ui.set_max_width(320.0);
    let small = |text: String| RichText::new(text).size(SMALL).color(theme.dim);
    ui.label(small(headline.title.clone()));
    ui.label(exact(headline));
    if headline.has_range() {
        ui.label(small(format!("{} low to high", readout::range(headline.figure, headline.unit))));
        let share = 100.0 * readout::guessed_share(headline.figure);
        ui.label(small(format!("{} % rests on estimates", readout::significant(share.round()))));
    }
    if let Some((change, before)) = headline.change().zip(headline.before) {
        let now = readout::change(change, headline.unit);
        ui.label(small(format!("{now} since the last edit, {} before", readout::text(before, headline.unit))));
    }
    ui.add(egui::Label::new(small(headline.meaning.clone())).wrap());
}

/// The value with more digits than fit into the strip, in the base unit.
fn exact(headline: &Headline) -> String {
    let value = headline.figure.likely;
    let shown = readout::text(value, headline.unit);
    let whole = readout::significant(value);
    let symbol = headline.unit.symbol();
    let base = if symbol.is_empty() { whole } else { format!("{whole} {symbol}") };
    if base == shown { shown } else { format!("{shown}  =  {base}") }
}
