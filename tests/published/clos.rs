//! Published Clos fabrics: SuperPODs, fat trees, stripes, rails kept apart, modules of trees. Each case is one demand, its rows are read off the fabric.

use rackwright::solve::topology::{self, Fabric, Packing, Wiring};

use crate::ask::{Ask, Clos, clos, plain, rail_only, switches};
use crate::table::{Proved, proved};

pub fn cases() -> Vec<Proved> {
    let mut all: Vec<Proved> = [1, 2, 3].map(h100).into();
    all.extend([4, 16, 64].map(b200));
    all.extend([1, 2].map(b300_xdr));
    all.extend([1, 4].map(b300_ethernet));
    all.extend([planes_save_a_level(), fat_tree_48(), fat_tree_8(), tomahawk(), chip_51t()]);
    all.extend([stripe("200G", 2, 200), stripe("400G", 1, 400), rail_stripe(), hpn(), mega_scale(), meta()]);
    all.extend([node_and_unit(), nvl72_egress()]);
    all.extend([(32_768, 64), (32_768, 128), (65_536, 128)].map(|(gpus, radix)| rails_against_clos(gpus, radix)));
    all.extend([optics_h100(), optics_a100(), vitex(), dragonfly_of_circuits(), cloud_matrix(), cloud_matrix_optics()]);
    all.extend([gh200(), ayar()]);
    all
}

pub fn wiring(fabric: &Fabric) -> &topology::Clos {
    match &fabric.wiring {
        Wiring::Clos(clos) => clos,
        other => panic!("not a Clos: {other:?}"),
    }
}

fn of(fabric: &Fabric, level: &str) -> f64 {
    switches(fabric, level) as f64
}

fn links(fabric: &Fabric, name: &str) -> f64 {
    fabric.links_named(name) as f64
}

/// Tb/s each way.
fn tbps(fabric: &Fabric, links: u64) -> f64 {
    fabric.mbps(links) as f64 / 1e6
}

/// Nodes of 8 in units of 32, one place of the last unit for the fabric manager, whose four ports are on the leafs.
fn h100(units: u64) -> Proved {
    let shape = Clos { rails: Some(8), unit: Some(32), ..Clos::default() };
    let f = Ask { per_node: 8, reserved: 4, ..clos(shape, 8 * (32 * units - 1)) }.size();
    proved(
        format!("DGX H100 SuperPOD compute fabric, {units} SU"),
        [
            ("GPUs", f.endpoints as f64),
            ("leaf switches", of(&f, "leaf")),
            ("spine switches", of(&f, "spine")),
            ("node-leaf cables incl. UFM", links(&f, "node_leaf")),
            ("leaf-spine cables", links(&f, "leaf_spine")),
        ],
    )
}

fn b200(units: u64) -> Proved {
    let shape = Clos { rails: Some(8), unit: Some(32), ..Clos::default() };
    let f = Ask { per_node: 8, ..clos(shape, 256 * units) }.size();
    let mut case = proved(
        format!("DGX B200 SuperPOD compute fabric, {units} SU"),
        [
            ("nodes", wiring(&f).nodes as f64),
            ("leaf switches", of(&f, "leaf")),
            ("spine switches", of(&f, "spine")),
            ("core switches", of(&f, "core")),
            ("total switches", f.switches() as f64),
            ("node-leaf cables", links(&f, "node_leaf")),
            ("leaf-spine cables", links(&f, "leaf_spine")),
        ],
    );
    if f.depth == 3 {
        case.rows.push(("spine-core cables", links(&f, "spine_core")));
    }
    case
}

fn b300_xdr(units: u64) -> Proved {
    let shape = Clos { rails: Some(8), unit: Some(72), ..Clos::default() };
    let f = Ask { per_node: 8, radix: 144, gbps: 800, ..clos(shape, 576 * units) }.size();
    b300(format!("DGX B300 XDR SuperPOD compute fabric, {units} SU"), &f, &Packing::default())
}

/// Two planes of 400 Gb/s; both links of a twin port share one cable.
fn b300_ethernet(units: u64) -> Proved {
    let shape = Clos { rails: Some(8), unit: Some(64), ..Clos::default() };
    let f = Ask { per_node: 8, radix: 128, planes: 2, ..clos(shape, 512 * units) }.size();
    let twin = Packing { links_per_cable: 2, ..Packing::default() };
    b300(format!("DGX B300 (Ethernet) SuperPOD compute fabric, {units} SU"), &f, &twin)
}

