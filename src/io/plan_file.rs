//! Plans as text: the only place that makes a `Plan` from bytes or bytes from a `Plan`. Opening, pasting, recovery and the command line all come here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::decode::{Unknown, compact, decode_as, place};
use super::header::{Access, Format, check};
use super::problem::{Problem, Severity};
use super::ron_tree::{Kind, NodeId, Tree, layout};
use super::seal::{Integrity, sealed, unsealed};
use crate::model::catalog::{Catalog, Sections};
use crate::model::counts::Some1;
use crate::model::describe::{Describe, Shape, record};
use crate::model::faults;
use crate::model::plan::{Comments, Economy, Floor, Override, Plan, Site, Waiver};
use crate::model::rack_type::RackType;
use crate::model::racks::{MOST_RACKS, Rack, RackId, Racks};
use crate::model::runs::{RackRun, runs_of};
use crate::model::text::{Id, Text};
use crate::model::tier::{Tier, TypedLength};

/// Plan files.
pub const FORMAT: Format = Format { name: "rackwright-plan", title: "plan", version: 1 };
/// Problems told of one file: nobody reads more, and each has to be found in the text.
const MOST_TOLD: usize = 200;

record! {
    /// A plan as it stands in a file.
    pub struct PlanFile {
        /// Always `"rackwright-plan"`.
        pub format: Text,
        /// Version of the format.
        pub version: Some1,
        /// Oldest version of the program's reader that may open it.
        pub min_reader: Some1,
        /// Title.
        pub title: Text,
        /// The question this plan answers, in one line.
        pub question: Text,
        /// What to know about it, one paragraph each.
        #[optional()]
        pub notes: Vec<Text>,
        /// The hall.
        pub floor: Floor,
        /// Where it is built.
        pub site: Site,
        /// Money and time.
        pub economy: Economy,
        /// Kinds of rack.
        pub rack_types: Vec<RackType>,
        /// Networks.
        pub tiers: Vec<Tier>,
        /// Racks on the floor, single or in runs.
        pub racks: Vec<RackRun>,
        /// Measured lengths that win over computed ones.
        #[optional()]
        pub lengths: Vec<TypedLength>,
        /// Findings that were looked at and accepted.
        #[optional()]
        pub waivers: Vec<Waiver>,
        /// Catalogue numbers this plan replaces.
        #[optional()]
        pub overrides: Vec<Override>,
        /// Parts this plan adds to the catalogue.
        #[optional()]
        pub catalog: Sections,
    }
}

/// A plan that was read, and what the reading found.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub plan: Plan,
    pub integrity: Integrity,
    pub access: Access,
    /// Fields of a newer format that were passed over.
    pub dropped: Vec<Problem>,
}

/// Reads a plan; the error holds everything that is wrong with the text.
pub fn parse(text: &str) -> Result<Opened, Vec<Problem>> {
    let (body, integrity) = unsealed(text);
    let access = check(body, FORMAT, &[super::catalog_file::FORMAT]).map_err(|problem| vec![problem])?;
    let unknown = if access == Access::ReadOnly { Unknown::Dropped } else { Unknown::Refused };
    let (file, dropped) = decode_as::<PlanFile>(body, shape, unknown)?;
    let plan = plan_of(file, body)?;
    Ok(Opened { plan, integrity, access, dropped })
}

/// Made once: it describes every part a plan may hold.
fn shape() -> Cow<'static, Shape> {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    Cow::Borrowed(SHAPE.get_or_init(PlanFile::shape))
}

/// The canonical text of a plan, with its checksum line.
pub fn print(plan: &Plan) -> String {
    let line = compact(&file_of(plan));
    match Tree::parse(&line) {
        Ok(tree) => sealed(&layout::print(&tree, &plan.comments)),
        // Never seen; the caller reads the text again before it trusts it.
        Err(_) => line,
    }
}

