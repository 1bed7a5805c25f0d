//! The embedded plans: that each opens clean, is in canonical form, stands on its floor and holds what its rules need. Not what it costs or draws.

use std::collections::{BTreeMap, BTreeSet};

use rackwright::io::plan_file::{self, Opened};
use rackwright::io::presets::{self, Preset};
use rackwright::model::catalog::Catalog;
use rackwright::model::geometry::Facing;
use rackwright::model::parts::{Blade, Fitted, Frame, Switch};
use rackwright::model::plan::Plan;
use rackwright::model::rack_type::{Level, Mounted, RackType, Role};
use rackwright::model::racks::Rack;
use rackwright::model::text::Id;
use rackwright::model::tier::{Media, Tier};

/// Longest question, in characters: one line of a list.
const QUESTION: usize = 90;
/// The switch chip without optics that the plans of 1,024 bring along, and its sled.
const PLAIN_CHIP: &str = "plain-switch-102t";
const PLAIN_SLED: &str = "plain-switch-sled";

fn catalog() -> &'static Catalog {
    presets::catalog().unwrap_or_else(|problems| panic!("the catalogue does not open: {problems:#?}"))
}

fn open(preset: Preset) -> Opened {
    plan_file::parse(preset.text).unwrap_or_else(|problems| panic!("{} does not open: {problems:#?}", preset.name))
}

/// A preset with the catalogue it is solved with: the embedded one and the plan's own parts.
struct Case {
    name: &'static str,
    plan: Plan,
    catalog: Catalog,
}

impl Case {
    fn of(preset: Preset) -> Self {
        let plan = open(preset).plan;
        let (catalog, refused) = catalog().with_plan(&plan);
        assert!(refused.is_empty(), "{}: {refused:?}", preset.name);
        Self { name: preset.name, plan, catalog }
    }

    fn named(name: &str) -> Self {
        Self::of(presets::find(name).unwrap_or_else(|| panic!("no preset {name}")))
    }

    fn type_of(&self, rack: &Rack) -> &RackType {
        self.plan.rack_type(&rack.kind).expect("a known rack type")
    }

    fn frame(&self, rack_type: &RackType) -> &Frame {
        self.catalog.frame(&rack_type.frame).expect("a known frame")
    }

    fn blade(&self, mounted: &Mounted) -> &Blade {
        self.catalog.blade(&mounted.part).expect("a known blade")
    }

    /// Adds up something about each blade over all racks.
    fn sum(&self, of_blades: &dyn Fn(&Mounted) -> i64) -> i64 {
        self.plan.racks.iter().flat_map(|rack| &self.type_of(rack).blades).map(of_blades).sum()
    }
}

fn cases() -> impl Iterator<Item = Case> {
    presets::PLANS.iter().map(|preset| Case::of(*preset))
}

#[test]
fn every_preset_opens_without_findings() {
    for preset in presets::PLANS {
        let found = plan_file::findings(&open(*preset), preset.text, catalog());
        let lines: Vec<String> = found.iter().map(|problem| problem.line(preset.name)).collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }
}

#[test]
fn every_preset_is_in_canonical_form() {
    for preset in presets::PLANS {
        let opened = open(*preset);
        let printed = plan_file::print(&opened.plan);
        let file = format!("presets/plans/{}.ron", preset.name);
        assert!(printed == preset.text, "{file} is not in canonical form; run: rackwright fmt {file}");
        let again = plan_file::parse(&printed).unwrap_or_else(|problems| panic!("{file}: {problems:#?}"));
        assert_eq!(again, opened, "{file} changes when it is printed and read again");
    }
}

#[test]
fn every_preset_says_what_it_is_for() {
    for Case { name, plan, .. } in cases() {
        assert!(!plan.title.is_empty() && !plan.notes.is_empty(), "{name} has no title or no notes");
        let question = plan.question.as_str();
        assert!((1..=QUESTION).contains(&question.chars().count()), "{name}: a question has 1 to {QUESTION} characters: {question}");
        assert!(question.ends_with('?'), "{name}: {question}");
        assert!(plan.notes.iter().any(|note| note.as_str().starts_with("Sources: ")), "{name}: notes name their sources");
    }
}

