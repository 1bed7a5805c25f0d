//! Runs: racks are written in as few entries as there are rows that differ, and come back as they were.

use rackwright::io::plan_file;
use rackwright::model::geometry::{Facing, Point};
use rackwright::model::plan::Plan;
use rackwright::model::racks::{MOST_RACKS, Rack, RackId, Racks};
use rackwright::model::runs::{RackRun, runs_of};
use rackwright::model::text::{Id, Name};

use super::random::Random;
use super::{opened, plan_with};

fn rack(id: i64, name: &str, x: i64, y: i64) -> Rack {
    Rack {
        id: RackId::new(id).expect("an id"),
        name: Name::new(name).expect("a name"),
        kind: Id::new("compute").expect("an id"),
        at: Point::new(x, y).expect("on the floor"),
        facing: Facing::South,
        facility: None,
    }
}

fn expanded(runs: &[RackRun]) -> Vec<Rack> {
    runs.iter().flat_map(|run| run.expand().expect("expands")).collect()
}

fn runs(racks: &[Rack]) -> Vec<RackRun> {
    let found = runs_of(racks.iter(), &|_| false);
    assert_eq!(expanded(&found), racks, "runs are another way to write the same racks");
    found
}

fn random_racks(random: &mut Random) -> Vec<Rack> {
    let names = ["A01", "Z99", "ZZ9", "R-08", "spine", "7", "AB098", "電源 3", "B9"];
    let mut racks: Vec<Rack> = Vec::new();
    let mut id = 1;
    for _ in 0..random.below(5) {
        let name = names[random.below(names.len())];
        let (columns, rows) = (1 + random.below(6), 1 + random.below(4));
        let mut number = |end: usize| i64::try_from(random.below(end)).expect("small") - 600;
        let (x, y, dx, dy) = (number(9000), number(9000), number(1300), number(1300));
        for row in 0..u64::try_from(rows).expect("small") {
            for column in 0..u64::try_from(columns).expect("small") {
                let columns = u64::try_from(columns).expect("small");
                let name = rackwright::model::naming::numbered(&rackwright::model::naming::row_start(name, row, columns), column);
                let step = |pitch: i64, count: u64| pitch * i64::try_from(count).expect("small");
                racks.push(rack(id, &name, x + step(dx, column), y + step(dy, row)));
                id += 1;
            }
        }
        id += i64::try_from(random.below(2)).expect("small");
    }
    for _ in 0..random.below(4) {
        disturb(&mut racks, random);
    }
    racks
}

/// One change as a planner makes it.
fn disturb(racks: &mut Vec<Rack>, random: &mut Random) {
    if racks.is_empty() {
        return;
    }
    let at = random.below(racks.len());
    match random.below(6) {
        0 => racks[at].at = Point::new(1, 2).expect("on the floor"),
        1 => racks[at].facing = racks[at].facing.turned(),
        2 => racks[at].facility = Some(Name::new("H3").expect("a name")),
        3 => racks[at].kind = Id::new("network").expect("an id"),
        4 => racks[at].name = Name::new("other").expect("a name"),
        _ => drop(racks.remove(at)),
    }
}

#[test]
fn random_layouts_come_back() {
    let mut random = Random::seeded("runs");
    let mut shorter = 0;
    for _ in 0..5_000 {
        let racks = random_racks(&mut random);
        let found = runs(&racks);
        shorter += usize::from(found.len() < racks.len() / 2);
    }
    assert!(shorter > 500, "only {shorter} layouts got shorter");
}

/// Rows of equal racks; names such as A001, with letters from row to row.
fn hall(blocks: i64, rows: i64, columns: i64) -> Vec<Rack> {
    let mut racks = Vec::new();
    for block in 0..blocks {
        for row in 0..rows {
            let start = rackwright::model::naming::row_start("A001", row.unsigned_abs(), 1);
            for column in 0..columns {
                let name = rackwright::model::naming::numbered(&start, column.unsigned_abs());
                // Ids leave a gap from block to block.
                let id = block * (rows * columns + 1) + row * columns + column + 1;
                racks.push(rack(id, &name, column * 600, block * 900_000 + row * 3_000));
            }
        }
    }
    racks
}

#[test]
fn a_hundred_thousand_racks_are_a_handful_of_runs() {
    assert_eq!(runs(&hall(1, 250, 400)).len(), 1);
    let racks = hall(10, 25, 400);
    assert_eq!(racks.len(), 100_000);
    assert_eq!(runs(&racks).len(), 10);
}

#[test]
fn counts_of_runs_are_exact() {
    let single = [rack(1, "A01", 0, 0)];
    assert_eq!(runs(&single)[0].count, None, "a single rack is written without a count");
    assert_eq!(runs(&[]).len(), 0);
    let far = [rack(1, "A01", 0, 0), rack(3, "A02", 600, 0)];
    assert_eq!(runs(&far).len(), 2, "a gap in the ids");
    let bent = [rack(1, "A01", 0, 0), rack(2, "A02", 600, 0), rack(3, "A03", 600, 600)];
    assert_eq!(runs(&bent).len(), 2, "a step that differs");
    let stacked = [rack(1, "A01", 0, 0), rack(2, "A02", 0, 0)];
    assert_eq!(runs(&stacked).len(), 2, "two at the same place are no run");
    let grid = hall(1, 3, 4);
    let run = &runs(&grid)[0];
    assert_eq!((run.count.map(|n| n.get()), run.rows.map(|n| n.get())), (Some(4), Some(3)));
    assert_eq!((run.pitch_mm, run.row_pitch_mm), (Point::new(600, 0).expect("fits"), Point::new(0, 3_000).expect("fits")));
}

