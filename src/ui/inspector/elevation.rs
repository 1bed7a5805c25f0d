//! The front of a rack: blades by rack unit from the bottom, to be added, moved, counted and removed. Where they stand is worked out as the file format says.

use egui::{Align2, FontId, Id as UiId, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::edit::Edit;
use crate::model::catalog::Kind;
use crate::model::counts::{Count, Some1, Units};
use crate::model::rack_type::{Level, Mounted, RackType, Role, Serves};
use crate::model::text::Id;
use crate::ui::ctx::Ctx;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::choice::{self, words};
use crate::ui::widgets::field::{self, label};
use crate::ui::widgets::number::part_title;
use crate::ui::widgets::row::{action, heading, note};

/// Height of a rack unit on screen.
const UNIT: f32 = 7.0;
/// Width of the drawing, numbers included.
const DRAWING: f32 = 92.0;
/// Width of the numbers beside it.
const NUMBERS: f32 = 18.0;
/// More units than this are not drawn: a count typed wrong must not make a rack of a million.
const DRAWN: i64 = 240;
/// Distance of the names beside it.
const LINE: f32 = 15.0;

/// Where an entry of the blade list stands.
struct Slot<'r> {
    index: usize,
    blade: &'r Mounted,
    /// Lowest unit of the first, 1 at the bottom.
    first: i64,
    /// Units all of them take.
    units: i64,
}

pub fn show(ui: &mut Ui, ctx: &Ctx, kind: &RackType) {
    heading(ui, ctx.theme, "ELEVATION");
    let slots = slots(ctx, kind);
    let frame = ctx.catalog.frame(&kind.frame).map_or(42, |frame| frame.units.value().get());
    let top = slots.iter().map(|slot| slot.first + slot.units - 1).max().unwrap_or(0);
    let memory = UiId::unique(("blade", kind.id.as_str()));
    let chosen: Option<usize> = ui.data(|data| data.get_temp(memory)).filter(|index| *index < kind.blades.len());
    if let Some(clicked) = drawing(ui, ctx, &slots, frame.max(top).min(DRAWN), chosen) {
        ui.data_mut(|data| data.insert_temp(memory, clicked));
    }
    if top > frame {
        note(ui, ctx.theme, &format!("The blades reach U{top}; the frame has {frame} units"));
    }
    if let Some(slot) = chosen.and_then(|index| slots.iter().find(|slot| slot.index == index)) {
        if let Some(now) = blade_fields(ui, ctx, kind, slot) {
            ui.data_mut(|data| data.insert_temp(memory, now));
        }
    } else if !slots.is_empty() {
        note(ui, ctx.theme, "Click a blade to change it");
    }
    add_blade(ui, ctx, kind);
}

/// Each entry above the one before it, or where it says.
fn slots<'r>(ctx: &Ctx, kind: &'r RackType) -> Vec<Slot<'r>> {
    let mut next = 1;
    let place = |(index, blade): (usize, &'r Mounted)| {
        let height = ctx.catalog.blade(&blade.part).map_or(1, |part| part.height.value().get());
        let first = blade.at.map_or(next, Units::get);
        let units = height.saturating_mul(blade.count.get());
        next = first.saturating_add(units);
        Slot { index, blade, first, units }
    };
    kind.blades.iter().enumerate().map(place).collect()
}

/// Draws the rack; the entry that was clicked.
fn drawing(ui: &mut Ui, ctx: &Ctx, slots: &[Slot], units: i64, chosen: Option<usize>) -> Option<usize> {
    let height = as_points(units);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height.max(LINE * as_count(slots.len()))), Sense::hover());
    let body = Rect::from_min_size(area.min + vec2(NUMBERS, 0.0), vec2(DRAWING - NUMBERS, height));
    ui.painter().rect(body, 2.0, ctx.theme.canvas, ctx.theme.hairline(), StrokeKind::Inside);
    numbers(ui, ctx, body, units);
    let mut clicked = None;
    let mut free = area.top();
    for slot in slots.iter().rev() {
        let rect = block(body, slot);
        let line = Rect::from_min_size(
            pos2(body.right() + 2.0 * GAP, free.max(rect.center().y - LINE / 2.0)),
            vec2(area.right() - body.right() - 2.0 * GAP, LINE),
        );
        free = line.bottom();
        if one(ui, ctx, slot, rect, line, chosen == Some(slot.index)) {
            clicked = Some(slot.index);
        }
    }
    clicked
}

