//! A tier as the solver uses it: rates as whole numbers, the switch with its ports, the technologies by class of link.

use crate::model::catalog::Catalog;
use crate::model::parts::{Switch, SwitchKind};
use crate::model::plan::Plan;
use crate::model::text::Id;
use crate::model::tier::{Endpoints, Media, Tier, TierKind, Topology};
use crate::solve::media::Choice;
use crate::solve::topology::least_radix;

use super::technology::{Technology, Wanted};

/// Classes of link in the order of [`Choice`]s: in a rack, access, trunk, core.
pub const CLASSES: usize = 4;

/// A switch of a tier.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchSpec {
    pub id: Id,
    pub radix: u64,
    pub latency_ns: f64,
    /// Place in the tier's technologies of the one its ports have.
    pub built_in: Option<usize>,
    pub circuit: bool,
}

/// Links to another hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GatewaySpec {
    /// Place in the site's list.
    pub hall: usize,
    /// Endpoints, each at the tier's rate.
    pub endpoints: u64,
}

/// A tier as the solver uses it.
#[derive(Clone, Debug, PartialEq)]
pub struct TierSpec {
    pub id: Id,
    pub kind: TierKind,
    pub endpoints: Endpoints,
    pub domain: Option<u64>,
    /// Mb/s each way of an endpoint and of a link.
    pub rate_mbps: i64,
    pub link_mbps: i64,
    pub planes: u64,
    /// Links of an endpoint into each plane.
    pub links_per_plane: u64,
    pub topology: Topology,
    pub reserved: u64,
    pub fec_ns: f64,
    pub switch: Option<SwitchSpec>,
    pub technologies: Vec<Technology>,
    /// Its links are charged for the power of moving bits, which parts then do not count. Not so where there can be no links.
    pub charged: bool,
    /// What each class may use, by length.
    pub choices: [Choice; CLASSES],
    pub gateways: Vec<GatewaySpec>,
    /// The first of the slots its ends are counted in.
    pub first_slot: usize,
}

impl TierSpec {
    /// `first_slot` is where the slots of the tiers before it end.
    pub fn of(tier: &Tier, plan: &Plan, catalog: &Catalog, first_slot: usize) -> Self {
        let (rate, link, planes) = (tier.rate.base().max(1), tier.link.base().max(1), tier.planes.map_or(1, |planes| planes.count()));
        let links = u64::try_from((rate - 1) / link + 1).unwrap_or(1);
        let ids = media_ids(&tier.media);
        let wanted = Wanted {
            link: tier.link,
            ends_per_cage: tier.ends_per_cage.map(|ends| ends.count()),
            one_laser_more: plan.economy.laser_spares == crate::model::plan::LaserSpares::OneMore,
        };
        let known: Vec<(Id, Technology)> =
            ids.into_iter().filter_map(|id| Some((id.clone(), Technology::of(catalog.interconnect(&id)?, &wanted)))).collect();
        let place = |id: &Id| known.iter().position(|(known, _)| known == id);
        let lists = class_lists(&tier.media).map(|list| list.iter().filter_map(place).collect::<Vec<_>>());
        let (known_ids, technologies): (Vec<Id>, Vec<Technology>) = known.iter().cloned().unzip();
        let circuit = circuit_id(&tier.topology);
        let switch_id = circuit.or(tier.switch.as_ref());
        let switch = switch_id.and_then(|id| catalog.switch(id)).map(|switch| switch_spec(switch, tier, &known_ids));
        Self {
            id: tier.id.clone(),
            kind: tier.kind,
            endpoints: tier.endpoints,
            domain: tier.domain.map(|domain| domain.count()),
            rate_mbps: rate,
            link_mbps: link,
            planes,
            links_per_plane: links.div_ceil(planes.max(1)),
            topology: tier.topology.clone(),
            reserved: tier.reserved.count(),
            fec_ns: crate::model::units::Real::real(tier.fec_ns),
            switch,
            choices: lists.map(|list| Choice::of(&list, &technologies)),
            charged: !technologies.is_empty(),
            technologies,
            gateways: gateways(tier, plan, rate),
            first_slot,
        }
    }

    /// Slots its ends are counted in: by technology, at endpoints and at switches.
    pub fn slots(&self) -> usize {
        2 * self.technologies.len()
    }

    pub fn slot(&self, technology: usize, side: Side) -> usize {
        self.first_slot + 2 * technology + usize::from(side == Side::Switch)
    }

    /// Whether what accelerators spend on scale-up bits is charged by this tier instead.
    pub fn takes_over_scale_up(&self) -> bool {
        self.kind == TierKind::ScaleUp && self.endpoints == Endpoints::Accelerators && self.charged
    }

    /// Ports of a switch at the link rate; what the shape needs where no switch is named.
    pub fn radix(&self) -> u64 {
        self.switch.as_ref().map_or_else(|| least_radix(&self.topology).unwrap_or(0), |switch| switch.radix)
    }
}

/// Which end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Endpoint,
    Switch,
}

/// Each technology once, in the order it is first named.
fn media_ids(media: &Media) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for id in [&media.in_rack, &media.access, &media.trunk, &media.core].into_iter().flatten() {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// Lists by class; a class without one uses that of the class nearest to it.
fn class_lists(media: &Media) -> [&Vec<Id>; CLASSES] {
    let lists = [&media.in_rack, &media.access, &media.trunk, &media.core];
    let nearest: [[usize; CLASSES]; CLASSES] = [[0, 1, 2, 3], [1, 2, 3, 0], [2, 1, 3, 0], [3, 2, 1, 0]];
    nearest.map(|order| {
        let filled = order.into_iter().filter_map(|class| lists.get(class).copied()).find(|list| !list.is_empty());
        filled.unwrap_or(&media.in_rack)
    })
}

fn circuit_id(topology: &Topology) -> Option<&Id> {
    if let Topology::Torus { circuit_switch, .. } = topology { circuit_switch.as_ref() } else { None }
}

fn switch_spec(switch: &Switch, tier: &Tier, technologies: &[Id]) -> SwitchSpec {
    SwitchSpec {
        id: switch.id.clone(),
        radix: radix(switch, tier.link.base().max(1)),
        latency_ns: switch.latency.value().get(),
        built_in: switch.built_in.as_ref().and_then(|id| technologies.iter().position(|known| known == id)),
        circuit: switch.kind == SwitchKind::Circuit,
    }
}

/// Ports at a link rate: as listed, or those of the next faster rate in the list. Circuit switches carry any rate.
fn radix(switch: &Switch, link: i64) -> u64 {
    let fast_enough = switch.radix.iter().filter(|radix| radix.link.base() >= link || radix.link.base() == 0);
    fast_enough.min_by_key(|radix| radix.link.base()).map_or(0, |radix| radix.ports.value().count())
}

fn gateways(tier: &Tier, plan: &Plan, rate: i64) -> Vec<GatewaySpec> {
    let of = |hall: &Id| plan.site.halls.iter().position(|known| known.id == *hall);
    let endpoints = |mbps: i64| u64::try_from((mbps.max(1) - 1) / rate + 1).unwrap_or(0);
    tier.gateways
        .iter()
        .filter_map(|gateway| Some(GatewaySpec { hall: of(&gateway.hall)?, endpoints: endpoints(gateway.rate.base()) }))
        .collect()
}
