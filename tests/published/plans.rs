//! Published results about racks, parts and modules, through presets and small plans whose parts have the case's inputs.

use rackwright::edit::{Edit, LinkClass, apply};
use rackwright::model::text::Id;
use rackwright::solve::money::bill::{Group, Line};
use rackwright::solve::{Report, Totals};

use crate::build::{Case, Switch, converter, module};
use crate::support::{catalog, plan, preset, solved};
use crate::table::{Proved, proved};

pub fn cases() -> Vec<Proved> {
    vec![
        tomahawk(),
        meta(),
        tpu_v5e(),
        nvl72_memory(),
        gh200(),
        nvl72_pluggable(),
        cloudmatrix(),
        kyber(),
        b300_rack(),
        h100_unit(),
        optics_per_gpu(),
        cpo(),
        energy_per_bit(),
        davisson(),
        ayar(),
    ]
}

fn text(text: &str) -> String {
    text.to_string()
}

/// Microwatts of the first rack of a type as kilowatts.
fn rack_kw(report: &Report) -> f64 {
    report.tallies.get(0).expect("a rack").draw.likely as f64 / 1e9
}

/// Two endpoints over one link of a module, without a switch: what one end draws is half of it.
fn pair(link: &str, module: &str) -> (Report, Totals) {
    let tiers = format!(
        r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "{link}", link: "{link}", topology: full_mesh(), media: (access: ["m"]))"#
    );
    Case { racks: 2, tiers, interconnects: module.to_string(), ..Case::default() }.solve()
}

/// Watts of one end.
fn end_w((_, totals): &(Report, Totals)) -> f64 {
    totals.tiers[0].module_w.likely / totals.tiers[0].ends as f64
}

fn tomahawk() -> Proved {
    let plan_text = |switch: &str| {
        r#"(format: "rackwright-plan", version: 1, min_reader: 1, title: "", question: "",
        floor: (width: "9 m", depth: "9 m", tile: "600 mm", aisle: "0 m", routing: (tray_height: "1 m", tray_width: "1 m", tray_depth: "1 m",
            tray_fill: "40 %", slack: "0 %", service_loop: "0 m", dressing: "0 m")),
        site: (power_chain: "ac-54v", cooling: "air", pue: parts(), build_year: 2026), economy: (defaults: "default", years: 5), rack_types: [],
        tiers: [(id: "t", name: "t", kind: scale_out, endpoints: nics, rate: "200 Gb/s", link: "200 Gb/s", topology: one_tier(), switch: "SWITCH",
            media: ())], racks: [])"#
            .replace("SWITCH", switch)
    };
    let report = solved(plan(&plan_text("th6")));
    proved("Tomahawk 6 reach", [("radix", report.resolved.tiers[0].radix() as f64)])
}

/// Nodes of 8, two in a rack, as many racks as hold the published accelerators; a pod is a domain of 3,072 of them.
fn meta() -> Proved {
    let tiers = text(
        r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, domain: 3072, rate: "400 Gb/s", link: "400 Gb/s",
        topology: clos(levels: 3), switch: "chip", media: ())"#,
    );
    let switch = Some(Switch::new(64, "400 Gb/s", "0 USD"));
    let (_, totals) = Case { per_blade: 8, blades: 2, racks: 1_536, tiers, switch, ..Case::default() }.solve();
    assert_eq!(totals.accelerators, 24_576);
    let racks = totals.racks as f64;
    proved("Meta 24k H100 cluster", [("racks", racks), ("racks per pod", racks / totals.tiers[0].domains as f64)])
}

/// 256 chips on hosts of 8: the bill counts the hosts.
fn tpu_v5e() -> Proved {
    let (_, totals) = Case { per_blade: 8, blades: 8, racks: 4, ..Case::default() }.solve();
    assert_eq!(totals.accelerators, 256);
    let hosts = totals.money.bill.iter().find(|line| line.item == "node").expect("hosts are bought");
    proved("TPU v5e pod", [("hosts", hosts.quantity)])
}

