//! The embedded plans: what they are known for, and calculations by hand where print and product can be compared.

use rackwright::solve::{Report, Totals};

use crate::support::{preset, solved};

fn asked(name: &str) -> (Report, Totals) {
    let report = solved(preset(name));
    let totals = report.totals();
    (report, totals)
}

/// Kilowatts of one rack of a type, in the mean.
fn kw(report: &Report, kind: &str) -> f64 {
    let kinds = report.resolved.kinds.iter().zip(&report.sums.kinds);
    let (_, sum) = kinds.into_iter().find(|(known, _)| known.id.as_str() == kind).expect("a type");
    sum.draw.likely as f64 / 1e9 / sum.racks as f64
}

fn near(got: f64, expected: f64, within: f64) {
    assert!((got - expected).abs() <= within, "{got}, expected {expected}");
}

/// 119.06 kW by hand (tests/explain.rs has the steps). The printed range begins at 120: processors only stand for all of a tray's hosts.
#[test]
fn nvl72_copper() {
    let (report, totals) = asked("nvl72-copper-1152");
    near(kw(&report, "nvl72"), 119.06, 0.05);
    assert!((120.0..=145.0).contains(&(kw(&report, "nvl72") + 18.0 * 0.3)), "with the 300 W a tray that adapters and disks may add");
    // 72 x 18 links x 4 pairs in each of 16 racks.
    assert_eq!(totals.tiers[0].pairs, 16 * 5_184);
    assert_eq!((totals.accelerators, totals.tiers[1].switches_placed, totals.tiers[1].modules), (1_152, 36 + 32, 2_304));
    assert_eq!(report.counts().errors, 0);
}

/// 36 x (4 x (3.6 kW - 129.6 W) + 0.8 kW) + 36 x (2 kW - 259.2 W) ..., printed 600, 660 and 680 kW.
#[test]
fn kyber_copper() {
    let (report, totals) = asked("kyber-copper-1008");
    near(kw(&report, "kyber"), 634.6, 0.5);
    near(totals.per_accelerator_w.likely, 4_588.0, 10.0);
    assert_eq!((totals.accelerators, report.counts().errors), (1_008, 0));
}

/// Links of a compute rack: 64 x 51.2 Tb/s x 4.945 pJ/bit = 16.2 kW; of all scale-up: 1,024 x 51.2 x 4 ends x 4.945 = 1,037 kW.
#[test]
fn optical_1024() {
    let (report, totals) = asked("optical-1024");
    for kind in ["compute", "fabric"] {
        assert!((100.0..=200.0).contains(&kw(&report, kind)), "{kind} {}", kw(&report, kind));
    }
    // Less than the printed 100 kW: its notes say why.
    near(kw(&report, "memory"), 92.4, 0.1);
    near(kw(&report, "network"), 18.3, 0.1);
    near(totals.tiers[0].power_w().likely / 1e3, 1_024.0 * 51.2 * 4.0 * 4.945 / 1e3, 0.5);
    // Both ways summed.
    let each_way = totals.tiers[0].injection_gbps / totals.accelerators as f64 / 1e3;
    assert!(2.0 * each_way > 100.0, "{each_way}");
    // A pair of fibres for each of 262,144 links to the leafs, and as many between the levels.
    assert_eq!(totals.tiers[0].fibres, 2 * 524_288);
    assert_eq!((totals.tiers[0].too_long, report.counts().errors), (0, 0), "{:#?}", report.findings(3));
}

/// 16 x 16 pairs of racks in which copper does not reach, and the memory racks.
#[test]
fn copper_1024_breaks_by_reach() {
    let (report, totals) = asked("copper-1024");
    let reach = rackwright::solve::rules::rule_named("reach").expect("the rule");
    let findings = report.findings_of(reach, 1_000);
    assert_eq!(findings.len() as u64, report.count_of(reach));
    assert!(findings.iter().any(|finding| finding.message.starts_with("A01\u{2013}A03: 1,024 links of 7.539 m, aec_212 reaches 2.5 m")));
    assert!(findings.iter().all(|finding| finding.subjects.len() >= 2));
    assert!(totals.tiers[0].too_long >= 262_144 && report.counts().errors > 250);
}

#[test]
fn cloudmatrix() {
    let (report, totals) = asked("cloudmatrix-384");
    assert_eq!(totals.modules, 6_912);
    // Published 559 kW for the 16 racks of the domain, here without the two of scale-out.
    let domain = 12.0 * kw(&report, "compute") + 4.0 * kw(&report, "level-2");
    near(domain, 559.0, 55.9);
    assert_eq!(totals.tiers[0].switches_placed, 336 + 112);
}

#[test]
fn pluggable_takes_three_to_five_times_the_interconnect_power() {
    let ratio = asked("pluggable-1024").1.links_w / asked("optical-1024").1.links_w;
    assert!((3.0..=5.0).contains(&ratio), "{ratio}");
    near(ratio, 3.63, 0.02);
}

#[test]
fn superpods() {
    let (report, totals) = asked("superpod-b200-1024");
    assert_eq!((totals.accelerators, totals.tiers[0].switches_placed, totals.tiers[0].links), (1_024, 32 + 16, 2_048));
    assert_eq!(report.counts().errors, 0);
    let (report, totals) = asked("superpod-h100-4su");
    assert_eq!((totals.accelerators, totals.tiers[0].switches_placed, totals.tiers[0].links), (1_016, 32 + 16, 1_020 + 1_024));
    assert_eq!(report.counts().errors, 0);
}

/// 64 cubes x 96 links that leave them, one module each and none at the circuit switches.
#[test]
fn tpu_v4() {
    let (report, totals) = asked("tpu-v4-4096");
    assert_eq!((totals.tiers[0].modules, totals.tiers[0].switches_placed, totals.accelerators), (6_144, 48, 4_096));
    assert_eq!(totals.tiers[0].links, 64 * (144 + 96));
    assert_eq!((report.counts().errors, report.counts().waived), (0, 64));
}

/// 30 W of a pluggable module in print against 9 W of an engine at 1.6 Tb/s; the catalogue has 25 W as likely.
#[test]
fn co_packaged_saves_on_the_module_and_less_on_the_switch() {
    let (pluggable, cpo) = (asked("pluggable-1024").1, asked("cpo-1024").1);
    let module = |totals: &Totals| totals.tiers[0].module_w.likely / totals.tiers[0].ends_gbps * 1_600.0;
    near(module(&pluggable), 25.0, 0.01);
    near(module(&cpo), 9.0, 0.05);
    assert!(pluggable.it_w.likely / cpo.it_w.likely < module(&pluggable) / module(&cpo), "the whole saves less than the part");
    // What cannot be drawn alone takes more along when it fails.
    assert!(cpo.lost_hours.likely > pluggable.lost_hours.likely);
    assert!(cpo.failures.likely < pluggable.failures.likely);
}
