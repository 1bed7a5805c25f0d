//! Cables over the racks: flows as wide as they have many cables, in the colour and line style of their technology.

use std::sync::Arc;

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Ui, pos2, vec2};

use super::coarse::Coarse;
use super::colours::solved;
use super::flows::{Flows, Reach, THICKEST, flows};
use super::look::Cables;
use super::view::{View, as_float, grown, narrow};
use crate::model::parts::Family;
use crate::solve::figure::real;
use crate::ui::ctx::Ctx;
use crate::ui::kept::{Held, kept};
use crate::ui::state::whole_mm;

/// More flows in view than this are drawn without dashes.
const DASHED_BELOW: usize = 2_000;
/// The cables of so few racks follow a gesture in plans of any size.
const FEW: usize = 64;
/// The widest flow, in points.
const WIDEST: f32 = 7.0;
/// Trays closer than so many points are drawn as one.
const FINE: f64 = 6.0;

/// What runs over the floor, kept while report, choice and selection stay the same.
pub(super) fn kept_flows(ui: &Ui, ctx: &Ctx) -> Arc<Flows> {
    let cables = &ctx.state.floor.cables;
    let selected = if *cables == Cables::Selected { ctx.selected() } else { Vec::new() };
    let Some(reading) = ctx.reading.filter(|_| *cables != Cables::None) else { return Arc::default() };
    let follows = *cables == Cables::Selected && selected.len() <= FEW;
    let state = if follows { Some(Held(Arc::clone(&reading.report.input.plan))) } else { solved(ctx) };
    kept(ui, "flows", (state, cables.clone(), selected.clone()), || Flows::of(flows(&reading.report, cables, &selected)))
}

pub(super) struct CableLayer<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d Painter,
    pub flows: &'d Arc<Flows>,
}

/// Flows of one technology along one axis.
struct Strand {
    family: Family,
    along_x: bool,
    /// Beside its line, so that technologies on one way do not hide each other.
    beside: f32,
    reaches: Vec<Reach>,
}

/// Flows seen from afar, by technology and axis.
type Far = Vec<(Family, bool, Coarse)>;

impl CableLayer<'_, '_> {
    pub fn show(&self, ui: &Ui) {
        if self.flows.is_empty() {
            return;
        }
        let look = (self.ctx.theme.dark, self.view.area, self.view.camera);
        let mesh = kept(ui, "cables", (Held(Arc::clone(self.flows)), look), || self.mesh(ui));
        self.painter.add(Shape::Mesh(mesh));
    }

    fn tile(&self) -> i64 {
        self.ctx.plan.floor.tile.base().max(1)
    }

    fn points(&self, mm: i64) -> f64 {
        as_float(mm) * self.view.camera.zoom / 1000.0
    }

    fn mesh(&self, ui: &Ui) -> Mesh {
        let near = self.points(self.tile()) >= FINE;
        let far = if near { Arc::default() } else { kept(ui, "cables from afar", Held(Arc::clone(self.flows)), || self.far()) };
        let least = whole_mm(FINE * 1000.0 / self.view.camera.zoom);
        let side = far.iter().map(|(.., coarse)| coarse.side(least)).max().unwrap_or(self.tile());
        let lanes = narrow(real(self.flows.families.len() as u64)).max(1.0);
        let widest = (0.8 * narrow(self.points(side)) / lanes).clamp(1.0, WIDEST);
        let strands = self.strands(&far, least, widest + 1.0);
        let dashed = near && strands.iter().map(|strand| strand.reaches.len()).sum::<usize>() <= DASHED_BELOW;
        let mut mesh = Mesh::default();
        strands.iter().for_each(|strand| self.add(&mut mesh, strand, widest, dashed));
        mesh
    }

    fn far(&self) -> Far {
        let both = self.flows.families.iter().flat_map(|(family, _)| [(*family, true), (*family, false)]);
        both.map(|(family, along_x)| (family, along_x, self.flows.coarse(family, along_x, self.tile()))).collect()
    }

