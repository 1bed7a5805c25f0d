//! Tables of the results: their sums are the totals, sorting and filtering keep every row, CSV says what the screen says.

#[path = "solve/support.rs"]
mod support;

use std::collections::BTreeSet;

use rackwright::io::export::csv;
use rackwright::io::presets::PLANS;
use rackwright::model::text::Name;
use rackwright::solve::figure::real;
use rackwright::solve::money::bill::Group;
use rackwright::solve::tables::{Cell, Sort, Table, TableKind, View, natural, table};
use rackwright::solve::{RackQuantity, Report, Totals};
use support::{preset, solved};

fn all() -> impl Iterator<Item = (&'static str, Report, Totals)> {
    PLANS.iter().map(|plan| {
        let report = solved(preset(plan.name));
        let totals = report.totals();
        (plan.name, report, totals)
    })
}

fn near(what: &str, got: f64, expected: f64) {
    let scale = expected.abs().max(1.0);
    assert!((got - expected).abs() / scale < 1e-9, "{what}: {got}, expected {expected}");
}

fn column(table: &Table, title: &str) -> usize {
    table.columns.iter().position(|column| column.title == title).unwrap_or_else(|| panic!("no column {title}"))
}

/// The sum of a column over all lines.
fn sum(table: &Table, title: &str) -> f64 {
    let order = table.order(&View::default());
    order.sums[column(table, title)].unwrap_or_else(|| panic!("{title} has no sum"))
}

#[test]
fn the_bill_is_the_capital() {
    for (name, report, totals) in all() {
        let bill = table(TableKind::Bill, &report, &totals);
        near(name, sum(&bill, "Amount"), totals.money.capex.likely);
        near(name, sum(&bill, "Low"), totals.money.capex.low);
        near(name, sum(&bill, "High"), totals.money.capex.high);
        assert_eq!(bill.lines(), totals.money.bill.len(), "{name}");
        // Every group ends with its sum, which is what the totals say of it.
        let (groups, amount) = (column(&bill, "Group"), column(&bill, "Amount"));
        let sums = (0..bill.len()).filter(|row| bill.is_sum(*row));
        let told: Vec<(Cell, f64)> =
            sums.map(|row| (bill.cell(row, groups), bill.cell(row, amount).number().expect("an amount"))).collect();
        let expected: Vec<f64> =
            Group::ALL.into_iter().map(|group| totals.money.group(group).likely).filter(|amount| *amount > 0.0).collect();
        for ((group, got), expected) in told.iter().filter(|(_, got)| *got > 0.0).zip(expected) {
            near(&format!("{name} {group:?}"), *got, expected);
        }
    }
}

#[test]
fn cables_are_those_of_the_totals() {
    for (name, report, totals) in all() {
        let cables = table(TableKind::Cables, &report, &totals);
        assert_eq!(sum(&cables, "Cables"), real(totals.cables), "{name}");
        near(name, sum(&cables, "Metres"), totals.cable_m);
        near(name, sum(&cables, "Sum"), totals.money.group(Group::Cables).likely);
        let long = totals.tiers.iter().map(|tier| tier.too_long).sum::<u64>();
        assert_eq!(sum(&cables, "Too long"), real(long), "{name}");
    }
}

#[test]
fn racks_and_failures_are_those_of_the_totals() {
    for (name, report, totals) in all() {
        let racks = table(TableKind::Racks, &report, &totals);
        assert_eq!(racks.len(), report.racks.len());
        near(name, sum(&racks, "Power"), totals.it_w.likely);
        near(name, sum(&racks, "To air"), totals.air_w);
        near(name, sum(&racks, "To liquid"), totals.liquid_w);
        near(name, sum(&racks, "Mass"), totals.mass_kg);
        assert_eq!(sum(&racks, "Modules"), real(totals.modules), "{name}");
        let failures = table(TableKind::Failures, &report, &totals);
        near(name, sum(&failures, "Failures"), totals.failures.likely);
        near(name, sum(&failures, "Hours lost"), totals.lost_hours.likely);
        let held: f64 = totals.money.bill.iter().filter(|line| line.group == Group::Spares).map(|line| line.quantity).sum();
        assert_eq!(sum(&failures, "Spares"), held, "{name}");
        let tiers = table(TableKind::Tiers, &report, &totals);
        assert_eq!(tiers.len(), totals.tiers.len());
        near(name, sum(&tiers, "Power"), totals.tiers.iter().map(|tier| tier.power_w().likely).sum());
    }
}

