//! Arguments of `size` as typed: one set for each shape, and what all shapes share.

use clap::{Args, Subcommand};

use crate::model::counts::{Count, Factor, Some1, Whole};
use crate::model::tier::{Extent, Levels};
use crate::model::units::{Rate, Written};
use crate::solve::topology::Packing;

/// A shape with its arguments. Rates are each way.
#[derive(Debug, Subcommand)]
pub enum Shape {
    /// Every endpoint on every switch: one switch hop.
    OneTier(Common),
    /// Leafs, spines and cores.
    Clos(ClosArgs),
    /// One Clos for each rail, no links between rails.
    RailOnly {
        /// Rails: accelerators of a scale-up domain.
        #[arg(long, value_parser = number::<Some1>)]
        rails: Some1,
        /// As few spines as the ports allow; some pairs get one link more.
        #[arg(long)]
        uneven: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Each endpoint linked with each other, without switches.
    FullMesh(Common),
    /// A grid that closes on itself, without packet switches.
    Torus {
        /// Endpoints along each dimension, such as 16,16,16 or 16x16x16.
        #[arg(long, value_parser = sizes)]
        sizes: Sizes,
        /// Side of the cube that is wired inside a rack.
        #[arg(long, value_parser = number::<Some1>)]
        cube: Option<Some1>,
        /// Ports of a circuit switch; cubes are then joined through circuit switches.
        #[arg(long, value_parser = number::<Some1>)]
        circuit_ports: Option<Some1>,
        #[command(flatten)]
        common: Common,
    },
    /// Groups of routers, each group linked with each other.
    Dragonfly {
        /// Endpoints of a router.
        #[arg(long, value_parser = number::<Some1>)]
        terminals: Some1,
        /// Routers of a group.
        #[arg(long, value_parser = number::<Some1>)]
        routers: Some1,
        /// Links of a router to other groups.
        #[arg(long, value_parser = number::<Some1>)]
        global: Some1,
        /// Groups; left out: as many as the endpoints need.
        #[arg(long, value_parser = number::<Some1>)]
        groups: Option<Some1>,
        #[command(flatten)]
        common: Common,
    },
    /// Groups of leafs and spines; the spines link the groups.
    DragonflyPlus {
        /// Leafs of a group.
        #[arg(long, value_parser = number::<Some1>)]
        leafs: Some1,
        /// Spines of a group.
        #[arg(long, value_parser = number::<Some1>)]
        spines: Some1,
        /// Groups; left out: as many as the endpoints need.
        #[arg(long, value_parser = number::<Some1>)]
        groups: Option<Some1>,
        #[command(flatten)]
        common: Common,
    },
    /// Switches in a grid, each linked with all others along each dimension.
    Hyperx {
        /// Switches along each dimension, such as 4,4.
        #[arg(long, value_parser = sizes)]
        sizes: Sizes,
        /// Parallel links along each dimension; left out: 1 each.
        #[arg(long, value_delimiter = ',', value_parser = number::<Some1>)]
        parallel: Vec<Some1>,
        /// Endpoints of a switch.
        #[arg(long, value_parser = number::<Some1>)]
        terminals: Some1,
        #[command(flatten)]
        common: Common,
    },
    /// Boards of accelerators whose edges go to switched rows and columns.
    HammingMesh {
        /// Accelerators of a board: rows x columns, such as 2x2.
        #[arg(long, value_parser = pair)]
        board: (Some1, Some1),
        /// Boards: rows x columns, such as 16x16.
        #[arg(long, value_parser = pair)]
        boards: (Some1, Some1),
        #[command(flatten)]
        common: Common,
    },
    /// Two hops with few links.
    SlimFly {
        /// The prime power it is built on.
        #[arg(long, value_parser = number::<Some1>)]
        q: Some1,
        /// Endpoints of a router; left out: balanced.
        #[arg(long, value_parser = number::<Some1>)]
        terminals: Option<Some1>,
        #[command(flatten)]
        common: Common,
    },
}

impl Shape {
    pub fn name(&self) -> &'static str {
        match self {
            Self::OneTier(_) => "one-tier",
            Self::Clos(_) => "clos",
            Self::RailOnly { .. } => "rail-only",
            Self::FullMesh(_) => "full-mesh",
            Self::Torus { .. } => "torus",
            Self::Dragonfly { .. } => "dragonfly",
            Self::DragonflyPlus { .. } => "dragonfly-plus",
            Self::Hyperx { .. } => "hyperx",
            Self::HammingMesh { .. } => "hamming-mesh",
            Self::SlimFly { .. } => "slim-fly",
        }
    }

    pub fn common(&self) -> &Common {
        match self {
            Self::OneTier(common) | Self::FullMesh(common) => common,
            Self::Clos(args) => &args.common,
            Self::RailOnly { common, .. }
            | Self::Torus { common, .. }
            | Self::Dragonfly { common, .. }
            | Self::DragonflyPlus { common, .. }
            | Self::Hyperx { common, .. }
            | Self::HammingMesh { common, .. }
            | Self::SlimFly { common, .. } => common,
        }
    }
}

