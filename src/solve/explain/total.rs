//! Totals of the plan: what they are sums of, and what goes into the ones that are not sums.

use super::node::Node;
use crate::solve::figure::real;
use crate::solve::money::bill::Group;
use crate::solve::readings::line_name;
use crate::solve::readout::Unit;
use crate::solve::report::Report;
use crate::solve::totals::Totals;

pub fn explain(report: &Report, totals: &Totals, quantity: &str) -> Node {
    match quantity {
        "it-power" => it_power(report, totals),
        "site-power" => Node::product("Site power", totals.site_w.likely, Unit::Watt, vec![it_power(report, totals), pue(totals)]),
        "pue" => pue(totals),
        "energy" => energy(totals),
        "cables" => by_tier(report, totals, ("Cables", Unit::Count), real(totals.cables), |tier| real(tier.cables)),
        "modules" => by_tier(report, totals, ("Modules", Unit::Count), real(totals.modules), |tier| real(tier.modules)),
        "fibres" => fibres(report, totals),
        "injection" => by_tier(report, totals, ("Injection each way", Unit::Gbps), totals.injection_gbps, |tier| tier.injection_gbps),
        "capex" => capex(report, totals),
        "opex" => opex(totals),
        "tco" => tco(report, totals),
        "accelerator-hour" => accelerator_hour(report, totals),
        "failures" => by_fru(totals, ("Failures a year", Unit::PerYear), totals.failures.likely, |fru| fru.failures.likely),
        _ => by_fru(totals, ("Accelerator-hours lost a year", Unit::Hour), totals.lost_hours.likely, |fru| fru.lost_hours().likely),
    }
}

fn it_power(report: &Report, totals: &Totals) -> Node {
    let kinds = report.resolved.kinds.iter().zip(&report.sums.kinds).filter(|(_, sum)| sum.racks > 0);
    let of_kind = |(kind, sum): (&crate::solve::resolve::rack_kind::RackKind, &crate::solve::tally::KindSum)| {
        let all = sum.draw.per(1e6).likely;
        let each = Node::given("One rack, in the mean", all / real(sum.racks), Unit::Watt);
        Node::product(kind.id.to_string(), all, Unit::Watt, vec![Node::given("Racks", real(sum.racks), Unit::Count), each])
    };
    Node::sum("IT power at the racks' inlets, all parts at full load", totals.it_w.likely, Unit::Watt, kinds.map(of_kind).collect())
}

fn pue(totals: &Totals) -> Node {
    let formula = "as stated, or (power / efficiency of the chain before the racks + cooling plant) / power at the inlets";
    Node::formula(
        "PUE",
        totals.pue.likely,
        Unit::Ratio,
        formula,
        vec![Node::given("Heat to liquid", totals.liquid_w, Unit::Watt), Node::given("Heat to air", totals.air_w, Unit::Watt)],
    )
}

fn energy(totals: &Totals) -> Node {
    let factors = vec![
        Node::given("Typical IT power in kilowatts", totals.typical_w.likely / 1000.0, Unit::Ratio),
        Node::given("PUE", totals.pue.likely, Unit::Ratio),
        Node::given("Hours", crate::solve::reliability::YEAR_HOURS, Unit::Hour),
    ];
    Node::product("Energy a year", totals.energy_kwh.likely, Unit::KwhPerYear, factors)
}

fn by_tier(
    report: &Report,
    totals: &Totals,
    (title, unit): (&str, Unit),
    value: f64,
    of: fn(&crate::solve::tiers::TierTotals) -> f64,
) -> Node {
    let tiers = report.resolved.tiers.iter().zip(&totals.tiers);
    Node::sum(title, value, unit, tiers.map(|(tier, sums)| Node::given(tier.id.to_string(), of(sums), unit)).collect())
}

#[expect(clippy::cast_precision_loss, reason = "for print")]
fn fibres(report: &Report, totals: &Totals) -> Node {
    by_tier(report, totals, ("Fibres", Unit::Count), totals.fibres as f64, |tier| tier.fibres as f64)
}

fn capex(report: &Report, totals: &Totals) -> Node {
    let of_group = |group: Group| {
        let lines = totals.money.bill.iter().filter(|line| line.group == group);
        let line = |line: &crate::solve::money::bill::Line| {
            let factors = vec![
                Node::given("Quantity", line.quantity, if line.unit == "W" { Unit::Watt } else { Unit::Count }),
                Node::given("Price of one", line.unit_price.likely, Unit::Usd),
            ];
            Node::product(line_name(report, line), line.amount.likely, Unit::Usd, factors)
        };
        Node::sum(group.word(), totals.money.group(group).likely, Unit::Usd, lines.map(line).collect())
    };
    Node::sum("Capital", totals.money.capex.likely, Unit::Usd, Group::ALL.into_iter().map(of_group).collect())
}

fn opex(totals: &Totals) -> Node {
    let lines = totals.money.running.lines();
    let children = lines.into_iter().map(|(cause, amount)| Node::given(cause, amount.likely, Unit::UsdPerYear)).collect();
    Node::sum("Running cost, first year", totals.money.running.total().likely, Unit::UsdPerYear, children)
}

fn tco(report: &Report, totals: &Totals) -> Node {
    let rates = &report.resolved.rates;
    let payments = totals.money.by_year.iter().enumerate();
    let mut children: Vec<Node> = payments
        .map(|(year, payment)| {
            let discount = crate::solve::money::finance::discounted(rates.discount.likely, real(u64::try_from(year).unwrap_or(0)));
            let factors = vec![Node::given("Payment", *payment, Unit::Usd), Node::given("Discount factor", discount, Unit::Ratio)];
            Node::product(format!("Year {year}"), payment * discount, Unit::Usd, factors)
        })
        .collect();
    children.retain(|child| child.value != 0.0);
    Node::sum("Present value of all payments, less what is left", totals.money.tco.likely, Unit::Usd, children)
}

fn accelerator_hour(report: &Report, totals: &Totals) -> Node {
    let hours = real(totals.accelerators) * crate::solve::reliability::YEAR_HOURS;
    let inputs = vec![
        Node::given("Levelised cost of a year", totals.money.levelised.likely, Unit::UsdPerYear),
        Node::given("Accelerators", real(totals.accelerators), Unit::Count),
        Node::given("Accelerator-hours a year", hours, Unit::Hour),
        tco(report, totals),
    ];
    let formula = "levelised cost of a year / (accelerators x 8,760 h); hours that are lost are a cost";
    Node::formula("USD per accelerator-hour", totals.usd_per_accelerator_hour.likely, Unit::UsdPerHour, formula, inputs)
}

fn by_fru(totals: &Totals, (title, unit): (&str, Unit), value: f64, of: fn(&crate::solve::reliability::Fru) -> f64) -> Node {
    let children = totals.frus.iter().map(|fru| Node::given(fru.item.clone(), of(fru), unit)).collect();
    Node::sum(title, value, unit, children)
}
