//! Findings as a list to go through: which are shown, which comes next, which racks one is about.

use crate::model::plan::{Plan, Subject, Waiver};
use crate::model::racks::RackId;
use crate::model::severity::Severity;
use crate::solve::rules::{Finding, rule_named};
use crate::ui::reading::Reading;
use crate::ui::state::{FindingFilter, FindingKey};

/// What a finding is known by across edits.
pub fn key(finding: &Finding) -> FindingKey {
    FindingKey { rule: finding.rule, subjects: finding.subjects.clone() }
}

/// Findings that pass the filter: errors first, then warnings and notes, the waived ones last; each in the order of rules.
pub fn listed<'r>(reading: &'r Reading, filter: &FindingFilter) -> Vec<&'r Finding> {
    let wanted = filter.text.to_lowercase();
    let mut shown: Vec<&Finding> = reading.findings().iter().filter(|finding| passes(finding, filter, &wanted)).collect();
    shown.sort_by_key(|finding| (finding.waived.is_some(), order(finding.severity)));
    shown
}

fn passes(finding: &Finding, filter: &FindingFilter, wanted: &str) -> bool {
    let kind = match (finding.waived.is_some(), finding.severity) {
        (true, _) => filter.waived,
        (_, Severity::Error) => filter.errors,
        (_, Severity::Warning) => filter.warnings,
        (_, Severity::Note) => filter.notes,
    };
    let rule = filter.rule.is_none_or(|rule| rule == finding.rule);
    kind && rule && (wanted.is_empty() || says(finding, wanted))
}

fn says(finding: &Finding, wanted: &str) -> bool {
    let title = rule_named(finding.rule).map_or("", |rule| rule.title);
    [finding.message.as_str(), title, finding.rule].iter().any(|text| text.to_lowercase().contains(wanted))
}

fn order(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

/// The finding after or before the one that was looked at last, round and round; waived ones are passed over.
pub fn next(reading: &Reading, filter: &FindingFilter, current: Option<&FindingKey>, forward: bool) -> Option<FindingKey> {
    let open: Vec<&Finding> = listed(reading, filter).into_iter().filter(|finding| finding.waived.is_none()).collect();
    let at = current.and_then(|current| open.iter().position(|finding| key(finding) == *current));
    let last = open.len().checked_sub(1)?;
    let place = match (at, forward) {
        (Some(at), true) if at < last => at + 1,
        (Some(at), false) if at > 0 => at - 1,
        (_, true) => 0,
        (_, false) => last,
    };
    open.get(place).map(|finding| key(finding))
}

/// Racks a finding is about; those of its rack type where it names no rack.
pub fn racks(plan: &Plan, subjects: &[Subject]) -> Vec<RackId> {
    let named: Vec<RackId> = subjects.iter().filter_map(rack).filter(|id| plan.racks.contains(*id)).collect();
    if !named.is_empty() {
        return named;
    }
    let of_type = |kind: &_| subjects.iter().any(|subject| matches!(subject, Subject::RackType { id } if id == kind));
    plan.racks.iter().filter(|rack| of_type(&rack.kind)).map(|rack| rack.id).collect()
}

fn rack(subject: &Subject) -> Option<RackId> {
    match subject {
        Subject::Rack { id } => Some(*id),
        _ => None,
    }
}

/// The waiver that accepts a finding.
pub fn waiver<'p>(plan: &'p Plan, finding: &Finding) -> Option<&'p Waiver> {
    let covers = |waiver: &Waiver| waiver.subjects.iter().all(|subject| finding.subjects.contains(subject));
    plan.waivers.iter().find(|waiver| waiver.rule.as_str() == finding.rule && covers(waiver))
}
