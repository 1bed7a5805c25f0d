//! Random plans that mean something: rows of racks with real parts, networks of every shape on technologies of the catalogue. Some cannot be
//! built, some lack switches, some cables are too long: as plans are while somebody works on them.

use crate::random::Random;

/// Compute blades: part, frame, accelerators on one.
const COMPUTE: [(&str, &str, u64); 4] = [
    ("gb200-compute-tray", "mgx-48u", 4),
    ("optical-compute-tray", "tall-52u", 4),
    ("dgx-h100", "eia-42u", 8),
    ("tpu-v4-tray", "eia-48u", 4),
];
/// Switches: part, blade it stands on, rate of its links in Gb/s, ports.
const SWITCHES: [(&str, &str, u64, u64); 5] = [
    ("qm9700", "qm9700-box", 400, 64),
    ("qm9700", "qm9700-box", 200, 128),
    ("sn5600", "sn5600-box", 800, 64),
    ("th6", "th6-box", 400, 256),
    ("optical-switch-102t", "optical-switch-sled", 200, 512),
];
const NEAR: [&str; 6] = ["cable_cartridge_212", "pcb_backplane_106", "dac_106", "dac_212", "aec_212", "oio_teraphy_32"];
const FAR: [&str; 10] =
    ["dac_106", "dac_212", "aec_106", "aec_212", "aoc_106", "dr8_dsp_106", "fr4_dsp_212", "lpo_106", "cpo_quantumx_212", "oio_teraphy_32"];

/// How many racks of compute there are at most, and whether anything leaves a rack.
#[derive(Clone, Copy)]
pub struct Wish {
    pub racks: usize,
    pub joined: bool,
}

pub const SMALL: Wish = Wish { racks: 12, joined: true };

/// A plan file.
pub fn plan(random: &mut Random, wish: Wish) -> String {
    let mut maker = Maker { random, wish };
    let hall = Hall::of(&mut maker);
    format!(
        r#"(format: "rackwright-plan", version: 1, min_reader: 1, title: "random", question: "",
    floor: {floor},
    site: (region: "{region}", power_chain: "{chain}", cooling: "{cooling}", pue: {pue}, build_year: {year},
        halls: [(id: "far", name: "Far", distance: "{far} m")]),
    economy: (defaults: "default", years: {years}, laser_spares: {spares}),
    rack_types: [{types}],
    tiers: [{tiers}],
    racks: [{racks}],
)"#,
        floor = maker.floor(),
        region = maker.pick(&["world", "us-virginia", "us-texas"]),
        chain = maker.chain(),
        cooling = maker.cooling(),
        pue = maker.pick(&["parts()", "parts()", "fixed(value: 1.25)"]),
        year = 2024 + maker.below(6),
        far = 50 + maker.below(20_000),
        years = 1 + maker.below(12),
        spares = maker.pick(&["n", "n_plus_1"]),
        types = maker.types(&hall),
        tiers = maker.tiers(&hall),
        racks = maker.racks(&hall),
    )
}

/// What was chosen before the sections are written.
struct Hall {
    racks: u64,
    blades: u64,
    blade: (&'static str, &'static str, u64),
    /// Of scale-up, and of scale-out.
    switches: [(&'static str, &'static str, u64, u64); 2],
    switch_racks: u64,
    domain: u64,
}

impl Hall {
    fn of(maker: &mut Maker) -> Self {
        let blade = COMPUTE[maker.below(COMPUTE.len())];
        let racks = 1 + maker.below(maker.wish.racks) as u64;
        let blades = 1 + maker.below(9) as u64;
        let in_rack = blades * blade.2;
        let domain = if maker.wish.joined && maker.one_in(2) { in_rack * (1 + maker.below(4) as u64) } else { in_rack };
        let switches = [0, 1].map(|_| SWITCHES[maker.below(SWITCHES.len())]);
        let (_, _, _, ports) = switches[1];
        let links = racks * in_rack;
        // Sometimes too few, sometimes too many.
        let switch_racks = if maker.wish.joined { 1 + (links / ports / 2 + maker.below(4) as u64).min(maker.wish.racks as u64) } else { 0 };
        Self { racks, blades, blade, switches, switch_racks, domain }
    }

    fn endpoints(&self) -> u64 {
        self.racks * self.blades * self.blade.2
    }
}

struct Maker<'r> {
    random: &'r mut Random,
    wish: Wish,
}