fn plan_of(file: PlanFile, body: &str) -> Result<Plan, Vec<Problem>> {
    let racks = racks_of(&file.racks, body)?;
    let plan = Plan {
        title: file.title,
        question: file.question,
        notes: Arc::new(file.notes),
        catalog: Arc::new(file.catalog),
        overrides: Arc::new(file.overrides),
        floor: Arc::new(file.floor),
        site: Arc::new(file.site),
        economy: Arc::new(file.economy),
        rack_types: Arc::new(file.rack_types),
        tiers: Arc::new(file.tiers),
        racks,
        lengths: Arc::new(file.lengths),
        waivers: Arc::new(file.waivers),
        comments: Arc::new(comments_of(body)),
    };
    match faults::of_plan(&plan) {
        faults if faults.is_empty() => Ok(plan),
        faults => Err(located(body, faults.into_iter().map(|fault| ("plan", fault.path, fault.message)))),
    }
}

/// The tree is only built when there are comments to keep: most large files have none.
fn comments_of(body: &str) -> Comments {
    if !body.contains("//") && !body.contains("/*") {
        return Comments::new();
    }
    let mut comments = Tree::parse(body).map(|tree| tree.comments()).unwrap_or_default();
    // A checksum line that is no longer the last one is no comment of the user's.
    comments.values_mut().for_each(|comment| comment.before.retain(|line| !line.starts_with(super::seal::MARK)));
    comments.retain(|_, comment| !comment.before.is_empty() || comment.after.is_some());
    comments
}

/// Runs expanded, with the total checked before anything is made.
fn racks_of(runs: &[RackRun], body: &str) -> Result<Racks, Vec<Problem>> {
    let mut total: u64 = 0;
    let mut racks: Vec<Rack> = Vec::new();
    let refused =
        |index: usize, field: &str, message: String| located(body, [("plan", format!("racks[{index}]{field}"), message)].into_iter());
    for (index, run) in runs.iter().enumerate() {
        total = total.saturating_add(run.len());
        if total > MOST_RACKS as u64 {
            let message = format!(
                "got {} racks up to here, allowed 200,000 in all",
                crate::model::counts::grouped(i64::try_from(total).unwrap_or(i64::MAX))
            );
            return Err(refused(index, "", message));
        }
        let made = run.expand().map_err(|message| refused(index, "", message))?;
        racks.extend(made);
    }
    share_kinds(&mut racks);
    Racks::new(racks).map_err(|id| {
        let holds = |run: &RackRun| run.id <= id && u64::try_from(id.get() - run.id.get()).is_ok_and(|offset| offset < run.len());
        let index = runs.iter().rposition(holds).unwrap_or(0);
        refused(index, ".id", format!("got id {id} again, allowed once: an earlier rack or run has it"))
    })
}

/// One copy of each rack type id, however many racks name it.
fn share_kinds(racks: &mut [Rack]) {
    let mut known: BTreeMap<Id, Id> = BTreeMap::new();
    for rack in racks {
        match known.get(&rack.kind) {
            Some(first) => rack.kind.share_with(first),
            None => {
                known.insert(rack.kind.clone(), rack.kind.clone());
            }
        }
    }
}

fn file_of(plan: &Plan) -> PlanFile {
    let version = Some1::new(FORMAT.version).unwrap_or_default();
    PlanFile {
        format: Text::new(FORMAT.name).unwrap_or_default(),
        version,
        min_reader: version,
        title: plan.title.clone(),
        question: plan.question.clone(),
        notes: (*plan.notes).clone(),
        floor: (*plan.floor).clone(),
        site: (*plan.site).clone(),
        economy: (*plan.economy).clone(),
        rack_types: (*plan.rack_types).clone(),
        tiers: (*plan.tiers).clone(),
        racks: runs_of(plan.racks.iter(), &|id| has_comment(&plan.comments, id)),
        lengths: (*plan.lengths).clone(),
        waivers: (*plan.waivers).clone(),
        overrides: (*plan.overrides).clone(),
        catalog: (*plan.catalog).clone(),
    }
}

/// Whether a comment stands beside this rack or one of its fields.
fn has_comment(comments: &Comments, id: RackId) -> bool {
    if comments.is_empty() {
        return false;
    }
    let key = format!("racks[#{id}]");
    comments.range(key.clone()..).next().is_some_and(|(first, _)| first.starts_with(&key))
}

