//! The catalogue: all parts by id, merged from layers (embedded, user's, plan's); later wins. Knows which part points at which.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::describe::record;
use super::numbers::{Numbers, join};
use super::parts::{
    Accelerator, Blade, Cooling, Economics, Fact, Fitted, Frame, Interconnect, Memory, PowerChain, Region, Source, Switch, System,
};
use super::plan::{Override, Plan};
use super::text::{Id, Text};

/// One part of any kind, as tables and listings see it.
pub trait Part: Numbers {
    fn id(&self) -> &Id;
    /// What people call it.
    fn title(&self) -> &str;
    /// What to beware of.
    fn notes(&self) -> Vec<&str>;
    /// Published figures that are no input of the solver.
    fn facts(&self) -> &[Fact];
    /// Ids of other parts it points at, with the path of each.
    fn references(&self) -> Vec<Reference>;
}

/// A pointer from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Path in the part.
    pub path: String,
    pub kind: Kind,
    pub id: Id,
}

/// A pointer that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// Part that points.
    pub from: Id,
    pub from_kind: Kind,
    pub reference: Reference,
    /// Id that was probably meant.
    pub nearest: Option<Id>,
}

impl Dangling {
    pub fn message(&self) -> String {
        let hint = self.nearest.as_ref().map(|id| format!(" (did you mean {id}?)")).unwrap_or_default();
        format!("got unknown {} {}{hint}, allowed one that the catalogue has", self.reference.kind.word(), self.reference.id)
    }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident $word:literal $field:ident : $type:ident),+ $(,)?) => {
        /// The kinds of part.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Kind {
            /// All kinds, in catalogue order.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant),+];

            /// The word the command line and messages use.
            pub fn word(self) -> &'static str {
                match self {
                    $(Kind::$variant => $word,)+
                }
            }

            /// The section of a catalogue file that holds it.
            pub fn section(self) -> &'static str {
                match self {
                    $(Kind::$variant => stringify!($field),)+
                }
            }
        }

        record! {
            /// The sections of a catalogue file; each may be left out.
            #[derive(Default)]
            pub struct Sections {
                $(
                    $(#[doc = $doc])+
                    #[optional()]
                    pub $field: Vec<$type>
                ),+
            }
        }

        impl Sections {
            /// Every part with its kind and its place in its section.
            pub fn parts(&self) -> Vec<(Kind, usize, &dyn Part)> {
                let mut parts: Vec<(Kind, usize, &dyn Part)> = Vec::new();
                $(parts.extend(self.$field.iter().enumerate().map(|(index, part)| (Kind::$variant, index, part as &dyn Part)));)+
                parts
            }
        }

        /// Parts by id. Copies share the parts.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Catalog {
            $($field: BTreeMap<Id, Arc<$type>>,)+
        }

        impl Catalog {
            /// Adds a layer; a part replaces one with the same id.
            pub fn add(&mut self, layer: &Sections) {
                $(for part in &layer.$field {
                    self.$field.insert(part.id.clone(), Arc::new(part.clone()));
                })+
            }

            /// The part with this id and kind.
            pub fn part(&self, kind: Kind, id: &Id) -> Option<&dyn Part> {
                match kind {
                    $(Kind::$variant => self.$field.get(id).map(|part| part.as_ref() as &dyn Part),)+
                }
            }

            /// All parts of a kind in order of id.
            pub fn parts(&self, kind: Kind) -> Vec<&dyn Part> {
                match kind {
                    $(Kind::$variant => self.$field.values().map(|part| part.as_ref() as &dyn Part).collect(),)+
                }
            }

            fn part_mut(&mut self, kind: Kind, id: &Id) -> Option<&mut dyn Part> {
                match kind {
                    $(Kind::$variant => self.$field.get_mut(id).map(|part| Arc::make_mut(part) as &mut dyn Part),)+
                }
            }
        }
    };
}

kinds! {
    /// Where numbers were read.
    Source "source" sources: Source,
    /// Ways to carry bits.
    Interconnect "interconnect" interconnects: Interconnect,
    /// Accelerator packages.
    Accelerator "accelerator" accelerators: Accelerator,
    /// Switches and circuit switches.
    Switch "switch" switches: Switch,
    /// Pooled memory.
    Memory "memory" memories: Memory,
    /// Trays, sleds and boxes.
    Blade "blade" blades: Blade,
    /// The steel of racks.
    Frame "frame" frames: Frame,
    /// Racks and nodes as published.
    System "system" systems: System,
    /// From the grid to the blades.
    PowerChain "power-chain" power_chains: PowerChain,
    /// Ways to take heat away.
    Cooling "cooling" coolings: Cooling,
    /// Where a site may stand.
    Region "region" regions: Region,
    /// Default assumptions about money.
    Economics "economics" economics: Economics,
}

