//! One drawing of two plans, as the window exports it: why a total differs, or which numbers move a difference.

use std::sync::Arc;

use crate::cli::args::Compare;
use crate::cli::export::made;
use crate::cli::output::{Exit, Refused};
use crate::explore::Variant;
use crate::explore::compare::Comparison;
use crate::explore::compare::metrics::{Metric, find};
use crate::explore::compare::why::{Total, Waterfall};
use crate::explore::sweep::Subject;
use crate::explore::uncertainty::{LOOKED_AT, study};
use crate::io::export;
use crate::model::catalog::Catalog;
use crate::model::text::quoted;
use crate::solve::Watch;

pub fn of(comparison: &Comparison, catalog: &Arc<Catalog>, asked: &Compare) -> Result<String, Refused> {
    let others: Vec<&Variant> = comparison.others().collect();
    let (Some(base), [other]) = (comparison.base(), others.as_slice()) else {
        return Err(usage(format!("got {} plans, allowed two with --svg", comparison.variants.len())));
    };
    if asked.uncertainty { tornado([base, other], catalog, &asked.of) } else { waterfall([base, other], &asked.of) }
}

fn usage(why: String) -> Refused {
    Refused(Exit::Usage, format!("compare: {why}"))
}

fn waterfall([base, other]: [&Variant; 2], of: &str) -> Result<String, Refused> {
    let total = Total::ALL.iter().find(|total| total.to_string() == of).ok_or_else(|| {
        let all: Vec<String> = Total::ALL.iter().map(ToString::to_string).collect();
        usage(format!("got --of {}, allowed {}", quoted(of), all.join(", ")))
    })?;
    Ok(export::waterfall(&Waterfall::of(*total, base, other), (&base.name, &other.name)))
}

fn tornado(pair: [&Variant; 2], catalog: &Arc<Catalog>, of: &str) -> Result<String, Refused> {
    let place = LOOKED_AT
        .iter()
        .position(|key| *key == of)
        .ok_or_else(|| usage(format!("got --of {}, allowed {}", quoted(of), LOOKED_AT.join(", "))))?;
    let metrics: Vec<&'static Metric> = LOOKED_AT.iter().filter_map(|key| find(key)).collect();
    let [base, other] = pair.map(|variant| Subject { plan: Arc::clone(variant.plan()), base: Arc::clone(catalog) });
    // Nobody can give it up.
    let study = made(study([&base, &other], &metrics, &Watch::default()))?;
    Ok(export::tornado(&study, place, (&pair[0].name, &pair[1].name)))
}
