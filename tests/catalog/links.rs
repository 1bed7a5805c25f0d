//! Technologies, switches and packages agree with themselves, and a link comes out as by hand.

use rackwright::model::catalog::Kind;
use rackwright::model::parts::{Family, SwitchKind};

use super::shared::{accelerator, decimal, interconnects, link, merged, switch, within};

#[test]
fn module_energy_is_module_power_over_rate() {
    for part in interconnects(&merged()) {
        let (power, energy) = (decimal(part.module_power.value().base()), part.module_energy.value().get());
        if power > 0.0 && energy > 0.0 {
            // mW over Mb/s is nJ/bit.
            let expected = power / decimal(part.unit_rate.value().base()) * 1000.0;
            within(energy, expected, 0.02, part.id.as_str());
        }
    }
}

#[test]
fn fibres_follow_from_rate_wavelengths_and_lanes() {
    // Gearboxes between host and line, cables sold by lanes, and imaging fibre.
    let apart = ["dr_dsp_53", "aoc_53", "aoc_212", "microled_2"];
    for part in interconnects(&merged()).iter().filter(|part| part.lane_rate.base() > 0 && !apart.contains(&part.id.as_str())) {
        let carried = part.wavelengths.value().count() * u64::try_from(part.lane_rate.base()).unwrap();
        let ways = if part.bidirectional { 1 } else { 2 };
        for (rate, fibres) in [(800_000_u64, part.fibres_800g.value()), (1_600_000, part.fibres_1600g.value())] {
            let expected = if carried == 0 { 0 } else { rate.div_ceil(carried) * ways };
            assert_eq!(fibres.count(), expected, "{} at {rate} Mb/s", part.id);
        }
    }
}

#[test]
fn a_cable_can_be_bought_for_every_reach() {
    for part in interconnects(&merged()) {
        let longest = part.stock.lengths.last().copied().unwrap();
        assert!(longest >= part.reach.value(), "{}: reach {}, longest stock {longest}", part.id, part.reach.value());
        assert!(part.stock.lengths.is_sorted_by(|a, b| a < b), "{}", part.id);
        assert!(part.stock.prices.is_empty() && !part.stock.sources.is_empty(), "{}", part.id);
    }
}

#[test]
fn copper_and_light_have_what_belongs_to_them() {
    for part in interconnects(&merged()) {
        let copper = matches!(part.family, Family::Backplane | Family::PassiveCopper | Family::ActiveCopper);
        assert_eq!(part.wavelengths.value().count() == 0, copper, "{}", part.id);
        assert_eq!(part.pairs_per_lane.value().count() == 2, copper, "{}", part.id);
        let in_front = matches!(part.family, Family::NearPackage | Family::CoPackaged | Family::InPackage);
        assert_eq!(part.laser.is_some(), in_front, "{}", part.id);
        assert!((1..=2).contains(&part.units_per_link.value().get()), "{}", part.id);
    }
}

#[test]
fn switch_ports_fit_the_capacity_and_stand_fastest_first() {
    let catalog = merged();
    for part in catalog.parts(Kind::Switch) {
        let switch = catalog.switch(part.id()).unwrap();
        assert!(!switch.radix.is_empty() && switch.radix.is_sorted_by(|a, b| a.link > b.link), "{}", switch.id);
        for radix in switch.radix.iter().filter(|_| switch.kind == SwitchKind::Packet) {
            let used = decimal(radix.link.base()) * decimal(radix.ports.value().get());
            assert!(used > 0.0 && used <= decimal(switch.capacity.value().base()) * 1.001, "{} at {}", switch.id, radix.link);
        }
        assert!(switch.io_in_power.value() < switch.power.value(), "{}: more port power than power", switch.id);
    }
}

#[test]
fn the_power_of_links_is_a_part_of_the_tdp() {
    let catalog = merged();
    for part in catalog.parts(Kind::Accelerator) {
        let part = catalog.accelerator(part.id()).unwrap();
        let share = decimal(part.io_in_tdp.value().base()) / decimal(part.tdp.value().base());
        assert!((0.005..0.2).contains(&share), "{}: {share}", part.id);
    }
}

#[test]
fn nvl72_has_5184_pairs() {
    let catalog = merged();
    let (gpu, cartridge) = (accelerator(&catalog, "gb200"), link(&catalog, "cable_cartridge_212"));
    let links = 72 * gpu.scale_up_links.value().count();
    let lanes = 2; // 400 Gb/s each way over lanes of 200 Gb/s
    assert_eq!(links, 1_296);
    assert_eq!(links * lanes * cartridge.pairs_per_lane.value().count(), 5_184);
    // The same by cables: a unit carries 1.6 Tb/s, so four links.
    assert_eq!(cartridge.unit_rate.value().base(), 1_600_000);
    assert_eq!(links / 4 * cartridge.cables_per_link.value().count(), 5_184);
    let ports = switch(&catalog, "nvlink5-switch").radix.first().unwrap().ports.value().count();
    assert_eq!(links, 9 * ports, "nine trays have a port for every link");
    assert_eq!(gpu.scale_up.value().base(), 18 * 400_000, "7.2 Tb/s each way");
}

#[test]
fn one_pluggable_and_one_optical_link_by_hand() {
    let catalog = merged();
    // 72 accelerators x 7.2 Tb/s x 2 ends: 19.3 kW of pluggables (published: about 20 kW), 4.7 kW of copper with its SerDes.
    let (plug, copper) = (link(&catalog, "dr8_dsp_212"), link(&catalog, "cable_cartridge_212"));
    let ends = 72.0 * 7.2 * 2.0;
    within(ends * (plug.module_energy.value().get() + plug.host_energy.value().get()), 19_305.2, 0.001, "watts of pluggables");
    within(ends * (copper.module_energy.value().get() + copper.host_energy.value().get()), 4_665.6, 0.001, "watts of copper");
    let optical = link(&catalog, "oio_teraphy_32");
    within(optical.module_energy.value().get() + optical.host_energy.value().get(), 4.945, 1e-9, "pJ/bit in the package");
    // One laser module feeds two chiplets, by wavelengths: 16 ports x 16 x 32 Gb/s.
    let laser = optical.laser.as_ref().unwrap();
    assert_eq!(laser.capacity.value().base(), 2 * optical.unit_rate.value().base());
    // 1,024 accelerators at 51.2 Tb/s each way: 2 x 100 fibres each.
    let fibre = optical.wavelengths.value().count() * u64::try_from(optical.lane_rate.base()).unwrap();
    assert_eq!(1_024 * 2 * 51_200_000_u64.div_ceil(fibre), 204_800);
    let package = accelerator(&catalog, "optical-xpu");
    let edge = package.usable_edge.value().get() * optical.edge_density.value().get();
    assert!(edge * 1000.0 >= decimal(package.scale_up.value().base()), "{edge} Gb/s leave the package");
}
