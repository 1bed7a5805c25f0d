//! The bar above the floor: what racks are coloured by, which cables show, tray fill and minimap.

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui, vec2};

use super::look::{Cables, ColourBy, FloorLook};
use crate::model::parts::Family;
use crate::ui::command::Command;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::theme::{ROW, SMALL};
use crate::ui::toolbar::small_button;
use crate::ui::widgets::choice::combo;
use crate::ui::widgets::field::Label;
use crate::ui::widgets::title_of;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let frame = Frame::new().fill(ctx.theme.panel).inner_margin(Margin::symmetric(8, 2));
    Panel::top("floor bar").exact_size(ROW + 4.0).frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| row(ui, ctx));
    });
}

fn row(ui: &mut Ui, ctx: &Ctx) {
    let look = &ctx.state.floor;
    let colours: Vec<(ColourBy, String)> = ColourBy::ALL.map(|by| (by, by.title().to_string())).to_vec();
    if let Some(colour) = list(ui, ctx, "Colour racks by", &look.colour, &colours) {
        ctx.send(Message::Floor(FloorLook { colour, ..look.clone() }));
    }
    if let Some(cables) = list(ui, ctx, "Cables", &look.cables, &cable_options(ctx)) {
        ctx.send(Message::Floor(FloorLook { cables, ..look.clone() }));
    }
    [Command::TrayFill, Command::Minimap].into_iter().for_each(|command| small_button(ui, ctx, command));
}

fn list<T: Clone + PartialEq>(ui: &mut Ui, ctx: &Ctx, name: &str, current: &T, options: &[(T, String)]) -> Option<T> {
    ui.label(RichText::new(name).size(SMALL).color(ctx.theme.dim));
    let label = Label { name, doc: "", salt: 0 };
    ui.allocate_ui(vec2(150.0, ROW), |ui| combo(ui, label, Some(current), options)).inner
}

/// None, all, those of the selection; then the plan's tiers and the technologies it has links of.
fn cable_options(ctx: &Ctx) -> Vec<(Cables, String)> {
    let mut options =
        vec![(Cables::None, "None".to_string()), (Cables::All, "All".to_string()), (Cables::Selected, "Of the selection".to_string())];
    options.extend(ctx.plan.tiers.iter().map(|tier| (Cables::Tier(tier.id.clone()), tier.name.to_string())));
    options.extend(families(ctx).into_iter().map(|family| (Cables::Family(family), title_of(family.word()))));
    options
}

/// Technologies that some tier of the plan may use.
fn families(ctx: &Ctx) -> Vec<Family> {
    let used = |family: &&Family| {
        let tiers = ctx.reading.iter().flat_map(|reading| &reading.report.resolved.tiers);
        tiers.flat_map(|tier| &tier.technologies).any(|technology| technology.family == **family)
    };
    Family::ALL.iter().filter(used).copied().collect()
}
