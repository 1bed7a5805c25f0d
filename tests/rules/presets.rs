//! The embedded plans.

use crate::support::{preset, solved};

#[test]
fn listing() {
    for plan in rackwright::io::presets::PLANS {
        let report = solved(preset(plan.name));
        println!("== {} {:?}", plan.name, report.counts());
        for finding in report.findings(3) {
            println!("  {} {} {}", finding.rule, finding.severity.word(), finding.message);
            for fix in finding.fixes {
                println!("      fix: {}", fix.label);
            }
        }
    }
}
