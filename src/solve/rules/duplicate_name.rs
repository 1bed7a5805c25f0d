//! Rule `duplicate-name`: no two racks have one name.

use super::{Breach, Scope, rule, say};
use crate::edit::{ADDED_LIMIT, Edit};
use crate::model::plan::Subject;
use crate::model::racks::Rack;
use crate::model::text::quoted;
use crate::solve::report::Report;

rule! {
    /// Two or more racks have the same name.
    ///
    /// Labels, cable lists and tickets name racks by it: somebody will open the wrong one.
    ///
    /// Rename all but one of them.
    "duplicate-name", "Name used twice", Warning, Scope::Plan(find)
}

/// Names are compared by a number first, so that a plan without duplicates is looked through in the time it takes to sort numbers.
fn find(report: &Report) -> Vec<Breach> {
    let racks = &report.input.plan.racks;
    let mut numbers: Vec<u64> = racks.iter().map(|rack| number(rack.name.as_str())).collect();
    numbers.sort_unstable();
    let mut twice: Vec<u64> = numbers.iter().zip(numbers.iter().skip(1)).filter(|(a, b)| a == b).map(|(a, _)| *a).collect();
    twice.dedup();
    if twice.is_empty() {
        return Vec::new();
    }
    let mut named: Vec<&Rack> = racks.iter().filter(|rack| twice.binary_search(&number(rack.name.as_str())).is_ok()).collect();
    named.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
    let groups = named.chunk_by(|a, b| a.name == b.name).filter(|group| group.len() > 1);
    groups.map(told).collect()
}

fn told(group: &[&Rack]) -> Breach {
    let Some((first, others)) = group.split_first() else { return Breach::default() };
    let count = say::counted(u64::try_from(group.len()).unwrap_or(u64::MAX), "rack");
    let subjects = group.iter().map(|rack| Subject::Rack { id: rack.id }).collect();
    let breach = Breach::new(subjects, format!("{count} are called {}", quoted(first.name.as_str()))).measured(count, "1 rack");
    let edit = Edit::RenameRacks { racks: others.iter().map(|rack| rack.id).collect(), name: first.name.clone(), count_on: true };
    if others.len() > ADDED_LIMIT { breach } else { breach.fix("Count the others on to free names", edit) }
}

/// FNV-1a: equal names have equal numbers, others nearly never.
fn number(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
