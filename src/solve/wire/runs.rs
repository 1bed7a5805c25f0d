//! Members of a level (endpoints, switches) in order, and the racks they are in: runs of neighbours in one rack instead of single members.

/// Stands for a rack where none is: a switch without a slot, a place of a shape without an endpoint.
pub const NOWHERE: u32 = u32::MAX;

/// Members `first..first + count` are in one rack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub rack: u32,
    pub first: u64,
    pub count: u64,
}

impl Run {
    pub fn end(&self) -> u64 {
        self.first.saturating_add(self.count)
    }
}

/// Runs that cover members from 0 on without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<Run>);

impl Runs {
    pub const EMPTY: Runs = Runs(Vec::new());

    /// Adds members after the last; joins the run before where the rack is the same.
    pub fn push(&mut self, rack: u32, count: u64) {
        if count == 0 {
            return;
        }
        let first = self.len();
        match self.0.last_mut() {
            Some(last) if last.rack == rack => last.count = last.count.saturating_add(count),
            _ => self.0.push(Run { rack, first, count }),
        }
    }

    /// Members in all.
    pub fn len(&self) -> u64 {
        self.0.last().map_or(0, Run::end)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Run> + Clone {
        self.0.iter()
    }

    /// The parts of runs inside `from..to`, in order; members beyond the last are nowhere.
    pub fn pieces(&self, from: u64, to: u64) -> impl Iterator<Item = Run> + '_ {
        let beyond = from.max(self.len());
        let rest = (beyond < to).then(|| Run { rack: NOWHERE, first: beyond, count: to - beyond });
        self.pieces_after(self.place_of(from), from, to).chain(rest)
    }

    /// The same without members beyond the last, from the run at a place on, in which `from` lies.
    fn pieces_after(&self, place: usize, from: u64, to: u64) -> impl Iterator<Item = Run> + '_ {
        self.0.get(place..).unwrap_or_default().iter().take_while(move |run| run.first < to).map(move |run| {
            let first = run.first.max(from);
            Run { rack: run.rack, first, count: run.end().min(to).saturating_sub(first) }
        })
    }

    /// The rack of one member.
    pub fn rack(&self, member: u64) -> u32 {
        self.0.get(self.place_of(member)).map_or(NOWHERE, |run| run.rack)
    }

    /// Members `from..to` counted from 0 again, into `part`. `place` is a run no later than the one `from` lies in, and becomes that one.
    pub fn slice(&self, place: &mut usize, from: u64, to: u64, part: &mut Runs) {
        part.clear();
        while self.0.get(*place).is_some_and(|run| run.end() <= from) {
            *place += 1;
        }
        self.pieces_after(*place, from, to).for_each(|piece| part.push(piece.rack, piece.count));
    }

    pub fn get(&self, place: usize) -> Option<&Run> {
        self.0.get(place)
    }

    /// Forgets all members, keeps the memory.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Place of the run a member is in. Most runs are of one length, so the place is guessed first.
    fn place_of(&self, member: u64) -> usize {
        let count = u64::try_from(self.0.len()).unwrap_or(u64::MAX);
        let length = self.len().checked_div(count).unwrap_or(0);
        let guess = member.checked_div(length).and_then(|guess| usize::try_from(guess).ok()).unwrap_or(0);
        if self.0.get(guess).is_some_and(|run| run.first <= member && member < run.end()) {
            return guess;
        }
        self.0.partition_point(|run| run.end() <= member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(parts: &[(u32, u64)]) -> Runs {
        let mut runs = Runs::default();
        parts.iter().for_each(|(rack, count)| runs.push(*rack, *count));
        runs
    }

    #[test]
    fn neighbours_in_one_rack_are_one_run() {
        let runs = runs(&[(7, 2), (7, 3), (8, 0), (9, 4)]);
        assert_eq!(runs.iter().map(|run| (run.rack, run.first, run.count)).collect::<Vec<_>>(), [(7, 0, 5), (9, 5, 4)]);
    }

    #[test]
    fn pieces_cover_what_is_asked_for() {
        let runs = runs(&[(1, 4), (2, 4)]);
        let pieces = |from, to| runs.pieces(from, to).map(|run| (run.rack, run.first, run.count)).collect::<Vec<_>>();
        assert_eq!(pieces(2, 6), [(1, 2, 2), (2, 4, 2)]);
        assert_eq!(pieces(4, 4), []);
        assert_eq!(pieces(6, 10), [(2, 6, 2), (NOWHERE, 8, 2)]);
        assert_eq!(pieces(20, 21), [(NOWHERE, 20, 1)]);
        let mut part = Runs::default();
        runs.slice(&mut 0, 3, 5, &mut part);
        assert_eq!(part, self::runs(&[(1, 1), (2, 1)]));
        assert_eq!((runs.rack(3), runs.rack(4), runs.rack(8)), (1, 2, NOWHERE));
    }
}
