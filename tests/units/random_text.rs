//! Random text through every type: no panic, and every answer is a value that reads back or a proper refusal.

use super::assert_refusal;
use super::every_type::ALL;
use super::random::Random;

const TOKENS: &[&str] = &[
    "0",
    "1",
    "7",
    "9",
    "12",
    "400",
    "000",
    "999999999999",
    "1e",
    "e",
    "E",
    "e9",
    "e-9",
    "e400",
    ".",
    ",",
    "_",
    "+",
    "-",
    "*",
    "×",
    " ",
    "\t",
    "\n",
    "\u{A0}",
    "\u{2009}",
    "\u{202F}",
    "\u{202E}",
    "\u{200B}",
    "W",
    "kW",
    "mw",
    "k",
    "M",
    "m",
    "mm",
    "ft",
    "in",
    "lb",
    "kg",
    "t",
    "Gb/s",
    "Gbps",
    "GB/s",
    "%",
    "%/yr",
    "USD",
    "USD/m2/yr",
    "USD/kW",
    "degC",
    "°C",
    "µs",
    "pJ/bit",
    "years",
    "h",
    "dB",
    "NaN",
    "inf",
    "0x",
    "'",
    "\"",
    "\\",
    "(",
    "規",
    "１",
    "٣",
    "²",
    "\u{301}",
    "/",
    "^",
    "\0",
];

const STRINGS: usize = 100_000;

fn random_string(random: &mut Random) -> String {
    if random.below(20) == 0 {
        let length = random.below(400);
        return String::from_utf8(random.text(length)).expect("plain text");
    }
    (0..random.below(9)).map(|_| TOKENS[random.below(TOKENS.len())]).collect()
}

fn try_everywhere(text: &str) -> usize {
    let mut accepted = 0;
    for quantity in ALL {
        for read in [quantity.parse, quantity.parse_typed] {
            match read(text) {
                Ok(written) => {
                    assert_eq!((quantity.parse)(&written).as_ref(), Ok(&written), "{} from {text:?}", quantity.name);
                    accepted += 1;
                }
                Err(message) => assert_refusal(&message, &format!("{} {text:?}", quantity.name)),
            }
        }
    }
    accepted
}

#[test]
fn random_text_never_panics_and_is_refused_properly() {
    let mut random = Random::seeded("random_text");
    let texts: Vec<String> = (0..STRINGS).map(|_| random_string(&mut random)).collect();
    let accepted: usize = std::thread::scope(|scope| {
        let halves: Vec<_> =
            texts.chunks(STRINGS / 2).map(|half| scope.spawn(|| half.iter().map(|text| try_everywhere(text)).sum::<usize>())).collect();
        halves.into_iter().map(|half| half.join().expect("no panic")).sum()
    });
    assert!(accepted > STRINGS / 4, "only {accepted} accepted: the alphabet makes too few good texts to say anything");
}

#[test]
fn very_long_text_is_refused_in_one_line() {
    let pieces = ["9", "1,", "1_000", "W", " ", "kW ", "規", "\u{202E}", "\0", "+1 W", "*9", ".", "-", "1e9*", "0"];
    for piece in pieces {
        let text = piece.repeat(5_000);
        for quantity in ALL {
            for read in [quantity.parse, quantity.parse_typed] {
                if let Err(message) = read(&text) {
                    assert_refusal(&message, &format!("{} {piece:?} again and again", quantity.name));
                }
            }
        }
    }
}
