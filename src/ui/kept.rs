//! What is worked out once and drawn in many frames: kept while its key stays the same.

use std::sync::Arc;

use egui::Ui;

use crate::model::plan::Plan;
use crate::ui::canvas_id;

/// Equal for the very same value. It keeps that value, so that no other can take its place in memory.
pub struct Held<T>(pub Arc<T>);

/// Equal for the very same plan.
pub type Same = Held<Plan>;

impl<T> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The value of a name; made again when its key is another one than last time.
pub fn kept<K, T>(ui: &Ui, name: &str, key: K, make: impl FnOnce() -> T) -> Arc<T>
where
    K: PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let memory = canvas_id().with(name);
    let old: Option<(Arc<K>, Arc<T>)> = ui.data(|data| data.get_temp(memory));
    if let Some((_, value)) = old.filter(|(old, _)| **old == key) {
        return value;
    }
    let value = Arc::new(make());
    ui.data_mut(|data| data.insert_temp(memory, (Arc::new(key), Arc::clone(&value))));
    value
}
