//! The table of verbs: no clashes, everything named, everything reachable by menu and palette.

use std::collections::BTreeSet;

use egui::{Key, Modifiers};
use rackwright::ui::command::{Command, Menu, TABLE};
use rackwright::ui::state::Dialog;

use super::hand::Hand;

#[test]
fn no_two_verbs_share_a_shortcut() {
    let mut seen = BTreeSet::new();
    for row in TABLE {
        for keys in row.keys {
            let text = format!("{:?} {:?}", keys.modifiers, keys.logical_key);
            assert!(seen.insert(text.clone()), "{}: {text} is taken", row.title);
        }
    }
}

#[test]
fn every_verb_has_one_row_a_title_and_a_tooltip() {
    let mut commands = BTreeSet::new();
    let mut titles = BTreeSet::new();
    for row in TABLE {
        assert!(commands.insert(row.command), "{}: twice", row.title);
        assert!(titles.insert(row.title), "{}: two verbs of one title", row.title);
        assert!(!row.title.is_empty() && !row.tooltip.is_empty(), "{row:?}");
        assert!(!row.title.ends_with('.') && !row.tooltip.ends_with('.'), "{}: no period at the end", row.title);
        assert!(row.title.chars().next().is_some_and(char::is_uppercase), "{}", row.title);
    }
}

#[test]
fn every_menu_holds_verbs_and_every_verb_is_in_a_menu() {
    for menu in Menu::ALL {
        assert!(TABLE.iter().any(|row| row.menu == menu), "{menu:?} is empty");
    }
}

#[test]
fn menus_show_every_verb() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01", "A02", "A03"]);
    for menu in Menu::ALL {
        hand.press(menu.title());
        for row in TABLE.iter().filter(|row| row.menu == menu && !matches!(row.command, Command::Nudge(..))) {
            let shown = hand.names().iter().any(|name| name.starts_with(row.title));
            assert!(shown, "{menu:?} lacks {}: {:?}", row.title, hand.names());
        }
        hand.key(Key::Escape);
    }
}

#[test]
fn the_palette_finds_every_verb_by_its_title() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01", "A02", "A03"]);
    hand.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    assert_eq!(hand.app().state().dialog, Some(Dialog::Palette { objects: false }));
    for row in TABLE.iter().filter(|row| row.command != Command::Palette) {
        hand.field("Find command or rack").set_text_value_accesskit(row.title);
        hand.settle();
        assert!(hand.names().iter().any(|name| name.starts_with(row.title)), "{} is not found", row.title);
    }
    hand.key(Key::Escape);
    assert_eq!(hand.app().state().dialog, None);
}

#[test]
fn what_the_palette_opens_stays_open() {
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    for command in [Command::Array, Command::CompareWith, Command::OpenPath, Command::Shortcuts, Command::About] {
        let title = command.row().expect("in the table").title;
        hand.run(command);
        let direct = hand.app().state().dialog.clone();
        assert!(direct.is_some(), "{title} opens a window");
        hand.key(Key::Escape);
        assert_eq!(hand.app().state().dialog, None);
        hand.key(Key::F3);
        hand.field("Find command or rack").set_text_value_accesskit(title);
        hand.settle();
        hand.key(Key::Enter);
        assert_eq!(hand.app().state().dialog, direct, "{title}");
        hand.key(Key::Escape);
        assert_eq!(hand.app().state().dialog, None);
    }
}

#[test]
fn every_key_of_the_table_leads_to_its_verb() {
    for row in TABLE {
        for keys in row.keys {
            let ctx = egui::Context::default();
            let event = match (keys.logical_key, keys.modifiers == Modifiers::COMMAND) {
                (Key::C, true) => egui::Event::Copy,
                (Key::X, true) => egui::Event::Cut,
                _ => {
                    egui::Event::Key { key: keys.logical_key, physical_key: None, pressed: true, repeat: false, modifiers: keys.modifiers }
                }
            };
            let mut taken = Vec::new();
            let input = egui::RawInput { events: vec![event], ..egui::RawInput::default() };
            ctx.run_ui(input, |ui| taken = rackwright::ui::command::take_pressed(ui.ctx(), false)).drop_without_applying_deltas();
            assert_eq!(taken, [row.command], "{}: {keys:?}", row.title);
        }
    }
}

#[test]
fn the_palette_runs_what_enter_finds_and_selects_racks() {
    let mut hand = Hand::on("tiny-demo");
    hand.key(Key::F3);
    hand.field("Find command or rack").type_text("dark th");
    hand.settle();
    hand.key(Key::Enter);
    assert_eq!(hand.app().state().theme, rackwright::ui::state::ThemeChoice::Dark);
    assert_eq!(hand.app().state().dialog, None);
    hand.keys(Modifiers::COMMAND, Key::F);
    hand.field("Find rack, type or tier").type_text("B06");
    hand.settle();
    hand.key(Key::Enter);
    assert!(hand.app().state().selection.contains(&hand.rack("B06").id));
}

#[test]
fn the_shortcut_sheet_shows_the_keys() {
    let mut hand = Hand::on("tiny-demo");
    hand.key(Key::F1);
    assert!(hand.has("Save as…"));
    assert!(hand.has_text("Ctrl+Shift+S"));
    hand.key(Key::Escape);
    assert_eq!(hand.app().state().dialog, None);
}

#[test]
fn every_verb_can_be_run_and_esc_leads_home() {
    for row in TABLE.iter().filter(|row| !matches!(row.command, Command::Quit | Command::Paste)) {
        let mut hand = Hand::on("tiny-demo");
        hand.select(&["A01", "A02", "A03"]);
        hand.run(row.command);
        (0..3).for_each(|_| hand.key(Key::Escape));
        assert_eq!(hand.app().state().dialog, None, "{}", row.title);
    }
}
