//! Trays, racks and sites add up to what is published of them.

use rackwright::model::catalog::{Catalog, Kind};
use rackwright::model::parts::{Blade, Fitted, StagePlace, System};
use rackwright::model::text::Id;

use super::shared::{blade, decimal, id, merged, system, within};

/// Watts of a blade without fans and links: host, accelerators, switches, memory.
fn blade_watts(catalog: &Catalog, blade: &Blade) -> f64 {
    let of = |fitted: &Option<Fitted>, watts: &dyn Fn(&Id) -> Option<i64>| {
        fitted.as_ref().map_or(0.0, |fitted| decimal(watts(&fitted.part).unwrap()) * decimal(fitted.count.get()))
    };
    let packages = of(&blade.accelerators, &|part| Some(catalog.accelerator(part)?.tdp.value().base()));
    let switches = of(&blade.switches, &|part| Some(catalog.switch(part)?.power.value().base()));
    let memory = of(&blade.memory, &|part| Some(catalog.memory(part)?.power.value().base()));
    (decimal(blade.host_power.value().base()) + packages + switches + memory) / 1000.0
}

fn blade_price(catalog: &Catalog, blade: &Blade) -> f64 {
    let packages = blade
        .accelerators
        .as_ref()
        .map_or(0.0, |fitted| catalog.accelerator(&fitted.part).unwrap().price.value().get() * decimal(fitted.count.get()));
    let switches = blade
        .switches
        .as_ref()
        .map_or(0.0, |fitted| catalog.switch(&fitted.part).unwrap().price.value().get() * decimal(fitted.count.get()));
    blade.price.value().get() + packages + switches
}

/// A sum over the blades of a rack.
fn over_blades(catalog: &Catalog, system: &System, of: &dyn Fn(&Blade) -> f64) -> f64 {
    system.blades.iter().map(|mounted| of(catalog.blade(&mounted.part).unwrap()) * decimal(mounted.count.get())).sum()
}

#[test]
fn trays_sum_to_their_published_power() {
    let catalog = merged();
    let watts = |name: &str| blade_watts(&catalog, blade(&catalog, name));
    within(watts("gb200-compute-tray"), 5_400.0, 0.0, "GB200 tray");
    within(watts("gb300-compute-tray"), 6_600.0, 0.0, "GB300 tray");
    within(18.0 * watts("gb200-compute-tray") + 9.0 * watts("nvlink5-switch-tray"), 110_700.0, 0.0, "18 x 5.4 + 9 x 1.5 kW");
    for (name, published) in [("dgx-h100", 10_200.0), ("dgx-b200", 14_300.0)] {
        let fans = 1.0 + blade(&catalog, name).fan_share.value().get();
        within(watts(name) * fans, published, 0.002, name);
    }
}

#[test]
fn racks_built_from_blades_land_in_the_published_range() {
    let catalog = merged();
    let racks = [
        ("gb200-nvl72", 0.90),
        ("gb300-nvl72", 0.95),
        ("vr-nvl72", 0.95),
        ("kyber-nvl144", 1.0),
        ("helios", 1.0),
        ("tpu-v4-cube", 1.0),
        ("tpu-v7-rack", 1.0),
        ("ayar-wiwynn-rack", 1.0),
        ("memory-rack", 1.0),
    ];
    for (name, margin) in racks {
        let system = system(&catalog, name);
        let watts = over_blades(&catalog, system, &|blade| blade_watts(&catalog, blade));
        let (low, high) = (decimal(system.power.low().base()) / 1000.0, decimal(system.power.high().base()) / 1000.0);
        assert!(watts >= low * margin && watts <= high, "{name}: {watts} W, published {low}..{high} W with fans and losses");
    }
}

