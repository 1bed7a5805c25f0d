//! Rule `unknown-part`: everything a plan points at exists.

use super::{Breach, Scope, rule};
use crate::model::faults::Unresolved;
use crate::model::plan::{Plan, Subject};
use crate::model::racks::RackId;
use crate::model::text::quoted;
use crate::solve::report::Report;

rule! {
    /// The plan names a part, rack type, tier, hall or rack that neither it nor the catalogue has, or replaces a number that no part has.
    ///
    /// What is unknown counts as nothing: it draws no power, weighs and costs nothing, and joins no endpoints. All totals are incomplete.
    ///
    /// Mend the name, add the part to the plan, or give the catalogue file that has it.
    "unknown-part", "Unknown name", Error, Scope::Plan(find)
}

fn find(report: &Report) -> Vec<Breach> {
    let plan = &report.input.plan;
    let unknown = report.resolved.unknown.iter().map(|unresolved| told(plan, unresolved));
    let refused = report.input.refused.iter().map(|(path, reason)| {
        let message = format!("{path}: {reason}; the number of the catalogue counts, totals are not what the plan says");
        Breach::new(vec![Subject::Plan {}], message).measured(quoted(reason), "a number the part has")
    });
    unknown.chain(refused).collect()
}

fn told(plan: &Plan, unknown: &Unresolved) -> Breach {
    let hint = unknown.nearest.as_ref().map(|id| format!(" (did you mean {id}?)")).unwrap_or_default();
    let message = format!("{}: no {} is called {}{hint}; totals are incomplete", unknown.path, unknown.what, quoted(&unknown.id));
    let limit = unknown.nearest.as_ref().map_or_else(|| format!("a {} that exists", unknown.what), ToString::to_string);
    Breach::new(vec![subject(plan, &unknown.path)], message).measured(&unknown.id, limit)
}

/// What a path such as `rack_types[2].frame` lies in.
fn subject(plan: &Plan, path: &str) -> Subject {
    let inside = |list: &str| path.strip_prefix(list)?.strip_prefix('[')?.split_once(']').map(|(inside, _)| inside);
    let place = |list: &str| inside(list)?.parse::<usize>().ok();
    let rack_type = || place("rack_types").and_then(|at| plan.rack_types.get(at)).map(|found| Subject::RackType { id: found.id.clone() });
    let tier = || place("tiers").and_then(|at| plan.tiers.get(at)).map(|found| Subject::Tier { id: found.id.clone() });
    let rack = || inside("racks")?.strip_prefix('#')?.parse().ok().and_then(RackId::new).map(|id| Subject::Rack { id });
    rack_type().or_else(tier).or_else(rack).unwrap_or(Subject::Plan {})
}
