//! Edits of single racks: place, move, turn, name, retype, delete. Copies and arrangements have files of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::refusal::Refusal;
use super::selection::{self, selected};
use super::{Edit, Edits, Turns, comments, lengths, references, waivers};
use crate::model::counts::grouped;
use crate::model::describe::record;
use crate::model::geometry::{Facing, Point};
use crate::model::naming::numbered;
use crate::model::plan::{Plan, Subject};
use crate::model::racks::{MOST_RACKS, Rack, RackId};
use crate::model::text::{Id, Name, quoted};

record! {
    /// A rack to place; its id comes by itself.
    pub struct NewRack {
        /// Id of the rack type.
        pub kind: Id,
        /// Corner with the smallest x and y, in mm.
        pub at_mm: Point,
        /// Where the front looks.
        #[optional()]
        pub facing: Facing,
        /// Name; left out: counts on from the last rack of the type.
        #[optional()]
        pub name: Option<Name>,
        /// Name in the facility's own books.
        #[optional()]
        pub facility: Option<Name>,
    }
}

impl Edit {
    /// The same, with the racks it places so far from where it places them; `None` beyond all bounds.
    pub fn stepped(&self, step: Point) -> Option<Self> {
        let moved = |rack: &NewRack| Some(NewRack { at_mm: rack.at_mm.plus(step)?, ..rack.clone() });
        match self {
            Self::PlaceRacks { racks, count_on } => {
                Some(Self::PlaceRacks { racks: racks.iter().map(moved).collect::<Option<_>>()?, count_on: *count_on })
            }
            Self::Batch { label, edits: Edits(edits) } => {
                let edits = edits.iter().map(|edit| edit.stepped(step)).collect::<Option<_>>()?;
                Some(Self::Batch { label: label.clone(), edits: Edits(edits) })
            }
            other => Some(other.clone()),
        }
    }
}

/// Racks one edit may add.
pub const ADDED_LIMIT: usize = 10_000;

pub(super) fn place(plan: &mut Plan, new: &[NewRack], count_on: bool) -> Result<(), Refusal> {
    if new.is_empty() {
        return Err(Refusal::new("racks", "no racks", "1 or more racks"));
    }
    check_room(plan, "racks", new.len())?;
    let mut last_names = last_names(plan, new);
    let mut names = Names::of(&plan.racks);
    let mut racks = Vec::with_capacity(new.len());
    for (index, new) in new.iter().enumerate() {
        let path = format!("racks[{index}]");
        let named = new_name(plan, &mut names, &last_names, new, count_on);
        let name = named.map_err(|refusal| refusal.within(&path))?;
        last_names.insert(&new.kind, name.as_str().to_string());
        let (kind, facility) = (new.kind.clone(), new.facility.clone());
        racks.push(Rack { id: RackId::default(), name, kind, at: new.at_mm, facing: new.facing, facility });
    }
    append(plan, racks)
}

fn new_name(plan: &Plan, names: &mut Names, last: &BTreeMap<&Id, String>, new: &NewRack, count_on: bool) -> Result<Name, Refusal> {
    let rack_type = plan.rack_type(&new.kind).ok_or_else(|| references::unknown_rack_type(plan, "kind", &new.kind))?;
    match (&new.name, last.get(&new.kind)) {
        (Some(name), _) if count_on => names.next("name", name.as_str()),
        (Some(name), _) => names.exact("name", name),
        (None, Some(last)) => names.next("name", &numbered(last, 1)),
        (None, None) => names.next("name", &format!("{}01", rack_type.role.letter())),
    }
}

/// The name of the last rack of each type that is about to get one without a name.
fn last_names<'n>(plan: &Plan, new: &'n [NewRack]) -> BTreeMap<&'n Id, String> {
    let wanted: BTreeSet<&Id> = new.iter().filter(|new| new.name.is_none()).map(|new| &new.kind).collect();
    let last_of = |kind: &Id| plan.racks.iter().filter(|rack| rack.kind == *kind).last();
    wanted.into_iter().filter_map(|kind| Some((kind, last_of(kind)?.name.as_str().to_string()))).collect()
}

/// Refuses more racks than one edit may add or the plan may hold.
pub(super) fn check_room(plan: &Plan, path: &str, added: usize) -> Result<(), Refusal> {
    let total = plan.racks.len().saturating_add(added);
    let count = |count: usize| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    if added > ADDED_LIMIT {
        let got = format!("{} new racks", count(added));
        return Err(Refusal::new(path, got, format_args!("{} in one edit", count(ADDED_LIMIT))).advise("Add them in several steps."));
    }
    if total > MOST_RACKS {
        return Err(Refusal::new(path, format_args!("{} racks in all", count(total)), format_args!("{} in a plan", count(MOST_RACKS))));
    }
    Ok(())
}

/// Adds racks at the end of the document; whatever id they have, each gets the next one.
pub(super) fn append(plan: &mut Plan, racks: Vec<Rack>) -> Result<(), Refusal> {
    for rack in racks {
        let id = plan.racks.next_id().ok_or_else(no_more_ids)?;
        if !plan.racks.push(Rack { id, ..rack }) {
            return Err(no_more_ids());
        }
    }
    Ok(())
}

fn no_more_ids() -> Refusal {
    Refusal::new("racks", "a rack id beyond 4,000,000,000", "1..4,000,000,000").advise("Delete the rack with the highest id.")
}

pub(super) fn move_by(plan: &mut Plan, ids: &[RackId], step: Point) -> Result<(), Refusal> {
    shift(plan, ids, [step.x(), step.y()], "by_mm")
}

