//! Plans side by side: which they are, their solving on a thread of its own, and the way back to the editor. Computes nothing itself.

mod export;
pub(super) mod gather;
mod under;

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::App;
use super::errand::Errand;
use super::files::After;
use super::jobs::Job;
use crate::edit::apply;
use crate::explore::Variant;
use crate::explore::compare::{LEAST, MOST, Per};
use crate::explore::vary;
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::solve::Input;
use crate::ui::compare::{Ask, Member, Shown, Source, Told, View, Wanted};
use crate::ui::state::{Screen, Severity};
pub use export::ComparisonOf;
pub(super) use export::Form;
use gather::{From, Gathered};
use under::Under;

/// Solved variants, and what is said of them.
type Solved = (Arc<Vec<Variant>>, Told);

/// The comparison and what is under way for it.
#[derive(Default)]
pub(super) struct Comparing {
    shown: Option<Shown>,
    /// What Esc leads back to.
    before: Screen,
    /// Which answers are there or on their way: baseline and unit.
    asked: Option<(usize, Per)>,
    solving: Option<Errand<Solved>>,
    work: Under,
}

impl Comparing {
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// Other plans: nothing that was found or is under way holds any more.
    fn restart(&mut self) {
        (self.asked, self.solving, self.work) = (None, None, Under::default());
        if let Some(shown) = &mut self.shown {
            *shown = Shown { title: std::mem::take(&mut shown.title), members: std::mem::take(&mut shown.members), ..Shown::default() };
        }
    }
}

impl App {
    pub(super) fn compare(&mut self, ctx: &Context, ask: Ask) {
        match ask {
            Ask::Open(wanted) => self.gather(wanted, false),
            Ask::Preset(name) => self.open_embedded(name),
            Ask::Add(wanted) => self.gather(wanted, true),
            Ask::View(view) => self.state.compare = (*view).checked(self.members()),
            Ask::Remove(place) => self.remove_member(place),
            Ask::Edit(place, set) => self.after_saving(ctx, After::Variant(place, set)),
            Ask::Stop => self.comparing.work.stop(),
        }
    }

    fn members(&self) -> usize {
        self.comparing.shown.as_ref().map_or(0, |shown| shown.members.len())
    }

    /// Has the file thread read plans; the answer opens a comparison of them, or adds them to the one there is.
    fn gather(&mut self, wanted: Vec<Wanted>, add: bool) {
        self.state.dialog = None;
        self.view.busy = Some("Reading plans".to_string());
        self.worker.send(Job::Gather { wanted, from: self.gather_from(), add });
    }

    pub(super) fn gather_from(&self) -> From {
        From { editor: Arc::clone(self.document.plan()), catalog: Arc::clone(&self.base) }
    }

    /// Files that were dropped together.
    pub(super) fn compare_files(&mut self, paths: Vec<PathBuf>) {
        let name = |path: &PathBuf| path.file_stem().map_or_else(|| "plan".to_string(), |stem| stem.to_string_lossy().into_owned());
        self.gather(paths.into_iter().map(|path| Wanted::plain(name(&path), Source::File(path))).collect(), false);
    }

    pub(super) fn gathered(&mut self, add: bool, result: Result<Gathered, String>) {
        self.view.busy = None;
        match result {
            Ok(gathered) if add => self.add_members(gathered.members),
            Ok(gathered) => self.open_comparison(gathered),
            Err(message) => self.warn(format!("Nothing is compared. {message}")),
        }
    }

    fn add_members(&mut self, new: Vec<Member>) {
        let Some(shown) = &mut self.comparing.shown else { return };
        shown.members.extend(new);
        let gathered = Gathered {
            title: std::mem::take(&mut shown.title),
            baseline: self.state.compare.baseline,
            members: std::mem::take(&mut shown.members),
        };
        self.open_comparison(gathered);
    }

    fn open_comparison(&mut self, gathered: Gathered) {
        let Gathered { title, baseline, mut members } = gathered;
        if members.len() < LEAST {
            return self.warn(format!("A comparison needs {LEAST} to {MOST} plans"));
        }
        if members.len() > MOST {
            members.truncate(MOST);
            self.state.notify(Severity::Note, format!("Only the first {MOST} plans are compared"), "");
        }
        rename_doubles(&mut members);
        self.state.compare = self.state.compare.anew(baseline, members.len());
        self.comparing.shown = Some(Shown { title, members, ..Shown::default() });
        self.comparing.restart();
        self.show_comparison();
    }

    /// Shows the comparison there is; what comes from the editor comes as it is there now.
    pub(super) fn show_comparison(&mut self) {
        let Some(shown) = &mut self.comparing.shown else { return };
        if self.state.screen != Screen::Compare {
            self.comparing.before = self.state.screen;
        }
        self.state.screen = Screen::Compare;
        let mut changed = false;
        for member in shown.members.iter_mut().filter(|member| member.wanted.source == Source::Editor) {
            let now = gather::edited(Arc::clone(self.document.plan()), &member.wanted.edits, &self.base);
            if let Some(now) = now.ok().filter(|now| **now != *member.plan) {
                member.plan = now;
                changed = true;
            }
        }
        if changed {
            self.comparing.restart();
        }
    }

