//! Every screen in both themes: kittest fails on any input without a name, and on any letter without a glyph.

use egui::Key;
use egui_kittest::kittest::Queryable;
use rackwright::ui::command::Command;
use rackwright::ui::ctx::{Message, Purpose};
use rackwright::ui::state::{Dialog, Recovered};

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

/// Dialogs that no verb opens by itself.
fn dialogs() -> Vec<Dialog> {
    let copy = Recovered {
        copy: "/tmp/copy.ron".into(),
        original: Some("/tmp/plan.ron".into()),
        title: "plan.ron".to_string(),
        when: "2027-01-01 10:00 UTC".to_string(),
        edits: 3,
        racks: 11,
    };
    let path = |purpose| Dialog::Path { purpose, reason: Some("No file dialog is available here".to_string()) };
    let purposes = [Purpose::Open, Purpose::Insert, Purpose::Racks, Purpose::SaveAs, Purpose::Export];
    let others = [
        Dialog::Unsaved { before: "Opening another plan".to_string() },
        Dialog::Changed { what: "plan.ron: It is no longer there.".to_string() },
        Dialog::Recovery(vec![copy.clone(), copy]),
    ];
    purposes.map(path).into_iter().chain(others).collect()
}

#[test]
fn every_dialog_has_names_and_esc_closes_it_in_both_themes() {
    for theme in [Command::ThemeDark, Command::ThemeLight] {
        let mut hand = Hand::on("tiny-demo");
        hand.run(theme);
        let before = hand.plan();
        for dialog in dialogs() {
            hand.send(Message::Dialog(Some(dialog.clone())));
            hand.settle();
            hand.key(Key::Escape);
            assert_eq!(hand.app().state().dialog, None, "{dialog:?}");
        }
        assert!(std::sync::Arc::ptr_eq(&before, &hand.plan()));
    }
}

#[test]
fn every_fold_of_every_page_has_names_in_both_themes() {
    for theme in [Command::ThemeDark, Command::ThemeLight] {
        for page in [Command::ShowInspector, Command::ShowTiers, Command::ShowSite, Command::ShowEconomy] {
            let mut hand = Hand::on("tiny-demo");
            hand.harness.set_size(egui::vec2(1280.0, 3000.0));
            hand.run(theme);
            if page == Command::ShowInspector {
                hand.select(&["A01"]);
            }
            hand.run(page);
            let folds: Vec<String> = hand.names().into_iter().filter(|name| name.starts_with("Numbers of ")).collect();
            assert!(!folds.is_empty(), "{page:?}");
            for fold in folds {
                hand.harness.get_all_by_label(&fold).next().expect("a fold").click();
                hand.settle();
            }
        }
    }
}

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

#[test]
fn a_window_that_does_not_open_says_why_in_plain_words() {
    let x = "winit EventLoopError: os error at /a/winit/src/mod.rs:788: Failed to open connection to X server";
    for (said, told) in
        [(x, "Failed to open connection to X server. On Debian"), ("Library libX.so could not be loaded.", "loaded. On Debian")]
    {
        let message = rackwright::app::no_window(said);
        assert!(message.contains(told) && !message.contains(".rs") && !message.contains(".."), "{message}");
    }
}
