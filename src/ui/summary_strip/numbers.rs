//! Which numbers the strip shows, what they mean, and which way is better.

use crate::model::tier::TierKind;
use crate::solve::figure::{Figure, real};
use crate::solve::readout::{self, Unit};
use crate::solve::tiers::TierTotals;
use crate::solve::{Report, Totals};
use crate::ui::reading::Reading;

/// Which way a change of a number is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Less,
    More,
    /// It depends.
    Neither,
}

/// A number of the strip.
#[derive(Clone, Debug)]
pub struct Headline {
    pub title: String,
    pub figure: Figure<f64>,
    pub unit: Unit,
    /// The same before the last change.
    pub before: Option<f64>,
    pub better: Better,
    /// What it is, in a sentence.
    pub meaning: String,
    /// The larger, the earlier it gives way.
    pub rank: u8,
}

impl Headline {
    /// What has changed, if anything has that can be seen.
    pub fn change(&self) -> Option<f64> {
        let before = self.before?;
        let change = self.figure.likely - before;
        let seen = readout::text(before, self.unit) != readout::text(self.figure.likely, self.unit);
        (seen && change.is_finite()).then_some(change)
    }

    /// `Some(true)`: for the better.
    pub fn is_better(&self) -> Option<bool> {
        let change = self.change()?;
        match self.better {
            Better::Less => Some(change < 0.0),
            Better::More => Some(change > 0.0),
            Better::Neither => None,
        }
    }

    pub fn has_range(&self) -> bool {
        self.figure.low != self.figure.high
    }

    /// More than half of it rests on estimates.
    pub fn is_guess(&self) -> bool {
        readout::guessed_share(self.figure) > 0.5
    }

    /// Everything in one line, for those who cannot see it.
    pub fn told(&self) -> String {
        let value = readout::text(self.figure.likely, self.unit);
        let change = self.change().map(|change| format!(", {}", readout::change(change, self.unit))).unwrap_or_default();
        format!("{} {value}{change}", self.title)
    }
}

/// Builds the headlines of one state from a way to read them.
struct Maker<'r> {
    now: &'r Totals,
    before: Option<&'r Totals>,
}

impl Maker<'_> {
    fn figure(&self, title: &str, unit: Unit, of: impl Fn(&Totals) -> Figure<f64>, better: Better, rank: u8) -> Headline {
        Headline {
            title: title.to_string(),
            figure: of(self.now),
            unit,
            before: self.before.map(|before| of(before).likely),
            better,
            meaning: String::new(),
            rank,
        }
    }

    fn exact(&self, title: &str, unit: Unit, of: impl Fn(&Totals) -> f64, better: Better, rank: u8) -> Headline {
        self.figure(title, unit, |totals| Figure::exact(of(totals)), better, rank)
    }
}

impl Headline {
    fn means(mut self, meaning: impl Into<String>) -> Self {
        self.meaning = meaning.into();
        self
    }
}

/// All headlines, in the order they stand.
pub fn headlines(reading: &Reading) -> Vec<Headline> {
    let make = Maker { now: &reading.totals, before: reading.before.as_ref().map(|before| &before.totals) };
    let mut all = size_and_power(&make);
    all.extend(bandwidth(&make, &reading.report));
    all.extend(cabling(&make));
    all.extend(money(&make));
    all
}

fn size_and_power(make: &Maker) -> Vec<Headline> {
    use Better::{Less, Neither};
    vec![
        make.exact("Accelerators", Unit::Count, |t| real(t.accelerators), Neither, 0).means("Accelerators in all placed racks"),
        make.exact("Racks", Unit::Count, |t| real(t.racks), Neither, 2).means(by_role(make.now)),
        make.figure("IT power", Unit::Watt, |t| t.it_w, Less, 1)
            .means("At the inlets of the racks, all parts at full load: what feeds and breakers are sized for"),
        make.figure("Site power", Unit::Watt, |t| t.site_w, Less, 6)
            .means(format!("At the meter, all parts at full load; PUE {}", readout::text(make.now.pue.likely, Unit::Ratio))),
        make.exact("Max per rack", Unit::Watt, |t| t.most_w, Less, 5).means("The rack that draws most, at its inlet"),
        make.exact("Mean per rack", Unit::Watt, |t| t.mean_w, Less, 13).means("IT power over all racks, switch and memory racks too"),
        make.figure("Per accelerator", Unit::Watt, |t| t.per_accelerator_w, Less, 8)
            .means("IT power over accelerators: hosts, switches, links and conversion included"),
    ]
}

fn by_role(totals: &Totals) -> String {
    let names = ["compute", "switch", "memory", "power", "cooling"];
    let placed = names.iter().zip(totals.racks_by_role).filter(|(_, count)| *count > 0);
    let told: Vec<String> = placed.map(|(name, count)| format!("{} {name}", readout::text(real(count), Unit::Count))).collect();
    if told.is_empty() { "No racks yet".to_string() } else { told.join(", ") }
}

/// What all endpoints can send, then what crosses the middle of each scale-up tier.
fn bandwidth(make: &Maker, report: &Report) -> Vec<Headline> {
    let each_way = |gbps: f64, what: &str| {
        let both = readout::text(2.0 * gbps, Unit::Gbps);
        format!("{what}, each way; both ways would be {both}")
    };
    let injection = make.now.injection_gbps;
    let mut all = vec![
        make.exact("Injection each way", Unit::Gbps, |t| t.injection_gbps, Better::More, 3)
            .means(each_way(injection, "What all endpoints of all tiers can send at once")),
    ];
    for (place, tier) in report.resolved.tiers.iter().enumerate().filter(|(_, tier)| tier.kind == TierKind::ScaleUp) {
        let cut = |t: &Totals| t.tiers.get(place).and_then(|tier: &TierTotals| tier.bisection_gbps);
        let Some(now) = cut(make.now) else { continue };
        let title = format!("Bisection {}", tier.id);
        let meaning = each_way(now, "What crosses the middle of all domains of the tier together, in the worst halving");
        let headline = make.exact(&title, Unit::Gbps, move |t| cut(t).unwrap_or(0.0), Better::More, 11);
        all.push(headline.means(meaning));
    }
    all
}

fn cabling(make: &Maker) -> Vec<Headline> {
    vec![
        make.exact("Cables", Unit::Count, |t| real(t.cables), Better::Less, 7)
            .means(format!("{} of cable in all", readout::text(make.now.cable_m, Unit::Metre))),
        make.exact("Fibres", Unit::Count, |t| count(t.fibres), Better::Less, 12)
            .means("Single fibres in all optical links, each way counted on its own"),
    ]
}

fn count(wide: u128) -> f64 {
    real(u64::try_from(wide).unwrap_or(u64::MAX))
}

fn money(make: &Maker) -> Vec<Headline> {
    use Better::{Less, Neither};
    vec![
        make.figure("CapEx", Unit::Usd, |t| t.money.capex, Less, 4).means("Everything that is bought, plant and spares included"),
        make.figure("TCO", Unit::Usd, |t| t.money.tco, Less, 9)
            .means("Present value of everything over the years of the plan, less what is left at their end"),
        make.figure("Accelerator-hour", Unit::UsdPerHour, |t| t.usd_per_accelerator_hour, Less, 4)
            .means("TCO as equal yearly payments, over all hours of all accelerators; how much they are used changes nothing in it"),
        make.exact("Network share", Unit::Percent, |t| 100.0 * t.network_share, Neither, 10)
            .means("Share of the capital that moves bits: switches, modules, cables, lasers, and laying them"),
    ]
}
