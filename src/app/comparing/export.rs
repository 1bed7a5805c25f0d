//! A comparison on its way out: as a file to open again, as one long table, as a report, as a drawing of why. The command line writes the same bytes.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::App;
use crate::app::jobs::Content;
use crate::cli::compare::csv_of;
use crate::explore::Variant;
use crate::explore::compare::why::{Total, Waterfall};
use crate::explore::compare::{Comparison, Per, Row};
use crate::io::export;
use crate::ui::compare::Wanted;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Ron,
    Csv,
    Html,
    /// Why the chosen total differs.
    Svg(Total),
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Ron => "ron",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Svg(_) => "svg",
        }
    }
}

/// A comparison as somebody looks at it. Made into text on the file thread, because a report takes longer than a frame.
#[derive(Debug)]
pub struct ComparisonOf {
    title: String,
    members: Vec<Wanted>,
    variants: Arc<Vec<Variant>>,
    baseline: usize,
    per: Per,
    only_differences: bool,
    /// The variant a drawing is about.
    other: usize,
    form: Form,
}

impl ComparisonOf {
    /// The text for a file at a path.
    pub fn text(&self, path: &std::path::Path) -> Result<String, String> {
        let comparison = Comparison::of(&self.variants, self.baseline, self.per).ok_or("there is no baseline")?;
        match self.form {
            Form::Ron => {
                let baseline = self.members.get(self.baseline).map_or("", |wanted| wanted.name.as_str());
                super::gather::text(&self.title, baseline, &self.members, path)
            }
            Form::Csv => Ok(csv_of(&comparison, &self.rows(&comparison))),
            Form::Html => Ok(export::comparison(&self.title, &comparison, &self.rows(&comparison))),
            Form::Svg(total) => self.drawing(&comparison, total),
        }
    }

    fn rows(&self, comparison: &Comparison) -> Vec<Row> {
        if self.only_differences { comparison.different_rows() } else { comparison.rows() }
    }

    fn drawing(&self, comparison: &Comparison, total: Total) -> Result<String, String> {
        let pair = comparison.base().zip(self.variants.get(self.other));
        let (base, other) = pair.ok_or("there is nothing to compare with")?;
        Ok(export::waterfall(&Waterfall::of(total, base, other), (&base.name, &other.name)))
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
            other: view.other(variants.len()).unwrap_or(0),
            variants,
            form,
        };
        self.export_at(PathBuf::from(format!("comparison.{}", form.ending())), Content::Comparison(Box::new(of)));
    }
}