fn block(body: Rect, slot: &Slot) -> Rect {
    let bottom = body.bottom() - as_points(slot.first - 1);
    let top = bottom - as_points(slot.units);
    Rect::from_min_max(pos2(body.left() + 2.0, top.max(body.top())), pos2(body.right() - 2.0, bottom.max(body.top() + 2.0)))
}

fn numbers(ui: &Ui, ctx: &Ctx, body: Rect, units: i64) {
    for unit in (0..=units).filter(|unit| unit % 10 == 0 && *unit > 0) {
        let y = body.bottom() - as_points(unit) + UNIT / 2.0;
        let at = pos2(body.left() - GAP, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, unit.to_string(), FontId::proportional(9.0), ctx.theme.dim);
    }
}

/// One entry: its block, its name beside it, both to be clicked.
fn one(ui: &mut Ui, ctx: &Ctx, slot: &Slot, rect: Rect, line: Rect, chosen: bool) -> bool {
    let role = ctx.catalog.blade(&slot.blade.part).map_or(Role::Power, |part| part.role);
    let colour = ctx.theme.role(role);
    let name = told(ctx, slot);
    let drawn = ui.interact(rect, ui.scope_id().with(("block", slot.index)), Sense::click()).on_hover_text(name.as_str());
    drawn.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, format!("Block of {name}")));
    let written = ui.interact(line, ui.scope_id().with(("line", slot.index)), Sense::click()).on_hover_text(name.as_str());
    written.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
    let lit = chosen || drawn.hovered() || written.hovered() || written.has_focus() || drawn.has_focus();
    let stroke = Stroke::new(if chosen { 2.0 } else { 1.0 }, if lit { ctx.theme.text } else { colour });
    ui.painter().rect(rect.shrink(0.5), 1.0, ctx.theme.tint(colour), stroke, StrokeKind::Inside);
    divisions(ui, ctx, slot, rect);
    let text = if lit { ctx.theme.text } else { ctx.theme.dim };
    let galley = ui.painter().layout_no_wrap(short(ctx, slot), FontId::proportional(SMALL), text);
    ui.painter().with_clip_rect(line).galley(line.left_center() - Vec2::new(0.0, galley.size().y / 2.0), galley, text);
    drawn.clicked() || written.clicked()
}

/// Hairlines between the blades of one entry.
fn divisions(ui: &Ui, ctx: &Ctx, slot: &Slot, rect: Rect) {
    let count = slot.blade.count.get();
    let each = slot.units / count.max(1);
    for index in 1..count.min(200) {
        let y = rect.bottom() - as_points(each * index);
        if y > rect.top() && each > 0 {
            ui.painter().hline(rect.x_range().shrink(2.0), y, ctx.theme.hairline());
        }
    }
}

fn short(ctx: &Ctx, slot: &Slot) -> String {
    let title = part_title(ctx.catalog, Kind::Blade, &slot.blade.part);
    format!("{} \u{d7} {title}", slot.blade.count)
}

fn told(ctx: &Ctx, slot: &Slot) -> String {
    let last = slot.first + slot.units - 1;
    let serves = slot.blade.serves.as_ref().map(|serves| format!(", {} of {}", serves.level, serves.tier)).unwrap_or_default();
    format!("U{} to U{last}: {}{serves}", slot.first, short(ctx, slot))
}

