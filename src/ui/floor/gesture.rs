//! What the pointer does on the floor: picks, drags, places, pans. What a gesture means is sent as one edit when it ends.

use egui::{CursorIcon, Key, PointerButton, Pos2, Rect, Response, Ui};

use super::view::{self, View, snapped, whole};
use super::{canvas_id, rack_at};
use crate::edit::Edit;
use crate::model::geometry::Point;
use crate::model::racks::RackId;
use crate::model::text::Id;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::state::Tool;

/// What the pointer is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Gesture {
    /// Moves the selection; where the pointer went down, on the floor.
    Move([f64; 2]),
    /// Draws a rubber band from here.
    Band(Pos2),
    Pan,
}

/// What the pointer does, and the gesture it is in the middle of.
pub(super) fn gestures(ui: &Ui, ctx: &Ctx, view: View, response: &Response) -> Option<Gesture> {
    let at = response.hover_pos().or(response.interact_pointer_pos());
    let floor = at.map(|at| whole(view.to_floor(at)));
    let under = floor.and_then(|floor| rack_at(ctx, floor));
    if (ctx.state.hovered, ctx.state.pointer) != (under, floor) {
        ctx.send(Message::Hover(under, floor));
    }
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if let Tool::Place(kind) = &ctx.state.tool {
        place(ui, ctx, kind, response, floor);
        return None;
    }
    let memory = canvas_id().with("gesture");
    let mut gesture: Option<Gesture> = ui.data(|data| data.get_temp(memory));
    if response.drag_started() {
        gesture = start(ui, ctx, view, response);
    }
    drag(ui, ctx, view, response, &mut gesture);
    if response.clicked() {
        pick(ui, ctx, under);
    }
    drop_type(ctx, response, floor);
    ui.data_mut(|data| match gesture {
        Some(gesture) => {
            data.insert_temp(memory, gesture);
        }
        None => data.remove::<Gesture>(memory),
    });
    gesture
}

fn place(ui: &Ui, ctx: &Ctx, kind: &Id, response: &Response, floor: Option<[i64; 2]>) {
    ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    if response.clicked()
        && let Some(at) = floor
    {
        ctx.send(Message::Stamp(kind.clone(), stamp_corner(ctx, kind, at)));
    }
}

/// The corner a new rack gets when its middle is under the pointer.
pub(super) fn stamp_corner(ctx: &Ctx, kind: &Id, [x, y]: [i64; 2]) -> [i64; 2] {
    let (width, depth) = view::size_of(ctx.plan, ctx.catalog, kind);
    let corner = [x - width / 2, y - depth / 2];
    if ctx.state.snap { snapped(corner, ctx.plan.floor.tile.base()) } else { corner }
}

fn start(ui: &Ui, ctx: &Ctx, view: View, response: &Response) -> Option<Gesture> {
    let from = ui.input(|input| input.pointer.press_origin())?;
    let space = ui.input(|input| input.key_down(Key::Space));
    if response.drag_started_by(PointerButton::Middle) || (space && response.drag_started_by(PointerButton::Primary)) {
        return Some(Gesture::Pan);
    }
    if !response.drag_started_by(PointerButton::Primary) {
        return None;
    }
    match rack_at(ctx, whole(view.to_floor(from))) {
        Some(id) => {
            if !ctx.state.selection.contains(&id) {
                ctx.send(Message::Select(vec![id]));
            }
            Some(Gesture::Move(view.to_floor(from)))
        }
        None => Some(Gesture::Band(from)),
    }
}

fn drag(ui: &Ui, ctx: &Ctx, view: View, response: &Response, gesture: &mut Option<Gesture>) {
    let Some(now) = *gesture else { return };
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        *gesture = None;
        return;
    }
    if now == Gesture::Pan && response.dragged() {
        ctx.send(Message::Camera(view.panned(response.drag_delta())));
    }
    if response.drag_stopped() {
        finish(ui, ctx, view, response, now);
        *gesture = None;
    }
}

fn finish(ui: &Ui, ctx: &Ctx, view: View, response: &Response, gesture: Gesture) {
    let Some(to) = response.interact_pointer_pos() else { return };
    match gesture {
        Gesture::Move(from) => {
            let [dx, dy] = step(ctx, from, view.to_floor(to));
            if let (Some(by_mm), false) = (Point::new(dx, dy), dx == 0 && dy == 0) {
                ctx.edit(Edit::MoveRacks { racks: ctx.selected(), by_mm });
            }
        }
        Gesture::Band(from) => {
            let add = ui.input(|input| input.modifiers.shift);
            let band = Rect::from_two_pos(from, to);
            let touched = to.x < from.x;
            let ([left, top], [right, bottom]) = (whole(view.to_floor(band.min)), whole(view.to_floor(band.max)));
            let inside = |place: &u32| {
                let rect = ctx.index.footprint(*place).map(|mm| view.rect(mm));
                touched || rect.is_some_and(|rect| band.contains_rect(rect))
            };
            let places = ctx.index.within([left, top, right, bottom]).into_iter().filter(inside);
            let found = places.filter_map(|place| ctx.plan.racks.at(place as usize)).map(|rack| rack.id);
            let kept = ctx.selected().into_iter().filter(|_| add);
            ctx.send(Message::Select(kept.chain(found).collect()));
        }
        Gesture::Pan => {}
    }
}

/// The step of a drag: the reference lands on a tile.
pub(super) fn step(ctx: &Ctx, from: [f64; 2], to: [f64; 2]) -> [i64; 2] {
    let [fx, fy] = whole(from);
    let [tx, ty] = whole(to);
    let raw = [tx - fx, ty - fy];
    let first = ctx.selected().first().and_then(|id| ctx.plan.racks.get(*id));
    match first.filter(|_| ctx.state.snap) {
        Some(rack) => {
            let [x, y] = snapped([rack.at.x() + raw[0], rack.at.y() + raw[1]], ctx.plan.floor.tile.base());
            [x - rack.at.x(), y - rack.at.y()]
        }
        None => raw,
    }
}

fn pick(ui: &Ui, ctx: &Ctx, under: Option<RackId>) {
    let shift = ui.input(|input| input.modifiers.shift);
    let selected = ctx.selected();
    let picked = match (under, shift) {
        (Some(id), true) if selected.contains(&id) => selected.into_iter().filter(|other| *other != id).collect(),
        (Some(id), true) => selected.into_iter().chain([id]).collect(),
        (Some(id), false) => vec![id],
        (None, true) => selected,
        (None, false) => Vec::new(),
    };
    ctx.send(Message::Select(picked));
}

fn drop_type(ctx: &Ctx, response: &Response, floor: Option<[i64; 2]>) {
    if let (Some(kind), Some(at)) = (response.dnd_release_payload::<Id>(), floor) {
        ctx.send(Message::Stamp(kind.as_ref().clone(), stamp_corner(ctx, &kind, at)));
    }
}
