//! What a comparison consists of, and what there is to say of it. Made by the window's threads; panels read it.

use std::path::PathBuf;
use std::sync::Arc;

use super::view::Flip;
use crate::edit::Edit;
use crate::explore::Variant;
use crate::explore::candidates::{Candidate, candidates};
use crate::explore::compare::inputs::{InputRow, differences, warnings};
use crate::explore::compare::metrics::Metric;
use crate::explore::compare::service::{Service, serviceability};
use crate::explore::compare::why::{Total, Waterfall};
use crate::explore::compare::{Comparison, Per, Row, breaks, paragraph};
use crate::explore::flip::Flipped;
use crate::explore::sweep::Point;
use crate::explore::uncertainty::Study;
use crate::explore::uncertainty::monte_carlo::Draws;
use crate::explore::vary::Axis;
use crate::model::plan::Plan;
use crate::model::severity::Severity;
use crate::ui::floor::index::Index;

/// Where a plan comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The one in the editor.
    Editor,
    Preset(String),
    File(PathBuf),
}

/// A plan that should be compared: where it comes from and what is changed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub name: String,
    pub source: Source,
    pub edits: Vec<Edit>,
}

impl Wanted {
    pub fn plain(name: impl Into<String>, source: Source) -> Self {
        Self { name: name.into(), source, edits: Vec::new() }
    }
}

/// The same with the plan it comes to.
#[derive(Clone, Debug)]
pub struct Member {
    pub wanted: Wanted,
    pub plan: Arc<Plan>,
}

/// What is compared.
#[derive(Debug, Default)]
pub struct Shown {
    pub title: String,
    pub members: Vec<Member>,
    /// All of them solved, in their order; none before the first answer.
    pub variants: Option<Arc<Vec<Variant>>>,
    pub told: Option<Told>,
    /// A newer answer is on its way.
    pub stale: bool,
    pub sweep: Work<Swept>,
    pub sure: Work<Sure>,
}

/// Something that takes a while: the last answer, and how far the next one is.
#[derive(Debug)]
pub struct Work<T> {
    pub answer: Option<T>,
    /// Points done and points in all, while it is under way; none in all where nobody knows.
    pub under_way: Option<(usize, usize)>,
    /// Why there is no answer to what is asked now.
    pub refused: Option<String>,
}

impl<T> Default for Work<T> {
    fn default() -> Self {
        Self { answer: None, under_way: None, refused: None }
    }
}

/// Two plans over one input or two.
#[derive(Clone, Debug)]
pub struct Swept {
    /// Places of baseline and variant.
    pub pair: [usize; 2],
    pub flip: Flip,
    pub axes: Vec<Axis>,
    pub points: Vec<Point>,
    pub metric: &'static Metric,
}

impl Swept {
    /// The same, to be drawn.
    pub fn flipped(&self) -> Flipped<'_> {
        Flipped { axes: &self.axes, points: &self.points, metric: self.metric, place: 0 }
    }
}

/// How sure a difference is.
#[derive(Clone, Debug)]
pub struct Sure {
    pub pair: [usize; 2],
    pub study: Study,
    /// By result; none before they are made.
    pub draws: Vec<Draws>,
}

impl Shown {
    /// Solved variants and what is said of them, once both are there.
    pub fn answer(&self) -> Option<(&[Variant], &Told)> {
        Some((self.variants.as_ref()?.as_slice(), self.told.as_ref()?))
    }

    pub fn name(&self, place: usize) -> &str {
        self.members.get(place).map_or("", |member| member.wanted.name.as_str())
    }

    /// `copper-1024 against cpo-1024`.
    pub fn heading(&self) -> String {
        let names: Vec<&str> = self.members.iter().map(|member| member.wanted.name.as_str()).collect();
        if self.title.is_empty() { names.join(" against ") } else { self.title.clone() }
    }

    /// Places in the order they show: the baseline, then the others.
    pub fn order(&self, baseline: usize) -> Vec<usize> {
        let others = (0..self.members.len()).filter(|place| *place != baseline);
        std::iter::once(baseline).filter(|place| *place < self.members.len()).chain(others).collect()
    }
}

/// What there is to say of variants against one of them.
#[derive(Clone, Debug)]
pub struct Told {
    pub baseline: usize,
    pub per: Per,
    pub rows: Vec<Row>,
    pub words: Vec<String>,
    pub warnings: Vec<String>,
    pub inputs: Vec<InputRow>,
    /// By variant and total; none for the baseline.
    pub waterfalls: Vec<Vec<Waterfall>>,
    /// By variant.
    pub services: Vec<Vec<Service>>,
    /// Inputs that can vary, by the variant that is compared with the baseline.
    pub candidates: Vec<Vec<Candidate>>,
    /// Where the racks of each variant stand, and the worst of what is wrong with each of them.
    pub floors: Vec<Index>,
    pub worst: Vec<Vec<Option<Severity>>>,
}

impl Told {
    /// `None` unless the baseline is one of them.
    pub fn of(variants: &[Variant], baseline: usize, per: Per) -> Option<Self> {
        let comparison = Comparison::of(variants, baseline, per)?;
        let base = comparison.base()?;
        let steps = |(place, other): (usize, &Variant)| {
            let totals = Total::ALL.iter().filter(|_| place != baseline);
            totals.map(|total| Waterfall::of(*total, base, other)).collect()
        };
        Some(Self {
            baseline,
            per,
            rows: comparison.rows(),
            words: paragraph(&comparison),
            warnings: variants.iter().filter_map(breaks).chain(warnings(variants).iter().map(|warning| warning.text())).collect(),
            inputs: differences(variants),
            waterfalls: variants.iter().enumerate().map(steps).collect(),
            services: variants.iter().map(serviceability).collect(),
            candidates: variants.iter().map(|other| candidates([base, other])).collect(),
            worst: variants.iter().map(|variant| variant.report.worst_of_racks()).collect(),
            floors: variants.iter().map(|variant| Index::of(variant.plan(), &variant.report.input.catalog)).collect(),
        })
    }

    /// Why a variant has another total.
    pub fn waterfall(&self, place: usize, total: Total) -> Option<&Waterfall> {
        self.waterfalls.get(place)?.iter().find(|one| one.total == total)
    }
}
