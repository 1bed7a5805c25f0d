//! The present value of a plan by cause: each group of capital with its replacements and what is left of it, each line of running cost. They add
//! up to the total cost.

use super::bill::Group;
use super::{CLASSES, Class, Money, Schedule, finance};
use crate::solve::resolve::economy::Rates;

/// Causes and what each is worth, in the order of the bill, then of running cost.
pub fn present_values(money: &Money, rates: &Rates) -> Vec<(&'static str, f64)> {
    let capital = Group::ALL.into_iter().map(|group| (group.word(), money.group(group).likely * factor(group, rates)));
    let running = money.running.lines().into_iter().map(|(cause, amount)| (cause, amount.likely * yearly(cause, rates)));
    capital.chain(running).collect()
}

/// What a dollar of capital of a group comes to over the years.
fn factor(group: Group, rates: &Rates) -> f64 {
    let place = CLASSES.iter().position(|groups| groups.contains(&group));
    let class: Option<Class> = place.and_then(|place| Schedule::terms(place, rates));
    class.map_or(1.0, |class| {
        let worth = |year: u32| finance::discounted(rates.discount.likely, f64::from(year));
        let bought = class.bought(rates.years).map(|year| worth(year) * if year == 0 { 1.0 } else { 1.0 - class.residual });
        bought.fold(0.0, |sum, value| sum + value) - class.left(rates.years) * worth(rates.years)
    })
}

/// What a dollar of running cost of the first year comes to; energy changes its price.
fn yearly(cause: &str, rates: &Rates) -> f64 {
    let escalation = if cause == "energy" { rates.escalation.likely } else { 0.0 };
    finance::escalating(rates.discount.likely, escalation, rates.years)
}
