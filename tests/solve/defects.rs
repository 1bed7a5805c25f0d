//! What a careful reader found wrong in earlier results, each with its number by hand.

use rackwright::solve::money::bill::Group;
use rackwright::solve::{Report, Totals};

use crate::build::{Case, module, n};
use crate::support::{preset, solved};

fn near(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{got}, expected {expected}");
}

fn asked(name: &str) -> (Report, Totals) {
    let report = solved(preset(name));
    let totals = report.totals();
    (report, totals)
}

/// One accelerator of 1,000 USD with 20 % left after its life of three years.
fn used(years: u64) -> Case {
    Case { price: "1000 USD".to_string(), residual: "20 %", years, lives: [3, 3, 3, 3], ..Case::default() }
}

/// Without interest 800 USD are used up in three years in every view: 266.67 a year.
#[test]
fn yearly_views_know_what_is_left() {
    let money = used(3).solve().1.money;
    for view in [money.levelised, money.straight_line, money.annuity] {
        near(view.likely, 800.0 / 3.0);
    }
}

/// Over six years two are bought, and each is sold for 200 USD when it is replaced.
#[test]
fn what_is_replaced_is_sold() {
    near(used(6).solve().1.money.tco.likely, 2.0 * 800.0);
}

/// A shelf that alone feeds a rack of 64 takes all of them down.
#[test]
fn a_single_feed_takes_its_rack_down() {
    let text = rackwright::io::presets::find("optical-1024").expect("a preset").text;
    let single = text.replacen("feed: \"200 kW\",", "feed: \"200 kW\", feeds: n,", 1);
    let totals = solved(crate::support::plan(&single)).totals();
    let shelf = totals.frus.iter().find(|fru| fru.item == "power-shelf" && fru.equivalent > 0.0).expect("shelves that matter");
    near(shelf.equivalent, 64.0);
}

/// Two accelerators over one link of 1.6 Tb/s and modules of 800 Gb/s: two modules at each end.
#[test]
fn a_fast_link_takes_several_modules() {
    let tiers =
        r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "1.6 Tb/s", link: "1.6 Tb/s", topology: full_mesh(),
        media: (access: ["m"]))"#
            .to_string();
    let (_, totals) = Case { racks: 2, tiers, interconnects: module("m", "800 Gb/s", "0 pJ/bit", "100 USD"), ..Case::default() }.solve();
    near(totals.money.group(Group::Modules).likely, 400.0);
    assert_eq!(totals.modules, 4);
}

/// 16 trays of a TPU cube have one adapter of 100 Gb/s each: 16 modules, not the 4 that hold 16 ends of 100 Gb/s together. An optical package
/// has 12.8 engines' worth of links, so 13 of its own: 832 in a rack of 64, not 820.
#[test]
fn modules_and_engines_belong_to_their_board() {
    let ends = |name: &str, item: &str| asked(name).1.frus.iter().find(|fru| fru.item == item).expect("it fails").count;
    assert_eq!(ends("tpu-v4-4096", "dr4_dsp_106 at endpoints"), 64 * 16);
    assert_eq!(ends("optical-1024", "oio_teraphy_32 at endpoints"), 16 * 832);
}

/// One way to a hall 10 km off: 49 us of fibre and two ends of 3.5 us. The way goes over one link; there is none back.
#[test]
fn another_hall_is_one_link_away() {
    let way = &asked("tiny-demo").1.tiers[3].latency[0];
    assert_eq!(way.links, 1);
    assert!((56_000.0..56_100.0).contains(&way.mean_ns), "{}", way.mean_ns);
}

/// A quarter of the way to another hall is not worth 48 of 192 accelerators: nobody's work stops in this hall.
#[test]
fn the_way_to_another_hall_stops_no_accelerator() {
    let totals = asked("tiny-demo").1;
    let coherent = totals.frus.iter().find(|fru| fru.item == "zr_800 at switches").expect("it fails");
    assert!(coherent.equivalent < 1.0, "{}", coherent.equivalent);
}