/// 36 superchips: two packages of 192 GB and one of host memory, 2.7 kW.
fn nvl72_memory() -> Proved {
    let case =
        Case { tdp: text("1350 W"), hbm: text("192 GB"), per_blade: 2, memory: Some((1, text("480 GB"))), blades: 36, ..Case::default() };
    let (_, totals) = case.solve();
    proved(
        "GB200 NVL72 memory and GPU power",
        [("HBM", totals.hbm_gb / 1e3), ("LPDDR5X", totals.memory_gb / 1e3), ("superchip power", totals.it_w.likely / 1e3)],
    )
}

fn gh200() -> Proved {
    let case = Case { hbm: text("96 GB"), memory: Some((1, text("480 GB"))), blades: 32, racks: 8, ..Case::default() };
    let (_, totals) = case.solve();
    proved("GH200 SuperPOD 256", [("HBM", totals.hbm_gb / 1e3), ("LPDDR5X", totals.memory_gb / 1e3), ("power", totals.it_w.likely / 1e3)])
}

/// The preset with its copper exchanged for a 1.6T module of 30 W (18.75 pJ/bit), per rack. A margin is no part of a plan: at 75 % of the
/// price the module of 850 USD is sold for 3,400, and that is what the second plan pays.
fn nvl72_pluggable() -> Proved {
    let with = |price: &str| {
        let module = format!("catalog: (interconnects: [{}])", module("pluggable-30w", "1.6 Tb/s", "18.75 pJ/bit", price));
        let text = rackwright::io::presets::find("nvl72-copper-1152").expect("a preset").text;
        let end = text.rfind("\n)").expect("it ends");
        let base = plan(&format!("{}\n{module},\n)", &text[..end]));
        let edit = Edit::SetMedia { tier: id("scale-up"), class: LinkClass::InRack, media: vec![id("pluggable-30w")] };
        let report = solved(apply(&base, &catalog(), &edit).expect("the edit is made"));
        let totals = report.totals();
        (rack_count(&report, "nvl72"), totals)
    };
    let bought = |totals: &Totals| {
        let mine = |line: &&Line| line.group == Group::Modules && line.tier == Some(0);
        totals.money.bill.iter().filter(mine).map(|line| line.amount.likely).sum::<f64>()
    };
    let ((racks, cost), (_, sold)) = (with("850 USD"), with("3400 USD"));
    proved(
        "NVL72 if NVLink were pluggable optics",
        [
            ("1.6T modules per rack", cost.tiers[0].modules as f64 / racks),
            ("added power", cost.tiers[0].module_w.likely / racks / 1e3),
            ("module cost", bought(&cost) / racks),
            ("module price at 75 % margin", bought(&sold) / racks),
        ],
    )
}

/// Racks of a type.
fn rack_count(report: &Report, name: &str) -> f64 {
    let kinds = report.resolved.kinds.iter().zip(&report.sums.kinds);
    kinds.filter(|(kind, _)| kind.id.as_str() == name).map(|(_, sum)| sum.racks).sum::<u64>() as f64
}

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

/// Racks of the domain; the two of its scale-out network are not in the published count.
fn cloudmatrix() -> Proved {
    let report = solved(preset("cloudmatrix-384"));
    proved("CloudMatrix 384 structure", [("racks", rack_count(&report, "compute") + rack_count(&report, "level-2"))])
}

/// 4 pods of 18 blades of 8, and 18 trays of 4. The 600 and the 120 kW are printed, how they come about is not: here as 1 and 1.6 kW for
/// each accelerator with its share of the rest, behind converters of 96 %.
fn kyber() -> Proved {
    let rack = |tdp: &str, per_blade: u64, blades: u64| {
        Case { tdp: text(tdp), per_blade, blades, stages: converter("96 %", ""), ..Case::default() }.solve()
    };
    let ((kyber, totals), (nvl72, _)) = (rack("1 kW", 8, 72), rack("1600 W", 4, 18));
    proved("Kyber NVL576", [("GPUs", totals.accelerators as f64), ("power ratio", rack_kw(&kyber) / rack_kw(&nvl72))])
}

