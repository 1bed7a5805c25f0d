//! Values and warnings copied by hand from the tables the catalogue was made from.

use rackwright::model::catalog::Kind;

use super::shared::{id, merged, numbers};

/// Kind, part, path, value, low, high, confidence: copied by hand from the tables.
const SPOT_CHECKS: &[(Kind, &str, &str, &str, &str, &str, &str)] = &[
    (Kind::Interconnect, "pcb_backplane_106", "reach", "800 mm", "500 mm", "1 m", "estimate"),
    (Kind::Interconnect, "dac_106", "reach", "2 m", "1 m", "3 m", "published"),
    (Kind::Interconnect, "dac_212", "host_energy", "4.5 pJ/bit", "3.5 pJ/bit", "6 pJ/bit", "recalled"),
    (Kind::Interconnect, "aec_106", "price", "400 USD", "300 USD", "500 USD", "published"),
    (Kind::Interconnect, "dr4_dsp_106", "afr", "1.17 %/yr", "0.88 %/yr", "1.75 %/yr", "published"),
    (Kind::Interconnect, "dr8_dsp_106", "module_power", "16 W", "13 W", "17 W", "published"),
    (Kind::Interconnect, "dr8_dsp_212", "module_energy", "15.62 pJ/bit", "13.75 pJ/bit", "18.75 pJ/bit", "published"),
    (Kind::Interconnect, "lpo_106", "price", "800 USD", "400 USD", "900 USD", "published"),
    (Kind::Interconnect, "cpo_quantumx_212", "faceplate_density", "28.8 Tb/s/U", "28.8 Tb/s/U", "28.8 Tb/s/U", "published"),
    (Kind::Interconnect, "cpo_quantumx_212", "laser.power", "12 W", "8 W", "18 W", "estimate"),
    (Kind::Interconnect, "oio_teraphy_32", "module_energy", "4.395 pJ/bit", "2.93 pJ/bit", "6.104 pJ/bit", "recalled"),
    (Kind::Interconnect, "oio_teraphy_32", "edge_density", "1000 Gb/s/mm", "800 Gb/s/mm", "1400 Gb/s/mm", "estimate"),
    (Kind::Interconnect, "oio_oci_53", "reach", "100 m", "30 m", "500 m", "published"),
    (Kind::Interconnect, "zr_400", "reach", "80 km", "40 km", "120 km", "published"),
    (Kind::Interconnect, "microled_2", "afr", "0.05 %/yr", "0.01 %/yr", "0.3 %/yr", "estimate"),
    (Kind::Accelerator, "h100", "scale_up", "3.6 Tb/s", "3.6 Tb/s", "3.6 Tb/s", "published"),
    (Kind::Accelerator, "gb200", "tdp", "1.2 kW", "1.2 kW", "1.2 kW", "published"),
    (Kind::Accelerator, "gb300", "fp8", "5000 TFLOP/s", "4500 TFLOP/s", "7000 TFLOP/s", "published"),
    (Kind::Accelerator, "rubin-ultra", "scale_up", "28.8 Tb/s", "28.8 Tb/s", "41.7 Tb/s", "estimate"),
    (Kind::Accelerator, "tpu-v5p", "hbm_bandwidth", "2.765 TB/s", "2.765 TB/s", "2.765 TB/s", "published"),
    (Kind::Accelerator, "ascend-910c", "scale_up", "3.136 Tb/s", "3.136 Tb/s", "3.136 Tb/s", "published"),
    (Kind::Switch, "qm9700", "latency", "230 ns", "150 ns", "330 ns", "estimate"),
    (Kind::Switch, "qm9700", "power", "747 W", "747 W", "747 W", "recalled"),
    (Kind::Switch, "th6", "radix[3].ports", "512", "512", "512", "published"),
    (Kind::Switch, "palomar-ocs", "power", "108 W", "108 W", "108 W", "recalled"),
    (Kind::System, "gb200-nvl72", "power", "132 kW", "120 kW", "145 kW", "published"),
    (Kind::System, "vr-nvl72", "price", "7803148 USD", "7803148 USD", "9100000 USD", "published"),
    (Kind::System, "helios", "mass", "3175 kg", "3175 kg", "3175 kg", "published"),
    (Kind::PowerChain, "ac-54v", "shelf", "33 kW", "33 kW", "33 kW", "published"),
    (Kind::Cooling, "air", "air_limit", "20 kW", "8 kW", "50 kW", "published"),
    (Kind::Cooling, "liquid-100", "pue", "1.08", "1.04", "1.12", "estimate"),
    (Kind::Region, "germany", "electricity", "0.25164 USD/kWh", "0.25164 USD/kWh", "0.25164 USD/kWh", "estimate"),
    (Kind::Region, "quebec", "carbon", "0.0015 kgCO2e/kWh", "0.0015 kgCO2e/kWh", "0.0015 kgCO2e/kWh", "published"),
    (Kind::Region, "tokyo", "build_cost", "15.2 USD/W", "15.2 USD/W", "15.2 USD/W", "published"),
    (Kind::Economics, "default", "discount_rate", "8 %", "5 %", "12 %", "estimate"),
    (Kind::Economics, "default", "memory_price", "12.5 USD/GB", "4.5 USD/GB", "19 USD/GB", "estimate"),
];

