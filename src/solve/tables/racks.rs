//! The table of racks: where each stands, what it draws, holds and costs. Cells are worked out when they are asked for.

use std::cell::OnceCell;

use super::column::{COUNT, KG, KUSD, KW, METRE, PERCENT, WATT, YEARLY};
use super::{Cell, Column};
use crate::model::racks::Rack;
use crate::solve::RackQuantity;
use crate::solve::figure::{Figure, float};
use crate::solve::rack_readings::BrokenBundles;
use crate::solve::report::Report;

pub(super) const COLUMNS: &[Column] = &[
    Column::text("Name", "What the rack is called", 10),
    Column::text("Facility", "The name the rack has in the facility's own books", 7),
    Column::text("Type", "Rack type: what all racks of it share", 15),
    Column::text("Role", "What the rack is for", 8),
    Column::number("x", "Corner with the smallest x of the footprint", 6, METRE),
    Column::number("y", "Corner with the smallest y of the footprint", 6, METRE),
    Column::text("Front", "Where the front of the rack looks; north is up on the plan", 5),
    Column::number("Power", "At the rack's inlet, all parts at full load", 8, KW).sum(),
    Column::number("Feed", "Power over what the feed provides", 7, PERCENT),
    Column::number("Per acc.", "Power of the rack over its accelerators", 8, WATT),
    Column::number("To air", "Heat that leaves into the room", 8, KW).sum(),
    Column::number("To liquid", "Heat that leaves into the liquid loop", 9, KW).sum(),
    Column::number("Mass", "Frame with everything in it, cables left out", 8, KG).sum(),
    Column::number("U used", "Rack units up to the highest blade", 7, COUNT),
    Column::number("Link ends", "Ends of links of all tiers in the rack", 9, COUNT).sum(),
    Column::number("Modules", "Pluggable modules and optical engines at these ends", 8, COUNT).sum(),
    Column::number("Price", "What stands in the rack, with the modules at its ends; cables belong to no rack", 11, KUSD).sum().dot(),
    Column::number("Failures", "Failures a year of everything in the rack", 11, YEARLY).sum(),
    Column::marks("Findings", "Design rules that the rack or a link of it breaks, without those that were waived", 9),
];

/// Racks of a report.
pub(super) struct Racks<'r> {
    report: &'r Report,
    broken: BrokenBundles,
    /// Price and failures by rack type: the same for all racks of it, and long to work out.
    kinds: Vec<(Figure<f64>, f64)>,
    /// All racks, once all of them are asked for: finding one by its place takes a walk.
    listed: OnceCell<Vec<&'r Rack>>,
}

impl<'r> Racks<'r> {
    pub fn of(report: &'r Report) -> Self {
        let kinds = report.resolved.kinds.iter().map(|kind| (report.kind_price(kind), report.kind_failures(kind)));
        Self { report, broken: report.broken_bundles(), kinds: kinds.collect(), listed: OnceCell::new() }
    }

    /// Somebody is about to ask for all rows.
    pub fn list(&self) {
        self.listed.get_or_init(|| self.report.input.plan.racks.iter().collect());
    }

    fn kind(&self, index: u32) -> Option<(Figure<f64>, f64)> {
        let rack = self.report.racks.get(index as usize)?;
        self.kinds.get(rack.kind as usize).copied()
    }

    pub fn len(&self) -> usize {
        self.report.racks.len()
    }

    pub fn name(&self, row: usize) -> String {
        self.rack(row).map(|rack| rack.name.to_string()).unwrap_or_default()
    }

    fn rack(&self, row: usize) -> Option<&Rack> {
        match self.listed.get() {
            Some(listed) => listed.get(row).copied(),
            None => self.report.input.plan.racks.at(row),
        }
    }

    /// What filters look at.
    pub fn texts(&self, row: usize) -> String {
        let Some(rack) = self.rack(row) else { return String::new() };
        let facility = rack.facility.as_ref().map(|facility| facility.as_str()).unwrap_or_default();
        let kind = self.report.input.plan.rack_type(&rack.kind);
        let (title, role) = kind.map_or(("", ""), |kind| (kind.name.as_str(), kind.role.word()));
        [rack.name.as_str(), facility, title, role].join("\n")
    }

    pub fn cell(&self, row: usize, column: usize) -> Cell {
        let Ok(index) = u32::try_from(row) else { return Cell::Empty };
        match column {
            0..=6 => self.rack(row).map_or(Cell::Empty, |rack| self.place(rack, column)),
            13 => self.report.kind_of(index).map_or(Cell::Empty, |kind| Cell::count(kind.used_units)),
            18 => Cell::Marks(self.report.marks_of_rack(index, &self.broken)),
            _ => self.quantity(index, column),
        }
    }

    fn place(&self, rack: &Rack, column: usize) -> Cell {
        let kind = self.report.input.plan.rack_type(&rack.kind);
        let metres = |mm: i64| Cell::Number(float(i128::from(mm)) / 1000.0);
        match column {
            0 => Cell::text(&rack.name),
            1 => rack.facility.as_ref().map_or(Cell::Empty, Cell::text),
            2 => kind.map_or_else(|| Cell::text(&rack.kind), |kind| Cell::text(&kind.name)),
            3 => kind.map_or(Cell::Empty, |kind| Cell::text(super::capital(kind.role.word()))),
            4 => metres(rack.at.x()),
            5 => metres(rack.at.y()),
            _ => Cell::text(super::capital(rack.facing.word())),
        }
    }

    fn quantity(&self, index: u32, column: usize) -> Cell {
        let quantity = match column {
            7 => return self.power(index),
            8 => RackQuantity::FeedShare,
            9 => RackQuantity::DrawPerAccelerator,
            10 => RackQuantity::HeatToAir,
            11 => RackQuantity::HeatToLiquid,
            12 => RackQuantity::Mass,
            14 => RackQuantity::CableEnds,
            15 => RackQuantity::Modules,
            16 => return self.kind(index).map_or(Cell::Empty, |(price, _)| Cell::Figure(self.report.price_over(price, index))),
            17 => return self.kind(index).map_or(Cell::Empty, |(_, rate)| Cell::Number(self.report.failures_over(rate, index))),
            _ => return Cell::Empty,
        };
        self.report.rack_quantity(index, quantity).map_or(Cell::Empty, Cell::Number)
    }

    fn power(&self, index: u32) -> Cell {
        let Some(tally) = self.report.tallies.get(index as usize) else { return Cell::Empty };
        let watts = |uw: i64| float(i128::from(uw)) / 1e6;
        let draw = tally.draw;
        Cell::Figure(Figure { low: watts(draw.low), likely: watts(draw.likely), high: watts(draw.high), guessed: watts(draw.guessed) })
    }
}
