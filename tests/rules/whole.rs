//! What holds for all findings of all plans: whom they name, waivers one by one, marks of racks, names among many racks.

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::io::presets::PLANS;
use rackwright::model::geometry::Point;
use rackwright::model::plan::{Plan, Subject, Waiver};
use rackwright::model::racks::{Rack, RackId, Racks};
use rackwright::model::text::{Id, Name, Text};
use rackwright::solve::rules::{Counts, Finding, RULES, Scope, rule_named};
use rackwright::solve::{Cancel, Report};

use crate::cases;
use crate::support::{catalog, preset, solved};

/// All presets, and the plans that break each rule.
fn plans() -> Vec<Plan> {
    PLANS.iter().map(|plan| preset(plan.name)).chain(cases::broken()).collect()
}

/// Findings of racks name rack and type, those of links racks and tier; all name something that the plan or the catalogue has.
#[test]
fn subjects_are_what_a_rule_looks_at() {
    for report in plans().into_iter().map(solved) {
        for rule in RULES {
            for finding in report.findings_of(rule, 20) {
                check_subjects(&report, &rule.scope, &finding);
            }
        }
    }
}

fn check_subjects(report: &Report, scope: &Scope, finding: &Finding) {
    let subjects = finding.subjects.as_slice();
    let fits = match scope {
        Scope::Rack { .. } => matches!(subjects, [Subject::Rack { .. }, Subject::RackType { .. }]),
        Scope::Place { .. } => matches!(subjects, [Subject::Rack { .. }] | [Subject::Rack { .. }, Subject::Rack { .. }]),
        Scope::Bundle { .. } => matches!(subjects, [.., Subject::Tier { .. }]),
        Scope::Plan(_) | Scope::Sums(_) | Scope::Totals(_) => !subjects.is_empty(),
    };
    assert!(fits, "{finding:#?}");
    let plan = &report.input.plan;
    for subject in subjects {
        let exists = match subject {
            Subject::Rack { id } => plan.racks.contains(*id),
            Subject::RackType { id } => plan.rack_type(id).is_some(),
            Subject::Tier { id } => plan.tier(id).is_some(),
            Subject::Part { id } => report.input.catalog.kind_of(id).is_some(),
            Subject::Plan {} => true,
        };
        assert!(exists, "{finding:#?}");
    }
    assert!(!finding.limit.is_empty() && !finding.actual.is_empty(), "{finding:#?}");
    assert!(!finding.message.contains("  ") && finding.message.chars().count() <= 200, "{}", finding.message);
}

/// A finding that is waived by its own subjects is waived, and all findings are still there.
#[test]
fn each_finding_can_be_waived_by_itself() {
    for plan in plans() {
        let report = solved(plan.clone());
        for finding in report.findings(1).into_iter().filter(|finding| finding.waived.is_none()) {
            let rule = rule_named(finding.rule).expect("a rule");
            let comment = Text::new("as agreed").expect("a text");
            let waiver = Waiver { rule: Id::new(rule.id).expect("an id"), subjects: finding.subjects.clone(), comment: comment.clone() };
            let mut waiving = report.clone();
            let edited = apply(&plan, &catalog(), &Edit::AddWaiver { waiver }).unwrap_or_else(|refusal| panic!("{refusal}"));
            assert!(waiving.update(&report.input.next(Arc::new(edited)), &Cancel::default()));
            assert_eq!(waiving.count_of(rule), report.count_of(rule), "{finding:?}");
            let now = waiving.findings_of(rule, usize::MAX);
            let told = now.iter().find(|other| other.message == finding.message).expect("it is still told");
            assert_eq!(told.waived.as_ref(), Some(&comment));
            let (before, after) = (report.counts(), waiving.counts());
            assert_eq!(
                after.waived,
                now.iter().filter(|finding| finding.waived.is_some()).count() as u64 + before.waived - earlier(&report, rule.id)
            );
            let all = |counts: Counts| counts.errors + counts.warnings + counts.notes + counts.waived;
            assert_eq!(all(before), all(after), "{finding:?}");
        }
    }
}

/// Findings of a rule that the plan had waived already.
fn earlier(report: &Report, rule: &str) -> u64 {
    let all = report.findings_of(rule_named(rule).expect("a rule"), usize::MAX);
    all.iter().filter(|finding| finding.waived.is_some()).count() as u64
}

