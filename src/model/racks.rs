//! The racks of a plan, ordered by id and shared in chunks: a copy costs one pointer, changing one of 100,000 racks copies a few hundred.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::counts::Whole;
use super::geometry::{Facing, Point};
use super::text::{Id, Name};

/// Stable number of a rack; order of ids is the order of the document.
pub type RackId = Whole<1, 4_000_000_000>;

/// Racks of one plan, at most; files and edits keep to it alike.
pub const MOST_RACKS: usize = 200_000;

/// One rack on the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rack {
    pub id: RackId,
    pub name: Name,
    /// Id of its rack type.
    pub kind: Id,
    /// Corner with the smallest x and y of its footprint.
    pub at: Point,
    pub facing: Facing,
    /// The name it has in the facility's own books.
    pub facility: Option<Name>,
}

impl Rack {
    /// Equality that does not read names the two share, as states of one plan do.
    fn is_as(&self, other: &Self) -> bool {
        let shared = std::ptr::eq(self.name.as_str(), other.name.as_str()) && std::ptr::eq(self.kind.as_str(), other.kind.as_str());
        let here = |rack: &Self| (rack.id, rack.at, rack.facing);
        if shared { here(self) == here(other) && self.facility == other.facility } else { self == other }
    }
}

/// Racks copied when one of them changes. Small enough for a fast edit, large enough for a short spine.
const CHUNK: usize = 256;

type Chunk = Arc<Vec<Rack>>;

/// Racks in order of id.
#[derive(Clone, Debug, Default)]
pub struct Racks {
    chunks: Arc<Vec<Chunk>>,
    /// Place of the first rack of each chunk.
    starts: Arc<Vec<usize>>,
    len: usize,
}

impl Racks {
    /// Takes racks in any order; `Err` holds an id that occurs twice.
    pub fn new(mut racks: Vec<Rack>) -> Result<Self, RackId> {
        if !racks.is_sorted_by_key(|rack| rack.id) {
            racks.sort_by_key(|rack| rack.id);
        }
        if let Some([twice, _]) = racks.array_windows().find(|[a, b]| a.id == b.id) {
            return Err(twice.id);
        }
        let len = racks.len();
        let mut rest = racks.into_iter();
        let mut chunks = Vec::with_capacity(len.div_ceil(CHUNK));
        while rest.len() > 0 {
            chunks.push(Arc::new(rest.by_ref().take(CHUNK).collect()));
        }
        Ok(Self { starts: starts(&chunks), chunks: Arc::new(chunks), len })
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All racks in document order.
    pub fn iter(&self) -> impl Iterator<Item = &Rack> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// All racks in document order, and whether each is one of some. Looks at every rack once, and up none of them.
    pub fn marked<'r>(&'r self, some: &'r BTreeSet<RackId>) -> impl Iterator<Item = (&'r Rack, bool)> {
        let mut some = some.iter().copied().peekable();
        self.iter().map(move |rack| {
            while some.next_if(|id| *id < rack.id).is_some() {}
            (rack, some.peek() == Some(&rack.id))
        })
    }

    pub fn get(&self, id: RackId) -> Option<&Rack> {
        let chunk = self.chunks.get(self.chunk_of(id)?)?;
        chunk.get(chunk.binary_search_by_key(&id, |rack| rack.id).ok()?)
    }

    /// The rack at a place in document order.
    pub fn at(&self, place: usize) -> Option<&Rack> {
        let index = self.starts.partition_point(|start| *start <= place).checked_sub(1)?;
        self.chunks.get(index)?.get(place - self.starts.get(index)?)
    }

    /// Place of a rack in document order.
    pub fn position(&self, id: RackId) -> Option<usize> {
        let index = self.chunk_of(id)?;
        let inside = self.chunks.get(index)?.binary_search_by_key(&id, |rack| rack.id).ok()?;
        Some(self.starts.get(index)? + inside)
    }

