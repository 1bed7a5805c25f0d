//! How the camera gets to where it should be: at once when a plan opens or motion is unwelcome, in a short glide otherwise.

use egui::{Rect, Ui};

use super::view::{self, View, union};
use crate::ui::canvas_id;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::state::{Camera, FULL_SIZE, Fit};

/// Seconds a glide takes.
const GLIDE: f64 = 0.15;
/// Share of the view left free on each side of everything, and of what is selected.
const MARGINS: (f64, f64) = (0.08, 0.25);
/// Selected racks are not shown larger than this, in points per metre.
const CLOSEST: f64 = 2.0 * FULL_SIZE;

/// A glide under way.
#[derive(Clone, Copy)]
struct Glide {
    from: Camera,
    to: Camera,
    since: f64,
    /// Where it put the camera last: anyone else who moves it ends the glide.
    put: Camera,
}

/// The room everything was last fitted into, and the camera that came of it.
#[derive(Clone, Copy, PartialEq)]
struct Fitted {
    room: egui::Vec2,
    camera: Camera,
}

/// While everything is in view it stays so when the room for the floor becomes another.
pub fn follow(ui: &Ui, ctx: &Ctx, area: Rect) {
    let memory = canvas_id().with("fitted");
    let now = Fitted { room: area.size(), camera: target(ctx, area, Fit::All) };
    let before: Option<Fitted> = ui.data(|data| data.get_temp(memory));
    if before == Some(now) {
        return;
    }
    let unmoved = before.is_some_and(|before| before.camera == ctx.state.camera && before.room != now.room);
    if unmoved && ctx.state.fit.is_none() {
        ctx.send(Message::Camera(now.camera));
    }
    ui.data_mut(|data| data.insert_temp(memory, now));
}

/// Starts what was asked for, or goes on with it.
pub fn show(ui: &Ui, ctx: &Ctx, area: Rect) {
    let memory = canvas_id().with("glide");
    let now = ui.input(|input| input.time);
    if let Some(fit) = ctx.state.fit {
        let (from, to) = (ctx.state.camera, target(ctx, area, fit));
        if fit == Fit::Opened || ui.style().animation_time == 0.0 || from == to {
            ui.data_mut(|data| data.remove::<Glide>(memory));
            return ctx.send(Message::Camera(to));
        }
        ctx.send(Message::Camera(from));
        ui.data_mut(|data| data.insert_temp(memory, Glide { from, to, since: now, put: from }));
        return ui.ctx().request_repaint();
    }
    let Some(glide) = ui.data(|data| data.get_temp::<Glide>(memory)) else { return };
    if glide.put != ctx.state.camera {
        return ui.data_mut(|data| data.remove::<Glide>(memory));
    }
    let put = glide.at((now - glide.since) / GLIDE);
    ctx.send(Message::Camera(put));
    if put == glide.to {
        return ui.data_mut(|data| data.remove::<Glide>(memory));
    }
    ui.data_mut(|data| data.insert_temp(memory, Glide { put, ..glide }));
    ui.ctx().request_repaint();
}

impl Glide {
    /// Quick at first, slow at the end; zoom in equal ratios, so that it looks even.
    fn at(&self, share: f64) -> Camera {
        if share >= 1.0 {
            return self.to;
        }
        let eased = 1.0 - (1.0 - share.max(0.0)).powi(3);
        let between = |from: f64, to: f64| from + (to - from) * eased;
        let ([from_x, from_y], [to_x, to_y]) = (self.from.centre, self.to.centre);
        let zoom = self.from.zoom * (self.to.zoom / self.from.zoom).powf(eased);
        Camera { centre: [between(from_x, to_x), between(from_y, to_y)], zoom }.checked()
    }
}

/// The camera that shows what was asked for.
fn target(ctx: &Ctx, area: Rect, fit: Fit) -> Camera {
    let places = ctx.state.selection.iter().filter_map(|id| ctx.plan.racks.position(*id));
    let footprints = places.filter_map(|place| ctx.index.footprints().get(place)).copied();
    match footprints.reduce(union).filter(|_| fit == Fit::Selection) {
        Some(mm) => {
            let camera = View::fitting(area, mm, MARGINS.1);
            Camera { zoom: camera.zoom.min(CLOSEST), ..camera }
        }
        None => View::fitting(area, view::everything(ctx.plan, ctx.index), MARGINS.0),
    }
}
