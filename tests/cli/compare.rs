//! `compare`, `sweep` and `export` as they are typed. What they compute is for other tests.

use crate::run::{BAD_INPUT, CONFLICT, Desk, OK, USAGE};

const COMPARISON: &str = "(rackwright_comparison: 1, title: \"Copper or light\", base: \"tiny-demo\", variants: [\n\
    (name: \"as it is\"),\n(name: \"dear\", edits: [change_site(set: [electricity_price(value: \"0.2 USD/kWh\")])]),\n])\n";

#[test]
fn plans_are_compared_by_name_and_by_file() {
    let desk = Desk::with_preset("tiny-demo");
    let table = desk.run(["compare", "tiny-demo.ron", "nvl72-copper-1152"]).exits(OK).calm();
    table.says([
        "For each accelerator nvl72-copper-1152 draws",
        "INPUTS THAT DIFFER",
        "RESULTS",
        "WHY: Capital",
        "SERVICE, tiny-demo",
        "warning: The plans differ",
    ]);
    let json = desk.run(["compare", "pluggable-1024", "cpo-1024", "--json", "--baseline", "cpo-1024"]).exits(OK).calm().json();
    assert_eq!(json["baseline"], "cpo-1024");
    let results = json["results"].as_array().expect("rows");
    let tco = results.iter().find(|row| row["quantity"] == "tco").expect("a row");
    assert_eq!(tco["values"][1]["verdict"], "same");
    let steps = json["why"].as_array().expect("waterfalls").iter().find(|one| one["total"] == "capex").expect("of the capital");
    let sum: f64 = steps["steps"].as_array().expect("steps").iter().filter_map(|step| step["value"].as_f64()).sum();
    assert!((sum - steps["change"].as_f64().expect("a number")).abs() < 1.0);
    let csv = desk.run(["compare", "tiny-demo", "tiny-demo", "--csv", "--only-differences"]).exits(OK).calm().out;
    assert!(csv.starts_with("section,group,quantity,variant,value") && !csv.contains("\nresult,"), "{csv}");
    desk.run(["compare", "tiny-demo", "nvl72-copper-1152", "--per", "kw", "--only-differences"]).exits(OK).says(["RESULTS PER KW"]);
}

#[test]
fn a_comparison_file_is_checked_and_compared() {
    let desk = Desk::new();
    desk.file("c.ron", COMPARISON);
    desk.run(["check", "c.ron"]).exits(OK).says(["c.ron: comparison, 2 variants"]);
    desk.run(["compare", "c.ron", "--only-differences"]).exits(OK).says(["Copper or light", "site.electricity_price"]);
    desk.run(["schema", "comparison"]).exits(OK).says(["rackwright_comparison", "edits"]);
    desk.file("bad.ron", COMPARISON.replace("0.2 USD", "-1 USD"));
    desk.run(["compare", "bad.ron"]).exits(BAD_INPUT).complains(["bad.ron:3:"]);
    desk.run(["check", "bad.ron"]).exits(BAD_INPUT).says(["bad.ron:3:"]);
    desk.file("lost.ron", COMPARISON.replace("tiny-demo", "gone.ron"));
    desk.run(["compare", "lost.ron"]).complains(["gone.ron"]);
}

