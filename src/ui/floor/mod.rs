//! The floor: racks drawn to scale, picked, dragged and placed. What a gesture means is sent as one edit when it ends.

pub mod picture;
pub mod view;

use egui::{Align2, CursorIcon, FontId, Key, PointerButton, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::canvas_id;
use super::ctx::{Ctx, Message};
use super::state::{Fit, Tool};
use super::theme::SMALL;
use super::widgets::counted;
use crate::edit::Edit;
use crate::model::geometry::Point;
use crate::model::racks::{Rack, RackId};
use crate::model::text::Id;
use view::{View, contains, footprint, snapped, union, whole};

/// What the pointer is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Gesture {
    /// Moves the selection; where the pointer went down, on the floor.
    Move([f64; 2]),
    /// Draws a rubber band from here.
    Band(Pos2),
    Pan,
}

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let area = ui.available_rect_before_wrap();
    let response = ui.interact(area, canvas_id(), Sense::click_and_drag());
    let view = View { area, camera: ctx.state.camera };
    describe(ctx, &response);
    fit(ctx, area);
    zoom_and_pan(ui, ctx, view, &response);
    let gesture = gestures(ui, ctx, view, &response);
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, ctx.theme.canvas);
    Drawing { ctx, view, painter: &painter }.all(&response, gesture);
}

fn describe(ctx: &Ctx, response: &Response) {
    let text = format!("Floor, {}, {} selected", counted(ctx.plan.racks.len(), "rack"), ctx.state.selection.len());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &text));
}

fn fit(ctx: &Ctx, area: Rect) {
    let Some(fit) = ctx.state.fit else { return };
    let selected = ctx.state.selection.iter().filter_map(|id| ctx.plan.racks.get(*id)).map(|rack| footprint(ctx.plan, ctx.catalog, rack));
    let of_selection = selected.reduce(union).filter(|_| fit == Fit::Selection);
    let mm = of_selection.unwrap_or_else(|| view::bounds(ctx.plan, ctx.catalog));
    ctx.send(Message::Camera(View::fitting(area, mm)));
}

fn zoom_and_pan(ui: &Ui, ctx: &Ctx, view: View, response: &Response) {
    let Some(pointer) = response.hover_pos() else { return };
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let wheel = if zoom == 1.0 { (scroll.y / 240.0).exp() } else { zoom };
    if wheel != 1.0 {
        ctx.send(Message::Camera(view.zoomed(f64::from(wheel), pointer)));
    }
}

/// What the pointer does, and the gesture it is in the middle of.
fn gestures(ui: &Ui, ctx: &Ctx, view: View, response: &Response) -> Option<Gesture> {
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

fn rack_at(ctx: &Ctx, floor: [i64; 2]) -> Option<RackId> {
    ctx.plan.racks.iter().filter(|rack| contains(footprint(ctx.plan, ctx.catalog, rack), floor)).last().map(|rack| rack.id)
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
fn stamp_corner(ctx: &Ctx, kind: &Id, [x, y]: [i64; 2]) -> [i64; 2] {
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
            let inside = |rack: &Rack| {
                let rect = view.rect(footprint(ctx.plan, ctx.catalog, rack));
                if touched { band.intersects(rect) } else { band.contains_rect(rect) }
            };
            let found = ctx.plan.racks.iter().filter(|rack| inside(rack)).map(|rack| rack.id);
            let kept = ctx.selected().into_iter().filter(|_| add);
            ctx.send(Message::Select(kept.chain(found).collect()));
        }
        Gesture::Pan => {}
    }
}

