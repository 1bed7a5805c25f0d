//! Opening the window, and saying why it does not open. A missing display or library is a message, never a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::{App, Dialogs, Settings};
use crate::io::real_fs::RealFs;
use crate::io::{identity, layers, places};

/// What the window is asked to open with.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// A plan to open.
    pub file: Option<PathBuf>,
    /// More catalogue files.
    pub catalogs: Vec<PathBuf>,
}

const LIBRARIES: &str =
    "On Debian and Ubuntu: apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri";

/// Shows the window until it is closed; the error says why it could not be shown, or why it ended. It is empty where there is no display.
pub fn run(request: Request) -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(String::new());
    }
    let opened = Arc::new(AtomicBool::new(false));
    keep_traces_until(&opened);
    // Some libraries panic when one of theirs is missing; the message is worth more than the trace.
    let ended = catch_unwind(AssertUnwindSafe(|| show(request, &opened)));
    let told = ended.unwrap_or_else(|panic| Err(told(panic.as_ref())));
    told.map_err(|error| if opened.load(Ordering::Relaxed) { ended_by(&error) } else { no_window(&error) })
}

/// A library's panic is told once, as a message; a panic of the open window leaves its trace.
fn keep_traces_until(opened: &Arc<AtomicBool>) {
    let (hook, opened) = (std::panic::take_hook(), Arc::clone(opened));
    std::panic::set_hook(Box::new(move |panic| {
        if opened.load(Ordering::Relaxed) {
            hook(panic);
        }
    }));
}

/// Why there is no window, from what the window system said: without names of its types and its source files.
pub fn no_window(error: &str) -> String {
    let from_source = error.contains(".rs:");
    let cause = error.rsplit(": ").next().filter(|_| from_source).unwrap_or(error).trim_end_matches('.');
    format!("{cause}. {LIBRARIES}")
}

fn ended_by(error: &str) -> String {
    format!("the window ended by a defect of Rackwright: {error}. What was not saved is offered at the next start")
}

fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn told(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
    text.unwrap_or_else(|| "the window system failed".to_string())
}

fn show(request: Request, opened: &Arc<AtomicBool>) -> Result<(), String> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Rackwright")
        .with_app_id("rackwright")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 400.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let settings = settings(request);
    let opened = Arc::clone(opened);
    let create: eframe::AppCreator<'_> = Box::new(move |cc| {
        let app = App::new(&cc.egui_ctx, settings)?;
        opened.store(true, Ordering::Relaxed);
        Ok(Box::new(app))
    });
    eframe::run_native("Rackwright", options, create).map_err(|error| error.to_string())
}

fn settings(request: Request) -> Settings {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    Settings {
        fs: Arc::new(RealFs),
        folder: places::state_folder(&variable),
        catalogs: (layers::user_folder(&variable), request.catalogs),
        file: request.file,
        dialogs: Dialogs::System,
        who: identity::who(&|name| std::env::var(name).ok(), SystemTime::now()),
    }
}