macro_rules! lookups {
    ($($field:ident $single:ident : $type:ident),+ $(,)?) => {
        impl Catalog {
            $(pub fn $single(&self, id: &Id) -> Option<&$type> {
                self.$field.get(id).map(Arc::as_ref)
            })+
        }
    };
}

lookups! {
    sources source: Source, interconnects interconnect: Interconnect, accelerators accelerator: Accelerator, switches switch: Switch,
    memories memory: Memory, blades blade: Blade, frames frame: Frame, systems system: System, power_chains power_chain: PowerChain,
    coolings cooling: Cooling, regions region: Region, economics economics: Economics,
}

impl Catalog {
    /// Kind of the part with this id, sources apart.
    pub fn kind_of(&self, id: &Id) -> Option<Kind> {
        Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Source).find(|kind| self.part(*kind, id).is_some())
    }

    /// Parts of a layer whose id a part of another kind has: an override names parts by id alone.
    pub fn ambiguous(&self, layer: &Sections) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (kind, index, part) in layer.parts().into_iter().filter(|(kind, ..)| *kind != Kind::Source) {
            let others = Kind::ALL.iter().filter(|other| **other != kind && **other != Kind::Source);
            if let Some(other) = others.copied().find(|other| self.part(*other, part.id()).is_some()) {
                let message = format!("got {}, which is a {} already, allowed an id no other part has", part.id(), other.word());
                found.push((format!("{}[{index}].id", kind.section()), message));
            }
        }
        found
    }

    /// `Some` if no part has this id: the id that was probably meant, if any.
    pub fn unknown_part(&self, id: &Id) -> Option<Option<Id>> {
        self.kind_of(id).is_none().then(|| nearest(self.all_ids(), id))
    }

    /// Replaces one number. The error says what is wrong with the override.
    pub fn set(&mut self, change: &Override) -> Result<(), String> {
        let kind = self.kind_of(&change.part).ok_or_else(|| {
            let nearest = nearest(self.all_ids(), &change.part).map(|id| format!("; nearest is {id}")).unwrap_or_default();
            format!("got part {}, allowed a part of the catalogue{nearest}", change.part)
        })?;
        let part = self.part_mut(kind, &change.part).ok_or("part vanished")?;
        let number = part.find(change.field.as_str());
        let number = number
            .ok_or_else(|| format!("got field {}, allowed a number of {}, see: catalog show {}", change.field, change.part, change.part))?;
        number.set_text(change.value.as_str())
    }

    /// The catalogue a plan is solved with: this one, the plan's own parts, then its overrides. Overrides that fit nothing are returned.
    pub fn with_plan(&self, plan: &Plan) -> (Catalog, Vec<(String, String)>) {
        let mut catalog = self.clone();
        catalog.add(&plan.catalog);
        let mut refused = Vec::new();
        for (index, change) in plan.overrides.iter().enumerate() {
            if let Err(message) = catalog.set(change) {
                refused.push((format!("overrides[{index}]"), message));
            }
        }
        (catalog, refused)
    }

    fn all_ids(&self) -> impl Iterator<Item = &Id> {
        Kind::ALL.iter().filter(|kind| **kind != Kind::Source).flat_map(|kind| self.parts(*kind)).map(|part| part.id())
    }

    /// The id of this kind that was probably meant.
    pub fn nearest(&self, kind: Kind, id: &Id) -> Option<Id> {
        nearest(self.parts(kind).into_iter().map(|part| part.id()), id)
    }

    /// All pointers of a layer that lead nowhere in this catalogue.
    pub fn dangling(&self, layer: &Sections) -> Vec<Dangling> {
        let mut found = Vec::new();
        for (from_kind, index, part) in layer.parts() {
            for mut reference in part.references() {
                if self.part(reference.kind, &reference.id).is_none() {
                    let nearest = self.nearest(reference.kind, &reference.id);
                    reference.path = join(&format!("{}[{index}]", from_kind.section()), &reference.path);
                    found.push(Dangling { from: part.id().clone(), from_kind, reference, nearest });
                }
            }
        }
        found
    }
}

