//! The strip under the menus: what the plan comes to, with ranges and what the last edit or the gesture under way has changed. As many
//! numbers as fit; the least important give way first.

mod numbers;
mod paint;

use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::ctx::Ctx;
use super::reading::Reading;
use super::theme::{GAP, SMALL};
use numbers::{Headline, headlines};
use paint::{Laid, laid};

/// Height of the strip.
pub const HEIGHT: f32 = 60.0;
/// Between two numbers; a hairline stands in the middle.
const SPACE: f32 = 20.0;
/// The same where there is room to spare.
const WIDE: f32 = 44.0;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    match ctx.reading {
        Some(reading) => {
            if reading.stale {
                ui.multiply_opacity(0.6);
            }
            numbers_of(ui, ctx, reading);
        }
        None => {
            ui.label(egui::RichText::new("Solving").size(SMALL).color(ctx.theme.dim));
        }
    }
}

fn numbers_of(ui: &mut Ui, ctx: &Ctx, reading: &Reading) {
    let area = ui.available_rect_before_wrap();
    let right = area.right() - incomplete(ui, ctx, reading, area);
    let all: Vec<(Headline, Laid)> = headlines(reading).into_iter().map(|headline| with_layout(ui, ctx, headline)).collect();
    let shown = fitting(all, right - area.left());
    let space = spread(&shown, right - area.left());
    let mut left = area.left();
    for (index, (headline, laid)) in shown.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(laid.width, area.height()));
        if index > 0 {
            let line = rect.y_range().shrink(2.0 * GAP);
            ui.painter().vline(rect.left() - space / 2.0, line, ctx.theme.hairline());
        }
        number(ui, ctx, headline, laid, rect);
        left = rect.right() + space;
    }
}

fn with_layout(ui: &Ui, ctx: &Ctx, headline: Headline) -> (Headline, Laid) {
    let laid = laid(ui, ctx.theme, &headline);
    (headline, laid)
}

/// Drops the least important until the rest fits.
fn fitting(mut all: Vec<(Headline, Laid)>, width: f32) -> Vec<(Headline, Laid)> {
    let taken = |all: &[(Headline, Laid)]| all.iter().map(|(_, laid)| laid.width + SPACE).sum::<f32>() - SPACE;
    while taken(&all) > width {
        let least = all.iter().enumerate().max_by_key(|(_, (headline, _))| headline.rank).map(|(place, _)| place);
        let Some(place) = least else { break };
        all.remove(place);
    }
    all
}

/// The space between numbers that uses the width.
fn spread(shown: &[(Headline, Laid)], width: f32) -> f32 {
    let gaps = shown.iter().skip(1).fold(0.0, |gaps: f32, _| gaps + 1.0);
    let taken: f32 = shown.iter().map(|(_, laid)| laid.width).sum();
    ((width - taken) / gaps.max(1.0)).clamp(SPACE, WIDE)
}

fn number(ui: &mut Ui, ctx: &Ctx, headline: &Headline, laid: &Laid, rect: Rect) {
    let response = ui.interact(rect, ui.scope_id().with(headline.title.as_str()), Sense::hover());
    laid.paint(ui.painter(), ctx.theme, headline, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, headline.told()));
    response.on_hover_ui(|ui| paint::explain(ui, ctx.theme, headline));
}

/// Says at the right end that totals leave things out; how much room that takes.
fn incomplete(ui: &mut Ui, ctx: &Ctx, reading: &Reading, area: Rect) -> f32 {
    let unknown = reading.totals.unknown;
    if unknown == 0 {
        return 0.0;
    }
    let text = format!("incomplete: {unknown} unknown");
    let galley = ui.painter().layout_no_wrap(text.clone(), egui::FontId::proportional(SMALL), ctx.theme.warning);
    let size = galley.size() + Vec2::new(16.0, 0.0);
    let rect = Rect::from_min_size(pos2(area.right() - size.x, area.center().y - size.y / 2.0), size);
    let sign = super::widgets::sign::shape(ctx.theme, super::state::Severity::Warning, pos2(rect.left() + 6.0, rect.center().y));
    ui.painter().add(sign);
    ui.painter().galley(pos2(rect.left() + 16.0, rect.top()), galley, ctx.theme.warning);
    let response = ui.interact(rect, ui.scope_id().with("incomplete"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    response.on_hover_text("Parts, rack types or technologies that neither the catalogue nor the plan has; the totals leave them out");
    size.x + SPACE
}
