//! The binary: arguments to the command line room, its answer to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    rackwright::cli::main(std::env::args_os())
}
