//! The layers of the catalogue: embedded, the user's folder, files on the command line; later wins by id.

use crate::run::{BAD_INPUT, Desk, FINDINGS, IO, OK};

/// A catalogue file with regions of these ids and names.
fn regions(parts: &[(&str, &str)]) -> String {
    let region = |(id, name): &(&str, &str)| format!("(id: \"{id}\", name: \"{name}\"),");
    catalogue(&format!("regions: [{}]", parts.iter().map(region).collect::<String>()))
}

fn catalogue(sections: &str) -> String {
    format!("(format: \"rackwright-catalog\", version: 1, min_reader: 1, parts: ({sections}))")
}

fn carbon(source: &str) -> String {
    format!("regions: [(id: \"moon\", name: \"Moon\", carbon: (value: \"1 kgCO2e/kWh\", confidence: estimate, sources: [\"{source}\"]))]")
}

const SHOW: [&str; 3] = ["catalog", "show", "world"];

#[test]
fn the_last_file_wins_by_id() {
    let desk = Desk::new();
    desk.file("a.ron", regions(&[("world", "World A"), ("moon", "Moon A")]));
    desk.file("b.ron", regions(&[("world", "World B")]));
    desk.run(SHOW).exits(OK).says(["World average"]);
    desk.run(SHOW.iter().chain(&["--catalog", "a.ron", "--catalog", "b.ron"])).exits(OK).says(["World B"]);
    desk.run(SHOW.iter().chain(&["--catalog", "b.ron", "--catalog", "a.ron"])).exits(OK).says(["World A"]);
    desk.run(["--catalog", "a.ron"].iter().chain(&SHOW)).exits(OK).says(["World A"]);
    desk.run(["catalog", "--catalog", "a.ron", "--catalog", "b.ron", "show", "moon"]).exits(OK).says(["Moon A"]);
}

#[test]
fn the_users_folder_lies_between_the_embedded_parts_and_the_command_line() {
    let desk = Desk::new();
    let folders = [("XDG_CONFIG_HOME", "xdg", "xdg/rackwright/catalog"), ("HOME", "home", "home/.config/rackwright/catalog")];
    for (variable, value, folder) in folders {
        desk.file(format!("{folder}/10.ron"), regions(&[("world", "World 10")]));
        desk.file(format!("{folder}/20.ron"), regions(&[("world", "World 20")]));
        desk.file(format!("{folder}/30.txt"), regions(&[("world", "World 30")]));
        desk.file(format!("{folder}/.40.ron"), "what an editor keeps beside an open file");
        desk.file("mine.ron", regions(&[("world", "World mine")]));
        let call = |args: &[&str]| desk.call(args).env(variable, desk.path(value));
        call(&SHOW).run().exits(OK).calm().says(["World 20"]);
        call(&[SHOW.as_slice(), &["--catalog", "mine.ron"]].concat()).run().exits(OK).says(["World mine"]);
        // By the standard a relative path is as good as none.
        desk.call(SHOW).env(variable, value).run().exits(OK).says(["World average"]);
    }
    let both = desk.call(SHOW).env("HOME", desk.path("home")).env("XDG_CONFIG_HOME", desk.path("nothing"));
    both.run().exits(OK).says(["World average"]);
    let empty = desk.call(SHOW).env("HOME", desk.path("home")).env("XDG_CONFIG_HOME", "");
    empty.run().exits(OK).says(["World 20"]);
}

#[test]
fn a_broken_file_in_the_users_folder_is_named() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("xdg/rackwright/catalog/broken.ron", "(");
    let call = |args: &[&str]| desk.call(args).env("XDG_CONFIG_HOME", desk.path("xdg"));
    for args in [["catalog"].as_slice(), &["check", "tiny-demo.ron"]] {
        call(args).run().exits(BAD_INPUT).complains(["broken.ron:1:1"]);
    }
    // What needs no parts still works.
    for args in [["presets"].as_slice(), &["schema"], &["new", "a.ron"], &["fmt", "a.ron"]] {
        call(args).run().exits(OK).calm();
    }
}

