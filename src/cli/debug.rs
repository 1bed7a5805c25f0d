//! Hidden verbs for the tests of this program.

use std::io::Write;
use std::path::Path;

use super::args::DebugVerb;
use super::output::Output;
use super::session::Session;
use crate::edit::{Edit, apply};
use crate::io::replace::Expected;
use crate::io::store::{open_to_change, save};
use crate::model::catalog::Catalog;
use crate::model::text::Text;

pub fn run(session: &Session, verb: DebugVerb) -> anyhow::Result<Output> {
    match verb {
        DebugVerb::SaveLoop { file } => save_loop(session, &file),
    }
}

/// Says "ready" once the plan is open, then saves for ever; the test kills it at a random moment.
fn save_loop(session: &Session, path: &Path) -> anyhow::Result<Output> {
    let (stored, _lock) = open_to_change(&session.fs, path, &session.who())?;
    let mut plan = stored.opened.plan;
    let mut fingerprint = stored.fingerprint;
    writeln!(std::io::stdout(), "ready")?;
    for step in 0_u64.. {
        let title = Text::new(&format!("save {}", step % 2)).map_err(anyhow::Error::msg)?;
        plan = apply(&plan, &Catalog::default(), &Edit::SetTitle { title }).map_err(|refusal| anyhow::Error::msg(refusal.to_string()))?;
        fingerprint = save(&session.fs, path, &plan, Expected::Unchanged(fingerprint))?.fingerprint;
    }
    Ok(Output::ok(""))
}