/// The id with the fewest letters to change, at most three and less than half of them.
pub fn nearest<'a>(ids: impl Iterator<Item = &'a Id>, wanted: &Id) -> Option<Id> {
    let limit = (wanted.as_str().len() / 2).min(3);
    ids.map(|id| (edit_distance(id.as_str(), wanted.as_str(), limit), id))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, id)| id.clone())
}

/// Letters to insert, delete or replace; anything above `limit` is just more than it.
fn edit_distance(a: &str, b: &str, limit: usize) -> usize {
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut next = vec![i + 1];
        for ((y, pair), left) in b.bytes().zip(row.windows(2)).zip(0..) {
            let [diagonal, above] = pair else { continue };
            let left: usize = next.get(left).copied().unwrap_or(limit);
            next.push((diagonal + usize::from(x != y)).min(left + 1).min(above + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(limit + 1)
}

/// Pointers of all numbers to their sources.
fn source_references(part: &dyn Numbers) -> Vec<Reference> {
    let mut found = Vec::new();
    part.visit("", &mut |path, number| {
        for (index, id) in number.sources().iter().enumerate() {
            found.push(Reference { path: join(path, &format!("sources[{index}]")), kind: Kind::Source, id: id.clone() });
        }
    });
    found
}

fn reference(path: &str, kind: Kind, id: &Id) -> Reference {
    Reference { path: path.to_string(), kind, id: id.clone() }
}

macro_rules! part {
    ($type:ident, $title:ident, $notes:expr, $facts:expr, |$part:ident, $found:ident| $more:block) => {
        impl Part for $type {
            fn id(&self) -> &Id {
                &self.id
            }

            fn title(&self) -> &str {
                self.$title.as_str()
            }

            fn notes(&self) -> Vec<&str> {
                let notes: fn(&$type) -> &[Text] = $notes;
                notes(self).iter().map(Text::as_str).collect()
            }

            fn facts(&self) -> &[Fact] {
                let facts: fn(&$type) -> &[Fact] = $facts;
                facts(self)
            }

            fn references(&self) -> Vec<Reference> {
                let $part = self;
                let mut $found = source_references(self);
                fact_references(self.facts(), &mut $found);
                $more
                $found
            }
        }
    };
    ($type:ident, |$part:ident, $found:ident| $more:block) => {
        part!($type, name, |part| &part.notes, |part| &part.facts, |$part, $found| $more);
    };
}

fn fact_references(facts: &[Fact], found: &mut Vec<Reference>) {
    for (index, fact) in facts.iter().enumerate() {
        for (at, id) in fact.sources.iter().enumerate() {
            found.push(reference(&format!("facts[{index}].sources[{at}]"), Kind::Source, id));
        }
    }
}

fn fitted_reference(path: &str, kind: Kind, fitted: &Option<Fitted>, found: &mut Vec<Reference>) {
    if let Some(fitted) = fitted {
        found.push(reference(&format!("{path}.part"), kind, &fitted.part));
    }
}

part!(Source, title, |_| &[], |_| &[], |_part, _found| {});
part!(Interconnect, name, |part| &part.notes, |_| &[], |part, found| {
    for (index, id) in part.stock.sources.iter().enumerate() {
        found.push(reference(&format!("stock.sources[{index}]"), Kind::Source, id));
    }
});
part!(Accelerator, |_part, _found| {});
part!(Switch, |part, found| {
    if let Some(id) = &part.built_in {
        found.push(reference("built_in", Kind::Interconnect, id));
    }
});
part!(Memory, |_part, _found| {});
part!(Blade, |part, found| {
    fitted_reference("accelerators", Kind::Accelerator, &part.accelerators, &mut found);
    fitted_reference("switches", Kind::Switch, &part.switches, &mut found);
    fitted_reference("memory", Kind::Memory, &part.memory, &mut found);
});
part!(Frame, |_part, _found| {});
part!(System, |part, found| {
    if let Some(id) = &part.frame {
        found.push(reference("frame", Kind::Frame, id));
    }
    for (index, mounted) in part.blades.iter().enumerate() {
        found.push(reference(&format!("blades[{index}].part"), Kind::Blade, &mounted.part));
    }
});
part!(PowerChain, |_part, _found| {});
part!(Cooling, |_part, _found| {});
part!(Region, |_part, _found| {});
part!(Economics, |_part, _found| {});
