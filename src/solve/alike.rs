//! What every rack draws, kept once for racks that are alike: of one type, with the same link ends. A hall of a hundred thousand racks has
//! some dozens of different ones.

use std::collections::BTreeMap;

use super::report::Sums;
use super::resolve::Resolved;
use super::tally::RackTally;

/// Ends a list of racks with the same number.
const NONE: u32 = u32::MAX;

/// Link ends and power of all racks.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    slots: usize,
    /// The group of each rack.
    of: Vec<u32>,
    groups: Vec<Group>,
    /// Link ends by group and slot, group by group.
    rows: Vec<u64>,
    /// The first group with a number; others with the same number follow it.
    index: BTreeMap<u64, u32>,
}

/// Racks that are alike.
#[derive(Clone, Debug)]
struct Group {
    kind: u32,
    tally: RackTally,
    /// How many there are now: an edit may leave none.
    racks: u64,
    next: u32,
}

impl Tallies {
    /// For racks whose link ends are counted in so many slots.
    pub fn new(slots: usize, racks: usize) -> Self {
        Self { slots, of: Vec::with_capacity(racks), ..Self::default() }
    }

    /// What a rack draws.
    pub fn get(&self, rack: usize) -> Option<&RackTally> {
        self.group(*self.of.get(rack)?).map(|group| &group.tally)
    }

    /// What each rack draws, in document order.
    pub fn iter(&self) -> impl Iterator<Item = &RackTally> + Clone {
        self.of.iter().filter_map(|group| self.group(*group)).map(|group| &group.tally)
    }

    /// Link ends of a rack by slot.
    pub fn row(&self, rack: u32) -> &[u64] {
        self.group_of(rack).map_or(&[], |group| self.row_of(group))
    }

    /// The group of a rack: racks of one group are alike.
    pub fn group_of(&self, rack: u32) -> Option<u32> {
        self.of.get(rack as usize).copied()
    }

    /// Adds the next rack; `tally` is asked only if there is none like it yet.
    pub fn push(&mut self, kind: u32, row: &[u64], tally: impl FnOnce() -> RackTally) {
        let before = self.of.last().copied().filter(|group| self.is(*group, kind, row));
        let group = before.unwrap_or_else(|| self.group_like(kind, row, tally));
        self.of.push(group);
        self.count(group, 1);
    }

    /// Gives a rack other link ends.
    pub fn change(&mut self, rack: u32, kind: u32, row: &[u64], tally: impl FnOnce() -> RackTally) {
        let group = self.group_like(kind, row, tally);
        let Some(place) = self.of.get_mut(rack as usize) else { return };
        let before = std::mem::replace(place, group);
        self.count(group, 1);
        self.uncount(before);
        if self.groups.len() > 2 * self.of.len() + 1024 {
            *self = self.without_empty_groups();
        }
    }

    /// Appends racks that were tallied apart.
    pub fn append(&mut self, other: &Self) {
        let places: Vec<u32> = (0_u32..)
            .zip(&other.groups)
            .map(|(place, group)| {
                let here = self.group_like(group.kind, other.row_of(place), || group.tally);
                self.count(here, group.racks);
                here
            })
            .collect();
        self.of.extend(other.of.iter().filter_map(|group| places.get(*group as usize)));
    }

    /// Adds all racks to sums.
    pub fn add_to(&self, sums: &mut Sums, resolved: &Resolved) {
        for (place, group) in (0_u32..).zip(&self.groups).filter(|(_, group)| group.racks > 0) {
            sums.add(resolved, group.kind, &group.tally, self.row_of(place), group.racks);
        }
    }

    /// Microwatts of the rack that draws most.
    pub fn most_uw(&self) -> i64 {
        self.groups.iter().filter(|group| group.racks > 0).map(|group| group.tally.draw.likely).max().unwrap_or(0)
    }

    fn group(&self, group: u32) -> Option<&Group> {
        self.groups.get(group as usize)
    }

    fn row_of(&self, group: u32) -> &[u64] {
        let start = group as usize * self.slots;
        self.rows.get(start..start + self.slots).unwrap_or_default()
    }

