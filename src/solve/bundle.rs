//! Bundles: all links of one kind between two racks, with their length, technology and length on sale; and the sums over bundles of each
//! combination, from which cables, metres and money follow.

use super::layout::RackAt;
use super::media::{Choice, Pick};
use super::network::{LinkKind, Port, Wired};
use super::resolve::Resolved;
use super::resolve::technology::Cabling;
use super::resolve::tier::{CLASSES, Side, TierSpec};
use super::route::Router;
use super::topology::LinkClass;
use rayon::prelude::*;

/// Stands for no cell: nothing is allowed where the bundle runs.
pub const NO_CELL: u32 = u32::MAX;
/// Stands for no slot: an end without a module, or outside the hall.
pub const NO_SLOT: usize = usize::MAX;
/// Below this many bundles one thread is faster than handing out work.
pub const SERIAL_BELOW: usize = 20_000;

/// All links of one kind between two racks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Racks in the order of the kind's ends; beyond the last rack stand the halls.
    pub a: u32,
    pub b: u32,
    pub kind: u32,
    /// What it is made of.
    pub cell: u32,
    pub links: u64,
    pub length_mm: i64,
}

/// One technology at one length on sale, for one kind of link inside or between racks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    pub kind: usize,
    pub tier: usize,
    pub in_rack: bool,
    pub pick: Pick,
    pub cabling: Cabling,
    /// Where both ends are counted.
    pub slots: (usize, usize),
}

/// Sums over the bundles of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellSum {
    pub bundles: u64,
    pub links: u64,
    pub cables: u64,
    /// Units that links share, whole in each bundle: traces are bought by these.
    pub units: u64,
    /// Millimetres of route of all cables, before rounding to lengths on sale; and of all links.
    pub cable_mm: u128,
    pub link_mm: u128,
}

impl CellSum {
    pub fn add(&mut self, other: &CellSum) {
        self.bundles = self.bundles.saturating_add(other.bundles);
        self.links = self.links.saturating_add(other.links);
        self.cables = self.cables.saturating_add(other.cables);
        self.units = self.units.saturating_add(other.units);
        self.cable_mm = self.cable_mm.saturating_add(other.cable_mm);
        self.link_mm = self.link_mm.saturating_add(other.link_mm);
    }

    pub fn take(&mut self, other: &CellSum) {
        self.bundles = self.bundles.saturating_sub(other.bundles);
        self.links = self.links.saturating_sub(other.links);
        self.cables = self.cables.saturating_sub(other.cables);
        self.units = self.units.saturating_sub(other.units);
        self.cable_mm = self.cable_mm.saturating_sub(other.cable_mm);
        self.link_mm = self.link_mm.saturating_sub(other.link_mm);
    }

    /// What one bundle adds.
    pub fn of(bundle: &Bundle, cabling: &Cabling) -> Self {
        let cables = cabling.cables(bundle.links);
        let length = u128::from(bundle.length_mm.unsigned_abs());
        let (cable_mm, link_mm) = (u128::from(cables) * length, u128::from(bundle.links) * length);
        Self { bundles: 1, links: bundle.links, cables, units: cabling.units(bundle.links), cable_mm, link_mm }
    }
}

/// Which cells there are: for each kind inside racks, then between racks, the picks of its class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    pub list: Vec<Cell>,
    /// First cell of each kind inside racks and between them.
    first: Vec<[usize; 2]>,
}

impl Cells {
    pub fn of(resolved: &Resolved, kinds: &[LinkKind]) -> Self {
        let mut cells = Self::default();
        for (place, kind) in kinds.iter().enumerate() {
            let Some(tier) = resolved.tiers.get(kind.tier) else { continue };
            let first = [true, false].map(|in_rack| {
                let start = cells.list.len();
                let picks = tier.choices.get(class(kind.class, in_rack)).map_or(&[][..], |choice| choice.picks());
                cells.list.extend(picks.iter().filter_map(|pick| cell(place, kind, tier, in_rack, *pick)));
                start
            });
            cells.first.push(first);
        }
        cells
    }

    pub fn get(&self, cell: u32) -> Option<&Cell> {
        self.list.get(cell as usize)
    }
}

/// The place of a class in the choices of a tier: links inside a rack use what is allowed there, whatever they join.
pub fn class(class: LinkClass, in_rack: bool) -> usize {
    let place = match class {
        _ if in_rack => 0,
        LinkClass::InRack | LinkClass::Access => 1,
        LinkClass::Trunk => 2,
        LinkClass::Core => 3,
    };
    place.min(CLASSES - 1)
}

/// `None` for a technology the tier does not have, which no pick names.
fn cell(place: usize, kind: &LinkKind, tier: &TierSpec, in_rack: bool, pick: Pick) -> Option<Cell> {
    let slot = |port: Port| match port {
        Port::Endpoint => tier.slot(pick.technology, Side::Endpoint),
        Port::Level(_) if kind.circuit => NO_SLOT,
        Port::Level(_) => tier.slot(pick.technology, Side::Switch),
    };
    let cabling = tier.technologies.get(pick.technology)?.cabling();
    Some(Cell { kind: place, tier: kind.tier, in_rack, pick, cabling, slots: (slot(kind.ends.0), slot(kind.ends.1)) })
}

