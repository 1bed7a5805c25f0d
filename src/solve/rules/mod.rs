//! Design rules, one a file: what is looked at, when it fires, what to do. Their doc comments are the help people read.
//!
//! Rules of single racks are kept as marks, one bit each, so that an edit looks again only at the racks it touches; what a finding says is
//! worked out when somebody reads it.

mod facts;
mod finding;
mod marks;
mod say;

mod air_heat;
mod bend_radius;
mod blast_radius;
mod blocked_aisle;
mod busbar;
mod carbon_unknown;
mod domain_exceeds_radix;
mod duplicate_name;
mod faceplate;
mod floor_load;
mod laser_supply;
mod liquid_loop;
mod maturity;
mod off_floor;
mod overlap;
mod oversubscription;
mod package_edge;
mod rack_feed;
mod rack_height;
mod rack_mass;
mod reach;
mod room;
mod site_limit;
mod stale_estimate;
mod switch_shortage;
mod tray_fill;
mod unknown_part;
mod unused_ports;

use super::report::Report;
use crate::edit::Edit;
use crate::model::plan::Subject;
use crate::model::severity::Severity;

pub use finding::{Counts, Finding, Fix};
pub(super) use marks::{Marks, mark_all, remark, remark_plan};

/// A design rule.
pub struct Rule {
    /// What waivers name; never changes.
    pub id: &'static str,
    pub title: &'static str,
    pub severity: Severity,
    /// What it looks at, why, what to do: lines of one or more paragraphs.
    pub help: &'static [&'static str],
    pub scope: Scope,
}

/// What a rule looks at, which says when it has to be looked at again.
pub enum Scope {
    /// One rack's power, heat and parts: what follows from its type and from the link ends it has, and from nothing else. The rack and its
    /// type are the subjects.
    Rack { broken: fn(&Report, u32) -> bool, tell: fn(&Report, u32) -> Breach },
    /// One rack's place among the others.
    Place { broken: fn(&super::places::Trouble) -> bool, tell: fn(&Report, u32) -> Breach },
    /// Bundles of some technology and length. Their racks and their tier are the subjects.
    Bundle { broken: fn(&Report, u32) -> bool, tell: fn(&Report, u32, &mut reach::Offers) -> Breach },
    /// Everything that moving racks cannot change; looked at again when names change.
    Plan(fn(&Report) -> Vec<Breach>),
    /// Everything else, from sums; looked at after every edit.
    Sums(fn(&Report) -> Vec<Breach>),
    /// From totals, which take longer than a gesture may: looked at when somebody reads findings.
    Totals(fn(&Report) -> Vec<Breach>),
}

/// What is broken, before it is known whether somebody waived it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breach {
    pub subjects: Vec<Subject>,
    /// One sentence: what, how much, how much is allowed.
    pub message: String,
    pub limit: String,
    pub actual: String,
    /// Milder than the rule says; only for rules of the plan or of sums.
    pub severity: Option<Severity>,
    /// Edits that mend it without harm elsewhere.
    pub fixes: Vec<Fix>,
}

impl Breach {
    pub fn new(subjects: Vec<Subject>, message: impl Into<String>) -> Self {
        Self { subjects, message: message.into(), ..Self::default() }
    }

    pub fn measured(mut self, actual: impl ToString, limit: impl ToString) -> Self {
        self.actual = actual.to_string();
        self.limit = limit.to_string();
        self
    }

    /// Good to know rather than wrong.
    pub fn as_note(mut self) -> Self {
        self.severity = Some(Severity::Note);
        self
    }

    pub fn fix(mut self, label: impl Into<String>, edit: Edit) -> Self {
        self.fixes.push(Fix { label: label.into(), edit });
        self
    }
}

/// Declares the rule of a file; the doc comment is the help.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $id:literal, $title:literal, $severity:ident, $scope:expr) => {
        $(#[doc = $doc])+
        pub const RULE: crate::solve::rules::Rule = crate::solve::rules::Rule {
            id: $id,
            title: $title,
            severity: crate::model::severity::Severity::$severity,
            help: &[$($doc),+],
            scope: $scope,
        };
    };
}
use rule;

/// All rules, in the order findings are listed: errors, warnings, notes, and of each what most depends on first.
pub const RULES: &[&Rule] = &[
    &unknown_part::RULE,
    &domain_exceeds_radix::RULE,
    &switch_shortage::RULE,
    &reach::RULE,
    &rack_feed::RULE,
    &site_limit::RULE,
    &air_heat::RULE,
    &liquid_loop::RULE,
    &overlap::RULE,
    &off_floor::RULE,
    &rack_height::RULE,
    &rack_mass::RULE,
    &package_edge::RULE,
    &faceplate::RULE,
    &busbar::RULE,
    &blocked_aisle::RULE,
    &floor_load::RULE,
    &laser_supply::RULE,
    &tray_fill::RULE,
    &bend_radius::RULE,
    &blast_radius::RULE,
    &maturity::RULE,
    &duplicate_name::RULE,
    &oversubscription::RULE,
    &unused_ports::RULE,
    &carbon_unknown::RULE,
    &stale_estimate::RULE,
];

// Marks of racks have a bit for each rule.
const _: () = assert!(RULES.len() <= 32);

/// The rule with this id.
pub fn rule_named(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}