#[test]
fn one_changed_rack_is_a_small_change_of_the_file() {
    let whole = hall(4, 25, 40);
    assert_eq!(runs(&whole).len(), 4);
    let mut random = Random::seeded("small_changes");
    for _ in 0..200 {
        let mut racks = whole.clone();
        disturb(&mut racks, &mut random);
        let found = runs(&racks).len();
        assert!((4..=8).contains(&found), "one change made {found} runs of 4");
    }
}

#[test]
fn one_moved_rack_leaves_most_lines_alone() {
    let mut plan: Plan = opened(&plan_with("")).plan;
    plan.racks = Racks::new(hall(4, 25, 40)).expect("ids differ");
    let before = plan_file::print(&plan);
    plan.racks.get_mut(RackId::new(1_500).expect("an id")).expect("is there").at = Point::new(-5_000, 77).expect("on the floor");
    let after = plan_file::print(&plan);
    let new = after.lines().filter(|line| !before.contains(*line)).count();
    let gone = before.lines().filter(|line| !after.contains(*line)).count();
    // Five entries in place of one; those that do not fit on a line take one line for each field.
    assert!(new <= 40 && gone <= 15, "{new} new lines, {gone} gone:\n{after}");
    assert_eq!(opened(&after).plan, plan);
}

/// The names of the racks of a run.
fn names(run: &str) -> String {
    let racks = opened(&plan_with(&format!("    racks: [(kind: \"x\", at_mm: (0, 0), {run})],"))).plan.racks;
    racks.iter().map(|rack| rack.name.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn names_count_along_rows_and_letters_across_them() {
    let rows = "pitch_mm: (600, 0), row_pitch_mm: (0, 3600)";
    let cases = [
        ("A01", 3, 2, "A01 A02 A03 B01 B02 B03"),
        ("Z9", 2, 2, "Z9 Z10 AA9 AA10"),
        ("ZZ01", 1, 2, "ZZ01 AAA01"),
        ("SPINE01", 2, 2, "SPINE01 SPINE02 SPINE03 SPINE04"),
        ("R-98", 3, 1, "R-98 R-99 R-100"),
        ("spine", 2, 2, "spine spine-2 spine-3 spine-4"),
        ("7", 2, 2, "7 8 9 10"),
        ("a1", 2, 2, "a1 a2 a3 a4"),
        ("電源 08", 3, 1, "電源 08 電源 09 電源 10"),
        ("A099", 2, 2, "A099 A100 B099 B100"),
    ];
    for (name, count, row_count, expected) in cases {
        let got = names(&format!("id: 1, name: \"{name}\", count: {count}, rows: {row_count}, {rows}"));
        assert_eq!(got, expected, "{name}, {count} x {row_count}");
    }
}

#[test]
fn runs_that_cannot_be_are_refused_at_their_place() {
    let refusal = |run: &str| {
        let text = plan_with(&format!("    racks: [\n(kind: \"x\", {run})],"));
        let problems = plan_file::parse(&text).expect_err("must be refused");
        let place = problems[0].place.expect("has a place");
        assert_eq!((problems.len(), problems[0].path.as_str(), place.column), (1, "racks[0]", 1), "{run}");
        problems[0].message.clone()
    };
    assert!(refusal("id: 1, name: \"A\", at_mm: (0, 0), count: 2, facility: \"H3\"").starts_with("got a facility name on a run"));
    assert!(refusal("id: 1, name: \"A\", at_mm: (9999999, 0), count: 9, pitch_mm: (600, 0)").starts_with("got racks that leave the floor"));
    assert!(
        refusal("id: 1, name: \"A\", at_mm: (0, -9999999), rows: 9, row_pitch_mm: (0, -600)").starts_with("got rows that leave the floor")
    );
    assert!(refusal("id: 1, name: \"A\", at_mm: (0, 0), count: 3, pitch_mm: (9999999, 0)").starts_with("got steps that leave the floor"));
    assert!(refusal("id: 3999999999, name: \"A\", at_mm: (0, 0), count: 3").starts_with("got ids beyond 4,000,000,000"));
    let long = "x".repeat(255);
    assert!(refusal(&format!("id: 1, name: \"{long}\", at_mm: (0, 0), count: 2")).starts_with("got a name that grows too long"));
    assert!(refusal(&format!("id: 1, name: \"A\", at_mm: (0, 0), count: {}", MOST_RACKS + 1)).starts_with("got 200,001 racks up to here"));
}

#[test]
fn ids_that_occur_twice_are_refused_at_the_second() {
    let twice = |first: &str, second: &str| {
        let racks = format!("    racks: [\n(kind: \"x\", at_mm: (0, 0), {first}),\n(kind: \"x\", at_mm: (0, 0), {second}),\n],");
        let problems = plan_file::parse(&plan_with(&racks)).expect_err("must be refused");
        (problems[0].path.clone(), problems[0].message.clone())
    };
    let expected = |id: i64| ("racks[1].id".to_string(), format!("got id {id} again, allowed once: an earlier rack or run has it"));
    assert_eq!(twice("id: 5, name: \"A1\"", "id: 5, name: \"A2\""), expected(5));
    assert_eq!(twice("id: 1, name: \"A1\", count: 9", "id: 9, name: \"B1\""), expected(9));
    assert_eq!(twice("id: 4, name: \"A1\"", "id: 1, name: \"B1\", rows: 4"), expected(4));
}
