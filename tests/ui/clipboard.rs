//! Racks as text from one window into another.

use egui::{Event, OutputCommand};
use rackwright::ui::command::Command;

use super::hand::Hand;

fn copied(hand: &Hand) -> String {
    let commands = &hand.harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    text.expect("something was copied")
}

fn paste(hand: &mut Hand, text: &str) {
    hand.harness.event(Event::Paste(text.to_string()));
    hand.settle();
}

#[test]
fn copy_here_paste_there() {
    let mut here = Hand::on("tiny-demo");
    here.select(&["A01", "B06"]);
    here.harness.event(Event::Copy);
    here.harness.step();
    let text = copied(&here);

    let mut there = Hand::start();
    there.run(Command::New);
    paste(&mut there, &text);
    let plan = there.plan();
    let names: Vec<String> = plan.racks.iter().map(|rack| rack.name.to_string()).collect();
    assert_eq!(names, ["A01", "B06"]);
    assert!(plan.rack_types.iter().any(|kind| kind.id.as_str() == "memory"));
    assert_eq!(there.app().document().history().1, 1, "one step");
    assert_eq!(there.app().state().selection.len(), 2);
}

#[test]
fn cut_and_paste_bring_the_racks_back() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan().racks.len();
    hand.select(&["A01"]);
    hand.harness.event(Event::Cut);
    hand.harness.step();
    let text = copied(&hand);
    assert_eq!(hand.plan().racks.len(), before - 1);
    paste(&mut hand, &text);
    assert_eq!(hand.plan().racks.len(), before);
}

#[test]
fn a_clipboard_that_says_nothing_is_told() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan();
    hand.run(Command::Paste);
    (0..12).for_each(|_| hand.harness.step());
    assert!(hand.app().state().notices.iter().any(|notice| notice.text.starts_with("Nothing to paste")));
    assert!(std::sync::Arc::ptr_eq(&before, &hand.plan()));
}

#[test]
fn junk_is_told_and_changes_nothing() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan();
    for junk in ["hello", "(format: \"rackwright-racks\", version: 1, racks: [", "(format: \"rackwright-racks\", version: 9, racks: [])"] {
        paste(&mut hand, junk);
        assert_eq!(*before, *hand.plan(), "{junk}");
        assert!(!hand.app().state().notices.is_empty(), "{junk}");
    }
}
