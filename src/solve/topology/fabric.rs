//! What sizing answers: levels of switches, kinds of links, reach and cuts. Families fill in a sketch of one plane; this turns it into totals.

use super::arithmetic::held;
use super::unbuildable::Unbuildable;
use super::wiring::Wiring;
use super::{Demand, grouped};
use crate::model::units::Rate;

/// The switches of one level, all planes together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelSize {
    pub name: &'static str,
    pub switches: u64,
    /// Ports of all of them.
    pub ports: u64,
    pub ports_used: u64,
    /// Ports used on the switch that uses most.
    pub fullest: u64,
}

/// What a link may be made of, as the media of a tier name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkClass {
    InRack,
    Access,
    Trunk,
    Core,
}

/// Where a link ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Endpoint,
    /// A switch of the level at this place in the list.
    Level(usize),
}

/// Links of one kind, all planes together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSize {
    pub name: &'static str,
    pub class: LinkClass,
    pub count: u64,
    /// One end is at a circuit switch, which has no module.
    pub circuit: bool,
    pub ends: (End, End),
}

/// The longest of the shortest ways between endpoints that share something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// What they share: a leaf, a pod, the fabric.
    pub within: &'static str,
    /// Links on the way.
    pub links: u64,
}

/// Something to know about the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Ports alone would ask for fewer switches; equal links from each switch below ask for more.
    Divisor { level: &'static str, by_ports: u64, taken: u64 },
    /// With a few links more on each leaf, fewer spines would divide them.
    MoreLinks { leaf_up: u64, spines: u64 },
    /// Switches below do not all have the same links to each of this level: symmetry is lost.
    Uneven { level: &'static str },
    /// The shape is complete, places for so many endpoints stay empty.
    Empty { places: u64 },
    /// The cut is between groups; it counts no links inside the group that lies on it.
    CutBetweenGroups,
    /// No closed form is known for the cut.
    NoCut,
}

/// The next number of endpoints that takes more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cliff {
    pub endpoints: u64,
    /// What they take, or why they cannot be joined.
    pub levels: Result<Vec<LevelSize>, Unbuildable>,
}

/// A fabric with all its planes.
#[derive(Clone, Debug, PartialEq)]
pub struct Fabric {
    pub endpoints: u64,
    pub planes: u64,
    /// Rate of one link, each way.
    pub link: Rate,
    pub levels: Vec<LevelSize>,
    pub links: Vec<LinkSize>,
    /// Levels of packet switches on the way up.
    pub depth: u64,
    /// Link ends at endpoints, and at whatever takes the reserved ports.
    pub endpoint_ends: u64,
    /// Links that endpoints have into the fabric.
    pub injection: u64,
    /// Links cut between two equal halves, counted once; `None` where no rule is known.
    pub bisection: Option<u64>,
    pub hops: Vec<Hop>,
    /// Links between switches, or between endpoints where there are none, on the longest shortest way.
    pub diameter: u64,
    /// Endpoints this shape and depth can grow to.
    pub max_endpoints: u64,
    pub next_cliff: Option<Cliff>,
    pub notes: Vec<Note>,
    pub wiring: Wiring,
}

impl Fabric {
    pub fn level(&self, name: &str) -> Option<&LevelSize> {
        self.levels.iter().find(|level| level.name == name)
    }

    /// Links of a kind; none if there is no such kind.
    pub fn links_named(&self, name: &str) -> u64 {
        self.links.iter().filter(|link| link.name == name).map(|link| link.count).sum()
    }

    pub fn switches(&self) -> u128 {
        self.levels.iter().map(|level| u128::from(level.switches)).sum()
    }

    pub fn all_links(&self) -> u128 {
        self.links.iter().map(|link| u128::from(link.count)).sum()
    }

