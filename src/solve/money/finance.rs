//! Time value of money: recovery factors, present values, prices that escalate, loans. Payments come at the end of their year.

/// Share of a loan that is paid back each year; an even share without interest.
pub fn recovery(rate: f64, years: f64) -> f64 {
    if years <= 0.0 {
        return 0.0;
    }
    if rate.abs() < 1e-12 { 1.0 / years } else { rate / (1.0 - (1.0 + rate).powf(-years)) }
}

/// What a payment of one at the end of a year is worth at the start.
pub fn discounted(rate: f64, years: f64) -> f64 {
    (1.0 + rate).powf(-years)
}

/// Present value of a payment of one in the first year that changes by `escalation` every year.
pub fn escalating(rate: f64, escalation: f64, years: u32) -> f64 {
    let growth = (1.0 + escalation) / (1.0 + rate);
    let n = f64::from(years);
    let sum = if (growth - 1.0).abs() < 1e-12 { n } else { (1.0 - growth.powf(n)) / (1.0 - growth) };
    sum / (1.0 + rate)
}

/// Equal monthly payments that pay back a loan of one.
pub fn monthly(rate: f64, months: f64) -> f64 {
    recovery(rate / 12.0, months)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-8, "{got} {expected}");
    }

    #[test]
    fn factors_of_textbooks() {
        near(recovery(0.10, 5.0), 0.263_797_48);
        near(recovery(0.0, 4.0), 0.25);
        near(recovery(0.1, 0.0), 0.0);
        near(escalating(0.10, 0.0, 5) * recovery(0.10, 5.0), 1.0);
        near(escalating(0.08, 0.08, 5), 5.0 / 1.08);
        near(escalating(0.0, 0.0, 7), 7.0);
    }

    /// Hamilton's monthly costs of 2010: 45,978 servers at 1,450 USD over 36 months at 5 % are 1,998,103 USD a month.
    #[test]
    fn a_published_loan() {
        assert!((45_978.0 * 1_450.0 * monthly(0.05, 36.0) - 1_998_103.0).abs() < 500.0);
    }
}
