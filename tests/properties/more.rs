//! More of something never becomes less: longer ways, hungrier parts, dearer power, farther reach, one more rack, all racks twice.

use std::sync::Arc;

use rackwright::edit::{Edit, apply};
use rackwright::model::geometry::Point;
use rackwright::model::plan::{Override, Plan, Site};
use rackwright::model::racks::{Rack, RackId, Racks};
use rackwright::model::text::{Id, Name, Text};
use rackwright::model::units::UsdPerKwh;
use rackwright::solve::figure::{real, whole};
use rackwright::solve::media::Pick;
use rackwright::solve::money::bill::{Group, cable_price};
use rackwright::solve::resolve::technology::Technology;
use rackwright::solve::{Cancel, Input, Report, Totals, solve};

use crate::check::{catalog, each_plan, is_whole, near, solved};
use crate::plans::{SMALL, Wish};

const PLANS: usize = 150;

/// USD of one link of so many millimetres: a cable with its ends, or two ends and their share of cable.
fn link_price(technology: &Technology, pick: &Pick, length_mm: i64) -> f64 {
    let metres = whole(pick.stock_mm.unwrap_or(length_mm)) / 1000.0;
    let cables = real(technology.cables_per_unit) / real(technology.links_per_unit.max(1));
    let cable = cable_price(technology, pick.stock_mm, metres).likely * cables;
    let ends = technology.price.likely * real(technology.units_per_end) * 2.0 / real(technology.ends_per_unit.max(1));
    if technology.is_cable { cable } else { ends + cable }
}

#[test]
fn a_longer_way_never_takes_a_cheaper_link_or_a_shorter_cable() {
    let mut changed = 0;
    each_plan("a_longer_way_never_takes_a_cheaper_link_or_a_shorter_cable", SMALL, PLANS, |random, plan| {
        let report = solved(plan);
        for tier in &report.resolved.tiers {
            for choice in &tier.choices {
                let mut last: Option<(Pick, f64)> = None;
                let mut length_mm = 0;
                while length_mm < 700_000 {
                    let pick = choice.pick_place(length_mm).map(|place| choice.picks()[place]);
                    let Some(pick) = pick.filter(|pick| pick.reaches) else { break };
                    let technology = &tier.technologies[pick.technology];
                    assert!(technology.reach_mm >= length_mm && pick.stock_mm.is_none_or(|mm| mm >= length_mm), "{pick:?} for {length_mm}");
                    let price = link_price(technology, &pick, length_mm);
                    if let Some((before, cheaper)) = last {
                        assert!(price >= cheaper * (1.0 - 1e-12), "{length_mm} mm: {pick:?} costs {price}, {before:?} {cheaper}");
                        changed += usize::from(before.technology != pick.technology);
                    }
                    last = Some((pick, price));
                    length_mm += 1 + random.below(300 + length_mm as usize / 20) as i64;
                }
            }
        }
    });
    assert!(changed > PLANS / 4, "{changed} changes of technology");
}

/// A rack that is moved away from all others along its row has no link that got shorter.
#[test]
fn a_rack_farther_away_has_no_shorter_link() {
    each_plan("a_rack_farther_away_has_no_shorter_link", SMALL, PLANS, |random, plan| {
        let far = plan.racks.at(random.below(plan.racks.len())).expect("inside").id;
        let east = |rack: &Rack, x: i64| Rack { at: Point::new(x, rack.at.y()).expect("in range"), ..rack.clone() };
        let at = |x: i64| {
            let racks = plan.racks.iter().map(|rack| if rack.id == far { east(rack, x) } else { rack.clone() }).collect();
            solved(Plan { racks: Racks::new(racks).expect("the same ids"), ..plan.clone() })
        };
        let (near, farther) = (at(60_000), at(60_000 + 100 * random.below(500) as i64));
        assert_eq!(near.bundles.len(), farther.bundles.len());
        for (a, b) in near.bundles.iter().zip(&farther.bundles) {
            assert_eq!((a.a, a.b, a.kind, a.links), (b.a, b.b, b.kind, b.links));
            assert!(a.length_mm <= b.length_mm, "{a:?} {b:?}");
        }
        let too_long = |report: &Report| report.totals().tiers.iter().map(|tier| tier.too_long).sum::<u64>();
        assert!(too_long(&near) <= too_long(&farther));
    });
}

/// The plan where a number of the catalogue is another one.
fn with(report: &Report, part: &str, field: &str, value: &str) -> Totals {
    let text = |text: &str| Text::new(text).expect("a text");
    let number = Override { part: Id::new(part).expect("an id"), field: text(field), value: text(value), comment: text("") };
    let input = report.input.with_numbers([&number]).expect("the part has the number");
    solve(&input, &Cancel::default()).expect("nobody cancels").totals()
}

