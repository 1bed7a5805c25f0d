//! Charts of money: what the capital buys, and what is paid in which year.

use super::{Chart, ChartKind, Line, Paint, Series, titled};
use crate::solve::money::bill::Group;
use crate::solve::readout::Unit;
use crate::solve::totals::Totals;

/// Capital by group; what moves bits stands out.
pub(super) fn by_group(totals: &Totals) -> Chart {
    let mut chart = Chart::new(ChartKind::Dollars, "Group", "Capital, from low to high", Unit::Usd);
    let mut groups: Vec<Group> = Group::ALL.into_iter().filter(|group| totals.money.group(*group).likely > 0.0).collect();
    groups.sort_by(|a, b| totals.money.group(*b).likely.total_cmp(&totals.money.group(*a).likely));
    let amounts = || groups.iter().map(|group| totals.money.group(*group));
    let paint = |group: &Group| if group.is_network() { Paint::Network } else { Paint::Plain };
    chart.columns = groups.iter().map(|group| titled(group.word())).collect();
    let series = Series::new("Capital", Paint::Plain, amounts().map(|amount| amount.likely).collect());
    let ranges = amounts().map(|amount| (amount.low, amount.high)).collect();
    chart.series = vec![Series { paints: groups.iter().map(paint).collect(), ranges, ..series }];
    chart
}

/// Payments of each year and what they have come to, not discounted.
pub(super) fn by_year(totals: &Totals) -> Chart {
    let mut chart = Chart::new(ChartKind::Years, "Year", "Payments, not discounted", Unit::Usd);
    let payments = &totals.money.by_year;
    chart.columns = (0..payments.len()).map(|year| year.to_string()).collect();
    chart.series = vec![Series::new("Paid in the year", Paint::Plain, payments.clone())];
    let so_far = payments.iter().scan(0.0, |sum, payment| {
        *sum += payment;
        Some(*sum)
    });
    chart.lines = vec![Line { name: "Paid so far".to_string(), paint: Paint::Line, values: so_far.collect(), steps: false }];
    chart
}
