//! Money: what is bought, what a year costs, what it all comes to over the years. Every amount is a quantity times a price; sums go in
//! document order, so that they do not change from run to run.
//!
//! A maintenance contract, a share of the price a year, pays the parts of accelerators, blades, memory and switches; their repairs then cost
//! labour only. Without one (0 %) repairs pay the parts too. Modules, engines, cables and laser modules are always paid as they fail.
//!
//! Ranges are those of prices, rates and watts. What the planner decides (discount rate, lives, utilisation, years) has none.

pub mod bill;
pub mod finance;
pub mod worth;

use super::figure::{Figure, float, real};
use super::reliability::poisson::spares;
use super::reliability::{Fru, YEAR_HOURS};
use super::report::Report;
use super::resolve::economy::Rates;
use super::resolve::supply::Case;
use bill::{Group, Line};

/// What a year costs, by cause, in the first year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Running {
    pub energy: Figure<f64>,
    pub maintenance: Figure<f64>,
    pub repairs: Figure<f64>,
    pub lost_hours: Figure<f64>,
    pub staff: Figure<f64>,
    pub insurance: Figure<f64>,
    /// Rent, where the space is not built.
    pub space: Figure<f64>,
}

impl Running {
    pub fn lines(&self) -> [(&'static str, Figure<f64>); 7] {
        [
            ("energy", self.energy),
            ("maintenance", self.maintenance),
            ("repairs", self.repairs),
            ("accelerator-hours lost", self.lost_hours),
            ("staff", self.staff),
            ("insurance and tax", self.insurance),
            ("space", self.space),
        ]
    }

    pub fn total(&self) -> Figure<f64> {
        self.lines().into_iter().fold(Figure::default(), |sum, (_, amount)| sum.plus(amount))
    }

    /// All that stays the same from year to year.
    fn level(&self) -> Figure<f64> {
        self.maintenance.plus(self.repairs).plus(self.lost_hours).plus(self.staff).plus(self.insurance).plus(self.space)
    }
}

/// Money of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    pub bill: Vec<Line>,
    pub capex: Figure<f64>,
    pub network_capex: Figure<f64>,
    pub running: Running,
    /// Present value of everything over the years, less what is left at their end.
    pub tco: Figure<f64>,
    /// The same as equal yearly payments.
    pub levelised: Figure<f64>,
    /// A year: capital as loans over the lives of its classes, or spread evenly; both with the running cost.
    pub annuity: Figure<f64>,
    pub straight_line: Figure<f64>,
    /// Payments by year, the first at the start.
    pub by_year: Vec<f64>,
    /// A month, with capital as loans that are paid back month by month.
    pub monthly: Monthly,
}

/// What a month costs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Monthly {
    pub it: Figure<f64>,
    pub network: Figure<f64>,
    pub plant: Figure<f64>,
    pub building: Figure<f64>,
    pub energy: Figure<f64>,
    /// Running cost but for energy.
    pub other: Figure<f64>,
}

impl Monthly {
    pub fn lines(&self) -> [(&'static str, Figure<f64>); 6] {
        [
            ("accelerators, blades, racks", self.it),
            ("network", self.network),
            ("power and cooling plant", self.plant),
            ("building", self.building),
            ("energy", self.energy),
            ("other running cost", self.other),
        ]
    }

    pub fn total(&self) -> Figure<f64> {
        self.lines().into_iter().fold(Figure::default(), |sum, (_, amount)| sum.plus(amount))
    }
}

impl Money {
    /// Capital of one group of lines.
    pub fn group(&self, group: Group) -> Figure<f64> {
        total(&self.bill, |line| line.group == group)
    }
}

/// What money follows from besides the bill.
pub struct Basis<'b> {
    pub frus: &'b [Fru],
    /// Watts at the rack inlets at the average load, and site over that.
    pub typical_w: Figure<f64>,
    pub pue: Figure<f64>,
    pub accelerators: u64,
    /// Footprint of the racks.
    pub floor_m2: f64,
}

pub fn money(report: &Report, basis: &Basis) -> Money {
    let rates = &report.resolved.rates;
    let mut bill = bill::parts(report);
    bill.extend(spare_parts(basis.frus, rates));
    bill.extend(bill::plant(report));
    let capex = total(&bill, |_| true);
    let running = running(&bill, basis, rates);
    let schedule = Schedule::of(&bill, rates);
    let worth = |case: Case| schedule.present_value(&running, rates, case);
    let likely = worth(Case::Likely);
    let guessed = share(capex.plus(running.total().times(f64::from(rates.years)))) * likely;
    let tco = Figure { low: worth(Case::Low), likely, high: worth(Case::High), guessed };
    Money {
        network_capex: total(&bill, |line| line.group.is_network() || (line.group == Group::Labour)),
        levelised: tco.times(finance::recovery(rates.discount.likely, f64::from(rates.years))),
        annuity: schedule.yearly(|class| class.annuity(rates.discount.likely)).plus(running.total()),
        straight_line: schedule.yearly(Class::straight_line).plus(running.total()),
        by_year: schedule.payments(&running, rates, Case::Likely),
        monthly: schedule.monthly(&running, rates),
        capex,
        running,
        tco,
        bill,
    }
}

