//! Fields: what is typed, what is refused with its reason, what is inherited, and that looking changes nothing.

use egui::{Key, Modifiers};
use rackwright::io::plan_file;
use rackwright::ui::command::Command;

use super::hand::Hand;

#[test]
fn bad_text_stays_with_its_reason_and_esc_drops_it() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan();
    hand.enter("Floor width", "7 kW");
    assert_eq!(*before, *hand.plan());
    assert_eq!(hand.value("Floor width"), "7 kW", "what was typed stays");
    assert!(hand.has_text("allowed"), "the reason shows");
    hand.field("Floor width").click();
    hand.settle();
    hand.key(Key::Escape);
    assert_eq!(hand.value("Floor width"), "7.2 m");
    assert!(!hand.app().document().can_undo());
}

#[test]
fn sums_and_units_are_understood() {
    let cases = [("12 m", 12_000), ("9000 mm", 9_000), ("2*6 m", 12_000), ("12.5", 12_500)];
    let mut hand = Hand::on("tiny-demo");
    for (text, mm) in cases {
        hand.enter("Floor width", text);
        assert_eq!(hand.plan().floor.width.base(), mm, "{text}");
    }
}

#[test]
fn what_is_left_out_is_inherited_and_can_be_reset() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::ShowEconomy);
    assert_eq!(hand.plan().economy.discount_rate, None);
    assert_eq!(hand.value("Discount rate"), "");
    hand.enter("Discount rate", "9 %");
    assert!(hand.plan().economy.discount_rate.is_some());
    let reset = hand.names().into_iter().find(|name| name.starts_with("Reset to ")).expect("a way back");
    hand.press(&reset);
    assert_eq!(hand.plan().economy.discount_rate, None);
}

#[test]
fn several_racks_show_a_dash_where_they_differ_and_take_one_name() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01", "A02"]);
    assert_eq!(hand.value("Name"), "");
    hand.enter("Name", "X01");
    let names: Vec<String> = hand.plan().racks.iter().map(|rack| rack.name.to_string()).filter(|name| name.starts_with('X')).collect();
    assert_eq!(names, ["X01", "X02"]);
}

#[test]
fn f2_puts_the_cursor_into_the_name() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    hand.key(Key::F2);
    assert!(hand.field("Name").is_focused());
    hand.field("Name").type_text("Z9");
    hand.settle();
    hand.key(Key::Enter);
    assert_eq!(hand.rack("Z9").id, hand.app().state().reference.expect("still selected"));
}

#[test]
fn letters_typed_into_a_field_are_no_commands() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    let facing = hand.rack("A01").facing;
    hand.key(Key::F2);
    hand.keys(Modifiers::NONE, Key::R);
    hand.keys(Modifiers::NONE, Key::Delete);
    assert_eq!(hand.rack("A01").facing, facing);
}

#[test]
fn looking_at_every_page_changes_nothing() {
    for preset in rackwright::io::presets::PLANS {
        let mut hand = Hand::on(preset.name);
        let before = plan_file::print(&hand.plan());
        for command in [Command::ShowTiers, Command::ShowSite, Command::ShowEconomy, Command::ShowHistory, Command::ShowInspector] {
            hand.run(command);
        }
        hand.run(Command::SelectAll);
        assert_eq!(plan_file::print(&hand.plan()), before, "{}", preset.name);
        assert!(!hand.app().document().is_dirty());
    }
}
