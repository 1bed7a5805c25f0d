//! Colours: every text on every surface at 4.5:1, every mark at 3:1, and roles and states that colour-blind people tell apart.

use egui::Color32;
use rackwright::app::themes::Themes;
use rackwright::io::export::look;
use rackwright::model::parts::Family;
use rackwright::model::rack_type::Role;
use rackwright::solve::charts::Paint;
use rackwright::ui::theme::Theme;

/// Linear light of a colour.
fn linear(colour: Color32) -> [f64; 3] {
    [colour.r(), colour.g(), colour.b()].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn luminance(colour: Color32) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast as WCAG defines it.
fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What a dichromat sees, by Viénot, Brettel and Mollon (1999), in linear light.
fn seen(colour: Color32, blindness: &str) -> [f64; 3] {
    let [r, g, b] = linear(colour);
    let rows = match blindness {
        "none" => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        "protanopia" => [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]],
        "deuteranopia" => [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]],
        "tritanopia" => [[1.0, 0.14461, -0.14461], [0.0, 0.85924, 0.14076], [0.0, 0.85924, 0.14076]],
        other => panic!("{other}"),
    };
    rows.map(|[x, y, z]| (x * r + y * g + z * b).clamp(0.0, 1.0))
}

/// CIE L*a*b* of linear light, D65.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
    let f = |t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

fn distance(a: Color32, b: Color32, blindness: &str) -> f64 {
    let (a, b) = (lab(seen(a, blindness)), lab(seen(b, blindness)));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn themes() -> [(&'static str, Theme); 2] {
    let themes = Themes::embedded().expect("the embedded themes are read");
    [("dark", themes.dark), ("light", themes.light)]
}

fn texts(theme: &Theme) -> Vec<(&'static str, Color32)> {
    vec![
        ("text", theme.text),
        ("dim", theme.dim),
        ("accent", theme.accent),
        ("error", theme.error),
        ("warning", theme.warning),
        ("note", theme.note),
        ("better", theme.better),
        ("worse", theme.worse),
    ]
}

fn marks(theme: &Theme) -> Vec<(&'static str, Color32)> {
    vec![
        ("compute", theme.compute),
        ("switch", theme.switch),
        ("memory", theme.memory),
        ("power", theme.power),
        ("cooling", theme.cooling),
        ("passive copper", theme.passive_copper),
        ("active copper", theme.active_copper),
        ("pluggable", theme.pluggable),
        ("linear pluggable", theme.linear_pluggable),
        ("near package", theme.near_package),
        ("co-packaged", theme.co_packaged),
        ("in package", theme.in_package),
        ("other media", theme.other_media),
    ]
}

#[test]
fn text_reads_on_every_surface() {
    let mut bad = Vec::new();
    for (name, theme) in themes() {
        for (text, colour) in texts(&theme) {
            // What says something of a state stands on panels; the rest anywhere.
            let surfaces = theme
                .surfaces()
                .into_iter()
                .filter(|(surface, _)| matches!(text, "text" | "dim") || !matches!(*surface, "hover" | "selection"));
            for (surface, ground) in surfaces.filter(|(surface, _)| text != "dim" || *surface != "selection") {
                let ratio = contrast(colour, ground);
                if ratio < 4.5 {
                    bad.push(format!("{name}: {text} on {surface} is {ratio:.2}:1"));
                }
            }
        }
        let on_accent = contrast(theme.on_accent, theme.accent);
        if on_accent < 4.5 {
            bad.push(format!("{name}: text on accent is {on_accent:.2}:1"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn text_reads_on_tinted_racks() {
    for (name, theme) in themes() {
        for (mark, colour) in marks(&theme) {
            let ratio = contrast(theme.text, theme.tint(colour));
            assert!(ratio >= 4.5, "{name}: text on a {mark} rack is {ratio:.2}:1");
        }
    }
}

#[test]
fn marks_stand_out_from_canvas_and_panel() {
    let mut bad = Vec::new();
    for (name, theme) in themes() {
        for (mark, colour) in marks(&theme) {
            for (surface, ground) in [("canvas", theme.canvas), ("panel", theme.panel)] {
                let ratio = contrast(colour, ground);
                if ratio < 3.0 {
                    bad.push(format!("{name}: {mark} on {surface} is {ratio:.2}:1"));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn roles_and_states_differ_for_colour_blind_people() {
    let mut bad = Vec::new();
    for (name, theme) in themes() {
        let told_apart = [
            ("compute", theme.compute),
            ("switch", theme.switch),
            ("memory", theme.memory),
            ("power", theme.power),
            ("cooling", theme.cooling),
        ];
        let states = [("error", theme.error), ("warning", theme.warning), ("note", theme.note)];
        for set in [told_apart.as_slice(), states.as_slice()] {
            for (index, (a, first)) in set.iter().enumerate() {
                for (b, second) in &set[index + 1..] {
                    for blindness in ["none", "protanopia", "deuteranopia", "tritanopia"] {
                        let apart = distance(*first, *second, blindness);
                        if apart < 10.0 {
                            bad.push(format!("{name}: {a} and {b} with {blindness}: {apart:.1}"));
                        }
                    }
                }
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn a_token_that_is_no_colour_is_named() {
    use rackwright::io::decode::{Unknown, decode};
    use rackwright::ui::theme::Tokens;
    let text = include_str!("../../assets/theme_dark.ron").replace("\"#101317\"", "\"black\"");
    let (tokens, _) = decode::<Tokens>(&text, Unknown::Refused).expect("tokens");
    assert_eq!(Theme::of(&tokens, true), Err("canvas: got black, allowed #RRGGBB".to_string()));
}

#[test]
fn paper_has_the_colours_of_the_light_window() {
    let light = &themes()[1].1;
    let roles = Role::ALL.iter().map(|role| Paint::Role(*role));
    let families = Family::ALL.iter().map(|family| Paint::Family(*family));
    let tiers = (0..5).map(Paint::Links);
    let others = [Paint::Hosts, Paint::Fans, Paint::Plant, Paint::Network, Paint::Plain, Paint::Limit, Paint::Line];
    for paint in roles.chain(families).chain(tiers).chain(others) {
        assert_eq!(Color32::from_hex(&look::colour(paint)), Ok(light.chart(paint)), "{paint:?}");
    }
    assert_eq!(Color32::from_hex(look::BETTER), Ok(light.better));
    assert_eq!(Color32::from_hex(look::WORSE), Ok(light.worse));
}
