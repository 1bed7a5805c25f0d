//! The common task through ordinary plans: switches, links, bundles, metres and dollars of an independent program, exactly.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "published/build.rs"]
mod build;
#[path = "support/fat_tree.rs"]
mod fat_tree;
#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "solve/support.rs"]
mod support;

use rackwright::solve::money::bill::Group;
use support::{plan, solved};

/// Switches, links, bundles, metres, dollars.
fn check(endpoints: u64, expected: [u64; 5]) {
    let report = solved(plan(&fat_tree::text(endpoints)));
    let totals = report.totals();
    let tier = &totals.tiers[0];
    assert_eq!((tier.unplaced, tier.too_long, totals.unknown), (0, 0, 0));
    let dollars = totals.money.group(Group::Cables).likely;
    let got = [tier.switches_placed, tier.links, report.bundles.len() as u64, tier.cable_m as u64, dollars as u64];
    assert_eq!(got, expected, "{endpoints} endpoints");
    assert_eq!((tier.cable_m.fract(), dollars.fract()), (0.0, 0.0), "whole metres and dollars");
}

#[test]
fn a_thousand_endpoints() {
    check(1_000, [317, 3_024, 64, 22_568, 1_010_504]);
}

#[test]
fn ten_thousand_endpoints() {
    check(10_000, [1_438, 30_052, 588, 383_024, 11_418_760]);
}

#[test]
fn a_hundred_thousand_endpoints() {
    check(100_000, [6_810, 301_317, 5_084, 8_466_950, 156_874_110]);
}

#[test]
fn a_million_endpoints() {
    check(1_000_000, [31_460, 3_004_800, 47_026, 238_055_256, 2_049_632_520]);
}
