//! One rack: where each watt, kilogram, dollar and link end comes from.

use super::node::Node;
use crate::model::catalog::Kind;
use crate::model::parts::Blade;
use crate::model::rack_type::Mounted;
use crate::solve::figure::{Figure, float, real};
use crate::solve::money::bill::{price, side_word};
use crate::solve::readout::Unit;
use crate::solve::report::Report;
use crate::solve::resolve::Slot;
use crate::solve::resolve::rack_kind::{Load, PartClass, RackKind};
use crate::solve::resolve::technology::Technology;
use crate::solve::tally::air;

pub fn explain(report: &Report, index: u32, quantity: &str) -> Node {
    match quantity {
        "power" => power(report, index),
        "typical-power" => typical(report, index),
        "heat-to-liquid" => heat(report, index, true),
        "heat-to-air" => heat(report, index, false),
        "mass" => mass(report, index),
        "price" => money(report, index),
        _ => ends(report, index),
    }
}

fn name(report: &Report, index: u32, what: &str) -> String {
    format!("{what} of {}", report.end_name(index))
}

/// Microwatts as watts.
fn watts(uw: f64) -> f64 {
    uw / 1e6
}

fn whole_watts(uw: i64) -> f64 {
    float(i128::from(uw)) / 1e6
}

/// All parts at full load, at the inlet.
pub fn power(report: &Report, index: u32) -> Node {
    let (Some(kind), Some(tally)) = (report.kind_of(index), report.tallies.get(index as usize)) else {
        return Node::given(name(report, index, "Power"), 0.0, Unit::Watt);
    };
    let load = &kind.load;
    let mut parts = vec![
        accelerators(report, kind),
        by_blade(report, kind, ("Hosts", "host_power"), load.hosts, |load| load.hosts),
        switches(report, kind),
        by_blade(report, kind, ("Memory", "power"), load.memory, |load| load.memory),
        links(report, index),
        fans(report, kind, index),
    ];
    parts.retain(|part| part.value != 0.0);
    let it = whole_watts(tally.it.likely);
    let blades = Node::sum("Blades and links", it, Unit::Watt, parts);
    let loss = Node::formula(
        "Conversion in the rack",
        whole_watts(tally.loss_uw()),
        Unit::Watt,
        "what the converters in the rack lose: power / efficiency at its load - power",
        converters(report, kind, it),
    );
    Node::sum(name(report, index, "Power"), whole_watts(tally.draw.likely), Unit::Watt, vec![blades, loss])
}

fn converters(report: &Report, kind: &RackKind, it_w: f64) -> Vec<Node> {
    let capacity = whole_watts(kind.shelf_capacity_uw());
    let load = if capacity > 0.0 { it_w / capacity } else { 0.0 };
    let efficiency = kind.supply.rack_efficiency(load, crate::solve::resolve::supply::Case::Likely);
    let chain = report.input.plan.rack_type(&kind.id).and_then(|kind| kind.power_chain.clone());
    let chain = chain.unwrap_or_else(|| report.input.plan.site.power_chain.clone());
    vec![
        Node::catalogue(&report.input.catalog, (Kind::PowerChain, &chain, "shelf"), whole_watts(kind.supply.shelf_uw), Unit::Watt),
        Node::given("Capacity of the shelves", capacity, Unit::Watt),
        Node::given("Load of the shelves", 100.0 * load, Unit::Percent),
        Node::given("Efficiency at that load", 100.0 * efficiency, Unit::Percent),
    ]
}

/// Mounted blades with their catalogue parts.
fn blades<'r>(report: &'r Report, kind: &'r RackKind) -> impl Iterator<Item = (&'r Mounted, &'r Blade, u64, &'r Load)> {
    let rack_type = report.input.plan.rack_type(&kind.id);
    kind.mounted.iter().filter_map(move |(place, count, load)| {
        let mounted = rack_type?.blades.get(*place)?;
        Some((mounted, report.input.catalog.blade(&mounted.part)?, *count, load))
    })
}

