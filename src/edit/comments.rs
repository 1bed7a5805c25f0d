//! Comments of the file go with what they stand beside: with an id that changes, and from a thing that is gone to the list it stood in.

use std::sync::Arc;

use crate::model::plan::{Comments, Plan};

/// Lets the comments of `old` and its fields follow to `new`: `rack_types[#a]` to `rack_types[#b]`.
pub(super) fn follow(plan: &mut Plan, old: &str, new: &str) {
    for key in keys_under(&plan.comments, old) {
        let comments = Arc::make_mut(&mut plan.comments);
        if let (Some(comment), Some(rest)) = (comments.remove(&key), key.strip_prefix(old)) {
            comments.insert(format!("{new}{rest}"), comment);
        }
    }
}

/// Moves the comments of a thing that is gone above the list it stood in, where they cling to nothing that gets its id later.
pub(super) fn release(plan: &mut Plan, gone: &str, list: &str) {
    for key in keys_under(&plan.comments, gone) {
        let comments = Arc::make_mut(&mut plan.comments);
        if let Some(comment) = comments.remove(&key) {
            let lines = comment.before.into_iter().chain(comment.after);
            comments.entry(list.to_string()).or_default().before.extend(lines);
        }
    }
}

/// The keys of a thing, of its fields and of its brackets, in order.
fn keys_under(comments: &Comments, thing: &str) -> Vec<String> {
    let belongs = |key: &&String| key.strip_prefix(thing).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[', '/']));
    comments.range(thing.to_string()..).map(|(key, _)| key).take_while(|key| key.starts_with(thing)).filter(belongs).cloned().collect()
}
