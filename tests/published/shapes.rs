//! Published fabrics that are no Clos: one tier, meshes, tori, dragonflies, Slim Fly.

use rackwright::solve::topology::{Fabric, Packing, Wiring};

use crate::ask::{Ask, cubes, dragonfly, full_mesh, one_tier, plain, slim_fly, switches, torus};
use crate::table::{Proved, proved};

pub fn cases() -> Vec<Proved> {
    vec![meshes(), slingshot(), balanced_dragonfly(), alps(), tpu_v4(), tpu_v5e(), nvl72()]
}

fn tbps(fabric: &Fabric, links: u64) -> f64 {
    fabric.mbps(links) as f64 / 1e6
}

fn meshes() -> Proved {
    let links = |endpoints| full_mesh(endpoints).size().links_named("pair") as f64;
    proved("Full mesh links", [("N=2", links(2)), ("N=4", links(4)), ("N=8", links(8))])
}

/// As many groups as the routers have links for, so that a group's numbers are all in use.
fn slingshot() -> Proved {
    let f = dragonfly(16, 32, 16, None, 512 * 513).size();
    let Wiring::Dragonfly(w) = &f.wiring else { panic!("no dragonfly") };
    assert_eq!(w.groups, 513);
    proved(
        "Cray EX Slingshot group",
        [
            ("endpoints per group", (f.max_endpoints / w.groups) as f64),
            ("intra-group ports", (2 * f.links_named("local") / w.groups) as f64),
            ("global ports", (w.per_pair * (w.groups - 1)) as f64),
            ("intra-group cables", (f.links_named("local") / w.groups) as f64),
            ("switch ports used", f.levels[0].fullest as f64),
        ],
    )
}

fn balanced_dragonfly() -> Proved {
    let f = dragonfly(2, 4, 2, None, 72).size();
    let Wiring::Dragonfly(w) = &f.wiring else { panic!("no dragonfly") };
    let rows = [("radix", f.levels[0].fullest as f64), ("groups", w.groups as f64), ("terminals", f.max_endpoints as f64)];
    proved("Balanced dragonfly k=7", rows)
}

fn alps() -> Proved {
    let f = slim_fly(5, Some(4), 36, 200).size();
    let Wiring::SlimFly(w) = &f.wiring else { panic!("no Slim Fly") };
    proved(
        "Slim Fly q=5 (CSCS deployment)",
        [
            ("switches", switches(&f, "router") as f64),
            ("network degree", w.degree as f64),
            ("servers", f.max_endpoints as f64),
            ("switch-switch links", f.links_named("router_router") as f64),
        ],
    )
}

fn tpu_v4() -> Proved {
    let f = cubes(&[16, 16, 16], 4, Some(128)).size();
    let Wiring::Torus(w) = &f.wiring else { panic!("no torus") };
    let cube = w.cube.as_ref().expect("cubes");
    let modules = f.modules(&Packing::default()).total() as f64;
    proved(
        "TPU v4 cube and pod",
        [
            ("optical links per cube", (cube.leaving / cube.cubes) as f64),
            ("copper port-ends per cube (NOT cables)", (2 * cube.inside / cube.cubes) as f64),
            ("copper cables per cube", (f.links_named("in_cube") / cube.cubes) as f64),
            ("optical fibres to OCS per pod", f.links_named("circuit") as f64),
            ("OCS", switches(&f, "circuit") as f64),
            ("optical modules per chip", modules / f.endpoints as f64),
            ("racks", cube.cubes as f64),
        ],
    )
}

fn tpu_v5e() -> Proved {
    let f = torus(&[16, 16]).size();
    let hosts = Ask { gbps: 200, ..plain(32, 64) }.size();
    proved(
        "TPU v5e pod",
        [
            ("bisection, one direction", tbps(&f, f.bisection.expect("a cut")) / 8.0),
            ("all-reduce bandwidth per pod (sum of link rates)", tbps(&f, f.injection) / 8.0),
            ("DCN", tbps(&hosts, hosts.injection)),
        ],
    )
}

/// A differential pair each way for two lanes: four pairs a link.
fn nvl72() -> Proved {
    let f = one_tier(72, 18, 72).size();
    let pairs = Packing { strands_per_link: 4, ..Packing::default() };
    let Wiring::OneTier(w) = &f.wiring else { panic!("not one tier") };
    assert_eq!((w.to_each, w.to_last), (1, 1));
    proved(
        "GB200 NVL72",
        [
            ("GPUs", f.max_endpoints as f64),
            ("NVLink switch chips", switches(&f, "switch") as f64),
            ("links per GPU = one per chip", (f.injection / f.endpoints) as f64),
            ("NVLinks in rack", f.links_named("node_switch") as f64),
            ("copper cables (one per differential pair)", f.strands(&pairs) as f64),
            ("NVLink bandwidth, both directions summed", 2.0 * tbps(&f, f.injection) / 8.0),
        ],
    )
}
