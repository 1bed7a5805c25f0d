//! Arrays, aligning, selecting: what happens to several racks at once.

use egui::{Key, Modifiers};
use rackwright::ui::command::Command;

use super::hand::Hand;

#[test]
fn the_array_dialog_makes_rows_and_columns() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["B06"]);
    let before = hand.plan().racks.len();
    hand.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    hand.enter("Columns", "6");
    hand.enter("Rows", "2*4");
    assert!(hand.has_text("Makes 47 new racks"), "the total shows before it is made");
    hand.press("Make array");
    assert_eq!(hand.plan().racks.len(), before + 47);
    assert_eq!(hand.app().document().history().1, 1);
}

#[test]
fn an_array_beyond_the_limit_is_told_and_not_made() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["B06"]);
    hand.run(Command::Array);
    hand.enter("Columns", "20000");
    assert!(hand.has_text("At most 10,000 racks in one step"));
    let before = hand.plan().racks.len();
    hand.key(Key::Escape);
    assert_eq!(hand.plan().racks.len(), before);
}

#[test]
fn racks_align_to_the_first_selected() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A03", "A01", "A02"]);
    let edge = hand.rack("A03").at.y();
    hand.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!((hand.rack("A01").at.y(), hand.rack("A02").at.y()), (edge, edge));
}

#[test]
fn selection_follows_keys() {
    let mut hand = Hand::on("tiny-demo");
    let all = hand.plan().racks.len();
    hand.keys(Modifiers::COMMAND, Key::A);
    assert_eq!(hand.app().state().selection.len(), all);
    hand.keys(Modifiers::COMMAND, Key::I);
    assert!(hand.app().state().selection.is_empty());
    hand.select(&["A01"]);
    hand.keys(Modifiers::COMMAND, Key::I);
    assert_eq!(hand.app().state().selection.len(), all - 1);
    hand.key(Key::Escape);
    assert!(hand.app().state().selection.is_empty());
}

#[test]
fn a_click_selects_and_the_empty_floor_clears() {
    let mut hand = Hand::on("tiny-demo");
    let rack = hand.rack("A01");
    hand.click_floor(rack.at.x() as f64 + 300.0, rack.at.y() as f64 + 500.0);
    assert!(hand.app().state().selection.contains(&rack.id));
    hand.click_floor(300.0, 300.0);
    assert!(hand.app().state().selection.is_empty());
}

#[test]
fn a_rubber_band_from_the_left_takes_what_it_encloses() {
    let mut hand = Hand::on("tiny-demo");
    hand.drag_floor((200.0, 200.0), (7000.0, 3800.0));
    let plan = hand.plan();
    let names: Vec<String> =
        hand.app().state().selection.iter().filter_map(|id| plan.racks.get(*id)).map(|rack| rack.name.to_string()).collect();
    assert_eq!(names, ["A01", "A02", "A03", "A04", "A05"]);
}

#[test]
fn too_few_racks_disable_aligning_with_a_reason() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    let before = hand.plan();
    hand.run(Command::AlignLeft);
    assert_eq!(*before, *hand.plan());
    assert!(!hand.app().document().can_undo());
}