/// Fields of the chosen entry; the index it has afterwards if it moves.
fn blade_fields(ui: &mut Ui, ctx: &Ctx, kind: &RackType, slot: &Slot) -> Option<usize> {
    ui.add_space(GAP);
    let replace = |blade: Mounted| {
        if let Some(index) = index_of(slot.index) {
            ctx.edit(Edit::ReplaceBlade { rack_type: kind.id.clone(), index, blade });
        }
    };
    if let Some(part) = choice::part(ui, ctx, label("Blade", "blade", "part"), Kind::Blade, &slot.blade.part) {
        replace(Mounted { part, ..slot.blade.clone() });
    }
    if let Some(count) = field::value::<Some1>(ui, ctx.theme, label("Count", "blade", "count"), &slot.blade.count) {
        replace(Mounted { count, ..slot.blade.clone() });
    }
    let above = format!("{} (above the one before)", slot.first);
    if let Some(at) = field::optional::<Units>(ui, ctx.theme, label("Lowest unit", "blade", "at"), slot.blade.at.as_ref(), &above) {
        replace(Mounted { at, ..slot.blade.clone() });
    }
    if let Some(serves) = serves_fields(ui, ctx, slot.blade) {
        replace(Mounted { serves, ..slot.blade.clone() });
    }
    buttons(ui, ctx, kind, slot)
}

fn serves_fields(ui: &mut Ui, ctx: &Ctx, blade: &Mounted) -> Option<Option<Serves>> {
    let tier = blade.serves.as_ref().map(|serves| serves.tier.clone());
    let none = (None, "No tier".to_string());
    let tiers: Vec<(Option<Id>, String)> =
        std::iter::once(none).chain(ctx.plan.tiers.iter().map(|tier| (Some(tier.id.clone()), tier.name.to_string()))).collect();
    let level = blade.serves.as_ref().map(|serves| serves.level);
    if let Some(tier) = choice::choice(ui, ctx.theme, label("Serves tier", "blade", "serves"), Some(&tier), &tiers) {
        return Some(tier.map(|tier| Serves { tier, level: level.unwrap_or(Level::Leaf) }));
    }
    let tier = tier?;
    let levels = words(Level::ALL, Level::word);
    let level = choice::choice(ui, ctx.theme, label("Level", "blade", "serves"), level.as_ref(), &levels)?;
    Some(Some(Serves { tier, level }))
}

fn buttons(ui: &mut Ui, ctx: &Ctx, kind: &RackType, slot: &Slot) -> Option<usize> {
    let last = kind.blades.len().saturating_sub(1);
    let shift = |to: usize| {
        let (index, to_index) = (index_of(slot.index)?, index_of(to)?);
        ctx.edit(Edit::MoveBlade { rack_type: kind.id.clone(), index, to: to_index });
        Some(to)
    };
    ui.horizontal(|ui| {
        let mut now = None;
        if action(ui, ctx.theme, "Move blade up", "Puts it above the next blades", slot.index < last) {
            now = shift(slot.index + 1);
        }
        if action(ui, ctx.theme, "Move blade down", "Puts it below the blades before it", slot.index > 0) {
            now = shift(slot.index.saturating_sub(1));
        }
        if action(ui, ctx.theme, "Remove blade", "Takes it out of the rack type", true)
            && let Some(index) = index_of(slot.index)
        {
            ctx.edit(Edit::RemoveBlade { rack_type: kind.id.clone(), index });
        }
        now
    })
    .inner
}

/// A list of all blades; the chosen one goes on top.
fn add_blade(ui: &mut Ui, ctx: &Ctx, kind: &RackType) {
    let options = choice::parts(ctx, Kind::Blade, None);
    let help = field::Label { name: "Add blade", doc: "Puts one of these on top of the others", salt: 0 };
    if let Some(part) = choice::choice(ui, ctx.theme, help, None, &options) {
        let serves = served_by_alike(kind, &part);
        let blade = Mounted { part, count: Some1::default(), at: None, serves };
        ctx.edit(Edit::AddBlade { rack_type: kind.id.clone(), blade, index: None });
    }
}

/// A blade of a part that is there already most likely does the same work.
fn served_by_alike(kind: &RackType, part: &Id) -> Option<Serves> {
    kind.blades.iter().find(|blade| blade.part == *part).and_then(|blade| blade.serves.clone())
}

fn index_of(index: usize) -> Option<Count> {
    i64::try_from(index).ok().and_then(Count::new)
}

fn as_points(units: i64) -> f32 {
    f32::from(i16::try_from(units).unwrap_or(i16::MAX)) * UNIT
}

fn as_count(len: usize) -> f32 {
    f32::from(u16::try_from(len).unwrap_or(u16::MAX))
}
