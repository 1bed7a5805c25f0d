//! Racks in the hand: where they snap, what the card says, how it is taken back, and that one drag is one step.

use egui::{Event, Key, Modifiers, PointerButton};
use rackwright::edit::{Axis, Edit, LinkClass};
use rackwright::model::geometry::Point;
use rackwright::ui::ctx::Message;
use rackwright::ui::floor::gesture::snap::{Scene, land, lay};

use super::hand::Hand;

/// The tiny demo on copper with trays at the height of the racks, so that a few metres decide.
fn on_copper() -> Hand {
    let mut hand = Hand::on("tiny-demo");
    let set = "[tray_height(value: \"0 mm\"), drop(value: \"0 mm\"), service_loop(value: \"0 mm\"), dressing(value: \"0 mm\")]";
    let media = ["dac_106", "aec_106"].map(|id| rackwright::model::text::Id::new(id).expect("an id")).to_vec();
    let tier = rackwright::model::text::Id::new("scale-out").expect("an id");
    hand.send(Message::Edit(ron_edit(&format!("change_routing(set: {set})"))));
    hand.send(Message::Edit(Edit::SetMedia { tier, class: LinkClass::Access, media }));
    // The details of a rack are wider than those of the plan: the floor gives way before the drag and not in it.
    hand.select(&["A05"]);
    hand
}

fn ron_edit(text: &str) -> Edit {
    rackwright::io::decode::decode::<Edit>(text, rackwright::io::decode::Unknown::Refused).expect("an edit").0
}

/// Presses on the middle of a rack and moves, in millimetres; the button stays down.
fn take(hand: &mut Hand, name: &str, by: (f64, f64), modifiers: Modifiers) {
    let [x, y] = middle(hand, name);
    let (from, to) = (hand.at(x, y), hand.at(x + by.0, y + by.1));
    hand.harness.hover_at(from);
    hand.harness.step();
    hand.harness.event_modifiers(button(from, true, modifiers), modifiers);
    hand.harness.step();
    for step in 1..=4 {
        hand.harness.event_modifiers(Event::PointerMoved(from.lerp(to, step as f32 / 4.0)), modifiers);
        hand.harness.step();
    }
}

fn button(pos: egui::Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }
}

fn let_go(hand: &mut Hand, modifiers: Modifiers) {
    let at = hand.harness.ctx.pointer_latest_pos().expect("a pointer");
    hand.harness.event_modifiers(button(at, false, modifiers), modifiers);
    hand.harness.step();
    hand.settle();
}

fn middle(hand: &Hand, name: &str) -> [f64; 2] {
    let rack = hand.rack(name);
    [rack.at.x() as f64 + 300.0, rack.at.y() as f64 + 500.0]
}

fn card(hand: &Hand) -> String {
    hand.text_with("  dx ")
}

#[test]
fn the_card_tells_before_the_button_is_let_go() {
    let mut hand = on_copper();
    let before = hand.plan();
    let errors = hand.app().reading().expect("solved").counts.errors;
    take(&mut hand, "A05", (2400.0, 2268.0), Modifiers::NONE);
    let told = card(&hand);
    assert!(told.starts_with("A05  dx 2.40 m, dy 2.268 m"), "{told}");
    assert!(told.contains("IT power") && told.contains("CapEx") && told.contains("Cables"), "{told}");
    let now = hand.app().reading().expect("solved").counts.errors;
    assert!(now > errors && told.contains(&format!("Errors {now} +{}", now - errors)), "{told}");
    assert!(told.contains("Reach ") && told.contains("dac_106"), "{told}");
    assert_eq!(*before, *hand.plan(), "nothing is made yet");
    let_go(&mut hand, Modifiers::NONE);
    assert_eq!(hand.app().reading().expect("solved").counts.errors, now, "what was shown came true");
    assert_eq!(hand.app().reading().and_then(|reading| reading.before.clone()).map(|before| before.counts.errors), Some(errors));
    hand.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(*before, *hand.plan());
}

