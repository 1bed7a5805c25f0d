//! The arguments as typed. What they mean is for the verbs.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Capacity planning and total cost of rack-scale AI systems.
#[derive(Debug, Parser)]
#[command(name = "rackwright", version, about, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Args {
    /// Adds a catalogue file; may be given several times, later wins by id.
    #[arg(long, global = true, value_name = "FILE")]
    pub catalog: Vec<PathBuf>,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

const EXIT_CODES: &str = "Exit codes: 0 ok, 1 findings, 2 usage, 3 bad input, 4 input/output, 5 conflict.
Rates are each way, energy is per end.";

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Opens the window; with a file, on that plan.
    Gui {
        /// A plan.
        file: Option<PathBuf>,
    },
    /// Lists the embedded plans, or copies one to a file.
    Presets {
        #[command(subcommand)]
        verb: Option<PresetVerb>,
    },
    /// Writes an empty, valid, commented plan.
    New {
        /// File to make, never overwritten; - is standard output.
        file: PathBuf,
    },
    /// Reads plans, catalogue files and comparisons and reports every problem.
    Check {
        /// Files; - is standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// One JSON document instead of lines.
        #[arg(long)]
        json: bool,
    },
    /// Writes plans and catalogue files in canonical form; comments are kept.
    Fmt {
        /// Files; - is standard input, written to standard output.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Changes nothing; exit code 1 if a file is not in canonical form.
        #[arg(long)]
        check: bool,
    },
    /// Applies a list of edits to a plan, or a table of its racks, all or none.
    Edit {
        /// The plan.
        file: PathBuf,
        /// RON list of edits, as `rackwright schema edits` describes them.
        #[arg(long, value_name = "EDITS", required_unless_present = "racks")]
        apply: Option<PathBuf>,
        /// CSV table of racks, as `rackwright export --what racks` writes it: racks are known by name; those it lacks are deleted.
        #[arg(long, value_name = "CSV", conflicts_with = "apply")]
        racks: Option<PathBuf>,
        /// Says what would be done and changes nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Lists and shows parts with value, range, source and confidence of every number.
    Catalog {
        #[command(subcommand)]
        verb: Option<CatalogVerb>,
        /// One JSON document with every number of every part.
        #[arg(long, global = true, conflicts_with = "csv")]
        json: bool,
        /// A row for every number of every part.
        #[arg(long, global = true)]
        csv: bool,
    },
    /// Says what plan, catalogue, edit and comparison files may contain.
    Schema {
        #[arg(value_enum, default_value = "plan")]
        of: SchemaOf,
        /// Only the part at this path, such as `tiers.topology`.
        path: Option<String>,
    },
    /// Solves a plan: totals with ranges, tiers, racks, bill of materials, money, failures, findings.
    Solve {
        /// The plan, as a file or the name of a preset; - is standard input.
        file: PathBuf,
        /// One rack: where each watt, kilogram and link end comes from.
        #[arg(long, value_name = "NAME")]
        rack: Option<String>,
        /// One JSON document under keys that stay.
        #[arg(long, conflicts_with_all = ["csv", "table"])]
        json: bool,
        /// One long table of all results.
        #[arg(long, conflicts_with = "table")]
        csv: bool,
        /// Tables for people; the default.
        #[arg(long)]
        table: bool,
    },
    /// Compares plans: results, what differs in them, why their totals differ, what is serviced.
    Compare(Compare),
    /// Solves a plan again for every value of one input, or every pair of two; with another plan, finds where both cost the same.
    Sweep(Sweep),
    /// Writes a table, the cable schedule, the floor or a report of a plan to a file for other programs or for paper.
    Export {
        /// The plan, as a file or the name of a preset; - is standard input.
        file: String,
        /// What is written.
        #[arg(long, value_enum)]
        what: What,
        /// Its format; left out: the first that fits.
        #[arg(long, value_enum)]
        format: Option<ExportFormat>,
        /// File to make; - is standard output.
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        /// Writes over a file that is there.
        #[arg(long)]
        overwrite: bool,
    },
    /// Shows where a number comes from: the formula with its numbers, down to catalogue values and their sources.
    Explain {
        /// The plan, as a file or the name of a preset; - is standard input.
        file: PathBuf,
        /// rack:A01.power, link:A01-S02.length, tier:scale-out.modules, total.tco, ...; left out: lists them.
        quantity: Option<String>,
        /// One JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Lists the design rules, or tells what one looks at, why, and what to do.
    Rules {
        /// Id from the list.
        id: Option<String>,
        /// One JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Sizes a fabric: switches, links, cables, modules, ports, bisection, hops, next cliff.
    Size {
        #[command(subcommand)]
        shape: Box<super::size::Shape>,
    },
    /// For tests of this program.
    #[command(hide = true)]
    Debug {
        #[command(subcommand)]
        verb: DebugVerb,
    },
}

/// What `compare` is asked for.
#[derive(Debug, clap::Args)]
pub struct Compare {
    /// Plans, as files or names of presets, 2 to 6; or one comparison, as a file or by the name it has in `presets`.
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<String>,
    /// The plan that the others are compared with, by its name; the first if left out.
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// Divides what grows with a plan.
    #[arg(long, value_enum)]
    pub per: Option<PerUnit>,
    /// Moves every catalogue number that has a range, in both plans together: which numbers matter, and how sure the difference is.
    #[arg(long, conflicts_with_all = ["csv", "html"])]
    pub uncertainty: bool,
    /// A drawing of two plans: why a total differs, or with --uncertainty which numbers move the difference.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv", "html"], group = "written")]
    pub svg: Option<PathBuf>,
    /// What the drawing is about: capex, opex, tco, power or failures; with --uncertainty a result by its key.
    #[arg(long, value_name = "WHAT", default_value = "tco", requires = "svg")]
    pub of: String,
    /// Draws of the uncertain numbers, both plans solved for each.
    #[arg(long, value_name = "COUNT", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..=4_000_000))]
    pub draws: u64,
    /// Adds what each number does alone instead of solving every draw: very much faster, and off by what the last column says.
    #[arg(long, requires = "uncertainty")]
    pub added: bool,
    /// Where the draws begin: the same seed gives the same draws.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// Leaves out what is the same in all plans.
    #[arg(long)]
    pub only_differences: bool,
    /// One JSON document.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// One long table.
    #[arg(long)]
    pub csv: bool,
    /// One self-contained HTML file, for the screen and for paper.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv"], group = "written")]
    pub html: Option<PathBuf>,
    /// Writes over a file that is there.
    #[arg(long, requires = "written")]
    pub overwrite: bool,
}

/// What `sweep` is asked for.
#[derive(Debug, clap::Args)]
pub struct Sweep {
    /// The plan, as a file or the name of a preset; - is standard input.
    pub file: String,
    /// An input and its values: PATH=LOW..HIGH:COUNT or PATH=A,B,C; given twice, every pair.
    #[arg(long, required = true, value_name = "PATH=VALUES")]
    pub vary: Vec<String>,
    /// Another plan, to which the same is done.
    #[arg(long, value_name = "PLAN")]
    pub against: Option<String>,
    /// A result to show, by its key in `compare --json`; may be given several times.
    #[arg(long, value_name = "KEY")]
    pub metric: Vec<String>,
    /// Only one part of the points, such as 1/8: all parts together are the whole.
    #[arg(long, value_name = "PART/PARTS")]
    pub shard: Option<String>,
    /// One JSON document.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// A row for every point.
    #[arg(long)]
    pub csv: bool,
    /// A drawing of the first result: lines over one input, with another plan a map over two.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv", "shard"])]
    pub svg: Option<PathBuf>,
    /// Writes over a file that is there.
    #[arg(long, requires = "svg")]
    pub overwrite: bool,
}

/// What `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Bill of materials: csv, html.
    Bom,
    /// Every cable with both ends and its labels: csv.
    Cables,
    /// Racks one by one: csv, html.
    Racks,
    /// The floor plan: svg.
    Floor,
    /// Everything on one page: html.
    Report,
    /// The plan itself: ron.
    Plan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Csv,
    Svg,
    Html,
    Ron,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PerUnit {
    Accelerator,
    Tbps,
    Kw,
    Year,
}

#[derive(Debug, Subcommand)]
pub enum PresetVerb {
    /// Copies an embedded plan or comparison to a file of your own.
    Copy {
        /// Name from the list.
        name: String,
        /// File to make, NAME.ron if left out, never overwritten; - is standard output.
        file: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum CatalogVerb {
    /// Lists the parts of a kind, or the kinds.
    List {
        /// accelerator, interconnect, switch, blade, ...
        kind: Option<String>,
    },
    /// Shows every number of one part.
    Show { id: String },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SchemaOf {
    Plan,
    Catalog,
    Edits,
    Comparison,
}

#[derive(Debug, Subcommand)]
pub enum DebugVerb {
    /// Saves the plan again and again under alternating titles until it is killed.
    SaveLoop { file: PathBuf },
}
