//! Picking: clicks on racks that lie on each other, the rubber band both ways, the walk by Tab, right clicks.

use egui::{Event, Key, Modifiers, PointerButton};
use rackwright::edit::Edit;
use rackwright::model::geometry::Point;
use rackwright::ui::ctx::Message;
use rackwright::ui::state::Page;

use super::hand::Hand;

fn names(hand: &Hand) -> Vec<String> {
    let plan = hand.plan();
    hand.app().state().selection.iter().filter_map(|id| plan.racks.get(*id)).map(|rack| rack.name.to_string()).collect()
}

fn click(hand: &mut Hand, name: &str, button: PointerButton, modifiers: Modifiers) {
    let rack = hand.rack(name);
    let pos = hand.at(rack.at.x() as f64 + 300.0, rack.at.y() as f64 + 500.0);
    hand.harness.hover_at(pos);
    hand.harness.step();
    for pressed in [true, false] {
        hand.harness.event_modifiers(Event::PointerButton { pos, button, pressed, modifiers }, modifiers);
        hand.harness.step();
    }
    hand.settle();
}

#[test]
fn clicks_on_one_spot_go_through_what_lies_there() {
    let mut hand = Hand::on("tiny-demo");
    let at_mm = hand.rack("A01").at;
    hand.send(Message::Edit(Edit::MoveRacksTo { racks: vec![hand.rack("A02").id], at_mm }));
    hand.settle();
    for expected in ["A02", "A01", "A02"] {
        click(&mut hand, "A01", PointerButton::Primary, Modifiers::NONE);
        assert_eq!(names(&hand), [expected]);
    }
}

#[test]
fn shift_adds_and_takes_away() {
    let mut hand = Hand::on("tiny-demo");
    click(&mut hand, "A01", PointerButton::Primary, Modifiers::NONE);
    click(&mut hand, "A03", PointerButton::Primary, Modifiers::SHIFT);
    assert_eq!(names(&hand), ["A01", "A03"]);
    click(&mut hand, "A01", PointerButton::Primary, Modifiers::SHIFT);
    assert_eq!(names(&hand), ["A03"]);
}

#[test]
fn a_double_click_selects_and_shows_the_details() {
    let mut hand = Hand::on("tiny-demo");
    hand.send(Message::Page(Page::Site));
    hand.settle();
    let rack = hand.rack("A04");
    let pos = hand.at(rack.at.x() as f64 + 300.0, rack.at.y() as f64 + 500.0);
    hand.harness.hover_at(pos);
    hand.harness.step();
    let event = |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    // All in the time of one frame, as fast hands are.
    hand.harness.input_mut().events.extend([event(true), event(false), event(true), event(false)]);
    hand.settle();
    assert_eq!(names(&hand), ["A04"]);
    assert_eq!(hand.app().state().page, Page::Inspector);
    assert!(hand.harness.ctx.memory(|memory| memory.focused()).is_some_and(|focused| focused != rackwright::ui::canvas_id()));
}

#[test]
fn a_right_click_selects_first_and_opens_the_menu() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01", "A02"]);
    click(&mut hand, "A02", PointerButton::Secondary, Modifiers::NONE);
    assert_eq!(names(&hand), ["A01", "A02"], "it is selected already");
    assert!(egui::Popup::is_any_open(&hand.harness.ctx));
    hand.key(Key::Escape);
    click(&mut hand, "B01", PointerButton::Secondary, Modifiers::NONE);
    assert_eq!(names(&hand), ["B01"]);
    let before = hand.plan().racks.len();
    hand.press("Delete");
    assert_eq!(hand.plan().racks.len(), before - 1);
}

#[test]
fn the_menu_opens_by_keys() {
    for (modifiers, key) in [(Modifiers::NONE, Key::Menu), (Modifiers::SHIFT, Key::F10)] {
        let mut hand = Hand::on("tiny-demo");
        hand.select(&["A01"]);
        hand.keys(modifiers, key);
        assert!(egui::Popup::is_any_open(&hand.harness.ctx), "{key:?}");
        hand.key(Key::Escape);
        assert!(!egui::Popup::is_any_open(&hand.harness.ctx), "{key:?}");
    }
}

#[test]
fn a_band_to_the_left_takes_what_it_touches_and_shift_adds() {
    let mut hand = Hand::on("tiny-demo");
    // Through the middles of A01 and A02: encloses none of them.
    hand.drag_floor((1500.0, 1500.0), (2700.0, 2400.0));
    assert_eq!(names(&hand), Vec::<String>::new());
    hand.drag_floor((2700.0, 1500.0), (1500.0, 2400.0));
    assert_eq!(names(&hand), ["A01", "A02"]);
    let (from, to) = (hand.at(6000.0, 5900.0), hand.at(4900.0, 4000.0));
    let shift = Modifiers::SHIFT;
    hand.harness.hover_at(from);
    hand.harness.step();
    let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: shift };
    hand.harness.event_modifiers(button(from, true), shift);
    hand.harness.step();
    for step in 1..=3 {
        hand.harness.event_modifiers(Event::PointerMoved(from.lerp(to, step as f32 / 3.0)), shift);
        hand.harness.step();
    }
    hand.harness.event_modifiers(button(to, false), shift);
    hand.settle();
    assert_eq!(names(&hand), ["A01", "A02", "B06"]);
}

#[test]
fn esc_ends_a_band_and_the_selection_stays() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A03"]);
    let (from, to) = (hand.at(200.0, 200.0), hand.at(7000.0, 3800.0));
    hand.harness.hover_at(from);
    hand.harness.step();
    hand.harness.drag_at(from);
    hand.harness.step();
    for step in 1..=3 {
        hand.harness.hover_at(from.lerp(to, step as f32 / 3.0));
        hand.harness.step();
    }
    hand.key(Key::Escape);
    hand.harness.drop_at(to);
    hand.settle();
    assert_eq!(names(&hand), ["A03"]);
}

#[test]
fn tab_walks_in_reading_order_and_leaves_behind_the_last() {
    let mut hand = Hand::on("tiny-demo");
    hand.click_floor(300.0, 300.0);
    let mut walked = Vec::new();
    for _ in 0..11 {
        hand.key(Key::Tab);
        walked.extend(names(&hand));
    }
    assert_eq!(walked, ["A01", "A02", "A03", "A04", "A05", "B01", "B02", "B03", "B04", "B05", "B06"]);
    hand.keys(Modifiers::SHIFT, Key::Tab);
    assert_eq!(names(&hand), ["B05"]);
    hand.key(Key::Tab);
    hand.key(Key::Tab);
    let focused = hand.harness.ctx.memory(|memory| memory.focused());
    assert!(focused.is_some_and(|focused| focused != rackwright::ui::canvas_id()), "no trap: {focused:?}");
    assert_eq!(names(&hand), ["B06"]);
}

#[test]
fn enter_and_space_do_not_clear_the_selection() {
    let mut hand = Hand::on("tiny-demo");
    click(&mut hand, "A05", PointerButton::Primary, Modifiers::NONE);
    hand.harness.event(Event::PointerGone);
    hand.key(Key::Space);
    assert_eq!(names(&hand), ["A05"]);
    hand.key(Key::Enter);
    assert_eq!(names(&hand), ["A05"]);
    assert_eq!(hand.app().state().page, Page::Inspector);
}

#[test]
fn a_point_is_a_point() {
    assert_eq!(Point::new(i64::MIN, 0), None);
}
