//! Rule `maturity`: technologies can be bought when the site goes into service.

use super::facts::Used;
use super::{Breach, Scope, rule};
use crate::model::parts::Maturity;
use crate::solve::report::Report;

rule! {
    /// A technology that links are made of ships in volume only after the build year of the site. A note is given for one that is announced
    /// or projected for the build year or before: its date is a promise.
    ///
    /// Roadmaps slip, and figures of parts that nobody has measured are guesses of their makers.
    ///
    /// Choose a technology that ships, or set a later build year.
    "maturity", "Not on sale yet", Warning, Scope::Sums(find)
}

fn find(report: &Report) -> Vec<Breach> {
    report.used().iter().filter_map(|used| late(report, used).or_else(|| promised(report, used))).collect()
}

fn late(report: &Report, used: &Used) -> Option<Breach> {
    let (available, built) = (used.part.available.value().get(), report.input.plan.site.build_year.get());
    (available > built).then(|| {
        let message = format!("{} ships in volume from {available}, the site goes into service in {built}", used.part.id);
        Breach::new(used.subjects(report), message).measured(available, built)
    })
}

fn promised(report: &Report, used: &Used) -> Option<Breach> {
    let word = match used.part.maturity {
        Maturity::Announced => "announced",
        Maturity::Projected => "projected",
        Maturity::Shipping | Maturity::Sampling => return None,
    };
    let available = used.part.available.value().get();
    let message = format!("{} is only {word}, for {available}", used.part.id);
    Some(Breach::new(used.subjects(report), message).measured(word, "shipping").as_note())
}