/// Systems of 14 kW, four in a rack; a unit of 72.
fn b300_rack() -> Proved {
    let rack = Case { tdp: text("1 kW"), host: text("6 kW"), per_blade: 8, blades: 4, racks: 18, ..Case::default() };
    let (report, totals) = rack.solve();
    let systems = totals.money.bill.iter().find(|line| line.item == "node").expect("systems are bought").quantity;
    assert_eq!(systems, 72.0);
    proved("DGX B300 rack", [("rack power", rack_kw(&report)), ("racks per SU", totals.racks as f64)])
}

/// 8 x 700 W and 8 x 575 W for the rest of each server.
fn h100_unit() -> Proved {
    let unit = Case { tdp: text("700 W"), host: text("4600 W"), per_blade: 8, blades: 4, racks: 8, ..Case::default() };
    let (_, totals) = unit.solve();
    proved(
        "DGX H100 SU power",
        [("SU power (printed ~330)", totals.it_w.likely / 1e3), ("per-server from parts", totals.it_w.likely / 32.0 / 1e3)],
    )
}

/// A million accelerators, all links optical over three levels of 200 ports: three links and so six modules each.
fn optics_per_gpu() -> Proved {
    let tiers = text(
        r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "1.6 Tb/s", link: "1.6 Tb/s", topology: clos(levels: 3), switch: "chip",
        media: (access: ["m"]))"#,
    );
    let case = Case {
        per_blade: 8,
        blades: 125,
        racks: 1_000,
        tiers,
        interconnects: module("m", "1.6 Tb/s", "18.75 pJ/bit", "1000 USD"),
        switch: Some(Switch::new(200, "1.6 Tb/s", "0 USD")),
        ..Case::default()
    };
    let (_, totals) = case.furnished().solve();
    let tier = &totals.tiers[0];
    assert_eq!((totals.accelerators, tier.modules, tier.unplaced, tier.too_long), (1_000_000, 6_000_000, 0, 0));
    let gpus = totals.accelerators as f64;
    proved(
        "Pluggable optics per GPU (GTC 2025)",
        [
            ("power per GPU", tier.module_w.likely / gpus),
            ("cost per GPU", totals.money.group(Group::Modules).likely / gpus),
            ("power at 1M GPUs", totals.links_w / 1e6),
        ],
    )
}

/// The catalogue's engine of the Quantum-X switch at 1.6 Tb/s against a module of 30 W.
fn cpo() -> Proved {
    let link = r#"(id: "t", name: "t", kind: scale_out, endpoints: accelerators, rate: "1.6 Tb/s", link: "1.6 Tb/s", topology: full_mesh(), media: (access: ["cpo_quantumx_212"]))"#;
    let engine = Case { racks: 2, tiers: text(link), ..Case::default() }.solve();
    let pluggable = pair("1.6 Tb/s", &module("m", "1.6 Tb/s", "18.75 pJ/bit", "0 USD"));
    proved(
        "CPO vs pluggable, 1.6T",
        [("CPO power", end_w(&engine)), ("ratio (claim 3.5x counts more than the module)", end_w(&pluggable) / end_w(&engine))],
    )
}

fn energy_per_bit() -> Proved {
    let solved = pair("1.6 Tb/s", &module("m", "1.6 Tb/s", "17 pJ/bit", "0 USD"));
    proved("Energy per bit, 1.6T module", [("module power", end_w(&solved))])
}

/// Optics of 35 pJ/bit against a three-and-a-halfth of it.
fn davisson() -> Proved {
    let [before, after] = ["35 pJ/bit", "10 pJ/bit"].map(|energy| end_w(&pair("1.6 Tb/s", &module("m", "1.6 Tb/s", energy, "0 USD"))));
    proved("TH6 Davisson claim", [("saving (printed 70 %)", 100.0 * (1.0 - after / before))])
}

/// Racks of 100 and 200 kW beside one of 600 kW.
fn ayar() -> Proved {
    let kw = |watts: &str| rack_kw(&Case { tdp: text(watts), blades: 64, ..Case::default() }.solve().0);
    let [low, high, copper] = ["1562500 mW", "3125 W", "9375 W"].map(kw);
    proved(
        "Ayar/Wiwynn system totals",
        [("rack power ratio, best", low / copper), ("rack power ratio, worst (article: roughly a third)", high / copper)],
    )
}
