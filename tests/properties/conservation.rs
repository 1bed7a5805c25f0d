//! Nothing is lost or counted twice: link by link, rack by rack, tier by tier, line by line of the bill.

use std::sync::Arc;

use rackwright::model::plan::Plan;
use rackwright::model::racks::Racks;
use rackwright::solve::figure::{Figure, float, real};
use rackwright::solve::money::bill::{Group, cable_counts};
use rackwright::solve::readings::{of_rack, readings};
use rackwright::solve::{RackQuantity, Report, Totals};

use crate::check::{each_plan, is_whole, near, solved};
use crate::plans::SMALL;

const PLANS: usize = 400;

#[test]
fn every_link_end_is_counted_once() {
    let (mut whole, mut links) = (0, 0);
    each_plan("every_link_end_is_counted_once", SMALL, PLANS, |_, plan| {
        let report = solved(plan);
        let totals = report.totals();
        for (tier, told) in totals.tiers.iter().enumerate() {
            assert_eq!(told.ends, ends_of_bundles(&report, tier), "ends of tier {tier}");
            assert_eq!(told.ends, ends_of_racks(&report, tier), "ends of tier {tier}, rack by rack");
        }
        kinds_add_up(&report);
        whole += usize::from(is_whole(&report));
        links += totals.links;
    });
    assert!(whole > PLANS / 4 && links > 10_000, "{whole} of {PLANS} plans are whole, with {links} links");
}

/// Two for each link in racks; circuit switches and other halls have none.
fn ends_of_bundles(report: &Report, tier: usize) -> u64 {
    let racks = report.racks.len() as u32;
    let ends = |bundle: &rackwright::solve::bundle::Bundle| {
        let slots = report.cells.get(bundle.cell).map_or((usize::MAX, usize::MAX), |cell| cell.slots);
        [(bundle.a, slots.0), (bundle.b, slots.1)].into_iter().filter(|(rack, slot)| *rack < racks && *slot < usize::MAX).count() as u64
    };
    let mine = report.bundles.iter().filter(|bundle| report.link_kinds[bundle.kind as usize].tier == tier);
    mine.map(|bundle| bundle.links * ends(bundle)).sum()
}

fn ends_of_racks(report: &Report, tier: usize) -> u64 {
    let of_row = |rack: u32| {
        report.resolved.slots.iter().zip(report.row(rack)).filter(|(slot, _)| slot.tier == tier).map(|(_, ends)| ends).sum::<u64>()
    };
    (0..report.racks.len() as u32).map(of_row).sum()
}

fn kinds_add_up(report: &Report) {
    for (place, kind) in report.link_kinds.iter().enumerate() {
        let bundled: u64 = report.bundles.iter().filter(|bundle| bundle.kind as usize == place).map(|bundle| bundle.links).sum();
        assert_eq!(bundled + kind.unplaced, kind.sized, "{}", kind.name);
    }
    for network in &report.networks {
        for level in &network.levels {
            assert!(level.ports_used <= level.ports && level.placed <= level.needed, "{level:?}");
        }
    }
    let cells: u64 = report.sums.cells.iter().map(|sum| sum.links).sum();
    let celled: u64 = report.bundles.iter().filter(|bundle| report.cells.get(bundle.cell).is_some()).map(|bundle| bundle.links).sum();
    assert_eq!(cells, celled, "links by cell");
}

#[test]
fn racks_tiers_and_the_bill_add_up_to_the_totals() {
    each_plan("racks_tiers_and_the_bill_add_up_to_the_totals", SMALL, PLANS, |_, plan| {
        let report = solved(plan);
        let totals = report.totals();
        power_adds_up(&report, &totals);
        counts_add_up(&report, &totals);
        money_adds_up(&report, &totals);
        prices_of_racks_add_up(&report, &totals);
        failures_add_up(&report, &totals);
    });
}

fn power_adds_up(report: &Report, totals: &Totals) {
    let racks =
        |of: fn(&rackwright::solve::tally::RackTally) -> i64| float(report.tallies.iter().map(|tally| i128::from(of(tally))).sum()) / 1e6;
    assert_eq!(racks(|tally| tally.draw.likely), totals.it_w.likely);
    assert_eq!(racks(|tally| tally.draw.low), totals.it_w.low);
    assert_eq!(racks(|tally| tally.draw.high), totals.it_w.high);
    assert_eq!(racks(|tally| tally.typical.likely), totals.typical_w.likely);
    assert_eq!(racks(|tally| tally.liquid_uw), totals.liquid_w);
    assert_eq!(racks(|tally| tally.air_uw), totals.air_w);
    assert_eq!(racks(|tally| tally.draw.likely - tally.it.likely), totals.loss_w);
    assert_eq!(racks(|tally| tally.fans_uw), totals.fans_w);
    near("heat is what is drawn", totals.liquid_w + totals.air_w, totals.it_w.likely);
    // Racks hold whole microwatts; tiers multiply.
    let tiers: f64 = totals.tiers.iter().map(|tier| tier.power_w().likely).sum();
    let rounding = 1e-6 * totals.racks as f64;
    assert!((tiers - totals.links_w).abs() <= rounding + 1e-9 * tiers, "tiers draw {tiers}, racks' links {}", totals.links_w);
}

