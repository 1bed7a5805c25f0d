//! Racks as files write them: single ones, or runs of equal racks at a pitch. Expanding and finding runs are inverse to each other.

use super::counts::Some1;
use super::describe::record;
use super::geometry::{Facing, Point};
use super::naming::{numbered, row_start};
use super::racks::{Rack, RackId};
use super::text::{Id, Name};

record! {
    /// One rack, or a run of them: `count` along a row at `pitch_mm`, and `rows` of those at `row_pitch_mm`.
    pub struct RackRun {
        /// Stable number; the racks of a run have the ones that follow, row by row.
        pub id: RackId,
        /// Name; in a run the number at its end counts along the row, one or two capitals before it from row to row.
        pub name: Name,
        /// Id of the rack type.
        pub kind: Id,
        /// Corner with the smallest x and y, in mm.
        pub at_mm: Point,
        /// Where the front looks.
        #[optional()]
        pub facing: Facing,
        /// Name in the facility's own books.
        #[optional()]
        pub facility: Option<Name>,
        /// Racks in a row.
        #[optional()]
        pub count: Option<Some1>,
        /// Step from rack to rack, in mm.
        #[optional()]
        pub pitch_mm: Point,
        /// Rows.
        #[optional()]
        pub rows: Option<Some1>,
        /// Step from row to row, in mm.
        #[optional()]
        pub row_pitch_mm: Point,
    }
}

impl RackRun {
    fn single(rack: &Rack) -> Self {
        Self {
            id: rack.id,
            name: rack.name.clone(),
            kind: rack.kind.clone(),
            at_mm: rack.at,
            facing: rack.facing,
            facility: rack.facility.clone(),
            count: None,
            pitch_mm: Point::default(),
            rows: None,
            row_pitch_mm: Point::default(),
        }
    }

    fn columns(&self) -> u64 {
        self.count.map_or(1, Some1::count)
    }

    /// How many racks this is.
    pub fn len(&self) -> u64 {
        self.columns().saturating_mul(self.rows.map_or(1, Some1::count))
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The racks, row by row. The caller has checked `len` against its limit.
    pub fn expand(&self) -> Result<Vec<Rack>, String> {
        if self.facility.is_some() && self.len() > 1 {
            return Err("got a facility name on a run, allowed on a single rack: each rack has its own".to_string());
        }
        (0..self.len()).map(|index| self.rack(index)).collect()
    }

    fn rack(&self, index: u64) -> Result<Rack, String> {
        let (row, column) = (index / self.columns(), index % self.columns());
        let step = |pitch: Point, times| pitch.times(times).ok_or("steps");
        let at = step(self.row_pitch_mm, row)
            .and_then(|down| self.at_mm.plus(down).ok_or("rows"))
            .and_then(|start| start.plus(step(self.pitch_mm, column)?).ok_or("racks"))
            .map_err(|what| format!("got {what} that leave the floor by more than 10 km, allowed -10,000,000..10,000,000 mm"))?;
        let id = i64::try_from(index).ok().and_then(|index| RackId::new(self.id.get() + index));
        let name = if self.len() == 1 { Ok(self.name.clone()) } else { Name::new(&self.name_at(row, column)) };
        Ok(Rack {
            id: id.ok_or("got ids beyond 4,000,000,000, allowed 1..4,000,000,000")?,
            name: name.map_err(|rule| format!("got a name that grows too long, allowed {rule}"))?,
            kind: self.kind.clone(),
            at,
            facing: self.facing,
            facility: self.facility.clone(),
        })
    }

    fn name_at(&self, row: u64, column: u64) -> String {
        numbered(&row_start(self.name.as_str(), row, self.columns()), column)
    }
}

/// The shortest way to write racks that come in order of id: equal neighbours at an even pitch become runs, equal rows become one run.
///
/// A rack for which `apart` holds starts a run of its own: a comment stands beside it.
pub fn runs_of<'r>(racks: impl Iterator<Item = &'r Rack>, apart: &dyn Fn(RackId) -> bool) -> Vec<RackRun> {
    let mut runs: Vec<RackRun> = Vec::new();
    let mut row: Option<RackRun> = None;
    for rack in racks {
        let grown = row.as_ref().filter(|_| !apart(rack.id)).and_then(|run| with_rack(run, rack));
        match grown {
            Some(run) => row = Some(run),
            None => add_row(&mut runs, row.replace(RackRun::single(rack)), apart),
        }
    }
    add_row(&mut runs, row, apart);
    runs
}

/// The run with one more rack in its row, if the rack goes on where the run ends.
fn with_rack(run: &RackRun, rack: &Rack) -> Option<RackRun> {
    let count = run.columns();
    let pitch = if count == 1 { rack.at.minus(run.at_mm)? } else { run.pitch_mm };
    let longer = RackRun { count: Some1::new(i64::try_from(count).ok()? + 1), pitch_mm: pitch, ..run.clone() };
    let wanted = run.facility.is_none().then(|| longer.rack(count).ok())??;
    (pitch != Point::default() && wanted == *rack).then_some(longer)
}

/// Appends a finished row, as one more row of the run before it where it fits.
fn add_row(runs: &mut Vec<RackRun>, row: Option<RackRun>, apart: &dyn Fn(RackId) -> bool) {
    let Some(row) = row else { return };
    match runs.last().filter(|_| !apart(row.id)).and_then(|last| with_row(last, &row)) {
        Some(joined) => {
            runs.pop();
            runs.push(joined);
        }
        None => runs.push(row),
    }
}

fn with_row(run: &RackRun, row: &RackRun) -> Option<RackRun> {
    let alike = run.columns() > 1 && run.count == row.count && run.pitch_mm == row.pitch_mm && row.rows.is_none();
    let rows = run.rows.map_or(1, Some1::count);
    let pitch = if rows == 1 { row.at_mm.minus(run.at_mm)? } else { run.row_pitch_mm };
    let taller = RackRun { rows: Some1::new(i64::try_from(rows).ok()? + 1), row_pitch_mm: pitch, ..run.clone() };
    let wanted = alike.then(|| taller.rack(run.len()).ok())??;
    let goes_on = wanted == RackRun { count: None, pitch_mm: Point::default(), ..row.clone() }.rack(0).ok()?;
    (goes_on && names_go_on(&taller, row)).then_some(taller)
}

/// The last rack of the row has the name the run gives it: widths of numbers may differ where the first ones agree.
fn names_go_on(run: &RackRun, row: &RackRun) -> bool {
    let last = run.columns() - 1;
    run.name_at(run.rows.map_or(1, Some1::count) - 1, last) == row.name_at(0, last)
}
