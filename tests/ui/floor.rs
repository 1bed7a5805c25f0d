//! The floor as a picture: what fits shows it, what colours and overlays show, where the minimap leads.

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::kittest::Queryable;
use rackwright::ui::command::Command;
use rackwright::ui::ctx::Message;
use rackwright::ui::floor::colours::values;
use rackwright::ui::floor::flows::flows;
use rackwright::ui::floor::index::Index;
use rackwright::ui::floor::look::{Cables, ColourBy};
use rackwright::ui::floor::rows::rows;
use rackwright::ui::state::{Camera, FULL_SIZE};

use super::hand::Hand;

/// The floor on screen, and a rectangle of it.
fn seen(hand: &Hand, [left, top, right, bottom]: [f64; 4]) -> (Rect, Rect) {
    let canvas = hand.harness.get_by_role(Role::Canvas).rect();
    (canvas, Rect::from_two_pos(hand.at(left, top), hand.at(right, bottom)))
}

#[test]
fn everything_fits_with_a_margin() {
    let mut hand = Hand::on("tiny-demo");
    hand.send(Message::Camera(Camera { centre: [90_000.0, 0.0], zoom: 3_000.0 }));
    hand.run(Command::FitAll);
    let floor = &hand.plan().floor;
    let (canvas, hall) = seen(&hand, [0.0, 0.0, floor.width.base() as f64, floor.depth.base() as f64]);
    assert!(canvas.contains_rect(hall));
    let used = (hall.width() / canvas.width()).max(hall.height() / canvas.height());
    assert!((used - 0.84).abs() < 0.005, "8 % are free on each side, not {used}");
}

#[test]
fn a_selection_fits_with_a_margin_and_not_too_close() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01", "B06"]);
    hand.run(Command::FitSelection);
    let index = Index::of(&hand.plan(), &rackwright::io::presets::catalog().expect("the catalogue").with_plan(&hand.plan()).0);
    let footprint = |name: &str| {
        let place = hand.plan().racks.position(hand.rack(name).id).expect("it is there");
        index.footprint(u32::try_from(place).expect("few racks")).expect("it is there")
    };
    let ([left, top, ..], [.., right, bottom]) = (footprint("A01"), footprint("B06"));
    let (canvas, racks) = seen(&hand, [left as f64, top as f64, right as f64, bottom as f64]);
    assert!(canvas.contains_rect(racks));
    let used = (racks.width() / canvas.width()).max(racks.height() / canvas.height());
    assert!((used - 0.5).abs() < 0.005, "25 % are free on each side, not {used}");
    hand.select(&["A01"]);
    hand.run(Command::FitSelection);
    assert!(hand.app().state().camera.zoom <= 2.0 * FULL_SIZE);
}

#[test]
fn a_glide_ends_where_it_should_and_gives_way_to_the_hand() {
    let mut hand = Hand::on("tiny-demo");
    let fitted = hand.app().state().camera;
    hand.send(Message::Camera(Camera { centre: [0.0, 0.0], zoom: 500.0 }));
    hand.settle();
    hand.run(Command::FitAll);
    assert_eq!(hand.app().state().camera, fitted);
    assert_eq!(hand.app().state().fit, None);
}

#[test]
fn every_quantity_colours_racks_and_says_its_range() {
    let mut hand = Hand::on("tiny-demo");
    for by in ColourBy::ALL {
        hand.run(Command::ColourBy(by));
        assert_eq!(hand.app().state().floor.colour, by);
        let ColourBy::Quantity(quantity) = by else { continue };
        let report = &hand.app().reading().expect("solved").report;
        let known: Vec<f64> = values(&hand.plan(), report, quantity).into_iter().flatten().collect();
        assert!(!known.is_empty(), "{quantity:?}");
        let [least, most] = [known.iter().copied().fold(f64::INFINITY, f64::min), known.iter().copied().fold(0.0, f64::max)];
        let say = |value| rackwright::solve::readout::text(value, quantity.readout());
        let told = format!("{}, {} to {}", quantity.title(), say(least), say(most));
        assert!(hand.has(&told), "{told}");
    }
}

#[test]
fn values_are_those_of_the_racks() {
    let hand = Hand::on("optical-1024");
    let report = &hand.app().reading().expect("solved").report;
    for quantity in rackwright::solve::RackQuantity::ALL {
        let all = values(&hand.plan(), report, quantity);
        assert_eq!(all.len(), hand.plan().racks.len());
        assert!((0..).zip(&all).all(|(place, value)| *value == report.rack_quantity(place, quantity)), "{quantity:?}");
    }
}