/// Part, number, from less to more, and whether more of it is more power.
const NUMBERS: [(&str, &str, [&str; 3], bool); 10] = [
    ("gb200", "tdp", ["900 W", "1200 W", "1900 W"], true),
    ("h100", "tdp", ["300 W", "700 W", "900 W"], true),
    ("optical-compute-tray", "host_power", ["0 W", "500 W", "2 kW"], true),
    ("qm9700", "power", ["700 W", "1.7 kW", "3 kW"], true),
    ("dr8_dsp_106", "module_energy", ["1 pJ/bit", "10 pJ/bit", "30 pJ/bit"], true),
    ("aec_106", "host_energy", ["0 pJ/bit", "3 pJ/bit", "9 pJ/bit"], true),
    ("gb200", "price", ["1 USD", "30 kUSD", "90 kUSD"], false),
    ("sn5600", "price", ["0 USD", "30 kUSD", "90 kUSD"], false),
    ("gb200", "afr", ["0 %/yr", "5 %/yr", "30 %/yr"], false),
    ("optical-compute-tray", "afr", ["0 %/yr", "5 %/yr", "30 %/yr"], false),
];

#[test]
fn hungrier_dearer_and_frailer_parts_never_draw_cost_or_fail_less() {
    let mut rose = 0;
    each_plan("hungrier_dearer_and_frailer_parts_never_draw_cost_or_fail_less", SMALL, PLANS, |random, plan| {
        let report = solved(plan);
        let (part, field, values, watts) = NUMBERS[random.below(NUMBERS.len())];
        let [less, some, more] = values.map(|value| with(&report, part, field, value));
        for (a, b) in [(&less, &some), (&some, &more)] {
            let of = |totals: &Totals| {
                let money = &totals.money;
                let power = [
                    totals.it_w.likely,
                    totals.typical_w.likely,
                    totals.site_w.likely,
                    totals.energy_kwh.likely,
                    money.running.energy.likely,
                ];
                let cost = [money.capex.likely, money.tco.likely, totals.failures.likely];
                power.into_iter().chain(cost).collect::<Vec<f64>>()
            };
            for (x, y) in of(a).iter().zip(of(b)) {
                assert!(*x <= y * (1.0 + 1e-12), "{part} {field}: {:?} then {:?}", of(a), of(b));
            }
            assert!(watts || a.it_w == b.it_w, "{part} {field} draws nothing");
            rose += usize::from(a.money.tco.likely < b.money.tco.likely);
        }
    });
    assert!(rose > PLANS / 4, "{rose}");
}

#[test]
fn dearer_power_costs_energy_and_nothing_else() {
    each_plan("dearer_power_costs_energy_and_nothing_else", SMALL, PLANS, |random, plan| {
        let cents = 1.0 + random.below(20) as f64;
        let at = |price: f64| {
            let price = Some(UsdPerKwh::new(price).expect("in range"));
            solved(Plan { site: Arc::new(Site { electricity_price: price, ..(*plan.site).clone() }), ..plan.clone() }).totals()
        };
        let (once, twice) = (at(cents / 100.0), at(2.0 * cents / 100.0));
        near("twice the price", 2.0 * once.money.running.energy.likely, twice.money.running.energy.likely);
        near("capital", once.money.capex.likely, twice.money.capex.likely);
        let rest = |totals: &Totals| totals.money.running.total().likely - totals.money.running.energy.likely;
        near("all else", rest(&once), rest(&twice));
        assert_eq!((once.it_w, once.energy_kwh, once.failures), (twice.it_w, twice.energy_kwh, twice.failures));
        assert!(once.money.tco.likely < twice.money.tco.likely);
    });
}

#[test]
fn a_farther_reach_never_makes_a_link_too_long() {
    let mut fewer = 0;
    each_plan("a_farther_reach_never_makes_a_link_too_long", SMALL, PLANS, |random, plan| {
        let report = solved(plan);
        let part = ["dac_106", "dac_212", "aec_106", "aec_212", "aoc_106", "cable_cartridge_212"][random.below(6)];
        let too_long = ["10 mm", "1 m", "4 m", "9 m", "60 m"].map(|reach| {
            let totals = with(&report, part, "reach", reach);
            totals.tiers.iter().map(|tier| tier.too_long).sum::<u64>()
        });
        assert!(too_long.is_sorted_by(|a, b| a >= b), "{part}: {too_long:?}");
        fewer += usize::from(too_long[0] > too_long[4]);
    });
    assert!(fewer > PLANS / 10, "{fewer}");
}

