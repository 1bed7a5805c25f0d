//! What is under way below the results of a comparison: maps, lines, and how sure a difference is. The latest question wins, an older one is
//! cancelled.

use std::sync::Arc;
use std::time::Duration;

use egui::Context;

use crate::app::App;
use crate::app::errand::Errand;
use crate::explore::candidates::{Candidate, STEPS, axis};
use crate::explore::compare::metrics::{Metric, find};
use crate::explore::sweep::{Subject, Task, check, sweep};
use crate::explore::uncertainty::monte_carlo::solved;
use crate::explore::uncertainty::{LOOKED_AT, study};
use crate::explore::vary::Axis;
use crate::solve::Watch;
use crate::ui::compare::{Flip, Pane, Sure, Swept, Varied, Work};
use crate::ui::state::Screen;

/// Draws of the uncertain numbers, and where they begin: what the command line takes where nobody says.
const DRAWS: (u64, u64) = (2_000, 1);
/// From one look at the progress to the next.
const LOOK: Duration = Duration::from_millis(100);

/// Places of baseline and variant.
type Pair = [usize; 2];

/// The errands, and the questions they answer.
#[derive(Default)]
pub(super) struct Under {
    sweep: Option<Errand<Result<Swept, String>>>,
    swept: Option<(Pair, Flip)>,
    sure: Option<Errand<Sure>>,
    /// The plans that the last question about certainty was about.
    asked: Option<(Pair, Arc<[Subject; 2]>)>,
}

impl Under {
    /// Gives up what is under way; the question is not asked again until it is another one.
    pub fn stop(&mut self) {
        (self.sweep, self.sure) = (None, None);
    }
}

impl App {
    /// Takes answers, tells how far the others are, and asks what the tab that shows needs.
    pub(super) fn tend_work(&mut self, ctx: &Context) {
        self.take_work(ctx);
        self.tell_progress(ctx);
        if self.state.screen == Screen::Compare {
            match self.state.compare.kept.pane {
                Pane::Flip => self.ask_sweep(ctx),
                Pane::Sure => self.ask_sure(ctx),
                _ => {}
            }
        }
    }

    fn take_work(&mut self, ctx: &Context) {
        let Some(shown) = &mut self.comparing.shown else { return };
        let under = &mut self.comparing.work;
        if let Some(answer) = under.sweep.as_ref().and_then(Errand::answer) {
            under.sweep = None;
            put(&mut shown.sweep, answer.and_then(|swept| swept));
        }
        if let Some(answer) = under.sure.as_ref().and_then(Errand::answer) {
            under.sure = None;
            put(&mut shown.sure, answer);
            // What moves the difference is shown while the draws, which take longer, are still made.
            let study = shown.sure.answer.clone().filter(|sure| sure.draws.is_empty());
            if let Some((study, (_, subjects))) = study.zip(under.asked.clone()) {
                under.sure = Errand::start(ctx, move |watch| drawn(study, &subjects, watch)).ok();
            }
        }
    }

    fn tell_progress(&mut self, ctx: &Context) {
        let Some(shown) = &mut self.comparing.shown else { return };
        let under = &self.comparing.work;
        shown.sweep.under_way = under.sweep.as_ref().map(Errand::far);
        shown.sure.under_way = under.sure.as_ref().map(Errand::far);
        if under.sweep.is_some() || under.sure.is_some() {
            ctx.request_repaint_after(LOOK);
        }
    }

    /// The pair that is looked at, once it is solved.
    fn pair(&self) -> Option<(Pair, [Subject; 2])> {
        let shown = self.comparing.shown.as_ref()?;
        let (variants, told) = shown.answer().filter(|_| !shown.stale)?;
        let other = self.state.compare.other(variants.len())?;
        let subject = |place: usize| Some(Subject { plan: Arc::clone(variants.get(place)?.plan()), base: Arc::clone(&self.base) });
        Some(([told.baseline, other], [subject(told.baseline)?, subject(other)?]))
    }