fn accelerators(report: &Report, kind: &RackKind) -> Node {
    let catalog = &report.input.catalog;
    let taken_over = report.resolved.tiers.iter().any(crate::solve::resolve::tier::TierSpec::takes_over_scale_up);
    let of_blade = |(_, blade, count, load): (&Mounted, &Blade, u64, &Load)| {
        let fitted = blade.accelerators.as_ref()?;
        let part = catalog.accelerator(&fitted.part)?;
        let total = count.saturating_mul(fitted.count.count());
        let field = |field, value| Node::catalogue(catalog, (Kind::Accelerator, &fitted.part, field), value, Unit::Watt);
        let mut parts = vec![field("tdp", Figure::of(&part.tdp).likely / 1e3)];
        if taken_over {
            parts.push(field("io_in_tdp", Figure::of(&part.io_in_tdp).likely / 1e3));
        }
        let each = watts(load.accelerators.likely) / real(total.max(1));
        let one = Node::difference("One package, without what the scale-up tier is charged for", each, Unit::Watt, parts);
        let count = Node::given("Packages", real(total), Unit::Count);
        Some(Node::product(fitted.part.to_string(), watts(load.accelerators.likely), Unit::Watt, vec![count, one]))
    };
    let children = blades(report, kind).filter_map(of_blade).collect();
    Node::sum("Accelerators", watts(kind.load.accelerators.likely), Unit::Watt, children)
}

fn switches(report: &Report, kind: &RackKind) -> Node {
    let catalog = &report.input.catalog;
    let of_blade = |(_, blade, count, load): (&Mounted, &Blade, u64, &Load)| {
        let fitted = blade.switches.as_ref()?;
        let part = catalog.switch(&fitted.part)?;
        let total = count.saturating_mul(fitted.count.count());
        let field = |field, value| Node::catalogue(catalog, (Kind::Switch, &fitted.part, field), value, Unit::Watt);
        let (power, io) = (Figure::of(&part.power).likely / 1e3, Figure::of(&part.io_in_power).likely / 1e3);
        let each = watts(load.switches.likely) / real(total.max(1));
        let mut parts = vec![field("power", power)];
        if each < power {
            parts.push(field("io_in_power", io));
        }
        let one = Node::difference("One switch, without the SerDes that links are charged for", each, Unit::Watt, parts);
        let count = Node::given("Switches", real(total), Unit::Count);
        Some(Node::product(fitted.part.to_string(), watts(load.switches.likely), Unit::Watt, vec![count, one]))
    };
    let children = blades(report, kind).filter_map(of_blade).collect();
    Node::sum("Switches", watts(kind.load.switches.likely), Unit::Watt, children)
}

/// Hosts or memory: so many blades times a catalogue number.
fn by_blade(report: &Report, kind: &RackKind, (title, field): (&str, &str), total: Figure<f64>, of: fn(&Load) -> Figure<f64>) -> Node {
    let catalog = &report.input.catalog;
    let of_blade = |(_, blade, count, load): (&Mounted, &Blade, u64, &Load)| {
        let value = watts(of(load).likely);
        let (part, count) = match &blade.memory {
            Some(fitted) if field == "power" => ((Kind::Memory, &fitted.part, field), count.saturating_mul(fitted.count.count())),
            _ => ((Kind::Blade, &blade.id, field), count),
        };
        let each = Node::catalogue(catalog, part, value / real(count.max(1)), Unit::Watt);
        let count = Node::given("Count", real(count), Unit::Count);
        (value != 0.0).then(|| Node::product(blade.id.to_string(), value, Unit::Watt, vec![count, each]))
    };
    Node::sum(title, watts(total.likely), Unit::Watt, blades(report, kind).filter_map(of_blade).collect())
}

/// Slots of a rack that have ends.
fn used(report: &Report, index: u32) -> impl Iterator<Item = (&Slot, &Technology, u64)> {
    let slots = report.resolved.slots.iter().zip(report.row(index)).filter(|(_, ends)| **ends > 0);
    slots.filter_map(|(slot, ends)| Some((slot, report.resolved.technology(slot)?, *ends)))
}

fn slot_name(report: &Report, slot: &Slot, technology: &Technology) -> String {
    let tier = report.resolved.tiers.get(slot.tier).map(|tier| tier.id.to_string()).unwrap_or_default();
    format!("{tier}: {} at {}", technology.id, side_word(slot.side))
}

