//! The view of the floor, which cannot leave the map.

/// Where the view of the floor is and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Middle of the view, in millimetres.
    pub centre: [f64; 2],
    /// Points per metre.
    pub zoom: f64,
}

/// Points per metre of the widest and the closest view.
pub const ZOOMS: (f64, f64) = (0.2, 5000.0);
/// Points per metre at 100 %.
pub const FULL_SIZE: f64 = 100.0;

impl Default for Camera {
    fn default() -> Self {
        Self { centre: [0.0, 0.0], zoom: FULL_SIZE }
    }
}

impl Camera {
    /// The nearest camera that is finite and inside the bounds.
    pub fn checked(self) -> Self {
        let finite = |value: f64, fallback: f64| if value.is_finite() { value } else { fallback };
        let bound = 10_000_000.0;
        Self {
            centre: self.centre.map(|value| finite(value, 0.0).clamp(-bound, bound)),
            zoom: finite(self.zoom, FULL_SIZE).clamp(ZOOMS.0, ZOOMS.1),
        }
    }
}

/// The nearest whole number of a float inside the ten kilometres.
pub fn whole_mm(value: f64) -> i64 {
    let bounded = if value.is_finite() { value.clamp(-1e7, 1e7).round() } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "bounded to ten kilometres just above")]
    let whole = bounded as i64;
    whole
}
