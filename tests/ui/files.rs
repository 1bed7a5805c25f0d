//! Files: saving, opening again, what stands in between, and what survives a crash.

use std::fs;

use egui::{Key, Modifiers};
use rackwright::io::plan_file;
use rackwright::ui::command::Command;
use rackwright::ui::state::{Dialog, Screen};

use super::hand::{Folder, Hand};

fn save_as(hand: &mut Hand, path: &std::path::Path) {
    hand.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    hand.enter("Path of the file", &path.to_string_lossy());
    hand.wait("saved", |app| !app.file().dirty && app.file().path.is_some() && app.file().busy.is_none());
}

#[test]
fn edit_save_reopen() {
    let folder = Folder::new("save");
    let path = folder.file("plan.ron");
    let mut hand = Hand::on("tiny-demo");
    hand.select(&["A01"]);
    hand.run(Command::TurnRight);
    save_as(&mut hand, &path);
    assert!(!hand.app().file().dirty);
    let saved = hand.plan();
    hand.run(Command::Delete);
    assert!(hand.app().document().is_dirty());
    hand.keys(Modifiers::COMMAND, Key::S);
    hand.wait("saved", |app| !app.file().dirty && app.file().busy.is_none());
    drop(hand);

    let text = fs::read_to_string(&path).expect("the file");
    let on_disk = plan_file::parse(&text).expect("a plan").plan;
    assert_eq!(on_disk.racks.len(), saved.racks.len() - 1);
    let again = {
        let mut hand = Hand::with(None, Some(path.clone()));
        hand.wait("open", |app| app.state().screen == Screen::Plan);
        hand.plan()
    };
    assert_eq!(plan_file::print(&again), text);
}

#[test]
fn racks_come_back_from_a_table_as_one_step() {
    let folder = Folder::new("racks");
    let path = folder.file("racks.csv");
    let mut hand = Hand::on("tiny-demo");
    let racks = hand.plan().racks.clone();
    let kind = hand.rack("A01").kind.to_string();
    let row = |rack: &rackwright::model::racks::Rack, x: i64| {
        format!(
            "{},{},{}.{:03},{}.{:03},{}\n",
            rack.name,
            rack.kind,
            x / 1000,
            x % 1000,
            rack.at.y() / 1000,
            rack.at.y() % 1000,
            rack.facing
        )
    };
    let rows: String = racks.iter().skip(1).map(|rack| row(rack, rack.at.x() + 600)).collect();
    fs::write(&path, format!("Name,Type,x (m),y (m),Front\n{rows}New,{kind},1,2,East\n")).expect("written");
    hand.run(Command::RacksFromTable);
    hand.enter("Path of the file", &path.to_string_lossy());
    hand.wait("read", |app| app.file().busy.is_none() && app.document().is_dirty());
    let plan = hand.plan();
    assert_eq!(plan.racks.len(), racks.len(), "one is gone, one is new");
    assert!(plan.racks.iter().all(|rack| rack.name.as_str() != "A01"));
    assert_eq!(hand.rack("New").at.x(), 1_000);
    assert_eq!(hand.rack("A02").at.x(), racks.iter().nth(1).expect("a rack").at.x() + 600);
    assert_eq!(hand.app().document().history().1, 1, "one step");
    hand.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(hand.plan().racks, racks);
    fs::write(&path, "Name,Type,x,y\nA01,what,1,2\n").expect("written");
    hand.run(Command::RacksFromTable);
    hand.enter("Path of the file", &path.to_string_lossy());
    hand.wait("told", |app| app.state().notices.iter().any(|notice| notice.text == "No rack was changed"));
    assert!(hand.app().state().notices.iter().any(|notice| notice.details.contains("racks.csv:2:5 Type: got \"what\"")));
    assert_eq!(hand.plan().racks, racks);
}

#[test]
fn each_export_offers_a_path_of_its_own() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::ReportHtml);
    assert_eq!(hand.value("Path of the file"), "plan-report.html");
    hand.field("Path of the file").type_text("x");
    hand.settle();
    hand.key(Key::Escape);
    assert_eq!(hand.app().state().dialog, None);
    hand.run(Command::FloorSvg);
    assert_eq!(hand.value("Path of the file"), "plan-floor.svg", "not what was given up");
    hand.key(Key::Escape);
    hand.run(Command::SaveAs);
    assert_eq!(hand.value("Path of the file"), "");
}

