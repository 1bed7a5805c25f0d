//! Cables on their way through the trays, added up: where bundles run side by side, their cables are one flow. Pure.

use super::coarse::Coarse;
use super::look::Cables;
use super::view::union;
use crate::model::parts::Family;
use crate::model::racks::RackId;
use crate::solve::Report;
use crate::solve::bundle::Bundle;

/// So thick is the flow with the most cables.
pub const THICKEST: u8 = 16;

/// Cables of one technology that run together along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    pub family: Family,
    /// Along x, otherwise along y.
    pub along_x: bool,
    /// The place across, and from where to where along, in millimetres.
    pub across: i64,
    pub from: i64,
    pub to: i64,
    pub cables: u64,
}

/// All flows that show, and what is asked of them in every frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    /// Those of one technology, axis and line one after the other.
    list: Vec<Flow>,
    /// The most cables of each technology that run together.
    pub families: Vec<(Family, u64)>,
    most: u64,
}

/// Flows that go on in each other and look the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub across: i64,
    pub from: i64,
    pub to: i64,
    /// From 1 to [`THICKEST`].
    pub thickness: u8,
}

impl Flows {
    pub fn of(mut list: Vec<Flow>) -> Self {
        list.sort_unstable_by_key(Flow::line);
        let most = |family: &Family| list.iter().filter(|flow| flow.family == *family).map(|flow| flow.cables).max();
        let families: Vec<(Family, u64)> = Family::ALL.iter().filter_map(|family| Some((*family, most(family)?))).collect();
        let most = families.iter().map(|(_, most)| *most).max().unwrap_or(1);
        Self { list, families, most }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The section of the cables of a flow grows as its width squared.
    fn thickness(&self, cables: u64) -> u8 {
        let share = u128::from(cables) * u128::from(THICKEST).pow(2) / u128::from(self.most.max(1));
        u8::try_from(share.isqrt()).unwrap_or(THICKEST).clamp(1, THICKEST)
    }

    /// What of a technology runs through an area along an axis.
    pub fn within(&self, family: Family, along_x: bool, [left, top, right, bottom]: [i64; 4]) -> Vec<Reach> {
        let ((first, last), (start, end)) = if along_x { ((top, bottom), (left, right)) } else { ((left, right), (top, bottom)) };
        let before = self.list.partition_point(|flow| flow.line() < (family, along_x, first, i64::MIN));
        let until = self.list.partition_point(|flow| flow.line() <= (family, along_x, last, i64::MAX));
        let goes_on = |a: &Flow, b: &Flow| (a.across, a.to) == (b.across, b.from) && self.thickness(a.cables) == self.thickness(b.cables);
        let runs = self.list.get(before..until).unwrap_or_default().chunk_by(goes_on);
        let reach = |run: &[Flow]| {
            let (first, last) = (run.first()?, run.last()?);
            Some(Reach { across: first.across, from: first.from, to: last.to, thickness: self.thickness(first.cables) })
        };
        runs.filter_map(reach).filter(|reach| reach.from <= end && reach.to >= start).collect()
    }

    /// The same for a view from afar.
    pub fn coarse(&self, family: Family, along_x: bool, side: i64) -> Coarse {
        let flows = || self.list.iter().filter(|flow| flow.family == family && flow.along_x == along_x);
        let area = flows().map(Flow::mm).reduce(union).unwrap_or_default();
        let mut coarse = Coarse::over(area, side, along_x);
        flows().for_each(|flow| coarse.raise(flow.mm(), self.thickness(flow.cables)));
        coarse.levelled()
    }
}

impl Flow {
    fn line(&self) -> (Family, bool, i64, i64) {
        (self.family, self.along_x, self.across, self.from)
    }

    fn mm(&self) -> [i64; 4] {
        let Self { across, from, to, .. } = *self;
        if self.along_x { [from, across, to, across] } else { [across, from, across, to] }
    }
}

/// A line all flows on which lie on top of each other.
type Line = (Family, bool, i64);

/// So many cables more from here on.
type Step = (Line, i64, i64);

/// Flows of the cables that are asked for, those of one technology and line one after the other.
pub fn flows(report: &Report, cables: &Cables, selected: &[RackId]) -> Vec<Flow> {
    let families = families(report, cables);
    let mut steps = Vec::new();
    let mut add = |bundle: &Bundle| {
        if let Some(family) = families.get(bundle.cell as usize).copied().flatten() {
            add_bundle(report, bundle, family, &mut steps);
        }
    };
    match cables {
        Cables::Selected => ends(report, selected).into_iter().filter_map(|place| report.bundles.get(place as usize)).for_each(&mut add),
        _ => report.bundles.iter().for_each(&mut add),
    }
    steps.sort_unstable();
    summed(&steps)
}

/// The technology of each cell; none for cells that are not asked for.
fn families(report: &Report, cables: &Cables) -> Vec<Option<Family>> {
    let family = |tier: usize, technology: usize| {
        let tier = report.resolved.tiers.get(tier)?;
        let family = tier.technologies.get(technology)?.family;
        let wanted = match cables {
            Cables::None => false,
            Cables::All | Cables::Selected => true,
            Cables::Tier(id) => tier.id == *id,
            Cables::Family(only) => family == *only,
        };
        wanted.then_some(family)
    };
    report.cells.list.iter().map(|cell| family(cell.tier, cell.pick.technology)).collect()
}

/// Bundles that end at some racks, each once.
fn ends(report: &Report, racks: &[RackId]) -> Vec<u32> {
    let places = racks.iter().filter_map(|id| report.position(*id));
    let mut ends: Vec<u32> = places.flat_map(|place| report.ends.at(place)).copied().collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Along the row of one rack, across the rows, along the row of the other. What stays in a rack or leaves the hall shows nowhere.
fn add_bundle(report: &Report, bundle: &Bundle, family: Family, steps: &mut Vec<Step>) {
    let rack = |place: u32| report.racks.get(place as usize);
    let (Some(a), Some(b), Some(cell)) = (rack(bundle.a), rack(bundle.b), report.cells.get(bundle.cell)) else { return };
    let cables = i64::try_from(cell.cabling.cables(bundle.links)).unwrap_or(i64::MAX >> 20);
    if bundle.a == bundle.b || cables == 0 {
        return;
    }
    let corners = report.router.way(a, b);
    for ((x, y), (to_x, to_y)) in corners.into_iter().zip(corners.into_iter().skip(1)) {
        let (line, from, to) = if y == to_y { ((family, true, y), x, to_x) } else { ((family, false, x), y, to_y) };
        if from != to {
            steps.extend([(line, from.min(to), cables), (line, from.max(to), -cables)]);
        }
    }
}

/// From steps to stretches with as many cables from end to end.
fn summed(steps: &[Step]) -> Vec<Flow> {
    let mut flows: Vec<Flow> = Vec::new();
    let mut before: Option<(Line, i64)> = None;
    let mut sum: i64 = 0;
    for (line, at, cables) in steps {
        if let Some((_, from)) = before.filter(|(other, from)| other == line && from < at && sum > 0) {
            let (family, along_x, across) = *line;
            flows.push(Flow { family, along_x, across, from, to: *at, cables: sum.unsigned_abs() });
        }
        sum = sum.wrapping_add(*cables);
        before = Some((*line, *at));
    }
    flows
}
