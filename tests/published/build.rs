//! Small plans in the terms of a published case: its inputs are the numbers of catalogue parts, nothing else draws, costs or fails.

use rackwright::solve::network::LevelPlace;
use rackwright::solve::{Report, Totals};

use crate::support::{plan, solved};

/// A number of the catalogue.
pub fn n(value: &str) -> String {
    let bare = value.parse::<f64>().is_ok();
    let value = if bare { value.to_string() } else { format!("\"{value}\"") };
    format!("(value: {value}, confidence: published, sources: [\"RW\"])")
}

/// The plan of a case. Everything it leaves out is nothing.
#[derive(Clone)]
pub struct Case {
    /// Power and price of an accelerator, its memory in GB, and how many stand on a blade.
    pub tdp: String,
    pub price: String,
    pub hbm: String,
    pub per_blade: u64,
    /// Power of the rest of a blade, and memory devices of so many GB on it.
    pub host: String,
    pub blade_price: String,
    pub memory: Option<(u64, String)>,
    pub blades: u64,
    pub racks: u64,
    /// Site power over power at the racks; 0: from the chain and the cooling.
    pub pue: f64,
    /// Ids of chain and cooling, those of the case or the catalogue's, and what share of the heat parts give to liquid.
    pub chain_id: &'static str,
    pub cooling_id: &'static str,
    pub liquid: &'static str,
    pub utilisation: String,
    pub electricity: String,
    pub carbon: String,
    pub build_cost: String,
    pub plant_cost: String,
    pub discount: String,
    pub maintenance: String,
    pub residual: &'static str,
    pub escalation: &'static str,
    pub years: u64,
    /// Years of accelerators and blades, network, plant and building.
    pub lives: [u64; 4],
    /// Stages of the power chain, the rating of a shelf, what the feed gives and how it is doubled.
    pub stages: String,
    pub shelf: String,
    pub feed: String,
    pub feeds: &'static str,
    /// Tiers and interconnects as they stand in a file, and blades that serve them.
    pub tiers: String,
    pub interconnects: String,
    pub switch: Option<Switch>,
}

/// Switches of a case: ports, link rate, price, and where they stand.
#[derive(Clone)]
pub struct Switch {
    pub ports: u64,
    pub link: String,
    pub price: String,
    pub racks: Vec<SwitchRack>,
}

/// A rack of so many switches of one level, so far along the floor.
#[derive(Clone)]
pub struct SwitchRack {
    pub x_mm: u64,
    pub level: &'static str,
    pub count: u64,
}

impl Switch {
    /// A kind of switch that stands nowhere yet.
    pub fn new(ports: u64, link: &str, price: &str) -> Self {
        Self { ports, link: link.to_string(), price: price.to_string(), racks: Vec::new() }
    }
}

impl Default for Case {
    fn default() -> Self {
        let text = |text: &str| text.to_string();
        Self {
            tdp: text("1 kW"),
            price: text("0 USD"),
            hbm: text("0 GB"),
            per_blade: 1,
            host: text("0 W"),
            blade_price: text("0 USD"),
            memory: None,
            blades: 1,
            racks: 1,
            pue: 1.0,
            chain_id: "chain",
            cooling_id: "cooling",
            liquid: "0 %",
            utilisation: text("100 %"),
            electricity: text("0 USD/kWh"),
            carbon: text("0 kgCO2e/kWh"),
            build_cost: text("0 USD/W"),
            plant_cost: text("0 USD/W"),
            discount: text("0 %"),
            maintenance: text("0 %"),
            residual: "0 %",
            escalation: "0 %/yr",
            years: 1,
            lives: [1, 1, 1, 1],
            stages: String::new(),
            shelf: text("1 MW"),
            feed: text("1 MW"),
            feeds: "n_plus_1",
            tiers: String::new(),
            interconnects: String::new(),
            switch: None,
        }
    }
}

impl Case {
    pub fn solve(&self) -> (Report, Totals) {
        let report = solved(plan(&self.plan_text()));
        let totals = report.totals();
        (report, totals)
    }

