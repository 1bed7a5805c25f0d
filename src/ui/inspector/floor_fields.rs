//! The hall and how cables run in it.

use egui::{CollapsingHeader, Ui};

use crate::edit::{Edit, FloorField, RoutingField};
use crate::model::geometry::Point;
use crate::model::plan::{Floor, Obstacle, ObstacleKind, Routing};
use crate::model::text::Name;
use crate::ui::ctx::Ctx;
use crate::ui::widgets::choice::{self, words};
use crate::ui::widgets::entry::{Pair, Position, Series};
use crate::ui::widgets::field::{self, Label, label};
use crate::ui::widgets::number::Inherited;
use crate::ui::widgets::row::{action, heading};

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    heading(ui, ctx.theme, "FLOOR");
    hall(ui, ctx, &ctx.plan.floor);
    CollapsingHeader::new("Cable routing").show_unindented(ui, |ui| routing(ui, ctx, &ctx.plan.floor.routing));
    CollapsingHeader::new(format!("Obstacles ({})", ctx.plan.floor.obstacles.len()))
        .id_salt("obstacles")
        .show_unindented(ui, |ui| obstacles(ui, ctx, &ctx.plan.floor));
}

fn hall(ui: &mut Ui, ctx: &Ctx, floor: &Floor) {
    let theme = ctx.theme;
    let set = |field| ctx.edit(Edit::ChangeFloor { set: vec![field] });
    if let Some(value) = field::value(ui, theme, label("Floor width", "floor", "width"), &floor.width) {
        set(FloorField::Width { value });
    }
    if let Some(value) = field::value(ui, theme, label("Floor depth", "floor", "depth"), &floor.depth) {
        set(FloorField::Depth { value });
    }
    if let Some(value) = field::value(ui, theme, label("Tile", "floor", "tile"), &floor.tile) {
        set(FloorField::Tile { value });
    }
    if let Some(value) = field::value(ui, theme, label("Aisle", "floor", "aisle"), &floor.aisle) {
        set(FloorField::Aisle { value });
    }
    let economics = ctx.catalog.economics(&ctx.plan.economy.defaults);
    let load = economics.map_or_else(Inherited::default, |part| Inherited::from(&part.floor_load, part.name.as_str()));
    if let Some(value) = field::inherited(ui, ctx, label("Floor load", "floor", "max_load"), floor.max_load.as_ref(), &load) {
        set(FloorField::MaxLoad { value });
    }
}

fn routing(ui: &mut Ui, ctx: &Ctx, routing: &Routing) {
    let theme = ctx.theme;
    let set = |field| ctx.edit(Edit::ChangeRouting { set: vec![field] });
    if let Some(value) = field::value(ui, theme, label("Tray height", "routing", "tray_height"), &routing.tray_height) {
        set(RoutingField::TrayHeight { value });
    }
    if let Some(value) = field::value(ui, theme, label("Tray width", "routing", "tray_width"), &routing.tray_width) {
        set(RoutingField::TrayWidth { value });
    }
    if let Some(value) = field::value(ui, theme, label("Tray depth", "routing", "tray_depth"), &routing.tray_depth) {
        set(RoutingField::TrayDepth { value });
    }
    if let Some(value) = field::value(ui, theme, label("Tray fill", "routing", "tray_fill"), &routing.tray_fill) {
        set(RoutingField::TrayFill { value });
    }
    if let Some(value) = field::value(ui, theme, label("Slack", "routing", "slack"), &routing.slack) {
        set(RoutingField::Slack { value });
    }
    if let Some(value) = field::value(ui, theme, label("Service loop", "routing", "service_loop"), &routing.service_loop) {
        set(RoutingField::ServiceLoop { value });
    }
    if let Some(value) = field::value(ui, theme, label("Dressing", "routing", "dressing"), &routing.dressing) {
        set(RoutingField::Dressing { value });
    }
    computed_lengths(ui, ctx, routing);
}

