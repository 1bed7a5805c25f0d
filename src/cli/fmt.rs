//! `fmt`: the canonical form of plans and catalogue files.

use std::path::{Path, PathBuf};

use super::output::{Exit, Output, Refused, doubt};
use super::session::Session;
use crate::io::catalog_file;
use crate::io::header::{Access, format_of};
use crate::io::plan_file;
use crate::io::read::read_text;
use crate::io::replace::Expected;
use crate::io::store::{Failure, listed, save_text};
use crate::io::vfs::advice::shown;

pub fn run(session: &Session, files: &[PathBuf], only_check: bool) -> Output {
    let mut output = Output::ok("");
    for file in files {
        match format(session, file, only_check) {
            Ok(Some(line)) => {
                output.text.push_str(&line);
                output.exit = output.exit.max(if only_check { Exit::Findings } else { Exit::Ok });
            }
            Ok(None) => {}
            Err(error) => {
                let failed = Output::failure(&error);
                output.errors.push_str(&failed.errors);
                output.exit = output.exit.max(failed.exit);
            }
        }
    }
    output
}

/// Standard input in canonical form; with `--check`, a line if it was not.
fn format_input(session: &Session, path: &Path, only_check: bool) -> anyhow::Result<Option<String>> {
    let (file, text) = session.text(path).map_err(Refused::from)?;
    let canonical = canonical(path, &text)?;
    if !only_check {
        return Ok(Some(canonical));
    }
    Ok((canonical != text).then(|| format!("{file}: not in canonical form\n")))
}

/// A line if the file was not in canonical form.
fn format(session: &Session, path: &Path, only_check: bool) -> anyhow::Result<Option<String>> {
    if path == Path::new("-") {
        return format_input(session, path, only_check);
    }
    let read = read_text(&session.fs, path).map_err(Failure::Read)?;
    let canonical = canonical(path, &read.text)?;
    if canonical == read.text && !read.had_bom {
        return Ok(None);
    }
    if only_check {
        return Ok(Some(format!("{}: not in canonical form; `rackwright fmt` writes it\n", shown(path))));
    }
    let _lock = crate::io::lock::acquire(&session.fs, path, &session.who()).map_err(Failure::Lock)?;
    let again = |text: &str| self::canonical(path, text).ok();
    let saved = save_text(&session.fs, path, &canonical, Expected::Unchanged(read.fingerprint), &again)?;
    Ok(Some(format!("{}: written in canonical form\n{}", shown(path), doubt(&saved))))
}

fn canonical(path: &Path, text: &str) -> anyhow::Result<String> {
    let file = shown(path);
    let bad = |problems: Vec<_>| Refused(Exit::BadInput, format!("{}\n{file}: the file was not changed", listed(&file, &problems)));
    if format_of(text).as_deref() == Some(catalog_file::FORMAT.name) {
        let sections = catalog_file::parse(text).map_err(bad)?;
        if catalog_file::access(text) == Some(Access::ReadOnly) {
            return Err(Failure::ReadOnly(file).into());
        }
        return Ok(catalog_file::print(&sections, text));
    }
    let opened = plan_file::parse(text).map_err(bad)?;
    if opened.access == Access::ReadOnly {
        return Err(Failure::ReadOnly(file).into());
    }
    Ok(plan_file::print(&opened.plan))
}
