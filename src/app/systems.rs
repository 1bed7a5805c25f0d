//! From a catalogue system to a rack type of the plan, and new tiers: what a plan gets when people take something from the library.

use std::sync::Arc;

use super::App;
use crate::edit::Edit;
use crate::model::catalog::{Catalog, Kind};
use crate::model::counts::Count;
use crate::model::parts::System;
use crate::model::plan::Plan;
use crate::model::rack_type::{Feeds, Mounted, RackType};
use crate::model::text::{Id, Name};
use crate::model::tier::{Endpoints, Media, Tier, TierKind, Topology};
use crate::model::units::{Power, Rate};

impl App {
    /// Adds a system as a rack type, unless the plan has it, and takes it up.
    pub(super) fn use_system(&mut self, id: &Id) {
        self.add_system(id);
        if self.document.plan().rack_type(id).is_some() {
            self.take_up(id.clone());
        }
    }

    /// A system of the catalogue as a rack type of the plan, unless the plan has one of that id.
    pub(super) fn add_system(&mut self, id: &Id) {
        self.derive();
        if self.document.plan().rack_type(id).is_some() {
            return;
        }
        let Some(system) = self.derived.catalog.system(id) else { return };
        match rack_type(self.document.plan(), &self.derived.catalog, system) {
            Some(new) => self.edit(&Edit::AddRackType { rack_type: Arc::new(new), index: None }),
            None => self.warn("The catalogue has no frame to build this system in"),
        }
    }

    pub(super) fn add_tier(&mut self) {
        match tier(self.document.plan()) {
            Some(new) => self.edit(&Edit::AddTier { tier: Arc::new(new), index: None }),
            None => self.warn("No name is left for another tier"),
        }
    }
}

/// The system in its frame with its blades; what its blades serve is kept where the plan has the tier.
fn rack_type(plan: &Plan, catalog: &Catalog, system: &System) -> Option<RackType> {
    let any_frame = || plan.rack_types.first().map(|kind| kind.frame.clone()).or_else(|| first_frame(catalog));
    let frame = system.frame.clone().or_else(any_frame)?;
    let blades = system.blades.iter().map(|blade| Mounted { serves: kept(plan, blade), ..blade.clone() }).collect();
    Some(RackType {
        id: system.id.clone(),
        name: system.name.clone(),
        role: system.role,
        frame,
        feed: feed(system),
        feeds: Feeds::default(),
        power_chain: None,
        cooling: None,
        air_limit: None,
        blades,
        notes: Vec::new(),
    })
}

fn first_frame(catalog: &Catalog) -> Option<Id> {
    catalog.parts(Kind::Frame).first().map(|part| part.id().clone())
}

fn kept(plan: &Plan, blade: &Mounted) -> Option<crate::model::rack_type::Serves> {
    blade.serves.clone().filter(|serves| plan.tier(&serves.tier).is_some())
}

/// The published power of one rack, rounded up to whole kilowatts: a feed people can start from and change.
fn feed(system: &System) -> Power {
    const KILOWATT: i64 = 1_000_000;
    let racks = system.racks.value().get().max(1);
    let each = system.power.high().base() / racks;
    Power::from_mw((each / KILOWATT + 1) * KILOWATT).unwrap_or(system.power.value())
}

/// A plain scale-out tier to start from.
fn tier(plan: &Plan) -> Option<Tier> {
    let free = (1..1000).map(|number| format!("tier-{number}")).find(|id| plan.tiers.iter().all(|tier| tier.id.as_str() != id))?;
    Some(Tier {
        id: Id::new(&free).ok()?,
        name: Name::new(&free.replace("tier-", "Tier ")).ok()?,
        kind: TierKind::ScaleOut,
        endpoints: Endpoints::Nics,
        domain: None,
        rate: Rate::from_mbps(400_000)?,
        link: Rate::from_mbps(400_000)?,
        planes: None,
        topology: Topology::OneTier {},
        switch: None,
        reserved: Count::default(),
        media: Media::default(),
        ends_per_cage: None,
        gateways: Vec::new(),
        fec_ns: Count::default(),
        notes: Vec::new(),
    })
}
