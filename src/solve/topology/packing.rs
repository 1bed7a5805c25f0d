//! How links become cables, modules and strands: one link is two ends and one cable, unless several share a cable or a cage.

use super::fabric::{End, Fabric, LinkClass, LinkSize};

/// How many links or ends share a thing. All 1 for single modules and plain cables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    pub links_per_cable: u64,
    /// Ends in one cage of a switch.
    pub ends_per_cage: u64,
    /// Ends in one cage of an endpoint.
    pub endpoint_ends_per_cage: u64,
    /// Fibres or pairs of one link.
    pub strands_per_link: u64,
}

impl Default for Packing {
    fn default() -> Self {
        Self { links_per_cable: 1, ends_per_cage: 1, endpoint_ends_per_cage: 1, strands_per_link: 1 }
    }
}

/// Optical modules by where they sit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modules {
    pub endpoint: u64,
    pub switch: u64,
}

impl Modules {
    pub fn total(self) -> u64 {
        self.endpoint.saturating_add(self.switch)
    }
}

/// Cables of one kind of link.
pub fn cables(link: &LinkSize, packing: &Packing) -> u64 {
    link.count.div_ceil(packing.links_per_cable.max(1))
}

/// Modules of one kind of link if it is optical: one per end, none at a circuit switch, none for links inside a rack.
pub fn modules(link: &LinkSize, packing: &Packing) -> Modules {
    if link.class == LinkClass::InRack {
        return Modules::default();
    }
    let ends = |at_endpoint: bool| {
        let here = |end: End| (end == End::Endpoint) == at_endpoint && !(link.circuit && end != End::Endpoint);
        link.count.saturating_mul(u64::from(here(link.ends.0)) + u64::from(here(link.ends.1)))
    };
    Modules {
        endpoint: ends(true).div_ceil(packing.endpoint_ends_per_cage.max(1)),
        switch: ends(false).div_ceil(packing.ends_per_cage.max(1)),
    }
}

impl Fabric {
    pub fn cables(&self, packing: &Packing) -> u64 {
        self.links.iter().fold(0, |sum, link| sum.saturating_add(cables(link, packing)))
    }

    pub fn modules(&self, packing: &Packing) -> Modules {
        let add = |sum: Modules, one: Modules| Modules {
            endpoint: sum.endpoint.saturating_add(one.endpoint),
            switch: sum.switch.saturating_add(one.switch),
        };
        self.links.iter().map(|link| modules(link, packing)).fold(Modules::default(), add)
    }

    /// Fibres or pairs of all links.
    pub fn strands(&self, packing: &Packing) -> u128 {
        self.all_links() * u128::from(packing.strands_per_link)
    }
}