#[test]
fn embedded_comparisons_are_listed_copied_and_compared_by_name() {
    let desk = Desk::new();
    desk.run(["presets"]).exits(OK).says(["copper-against-cpo", "pluggable-to-cpo", "network by network"]);
    let named = desk.run(["compare", "pluggable-to-cpo", "--csv"]).exits(OK).calm().out;
    desk.run(["presets", "copy", "pluggable-to-cpo"]).exits(OK);
    desk.run(["presets", "copy", "pluggable-to-cpo"]).exits(CONFLICT);
    desk.run(["check", "pluggable-to-cpo.ron"]).exits(OK).says(["comparison, 3 variants"]);
    assert_eq!(desk.run(["compare", "pluggable-to-cpo.ron", "--csv"]).exits(OK).out, named);
    let results = |text: &str, variant: &str| -> Vec<String> {
        let of = text.lines().filter(|line| line.starts_with("result,") && line.split(',').nth(3) == Some(variant));
        of.map(|line| line.split(',').skip(4).take(3).collect::<Vec<_>>().join(",")).collect()
    };
    // All edits together make the plan that is a preset of its own.
    let plans = desk.run(["compare", "pluggable-1024", "cpo-1024", "--csv"]).exits(OK).out;
    assert_eq!(results(&named, "CPO in scale-up and memory"), results(&plans, "cpo-1024"));
    assert!(results(&plans, "cpo-1024").len() > 40);
    let three = desk.run(["compare", "copper-against-cpo"]).exits(OK).out;
    assert!(three.contains("For each accelerator optical-1024 draws"));
}

#[test]
fn drawings_are_files_for_two_plans() {
    let desk = Desk::new();
    let sweep = ["sweep", "cpo-1024", "--against", "pluggable-1024", "--metric", "tco", "--vary", "economy.years=3,5,8"];
    let two = ["--vary", "site.electricity_price=0.03..0.2:4"];
    desk.run([&sweep[..], &["--svg", "lines.svg"]].concat()).exits(OK);
    desk.run([&sweep[..], &two, &["--svg", "map.svg"]].concat()).exits(OK);
    desk.run([&sweep[..], &two, &["--svg", "map.svg"]].concat()).exits(CONFLICT);
    assert!(desk.read("lines.svg").matches("<polyline").count() >= 2);
    assert!(desk.read("map.svg").matches("<rect").count() > 12 && desk.read("map.svg").contains("upwards: Price of electricity"));
    let again = desk.run([&sweep[..], &two, &["--svg", "-"]].concat()).exits(OK).out;
    assert_eq!(again, desk.read("map.svg"), "the same bytes");
    desk.run(["sweep", "tiny-demo", "--vary", "economy.years=3,5", "--vary", "site.pue=1.1,1.2", "--svg", "x"])
        .exits(USAGE)
        .complains(["--against"]);

    let pair = ["compare", "pluggable-1024", "cpo-1024"];
    desk.run([&pair[..], &["--svg", "why.svg", "--of", "capex"]].concat()).exits(OK);
    desk.run([&pair[..], &["--svg", "tornado.svg", "--uncertainty"]].concat()).exits(OK);
    assert!(desk.read("why.svg").contains("Capital") && desk.read("tornado.svg").contains("cpo_davisson_212.price"));
    desk.run([&pair[..], &["--svg", "x", "--of", "colour"]].concat()).exits(USAGE).complains(["capex"]);
    desk.run(["compare", "tiny-demo", "cpo-1024", "lpo-1024", "--svg", "x"]).exits(USAGE).complains(["allowed two"]);
}

#[test]
fn how_sure_is_told_with_the_numbers_that_matter() {
    let desk = Desk::new();
    let args = ["compare", "pluggable-1024", "cpo-1024", "--uncertainty", "--draws", "40"];
    let text = desk.run(args).exits(OK).calm().out;
    for told in ["HOW SURE, cpo-1024 less pluggable-1024", "WHAT MOVES THE DIFFERENCE MOST", "cpo_davisson_212.price"] {
        assert!(text.contains(told), "{told}");
    }
    assert_eq!(text, desk.run(args).exits(OK).out, "the same seed, the same text");
    let json = desk.run([args.as_slice(), &["--json", "--added"]].concat()).exits(OK).json();
    assert!(json["uncertainty"][0]["results"][0]["variant_better_share"].is_number());
}

