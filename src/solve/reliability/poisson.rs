//! Spares: how many to hold so that one is there when it is needed.

/// The smallest stock that covers so many expected failures with this probability. Sums in logarithms, since `e^-700` is nothing to a float.
pub fn spares(expected: f64, service: f64) -> u64 {
    if expected <= 0.0 || !expected.is_finite() {
        return 0;
    }
    if expected > LARGE {
        return by_normal(expected, service);
    }
    let mut log = -expected;
    let mut covered = log.exp();
    let mut stock: u64 = 0;
    while covered < service.min(MOST_SERVICE) {
        stock += 1;
        log += (expected / crate::solve::figure::real(stock)).ln();
        covered += log.exp();
    }
    stock
}

/// No stock covers everything.
const MOST_SERVICE: f64 = 0.999_999;
/// Beyond this many failures the normal curve is within one or two parts, and quick.
const LARGE: f64 = 2_000.0;

/// Mean plus so many deviations, with the correction for counts.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and far below 2^63")]
fn by_normal(expected: f64, service: f64) -> u64 {
    (expected + quantile(service.clamp(0.5, MOST_SERVICE)) * expected.sqrt() + 0.5).ceil().min(1e18) as u64
}

/// Deviations below which a normal value stays with this probability, by bisection of the error integral.
fn quantile(probability: f64) -> f64 {
    let (mut low, mut high) = (0.0, 10.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if below(middle) < probability { low = middle } else { high = middle }
    }
    high
}

/// Share of a normal distribution below so many deviations (Abramowitz and Stegun 26.2.17, error below 1e-7).
fn below(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x);
    let sum = t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    1.0 - (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_stocks() {
        assert_eq!([spares(2.0, 0.95), spares(0.5, 0.99), spares(700.0, 0.95), spares(0.0, 0.99)], [5, 3, 744, 0]);
        assert!((101_500..101_600).contains(&(spares(101_000.0, 0.95))), "{}", spares(101_000.0, 0.95));
    }
}
