//! What is drawn from afar: squares that keep the largest value, strips that cover what their racks cover, flows that keep their way.

use std::collections::BTreeMap;

use egui::Color32;
use proptest::prelude::*;
use rackwright::model::parts::Family;
use rackwright::ui::floor::coarse::Coarse;
use rackwright::ui::floor::flows::{Flow, Flows, THICKEST};
use rackwright::ui::floor::strips::strips;

const AREA: [i64; 4] = [-3_000, -1_000, 9_000, 6_000];
const SIDE: i64 = 500;

type Marked = ([i64; 4], u8);

fn marked() -> impl Strategy<Value = Vec<Marked>> {
    let one = (-3_000_i64..9_000, -1_000_i64..6_000, 0_i64..4_000, 0_i64..3_000, 1_u8..6)
        .prop_map(|(x, y, width, depth, value)| ([x, y, (x + width).min(9_000), (y + depth).min(6_000)], value));
    proptest::collection::vec(one, 0..12)
}

/// Squares of a side by their corner, the largest value of each.
fn squares(marked: &[Marked], side: i64) -> BTreeMap<(i64, i64), u8> {
    let mut squares = BTreeMap::new();
    let [x0, y0, ..] = AREA;
    for ([left, top, right, bottom], value) in marked {
        let last = |from: i64, to: i64| (to - 1).max(from);
        for column in (left - x0) / side..=(last(*left, *right) - x0) / side {
            for row in (top - y0) / side..=(last(*top, *bottom) - y0) / side {
                let most = squares.entry((x0 + column * side, y0 + row * side)).or_insert(0);
                *most = (*most).max(*value);
            }
        }
    }
    squares
}

proptest! {
    #[test]
    fn squares_keep_the_largest_value_at_every_level(marked in marked(), along_x: bool, level in 0_u32..4) {
        let mut coarse = Coarse::over(AREA, SIDE, along_x);
        marked.iter().for_each(|(mm, value)| coarse.raise(*mm, *value));
        let (coarse, side) = (coarse.levelled(), SIDE << level);
        let mut found = BTreeMap::new();
        for ([left, top, right, bottom], value) in coarse.stretches(side, AREA) {
            prop_assert_eq!(if along_x { bottom - top } else { right - left }, side, "one square wide");
            for x in (left..right).step_by(usize::try_from(side).expect("small")) {
                for y in (top..bottom).step_by(usize::try_from(side).expect("small")) {
                    prop_assert!(found.insert((x, y), value).is_none(), "twice at {x} {y}");
                }
            }
        }
        prop_assert_eq!(found, squares(&marked, side));
    }

    #[test]
    fn an_area_finds_all_that_is_in_it(marked in marked(), x in -3_000_i64..8_000, y in -1_000_i64..5_000) {
        let mut coarse = Coarse::over(AREA, SIDE, true);
        marked.iter().for_each(|(mm, value)| coarse.raise(*mm, *value));
        let seen = [x, y, x + 1_700, y + 900];
        let found = coarse.levelled().stretches(SIDE, seen);
        let lies_in = |corner: &(i64, i64)| corner.0 <= seen[2] && corner.0 + SIDE > seen[0] && corner.1 <= seen[3] && corner.1 + SIDE > seen[1];
        for (corner, value) in squares(&marked, SIDE).into_iter().filter(|(corner, _)| lies_in(corner)) {
            let holds = |(mm, of): &Marked| *of == value && mm[0] <= corner.0 && corner.0 < mm[2] && mm[1] == corner.1;
            prop_assert!(found.iter().any(holds), "{corner:?} is missing in {found:?}");
        }
    }

    #[test]
    fn strips_cover_what_their_racks_cover(widths in proptest::collection::vec((1_i64..4, 0_i64..2, 0_u8..2), 1..40), sideways: bool) {
        let mut racks = Vec::new();
        let mut at = 0;
        for (width, gap, colour) in widths {
            let colour = if colour == 0 { Color32::RED } else { Color32::BLUE };
            let mm = [at + gap, 0, at + gap + width, 2];
            racks.push((if sideways { [mm[1], mm[0], mm[3], mm[2]] } else { mm }, colour));
            at += gap + width;
        }
        let mut joined = Vec::new();
        strips(racks.iter().copied(), |mm, colour| joined.push((mm, colour)));
        let squares = |all: &[([i64; 4], Color32)]| {
            let mut squares = BTreeMap::new();
            for ([left, top, right, bottom], colour) in all {
                for x in *left..*right {
                    for y in *top..*bottom {
                        assert!(squares.insert((x, y), colour.to_array()).is_none(), "{x} {y} is covered twice");
                    }
                }
            }
            squares
        };
        prop_assert_eq!(squares(&joined), squares(&racks));
        let touch = |pair: &[([i64; 4], Color32)]| {
            let (end, start) = if sideways { (pair[0].0[3], pair[1].0[1]) } else { (pair[0].0[2], pair[1].0[0]) };
            end == start && pair[0].1 == pair[1].1
        };
        prop_assert!(!joined.windows(2).any(touch), "nothing is left to join");
    }
}