#[test]
fn sorting_keeps_every_row_and_orders_numbers_by_number() {
    for (name, report, totals) in all() {
        for kind in TableKind::ALL {
            let table = table(*kind, &report, &totals);
            let lines: BTreeSet<u32> = (0..table.len()).filter(|row| !table.is_sum(*row)).map(|row| row as u32).collect();
            for place in 0..table.columns.len() {
                for down in [false, true] {
                    let order = table.order(&View { sort: Some(Sort { column: place, down }), filter: String::new() });
                    assert_eq!(order.rows.iter().copied().collect::<BTreeSet<u32>>(), lines, "{name} {kind}");
                    assert_eq!(order.rows.len(), lines.len());
                    check_order(&table, &order.rows, place, down);
                }
            }
        }
    }
}

/// Each row against the next: in order, equal ones as the plan has them, those without a value at the end.
fn check_order(table: &Table, rows: &[u32], place: usize, down: bool) {
    for pair in rows.windows(2) {
        let [a, b] = [pair[0], pair[1]].map(|row| table.cell(row as usize, place));
        let order = match (&a, &b) {
            (Cell::Text(a), Cell::Text(b)) => natural(a, b),
            (Cell::Empty, Cell::Empty) => std::cmp::Ordering::Equal,
            (_, Cell::Empty) => continue,
            (Cell::Empty, _) => panic!("{a:?} before {b:?}"),
            _ => a.number().expect("a number").total_cmp(&b.number().expect("a number")),
        };
        let order = if down { order.reverse() } else { order };
        assert!(order.is_lt() || (order.is_eq() && pair[0] < pair[1]), "{a:?} before {b:?} in {}", table.columns[place].title);
    }
}

#[test]
fn a_filter_keeps_the_rows_that_have_every_word() {
    let report = solved(preset("optical-1024"));
    let totals = report.totals();
    let bill = table(TableKind::Bill, &report, &totals);
    let view = |filter: &str| View { sort: None, filter: filter.to_string() };
    let order = bill.order(&view("CABLES scale-up"));
    assert!(!order.rows.is_empty() && order.rows.len() < bill.lines());
    for row in &order.rows {
        assert!(!bill.is_sum(*row as usize));
        let name = bill.name(*row as usize).to_lowercase();
        assert!(name.contains("cables") && name.contains("scale-up"), "{name}");
    }
    let amount = column(&bill, "Amount");
    let shown: f64 = order.rows.iter().filter_map(|row| bill.cell(*row as usize, amount).number()).sum();
    near("sum of what shows", order.sums[amount].expect("a sum"), shown);
    assert!(bill.order(&view("no such words")).rows.is_empty());
    assert_eq!(bill.order(&view("  ")).rows.len(), bill.len());
}

#[test]
fn csv_says_what_the_table_says_with_all_digits() {
    for (name, report, totals) in all() {
        for kind in TableKind::ALL {
            let table = table(*kind, &report, &totals);
            let order = table.order(&View { sort: Some(Sort { column: 0, down: true }), filter: String::new() });
            let sheet = table.sheet(&order.rows);
            assert_eq!(sheet.rows.len(), 1 + table.lines(), "{name} {kind}");
            for (row, line) in order.rows.iter().zip(&sheet.rows[1..]) {
                for (place, text) in line.iter().enumerate() {
                    let (cell, spec) = (table.cell(*row as usize, place), &table.columns[place]);
                    match cell {
                        Cell::Number(_) | Cell::Figure(_) => {
                            let read: f64 = text.parse().expect("a number");
                            let shown = spec.shown(&cell).replace(',', "");
                            let places = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                            assert_eq!(format!("{read:.places$}").trim_start_matches('-'), shown.trim_start_matches('-'));
                        }
                        _ => assert_eq!(*text, spec.shown(&cell)),
                    }
                }
            }
        }
    }
}

