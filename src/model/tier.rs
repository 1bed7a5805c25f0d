//! Tiers: which endpoints are joined, at what rate, over which topology and technologies. Says nothing of how many switches that takes.

use super::counts::{Count, Factor, Some1, Whole};
use super::describe::{choice, record, words};
use super::rack_type::Gateway;
use super::text::{Id, Name, Text};
use super::units::{Length, Rate};

words! {
    /// What a tier is for.
    pub enum TierKind {
        /// Load and store between accelerators, inside and between racks.
        ScaleUp = "scale_up",
        /// Messages between domains, through network adapters.
        ScaleOut = "scale_out",
        /// Between halls and sites.
        ScaleAcross = "scale_across",
        /// Between accelerators and pooled memory.
        Memory = "memory",
    }
}

words! {
    /// How many switches a level gets when they do not divide evenly.
    pub enum Spread default Even {
        /// The same whole number of links from each switch to each above it.
        Even = "even",
        /// As few switches as the ports allow; some pairs get one link more.
        Uneven = "uneven",
    }
}

words! {
    /// How many spines a partly filled pod gets.
    pub enum PodFill default Full {
        /// The full set, to grow into.
        Full = "full",
        /// As many as its leafs need.
        Trimmed = "trimmed",
    }
}

/// Levels of a folded Clos.
pub type Levels = Whole<1, 3>;
/// Size along one dimension of a torus, mesh or HyperX.
pub type Extent = Whole<1, 1_000_000>;

choice! {
    /// The shape of a fabric.
    pub enum Topology {
        /// Every endpoint reaches every switch: one switch hop, as many planes as it takes.
        OneTier = "one_tier" {},
        /// Leafs, spines and cores.
        Clos = "clos" {
            /// Levels; left out: the fewest that fit.
            #[optional()]
            levels: Option<Levels>,
            /// Bandwidth down over bandwidth up, per level from the leafs; left out: 1 each.
            #[optional()]
            taper: Vec<Factor>,
            /// Endpoints of a node go to so many separate sets of leafs.
            #[optional()]
            rails: Option<Some1>,
            /// Rails never meet above the leafs.
            #[optional()]
            rails_apart: bool,
            /// Nodes that share one set of leafs, one leaf a rail; left out: as many as fit.
            #[optional()]
            unit: Option<Some1>,
            /// Ports of a leaf that face endpoints; left out: by the taper.
            #[optional()]
            leaf_down: Option<Some1>,
            /// Links of a leaf to its spines; left out: by the taper.
            #[optional()]
            leaf_up: Option<Some1>,
            /// Leafs of a pod in three levels; left out: as many as a spine has ports for.
            #[optional()]
            pod_leafs: Option<Some1>,
            /// How uneven numbers are spread.
            #[optional()]
            spread: Spread,
            /// What a partly filled pod gets.
            #[optional()]
            pods: PodFill,
        },
        /// One network per rail, no links between them.
        RailOnly = "rail_only" {
            /// Rails, one per accelerator of a scale-up domain.
            rails: Some1,
            /// How uneven numbers are spread inside a rail.
            #[optional()]
            spread: Spread,
        },
        /// Each endpoint linked with each other, without switches.
        FullMesh = "full_mesh" {},
        /// Groups of routers, each group linked with each other.
        Dragonfly = "dragonfly" {
            /// Endpoints per router.
            terminals: Some1,
            /// Routers per group.
            routers: Some1,
            /// Links per router to other groups.
            global: Some1,
            /// Groups; left out: as many as the endpoints need.
            #[optional()]
            groups: Option<Some1>,
        },
        /// Groups of leafs and spines; the spines link the groups.
        DragonflyPlus = "dragonfly_plus" {
            /// Leafs per group.
            leafs: Some1,
            /// Spines per group.
            spines: Some1,
            /// Groups; left out: as many as the endpoints need.
            #[optional()]
            groups: Option<Some1>,
        },
        /// A grid that closes on itself, without packet switches.
        Torus = "torus" {
            /// Endpoints along each dimension.
            sizes: Vec<Extent>,
            /// Side of the cube that is wired inside a rack; the rest goes through circuit switches.
            #[optional()]
            cube: Option<Some1>,
            /// Id of the circuit switch between cubes.
            #[optional()]
            circuit_switch: Option<Id>,
            /// Ports of a circuit switch in use; left out: all.
            #[optional()]
            circuit_ports: Option<Some1>,
        },
        /// Switches in a grid, each linked with all others along each dimension.
        HyperX = "hyperx" {
            /// Switches along each dimension.
            sizes: Vec<Extent>,
            /// Parallel links along each dimension; left out: 1 each.
            #[optional()]
            parallel: Vec<Some1>,
            /// Endpoints per switch.
            terminals: Some1,
        },
        /// Boards of accelerators whose edges go to switched rows and columns.
        HammingMesh = "hamming_mesh" {
            /// Accelerators of a board: rows, columns.
            board: (Some1, Some1),
            /// Boards: rows, columns.
            boards: (Some1, Some1),
        },
        /// Slim Fly: two hops with few links.
        SlimFly = "slim_fly" {
            /// The prime power it is built on.
            q: Some1,
            /// Endpoints per router; left out: balanced.
            #[optional()]
            terminals: Option<Some1>,
        },
    }
}