/// A domain of 73 does not fit into switches of 72 ports. Accelerators that have no links keep the 32.4 W that links take in their TDP.
#[test]
fn a_fabric_that_cannot_be_built_saves_no_power() {
    let text = rackwright::io::presets::find("nvl72-copper-1152").expect("a preset").text;
    let broken = solved(crate::support::plan(&text.replacen("domain: 72", "domain: 1152", 1)));
    let sound = asked("nvl72-copper-1152").0;
    assert_eq!(broken.networks[0].levels.len(), 0, "it cannot be built");
    assert!(
        broken.tallies.get(0).expect("a rack").draw.likely >= sound.tallies.get(0).expect("a rack").draw.likely - 1_000_000,
        "{}",
        broken.tallies.get(0).expect("a rack").draw.likely
    );
}

/// An engine inside a package goes with it: the part that is used up is the accelerator of 70,000 USD, not a chiplet of 3,500.
#[test]
fn an_engine_in_the_package_costs_the_package() {
    let totals = asked("optical-1024").1;
    let engine = totals.frus.iter().find(|fru| fru.item == "oio_teraphy_32 at endpoints").expect("it fails");
    near(engine.part_price.likely, 70_000.0);
}

/// Engines built into a switch fail as often as the same engines elsewhere, besides the chip: 0.5 % and 25 x 0.4 % a year. Scale-up has 1,536 switches.
#[test]
fn built_in_engines_fail_like_others() {
    let totals = asked("optical-1024").1;
    let of = |item: &str| totals.frus.iter().find(|fru| fru.item == item).expect("it fails");
    let (chip, engines, alone) = (of("optical-switch-102t"), of("oio_teraphy_32 at switches"), of("oio_teraphy_32 at endpoints"));
    near(chip.failures.likely / chip.count as f64, 0.005);
    near(engines.failures.likely / engines.count as f64, alone.failures.likely / alone.count as f64);
    // All ports are used: 25 engines of 4.096 Tb/s make 102.4 Tb/s.
    assert_eq!((engines.tier, engines.count), (Some(0), 25 * 1_536));
    assert!(engines.contract && engines.part_price.likely >= 100_000.0, "the switch goes with its engine");
}

/// A midplane is a board: no cable is laid, plugged or paid for.
#[test]
fn traces_are_no_cables() {
    let totals = asked("kyber-copper-1008").1;
    assert_eq!(totals.tiers[0].cables, 0);
    assert!(!totals.money.bill.iter().any(|line| line.item == "cables inside racks"));
}

/// Hours that accelerators are out are a cost, and not taken once more from the hours it is spread over. Two accelerators of 43,800 USD on one board, which
/// fails once a year for ten hours: 20 of 17,520 hours are lost, worth 1 USD each. 17,520 USD and 20 USD a year over 17,520 hours.
#[test]
fn lost_hours_count_once() {
    let case = Case { price: "43800 USD".to_string(), per_blade: 2, years: 5, lives: [5, 5, 5, 5], ..Case::default() };
    let text = case.plan_text();
    let (before, node) = text.split_once("(id: \"node\"").expect("its board");
    let node = node.replacen(&format!("afr: {}", n("0 %/yr")), &format!("afr: {}", n("100 %/yr")), 1);
    let text = format!("{before}(id: \"node\"{node}").replace("utilisation:", &format!("blade_repair: {}, utilisation:", n("10 h")));
    let totals = solved(crate::support::plan(&text)).totals();
    near(totals.lost_hours.likely, 20.0);
    near(totals.usd_per_accelerator_hour.likely, 17_540.0 / 17_520.0);
}

/// A hall that costs nothing to build is rented: 200 USD a square metre and year in the catalogue, for the footprint of the racks at least.
#[test]
fn space_that_is_not_built_is_rented() {
    let case = Case { racks: 10, ..Case::default() };
    let text = case.plan_text().replace(&n("0 USD/m2/yr"), &n("200 USD/m2/yr"));
    let totals = solved(crate::support::plan(&text)).totals();
    assert!(totals.floor_m2 > 0.0 && totals.money.running.total().likely > 0.0);
}

