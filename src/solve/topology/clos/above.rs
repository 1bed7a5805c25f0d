//! What stands above the leafs: spines, pods and cores of one network.

use super::super::arithmetic::{ceil_div, common_divisor, held, least_divisor, least_divisor_of_product, less};
use super::super::{Note, Unbuildable};
use super::leafs::Load;
use super::rules::Rules;

/// Everything above the leafs of one network; in two levels it is one pod without cores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Above {
    pub levels: u64,
    pub leaf_up: u128,
    pub pods: u128,
    pub pod_leafs: u128,
    pub pod_spines: u128,
    pub last_leafs: u128,
    pub last_spines: u128,
    pub spine_up: u128,
    pub cores: u128,
    pub notes: Vec<Note>,
}

impl Above {
    pub fn spines(&self) -> u128 {
        less(self.pods, 1) * self.pod_spines + self.last_spines
    }
}

/// The fewest levels that fit, or as many as are asked for.
pub fn above(rules: &Rules, load: &Load) -> Result<Above, Unbuildable> {
    match rules.levels {
        Some(1) => one(rules, load),
        Some(2) => two(rules, load),
        Some(_) => three(rules, load),
        None => one(rules, load).or_else(|_| two(rules, load)).or_else(|_| three(rules, load)),
    }
}

fn one(rules: &Rules, load: &Load) -> Result<Above, Unbuildable> {
    if load.ports > rules.radix {
        let help = "take two levels, or rails kept apart";
        return Err(Unbuildable::Ports { what: "one level", needs: held(load.ports)?, has: held(rules.radix)?, help });
    }
    let notes = Vec::new();
    Ok(Above { levels: 1, leaf_up: 0, pods: 1, pod_leafs: 1, pod_spines: 0, last_leafs: 1, last_spines: 0, spine_up: 0, cores: 0, notes })
}

/// Links of a leaf to its spines: what the taper asks of the fullest one.
fn leaf_up(rules: &Rules, load: &Load) -> Result<u128, Unbuildable> {
    let up = if rules.up_asked { rules.up } else { rules.leaf_taper.links_up(load.fullest).min(rules.up) };
    if up == 0 || rules.down == 0 {
        let help = "leave ports of a leaf for both sides: another taper, or a larger switch";
        return Err(Unbuildable::Shape { what: "a leaf has no ports left", help });
    }
    Ok(up)
}

/// Spines: the smallest number with enough ports that divides the links of a leaf, so that each leaf has the same links to each.
/// Uneven: just enough ports, as long as each leaf still reaches each spine.
fn spines(rules: &Rules, leafs: u128, up: u128, ports: u128, notes: &mut Vec<Note>) -> Result<Option<u128>, Unbuildable> {
    let by_ports = ceil_div(leafs * up, ports);
    if ports == 0 || by_ports > up {
        return Ok(None);
    }
    if !rules.even {
        if !up.is_multiple_of(by_ports) {
            notes.push(Note::Uneven { level: "spine" });
        }
        return Ok(Some(by_ports));
    }
    let taken = least_divisor(up, by_ports);
    note_divisor(notes, "spine", by_ports, taken)?;
    Ok(taken)
}

fn note_divisor(notes: &mut Vec<Note>, level: &'static str, by_ports: u128, taken: Option<u128>) -> Result<(), Unbuildable> {
    if let Some(taken) = taken.filter(|taken| *taken > by_ports) {
        notes.push(Note::Divisor { level, by_ports: held(by_ports)?, taken: held(taken)? });
    }
    Ok(())
}

fn two(rules: &Rules, load: &Load) -> Result<Above, Unbuildable> {
    let leaf_up = leaf_up(rules, load)?;
    let mut notes = Vec::new();
    let leafs = load.leafs;
    let Some(spines) = spines(rules, leafs, leaf_up, rules.radix, &mut notes)? else {
        let help = "take three levels, more planes or a larger switch";
        return Err(Unbuildable::Ports { what: "a spine with a port for every leaf", needs: held(leafs)?, has: held(rules.radix)?, help });
    };
    Ok(Above {
        levels: 2,
        leaf_up,
        pods: 1,
        pod_leafs: leafs,
        pod_spines: spines,
        last_leafs: leafs,
        last_spines: spines,
        spine_up: 0,
        cores: 0,
        notes,
    })
}

/// How many more links up are looked at.
const MORE: u128 = 16;

