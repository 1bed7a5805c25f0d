//! What can be chosen by name: the theme, pages on the right, tabs at the bottom.

use crate::model::describe::words;

words! {
    /// Which theme shows.
    pub enum ThemeChoice default System {
        /// As the desktop is.
        System = "system",
        /// Light text on dark ground.
        Dark = "dark",
        /// Dark text on light ground.
        Light = "light",
    }
}

words! {
    /// Pages of the panel on the right.
    pub enum Page default Inspector {
        /// What is selected.
        Inspector = "inspector",
        /// Networks.
        Tiers = "tiers",
        /// Power, cooling, prices.
        Site = "site",
        /// Years and rates.
        Economy = "economy",
        /// Steps made so far.
        History = "history",
    }
}

impl Page {
    pub fn title(self) -> &'static str {
        match self {
            Self::Inspector => "Inspector",
            Self::Tiers => "Tiers",
            Self::Site => "Site",
            Self::Economy => "Economy",
            Self::History => "History",
        }
    }

    /// The page after this one, round and round.
    pub fn next(self) -> Self {
        let after = Self::ALL.iter().skip_while(|page| **page != self).nth(1);
        after.or(Self::ALL.first()).copied().unwrap_or_default()
    }
}

words! {
    /// Tabs of the area at the bottom.
    pub enum Tab default Findings {
        /// Broken design rules.
        Findings = "findings",
        /// Racks one by one.
        Racks = "racks",
        /// Networks.
        Tiers = "tiers",
        /// Cables by technology and length.
        Cables = "cables",
        /// What is bought.
        Bill = "bill",
        /// What fails.
        Failures = "failures",
        /// Pictures of the numbers.
        Charts = "charts",
    }
}

impl Tab {
    pub fn title(self) -> &'static str {
        match self {
            Self::Findings => "Findings",
            Self::Racks => "Racks",
            Self::Tiers => "Tiers",
            Self::Cables => "Cables",
            Self::Bill => "Bill of materials",
            Self::Failures => "Failures",
            Self::Charts => "Charts",
        }
    }
}
