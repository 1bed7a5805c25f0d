//! Money, failures and power: hand-worked numbers and what has to hold between them.

use rackwright::edit::{EconomyField, Edit, SiteField, apply};
use rackwright::model::counts::Horizon;
use rackwright::model::units::{Ratio, UsdPerKwh};
use rackwright::solve::Totals;
use rackwright::solve::money::bill::Group;

use crate::build::Case;
use crate::support::{catalog, preset, solved};

fn near(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{got}, expected {expected}");
}

fn with(name: &str, edits: &[Edit]) -> Totals {
    let plan = edits.iter().fold(preset(name), |plan, edit| apply(&plan, &catalog(), edit).expect("the edit is made"));
    solved(plan).totals()
}

fn economy(set: Vec<EconomyField>) -> Edit {
    Edit::ChangeEconomy { set }
}

#[test]
fn quantity_times_price_is_the_line_and_lines_make_the_capital() {
    for plan in rackwright::io::presets::PLANS {
        let totals = with(plan.name, &[]);
        let mut sum = 0.0;
        for line in &totals.money.bill {
            near(line.quantity * line.unit_price.likely, line.amount.likely);
            assert!(line.amount.low <= line.amount.likely && line.amount.likely <= line.amount.high, "{line:?}");
            sum += line.amount.likely;
        }
        near(sum, totals.money.capex.likely);
        let groups: f64 = Group::ALL.iter().map(|group| totals.money.group(*group).likely).sum();
        near(groups, totals.money.capex.likely);
    }
}

/// Without interest a loan is paid back in even parts: the yearly views then agree.
#[test]
fn views_agree_without_interest_and_only_then() {
    let free = with("tiny-demo", &[economy(vec![EconomyField::DiscountRate { value: Ratio::new(0.0) }])]);
    near(free.money.annuity.likely, free.money.straight_line.likely);
    let dear = with("tiny-demo", &[economy(vec![EconomyField::DiscountRate { value: Ratio::new(0.08) }])]);
    assert!(dear.money.annuity.likely > dear.money.straight_line.likely);
    // The levelised payment is the one whose present value is the total.
    let factor: f64 = (1..=5).map(|year| 1.08_f64.powi(-year)).sum();
    near(dear.money.levelised.likely * factor, dear.money.tco.likely);
}

/// 1,000 USD and 100 USD a year over three years at 10 %: the annuity factor is 2.486852, so that 1,248.69 USD are spent in today's money, as
/// 502.11 a year. A loan over the same life comes to the same; spread evenly it is 433.33. Without interest all three are 433.33.
#[test]
fn present_value_annuity_and_even_shares_by_hand() {
    let case = |discount: &str| {
        let discount = discount.to_string();
        let maintenance = "10 %".to_string();
        Case { price: "1000 USD".to_string(), discount, maintenance, years: 3, lives: [3, 3, 3, 3], ..Case::default() }.solve().1.money
    };
    let money = case("10 %");
    near(money.tco.likely, 1_000.0 + 100.0 * (1.0 / 1.1 + 1.0 / 1.21 + 1.0 / 1.331));
    near(money.levelised.likely, money.annuity.likely);
    assert!((money.annuity.likely - 502.114_8).abs() < 1e-4, "{}", money.annuity.likely);
    near(money.straight_line.likely, 1_000.0 / 3.0 + 100.0);
    assert_eq!(money.by_year, [1_000.0, 100.0, 100.0, 100.0]);
    let free = case("0 %");
    for view in [free.levelised, free.annuity, free.straight_line] {
        near(view.likely, 1_000.0 / 3.0 + 100.0);
    }
}

/// 10 kW at PUE 1.5 and 0.1 USD/kWh are 13,140 USD in the first year; at 5 % more each year 13,797 and 14,486.85 in the next two, paid at their ends.
#[test]
fn energy_escalates_by_hand() {
    let case = Case {
        blades: 10,
        pue: 1.5,
        electricity: "0.1 USD/kWh".to_string(),
        escalation: "5 %/yr",
        discount: "8 %".to_string(),
        years: 3,
        ..Case::default()
    };
    let money = case.solve().1.money;
    near(money.running.energy.likely, 13_140.0);
    assert_eq!(
        money.by_year.iter().map(|payment| (payment * 100.0).round() / 100.0).collect::<Vec<_>>(),
        [0.0, 13_140.0, 13_797.0, 14_486.85]
    );
    near(money.tco.likely, 13_140.0 / 1.08 + 13_797.0 / 1.1664 + 14_486.85 / 1.259_712);
}

/// Nine USD a watt, 5 of them for power and 2.2 for cooling, leave 1.8 for the building. Two feeds that each carry all double the power plant: 10
/// for it and nothing left for a building that 9 cannot pay.
#[test]
fn the_building_is_what_power_and_cooling_leave() {
    let plant = |feeds: &'static str| {
        let case = Case {
            blades: 100,
            build_cost: "9 USD/W".to_string(),
            plant_cost: "5 USD/W".to_string(),
            cooling_id: "air",
            feeds,
            ..Case::default()
        };
        let money = case.solve().1.money;
        [Group::Power, Group::Cooling, Group::Building].map(|group| money.group(group).likely / 100_000.0)
    };
    for (feeds, expected) in [("n", [5.0, 2.2, 1.8]), ("n_plus_1", [5.0, 2.2, 1.8]), ("two_n", [10.0, 2.2, 0.0])] {
        plant(feeds).into_iter().zip(expected).for_each(|(got, expected)| near(got, expected));
    }
}

