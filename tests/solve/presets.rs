//! The embedded plans.

use crate::support::{preset, solved};

#[test]
fn smoke() {
    for name in [
        "nvl72-copper-1152",
        "kyber-copper-1008",
        "optical-1024",
        "copper-1024",
        "pluggable-1024",
        "cloudmatrix-384",
        "superpod-b200-1024",
        "superpod-h100-4su",
        "tpu-v4-4096",
        "tiny-demo",
    ] {
        let report = solved(preset(name));
        println!("== {name}");
        for (kind, sum) in report.resolved.kinds.iter().zip(&report.sums.kinds) {
            println!(
                "{:12} {:3} racks {:9.1} kW each ({:.1}..{:.1}, guess {:.0} %)  links {:.1} kW liquid {:.1} air {:.1}",
                kind.id.as_str(),
                sum.racks,
                sum.draw.likely as f64 / 1e9 / sum.racks.max(1) as f64,
                sum.draw.low as f64 / 1e9 / sum.racks.max(1) as f64,
                sum.draw.high as f64 / 1e9 / sum.racks.max(1) as f64,
                100.0 * sum.draw.guessed as f64 / sum.draw.likely as f64,
                sum.links_uw as f64 / 1e9 / sum.racks.max(1) as f64,
                sum.liquid_uw as f64 / 1e9 / sum.racks.max(1) as f64,
                sum.air_uw as f64 / 1e9 / sum.racks.max(1) as f64
            );
        }
        for network in &report.networks {
            for level in &network.levels {
                println!("  {} needed {} placed {}", level.name, level.needed, level.placed);
            }
        }
        for kind in &report.link_kinds {
            println!("  {} sized {} unplaced {}", kind.name, kind.sized, kind.unplaced);
        }
        for (slot, sum) in report.resolved.slots.iter().zip(&report.sums.slots).filter(|(_, sum)| sum.ends > 0) {
            println!("  tier {} {} {:?} {sum:?}", slot.tier, report.resolved.technology(slot).unwrap().id, slot.side);
        }
        let t = report.totals();
        let f = |x: rackwright::solve::figure::Figure<f64>| {
            format!("{:.4e} ({:.3e}..{:.3e}, guess {:.0} %)", x.likely, x.low, x.high, 100.0 * x.guessed / x.likely.max(1e-9))
        };
        println!("  acc {} IT {} typical {} pue {} site {}", t.accelerators, f(t.it_w), f(t.typical_w), f(t.pue), f(t.site_w));
        println!(
            "  per acc {} links {:.0} kW loss {:.0} kW fans {:.0}",
            f(t.per_accelerator_w),
            t.links_w / 1e3,
            t.loss_w / 1e3,
            t.fans_w / 1e3
        );
        println!(
            "  links {} cables {} m {:.0} modules {} lasers {} fibres {} pairs {}",
            t.links, t.cables, t.cable_m, t.modules, t.lasers, t.fibres, t.pairs
        );
        println!(
            "  capex {} tco {} hour {} tbps {} netshare {:.3}",
            f(t.money.capex),
            f(t.money.tco),
            f(t.usd_per_accelerator_hour),
            f(t.usd_per_tbps),
            t.network_share
        );
        println!("  failures {} lost {} avail {:.5} carbon {}", f(t.failures), f(t.lost_hours), t.availability, f(t.carbon_kg));
        for (name, line) in t.money.running.lines() {
            println!("    {name} {}", f(line));
        }
        for group in rackwright::solve::money::bill::Group::ALL {
            let s: f64 = t.money.bill.iter().filter(|l| l.group == group).map(|l| l.amount.likely).sum();
            println!("    {} {:.3e}", group.word(), s);
        }
        for fru in &t.frus {
            println!(
                "    fru {} x{} {:.2}/yr {} {:.1} h affected {:.1} eq {:.2} lost {:.1}",
                fru.item,
                fru.count,
                fru.failures.likely,
                fru.replaced,
                fru.hours,
                fru.affected,
                fru.equivalent,
                fru.lost_hours().likely
            );
        }
        for tier in &t.tiers {
            println!(
                "    tier inj {:.0} Gb/s bis {:?} over {:?} pJ {:.2} lat {:?}",
                tier.injection_gbps,
                tier.bisection_gbps,
                tier.oversubscription,
                tier.energy_per_bit(),
                tier.latency
            );
        }
        println!("{:?} bundles {}", report.counts(), report.bundles.len());
        for finding in report.findings(2) {
            println!("  {} {}", finding.rule, finding.message);
        }
    }
}
