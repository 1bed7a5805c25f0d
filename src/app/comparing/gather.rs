//! Reads the plans of a comparison and makes their edits, on the file thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::{Edit, apply};
use crate::io::comparison_file::{self, is_comparison, is_path, plan_named};
use crate::io::presets::find_comparison;
use crate::io::read::read_text;
use crate::io::store;
use crate::io::vfs::Vfs;
use crate::io::vfs::advice::shown;
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::ui::compare::{Member, Source, Wanted};

/// Plans that were read, or the comparison in a file.
#[derive(Debug)]
pub struct Gathered {
    pub title: String,
    pub baseline: usize,
    pub members: Vec<Member>,
}

/// What plans are read from: files, the plan in the editor, the catalogue that edits are checked against.
#[derive(Debug)]
pub struct From {
    pub editor: Arc<Plan>,
    pub catalog: Arc<Catalog>,
}

/// Reads what is wanted.
pub fn plans(fs: &dyn Vfs, wanted: Vec<Wanted>, from: &From) -> Result<Gathered, String> {
    let members = wanted.into_iter().map(|wanted| member(fs, wanted, from)).collect::<Result<_, _>>()?;
    Ok(Gathered { title: String::new(), baseline: 0, members })
}

/// A plan with its edits made.
fn member(fs: &dyn Vfs, wanted: Wanted, from: &From) -> Result<Member, String> {
    let plan = match &wanted.source {
        Source::Editor => Arc::clone(&from.editor),
        Source::Preset(name) => Arc::new(plan_named(fs, name, None).map_err(|failure| failure.to_string())??),
        Source::File(path) => Arc::new(store::open(fs, path).map_err(|failure| failure.to_string())?.opened.plan),
    };
    let plan = edited(plan, &wanted.edits, &from.catalog).map_err(|why| format!("{}: {why}", wanted.name))?;
    Ok(Member { wanted, plan })
}

/// A plan after edits, or why one of them is not made.
pub fn edited(plan: Arc<Plan>, edits: &[Edit], catalog: &Catalog) -> Result<Arc<Plan>, String> {
    edits.iter().try_fold(plan, |plan, edit| apply(&plan, catalog, edit).map(Arc::new).map_err(|refusal| refusal.to_string()))
}

/// The comparison in a file; `None` if it holds something else.
pub fn comparison(fs: &dyn Vfs, path: &Path, catalog: &Catalog) -> Option<Result<Gathered, String>> {
    let text = read_text(fs, path).ok()?.text;
    is_comparison(&text).then(|| read(fs, path, &text, catalog))
}

/// An embedded comparison.
pub fn embedded(fs: &dyn Vfs, name: &str, catalog: &Catalog) -> Result<Gathered, String> {
    let preset = find_comparison(name).ok_or_else(|| format!("There is no comparison {name}"))?;
    read(fs, Path::new(preset.name), preset.text, catalog)
}

fn read(fs: &dyn Vfs, path: &Path, text: &str, catalog: &Catalog) -> Result<Gathered, String> {
    let compared = comparison_file::plans(fs, text, (&shown(path), path.parent()), catalog).map_err(|failure| failure.to_string())?;
    let file = comparison_file::parse(text).map_err(|problems| store::listed(&shown(path), &problems))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let member = |(variant, (name, plan)): (comparison_file::VariantFile, (String, Plan))| {
        let named = variant.plan.as_ref().or(file.base.as_ref()).map_or("", |named| named.as_str());
        let source = if is_path(named) { Source::File(folder.join(named)) } else { Source::Preset(named.to_string()) };
        Member { wanted: Wanted { name, source, edits: variant.edits }, plan: Arc::new(plan) }
    };
    let members = file.variants.iter().cloned().zip(compared.plans).map(member).collect();
    Ok(Gathered { title: compared.title, baseline: compared.baseline, members })
}

/// A comparison as a file at a path holds it: plans beside it by their names alone.
pub fn text(title: &str, baseline: &str, members: &[Wanted], path: &Path) -> Result<String, String> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let named = |wanted: &Wanted| {
        let plan = match &wanted.source {
            Source::Preset(name) => name.clone(),
            Source::File(path) => seen_from(folder, path),
            Source::Editor => return Err(format!("{} is in no file yet: save the plan first", wanted.name)),
        };
        Ok((wanted.name.clone(), plan, wanted.edits.clone()))
    };
    let plans = members.iter().map(named).collect::<Result<Vec<_>, String>>()?;
    comparison_file::print(title, baseline, &plans)
}

/// The path from a folder; whole where it lies elsewhere.
fn seen_from(folder: &Path, path: &Path) -> String {
    let rest: PathBuf = path.strip_prefix(folder).unwrap_or(path).to_path_buf();
    rest.to_string_lossy().into_owned()
}