    /// Racks that differ from those of another state with the same ids in the same chunks: place, before, after. `None` if racks came or went.
    pub fn changes_from<'r>(&'r self, before: &'r Self) -> Option<Vec<(usize, &'r Rack, &'r Rack)>> {
        if Arc::ptr_eq(&self.chunks, &before.chunks) {
            return Some(Vec::new());
        }
        if self.chunks.len() != before.chunks.len() {
            return None;
        }
        let mut changed = Vec::new();
        let pairs = before.chunks.iter().zip(self.chunks.iter()).zip(self.starts.iter());
        for ((old, new), start) in pairs.filter(|((old, new), _)| !Arc::ptr_eq(old, new)) {
            if old.len() != new.len() || old.iter().zip(new.iter()).any(|(old, new)| old.id != new.id) {
                return None;
            }
            let pairs = old.iter().zip(new.iter()).enumerate().filter(|(_, (old, new))| !old.is_as(new));
            changed.extend(pairs.map(|(at, (old, new))| (start + at, old, new)));
        }
        Some(changed)
    }

    pub fn contains(&self, id: RackId) -> bool {
        self.get(id).is_some()
    }

    /// The rack to change in place; only its chunk is copied if others share it.
    pub fn get_mut(&mut self, id: RackId) -> Option<&mut Rack> {
        let index = self.chunk_of(id)?;
        let place = self.chunks.get(index)?.binary_search_by_key(&id, |rack| rack.id).ok()?;
        let chunk = Arc::make_mut(&mut self.chunks).get_mut(index)?;
        Arc::make_mut(chunk).get_mut(place)
    }

    /// The id a new rack gets: above all others, so that document order is the order of making.
    pub fn next_id(&self) -> Option<RackId> {
        let last = self.chunks.last().and_then(|chunk| chunk.last()).map_or(0, |rack| rack.id.get());
        RackId::new(last + 1)
    }

    /// Adds a rack at the end. `false` if its id is not above all others.
    #[must_use]
    pub fn push(&mut self, rack: Rack) -> bool {
        if self.next_id().is_none_or(|next| rack.id < next) {
            return false;
        }
        let chunks = Arc::make_mut(&mut self.chunks);
        match chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Arc::make_mut(last).push(rack),
            _ => {
                chunks.push(Arc::new(vec![rack]));
                Arc::make_mut(&mut self.starts).push(self.len);
            }
        }
        self.len += 1;
        true
    }

    /// Takes out the racks for which `gone` holds.
    pub fn remove(&mut self, gone: &dyn Fn(&Rack) -> bool) {
        let chunks = Arc::make_mut(&mut self.chunks);
        for chunk in chunks.iter_mut().filter(|chunk| chunk.iter().any(gone)) {
            let kept = Arc::make_mut(chunk);
            kept.retain(|rack| !gone(rack));
        }
        chunks.retain(|chunk| !chunk.is_empty());
        self.len = chunks.iter().map(|chunk| chunk.len()).sum();
        self.starts = starts(chunks);
    }

    /// Bytes this copy holds that `other` does not share: what an undo step costs.
    pub fn bytes_apart_from(&self, other: &Self) -> usize {
        if Arc::ptr_eq(&self.chunks, &other.chunks) {
            return 0;
        }
        let shared = |chunk: &Chunk| {
            let first = chunk.first().map(|rack| rack.id);
            first.and_then(|id| other.chunks.get(other.chunk_of(id)?)).is_some_and(|theirs| Arc::ptr_eq(chunk, theirs))
        };
        let own = self.chunks.iter().filter(|chunk| !shared(chunk)).map(|chunk| chunk.len() * size_of::<Rack>()).sum::<usize>();
        own + self.chunks.len() * size_of::<Chunk>()
    }

    /// The chunk an id belongs to: the last whose first id is not above it.
    fn chunk_of(&self, id: RackId) -> Option<usize> {
        let after = self.chunks.partition_point(|chunk| chunk.first().is_some_and(|rack| rack.id <= id));
        after.checked_sub(1)
    }
}

impl PartialEq for Racks {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks, &other.chunks) || (self.len == other.len && self.iter().eq(other.iter()))
    }
}

fn starts(chunks: &[Chunk]) -> Arc<Vec<usize>> {
    let starts = chunks.iter().scan(0, |next, chunk| Some(std::mem::replace(next, *next + chunk.len())));
    Arc::new(starts.collect())
}
