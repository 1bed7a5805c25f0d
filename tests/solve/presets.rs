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
        println!("{:?} bundles {}", report.counts(), report.bundles.len());
        for finding in report.findings(2) {
            println!("  {} {}", finding.rule, finding.message);
        }
    }
}
