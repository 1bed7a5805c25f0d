//! The first plan of format 1: it opens for ever, means the same for ever, and is written as it stands.

use rackwright::io::header::Access;
use rackwright::io::plan_file::{self, PlanFile};
use rackwright::io::ron_tree::{Kind, NodeId, Tree};
use rackwright::io::seal::{Integrity, unsealed};
use rackwright::model::describe::{Describe, Field, Shape};
use rackwright::model::plan::{CostView, LaserSpares, ObstacleKind, Pue, Subject};
use rackwright::model::rack_type::{Feeds, Level, Role};
use rackwright::model::racks::RackId;
use rackwright::model::tier::{Endpoints, PodFill, Spread, TierKind, Topology};
use rackwright::model::units::Written;

use super::{V1, opened};

/// Fields that format 1 got after this file was written. The file itself never changes.
const ADDED_LATER: &[&str] = &["catalog.coolings.from_exhaust", "catalog.economics.blade_repair"];

#[test]
fn it_opens_intact_and_is_written_as_it_stands() {
    let found = opened(V1);
    assert_eq!((found.integrity, found.access, found.dropped.len()), (Integrity::Intact, Access::Full, 0));
    assert_eq!(plan_file::print(&found.plan), V1);
    assert!(V1.len() >= 16_384, "large enough to say something: {} bytes", V1.len());
}

