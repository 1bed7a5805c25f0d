//! The hand that drives the window: opens it, finds things by label, presses keys, waits for the file thread. Asserts nothing itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use rackwright::app::{App, Dialogs, Settings};
use rackwright::io::real_fs::RealFs;
use rackwright::model::plan::Plan;
use rackwright::model::racks::{Rack, RackId};
use rackwright::ui::command::Command;
use rackwright::ui::ctx::Message;

/// The longest a test waits for the file thread; it ends what would never end.
const PATIENCE: Duration = Duration::from_secs(60);

/// A window of a test.
pub struct Hand {
    pub harness: Harness<'static, App>,
}

/// A folder of a test, removed afterwards.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("rackwright-ui-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Hand {
    /// The start screen, remembering nothing.
    pub fn start() -> Self {
        Self::with(None, None)
    }

    pub fn with(folder: Option<PathBuf>, file: Option<PathBuf>) -> Self {
        let settings =
            Settings { fs: Arc::new(RealFs), folder, catalogs: (None, Vec::new()), file, dialogs: Dialogs::None, who: "test".to_string() };
        let harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_max_steps(40)
            .build_eframe(move |cc| App::new(&cc.egui_ctx, settings).expect("the window opens"));
        let mut hand = Self { harness };
        hand.wait("presets are read", |app| !app.presets().is_empty());
        hand
    }

    /// A window on an embedded plan.
    pub fn on(preset: &'static str) -> Self {
        let mut hand = Self::start();
        hand.send(Message::File(rackwright::ui::ctx::FileRequest::OpenPreset(preset)));
        hand.wait("the preset is open", |app| app.plan().racks.len() > 1);
        hand.settle();
        hand
    }

    /// Until nothing moves and the numbers are those of the plan: a busy machine solves even small plans on the solver's thread.
    pub fn settle(&mut self) {
        self.harness.run_ok();
        self.harness.run_steps(2);
        let begun = Instant::now();
        while self.app().reading().is_some_and(|reading| reading.stale) {
            assert!(begun.elapsed() < PATIENCE, "never solved");
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
    }

    /// Steps until it is so.
    pub fn wait(&mut self, what: &str, so: impl Fn(&App) -> bool) {
        let begun = Instant::now();
        loop {
            self.harness.step();
            if so(self.harness.state()) {
                return self.settle();
            }
            assert!(begun.elapsed() < PATIENCE, "never happened: {what}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    pub fn app(&self) -> &App {
        self.harness.state()
    }

    pub fn plan(&self) -> Arc<Plan> {
        Arc::clone(self.app().plan())
    }

    pub fn send(&mut self, message: Message) {
        self.harness.state().send(message);
        self.harness.step();
    }

    pub fn run(&mut self, command: Command) {
        self.send(Message::Run(command));
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn rack(&self, name: &str) -> Rack {
        let plan = self.plan();
        plan.racks.iter().find(|rack| rack.name.as_str() == name).cloned().unwrap_or_else(|| panic!("no rack {name}"))
    }

    pub fn select(&mut self, names: &[&str]) {
        let ids: Vec<RackId> = names.iter().map(|name| self.rack(name).id).collect();
        self.send(Message::Select(ids));
        self.settle();
    }

    /// Clicks what carries this label.
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).scroll_to_me();
        self.settle();
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// Clicks the button with this label, the one in front if there are several.
    pub fn press(&mut self, label: &str) {
        self.button(label).scroll_to_me();
        self.settle();
        self.button(label).click();
        self.settle();
    }

    pub fn button<'h>(&'h self, label: &'h str) -> Node<'h> {
        self.harness.get_all_by_role_and_label(Role::Button, label).last().unwrap_or_else(|| panic!("no button {label}"))
    }

    /// Types into the field with this name and finishes with Enter.
    pub fn enter(&mut self, field: &str, text: &str) {
        self.field(field).scroll_to_me();
        self.settle();
        self.field(field).click();
        self.settle();
        self.keys(Modifiers::COMMAND, Key::A);
        self.field(field).type_text(text);
        self.settle();
        self.key(Key::Enter);
    }

    pub fn field<'h>(&'h self, name: &'h str) -> Node<'h> {
        let mut found = self.harness.get_all_by_role_and_label(Role::TextInput, name);
        found.next().unwrap_or_else(|| panic!("no field {name}"))
    }

    pub fn value(&self, field: &str) -> String {
        self.field(field).value().unwrap_or_default()
    }

    /// Chooses an option of the list with this name.
    pub fn choose(&mut self, list: &str, option: &str) {
        for click in [false, true] {
            let found = self.harness.get_all_by_role_and_label(Role::ComboBox, list).next();
            let found = found.unwrap_or_else(|| panic!("no list {list}"));
            if click {
                found.click()
            } else {
                found.scroll_to_me()
            }
            self.settle();
        }
        self.settle();
        for click in [false, true] {
            let found = self.harness.get_all_by_label(option).last().unwrap_or_else(|| panic!("no option {option}"));
            if click {
                found.click()
            } else {
                found.scroll_to_me()
            }
            self.settle();
        }
    }

    /// Where a point of the floor is on screen.
    pub fn at(&self, x: f64, y: f64) -> Pos2 {
        let floor = self.harness.get_by_role(Role::Canvas).rect();
        let camera = self.app().state().camera;
        let scale = camera.zoom / 1000.0;
        floor.center() + vec2(((x - camera.centre[0]) * scale) as f32, ((y - camera.centre[1]) * scale) as f32)
    }

    pub fn click_floor(&mut self, x: f64, y: f64) {
        let at = self.at(x, y);
        self.harness.hover_at(at);
        self.harness.step();
        self.harness.drag_at(at);
        self.harness.step();
        self.harness.drop_at(at);
        self.settle();
    }

    pub fn drag_floor(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (a, b) = (self.at(from.0, from.1), self.at(to.0, to.1));
        self.harness.hover_at(a);
        self.harness.step();
        self.harness.drag_at(a);
        self.harness.step();
        for step in 1..=4 {
            self.harness.hover_at(a.lerp(b, step as f32 / 4.0));
            self.harness.step();
        }
        self.harness.drop_at(b);
        self.settle();
    }

    pub fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    pub fn has_text(&self, part: &str) -> bool {
        let mut found = self.harness.query_all_by_label_contains(part);
        found.next().is_some()
    }

    /// All of a text that is on screen.
    pub fn text_with(&self, part: &str) -> String {
        let found = self.harness.query_all_by_label_contains(part).next().unwrap_or_else(|| panic!("no text with {part}"));
        let node = found.accesskit_node();
        node.value().or(node.label()).unwrap_or_default()
    }

    /// Names of all nodes, to say what there is when something is missing.
    #[allow(dead_code, reason = "for whoever writes the next test")]
    pub fn names(&self) -> Vec<String> {
        self.harness.get_all_by(|_| true).filter_map(|node| node.accesskit_node().label()).collect()
    }
}