fn computed_lengths(ui: &mut Ui, ctx: &Ctx, routing: &Routing) {
    let theme = ctx.theme;
    let set = |field| ctx.edit(Edit::ChangeRouting { set: vec![field] });
    if let Some(value) = field::optional(ui, theme, label("Drop", "routing", "drop"), routing.drop.as_ref(), "from the blade") {
        set(RoutingField::Drop { value });
    }
    if let Some(value) =
        field::optional(ui, theme, label("In-rack length", "routing", "in_rack"), routing.in_rack.as_ref(), "from the units")
    {
        set(RoutingField::InRack { value });
    }
    if let Some(value) = choice::flag(ui, theme, label("Direct neighbours", "routing", "direct_neighbours"), routing.direct_neighbours) {
        set(RoutingField::DirectNeighbours { value });
    }
    let trays = Series(routing.cross_trays_mm.iter().copied().map(Position).collect::<Vec<_>>());
    let none = Series::<Position>(Vec::new());
    let shown = (trays != none).then_some(&trays);
    if let Some(value) = field::optional(ui, theme, label("Cross trays at x", "routing", "cross_trays_mm"), shown, "at every rack") {
        let value = value.unwrap_or(none).0.into_iter().map(|position| position.0).collect();
        set(RoutingField::CrossTrays { value });
    }
}

fn obstacles(ui: &mut Ui, ctx: &Ctx, floor: &Floor) {
    let mut changed: Option<Vec<Obstacle>> = None;
    for (index, obstacle) in floor.obstacles.iter().enumerate() {
        match obstacle_fields(ui, ctx, index, obstacle) {
            Some(Some(new)) => changed = Some(replaced(&floor.obstacles, index, Some(new))),
            Some(None) => changed = Some(replaced(&floor.obstacles, index, None)),
            None => {}
        }
    }
    if action(ui, ctx.theme, "Add obstacle", "A column, a door, an area that stays free", true)
        && let Some(new) = new_obstacle(floor.obstacles.len())
    {
        changed = Some(floor.obstacles.iter().cloned().chain([new]).collect());
    }
    if let Some(value) = changed {
        ctx.edit(Edit::ChangeFloor { set: vec![FloorField::Obstacles { value }] });
    }
}

fn replaced(all: &[Obstacle], at: usize, new: Option<Obstacle>) -> Vec<Obstacle> {
    let kept = all.iter().enumerate().filter_map(|(index, old)| if index == at { new.clone() } else { Some(old.clone()) });
    kept.collect()
}

fn new_obstacle(count: usize) -> Option<Obstacle> {
    let name = Name::new(&format!("Obstacle {}", count + 1)).ok()?;
    Some(Obstacle { name, kind: ObstacleKind::Column, at_mm: Point::default(), size_mm: Point::new(600, 600)? })
}

/// `Some(None)` removes it.
fn obstacle_fields(ui: &mut Ui, ctx: &Ctx, index: usize, obstacle: &Obstacle) -> Option<Option<Obstacle>> {
    let salt = u64::try_from(index).unwrap_or(0);
    let help = |name: &'static str| Label { name, doc: "", salt };
    let mut new = None;
    if let Some(name) = field::text(ui, ctx.theme, help("Obstacle"), &obstacle.name) {
        new = Some(Obstacle { name, ..obstacle.clone() });
    }
    let kinds = words(ObstacleKind::ALL, ObstacleKind::word);
    if let Some(kind) = choice::choice(ui, ctx.theme, help("Forbids"), Some(&obstacle.kind), &kinds) {
        new = Some(Obstacle { kind, ..obstacle.clone() });
    }
    if let Some(at_mm) = pair(ui, ctx, help("Corner x, y"), obstacle.at_mm) {
        new = Some(Obstacle { at_mm, ..obstacle.clone() });
    }
    if let Some(size_mm) = pair(ui, ctx, help("Size x, y"), obstacle.size_mm) {
        new = Some(Obstacle { size_mm, ..obstacle.clone() });
    }
    let remove = ui.push_id(index, |ui| action(ui, ctx.theme, "Remove obstacle", "Takes it off the floor", true)).inner;
    if remove { Some(None) } else { new.map(Some) }
}

/// Two positions in one field: `1.2 m, 600 mm`.
fn pair(ui: &mut Ui, ctx: &Ctx, label: Label, point: Point) -> Option<Point> {
    field::value(ui, ctx.theme, label, &Pair(point)).map(|Pair(typed)| typed)
}
