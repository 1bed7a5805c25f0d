//! Tables: sorted by their headings, filtered, gone through by mouse and keys, copied and exported.

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};
use rackwright::solve::figure::real;
use rackwright::solve::readout;
use rackwright::solve::tables::{TableKind, View, table};
use rackwright::ui::command::Command;
use rackwright::ui::state::Tab;

use super::hand::{Folder, Hand};

const TABS: [(Tab, TableKind); 5] = [
    (Tab::Racks, TableKind::Racks),
    (Tab::Tiers, TableKind::Tiers),
    (Tab::Cables, TableKind::Cables),
    (Tab::Bill, TableKind::Bill),
    (Tab::Failures, TableKind::Failures),
];

fn on(preset: &'static str, tab: Tab) -> Hand {
    let mut hand = Hand::on(preset);
    hand.harness.set_size(egui::vec2(1920.0, 1080.0));
    hand.run(Command::ShowTab(tab));
    hand
}

/// Rows in view, from top to bottom.
fn rows(hand: &Hand) -> Vec<String> {
    let mut rows: Vec<(f32, String)> =
        hand.harness.get_all_by_role(Role::Row).map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default())).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

fn click_row(hand: &mut Hand, label: &str, modifiers: Modifiers) {
    let at = hand.harness.get_by_role_and_label(Role::Row, label).rect().center();
    let button = |pressed| Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers };
    hand.harness.hover_at(at);
    hand.harness.step();
    hand.harness.event_modifiers(button(true), modifiers);
    hand.harness.step();
    hand.harness.event_modifiers(button(false), modifiers);
    hand.settle();
}

fn selected(hand: &Hand) -> Vec<String> {
    let plan = hand.plan();
    hand.app().state().selection.iter().filter_map(|id| plan.racks.get(*id)).map(|rack| rack.name.to_string()).collect()
}

/// The text that comes to the clipboard once the file thread has made it.
fn copied(hand: &mut Hand) -> String {
    for _ in 0..10_000 {
        hand.harness.step();
        let found = hand.harness.output().platform_output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        if let Some(text) = found {
            return text;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("nothing was copied");
}

#[test]
fn every_table_shows_what_the_solver_says_in_both_themes() {
    for theme in [Command::ThemeDark, Command::ThemeLight] {
        for preset in ["copper-1024", "tpu-v4-4096"] {
            let mut hand = on(preset, Tab::Racks);
            hand.run(theme);
            for (tab, kind) in TABS {
                hand.run(Command::ShowTab(tab));
                let reading = hand.app().reading().expect("solved");
                let table = table(kind, &reading.report, &reading.totals);
                let shown = rows(&hand);
                assert!(!shown.is_empty() && shown.len() <= table.len(), "{preset} {kind}");
                for (row, label) in shown.iter().enumerate() {
                    assert_eq!(*label, table.name(row), "{preset} {kind}");
                }
                for column in table.columns {
                    assert!(hand.has(&format!("Sort by {}", column.heading())), "{preset}: no {}", column.heading());
                }
                let cell = table.columns[2].shown(&table.cell(0, 2));
                assert!(cell.is_empty() || hand.has_text(&cell), "{preset} {kind}: no {cell}");
            }
        }
    }
}

#[test]
fn sums_under_the_headings_are_the_totals() {
    let mut hand = on("optical-1024", Tab::Bill);
    let capital = readout::fixed(hand.app().reading().expect("solved").totals.money.capex.likely, 0);
    assert!(hand.has(&capital), "no {capital}");
    hand.run(Command::ShowTab(Tab::Cables));
    let cables = readout::fixed(real(hand.app().reading().expect("solved").totals.cables), 0);
    assert!(hand.has(&cables), "no {cables}");
}

#[test]
fn a_heading_sorts_down_up_and_back() {
    let mut hand = on("optical-1024", Tab::Racks);
    let before = rows(&hand);
    hand.press("Sort by Power (kW)");
    let down = rows(&hand);
    assert_ne!(before, down);
    let power = |hand: &Hand, label: &str| {
        let reading = hand.app().reading().expect("solved");
        let rack = hand.rack(label.trim_start_matches("Rack "));
        reading.report.rack_draw(reading.report.position(rack.id).expect("it stands")).likely
    };
    let values: Vec<f64> = down.iter().map(|label| power(&hand, label)).collect();
    assert!(values.windows(2).all(|pair| pair[0] >= pair[1]), "{values:?}");
    hand.press("Sort by Power (kW)");
    let values: Vec<f64> = rows(&hand).iter().map(|label| power(&hand, label)).collect();
    assert!(values.windows(2).all(|pair| pair[0] <= pair[1]), "{values:?}");
    hand.press("Sort by Power (kW)");
    assert_eq!(rows(&hand), before);
    hand.press("Sort by Name");
    hand.press("Sort by Name");
    assert_eq!(rows(&hand).first().map(String::as_str), Some("Rack D09"));
}

#[test]
fn words_filter_rows() {
    let mut hand = on("optical-1024", Tab::Racks);
    hand.enter("Filter racks", "memory");
    let shown = rows(&hand);
    assert!(!shown.is_empty());
    for label in &shown {
        assert!(hand.rack(label.trim_start_matches("Rack ")).kind.as_str().contains("memory"), "{label}");
    }
    assert!(hand.has(&format!("{} of 38 racks", shown.len())));
    hand.enter("Filter racks", "there is no such text");
    assert!(hand.has("No row passes the filter"));
}

#[test]
fn clicks_select_racks() {
    let mut hand = on("optical-1024", Tab::Racks);
    click_row(&mut hand, "Rack A02", Modifiers::NONE);
    assert_eq!(selected(&hand), ["A02"]);
    click_row(&mut hand, "Rack A05", Modifiers::COMMAND);
    assert_eq!(selected(&hand), ["A02", "A05"]);
    click_row(&mut hand, "Rack A05", Modifiers::COMMAND);
    assert_eq!(selected(&hand), ["A02"]);
    click_row(&mut hand, "Rack A04", Modifiers::SHIFT);
    assert_eq!(selected(&hand), ["A02", "A03", "A04"]);
    let node = hand.harness.get_by_role_and_label(Role::Row, "Rack A03");
    assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True), "what is selected says so");
}

