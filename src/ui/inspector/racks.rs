//! Fields of the selected racks. With several selected, what they share shows and what differs is a dash; a value typed counts for all of them.

use egui::{Align, RichText, Ui};

use super::rack_type;
use crate::edit::Edit;
use crate::model::geometry::{Facing, Point};
use crate::model::racks::{Rack, RackId};
use crate::model::text::{Id, Name};
use crate::ui::command::Command;
use crate::ui::ctx::{Ctx, batch};
use crate::ui::state::Focus;
use crate::ui::widgets::choice::{self, words};
use crate::ui::widgets::entry::Position;
use crate::ui::widgets::field::{self, label};
use crate::ui::widgets::row::note;
use crate::ui::widgets::{counted, draft::Draft, entry::Entry, row::row};

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let ids = ctx.selected();
    let racks = ctx.selected_racks();
    let Some(first) = racks.first() else { return };
    title(ui, ctx, &racks);
    name(ui, ctx, &ids, &racks);
    kind(ui, ctx, &ids, &racks);
    position(ui, ctx, &racks);
    facing(ui, ctx, &ids, &racks);
    if racks.len() == 1 {
        facility(ui, ctx, first);
    }
    crate::ui::rack_readings::show(ui, ctx, &ids);
    match common(racks.iter().map(|rack| &rack.kind)) {
        Some(kind) => rack_type::show(ui, ctx, kind),
        None => {
            note(ui, ctx.theme, "The selected racks are of several types; select racks of one type to see what is in them.");
        }
    }
    crate::ui::rack_readings::more(ui, ctx, &ids);
}

/// The value all of them have.
fn common<'v, T: PartialEq + ?Sized>(mut values: impl Iterator<Item = &'v T>) -> Option<&'v T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

fn title(ui: &mut Ui, ctx: &Ctx, racks: &[&Rack]) {
    let text = match racks {
        [single] => format!("Rack {}", single.name),
        several => counted(several.len(), "rack"),
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).strong());
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            for command in [Command::Delete, Command::Array, Command::Duplicate] {
                crate::ui::toolbar::small_button(ui, ctx, command);
            }
        });
    });
}

fn name(ui: &mut Ui, ctx: &Ctx, ids: &[RackId], racks: &[&Rack]) {
    let same = common(racks.iter().map(|rack| &rack.name));
    let label = label("Name", "rack", "name");
    let several = "Typed here, the first rack gets the name and the others count on from it";
    let doc = if racks.len() == 1 { label.doc } else { several };
    let shown = same.map(Name::shown).unwrap_or_default();
    let wants_focus = ctx.state.focus == Some(Focus::RackName);
    let hint = if same.is_none() { "\u{2014}" } else { "" };
    let draft = Draft { name: label.name, shown: &shown, hint, align: Align::LEFT, rows: 1, salt: 0, wants_focus };
    let check = |text: &str| Name::typed(text.trim()).map(|_| ());
    let typed = row(ui, ctx.theme, label.name, doc, |ui| draft.show(ui, ctx.theme, &check));
    if wants_focus {
        ctx.send(crate::ui::ctx::Message::Focused);
    }
    if let Some(name) = typed.and_then(|text| Name::typed(text.trim()).ok()) {
        ctx.edit(Edit::RenameRacks { racks: ids.to_vec(), name, count_on: racks.len() > 1 });
    }
}

fn kind(ui: &mut Ui, ctx: &Ctx, ids: &[RackId], racks: &[&Rack]) {
    let same = common(racks.iter().map(|rack| &rack.kind));
    let options: Vec<(Id, String)> = ctx.plan.rack_types.iter().map(|kind| (kind.id.clone(), kind.name.to_string())).collect();
    if let Some(kind) = choice::choice(ui, ctx.theme, label("Type", "rack", "kind"), same, &options) {
        ctx.edit(Edit::ChangeType { racks: ids.to_vec(), kind });
    }
}

fn position(ui: &mut Ui, ctx: &Ctx, racks: &[&Rack]) {
    let x = common(racks.iter().map(|rack| &rack.at.0)).map(|x| Position(*x));
    let y = common(racks.iter().map(|rack| &rack.at.1)).map(|y| Position(*y));
    let help = |axis| field::Label { name: axis, doc: "Corner with the smallest x and y of the footprint", salt: 0 };
    if let Some(Position(x)) = field::shared(ui, ctx.theme, help("Position x"), x.as_ref(), Align::RIGHT) {
        move_each(ctx, racks, |rack| Point(x, rack.at.1));
    }
    if let Some(Position(y)) = field::shared(ui, ctx.theme, help("Position y"), y.as_ref(), Align::RIGHT) {
        move_each(ctx, racks, |rack| Point(rack.at.0, y));
    }
}

/// One step, however many racks it moves.
fn move_each(ctx: &Ctx, racks: &[&Rack], to: impl Fn(&Rack) -> Point) {
    let edits = racks.iter().map(|rack| Edit::MoveRacksTo { racks: vec![rack.id], at_mm: to(rack) }).collect();
    if let Some(edit) = batch(&format!("Move {}", counted(racks.len(), "rack")), edits) {
        ctx.edit(edit);
    }
}

fn facing(ui: &mut Ui, ctx: &Ctx, ids: &[RackId], racks: &[&Rack]) {
    let same = common(racks.iter().map(|rack| &rack.facing));
    let options = words(Facing::ALL, Facing::word);
    if let Some(facing) = choice::choice(ui, ctx.theme, label("Front looks", "rack", "facing"), same, &options) {
        ctx.edit(Edit::FaceRacks { racks: ids.to_vec(), facing });
    }
}

fn facility(ui: &mut Ui, ctx: &Ctx, rack: &Rack) {
    let changed = field::optional(ui, ctx.theme, label("Facility name", "rack", "facility"), rack.facility.as_ref(), "none");
    if let Some(facility) = changed {
        ctx.edit(Edit::SetFacility { rack: rack.id, facility });
    }
}
