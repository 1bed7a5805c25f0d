//! Plans side by side: the way in and out, the baseline, files of comparisons, and the same numbers as the command line prints.

use std::process::Command as Process;
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use rackwright::io::presets::PLANS;
use rackwright::ui::command::Command;
use rackwright::ui::compare::{Ask, Flip, Pane, Shows, Source, Varied, Wanted};
use rackwright::ui::ctx::Message;
use rackwright::ui::state::{Dialog, Screen};

use super::files::Dropped;
use super::hand::{Folder, Hand};

fn solved(hand: &mut Hand) {
    hand.wait("compared", |app| app.comparison().is_some_and(|shown| shown.answer().is_some() && !shown.stale));
}

fn names(hand: &Hand) -> Vec<String> {
    let shown = hand.app().comparison().expect("a comparison");
    shown.members.iter().map(|member| member.wanted.name.clone()).collect()
}

/// A comparison of presets, solved.
fn comparing(presets: &[&str]) -> Hand {
    let mut hand = Hand::start();
    let wanted = presets.iter().map(|name| Wanted::plain(*name, Source::Preset((*name).to_string()))).collect();
    hand.send(Message::Compare(Ask::Open(wanted)));
    solved(&mut hand);
    hand
}

#[test]
fn copper_against_cpo_is_one_action_from_the_start() {
    let mut hand = Hand::start();
    hand.press("Compare copper with CPO");
    solved(&mut hand);
    assert_eq!(hand.app().state().screen, Screen::Compare);
    assert_eq!(names(&hand), ["copper-1024", "cpo-1024", "optical-1024"]);
    assert!(hand.has_text("Power of a compute rack: copper-1024") && hand.has_text("IT power per accelerator: copper-1024"));
    hand.key(Key::Escape);
    assert_eq!(hand.app().state().screen, Screen::Start, "Esc leads back");
    hand.run(Command::ShowComparison);
    assert_eq!(hand.app().state().screen, Screen::Compare);
}

#[test]
fn any_two_presets_are_compared_in_four_actions() {
    let mut hand = Hand::start();
    hand.keys(Modifiers::COMMAND, Key::K);
    hand.click("pluggable-1024");
    hand.click("cpo-1024");
    hand.key(Key::Enter);
    solved(&mut hand);
    assert_eq!(names(&hand), ["pluggable-1024", "cpo-1024"]);
}

#[test]
fn a_plan_is_compared_with_itself_over_another_technology() {
    let mut hand = Hand::on("pluggable-1024");
    let before = hand.plan();
    hand.keys(Modifiers::COMMAND, Key::K);
    assert_eq!(hand.app().state().dialog, Some(Dialog::Compare));
    let catalog = rackwright::io::presets::catalog().expect("a catalogue");
    let id = rackwright::model::text::Id::new("cpo_davisson_212").expect("an id");
    let title = catalog.interconnect(&id).expect("a part").name.to_string();
    hand.choose("Technology of a variant", &title);
    hand.press("Compare");
    solved(&mut hand);
    let shown = hand.app().comparison().expect("a comparison");
    let [base, variant] = shown.members.as_slice() else { panic!("two plans") };
    assert_eq!(base.wanted.source, Source::Preset("pluggable-1024".to_string()));
    assert_eq!(*base.plan, *before);
    let links = &variant.plan.tiers[0].media;
    assert!(links.access.iter().chain(&links.trunk).all(|medium| *medium == id) && !links.access.is_empty(), "{links:?}");
    hand.key(Key::Escape);
    assert_eq!(hand.app().state().screen, Screen::Plan);
    assert!(Arc::ptr_eq(&before, &hand.plan()), "comparing changes no plan");
}

#[test]
fn an_edited_plan_is_compared_as_it_is_now() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::AddTier);
    hand.keys(Modifiers::COMMAND, Key::K);
    hand.click("tiny-demo");
    hand.key(Key::Enter);
    solved(&mut hand);
    let tiers = |hand: &Hand| hand.app().comparison().expect("one").answer().expect("solved").0[0].plan().tiers.len();
    let with_one_more = tiers(&hand);
    hand.key(Key::Escape);
    hand.run(Command::Undo);
    hand.run(Command::ShowComparison);
    solved(&mut hand);
    assert_eq!(tiers(&hand), with_one_more - 1);
}