#[test]
fn unsaved_changes_are_asked_about() {
    let mut hand = Hand::on("tiny-demo");
    hand.run(Command::AddTier);
    hand.run(Command::New);
    assert!(matches!(hand.app().state().dialog, Some(Dialog::Unsaved { .. })));
    hand.key(Key::Escape);
    assert!(hand.app().document().is_dirty(), "Esc keeps the plan");
    hand.run(Command::New);
    hand.press("Do not save");
    assert!(hand.plan().racks.is_empty(), "the new plan is there");
    assert!(!hand.app().document().is_dirty());
}

#[test]
fn saving_leads_on_to_what_was_asked() {
    let folder = Folder::new("lead-on");
    let path = folder.file("plan.ron");
    let mut hand = Hand::on("tiny-demo");
    save_as(&mut hand, &path);
    hand.run(Command::AddTier);
    hand.run(Command::Close);
    hand.press("Save");
    hand.wait("closed", |app| app.state().screen == Screen::Start);
    let on_disk = plan_file::parse(&fs::read_to_string(&path).expect("the file")).expect("a plan").plan;
    assert!(on_disk.tiers.iter().any(|tier| tier.id.as_str() == "tier-1"));
}

#[test]
fn a_file_that_changed_on_disk_is_never_overwritten_unasked() {
    let folder = Folder::new("changed");
    let path = folder.file("plan.ron");
    let mut hand = Hand::on("tiny-demo");
    save_as(&mut hand, &path);
    let theirs = fs::read_to_string(&path).expect("the file").replace("Tiny demo", "Theirs");
    fs::write(&path, &theirs).expect("another program writes");
    hand.run(Command::AddTier);
    hand.run(Command::Save);
    hand.wait("told", |app| matches!(app.state().dialog, Some(Dialog::Changed { .. })));
    assert_eq!(fs::read_to_string(&path).expect("the file"), theirs);
    assert!(hand.app().document().is_dirty());
    hand.press("Reload");
    hand.wait("read again", |app| app.plan().title.as_str() == "Theirs");
}

#[test]
fn a_second_window_is_read_only() {
    let folder = Folder::new("second");
    let path = folder.file("plan.ron");
    let mut first = Hand::on("tiny-demo");
    save_as(&mut first, &path);
    let mut second = Hand::with(None, Some(path.clone()));
    second.wait("open", |app| app.state().screen == Screen::Plan);
    assert!(second.app().file().read_only.as_ref().is_some_and(|reason| reason.contains("test")), "{:?}", second.app().file().read_only);
    second.run(Command::AddTier);
    second.run(Command::Save);
    assert!(second.app().file().busy.is_none() && second.app().file().dirty, "nothing is written");
    drop(first);
    let mut third = Hand::with(None, Some(path));
    third.wait("open", |app| app.state().screen == Screen::Plan);
    assert_eq!(third.app().file().read_only, None);
}

#[test]
fn a_broken_file_is_told_and_changes_nothing() {
    let folder = Folder::new("broken");
    let path = folder.file("broken.ron");
    fs::write(&path, "(format: \"rackwright-plan\", version: 1, title: 3)").expect("written");
    let mut hand = Hand::on("tiny-demo");
    let before = hand.plan();
    hand.run(Command::OpenPath);
    hand.enter("Path of the file", &path.to_string_lossy());
    hand.wait("told", |app| !app.state().notices.is_empty());
    assert_eq!(*before, *hand.plan());
    assert!(hand.app().state().notices[0].text.contains("broken.ron"));
}

