//! The window of one frame: which panels show where, and what lies over them. Panels come in the order in which they take their room.

use egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, Ui, UiBuilder};

use super::ctx::{Ctx, Message};
use super::state::{Focus, Page, Screen};
use super::theme::SMALL;
use super::{
    banners, bottom_panel, compare, dialogs, economy_panel, floor, history_panel, inspector, library_panel, menu_bar, site_panel,
    start_screen, status_bar, summary_strip, tiers, toolbar,
};

/// Shows everything.
pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let bar = |margin: Margin| Frame::new().fill(ctx.theme.panel).inner_margin(margin);
    Panel::top("menus").exact_size(28.0).frame(bar(Margin::symmetric(8, 2))).show(ui, |ui| menu_bar::show(ui, ctx));
    if ctx.state.screen == Screen::Plan {
        Panel::top("tools").exact_size(32.0).frame(bar(Margin::symmetric(8, 2))).show(ui, |ui| toolbar::show(ui, ctx));
        let strip = Panel::top("summary").exact_size(summary_strip::HEIGHT + 12.0).frame(bar(Margin::symmetric(12, 6)));
        strip.show(ui, |ui| summary_strip::show(ui, ctx));
    }
    Panel::bottom("status").exact_size(24.0).frame(bar(Margin::symmetric(12, 0))).show(ui, |ui| status_bar::show(ui, ctx));
    match ctx.state.screen {
        Screen::Start => start(ui, ctx),
        Screen::Plan => plan(ui, ctx),
        Screen::Compare => compare::show(ui, ctx),
    }
    dialogs::show(ui, ctx);
    drop_hint(ui, ctx);
}

fn start(ui: &mut Ui, ctx: &Ctx) {
    CentralPanel::default().frame(Frame::new().fill(ctx.theme.canvas)).show(ui, |ui| {
        banners::show(ui, ctx);
        start_screen::show(ui, ctx);
    });
}

fn plan(ui: &mut Ui, ctx: &Ctx) {
    let inside = Frame::new().fill(ctx.theme.panel).inner_margin(Margin { left: 12, right: 12, top: 2, bottom: 4 });
    let results = Panel::bottom("results").resizable(true).default_size(196.0).size_range(120.0..=620.0).frame(inside);
    optional(ui, ctx.state.bottom_open, results, |ui| bottom_panel::show(ui, ctx));
    let side = Frame::new().fill(ctx.theme.panel).inner_margin(Margin::symmetric(10, 8));
    let library = Panel::left("library").default_size(240.0).size_range(200.0..=360.0).frame(side);
    optional(ui, ctx.state.library, library, |ui| library_panel::show(ui, ctx));
    let right = Panel::right("details").default_size(300.0).size_range(260.0..=460.0).frame(side);
    optional(ui, ctx.state.details, right, |ui| details(ui, ctx));
    CentralPanel::default().frame(Frame::new().fill(ctx.theme.canvas)).show(ui, |ui| {
        banners::show(ui, ctx);
        floor::show(ui, ctx);
    });
}

/// A panel that may be hidden. Hidden, it still counts: otherwise the fields of the panels after it would be others and lose the keyboard.
fn optional(ui: &mut Ui, shows: bool, panel: Panel, inside: impl FnOnce(&mut Ui)) {
    if shows {
        panel.show(ui, |ui| within(ui, inside));
    } else {
        ui.skip_ahead_auto_ids(1);
    }
}

/// Shows contents in the room there is: a line that is too long is cut and moves nothing, least of all the floor under the hand.
fn within(ui: &mut Ui, inside: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let mut child = ui.new_child(UiBuilder::new().max_rect(room));
    child.shrink_clip_rect(room.expand(4.0));
    inside(&mut child);
    ui.advance_cursor_after_rect(room);
}

/// The pages of the panel on the right.
fn details(ui: &mut Ui, ctx: &Ctx) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding.x = 6.0;
        for page in Page::ALL {
            let shows = ctx.state.page == *page;
            let tab = ui.selectable_label(shows, RichText::new(page.title()).size(SMALL));
            if shows && ctx.state.focus == Some(Focus::Details) {
                tab.request_focus();
                ctx.send(Message::Focused);
            }
            if tab.clicked() {
                ctx.send(Message::Page(*page));
            }
        }
    });
    ui.separator();
    if ctx.state.page == Page::History {
        return history_panel::show(ui, ctx);
    }
    ScrollArea::vertical().auto_shrink(false).id_salt(ctx.state.page.title()).show(ui, |ui| match ctx.state.page {
        Page::Inspector | Page::History => inspector::show(ui, ctx),
        Page::Tiers => tiers::show(ui, ctx),
        Page::Site => site_panel::show(ui, ctx),
        Page::Economy => economy_panel::show(ui, ctx),
    });
}

/// Says what a file that hovers over the window would do.
fn drop_hint(ui: &Ui, ctx: &Ctx) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let area = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    painter.rect_filled(area, 0.0, ctx.theme.backdrop());
    let font = egui::FontId::proportional(super::theme::HEADLINE);
    painter.text(area.center(), egui::Align2::CENTER_CENTER, "Drop a .ron plan to open it", font, ctx.theme.accent);
}