/// A rectangle on the floor, in mm: smallest corner, then largest.
type Rectangle = [i64; 4];

fn footprint(case: &Case, rack: &Rack) -> Rectangle {
    let frame = case.frame(case.type_of(rack));
    let (width, depth) = (frame.width.value().base(), frame.depth.value().base());
    let (along_x, along_y) = if rack.facing.is_sideways() { (depth, width) } else { (width, depth) };
    [rack.at.x(), rack.at.y(), rack.at.x() + along_x, rack.at.y() + along_y]
}

/// The footprint with the aisle in front of it and behind it.
fn with_aisles(case: &Case, rack: &Rack) -> Rectangle {
    let [left, top, right, bottom] = footprint(case, rack);
    let aisle = case.plan.floor.aisle.base();
    let (x, y) = if rack.facing.is_sideways() { (aisle, 0) } else { (0, aisle) };
    [left - x, top - y, right + x, bottom + y]
}

fn overlap(a: Rectangle, b: Rectangle) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn inside(inner: Rectangle, outer: Rectangle) -> bool {
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

#[test]
fn rectangles_that_touch_do_not_overlap() {
    assert!(!overlap([0, 0, 600, 1_200], [600, 0, 1_200, 1_200]));
    assert!(overlap([0, 0, 600, 1_200], [599, 1_199, 1_200, 2_400]));
    assert!(inside([0, 0, 600, 1_200], [0, 0, 600, 1_200]) && !inside([0, 0, 600, 1_201], [0, 0, 600, 1_200]));
}

#[test]
fn racks_stand_on_the_floor_with_free_aisles() {
    for case in cases() {
        let (name, floor) = (case.name, &case.plan.floor);
        let hall = [0, 0, floor.width.base(), floor.depth.base()];
        for rack in case.plan.racks.iter() {
            let room = with_aisles(&case, rack);
            assert!(inside(room, hall), "{name}: {} or its aisle leaves the floor", rack.name);
            for obstacle in &floor.obstacles {
                let (at, size) = (obstacle.at_mm, obstacle.size_mm);
                let taken = [at.x(), at.y(), at.x() + size.x(), at.y() + size.y()];
                assert!(!overlap(footprint(&case, rack), taken), "{name}: {} stands in {}", rack.name, obstacle.name);
            }
            for other in case.plan.racks.iter().filter(|other| other.id != rack.id) {
                assert!(!overlap(room, footprint(&case, other)), "{name}: {} stands in {} or its aisle", other.name, rack.name);
            }
        }
    }
}

#[test]
fn rows_face_each_other_and_names_are_unique() {
    for Case { name, plan, .. } in cases() {
        let names: BTreeSet<&str> = plan.racks.iter().map(|rack| rack.name.as_str()).collect();
        assert_eq!(names.len(), plan.racks.len(), "{name}: a rack name occurs twice");
        let mut rows: BTreeMap<&str, Vec<Facing>> = BTreeMap::new();
        for rack in plan.racks.iter() {
            rows.entry(&rack.name.as_str()[..1]).or_default().push(rack.facing);
        }
        assert!(rows.values().all(|row| row.iter().all(|facing| *facing == row[0])), "{name}: a row faces one way");
        let facings: Vec<Facing> = rows.values().map(|row| row[0]).collect();
        assert!(facings.windows(2).all(|pair| pair[0] != pair[1]), "{name}: hot and cold aisles alternate");
    }
}

#[test]
fn blades_fit_into_their_frames() {
    for case in cases() {
        for rack_type in case.plan.rack_types.iter() {
            let mut top = 0;
            for mounted in &rack_type.blades {
                let start = mounted.at.map_or(top, |unit| unit.get() - 1);
                assert!(start >= top, "{}: {} of {} overlaps the blades below", case.name, mounted.part, rack_type.id);
                top = start + case.blade(mounted).height.value().get() * mounted.count.get();
            }
            let units = case.frame(rack_type).units.value().get();
            assert!(top <= units, "{}: {} has {top} units of blades in {units}", case.name, rack_type.id);
        }
    }
}

#[test]
fn frames_carry_their_blades() {
    for case in cases() {
        for rack_type in case.plan.rack_types.iter() {
            let frame = case.frame(rack_type);
            let blades = rack_type.blades.iter().map(|mounted| case.blade(mounted).mass.value().base() * mounted.count.get());
            let total = frame.mass.value().base() + blades.sum::<i64>();
            let most = frame.max_mass.value();
            assert!(total <= most.base(), "{}: {} weighs {total} g, its frame carries {most}", case.name, rack_type.id);
        }
    }
}

fn racks_by_role(case: &Case) -> [usize; 3] {
    let of = |role| case.plan.racks.iter().filter(|rack| case.type_of(rack).role == role).count();
    [of(Role::Compute), of(Role::Switch), of(Role::Memory)]
}

fn accelerators(case: &Case) -> i64 {
    case.sum(&|mounted| case.blade(mounted).accelerators.as_ref().map_or(0, |fitted| fitted.count.get() * mounted.count.get()))
}

/// Switches in slots that serve this tier and level, over all racks.
fn placed(case: &Case, tier: &str, level: Level) -> i64 {
    let serves = |mounted: &Mounted| mounted.serves.as_ref().is_some_and(|serves| serves.tier.as_str() == tier && serves.level == level);
    case.sum(&|mounted| if serves(mounted) { fitted_switch(case, mounted).count.get() * mounted.count.get() } else { 0 })
}

fn fitted_switch<'c>(case: &'c Case, mounted: &Mounted) -> &'c Fitted {
    case.blade(mounted).switches.as_ref().unwrap_or_else(|| panic!("{}: {} serves a tier without switches", case.name, mounted.part))
}

