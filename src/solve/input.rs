//! What the solver is given: a plan, the catalogue it is solved with, and a way to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::catalog::Catalog;
use crate::model::plan::{Override, Plan};

/// A plan and everything it points at. Copies share both.
#[derive(Clone, Debug)]
pub struct Input {
    pub plan: Arc<Plan>,
    /// The layers beneath the plan, its own parts and its overrides.
    pub catalog: Arc<Catalog>,
    /// Overrides that fit nothing: path and reason.
    pub refused: Arc<Vec<(String, String)>>,
    base: Arc<Catalog>,
}

impl Input {
    /// `base` holds the layers beneath the plan.
    pub fn new(plan: Arc<Plan>, base: Arc<Catalog>) -> Self {
        let (catalog, refused) = base.with_plan(&plan);
        Self { plan, catalog: Arc::new(catalog), refused: Arc::new(refused), base }
    }

    /// The next state of the same plan; the catalogue is merged again only if the plan's parts or overrides changed.
    pub fn next(&self, plan: Arc<Plan>) -> Self {
        let same = Arc::ptr_eq(&plan.catalog, &self.plan.catalog) && Arc::ptr_eq(&plan.overrides, &self.plan.overrides);
        if same { Self { plan, ..self.clone() } } else { Self::new(plan, Arc::clone(&self.base)) }
    }

    /// The same plan where the catalogue it is solved with has other numbers; the error says which one cannot be so.
    pub fn with_numbers<'c>(&self, changes: impl IntoIterator<Item = &'c Override>) -> Result<Self, String> {
        let mut catalog = (*self.catalog).clone();
        changes.into_iter().try_for_each(|change| catalog.set(change))?;
        Ok(Self { catalog: Arc::new(catalog), ..self.clone() })
    }
}

/// Set by whoever no longer wants the answer; the solver looks at it between pieces of work.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
