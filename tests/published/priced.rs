//! Published results about prices of networks and clusters: plans whose parts cost what the case says, and what their bills come to.

use rackwright::solve::Totals;
use rackwright::solve::money::bill::Group;

use crate::build::{Case, Switch, SwitchRack, cable};
use crate::table::{Proved, proved};

pub fn cases() -> Vec<Proved> {
    let mut all = vec![fat_tree()];
    all.extend([64, 128, 256, 8_192].map(cluster));
    all.extend([
        hamming("non-blocking fat tree, 1,024", tree(4, "clos()")),
        hamming("75 % tapered fat tree, 16,384", tree(64, TAPERED)),
        hamming("Hx2Mesh, 1,024", mesh((2, 2), 16)),
        hamming("Hx4Mesh, 16,384", mesh((4, 4), 32)),
        hamming("2D HyperX, 1,024", mesh((1, 1), 32)),
        hamming("2D torus, 1,024", torus()),
    ]);
    all
}

/// Plain ceilings at each level, as the paper counts.
const TAPERED: &str = "clos(levels: 3, leaf_down: 51, leaf_up: 13, spread: uneven, pods: trimmed)";

fn sum(totals: &Totals, groups: &[Group]) -> f64 {
    groups.iter().map(|group| totals.money.group(*group).likely).sum()
}

/// The largest three levels of 48 ports.
fn fat_tree() -> Proved {
    let tiers =
        r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "1 Gb/s", link: "1 Gb/s", topology: clos(levels: 3),
        switch: "chip", media: ())"#
            .to_string();
    let case = Case { blades: 1_024, racks: 27, tiers, switch: Some(Switch::new(48, "1 Gb/s", "3000 USD")), ..Case::default() };
    let (_, totals) = case.furnished().solve();
    assert_eq!(totals.accelerators, 27_648);
    proved("Al-Fares fat tree k=48", [("switch cost", sum(&totals, &[Group::Switches]))])
}

/// Nodes of 8 and 310,000 USD on eight rails kept apart. The facility of 50,000 USD a node is 10 kW at 5 USD/W. A cable of the first level
/// costs 1,320 USD, one of each further level 1,240.
fn cluster(nodes: u64) -> Proved {
    let tiers = r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "400 Gb/s", link: "400 Gb/s",
        topology: clos(rails: 8, rails_apart: true), switch: "chip", media: (access: ["first"], trunk: ["further"]))"#
        .to_string();
    let racks = nodes.div_ceil(128);
    let case = Case {
        tdp: "1250 W".to_string(),
        per_blade: 8,
        blade_price: "310000 USD".to_string(),
        blades: nodes / racks,
        racks,
        build_cost: "5 USD/W".to_string(),
        tiers,
        interconnects: cable("first", "400 Gb/s", "20 km", "1320 USD") + &cable("further", "400 Gb/s", "20 km", "1240 USD"),
        switch: Some(Switch::new(64, "400 Gb/s", "36000 USD")),
        ..Case::default()
    };
    let (_, totals) = case.furnished().solve();
    assert_eq!((totals.accelerators, totals.tiers[0].unplaced), (8 * nodes, 0));
    let capital = totals.money.capex.likely;
    proved(
        format!("H100 cluster capex (Freakonomics), {nodes} nodes"),
        [
            ("switches", totals.tiers[0].switches_placed as f64),
            ("cable and connector cost", sum(&totals, &[Group::Cables])),
            ("total", capital),
            ("cost per GPU", capital / totals.accelerators as f64),
        ],
    )
}

/// Prices of the paper: switches of 64 ports for 14,280, copper for 272, optics for 603 USD; traces on a board are free.
fn hamming(what: &str, case: Case) -> Proved {
    let (_, totals) = case.solve();
    assert_eq!(totals.tiers[0].unplaced, 0, "{what}");
    assert_eq!(totals.tiers[0].switches_placed, totals.tiers[0].switches_needed, "{what}");
    let network = sum(&totals, &[Group::Switches, Group::Cables]);
    proved(format!("HammingMesh cost: {what}"), [("network cost", network / 1e6)])
}

/// Sixteen links of each accelerator, in so many planes. What is in a rack is on one board.
fn network(topology: &str, planes: u64, copper_mm: u64) -> Case {
    let tiers = format!(
        r#"(id: "t", name: "t", kind: scale_up, endpoints: accelerators, rate: "16 Gb/s", link: "1 Gb/s", planes: {planes}, topology: {topology},
        switch: "chip", media: (in_rack: ["board"], access: ["copper", "optics"], trunk: ["optics"], core: ["optics"]))"#
    );
    let interconnects = [
        cable("board", "1 Gb/s", "20 km", "0 USD"),
        cable("copper", "1 Gb/s", &format!("{copper_mm} mm"), "272 USD"),
        cable("optics", "1 Gb/s", "20 km", "603 USD"),
    ];
    let switch = Some(Switch::new(64, "1 Gb/s", "14280 USD"));
    Case { tiers, interconnects: interconnects.concat(), switch, ..Case::default() }
}

/// A plane for each link, 256 accelerators in a rack: copper to the leafs wherever they stand, optics above.
fn tree(racks: u64, topology: &str) -> Case {
    Case { blades: 256, racks, ..network(topology, 16, 20_000_000) }.furnished()
}

/// Four planes of square boards. All boards stand at the west wall, the switches of rows beside them, those of columns farther away than
/// copper reaches: rows are copper and columns optics, as in the paper.
fn mesh((rows, columns): (u64, u64), boards: u64) -> Case {
    const NEAR: u64 = 10_000;
    const FAR: u64 = 1_000_000;
    let topology = format!("hamming_mesh(board: ({rows}, {columns}), boards: ({boards}, {boards}))");
    let case = Case { blades: rows * columns * boards * boards, ..network(&topology, 4, 100_000) };
    let needed = case.clone().furnished().switch.expect("switches").racks;
    assert_eq!(needed.len(), 2, "rows and columns of one level each");
    // Slots are taken plane by plane: rows, then columns.
    let of_plane = |rack: &SwitchRack, x_mm: u64| SwitchRack { x_mm, count: rack.count / 4, ..rack.clone() };
    let racks = (0..4).flat_map(|plane| [of_plane(&needed[0], NEAR + plane), of_plane(&needed[1], FAR + plane)]).collect();
    Case { switch: case.switch.map(|switch| Switch { racks, ..switch }), ..case }
}

/// Boards of 2 x 2, one in a rack; all that leaves them is optics.
fn torus() -> Case {
    Case { blades: 4, racks: 256, ..network("torus(sizes: [32, 32], cube: 2)", 4, 0) }
}