struct Expected {
    plan: &'static str,
    /// Compute, switch and memory racks.
    racks: [usize; 3],
    accelerators: i64,
    /// What each tier needs at each level.
    switches: &'static [(&'static str, Level, i64)],
}

/// The six plans of 1,024 accelerators.
/// Scale-up: 1,024 / 256 down = 4 leafs, 4 x 256 / 512 = 2 spines, 256 planes.
/// Memory: (1,024 + 32) / 264 down = 4 leafs, 4 x 132 / 512 = 1.03, next divisor of 132 is 2, 8 planes.
/// Scale-out: 256 trays / 64 a unit x 4 rails = 16 leafs, 16 x 64 / 128 = 8 spines.
const THOUSAND: &[(&str, Level, i64)] = &[
    ("scale-up", Level::Leaf, 1_024),
    ("scale-up", Level::Spine, 512),
    ("memory", Level::Leaf, 32),
    ("memory", Level::Spine, 16),
    ("scale-out", Level::Leaf, 16),
    ("scale-out", Level::Spine, 8),
];

const fn thousand(plan: &'static str) -> Expected {
    Expected { plan, racks: [16, 20, 2], accelerators: 1_024, switches: THOUSAND }
}

const EXPECTED: &[Expected] = &[
    // NVLink: 18 links a package, 144 ports / 24 packages = 6 on a tray, 3 trays in each of 8 racks.
    // Scale-out: 192 / 32 = 6 leafs, 6 x 32 / 64 = 3, next divisor of 32 is 4.
    // Memory: 192 + 4 ends <= 256 ports, 2 links an end: 2 switches. Scale-across: one in each of 2 planes.
    Expected {
        plan: "tiny-demo",
        racks: [8, 2, 1],
        accelerators: 192,
        switches: &[
            ("scale-up", Level::Leaf, 24),
            ("scale-out", Level::Leaf, 6),
            ("scale-out", Level::Spine, 4),
            ("memory", Level::Leaf, 2),
            ("scale-across", Level::Leaf, 2),
        ],
    },
    // NVLink: 18 links, 144 ports / 72 = 2 on a tray, 9 trays in each of 16 racks. Scale-out: 288 trays / 32 a unit x 4 rails = 36 leafs,
    // 36 x 32 / 64 = 18, next divisor of 32 is 32.
    Expected {
        plan: "nvl72-copper-1152",
        racks: [16, 8, 0],
        accelerators: 1_152,
        switches: &[("scale-up", Level::Leaf, 144), ("scale-out", Level::Leaf, 36), ("scale-out", Level::Spine, 32)],
    },
    // Scale-up: 72 links, 288 ports / 144 = 2 on a switch, 36 switches in each of 7 racks. Scale-out, each of 2 planes:
    // 252 blades / 63 a unit x 4 rails = 16 leafs of 63 up, 16 x 63 / 144 = 7 spines, which divide 63.
    Expected {
        plan: "kyber-copper-1008",
        racks: [7, 6, 0],
        accelerators: 1_008,
        switches: &[("scale-up", Level::Leaf, 252), ("scale-out", Level::Leaf, 32), ("scale-out", Level::Spine, 14)],
    },
    thousand("copper-1024"),
    thousand("pluggable-1024"),
    thousand("lpo-1024"),
    thousand("npo-1024"),
    thousand("cpo-1024"),
    thousand("optical-1024"),
    // Scale-up, each of 7 planes: 384 x 2 links / 16 down = 48 leafs (7 in each of 48 nodes), 48 x 16 / 48 = 16 spines.
    // Scale-out: 384 / 32 = 12 leafs, 12 x 32 / 64 = 6, next divisor of 32 is 8.
    Expected {
        plan: "cloudmatrix-384",
        racks: [12, 6, 0],
        accelerators: 384,
        switches: &[
            ("scale-up", Level::Leaf, 336),
            ("scale-up", Level::Spine, 112),
            ("scale-out", Level::Leaf, 12),
            ("scale-out", Level::Spine, 8),
        ],
    },
    // 128 nodes / 32 a unit x 8 rails = 32 leafs, 32 x 32 / 64 = 16 spines, which divide 32.
    Expected {
        plan: "superpod-b200-1024",
        racks: [32, 4, 0],
        accelerators: 1_024,
        switches: &[("scale-out", Level::Leaf, 32), ("scale-out", Level::Spine, 16)],
    },
    // 127 nodes are 4 units as well: 4 x 8 rails = 32 leafs and 16 spines. 127 x 8 + 4 reserved ports = 1,020 of 1,024.
    Expected {
        plan: "superpod-h100-4su",
        racks: [32, 4, 0],
        accelerators: 1_016,
        switches: &[("scale-out", Level::Leaf, 32), ("scale-out", Level::Spine, 16)],
    },
    // 64 cubes x 6 faces x 16 links / 128 ports = 48. Data centre network: 1,024 hosts / 128 = 8 leafs, 8 x 128 / 256 = 4 spines.
    Expected {
        plan: "tpu-v4-4096",
        racks: [64, 10, 0],
        accelerators: 4_096,
        switches: &[("scale-up", Level::Circuit, 48), ("scale-out", Level::Leaf, 8), ("scale-out", Level::Spine, 4)],
    },
];

