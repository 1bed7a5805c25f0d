//! Comparisons as text: a base plan with named lists of edits, other plans, or both. A variant is what its edits make of its plan: nothing is
//! copied, so that a change of the base is a change of all.

use std::borrow::Cow;
use std::path::Path;
use std::sync::OnceLock;

use super::decode::{Unknown, compact, decode_as, place};
use super::plan_file::{self, located};
use super::presets::{self, PLANS};
use super::problem::Problem;
use super::ron_tree::lexer::{Lexer, TokenKind};
use super::ron_tree::{Tree, layout};
use super::seal::unsealed;
use super::store::{Failure, open};
use super::vfs::Vfs;
use crate::edit::{Edit, apply};
use crate::explore::compare::{LEAST, MOST};
use crate::model::catalog::Catalog;
use crate::model::counts::Some1;
use crate::model::describe::{Describe, Shape, record};
use crate::model::plan::{Comments, Plan};
use crate::model::text::{Name, Text, quoted};

/// The field that a comparison begins with.
const MARK: &str = "rackwright_comparison";
/// The version this program reads.
const VERSION: i64 = 1;

record! {
    /// Plans that are compared, as they stand in a file.
    pub struct ComparisonFile {
        /// Version of the format.
        pub rackwright_comparison: Some1,
        /// Title.
        #[optional()]
        pub title: Text,
        /// The plan that variants without a plan of their own start from: a file, seen from here, or the name of a preset.
        #[optional()]
        pub base: Option<Text>,
        /// Name of the variant that the others are compared with; left out: the first.
        #[optional()]
        pub baseline: Option<Name>,
        /// What is compared, 2 to 6.
        pub variants: Vec<VariantFile>,
    }
}

record! {
    /// One variant: a plan, and what is changed in it.
    pub struct VariantFile {
        /// Name.
        pub name: Name,
        /// Its plan: a file, seen from here, or the name of a preset; left out: the base.
        #[optional()]
        pub plan: Option<Text>,
        /// Edits, made in their order.
        #[optional()]
        pub edits: Vec<Edit>,
    }
}

/// Plans to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub title: String,
    pub baseline: usize,
    /// Names, each once, and plans.
    pub plans: Vec<(String, Plan)>,
}

/// Whether a text says that it is a comparison, whatever else is wrong with it.
pub fn is_comparison(text: &str) -> bool {
    let mut tokens = Lexer::new(text).filter(|token| !token.is_comment() && token.kind != TokenKind::Attribute);
    let opens = tokens.next().is_some_and(|token| matches!(token.kind, TokenKind::Open(_)));
    opens && tokens.next().is_some_and(|token| text.get(token.start..token.end) == Some(MARK))
}

/// Reads a comparison; the error holds everything that is wrong with the text.
pub fn parse(text: &str) -> Result<ComparisonFile, Vec<Problem>> {
    let body = unsealed(text).0;
    if !is_comparison(body) {
        let message = format!("got no {MARK}, allowed it as the first field: this is no comparison of Rackwright");
        return Err(vec![Problem::error("format", message).at(Some(place(body, 0)), MARK)]);
    }
    let (file, _) = decode_as::<ComparisonFile>(body, shape, Unknown::Refused)?;
    let faults = faults(&file);
    if faults.is_empty() { Ok(file) } else { Err(located(body, faults.into_iter())) }
}

fn shape() -> Cow<'static, Shape> {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    Cow::Borrowed(SHAPE.get_or_init(ComparisonFile::shape))
}