/// Link ends: count x rate x energy, host SerDes and plug or engine apart. A watt is a terabit a second at a picojoule.
fn links(report: &Report, index: u32) -> Node {
    let catalog = &report.input.catalog;
    let total = report.tallies.get(index as usize).map_or(0.0, |tally| whole_watts(tally.links_uw));
    let mut sum = 0.0;
    let of_slot = |(slot, technology, ends): (&Slot, &Technology, u64)| {
        let tbps = report.resolved.tiers.get(slot.tier).map_or(0.0, |tier| float(i128::from(tier.link_mbps)) / 1e6);
        let energy =
            |field, uw: f64| Node::catalogue(catalog, (Kind::Interconnect, &technology.id, field), uw / 1e6 / tbps, Unit::PjPerBit);
        let (host, module) = (technology.host_uw.likely, technology.module_uw.likely);
        let value = watts(host + module) * real(ends);
        let per_bit = Node::sum(
            "Energy of an end",
            (host + module) / 1e6 / tbps,
            Unit::PjPerBit,
            vec![energy("host_energy", host), energy("module_energy", module)],
        );
        let factors =
            vec![Node::given("Link ends", real(ends), Unit::Count), Node::given("Terabits a second each way", tbps, Unit::Ratio), per_bit];
        Node::product(slot_name(report, slot, technology), value, Unit::Watt, factors)
    };
    let children: Vec<Node> = used(report, index).map(of_slot).inspect(|node| sum += node.value).collect();
    // Shown to the microwatt it is summed with.
    let value = if (total - sum).abs() < 1e-5 { sum } else { total };
    Node::sum("Links", value, Unit::Watt, children)
}

/// Fans: a share of what they cool, blades and the link ends on them.
fn fans(report: &Report, kind: &RackKind, index: u32) -> Node {
    let catalog = &report.input.catalog;
    let of_blade = |(_, blade, _, load): (&Mounted, &Blade, u64, &Load)| {
        let share = Figure::of(&blade.fan_share).likely;
        let cooled = if share > 0.0 { watts(load.fans.likely) / share } else { 0.0 };
        let factors = vec![
            Node::given("Power they cool", cooled, Unit::Watt),
            Node::catalogue(catalog, (Kind::Blade, &blade.id, "fan_share"), share, Unit::Ratio),
        ];
        (share > 0.0).then(|| Node::product(blade.id.to_string(), watts(load.fans.likely), Unit::Watt, factors))
    };
    let of_slot = |(slot, technology, ends): (&Slot, &Technology, u64)| {
        let share = air(kind, slot).fan_share.likely;
        let power = watts(technology.host_uw.likely + technology.module_uw.likely) * real(ends);
        let factors = vec![Node::given("Power of the links", power, Unit::Watt), Node::given("Share of the fans", share, Unit::Ratio)];
        (share > 0.0).then(|| Node::product(slot_name(report, slot, technology), power * share, Unit::Watt, factors))
    };
    let mut children: Vec<Node> = blades(report, kind).filter_map(of_blade).collect();
    children.extend(used(report, index).filter_map(of_slot));
    let value = children.iter().map(|child| child.value).fold(0.0, |sum, value| sum + value);
    Node::sum("Fans", value, Unit::Watt, children)
}

fn typical(report: &Report, index: u32) -> Node {
    let value = report.tallies.get(index as usize).map_or(0.0, |tally| whole_watts(tally.typical.likely));
    let children = report.kind_of(index).map_or_else(Vec::new, |kind| {
        let load = 100.0 * report.resolved.rates.utilisation.likely;
        vec![
            Node::given("Accelerators at full load", watts(kind.load.accelerators.likely), Unit::Watt),
            Node::given("Accelerators at the average load", watts(kind.load.accelerators_typical.likely), Unit::Watt),
            Node::given("Average load", load, Unit::Percent),
            power(report, index),
        ]
    });
    let formula = "as at full load, with accelerators at idle + (1 - idle) x average load and fans that follow what they cool; links, hosts and switches never idle";
    Node::formula(name(report, index, "Typical power"), value, Unit::Watt, formula, children)
}

fn heat(report: &Report, index: u32, liquid: bool) -> Node {
    let (Some(kind), Some(tally)) = (report.kind_of(index), report.tallies.get(index as usize)) else {
        return Node::given(name(report, index, "Heat"), 0.0, Unit::Watt);
    };
    let (draw, to_liquid, to_air) = (whole_watts(tally.draw.likely), whole_watts(tally.liquid_uw), whole_watts(tally.air_uw));
    let formula = if kind.cooler.from_exhaust {
        "the coil takes its share of all heat"
    } else {
        "what blades and converters give to liquid, at most the share the cooling takes"
    };
    let inputs = vec![
        Node::given("Largest share that liquid takes", 100.0 * kind.cooler.liquid_share, Unit::Percent),
        Node::given("Blades to liquid", watts(kind.load.liquid), Unit::Watt),
    ];
    let in_liquid = Node::formula("Heat to liquid", to_liquid, Unit::Watt, formula, inputs);
    if liquid {
        return Node { title: name(report, index, "Heat to liquid"), ..in_liquid };
    }
    Node::difference(name(report, index, "Heat to air"), to_air, Unit::Watt, vec![Node::given("Power", draw, Unit::Watt), in_liquid])
}

