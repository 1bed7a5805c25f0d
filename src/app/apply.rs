//! Messages of the panels into changes: edits into the document, the rest into what the window remembers.

use egui::Context;

use super::App;
use crate::edit::Edit;
use crate::model::geometry::Point;
use crate::model::text::Id;
use crate::ui::ctx::Message;
use crate::ui::floor::gesture::carry::new_rack;
use crate::ui::state::{Camera, Focus, Page, Severity, Tool};

impl App {
    /// Until nobody has anything left to say; messages may lead to others.
    pub(super) fn apply_all(&mut self, ctx: &Context) {
        for _ in 0..8 {
            let messages = self.outbox.take();
            if messages.is_empty() {
                return;
            }
            messages.into_iter().for_each(|message| self.apply(ctx, message));
            ctx.request_repaint();
        }
    }

    fn apply(&mut self, ctx: &Context, message: Message) {
        match message {
            Message::Edit(edit) => self.edit(&edit),
            Message::EditAs(edit, label) => self.edit_as(&edit, &label),
            Message::Run(command) => self.run_command(ctx, command),
            Message::Preview(edit) => self.solving.set_preview(edit),
            Message::Select(racks) => self.select(&racks),
            Message::Tool(tool) => self.state.tool = tool,
            Message::Camera(camera) => self.look(camera),
            Message::Floor(look) => self.state.floor = look,
            Message::Hover(rack, pointer) => (self.state.hovered, self.state.pointer) = (rack, pointer),
            Message::Search(text) => self.state.search = text,
            Message::Page(page) => (self.state.page, self.state.details) = (page, true),
            Message::Dialog(dialog) => self.state.dialog = dialog,
            Message::Tab(tab) => (self.state.bottom, self.state.bottom_open) = (tab, true),
            Message::Chart(kind) => self.state.chart = kind,
            Message::Series(key) => self.state.turn_series(key),
            Message::Filter(filter) => self.state.filter = filter,
            Message::Finding(key) => self.show_finding(key),
            Message::PointOut(key) => self.point_out(key),
            Message::Waive(key) => self.state.waiving = key,
            Message::Table(kind, table) => drop(self.state.tables.insert(kind, table)),
            Message::CopyTable(kind) => self.copy_table(kind),
            Message::SaveTable(kind) => self.save_table(kind),
            Message::Jump(made) => self.jump(made),
            Message::Dismiss(index) => self.dismiss(index),
            Message::Compare(ask) => self.compare(ctx, ask),
            Message::File(request) => self.file_request(ctx, request),
            Message::UseSystem(id) => self.use_system(&id),
            Message::Stamp(kind, at) => self.stamp(kind, at),
            Message::Duplicate(step) => self.duplicate(step),
            Message::Put(step) => self.put(step),
            Message::Inspect => self.inspect(),
            Message::Focused => self.state.focus = None,
        }
    }

    pub(super) fn edit(&mut self, edit: &Edit) {
        let label = edit.label(self.document.plan());
        self.edit_as(edit, &label);
    }

    /// Makes an edit, or says why not.
    pub(super) fn edit_as(&mut self, edit: &Edit, label: &str) {
        match self.document.apply_as(&self.base, edit, label) {
            Ok(()) => self.derive(),
            Err(refusal) => {
                let details = format!("{}: got {}, allowed {}. {}", refusal.path, refusal.got, refusal.allowed, refusal.advice);
                self.state.notify(Severity::Error, format!("{} was not done: {refusal}", refusal.asked), details);
            }
        }
    }

    pub(super) fn select(&mut self, racks: &[crate::model::racks::RackId]) {
        self.state.reference = racks.first().copied();
        self.state.selection = std::sync::Arc::new(racks.iter().copied().collect());
        self.state.duplicate_step = None;
        if let Tool::Move(_) = self.state.tool {
            self.state.tool = Tool::Select;
        }
    }

    fn inspect(&mut self) {
        self.show_page(Page::Inspector);
        self.state.focus = Some(Focus::Details);
    }

    fn look(&mut self, camera: Camera) {
        self.state.camera = camera.checked();
        self.state.fit = None;
    }

    fn jump(&mut self, made: usize) {
        self.document.jump(made);
        self.derive();
    }

    fn dismiss(&mut self, index: usize) {
        if index < self.state.notices.len() {
            self.state.notices.remove(index);
        }
    }

    /// Places one rack and keeps placing.
    fn stamp(&mut self, kind: Id, [x, y]: [i64; 2]) {
        let Some(at_mm) = Point::new(x, y) else { return };
        // What is dropped may be a system the plan has not got yet.
        self.add_system(&kind);
        let new = new_rack(self.document.plan(), &kind, at_mm);
        let last = self.document.plan().racks.next_id();
        self.edit(&Edit::PlaceRacks { racks: vec![new], count_on: true });
        if let Some(id) = last.filter(|id| self.document.plan().racks.contains(*id)) {
            self.select(&[id]);
        }
    }

    /// Takes up a rack type to place racks of it.
    pub(super) fn take_up(&mut self, kind: Id) {
        self.state.tool = Tool::Place(kind);
    }
}
