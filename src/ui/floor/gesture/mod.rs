//! What the hand does on the floor: picks, drags, places, pans. What a gesture means is sent as one edit when it ends; until then it is only
//! shown, and solved as if it were made.

pub mod band;
pub mod carry;
mod keys;
mod pick;
pub mod snap;
mod tools;

use std::sync::Arc;

use egui::{Context, CursorIcon, Key, Modifiers, PointerButton, Pos2, Rect, Response, Vec2};

use super::view::{View, whole};
use crate::model::racks::RackId;
use crate::ui::canvas_id;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::state::{Screen, Tool};
use band::Band;
use carry::{Carried, How, Load};

/// Points the pointer has to go before a press becomes a drag.
pub const THRESHOLD: f32 = 4.0;
/// So close to an edge of the floor's area a drag moves the view.
const EDGE: f32 = 20.0;
/// Points a second for each point beyond that.
const PAN_SPEED: f32 = 25.0;

/// What the pointer is in the middle of.
#[derive(Clone, Debug, PartialEq)]
enum Gesture {
    Carry {
        load: Arc<Load>,
        how: How,
        /// Where the pointer went down, on the floor.
        from: [f64; 2],
        /// It has gone farther than a click.
        moved: bool,
    },
    Band([f64; 2]),
    Pan,
    /// Cancelled: what is still held down means nothing.
    Over,
}

/// What is shown of a gesture while it lasts.
#[derive(Clone, Debug, PartialEq)]
pub enum Live {
    Carried(Carried),
    Band(Band),
}

/// What lasts from frame to frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    gesture: Option<Gesture>,
    pub(super) live: Option<Live>,
    /// Where the last click was, on screen and on the floor.
    clicked: Option<(Pos2, [f64; 2])>,
    pub(super) menu_at: Pos2,
    /// The rack in the hand while racks of a type are placed, for a state of the plan.
    placing: Option<(crate::model::text::Id, u64, Arc<Load>)>,
    /// What was last sent to be solved as if it were made.
    previewed: Option<Carried>,
}

impl Memory {
    pub(super) fn of(egui: &Context) -> Self {
        egui.data(|data| data.get_temp(memory_id())).unwrap_or_default()
    }

    /// Right clicks cancel and open no menu.
    pub(super) fn is_quiet(&self) -> bool {
        self.gesture.is_some()
    }
}

fn memory_id() -> egui::Id {
    canvas_id().with("hand")
}

/// Whether keys belong to a gesture.
pub fn is_busy(egui: &Context) -> bool {
    matches!(Memory::of(egui).gesture, Some(Gesture::Carry { .. } | Gesture::Band(_) | Gesture::Pan))
}

/// Looks at pointer and keys before anything is drawn, so that what follows from them shows in the same frame. Whether the plan on screen is
/// that of a gesture.
pub fn work(egui: &Context, ctx: &Ctx) -> bool {
    let mut memory = Memory::of(egui);
    let response = egui.read_response(canvas_id()).filter(|_| ctx.state.screen == Screen::Plan);
    match &response {
        Some(response) => {
            let view = View { area: response.rect, camera: ctx.state.camera };
            Hand { egui, ctx, view, response, modifiers: egui.input(|input| input.modifiers) }.work(&mut memory);
        }
        None => memory = Memory::default(),
    }
    let previews = memory.previewed.is_some();
    egui.data_mut(|data| data.insert_temp(memory_id(), memory));
    previews
}

/// The point of an area nearest to another. Areas of tiny windows may have no inside, which a clamp does not stand.
fn nearest_in(area: Rect, at: Pos2) -> Pos2 {
    at.max(area.min).min(area.max)
}

/// The floor as the hand finds it in this frame.
pub struct Hand<'h, 'c> {
    egui: &'h Context,
    ctx: &'h Ctx<'c>,
    view: View,
    response: &'h Response,
    modifiers: Modifiers,
}