#[test]
fn what_the_card_says_is_in_the_frame_that_moved() {
    let mut hand = on_copper();
    take(&mut hand, "A05", (1200.0, 0.0), Modifiers::NONE);
    assert!(card(&hand).starts_with("A05  dx 1.20 m"), "{}", card(&hand));
    let [x, y] = middle(&hand, "A05");
    let to = hand.at(x + 1800.0, y);
    hand.harness.event(Event::PointerMoved(to));
    hand.harness.step();
    assert!(card(&hand).starts_with("A05  dx 1.80 m"), "{}", card(&hand));
    let plan = &hand.app().reading().expect("solved").report.input.plan;
    let solved = plan.racks.get(hand.rack("A05").id).expect("there").at.x();
    assert_eq!(solved, hand.rack("A05").at.x() + 1800, "solved in the same frame");
}

#[test]
fn esc_and_the_other_button_take_it_back_without_a_trace() {
    for other in [false, true] {
        let mut hand = Hand::on("tiny-demo");
        let before = hand.plan();
        take(&mut hand, "A05", (1200.0, 0.0), Modifiers::NONE);
        if other {
            let at = hand.harness.ctx.pointer_latest_pos().expect("a pointer");
            for pressed in [true, false] {
                hand.harness.event(Event::PointerButton { pos: at, button: PointerButton::Secondary, pressed, modifiers: Modifiers::NONE });
                hand.harness.step();
            }
        } else {
            hand.key(Key::Escape);
        }
        assert!(!hand.has_text("  dx "), "the card is gone");
        let_go(&mut hand, Modifiers::NONE);
        assert_eq!(*before, *hand.plan());
        assert!(!hand.app().document().can_undo());
        assert!(hand.app().state().selection.contains(&hand.rack("A05").id), "the selection stays");
        assert!(!egui::Popup::is_any_open(&hand.harness.ctx), "no menu");
        assert!(!hand.app().reading().expect("solved").preview);
    }
}

#[test]
fn shift_keeps_one_axis_and_alt_lands_to_the_millimetre() {
    let mut hand = Hand::on("tiny-demo");
    let rack = hand.rack("A01");
    take(&mut hand, "A01", (-900.0, 250.0), Modifiers::SHIFT);
    let_go(&mut hand, Modifiers::SHIFT);
    assert_eq!(hand.rack("A01").at.y(), rack.at.y());
    assert_eq!(hand.rack("A01").at.x() % 600, 0);
    let rack = hand.rack("A01");
    take(&mut hand, "A01", (0.0, -1111.0), Modifiers::ALT);
    let_go(&mut hand, Modifiers::ALT);
    let moved = rack.at.y() - hand.rack("A01").at.y();
    assert!((1090..=1130).contains(&moved) && moved % 600 != 0, "{moved}");
}

#[test]
fn ctrl_drags_a_copy_and_duplicate_repeats_the_step() {
    let mut hand = Hand::on("tiny-demo");
    let (before, rack) = (hand.plan().racks.len(), hand.rack("B06"));
    take(&mut hand, "B06", (1200.0, 0.0), Modifiers::COMMAND);
    assert!(card(&hand).starts_with("Copy of B06  dx 1.20 m"), "{}", card(&hand));
    let_go(&mut hand, Modifiers::COMMAND);
    assert_eq!(hand.plan().racks.len(), before + 1);
    assert_eq!(hand.rack("B06").at, rack.at, "the original stays");
    hand.keys(Modifiers::COMMAND, Key::D);
    let xs: Vec<i64> = hand.plan().racks.iter().skip(before).map(|rack| rack.at.x()).collect();
    assert_eq!(xs, [rack.at.x() + 1200, rack.at.x() + 2400]);
    assert_eq!(hand.app().document().history().1, 2);
}