#[derive(Debug, Args)]
pub struct ClosArgs {
    /// auto, 1, 2 or 3; auto takes the fewest that fit.
    #[arg(long, default_value = "auto", value_parser = levels)]
    pub levels: MaybeLevels,
    /// Bandwidth down over bandwidth up, per level from the leafs, such as 1,7.
    #[arg(long, value_delimiter = ',', value_parser = number::<Factor>)]
    pub taper: Vec<Factor>,
    /// Separate sets of leafs the endpoints of a node go to.
    #[arg(long, value_parser = number::<Some1>)]
    pub rails: Option<Some1>,
    /// Rails never meet above the leafs.
    #[arg(long, requires = "rails")]
    pub rails_apart: bool,
    /// Nodes that share one set of leafs; left out: as many as fit.
    #[arg(long, value_parser = number::<Some1>)]
    pub unit: Option<Some1>,
    /// Ports of a leaf towards endpoints; left out: by the taper.
    #[arg(long, value_parser = number::<Some1>)]
    pub leaf_down: Option<Some1>,
    /// Links of a leaf to its spines; left out: by the taper and the load.
    #[arg(long, value_parser = number::<Some1>)]
    pub leaf_up: Option<Some1>,
    /// Leafs of a pod in three levels; left out: as many as a spine has ports for.
    #[arg(long, value_parser = number::<Some1>)]
    pub pod_leafs: Option<Some1>,
    /// As few spines as the ports allow; some pairs get one link more.
    #[arg(long)]
    pub uneven: bool,
    /// A part-filled pod gets the spines it needs, not the full set.
    #[arg(long)]
    pub trimmed: bool,
    #[command(flatten)]
    pub common: Common,
}

/// What every shape may be given.
#[derive(Debug, Args)]
pub struct Common {
    /// Endpoints to join; left out where the shape says it: as many as it holds.
    #[arg(long, value_parser = number::<Some1>)]
    pub endpoints: Option<Some1>,
    /// Ports of a switch at the rate of a link.
    #[arg(long, value_parser = number::<Ports>)]
    pub ports: Option<Ports>,
    /// Endpoints of a node; left out: one for each rail.
    #[arg(long, value_parser = number::<Some1>)]
    pub per_node: Option<Some1>,
    /// Links of an endpoint into each plane; left out: as few as the shape takes.
    #[arg(long, value_parser = number::<Some1>)]
    pub links_per_endpoint: Option<Some1>,
    /// Separate copies of the fabric.
    #[arg(long, value_parser = number::<Ports>)]
    pub planes: Option<Ports>,
    /// Ports towards endpoints kept for management or spare hosts, in each plane.
    #[arg(long, default_value = "0", value_parser = number::<Count>)]
    pub reserve: Count,
    /// Rate of a link, each way.
    #[arg(long, default_value = "400 Gb/s", value_parser = Rate::parse_typed)]
    pub link: Rate,
    /// Link ends in one module of a switch.
    #[arg(long, default_value = "1", value_parser = number::<Some1>)]
    pub ends_per_cage: Some1,
    /// Link ends in one module of an endpoint.
    #[arg(long, default_value = "1", value_parser = number::<Some1>)]
    pub endpoint_ends_per_cage: Some1,
    /// Links in one cable.
    #[arg(long, default_value = "1", value_parser = number::<Some1>)]
    pub links_per_cable: Some1,
    /// Fibres or pairs of one link.
    #[arg(long, default_value = "1", value_parser = number::<Some1>)]
    pub strands_per_link: Some1,
    /// One JSON object instead of tables.
    #[arg(long)]
    pub json: bool,
}

impl Common {
    pub fn packing(&self) -> Packing {
        Packing {
            links_per_cable: self.links_per_cable.count(),
            ends_per_cage: self.ends_per_cage.count(),
            endpoint_ends_per_cage: self.endpoint_ends_per_cage.count(),
            strands_per_link: self.strands_per_link.count(),
        }
    }
}

/// Ports of a switch, or planes.
pub type Ports = Whole<1, 1_000_000>;

/// Sizes along dimensions, in one word.
#[derive(Clone, Debug)]
pub struct Sizes(pub Vec<Extent>);

/// A number of levels, or as few as fit.
#[derive(Clone, Copy, Debug)]
pub struct MaybeLevels(pub Option<Levels>);

fn number<T: Written>(text: &str) -> Result<T, String> {
    T::parse(text)
}

fn sizes(text: &str) -> Result<Sizes, String> {
    text.split([',', 'x']).map(Extent::parse).collect::<Result<_, _>>().map(Sizes)
}

fn pair(text: &str) -> Result<(Some1, Some1), String> {
    let (rows, columns) = text.split_once(['x', ',']).ok_or("allowed rows x columns, such as 2x2")?;
    Ok((Some1::parse(rows)?, Some1::parse(columns)?))
}

fn levels(text: &str) -> Result<MaybeLevels, String> {
    let some = |text| Levels::parse(text).map(|levels| MaybeLevels(Some(levels)));
    if text == "auto" { Ok(MaybeLevels(None)) } else { some(text).map_err(|why| format!("{why} or auto")) }
}
