//! Racks onto the floor, moved, turned, copied and taken off, and all of it undone and made again.

use egui::{Key, Modifiers};
use rackwright::model::geometry::Facing;
use rackwright::model::plan::Plan;
use rackwright::ui::command::Command;
use rackwright::ui::state::Tool;

use super::hand::Hand;

#[test]
fn key_1_places_compute_racks_until_esc() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan().racks.len();
    hand.key(Key::Num1);
    assert!(matches!(hand.app().state().tool, Tool::Place(_)));
    hand.click_floor(1500.0, 700.0);
    hand.click_floor(2700.0, 700.0);
    assert_eq!(hand.plan().racks.len(), before + 2);
    hand.key(Key::Escape);
    assert_eq!(hand.app().state().tool, Tool::Select);
    hand.click_floor(5000.0, 700.0);
    assert_eq!(hand.plan().racks.len(), before + 2);
    let plan = hand.plan();
    let new = plan.racks.iter().last().expect("a rack");
    assert_eq!(new.kind.as_str(), "compute");
    let tile = plan.floor.tile.base();
    assert_eq!((new.at.x() % tile, new.at.y() % tile), (0, 0), "new racks land on tiles");
}

#[test]
fn a_rack_type_of_the_library_is_placed_by_a_click() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan().racks.len();
    hand.press("Memory rack");
    hand.click_floor(700.0, 700.0);
    assert_eq!(hand.plan().racks.len(), before + 1);
    assert_eq!(hand.plan().racks.iter().last().map(|rack| rack.kind.to_string()), Some("memory".to_string()));
}

#[test]
fn a_system_of_the_catalogue_becomes_a_rack_type() {
    let mut hand = Hand::on("tiny-demo");
    hand.press("AMD Helios rack (MI455X)");
    let plan = hand.plan();
    let kind = plan.rack_types.last().expect("rack types");
    assert_eq!(hand.app().state().tool, Tool::Place(kind.id.clone()));
    hand.click_floor(700.0, 700.0);
    assert_eq!(hand.plan().racks.iter().last().map(|rack| rack.kind.clone()), Some(kind.id.clone()));
}

#[test]
fn a_drag_is_one_step_and_lands_on_tiles() {
    let mut hand = Hand::on("tiny-demo");
    let rack = hand.rack("A01");
    let (x, y) = (rack.at.x() as f64, rack.at.y() as f64);
    hand.drag_floor((x + 300.0, y + 500.0), (x + 300.0 - 1250.0, y + 500.0));
    let moved = hand.rack("A01");
    assert_eq!(moved.at.x(), rack.at.x() - 1200);
    assert_eq!(hand.app().document().history().1, 1, "one drag, one step");
    hand.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(hand.rack("A01").at, rack.at);
}

#[test]
fn arrows_nudge_by_a_tile_ten_tiles_or_a_millimetre() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    let start = hand.rack("A01").at.x();
    for (modifiers, step) in [(Modifiers::NONE, 600), (Modifiers::SHIFT, 6000), (Modifiers::ALT, 1)] {
        let before = hand.rack("A01").at.x();
        hand.keys(modifiers, Key::ArrowRight);
        assert_eq!(hand.rack("A01").at.x() - before, step, "{modifiers:?}");
    }
    assert_eq!(hand.rack("A01").at.x() - start, 6601);
}

#[test]
fn keys_turn_duplicate_and_delete() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    let facing = hand.rack("A01").facing;
    hand.key(Key::R);
    assert_eq!(hand.rack("A01").facing, facing.turned());
    hand.keys(Modifiers::SHIFT, Key::R);
    assert_eq!(hand.rack("A01").facing, facing);
    let before = hand.plan().racks.len();
    hand.keys(Modifiers::COMMAND, Key::D);
    assert_eq!(hand.plan().racks.len(), before + 1);
    assert_eq!(hand.app().state().selection.len(), 1, "the copy is selected");
    hand.key(Key::Delete);
    assert_eq!(hand.plan().racks.len(), before);
    assert!(hand.app().state().selection.is_empty());
}

#[test]
fn everything_is_undone_and_made_again() {
    let mut hand = Hand::on("tiny-demo");
    let original = hand.plan();
    hand.select(&["A01", "A02", "A03"]);
    for command in [Command::Duplicate, Command::TurnRight, Command::MirrorX, Command::AlignTop, Command::DistributeX] {
        hand.run(command);
    }
    let last = hand.plan();
    assert_ne!(*original, *last);
    let steps = hand.app().document().history().1;
    assert!(steps >= 5, "{steps}");
    (0..steps).for_each(|_| hand.keys(Modifiers::COMMAND, Key::Z));
    assert!(same(&original, &hand.plan()));
    (0..steps).for_each(|_| hand.keys(Modifiers::COMMAND, Key::Y));
    assert!(same(&last, &hand.plan()));
    (0..steps).for_each(|_| hand.keys(Modifiers::COMMAND, Key::Z));
    (0..steps).for_each(|_| hand.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z));
    assert!(same(&last, &hand.plan()));
}

fn same(a: &Plan, b: &Plan) -> bool {
    rackwright::io::plan_file::print(a) == rackwright::io::plan_file::print(b)
}

#[test]
fn facing_is_set_in_the_inspector() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01", "A02"]);
    hand.choose("Front looks", "West");
    assert_eq!((hand.rack("A01").facing, hand.rack("A02").facing), (Facing::West, Facing::West));
    assert_eq!(hand.app().document().history().1, 1, "one step for both");
}