fn share(figure: Figure<f64>) -> f64 {
    if figure.likely > 0.0 { figure.guessed / figure.likely } else { 0.0 }
}

fn total(bill: &[Line], pick: impl Fn(&Line) -> bool) -> Figure<f64> {
    bill.iter().filter(|line| pick(line)).fold(Figure::default(), |sum, line| sum.plus(line.amount))
}

/// Units to hold, so that one is there with the wanted probability while another is on its way.
pub fn spares_held(fru: &Fru, rates: &Rates) -> u64 {
    spares(fru.failures.likely * rates.spares_lead_hours.likely / YEAR_HOURS, rates.spares_service)
}

fn spare_parts(frus: &[Fru], rates: &Rates) -> Vec<Line> {
    let held = |fru: &Fru| {
        let count = spares_held(fru, rates);
        let line = Line::pieces(Group::Spares, &fru.item, count, fru.unit_price);
        (count > 0).then_some(Line { tier: fru.tier, ..line })
    };
    frus.iter().filter_map(held).collect()
}

/// Kilowatt-hours a year.
pub fn energy_kwh(typical_w: Figure<f64>, pue: Figure<f64>) -> Figure<f64> {
    typical_w.product(pue).times(YEAR_HOURS / 1000.0)
}

/// What the failures of a part cost a year: the part, unless a contract pays it, and the hands that change it.
pub fn repair_cost(fru: &Fru, rates: &Rates) -> Figure<f64> {
    let part = if fru.contract && rates.maintenance.likely > 0.0 { Figure::default() } else { fru.part_price };
    fru.failures.product(part.plus(rates.labour.times(fru.hours)))
}

/// What maintenance contracts are for: boxes. Modules, cables and lasers are bought one by one as they fail.
fn under_contract(group: Group) -> bool {
    matches!(group, Group::Accelerators | Group::Blades | Group::Memory | Group::Switches)
}

fn running(bill: &[Line], basis: &Basis, rates: &Rates) -> Running {
    let contracts = total(bill, |line| under_contract(line.group));
    let capital = total(bill, |_| true);
    let accelerators = total(bill, |line| line.group == Group::Accelerators);
    let hour = accelerators.times(1.0 / (real(basis.accelerators.max(1)) * rates.it_life.likely.max(0.1) * YEAR_HOURS));
    let sum = |of: &dyn Fn(&Fru) -> Figure<f64>| basis.frus.iter().fold(Figure::default(), |sum: Figure<f64>, fru| sum.plus(of(fru)));
    Running {
        energy: energy_kwh(basis.typical_w, basis.pue).product(rates.electricity),
        maintenance: contracts.product(rates.maintenance),
        repairs: sum(&|fru| repair_cost(fru, rates)),
        lost_hours: sum(&|fru| fru.lost_hours().product(hour)),
        staff: basis.typical_w.times(1e-6).product(rates.staff_per_mw).product(rates.staff_cost),
        insurance: capital.product(rates.insurance),
        // Who builds owns the space.
        space: if rates.build_cost.high > 0.0 { Figure::default() } else { rates.floor_rent.times(basis.floor_m2) },
    }
}

/// Capital of one life: bought at the start and again whenever it is worn out.
struct Class {
    life: f64,
    /// Share of the price that is left at the end of a life.
    residual: f64,
    capital: Figure<f64>,
}

/// Capital by life.
struct Schedule(Vec<Class>);

/// Groups of each class.
const CLASSES: [&[Group]; 5] = [
    &[Group::Accelerators],
    &[Group::Blades, Group::Memory, Group::Racks, Group::Spares],
    &[Group::Switches, Group::Modules, Group::Cables, Group::Lasers, Group::Labour],
    &[Group::Power, Group::Cooling],
    &[Group::Building],
];

impl Schedule {
    fn of(bill: &[Line], rates: &Rates) -> Self {
        let class = |(place, groups): (usize, &&[Group])| {
            let capital = total(bill, |line| groups.contains(&line.group));
            Self::terms(place, rates).map(|class| Class { capital, ..class })
        };
        Self(CLASSES.iter().enumerate().filter_map(class).collect())
    }

