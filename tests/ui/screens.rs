//! Every screen in both themes: kittest fails on any input without a name, and on any letter without a glyph.

use rackwright::ui::command::Command;

use super::hand::Hand;

const SCREENS: &[Command] = &[
    Command::ShowInspector,
    Command::ShowTiers,
    Command::ShowSite,
    Command::ShowEconomy,
    Command::ShowHistory,
    Command::Palette,
    Command::FindObject,
    Command::Shortcuts,
    Command::About,
    Command::Array,
    Command::OpenPath,
];

#[test]
fn every_screen_has_names_in_both_themes() {
    for theme in [Command::ThemeDark, Command::ThemeLight] {
        let mut start = Hand::start();
        start.run(theme);
        for screen in SCREENS {
            let mut hand = Hand::on("tiny-demo");
            hand.run(theme);
            hand.run(*screen);
            hand.select(&["A01"]);
            hand.settle();
        }
    }
}

#[test]
fn a_click_on_a_card_opens_its_preset() {
    let mut hand = Hand::start();
    hand.press("Preset Tiny demo");
    assert_eq!(hand.plan().title.as_str(), "Tiny demo");
    assert!(!hand.app().document().is_dirty());
    assert_eq!(hand.app().file().path, None, "it opens as a copy");
}

#[test]
fn the_window_is_usable_when_small_or_scaled() {
    for (width, height, percent) in [(1024.0, 640.0, 100), (1280.0, 800.0, 150), (1920.0, 1080.0, 200), (640.0, 400.0, 100)] {
        let mut hand = Hand::on("optical-1024");
        hand.harness.set_size(egui::vec2(width, height));
        for _ in 0..(percent - 100) / 10 {
            hand.run(Command::ScaleUp);
        }
        hand.settle();
        assert_eq!(hand.app().state().scale.get(), percent);
    }
}

#[test]
fn doing_nothing_draws_nothing() {
    let mut hand = Hand::on("tiny-demo");
    hand.settle();
    hand.harness.step();
    let delay = hand.harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
    assert!(delay.is_some_and(|delay| delay > std::time::Duration::from_secs(1)), "{delay:?}");
}

#[test]
fn pages_are_chosen_by_a_click() {
    let mut hand = Hand::on("tiny-demo");
    for page in rackwright::ui::state::Page::ALL {
        hand.press(page.title());
        assert_eq!(hand.app().state().page, *page);
    }
}