record! {
    /// The technologies each class of link may use; the cheapest that reaches is taken, so one entry is a fixed choice.
    #[derive(Default)]
    pub struct Media {
        /// Inside one rack.
        #[optional()]
        pub in_rack: Vec<Id>,
        /// From an endpoint to its first switch in another rack, or to the next endpoint.
        #[optional()]
        pub access: Vec<Id>,
        /// From leaf to spine between racks.
        #[optional()]
        pub trunk: Vec<Id>,
        /// From spine to core between racks, and to circuit switches.
        #[optional()]
        pub core: Vec<Id>,
    }
}

words! {
    /// The ends a tier joins.
    pub enum Endpoints {
        /// Accelerator packages.
        Accelerators = "accelerators",
        /// Network adapters.
        Nics = "nics",
        /// Accelerators and memory blades.
        Memory = "memory",
        /// Ports that leave the hall.
        Gateways = "gateways",
    }
}

record! {
    /// One network of the plan.
    pub struct Tier {
        /// What switch blades and waivers point at.
        pub id: Id,
        /// Name.
        pub name: Name,
        /// What it is for.
        pub kind: TierKind,
        /// The ends it joins.
        pub endpoints: Endpoints,
        /// Endpoints of one domain; left out: all in one.
        #[optional()]
        pub domain: Option<Some1>,
        /// Rate of an endpoint, each way.
        pub rate: Rate,
        /// Rate of one link, each way; the switch has its radix at this rate.
        pub link: Rate,
        /// Separate copies of the fabric an endpoint spreads its links over; left out: 1.
        #[optional()]
        pub planes: Option<Some1>,
        /// Shape.
        pub topology: Topology,
        /// Id of the switch; left out for shapes without switches.
        #[optional()]
        pub switch: Option<Id>,
        /// Endpoint ports per domain kept for management, fabric managers or spare hosts.
        #[optional()]
        pub reserved: Count,
        /// Technologies by class of link.
        pub media: Media,
        /// Link ends that share one cage or engine; left out: as many as its rate holds.
        #[optional()]
        pub ends_per_cage: Option<Some1>,
        /// Gateways to other halls, for scale-across.
        #[optional()]
        pub gateways: Vec<Gateway>,
        /// Delay added per end by forward error correction of the host, in nanoseconds.
        #[optional()]
        pub fec_ns: Count,
        /// What to know about it, one paragraph each.
        #[optional()]
        pub notes: Vec<Text>,
    }
}

record! {
    /// A length that was measured on site; it wins over the computed one.
    pub struct TypedLength {
        /// Id of one rack.
        pub a: super::racks::RackId,
        /// Id of the other.
        pub b: super::racks::RackId,
        /// Id of the tier; left out: all tiers.
        #[optional()]
        pub tier: Option<Id>,
        /// Length of the cable.
        pub length: Length,
    }
}