/// Fewer spines for a few more links up, where the divisor rule asked for more spines than their ports.
pub fn more_links(rules: &Rules, load: &Load, above: &Above) -> Result<Option<Note>, Unbuildable> {
    if above.levels != 2 || rules.up_asked || !above.notes.iter().any(|note| matches!(note, Note::Divisor { .. })) {
        return Ok(None);
    }
    let candidates = (above.leaf_up + 1..=rules.up.min(above.leaf_up + MORE)).filter_map(|up| {
        let spines = least_divisor(up, ceil_div(load.leafs * up, rules.radix))?;
        (spines < above.pod_spines).then_some((spines, up))
    });
    let Some((spines, up)) = candidates.min() else { return Ok(None) };
    Ok(Some(Note::MoreLinks { leaf_up: held(up)?, spines: held(spines)? }))
}

fn three(rules: &Rules, load: &Load) -> Result<Above, Unbuildable> {
    let leaf_up = leaf_up(rules, load)?;
    let pod_leafs = rules.pod_leafs;
    let mut notes = Vec::new();
    let Some(pod_spines) = spines(rules, pod_leafs, leaf_up, rules.spine_down, &mut notes)? else {
        let help = "take fewer leafs a pod, or a larger switch";
        return Err(Unbuildable::Ports { what: "a pod", needs: held(pod_leafs)?, has: held(rules.spine_down)?, help });
    };
    let pods = ceil_div(load.leafs, pod_leafs);
    let (down, last_leafs) = (pod_leafs * leaf_up, load.leafs - less(pods, 1) * pod_leafs);
    // A spine with every port down in use goes up with all the others; one that has fewer needs fewer.
    let full = down == pod_spines * rules.spine_down;
    let needed = rules.spine_taper.links_up(ceil_div(down, pod_spines));
    let spine_up = if full { rules.spine_up } else { needed.min(rules.spine_up) };
    let pod = Pod { pods, pod_spines, last_leafs, leaf_up, spine_up };
    let Some(Top { last_spines, cores, by_ports }) = top(rules, &pod) else {
        let help = "take larger switches, more planes, or rails kept apart";
        return Err(Unbuildable::Ports { what: "a core with a port for every pod", needs: held(pods)?, has: held(rules.radix)?, help });
    };
    if rules.even {
        note_divisor(&mut notes, "core", by_ports, Some(cores))?;
    } else if !(pod_spines * spine_up).is_multiple_of(cores) || !(last_spines * spine_up).is_multiple_of(cores) {
        notes.push(Note::Uneven { level: "core" });
    }
    Ok(Above { levels: 3, leaf_up, pods, pod_leafs, pod_spines, last_leafs, last_spines, spine_up, cores, notes })
}

struct Pod {
    pods: u128,
    pod_spines: u128,
    last_leafs: u128,
    leaf_up: u128,
    spine_up: u128,
}

/// Spines of the last pod and the cores.
struct Top {
    last_spines: u128,
    cores: u128,
    by_ports: u128,
}

/// Cores: the smallest number with enough ports that divides the links up of each pod. A trimmed last pod takes the number of spines with
/// which spines and cores together are fewest.
fn top(rules: &Rules, pod: &Pod) -> Option<Top> {
    let needed = ceil_div(pod.last_leafs * pod.leaf_up, rules.spine_down);
    let allowed = |spines: &u128| {
        let fits = !rules.even || pod.leaf_up.is_multiple_of(*spines);
        *spines >= needed && fits && (rules.trimmed || *spines == pod.pod_spines)
    };
    let fewest = if rules.trimmed { needed.max(1) } else { pod.pod_spines };
    let last = if rules.even { fewest..=pod.pod_spines } else { fewest..=fewest };
    last.filter(allowed).filter_map(|spines| cores(rules, pod, spines)).min_by_key(|top| top.last_spines + top.cores)
}

fn cores(rules: &Rules, pod: &Pod, last_spines: u128) -> Option<Top> {
    let full = less(pod.pods, 1) * pod.pod_spines;
    let by_ports = ceil_div((full + last_spines) * pod.spine_up, rules.radix).max(1);
    let shared = if full == 0 { last_spines } else { common_divisor(pod.pod_spines, last_spines) };
    let widest = if full == 0 { last_spines } else { pod.pod_spines } * pod.spine_up;
    let cores =
        if rules.even { least_divisor_of_product(shared, pod.spine_up, by_ports) } else { Some(by_ports).filter(|cores| *cores <= widest) };
    cores.map(|cores| Top { last_spines, cores, by_ports })
}
