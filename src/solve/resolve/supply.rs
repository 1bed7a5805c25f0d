//! Power chains and cooling as the solver uses them: efficiency by load, and where losses turn into heat.

use crate::model::parts::{Cooling, PowerChain, Stage, StagePlace};
use crate::model::units::Power;
use crate::solve::figure::{Figure, float};

/// Microwatts in a milliwatt: links are charged by the microwatt, everything else by the milliwatt.
pub const UW_PER_MW: i64 = 1_000;

/// A power in microwatts; saturates.
pub fn microwatts(power: Power) -> i64 {
    power.base().saturating_mul(UW_PER_MW)
}

/// One converter.
#[derive(Clone, Debug, PartialEq)]
pub struct Converter {
    pub efficiency: Figure<f64>,
    /// Load and efficiency as shares, ascending.
    pub curve: Vec<(f64, f64)>,
}

/// Which end of the ranges a sum is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Low,
    Likely,
    High,
}

impl Case {
    pub const ALL: [Case; 3] = [Case::Low, Case::Likely, Case::High];

    pub fn of(self, figure: Figure<f64>) -> f64 {
        match self {
            Case::Low => figure.low,
            Case::Likely => figure.likely,
            Case::High => figure.high,
        }
    }

    /// The case of a number that makes a sum smaller when it grows, such as an efficiency.
    pub fn opposite(self) -> Self {
        match self {
            Case::Low => Case::High,
            Case::Likely => Case::Likely,
            Case::High => Case::Low,
        }
    }
}

impl Converter {
    fn of(stage: &Stage) -> Self {
        Self {
            efficiency: Figure::of(&stage.efficiency),
            curve: stage.curve.iter().map(|point| (point.load.get(), point.efficiency.get())).collect(),
        }
    }

    /// Efficiency at a load; the curve keeps its shape and moves with the efficiency at full load.
    pub fn at(&self, load: f64, case: Case) -> f64 {
        let full = case.opposite().of(self.efficiency);
        let shape = interpolated(&self.curve, load).map_or(0.0, |at| at - self.curve.last().map_or(at, |(_, last)| *last));
        (full + shape).clamp(0.01, 1.0)
    }
}

/// The curve at a load, straight between its points and flat beyond them.
fn interpolated(curve: &[(f64, f64)], load: f64) -> Option<f64> {
    let after = curve.partition_point(|(at, _)| *at <= load);
    let last = curve.last().map(|(_, value)| *value);
    let Some((right_at, right)) = curve.get(after).copied() else { return last };
    let Some((left_at, left)) = after.checked_sub(1).and_then(|before| curve.get(before)).copied() else { return Some(right) };
    Some(left + (right - left) * (load - left_at) / (right_at - left_at))
}

/// From the grid to the blades.
#[derive(Clone, Debug, PartialEq)]
pub struct Supply {
    pub in_rack: Vec<Converter>,
    /// In the hall and in plant rooms, grid first.
    pub upstream: Vec<Converter>,
    /// Microwatts of one power shelf.
    pub shelf_uw: i64,
    pub rack_limit_uw: i64,
    pub price_per_watt: Figure<f64>,
}

impl Supply {
    pub fn of(chain: &PowerChain) -> Self {
        let (in_rack, upstream): (Vec<&Stage>, Vec<&Stage>) = chain.stages.iter().partition(|stage| stage.place == StagePlace::Rack);
        let converters = |stages: Vec<&Stage>| stages.into_iter().map(Converter::of).collect();
        Self {
            in_rack: converters(in_rack),
            upstream: converters(upstream),
            shelf_uw: microwatts(chain.shelf.value()),
            rack_limit_uw: microwatts(chain.rack_limit.value()),
            price_per_watt: Figure::of(&chain.price),
        }
    }

    /// What the blades get of a watt at the rack's inlet.
    pub fn rack_efficiency(&self, load: f64, case: Case) -> f64 {
        self.in_rack.iter().map(|converter| converter.at(load, case)).product()
    }

    /// What the racks get of a watt from the grid, at full load.
    pub fn upstream_efficiency(&self, case: Case) -> f64 {
        self.upstream.iter().map(|converter| case.opposite().of(converter.efficiency)).product()
    }

    pub fn is_guess(&self) -> bool {
        self.in_rack.iter().chain(&self.upstream).any(|converter| converter.efficiency.guessed > 0.0)
    }
}

/// How heat leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Cooler {
    /// Largest share of a rack's heat that liquid takes.
    pub liquid_share: f64,
    /// Takes its share of all heat, whatever parts give to liquid.
    pub from_exhaust: bool,
    pub air_limit_uw: i64,
    pub liquid_limit_uw: i64,
    pub pump_share: Figure<f64>,
    pub liquid_cop: Figure<f64>,
    pub air_cop: Figure<f64>,
    /// Litres a minute per kilowatt.
    pub flow: f64,
    pub water_l_per_kwh: Figure<f64>,
    pub price_per_watt: Figure<f64>,
}

impl Cooler {
    pub fn of(cooling: &Cooling) -> Self {
        Self {
            liquid_share: cooling.liquid_share.value().get(),
            from_exhaust: cooling.from_exhaust,
            air_limit_uw: microwatts(cooling.air_limit.value()),
            liquid_limit_uw: microwatts(cooling.liquid_limit.value()),
            pump_share: Figure::of(&cooling.pump_share),
            liquid_cop: Figure::of(&cooling.liquid_cop),
            air_cop: Figure::of(&cooling.air_cop),
            flow: cooling.flow.value().get(),
            water_l_per_kwh: Figure::of(&cooling.water),
            price_per_watt: Figure::of(&cooling.price),
        }
    }

    /// Watts of plant that take so much heat away, from liquid and from air.
    pub fn plant(&self, liquid_uw: i128, air_uw: i128, case: Case) -> f64 {
        let of = |heat: i128, cop: Figure<f64>| float(heat) / case.opposite().of(cop).max(0.1);
        of(liquid_uw, self.liquid_cop) + of(air_uw, self.air_cop) + float(liquid_uw) * case.of(self.pump_share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn efficiency_follows_the_load_and_is_flat_beyond_the_curve() {
        let efficiency = Figure { low: 0.95, likely: 0.965, high: 0.975, guessed: 0.0 };
        let converter = Converter { efficiency, curve: vec![(0.1, 0.93), (0.5, 0.975), (1.0, 0.965)] };
        let near = |got: f64, expected: f64| assert!((got - expected).abs() < 1e-12, "{got} {expected}");
        near(converter.at(0.05, Case::Likely), 0.93);
        near(converter.at(0.3, Case::Likely), 0.9525);
        near(converter.at(1.2, Case::Likely), 0.965);
        // The low case of a draw has the high efficiency.
        near(converter.at(1.0, Case::Low), 0.975);
        near(converter.at(1.0, Case::High), 0.95);
    }
}