#[test]
fn systems_fit_their_frames_and_hold_their_accelerators() {
    let catalog = merged();
    for part in catalog.parts(Kind::System) {
        let system = catalog.system(part.id()).unwrap();
        let packages =
            over_blades(&catalog, system, &|blade| blade.accelerators.as_ref().map_or(0.0, |fitted| decimal(fitted.count.get())));
        let compute_racks = if system.id.as_str() == "cloudmatrix-384" { 12 } else { system.racks.value().get() };
        assert_eq!(packages * decimal(compute_racks), decimal(system.accelerators.value().get()), "{}", system.id);
        let Some(frame) = system.frame.as_ref().map(|frame| catalog.frame(frame).unwrap()) else { continue };
        let units = over_blades(&catalog, system, &|blade| decimal(blade.height.value().get()));
        assert!(units <= decimal(frame.units.value().get()), "{}: {units} U in {}", system.id, frame.id);
        let mass = decimal(frame.mass.value().base()) + over_blades(&catalog, system, &|blade| decimal(blade.mass.value().base()));
        assert!(mass <= decimal(frame.max_mass.value().base()), "{}: {mass} g on {}", system.id, frame.id);
        if let Some(published) = system.mass.as_ref().filter(|_| system.racks.value().get() == 1) {
            within(mass, decimal(published.value().base()), 0.12, system.id.as_str());
        }
    }
}

#[test]
fn prices_of_blades_make_the_published_price() {
    let catalog = merged();
    within(blade_price(&catalog, blade(&catalog, "dgx-h100")), 325_000.0, 0.0, "DGX H100");
    within(blade_price(&catalog, blade(&catalog, "dgx-b200")), 515_000.0, 0.0, "DGX B200");
    for name in ["gb200-nvl72", "gb300-nvl72", "vr-nvl72", "kyber-nvl144", "helios", "ayar-wiwynn-rack", "cloudmatrix-384", "tpu-v4-cube"] {
        let system = system(&catalog, name);
        let published = system.price.as_ref().unwrap();
        let racks = if name == "cloudmatrix-384" { 12.0 } else { 1.0 };
        let frame = catalog.frame(system.frame.as_ref().unwrap()).unwrap().price.value().get();
        let price = racks * (frame + over_blades(&catalog, system, &|blade| blade_price(&catalog, blade)));
        let (low, high) = (published.low().get() * 0.99, published.high().get() * 1.01);
        assert!((low..=high).contains(&price), "{name}: {price} USD, published {low}..{high}");
    }
}

#[test]
fn pue_from_its_parts_lands_near_the_published_one() {
    let catalog = merged();
    let upstream = |chain: &str| -> f64 {
        let chain = catalog.power_chain(&id(chain)).unwrap();
        let outside = chain.stages.iter().filter(|stage| stage.place != StagePlace::Rack);
        1.0 / outside.map(|stage| stage.efficiency.value().get()).product::<f64>()
    };
    for (cooling, chain) in [("air", "ac-54v"), ("rear-door", "ac-54v"), ("hybrid-85", "ac-54v"), ("liquid-100", "hvdc-800v")] {
        let part = catalog.cooling(&id(cooling)).unwrap();
        let liquid = part.liquid_share.value().get();
        let plant = liquid / part.liquid_cop.value().get() + (1.0 - liquid) / part.air_cop.value().get();
        within(upstream(chain) + plant + liquid * part.pump_share.value().get(), part.pue.value().get(), 0.025, cooling);
    }
}

#[test]
fn load_curves_end_at_full_load() {
    let catalog = merged();
    for part in catalog.parts(Kind::PowerChain) {
        let chain = catalog.power_chain(part.id()).unwrap();
        for stage in chain.stages.iter().filter(|stage| !stage.curve.is_empty()) {
            let last = stage.curve.last().unwrap();
            assert_eq!((last.load.get(), last.efficiency), (1.0, stage.efficiency.value()), "{} {}", chain.id, stage.name);
            assert!(stage.curve.is_sorted_by(|a, b| a.load < b.load), "{} {}", chain.id, stage.name);
        }
    }
}
