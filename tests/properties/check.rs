//! Solving random plans: one row of them by a seed that is printed, and what cannot be built apart.

use std::sync::{Arc, OnceLock};

use rackwright::io::{plan_file, presets};
use rackwright::model::catalog::Catalog;
use rackwright::model::counts::Some1;
use rackwright::model::plan::Plan;
use rackwright::solve::{Cancel, Input, Report, solve};

use crate::plans::{self, Wish};
use crate::random::Random;

pub fn catalog() -> Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    Arc::clone(CATALOG.get_or_init(|| Arc::new(presets::catalog().expect("the embedded catalogue reads").clone())))
}

pub fn parsed(text: &str) -> Plan {
    plan_file::parse(text).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}")).plan
}

pub fn solved(plan: Plan) -> Report {
    solve(&Input::new(Arc::new(plan), catalog()), &Cancel::default()).expect("nobody cancels")
}

/// So many random plans, one after the other, every other one with all the switches it needs. The seed and the number of the plan that fails are printed.
pub fn each_plan(test: &str, wish: Wish, count: usize, mut check: impl FnMut(&mut Random, Plan)) {
    let mut random = Random::seeded(test);
    for number in 0..count {
        let text = plans::plan(&mut random, wish);
        let told = Told(format!("{test}: plan {number}\n{text}"));
        let plan = parsed(&text);
        check(&mut random, if number % 2 == 0 { plan } else { furnished(plan) });
        std::mem::forget(told);
    }
}

/// Printed when the test that holds it fails.
struct Told(String);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.0);
        }
    }
}

/// With as many switches in the switch racks as its networks need.
fn furnished(plan: Plan) -> Plan {
    let report = solved(plan);
    let mut plan = (*report.input.plan).clone();
    for kind in Arc::make_mut(&mut plan.rack_types).iter_mut().filter(|kind| kind.id.as_str() != "c") {
        let racks = plan.racks.iter().filter(|rack| rack.kind == kind.id).count() as u64;
        for blade in &mut kind.blades {
            let Some(serves) = &blade.serves else { continue };
            let network = report.resolved.tiers.iter().position(|tier| tier.id == serves.tier).map(|tier| &report.networks[tier]);
            let levels = network.iter().flat_map(|network| &network.levels).filter(|level| level.level == serves.level);
            let needed: u64 = levels.map(|level| level.needed).sum();
            blade.count = Some1::new(needed.div_ceil(racks.max(1)).clamp(1, 1_000_000) as i64).expect("in range");
        }
    }
    plan
}

/// Whether all links have racks at both ends and every domain can be built.
pub fn is_whole(report: &Report) -> bool {
    let placed = report.link_kinds.iter().all(|kind| kind.unplaced == 0);
    placed && report.networks.iter().all(|network| network.fabrics().all(|(_, fabric)| fabric.is_ok()))
}

/// Equal but for the last digits, which depend on the order of a sum of floats.
pub fn near(what: &str, a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-6, "{what}: {a} and {b}");
}
