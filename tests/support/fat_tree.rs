//! The common task: a k-ary fat tree of three levels, partly filled, 72 endpoints a compute rack and 32 switches a switch rack on a grid of
//! 0.6 x 3 m, every cable rounded up to 25 lengths on sale with a price each. An ordinary plan in the words of a plan file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::build::{Case, Switch, cooling, frame, n, switch_parts};

const PER_RACK: u64 = 72;
const SWITCHES: u64 = 32;
const LENGTHS: [u64; 25] = [1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100, 120, 150, 200, 250, 300, 400, 500, 1000, 2000];

/// Rack types by what is in them.
#[derive(Default)]
struct Kinds(BTreeMap<String, String>);

impl Kinds {
    /// A compute rack of so many endpoints.
    fn compute(&mut self, endpoints: u64) -> String {
        let blades = format!("(part: \"node\", count: {endpoints})");
        self.named(format!("c{endpoints}"), "compute", &blades)
    }

    /// A switch rack with so many leafs, spines and cores.
    fn switches(&mut self, leafs: u64, spines: u64, cores: u64) -> String {
        let serves = |(count, level): (u64, &str)| {
            let blade = format!("(part: \"switch\", count: {count}, serves: (tier: \"t\", level: {level})), ");
            if count > 0 { blade } else { String::new() }
        };
        let blades: String = [(leafs, "leaf"), (spines, "spine"), (cores, "core")].into_iter().map(serves).collect();
        self.named(format!("s{leafs}-{spines}-{cores}"), "switch", &blades)
    }

    fn named(&mut self, id: String, role: &str, blades: &str) -> String {
        let text = format!("(id: \"{id}\", name: \"{id}\", role: {role}, frame: \"frame\", feed: \"1 MW\", blades: [{blades}]),\n");
        self.0.entry(id.clone()).or_insert(text);
        id
    }
}

/// The smallest even k whose tree holds the endpoints.
fn arity(endpoints: u64) -> u64 {
    (2..).step_by(2).find(|k| k * k * k / 4 >= endpoints).expect("some k does")
}

/// Type of every place on the grid, in the order of places; empty places are none.
fn places(endpoints: u64, kinds: &mut Kinds) -> Vec<Option<String>> {
    let k = arity(endpoints);
    let half = k / 2;
    let pod = half * half;
    let mut places = Vec::new();
    for first in (0..endpoints).step_by(pod as usize) {
        let here = (endpoints - first).min(pod);
        for rack in 0..pod.div_ceil(PER_RACK) {
            let count = here.saturating_sub(rack * PER_RACK).min(PER_RACK);
            places.push((count > 0).then(|| kinds.compute(count)));
        }
        for first in (0..k).step_by(SWITCHES as usize) {
            let end = (first + SWITCHES).min(k);
            let leafs = end.min(half) - first.min(half);
            places.push(Some(kinds.switches(leafs, end - first - leafs, 0)));
        }
    }
    for first in (0..pod).step_by(SWITCHES as usize) {
        places.push(Some(kinds.switches(0, 0, SWITCHES.min(pod - first))));
    }
    places
}

