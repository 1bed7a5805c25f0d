//! Every number of the catalogue: sources, ranges, notes, and the way it is written. Not what it says.

use std::collections::{BTreeMap, BTreeSet};

use rackwright::model::catalog::Kind;
use rackwright::model::estimate::Confidence;

use super::shared::{FILES, every_part, id, merged, parse, read};

#[test]
fn the_files_are_catalogues_with_a_comment_on_top() {
    for ((name, text), (_, file)) in FILES.iter().zip(read()) {
        assert_eq!((file.format.as_str(), file.version, file.min_reader), ("rackwright-catalog", 1, 1), "{name}");
        assert!(text.starts_with("// "), "{name}.ron opens without saying what it holds");
        assert!(!file.parts.parts().is_empty(), "{name}.ron is empty");
    }
}

#[test]
fn the_counts_are_those_of_the_tables() {
    let catalog = merged();
    let count = |kind| catalog.parts(kind).len();
    assert_eq!(count(Kind::Interconnect), 50, "technologies by lane rate");
    assert_eq!(count(Kind::Accelerator), 18);
    assert_eq!(count(Kind::Switch), 17 + 3, "published ones, the optical template and the two of CloudMatrix");
    assert_eq!(count(Kind::System), 13, "twelve published and the memory rack");
    assert_eq!(count(Kind::Frame), 7);
    assert_eq!(count(Kind::Memory), 4);
    assert_eq!(count(Kind::PowerChain), 4);
    assert_eq!(count(Kind::Cooling), 4);
    assert_eq!(count(Kind::Economics), 1);
    assert!(count(Kind::Region) >= 36 && count(Kind::Blade) >= 35 && count(Kind::Source) >= 200);
}

#[test]
fn ids_are_unique_across_kinds() {
    let mut seen = BTreeMap::new();
    every_part(|file, kind, part| {
        let key = (kind == Kind::Source, part.id().to_string());
        assert_eq!(seen.insert(key, file), None, "{} stands twice, again in {file}.ron", part.id());
    });
}

#[test]
fn every_pointer_leads_somewhere() {
    let catalog = merged();
    let found: Vec<String> = read()
        .iter()
        .flat_map(|(_, file)| catalog.dangling(&file.parts))
        .map(|dangling| format!("{}: {} -> {}", dangling.from, dangling.reference.path, dangling.reference.id))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_source_is_used_and_says_what_it_is() {
    let catalog = merged();
    let mut used: BTreeSet<String> = BTreeSet::new();
    every_part(|_, _, part| {
        used.extend(
            part.references().into_iter().filter(|reference| reference.kind == Kind::Source).map(|reference| reference.id.to_string()),
        )
    });
    for part in catalog.parts(Kind::Source) {
        let source = catalog.source(part.id()).unwrap();
        assert!(used.contains(source.id.as_str()), "{} is used nowhere", source.id);
        assert!(!source.title.is_empty() && !source.year.is_empty(), "{}", source.id);
        assert!(matches!(source.tier.as_str(), "A" | "B" | "C" | "R" | "E"), "{}: tier {:?}", source.id, source.tier);
        assert!(source.address.is_empty() || source.address.as_str().starts_with("http"), "{}: {}", source.id, source.address);
    }
}

#[test]
fn every_number_has_a_source_and_every_estimate_a_derivation() {
    let mut seen = 0;
    every_part(|file, _, part| {
        part.visit("", &mut |path, number| {
            seen += 1;
            assert!(!number.sources().is_empty(), "{file}.ron {} {path}: no source", part.id());
            let derived = number.confidence() != Confidence::Estimate || !number.note().is_empty();
            assert!(derived, "{file}.ron {} {path}: an estimate without a note", part.id());
        });
    });
    assert!(seen > 2_410, "only {seen} numbers");
}

#[test]
fn published_numbers_do_not_rest_on_our_own_estimates() {
    let own = [id("RW"), id("E"), id("H-est")];
    every_part(|file, _, part| {
        part.visit("", &mut |path, number| {
            let published = number.confidence() == Confidence::Published;
            let only_own = number.sources().iter().all(|source| own.contains(source));
            assert!(!(published && only_own), "{file}.ron {} {path}", part.id());
        });
    });
}

#[test]
fn a_value_outside_its_range_or_without_source_is_refused() {
    let (_, text) = FILES.iter().find(|(name, _)| *name == "economics").unwrap();
    let discount_rate = r#"value: "8 %""#;
    assert!(text.contains(discount_rate));
    for bad in [r#"value: "20 %""#, r#"value: "1 %""#, r#"value: "8 W""#, "value: 8"] {
        assert!(parse(&text.replacen(discount_rate, bad, 1)).is_err(), "{bad}");
    }
    let unsourced = text.replace(r#"sources: ["H-AIM"]"#, "sources: []");
    assert!(unsourced != *text && parse(&unsourced).is_err());
}

/// What stands behind `(value: ` in a file, as a table would show it.
fn values_as_written(text: &str) -> Vec<String> {
    let bare = |value: &str| value.strip_suffix(".0").unwrap_or(value).to_string();
    text.split("(value: ")
        .skip(1)
        .map(|rest| match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default().to_string(),
            None => bare(rest.split([',', ')']).next().unwrap_or_default()),
        })
        .collect()
}

#[test]
fn numbers_stand_in_the_files_as_the_program_writes_them() {
    for ((name, text), (_, file)) in FILES.iter().zip(read()) {
        let one_line: String = text.lines().map(str::trim).collect::<Vec<_>>().join(" ").replace("( value: ", "(value: ");
        let mut shown = Vec::new();
        for (_, _, part) in file.parts.parts() {
            part.visit("", &mut |_, number| shown.push(number.value_text()));
        }
        assert_eq!(values_as_written(&one_line), shown, "{name}.ron");
    }
}