    /// Life and residual of a class, without its capital.
    fn terms(place: usize, rates: &Rates) -> Option<Class> {
        let lives = [rates.it_life, rates.it_life, rates.network_life, rates.plant_life, rates.building_life];
        let residual = if place == 0 { rates.residual.likely } else { 0.0 };
        lives.get(place).map(|life| Class { life: life.likely, residual, capital: Figure::default() })
    }

    fn yearly(&self, share: impl Fn(&Class) -> f64) -> Figure<f64> {
        self.0.iter().fold(Figure::default(), |sum, class| sum.plus(class.capital.times(share(class))))
    }

    /// Loans over the life of each class, and the running cost of the first year in twelve parts.
    fn monthly(&self, running: &Running, rates: &Rates) -> Monthly {
        let loan = |class: &Class| class.capital.times(finance::monthly(rates.discount.likely, 12.0 * class.life));
        let of = |places: &[usize]| {
            let classes = places.iter().filter_map(|place| self.0.get(*place));
            classes.map(loan).fold(Figure::default(), Figure::<f64>::plus)
        };
        Monthly {
            it: of(&[0, 1]),
            network: of(&[2]),
            plant: of(&[3]),
            building: of(&[4]),
            energy: running.energy.times(1.0 / 12.0),
            other: running.level().times(1.0 / 12.0),
        }
    }

    /// Payments by year: capital at the start and at replacements, when the old set is sold, running cost at the end of each year, what is
    /// left at the end.
    fn payments(&self, running: &Running, rates: &Rates, case: Case) -> Vec<f64> {
        let (level, energy) = (case.of(running.level()), case.of(running.energy));
        let escalation = case.of(rates.escalation);
        let years = rates.years;
        let mut payments: Vec<f64> = (0..=years)
            .map(|year| if year == 0 { 0.0 } else { level + energy * (1.0 + escalation).powi(i32::try_from(year - 1).unwrap_or(i32::MAX)) })
            .collect();
        for class in &self.0 {
            let capital = case.of(class.capital);
            for year in class.bought(years) {
                if let Some(payment) = payments.get_mut(year as usize) {
                    *payment += if year == 0 { capital } else { capital * (1.0 - class.residual) };
                }
            }
            if let Some(last) = payments.last_mut() {
                *last -= capital * class.left(years);
            }
        }
        payments
    }

    fn present_value(&self, running: &Running, rates: &Rates, case: Case) -> f64 {
        let payments = self.payments(running, rates, case);
        (0_u32..).zip(payments).map(|(year, payment)| payment * finance::discounted(rates.discount.likely, f64::from(year))).sum()
    }
}

impl Class {
    /// Share of the price that is used up each year.
    fn straight_line(&self) -> f64 {
        if self.life > 0.0 { (1.0 - self.residual) / self.life } else { 0.0 }
    }

    /// Share of the price that a loan takes each year: what is used up is paid back, what is left bears interest.
    fn annuity(&self, rate: f64) -> f64 {
        (1.0 - self.residual) * finance::recovery(rate, self.life) + self.residual * rate
    }

    /// Years at whose start it is bought, before the horizon.
    fn bought(&self, years: u32) -> impl Iterator<Item = u32> + '_ {
        (0..years).filter(move |year| *year == 0 || self.used(*year) < 1.0)
    }

    /// Years since it was last replaced; replacements happen at the start of the year in which a life ends.
    fn used(&self, year: u32) -> f64 {
        if self.life < 1.0 { 0.0 } else { f64::from(year) % self.life }
    }

    /// Share of the price left after the years: straight down to the residual over a life.
    fn left(&self, years: u32) -> f64 {
        if self.life <= 0.0 {
            return 0.0;
        }
        let whole = (f64::from(years) / self.life).floor();
        let used = f64::from(years) - whole * self.life;
        let share = if used == 0.0 && years > 0 { 1.0 } else { (used / self.life).min(1.0) };
        1.0 - share * (1.0 - self.residual)
    }
}

/// Watts per accelerator and the like; nothing where there is none.
pub fn per(figure: Figure<f64>, count: f64) -> Figure<f64> {
    if count > 0.0 { figure.times(1.0 / count) } else { Figure::default() }
}

/// A sum in microwatts as watts.
pub fn watts(sum: Figure<i128>) -> Figure<f64> {
    sum.per(1e6)
}

/// Microwatts as watts.
pub fn watts_of(uw: i128) -> f64 {
    float(uw) / 1e6
}