impl Hand<'_, '_> {
    fn work(&self, memory: &mut Memory) {
        self.hover();
        self.take_keys(memory);
        self.gesture(memory);
        let idle = memory.gesture.is_none();
        if idle && self.response.clicked_by(PointerButton::Primary) {
            self.clicked(memory);
        }
        if idle && self.response.secondary_clicked() {
            self.clicked_right(memory);
        }
        if memory.live.is_none() {
            memory.live = self.held(memory).map(Live::Carried);
        }
        self.preview(memory);
    }

    /// The pointer on the floor, if it is over it or came from there.
    fn pointer(&self) -> Option<Pos2> {
        self.response.hover_pos().or(self.response.interact_pointer_pos())
    }

    fn on_floor(&self, at: Pos2) -> [i64; 2] {
        whole(self.view.to_floor(at))
    }

    fn hover(&self) {
        let floor = self.pointer().map(|at| self.on_floor(at));
        let under = floor.and_then(|floor| super::rack_at(self.ctx, floor));
        if (self.ctx.state.hovered, self.ctx.state.pointer) != (under, floor) {
            self.ctx.send(Message::Hover(under, floor));
        }
        if self.response.clicked() || self.response.drag_started() {
            self.response.request_focus();
        }
    }

    fn clicked(&self, memory: &mut Memory) {
        let Some(at) = self.response.interact_pointer_pos() else { return };
        match &self.ctx.state.tool {
            Tool::Select => self.click(memory, at),
            Tool::Move(_) => {
                self.ctx.send(Message::Tool(Tool::Select));
                self.click(memory, at);
            }
            Tool::Place(_) | Tool::Paste(_) => self.put(memory, at),
        }
    }

    /// A right click lays a tool down, as it takes a drag back; else it opens the menu.
    fn clicked_right(&self, memory: &mut Memory) {
        let Some(at) = self.response.interact_pointer_pos() else { return };
        if self.ctx.state.tool != Tool::Select {
            self.ctx.send(Message::Tool(Tool::Select));
            memory.gesture = Some(Gesture::Over);
            return;
        }
        memory.menu_at = at;
        self.take_for_menu(at);
    }

    fn gesture(&self, memory: &mut Memory) {
        memory.live = None;
        if self.response.drag_started() {
            memory.gesture = self.start();
        }
        let Some(gesture) = memory.gesture.take() else { return };
        if self.is_cancelled(&gesture) {
            memory.gesture = Some(Gesture::Over);
            return;
        }
        memory.gesture = self.go_on(gesture, memory);
    }