#[test]
fn a_crash_costs_no_more_than_two_seconds() {
    let folder = Folder::new("crash");
    let state = folder.file("state");
    let mut hand = Hand::with(Some(state.clone()), None);
    hand.send(rackwright::ui::ctx::Message::File(rackwright::ui::ctx::FileRequest::OpenPreset("tiny-demo")));
    hand.wait("open", |app| app.plan().racks.len() > 1);
    hand.run(Command::AddTier);
    hand.wait("kept", |app| app.file().kept.is_some());
    let lost = hand.plan();
    // A crash: nothing is closed, only the lock goes with the process.
    drop(hand);

    let mut next = Hand::with(Some(state.clone()), None);
    next.wait("offered", |app| matches!(app.state().dialog, Some(Dialog::Recovery(_))));
    next.press("Recover");
    next.wait("recovered", |app| app.state().screen == Screen::Plan);
    assert_eq!(*next.plan(), *lost);
    assert!(next.app().document().is_dirty(), "nothing was written");
}

#[test]
fn recent_files_are_listed_and_can_be_forgotten() {
    let folder = Folder::new("recent");
    let state = folder.file("state");
    let path = folder.file("plan.ron");
    let mut hand = Hand::with(Some(state.clone()), None);
    hand.run(Command::New);
    save_as(&mut hand, &path);
    hand.wait("listed", |_| state.join("recent.ron").exists());
    drop(hand);
    let mut next = Hand::with(Some(state), None);
    next.wait("listed", |app| !app.recent().is_empty());
    next.press(&path.to_string_lossy());
    next.wait("open", |app| app.state().screen == Screen::Plan);
    next.run(Command::Close);
    next.press("Forget");
    assert!(next.app().recent().is_empty());
}

#[test]
fn bad_window_state_gives_defaults() {
    let folder = Folder::new("window-state");
    let good = kept_state(&folder);
    let mut bad: Vec<String> =
        ["", "(", "(scale: NaN)", "(theme: pink, scale: 100)", "\u{0}\u{0}", "{}", "[]", "null"].map(str::to_string).to_vec();
    let zoom = good.split("zoom:").nth(1).expect("a zoom").trim_matches(|c: char| !c.is_ascii_digit()).to_string();
    for number in ["NaN", "inf", "-inf", "1e999", "-1", "99999999999999999999999999", "\"5\"", "()"] {
        bad.push(
            good.replace(&format!("zoom:{zoom}"), &format!("zoom:{number}")).replace(&format!("zoom: {zoom}"), &format!("zoom: {number}")),
        );
        bad.push(good.replace("scale:100", &format!("scale:{number}")).replace("scale: 100", &format!("scale: {number}")));
    }
    // Another version knows other fields; half a file is no file; and somebody may have put something huge there.
    bad.push(good.replacen('(', "(version:99,", 1));
    bad.push(good.chars().take(good.chars().count() / 2).collect());
    bad.push("(".repeat(100_000));
    bad.push("x".repeat(8 << 20));
    for text in &bad {
        assert_ne!(text, &good, "it is bad indeed");
        fs::write(folder.file("window.ron"), text).expect("written");
        let hand = Hand::with(Some(folder.path().to_path_buf()), None);
        let told: String = text.chars().take(200).collect();
        assert_eq!(hand.app().state().to_save(), rackwright::ui::state::UiState::default().to_save(), "{told:?}");
    }
}

/// What a window that was changed writes when it closes; the next one takes it.
fn kept_state(folder: &Folder) -> String {
    use eframe::App as _;
    let mut hand = Hand::with(Some(folder.path().to_path_buf()), None);
    hand.run(Command::ThemeLight);
    hand.harness.state_mut().on_exit(None);
    hand.wait("kept", |_| folder.file("window.ron").exists());
    drop(hand);
    let next = Hand::with(Some(folder.path().to_path_buf()), None);
    assert_eq!(next.app().state().theme, rackwright::ui::state::ThemeChoice::Light);
    fs::read_to_string(folder.file("window.ron")).expect("the state")
}

#[test]
fn a_dropped_plan_opens() {
    let folder = Folder::new("drop");
    let path = folder.file("plan.ron");
    fs::write(&path, rackwright::io::presets::find("tiny-demo").expect("preset").text).expect("written");
    let mut hand = Hand::start();
    hand.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    hand.wait("open", |app| app.state().screen == Screen::Plan);
    assert_eq!(hand.plan().title.as_str(), "Tiny demo");
}

#[derive(Debug)]
pub struct Dropped(pub std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads the path, with its own limits".to_string())
    }
}
