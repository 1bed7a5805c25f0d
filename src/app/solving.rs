//! Keeps the report up to date: in the frame itself while that is quick, on the solver's thread otherwise. Computes nothing itself.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Context;

use super::App;
use crate::background::Background;
use crate::edit::{Edit, apply};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::solve::{Cancel, Input, solve};
use crate::ui::reading::{Before, Reading};
use crate::ui::state::{Screen, Severity};

/// Answers that take no longer come in the frame that asked.
const QUICK: Duration = Duration::from_millis(8);
/// Plans up to this size are tried in the frame when nothing is known of their time.
const SMALL: usize = 2_000;
/// Racks that are moved in the frame however large the plan is: what depends on them is corrected, the rest stays.
const FEW: usize = 500;

/// The solver as the window uses it.
pub(super) struct Solving {
    background: Background,
    input: Option<Input>,
    reading: Option<Reading>,
    /// The state on screen: revision of the document, number of the preview.
    shown: Option<(u64, u64)>,
    /// The document's totals, from which a gesture departs.
    settled: Option<(u64, Before)>,
    /// The edit a gesture would make if it ended now.
    preview: Option<Edit>,
    previews: u64,
    /// How long solving all of the plan took last.
    whole: Duration,
    /// Questions so far, and the one whose answer is wanted.
    asked: u64,
    waiting: Option<u64>,
}

impl Solving {
    pub fn start(ctx: &Context) -> Result<Self, String> {
        let wake = ctx.clone();
        let background = Background::start(move || wake.request_repaint()).map_err(|error| format!("no thread for the solver: {error}"))?;
        Ok(Self {
            background,
            input: None,
            reading: None,
            shown: None,
            settled: None,
            preview: None,
            previews: 0,
            whole: Duration::ZERO,
            asked: 0,
            waiting: None,
        })
    }

    pub fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// What a gesture would do; `None` when it is over.
    pub fn set_preview(&mut self, edit: Option<Edit>) {
        if self.preview != edit {
            self.preview = edit;
            self.previews += 1;
        }
    }

    /// Forgets everything: another plan is opened.
    pub fn forget(&mut self) {
        self.drop_question();
        (self.input, self.reading, self.shown, self.settled, self.preview) = (None, None, None, None, None);
    }

    fn next_input(&self, plan: Arc<Plan>, base: &Arc<Catalog>) -> Input {
        self.input.as_ref().map_or_else(|| Input::new(Arc::clone(&plan), Arc::clone(base)), |input| input.next(Arc::clone(&plan)))
    }

    /// What was asked is no longer wanted, even if the answer is there already.
    fn drop_question(&mut self) {
        self.background.cancel();
        self.waiting = None;
    }

    /// Totals to compare with: those of the document during a gesture and right after it, those before the last change otherwise.
    fn before(&self, revision: u64) -> Option<Before> {
        let reading = self.reading.as_ref()?;
        match &self.settled {
            Some((settled, before)) if self.preview.is_some() && *settled == revision => Some(before.clone()),
            Some((_, before)) if reading.preview => Some(before.clone()),
            _ => Some(reading.as_before()),
        }
    }

    /// Few moved racks are, and plans that were solved quickly before.
    fn is_quick(&self, input: &Input) -> bool {
        let Some(reading) = &self.reading else { return input.plan.racks.len() <= SMALL };
        self.whole <= QUICK || reading.report.racks_to_move(input).is_some_and(|racks| racks <= FEW)
    }
}

impl App {
    /// Brings the report to the plan on screen, or asks for it.
    pub(super) fn solve(&mut self) {
        if self.state.screen != Screen::Plan {
            return;
        }
        self.take_solved();
        let revision = self.document.revision();
        let state = (revision, self.solving.previews);
        if self.solving.shown == Some(state) {
            return;
        }
        let plan = self.plan_on_screen();
        let input = self.solving.next_input(Arc::clone(&plan), &self.base);
        let before = self.solving.before(revision);
        if self.solving.is_quick(&input) {
            self.solve_now(&input, before)
        } else {
            self.ask(&input)
        }
        self.solving.input = Some(input);
        self.solving.shown = Some(state);
        self.settle(revision);
    }

    /// The document's plan, or what a gesture makes of it.
    fn plan_on_screen(&self) -> Arc<Plan> {
        let plan = self.document.plan();
        let would_be = self.solving.preview.as_ref().and_then(|edit| apply(plan, &self.base, edit).ok());
        would_be.map_or_else(|| Arc::clone(plan), Arc::new)
    }

    fn solve_now(&mut self, input: &Input, before: Option<Before>) {
        let start = Instant::now();
        self.solving.drop_question();
        let preview = self.solving.preview.is_some();
        let moved = self.solving.reading.as_ref().is_some_and(|reading| reading.report.racks_to_move(input).is_some());
        if let Some(reading) = &mut self.solving.reading {
            if reading.report.update(input, &Cancel::default()) {
                reading.renew(start.elapsed(), before);
                reading.preview = preview;
            }
        } else if let Some(report) = solve(input, &Cancel::default()) {
            self.solving.reading = Some(Reading::new(report, start.elapsed(), None));
        }
        if !moved {
            self.solving.whole = start.elapsed();
        }
    }

    fn ask(&mut self, input: &Input) {
        self.solving.asked += 1;
        self.solving.waiting = Some(self.solving.asked);
        self.solving.background.ask(self.solving.asked, input.clone());
        if let Some(reading) = &mut self.solving.reading {
            reading.stale = true;
        }
    }

    fn take_solved(&mut self) {
        let Some(answer) = self.solving.background.answer().filter(|answer| self.solving.waiting == Some(answer.revision)) else { return };
        self.solving.waiting = None;
        match answer.report {
            Ok(report) => {
                let before = self.solving.before(self.document.revision());
                let mut reading = Reading::new(*report, answer.took, before);
                reading.preview = self.solving.preview.is_some();
                self.solving.reading = Some(reading);
                self.solving.whole = answer.took;
                self.settle(self.document.revision());
            }
            Err(message) => {
                let details = format!("The plan is unharmed; this is a defect of Rackwright: {message}");
                self.state.notify(Severity::Error, "Solving failed", details);
            }
        }
    }

    /// Keeps the document's totals for the next gesture.
    fn settle(&mut self, revision: u64) {
        let fresh = self.solving.reading.as_ref().filter(|reading| !reading.stale && self.solving.preview.is_none());
        if let Some(reading) = fresh {
            self.solving.settled = Some((revision, reading.as_before()));
        }
    }
}