/// Fans follow what they cool: an NVL72 rack at 70 % load moves 0.03 x (97,871 - 0.24 x 84,067) W, 605 W less than at full load.
#[test]
fn fans_follow_the_average_load() {
    let report = asked("nvl72-copper-1152").0;
    let it = 114_607.171 - 0.24 * 84_067.2 * 1.03;
    let supply = 0.967 + 0.008 * (it / 264_000.0 - 0.3) / 0.2;
    assert!((report.tallies.get(0).expect("a rack").typical.likely as f64 / 1e6 - it / (supply * 0.99)).abs() < 1.0);
}

/// Half of the switches' module failures happen at spines, whose sleds take twice as much along as those of leafs: 1,024 leaf and 512 spine chips,
/// two on a sled, so 65,536 of 98,304 engines cost 2 accelerators each and 32,768 cost 4.
#[test]
fn engines_of_spines_take_out_more() {
    let totals = asked("cpo-1024").1;
    let engines = totals.frus.iter().filter(|fru| fru.item == "cpo_davisson_212 at switches" && fru.tier == Some(0));
    let weighted: f64 = engines.map(|fru| fru.count as f64 * fru.equivalent).sum();
    near(weighted, 65_536.0 * 2.0 + 32_768.0 * 4.0);
}

/// Two accelerators over one cable of 100 USD at its ends and 10 USD a metre, sold by the metre: when it fails, all of it is bought again.
#[test]
fn a_cable_that_fails_is_bought_with_its_metres() {
    let tiers =
        r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "800 Gb/s", link: "800 Gb/s", topology: full_mesh(),
        media: (access: ["c"]))"#
            .to_string();
    let metres = format!("price_per_metre: {}", n("10 USD/m"));
    let cable = crate::build::cable("c", "800 Gb/s", "20 m", "100 USD").replace("family: pluggable", "family: passive_copper");
    let cable = cable.replace(&format!("price_per_metre: {}", n("0 USD/m")), &metres);
    let (_, totals) = Case { racks: 2, tiers, interconnects: cable, ..Case::default() }.solve();
    let bought = totals.money.group(Group::Cables).likely;
    let failing = totals.frus.iter().find(|fru| fru.item == "c").expect("it can fail");
    near(failing.part_price.likely, bought);
    assert!(bought > 101.0, "with its metres: {bought}");
}

/// Nodes of one adapter cannot fill eight rails: seven leafs of a unit have nothing to join.
#[test]
fn rails_without_links_are_told() {
    let text = rackwright::io::presets::find("superpod-b200-1024").expect("a preset").text;
    let told = |text: &str| {
        let report = solved(crate::support::plan(text));
        let rule = rackwright::solve::rules::rule_named("unused-ports").expect("the rule");
        report
            .findings_of(rule, 99)
            .into_iter()
            .map(|finding| finding.message)
            .filter(|message| message.contains("rails"))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(text), Vec::<String>::new());
    let more = told(&text.replacen("rails: 8", "rails: 16", 1));
    assert!(more[0].ends_with("16 rails, but a node has 8 links in a plane"), "{more:?}");
}

/// Links of two racks share no board: what traces take is rounded up in every rack, not over all of them.
#[test]
fn boards_of_traces_are_whole_in_every_rack() {
    let report = solved(preset("kyber-copper-1008"));
    let mut units = 0;
    for (place, (cell, sum)) in (0_u32..).zip(report.cells.list.iter().zip(&report.sums.cells)) {
        let technology = &report.resolved.tiers[cell.tier].technologies[cell.pick.technology];
        if technology.is_traces() {
            let mine = report.bundles.iter().filter(|bundle| bundle.cell == place);
            assert_eq!(mine.map(|bundle| bundle.links.div_ceil(technology.links_per_unit)).sum::<u64>(), sum.units);
            units += sum.units;
        }
    }
    let lines = report.totals().money.bill.into_iter().filter(|line| line.group == Group::Cables && line.item.starts_with("pcb_backplane"));
    assert!(units > 0);
    near(lines.map(|line| line.quantity).sum(), units as f64);
}
