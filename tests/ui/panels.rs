//! Panels by keyboard, and what is dragged from one to the other.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use rackwright::ui::command::Command;
use rackwright::ui::state::{Page, Panel};

use super::hand::Hand;

fn focused(hand: &Hand) -> Option<String> {
    hand.harness.get_all_by(|_| true).find(|node| node.is_focused()).and_then(|node| node.accesskit_node().label())
}

#[test]
fn f6_takes_the_keyboard_round_the_panels() {
    let mut hand = Hand::on("tiny-demo");
    let round = [
        (Panel::Details, "Inspector"),
        (Panel::Results, "Findings"),
        (Panel::Library, "Search the library"),
        (Panel::Floor, "Floor, 11 racks, 0 selected"),
        (Panel::Details, "Inspector"),
    ];
    for (panel, name) in round {
        hand.key(Key::F6);
        assert_eq!(hand.app().state().panel, panel);
        assert_eq!(focused(&hand).as_deref(), Some(name));
    }
    hand.run(Command::Bottom);
    hand.key(Key::F6);
    assert_eq!(hand.app().state().panel, Panel::Library, "what is hidden is passed over");
}

#[test]
fn pages_are_turned_by_a_key() {
    let mut hand = Hand::on("tiny-demo");
    for page in [Page::Tiers, Page::Site, Page::Economy, Page::History, Page::Inspector] {
        hand.keys(Modifiers::COMMAND, Key::PageDown);
        assert_eq!(hand.app().state().page, page);
    }
}

#[test]
fn a_system_is_dragged_from_the_catalogue_onto_the_floor() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan();
    let system = "AMD Helios rack (MI455X)";
    hand.button(system).scroll_to_me();
    hand.settle();
    let from = hand.button(system).rect().center();
    let to = hand.at(3_000.0, 6_600.0);
    hand.harness.hover_at(from);
    hand.harness.step();
    hand.harness.drag_at(from);
    hand.harness.step();
    for step in 1..=5 {
        hand.harness.hover_at(from.lerp(to, step as f32 / 5.0));
        hand.harness.step();
    }
    hand.harness.drop_at(to);
    hand.settle();
    let plan = hand.plan();
    assert_eq!(plan.racks.len(), before.racks.len() + 1);
    assert_eq!(plan.rack_types.len(), before.rack_types.len() + 1);
    let new = plan.racks.iter().last().expect("a rack");
    assert_eq!(Some(&new.kind), plan.rack_types.last().map(|kind| &kind.id));
    (0..2).for_each(|_| hand.run(Command::Undo));
    assert_eq!(hand.plan().rack_types.len(), before.rack_types.len());
}

#[test]
fn selecting_moves_nothing_under_the_hand() {
    let mut hand = Hand::on("tiny-demo");
    let floor = hand.at(0.0, 0.0);
    for names in [["A01"].as_slice(), &["A03"], &["B06"], &["A01", "A03"], &[]] {
        hand.select(names);
        assert_eq!(hand.at(0.0, 0.0), floor, "{names:?}");
    }
}
