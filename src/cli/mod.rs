//! Headless verbs: everything the window does with files and catalogue, without a window. Nothing is computed here.

mod args;
mod catalog;
mod check;
pub(crate) mod compare;
mod debug;
mod edit;
mod explain;
mod export;
mod fmt;
mod output;
mod presets;
mod rules;
mod schema;
mod session;
mod size;
mod solve;
mod sweep;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Verb};
use output::{Exit, Output};
use session::Session;

/// What the arguments ask for: something that is done, or the window.
pub enum Start {
    Done(ExitCode),
    Window(Window),
}

/// The window as it was asked for.
pub struct Window {
    pub file: Option<PathBuf>,
    pub catalogs: Vec<PathBuf>,
    /// Asked for by name: not getting it is then an error.
    by_name: bool,
}

/// Runs the program on its arguments, up to the window if that is what they ask for.
pub fn main(args: impl IntoIterator<Item = OsString>) -> Start {
    let args = match Args::try_parse_from(with_verb(args)) {
        Ok(args) => args,
        Err(usage) => return Start::Done(usage_output(&usage).print()),
    };
    match args.verb {
        None => Start::Window(Window { file: None, catalogs: args.catalog, by_name: false }),
        Some(Verb::Gui { file }) => Start::Window(Window { file, catalogs: args.catalog, by_name: true }),
        Some(_) => Start::Done(run(args).print()),
    }
}

impl Window {
    /// What the terminal says instead of a window; an empty reason is a session without a display, where nobody expects one: all that works without one, or the reason alone if the window was asked for by name.
    pub fn not_shown(&self, reason: &str) -> ExitCode {
        if self.by_name {
            let reason = if reason.is_empty() { "there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set" } else { reason };
            let errors = format!("rackwright gui: {reason}.\nEverything else works without a window: rackwright --help\n");
            return Output { text: String::new(), errors, exit: Exit::Io }.print();
        }
        let errors = if reason.is_empty() { String::new() } else { format!("No window: {reason}\n") };
        Output { errors, ..presets::welcome() }.print()
    }
}

/// `rackwright plan.ron` opens the window on it.
fn with_verb(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|first| Path::new(first).extension().is_some_and(|extension| extension == "ron")) {
        args.insert(1, OsString::from("gui"));
    }
    args
}

fn run(args: Args) -> Output {
    let session = Session::new(args.catalog);
    let outcome = match args.verb {
        // The window is for whoever called.
        None | Some(Verb::Gui { .. }) => Ok(Output::ok("")),
        Some(Verb::Presets { verb }) => presets::run(&session, verb),
        Some(Verb::New { file }) => presets::new(&session, &file),
        Some(Verb::Check { files, json }) => Ok(check::run(&session, &files, json)),
        Some(Verb::Fmt { files, check }) => Ok(fmt::run(&session, &files, check)),
        Some(Verb::Edit { file, apply, racks, dry_run }) => edit::run(&session, &file, (apply.as_deref(), racks.as_deref()), dry_run),
        Some(Verb::Catalog { verb, json, csv }) => catalog::run(&session, verb, output::Form::of(json, csv)),
        Some(Verb::Schema { of, path }) => schema::run(of, path.as_deref()),
        Some(Verb::Solve { file, rack, json, csv, table: _ }) => solve::run(&session, &file, rack.as_deref(), output::Form::of(json, csv)),
        Some(Verb::Compare(asked)) => compare::run(&session, &asked),
        Some(Verb::Sweep(asked)) => sweep::run(&session, &asked),
        Some(Verb::Export { file, what, format, out, overwrite }) => export::run(&session, &file, (what, format), (&out, overwrite)),
        Some(Verb::Explain { file, quantity, json }) => explain::run(&session, &file, quantity.as_deref(), json),
        Some(Verb::Rules { id, json }) => rules::run(id.as_deref(), json),
        Some(Verb::Size { shape }) => size::run(&shape),
        Some(Verb::Debug { verb }) => debug::run(&session, verb),
    };
    outcome.unwrap_or_else(|error| Output::failure(&error))
}

/// Help and version go to standard output and are no error.
fn usage_output(usage: &clap::Error) -> Output {
    let text = usage.render().to_string();
    if usage.use_stderr() { Output { text: String::new(), errors: text, exit: Exit::Usage } } else { Output::ok(text) }
}
