//! How long a frame of the window takes: the real panels over halls of 1,000 to 100,000 racks, standing still, panned and zoomed, with cables
//! and colours; what of it is tessellation; what is drawn while nothing happens; start to first frame. Prints times, asserts none.

#![forbid(unsafe_code)]

#[path = "../tests/support/floor.rs"]
mod floor;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use divan::Bencher;
use eframe::App as _;
use egui::{Context, Pos2, RawInput, Rect, pos2, vec2};
use rackwright::app::{App, Dialogs, Settings};
use rackwright::edit::Edit;
use rackwright::io::real_fs::RealFs;
use rackwright::model::geometry::Point;
use rackwright::solve::RackQuantity;
use rackwright::ui::command::Command;
use rackwright::ui::ctx::Message;
use rackwright::ui::floor::flows::{Flows, flows};
use rackwright::ui::floor::look::{Cables, ColourBy};
use rackwright::ui::state::Camera;

const RACKS: [usize; 3] = [1_000, 10_000, 100_000];
const SIZE: egui::Vec2 = vec2(1280.0, 800.0);

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        start();
        frames();
    }
    divan::main();
}

/// From nothing to the first frame, ready for the graphics card.
fn start() {
    let mut times: Vec<f64> = (0..7)
        .map(|_| {
            let begun = Instant::now();
            let mut window = Window::start(None);
            window.frame();
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("start to first frame, without the system's window: {:.1} ms fastest, {:.1} ms median", times[0], times[times.len() / 2]);
}

/// What a window is doing while its frames are timed.
#[derive(Clone, Copy)]
enum Doing {
    /// The pointer moves over the floor.
    Pointing,
    /// Everything in view, moved a little in each frame.
    Panning,
    /// From everything in view to a few racks and back.
    Zooming,
    /// A rack is moved to and fro: the frame that makes the edit and shows what follows.
    Editing,
}

const DOING: [Doing; 4] = [Doing::Pointing, Doing::Panning, Doing::Zooming, Doing::Editing];

fn frames() {
    println!("{:52} {:>9} {:>9} {:>9} {:>9}   load", "milliseconds, medians", "panels", "tessellate", "together", "slowest");
    for racks in RACKS {
        let mut window = Window::on(racks);
        let report = &window.app.reading().expect("solved").report;
        println!("{racks} compute racks: {} racks, {} bundles", report.racks.len(), report.bundles.len());
        println!("{racks} compute racks: {} repaints in 2 s of doing nothing", window.idle());
        for doing in DOING {
            window.tell(racks, doing, "roles");
        }
        window.run(Command::ColourBy(ColourBy::Quantity(RackQuantity::Draw)));
        window.run(Command::AllCables);
        window.run(Command::TrayFill);
        for doing in DOING {
            window.tell(racks, doing, "power, all cables, tray fill");
        }
        window.run(Command::SelectAll);
        for doing in [Doing::Pointing, Doing::Panning] {
            window.tell(racks, doing, "the same, all racks selected");
        }
    }
}

/// A window without a display.
struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    frames: u32,
    folder: PathBuf,
    fitted: Camera,
}

/// Milliseconds of one frame.
#[derive(Clone, Copy, Default)]
struct Took {
    panels: f64,
    tessellation: f64,
    /// Whether the window wants another frame at once.
    again: bool,
}

impl Window {
    fn start(file: Option<PathBuf>) -> Self {
        let ctx = Context::default();
        let folder = file.as_ref().and_then(|file| file.parent()).map(PathBuf::from).unwrap_or_default();
        let settings = Settings {
            fs: Arc::new(RealFs),
            folder: None,
            catalogs: (None, Vec::new()),
            file,
            dialogs: Dialogs::None,
            who: "bench".to_string(),
        };
        let app = App::new(&ctx, settings).expect("the window opens");
        let fitted = Camera::default();
        Self { ctx, app, frame: eframe::Frame::_new_kittest(), frames: 0, folder, fitted }
    }

    /// A window on a solved hall, everything in view.
    fn on(racks: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("rackwright-frame-{}-{racks}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join("hall.ron");
        std::fs::write(&file, floor::floor(racks)).expect("a plan");
        let mut window = Self::start(Some(file));
        while window.app.reading().is_none_or(|reading| reading.stale) {
            window.frame();
            std::thread::sleep(Duration::from_millis(5));
        }
        for _ in 0..8 {
            window.frame();
        }
        window.fitted = window.app.state().camera;
        window
    }

    fn frame(&mut self) -> Took {
        let at = pos2(500.0, 400.0) + vec2((self.frames % 40) as f32, 0.0);
        self.show(Some(at))
    }

    fn show(&mut self, pointer: Option<Pos2>) -> Took {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(f64::from(self.frames) / 60.0),
            events: pointer.into_iter().map(egui::Event::PointerMoved).collect(),
            ..RawInput::default()
        };
        let (app, frame) = (&mut self.app, &mut self.frame);
        let begun = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        let panels = begun.elapsed().as_secs_f64() * 1e3;
        let begun = Instant::now();
        drop(divan::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point)));
        let tessellation = begun.elapsed().as_secs_f64() * 1e3;
        // Nobody paints here.
        output.textures_delta.clear();
        let again = output.viewport_output.values().any(|output| output.repaint_delay.is_zero());
        Took { panels, tessellation, again }
    }

    fn run(&mut self, command: Command) {
        self.app.send(Message::Run(command));
        for _ in 0..4 {
            self.frame();
        }
    }

    /// Frames the window asks for in two seconds of its own time.
    fn idle(&mut self) -> usize {
        for _ in 0..8 {
            self.show(None);
        }
        (0..120).filter(|_| self.show(None).again).count()
    }

    fn step(&mut self, doing: Doing) -> Took {
        let turn = f64::from(self.frames % 40) / 40.0;
        let [x, y] = self.fitted.centre;
        match doing {
            Doing::Pointing => {}
            Doing::Panning => self.app.send(Message::Camera(Camera { centre: [x + 4_000.0 * turn, y], ..self.fitted })),
            Doing::Zooming => self.app.send(Message::Camera(Camera { zoom: self.fitted.zoom * 200_f64.powf(turn), ..self.fitted })),
            Doing::Editing => self.move_a_rack(),
        }
        self.frame()
    }

    fn move_a_rack(&mut self) {
        let racks = vec![self.app.plan().racks.at(7).expect("a rack").id];
        let step = if self.frames.is_multiple_of(2) { 600 } else { -600 };
        self.app.send(Message::Edit(Edit::MoveRacks { racks, by_mm: Point::new(0, step).expect("on the map") }));
    }

    fn tell(&mut self, racks: usize, doing: Doing, look: &str) {
        self.app.send(Message::Camera(self.fitted));
        for _ in 0..4 {
            self.frame();
        }
        let begun = Instant::now();
        let mut took = Vec::new();
        while took.len() < 40 || begun.elapsed() < Duration::from_secs(1) {
            took.push(self.step(doing));
        }
        let median = |of: &dyn Fn(&Took) -> f64| {
            let mut all: Vec<f64> = took.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            (all[all.len() / 2], all[all.len() - 1])
        };
        let (panels, _) = median(&|took| took.panels);
        let (tessellation, _) = median(&|took| took.tessellation);
        let (together, slowest) = median(&|took| took.panels + took.tessellation);
        let name = match doing {
            Doing::Pointing => "pointing",
            Doing::Panning => "panning",
            Doing::Zooming => "zooming",
            Doing::Editing => "moving a rack",
        };
        let what = format!("{racks}, {name}: {look}");
        println!("{what:52} {panels:9.3} {tessellation:9.3} {together:9.3} {slowest:9.3}   {}", load());
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.folder.starts_with(std::env::temp_dir()) && self.folder != std::env::temp_dir() {
            // What stays behind is a temporary file.
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_string()
}

/// What the first frame with cables adds up, and the first with tray fill.
#[divan::bench(args = RACKS)]
fn summing_all_cables(bencher: Bencher, racks: usize) {
    let window = Window::on(racks);
    let report = &window.app.reading().expect("solved").report;
    bencher.bench_local(|| Flows::of(flows(report, &Cables::All, &[])));
}

#[divan::bench(args = RACKS)]
fn pointing(bencher: Bencher, racks: usize) {
    let mut window = Window::on(racks);
    bencher.bench_local(|| window.step(Doing::Pointing).panels);
}

#[divan::bench(args = RACKS)]
fn panning_over_cables(bencher: Bencher, racks: usize) {
    let mut window = Window::on(racks);
    window.run(Command::AllCables);
    bencher.bench_local(|| window.step(Doing::Panning).panels);
}

#[divan::bench(args = RACKS)]
fn moving_a_rack(bencher: Bencher, racks: usize) {
    let mut window = Window::on(racks);
    bencher.bench_local(|| window.step(Doing::Editing).panels);
}
