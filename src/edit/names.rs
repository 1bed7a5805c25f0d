//! Free names for racks: counts on from a wanted name past all that are taken, without looking at each taken one again.

use std::collections::{BTreeMap, BTreeSet};

use super::refusal::Refusal;
use crate::model::naming::numbered;
use crate::model::racks::{RackId, Racks};
use crate::model::text::{Name, quoted};

/// The names of some racks and those given out since.
pub(super) struct Names<'p> {
    racks: &'p Racks,
    /// Racks whose present names are free, because they are about to get others.
    except: BTreeSet<RackId>,
    given: BTreeSet<String>,
    /// All present names in order, once there is reason to sort them.
    index: Option<Vec<&'p str>>,
    looks: usize,
    /// By text and width: a stretch of numbers known to be taken.
    stretches: BTreeMap<(String, usize), (u64, u64)>,
}

/// Scanning the racks is cheaper than sorting them for the first few names.
const SCANS: usize = 2;

impl<'p> Names<'p> {
    pub(super) fn of(racks: &'p Racks) -> Self {
        Self::without(racks, BTreeSet::new())
    }

    pub(super) fn without(racks: &'p Racks, except: BTreeSet<RackId>) -> Self {
        Self { racks, except, given: BTreeSet::new(), index: None, looks: 0, stretches: BTreeMap::new() }
    }

    /// Gives out exactly this name, or refuses it.
    pub(super) fn exact(&mut self, path: &str, name: &Name) -> Result<Name, Refusal> {
        if self.is_taken(name.as_str()) {
            let taken = Refusal::new(path, quoted(name.as_str()), "a name no other rack has");
            return Err(taken.advise("Choose another one, or set count_on to take the next free one."));
        }
        self.given.insert(name.as_str().to_string());
        Ok(name.clone())
    }

    /// Gives out the first free name counting on from `wanted`.
    pub(super) fn next(&mut self, path: &str, wanted: &str) -> Result<Name, Refusal> {
        let free = self.free(wanted).ok_or_else(|| too_long(path, wanted))?;
        let name = Name::new(&free).map_err(|_| too_long(path, wanted))?;
        self.given.insert(free);
        Ok(name)
    }

    fn free(&mut self, wanted: &str) -> Option<String> {
        if !self.is_taken(wanted) {
            return Some(wanted.to_string());
        }
        let Some((text, width, number)) = split(wanted) else {
            return self.free(&numbered(wanted, 1));
        };
        let key = (text.to_string(), width);
        let (from, mut last) = self.stretches.get(&key).copied().filter(|(a, b)| (*a..=*b).contains(&number)).unwrap_or((number, number));
        loop {
            last = last.checked_add(1)?;
            let name = numbered(wanted, last - number);
            if !self.is_taken(&name) {
                self.stretches.insert(key, (from, last));
                return Some(name);
            }
        }
    }

    fn is_taken(&mut self, name: &str) -> bool {
        if self.given.contains(name) {
            return true;
        }
        self.looks += 1;
        if self.looks <= SCANS {
            return self.racks.iter().any(|rack| rack.name.as_str() == name && !self.except.contains(&rack.id));
        }
        let Self { racks, except, .. } = self;
        self.index.get_or_insert_with(|| sorted_names(racks, except)).binary_search(&name).is_ok()
    }
}

fn sorted_names<'p>(racks: &'p Racks, except: &BTreeSet<RackId>) -> Vec<&'p str> {
    let kept = racks.iter().filter(|rack| !except.contains(&rack.id));
    let mut names: Vec<&str> = kept.map(|rack| rack.name.as_str()).collect();
    names.sort_unstable();
    names
}

/// The text of a name before its number: `A` of `A07`.
pub(super) fn text_of(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// `A07` -> (`A`, 2, 7). `None` if there is no number, or one too large to count on from.
fn split(name: &str) -> Option<(&str, usize, u64)> {
    let text = text_of(name);
    let digits = name.get(text.len()..)?;
    Some((text, digits.len(), digits.parse().ok()?))
}

fn too_long(path: &str, wanted: &str) -> Refusal {
    Refusal::new(path, format_args!("names counting on from {}", quoted(wanted)), "a shorter name or a smaller number")
}