fn flow(along_x: bool, across: i64, from: i64, to: i64, cables: u64) -> Flow {
    Flow { family: Family::Pluggable, along_x, across, from, to, cables }
}

#[test]
fn flows_of_about_as_many_cables_are_one_line() {
    let flows = Flows::of(vec![
        flow(true, 600, 0, 1_000, 1_600),
        flow(true, 600, 1_000, 2_000, 1_599),
        flow(true, 600, 2_000, 3_000, 4),
        flow(true, 600, 5_000, 6_000, 4),
        flow(false, 600, 0, 1_000, 1),
    ]);
    let everywhere = [-10_000, -10_000, 10_000, 10_000];
    let found = flows.within(Family::Pluggable, true, everywhere);
    let told: Vec<_> = found.iter().map(|reach| (reach.from, reach.to, reach.thickness)).collect();
    assert_eq!(told, [(0, 1_000, THICKEST), (1_000, 2_000, THICKEST - 1), (2_000, 3_000, 1), (5_000, 6_000, 1)]);
    assert_eq!(flows.within(Family::Pluggable, false, everywhere).len(), 1);
    assert!(flows.within(Family::PassiveCopper, true, everywhere).is_empty());
    assert!(flows.within(Family::Pluggable, true, [0, 700, 10_000, 900]).is_empty(), "no line runs there");
    assert_eq!(flows.within(Family::Pluggable, true, [4_000, 600, 10_000, 600]).len(), 1);
    assert_eq!(flows.families, [(Family::Pluggable, 1_600)]);
}

#[test]
fn a_flow_from_afar_runs_over_the_same_floor() {
    let flows = Flows::of(vec![flow(true, 4_100, 300, 7_900, 9), flow(false, 1_100, 0, 2_000, 1)]);
    let along = flows.coarse(Family::Pluggable, true, 600).stretches(600, [0, 0, 10_000, 10_000]);
    let [([left, top, right, bottom], THICKEST)] = along[..] else { panic!("{along:?}") };
    assert!(left <= 300 && right >= 7_900 && top <= 4_100 && bottom > 4_100, "{along:?}");
    let across = flows.coarse(Family::Pluggable, false, 600).stretches(600, [0, 0, 10_000, 10_000]);
    assert!(matches!(across[..], [([1_100, 0, 1_700, 2_000], 5)]), "a third as thick: {across:?}");
}

#[test]
fn endless_floors_have_no_more_squares_than_any() {
    let mut coarse = Coarse::over([0, 0, 4_000_000_000, 4_000_000_000], 1, true);
    coarse.raise([3_999_999_999, 0, 4_000_000_000, 1], 7);
    let coarse = coarse.levelled();
    assert_eq!(coarse.side(1), 1 << 22);
    assert_eq!(coarse.stretches(1, [0, 0, 4_000_000_000, 4_000_000_000]).len(), 1);
}