/// What measuring a bundle needs.
pub struct Measure<'m> {
    pub resolved: &'m Resolved,
    pub kinds: &'m [LinkKind],
    pub router: &'m Router,
    pub cells: &'m Cells,
    pub racks: &'m [RackAt],
}

/// The same for the bundles of one kind.
struct MeasureKind<'m> {
    place: u32,
    spec: &'m LinkKind,
    router: &'m Router,
    racks: &'m [RackAt],
    /// Choices inside racks and between them, each with its first cell.
    choices: [(&'m Choice, usize); 2],
}

impl MeasureKind<'_> {
    fn bundle(&self, a: u32, b: u32, links: u64) -> Bundle {
        let length_mm = self.router.length((self.place as usize, self.spec), self.racks, a, b);
        let [inside, between] = self.choices;
        let (choice, first) = if a == b { inside } else { between };
        let cell = choice.pick_place(length_mm).and_then(|pick| u32::try_from(first + pick).ok()).unwrap_or(NO_CELL);
        Bundle { a, b, kind: self.place, cell, links, length_mm }
    }
}

impl<'m> Measure<'m> {
    fn kind(&self, place: u32) -> Option<MeasureKind<'m>> {
        let spec = self.kinds.get(place as usize)?;
        let tier = self.resolved.tiers.get(spec.tier)?;
        let [inside, between] = *self.cells.first.get(place as usize)?;
        let choice = |in_rack: bool| tier.choices.get(class(spec.class, in_rack));
        let choices = [(choice(true)?, inside), (choice(false)?, between)];
        Some(MeasureKind { place, spec, router: self.router, racks: self.racks, choices })
    }

    /// The bundle as it is where its racks now stand.
    pub fn again(&self, bundle: &Bundle) -> Bundle {
        self.kind(bundle.kind).map_or(*bundle, |kind| kind.bundle(bundle.a, bundle.b, bundle.links))
    }

    /// What a bundle adds to the sums of its cell.
    pub fn sum(&self, bundle: &Bundle) -> Option<CellSum> {
        self.cells.get(bundle.cell).map(|cell| CellSum::of(bundle, &cell.cabling))
    }

    /// All bundles, measured.
    pub fn all(&self, wired: &Wired) -> Vec<Bundle> {
        let count: usize = wired.links.iter().map(Vec::len).sum();
        let mut bundles = Vec::with_capacity(count);
        for (place, links) in (0_u32..).zip(&wired.links) {
            let Some(kind) = self.kind(place) else { continue };
            let bundle = |(a, b, links): &(u32, u32, u64)| kind.bundle(*a, *b, *links);
            if count < SERIAL_BELOW {
                bundles.extend(links.iter().map(bundle));
            } else {
                bundles.par_extend(links.par_iter().with_min_len(4096).map(bundle));
            }
        }
        bundles
    }

    /// Sums by cell. Whole numbers, so that the order does not matter.
    pub fn sums(&self, bundles: &[Bundle]) -> Vec<CellSum> {
        let of = |bundles: &[Bundle]| {
            let mut sums = vec![CellSum::default(); self.cells.list.len()];
            for bundle in bundles {
                if let (Some(sum), Some(place)) = (self.sum(bundle), sums.get_mut(bundle.cell as usize)) {
                    place.add(&sum);
                }
            }
            sums
        };
        if bundles.len() < SERIAL_BELOW {
            return of(bundles);
        }
        let parts: Vec<Vec<CellSum>> = bundles.par_chunks(16_384).map(of).collect();
        let mut sums = vec![CellSum::default(); self.cells.list.len()];
        for part in &parts {
            sums.iter_mut().zip(part).for_each(|(sum, part)| sum.add(part));
        }
        sums
    }
}

/// Which bundles end in each rack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    first: Vec<u32>,
    bundles: Vec<u32>,
}

impl Ends {
    pub fn of(bundles: &[Bundle], racks: usize) -> Self {
        let mut first = vec![0_u32; racks + 1];
        let mut count = |rack: u32| {
            if let Some(place) = first.get_mut(rack as usize + 1) {
                *place += 1;
            }
        };
        for bundle in bundles {
            count(bundle.a);
            if bundle.b != bundle.a {
                count(bundle.b);
            }
        }
        let mut sum = 0;
        for place in &mut first {
            sum += *place;
            *place = sum;
        }
        let mut next = first.clone();
        let mut list = vec![0_u32; sum as usize];
        let mut put = |rack: u32, bundle: u32| {
            let Some(place) = next.get_mut(rack as usize).filter(|_| (rack as usize) < racks) else { return };
            if let Some(entry) = list.get_mut(*place as usize) {
                *entry = bundle;
            }
            *place += 1;
        };
        for (index, bundle) in (0_u32..).zip(bundles) {
            put(bundle.a, index);
            if bundle.b != bundle.a {
                put(bundle.b, index);
            }
        }
        Self { first, bundles: list }
    }

    /// Ends of all bundles in racks.
    pub fn count(&self) -> usize {
        self.bundles.len()
    }

    /// Bundles that end in a rack, those of the first kinds first.
    pub fn at(&self, rack: u32) -> &[u32] {
        let bound = |place: usize| self.first.get(place).map_or(0, |at| *at as usize);
        self.bundles.get(bound(rack as usize)..bound(rack as usize + 1)).unwrap_or_default()
    }
}