    /// Esc or the other button takes it back.
    fn is_cancelled(&self, gesture: &Gesture) -> bool {
        let other = self.egui.input(|input| input.pointer.button_pressed(PointerButton::Secondary));
        *gesture != Gesture::Over && (other || self.egui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)))
    }

    fn start(&self) -> Option<Gesture> {
        let from = self.egui.input(|input| input.pointer.press_origin())?;
        let space = self.egui.input(|input| input.key_down(Key::Space));
        let primary = self.response.drag_started_by(PointerButton::Primary);
        if self.response.drag_started_by(PointerButton::Middle) || (space && primary) {
            return Some(Gesture::Pan);
        }
        if !primary || self.ctx.state.tool != Tool::Select {
            return None;
        }
        let floor = self.view.to_floor(from);
        let Some(grabbed) = self.stack(from).first().copied() else { return Some(Gesture::Band(floor)) };
        let load = Load::of(self.ctx, self.grab(grabbed)).map(Arc::new)?;
        let how = if self.modifiers.command { How::Copy } else { How::Move };
        Some(Gesture::Carry { load, how, from: floor, moved: false })
    }

    /// The selection if the rack is part of it, the rack taken hold of first; else the rack alone, or with Shift both.
    fn grab(&self, rack: RackId) -> Vec<RackId> {
        let selected = self.ctx.selected();
        if selected.contains(&rack) {
            return std::iter::once(rack).chain(selected.into_iter().filter(|other| *other != rack)).collect();
        }
        let others = selected.into_iter().filter(|_| self.modifiers.shift);
        let racks: Vec<RackId> = std::iter::once(rack).chain(others).collect();
        self.ctx.send(Message::Select(racks.clone()));
        racks
    }

    fn go_on(&self, gesture: Gesture, memory: &mut Memory) -> Option<Gesture> {
        let ended = self.response.drag_stopped() || !self.egui.input(|input| input.pointer.any_down());
        let Some(at) = self.response.interact_pointer_pos() else { return (!ended).then_some(gesture) };
        match gesture {
            Gesture::Carry { load, how, from, moved } => {
                let moved = moved || at.distance(self.view.to_screen(from[0], from[1])) >= THRESHOLD;
                self.carry(memory, Gesture::Carry { load, how, from, moved }, at, ended)
            }
            Gesture::Band(from) => {
                let band = Band::drawn(self, from, at);
                if ended {
                    band.take(self);
                    return None;
                }
                memory.live = Some(Live::Band(band));
                self.pan_at_edge(at);
                Some(Gesture::Band(from))
            }
            Gesture::Pan => {
                self.egui.set_cursor_icon(CursorIcon::Grabbing);
                self.ctx.send(Message::Camera(self.view.panned(self.response.drag_delta())));
                (!ended).then_some(Gesture::Pan)
            }
            // It lasts through the frame of the release, so that this is no click.
            Gesture::Over => {
                self.egui.request_repaint();
                self.egui.input(|input| input.pointer.any_down() || input.pointer.any_released()).then_some(Gesture::Over)
            }
        }
    }

    fn carry(&self, memory: &mut Memory, gesture: Gesture, at: Pos2, ended: bool) -> Option<Gesture> {
        let Gesture::Carry { load, how, from, moved } = &gesture else { return None };
        if !moved {
            return (!ended).then_some(gesture);
        }
        let ([fx, fy], [x, y]) = (whole(*from), self.on_floor(at));
        let carried = Carried::over(self, load, *how, [x - fx, y - fy]);
        if ended {
            self.drop(&carried);
            return None;
        }
        self.egui.set_cursor_icon(CursorIcon::Grabbing);
        memory.live = Some(Live::Carried(carried));
        self.pan_at_edge(at);
        Some(gesture)
    }

    fn drop(&self, carried: &Carried) {
        match (carried.how, carried.step()) {
            (How::Copy, Some(_)) => self.ctx.send(Message::Duplicate(carried.landing.step)),
            (How::Move, Some(_)) => carried.edit().into_iter().for_each(|edit| self.ctx.edit(edit)),
            _ => {}
        }
    }

    /// Near an edge the view goes on by itself.
    fn pan_at_edge(&self, at: Pos2) {
        let beyond = at - nearest_in(self.view.area.shrink(EDGE), at);
        if beyond == Vec2::ZERO {
            return;
        }
        let seconds = self.egui.input(|input| input.stable_dt).min(0.1);
        let by = beyond.clamp(Vec2::splat(-2.0 * EDGE), Vec2::splat(2.0 * EDGE)) * PAN_SPEED * seconds;
        self.ctx.send(Message::Camera(self.view.panned(-by)));
    }

    /// Sends what would be made, once for every place it goes to.
    fn preview(&self, memory: &mut Memory) {
        let carried = match &memory.live {
            Some(Live::Carried(carried)) => Some(carried),
            _ => None,
        };
        let carried = carried.filter(|carried| carried.is_previewed()).cloned();
        if memory.previewed != carried {
            if let Some(edit) = carried.as_ref().and_then(Carried::edit) {
                self.ctx.send(Message::Preview(Some(edit)));
            }
            memory.previewed = carried;
        }
    }
}
