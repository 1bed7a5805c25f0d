//! What hangs at the pointer without a button held: placing, pasting, moving by keys, arrays before they are made.

use egui::{Event, Key, Modifiers, OutputCommand};
use rackwright::ui::command::Command;
use rackwright::ui::state::Tool;

use super::hand::Hand;

#[test]
fn q_takes_the_type_under_the_pointer() {
    let mut hand = Hand::on("tiny-demo");
    let rack = hand.rack("B06");
    hand.harness.hover_at(hand.at(rack.at.x() as f64 + 300.0, rack.at.y() as f64 + 500.0));
    hand.settle();
    hand.key(Key::Q);
    assert_eq!(hand.app().state().tool, Tool::Place(rack.kind));
}

#[test]
fn pasted_racks_hang_at_the_pointer_and_land_where_clicked_once() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan().racks.len();
    hand.select(&["A01", "A02"]);
    hand.harness.event(Event::Copy);
    hand.harness.step();
    let text = hand.harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    hand.harness.hover_at(hand.at(6000.0, 6300.0));
    hand.settle();
    hand.harness.event(Event::Paste(text.clone().expect("copied")));
    hand.settle();
    assert!(matches!(hand.app().state().tool, Tool::Paste(_)));
    assert_eq!(hand.plan().racks.len(), before, "not before the click");
    let reading = hand.app().reading().expect("solved");
    assert_eq!((reading.preview, reading.report.racks.len()), (true, before + 2), "but solved as if they stood there");
    let hanging = reading.totals.clone();
    assert!(hand.has_text("2 racks; IT power "), "{:?}", hand.names());
    hand.click_floor(6000.0, 6300.0);
    hand.click_floor(6000.0, 6300.0);
    let plan = hand.plan();
    assert_eq!(plan.racks.len(), before + 2, "exactly once");
    assert_eq!(hand.app().reading().expect("solved").totals, hanging, "what the card showed is what came");
    let at: Vec<(i64, i64)> = plan.racks.iter().skip(before).map(|rack| (rack.at.x(), rack.at.y())).collect();
    assert_eq!(at.iter().map(|(x, _)| *x).collect::<Vec<_>>(), [5400, 6000], "their middle where clicked");
    assert!(at.iter().all(|(_, y)| (5600..=6000).contains(y)), "{at:?}");
    assert_eq!(hand.app().document().history().1, 1);
    hand.harness.hover_at(hand.at(6000.0, 700.0));
    hand.settle();
    hand.harness.event(Event::Paste(text.expect("copied")));
    hand.settle();
    assert!(matches!(hand.app().state().tool, Tool::Paste(_)));
    hand.key(Key::Escape);
    hand.click_floor(6000.0, 700.0);
    assert_eq!(hand.plan().racks.len(), before + 2, "Esc drops them");
}

#[test]
fn m_carries_by_arrows_and_enter_drops_in_one_step() {
    let mut hand = Hand::on("tiny-demo");
    hand.click_floor(2100.0, 2400.0);
    let rack = hand.rack("A01");
    hand.key(Key::M);
    for _ in 0..3 {
        hand.key(Key::ArrowUp);
    }
    hand.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(hand.rack("A01").at, rack.at, "not before Enter");
    assert!(hand.has_text("A01  dx -0.001 m, dy -1.80 m"), "{:?}", hand.names());
    hand.key(Key::Enter);
    assert_eq!((hand.rack("A01").at.x(), hand.rack("A01").at.y()), (rack.at.x() - 1, rack.at.y() - 1800));
    assert_eq!(hand.app().document().history().1, 1);
    assert_eq!(hand.app().state().tool, Tool::Select);
}

#[test]
fn esc_puts_back_what_keys_carry() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    let before = hand.plan();
    hand.key(Key::M);
    hand.key(Key::ArrowUp);
    assert!(hand.app().reading().expect("solved").preview);
    hand.key(Key::Escape);
    assert_eq!(*before, *hand.plan());
    assert!(!hand.app().document().can_undo());
    assert!(!hand.app().reading().expect("solved").preview);
    assert_eq!(hand.app().state().selection.len(), 1, "one Esc, one step back");
}

#[test]
fn an_array_is_solved_while_it_is_typed() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["B06"]);
    let racks = hand.app().reading().expect("solved").totals.racks;
    hand.run(Command::Array);
    hand.enter("Columns", "3");
    let reading = hand.app().reading().expect("solved");
    assert_eq!((reading.totals.racks, reading.preview), (racks + 2, true));
    hand.key(Key::Escape);
    let reading = hand.app().reading().expect("solved");
    assert_eq!((reading.totals.racks, reading.preview), (racks, false));
    assert!(!hand.app().document().can_undo());
}

#[test]
fn racks_being_placed_know_their_neighbours() {
    let mut hand = Hand::on("tiny-demo");
    hand.key(Key::Num3);
    hand.harness.hover_at(hand.at(6250.0, 4850.0));
    hand.settle();
    let told = hand.text_with("gap 0.60 m");
    assert!(told.starts_with("Memory rack, gap 0.60 m; IT power") && told.contains("CapEx"), "{told}");
    let reading = hand.app().reading().expect("solved");
    assert_eq!((reading.totals.racks, reading.preview), (12, true), "solved before it is placed");
    hand.key(Key::Escape);
    let reading = hand.app().reading().expect("solved");
    assert_eq!((reading.totals.racks, reading.preview), (11, false));
}

#[test]
fn a_right_click_lays_a_tool_down() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan();
    hand.key(Key::Num1);
    let pos = hand.at(6250.0, 4850.0);
    hand.harness.hover_at(pos);
    hand.harness.step();
    for pressed in [true, false] {
        let button = egui::PointerButton::Secondary;
        hand.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        hand.harness.step();
    }
    hand.settle();
    assert_eq!(hand.app().state().tool, Tool::Select);
    assert!(!egui::Popup::is_any_open(&hand.harness.ctx));
    assert_eq!(*before, *hand.plan());
}
