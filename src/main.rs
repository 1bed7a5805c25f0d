//! The binary: arguments to the command line room, a window to the app room, the answer of either to an exit code.

use std::process::ExitCode;

use rackwright::cli::{Start, Window};

fn main() -> ExitCode {
    match rackwright::cli::main(std::env::args_os()) {
        Start::Done(code) => code,
        Start::Window(window) => open(window),
    }
}

#[cfg(feature = "gui")]
fn open(window: Window) -> ExitCode {
    let request = rackwright::app::Request { file: window.file.clone(), catalogs: window.catalogs.clone() };
    match rackwright::app::run(request) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => window.not_shown(&reason),
    }
}

#[cfg(not(feature = "gui"))]
fn open(window: Window) -> ExitCode {
    window.not_shown("this program was built without it")
}
