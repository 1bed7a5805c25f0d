//! Plans side by side: floors at one scale, results under them, why they differ. Prints what `explore` has worked out; computes nothing.
//!
//! `shown` is what the window's threads hand over, `view` how it is looked at, `entry` the way in; the rest are parts of the page.

mod columns;
pub mod entry;
mod flip;
mod floors;
mod lines;
mod map;
mod pane;
mod service;
mod shown;
mod sure;
mod table;
mod tools;
mod tornado;
mod view;
mod waterfall;
mod words;

use egui::{CentralPanel, Frame, Margin, Panel, Rect, RichText, Ui, UiBuilder, pos2};

pub use pane::area_id;
pub use shown::{Member, Shown, Source, Sure, Swept, Told, Wanted, Work};
pub use view::{Flip, Kept, Pane, Shows, Varied, View};

use super::banners;
use super::ctx::{Ctx, Message};
use crate::explore::Variant;
use columns::Columns;

/// The embedded comparison that answers the first question: the same accelerators over copper, over optics beside the switch and inside the package.
pub const COPPER_AGAINST_CPO: &str = "copper-against-cpo";

/// What the page asks of the window.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Compares these; the first is the baseline.
    Open(Vec<Wanted>),
    /// Opens an embedded comparison.
    Preset(&'static str),
    /// Compares these too.
    Add(Vec<Wanted>),
    View(Box<View>),
    /// Takes a plan out.
    Remove(usize),
    /// Opens a plan in the editor, as a new one, with inputs at these values.
    Edit(usize, Vec<(String, String)>),
    /// Gives up what is under way below the results.
    Stop,
}

/// Everything a part of the page looks at.
#[derive(Clone, Copy)]
pub(super) struct Page<'p, 'c> {
    pub ctx: &'p Ctx<'c>,
    pub shown: &'p Shown,
    pub variants: &'p [Variant],
    pub told: &'p Told,
}

impl Page<'_, '_> {
    pub fn view(&self) -> &View {
        &self.ctx.state.compare
    }

    /// Looks at it otherwise.
    pub fn look(&self, change: impl FnOnce(&mut View)) {
        look(self.ctx, change);
    }

    /// Places of the plans as they show: the baseline first.
    pub fn order(&self) -> Vec<usize> {
        self.shown.order(self.told.baseline)
    }

    /// The plan that is explained below.
    pub fn other(&self) -> Option<usize> {
        self.view().other(self.variants.len()).filter(|place| *place != self.told.baseline)
    }
}

fn look(ctx: &Ctx, change: impl FnOnce(&mut View)) {
    let mut view = ctx.state.compare.clone();
    change(&mut view);
    ctx.send(Message::Compare(Ask::View(Box::new(view))));
}

/// Height of the floors: a share of what there is.
const FLOORS: f32 = 0.38;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let Some(shown) = ctx.comparing else { return };
    let bar = |margin: Margin| Frame::new().fill(ctx.theme.panel).inner_margin(margin);
    Panel::top("compare tools").exact_size(32.0).frame(bar(Margin::symmetric(8, 2))).show(ui, |ui| tools::show(ui, ctx, shown));
    let page = shown.answer().map(|(variants, told)| Page { ctx, shown, variants, told });
    if let Some(page) = page {
        let below = bar(Margin { left: 12, right: 12, top: 2, bottom: 4 });
        let panel = Panel::bottom("compare below").resizable(true).default_size(236.0).size_range(120.0..=620.0).frame(below);
        panel.show(ui, |ui| dimmed(ui, shown, |ui| pane::show(ui, page)));
    }
    CentralPanel::default().frame(Frame::new().fill(ctx.theme.canvas)).show(ui, |ui| {
        banners::show(ui, ctx);
        match page {
            Some(page) => dimmed(ui, shown, |ui| middle(ui, page)),
            None => waiting(ui, ctx, shown),
        }
    });
}

/// What is no longer true is dimmed, not taken away.
fn dimmed(ui: &mut Ui, shown: &Shown, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        if shown.stale {
            ui.multiply_opacity(0.6);
        }
        add(ui);
    });
}

fn waiting(ui: &mut Ui, ctx: &Ctx, shown: &Shown) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.spinner();
        ui.label(RichText::new(format!("Solving {} plans", shown.members.len())).color(ctx.theme.dim));
    });
}

/// Floors above, results below, in the same columns.
fn middle(ui: &mut Ui, page: Page) {
    let area = ui.available_rect_before_wrap();
    let columns = Columns::of(area, page.variants.len());
    let cut = area.top() + (area.height() * FLOORS).clamp(120.0, 420.0);
    let above = Rect::from_min_max(area.min, pos2(area.right(), cut));
    let below = Rect::from_min_max(pos2(area.left(), cut), area.max);
    let gutter = columns.first(above).shrink2(egui::vec2(12.0, 6.0));
    ui.scope_builder(UiBuilder::new().max_rect(gutter), |ui| words::beside(ui, page));
    floors::show(ui, page, &columns, above);
    ui.painter().hline(area.x_range(), cut, page.ctx.theme.hairline());
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| table::show(ui, page, &columns));
    ui.advance_cursor_after_rect(area);
}
