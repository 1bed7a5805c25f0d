//! Headless verbs: everything the window does with files and catalogue, without a window. Nothing is computed here.

mod args;
mod catalog;
mod check;
mod debug;
mod edit;
mod fmt;
mod output;
mod presets;
mod schema;
mod session;
mod size;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Verb};
use output::{Exit, Output};
use session::Session;

/// Runs the program on its arguments.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let output = match Args::try_parse_from(args) {
        Ok(args) => run(args),
        Err(usage) => usage_output(&usage),
    };
    output.print()
}

fn run(args: Args) -> Output {
    let session = Session::new(args.catalog);
    let outcome = match args.verb {
        None => Ok(presets::welcome()),
        Some(Verb::Presets { verb }) => presets::run(&session, verb),
        Some(Verb::New { file }) => presets::new(&session, &file),
        Some(Verb::Check { files, json }) => Ok(check::run(&session, &files, json)),
        Some(Verb::Fmt { files, check }) => Ok(fmt::run(&session, &files, check)),
        Some(Verb::Edit { file, apply, dry_run }) => edit::run(&session, &file, &apply, dry_run),
        Some(Verb::Catalog { verb, json, csv }) => catalog::run(&session, verb, output::Form::of(json, csv)),
        Some(Verb::Schema { of, path }) => schema::run(of, path.as_deref()),
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
