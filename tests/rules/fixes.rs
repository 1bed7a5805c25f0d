//! Fixes: edits that are offered mend what they are offered for and break nothing else.

use std::collections::BTreeSet;

use rackwright::edit::{Edit, apply};
use rackwright::io::presets::PLANS;
use rackwright::model::plan::Plan;
use rackwright::model::racks::RackId;
use rackwright::model::severity::Severity;
use rackwright::solve::Report;
use rackwright::solve::rules::rule_named;

use crate::support::{catalog, plan, preset, solved};

/// Presets as they are, and some with a fault that has a fix.
fn plans() -> Vec<Plan> {
    let demo = rackwright::io::presets::find("tiny-demo").expect("a preset").text;
    let changed = |old: &str, new: &str| {
        assert!(demo.contains(old), "{old}");
        plan(&demo.replacen(old, new, 1))
    };
    let mut plans: Vec<Plan> = PLANS.iter().map(|plan| preset(plan.name)).collect();
    plans.push(changed("(part: \"qm9700-box\", count: 3", "(part: \"qm9700-box\", count: 2"));
    plans.push(changed("name: \"A03\"", "name: \"A01\""));
    plans.push(changed("feed: \"66 kW\"", "feed: \"20 kW\""));
    plans.push(changed("tray_width: \"600 mm\"", "tray_width: \"25 mm\""));
    plans.push(without_a_switch_rack());
    plans
}

/// A hall with room for one switch rack more.
pub fn without_a_switch_rack() -> Plan {
    let racks = vec![RackId::new(32).expect("an id")];
    apply(&preset("superpod-b200-1024"), &catalog(), &Edit::DeleteRacks { racks }).expect("the edit is made")
}

/// Racks that are offered stand where nothing is in the way, and are as many as it takes.
#[test]
fn a_missing_switch_rack_is_placed() {
    let report = solved(without_a_switch_rack());
    let rule = rule_named("switch-shortage").expect("the rule");
    let finding = report.findings_of(rule, 1).pop().expect("switches are missing");
    let Some(Edit::PlaceRacks { racks, .. }) = finding.fixes.first().map(|fix| &fix.edit) else { panic!("{finding:#?}") };
    assert_eq!(racks.len(), 1);
}

/// Errors that nobody has waived, by rule and subjects.
fn errors(report: &Report) -> BTreeSet<(&'static str, String)> {
    let all = report.findings(usize::MAX).into_iter().filter(|finding| finding.severity == Severity::Error && finding.waived.is_none());
    all.map(|finding| (finding.rule, format!("{:?}", finding.subjects))).collect()
}

/// Findings of one rule are alike: a few of each are tried.
#[test]
fn every_fix_mends_and_breaks_nothing_else() {
    let mut tried = BTreeSet::new();
    for plan in plans() {
        let report = solved(plan.clone());
        let before = errors(&report);
        for finding in report.findings(3) {
            let rule = rule_named(finding.rule).expect("the rule");
            for fix in &finding.fixes {
                let mended = apply(&plan, &catalog(), &fix.edit).unwrap_or_else(|refusal| panic!("{}: {refusal}", fix.label));
                let after = solved(mended);
                let what = format!("{}: {} by: {}", plan.title, finding.message, fix.label);
                let still = after.findings_of(rule, usize::MAX).into_iter().any(|other| other.subjects == finding.subjects);
                assert!(!still, "not mended: {what}");
                assert!(after.count_of(rule) < report.count_of(rule), "not fewer: {what}");
                let new: Vec<_> = errors(&after).difference(&before).cloned().collect();
                assert!(new.is_empty(), "{what} leads to {new:?}");
                tried.insert(finding.rule);
            }
        }
    }
    let with_fixes = ["reach", "rack-feed", "duplicate-name", "switch-shortage", "tray-fill", "bend-radius"];
    assert_eq!(tried, BTreeSet::from(with_fixes));
}
