//! Comments: they stay with what they speak of when the plan is changed, and go to a parent when it is gone. None is ever lost.

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::io::plan_file;
use rackwright::model::catalog::Catalog;
use rackwright::model::geometry::Point;
use rackwright::model::plan::Plan;
use rackwright::model::racks::{RackId, Racks};

use super::random::Random;
use super::{V1, opened, plan_with};

fn racks_of(text: &str) -> Plan {
    opened(&plan_with(&format!("    racks: [\n{text}\n    ],"))).plan
}

fn id(number: i64) -> RackId {
    RackId::new(number).expect("an id")
}

/// Printed, and the line before and the line of `needle`.
fn around(plan: &Plan, needle: &str) -> (String, String) {
    let text = plan_file::print(plan);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| line.contains(needle)).unwrap_or_else(|| panic!("no {needle} in\n{text}"));
    (lines[at - 1].to_string(), lines[at].to_string())
}

const THREE: &str = "
// the first
(id: 1, name: \"A01\", kind: \"x\", at_mm: (0, 0)), // by the door
// the second
(id: 2, name: \"B07\", kind: \"x\", at_mm: (600, 0)),
(id: 3, name: \"C03\", kind: \"x\", at_mm: (1200, 0)), // by the wall
// no more";

#[test]
fn a_moved_rack_takes_its_comments_along() {
    let mut plan = racks_of(THREE);
    plan.racks.get_mut(id(1)).expect("is there").at = Point::new(-600, 4200).expect("on the floor");
    let (above, line) = around(&plan, "\"A01\"");
    assert_eq!(above, "// the first");
    assert!(line.contains("(-600, 4200)") && line.ends_with("// by the door"), "{line}");
    let text = plan_file::print(&plan);
    assert_eq!(opened(&text).plan, plan, "and still has them after another reading");
}

#[test]
fn comments_of_a_removed_rack_go_to_the_list() {
    let mut plan = racks_of(THREE);
    plan.racks.remove(&|rack| rack.id == id(1));
    let text = plan_file::print(&plan);
    let found = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is lost in\n{text}"));
    assert!(found("// the first") < found("racks: ["), "{text}");
    assert!(found("// by the door") < found("racks: ["), "{text}");
    assert!(found("racks: [") < found("// the second") && found("// the second") < found("\"B07\""), "{text}");
    assert!(found("\"C03\"") < found("// no more"), "{text}");
    let settled = opened(&text).plan;
    assert_eq!(settled.racks, plan.racks);
    assert_eq!(plan_file::print(&settled), text);
}

#[test]
fn racks_with_a_comment_of_their_own_join_no_run() {
    let mut plan = racks_of(THREE);
    for (number, name) in [(2, "A02"), (3, "A03")] {
        plan.racks.get_mut(id(number)).expect("is there").name = rackwright::model::text::Name::new(name).expect("a name");
    }
    let text = plan_file::print(&plan);
    assert!(!text.contains("count:"), "{text}");
    plan.comments = Default::default();
    assert!(plan_file::print(&plan).contains("count: 3"), "without comments they are a run");
    for comment in ["// the first", "// by the door", "// the second", "// by the wall", "// no more"] {
        assert_eq!(text.matches(comment).count(), 1, "{comment} in\n{text}");
    }
}

/// The plan after edits written as RON.
fn edited(plan: &Plan, edits: &str) -> Plan {
    let edits: Vec<Edit> = rackwright::io::decode::dialect().from_str(edits).expect("edits");
    edits.iter().fold(plan.clone(), |plan, edit| apply(&plan, &Catalog::default(), edit).expect("is made"))
}

#[test]
fn comments_of_a_deleted_rack_cling_to_no_later_one() {
    let plan = edited(&racks_of(THREE), "[delete_racks(racks: [3])]");
    assert_eq!(plan.racks.next_id(), Some(id(3)), "the id is given out again");
    assert!(!plan.comments.keys().any(|key| key.starts_with("racks[#3]")), "{:?}", plan.comments);
    assert!(plan.comments["racks"].before.contains(&"// by the wall".to_string()));
}

#[test]
fn comments_follow_a_rack_type_and_a_tier_whose_id_changes() {
    let plan = opened(V1).plan;
    let (kind, tier) = (plan.rack_types[0].id.clone(), plan.tiers[0].id.clone());
    let commented = |plan: &Plan, list: &str| plan.comments.keys().filter(|key| key.starts_with(list)).count();
    let mut with_comments = plan.clone();
    let comment = rackwright::model::plan::Comment { before: vec!["// mine".to_string()], after: None };
    for key in [format!("rack_types[#{kind}].feed"), format!("tiers[#{tier}]")] {
        Arc::make_mut(&mut with_comments.comments).insert(key, comment.clone());
    }
    let renamed =
        format!("[change_rack_type(id: \"{kind}\", set: [id(value: \"other\")]), change_tier(id: \"{tier}\", set: [id(value: \"net\")])]");
    let after = edited(&with_comments, &renamed);
    assert_eq!((commented(&after, &format!("rack_types[#{kind}]")), commented(&after, &format!("tiers[#{tier}]"))), (0, 0));
    assert!(after.comments.contains_key("rack_types[#other].feed") && after.comments.contains_key("tiers[#net]"));
}

#[test]
fn comments_of_everything_removed_are_kept() {
    let all = comment_lines(V1);
    assert!(all.len() >= 12, "{all:?}");
    let mut plan = opened(V1).plan;
    plan.racks = Racks::default();
    plan.tiers = Arc::default();
    plan.rack_types = Arc::default();
    plan.catalog = Arc::default();
    plan.lengths = Arc::default();
    plan.waivers = Arc::default();
    let text = plan_file::print(&plan);
    assert_eq!(comment_lines(&text), all, "{text}");
    let settled = opened(&text).plan;
    assert_eq!(plan_file::print(&settled), text);
}

/// All comments but the checksum, sorted.
fn comment_lines(text: &str) -> Vec<String> {
    let body = rackwright::io::seal::unsealed(text).0;
    let comments = rackwright::io::ron_tree::Tree::parse(body).expect("a tree").comments();
    let mut lines: Vec<String> = comments.into_values().flat_map(|comment| comment.before.into_iter().chain(comment.after)).collect();
    lines.sort();
    lines
}

#[test]
fn random_removals_lose_no_comment() {
    let mut random = Random::seeded("removals");
    let racks: String = (1..=30)
        .map(|n| format!("// above {n};\n(id: {n}, name: \"R{n}\", kind: \"x\", at_mm: ({}, 0)), // behind {n};\n", n * 600))
        .collect();
    let whole = racks_of(&racks);
    for _ in 0..200 {
        let mut plan = whole.clone();
        for _ in 0..random.below(6) {
            let gone = id(1 + i64::try_from(random.below(30)).expect("small"));
            plan.racks.remove(&|rack| rack.id == gone);
        }
        if let Some(rack) = plan.racks.get_mut(id(1 + i64::try_from(random.below(30)).expect("small"))) {
            rack.at = Point::new(0, 9_000).expect("on the floor");
        }
        let text = plan_file::print(&plan);
        for number in 1..=30 {
            assert_eq!(text.matches(&format!("// above {number};")).count(), 1, "above {number} in\n{text}");
            assert_eq!(text.matches(&format!("// behind {number};")).count(), 1, "behind {number} in\n{text}");
        }
        let settled = opened(&text).plan;
        assert_eq!((&settled.racks, plan_file::print(&settled)), (&plan.racks, text));
    }
}

#[test]
fn comments_in_every_gap_are_kept() {
    // A comment between any two tokens of a plan.
    let body = plan_with("    racks: [(id: 1, name: \"A\", kind: \"x\", at_mm: (0, 0), count: 2, pitch_mm: (600, 0))],");
    let ends: Vec<usize> = rackwright::io::ron_tree::lexer::Lexer::new(&body).map(|token| token.end).collect();
    for (number, end) in ends.into_iter().enumerate() {
        for comment in [format!(" /* gap {number}; */ "), format!(" // gap {number};\n")] {
            let text = format!("{}{comment}{}", &body[..end], &body[end..]);
            let Ok(found) = plan_file::parse(&text) else {
                // ron takes no comment between the brackets of `parts()`.
                assert!(body[..end].ends_with("parts("), "{text}");
                continue;
            };
            let printed = plan_file::print(&found.plan);
            assert_eq!(printed.matches(&format!("gap {number};")).count(), 1, "{text}\n{printed}");
            assert_eq!(plan_file::print(&opened(&printed).plan), printed);
        }
    }
}