fn counts_add_up(report: &Report, totals: &Totals) {
    let tiers = |of: fn(&rackwright::solve::tiers::TierTotals) -> u64| totals.tiers.iter().map(of).sum::<u64>();
    assert_eq!(tiers(|tier| tier.links), totals.links);
    assert_eq!(tiers(|tier| tier.modules), totals.modules);
    assert_eq!(tiers(|tier| tier.lasers), totals.lasers);
    let bundled =
        |bundle: &rackwright::solve::bundle::Bundle| report.cells.get(bundle.cell).map_or(0, |cell| cell.cabling.cables(bundle.links));
    assert_eq!(report.bundles.iter().map(bundled).sum::<u64>(), totals.cables, "cables bundle by bundle");
    assert_eq!(cable_counts(report).iter().map(|(.., count)| count.cables).sum::<u64>(), totals.cables, "cables on the bill");
    let bought: u128 = cable_counts(report).iter().map(|(.., count)| count.bought_mm).sum();
    near("metres", bought as f64 / 1000.0, totals.cable_m);
    let modules = sum_of_racks(report, RackQuantity::Modules);
    assert_eq!(modules, real(totals.modules), "modules rack by rack");
    assert_eq!(sum_of_racks(report, RackQuantity::CableEnds), real(tiers(|tier| tier.ends)));
    near("mass", sum_of_racks(report, RackQuantity::Mass), totals.mass_kg);
}

fn sum_of_racks(report: &Report, quantity: RackQuantity) -> f64 {
    (0..report.racks.len() as u32).filter_map(|rack| report.rack_quantity(rack, quantity)).sum()
}

fn money_adds_up(report: &Report, totals: &Totals) {
    let money = &totals.money;
    let sum = |figures: &mut dyn Iterator<Item = Figure<f64>>| figures.fold(Figure::default(), |sum: Figure<f64>, figure| sum.plus(figure));
    assert_eq!(sum(&mut money.bill.iter().map(|line| line.amount)), money.capex, "to the bit, in document order");
    for line in &money.bill {
        near(&line.item, line.quantity * line.unit_price.likely, line.amount.likely);
        assert!(line.quantity > 0.0, "{} is bought nought times", line.item);
    }
    let groups = sum(&mut Group::ALL.iter().map(|group| money.group(*group)));
    near("groups", groups.likely, money.capex.likely);
    near("groups at their high ends", groups.high, money.capex.high);
    let causes = sum(&mut money.running.lines().into_iter().map(|(_, amount)| amount));
    assert_eq!(causes, money.running.total());
    let rate = report.resolved.rates.discount.likely;
    let worth: f64 = (0..).zip(&money.by_year).map(|(year, payment)| payment / (1.0 + rate).powi(year)).sum();
    near("present value", worth, money.tco.likely);
}

/// What belongs to racks, then what belongs to none: cables, traces, standby lasers, labour, spares, plant.
fn prices_of_racks_add_up(report: &Report, totals: &Totals) {
    let none = [Group::Cables, Group::Lasers, Group::Labour, Group::Spares, Group::Power, Group::Cooling, Group::Building];
    let apart: f64 = none.into_iter().map(|group| totals.money.group(group).likely).sum();
    near("prices of racks", sum_of_racks(report, RackQuantity::Price) + apart, totals.money.capex.likely);
}

/// Racks hold all that fails but cables and traces.
fn failures_add_up(report: &Report, totals: &Totals) {
    let is_cable = |fru: &&rackwright::solve::reliability::Fru| ["cable", "board"].contains(&fru.replaced);
    let cables: f64 = totals.frus.iter().filter(is_cable).map(|fru| fru.failures.likely).sum();
    near("failures", sum_of_racks(report, RackQuantity::Failures) + cables, totals.failures.likely);
}

#[test]
fn every_number_is_finite_and_in_its_range() {
    each_plan("every_number_is_finite_and_in_its_range", SMALL, PLANS, |_, plan| {
        let report = solved(plan);
        let totals = report.totals();
        let racks = (0..report.racks.len() as u32).flat_map(|rack| of_rack(&report, rack));
        for reading in readings(&report, &totals).into_iter().chain(racks) {
            let Figure { low, likely, high, guessed } = reading.figure;
            assert!([low, likely, high, guessed].iter().all(|number| number.is_finite()), "{reading:?}");
            assert!(low <= likely * (1.0 + 1e-12) && likely <= high * (1.0 + 1e-12), "{reading:?}");
            assert!((0.0..=likely.abs() * (1.0 + 1e-9)).contains(&guessed), "{reading:?}");
            assert!(likely >= 0.0, "{reading:?}");
        }
    });
}

/// Nothing on the floor is nothing in any total, but for shares of nothing. What another hall asks for it asks of an empty floor too.
#[test]
fn an_empty_floor_is_all_zeros() {
    each_plan("an_empty_floor_is_all_zeros", SMALL, 50, |_, mut plan| {
        Arc::make_mut(&mut plan.tiers).iter_mut().for_each(|tier| tier.gateways.clear());
        let report = solved(Plan { racks: Racks::default(), ..plan });
        let totals = report.totals();
        for reading in readings(&report, &totals) {
            let one = ["pue", "availability"].contains(&reading.quantity);
            let nothing = Figure::exact(0.0);
            assert!(one || reading.figure == nothing, "{reading:?}");
        }
        assert!(totals.money.bill.is_empty() && totals.frus.is_empty());
    });
}
