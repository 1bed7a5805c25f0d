//! When the answer flips: the inputs that vary and the result that is looked at on the left, a map or lines beside them.

use egui::{Label, ProgressBar, Rect, RichText, Role, ScrollArea, Ui, UiBuilder, WidgetInfo, pos2};

use super::{Ask, Flip, Page, Swept, Varied, area_id, lines, map};
use crate::explore::candidates::{Candidate, STEPS, axis};
use crate::explore::compare::metrics::{Better, METRICS, find};
use crate::explore::sweep::break_even;
use crate::solve::readout::significant;
use crate::ui::ctx::Message;
use crate::ui::status_bar::told_share;
use crate::ui::theme::{GAP, ROW, SMALL};
use crate::ui::widgets::choice::combo;
use crate::ui::widgets::draft::Draft;
use crate::ui::widgets::field::Label as Field;
use crate::ui::widgets::row::{note, reason};

/// Width of the inputs.
const INPUTS: f32 = 280.0;

pub fn show(ui: &mut Ui, page: Page) {
    let area = ui.available_rect_before_wrap();
    let left = Rect::from_min_max(area.min, pos2(area.left() + INPUTS, area.bottom()));
    let right = Rect::from_min_max(pos2(left.right() + 3.0 * GAP, area.top()), area.max);
    ui.painter().vline(left.right() + GAP, area.y_range(), page.ctx.theme.hairline());
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        ScrollArea::vertical().id_salt("inputs that vary").auto_shrink(false).show(ui, |ui| inputs(ui, page));
    });
    // A picture of it has no use for the inputs.
    ui.data_mut(|data| data.insert_temp(area_id(), right));
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| picture(ui, page));
    ui.advance_cursor_after_rect(area);
}

/// Inputs that can vary for the plan that is looked at.
fn candidates<'p>(page: Page<'p, '_>) -> &'p [Candidate] {
    page.other().and_then(|other| page.told.candidates.get(other)).map_or(&[], Vec::as_slice)
}

fn inputs(ui: &mut Ui, page: Page) {
    let Flip { across, up, metric } = &page.view().flip;
    ui.spacing_mut().item_spacing.y = GAP;
    let metrics: Vec<(&'static str, String)> = METRICS.iter().map(|metric| (metric.key, metric.title.to_string())).collect();
    if let Some(key) = combo(ui, Field { name: "Result", doc: "", salt: 0 }, Some(metric), &metrics) {
        page.look(|view| view.flip.metric = key);
    }
    if let Some(varied) = input(ui, page, ("From left to right", 0), Some(across)).flatten() {
        page.look(|view| view.flip.across = varied);
    }
    if let Some(varied) = input(ui, page, ("From bottom to top", 1), up.as_ref()) {
        page.look(|view| view.flip.up = varied);
    }
    state(ui, page);
}

/// An input and its values; `Some(None)` takes it away.
fn input(ui: &mut Ui, page: Page, (name, place): (&str, usize), varied: Option<&Varied>) -> Option<Option<Varied>> {
    let all = candidates(page);
    let now = varied.map(|varied| varied.or_first(all, place));
    let mut options: Vec<(Option<String>, String)> = all.iter().map(|one| (Some(one.path.clone()), one.title.clone())).collect();
    if place > 0 {
        options.insert(0, (None, "Nothing: lines".to_string()));
    }
    ui.label(RichText::new(name).size(SMALL).color(page.ctx.theme.dim));
    let path = now.as_ref().map(|varied| varied.path.clone());
    if let Some(path) = combo(ui, Field { name, doc: "", salt: 0 }, Some(&path), &options) {
        let candidate = path.and_then(|path| all.iter().find(|one| one.path == path));
        return Some(candidate.map(|one| Varied { path: one.path.clone(), range: one.range.clone() }));
    }
    let now = now?;
    let label = format!("Values {}", name.to_lowercase());
    let draft = Draft {
        name: &label,
        shown: &now.range,
        hint: "0.03..0.2:24 or 1,2,4",
        align: egui::Align::LEFT,
        rows: 1,
        salt: 0,
        wants_focus: false,
    };
    let typed = draft.show(ui, page.ctx.theme, &|text| axis(&now.path, text, STEPS).map(|_| ()))?;
    Some(Some(Varied { range: typed, ..now }))
}

/// How far long work is, and the way to give it up.
pub(super) fn under_way(ui: &mut Ui, page: Page, (done, all): (usize, usize), doing: &str) {
    let share = crate::ui::floor::view::narrow(count(done) / count(all).max(1.0));
    ui.horizontal(|ui| {
        let bar = ui.add(ProgressBar::new(share).desired_width(140.0).desired_height(ROW / 2.0));
        let told = format!("{doing}{}", told_share((done, all)));
        bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &told));
        if ui.button("Stop").on_hover_text("Gives it up").clicked() {
            page.ctx.send(Message::Compare(Ask::Stop));
        }
        note(ui, page.ctx.theme, &told);
    });
}