    fn ask_sweep(&mut self, ctx: &Context) {
        let Some((pair, subjects)) = self.pair() else { return };
        let asked = (pair, self.state.compare.flip.clone());
        if self.comparing.work.swept.as_ref() == Some(&asked) {
            return;
        }
        let candidates = self.comparing.shown.as_ref().and_then(|shown| shown.told.as_ref()?.candidates.get(pair[1]));
        let question = question(&asked.1, candidates.map_or(&[], Vec::as_slice));
        let started = question.and_then(|(axes, metric)| {
            let flip = asked.1.clone();
            Errand::start(ctx, move |watch| swept(pair, &subjects, flip, (axes, metric), watch))
        });
        self.comparing.work.swept = Some(asked);
        let work = self.comparing.shown.as_mut().map(|shown| &mut shown.sweep);
        match started {
            Ok(errand) => self.comparing.work.sweep = Some(errand),
            Err(why) => {
                self.comparing.work.sweep = None;
                work.into_iter().for_each(|work| work.refused = Some(why.clone()));
            }
        }
    }

    fn ask_sure(&mut self, ctx: &Context) {
        let Some((pair, subjects)) = self.pair() else { return };
        if self.comparing.work.asked.as_ref().is_some_and(|(asked, _)| *asked == pair) {
            return;
        }
        let subjects = Arc::new(subjects);
        self.comparing.work.asked = Some((pair, Arc::clone(&subjects)));
        match Errand::start(ctx, move |watch| sure(pair, &subjects, watch)) {
            Ok(errand) => self.comparing.work.sure = Some(errand),
            Err(message) => self.warn(format!("No thread to work on: {message}")),
        }
    }
}

fn put<T>(work: &mut Work<T>, answer: Result<T, String>) {
    match answer {
        Ok(answer) => (work.answer, work.refused) = (Some(answer), None),
        Err(why) => work.refused = Some(why),
    }
}

/// Axes and result of a question; an input nobody has chosen is the first there is, with its own range.
fn question(flip: &Flip, candidates: &[Candidate]) -> Result<(Vec<Axis>, &'static Metric), String> {
    let metric = find(flip.metric).ok_or("there is no such result")?;
    let one = |varied: &Varied, place: usize| {
        let Varied { path, range } = varied.or_first(candidates, place);
        axis(&path, &range, STEPS)
    };
    let axes = std::iter::once((&flip.across, 0)).chain(flip.up.as_ref().map(|up| (up, 1)));
    Ok((axes.map(|(varied, place)| one(varied, place)).collect::<Result<_, _>>()?, metric))
}

/// The variant against the baseline over the axes. `Err` says why that cannot be.
fn swept(
    pair: [usize; 2],
    [base, other]: &[Subject; 2],
    flip: Flip,
    (axes, metric): (Vec<Axis>, &'static Metric),
    watch: &Watch,
) -> Option<Result<Swept, String>> {
    let task = Task { plan: other, against: Some(base), axes: &axes, metrics: &[metric], shard: (0, 1) };
    if let Err(why) = check(&task) {
        return Some(Err(why));
    }
    let points = sweep(&task, watch)?;
    Some(Ok(Swept { pair, flip, axes, points, metric }))
}

fn sure(pair: [usize; 2], [base, other]: &[Subject; 2], watch: &Watch) -> Option<Sure> {
    let metrics: Vec<&'static Metric> = LOOKED_AT.iter().filter_map(|key| find(key)).collect();
    Some(Sure { pair, study: study([base, other], &metrics, watch)?, draws: Vec::new() })
}

fn drawn(sure: Sure, [base, other]: &[Subject; 2], watch: &Watch) -> Option<Sure> {
    let draws = solved(&sure.study, [base, other], DRAWS, watch)?;
    Some(Sure { draws, ..sure })
}