    /// With as many switches as the solver says the tier needs, each level in a rack of its own.
    pub fn furnished(self) -> Self {
        let (report, _) = self.solve();
        let needed =
            |(place, level): (u64, &LevelPlace)| SwitchRack { x_mm: 100_000 * place, level: level.level.word(), count: level.needed };
        let racks = (1..).zip(&report.networks[0].levels).map(needed).collect();
        Self { switch: self.switch.map(|switch| Switch { racks, ..switch }), ..self }
    }

    pub fn plan_text(&self) -> String {
        let racks = if self.racks > 1 { format!(", count: {}, pitch_mm: (10, 0)", self.racks) } else { String::new() };
        let places = || self.switch.iter().flat_map(|switch| &switch.racks).enumerate();
        let switch_type = |(place, rack): (usize, &SwitchRack)| {
            format!(
                r#"(id: "s{place}", name: "s{place}", role: switch, frame: "frame", feed: "1 MW",
                blades: [(part: "switch", count: {}, serves: (tier: "t", level: {}))]), "#,
                rack.count, rack.level
            )
        };
        let switch_rack = |(place, rack): (usize, &SwitchRack)| {
            format!(r#"(id: {}, name: "S{place}", kind: "s{place}", at_mm: ({}, 5000)), "#, 900_000 + place, rack.x_mm)
        };
        let (switch_types, switch_racks): (String, String) = (places().map(switch_type).collect(), places().map(switch_rack).collect());
        format!(
            r#"(format: "rackwright-plan", version: 1, min_reader: 1, title: "case", question: "",
    floor: (width: "10 km", depth: "1 km", tile: "600 mm", aisle: "0 m", routing: (tray_height: "300 mm", tray_width: "600 mm",
        tray_depth: "100 mm", tray_fill: "40 %", slack: "0 %", service_loop: "0 m", dressing: "0 m")),
    site: (power_chain: "{chain_id}", cooling: "{cooling_id}", pue: {pue}, build_year: 2025, carbon: "{carbon}",
        electricity_price: "{electricity}", build_cost: "{build}"),
    economy: (defaults: "money", years: {years}, maintenance: "{maintenance}"),
    rack_types: [(id: "c", name: "c", role: compute, frame: "frame", feed: "{feed}", feeds: {feeds},
        blades: [(part: "node", count: {blades})]), {switch_types}],
    tiers: [{tiers}],
    racks: [(id: 1, name: "C1", kind: "c", at_mm: (0, 0){racks}), {switch_racks}],
    catalog: ({catalog}),
)"#,
            chain_id = self.chain_id,
            cooling_id = self.cooling_id,
            pue = if self.pue > 0.0 { format!("fixed(value: {})", self.pue) } else { "parts()".to_string() },
            carbon = self.carbon,
            electricity = self.electricity,
            build = self.build_cost,
            years = self.years,
            maintenance = self.maintenance,
            blades = self.blades,
            feed = self.feed,
            feeds = self.feeds,
            tiers = self.tiers,
            catalog = self.catalog(),
        )
    }

    fn catalog(&self) -> String {
        let memory = self.memory.as_ref().map(|(count, _)| format!("memory: (part: \"dram\", count: {count}),")).unwrap_or_default();
        let zero = n("0 %");
        let node = format!(
            r#"(id: "node", name: "node", role: compute, height: {one}, mass: {kg}, accelerators: (part: "acc", count: {count}), {memory}
            host_power: {host}, fan_share: {zero}, liquid_share: {liquid}, cages: {none}, price: {price}, afr: {never}),"#,
            liquid = n(self.liquid),
            one = n("1"),
            kg = n("1 kg"),
            count = self.per_blade,
            host = n(&self.host),
            none = n("0"),
            price = n(&self.blade_price),
            never = n("0 %/yr"),
        );
        let (switch_blade, switches) = self.switch.as_ref().map(switch_parts).unwrap_or_default();
        format!(
            "accelerators: [{acc}], memories: [{dram}], blades: [{node}{switch_blade}], switches: [{switches}], frames: [{frame}], \
             power_chains: [{chain}], coolings: [{cooling}], economics: [{money}], interconnects: [{interconnects}]",
            acc = self.accelerator(),
            dram = self.dram(),
            frame = frame(),
            chain = self.chain(),
            cooling = cooling(),
            money = self.money(),
            interconnects = self.interconnects,
        )
    }

    pub fn accelerator(&self) -> String {
        format!(
            r#"(id: "acc", name: "acc", dies: {one}, tdp: {tdp}, io_in_tdp: {no_w}, idle: {zero}, hbm: {hbm}, hbm_bandwidth: {tb},
            scale_up: {rate}, scale_up_links: {none}, scale_out: {rate}, usable_edge: {edge}, price: {price}, afr: {never})"#,
            one = n("1"),
            tdp = n(&self.tdp),
            no_w = n("0 W"),
            zero = n("0 %"),
            hbm = n(&self.hbm),
            tb = n("1 TB/s"),
            rate = n("0 Gb/s"),
            none = n("0"),
            edge = n("10000 mm"),
            price = n(&self.price),
            never = n("0 %/yr"),
        )
    }

    fn dram(&self) -> String {
        let Some((_, capacity)) = &self.memory else { return String::new() };
        format!(
            r#"(id: "dram", name: "dram", capacity: {}, bandwidth: {}, power: {}, price: {}, afr: {})"#,
            n(capacity),
            n("1 Gb/s"),
            n("0 W"),
            n("0 USD"),
            n("0 %/yr"),
        )
    }

    pub fn chain(&self) -> String {
        let (shelf, price, stages) = (n(&self.shelf), n(&self.plant_cost), &self.stages);
        format!(r#"(id: "chain", name: "chain", stages: [{stages}], shelf: {shelf}, rack_limit: {}, price: {price})"#, n("1 MW"))
    }

    pub fn money(&self) -> String {
        let years = self.lives.map(|life| n(&format!("{life} years")));
        let (none, share) = (n("0 USD"), n("0 %"));
        format!(
            r#"(id: "money", name: "money", discount_rate: {discount}, it_life: {it}, network_life: {network}, plant_life: {plant},
            building_life: {building}, residual: {residual}, maintenance: {share}, insurance: {share}, electricity: {kwh}, escalation: {change},
            build_cost: {watt}, floor_rent: {rent}, staff_per_mw: {staff}, staff_cost: {none}, labour: {hour}, cable_labour: {none},
            rack_cable_labour: {none}, utilisation: {load}, spares_lead: {lead}, spares_service: {service}, memory_price: {gb},
            floor_load: {floor})"#,
            discount = n(&self.discount),
            it = years[0],
            network = years[1],
            plant = years[2],
            building = years[3],
            kwh = n("0 USD/kWh"),
            residual = n(self.residual),
            change = n(self.escalation),
            watt = n("0 USD/W"),
            rent = n("0 USD/m2/yr"),
            staff = n("0"),
            hour = n("0 USD/h"),
            load = n(&self.utilisation),
            lead = n("0 h"),
            service = n("90 %"),
            gb = n("0 USD/GB"),
            floor = n("50 kN/m2"),
        )
    }
}

