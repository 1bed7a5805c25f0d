//! The tables of `solve`: what a planner asks first comes first. Only prints.

use crate::cli::output::table;
use crate::solve::RackQuantity;
use crate::solve::readings::{Reading, line_name, of_kinds, of_running, of_tiers, of_totals};
use crate::solve::readout::{guessed_share, range, text};
use crate::solve::{Report, Totals};

/// Racks listed before the rest is only counted.
const LISTED: usize = 60;

pub fn all(report: &Report, totals: &Totals) -> String {
    let plan = &report.input.plan;
    let mut out = format!("{}\n", plan.title.as_str());
    if totals.unknown > 0 {
        out.push_str(&format!(
            "INCOMPLETE: {} unknown, left out of all totals\n",
            super::super::output::counted(usize::try_from(totals.unknown).unwrap_or(0), "thing")
        ));
    }
    let counts = report.counts();
    let of = |count: u64, word: &str| super::super::output::counted(usize::try_from(count).unwrap_or(usize::MAX), word);
    let (errors, warnings, notes) = (of(counts.errors, "error"), of(counts.warnings, "warning"), of(counts.notes, "note"));
    out.push_str(&format!("{errors}, {warnings}, {notes}, {} waived\n", counts.waived));
    out.push_str("Rates are each way, energy is per end. Ranges: all catalogue numbers at their low or high ends.\n\n");
    section(&mut out, "TOTALS", &readings_table(&of_totals(totals)));
    section(&mut out, "TIERS", &by_subject(&of_tiers(report, totals), "TIER"));
    section(&mut out, "RACK TYPES, one rack in the mean", &by_subject(&of_kinds(report), "TYPE"));
    section(&mut out, "RACKS", &racks(report));
    section(&mut out, "BILL OF MATERIALS", &bill(report, totals));
    section(&mut out, "RUNNING COST, first year; then a month with capital as loans", &running(totals));
    section(&mut out, "FAILURES, a year", &failures(report, totals));
    section(&mut out, "FINDINGS", &super::finding_lines(report, crate::solve::rules::RULES));
    out
}

fn section(out: &mut String, title: &str, body: &str) {
    out.push_str(&format!("{title}\n{body}\n"));
}

fn estimated(share: f64) -> String {
    if share >= 0.005 { format!("{:.0} %", 100.0 * share) } else { String::new() }
}

fn range_text(reading: &Reading) -> String {
    let figure = reading.figure;
    if figure.low < figure.high { range(figure, reading.unit) } else { String::new() }
}

fn readings_table(readings: &[Reading]) -> String {
    let row = |reading: &Reading| {
        let value = text(reading.figure.likely, reading.unit);
        vec![reading.quantity.to_string(), value, range_text(reading), estimated(guessed_share(reading.figure))]
    };
    table(&["QUANTITY", "VALUE", "RANGE", "ESTIMATED"], &readings.iter().map(row).collect::<Vec<_>>())
}

/// Quantities down, subjects across.
fn by_subject(readings: &[Reading], head: &str) -> String {
    let mut subjects: Vec<&str> = Vec::new();
    let mut quantities: Vec<&str> = Vec::new();
    for reading in readings {
        if !subjects.contains(&reading.subject.as_str()) {
            subjects.push(&reading.subject);
        }
        if !quantities.contains(&reading.quantity) {
            quantities.push(reading.quantity);
        }
    }
    let cell = |quantity: &str, subject: &str| {
        let found = readings.iter().find(|reading| reading.quantity == quantity && reading.subject == subject);
        found.map(|reading| text(reading.figure.likely, reading.unit)).unwrap_or_default()
    };
    let row = |quantity: &&str| {
        std::iter::once(quantity.to_string()).chain(subjects.iter().map(|subject| cell(quantity, subject))).collect::<Vec<_>>()
    };
    let heads: Vec<&str> = std::iter::once(head).chain(subjects.iter().copied()).collect();
    table(&heads, &quantities.iter().map(row).collect::<Vec<_>>())
}