#[test]
fn colours_and_overlays_are_chosen_in_the_bar_and_by_verbs() {
    let mut hand = Hand::on("tiny-demo");
    hand.choose("Colour racks by", "Mass");
    assert_eq!(hand.app().state().floor.colour.title(), "Mass");
    hand.choose("Cables", "Of the selection");
    assert_eq!(hand.app().state().floor.cables, Cables::Selected);
    hand.run(Command::AllCables);
    assert_eq!(hand.app().state().floor.cables, Cables::All);
    hand.run(Command::HideCables);
    assert_eq!(hand.app().state().floor.cables, Cables::None);
    hand.key(Key::C);
    assert_eq!(hand.app().state().floor.cables, Cables::Selected);
    for (command, before) in [(Command::TrayFill, false), (Command::Minimap, true)] {
        let shows =
            |hand: &Hand| if command == Command::TrayFill { hand.app().state().floor.trays } else { hand.app().state().floor.minimap };
        assert_eq!(shows(&hand), before);
        hand.run(command);
        assert_eq!(shows(&hand), !before);
        hand.press(command.row().expect("a row").title);
        assert_eq!(shows(&hand), before);
    }
}

#[test]
fn the_minimap_shows_when_something_is_out_of_view_and_leads_there() {
    let mut hand = Hand::on("optical-1024");
    assert!(hand.harness.query_by_role_and_label(Role::Image, "Minimap").is_none());
    hand.send(Message::Camera(Camera { centre: [0.0, 0.0], zoom: 400.0 }));
    hand.settle();
    let map = hand.harness.get_by_role_and_label(Role::Image, "Minimap").rect();
    hand.harness.hover_at(map.center());
    hand.harness.step();
    hand.harness.drag_at(map.center());
    hand.harness.step();
    hand.harness.drop_at(map.center());
    hand.settle();
    let floor = &hand.plan().floor;
    let [x, y] = hand.app().state().camera.centre;
    let near = |value: f64, length: i64| (value / (length as f64 / 2.0) - 1.0).abs() < 0.02;
    assert!(near(x, floor.width.base()) && near(y, floor.depth.base()), "{x} {y}");
    assert_eq!(hand.app().state().camera.zoom, 400.0);
    assert!(hand.app().state().selection.is_empty());
    hand.run(Command::Minimap);
    assert!(hand.harness.query_by_role_and_label(Role::Image, "Minimap").is_none());
}

#[test]
fn rows_are_what_stands_side_by_side() {
    let hand = Hand::on("tiny-demo");
    let catalog = rackwright::io::presets::catalog().expect("the catalogue").with_plan(&hand.plan()).0;
    let mut found = rows(&hand.plan(), &Index::of(&hand.plan(), &catalog));
    found.sort_by_key(|row| row.mm[1]);
    let told: Vec<(&str, usize)> = found.iter().map(|row| (row.name.as_str(), row.racks)).collect();
    assert_eq!(told, [("A", 5), ("B", 6)]);
    let [front, back] = [found[0].front(1_200), found[0].back(1_200)];
    assert_eq!((front[1], back[3]), (found[0].mm[3], found[0].mm[1]), "row A looks south");
}

#[test]
fn racks_near_enough_are_told_to_those_who_do_not_see_them() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::FitAll);
    assert!(hand.has_text("Rack A01, compute, "), "{:?}", hand.names());
    assert!(hand.has_text("Rack B06, memory, "));
    hand.send(Message::Camera(Camera { centre: [900_000.0, 0.0], zoom: 100.0 }));
    hand.settle();
    assert!(!hand.has_text("Rack A01"), "what is out of view is not told");
}