fn b300(case: String, f: &Fabric, packing: &Packing) -> Proved {
    let cables =
        |name: &str| f.links.iter().filter(|link| link.name == name).map(|link| topology::cables(link, packing)).sum::<u64>() as f64;
    proved(
        case,
        [
            ("GPUs", f.endpoints as f64),
            ("leaf switches", of(f, "leaf")),
            ("spine switches", of(f, "spine")),
            ("node-leaf cables", cables("node_leaf")),
            ("leaf-spine cables", cables("leaf_spine")),
        ],
    )
}

fn planes_save_a_level() -> Proved {
    let two = Ask { planes: 2, ..plain(8192, 128) }.size();
    proved(
        "Two-tier limit reached only with planes",
        [
            ("tiers needed with 64x800G ports, one plane", plain(8192, 64).size().depth as f64),
            ("tiers needed with 2 planes of 128x400G", two.depth as f64),
        ],
    )
}

/// The most endpoints of a fabric with so many levels.
fn reach(radix: u64, levels: u64) -> f64 {
    Ask { radix, ..clos(Clos { levels: Some(levels), ..Clos::default() }, 1) }.size().max_endpoints as f64
}

fn fat_tree_48() -> Proved {
    let f = plain(27_648, 48).size();
    proved(
        "Al-Fares fat tree k=48",
        [
            ("hosts", reach(48, 3)),
            ("switches", f.switches() as f64),
            ("edge-aggregation links", links(&f, "leaf_spine")),
            ("aggregation-core links", links(&f, "spine_core")),
        ],
    )
}

fn fat_tree_8() -> Proved {
    let f = plain(128, 8).size();
    proved("Al-Fares fat tree k=8", [("hosts", reach(8, 3)), ("switches", f.switches() as f64), ("core switches", of(&f, "core"))])
}

fn tomahawk() -> Proved {
    proved("Tomahawk 6 reach", [("one-tier XPUs", reach(512, 1)), ("two-tier XPUs (published: more than)", reach(512, 2))])
}

fn chip_51t() -> Proved {
    proved("Clos size of a 51.2T chip at 400G", [("endpoints (published ~8K)", reach(128, 2))])
}

/// Sixteen leafs with four links up each to four spines; servers of 8 x 400G, as links of the rate of the uplinks.
fn stripe(rate: &str, links_per_nic: u64, gbps: i64) -> Proved {
    let shape = |down| Clos { levels: Some(2), leaf_down: Some(down), leaf_up: Some(4), ..Clos::default() };
    let sized =
        |servers: u64| Ask { links: links_per_nic, radix: 16, gbps, ..clos(shape(servers * links_per_nic / 2), servers * 8) }.size();
    let (four, eight) = (sized(4), sized(8));
    assert_eq!([switches(&four, "leaf"), switches(&four, "spine"), switches(&eight, "leaf"), switches(&eight, "spine")], [16, 4, 16, 4]);
    let over = |f: &Fabric| links(f, "node_leaf") / links(f, "leaf_spine");
    proved(
        format!("Juniper QFX5240 stripe, {rate} uplinks"),
        [
            ("leaf uplink capacity", tbps(&four, wiring(&four).leaf_up)),
            ("total leaf-spine bandwidth", tbps(&four, four.links_named("leaf_spine"))),
            ("server-leaf bandwidth, 4 servers", tbps(&four, four.links_named("node_leaf"))),
            ("oversubscription, 4 servers (down/up)", over(&four)),
            ("oversubscription, 8 servers (down/up)", over(&eight)),
        ],
    )
}

fn rail_stripe() -> Proved {
    let shape = Clos { levels: Some(2), rails: Some(8), ..Clos::default() };
    let f = Ask { per_node: 8, ..clos(shape, 256) }.size();
    let w = wiring(&f);
    assert_eq!(w.units, 1, "one stripe");
    proved(
        "Juniper rail stripe size",
        [("servers per stripe", w.unit_nodes as f64), ("GPUs per stripe", (w.unit_nodes * 8) as f64), ("leafs per stripe", of(&f, "leaf"))],
    )
}

