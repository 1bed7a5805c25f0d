//! Tests of the RON tree: tokens, early refusals, places, comments and the canonical layout. Not of what a plan means.

#[path = "ron_tree/bombs.rs"]
mod bombs;
#[path = "ron_tree/comments.rs"]
mod comments;
#[path = "ron_tree/layout.rs"]
mod layout;
#[path = "ron_tree/lexical.rs"]
mod lexical;
#[path = "ron_tree/places.rs"]
mod places;
#[path = "ron_tree/random.rs"]
mod random;

use rackwright::io::ron_tree::lexer::{Lexer, TokenKind};
use rackwright::io::ron_tree::{Comments, Tree, layout as canonical};

/// A plan as a person writes it, with most of what RON offers.
pub const SAMPLE: &str = r##"// Hall 3, second phase
(
    format: "rackwright-plan", version: 1, // written by hand
    title: "Row \"A\" – 72 accélérateurs",
    notes: r#"raw "quoted" text"#,
    /* what stands
       on the floor */
    racks: [
        (id: 17, name: "A01", type: "compute", at_mm: [0, 600], power: fixed(132_000), facing: north),
        // moved in May
        (id: 18, name: "A02", type: "compute", at_mm: [600, 600], power: Some((low: 1.5e3, high: 2.5E+3)), facing: north), // keep free
        (id: 19, name: "S01", type: "switch", at_mm: [1_200, 600], power: None, facing: south), /* last */
        // more to come
    ],
    rack_types: [(id: "compute", frame: (units: 48, width_mm: 600), blades: [(part: "gpu", count: 0x12), (part: "nic", count: 8u8)])],
    overrides: {"gpu": (tdp_w: -1.0), 'x': (), (1, 2): true},
    site: (pue: 1.25, tax: .5, grid: (), code: b"a\x00", sign: b'+'),
)
// the end
"##;

/// Prints with the text's own comments.
pub fn print_own(text: &str) -> String {
    let tree = Tree::parse(text).unwrap_or_else(|problem| panic!("{problem} at {} in {text}", problem.offset));
    canonical::print(&tree, &tree.comments())
}

pub fn print_bare(text: &str) -> String {
    let tree = Tree::parse(text).unwrap_or_else(|problem| panic!("{problem} at {} in {text}", problem.offset));
    canonical::print(&tree, &Comments::new())
}

pub fn comments_of(text: &str) -> Comments {
    Tree::parse(text).unwrap_or_else(|problem| panic!("{problem} in {text}")).comments()
}

/// The tokens that carry meaning: no comments, no commas before a closing bracket.
pub fn meaning(text: &str) -> Vec<&str> {
    let tokens: Vec<_> = Lexer::new(text).filter(|token| !token.is_comment()).collect();
    let next_kinds = tokens.iter().skip(1).map(|token| Some(token.kind)).chain([None]);
    let counts = |kind, next| kind != TokenKind::Comma || !matches!(next, Some(TokenKind::Close(_)) | None);
    tokens
        .iter()
        .zip(next_kinds)
        .filter(|(token, next)| counts(token.kind, *next))
        .map(|(token, _)| &text[token.start..token.end])
        .collect()
}

/// Small and repeatable; one variable replays a failed run.
pub struct Dice(u64);

impl Dice {
    pub fn new(name: &str) -> Self {
        let seed = seed();
        println!("{name}: replay with RACKWRIGHT_SEED={seed}");
        Self(seed)
    }

    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Fixed unless the variable says otherwise, so that a run is the same everywhere.
pub fn seed() -> u64 {
    std::env::var("RACKWRIGHT_SEED").ok().map_or(20_260_101, |text| text.parse().expect("RACKWRIGHT_SEED is a number"))
}