#[test]
fn keys_go_through_the_rows() {
    let mut hand = on("optical-1024", Tab::Racks);
    click_row(&mut hand, "Rack A02", Modifiers::NONE);
    hand.key(Key::ArrowDown);
    assert_eq!(selected(&hand), ["A03"]);
    hand.key(Key::ArrowUp);
    hand.key(Key::ArrowUp);
    hand.key(Key::ArrowUp);
    assert_eq!(selected(&hand), ["A01"], "there is nothing above the first");
    assert!(!hand.app().document().can_undo(), "arrows move no rack");
    hand.key(Key::End);
    let last = selected(&hand);
    assert!(rows(&hand).contains(&format!("Rack {}", last[0])), "the row is in view");
    assert_eq!(last, [hand.plan().racks.iter().last().expect("a rack").name.to_string()]);
    hand.key(Key::Home);
    hand.keys(Modifiers::SHIFT, Key::ArrowDown);
    hand.keys(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selected(&hand), ["A01", "A02", "A03"]);
    let zoom = hand.app().state().camera.zoom;
    hand.key(Key::Enter);
    assert!(hand.app().state().camera.zoom > zoom, "Enter shows the racks on the floor");
}

#[test]
fn what_is_selected_on_the_floor_comes_into_view() {
    let mut hand = on("tpu-v4-4096", Tab::Racks);
    let last = hand.plan().racks.iter().last().expect("a rack").name.to_string();
    assert!(!rows(&hand).contains(&format!("Rack {last}")));
    hand.select(&[&last]);
    hand.settle();
    assert!(rows(&hand).contains(&format!("Rack {last}")));
}

#[test]
fn a_table_is_copied_as_it_stands() {
    for (tab, kind) in TABS {
        let mut hand = on("optical-1024", tab);
        hand.press(&format!("Copy {}", kind.title().to_lowercase()));
        let first = rows(&hand)[0].clone();
        click_row(&mut hand, &first, Modifiers::NONE);
        hand.harness.event(Event::Copy);
        let text = copied(&mut hand);
        let reading = hand.app().reading().expect("solved");
        let table = table(kind, &reading.report, &reading.totals);
        let expected = table.sheet(&table.order(&View::default()).rows);
        let lines: Vec<Vec<String>> = text.lines().map(|line| line.split('\t').map(str::to_string).collect()).collect();
        assert_eq!(lines, expected.rows, "{kind}");
    }
}

#[test]
fn a_table_is_written_as_csv() {
    let folder = Folder::new("tables");
    let mut hand = on("optical-1024", Tab::Bill);
    hand.press("Sort by Amount (USD)");
    hand.press("Export bill of materials as CSV");
    let path = folder.file("bill.csv");
    hand.field("Path of the file").set_text_value_accesskit(&path.to_string_lossy());
    hand.settle();
    hand.press("Export");
    hand.wait("the file is written", |_| std::fs::read_to_string(&path).is_ok_and(|text| text.starts_with("Group,Item,")));
    let text = std::fs::read_to_string(&path).expect("a file");
    let reading = hand.app().reading().expect("solved");
    assert_eq!(text.lines().count(), 1 + reading.totals.money.bill.len());
    assert!(!text.contains(", sum"), "sums are left to the spreadsheet");
}

#[test]
fn only_rows_in_view_are_drawn_and_order_is_kept_during_a_gesture() {
    let mut hand = on("tpu-v4-4096", Tab::Racks);
    assert!(hand.plan().racks.len() > 60 && rows(&hand).len() < 40);
    hand.press("Sort by x (m)");
    let before = rows(&hand);
    let rack = hand.rack(before[0].trim_start_matches("Rack "));
    let by_mm = rackwright::model::geometry::Point::new(-3_000, 0).expect("a step");
    let edit = rackwright::edit::Edit::MoveRacks { racks: vec![rack.id], by_mm };
    hand.send(rackwright::ui::ctx::Message::Preview(Some(edit.clone())));
    hand.settle();
    assert_eq!(rows(&hand), before, "rows do not jump while something is dragged");
    hand.send(rackwright::ui::ctx::Message::Preview(None));
    hand.send(rackwright::ui::ctx::Message::Edit(edit));
    hand.settle();
    assert_ne!(rows(&hand), before);
}

#[test]
fn a_table_without_rows_keeps_its_room() {
    let mut hand = on("optical-1024", Tab::Racks);
    let top = |hand: &Hand| hand.harness.get_all_by_role(Role::Tab).next().expect("a tab").rect().top();
    let before = top(&hand);
    hand.enter("Filter racks", "there is no such text");
    assert!(hand.has("No row passes the filter"));
    assert_eq!(top(&hand), before);
}