fn mass(report: &Report, index: u32) -> Node {
    let catalog = &report.input.catalog;
    let Some(kind) = report.kind_of(index) else { return Node::given(name(report, index, "Mass"), 0.0, Unit::Kilogram) };
    let kilograms = |grams: f64| grams / 1e3;
    let frame = report.input.plan.rack_type(&kind.id).map(|rack_type| rack_type.frame.clone());
    let frame = frame.and_then(|id| {
        let part = catalog.frame(&id)?;
        Some(Node::catalogue(catalog, (Kind::Frame, &id, "mass"), kilograms(Figure::of(&part.mass).likely), Unit::Kilogram))
    });
    let of_blade = |(_, blade, count, _): (&Mounted, &Blade, u64, &Load)| {
        let each = kilograms(Figure::of(&blade.mass).likely);
        let factors = vec![
            Node::given("Count", real(count), Unit::Count),
            Node::catalogue(catalog, (Kind::Blade, &blade.id, "mass"), each, Unit::Kilogram),
        ];
        Node::product(blade.id.to_string(), each * real(count), Unit::Kilogram, factors)
    };
    let children = frame.into_iter().chain(blades(report, kind).map(of_blade)).collect();
    Node::sum(name(report, index, "Mass"), kilograms(float(i128::from(kind.mass_g.likely))), Unit::Kilogram, children)
}

fn money(report: &Report, index: u32) -> Node {
    let catalog = &report.input.catalog;
    let kind_of = |class: PartClass| match class {
        PartClass::Accelerator => Kind::Accelerator,
        PartClass::Blade => Kind::Blade,
        PartClass::Switch => Kind::Switch,
        PartClass::Memory => Kind::Memory,
        PartClass::Frame => Kind::Frame,
    };
    let line = |title: String, each: Node, count: u64| {
        let value = each.value * real(count);
        Node::product(title, value, Unit::Usd, vec![Node::given("Count", real(count), Unit::Count), each])
    };
    let mut children: Vec<Node> = Vec::new();
    for part in report.kind_of(index).map_or(&[][..], |kind| &kind.parts) {
        let each = price(catalog, part.class, &part.id).likely;
        let each = Node::catalogue(catalog, (kind_of(part.class), &part.id, "price"), each, Unit::Usd);
        children.push(line(part.id.to_string(), each, part.count));
    }
    for (slot, technology, ends) in used(report, index).filter(|(slot, ..)| !slot.built_in) {
        let modules = technology.modules(ends, report.boards_at(index, slot));
        if modules > 0 {
            let each = Node::catalogue(catalog, (Kind::Interconnect, &technology.id, "price"), technology.price.likely, Unit::Usd);
            children.push(line(slot_name(report, slot, technology), each, modules));
        }
    }
    Node::sum(name(report, index, "Price"), report.rack_price(index).likely, Unit::Usd, children)
}

/// Link ends by kind of link and the rack at the other end.
fn ends(report: &Report, index: u32) -> Node {
    let of_bundle = |place: &u32| {
        let bundle = report.bundles.get(*place as usize)?;
        let cell = report.cells.get(bundle.cell)?;
        let kind = report.link_kinds.get(bundle.kind as usize)?;
        let here = [(bundle.a, cell.slots.0), (bundle.b, cell.slots.1)];
        let slots = report.resolved.slots.len();
        let sides = here.into_iter().filter(|(rack, slot)| *rack == index && *slot < slots).count();
        let other = if bundle.a == index { bundle.b } else { bundle.a };
        let to = if other == index { "inside".to_string() } else { format!("to {}", report.end_name(other)) };
        let technology = report.technology(bundle).map(|technology| technology.id.to_string()).unwrap_or_default();
        let length = crate::solve::readout::text(float(i128::from(bundle.length_mm)) / 1e3, Unit::Metre);
        let title = format!("{} {to}: {technology}, {length}", kind.name);
        let ends = real(bundle.links) * real(u64::try_from(sides).unwrap_or(0));
        (sides > 0).then(|| Node::given(title, ends, Unit::Count))
    };
    let children: Vec<Node> = report.ends.at(index).iter().filter_map(of_bundle).collect();
    let total = report.row(index).iter().copied().fold(0, u64::saturating_add);
    Node::sum(name(report, index, "Link ends"), real(total), Unit::Count, children)
}