#[test]
fn values_are_those_of_the_tables() {
    let catalog = merged();
    for (kind, part, path, value, low, high, confidence) in SPOT_CHECKS {
        let found = numbers(catalog.part(*kind, &id(part)).unwrap_or_else(|| panic!("no {part}")));
        let number = found.get(*path).unwrap_or_else(|| panic!("{part} has no {path}"));
        let shown = [number.value.as_str(), number.low.as_str(), number.high.as_str(), number.confidence.word()];
        assert_eq!(shown, [*value, *low, *high, *confidence], "{part} {path}");
    }
}

/// Known conflicts of the sources: part and a phrase of the note that warns of it.
const TRAPS: &[(Kind, &str, &str)] = &[
    (Kind::Accelerator, "b200", "9,000 that two pages call dense is sparse"),
    (Kind::Accelerator, "gb300", "Dense BF16 and FP8 conflict"),
    (Kind::Switch, "q3450-ld", "whether the port is 1.6T or 800G"),
    (Kind::Interconnect, "cpo_quantumx_212", "9 W per port is read as per 1.6 Tb/s port"),
    (Kind::System, "vr-nvl72", "NVL144 = NVL72"),
    (Kind::System, "kyber-nvl144", "NVL576 = Kyber NVL144"),
    (Kind::System, "kyber-nvl144", "about 680 kW"),
    (Kind::System, "gb200-nvl72", "145 is a system figure"),
    (Kind::System, "gb300-nvl72", "up to 142 kW"),
    (Kind::Accelerator, "rubin-ultra", "differ by 1.45x"),
    (Kind::Accelerator, "vr200", "22 is taken"),
    (Kind::Accelerator, "optical-xpu", "published without a direction"),
    (Kind::System, "cloudmatrix-384", "196 GB/s in one digest is per die"),
    (Kind::System, "cloudmatrix-384", "400G is taken"),
    (Kind::System, "cloudmatrix-384", "0 % copper"),
    (Kind::Switch, "qm9700", "under 150 ns (vendor text) against about 330 ns"),
    (Kind::Memory, "ddr5-rdimm", "a 7x error"),
    (Kind::Cooling, "air", "design choice, not a constant"),
    (Kind::Memory, "ddr5-rdimm", "needs a date"),
    (Kind::Economics, "default", "critics say 2-3"),
    (Kind::Accelerator, "gb200", "both directions added"),
    (Kind::System, "ayar-wiwynn-rack", "density per rack, not a saving"),
];

#[test]
fn every_known_conflict_is_noted_where_it_bites() {
    let catalog = merged();
    for (kind, part, phrase) in TRAPS {
        let notes = catalog.part(*kind, &id(part)).unwrap_or_else(|| panic!("no {part}")).notes().join("\n");
        assert!(notes.contains(phrase), "{part} does not warn: {phrase}\n{notes}");
    }
}