/// All rates as 200 Gb/s links: 128 down and 60 x 400 = 120 up of 256; two planes are the two switches each adapter goes to.
fn hpn() -> Proved {
    let shape = Clos { levels: Some(2), rails: Some(8), unit: Some(128), leaf_down: Some(128), leaf_up: Some(120), ..Clos::default() };
    let f = Ask { per_node: 8, planes: 2, radix: 256, gbps: 200, ..clos(shape, 1024) }.size();
    let w = wiring(&f);
    assert_eq!(w.units, 1, "one segment");
    proved(
        "Alibaba HPN segment",
        [
            ("oversubscription", links(&f, "node_leaf") / links(&f, "leaf_spine")),
            ("GPUs per segment", (w.unit_nodes * 8) as f64),
            ("ToRs one host touches", (w.rails * f.planes) as f64),
            ("host backend bandwidth", tbps(&f, f.injection / w.nodes)),
        ],
    )
}

fn mega_scale() -> Proved {
    let shape = Clos { levels: Some(2), rails: Some(8), leaf_down: Some(64), ..Clos::default() };
    let f = Ask { per_node: 8, radix: 128, gbps: 200, ..clos(shape, 512) }.size();
    proved("MegaScale ToR group", [("servers under one ToR group", wiring(&f).unit_nodes as f64)])
}

/// Above the pods, each pod is one switch with 3,072 links down and 439 up: the whole number next to a taper of 7.
fn meta() -> Proved {
    let shape = Clos { levels: Some(2), leaf_down: Some(3072), leaf_up: Some(439), uneven: true, ..Clos::default() };
    let f = Ask { per_node: 8, radix: 3511, ..clos(shape, 8 * 3072) }.size();
    assert_eq!(wiring(&f).leafs, 8, "pods");
    proved(
        "Meta 24k H100 cluster",
        [
            ("GPUs", (wiring(&f).leafs * wiring(&f).leaf_load) as f64),
            ("nodes", wiring(&f).nodes as f64),
            ("bisection above pods, one direction", tbps(&f, f.bisection.expect("a cut"))),
        ],
    )
}

fn node_and_unit() -> Proved {
    // Eight packages with 18 links of 200 Gb/s (25 GB/s) each way: 450 GB/s.
    let inside = Ask { gbps: 200, ..crate::ask::one_tier(8, 18, 64) }.size();
    let unit = Ask { per_node: 8, ..clos(Clos { rails: Some(8), unit: Some(32), ..Clos::default() }, 256) }.size();
    proved(
        "H100 node and SU bandwidth (scaling book)",
        [
            ("node egress to NVSwitch", tbps(&inside, inside.injection) / 8.0),
            ("node bisection, BOTH directions summed", 2.0 * tbps(&inside, inside.bisection.expect("a cut")) / 8.0),
            ("node scale-out egress", tbps(&unit, unit.injection / wiring(&unit).nodes) * 1000.0 / 8.0),
            ("SU bandwidth to leafs", tbps(&unit, unit.links_named("node_leaf")) / 8.0),
        ],
    )
}

fn nvl72_egress() -> Proved {
    let f = Ask { per_node: 4, ..plain(72, 64) }.size();
    proved("GB200 NVL72 scale-out egress (scaling book)", [("rack egress", tbps(&f, f.injection) / 8.0)])
}

fn rails_against_clos(gpus: u64, radix: u64) -> Proved {
    let (full, rails) = (plain(gpus, radix).size(), rail_only(256, gpus, radix).size());
    let modules = |f: &Fabric| f.modules(&Packing::default()).total() as f64;
    proved(
        format!("Rail-only vs full Clos, {gpus} GPUs, radix {radix}"),
        [
            ("full Clos switches", full.switches() as f64),
            ("rail-only switches", rails.switches() as f64),
            ("full Clos transceivers", modules(&full)),
            ("rail-only transceivers", modules(&rails)),
        ],
    )
}

/// Adapters with single modules, switches with two ends in one.
const TWIN: Packing = Packing { links_per_cable: 1, ends_per_cage: 2, endpoint_ends_per_cage: 1, strands_per_link: 8 };

