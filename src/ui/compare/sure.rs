//! How sure a difference is: the results on the left, the numbers that move the difference in the middle, the draws on the right.

use egui::{Align, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::flip::under_way;
use super::{Page, Sure, tornado};
use crate::explore::compare::told::wins;
use crate::explore::uncertainty::monte_carlo::Draws;
use crate::solve::figure::real;
use crate::solve::readout::{Unit, change, text};
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::row::{note, reason};

/// Width of the list of results and of what the draws say.
const LIST: f32 = 190.0;
const DRAWS: f32 = 310.0;

pub fn show(ui: &mut Ui, page: Page) {
    let other = page.other();
    let sure = page.shown.sure.answer.as_ref().filter(|sure| Some(sure.pair) == other.map(|other| [page.told.baseline, other]));
    if let Some(far) = page.shown.sure.under_way {
        let told = if sure.is_some() { "Draws all numbers together" } else { "Moves every number of the catalogue that has a range" };
        under_way(ui, page, far, told);
    }
    if let Some(why) = &page.shown.sure.refused {
        reason(ui, page.ctx.theme, why);
    }
    if let Some(sure) = sure {
        found(ui, page, sure);
    }
}

fn found(ui: &mut Ui, page: Page, sure: &Sure) {
    let area = ui.available_rect_before_wrap();
    let list = Rect::from_min_max(area.min, pos2(area.left() + LIST, area.bottom()));
    let right = Rect::from_min_max(pos2(area.right() - DRAWS, area.top()), area.max);
    let middle = Rect::from_min_max(pos2(list.right() + 3.0 * GAP, area.top()), pos2(right.left() - 3.0 * GAP, area.bottom()));
    ui.painter().vline(list.right() + GAP, area.y_range(), page.ctx.theme.hairline());
    ui.painter().vline(right.left() - GAP, area.y_range(), page.ctx.theme.hairline());
    let place = page.view().sure.min(sure.study.metrics.len().saturating_sub(1));
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| results(ui, page, sure, place));
    if let Some(metric) = sure.study.metrics.get(place) {
        ui.scope_builder(UiBuilder::new().max_rect(middle), |ui| tornado::show(ui, page, sure, (place, metric)));
    }
    if let Some(draws) = sure.draws.get(place) {
        ui.scope_builder(UiBuilder::new().max_rect(right.shrink2(vec2(GAP, 0.0))), |ui| {
            ScrollArea::vertical().id_salt("draws").auto_shrink(false).show(ui, |ui| said(ui, page, sure, (place, draws)));
        });
    }
    ui.advance_cursor_after_rect(area);
}

/// The results, and how often the variant is the better one.
fn results(ui: &mut Ui, page: Page, sure: &Sure, chosen: usize) {
    ScrollArea::vertical().id_salt("how sure").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (place, metric) in sure.study.metrics.iter().enumerate() {
            let button = egui::Button::selectable(place == chosen, RichText::new(metric.title).size(SMALL)).truncate();
            if ui.add(button.min_size(vec2(LIST - GAP, 18.0))).clicked() {
                page.look(|view| view.sure = place);
            }
            let told = sure.draws.get(place).map_or_else(String::new, |draws| format!("   better in {} of draws", wins(draws)));
            ui.label(RichText::new(told).size(SMALL).color(page.ctx.theme.dim));
        }
    });
}

fn said(ui: &mut Ui, page: Page, sure: &Sure, (place, draws): (usize, &Draws)) {
    let unit = draws.metric.unit;
    let (least, most) = sure.study.ends(place);
    let [base, other] = sure.pair.map(|place| page.shown.name(place));
    ui.label(RichText::new(format!("{other} is better in {}", wins(draws))).strong());
    let rows = [
        ("Draws", text(real(u64::try_from(draws.count).unwrap_or(0)), Unit::Count)),
        ("Difference, all likely", change(sure.study.difference(place), unit)),
        ("Mean of the draws", change(draws.difference.mean, unit)),
        ("5 % to 95 %", format!("{} to {}", change(draws.difference.p05, unit), change(draws.difference.p95, unit))),
        ("All at one end", format!("{} to {}", change(least, unit), change(most, unit))),
        ("Numbers that matter", format!("{} of {}", sure.study.inputs.len(), sure.study.moved)),
    ];
    for (name, value) in rows {
        ui.horizontal(|ui| {
            ui.label(RichText::new(name).size(SMALL).color(page.ctx.theme.dim));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(RichText::new(value).size(SMALL + 1.0)));
        });
    }
    note(ui, page.ctx.theme, &format!("{other} less {base}; both plans see the same draw."));
}