#[test]
fn a_press_that_hardly_moves_is_a_click() {
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan();
    let [x, y] = middle(&hand, "A02");
    let from = hand.at(x, y);
    hand.harness.hover_at(from);
    hand.harness.step();
    hand.harness.event(button(from, true, Modifiers::NONE));
    hand.harness.step();
    hand.harness.event(Event::PointerMoved(from + egui::vec2(3.0, 0.0)));
    hand.harness.step();
    assert!(!hand.has_text("  dx "));
    let_go(&mut hand, Modifiers::NONE);
    assert_eq!(*before, *hand.plan());
    assert_eq!(hand.app().state().selection.len(), 1);
}

#[test]
fn the_view_goes_on_where_a_drag_leaves_it() {
    let mut hand = Hand::on("tiny-demo");
    let centre = hand.app().state().camera.centre;
    take(&mut hand, "A01", (60_000.0, 0.0), Modifiers::NONE);
    assert!(hand.app().state().camera.centre[0] > centre[0]);
    hand.key(Key::Escape);
    let_go(&mut hand, Modifiers::NONE);
}

fn scene(standing: &[[i64; 4]]) -> Scene {
    Scene { standing: standing.to_vec(), aisle_mm: 1200, tile_mm: 600, tolerance_mm: 80 }
}

#[test]
fn edges_win_over_lines_and_lines_over_tiles_to_the_millimetre() {
    let around = [0, 0, 600, 1068];
    let (beside, above) = ([1237, 13, 1837, 1081], [655, -9000, 1255, -7932]);
    // 20 mm short of the neighbour's edge, 38 mm from the line of the other.
    let landing = land(around, [617, 0], [true, true], &scene(&[beside, above]));
    assert_eq!(landing.step, [637, 0]);
    assert!(landing.guides.iter().any(|guide| guide.axis == Axis::X && guide.at == 1237));
    // Alone the line wins.
    assert_eq!(land(around, [617, 0], [true, false], &scene(&[above])).step, [655, 0]);
    // Nothing near: tiles.
    assert_eq!(land(around, [1317, 0], [true, false], &scene(&[above])).step, [1200, 0]);
    // An aisle away from a row.
    assert_eq!(land(around, [0, 2230], [false, true], &scene(&[[0, 0, 600, 1000]])).step, [0, 2200]);
    // Where it came from is a line as well.
    assert_eq!(land([7, 7, 607, 1075], [40, -31], [true, true], &scene(&[])).step, [0, 0]);
}

#[test]
fn gaps_are_those_to_the_next_neighbours() {
    let landing = lay([0, 0, 600, 1000], [100, 0], &[[-500, 0, -100, 1000], [1500, 500, 2000, 900], [1300, 1000, 2000, 2000]]);
    let mut gaps: Vec<i64> = landing.gaps.iter().map(|gap| gap.mm()).collect();
    gaps.sort_unstable();
    assert_eq!(gaps, [200, 800]);
}

#[test]
fn far_places_do_not_overflow() {
    let far = 10_000_000_000_i64;
    let landing = land([-far, -far, far, far], [far, -far], [true, true], &scene(&[[-far, -far, far, far], [far, far, 2 * far, 2 * far]]));
    assert!(Point::new(landing.step[0], landing.step[1]).is_none());
}

#[test]
fn many_racks_are_one_step() {
    let mut hand = Hand::on("tiny-demo");
    hand.keys(Modifiers::COMMAND, Key::A);
    let before: Vec<Point> = hand.plan().racks.iter().map(|rack| rack.at).collect();
    take(&mut hand, "A01", (-600.0, 0.0), Modifiers::NONE);
    assert!(card(&hand).starts_with("11 racks"), "{}", card(&hand));
    let_go(&mut hand, Modifiers::NONE);
    let moved: Vec<i64> = hand.plan().racks.iter().zip(&before).map(|(rack, at)| rack.at.x() - at.x()).collect();
    assert_eq!(moved, vec![-600; 11]);
    assert_eq!(hand.app().document().history().1, 1);
}
