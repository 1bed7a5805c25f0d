//! Charts: every one shows, in both themes; exports are written by the file thread; their data goes to the clipboard.

use egui::OutputCommand;
use rackwright::solve::charts::ChartKind;
use rackwright::ui::command::Command;
use rackwright::ui::ctx::Message;
use rackwright::ui::state::Tab;

use super::hand::{Folder, Hand};

#[test]
fn every_chart_shows_in_both_themes() {
    for theme in [Command::ThemeDark, Command::ThemeLight] {
        for preset in ["copper-1024", "tpu-v4-4096"] {
            let mut hand = Hand::on(preset);
            hand.run(theme);
            hand.run(Command::ShowTab(Tab::Charts));
            for kind in ChartKind::ALL {
                hand.press(kind.title());
                assert_eq!(hand.app().state().chart, *kind);
                assert!(hand.has_text(&format!("{}: ", kind.title())), "{preset}: {} is drawn", kind.title());
            }
        }
    }
}

#[test]
fn an_empty_plan_says_what_to_do() {
    let mut hand = Hand::start();
    hand.run(Command::New);
    hand.run(Command::ShowTab(Tab::Charts));
    assert!(hand.has("Place racks to see it"));
    hand.send(Message::Chart(ChartKind::Lengths));
    hand.settle();
    assert!(hand.has_text("No cables yet"));
}

#[test]
fn a_chart_is_written_as_svg_and_csv() {
    let folder = Folder::new("charts");
    let mut hand = Hand::on("optical-1024");
    for (command, file, begins) in [(Command::ChartSvg, "a.svg", "<svg "), (Command::ChartCsv, "a.csv", "Rack,")] {
        hand.run(command);
        let path = folder.file(file);
        hand.enter_path(&path.to_string_lossy());
        hand.wait("the file is written", |_| std::fs::read_to_string(&path).is_ok_and(|text| text.starts_with(begins)));
        // The file is there before the window knows.
        hand.wait("it is told", |app| app.state().notices.iter().any(|notice| notice.text.starts_with("Exported ")));
    }
    // What is there already stays.
    hand.run(Command::ChartSvg);
    hand.enter_path(&folder.file("a.csv").to_string_lossy());
    hand.wait("the refusal is told", |app| app.state().notices.iter().any(|notice| notice.text.starts_with("Not exported")));
}

#[test]
fn a_click_on_the_legend_hides_a_series_on_screen_and_in_the_file() {
    let folder = Folder::new("legend");
    let mut hand = Hand::on("optical-1024");
    hand.run(Command::ShowTab(Tab::Charts));
    hand.press(ChartKind::Watts.title());
    let name = hand.app().reading().expect("solved").chart(ChartKind::Watts).series[0].name.clone();
    let written = |hand: &mut Hand, file: &str| {
        hand.run(Command::ChartSvg);
        let path = folder.file(file);
        hand.enter_path(&path.to_string_lossy());
        hand.wait("the file is written", |_| {
            std::fs::read_to_string(&path).is_ok_and(|text| text.ends_with("</svg>\n") || text.ends_with("</svg>"))
        });
        std::fs::read_to_string(&path).expect("a file")
    };
    let whole = written(&mut hand, "whole.svg");
    hand.click(&format!("Show {name}"));
    assert!(hand.app().state().hidden.contains(&(ChartKind::Watts, name.clone())));
    let part = written(&mut hand, "part.svg");
    assert!(whole.contains(&name) && !part.contains(&name), "{name} is gone");
    hand.click(&format!("Show {name}"));
    assert!(hand.app().state().hidden.is_empty());
    assert_eq!(written(&mut hand, "again.svg"), whole);
}

#[test]
fn the_numbers_of_a_chart_go_to_the_clipboard() {
    let mut hand = Hand::on("optical-1024");
    hand.send(Message::Chart(ChartKind::Dollars));
    hand.settle();
    hand.send(Message::Run(Command::ChartCopy));
    let copied = hand.harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let text = copied.expect("something was copied");
    assert!(text.starts_with("Group\tCapital (USD)\tCapital low (USD)"), "{text}");
    assert_eq!(text.lines().count(), 1 + hand.app().reading().expect("solved").chart(ChartKind::Dollars).columns.len());
}

trait EnterPath {
    fn enter_path(&mut self, path: &str);
}

impl EnterPath for Hand {
    fn enter_path(&mut self, path: &str) {
        self.field("Path of the file").set_text_value_accesskit(path);
        self.settle();
        self.press("Export");
    }
}