/// The plan of the task.
pub fn text(endpoints: u64) -> String {
    let half = arity(endpoints) / 2;
    let mut kinds = Kinds::default();
    let places = places(endpoints, &mut kinds);
    let columns = 20.max(((places.len() as f64) * 5.0).sqrt().ceil() as usize);
    let mut racks = String::new();
    for (place, kind) in places.iter().enumerate() {
        let Some(kind) = kind else { continue };
        let (x, y) = (place % columns * 600, place / columns * 3000);
        let _ = writeln!(racks, "(id: {id}, name: \"R{id}\", kind: \"{kind}\", at_mm: ({x}, {y})),", id = place + 1);
    }
    let (width, depth) = (columns * 600 + 10, (places.len() / columns + 1) * 3000);
    format!(
        r#"(format: "rackwright-plan", version: 1, min_reader: 1, title: "common task", question: "",
    floor: (width: "{width} mm", depth: "{depth} mm", tile: "600 mm", aisle: "0 m", routing: (tray_height: "300 mm", tray_width: "600 mm",
        tray_depth: "100 mm", tray_fill: "40 %", drop: "2500 mm", slack: "5 %", service_loop: "0 m", in_rack: "1500 mm", dressing: "0 m")),
    site: (power_chain: "chain", cooling: "cooling", pue: fixed(value: 1), build_year: 2025),
    economy: (defaults: "money", years: 1),
    rack_types: [{kinds}],
    tiers: [(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "100 Gb/s", link: "100 Gb/s",
        topology: clos(levels: 3, leaf_down: {half}, leaf_up: {half}, pod_leafs: {half}), switch: "chip",
        media: (in_rack: ["cable"], access: ["cable"], trunk: ["cable"], core: ["cable"]))],
    racks: [{racks}],
    catalog: ({catalog}),
)"#,
        kinds = kinds.0.into_values().collect::<String>(),
        catalog = catalog(2 * half),
    )
}

/// Parts of the task, the switch with so many ports.
pub fn catalog(ports: u64) -> String {
    let case = Case { tdp: "1 kW".to_string(), ..Case::default() };
    let switch = Switch::new(ports, "100 Gb/s", "0 USD");
    let (blade, chip) = switch_parts(&switch);
    let node = format!(
        r#"(id: "node", name: "node", role: compute, height: {}, mass: {}, accelerators: (part: "acc", count: 1), host_power: {}, fan_share: {zero},
        liquid_share: {zero}, cages: {}, price: {}, afr: {}),"#,
        n("1"),
        n("1 kg"),
        n("0 W"),
        n("0"),
        n("0 USD"),
        n("0 %/yr"),
        zero = n("0 %"),
    );
    format!(
        "accelerators: [{}], blades: [{node}{blade}], switches: [{chip}], frames: [{}], power_chains: [{}], coolings: [{}], economics: [{}], \
         interconnects: [{}]",
        case.accelerator(),
        frame(),
        case.chain(),
        cooling(),
        case.money(),
        cable(),
    )
}

/// One cable with its ends for every length on sale.
fn cable() -> String {
    let lengths: Vec<String> = LENGTHS.iter().map(|length| format!("\"{length} m\"")).collect();
    let price = |length: u64| if length <= 2 { 30 + 4 * length } else { 450 + 3 * length };
    let prices: Vec<String> = LENGTHS.iter().map(|length| format!("\"{} USD\"", price(*length))).collect();
    format!(
        r#"(id: "cable", name: "cable", family: active_optical, lane_rate: "100 Gb/s", unit_rate: {rate}, units_per_link: {one}, reach: {far},
        module_power: {w}, module_energy: {pj}, host_energy: {pj}, latency: {ns}, propagation: {per_m}, price: {usd}, price_per_metre: {usd_m},
        stock: (lengths: [{lengths}], prices: [{prices}], confidence: published, sources: ["RW"]), cables_per_link: {one}, cable_od: {mm},
        cable_mass: {gm}, bend_radius: {mm}, fibres_800g: {none}, fibres_1600g: {none}, wavelengths: {none}, pairs_per_lane: {none},
        laser_place: inside, edge_density: {edge}, faceplate_density: {face}, afr: {never}, replaced: cable, repair_time: {hours},
        maturity: shipping, available: {year})"#,
        rate = n("100 Gb/s"),
        one = n("1"),
        far = n("2 km"),
        w = n("0 W"),
        pj = n("0 pJ/bit"),
        ns = n("0 ns"),
        per_m = n("5 ns/m"),
        usd = n("0 USD"),
        usd_m = n("0 USD/m"),
        lengths = lengths.join(", "),
        prices = prices.join(", "),
        mm = n("3 mm"),
        gm = n("9 g/m"),
        none = n("0"),
        edge = n("1000 Gb/s/mm"),
        face = n("0 Tb/s/U"),
        never = n("0 %/yr"),
        hours = n("1 h"),
        year = n("2020"),
    )
}