#[test]
fn sweeps_in_parts_are_the_whole() {
    let desk = Desk::new();
    let args = ["sweep", "tiny-demo", "--vary", "site.electricity_price=0.03..0.20:5", "--vary", "economy.years=3,5", "--csv"];
    let whole = desk.run(args).exits(OK).calm().out;
    assert_eq!(whole.lines().count(), 11);
    let mut joined = whole.lines().next().unwrap_or("").to_string() + "\r\n";
    for part in ["1/3", "2/3", "3/3"] {
        let out = desk.run([args.as_slice(), &["--shard", part]].concat()).exits(OK).out;
        joined.push_str(&out.split_inclusive('\n').skip(1).collect::<String>());
    }
    assert_eq!(joined, whole);
    desk.run(["sweep", "tiny-demo", "--vary", "economy.years=3,5", "--against", "nvl72-copper-1152"])
        .exits(OK)
        .says(["Both have the same tco"]);
    desk.run(["sweep", "tiny-demo", "--vary", "site.colour=1,2"]).exits(USAGE).complains(["site.electricity_price"]);
    desk.run(["sweep", "tiny-demo", "--vary", "economy.years=3,5", "--shard", "4/3"]).exits(USAGE).complains(["1/8"]);
}

#[test]
fn exports_are_new_files_unless_told_otherwise() {
    let desk = Desk::with_preset("tiny-demo");
    for (what, file, told) in [
        ("bom", "bom.csv", "Group"),
        ("cables", "cables.csv", "a_rack,a_unit,a_port"),
        ("racks", "racks.csv", "Name"),
        ("floor", "floor.svg", "<svg"),
        ("report", "report.html", "<!DOCTYPE html>"),
        ("plan", "plan.ron", "rackwright-plan"),
    ] {
        desk.run(["export", "tiny-demo.ron", "--what", what, "--out", file]).exits(OK).calm();
        assert!(desk.read(file).contains(told), "{what}: {}", desk.read(file).chars().take(200).collect::<String>());
        desk.run(["export", "tiny-demo.ron", "--what", what, "--out", file]).exits(CONFLICT);
        desk.run(["export", "tiny-demo.ron", "--what", what, "--out", file, "--overwrite"]).exits(OK);
    }
    assert_eq!(desk.read("plan.ron"), desk.run(["export", "plan.ron", "--what", "plan", "--out", "-"]).exits(OK).out);
    desk.run(["export", "tiny-demo.ron", "--what", "floor", "--format", "csv", "--out", "x"]).exits(USAGE).complains(["allowed svg"]);
    desk.run(["compare", "tiny-demo", "nvl72-copper-1152", "--html", "both.html"]).exits(OK);
    assert!(desk.read("both.html").contains("Why they differ"));
    desk.run(["compare", "tiny-demo"]).exits(USAGE).complains(["2..6 plans"]);
    desk.run(["compare", "tiny-demo", "tiny-dome"]).exits(USAGE).complains(["a preset: tiny-demo"]);
}

#[test]
fn a_plan_may_come_from_standard_input() {
    let desk = Desk::with_preset("tiny-demo");
    let text = std::fs::read_to_string(desk.path("tiny-demo.ron")).expect("the plan");
    let of = |args: &[&str], input: &str| desk.call(args).input(input).run();
    for args in [["sweep", "-", "--vary", "economy.years=3,5"].as_slice(), &["export", "-", "--what", "bom", "--out", "-"]] {
        let named: Vec<&str> = args.iter().map(|arg| if *arg == "-" && args[1] == *arg { "tiny-demo.ron" } else { arg }).collect();
        let by_name = [&named[..2], &args[2..]].concat();
        assert_eq!(of(args, &text).exits(OK).calm().out, desk.run(by_name).exits(OK).out);
    }
    of(&["compare", "-", "tiny-demo", "--only-differences"], &text).exits(OK).says(["standard input"]);
    of(&["sweep", "-", "--vary", "economy.years=3,5"], "(rackwright: 1, nonsense").exits(BAD_INPUT).complains(["<stdin>:1:"]);
}
