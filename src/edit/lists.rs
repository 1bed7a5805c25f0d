//! Changing a list by place: insert, find, take out, move. Places count from 0, as in the paths of messages.

use super::refusal::Refusal;
use crate::model::counts::Count;

/// Inserts before `index`; at the end if there is none.
pub(super) fn insert<T>(list: &mut Vec<T>, index: Option<Count>, item: T) -> Result<(), Refusal> {
    let place = match index {
        Some(index) => place(index, list.len() + 1, "index")?,
        None => list.len(),
    };
    list.insert(place, item);
    Ok(())
}

pub(super) fn entry<T>(list: &mut [T], index: Count) -> Result<&mut T, Refusal> {
    let len = list.len();
    list.get_mut(place(index, len, "index")?).ok_or_else(|| out_of_range(index, len, "index"))
}

pub(super) fn remove<T>(list: &mut Vec<T>, index: Count) -> Result<T, Refusal> {
    let place = place(index, list.len(), "index")?;
    Ok(list.remove(place))
}

/// Takes the entry at `from` out and puts it back so that it stands at `to`.
pub(super) fn shift<T>(list: &mut Vec<T>, from: usize, to: Count) -> Result<(), Refusal> {
    let to = place(to, list.len(), "to")?;
    let entry = list.remove(from);
    list.insert(to, entry);
    Ok(())
}

/// The index as a place in a list of `len`.
pub(super) fn place(index: Count, len: usize, path: &str) -> Result<usize, Refusal> {
    let place = usize::try_from(index.count()).ok().filter(|place| *place < len);
    place.ok_or_else(|| out_of_range(index, len, path))
}

fn out_of_range(index: Count, len: usize, path: &str) -> Refusal {
    match len.checked_sub(1) {
        Some(last) => Refusal::new(path, index, format_args!("0..{last}")),
        None => Refusal::new(path, index, "no place, the list is empty"),
    }
}