#[test]
fn racks_accelerators_and_switches_are_as_many_as_the_rules_need() {
    let listed: BTreeSet<&str> = EXPECTED.iter().map(|expected| expected.plan).collect();
    let embedded: BTreeSet<&str> = presets::PLANS.iter().map(|preset| preset.name).collect();
    assert_eq!(listed, embedded, "each preset has its line");
    for expected in EXPECTED {
        let case = Case::named(expected.plan);
        assert_eq!(racks_by_role(&case), expected.racks, "{}: compute, switch and memory racks", case.name);
        assert_eq!(accelerators(&case), expected.accelerators, "{}: accelerators", case.name);
        for (tier, level, needed) in expected.switches {
            assert_eq!(placed(&case, tier, *level), *needed, "{}: {level} switches of {tier}", case.name);
        }
        let slots = case.plan.rack_types.iter().flat_map(|rack_type| &rack_type.blades).filter_map(|mounted| mounted.serves.as_ref());
        for serves in slots {
            let counted = expected.switches.iter().any(|(tier, level, _)| *tier == serves.tier.as_str() && *level == serves.level);
            assert!(counted, "{}: nobody counted the {} switches of {}", case.name, serves.level, serves.tier);
        }
    }
}

#[test]
fn switches_have_ports_at_the_link_rate_of_their_tier() {
    for case in cases() {
        for mounted in case.plan.rack_types.iter().flat_map(|rack_type| &rack_type.blades) {
            let Some(serves) = mounted.serves.as_ref().filter(|serves| serves.level != Level::Circuit) else { continue };
            let link = case.plan.tier(&serves.tier).expect("a known tier").link;
            let switch = case.catalog.switch(&fitted_switch(&case, mounted).part).expect("a known switch");
            assert!(switch.radix.iter().any(|radix| radix.link == link), "{}: {} has no ports of {link}", case.name, switch.id);
        }
    }
}