fn racks(report: &Report) -> String {
    let shown = [
        RackQuantity::Draw,
        RackQuantity::FeedShare,
        RackQuantity::DrawPerAccelerator,
        RackQuantity::HeatToLiquid,
        RackQuantity::HeatToAir,
        RackQuantity::Mass,
        RackQuantity::CableEnds,
        RackQuantity::Modules,
    ];
    let row = |(index, rack): (u32, &crate::model::racks::Rack)| {
        let value =
            |quantity: RackQuantity| report.rack_quantity(index, quantity).map(|value| text(value, quantity.readout())).unwrap_or_default();
        [rack.name.to_string(), rack.kind.to_string()].into_iter().chain(shown.map(value)).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = (0_u32..).zip(report.input.plan.racks.iter()).take(LISTED).map(row).collect();
    let head = ["RACK", "TYPE", "POWER", "OF FEED", "PER ACC.", "TO LIQUID", "TO AIR", "MASS", "LINK ENDS", "MODULES"];
    let more = report.racks.len().saturating_sub(LISTED);
    let rest = if more > 0 { format!("… {more} more; --csv and --json list all\n") } else { String::new() };
    table(&head, &rows) + &rest
}

fn bill(report: &Report, totals: &Totals) -> String {
    use crate::solve::readout::Unit;
    let money = &totals.money;
    let row = |line: &crate::solve::money::bill::Line| {
        let (quantity, price) = if line.unit == "W" { (Unit::Watt, Unit::UsdPerWatt) } else { (Unit::Count, Unit::Usd) };
        vec![
            line_name(report, line),
            text(line.quantity, quantity),
            text(line.unit_price.likely, price),
            text(line.amount.likely, Unit::Usd),
            if line.amount.low < line.amount.high { range(line.amount, Unit::Usd) } else { String::new() },
            estimated(guessed_share(line.amount)),
        ]
    };
    let mut rows: Vec<Vec<String>> = money.bill.iter().map(row).collect();
    let total = [
        String::new(),
        String::new(),
        text(money.capex.likely, Unit::Usd),
        range(money.capex, Unit::Usd),
        estimated(guessed_share(money.capex)),
    ];
    rows.push(std::iter::once("capital".to_string()).chain(total).collect());
    table(&["LINE", "QUANTITY", "PRICE", "AMOUNT", "RANGE", "ESTIMATED"], &rows)
}

fn running(totals: &Totals) -> String {
    let row = |reading: &Reading| {
        vec![
            reading.subject.clone(),
            text(reading.figure.likely, reading.unit),
            range_text(reading),
            estimated(guessed_share(reading.figure)),
        ]
    };
    table(&["CAUSE", "AMOUNT", "RANGE", "ESTIMATED"], &of_running(totals).iter().map(row).collect::<Vec<_>>())
}

fn failures(report: &Report, totals: &Totals) -> String {
    use crate::solve::readout::Unit;
    let row = |fru: &crate::solve::reliability::Fru| {
        let tier = fru.tier.and_then(|tier| report.resolved.tiers.get(tier)).map(|tier| tier.id.to_string()).unwrap_or_default();
        vec![
            fru.item.clone(),
            tier,
            text(crate::solve::figure::real(fru.count), Unit::Count),
            text(fru.failures.likely, Unit::PerYear),
            fru.replaced.to_string(),
            text(fru.hours, Unit::Hour),
            text(fru.affected, Unit::Ratio),
            text(fru.equivalent, Unit::Ratio),
            text(fru.lost_hours().likely, Unit::Hour),
        ]
    };
    let head = ["PART", "TIER", "COUNT", "FAILURES", "REPLACED", "OUT FOR", "ENDS OR ACC. HIT", "ACC. LOST", "ACC.-HOURS LOST"];
    table(&head, &totals.frus.iter().map(row).collect::<Vec<_>>())
}
