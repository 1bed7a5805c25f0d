//! Every scalar field of a file, found by walking its description, with the shortest valid text that holds it. Not a test.

use rackwright::model::describe::{Field, Shape, Variant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Field(&'static str),
    Variant(usize),
    Item(usize),
    Element,
}

/// One place where a single value stands.
#[derive(Clone, Debug)]
pub struct Leaf {
    steps: Vec<Step>,
    /// As problems name it.
    pub path: String,
    pub shape: Shape,
    /// `None` may stand there.
    pub maybe: bool,
    /// An element of a list: nothing may stand there.
    pub element: bool,
    /// Written only when it is not the default, or not equal to the value beside it.
    pub optional: bool,
}

/// All scalar fields under a shape, in file order.
pub fn leaves(shape: &Shape) -> Vec<Leaf> {
    let mut found = Vec::new();
    let start = Leaf { steps: Vec::new(), path: String::new(), shape: shape.clone(), maybe: false, element: false, optional: false };
    walk(start, &mut found);
    found
}

fn walk(here: Leaf, found: &mut Vec<Leaf>) {
    match here.shape.clone() {
        Shape::Maybe(inner) => walk(Leaf { shape: *inner, maybe: true, ..here }, found),
        Shape::List(inner) => {
            let path = format!("{}[0]", here.path);
            walk(Leaf { path, element: true, maybe: false, ..below(&here, Step::Element, &inner) }, found);
        }
        Shape::Tuple(items) => {
            for (index, item) in items.iter().enumerate() {
                let path = format!("{}[{index}]", here.path);
                walk(Leaf { path, maybe: false, element: false, ..below(&here, Step::Item(index), item) }, found);
            }
        }
        Shape::Record(record) => walk_fields(&here, &record.fields, found),
        Shape::OneOf(variants) => {
            for (index, variant) in variants.iter().enumerate() {
                let inside = below(&here, Step::Variant(index), &here.shape);
                variant.fields.iter().for_each(|fields| walk_fields(&inside, fields, found));
            }
            found.push(here);
        }
        _ => found.push(here),
    }
}

fn below(here: &Leaf, step: Step, shape: &Shape) -> Leaf {
    let steps = here.steps.iter().copied().chain([step]).collect();
    Leaf { steps, shape: shape.clone(), ..here.clone() }
}

fn walk_fields(here: &Leaf, fields: &[Field], found: &mut Vec<Leaf>) {
    for field in fields {
        let path = rackwright::model::numbers::join(&here.path, field.name);
        let bound = matches!(field.name, "low" | "high" | "range_confidence") && !matches!(field.shape, Shape::Text { .. });
        let inner = below(here, Step::Field(field.name), &field.shape);
        walk(Leaf { path, maybe: bound, element: false, optional: field.optional, ..inner }, found);
    }
}

/// The shortest valid text with `literal` at the leaf, and where the literal begins.
pub fn document(shape: &Shape, leaf: &Leaf, literal: &str) -> (String, usize) {
    let mut page = Page { out: String::new(), literal, at: 0 };
    page.value("", shape, Some(&leaf.steps));
    (page.out, page.at)
}

struct Page<'l> {
    out: String,
    literal: &'l str,
    at: usize,
}

impl Page<'_> {
    /// `way` leads on to the literal; without one the shortest valid value stands here.
    fn value(&mut self, name: &str, shape: &Shape, way: Option<&[Step]>) {
        if let Some([]) = way {
            self.at = self.out.len();
            self.out += self.literal;
            return;
        }
        match shape {
            Shape::Maybe(inner) => self.value(name, inner, way),
            Shape::List(inner) => self.list(name, inner, way),
            Shape::Tuple(items) => self.tuple(items, way),
            Shape::Record(record) => self.record(&record.name, &record.fields, way),
            Shape::OneOf(variants) => self.variant(variants, way),
            _ => self.out += &plain(shape),
        }
    }

    fn list(&mut self, name: &str, inner: &Shape, way: Option<&[Step]>) {
        self.out.push('[');
        if way.is_some() || matches!(name, "sources" | "sizes" | "lengths") && !matches!(inner, Shape::Record(_)) {
            self.value("", inner, way.map(|way| &way[1..]));
        }
        self.out.push(']');
    }

    fn tuple(&mut self, items: &[Shape], way: Option<&[Step]>) {
        self.out.push('(');
        for (index, item) in items.iter().enumerate() {
            let rest = way.filter(|way| way[0] == Step::Item(index)).map(|way| &way[1..]);
            self.value("", item, rest);
            self.out += ", ";
        }
        self.out.push(')');
    }

    fn variant(&mut self, variants: &[Variant], way: Option<&[Step]>) {
        let index = way.map_or(0, |way| match way[0] {
            Step::Variant(index) => index,
            other => panic!("{other:?} leads into no choice"),
        });
        let variant = &variants[index];
        self.out += variant.name;
        if let Some(fields) = &variant.fields {
            self.record(variant.name, fields, way.map(|way| &way[1..]));
        }
    }

    fn record(&mut self, name: &str, fields: &[Field], way: Option<&[Step]>) {
        self.out.push('(');
        for field in fields {
            let rest = way.filter(|way| way[0] == Step::Field(field.name)).map(|way| &way[1..]);
            if field.optional && rest.is_none() {
                continue;
            }
            self.out += &format!("{}: ", field.name);
            match fixed(name, field, way).filter(|_| rest.is_none()) {
                Some(text) => self.out += &text,
                None => self.value(field.name, &field.shape, rest),
            }
            self.out += ", ";
        }
        self.out.push(')');
    }
}

/// What must stand in a field for the rest to be valid.
fn fixed(record: &str, field: &Field, way: Option<&[Step]>) -> Option<String> {
    match (record, field.name) {
        ("PlanFile", "format") => Some("\"rackwright-plan\"".to_string()),
        ("CatalogFile", "format") => Some("\"rackwright-catalog\"".to_string()),
        ("PlanFile" | "CatalogFile", "version" | "min_reader") => Some("1".to_string()),
        // Leaves room for whatever bound is tried.
        ("Number", "value") => match way {
            Some([Step::Field("low"), ..]) => Some(end(&field.shape, true)),
            Some([Step::Field("high"), ..]) => Some(end(&field.shape, false)),
            _ => None,
        },
        _ => None,
    }
}

fn end(shape: &Shape, upper: bool) -> String {
    match shape {
        Shape::Whole { min, max } => if upper { max } else { min }.to_string(),
        Shape::Quantity { kind: "factor", .. } => if upper { "1000000" } else { "0" }.to_string(),
        Shape::Quantity { min, max, .. } => format!("\"{}\"", if upper { max } else { min }),
        _ => panic!("{shape:?} has no ends"),
    }
}

fn plain(shape: &Shape) -> String {
    match shape {
        Shape::Text { .. } => "\"x\"".to_string(),
        Shape::Flag => "true".to_string(),
        Shape::Whole { min, max } => 1.clamp(*min, *max).to_string(),
        Shape::Quantity { kind: "factor", .. } => "1".to_string(),
        Shape::Quantity { example, .. } => format!("\"{example}\""),
        _ => panic!("{shape:?} is not plain"),
    }
}
