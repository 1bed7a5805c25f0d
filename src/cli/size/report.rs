//! What `size` prints: tables for people, and the same numbers as JSON under keys that stay.

use serde_json::{Map, Value, json};

use super::grouped;
use crate::cli::output::table;
use crate::model::units::Rate;
use crate::solve::topology::{Cliff, Fabric, LevelSize, Packing};

/// What the user called it and how links are packed.
pub struct Asked {
    pub name: &'static str,
    pub packing: Packing,
}

/// Keys a shape always has, also where the count is nothing.
fn levels_always(name: &str) -> &'static [&'static str] {
    if matches!(name, "clos" | "rail-only") { &["leaf", "spine", "core"] } else { &[] }
}

fn links_always(name: &str) -> &'static [&'static str] {
    if matches!(name, "clos" | "rail-only") { &["node_leaf", "leaf_spine", "spine_core"] } else { &[] }
}

pub fn value(asked: &Asked, fabric: &Fabric) -> Value {
    let mut switches = zeros(levels_always(asked.name));
    switches.extend(fabric.levels.iter().map(|level| (level.name.to_string(), json!(level.switches))));
    switches.insert("total".to_string(), json!(fabric.switches()));
    let mut links = zeros(links_always(asked.name));
    links.extend(fabric.links.iter().map(|link| (link.name.to_string(), json!(link.count))));
    let modules = fabric.modules(&asked.packing);
    json!({
        "topology": asked.name,
        "endpoints": fabric.endpoints,
        "planes": fabric.planes,
        "link_gbps_each_way": gbps(fabric.mbps(1)),
        "levels": fabric.depth,
        "switches": switches,
        "links": links,
        "links_total": fabric.all_links(),
        "cables": fabric.cables(&asked.packing),
        "modules_if_optical": { "endpoint": modules.endpoint, "switch": modules.switch, "total": modules.total() },
        "strands": fabric.strands(&asked.packing),
        "ports": fabric.levels.iter().map(|level| (level.name.to_string(), ports(level))).collect::<Map<_, _>>(),
        "injection_gbps_each_way": gbps(fabric.mbps(fabric.injection)),
        "bisection_links": fabric.bisection,
        "bisection_gbps_each_way": fabric.bisection.map(|links| gbps(fabric.mbps(links))),
        "hops": fabric.hops.iter().map(|hop| (hop.within.to_string(), json!(hop.links))).collect::<Map<_, _>>(),
        "diameter": fabric.diameter,
        "max_endpoints": fabric.max_endpoints,
        "next_cliff": fabric.next_cliff.as_ref().map(cliff_value),
        "notes": fabric.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn zeros(keys: &[&str]) -> Map<String, Value> {
    keys.iter().map(|key| ((*key).to_string(), json!(0))).collect()
}

fn ports(level: &LevelSize) -> Value {
    json!({ "placed": level.ports, "used": level.ports_used, "free": level.ports - level.ports_used, "most_on_a_switch": level.fullest })
}

fn cliff_value(cliff: &Cliff) -> Value {
    match &cliff.levels {
        Ok(levels) => {
            let switches: Map<_, _> = levels.iter().map(|level| (level.name.to_string(), json!(level.switches))).collect();
            json!({ "endpoints": cliff.endpoints, "switches": switches })
        }
        Err(why) => json!({ "endpoints": cliff.endpoints, "unbuildable": why.to_string() }),
    }
}

/// Gb/s from Mb/s, a whole number where it is one.
fn gbps(mbps: u128) -> Value {
    let whole = || u64::try_from(mbps / 1000).map_or(Value::Null, |whole| json!(whole));
    if mbps.is_multiple_of(1000) {
        whole()
    } else {
        format!("{}.{:03}", mbps / 1000, mbps % 1000).parse::<f64>().map_or(Value::Null, |value| json!(value))
    }
}

pub fn table_of(asked: &Asked, fabric: &Fabric) -> String {
    let planes = if fabric.planes > 1 { format!(", {} planes", grouped(fabric.planes)) } else { String::new() };
    let link = rate(fabric.mbps(1));
    let mut text = format!("{}, {} endpoints{planes}, links of {link} each way\n\n", asked.name, grouped(fabric.endpoints));
    if !fabric.levels.is_empty() {
        text.push_str(&switches_table(fabric));
        text.push('\n');
    }
    text.push_str(&links_table(asked, fabric));
    text.push('\n');
    for (name, said) in sayings(fabric) {
        text.push_str(&format!("{name:<12}{said}\n"));
    }
    text
}

fn switches_table(fabric: &Fabric) -> String {
    let row = |level: &LevelSize| {
        let counts = [level.switches, level.ports, level.ports_used, level.ports - level.ports_used, level.fullest];
        [vec![level.name.to_string()], counts.map(grouped).to_vec()].concat()
    };
    let mut rows: Vec<Vec<String>> = fabric.levels.iter().map(row).collect();
    rows.push(vec!["total".to_string(), wide(fabric.switches())]);
    table(&["LEVEL", "SWITCHES", "PORTS", "USED", "FREE", "MOST ON ONE"], &rows)
}

fn links_table(asked: &Asked, fabric: &Fabric) -> String {
    let row = |link: &crate::solve::topology::LinkSize| {
        let modules = crate::solve::topology::modules(link, &asked.packing).total();
        let counts = [link.count, crate::solve::topology::cables(link, &asked.packing), modules];
        [vec![link.name.to_string()], counts.map(grouped).to_vec()].concat()
    };
    let mut rows: Vec<Vec<String>> = fabric.links.iter().map(row).collect();
    let modules = fabric.modules(&asked.packing).total();
    rows.push(vec!["total".to_string(), wide(fabric.all_links()), grouped(fabric.cables(&asked.packing)), grouped(modules)]);
    table(&["LINKS", "COUNT", "CABLES", "MODULES IF OPTICAL"], &rows)
}

fn wide(count: u128) -> String {
    u64::try_from(count).map_or_else(|_| count.to_string(), grouped)
}

fn sayings(fabric: &Fabric) -> Vec<(&'static str, String)> {
    let each_way = |links: u64| format!("{} each way ({} links)", rate(fabric.mbps(links)), grouped(links));
    let hops: Vec<String> = fabric.hops.iter().map(|hop| format!("{} {}", hop.within, hop.links)).collect();
    let levels = if fabric.depth > 0 { format!(" in {}", counted(fabric.depth, "level")) } else { String::new() };
    let mut said = vec![
        ("injection", each_way(fabric.injection)),
        ("bisection", fabric.bisection.map_or_else(|| "not known".to_string(), each_way)),
        ("hops", format!("{} (links on the longest shortest way)", hops.join(", "))),
        ("grows to", format!("{} endpoints{levels}", grouped(fabric.max_endpoints))),
    ];
    said.extend(fabric.next_cliff.iter().map(|cliff| ("next cliff", cliff_text(fabric, cliff))));
    said.extend(fabric.notes.iter().map(|note| ("note", note.to_string())));
    said
}

fn rate(mbps: u128) -> String {
    let typed = i64::try_from(mbps).ok().and_then(Rate::from_mbps);
    typed.map_or_else(|| format!("{} Gb/s", wide(mbps / 1000)), |rate| rate.to_string())
}

fn cliff_text(fabric: &Fabric, cliff: &Cliff) -> String {
    let endpoints = grouped(cliff.endpoints);
    let levels = match &cliff.levels {
        Ok(levels) => levels,
        Err(why) => return format!("{endpoints} endpoints cannot be joined: {why}"),
    };
    let now = |level: &LevelSize| fabric.level(level.name).map_or(0, |now| now.switches);
    let more: Vec<&LevelSize> = levels.iter().filter(|level| level.switches > now(level)).collect();
    // Leafs grow with the endpoints and are no news beside what stands above them.
    let news = if more.len() > 1 { more.iter().filter(|level| level.name != "leaf").copied().collect() } else { more };
    let told: Vec<String> = news.iter().map(|level| counted(level.switches, level.name)).collect();
    if told.is_empty() {
        format!("{endpoints} endpoints would have fewer links each")
    } else {
        format!("{endpoints} endpoints would need {}", told.join(" and "))
    }
}

fn counted(count: u64, name: &str) -> String {
    let plural = match (count, name) {
        (1, _) => "",
        (_, "switch") => "es",
        _ => "s",
    };
    format!("{} {name}{plural}", grouped(count))
}