#[test]
fn duplicates_inside_one_file_are_errors() {
    let desk = Desk::new();
    desk.file("twice.ron", regions(&[("moon", "Moon"), ("mars", "Mars"), ("moon", "Moon again")]));
    let told = "parts.regions[2].id: got moon again, allowed once";
    desk.run(["check", "twice.ron"]).exits(BAD_INPUT).says([told, "twice.ron:1:"]);
    desk.run(["catalog", "--catalog", "twice.ron"]).exits(BAD_INPUT).complains([told]);
    desk.run(["fmt", "twice.ron"]).exits(BAD_INPUT).complains([told]);
}

#[test]
fn pointers_that_lead_nowhere_are_errors_with_the_nearest_id() {
    let desk = Desk::new();
    let told = "parts.regions[0].carbon.sources[0]: got unknown source RWW (did you mean RW?)";
    desk.file("dangling.ron", catalogue(&carbon("RWW")));
    desk.run(["check", "dangling.ron"]).exits(FINDINGS).says([told, "dangling.ron:1:"]);
    desk.run(["catalog", "--catalog", "dangling.ron"]).exits(BAD_INPUT).complains([told]);
    let system = r#"systems: [(id: "s", name: "S", role: compute, frame: "mgx-48v",
        racks: (value: 1, confidence: estimate, sources: ["RW"]), accelerators: (value: 1, confidence: estimate, sources: ["RW"]),
        power: (value: "1 kW", confidence: estimate, sources: ["RW"]))]"#;
    desk.file("system.ron", catalogue(system));
    desk.run(["check", "system.ron"]).exits(FINDINGS).says(["parts.systems[0].frame: got unknown frame mgx-48v (did you mean mgx-48u?)"]);
}

#[test]
fn files_may_point_at_each_other_in_any_order() {
    let desk = Desk::new();
    let source = catalogue(r#"sources: [(id: "my-notes", title: "My notes", year: "2027")]"#);
    desk.file("a.ron", source);
    desk.file("b.ron", catalogue(&carbon("my-notes")));
    desk.run(["catalog", "show", "moon", "--catalog", "a.ron", "--catalog", "b.ron"]).exits(OK).says(["My notes"]);
    desk.run(["catalog", "show", "moon", "--catalog", "b.ron", "--catalog", "a.ron"]).exits(OK);
    desk.run(["catalog", "--catalog", "b.ron"]).exits(BAD_INPUT).complains(["b.ron", "unknown source my-notes"]);
    desk.run(["check", "b.ron", "--catalog", "a.ron"]).exits(OK);
}

#[test]
fn plans_are_checked_against_all_layers_and_their_own_parts() {
    let desk = Desk::with_preset("tiny-demo");
    let plan = desk.read("tiny-demo.ron").replace("\"us-virginia\"", "\"moon\"");
    desk.file("plan.ron", &plan);
    desk.file("moon.ron", regions(&[("moon", "Moon")]));
    desk.run(["check", "plan.ron"]).exits(FINDINGS).says(["unknown region moon"]);
    desk.run(["check", "plan.ron", "--catalog", "moon.ron"]).exits(OK);
    let own = "catalog: (regions: [(id: \"moon\", name: \"Moon\")]),\n    racks: [";
    desk.file("own.ron", plan.replace("racks: [", own));
    desk.run(["check", "own.ron"]).exits(OK);
    let dangling = format!("catalog: ({}),\n    racks: [", carbon("RWW"));
    desk.file("own.ron", plan.replace("racks: [", &dangling));
    desk.run(["check", "own.ron"])
        .exits(FINDINGS)
        .says(["catalog.regions[0].carbon.sources[0]: got unknown source RWW (did you mean RW?)"]);
}

#[test]
fn catalogue_files_that_are_none_are_refused() {
    let desk = Desk::with_preset("tiny-demo");
    desk.file("bad.ron", "(");
    desk.run(["catalog", "--catalog", "missing.ron"]).exits(IO).complains(["missing.ron: no such file"]);
    desk.run(["catalog", "--catalog", "bad.ron"]).exits(BAD_INPUT).complains(["bad.ron:1:1"]);
    desk.run(["catalog", "--catalog", "tiny-demo.ron"]).exits(BAD_INPUT).complains(["tiny-demo.ron", "this is a plan"]);
    desk.run(["check", "tiny-demo.ron", "--catalog", "bad.ron"]).exits(BAD_INPUT).complains(["bad.ron:1:1"]);
}