    pub(super) fn leave_comparison(&mut self) {
        if self.state.screen == Screen::Compare {
            self.state.screen = self.comparing.before;
        }
    }

    /// A plan of the comparison, with inputs at some values, becomes the plan in the editor.
    pub(super) fn after_variant(&mut self, place: usize, set: &[(String, String)]) {
        let Some(member) = self.comparing.shown.as_ref().and_then(|shown| shown.members.get(place)) else { return };
        let (plan, name) = (varied(&member.plan, &self.base, set), member.wanted.name.clone());
        match plan {
            Ok(plan) => self.adopt(plan, &name),
            Err(why) => return self.warn(format!("{name} cannot be opened so. {why}")),
        }
        self.document.mark_unsaved();
        self.derive();
    }

    fn remove_member(&mut self, place: usize) {
        let Some(shown) = &mut self.comparing.shown else { return };
        if shown.members.len() <= LEAST || place >= shown.members.len() {
            return;
        }
        shown.members.remove(place);
        let baseline = self.state.compare.baseline;
        let kept = if baseline > place || baseline == shown.members.len() { baseline.saturating_sub(1) } else { baseline };
        self.state.compare = self.state.compare.anew(kept, shown.members.len());
        self.comparing.restart();
    }

    /// Makes the chosen plan the one that others are compared with.
    pub(super) fn set_baseline(&mut self) {
        let (old, count) = (self.state.compare.baseline, self.members());
        let view = View { baseline: self.state.compare.chosen, chosen: old, step: None, ..self.state.compare.clone() };
        self.state.compare = view.checked(count);
    }

    fn open_embedded(&mut self, name: &'static str) {
        self.view.busy = Some("Reading plans".to_string());
        self.worker.send(Job::Compare { name, catalog: Arc::clone(&self.base) });
    }

    /// Takes what the thread has found, and asks for what is missing.
    pub(super) fn tend_comparison(&mut self, ctx: &Context) {
        self.take_compared();
        self.tend_work(ctx);
        let wanted = (self.state.compare.baseline, self.state.compare.kept.per);
        if self.state.screen == Screen::Compare && self.comparing.asked != Some(wanted) {
            self.comparing.asked = Some(wanted);
            self.ask_compared(ctx, wanted);
        }
    }

    fn ask_compared(&mut self, ctx: &Context, (baseline, per): (usize, Per)) {
        let Some(shown) = &mut self.comparing.shown else { return };
        shown.stale = true;
        let solved = shown.variants.clone();
        let inputs: Vec<(String, Input)> = shown
            .members
            .iter()
            .map(|member| (member.wanted.name.clone(), Input::new(Arc::clone(&member.plan), Arc::clone(&self.base))))
            .collect();
        let work = move |watch: &crate::solve::Watch| -> Option<Solved> {
            let variants = match solved {
                Some(variants) => variants,
                None => {
                    Arc::new(inputs.iter().map(|(name, input)| Variant::solved(name, input, watch.cancel())).collect::<Option<Vec<_>>>()?)
                }
            };
            let told = Told::of(&variants, baseline, per)?;
            Some((variants, told))
        };
        match Errand::start(ctx, work) {
            Ok(errand) => self.comparing.solving = Some(errand),
            Err(message) => self.warn(format!("No thread to compare on: {message}")),
        }
    }

    fn take_compared(&mut self) {
        let Some(answer) = self.comparing.solving.as_ref().and_then(Errand::answer) else { return };
        self.comparing.solving = None;
        match (answer, &mut self.comparing.shown) {
            (Ok((variants, told)), Some(shown)) => {
                (shown.variants, shown.told, shown.stale) = (Some(variants), Some(told), false);
            }
            (Err(message), _) => self.warn(format!("Comparing failed: {message}")),
            _ => {}
        }
    }
}

/// A plan with inputs at some values.
fn varied(plan: &Arc<Plan>, base: &Arc<Catalog>, set: &[(String, String)]) -> Result<Plan, String> {
    let catalog = Input::new(Arc::clone(plan), Arc::clone(base)).catalog;
    set.iter().try_fold(Plan::clone(plan), |plan, (path, value)| {
        let edit = vary::edit(&plan, &catalog, path, value)?;
        apply(&plan, base, &edit).map_err(|refusal| refusal.to_string())
    })
}

/// Names, each once: a number behind what comes again.
fn rename_doubles(members: &mut [Member]) {
    let mut taken: Vec<String> = Vec::new();
    for member in members {
        let name = member.wanted.name.clone();
        let mut names = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name} ({number})")));
        member.wanted.name = names.find(|name| !taken.contains(name)).unwrap_or(name);
        taken.push(member.wanted.name.clone());
    }
}
