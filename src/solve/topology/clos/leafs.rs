//! The first level: leafs, and how many ports of the fullest one face endpoints.

use super::super::arithmetic::{ceil_div, floor_div, less};
use super::rules::Rules;

/// One network with so many endpoints.
#[derive(Clone, Copy)]
pub struct Load {
    /// Ports towards endpoints in use, the reserved ones too; of the largest network.
    pub ports: u128,
    pub nodes: u128,
    pub units: u128,
    pub leafs: u128,
    /// Ports towards endpoints on the fullest leaf.
    pub fullest: u128,
}

/// Leafs for so many endpoints. Units are filled one after the other where their size is asked for, and evenly where it is not.
pub fn load(rules: &Rules, endpoints: u128) -> Load {
    let all = endpoints * rules.links_per_endpoint;
    let nodes = ceil_div(all, rules.node_links);
    let apart = rules.networks > 1;
    let ports = rules.reserved + if apart { nodes * rules.width } else { all };
    if !rules.by_units {
        let leafs = ceil_div(ports, rules.down);
        return Load { ports, nodes, units: leafs, leafs, fullest: ceil_div(ports, leafs) };
    }
    let units = ceil_div(nodes, rules.unit_nodes).max(ceil_div(ports, rules.rails * rules.down));
    let leafs = units * rules.rails;
    let on_leaf = if rules.unit_asked { nodes.min(rules.unit_nodes) } else { ceil_div(nodes, units) } * rules.width;
    Load { ports, nodes, units, leafs, fullest: on_leaf.max(ceil_div(ports, leafs)).min(ports) }
}

/// The most endpoints that need no more leafs and no fuller ones than this load; never fewer than it has.
pub fn same_until(rules: &Rules, load: &Load) -> u128 {
    let by_ports = less(load.fullest * load.leafs, rules.reserved);
    if !rules.by_units {
        return by_ports / rules.links_per_endpoint;
    }
    let nodes_in = |nodes: u128| floor_div(nodes * rules.node_links, rules.links_per_endpoint);
    let per_unit = load.fullest / rules.width;
    let by_nodes = if rules.unit_asked && per_unit >= rules.unit_nodes { rules.unit_nodes } else { per_unit.min(rules.unit_nodes) };
    let first_unit = rules.unit_asked && load.units == 1;
    let nodes = if rules.unit_asked && !first_unit { rules.unit_nodes * load.units } else { by_nodes * load.units };
    let by_ports = if rules.networks > 1 { nodes_in(by_ports / rules.width) } else { by_ports / rules.links_per_endpoint };
    nodes_in(nodes).min(by_ports)
}

/// The most endpoints that so many leafs hold.
pub fn most_on(rules: &Rules, leafs: u128) -> u128 {
    let down = rules.down;
    if !rules.by_units {
        return less(leafs * down, rules.reserved) / rules.links_per_endpoint;
    }
    let units = leafs / rules.rails;
    let ports = less(units * rules.rails * down, rules.reserved);
    let by_ports = if rules.networks > 1 { ports / rules.width * rules.node_links } else { ports };
    (units * rules.unit_nodes * rules.node_links).min(by_ports) / rules.links_per_endpoint
}