    fn strands(&self, far: &Far, least: i64, apart: f32) -> Vec<Strand> {
        let middle = narrow(real(self.flows.families.len() as u64) - 1.0) / 2.0;
        // A flow beside the view may be so wide, and in a lane so far aside, that it shows.
        let beyond = (f64::from(apart) * real(self.flows.families.len() as u64) + f64::from(WIDEST)) * 1000.0 / self.view.camera.zoom;
        let visible = grown(self.view.visible(), whole_mm(beyond));
        let reaches = |family: Family, along_x: bool| match far.iter().find(|(of, along, _)| (*of, *along) == (family, along_x)) {
            Some((.., coarse)) => coarse.stretches(least, visible).into_iter().map(|(mm, value)| reach(mm, along_x, value)).collect(),
            None => self.flows.within(family, along_x, visible),
        };
        let lanes = self.flows.families.iter().zip(0_u8..).flat_map(|((family, _), lane)| [(*family, lane, true), (*family, lane, false)]);
        lanes
            .map(|(family, lane, along_x)| {
                let beside = (f32::from(lane) - middle) * apart;
                Strand { family, along_x, beside, reaches: reaches(family, along_x) }
            })
            .collect()
    }

    fn add(&self, mesh: &mut Mesh, strand: &Strand, widest: f32, dashed: bool) {
        let colour = self.ctx.theme.family(strand.family);
        let line = Line { along_x: strand.along_x, dash: dash(strand.family).filter(|_| dashed), colour };
        let (origin, edge) = (self.view.to_screen(0.0, 0.0), self.view.area.expand(WIDEST));
        for reach in &strand.reaches {
            let width = (widest * f32::from(reach.thickness) / f32::from(THICKEST)).max(1.0);
            line.add_to(mesh, self.rect(strand, reach, width).intersect(edge), origin);
        }
    }

    /// A flow on screen, so wide.
    fn rect(&self, strand: &Strand, reach: &Reach, width: f32) -> Rect {
        let Reach { across, from, to, .. } = *reach;
        let (mm, shift) = if strand.along_x {
            ([from, across, to, across], vec2(0.0, strand.beside))
        } else {
            ([across, from, across, to], vec2(strand.beside, 0.0))
        };
        self.view.rect(mm).translate(shift).expand(width / 2.0)
    }
}

/// A line through the middle of a stretch of squares.
fn reach([left, top, right, bottom]: [i64; 4], along_x: bool, thickness: u8) -> Reach {
    let (across, from, to) = if along_x { (i64::midpoint(top, bottom), left, right) } else { (i64::midpoint(left, right), top, bottom) };
    Reach { across, from, to, thickness }
}

/// Points of a dash and of the gap after it; none for whole lines.
fn dash(family: Family) -> Option<(f32, f32)> {
    match family {
        Family::ActiveCopper => Some((8.0, 4.0)),
        Family::InPackage => Some((3.0, 3.0)),
        _ => None,
    }
}

/// How a line is drawn.
pub(super) struct Line {
    along_x: bool,
    dash: Option<(f32, f32)>,
    colour: Color32,
}

impl Line {
    /// A level line of a technology, for the legend.
    pub fn sample(ctx: &Ctx, family: Family) -> Self {
        Self { along_x: true, dash: dash(family), colour: ctx.theme.family(family) }
    }

    /// A line as a rectangle, whole or in dashes; those of lines that go on in each other go on from an origin.
    pub fn add_to(&self, mesh: &mut Mesh, rect: Rect, origin: Pos2) {
        let Some((length, gap)) = self.dash else { return mesh.add_colored_rect(rect, self.colour) };
        let (from, to, zero) = if self.along_x { (rect.left(), rect.right(), origin.x) } else { (rect.top(), rect.bottom(), origin.y) };
        let first = from - (from - zero).rem_euclid(length + gap);
        let starts = std::iter::successors(Some(first), |at| Some(at + length + gap)).take_while(|at| *at < to).take(1_000);
        for (start, end) in starts.map(|at| (at.max(from), (at + length).min(to))).filter(|(start, end)| start < end) {
            let part = if self.along_x {
                (pos2(start, rect.top()), pos2(end, rect.bottom()))
            } else {
                (pos2(rect.left(), start), pos2(rect.right(), end))
            };
            mesh.add_colored_rect(Rect::from_min_max(part.0, part.1), self.colour);
        }
    }
}