/// How far it is, or why it cannot be.
fn state(ui: &mut Ui, page: Page) {
    let work = &page.shown.sweep;
    if let Some(far) = work.under_way {
        under_way(ui, page, far, "Solves both plans at every point");
    } else if let Some(why) = &work.refused {
        reason(ui, page.ctx.theme, why);
    } else if let Some(swept) = shown(page) {
        note(ui, page.ctx.theme, &verdict(page, swept));
    }
}

fn count(points: usize) -> f64 {
    crate::solve::figure::float(i128::try_from(points).unwrap_or(0))
}

/// The answer that belongs to the plans that are looked at.
fn shown<'p>(page: Page<'p, '_>) -> Option<&'p Swept> {
    let other = page.other()?;
    page.shown.sweep.answer.as_ref().filter(|swept| swept.pair == [page.told.baseline, other])
}

/// Where both plans come to the same, in words.
fn verdict(page: Page, swept: &Swept) -> String {
    let [base, other] = swept.pair.map(|place| page.shown.name(place));
    let found = break_even(&swept.axes, &swept.points, 0);
    let differences = || swept.points.iter().filter_map(|point| point.difference(0));
    if differences().all(|difference| difference == 0.0) {
        return format!("{other} and {base} come to the same at every point.");
    }
    let (sign, word) = match swept.metric.better {
        Better::Less => (-1.0, "is better than"),
        Better::More => (1.0, "is better than"),
        Better::Neither => (-1.0, "has less than"),
    };
    let better = differences().filter(|difference| difference * sign > 0.0).count();
    let same = match (swept.axes.as_slice(), found.as_slice()) {
        (_, []) => "They come to the same nowhere here.".to_string(),
        ([_], found) => {
            let at: Vec<String> = found.iter().flatten().map(|value| significant(*value)).collect();
            format!("They come to the same at {}.", at.join(", "))
        }
        _ => "The line is where both come to the same.".to_string(),
    };
    format!("{other} {word} {base} at {better} of {} points. {same}", swept.points.len())
}

fn picture(ui: &mut Ui, page: Page) {
    let Some(swept) = shown(page) else {
        let told = match (&page.shown.sweep.refused, page.shown.sweep.under_way) {
            (Some(_), _) => "Choose other values",
            (None, Some(_)) => "Solving",
            (None, None) => "Stopped; choose other values to go on",
        };
        ui.label(RichText::new(told).color(page.ctx.theme.dim));
        return;
    };
    if swept.flip != page.view().flip || page.shown.sweep.under_way.is_some() {
        ui.multiply_opacity(0.6);
    }
    let [base, other] = swept.pair.map(|place| page.shown.name(place));
    let metric = find(swept.metric.key).map_or("", |metric| metric.title);
    let blue = if swept.metric.better == Better::Neither { "has less" } else { "is better" };
    let title = match swept.axes.as_slice() {
        [_, _] => format!("{metric}: {other} less {base}  \u{b7}  blue where {other} {blue}"),
        _ => metric.to_string(),
    };
    ui.add(Label::new(RichText::new(title).size(SMALL).color(page.ctx.theme.dim)).truncate());
    if swept.axes.len() > 1 { map::show(ui, page, swept, candidates(page)) } else { lines::show(ui, page, swept, candidates(page)) }
}
