//! Where things stand: nothing runs out of the window or into its neighbour, every tab is named, the floor keeps its room.

use egui::Rect;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use rackwright::ui::command::Command;
use rackwright::ui::state::Tab;

use super::hand::Hand;

const SIZES: [(f32, f32); 3] = [(1024.0, 640.0), (1280.0, 800.0), (1920.0, 1080.0)];
const PRESETS: [&str; 5] = ["tiny-demo", "copper-1024", "optical-1024", "nvl72-copper-1152", "tpu-v4-4096"];

/// Labels of the strip with their places: they all stand in the same row.
fn strip(hand: &Hand) -> Vec<(String, Rect)> {
    let top = hand.harness.get_by_label_contains("Accelerators ").rect().top();
    let labels = hand.harness.get_all_by_role(Role::Label);
    let placed = labels.filter_map(|node| Some((node.accesskit_node().value().or(node.accesskit_node().label())?, node.rect())));
    placed.filter(|(_, rect)| (rect.top() - top).abs() < 0.5).collect()
}

#[test]
fn the_strip_fits_and_nothing_overlaps() {
    for preset in PRESETS {
        for (width, height) in SIZES {
            let mut hand = Hand::on(preset);
            hand.harness.set_size(egui::vec2(width, height));
            hand.settle();
            let labels = strip(&hand);
            assert!(labels.len() >= 8, "{preset} at {width}: {labels:?}");
            for (label, rect) in &labels {
                assert!(rect.left() >= 0.0 && rect.right() <= width, "{preset} at {width}: {label} is cut: {rect:?}");
            }
            for pair in labels.windows(2) {
                assert!(pair[0].1.right() < pair[1].1.left(), "{preset} at {width}: {} runs into {}", pair[0].0, pair[1].0);
            }
        }
    }
}

#[test]
fn every_tab_is_named_in_both_themes() {
    for theme in [Command::ThemeDark, Command::ThemeLight] {
        for preset in PRESETS {
            let mut hand = Hand::on(preset);
            hand.run(theme);
            for tab in Tab::ALL {
                hand.run(Command::ShowTab(*tab));
                assert_eq!(hand.app().state().bottom, *tab);
            }
        }
    }
}

#[test]
fn tabs_and_filters_stay_inside_a_small_window() {
    let mut hand = Hand::on("copper-1024");
    hand.harness.set_size(egui::vec2(1024.0, 640.0));
    hand.settle();
    let tabs = hand.harness.get_all_by_role(Role::Tab).map(|node| node.rect());
    let filters = hand.harness.get_all_by_role(Role::CheckBox).map(|node| node.rect());
    for rect in tabs.chain(filters) {
        assert!(rect.left() >= 0.0 && rect.right() <= 1024.0 && rect.bottom() <= 640.0, "{rect:?}");
    }
}

#[test]
fn the_floor_keeps_half_of_the_height() {
    let hand = Hand::on("optical-1024");
    let floor = hand.harness.get_by_role(Role::Canvas).rect();
    assert!(floor.height() >= 400.0, "{floor:?}");
}

#[test]
fn the_panel_closes_and_opens() {
    let mut hand = Hand::on("tiny-demo");
    hand.press("Hide results");
    assert!(!hand.app().state().bottom_open);
    hand.key(egui::Key::F7);
    assert!(hand.app().state().bottom_open);
}
