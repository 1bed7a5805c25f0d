//! Going from finding to finding: marks it, selects what it is about and brings that into view.

use super::App;
use crate::ui::findings_panel::walk;
use crate::ui::state::{FindingKey, Fit, Tab};

impl App {
    /// The next finding of the list, or the one before.
    pub(super) fn step_finding(&mut self, forward: bool) {
        let current = self.state.finding.as_ref();
        let next = self.solving.reading().and_then(|reading| walk::next(reading, &self.state.filter, current, forward));
        if let Some(key) = next {
            (self.state.bottom, self.state.bottom_open) = (Tab::Findings, true);
            self.show_finding(key);
        }
    }

    /// The list goes to a finding; the floor stays where it is.
    pub(super) fn point_out(&mut self, key: FindingKey) {
        (self.state.bottom, self.state.bottom_open) = (Tab::Findings, true);
        self.state.finding = Some(key);
    }

    pub(super) fn show_finding(&mut self, key: FindingKey) {
        let racks = walk::racks(self.document.plan(), &key.subjects);
        self.state.finding = Some(key);
        // A finding about the plan as a whole is about no rack: what was selected before is not what it means.
        self.select(&racks);
        if !racks.is_empty() {
            self.state.fit = Some(Fit::Selection);
        }
    }
}