#[test]
fn it_holds_every_field_there_is() {
    let tree = Tree::parse(unsealed(V1).0).expect("a tree");
    let mut missing = Vec::new();
    let fields = missing_fields(&tree, &[tree.root()], &PlanFile::shape(), "", &mut missing);
    missing.retain(|field| {
        !ADDED_LATER.iter().any(|added| field.strip_prefix(added).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    });
    assert!(missing.is_empty(), "{missing:?}");
    assert!(fields > 300, "only {fields} fields");
}

/// Counts the fields under a shape, and notes those that none of the nodes has.
fn missing_fields(tree: &Tree, nodes: &[NodeId], shape: &Shape, path: &str, missing: &mut Vec<String>) -> usize {
    match shape {
        Shape::Maybe(inner) => missing_fields(tree, nodes, inner, path, missing),
        Shape::List(inner) => {
            let items: Vec<NodeId> = nodes.iter().flat_map(|node| tree.children(*node)).collect();
            missing_fields(tree, &items, inner, path, missing)
        }
        Shape::Record(record) => fields_of(tree, nodes, &record.fields, path, missing),
        Shape::OneOf(variants) => variants
            .iter()
            .filter_map(|variant| {
                let named: Vec<NodeId> = nodes.iter().copied().filter(|node| tree.name(*node) == Some(variant.name)).collect();
                // One plan has one way to state its PUE; all other choices are lists and have all.
                let absent = named.is_empty() && path != "site.pue";
                if absent && variant.fields.is_some() {
                    missing.push(format!("{path}.{}", variant.name));
                }
                variant.fields.as_ref().map(|fields| fields_of(tree, &named, fields, path, missing))
            })
            .sum(),
        _ => 0,
    }
}

fn fields_of(tree: &Tree, nodes: &[NodeId], fields: &[Field], path: &str, missing: &mut Vec<String>) -> usize {
    let mut count = 0;
    for field in fields {
        let path = rackwright::model::numbers::join(path, field.name);
        let values: Vec<NodeId> = nodes.iter().filter_map(|node| tree.field(*node, field.name)).collect();
        if values.is_empty() && !is_plain_number(nodes, tree, field) {
            missing.push(path.clone());
        }
        count += 1 + missing_fields(tree, &values, &field.shape, &path, missing);
    }
    count
}

/// Range, doubt and note of a catalogue number: used with some numbers, not with all.
fn is_plain_number(nodes: &[NodeId], tree: &Tree, field: &Field) -> bool {
    let number = nodes.iter().any(|node| tree.kind(*node) == Kind::Struct && tree.field(*node, "confidence").is_some());
    number && matches!(field.name, "low" | "high" | "range_confidence" | "note") && V1.contains(&format!("{}: ", field.name))
        || field.optional && matches!(field.name, "low" | "high" | "unit" | "note") && number
}

#[test]
fn the_hall_means_what_it_meant() {
    let plan = opened(V1).plan;
    assert_eq!(plan.title.as_str(), "Hall 3 – 規模 π, second phase");
    let notes: Vec<&str> = plan.notes.iter().map(|note| note.as_str()).collect();
    assert_eq!(notes, ["Measured on site in March.", "Trays are shared with \"phase 1\"; see the drawing C:\\hall3."]);
    let floor = &plan.floor;
    assert_eq!((floor.width.base(), floor.depth.base(), floor.tile.base(), floor.aisle.base()), (36_000, 24_500, 600, 1_200));
    assert_eq!(floor.max_load.map(|load| load.get()), Some(12.5));
    let routing = &floor.routing;
    assert_eq!((routing.tray_fill.get(), routing.slack.get()), (0.4, 0.05));
    assert_eq!((routing.drop.map(|drop| drop.base()), routing.in_rack.map(|length| length.base())), (Some(2_200), Some(1_500)));
    assert!(routing.direct_neighbours);
    assert_eq!(routing.cross_trays_mm.iter().map(|at| at.get()).collect::<Vec<_>>(), [1_200, 18_000, -600]);
    assert_eq!(floor.obstacles.iter().map(|o| o.kind).collect::<Vec<_>>(), [ObstacleKind::Column, ObstacleKind::KeepFree]);
    let site = &plan.site;
    assert!(matches!(&site.pue, Pue::Fixed { value } if value.get() == 1.14));
    assert_eq!((site.build_year.get(), site.site_limit.map(|limit| limit.base())), (2029, Some(42_000_000_000)));
    assert_eq!((site.electricity_price.map(|p| p.get()), site.escalation.map(|e| e.get())), (Some(0.061), Some(-0.015)));
    assert_eq!((site.carbon.map(|c| c.get()), site.build_cost.map(|c| c.get())), (Some(0.024), Some(9.75)));
    assert_eq!(site.halls[1].distance.base(), 74_300_000);
}

#[test]
fn the_money_means_what_it_meant() {
    let plan = opened(V1).plan;
    let economy = &plan.economy;
    assert_eq!((economy.years.get(), economy.view, economy.laser_spares), (7, CostView::Annuity, LaserSpares::OneMore));
    assert_eq!((economy.discount_rate.map(|r| r.get()), economy.spares_service.map(|r| r.get())), (Some(0.0825), Some(0.995)));
    assert_eq!((economy.network_life.map(|l| l.get()), economy.spares_lead.map(|l| l.get())), (Some(6.5), Some(336.0)));
    assert_eq!((economy.rack_cable_labour.map(|l| l.get()), economy.detect_time.map(|t| t.get())), (Some(9.5), Some(0.5)));
    assert_eq!(plan.overrides.iter().map(|o| o.value.as_str()).collect::<Vec<_>>(), ["640 USD", "98.4 %"]);
}

#[test]
fn the_racks_mean_what_they_meant() {
    let plan = opened(V1).plan;
    let compute = &plan.rack_types[0];
    assert_eq!((compute.feed.base(), compute.feeds, compute.role), (132_000_000, Feeds::Double, Role::Compute));
    assert_eq!(compute.blades.iter().map(|b| b.count.get()).collect::<Vec<_>>(), [10, 9, 8]);
    assert_eq!(compute.blades[0].at.map(|at| at.get()), Some(5));
    assert_eq!(plan.rack_types[1].feeds, Feeds::Single);
    assert_eq!(plan.rack_types[2].feeds, Feeds::OneMore, "left out");
    assert_eq!(plan.rack_types[1].blades[2].serves.as_ref().map(|serves| serves.level), Some(Level::Circuit));
    let names: Vec<&str> = plan.racks.iter().map(|rack| rack.name.as_str()).collect();
    assert_eq!(
        names.join(" "),
        "A01 A02 A03 A04 A05 A06 A07 A08 B01 B02 B03 B04 B05 B06 B07 B08 C01 pool-9 pool-10 pool-11 電源 1 side car"
    );
    let at = |id: i64| RackId::new(id).and_then(|id| plan.racks.get(id)).map(|rack| (rack.at.x(), rack.at.y(), rack.facing.word()));
    assert_eq!(at(1), Some((3_000, 3_000, "south")));
    assert_eq!(at(16), Some((7_200, 6_600, "south")));
    assert_eq!(at(17), Some((3_000, 10_200, "north")));
    assert_eq!(at(20), Some((3_600, 12_800, "east")));
    assert_eq!(at(4_000_000_000), Some((-600, 0, "south")));
    assert_eq!(plan.lengths.iter().map(|length| length.length.base()).collect::<Vec<_>>(), [12_345, 30_000]);
    assert!(matches!(plan.waivers[0].subjects[0], Subject::Rack { id } if id.get() == 17));
    assert_eq!(plan.waivers[0].subjects.iter().map(Subject::word).collect::<Vec<_>>(), ["rack", "rack_type", "tier", "part", "plan"]);
}

#[test]
fn the_tiers_mean_what_they_meant() {
    let plan = opened(V1).plan;
    let first = &plan.tiers[0];
    assert_eq!((first.rate.base(), first.link.base()), (7_200_000, 400_000));
    assert_eq!((first.kind, first.endpoints, first.fec_ns.get()), (TierKind::ScaleUp, Endpoints::Accelerators, 90));
    assert_eq!((first.domain.map(|n| n.get()), first.planes.map(|n| n.get()), first.reserved.get()), (Some(72), Some(18), 2));
    assert_eq!(first.media.access.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["aec-212", "cpo-212"]);
    let Topology::Clos { taper, rails_apart, spread, pods, pod_leafs, .. } = &plan.tiers[1].topology else { panic!("a clos") };
    assert_eq!((taper.iter().map(|t| t.get()).collect::<Vec<_>>(), pod_leafs.map(|n| n.get())), (vec![1.0, 1.5], Some(16)));
    assert_eq!((*rails_apart, *spread, *pods), (true, Spread::Uneven, PodFill::Trimmed));
    let words: Vec<&str> = plan.tiers.iter().map(|tier| tier.topology.word()).collect();
    assert_eq!(
        words.join(" "),
        "one_tier clos rail_only full_mesh dragonfly dragonfly_plus torus hyperx hamming_mesh slim_fly clos one_tier"
    );
    assert_eq!(plan.tiers[11].gateways[0].rate.base(), 12_800_000);
}

#[test]
fn its_parts_mean_what_they_meant() {
    let plan = opened(V1).plan;
    let cpo = &plan.catalog.interconnects[0];
    assert_eq!((cpo.reach.value().base(), cpo.reach.low().base(), cpo.reach.high().base()), (500_000, 300_000, 2_000_000));
    assert_eq!((cpo.reach.confidence().word(), cpo.reach.range_confidence().word()), ("published", "estimate"));
    assert_eq!((cpo.module_energy.value().get(), cpo.latency.value().get(), cpo.price.high().get()), (5.4, 12.5, 2_000.0));
    assert_eq!(cpo.stock.lengths.iter().map(|length| length.base()).collect::<Vec<_>>(), [3_000, 10_000, 30_000]);
    let laser = cpo.laser.as_ref().expect("has one");
    assert_eq!((laser.afr.value().get(), laser.power.value().base()), (0.009, 21_000));
    assert_eq!(plan.catalog.frames[0].unit_height.value().get(), 44.45);
    assert_eq!(plan.catalog.power_chains[0].stages[0].curve[1].efficiency.get(), 0.982);
    assert_eq!(plan.catalog.economics[0].escalation.low().get(), -0.01);
    assert_eq!(plan.catalog.coolings[0].pue.high().get(), 1.2);
    let mut numbers = Vec::new();
    for (_, _, part) in plan.catalog.parts() {
        part.visit(part.id().as_str(), &mut |path, number| numbers.push(format!("{path} {}", number.value_text())));
    }
    assert_eq!(numbers.len(), 128, "{numbers:#?}");
    assert!(numbers.contains(&"xpu.hbm 288 GB".to_string()) && numbers.contains(&"mirror.radix[0].ports 136".to_string()), "{numbers:#?}");
    assert_eq!(cpo.reach.value().written(), "500 m");
}

#[test]
fn its_comments_are_where_they_were() {
    let comments = opened(V1).plan.comments;
    let keys: Vec<&str> = comments.keys().map(String::as_str).collect();
    let expected = [
        "/head",
        "/tail",
        "catalog",
        "floor",
        "floor.obstacles[0]",
        "floor.routing.service_loop",
        "question",
        "rack_types[#compute]",
        "racks/end",
        "racks[#17]",
        "racks[#1]",
        "tiers[#across]",
    ];
    assert_eq!(keys, expected);
    assert_eq!(comments["racks[#17]"].after.as_deref(), Some("// moved in May"));
    assert_eq!(comments["floor"].before, ["// The hall as surveyed,", "// not as drawn."]);
}