/// The first rack goes to `at`, the others keep their distance to it.
pub(super) fn move_to(plan: &mut Plan, ids: &[RackId], at: Point) -> Result<(), Refusal> {
    let first = selected(plan, ids, 1)?.first().map_or(at, |rack| rack.at);
    shift(plan, ids, [at.x() - first.x(), at.y() - first.y()], "at_mm")
}

fn shift(plan: &mut Plan, ids: &[RackId], step: [i64; 2], path: &str) -> Result<(), Refusal> {
    let moved = selected(plan, ids, 1)?.into_iter().map(|rack| Ok((rack.id, stepped(rack, step, path)?)));
    let moved: Vec<(RackId, Point)> = moved.collect::<Result<_, Refusal>>()?;
    for (id, at) in moved {
        set(plan, id, |rack| rack.at = at);
    }
    Ok(())
}

/// Where a rack is after a step.
pub(super) fn stepped(rack: &Rack, [dx, dy]: [i64; 2], path: &str) -> Result<Point, Refusal> {
    point(path, rack, rack.at.x() + dx, rack.at.y() + dy)
}

/// The point, refused beyond the ten kilometres a plan reaches.
pub(super) fn point(path: &str, rack: &Rack, x: i64, y: i64) -> Result<Point, Refusal> {
    Point::new(x, y).ok_or_else(|| {
        let name: String = rack.name.as_str().chars().take(16).collect();
        let place = format!("{name} at x {}, y {}", grouped(x), grouped(y));
        Refusal::new(path, place, "-10,000,000..10,000,000 mm")
    })
}

pub(super) fn turn(plan: &mut Plan, ids: &[RackId], turns: Turns) -> Result<(), Refusal> {
    selected(plan, ids, 1)?;
    for id in ids {
        set(plan, *id, |rack| rack.facing = turned(rack.facing, turns));
    }
    Ok(())
}

pub(super) fn turned(facing: Facing, turns: Turns) -> Facing {
    (0..turns.count()).fold(facing, |facing, _| facing.turned())
}

pub(super) fn face(plan: &mut Plan, ids: &[RackId], facing: Facing) -> Result<(), Refusal> {
    selected(plan, ids, 1)?;
    for id in ids {
        set(plan, *id, |rack| rack.facing = facing);
    }
    Ok(())
}

pub(super) fn change_type(plan: &mut Plan, ids: &[RackId], kind: &Id) -> Result<(), Refusal> {
    selected(plan, ids, 1)?;
    let kind = plan.rack_type(kind).ok_or_else(|| references::unknown_rack_type(plan, "kind", kind))?.id.clone();
    for id in ids {
        set(plan, *id, |rack| rack.kind = kind.clone());
    }
    Ok(())
}

pub(super) fn set_facility(plan: &mut Plan, id: RackId, facility: Option<&Name>) -> Result<(), Refusal> {
    lengths::check_rack(plan, "rack", id)?;
    set(plan, id, |rack| rack.facility = facility.cloned());
    Ok(())
}

/// The first rack gets the name, the others count on from it in the order they were selected.
pub(super) fn rename(plan: &mut Plan, ids: &[RackId], name: &Name, count_on: bool) -> Result<(), Refusal> {
    selected(plan, ids, 1)?;
    let mut names = Names::without(&plan.racks, ids.iter().copied().collect());
    let mut wanted = name.as_str().to_string();
    let mut renamed = Vec::with_capacity(ids.len());
    for id in ids {
        let exact = || Name::new(&wanted).map_err(|rule| Refusal::new("name", quoted(&wanted), rule));
        let given = if count_on { names.next("name", &wanted)? } else { names.exact("name", &exact()?)? };
        wanted = numbered(given.as_str(), 1);
        renamed.push((*id, given));
    }
    for (id, name) in renamed {
        set(plan, id, |rack| rack.name = name);
    }
    Ok(())
}

/// Deletes racks and what names them: an id may be given out again, and then nothing old may cling to it.
pub(super) fn delete(plan: &mut Plan, ids: &[RackId]) -> Result<(), Refusal> {
    selected(plan, ids, 1)?;
    let gone: BTreeSet<RackId> = ids.iter().copied().collect();
    plan.racks.remove(&|rack| gone.contains(&rack.id));
    gone.iter().for_each(|id| comments::release(plan, &format!("racks[#{id}]"), "racks"));
    lengths::forget_racks(plan, &gone);
    waivers::forget(plan, &|subject| matches!(subject, Subject::Rack { id } if gone.contains(id)));
    Ok(())
}

/// Changes one rack that the caller has found before.
pub(super) fn set(plan: &mut Plan, id: RackId, change: impl FnOnce(&mut Rack)) {
    if let Some(rack) = plan.racks.get_mut(id) {
        change(rack);
    }
}

/// How many racks have this type.
pub(super) fn count_of(plan: &Plan, kind: &Id) -> usize {
    plan.racks.iter().filter(|rack| rack.kind == *kind).count()
}

/// Lets racks follow a type whose id changes.
pub(super) fn follow_type(plan: &mut Plan, old: &Id, new: &Id) {
    let ids: Vec<RackId> = plan.racks.iter().filter(|rack| rack.kind == *old).map(|rack| rack.id).collect();
    for id in ids {
        set(plan, id, |rack| rack.kind = new.clone());
    }
}

/// `A01` for one rack, `4 racks` for several.
pub(super) fn who(plan: &Plan, ids: &[RackId]) -> String {
    match ids {
        [id] => plan.racks.get(*id).map_or_else(|| selection::racks(1), |rack| rack.name.to_string()),
        _ => selection::racks(ids.len()),
    }
}