/// The step of a drag: the reference lands on a tile.
fn step(ctx: &Ctx, from: [f64; 2], to: [f64; 2]) -> [i64; 2] {
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

/// Everything that is painted.
struct Drawing<'d, 'c> {
    ctx: &'d Ctx<'c>,
    view: View,
    painter: &'d egui::Painter,
}

impl Drawing<'_, '_> {
    fn all(&self, response: &Response, gesture: Option<Gesture>) {
        let plan = self.ctx.plan;
        let floor = self.view.rect([0, 0, plan.floor.width.base(), plan.floor.depth.base()]);
        self.painter.rect(floor, 0.0, self.ctx.theme.panel, self.ctx.theme.hairline(), StrokeKind::Outside);
        self.grid(floor);
        for obstacle in &plan.floor.obstacles {
            let (at, size) = (obstacle.at_mm, obstacle.size_mm);
            let rect = self.view.rect([at.x(), at.y(), at.x() + size.x(), at.y() + size.y()]);
            self.painter.rect(rect, 0.0, self.ctx.theme.raised, self.ctx.theme.hairline(), StrokeKind::Inside);
            let clipped = self.painter.with_clip_rect(rect);
            clipped.text(rect.center(), Align2::CENTER_CENTER, obstacle.name.as_str(), FontId::proportional(SMALL), self.ctx.theme.dim);
        }
        plan.racks.iter().for_each(|rack| self.rack(rack));
        match (gesture, response.interact_pointer_pos()) {
            (Some(Gesture::Band(from)), Some(to)) => {
                let band = Rect::from_two_pos(from, to);
                let stroke = Stroke::new(1.0, self.ctx.theme.accent);
                self.painter.rect(band, 0.0, self.ctx.theme.accent.gamma_multiply(0.1), stroke, StrokeKind::Inside);
            }
            (Some(Gesture::Move(from)), Some(to)) => self.ghosts(step(self.ctx, from, self.view.to_floor(to))),
            _ => {}
        }
        self.stamp();
    }

    fn grid(&self, floor: Rect) {
        let tile = view::as_float(self.ctx.plan.floor.tile.base().max(1));
        if tile * self.view.camera.zoom / 1000.0 < 8.0 {
            return;
        }
        let visible = floor.intersect(self.view.area);
        let [left, top] = self.view.to_floor(visible.min);
        let [right, bottom] = self.view.to_floor(visible.max);
        let stroke = Stroke::new(1.0, self.ctx.theme.grid);
        let lines = |from: f64, to: f64| {
            let count = ((to - from) / tile).clamp(0.0, 2000.0);
            (0..=view::whole([count, 0.0])[0]).map(move |index| ((from / tile).ceil() + view::as_float(index)) * tile)
        };
        lines(left, right).for_each(|x| {
            self.painter.vline(self.view.to_screen(x, 0.0).x, visible.y_range(), stroke);
        });
        lines(top, bottom).for_each(|y| {
            self.painter.hline(visible.x_range(), self.view.to_screen(0.0, y).y, stroke);
        });
    }

    fn rack(&self, rack: &Rack) {
        let rect = self.view.rect(footprint(self.ctx.plan, self.ctx.catalog, rack));
        if !rect.intersects(self.view.area) {
            return;
        }
        let theme = self.ctx.theme;
        let role = self.ctx.plan.rack_type(&rack.kind).map(|kind| kind.role);
        let colour = role.map_or(theme.dim, |role| theme.role(role));
        let selected = self.ctx.state.selection.contains(&rack.id);
        let stroke = if selected { Stroke::new(2.0, theme.text) } else { Stroke::new(1.0, colour) };
        self.painter.rect(rect.shrink(0.5), 2.0, theme.tint(colour), stroke, StrokeKind::Inside);
        if rect.width() > 26.0 && rect.height() > 26.0 {
            let clipped = self.painter.with_clip_rect(rect.shrink(2.0));
            let font = |size| FontId::proportional(size);
            clipped.text(rect.center_top() + egui::vec2(0.0, 4.0), Align2::CENTER_TOP, rack.name.as_str(), font(SMALL), theme.text);
            let letter = role.map_or('?', crate::model::rack_type::Role::letter);
            clipped.text(view::middle(rect), Align2::CENTER_CENTER, letter, font(SMALL), theme.text);
        }
    }

    fn ghosts(&self, [dx, dy]: [i64; 2]) {
        for rack in self.ctx.state.selection.iter().filter_map(|id| self.ctx.plan.racks.get(*id)) {
            let [left, top, right, bottom] = footprint(self.ctx.plan, self.ctx.catalog, rack);
            self.ghost([left + dx, top + dy, right + dx, bottom + dy]);
        }
    }

    fn stamp(&self) {
        if let (Tool::Place(kind), Some(at)) = (&self.ctx.state.tool, self.ctx.state.pointer) {
            let [x, y] = stamp_corner(self.ctx, kind, at);
            let (width, depth) = view::size_of(self.ctx.plan, self.ctx.catalog, kind);
            self.ghost([x, y, x + width, y + depth]);
        }
    }

    fn ghost(&self, mm: [i64; 4]) {
        let rect = self.view.rect(mm);
        let accent = self.ctx.theme.accent;
        self.painter.rect(rect, 2.0, accent.gamma_multiply(0.2), Stroke::new(1.0, accent), StrokeKind::Inside);
    }
}