/// Code, path and message.
type Fault = (&'static str, String, String);

fn faults(file: &ComparisonFile) -> Vec<Fault> {
    let mut found: Vec<Fault> = Vec::new();
    let version = file.rackwright_comparison.get();
    if version > VERSION {
        let message = format!("got comparison format {version}, allowed 1..{VERSION}: needs a newer Rackwright");
        found.push(("format", MARK.to_string(), message));
    }
    let count = file.variants.len();
    if !(LEAST..=MOST).contains(&count) {
        found.push(("value", "variants".to_string(), format!("got {count} variants, allowed {LEAST}..{MOST}")));
    }
    for (index, variant) in file.variants.iter().enumerate() {
        let at = |field: &str| format!("variants[{index}].{field}");
        if file.variants.iter().take(index).any(|other| other.name == variant.name) {
            found.push(("value", at("name"), format!("got {} again, allowed a name no other variant has", quoted(variant.name.as_str()))));
        }
        if variant.plan.is_none() && file.base.is_none() {
            found.push(("value", at("plan"), "got no plan and no base, allowed a plan here or a base for all".to_string()));
        }
    }
    let unknown = file.baseline.as_ref().filter(|name| !file.variants.iter().any(|variant| variant.name == **name));
    found.extend(
        unknown.map(|name| ("value", "baseline".to_string(), format!("got {}, allowed the name of a variant", quoted(name.as_str())))),
    );
    found
}

/// A comparison as it stands in a file. `plans` have a name, a file or preset each, and the edits made in it.
pub fn print(title: &str, baseline: &str, plans: &[(String, String, Vec<Edit>)]) -> Result<String, String> {
    let variant = |(called, plan, edits): &(String, String, Vec<Edit>)| {
        let (plan, name) = (text(plan)?, name(called)?);
        Ok(VariantFile { name, plan: Some(plan), edits: edits.clone() })
    };
    let file = ComparisonFile {
        rackwright_comparison: Some1::new(VERSION).unwrap_or_default(),
        title: text(title)?,
        base: None,
        baseline: Some(name(baseline)?),
        variants: plans.iter().map(variant).collect::<Result<_, String>>()?,
    };
    let line = compact(&file);
    let printed = Tree::parse(&line).map_or_else(|_| line.clone(), |tree| layout::print(&tree, &Comments::new()));
    match parse(&printed) {
        Ok(read) if read == file => Ok(printed),
        _ => Err("it could not be written down".to_string()),
    }
}

fn text(text: &str) -> Result<Text, String> {
    Text::new(text).map_err(|rule| format!("got {}, allowed {rule}", quoted(text)))
}

fn name(text: &str) -> Result<Name, String> {
    Name::new(text).map_err(|rule| format!("got {}, allowed {rule}", quoted(text)))
}

/// Reads the plans of a comparison and makes their edits. `folder` is where the file stands, `file` what messages call it.
pub fn plans(vfs: &dyn Vfs, text: &str, (file, folder): (&str, Option<&Path>), catalog: &Catalog) -> Result<Compared, Failure> {
    let bad = |problems: Vec<Problem>| Failure::Bad(file.to_string(), problems);
    let comparison = parse(text).map_err(bad)?;
    let body = unsealed(text).0;
    let at = |path: String, message: String| bad(located(body, [("value", path, message)].into_iter()));
    let mut plans = Vec::new();
    for (index, variant) in comparison.variants.iter().enumerate() {
        let (path, named) = match (&variant.plan, &comparison.base) {
            (Some(plan), _) => (format!("variants[{index}].plan"), plan.as_str()),
            (None, base) => ("base".to_string(), base.as_ref().map_or("", |base| base.as_str())),
        };
        let mut plan = plan_named(vfs, named, folder)?.map_err(|message| at(path, message))?;
        for (place, edit) in variant.edits.iter().enumerate() {
            plan = apply(&plan, catalog, edit).map_err(|refusal| {
                let message = format!("got {}, allowed {}. {}", refusal.got, refusal.allowed, refusal.advice);
                at(format!("variants[{index}].edits[{place}]"), format!("{}: {message}", refusal.path).trim_end().to_string())
            })?;
        }
        plans.push((variant.name.to_string(), plan));
    }
    let is_base = |variant: &VariantFile| comparison.baseline.as_ref() == Some(&variant.name);
    let baseline = comparison.variants.iter().position(is_base).unwrap_or(0);
    Ok(Compared { title: comparison.title.to_string(), baseline, plans })
}

/// The preset of a name, or the plan in a file; what ends in `.ron` or names a folder is a file. The inner error says that there is neither.
pub fn plan_named(vfs: &dyn Vfs, named: &str, folder: Option<&Path>) -> Result<Result<Plan, String>, Failure> {
    if let Some(preset) = presets::find(named) {
        let opened = plan_file::parse(preset.text).map_err(|problems| Failure::Bad(format!("embedded {named}"), problems))?;
        return Ok(Ok(opened.plan));
    }
    if !is_path(named) {
        let known: Vec<&str> = PLANS.iter().map(|preset| preset.name).collect();
        return Ok(Err(format!("got {}, allowed a file that ends in .ron or a preset: {}", quoted(named), known.join(", "))));
    }
    let path = folder.map_or_else(|| Path::new(named).to_path_buf(), |folder| folder.join(named));
    Ok(Ok(open(vfs, &path)?.opened.plan))
}

/// Whether a name is that of a file and not of a preset.
pub fn is_path(named: &str) -> bool {
    named.ends_with(".ron") || named.contains(['/', '\\'])
}