#[test]
fn b_sets_the_baseline_and_signs_turn() {
    let mut hand = comparing(&["pluggable-1024", "cpo-1024"]);
    let difference = |hand: &Hand| {
        let (_, told) = hand.app().comparison().expect("one").answer().expect("solved");
        let row = told.rows.iter().find(|row| row.metric.key == "tco").expect("a row");
        row.cells[1 - told.baseline].difference.expect("a difference")
    };
    let there = difference(&hand);
    hand.key(Key::B);
    solved(&mut hand);
    assert_eq!(hand.app().state().compare.baseline, 1);
    assert_eq!(difference(&hand), -there);
    assert!(hand.has("Floor of cpo-1024, baseline"));
}

#[test]
fn a_comparison_is_saved_dropped_and_compared_headless() {
    let folder = Folder::new("comparison");
    let path = folder.file("light.ron");
    let mut hand = comparing(&["copper-1024", "cpo-1024"]);
    hand.key(Key::B);
    solved(&mut hand);
    hand.run(Command::ComparisonRon);
    hand.enter("Path of the file", &path.to_string_lossy());
    hand.wait("written", |_| path.exists());
    let out = Process::new(env!("CARGO_BIN_EXE_rackwright")).args(["compare", "--csv"]).arg(&path).output().expect("it runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));

    let csv = folder.file("light.csv");
    hand.run(Command::ComparisonCsv);
    hand.enter("Path of the file", &csv.to_string_lossy());
    hand.wait("written", |_| csv.exists());
    assert_eq!(std::fs::read(&csv).expect("the table"), out.stdout, "the same bytes as the command line");

    let mut other = Hand::start();
    other.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    solved(&mut other);
    assert_eq!(names(&other), ["copper-1024", "cpo-1024"]);
    assert_eq!(other.app().state().compare.baseline, 1);
}

#[test]
fn two_plans_that_are_dropped_together_are_compared() {
    let folder = Folder::new("drop-two");
    let mut hand = Hand::start();
    for preset in ["tiny-demo", "cloudmatrix-384"] {
        let path = folder.file(&format!("{preset}.ron"));
        std::fs::write(&path, rackwright::io::presets::find(preset).expect("preset").text).expect("written");
        hand.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    }
    solved(&mut hand);
    assert_eq!(names(&hand), ["tiny-demo", "cloudmatrix-384"]);
}

#[test]
fn a_plan_of_the_comparison_opens_as_a_new_one() {
    let mut hand = comparing(&["tiny-demo", "cloudmatrix-384"]);
    hand.run(Command::OpenVariant);
    assert_eq!(hand.app().state().screen, Screen::Plan);
    assert_eq!(hand.plan().title.as_str(), "CloudMatrix 384");
    assert!(hand.app().document().is_dirty() && hand.app().file().path.is_none());
}

fn flip(hand: &mut Hand, flip: Flip) {
    let mut view = hand.app().state().compare.clone();
    (view.kept.pane, view.flip) = (Pane::Flip, flip);
    hand.send(Message::Compare(Ask::View(Box::new(view))));
}

fn varied(path: &str, range: &str) -> Varied {
    Varied { path: path.to_string(), range: range.to_string() }
}

#[test]
fn lines_and_maps_are_solved_and_a_cell_opens_its_plan() {
    let mut hand = comparing(&["tiny-demo", "cloudmatrix-384"]);
    let across = varied("site.electricity_price", "0.03..0.2 USD/kWh:3");
    for (up, points) in [(None, 3), (Some(varied("economy.years", "3,5")), 6)] {
        let asked = Flip { across: across.clone(), up, metric: "tco" };
        flip(&mut hand, asked.clone());
        hand.wait("solved", |app| {
            let answer = app.comparison().and_then(|shown| shown.sweep.answer.as_ref());
            answer.is_some_and(|swept| swept.flip == asked)
        });
        let swept = hand.app().comparison().and_then(|shown| shown.sweep.answer.as_ref()).expect("an answer");
        assert_eq!(swept.points.len(), points);
        assert!(swept.points.iter().all(|point| point.difference(0).is_some()));
    }
    assert!(hand.has_text("Map of Total cost, present value: cloudmatrix-384 less tiny-demo"), "{:?}", hand.names());
    let set = vec![("site.electricity_price".to_string(), "0.2 USD/kWh".to_string())];
    hand.send(Message::Compare(Ask::Edit(1, set)));
    hand.settle();
    assert_eq!(hand.plan().title.as_str(), "CloudMatrix 384");
    assert!(hand.plan().site.electricity_price.is_some_and(|price| price.get() == 0.2));
}

#[test]
fn a_sweep_that_cannot_be_says_why_and_a_long_one_is_stopped() {
    let mut hand = comparing(&["copper-1024", "cpo-1024"]);
    flip(&mut hand, Flip { across: varied("site.nothing", "1..2"), up: None, metric: "tco" });
    hand.wait("refused", |app| app.comparison().is_some_and(|shown| shown.sweep.refused.is_some()));
    let long =
        Flip { across: varied("site.electricity_price", "0.01..1:400"), up: Some(varied("economy.years", "1..12:12")), metric: "tco" };
    flip(&mut hand, long);
    let under_way = |hand: &Hand| hand.app().comparison().is_some_and(|shown| shown.sweep.under_way.is_some());
    for _ in 0..200 {
        hand.harness.step();
        if under_way(&hand) {
            break;
        }
    }
    assert!(under_way(&hand));
    let begun = std::time::Instant::now();
    hand.send(Message::Compare(Ask::Stop));
    hand.harness.step();
    assert!(!under_way(&hand) && begun.elapsed() < std::time::Duration::from_secs(1), "{:?}", begun.elapsed());
}

/// What the command line writes to standard output.
fn printed(args: &[&str]) -> String {
    let out = Process::new(env!("CARGO_BIN_EXE_rackwright")).args(args).output().expect("it runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("text")
}

/// Exports through the path box and reads what was written.
fn exported(hand: &mut Hand, folder: &Folder, command: Command, name: &str) -> String {
    let path = folder.file(name);
    hand.run(command);
    hand.enter("Path of the file", &path.to_string_lossy());
    hand.wait("written", |_| path.exists());
    std::fs::read_to_string(&path).expect("a text")
}

#[test]
fn drawings_are_those_of_the_command_line() {
    let folder = Folder::new("drawings");
    let mut hand = comparing(&["pluggable-1024", "cpo-1024"]);
    assert_eq!(
        exported(&mut hand, &folder, Command::ComparisonSvg, "why.svg"),
        printed(&["compare", "pluggable-1024", "cpo-1024", "--svg", "-"])
    );
    let (years, price) = (varied("economy.years", "3,5,8"), varied("site.electricity_price", "0.03..0.2:4"));
    let args = ["sweep", "cpo-1024", "--against", "pluggable-1024", "--metric", "tco", "--svg", "-", "--vary", "economy.years=3,5,8"];
    for (up, more) in [(None, &[][..]), (Some(price), &["--vary", "site.electricity_price=0.03..0.2:4"])] {
        let name = format!("flip-{}.svg", more.len());
        let asked = Flip { across: years.clone(), up, metric: "tco" };
        flip(&mut hand, asked.clone());
        hand.wait("solved", |app| {
            app.comparison().is_some_and(|shown| shown.sweep.answer.as_ref().is_some_and(|swept| swept.flip == asked))
        });
        assert_eq!(exported(&mut hand, &folder, Command::ComparisonSvg, &name), printed(&[&args[..], more].concat()));
    }
    hand.click("How sure");
    hand.wait("studied", |app| app.comparison().is_some_and(|shown| shown.sure.answer.is_some()));
    assert_eq!(
        exported(&mut hand, &folder, Command::ComparisonSvg, "sure.svg"),
        printed(&["compare", "pluggable-1024", "cpo-1024", "--uncertainty", "--svg", "-"])
    );
    hand.click("Service");
    hand.run(Command::ComparisonSvg);
    assert!(hand.has_text("There is no drawing here"), "{:?}", hand.names());
}

#[test]
fn a_plan_leaves_the_window_as_it_leaves_the_command_line() {
    let folder = Folder::new("plan-exports");
    let mut hand = Hand::on("tiny-demo");
    hand.wait("solved", |app| app.reading().is_some_and(|reading| !reading.stale));
    for (command, what) in [(Command::ReportHtml, "report"), (Command::ScheduleCsv, "cables"), (Command::FloorSvg, "floor")] {
        assert_eq!(exported(&mut hand, &folder, command, what), printed(&["export", "tiny-demo", "--what", what, "--out", "-"]), "{what}");
    }
}

#[test]
fn how_sure_tells_how_far_it_is_and_stops() {
    let mut hand = comparing(&["pluggable-1024", "cpo-1024"]);
    hand.click("How sure");
    let far = |hand: &Hand| hand.app().comparison().and_then(|shown| shown.sure.under_way);
    for _ in 0..2_000 {
        hand.harness.step();
        if far(&hand).is_some_and(|(done, all)| done > 0 && done < all) {
            break;
        }
    }
    assert!(far(&hand).is_some_and(|(done, all)| done > 0 && done < all), "{:?}", far(&hand));
    hand.harness.step();
    assert!(hand.names().iter().any(|name| name.contains(" %") && name.contains("number")), "{:?}", hand.names());
    hand.send(Message::Compare(Ask::Stop));
    hand.harness.step();
    assert_eq!(far(&hand), None);
}

#[test]
fn an_embedded_comparison_opens_from_its_card() {
    let mut hand = Hand::start();
    hand.wait("read", |app| !app.presets().is_empty());
    hand.press("From pluggable modules to CPO, network by network");
    solved(&mut hand);
    assert_eq!(names(&hand), ["Pluggable", "CPO in scale-up", "CPO in scale-up and memory"]);
    let shown = hand.app().comparison().expect("a comparison");
    assert_eq!(shown.members[2].wanted.edits.len(), 2);
    assert!(shown.heading().starts_with("From pluggable"));
}

#[test]
fn what_moves_a_difference_is_told() {
    let mut hand = comparing(&["tiny-demo", "tiny-demo"]);
    assert_eq!(names(&hand), ["tiny-demo", "tiny-demo (2)"]);
    hand.click("How sure");
    hand.wait("studied", |app| app.comparison().is_some_and(|shown| shown.sure.answer.is_some()));
    assert!(hand.has("No number with a range moves it"), "a plan against itself");
}

#[test]
fn the_palette_leads_to_every_pane() {
    let mut hand = comparing(&["pluggable-1024", "cpo-1024"]);
    for pane in Pane::ALL {
        let title = Command::ShowPane(*pane).row().expect("in the table").title;
        hand.key(Key::F3);
        hand.field("Find command or rack").set_text_value_accesskit(title);
        hand.settle();
        hand.key(Key::Enter);
        assert_eq!(hand.app().state().compare.kept.pane, *pane, "{title}");
    }
}

#[test]
fn a_step_shows_what_is_behind_it() {
    let mut hand = comparing(&["copper-1024", "cpo-1024"]);
    let step = hand.names().into_iter().find(|name| name.starts_with("energy -")).expect("a step");
    hand.press(&step);
    assert!(hand.has_text("PUE 1.06"), "{:?}", hand.names());
}

#[test]
fn every_part_of_the_page_has_names_in_both_themes() {
    for theme in [Command::ThemeDark, Command::ThemeLight] {
        let mut hand = comparing(&["tiny-demo", "cpo-1024", "kyber-copper-1008"]);
        hand.run(theme);
        for pane in Pane::ALL {
            hand.click(pane.title());
        }
        for shows in Shows::ALL {
            let mut view = hand.app().state().compare.clone();
            view.kept.shows = *shows;
            hand.send(Message::Compare(Ask::View(Box::new(view))));
            hand.settle();
        }
        for (width, height) in [(640.0, 400.0), (1024.0, 640.0), (1920.0, 1080.0)] {
            hand.harness.set_size(egui::vec2(width, height));
            hand.settle();
        }
    }
}

#[test]
fn the_window_prints_the_numbers_of_the_command_line() {
    let mut seen = 0;
    let all: Vec<&str> = PLANS.iter().map(|preset| preset.name).collect();
    for presets in all.chunks(5).map(|chunk| if chunk.len() > 1 { chunk } else { &all[all.len() - 2..] }) {
        let out = Process::new(env!("CARGO_BIN_EXE_rackwright")).arg("compare").args(presets).output().expect("it runs");
        let printed = String::from_utf8(out.stdout).expect("text");
        let mut hand = comparing(presets);
        hand.harness.set_size(egui::vec2(1280.0, 3000.0));
        hand.settle();
        let rows = hand.app().comparison().expect("one").answer().expect("solved").1.rows.clone();
        for row in rows {
            let title = row.metric.title;
            let begins = format!("{title}: {}", presets[0]);
            let mut found = hand.harness.query_all_by_label_contains(&begins).filter_map(|node| node.accesskit_node().value());
            let on_screen = found.find(|name| name.starts_with(&begins)).unwrap_or_else(|| panic!("{title} is not on screen"));
            let line = printed.lines().find(|line| line.split("  ").any(|cell| cell.trim() == title));
            let line = line.unwrap_or_else(|| panic!("{title} is not printed"));
            for (preset, told) in presets.iter().zip(on_screen[title.len() + 2..].split("; ")) {
                let numbers = told.strip_prefix(preset).unwrap_or_else(|| panic!("{told}")).trim();
                for number in numbers.split(", ") {
                    assert!(line.contains(number), "{preset}, {title}: {number} on screen, printed {line}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 1_000, "only {seen} numbers");
}
