//! A large hall for tests and benchmarks: NVL72 racks with their scale-out network, in the words of a plan file. Decides nothing by chance.

use rackwright::io::presets;

/// So many NVL72 racks in a hall about as deep as it is wide, with a scale-out network of three levels on switches of 512 ports in racks of
/// their own.
pub fn floor(racks: usize) -> String {
    const PORTS: usize = 512;
    let in_row = (5 * racks).isqrt().max(16);
    let (endpoints, half) = (racks * 72, PORTS / 2);
    let leafs = endpoints.div_ceil(half);
    let pods = leafs.div_ceil(half);
    // Three levels take whole sets of spines; cores are the divisor of them that has the ports.
    let (spines, cores) = (pods * half, (pods * half / 2).next_power_of_two().max(half));
    let text = presets::find("nvl72-copper-1152").expect("a preset").text;
    let head = &text[..text.find("    // Eight shelves").expect("its rack types")];
    let rack_type = |id: &str, level: &str| {
        format!(
            r#"(id: "{id}", name: "{id}", role: switch, frame: "tall-52u", feed: "198 kW",
            blades: [(part: "optical-switch-sled", count: 16, serves: (tier: "scale-out", level: {level}))]),"#
        )
    };
    let mut rows = String::new();
    let (mut id, mut row) = (1, 0);
    for (kind, count) in [("c", racks), ("l", leafs.div_ceil(32)), ("s", spines.div_ceil(32)), ("k", cores.div_ceil(32))] {
        for first in (0..count).step_by(in_row) {
            let here = in_row.min(count - first);
            let (name, y) = (format!("{}{first:06}", kind.to_uppercase()), 1_800 + row * 3_000);
            rows.push_str(&format!(
                "(id: {id}, name: \"{name}\", kind: \"{kind}\", at_mm: (1800, {y}), count: {here}, pitch_mm: (600, 0)),\n"
            ));
            id += here;
            row += 1;
        }
    }
    let (width, depth) = (in_row * 6 / 10 + 4, row * 3 + 6);
    let head =
        head.replace("width: \"10.8 m\"", &format!("width: \"{width} m\"")).replace("depth: \"7.2 m\"", &format!("depth: \"{depth} m\""));
    format!(
        r#"{head}    rack_types: [
        (id: "c", name: "c", role: compute, frame: "mgx-48u", feed: "198 kW", blades: [(part: "power-shelf", count: 8),
            (part: "gb200-compute-tray", count: 18), (part: "nvlink5-switch-tray", count: 9, serves: (tier: "scale-up", level: leaf))]),
        {} {} {}
    ],
    tiers: [
        (id: "scale-up", name: "NVLink 5", kind: scale_up, endpoints: accelerators, domain: 72, rate: "7.2 Tb/s", link: "400 Gb/s",
            topology: one_tier(), switch: "nvlink5-switch", media: (in_rack: ["cable_cartridge_212"])),
        (id: "scale-out", name: "Scale-out", kind: scale_out, endpoints: accelerators, rate: "200 Gb/s", link: "200 Gb/s",
            topology: clos(levels: 3), switch: "optical-switch-102t", media: (in_rack: ["dac_212", "aec_212"],
            access: ["dac_212", "aec_212", "dr8_dsp_212"], trunk: ["aec_212", "dr8_dsp_212", "fr4_dsp_212"], core: ["dr8_dsp_212", "fr4_dsp_212"])),
    ],
    racks: [
{rows}    ],
)
"#,
        rack_type("l", "leaf"),
        rack_type("s", "spine"),
        rack_type("k", "core"),
    )
}