#[test]
fn names_that_look_like_formulas_are_safe_in_csv() {
    let mut plan = preset("tiny-demo");
    let mut racks: Vec<_> = plan.racks.iter().cloned().collect();
    racks[0].name = Name::new("=HYPERLINK(1)").expect("a name");
    plan.racks = rackwright::model::racks::Racks::new(racks).expect("racks");
    let report = solved(plan);
    let racks = table(TableKind::Racks, &report, &report.totals());
    let sheet = racks.sheet(&[0]);
    let line = csv::row(sheet.rows[1].iter().map(String::as_str));
    assert!(line.starts_with("\"'=HYPERLINK(1)\","), "{line}");
    assert_eq!(sheet.rows[0][7], "Power (kW)");
}

#[test]
fn readings_of_a_rack_add_up() {
    for (name, report, totals) in all() {
        for (index, links) in (0..report.racks.len() as u32).map(|index| (index, report.rack_links(index))) {
            let draw = report.rack_draw(index);
            let parts: f64 = report.rack_watts(index).iter().map(|part| part.watts).sum();
            assert!((parts - draw.likely).abs() <= 1e-4, "{name} {index}: {parts}, expected {}", draw.likely);
            let ends: u64 = links.iter().map(|links| links.ends).sum();
            assert_eq!(Some(real(ends)), report.rack_quantity(index, RackQuantity::CableEnds), "{name} {index}");
        }
        let racks: Vec<u32> = (0..report.racks.len() as u32).collect();
        let spreads = report.spreads(&racks);
        let power = spreads.iter().find(|spread| spread.quantity == RackQuantity::Draw);
        if let Some(power) = power {
            near(name, power.sum, totals.it_w.likely);
            near(name, power.most, totals.most_w);
            assert!(power.least <= power.most);
        }
        assert_eq!(report.accelerators_of(&racks), real(totals.accelerators), "{name}");
    }
}

#[test]
fn readings_of_a_tier_are_its_totals() {
    for (name, report, totals) in all() {
        for (place, tier) in totals.tiers.iter().enumerate() {
            let classes = report.class_links(place);
            let lengths = report.class_lengths(place);
            let too_long: u64 = classes.iter().map(|class| class.too_long).sum();
            assert_eq!(too_long, tier.too_long, "{name} {place}");
            let fibres: u64 = classes.iter().map(|class| class.fibres).sum();
            assert_eq!(u128::from(fibres), tier.fibres, "{name} {place}");
            for (class, lengths) in classes.iter().zip(&lengths) {
                assert_eq!(class.taken.iter().sum::<u64>(), class.links, "{name} {place}");
                assert_eq!(lengths.links(), class.links, "{name} {place}");
                assert_eq!(lengths.longer_than(lengths.longest_mm().unwrap_or(0)), 0);
            }
        }
        let by_tier: f64 = (0..totals.tiers.len()).map(|tier| totals.money.links_of_tier(tier).likely).sum();
        let groups = [Group::Modules, Group::Cables, Group::Lasers].map(|group| totals.money.group(group).likely);
        near(name, by_tier, groups.iter().sum());
    }
}

#[test]
fn prices_and_failures_of_racks_are_those_told_elsewhere() {
    for (name, report, totals) in all() {
        let racks = table(TableKind::Racks, &report, &totals);
        let (price, failures) = (column(&racks, "Price"), column(&racks, "Failures"));
        for index in 0..report.racks.len() {
            let told = |quantity| report.rack_quantity(index as u32, quantity);
            assert_eq!(racks.cell(index, price).number(), told(RackQuantity::Price), "{name} {index}");
            assert_eq!(racks.cell(index, failures).number(), told(RackQuantity::Failures), "{name} {index}");
        }
    }
}