/// A converter in the rack, with its efficiency at full load and at part load.
pub fn converter(efficiency: &str, curve: &str) -> String {
    format!(r#"(name: "converter", place: rack, efficiency: {}, curve: [{curve}])"#, n(efficiency))
}

pub fn switch_parts(switch: &Switch) -> (String, String) {
    let blade = format!(
        r#"(id: "switch", name: "switch", role: switch, height: {one}, mass: {kg}, switches: (part: "chip", count: 1), host_power: {no_w},
        fan_share: {zero}, liquid_share: {zero}, cages: {none}, price: {free}, afr: {never}),"#,
        one = n("1"),
        kg = n("1 kg"),
        no_w = n("0 W"),
        zero = n("0 %"),
        none = n("0"),
        free = n("0 USD"),
        never = n("0 %/yr"),
    );
    let chip = format!(
        r#"(id: "chip", name: "chip", kind: packet, capacity: {rate}, radix: [(link: "{link}", ports: {ports})], chips: {one}, power: {no_w},
        io_in_power: {no_w}, latency: {ns}, height: {one}, cages: {none}, mass: {kg}, liquid_share: {zero}, price: {price}, afr: {never})"#,
        rate = n("1 Tb/s"),
        link = switch.link,
        ports = n(&switch.ports.to_string()),
        one = n("1"),
        no_w = n("0 W"),
        ns = n("0 ns"),
        none = n("0"),
        kg = n("1 kg"),
        zero = n("0 %"),
        price = n(&switch.price),
        never = n("0 %/yr"),
    );
    (blade, chip)
}