/// What is to be said of a plan that opened: pointers that lead nowhere, overrides that fit nothing, edits by hand.
pub fn findings(opened: &Opened, text: &str, base: &Catalog) -> Vec<Problem> {
    let body = unsealed(text).0;
    let (catalog, refused) = base.with_plan(&opened.plan);
    let unresolved = faults::unresolved(&opened.plan, &catalog);
    let unknown_part = |path: &str| unresolved.iter().any(|pointer| pointer.path == format!("{path}.part"));
    let refused = refused.iter().filter(|(path, _)| !unknown_part(path)).map(|(path, message)| ("override", path.clone(), message.clone()));
    let pointers = unresolved.iter().map(|pointer| ("unknown-part", pointer.path.clone(), pointer.message()));
    let doubtful = faults::doubtful(&opened.plan).into_iter().map(|fault| ("value", fault.path, fault.message));
    let ambiguous = catalog.ambiguous(&opened.plan.catalog).into_iter();
    let ambiguous = ambiguous.map(|(path, message)| ("catalogue", format!("catalog.{path}"), message));
    let own_parts = catalog.dangling(&opened.plan.catalog).into_iter();
    let dangling = own_parts.map(|pointer| ("unknown-part", format!("catalog.{}", pointer.reference.path), pointer.message()));
    let mut problems = located(body, doubtful.chain(pointers).chain(dangling).chain(ambiguous).chain(refused));
    // Passed over, not wrong: a newer program wrote them.
    problems.extend(opened.dropped.iter().map(|problem| problem.clone().with_severity(Severity::Warning)));
    problems.extend(note_on_integrity(opened.integrity, text));
    problems
}

fn note_on_integrity(integrity: Integrity, text: &str) -> Option<Problem> {
    let last_line = text.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
    let (place, message) = match integrity {
        Integrity::Intact => return None,
        Integrity::Edited => (place(text, last_line), "the file was changed since it was saved; `rackwright fmt` seals it again"),
        Integrity::Unsealed => (place(text, last_line), "the file has no checksum line; `rackwright fmt` adds it"),
    };
    Some(Problem::error("edited", message).with_severity(Severity::Note).at(Some(place), ""))
}

/// Problems with their places in the text.
pub(super) fn located(body: &str, faults: impl Iterator<Item = (&'static str, String, String)>) -> Vec<Problem> {
    let mut faults = faults.take(MOST_TOLD).peekable();
    if faults.peek().is_none() {
        return Vec::new();
    }
    let tree = Tree::parse(body).ok();
    let located = faults.map(|(code, path, message)| {
        let node = tree.as_ref().map(|tree| node_at(tree, &path));
        let at = node.zip(tree.as_ref()).map(|(node, tree)| place(body, tree.span(node).start));
        Problem::error(code, message).at(at, path)
    });
    located.collect()
}

/// The node of a path in which racks are named by id: `racks[#17].kind` is found in the run that holds rack 17.
fn node_at(tree: &Tree, path: &str) -> NodeId {
    let by_id = path.strip_prefix("racks[#").and_then(|rest| rest.split_once(']'));
    let Some((id, tail)) = by_id else { return tree.nearest(path) };
    let id: i64 = id.parse().unwrap_or(0);
    let starts_before = |node: &NodeId| first_id(tree, *node).is_some_and(|first| first.get() <= id);
    let list = tree.nearest("racks");
    let run = tree.children(list).filter(starts_before).max_by_key(|node| first_id(tree, *node)).unwrap_or(list);
    let field = tree.children(run).find(|child| tree.key(*child).is_some_and(|key| key == tail.trim_start_matches('.')));
    field.unwrap_or(run)
}

fn first_id(tree: &Tree, run: NodeId) -> Option<RackId> {
    let id = tree.children(run).find(|child| tree.key(*child).is_some_and(|key| key == "id") && tree.kind(*child) == Kind::Scalar)?;
    RackId::new(tree.text_of(id).parse().ok()?)
}
