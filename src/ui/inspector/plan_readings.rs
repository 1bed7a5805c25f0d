//! What the plan comes to, group by group: shown while nothing is selected.

use egui::{CollapsingHeader, RichText, Ui};

use crate::solve::Totals;
use crate::solve::figure::{Figure, real};
use crate::solve::readout::Unit;
use crate::ui::ctx::Ctx;
use crate::ui::widgets::reading::figure;
use crate::ui::widgets::row::heading;

/// Names with their numbers.
type Group = Vec<(&'static str, Figure<f64>, Unit)>;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let Some(reading) = ctx.reading.filter(|reading| reading.totals.racks > 0) else { return };
    heading(ui, ctx.theme, "TOTALS");
    let totals = &reading.totals;
    let groups = [
        ("Power and heat", power(totals)),
        ("Network", network(totals)),
        ("Money", money(totals)),
        ("Failures and footprint", other(totals)),
    ];
    ui.scope(|ui| {
        if reading.stale {
            ui.multiply_opacity(0.6);
        }
        for (place, (title, group)) in groups.into_iter().enumerate() {
            let header = CollapsingHeader::new(RichText::new(title)).id_salt(("totals", title)).default_open(place == 0);
            header.show_unindented(ui, |ui| {
                group.into_iter().for_each(|(name, value, unit)| drop(figure(ui, ctx.theme, name, value, unit)));
            });
        }
    });
}

fn power(totals: &Totals) -> Group {
    let exact = Figure::exact;
    vec![
        ("IT power, full load", totals.it_w, Unit::Watt),
        ("IT power, average load", totals.typical_w, Unit::Watt),
        ("Site power, full load", totals.site_w, Unit::Watt),
        ("PUE", totals.pue, Unit::Ratio),
        ("Per accelerator", totals.per_accelerator_w, Unit::Watt),
        ("Links", exact(totals.links_w), Unit::Watt),
        ("Fans", exact(totals.fans_w), Unit::Watt),
        ("Conversion in racks", exact(totals.loss_w), Unit::Watt),
        ("Heat to liquid", exact(totals.liquid_w), Unit::Watt),
        ("Heat to air", exact(totals.air_w), Unit::Watt),
        ("Coolant", exact(totals.coolant_l_per_min), Unit::LitrePerMinute),
        ("Energy", totals.energy_kwh, Unit::KwhPerYear),
    ]
}

fn network(totals: &Totals) -> Group {
    let wide = |count: u128| self::count(u64::try_from(count).unwrap_or(u64::MAX));
    vec![
        ("Injection each way", Figure::exact(totals.injection_gbps), Unit::Gbps),
        ("Links", count(totals.links), Unit::Count),
        ("Cables", count(totals.cables), Unit::Count),
        ("Cable", Figure::exact(totals.cable_m), Unit::Metre),
        ("Modules and engines", count(totals.modules), Unit::Count),
        ("Laser modules", count(totals.lasers), Unit::Count),
        ("Fibres", wide(totals.fibres), Unit::Count),
        ("Copper pairs", wide(totals.pairs), Unit::Count),
    ]
}

fn count(count: u64) -> Figure<f64> {
    Figure::exact(real(count))
}

fn money(totals: &Totals) -> Group {
    let money = &totals.money;
    vec![
        ("Capital", money.capex, Unit::Usd),
        ("Of it network", money.network_capex, Unit::Usd),
        ("Running cost, first year", money.running.total(), Unit::UsdPerYear),
        ("TCO", money.tco, Unit::Usd),
        ("Accelerator-hour", totals.usd_per_accelerator_hour, Unit::UsdPerHour),
        ("Network by bandwidth", totals.usd_per_tbps, Unit::UsdPerTbps),
        ("Capital by power", totals.usd_per_watt, Unit::UsdPerWatt),
    ]
}

fn other(totals: &Totals) -> Group {
    let exact = Figure::exact;
    vec![
        ("Failures", totals.failures, Unit::PerYear),
        ("Accelerator-hours lost a year", totals.lost_hours, Unit::Hour),
        ("Availability", exact(100.0 * totals.availability), Unit::Percent),
        ("Footprint of racks", exact(totals.floor_m2), Unit::SquareMetre),
        ("Mass of racks", exact(totals.mass_kg), Unit::Kilogram),
        ("Memory on accelerators", exact(totals.hbm_gb), Unit::Gigabyte),
        ("Pooled memory", exact(totals.memory_gb), Unit::Gigabyte),
    ]
}
