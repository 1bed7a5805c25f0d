//! Catalogue files as text: the embedded ones, the user's, and their layers.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::decode::{Unknown, compact, decode_as};
use super::header::{Access, Format, check};
use super::plan_file::located;
use super::problem::Problem;
use super::ron_tree::{Tree, layout};
use super::seal::unsealed;
use crate::model::catalog::{Catalog, Sections};
use crate::model::counts::Some1;
use crate::model::describe::{Describe, Shape, record};
use crate::model::faults;
use crate::model::text::Text;

/// Catalogue files.
pub const FORMAT: Format = Format { name: "rackwright-catalog", title: "catalogue", version: 1 };

record! {
    /// A catalogue as it stands in a file.
    pub struct CatalogFile {
        /// Always `"rackwright-catalog"`.
        pub format: Text,
        /// Version of the format.
        pub version: Some1,
        /// Oldest version of the program's reader that may open it.
        pub min_reader: Some1,
        /// The parts.
        pub parts: Sections,
    }
}

/// Reads one catalogue file. Pointers to other parts are checked when the layers are put together.
pub fn parse(text: &str) -> Result<Sections, Vec<Problem>> {
    let body = unsealed(text).0;
    check(body, FORMAT, &[super::plan_file::FORMAT]).map_err(|problem| vec![problem])?;
    let (file, _) = decode_as::<CatalogFile>(body, shape, Unknown::Refused)?;
    let faults = faults::of_sections(&file.parts);
    let faults = located(body, faults.into_iter().map(|fault| ("catalogue", format!("parts.{}", fault.path), fault.message)));
    if faults.is_empty() { Ok(file.parts) } else { Err(faults) }
}

/// Made once: it describes every kind of part.
fn shape() -> Cow<'static, Shape> {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    Cow::Borrowed(SHAPE.get_or_init(CatalogFile::shape))
}

/// Whether the file may be written back; nothing if it is no catalogue.
pub fn access(text: &str) -> Option<Access> {
    check(unsealed(text).0, FORMAT, &[]).ok()
}

/// The canonical text of a catalogue, with the comments of `old` kept.
pub fn print(sections: &Sections, old: &str) -> String {
    let version = Some1::new(FORMAT.version).unwrap_or_default();
    let format = Text::new(FORMAT.name).unwrap_or_default();
    let file = CatalogFile { format, version, min_reader: version, parts: sections.clone() };
    let comments = Tree::parse(unsealed(old).0).map(|tree| tree.comments()).unwrap_or_default();
    let line = compact(&file);
    match Tree::parse(&line) {
        Ok(tree) => layout::print(&tree, &comments),
        Err(_) => line,
    }
}

/// Pointers of a layer that lead nowhere in a catalogue that already holds it, and ids that a part of another kind has.
pub fn dangling(catalog: &Catalog, layer: &Sections, text: &str) -> Vec<Problem> {
    let dangling = catalog.dangling(layer).into_iter();
    let dangling = dangling.map(|pointer| ("unknown-part", format!("parts.{}", pointer.reference.path), pointer.message()));
    let ambiguous = catalog.ambiguous(layer).into_iter().map(|(path, message)| ("catalogue", format!("parts.{path}"), message));
    located(unsealed(text).0, dangling.chain(ambiguous))
}

/// Adds files as one layer: they may point at each other in any order; the later one wins by id. What is wrong comes back with the name of its file.
pub fn add_together(catalog: &mut Catalog, files: &[(String, String)]) -> Vec<(String, Problem)> {
    let mut problems = Vec::new();
    let mut read: Vec<(&str, &str, Sections)> = Vec::new();
    for (name, text) in files {
        match parse(text) {
            Ok(sections) => read.push((name, text, sections)),
            Err(found) => problems.extend(found.into_iter().map(|problem| (name.clone(), problem))),
        }
    }
    read.iter().for_each(|(_, _, sections)| catalog.add(sections));
    for (name, text, sections) in &read {
        problems.extend(dangling(catalog, sections, text).into_iter().map(|problem| (name.to_string(), problem)));
    }
    problems
}