impl Maker<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.random.below(end)
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A field, or nothing.
    fn maybe(&mut self, field: impl Fn(&mut Self) -> String) -> String {
        if self.one_in(2) { field(self) + ", " } else { String::new() }
    }

    fn chain(&mut self) -> &'static str {
        self.pick(&["ac-54v", "hvdc-800v", "ac-240v"])
    }

    fn cooling(&mut self) -> &'static str {
        self.pick(&["air", "rear-door", "hybrid-85", "liquid-100"])
    }

    fn floor(&mut self) -> String {
        let crossings = self.maybe(|maker| format!("cross_trays_mm: [{}, {}]", maker.below(9_000), 9_000 + maker.below(40_000)));
        let inside = self.maybe(|maker| format!("in_rack: \"{} mm\"", maker.below(2_000)));
        let drop = self.maybe(|maker| format!("drop: \"{} mm\"", maker.below(4_000)));
        let neighbours = self.maybe(|_| "direct_neighbours: true".to_string());
        let obstacles = self.maybe(|maker| {
            let kind = maker.pick(&["column", "keep_free"]);
            let (x, y) = (maker.below(20_000), maker.below(20_000));
            format!("obstacles: [(name: \"Thing\", kind: {kind}, at_mm: ({x}, {y}), size_mm: (600, 900))]")
        });
        format!(
            "(width: \"60 m\", depth: \"{depth} m\", tile: \"600 mm\", aisle: \"{aisle} mm\", {obstacles}routing: ({crossings}{inside}{drop}\
             {neighbours}tray_height: \"300 mm\", tray_width: \"600 mm\", tray_depth: \"100 mm\", tray_fill: \"{fill} %\", slack: \"{slack} %\", \
             service_loop: \"{loops} mm\", dressing: \"500 mm\"))",
            depth = 20 + self.below(40),
            aisle = self.below(1_500),
            fill = 1 + self.below(60),
            slack = self.below(20),
            loops = self.below(800),
        )
    }

    fn types(&mut self, hall: &Hall) -> String {
        let (part, frame, _) = hall.blade;
        let up = hall.switches[0].1;
        let inside = format!("(part: \"{up}\", count: {}, serves: (tier: \"up\", level: leaf)), ", 1 + self.below(9));
        let inside = if self.one_in(4) { String::new() } else { inside };
        let own =
            |maker: &mut Self, field: &str, value: &str| if maker.one_in(3) { format!("{field}: \"{value}\", ") } else { String::new() };
        let (chain, cooling) = (self.chain(), self.cooling());
        let parts = own(self, "power_chain", chain) + &own(self, "cooling", cooling);
        let feeds = self.pick(&["n", "n_plus_1", "two_n"]);
        let feed = 10 + self.below(300);
        let half = hall.blades / 2;
        let split = if half > 0 { format!("(part: \"{part}\", count: {half}), ") } else { String::new() };
        let rest = hall.blades - half;
        let compute = format!(
            r#"(id: "c", name: "Compute", role: compute, frame: "{frame}", feed: "{feed} kW", feeds: {feeds}, {parts}
            blades: [(part: "power-shelf", count: {shelves}), {split}{inside}(part: "{part}", count: {rest})]), "#,
            shelves = 1 + self.below(8),
        );
        if self.wish.joined { compute + &self.switch_type(hall) } else { compute }
    }

    fn switch_type(&mut self, hall: &Hall) -> String {
        let mut blades = String::new();
        for (switch, tier) in hall.switches.iter().zip(["up", "out"]) {
            for level in ["leaf", "spine", "core"] {
                let count = 1 + self.below(16);
                blades += &format!("(part: \"{}\", count: {count}, serves: (tier: \"{tier}\", level: {level})), ", switch.1);
            }
        }
        format!(
            r#"(id: "s", name: "Switches", role: switch, frame: "eia-48u", feed: "60 kW", cooling: "{cooling}",
            blades: [{blades}(part: "jericho4-box", count: 1, serves: (tier: "across", level: leaf))]),
            (id: "m", name: "Memory", role: memory, frame: "eia-42u", feed: "33 kW", blades: [(part: "photonic-memory-tray", count: 4),
            (part: "sn5600-box", count: 2, serves: (tier: "pool", level: leaf)), (part: "sn5600-box", count: 2, serves: (tier: "pool", level: spine)),
            (part: "sn5600-box", count: 2, serves: (tier: "pool", level: core))])"#,
            cooling = self.cooling(),
        )
    }

    fn tiers(&mut self, hall: &Hall) -> String {
        let up = self.tier(hall, "up", "scale_up", "accelerators", hall.switches[0], Some(hall.domain));
        if !self.wish.joined {
            return up;
        }
        let ends = self.pick(&["accelerators", "nics"]);
        let out = self.tier(hall, "out", "scale_out", ends, hall.switches[1], None);
        let pool = self.tier(hall, "pool", "memory", "memory", SWITCHES[2], None);
        let gateways = if self.one_in(2) { "gateways: [(hall: \"far\", rate: \"3.2 Tb/s\")]" } else { "" };
        let across = r#"(id: "across", name: "Across", kind: scale_across, endpoints: gateways, rate: "1.6 Tb/s", link: "800 Gb/s", planes: 2,
            topology: one_tier(), switch: "jericho4", media: (in_rack: ["zr_800"], access: ["zr_800"]), "#;
        up + &out + &pool + across + gateways + ")"
    }

    fn tier(&mut self, hall: &Hall, id: &str, kind: &str, ends: &str, switch: (&str, &str, u64, u64), domain: Option<u64>) -> String {
        let (topology, links) = self.topology(hall, domain.unwrap_or(hall.endpoints()), switch.3);
        let planes = if self.one_in(3) && !topology.starts_with("torus") { format!("planes: {links}, ") } else { String::new() };
        let domain = domain.map(|domain| format!("domain: {domain}, ")).unwrap_or_default();
        let reserved = if topology.starts_with("clos") { format!("reserved: {}, ", self.below(5)) } else { String::new() };
        let far = |maker: &mut Self| format!("[\"{}\", \"{}\"]", maker.pick(&FAR), maker.pick(&FAR));
        format!(
            r#"(id: "{id}", name: "{id}", kind: {kind}, endpoints: {ends}, {domain}{planes}{reserved}rate: "{rate} Gb/s", link: "{link} Gb/s",
            topology: {topology}, switch: "{part}", fec_ns: {fec}, media: (in_rack: ["{near}", "{other}"], access: {access}, trunk: {trunk},
            core: {core})), "#,
            rate = switch.2 * links,
            link = switch.2,
            part = switch.0,
            fec = self.below(200),
            near = self.pick(&NEAR),
            other = self.pick(&FAR),
            access = far(self),
            trunk = far(self),
            core = far(self),
        )
    }

    /// A shape that has room for the endpoints, mostly, and how many links each of them has.
    fn topology(&mut self, hall: &Hall, size: u64, ports: u64) -> (String, u64) {
        let (side, links) = (1 + self.below(4) as u64, 1 + self.below(4) as u64);
        let (on_blade, blades) = (hall.blade.2, size.div_ceil(hall.blade.2));
        let topology = match self.below(14) {
            0..5 if size <= ports => "one_tier()".to_string(),
            5 if size <= 16 => return ("full_mesh()".to_string(), size.max(2) - 1),
            6 => return (format!("torus(sizes: [{on_blade}, {blades}])"), 2 + blades.min(3) - 1),
            7 => format!("hyperx(sizes: [{side}, {}], terminals: {})", blades.div_ceil(side), on_blade * links),
            8 => format!("dragonfly(terminals: {}, routers: {}, global: {})", side * links, 2 * side, side + 3),
            9 => format!("dragonfly_plus(leafs: {side}, spines: {})", 1 + self.below((ports / 2) as usize)),
            10 => format!("rail_only(rails: {on_blade})"),
            11 => format!("slim_fly(q: 5, terminals: {})", (size * links).div_ceil(50)),
            _ => self.clos(),
        };
        (topology, links)
    }

    fn clos(&mut self) -> String {
        let levels = self.maybe(|maker| format!("levels: {}", 2 + maker.below(2)));
        let taper = self.maybe(|maker| format!("taper: [{}]", maker.pick(&["1", "2", "1.5", "3, 2"])));
        let rails = self.maybe(|maker| format!("rails: {}, rails_apart: {}", 1 + maker.below(8), maker.pick(&["true", "false"])));
        let spread = self.maybe(|_| "spread: uneven".to_string());
        let pods = self.maybe(|_| "pods: trimmed".to_string());
        format!("clos({levels}{taper}{rails}{spread}{pods})")
    }

    fn racks(&mut self, hall: &Hall) -> String {
        let mut text = String::new();
        let (mut id, mut y) = (1, 1_800);
        let memory = u64::from(self.wish.joined);
        for (kind, count) in [("c", hall.racks), ("s", hall.switch_racks), ("m", memory)] {
            let facing = self.pick(&["north", "south", "east", "west"]);
            let in_row = 1 + self.below(20 + self.wish.racks / 50) as u64;
            for first in (0..count).step_by(in_row as usize) {
                let here = in_row.min(count - first);
                let (x, pitch) = (self.below(9_000), 600 + 100 * self.below(9));
                let run = if here > 1 { format!(", count: {here}, pitch_mm: ({pitch}, 0)") } else { String::new() };
                text += &format!("(id: {id}, name: \"{kind}{id}x0001\", kind: \"{kind}\", at_mm: ({x}, {y}), facing: {facing}{run}), ");
                id += here;
                y += 1_200 + self.below(2_500);
            }
        }
        text
    }
}
