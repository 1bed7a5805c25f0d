//! Racks out to a spreadsheet and back: the same plan comes back, changes come in as edits, and what is no table of racks is told with its place.

#[path = "solve/support.rs"]
mod support;

#[expect(dead_code, reason = "texts are for the tests of the file layer")]
#[path = "support/random.rs"]
mod random;

use rackwright::edit::{Edit, Matching, NewRack, apply, matching};
use rackwright::io::export::csv;
use rackwright::io::presets::PLANS;
use rackwright::io::rack_sheet::parse;
use rackwright::model::geometry::{Facing, Point};
use rackwright::model::plan::Plan;
use rackwright::model::racks::RackId;
use rackwright::model::text::Name;
use rackwright::solve::tables::{TableKind, View, table};
use support::{catalog, preset, solved};

/// The table of racks as it is exported.
fn sheet(plan: &Plan) -> String {
    let report = solved(plan.clone());
    let totals = report.totals();
    let racks = table(TableKind::Racks, &report, &totals);
    let rows = racks.sheet(&racks.order(&View::default()).rows).rows;
    rows.iter().map(|row| csv::row(row.iter().map(String::as_str))).collect()
}

fn read(text: &str, plan: &Plan) -> Vec<NewRack> {
    parse(text, plan).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

fn changed(plan: &Plan, edits: &[Edit]) -> Plan {
    edits.iter().fold(plan.clone(), |plan, edit| apply(&plan, &catalog(), edit).unwrap_or_else(|refusal| panic!("{refusal}")))
}

/// Racks as they stand, whatever their ids are.
fn standing(plan: &Plan) -> Vec<(String, String, Point, Facing, Option<String>)> {
    let facility = |name: &Name| name.to_string();
    let rack = |rack: &rackwright::model::racks::Rack| {
        (rack.name.to_string(), rack.kind.to_string(), rack.at, rack.facing, rack.facility.as_ref().map(facility))
    };
    let mut racks: Vec<_> = plan.racks.iter().map(rack).collect();
    racks.sort();
    racks
}

fn ids(plan: &Plan, every: usize) -> Vec<RackId> {
    plan.racks.iter().step_by(every).map(|rack| rack.id).collect()
}

#[test]
fn the_table_of_a_plan_changes_nothing_in_it() {
    for embedded in PLANS {
        let plan = preset(embedded.name);
        let racks = read(&sheet(&plan), &plan);
        assert_eq!(racks.len(), plan.racks.len());
        assert_eq!(matching(&plan, &racks), Matching::default(), "{}", embedded.name);
    }
}

#[test]
fn the_table_brings_a_scattered_plan_back() {
    for embedded in PLANS {
        let plan = preset(embedded.name);
        let text = sheet(&plan);
        let far = Point::new(-1_234, 77_777).expect("on the map");
        let scattered = changed(
            &plan,
            &[
                Edit::MoveRacks { racks: ids(&plan, 2), by_mm: far },
                Edit::FaceRacks { racks: ids(&plan, 3), facing: Facing::East },
                Edit::SetFacility { rack: ids(&plan, 1)[0], facility: Name::new("=HYPERLINK(1)").ok() },
            ],
        );
        assert_ne!(scattered, plan);
        let back = matching(&scattered, &read(&text, &scattered));
        assert_eq!((back.added, back.deleted), (0, 0));
        assert_eq!(changed(&scattered, &back.edits), plan, "{}: the very same plan", embedded.name);
        let thinned = changed(&scattered, &[Edit::DeleteRacks { racks: ids(&plan, 2) }]);
        let back = matching(&thinned, &read(&text, &thinned));
        assert_eq!((back.added, back.deleted), (plan.racks.len().div_ceil(2), 0));
        assert_eq!(standing(&changed(&thinned, &back.edits)), standing(&plan), "{}", embedded.name);
        let doubled = changed(&plan, &[Edit::DuplicateRacks { racks: ids(&plan, 2), by_mm: far }]);
        let back = matching(&doubled, &read(&text, &doubled));
        assert_eq!((back.changed, back.deleted), (0, plan.racks.len().div_ceil(2)));
        assert_eq!(standing(&changed(&doubled, &back.edits)), standing(&plan), "{}", embedded.name);
    }
}

#[test]
fn names_that_look_like_formulas_come_back_as_they_were() {
    let plan = preset("tiny-demo");
    let all = ids(&plan, 1);
    let rename =
        |rack: RackId, name: &str| Edit::RenameRacks { racks: vec![rack], name: Name::new(name).expect("a name"), count_on: false };
    let plan = changed(&plan, &[rename(all[0], "=1+1"), rename(all[1], "'quoted"), rename(all[2], "a, \"b\"; c"), rename(all[3], "-5")]);
    let racks = read(&sheet(&plan), &plan);
    assert_eq!(matching(&plan, &racks), Matching::default());
}

#[test]
fn other_spreadsheets_part_cells_otherwise() {
    let plan = preset("tiny-demo");
    let kind = plan.rack_types[0].id.clone();
    let row = |parts: char, number: &str| {
        let head = ["Note", "y (m)", "x", "TYPE", "name", "front"].join(&parts.to_string());
        let cells = ["\"two\nlines\"", number, "-3", kind.as_str(), "A01", "west"].join(&parts.to_string());
        format!("\u{FEFF}{head}\n{cells}\n\n")
    };
    for (parts, number) in [(',', "1.204"), (';', "1,204"), (';', "1.204"), ('\t', "1,204")] {
        let racks = read(&row(parts, number), &plan);
        let [rack] = &racks[..] else { panic!("{racks:?}") };
        assert_eq!(
            (rack.at_mm, rack.facing, &rack.kind),
            (Point::new(-3_000, 1_204).expect("on the map"), Facing::West, &kind),
            "{parts:?} {number}"
        );
        assert_eq!(rack.name.as_ref().map(Name::as_str), Some("A01"));
    }
}

#[test]
fn what_a_table_does_not_say_stays_as_it_is() {
    let plan = preset("tiny-demo");
    let all = ids(&plan, 1);
    let facility = Edit::SetFacility { rack: all[1], facility: Name::new("R-17").ok() };
    let plan = changed(&plan, &[facility, Edit::FaceRacks { racks: all.clone(), facing: Facing::East }]);
    let rows: Vec<String> =
        plan.racks.iter().map(|rack| format!("{},{},{}e-3,{}e-3\n", rack.name, rack.kind, rack.at.x(), rack.at.y())).collect();
    let racks = read(&format!("Name,Type,x,y\n{}", rows.concat()), &plan);
    assert_eq!(matching(&plan, &racks), Matching::default(), "neither fronts nor facility names are lost");
}

#[test]
fn a_quote_that_never_ends_deletes_no_rack() {
    let plan = preset("tiny-demo");
    let text = sheet(&plan);
    let mut lines: Vec<String> = text.lines().map(ToString::to_string).collect();
    lines[2] += "\"open";
    let problems = parse(&lines.join("\n"), &plan).expect_err("the racks behind it are missing");
    assert_eq!(problems.len(), 1);
    let told = problems[0].line("r.csv");
    // Without any other quote behind it.
    let bare = format!("Name,Type,x,y,Note\nA01,{0},1,2,\"open\nA02,{0},3,2,\n", plan.rack_types[0].id);
    assert_eq!(parse(&bare, &plan).expect_err("a rack is missing")[0].place.map(|place| place.line), Some(2));
    assert!(told.starts_with("r.csv:3:") && told.contains("got a quote that does not end with its cell"), "{told}");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let plan = preset("tiny-demo");
    let kind = plan.rack_types[0].id.as_str();
    let told = |text: &str| -> Vec<String> {
        let problems = parse(text, &plan).expect_err("not a table of racks");
        problems.iter().map(|problem| problem.line("r.csv")).collect()
    };
    assert!(told("")[0].starts_with("r.csv: got nothing, allowed a line of titles"));
    assert!(told("Name,x,y\nA01,1,2\n")[0].starts_with("r.csv:1:1: got titles without Type, allowed Name, Type, x (m)"));
    let text = format!(
        "Name,Type,x (m),y (m),Front\nA01,{kind},1.0005,2,south\nA02,{kind},1,far,south\n A03,none,1,2,south\n,{kind},1,2,up\nA05,{kind},20000,1,up\n"
    );
    let lines = told(&text);
    let expected = [
        "r.csv:2:".to_string() + &(5 + kind.len() + 1).to_string() + " x: got \"1.0005\", allowed metres with at most three decimals",
        "r.csv:3:".to_string() + &(5 + kind.len() + 3).to_string() + " y: got \"far\", allowed a number of metres",
        "r.csv:4:6 Type: got \"none\", allowed the name or id of a rack type: ".to_string(),
        "r.csv:5:1 Name: got \"\", allowed ".to_string(),
        "r.csv:6:".to_string() + &(5 + kind.len() + 1).to_string() + " x: got \"20000\", allowed -10000..10000 m",
    ];
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(&expected), "{line}\n{expected}");
    }
}

#[test]
fn damaged_tables_never_panic_and_what_is_read_can_be_made_or_is_refused() {
    let plan = preset("tiny-demo");
    let whole = sheet(&plan);
    let mut random = random::Random::seeded("damaged_tables");
    let mut read_at_all = 0;
    for _ in 0..3_000 {
        let mut bytes = whole.clone().into_bytes();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] = b"\",;\n\r\t=0."[random.below(9)],
                1 => drop(bytes.remove(at)),
                2 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, b"\",;\n\r\t'9-"[random.below(9)]),
            }
        }
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if let Ok(racks) = parse(&text, &plan) {
            read_at_all += 1;
            let edits = matching(&plan, &racks).edits;
            let made = edits.iter().try_fold(plan.clone(), |plan, edit| apply(&plan, &catalog(), edit));
            if let Ok(made) = made {
                assert_eq!(made.racks.len(), racks.len());
            }
        }
    }
    assert!(read_at_all > 100, "{read_at_all}");
}
