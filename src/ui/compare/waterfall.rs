//! Why a total differs: bars from one plan's total to the other's. A click on a step shows the quantities behind it.

use egui::{Align2, Color32, FontId, Label, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::Page;
use crate::explore::compare::bars::{Bar, Bars, Kind};
use crate::explore::compare::told;
use crate::explore::compare::why::{Total, Waterfall};
use crate::solve::readout;
use crate::ui::floor::view::narrow;
use crate::ui::theme::{GAP, SMALL};

/// Width of the list of totals, of the quantities behind a step, of names and of numbers.
const LIST: f32 = 170.0;
const BEHIND: f32 = 280.0;
const NAMES: f32 = 170.0;
const NUMBERS: f32 = 110.0;
/// Height of a bar's line.
const LINE: f32 = 20.0;

pub fn show(ui: &mut Ui, page: Page) {
    let area = ui.available_rect_before_wrap();
    let list = Rect::from_min_max(area.min, pos2(area.left() + LIST, area.bottom()));
    let behind = Rect::from_min_max(pos2(area.right() - BEHIND, area.top()), area.max);
    let middle = Rect::from_min_max(pos2(list.right() + 3.0 * GAP, area.top()), pos2(behind.left() - 3.0 * GAP, area.bottom()));
    ui.painter().vline(list.right() + GAP, area.y_range(), page.ctx.theme.hairline());
    ui.painter().vline(behind.left() - GAP, area.y_range(), page.ctx.theme.hairline());
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| totals(ui, page));
    let shown = page.other().and_then(|other| Some((other, page.told.waterfall(other, page.view().kept.total)?)));
    if let Some((other, chart)) = shown {
        ui.scope_builder(UiBuilder::new().max_rect(middle), |ui| bars(ui, page, other, chart));
        ui.scope_builder(UiBuilder::new().max_rect(behind.shrink2(vec2(GAP, 0.0))), |ui| {
            ScrollArea::vertical().id_salt("behind a step").auto_shrink(false).show(ui, |ui| evidence(ui, page, chart));
        });
    }
    ui.advance_cursor_after_rect(area);
}

/// The totals there are, each with its change.
fn totals(ui: &mut Ui, page: Page) {
    ui.spacing_mut().item_spacing.y = 1.0;
    for total in Total::ALL {
        let on = page.view().kept.total == *total;
        let chart = page.other().and_then(|other| page.told.waterfall(other, *total));
        let change = chart.map(|chart| readout::change(chart.change(), total.unit())).unwrap_or_default();
        let text = RichText::new(total.title()).size(SMALL);
        let button = egui::Button::selectable(on, text).truncate().min_size(vec2(LIST - GAP, 18.0));
        if ui.add(button).on_hover_text(change.as_str()).clicked() {
            page.look(|view| (view.kept.total, view.step) = (*total, None));
        }
        ui.label(RichText::new(format!("   {change}")).size(SMALL).color(page.ctx.theme.dim));
    }
}

fn bars(ui: &mut Ui, page: Page, other: usize, chart: &Waterfall) {
    let (base, other) = (page.shown.name(page.told.baseline), page.shown.name(other));
    let told = readout::change(chart.change(), chart.total.unit());
    let scale = Bars::of(chart, (base, other));
    let begins = if scale.origin > 0.0 {
        format!("  \u{b7}  scale begins at {}", readout::text(scale.origin, chart.total.unit()))
    } else {
        String::new()
    };
    let title = format!("{}: {other} less {base}, {told}{begins}", chart.total.title());
    ui.add(Label::new(RichText::new(title).size(SMALL).color(page.ctx.theme.dim)).truncate());
    ScrollArea::vertical().id_salt("steps").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, bar) in scale.bars.iter().enumerate() {
            ui.push_id(place, |ui| line(ui, page, &scale, bar));
        }
    });
}

fn line(ui: &mut Ui, page: Page, scale: &Bars, bar: &Bar) {
    let theme = page.ctx.theme;
    let step = bar.kind != Kind::Total;
    let sense = if step { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), sense);
    let on = page.view().step.as_deref() == Some(bar.name.as_str());
    if on || (step && (response.hovered() || response.has_focus())) {
        ui.painter().rect_filled(rect, 2.0, if on { theme.selection } else { theme.raised });
    }
    let (left, right) = (rect.left() + NAMES, rect.right() - NUMBERS);
    let x = |value: f64| left + (right - left).max(0.0) * narrow(scale.share(value));
    let (from, to) = (x(bar.from.min(bar.to)), x(bar.from.max(bar.to)));
    let drawn = Rect::from_min_max(pos2(from, rect.top() + 3.0), pos2(to.max(from + 1.0), rect.bottom() - 3.0));
    let colour = colour(page, bar.kind);
    ui.painter().rect_filled(drawn, 1.0, colour);
    let font = FontId::proportional(SMALL + 1.0);
    let middle = rect.center().y;
    let names = ui.painter().with_clip_rect(Rect::from_min_max(rect.min, pos2(left - GAP, rect.bottom())));
    names.text(pos2(rect.left() + GAP, middle), Align2::LEFT_CENTER, &bar.name, font.clone(), theme.text);
    ui.painter().text(pos2(drawn.right() + 6.0, middle), Align2::LEFT_CENTER, &bar.told, font, if step { colour } else { theme.text });
    response.widget_info(|| {
        WidgetInfo::selected(if step { Role::Button } else { Role::Label }, true, on, format!("{} {}", bar.name, bar.told))
    });
    if response.clicked() {
        page.look(|view| view.step = (!on).then(|| bar.name.clone()));
    }
}

fn colour(page: Page, kind: Kind) -> Color32 {
    match kind {
        Kind::Total => page.ctx.theme.plain,
        Kind::Less => page.ctx.theme.better,
        Kind::More => page.ctx.theme.worse,
    }
}

/// The quantities behind the chosen step, or behind the largest.
fn evidence(ui: &mut Ui, page: Page, chart: &Waterfall) {
    let theme = page.ctx.theme;
    let largest = chart.largest();
    let chosen = page.view().step.as_deref();
    let step = largest.iter().find(|step| Some(step.cause) == chosen).or(largest.first());
    let Some(step) = step else {
        ui.label(RichText::new("Nothing differs").color(theme.dim));
        return;
    };
    ui.label(RichText::new(format!("{} {}", step.cause, readout::change(step.value(), chart.total.unit()))).strong());
    ui.add_space(GAP);
    for one in &step.evidence {
        ui.add(Label::new(RichText::new(told::evidence(one)).size(SMALL + 1.0)).wrap());
    }
    ui.add_space(GAP);
    let note = if chosen.is_none() { "The largest step; click another one to see what is behind it." } else { "Baseline first." };
    ui.add(Label::new(RichText::new(note).size(SMALL).color(theme.dim)).wrap());
}
