//! The shape of a tier and the numbers the shape has. Choosing another shape starts it with the smallest numbers that make sense.

use egui::Ui;

use super::fields::set;
use crate::edit::TierField;
use crate::model::catalog::Kind;
use crate::model::counts::Some1;
use crate::model::tier::{Extent, PodFill, Spread, Tier, Topology};
use crate::ui::ctx::Ctx;
use crate::ui::docs::doc;
use crate::ui::widgets::choice::{self, words};
use crate::ui::widgets::entry::{Entry, Series};
use crate::ui::widgets::field::{self, Label};
use crate::ui::widgets::title_of;

pub fn show(ui: &mut Ui, ctx: &Ctx, salt: u64, tier: &Tier) {
    let mut shape = tier.topology.clone();
    let label = Label { name: "Topology", doc: doc("topology", tier.topology.word()), salt };
    let shapes: Vec<(&'static str, String)> = fresh().iter().map(|shape| (shape.word(), title_of(shape.word()))).collect();
    if let Some(word) = choice::choice(ui, ctx.theme, label, Some(&tier.topology.word()), &shapes)
        && let Some(new) = fresh().into_iter().find(|shape| shape.word() == word)
    {
        shape = new;
    }
    Form { ui, ctx, salt, word: tier.topology.word() }.numbers(&mut shape);
    if shape != tier.topology {
        set(ctx, tier, TierField::Topology { value: shape });
    }
}

/// One of each shape.
fn fresh() -> Vec<Topology> {
    let some = |count: i64| Some1::new(count).unwrap_or_default();
    let extents = || vec![Extent::new(4).unwrap_or_default(); 3];
    let none = None;
    vec![
        Topology::OneTier {},
        Topology::Clos {
            levels: none,
            taper: Vec::new(),
            rails: None,
            rails_apart: false,
            unit: None,
            leaf_down: None,
            leaf_up: None,
            pod_leafs: None,
            spread: Spread::default(),
            pods: PodFill::default(),
        },
        Topology::RailOnly { rails: some(8), spread: Spread::default() },
        Topology::FullMesh {},
        Topology::Dragonfly { terminals: some(4), routers: some(8), global: some(4), groups: None },
        Topology::DragonflyPlus { leafs: some(8), spines: some(8), groups: None },
        Topology::Torus { sizes: extents(), cube: None, circuit_switch: None, circuit_ports: None },
        Topology::HyperX { sizes: extents(), parallel: Vec::new(), terminals: some(8) },
        Topology::HammingMesh { board: (some(4), some(4)), boards: (some(4), some(4)) },
        Topology::SlimFly { q: some(5), terminals: None },
    ]
}

/// Fields of one shape; each writes what was typed into it.
struct Form<'f, 'c> {
    ui: &'f mut Ui,
    ctx: &'f Ctx<'c>,
    salt: u64,
    word: &'static str,
}

impl Form<'_, '_> {
    fn label(&self, name: &'static str, field: &'static str) -> Label<'static> {
        Label { name, doc: doc(self.word, field), salt: self.salt }
    }

    fn numbers(&mut self, shape: &mut Topology) {
        match shape {
            Topology::OneTier {} | Topology::FullMesh {} => {}
            Topology::Clos { levels, taper, rails, rails_apart, unit, leaf_down, leaf_up, pod_leafs, spread, pods } => {
                self.optional("Levels", "levels", levels, "the fewest that fit");
                self.series("Taper per level", "taper", taper, "1 each");
                self.optional("Rails", "rails", rails, "1");
                self.flag("Rails apart", "rails_apart", rails_apart);
                self.optional("Nodes per unit", "unit", unit, "as many as fit");
                self.optional("Leaf ports down", "leaf_down", leaf_down, "by the taper");
                self.optional("Leaf links up", "leaf_up", leaf_up, "by the taper");
                self.optional("Leafs per pod", "pod_leafs", pod_leafs, "as a spine has ports");
                self.word("Spread", "spread", spread, &words(Spread::ALL, Spread::word));
                self.word("Pods", "pods", pods, &words(PodFill::ALL, PodFill::word));
            }
            Topology::RailOnly { rails, spread } => {
                self.value("Rails", "rails", rails);
                self.word("Spread", "spread", spread, &words(Spread::ALL, Spread::word));
            }
            Topology::Dragonfly { terminals, routers, global, groups } => {
                self.value("Endpoints per router", "terminals", terminals);
                self.value("Routers per group", "routers", routers);
                self.value("Global links", "global", global);
                self.optional("Groups", "groups", groups, "as many as needed");
            }
            Topology::DragonflyPlus { leafs, spines, groups } => {
                self.value("Leafs per group", "leafs", leafs);
                self.value("Spines per group", "spines", spines);
                self.optional("Groups", "groups", groups, "as many as needed");
            }
            other => self.grids(other),
        }
    }

    fn grids(&mut self, shape: &mut Topology) {
        match shape {
            Topology::Torus { sizes, cube, circuit_switch, circuit_ports } => {
                self.series("Sizes", "sizes", sizes, "one per dimension");
                self.optional("Cube in a rack", "cube", cube, "none");
                let label = self.label("Circuit switch", "circuit_switch");
                let current = circuit_switch.clone();
                if let Some(id) = choice::optional_part(self.ui, self.ctx, label, Kind::Switch, current.as_ref(), "None") {
                    *circuit_switch = id;
                }
                self.optional("Circuit ports", "circuit_ports", circuit_ports, "all");
            }
            Topology::HyperX { sizes, parallel, terminals } => {
                self.series("Sizes", "sizes", sizes, "one per dimension");
                self.series("Parallel links", "parallel", parallel, "1 each");
                self.value("Endpoints per switch", "terminals", terminals);
            }
            Topology::HammingMesh { board, boards } => {
                self.value("Board rows", "board", &mut board.0);
                self.value("Board columns", "board", &mut board.1);
                self.value("Rows of boards", "boards", &mut boards.0);
                self.value("Columns of boards", "boards", &mut boards.1);
            }
            Topology::SlimFly { q, terminals } => {
                self.value("Prime power q", "q", q);
                self.optional("Endpoints per router", "terminals", terminals, "balanced");
            }
            _ => {}
        }
    }

    fn value<T: Entry>(&mut self, name: &'static str, field: &'static str, value: &mut T) {
        let label = self.label(name, field);
        if let Some(new) = field::value(self.ui, self.ctx.theme, label, value) {
            *value = new;
        }
    }

    fn optional<T: Entry>(&mut self, name: &'static str, field: &'static str, value: &mut Option<T>, hint: &str) {
        let label = self.label(name, field);
        if let Some(new) = field::optional(self.ui, self.ctx.theme, label, value.as_ref(), hint) {
            *value = new;
        }
    }

    fn series<T: Entry>(&mut self, name: &'static str, field: &'static str, value: &mut Vec<T>, hint: &str) {
        let label = self.label(name, field);
        let series = Series(value.clone());
        let shown = (!value.is_empty()).then_some(&series);
        if let Some(new) = field::optional(self.ui, self.ctx.theme, label, shown, hint) {
            *value = new.map(|Series(new)| new).unwrap_or_default();
        }
    }

    fn word<T: Copy + PartialEq>(&mut self, name: &'static str, field: &'static str, value: &mut T, options: &[(T, String)]) {
        let label = self.label(name, field);
        if let Some(new) = choice::choice(self.ui, self.ctx.theme, label, Some(value), options) {
            *value = new;
        }
    }

    fn flag(&mut self, name: &'static str, field: &'static str, value: &mut bool) {
        let label = self.label(name, field);
        if let Some(new) = choice::flag(self.ui, self.ctx.theme, label, *value) {
            *value = new;
        }
    }
}
