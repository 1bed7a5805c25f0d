//! Random plans as text, made from the description of the file format: what is new in the format is in them without a change here.

use std::fmt::Write as _;

use rackwright::io::plan_file::PlanFile;
use rackwright::model::describe::{Describe, Field, Shape, Variant};

use super::random::Random;

/// A plan that opens. `comments` puts remarks everywhere; each holds a text `note-<n>` of its own.
pub fn random_plan(random: &mut Random, comments: bool) -> RandomPlan {
    let mut maker = Maker { random, comments, notes: 0, ids: 0, next_rack: 1 };
    let text = maker.value("", &PlanFile::shape());
    RandomPlan { notes: maker.notes, text: text + "\n" }
}

pub struct RandomPlan {
    pub text: String,
    /// How many remarks are in it.
    pub notes: usize,
}

struct Maker<'r> {
    random: &'r mut Random,
    comments: bool,
    notes: usize,
    ids: usize,
    next_rack: usize,
}

impl Maker<'_> {
    fn one_in(&mut self, chance: usize) -> bool {
        self.random.below(chance) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.random.below(list.len())]
    }

    /// A value for the field `name`.
    fn value(&mut self, name: &str, shape: &Shape) -> String {
        match shape {
            Shape::Whole { .. } | Shape::Quantity { .. } => self.ascending(shape, 1).remove(0),
            Shape::Text { name: "id", .. } => self.id(name),
            Shape::Text { name: "name", .. } => quoted(self.pick(&["A01", "電源 1", "قاعة", "R 7", "😀", "x\"y\\z", "Café"])),
            Shape::Text { .. } => quoted(self.pick(&["", "one line", "two\nlines\tand a tab", "\"quoted\" \\ // no comment", "規模 π"])),
            Shape::Flag => self.pick(&["true", "false"]).to_string(),
            Shape::OneOf(variants) => self.variant(variants),
            Shape::List(inner) => self.list(name, inner),
            Shape::Tuple(items) => format!("({})", self.each(items).join(", ")),
            Shape::Maybe(inner) if self.one_in(4) => {
                let value = self.value(name, inner);
                if self.one_in(3) { format!("Some({value})") } else { value }
            }
            Shape::Maybe(_) => "None".to_string(),
            Shape::Record(record) => format!("({})", self.fields(&record.name, &record.fields)),
        }
    }

    fn each(&mut self, items: &[Shape]) -> Vec<String> {
        items.iter().map(|item| self.value("", item)).collect()
    }

    fn id(&mut self, name: &str) -> String {
        self.ids += usize::from(name == "id");
        if name == "id" { format!("\"id-{}\"", self.ids) } else { quoted(self.pick(&["id-1", "id-2", "dr8_dsp.106"])) }
    }

    fn variant(&mut self, variants: &[Variant]) -> String {
        let variant = &variants[self.random.below(variants.len())];
        match &variant.fields {
            None => variant.name.to_string(),
            Some(fields) => format!("{}({})", variant.name, self.fields(variant.name, fields)),
        }
    }

    fn list(&mut self, name: &str, inner: &Shape) -> String {
        if name == "racks" && matches!(inner, Shape::Record(_)) {
            return self.racks();
        }
        // Parts are long; a few per plan say as much as many.
        let chance = if matches!(inner, Shape::Record(record) if record.fields.len() > 6) { 3 } else { 4 };
        let length = match name {
            "sources" | "sizes" => 1 + self.random.below(3),
            "taper" => self.random.below(3),
            _ if self.one_in(2) => 0,
            _ => self.random.below(chance),
        };
        let items: Vec<String> = (0..length).map(|_| self.value("", inner)).collect();
        self.listed(&items)
    }

    fn listed(&mut self, items: &[String]) -> String {
        let mut text = String::from("[");
        for item in items {
            self.remark(&mut text, true);
            text += item;
            text.push(',');
            self.remark(&mut text, false);
        }
        text + "]"
    }

    /// The fields of a record, some that may be left out left out.
    fn fields(&mut self, record: &str, fields: &[Field]) -> String {
        let mut text = String::new();
        for field in fields {
            let section = matches!(field.shape, Shape::List(_)) && record == "Sections";
            let left_out = field.optional && !self.one_in(if section { 4 } else { 2 });
            let value = if left_out { None } else { self.field(record, field) };
            let Some(value) = value else { continue };
            self.remark(&mut text, true);
            write!(text, "{}: {value},", field.name).expect("strings take all");
            self.remark(&mut text, false);
        }
        // Numbers: all three at once, since they must be in order.
        if record == "Number" { self.estimate(fields) + &text } else { text }
    }

    /// The value of a field that has a rule of its own, or any value.
    fn field(&mut self, record: &str, field: &Field) -> Option<String> {
        match (record, field.name) {
            ("PlanFile", "format") => Some("\"rackwright-plan\"".to_string()),
            ("PlanFile", "version" | "min_reader") => Some("1".to_string()),
            ("Number", "value" | "low" | "high") => None,
            ("Stock", "lengths") => Some(self.stock_lengths(&field.shape)),
            ("Stock", "prices") => self.one_in(2).then(|| "[\"1 USD\", \"2.5 USD\"]".to_string()),
            ("Stage", "curve") => Some("[(load: \"25 %\", efficiency: \"97 %\"), (load: \"50.5 %\", efficiency: \"98 %\")]".to_string()),
            ("hyperx", "parallel") => None,
            ("clos", "taper") => Some(self.pick(&["[]", "[1]", "[1.5, 2.0]", "[1e-3]"]).to_string()),
            _ => Some(self.value(field.name, &field.shape)),
        }
    }

    fn stock_lengths(&mut self, shape: &Shape) -> String {
        let Shape::List(inner) = shape else { panic!("lengths are a list") };
        format!("[{}]", self.ascending(inner, 2).join(", "))
    }

    fn estimate(&mut self, fields: &[Field]) -> String {
        let numbers = self.ascending(&fields[0].shape, 3);
        match self.random.below(4) {
            0 => format!("low: {}, value: {}, high: {},", numbers[0], numbers[1], numbers[2]),
            1 => format!("value: {}, low: {},", numbers[1], numbers[0]),
            2 => format!("value: {}, high: {},", numbers[1], numbers[2]),
            _ => format!("value: {},", numbers[1]),
        }
    }

    /// Values of a kind in rising order, all different.
    fn ascending(&mut self, shape: &Shape, count: usize) -> Vec<String> {
        match shape {
            Shape::Whole { min, max } => self.wholes(*min, *max, count),
            Shape::Quantity { kind: "factor", .. } => self.reals(0.0, 1e6, count),
            Shape::Quantity { kind: "length" | "power" | "rate" | "mass", max, .. } => {
                let (number, unit) = max.split_once(' ').expect("a unit");
                let steps = self.wholes(0, number.parse::<i128>().expect("whole") * 1000, count);
                steps.iter().map(|thousandth| format!("\"{thousandth}e-3 {unit}\"")).collect()
            }
            Shape::Quantity { min, max, .. } => {
                let ends = [min, max].map(|end| end.split_once(' ').expect("a unit"));
                let [low, high] = ends.map(|(number, _)| number.parse::<f64>().expect("a number"));
                self.reals(low, high, count).iter().map(|number| format!("\"{number} {}\"", ends[1].1)).collect()
            }
            _ => panic!("{shape:?} has no order"),
        }
    }

    fn wholes(&mut self, min: i128, max: i128, count: usize) -> Vec<String> {
        let last = i128::try_from(count).expect("small") - 1;
        let span = u64::try_from(max - min - last).expect("fits") + 1;
        let start = [0, span - 1, self.random.next() % span, self.random.next() % span.min(100)][self.random.below(4)];
        let start = min + i128::from(start);
        (0..=last).map(|step| (start + step).to_string()).collect()
    }

    fn reals(&mut self, min: f64, max: f64, count: usize) -> Vec<String> {
        let share = |random: &mut Random| f64::from(u32::try_from(random.below(1 << 30)).expect("fits")) / f64::from(1 << 30);
        let mut values: Vec<f64> = (0..count).map(|_| min + (max - min) * share(self.random)).collect();
        if self.one_in(2) {
            values = values.iter().map(|value| (value * 10.0).round() / 10.0).collect();
        }
        values.sort_by(f64::total_cmp);
        for index in 1..values.len() {
            values[index] = if values[index] > values[index - 1] { values[index] } else { values[index - 1].next_up() };
        }
        values.iter().map(|value| value.min(max).to_string()).collect()
    }

    fn racks(&mut self) -> String {
        let mut runs: Vec<String> = (0..self.random.below(6)).map(|_| self.run()).collect();
        if self.one_in(3) {
            runs.reverse();
        }
        self.listed(&runs)
    }

    fn run(&mut self) -> String {
        let name = self.pick(&["A01", "Z99", "ZZ7", "R-08", "spine", "7", "AB 98", "電源", "a1b"]);
        let (count, rows) = (1 + self.random.below(9), 1 + self.random.below(3));
        let id = self.next_rack;
        self.next_rack += count * rows + self.random.below(3);
        let at = |random: &mut Random| random.below(100_000);
        let (x, y) = (at(self.random), at(self.random));
        let mut text = format!("(id: {id}, name: \"{name}\", kind: \"id-1\", at_mm: ({x}, -{y}),");
        let facing = self.pick(&["", "facing: north,", "facing: south,", "facing: east,"]);
        text += facing;
        match count * rows {
            1 => text += self.pick(&["", "facility: \"H3/1\",", "count: 1,", "facility: Some(\"電\"),"]),
            _ => write!(text, "count: {count}, pitch_mm: ({}, 0), rows: {rows}, row_pitch_mm: (0, 3600),", 600 * self.random.below(3))
                .expect("strings take all"),
        }
        self.remark(&mut text, false);
        text + ")"
    }

    /// Sometimes a comment: on a line of its own, or behind what was written.
    fn remark(&mut self, text: &mut String, own_line: bool) {
        if !self.comments || !self.one_in(8) {
            return;
        }
        let number = self.notes;
        self.notes += 1;
        let written = match self.random.below(3) {
            0 if own_line => writeln!(text, "\n/* note-{number};\n   規模 */"),
            1 if own_line => writeln!(text, "\n// note-{number};"),
            _ => writeln!(text, " // note-{number};"),
        };
        written.expect("strings take all");
    }
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}