/// Typical power x PUE x 8,760 h x price, and the price moves nothing else.
#[test]
fn energy_by_hand() {
    let price = |usd| Edit::ChangeSite { set: vec![SiteField::ElectricityPrice { value: UsdPerKwh::new(usd) }] };
    let [cheap, dear] = [0.05, 0.10].map(|usd| with("optical-1024", &[price(usd)]));
    near(cheap.money.running.energy.likely, cheap.typical_w.likely / 1e3 * cheap.pue.likely * 8_760.0 * 0.05);
    near(dear.money.running.energy.likely, 2.0 * cheap.money.running.energy.likely);
    near(dear.money.capex.likely, cheap.money.capex.likely);
    assert!(dear.money.tco.likely > cheap.money.tco.likely);
}

/// Everything bought lasts its life: over exactly one life of five years nothing is bought twice, over ten accelerators are.
#[test]
fn what_is_worn_out_is_bought_again() {
    let years = |years| economy(vec![EconomyField::Years { value: Horizon::new(years).expect("in range") }]);
    let [five, ten] = [5, 10].map(|span| with("tiny-demo", &[years(span)]));
    assert_eq!((five.money.by_year.len(), ten.money.by_year.len()), (6, 11));
    let running = |totals: &Totals, year: usize| totals.money.by_year[year];
    let accelerators = ten.money.group(Group::Accelerators).likely;
    assert!(running(&ten, 5) > running(&ten, 4) + accelerators, "the sixth year begins with new accelerators");
    near(five.money.by_year[0], five.money.capex.likely);
}

/// PUE from its parts: optical-1024 has 800 V (98 % and 99.7 % before the racks) and warm water: about 1.06.
#[test]
fn pue_from_its_parts() {
    let totals = with("optical-1024", &[]);
    assert!((1.05..1.08).contains(&totals.pue.likely), "{}", totals.pue.likely);
    let air = with("superpod-h100-4su", &[]);
    assert!((1.15..1.30).contains(&air.pue.likely), "{}", air.pue.likely);
    near(totals.site_w.likely, totals.it_w.likely * totals.pue.likely);
}

/// 64 packages x 16 racks x 3 % a year; each failure takes the four of its sled out for four hours.
#[test]
fn failures_by_hand() {
    let totals = with("optical-1024", &[]);
    let fru = totals.frus.iter().find(|fru| fru.item == "optical-xpu").expect("accelerators fail");
    assert_eq!((fru.count, fru.replaced, fru.equivalent), (1_024, "sled", 4.0));
    near(fru.failures.likely, 30.72);
    near(fru.lost_hours().likely, 30.72 * 4.0 * 4.0);
    // 256 ends at each package, 20 in an engine, 13 in a package: 1,024 x 13 engines x 0.4 % a year.
    let engines = totals.frus.iter().find(|fru| fru.item == "oio_teraphy_32 at endpoints").expect("engines fail");
    assert_eq!(engines.count, 1_024 * 13);
    near(engines.failures.likely, 1_024.0 * 13.0 * 0.004);
    // A laser module feeds two engines, 40 ends.
    let lasers = totals.frus.iter().find(|fru| fru.item == "oio_teraphy_32 laser at endpoints").expect("lasers fail");
    assert_eq!((lasers.count, lasers.affected), (16 * 410, 40.0));
}

/// A spare laser in each group doubles what may fail and makes it matter hundreds of times less.
#[test]
fn spare_lasers_take_over() {
    let spare = economy(vec![EconomyField::LaserSpares { value: rackwright::model::plan::LaserSpares::OneMore }]);
    let (alone, doubled) = (with("optical-1024", &[]), with("optical-1024", &[spare]));
    let of = |totals: &Totals| totals.frus.iter().find(|fru| fru.item == "oio_teraphy_32 laser at switches").expect("lasers").clone();
    let (alone_fru, doubled_fru) = (of(&alone), of(&doubled));
    assert_eq!(doubled_fru.count, 2 * alone_fru.count);
    near(doubled_fru.failures.likely, 2.0 * alone_fru.failures.likely);
    assert!(doubled_fru.lost_hours().likely < alone_fru.lost_hours().likely / 100.0);
    assert!(doubled.money.group(Group::Lasers).likely > 0.0 && alone.money.group(Group::Lasers).likely == 0.0);
}

#[test]
fn an_empty_plan_is_nothing() {
    let plan = crate::support::plan(rackwright::io::presets::EMPTY);
    let report = solved(plan);
    let totals = report.totals();
    let readings = rackwright::solve::readings::readings(&report, &totals);
    for reading in readings {
        let neutral = matches!(reading.quantity, "pue" | "availability");
        assert!(neutral || reading.figure.likely == 0.0, "{} {} is {}", reading.section, reading.quantity, reading.figure.likely);
    }
}
