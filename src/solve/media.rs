//! Choosing media: for every length, which of the allowed technologies and which length on sale. Reach at the link's lane rate decides; of
//! those that reach, the cheapest link is taken. Worked out once per class of link, so that a route is looked up and not compared.

use super::figure::{float, real};
use super::resolve::technology::Technology;

/// Lengths are looked up in buckets of two to this many millimetres.
const BUCKET_BITS: u32 = 10;
/// Routes beyond this many buckets are looked for step by step.
const MOST_BUCKETS: usize = 4096;

/// What a route of some length becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Place in the tier's technologies.
    pub technology: usize,
    /// Length on sale in millimetres; `None`: cut to the route.
    pub stock_mm: Option<i64>,
    /// Whether the technology reaches.
    pub reaches: bool,
}

/// Picks by length: the first whose `up_to` is no less than the route's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    steps: Vec<(i64, usize)>,
    /// The first step that may fit a route of so many times 1,024 mm or more: most routes are shorter than the list is long.
    first: Vec<usize>,
    picks: Vec<Pick>,
    /// What is taken beyond the last step: the technology that reaches farthest, though it does not reach.
    beyond: Option<usize>,
}

impl Choice {
    /// `allowed` are places in `technologies`.
    pub fn of(allowed: &[usize], technologies: &[Technology]) -> Self {
        let candidates: Vec<(usize, &Technology)> = allowed.iter().filter_map(|place| Some((*place, technologies.get(*place)?))).collect();
        let mut choice = Self::default();
        for length in steps(&candidates) {
            if let Some(pick) = cheapest(&candidates, length) {
                let place = choice.place_of(pick);
                choice.steps.push((length, place));
            }
        }
        choice.first = first_steps(&choice.steps);
        let farthest = candidates.iter().max_by_key(|(place, technology)| (technology.reach_mm, std::cmp::Reverse(*place)));
        choice.beyond = farthest.map(|(place, _)| choice.place_of(Pick { technology: *place, stock_mm: None, reaches: false }));
        choice
    }

    /// Place of the pick for a route; `None` where nothing is allowed.
    pub fn pick_place(&self, length_mm: i64) -> Option<usize> {
        let bucket = usize::try_from(length_mm >> BUCKET_BITS).unwrap_or(0);
        let from = self.first.get(bucket).or(self.first.last()).copied().unwrap_or(0);
        let steps = self.steps.get(from..).unwrap_or_default();
        steps.iter().find(|(up_to, _)| *up_to >= length_mm).map(|(_, pick)| *pick).or(self.beyond)
    }

    pub fn picks(&self) -> &[Pick] {
        &self.picks
    }

    fn place_of(&mut self, pick: Pick) -> usize {
        if let Some(place) = self.picks.iter().position(|known| *known == pick) {
            return place;
        }
        self.picks.push(pick);
        self.picks.len() - 1
    }
}

/// For every bucket of lengths up to the longest in the list, the first step that ends in it or beyond.
fn first_steps(steps: &[(i64, usize)]) -> Vec<usize> {
    let bucket = |mm: i64| usize::try_from(mm >> BUCKET_BITS).unwrap_or(0);
    let buckets = steps.last().map_or(0, |(up_to, _)| bucket(*up_to).min(MOST_BUCKETS) + 1);
    (0..buckets).map(|place| steps.partition_point(|(up_to, _)| bucket(*up_to) < place)).collect()
}

/// Lengths at which the answer may change: every length on sale within reach, and every reach.
fn steps(candidates: &[(usize, &Technology)]) -> Vec<i64> {
    let of = |technology: &Technology| {
        let reach = technology.reach_mm;
        technology.stock.iter().map(|stock| stock.mm).filter(|mm| *mm <= reach).chain([reach]).collect::<Vec<_>>()
    };
    let mut lengths: Vec<i64> = candidates.iter().flat_map(|(_, technology)| of(technology)).filter(|mm| *mm >= 0).collect();
    lengths.sort_unstable();
    lengths.dedup();
    lengths
}

/// The cheapest that reaches; of equals the one named first.
fn cheapest(candidates: &[(usize, &Technology)], length_mm: i64) -> Option<Pick> {
    let reaching = candidates.iter().filter(|(_, technology)| technology.reach_mm >= length_mm);
    let priced = reaching.map(|(place, technology)| {
        let stock = stock_for(technology, length_mm);
        let pick = Pick { technology: *place, stock_mm: stock.map(|(mm, _)| mm), reaches: true };
        (link_price(technology, stock, length_mm), pick)
    });
    priced.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, pick)| pick)
}

/// The first length on sale that is long enough, not shorter than the technology needs. One that is longer than the technology reaches is
/// no use: the cable is then made to length.
fn stock_for(technology: &Technology, length_mm: i64) -> Option<(i64, Option<f64>)> {
    let wanted = length_mm.max(technology.least_mm);
    let stock = technology.stock.iter().find(|stock| stock.mm >= wanted);
    stock.filter(|stock| stock.mm <= technology.reach_mm).map(|stock| (stock.mm, stock.price))
}

/// USD of one link: its share of a priced cable, or of its ends and of cable by the metre.
fn link_price(technology: &Technology, stock: Option<(i64, Option<f64>)>, length_mm: i64) -> f64 {
    let share = 1.0 / real(technology.links_per_unit.max(1));
    let units = real(technology.units_per_end) * if technology.is_cable { share } else { 2.0 / real(technology.ends_per_unit.max(1)) };
    let ends = technology.price.likely * units;
    let metres = float(i128::from(stock.map_or(length_mm, |(mm, _)| mm))) / 1000.0;
    let by_metre = technology.price_per_metre.likely * metres * real(technology.cables_per_unit) * share;
    match stock {
        Some((_, Some(price))) => price * real(technology.cables_per_unit) * share,
        _ => ends + by_metre,
    }
}