fn optics_h100() -> Proved {
    let f = plain(1024, 64).size();
    let modules = f.modules(&TWIN);
    let each = |count: u64| count as f64 / f.endpoints as f64;
    proved(
        "Optics per GPU, H100 + QM9700, two tiers",
        [("400G modules per GPU", each(modules.endpoint)), ("800G twin modules per GPU", each(modules.switch))],
    )
}

/// The largest three levels of 40 ports.
fn optics_a100() -> Proved {
    let f = Ask { gbps: 200, ..plain(16_000, 40) }.size();
    let modules = f.modules(&Packing::default()).total() as f64;
    proved("Optics per GPU, A100 + QM8700, three tiers", [("200G modules per GPU", modules / f.endpoints as f64)])
}

fn vitex() -> Proved {
    let shape = Clos { levels: Some(2), rails: Some(8), unit: Some(32), ..Clos::default() };
    let f = Ask { per_node: 8, ..clos(shape, 256) }.size();
    let access = f.links.iter().find(|link| link.name == "node_leaf").expect("links to leafs");
    let modules = topology::modules(access, &TWIN);
    let cables = topology::cables(access, &TWIN);
    proved(
        "Vitex order: one H100 SU, NIC-leaf tier only",
        [
            ("400G NIC modules", modules.endpoint as f64),
            ("800G twin leaf modules", modules.switch as f64),
            ("MPO cables", cables as f64),
            ("leaf cages used per leaf", modules.switch as f64 / of(&f, "leaf")),
            ("fibres (8 per DR4 link)", (access.count * TWIN.strands_per_link) as f64),
        ],
    )
}

/// Groups of one level, half of 128 ports up; what joins them are circuit switches of 256 ports.
fn dragonfly_of_circuits() -> Proved {
    let shape = Clos { levels: Some(2), leaf_down: Some(64), leaf_up: Some(64), ..Clos::default() };
    let f = Ask { radix: 256, ..clos(shape, 1) }.size();
    proved("Dragonfly + OCS, stage 1", [("accelerators", f.max_endpoints as f64)])
}

/// Seven planes; a node's 448 Gb/s to its chip of a plane count as two links of 224, its chip as a leaf.
fn cloud_matrix_ask() -> Ask {
    let shape = Clos { levels: Some(2), leaf_down: Some(16), leaf_up: Some(16), ..Clos::default() };
    Ask { per_node: 8, links: 2, planes: 7, radix: 48, gbps: 224, ..clos(shape, 384) }
}

fn cloud_matrix() -> Proved {
    let f = cloud_matrix_ask().size();
    let fill = f.level("spine").expect("spines");
    assert_eq!(fill.ports, fill.ports_used);
    proved(
        "CloudMatrix 384 structure",
        [
            ("NPUs", (wiring(&f).nodes * 8) as f64),
            ("L1 switch chips", of(&f, "leaf")),
            ("L2 switch chips", of(&f, "spine")),
            ("L1-L2 links", links(&f, "leaf_spine")),
            ("L2 ports fill exactly", fill.ports_used as f64),
        ],
    )
}

fn cloud_matrix_optics() -> Proved {
    let (up, out) = (cloud_matrix_ask().size(), clos(Clos { levels: Some(2), ..Clos::default() }, 384).size());
    let twin = Packing { ends_per_cage: 2, ..Packing::default() };
    let trunk = up.links.iter().find(|link| link.name == "leaf_spine").expect("links between levels");
    let modules = topology::modules(trunk, &twin).total();
    let all = modules + out.modules(&Packing::default()).total();
    proved(
        "CloudMatrix 384 optics",
        [("400G modules, scale-up per NPU", modules as f64 / up.endpoints as f64), ("400G modules total", all as f64)],
    )
}

/// Eighteen links of 200 Gb/s each way a package, a plane for each.
fn gh200() -> Proved {
    let f = Ask { planes: 18, gbps: 200, ..plain(256, 64) }.size();
    proved("GH200 SuperPOD 256", [("NVLink bandwidth", 2.0 * tbps(&f, f.injection) / 8.0)])
}

/// 100 Tb/s with both directions added are 50 each way: 250 planes of 200 Gb/s.
fn ayar() -> Proved {
    let f = Ask { planes: 250, radix: 512, gbps: 200, ..plain(1024, 512) }.size();
    proved("Ayar/Wiwynn system totals", [("optical I/O, lower bound", 2.0 * tbps(&f, f.injection) / 1000.0)])
}
