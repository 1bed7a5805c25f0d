//! A comparison on its way out: as a file to open again, as one long table, as a report, as the drawing that shows below the results. The command
//! line writes the same bytes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::App;
use crate::app::writing::Content;
use crate::explore::Variant;
use crate::explore::candidates::Candidate;
use crate::explore::compare::why::{Total, Waterfall};
use crate::explore::compare::{Comparison, Per, Row};
use crate::io::export;
use crate::solve::Watch;
use crate::ui::compare::{Pane, Shown, Sure, Swept, Wanted};
use crate::ui::state::Severity;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Ron,
    Csv,
    Html,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Ron => "ron",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }
}

/// A comparison as somebody looks at it.
#[derive(Debug)]
pub struct ComparisonOf {
    title: String,
    members: Vec<Wanted>,
    variants: Arc<Vec<Variant>>,
    baseline: usize,
    per: Per,
    only_differences: bool,
    form: Form,
}

impl ComparisonOf {
    /// The text for a file at a path; `None` if nobody wants it any more.
    pub fn text(&self, path: &Path, watch: &Watch) -> Option<Result<String, String>> {
        let Some(comparison) = Comparison::of(&self.variants, self.baseline, self.per) else {
            return Some(Err("there is no baseline".to_string()));
        };
        match self.form {
            Form::Ron => {
                let baseline = self.members.get(self.baseline).map_or("", |wanted| wanted.name.as_str());
                Some(super::gather::text(&self.title, baseline, &self.members, path))
            }
            Form::Csv => Some(Ok(export::comparison_table(&comparison, &self.rows(&comparison)))),
            Form::Html => export::comparison(&self.title, &comparison, &self.rows(&comparison), watch).map(Ok),
        }
    }

    fn rows(&self, comparison: &Comparison) -> Vec<Row> {
        if self.only_differences { comparison.different_rows() } else { comparison.rows() }
    }
}

impl App {
    pub(in crate::app) fn export_comparison(&mut self, form: Form) {
        let view = self.state.compare.clone();
        let Some((shown, variants)) = self.comparing.shown().and_then(|shown| Some((shown, Arc::clone(shown.variants.as_ref()?)))) else {
            return;
        };
        let of = ComparisonOf {
            title: shown.title.clone(),
            members: shown.members.iter().map(|member| member.wanted.clone()).collect(),
            baseline: view.baseline,
            per: view.kept.per,
            only_differences: view.kept.only_differences,
            variants,
            form,
        };
        self.export_at(PathBuf::from(format!("comparison.{}", form.ending())), Content::Comparison(Box::new(of)));
    }

    /// The drawing that shows below the results.
    pub(in crate::app) fn export_drawing(&mut self) {
        let pane = self.state.compare.kept.pane;
        match self.drawing(pane) {
            Some(text) => self.export_at(PathBuf::from(format!("comparison-{pane}.svg")), Content::Bytes(text.into_bytes())),
            None => self.state.notify(
                Severity::Note,
                "There is no drawing here",
                "Why, When it flips and How sure have one, once they are worked out",
            ),
        }
    }

    fn drawing(&self, pane: Pane) -> Option<String> {
        let shown = self.comparing.shown()?;
        let variants = shown.variants.as_deref()?;
        let pair = [self.state.compare.baseline, self.state.compare.other(variants.len())?];
        let kept = &self.state.compare.kept;
        match pane {
            Pane::Why => waterfall(shown, variants, pair, kept.total),
            Pane::Flip => shown.sweep.answer.as_ref().filter(|swept| swept.pair == pair).map(|swept| flip(shown, swept)),
            Pane::Sure => {
                shown.sure.answer.as_ref().filter(|sure| sure.pair == pair).map(|sure| tornado(shown, sure, self.state.compare.sure))
            }
            Pane::Words | Pane::Service => None,
        }
    }
}

fn waterfall(shown: &Shown, variants: &[Variant], [base, other]: [usize; 2], total: Total) -> Option<String> {
    let chart = Waterfall::of(total, variants.get(base)?, variants.get(other)?);
    Some(export::waterfall(&chart, (shown.name(base), shown.name(other))))
}

fn flip(shown: &Shown, swept: &Swept) -> String {
    let [base, other] = swept.pair;
    let candidates: &[Candidate] = shown.told.as_ref().and_then(|told| told.candidates.get(other)).map_or(&[], Vec::as_slice);
    export::flip(&swept.flipped(), (Some(shown.name(base)), shown.name(other)), candidates)
}

fn tornado(shown: &Shown, sure: &Sure, place: usize) -> String {
    let [base, other] = sure.pair.map(|place| shown.name(place));
    export::tornado(&sure.study, place.min(sure.study.metrics.len().saturating_sub(1)), (base, other))
}
