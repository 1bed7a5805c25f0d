//! Where something in the hand lands: at the edges and aisles of neighbours, in line with them, else on the tiles of the floor. Pure.

use std::collections::BTreeMap;

use super::super::view::{shifted, snapped};
use crate::edit::Axis;

/// Gaps wider than this are no distance between neighbours, in millimetres.
const FAR_GAP_MM: i64 = 5_000;

/// What there is to snap to.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Left, top, right, bottom of what stands near and is not in the hand.
    pub standing: Vec<[i64; 4]>,
    /// Free space wanted between rows.
    pub aisle_mm: i64,
    pub tile_mm: i64,
    /// How far neighbours pull.
    pub tolerance_mm: i64,
}

/// Where it lands, and what the eye needs to see why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Landing {
    pub step: [i64; 2],
    pub guides: Vec<Guide>,
    pub gaps: Vec<Gap>,
}

/// A line along which edges or middles agree: at `at` on the axis, across it from one end to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    pub axis: Axis,
    pub at: i64,
    pub from: i64,
    pub to: i64,
}

/// Free space to the next neighbour along an axis, drawn at `at` across it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub axis: Axis,
    pub at: i64,
    pub from: i64,
    pub to: i64,
}

impl Gap {
    pub fn mm(&self) -> i64 {
        self.to - self.from
    }
}

/// Snaps a step along the axes that are free; `around` is what is carried, where it came from.
pub fn land(around: [i64; 4], raw: [i64; 2], free: [bool; 2], scene: &Scene) -> Landing {
    let [mut dx, mut dy] = raw;
    let [free_x, free_y] = free;
    if free_x {
        dx += correction(around, [dx, dy], Axis::X, scene);
    }
    if free_y {
        dy += correction(around, [dx, dy], Axis::Y, scene);
    }
    let target = shifted(around, [dx, dy]);
    Landing { step: [dx, dy], guides: guides(target, scene), gaps: gaps(target, &scene.standing) }
}

/// The same without snapping: distances only.
pub fn lay(around: [i64; 4], step: [i64; 2], standing: &[[i64; 4]]) -> Landing {
    Landing { step, guides: Vec::new(), gaps: gaps(shifted(around, step), standing) }
}

/// From where to where a rectangle reaches along an axis.
fn reach(mm: [i64; 4], axis: Axis) -> [i64; 2] {
    let [left, top, right, bottom] = mm;
    match axis {
        Axis::X => [left, right],
        Axis::Y => [top, bottom],
    }
}

fn other(axis: Axis) -> Axis {
    match axis {
        Axis::X => Axis::Y,
        Axis::Y => Axis::X,
    }
}

/// What has to be added along an axis: the nearest edge or aisle, else the nearest line, else the nearest tile.
fn correction(around: [i64; 4], step: [i64; 2], axis: Axis, scene: &Scene) -> i64 {
    let target = shifted(around, step);
    let [low, _] = reach(target, axis);
    let [home, _] = reach(around, axis);
    let near = |by: &i64| by.abs() <= scene.tolerance_mm;
    let nearest = |found: &mut dyn Iterator<Item = i64>| found.filter(near).min_by_key(|by| by.abs());
    let edges = nearest(&mut scene.standing.iter().flat_map(|mm| edge_steps(target, *mm, axis, scene)));
    let lines = || nearest(&mut scene.standing.iter().flat_map(|mm| line_steps(target, *mm, axis)).chain([home - low]));
    let [tile, _] = snapped([low, 0], scene.tile_mm);
    edges.or_else(lines).unwrap_or(tile - low)
}

/// Steps that put it edge to edge with a neighbour alongside, or an aisle away.
fn edge_steps(target: [i64; 4], mm: [i64; 4], axis: Axis, scene: &Scene) -> impl Iterator<Item = i64> + use<> {
    let ([low, high], [start, end]) = (reach(target, axis), reach(mm, axis));
    let (across, its) = (reach(target, other(axis)), reach(mm, other(axis)));
    let alongside = its[0] < across[1] + scene.tolerance_mm && across[0] < its[1] + scene.tolerance_mm;
    let steps = [end - low, start - high, end + scene.aisle_mm - low, start - scene.aisle_mm - high];
    steps.into_iter().filter(move |_| alongside)
}

/// Steps that bring edges or middles into one line.
fn line_steps(target: [i64; 4], mm: [i64; 4], axis: Axis) -> [i64; 3] {
    let ([low, high], [start, end]) = (reach(target, axis), reach(mm, axis));
    [start - low, end - high, (start + end - low - high).div_euclid(2)]
}

/// All lines in which the target agrees with what stands near.
fn guides(target: [i64; 4], scene: &Scene) -> Vec<Guide> {
    let mut lines: BTreeMap<(bool, i64), [i64; 2]> = BTreeMap::new();
    for axis in [Axis::X, Axis::Y] {
        let across = reach(target, other(axis));
        for mm in &scene.standing {
            let its = reach(*mm, other(axis));
            let whole = [across[0].min(its[0]), across[1].max(its[1])];
            for at in shared(reach(target, axis), reach(*mm, axis)) {
                let line = lines.entry((axis == Axis::X, at)).or_insert(whole);
                *line = [line[0].min(whole[0]), line[1].max(whole[1])];
            }
        }
    }
    let axis = |along_x: bool| if along_x { Axis::X } else { Axis::Y };
    lines.into_iter().map(|((along_x, at), [from, to])| Guide { axis: axis(along_x), at, from, to }).collect()
}

/// Places where edges meet edges or middles middles.
fn shared([low, high]: [i64; 2], [start, end]: [i64; 2]) -> impl Iterator<Item = i64> {
    let edges = [low, high].into_iter().filter(move |at| *at == start || *at == end);
    let middle = (low + high == start + end).then_some((low + high).div_euclid(2));
    edges.chain(middle)
}

/// The gaps to the next neighbours on all four sides.
fn gaps(target: [i64; 4], standing: &[[i64; 4]]) -> Vec<Gap> {
    [(Axis::X, false), (Axis::X, true), (Axis::Y, false), (Axis::Y, true)]
        .into_iter()
        .filter_map(|(axis, ahead)| {
            let alongside = standing.iter().filter_map(|mm| gap(target, *mm, axis, ahead));
            alongside.filter(|gap| (0..=FAR_GAP_MM).contains(&gap.mm())).min_by_key(Gap::mm)
        })
        .filter(|gap| gap.mm() > 0)
        .collect()
}

/// The gap to one neighbour before or behind, if it stands alongside.
fn gap(target: [i64; 4], mm: [i64; 4], axis: Axis, ahead: bool) -> Option<Gap> {
    let ([low, high], [start, end]) = (reach(target, axis), reach(mm, axis));
    let (across, its) = (reach(target, other(axis)), reach(mm, other(axis)));
    let (first, last) = (across[0].max(its[0]), across[1].min(its[1]));
    let (from, to) = if ahead { (high, start) } else { (end, low) };
    (first < last).then_some(Gap { axis, at: (first + last).div_euclid(2), from, to })
}