/// Where every link has its switches before and after.
#[test]
fn one_rack_more_never_draws_or_costs_less() {
    let mut grown = 0;
    each_plan("one_rack_more_never_draws_or_costs_less", SMALL, 4 * PLANS, |random, plan| {
        let copied = plan.racks.at(random.below(plan.racks.len())).expect("inside").id;
        let edit = Edit::DuplicateRacks { racks: vec![copied], by_mm: Point::new(0, 0).expect("small") };
        let after = solved(apply(&plan, &catalog(), &edit).expect("it is made"));
        let before = solved(plan);
        if !is_whole(&before) || !is_whole(&after) {
            return;
        }
        let (a, b) = (before.totals(), after.totals());
        assert!(a.it_w.likely < b.it_w.likely && a.mass_kg < b.mass_kg && a.links <= b.links);
        assert!(a.money.capex.likely < b.money.capex.likely, "{} then {}", a.money.capex.likely, b.money.capex.likely);
        grown += 1;
    });
    assert!(grown > PLANS / 4, "{grown}");
}

/// Racks whose links stay inside: so many times the racks are so many times everything, to the bit.
#[test]
fn racks_that_stand_alone_scale() {
    const ALONE: Wish = Wish { racks: 6, joined: false };
    let mut scaled = 0;
    each_plan("racks_that_stand_alone_scale", ALONE, PLANS, |random, plan| {
        let times = 2 + random.below(5);
        let count = plan.racks.len();
        let copy = |number: usize| {
            let old = plan.racks.at(number % count).expect("inside");
            let step = Point::new(0, 20_000 * (number / count) as i64).expect("in range");
            Rack {
                id: RackId::new(1 + number as i64).expect("small"),
                name: Name::new(&format!("R{number}")).expect("a name"),
                at: old.at.plus(step).expect("in range"),
                ..old.clone()
            }
        };
        let many = Plan { racks: Racks::new((0..count * times).map(copy).collect()).expect("ids are unique"), ..plan.clone() };
        let (one, many) = (solved(plan), solved(many));
        if !is_whole(&one) {
            return;
        }
        let factor = times as u64;
        for (a, b) in one.sums.slots.iter().zip(&many.sums.slots) {
            assert_eq!(a.times(factor), *b);
        }
        for (a, b) in one.sums.kinds.iter().zip(&many.sums.kinds) {
            let scaled = (a.racks * factor, a.draw.times(times as i128), a.liquid_uw * times as i128, a.links_uw * times as i128);
            assert_eq!(scaled, (b.racks, b.draw, b.liquid_uw, b.links_uw));
        }
        let (a, b) = (one.totals(), many.totals());
        assert_eq!((a.links * factor, a.cables * factor, a.accelerators * factor), (b.links, b.cables, b.accelerators));
        // Spares are held for all together; standby lasers, labour and plant scale.
        let capital = |totals: &Totals| totals.money.capex.likely - totals.money.group(Group::Spares).likely;
        near("capital without spares", capital(&a) * real(factor), capital(&b));
        near("failures", a.failures.likely * real(factor), b.failures.likely);
        near("lost hours", a.lost_hours.likely * real(factor), b.lost_hours.likely);
        scaled += 1;
    });
    assert!(scaled > PLANS / 4, "{scaled}");
}

/// A floor of counts nobody can build: told at once, by racks and bundles and not by what is in them.
#[test]
fn a_thousand_million_accelerators_in_any_shape_are_answered() {
    each_plan("a_thousand_million_accelerators_in_any_shape_are_answered", SMALL, PLANS, |random, plan| {
        let mut plan = plan;
        let racks = plan.racks.len();
        let most = 1_000_000_000 / racks as i64;
        for blade in Arc::make_mut(&mut plan.rack_types).iter_mut().flat_map(|kind| &mut kind.blades) {
            let count = [most, most - 1, 72_000, blade.count.get()][random.below(4)];
            blade.count = rackwright::model::counts::Some1::new(count).expect("in range");
        }
        let input = Input::new(Arc::new(plan), catalog());
        let report = solve(&input, &Cancel::default()).expect("nobody cancels");
        let totals = report.totals();
        assert!(totals.it_w.high.is_finite() && totals.money.tco.high.is_finite());
        // Links within a tier at most join each rack with each other and with the hall beyond.
        let pairs = (racks + 1) * (racks + 2) / 2;
        assert!(report.bundles.len() <= report.link_kinds.len() * pairs * 2, "{} bundles of {racks} racks", report.bundles.len());
    });
}