    /// Mb/s each way that so many links of this fabric carry.
    pub fn mbps(&self, links: u64) -> u128 {
        u128::from(links) * u128::from(self.link.base().unsigned_abs())
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Divisor { level, by_ports, taken } => {
                write!(f, "{} {level} switches have the ports; {} give equal links to each", grouped(*by_ports), grouped(*taken))
            }
            Self::MoreLinks { leaf_up, spines } => {
                write!(f, "with {} links up on each leaf {} spines would do", grouped(*leaf_up), grouped(*spines))
            }
            Self::Uneven { level } => {
                write!(f, "uneven: some switches have one link more than others to a {level} switch, symmetry is lost")
            }
            Self::Empty { places } => write!(f, "the shape is complete, places for {} endpoints stay empty", grouped(*places)),
            Self::CutBetweenGroups => write!(f, "bisection counts links between groups only"),
            Self::NoCut => write!(f, "no rule for the bisection of this shape"),
        }
    }
}

/// A level in one plane.
pub struct SketchLevel {
    pub name: &'static str,
    pub switches: u128,
    pub radix: u128,
    pub fullest: u128,
}

/// Links of one kind in one plane.
pub struct SketchLink {
    pub name: &'static str,
    pub class: LinkClass,
    pub count: u128,
    pub circuit: bool,
    pub ends: (End, End),
}

/// One plane of a fabric. No product in it may exceed 1e36, so that planes can still be multiplied in.
pub struct Sketch {
    pub levels: Vec<SketchLevel>,
    pub links: Vec<SketchLink>,
    pub depth: u64,
    pub bisection: Option<u128>,
    pub hops: Vec<Hop>,
    pub diameter: u64,
    pub max_endpoints: u128,
    pub notes: Vec<Note>,
    pub wiring: Wiring,
}

pub fn level(name: &'static str, switches: u128, radix: u128, fullest: u128) -> SketchLevel {
    SketchLevel { name, switches, radix, fullest }
}

pub fn link(name: &'static str, class: LinkClass, count: u128, ends: (End, End)) -> SketchLink {
    SketchLink { name, class, count, circuit: false, ends }
}

pub fn hop(within: &'static str, links: u64) -> Hop {
    Hop { within, links }
}

/// Totals over all planes.
pub fn finish(demand: &Demand, sketch: Sketch, next_cliff: Option<Cliff>) -> Result<Fabric, Unbuildable> {
    let planes = u128::from(demand.planes);
    let total = |count: u128| count.checked_mul(planes).ok_or(Unbuildable::TooMany).and_then(held);
    let links = sketch.links.iter().map(|link| link_size(link, total(link.count)?)).collect::<Result<Vec<_>, _>>()?;
    let levels = sketch.levels.iter().enumerate().map(|(place, level)| {
        let switches = total(level.switches)?;
        let ports = held(u128::from(switches).saturating_mul(level.radix))?;
        let ports_used = ends_at(&links, End::Level(place))?;
        Ok(LevelSize { name: level.name, switches, ports, ports_used, fullest: held(level.fullest)? })
    });
    Ok(Fabric {
        endpoints: demand.endpoints,
        planes: demand.planes,
        link: demand.link,
        levels: levels.collect::<Result<_, _>>()?,
        endpoint_ends: ends_at(&links, End::Endpoint)?,
        links,
        depth: sketch.depth,
        injection: total(u128::from(demand.endpoints) * u128::from(demand.links_per_endpoint))?,
        bisection: sketch.bisection.map(total).transpose()?,
        hops: sketch.hops,
        diameter: sketch.diameter,
        max_endpoints: held(sketch.max_endpoints)?,
        next_cliff,
        notes: sketch.notes,
        wiring: sketch.wiring,
    })
}

fn link_size(link: &SketchLink, count: u64) -> Result<LinkSize, Unbuildable> {
    Ok(LinkSize { name: link.name, class: link.class, count, circuit: link.circuit, ends: link.ends })
}

fn ends_at(links: &[LinkSize], end: End) -> Result<u64, Unbuildable> {
    let of = |link: &LinkSize| u128::from(link.count) * (u128::from(link.ends.0 == end) + u128::from(link.ends.1 == end));
    held(links.iter().map(of).sum())
}