/// What a rack is marked with is what findings say of it.
#[test]
fn marks_of_racks_are_their_findings() {
    for report in plans().into_iter().map(solved) {
        for (index, rack) in (0_u32..).zip(report.input.plan.racks.iter()) {
            for rule in report.rules_of_rack(index) {
                let named = |finding: &Finding| finding.subjects.first() == Some(&Subject::Rack { id: rack.id });
                assert!(report.findings_of(rule, usize::MAX).iter().any(named), "{} {}", rule.id, rack.name);
            }
        }
        for rule in RULES.iter().filter(|rule| matches!(rule.scope, Scope::Rack { .. } | Scope::Place { .. })) {
            let marked = (0..u32::try_from(report.racks.len()).expect("few"))
                .filter(|index| report.rules_of_rack(*index).any(|other| other.id == rule.id));
            assert_eq!(marked.count() as u64, report.count_of(rule), "{}", rule.id);
        }
    }
}

/// Findings that were corrected after a rack moved and moved back are those of a full solve, fixes and all.
#[test]
fn findings_follow_racks_that_move() {
    for plan in plans().into_iter().chain([crate::fixes::without_a_switch_rack()]) {
        let Some(rack) = plan.racks.iter().last().map(|rack| rack.id) else { continue };
        let (mut plan, mut report) = (plan.clone(), solved(plan));
        for (x, y) in [(600, 0), (-4_200, -1_300), (3_600, 1_300)] {
            let by_mm = Point::new(x, y).expect("small");
            plan = apply(&plan, &catalog(), &Edit::MoveRacks { racks: vec![rack], by_mm }).expect("the edit is made");
            assert!(report.update(&report.input.next(Arc::new(plan.clone())), &Cancel::default()));
            let full = solved(plan.clone());
            assert!(report.agrees_with(&full), "{}", plan.title);
            assert_eq!(report.counts(), full.counts());
            assert_eq!(report.findings(5), full.findings(5));
        }
    }
}

/// A list may be cut short; the count is not.
#[test]
fn lists_are_as_long_as_asked() {
    let report = solved(preset("copper-1024"));
    let rule = rule_named("reach").expect("a rule");
    assert!(report.count_of(rule) > 5);
    assert_eq!(report.findings_of(rule, 5).len(), 5);
    assert_eq!(report.findings_of(rule, usize::MAX).len() as u64, report.count_of(rule));
}

/// Among a hundred thousand racks the three that share two names are found, after a rename as after a full solve.
#[test]
fn names_are_compared_among_all_racks() {
    let mut plan = preset("tiny-demo");
    let first = plan.racks.at(0).expect("a rack").clone();
    let many = (1..=100_000_i64).map(|id| {
        let name = match id {
            77_777 => "R5".to_string(),
            99_999 | 100_000 => "R70000".to_string(),
            _ => format!("R{id}"),
        };
        let at = Point::new(id % 1_000 * 600, id / 1_000 * 3_000).expect("within");
        let id = RackId::new(id).expect("an id");
        Rack { id, name: Name::new(&name).expect("a name"), at, ..first.clone() }
    });
    plan.racks = Racks::new(many.collect()).expect("ids differ");
    plan.tiers = Arc::default();
    let rule = rule_named("duplicate-name").expect("a rule");
    let mut report = solved(plan.clone());
    let told = |report: &Report| report.findings_of(rule, 10).into_iter().map(|finding| finding.message).collect::<Vec<_>>();
    assert_eq!(told(&report), ["2 racks are called \"R5\"", "3 racks are called \"R70000\""]);
    let racks = vec![RackId::new(5).expect("an id")];
    let edit = Edit::RenameRacks { racks, name: Name::new("Z1").expect("a name"), count_on: false };
    let renamed = apply(&plan, &catalog(), &edit).expect("the edit is made");
    assert!(report.update(&report.input.next(Arc::new(renamed.clone())), &Cancel::default()));
    assert_eq!(told(&report), ["3 racks are called \"R70000\""]);
    assert!(report.agrees_with(&solved(renamed)));
}

/// Counts beyond all sense lead to findings, not to a panic.
#[test]
fn absurd_counts_are_told() {
    for (old, new) in [
        ("(part: \"gb200-compute-tray\", count: 3)", "(part: \"gb200-compute-tray\", count: 1000000000)"),
        ("(part: \"qm9700-box\", count: 3", "(part: \"qm9700-box\", count: 1000000000"),
        ("(part: \"power-shelf\", count: 3)", "(part: \"power-shelf\", count: 1000000000)"),
        ("rate: \"7.2 Tb/s\"", "rate: \"1000 Pb/s\""),
        ("width: \"7.2 m\"", "width: \"10000 km\""),
        ("aisle: \"1.2 m\"", "aisle: \"10000 km\""),
        ("tray_width: \"600 mm\"", "tray_width: \"0 m\""),
        ("dressing: \"500 mm\"", "dressing: \"10000 km\""),
        ("feed: \"66 kW\"", "feed: \"0 W\""),
    ] {
        let report = solved(cases::with("tiny-demo", old, new));
        assert!(!report.findings(3).is_empty(), "{new}");
        let counts = report.counts();
        assert!(counts.errors + counts.warnings + counts.notes > 0);
    }
}
