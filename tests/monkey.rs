//! An ape at the window: random input over four plans. Nothing panics, memory stays flat, and Esc leads home from anywhere without a change of
//! the plan. `RACKWRIGHT_SEED=N` repeats one seed, `RACKWRIGHT_MONKEY=60000` runs that many frames of each of five seeds.

#[path = "support/ape.rs"]
mod ape;
#[path = "support/extreme.rs"]
mod extreme;
#[path = "support/floor.rs"]
mod floor;
#[allow(dead_code, reason = "texts are for the tests of the file layer")]
#[path = "support/random.rs"]
mod random;
#[allow(dead_code, reason = "the disk can do more than this test asks of it")]
#[path = "support/sim_fs.rs"]
mod sim_fs;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use eframe::App as _;
use egui::{Context, Event, Key, Modifiers, OutputCommand, PointerButton, pos2};
use rackwright::app::{App, Dialogs, Settings};
use rackwright::io::presets;
use rackwright::ui::command::TABLE;
use rackwright::ui::ctx::{Answer, FileRequest, Message};
use rackwright::ui::state::{Screen, Tool};

use ape::{Ape, Frame};
use random::Random;
use sim_fs::SimFs;

/// Frames of a short run, and between two walks home.
const SHORT: usize = 400;
const HOME_EVERY: usize = 150;
/// Frames after which the plan of the test is opened again, whatever has become of it.
const AGAIN_EVERY: usize = 600;
/// What the process may grow by in the second half of a long run: the history may fill up, nothing else.
const GROWTH: usize = 96 << 20;
/// Whether a thread has panicked: the window tells of it and goes on, a test may not.
static PANICKED: AtomicBool = AtomicBool::new(false);
/// Files of the disk in memory that are larger are emptied: exports of ten thousand racks would soon be all there is.
const LARGE: usize = 4 << 20;
/// The longest that the file thread is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn an_empty_plan() {
    run("an_empty_plan", presets::EMPTY);
}

#[test]
fn a_preset() {
    run("a_preset", presets::find("optical-1024").expect("a preset").text);
}

#[test]
fn ten_thousand_racks() {
    run("ten_thousand_racks", &floor::floor(10_000));
}

#[test]
fn an_extreme_plan() {
    run("an_extreme_plan", &extreme::extreme());
}

fn run(test: &str, plan: &str) {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a whole number"));
    let long = number("RACKWRIGHT_MONKEY").map(|frames| usize::try_from(frames).expect("fits"));
    let seeds = match (number("RACKWRIGHT_SEED"), long) {
        (Some(seed), _) => vec![seed],
        (None, Some(_)) => (1..=5).collect(),
        (None, None) => vec![Random::seeded(test).next() % 1_000_000],
    };
    watch_threads();
    for seed in seeds {
        println!("{test}: RACKWRIGHT_SEED={seed} repeats this run");
        let begun = Instant::now();
        let mut window = Window::new(plan, seed);
        window.wander(long.unwrap_or(SHORT));
        println!(
            "{test}: seed {seed}, {} frames in {:.1} s, {} MB, {} racks",
            window.frames,
            begun.elapsed().as_secs_f64(),
            resident() >> 20,
            window.app.plan().racks.len()
        );
    }
}

fn watch_threads() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICKED.store(true, Ordering::SeqCst);
            before(panic);
        }));
    });
}

/// A window without a display, on a disk in memory.
struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    ape: Ape,
    disk: SimFs,
    plan: String,
    frames: usize,
    seed: u64,
}

impl Window {
    fn new(plan: &str, seed: u64) -> Self {
        let disk = SimFs::new();
        disk.put_file("/d/broken.ron", b"(format: \"rackwright-plan\", version: 1, title: 3)");
        let ctx = Context::default();
        let settings = Settings {
            fs: Arc::new(disk.clone()),
            folder: None,
            catalogs: (None, Vec::new()),
            file: None,
            dialogs: Dialogs::None,
            who: "ape".to_string(),
        };
        let app = App::new(&ctx, settings).expect("the window opens");
        let frame = eframe::Frame::_new_kittest();
        let mut window = Self { ctx, app, frame, ape: Ape::new(Random::of(seed)), disk, plan: plan.to_string(), frames: 0, seed };
        window.open();
        window
    }

