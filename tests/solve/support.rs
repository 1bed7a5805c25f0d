//! Plans to solve: embedded ones, and small ones written in the test.

use std::sync::{Arc, OnceLock};

use rackwright::io::{plan_file, presets};
use rackwright::model::catalog::Catalog;
use rackwright::model::plan::Plan;
use rackwright::solve::{Cancel, Input, Report, solve};

pub fn catalog() -> Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    Arc::clone(CATALOG.get_or_init(|| Arc::new(presets::catalog().expect("the embedded catalogue reads").clone())))
}

pub fn plan(text: &str) -> Plan {
    plan_file::parse(text).unwrap_or_else(|problems| panic!("{problems:#?}")).plan
}

pub fn preset(name: &str) -> Plan {
    plan(presets::find(name).unwrap_or_else(|| panic!("no preset {name}")).text)
}

pub fn input(plan: Plan) -> Input {
    Input::new(Arc::new(plan), catalog())
}

pub fn solved(plan: Plan) -> Report {
    solve(&input(plan), &Cancel::default()).expect("nobody cancels")
}