#[test]
fn the_plans_of_1024_differ_only_in_media() {
    let optical = Case::named("optical-1024");
    for name in ["copper-1024", "pluggable-1024", "lpo-1024", "npo-1024", "cpo-1024"] {
        let other = Case::named(name);
        assert_eq!(other.plan.floor, optical.plan.floor, "{name}: floor");
        assert_eq!(other.plan.racks, optical.plan.racks, "{name}: racks");
        assert_eq!((&other.plan.site, &other.plan.economy), (&optical.plan.site, &optical.plan.economy), "{name}: site and economy");
        assert_eq!(rack_types_by_role(&other), rack_types_by_role(&optical), "{name}: rack types");
        assert_eq!(without_media(&other), without_media(&optical), "{name}: tiers apart from their media");
        let media = |case: &Case| case.plan.tiers.iter().map(|tier| tier.media.clone()).collect::<Vec<_>>();
        let (theirs, ours) = (media(&other), media(&optical));
        assert!(
            theirs[0] != ours[0] && theirs[1] != ours[1] && theirs[2] == ours[2],
            "{name}: media of scale-up and memory differ, of scale-out not"
        );
    }
}

/// Rack types with the sled of the other plans under the name it has in the optical one.
fn rack_types_by_role(case: &Case) -> Vec<RackType> {
    let mut rack_types = (*case.plan.rack_types).clone();
    for mounted in rack_types.iter_mut().flat_map(|rack_type| &mut rack_type.blades).filter(|mounted| mounted.part.as_str() == PLAIN_SLED) {
        mounted.part = id("optical-switch-sled");
    }
    rack_types
}

fn without_media(case: &Case) -> Vec<Tier> {
    let optical = |switch: &Id| if switch.as_str() == PLAIN_CHIP { id("optical-switch-102t") } else { switch.clone() };
    let plain = |tier: &Tier| Tier { media: Media::default(), switch: tier.switch.as_ref().map(optical), ..tier.clone() };
    case.plan.tiers.iter().map(plain).collect()
}

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

#[test]
fn the_plain_switch_is_the_optical_one_without_its_optics() {
    let optical = catalog().switch(&id("optical-switch-102t")).expect("the optical chip");
    let sled = catalog().blade(&id("optical-switch-sled")).expect("the optical sled");
    for name in ["copper-1024", "pluggable-1024", "lpo-1024", "npo-1024", "cpo-1024"] {
        let case = Case::named(name);
        let plain = case.catalog.switch(&id(PLAIN_CHIP)).expect("the plain chip");
        assert!(plain.built_in.is_none() && optical.built_in.is_some(), "{name}: only the optical chip has optics");
        let numbers = |switch: &Switch| (switch.capacity.value(), switch.power.value(), switch.io_in_power.value(), switch.latency.value());
        assert_eq!(numbers(plain), numbers(optical), "{name}: capacity, power and latency");
        assert!(plain.price.value() < optical.price.value(), "{name}: the optics have a price");
        let plain_sled = case.catalog.blade(&id(PLAIN_SLED)).expect("the plain sled");
        let form =
            |blade: &Blade| (blade.height.value(), blade.mass.value(), blade.host_power.value(), blade.cages.value(), blade.price.value());
        assert_eq!(form(plain_sled), form(sled), "{name}: sled");
    }
}
