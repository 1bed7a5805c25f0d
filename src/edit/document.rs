//! A plan being worked on: its snapshots with their labels, undo and redo, and which of them is saved. Knows no files.

use std::collections::VecDeque;
use std::sync::Arc;

use super::size::bytes_apart;
use super::{Edit, Refusal, apply};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;

/// Memory the snapshots may hold on to, apart from what they share. Moving one of 100,000 racks two thousand times fits.
pub const HISTORY_BYTES: usize = 64 << 20;

/// A snapshot, and the label of the edit that led to it.
#[derive(Debug)]
struct Step {
    plan: Arc<Plan>,
    label: Arc<str>,
    /// Never given twice, so that a saved snapshot is known even after others were dropped.
    serial: u64,
    bytes: usize,
}

/// A plan with its history.
#[derive(Debug)]
pub struct Document {
    /// Snapshots before the present one, oldest first.
    past: VecDeque<Step>,
    now: Step,
    /// Undone snapshots, the next to be made again last.
    future: Vec<Step>,
    saved: Option<u64>,
    revision: u64,
    next_serial: u64,
    bytes: usize,
    budget: usize,
}

impl Document {
    /// A plan as it was opened: nothing to undo, nothing to save.
    pub fn new(plan: Plan) -> Self {
        Self::with_budget(plan, HISTORY_BYTES)
    }

    /// The same with another limit for the memory of its history.
    pub fn with_budget(plan: Plan, budget: usize) -> Self {
        let now = Step { plan: Arc::new(plan), label: Arc::from(""), serial: 0, bytes: 0 };
        Self { past: VecDeque::new(), now, future: Vec::new(), saved: Some(0), revision: 0, next_serial: 1, bytes: 0, budget }
    }

    pub fn plan(&self) -> &Arc<Plan> {
        &self.now.plan
    }

    /// Grows with each change, undo and redo: equal revisions are equal plans.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes an edit; what was undone before can then no longer be redone.
    pub fn apply(&mut self, catalog: &Catalog, edit: &Edit) -> Result<(), Refusal> {
        let label = edit.label(self.plan());
        self.apply_as(catalog, edit, &label)
    }

    /// The same under a name of the caller's.
    pub fn apply_as(&mut self, catalog: &Catalog, edit: &Edit, label: &str) -> Result<(), Refusal> {
        let plan = apply(self.plan(), catalog, edit)?;
        self.push(plan, label);
        Ok(())
    }

    /// Takes the last edit back; its label, or `None` if there is none.
    pub fn undo(&mut self) -> Option<Arc<str>> {
        let before = self.past.pop_back()?;
        let undone = std::mem::replace(&mut self.now, before);
        let label = Arc::clone(&undone.label);
        self.future.push(undone);
        self.revision += 1;
        Some(label)
    }

    /// Makes the last undone edit again; its label, or `None` if there is none.
    pub fn redo(&mut self) -> Option<Arc<str>> {
        let after = self.future.pop()?;
        self.past.push_back(std::mem::replace(&mut self.now, after));
        self.revision += 1;
        Some(Arc::clone(&self.now.label))
    }

    /// Undoes or redoes until so many edits of the history are made. `false`, and nothing happens, if it has fewer.
    pub fn jump(&mut self, made: usize) -> bool {
        if made > self.past.len() + self.future.len() {
            return false;
        }
        while self.past.len() > made && self.undo().is_some() {}
        while self.past.len() < made && self.redo().is_some() {}
        true
    }

    /// Labels of the edits that are remembered, oldest first, and how many of them are made.
    pub fn history(&self) -> (Vec<&str>, usize) {
        let steps = self.past.iter().chain([&self.now]).chain(self.future.iter().rev());
        (steps.skip(1).map(|step| step.label.as_ref()).collect(), self.past.len())
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// What `undo` would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.can_undo().then_some(&self.now.label)
    }

    /// What `redo` would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_ref())
    }

    /// Says that the plan as it is now has been saved.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.now.serial);
    }

    /// Says that no snapshot has been saved, as after a recovery.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Whether the plan differs from the saved one. Undoing back to it is clean; once it has left the history nothing is.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.now.serial)
    }

    /// Bytes the history holds apart from what its snapshots share.
    pub fn history_bytes(&self) -> usize {
        self.bytes
    }

    fn push(&mut self, plan: Plan, label: &str) {
        for dropped in self.future.drain(..) {
            self.bytes = self.bytes.saturating_sub(dropped.bytes);
        }
        let bytes = bytes_apart(&plan, &self.now.plan) + size_of::<Step>() + label.len();
        let next = Step { plan: Arc::new(plan), label: Arc::from(label), serial: self.next_serial, bytes };
        self.past.push_back(std::mem::replace(&mut self.now, next));
        self.bytes = self.bytes.saturating_add(bytes);
        self.next_serial += 1;
        self.revision += 1;
        self.forget_oldest();
    }

    /// The oldest snapshots go first; one edit can always be undone.
    fn forget_oldest(&mut self) {
        while self.bytes > self.budget && self.past.len() > 1 {
            self.past.pop_front();
            // The new oldest snapshot is what the others are counted apart from.
            if let Some(oldest) = self.past.front_mut() {
                self.bytes = self.bytes.saturating_sub(std::mem::take(&mut oldest.bytes));
            }
        }
    }
}