    fn wander(&mut self, frames: usize) {
        let mut half = None;
        while self.frames < frames {
            let frame = self.ape.frame();
            self.show(frame);
            if self.ape.random.below(40) == 0 {
                let row = &TABLE[self.ape.random.below(TABLE.len())];
                self.app.send(Message::Run(row.command));
            }
            if self.frames.is_multiple_of(HOME_EVERY) {
                self.go_home();
            }
            if self.frames.is_multiple_of(AGAIN_EVERY) {
                self.open();
            }
            if half.is_none() && self.frames > frames / 2 {
                half = Some(resident());
            }
        }
        let (half, now) = (half.unwrap_or(0), resident());
        if frames > 40 * AGAIN_EVERY {
            assert!(now < half + GROWTH, "seed {}: {half} bytes after half of the run, {now} at its end", self.seed);
        }
    }

    /// One frame, tessellated now and then: what is no number shows there.
    fn show(&mut self, frame: Frame) {
        if let Some((_, pixels)) = frame.resized {
            self.ctx.set_pixels_per_point(pixels);
        }
        self.frames += 1;
        let input = frame.into_input(self.ape.size, self.frames as f64 / 60.0);
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        output.textures_delta.clear();
        for command in &output.platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                self.ape.clipboard.clone_from(text);
            }
        }
        if self.frames.is_multiple_of(20) {
            drop(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        }
    }

    fn events(&mut self, events: Vec<Event>) {
        self.show(Frame { events, ..Frame::default() });
    }

    /// Waits for the file thread: what it brings is no work of Esc.
    fn calm(&mut self) {
        let begun = Instant::now();
        for quiet in 0.. {
            self.events(Vec::new());
            if self.app.file().busy.is_none() && quiet > 4 {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
            assert!(begun.elapsed() < PATIENCE, "seed {}: the file thread never ends", self.seed);
        }
    }

    fn esc(&mut self) {
        let key = |pressed| Event::Key { key: Key::Escape, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        self.events(vec![key(true)]);
        self.events(vec![key(false)]);
    }

    /// Dialogs closed, then Esc three times: no dialog, the selecting tool, nothing under way, and the plan as it was.
    fn go_home(&mut self) {
        self.ape.forget();
        self.calm();
        let told = format!("seed {}, frame {}", self.seed, self.frames);
        assert!(!PANICKED.load(Ordering::SeqCst), "{told}: a thread has panicked");
        let before = Arc::clone(self.app.plan());
        for _ in 0..3 {
            if self.app.state().dialog.is_some() {
                self.esc();
            }
        }
        (0..3).for_each(|_| self.esc());
        let state = self.app.state();
        assert_eq!(state.dialog, None, "{told}: a dialog stays");
        assert_eq!(state.tool, Tool::Select, "{told}: a tool stays");
        assert!(!egui::Popup::is_any_open(&self.ctx), "{told}: a menu stays");
        assert!(!self.ctx.text_edit_focused(), "{told}: a field keeps the focus");
        self.let_go();
        assert!(Arc::ptr_eq(&before, self.app.plan()), "{told}: the plan has changed: {:?}", self.app.document().undo_label());
        self.drop_content();
    }

    /// Drops what would lie on a disk and not in memory: the content of files that have gone, and of large ones.
    fn drop_content(&self) {
        let mut disk = self.disk.disk();
        disk.log.clear();
        disk.calls.clear();
        let named: BTreeSet<usize> = disk.now.names.values().copied().collect();
        let nodes = disk.now.nodes.iter_mut().enumerate();
        nodes.filter(|(index, node)| !named.contains(index) || node.data.len() > LARGE).for_each(|(_, node)| node.data = Vec::new());
    }

    /// Whatever is held down is let go, where it does no harm.
    fn let_go(&mut self) {
        let up = |button| Event::PointerButton { pos: pos2(-5.0, -5.0), button, pressed: false, modifiers: Modifiers::NONE };
        // A release that comes without a move would be a click where the button went down.
        self.events(vec![Event::PointerMoved(pos2(-5.0, -5.0))]);
        self.events(vec![up(PointerButton::Primary), up(PointerButton::Secondary), up(PointerButton::Middle), Event::PointerGone]);
        self.events(Vec::new());
    }

    /// Opens the plan of the test, without asking about what is on screen.
    fn open(&mut self) {
        self.go_home();
        // The ape may have saved something else there.
        self.disk.put_file("/d/plan.ron", self.plan.as_bytes());
        self.app.send(Message::File(FileRequest::Open("/d/plan.ron".into())));
        self.events(Vec::new());
        self.app.send(Message::File(FileRequest::Unsaved(Answer::Discard)));
        self.calm();
        assert_eq!(self.app.state().screen, Screen::Plan, "seed {}: {:?}", self.seed, self.app.state().notices);
    }
}

/// Bytes of this process in memory; 0 where the system does not say.
fn resident() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok());
    pages.unwrap_or(0) * 4096
}