/// An optical module of some rate, energy per end and price; it reaches everywhere.
pub fn module(id: &str, rate: &str, energy: &str, price: &str) -> String {
    technology(id, [rate, "2", "20 km", energy, price])
}

/// A cable with its ends, of some rate, reach and price, that draws nothing.
pub fn cable(id: &str, rate: &str, reach: &str, price: &str) -> String {
    technology(id, [rate, "1", reach, "0 pJ/bit", price])
}

fn technology(id: &str, [rate, units, reach, energy, price]: [&str; 5]) -> String {
    format!(
        r#"(id: "{id}", name: "{id}", family: pluggable, lane_rate: "212 Gb/s", unit_rate: {rate}, units_per_link: {units}, reach: {reach},
        module_power: {no_w}, module_energy: {energy}, host_energy: {pj}, latency: {ns}, propagation: {per_m}, price: {price},
        price_per_metre: {usd_m}, stock: (lengths: [], confidence: published, sources: ["RW"]), cables_per_link: {one}, cable_od: {mm},
        cable_mass: {gm}, bend_radius: {mm}, fibres_800g: {eight}, fibres_1600g: {eight}, wavelengths: {one}, pairs_per_lane: {none},
        laser_place: inside, edge_density: {edge}, faceplate_density: {face}, afr: {never}, replaced: module, repair_time: {hours},
        maturity: shipping, available: {year}),"#,
        rate = n(rate),
        units = n(units),
        reach = n(reach),
        no_w = n("0 W"),
        energy = n(energy),
        pj = n("0 pJ/bit"),
        ns = n("0 ns"),
        per_m = n("5 ns/m"),
        price = n(price),
        usd_m = n("0 USD/m"),
        one = n("1"),
        mm = n("1 mm"),
        gm = n("1 g/m"),
        eight = n("8"),
        none = n("0"),
        edge = n("1000 Gb/s/mm"),
        face = n("0 Tb/s/U"),
        never = n("0 %/yr"),
        hours = n("1 h"),
        year = n("2020"),
    )
}

pub fn frame() -> String {
    let length = n("10 mm");
    format!(
        r#"(id: "frame", name: "frame", units: {}, unit_height: {}, width: {length}, depth: {length}, height: {}, mass: {}, max_mass: {}, price: {})"#,
        n("200"),
        n("10 mm"),
        n("2 m"),
        n("1 kg"),
        n("900000 kg"),
        n("0 USD"),
    )
}

pub fn cooling() -> String {
    format!(
        r#"(id: "cooling", name: "cooling", liquid_share: {zero}, air_limit: {mw}, liquid_limit: {mw}, pump_share: {zero}, liquid_cop: {cop},
        air_cop: {cop}, pue: {one}, flow: {flow}, supply: {degrees}, water: {water}, price: {free})"#,
        zero = n("0 %"),
        mw = n("1 MW"),
        cop = n("1000"),
        one = n("1"),
        flow = n("1 l/min/kW"),
        degrees = n("20 degC"),
        water = n("0 l/kWh"),
        free = n("0 USD/W"),
    )
}