    fn is(&self, group: u32, kind: u32, row: &[u64]) -> bool {
        self.group(group).is_some_and(|group| group.kind == kind) && self.row_of(group) == row
    }

    fn group_like(&mut self, kind: u32, row: &[u64], tally: impl FnOnce() -> RackTally) -> u32 {
        let number = number(kind, row);
        let first = self.index.get(&number).copied();
        let alike = std::iter::successors(first, |group| self.group(*group).map(|group| group.next).filter(|next| *next != NONE));
        let known = alike.into_iter().find(|group| self.is(*group, kind, row));
        known.unwrap_or_else(|| {
            let place = u32::try_from(self.groups.len()).unwrap_or(NONE);
            self.groups.push(Group { kind, tally: tally(), racks: 0, next: first.unwrap_or(NONE) });
            self.rows.extend_from_slice(row);
            self.index.insert(number, place);
            place
        })
    }

    fn count(&mut self, group: u32, racks: u64) {
        if let Some(group) = self.groups.get_mut(group as usize) {
            group.racks += racks;
        }
    }

    fn uncount(&mut self, group: u32) {
        if let Some(group) = self.groups.get_mut(group as usize) {
            group.racks = group.racks.saturating_sub(1);
        }
    }

    /// Edits leave groups behind that no rack is in any more.
    fn without_empty_groups(&self) -> Self {
        let mut kept = Self::new(self.slots, self.of.len());
        for group in self.of.iter().copied() {
            if let Some(known) = self.group(group) {
                kept.push(known.kind, self.row_of(group), || known.tally);
            }
        }
        kept
    }
}

/// The same for racks that are alike, nearly never for others.
fn number(kind: u32, row: &[u64]) -> u64 {
    let mix = |sum: u64, value: u64| {
        let mixed = (sum ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    };
    row.iter().copied().fold(mix(0, u64::from(kind)), mix)
}

impl PartialEq for Tallies {
    /// Rack by rack: groups may have come up in another order.
    fn eq(&self, other: &Self) -> bool {
        let racks = 0..u32::try_from(self.of.len()).unwrap_or(u32::MAX);
        let kind = |tallies: &Self, rack| tallies.group_of(rack).and_then(|group| tallies.group(group)).map(|group| group.kind);
        self.of.len() == other.of.len()
            && self.iter().eq(other.iter())
            && racks.clone().all(|rack| self.row(rack) == other.row(rack) && kind(self, rack) == kind(other, rack))
    }
}

impl<'t> IntoIterator for &'t Tallies {
    type Item = &'t RackTally;
    type IntoIter = Box<dyn Iterator<Item = &'t RackTally> + 't>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(uw: u64) -> RackTally {
        RackTally { links_uw: uw.cast_signed(), ..RackTally::default() }
    }

    #[test]
    fn racks_alike_are_worked_out_once() {
        let mut tallies = Tallies::new(2, 3);
        tallies.push(0, &[1, 2], || drawing(7));
        tallies.push(0, &[1, 3], || drawing(8));
        tallies.push(0, &[1, 2], || panic!("the first is like it"));
        assert_eq!(tallies.iter().map(|tally| tally.links_uw).collect::<Vec<_>>(), [7, 8, 7]);
        assert_eq!((tallies.row(1), tallies.groups.len()), (&[1, 3][..], 2));
        tallies.change(0, 0, &[1, 3], || panic!("the second is like it"));
        assert_eq!(tallies.get(0).map(|tally| tally.links_uw), Some(8));
    }

    #[test]
    fn the_order_in_which_groups_came_up_does_not_matter() {
        let rows = [[1, 2], [3, 4], [1, 2], [5, 6]];
        let mut one = Tallies::new(2, 4);
        rows.iter().for_each(|row| one.push(1, row, || drawing(row[0])));
        let mut two = Tallies::new(2, 4);
        rows.iter().rev().for_each(|row| two.push(1, row, || drawing(row[0])));
        (0..).zip(rows).for_each(|(rack, row)| two.change(rack, 1, &row, || drawing(row[0])));
        assert!(one == two);
        two.change(3, 1, &[7, 7], || drawing(7));
        assert!(one != two);
        assert!(two.without_empty_groups() == two);
    }
}