#[test]
fn a_click_on_a_mark_leads_to_its_finding() {
    let mut hand = Hand::on("copper-1024");
    let plan = hand.plan();
    let report = &hand.app().reading().expect("solved").report;
    let worst = report.worst_of_racks();
    let place = worst.iter().position(Option::is_some).expect("copper does not reach everywhere");
    let rack = plan.racks.at(place).expect("a rack").clone();
    hand.send(Message::Camera(Camera { centre: [rack.at.x() as f64 + 300.0, rack.at.y() as f64 + 550.0], zoom: 160.0 }));
    hand.settle();
    hand.run(Command::ShowTab(rackwright::ui::state::Tab::Racks));
    let catalog = rackwright::io::presets::catalog().expect("the catalogue").with_plan(&plan).0;
    let [_, _, right, bottom] = rackwright::ui::floor::view::footprint(&plan, &catalog, &rack);
    // The mark stands eleven and eighteen points inside the corner.
    hand.click_floor(right as f64 - 11.0 / 0.160, bottom as f64 - 18.0 / 0.160);
    let state = hand.app().state();
    assert_eq!(state.bottom, rackwright::ui::state::Tab::Findings);
    let subjects = &state.finding.as_ref().expect("a finding").subjects;
    assert!(subjects.contains(&rackwright::model::plan::Subject::Rack { id: rack.id }));
    assert_eq!(state.camera.zoom, 160.0, "the floor stays where it is");
}

#[test]
fn marks_agree_with_the_rules_rack_by_rack() {
    for preset in ["copper-1024", "tiny-demo"] {
        let hand = Hand::on(preset);
        let report = &hand.app().reading().expect("solved").report;
        let bundles = report.broken_bundles();
        for (place, worst) in (0..).zip(report.worst_of_racks()) {
            let [errors, warnings, notes] = report.marks_of_rack(place, &bundles);
            let expected = [(errors, "error"), (warnings, "warning"), (notes, "note")].into_iter().find(|(count, _)| *count > 0);
            assert_eq!(worst.map(|severity| severity.word()), expected.map(|(_, word)| word), "{preset}: {place}");
        }
    }
}

#[test]
fn flows_carry_all_cables_of_all_bundles_between_racks() {
    let hand = Hand::on("optical-1024");
    let report = &hand.app().reading().expect("solved").report;
    let all = flows(report, &Cables::All, &[]);
    // Cable metres of flows are those of the bundles' ways along the floor.
    let of_flows: u64 = all.iter().map(|flow| flow.cables * flow.to.abs_diff(flow.from)).sum();
    let of_bundles: u64 = report
        .bundles
        .iter()
        .filter(|bundle| bundle.a != bundle.b)
        .filter_map(|bundle| {
            let (a, b) = (report.racks.get(bundle.a as usize)?, report.racks.get(bundle.b as usize)?);
            let corners = report.router.way(a, b);
            let way: u64 = corners.iter().zip(&corners[1..]).map(|(a, b)| a.0.abs_diff(b.0) + a.1.abs_diff(b.1)).sum();
            Some(report.cells.get(bundle.cell)?.cabling.cables(bundle.links) * way)
        })
        .sum();
    assert_eq!(of_flows, of_bundles);
    assert!(of_flows > 0);
    let tiers: u64 = hand
        .plan()
        .tiers
        .iter()
        .map(|tier| flows(report, &Cables::Tier(tier.id.clone()), &[]))
        .flatten()
        .map(|flow| flow.cables * flow.to.abs_diff(flow.from))
        .sum();
    assert_eq!(tiers, of_flows, "each cable belongs to one tier");
    assert!(flows(report, &Cables::Selected, &[]).is_empty());
    let racks: Vec<_> = hand.plan().racks.iter().map(|rack| rack.id).collect();
    assert_eq!(flows(report, &Cables::Selected, &racks), all);
}

#[test]
fn cables_and_tray_fill_are_explained_where_they_show() {
    let mut hand = Hand::on("optical-1024");
    assert!(!hand.has_text("Cables side by side") && !hand.has_text("Tray fill, "));
    hand.run(Command::AllCables);
    assert!(hand.has_text("Cables side by side: Pluggable up to "), "{:?}", hand.names());
    hand.run(Command::TrayFill);
    assert!(hand.has("Tray fill, 0 % to 100 %"));
    hand.run(Command::HideCables);
    assert!(!hand.has_text("Cables side by side"));
}

#[test]
fn everything_stays_in_view_when_panels_come_and_go() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::AllPanels);
    let floor = hand.plan().floor.clone();
    let (canvas, hall) = seen(&hand, [0.0, 0.0, floor.width.base() as f64, floor.depth.base() as f64]);
    let used = (hall.width() / canvas.width()).max(hall.height() / canvas.height());
    assert!((used - 0.84).abs() < 0.005, "{used}");
    let moved = Camera { centre: [1_000.0, 2_000.0], zoom: 90.0 };
    hand.send(Message::Camera(moved));
    hand.settle();
    hand.run(Command::AllPanels);
    assert_eq!(hand.app().state().camera, moved, "what was chosen by hand stays");
}
