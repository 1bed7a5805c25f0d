//! Whether the letters of a query occur in a text in order, and how well. Pure.

/// Higher is better; `None` if some letter is missing. An empty query fits everything.
pub fn score(query: &str, text: &str) -> Option<i64> {
    let words = query.split_whitespace();
    words.map(|word| word_score(&word.to_lowercase(), &text.to_lowercase())).sum()
}

/// A run of letters counts most at the start of the text, then at the start of a word, then inside; scattered letters count least.
fn word_score(word: &str, text: &str) -> Option<i64> {
    if text.starts_with(word) {
        return Some(100);
    }
    if text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word)) {
        return Some(80);
    }
    if text.contains(word) {
        return Some(50);
    }
    let mut rest = text.chars();
    let mut gaps = 0;
    for letter in word.chars() {
        let before = rest.clone().count();
        rest.find(|c| *c == letter)?;
        gaps += i64::try_from(before - rest.clone().count()).unwrap_or(0) - 1;
    }
    Some(20 - gaps.min(19))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_fits_score_higher() {
        let order = ["undo", "do undo", "redundant", "u n d o"];
        let scores: Vec<Option<i64>> = order.iter().map(|text| score("und", text)).collect();
        assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{scores:?}");
        assert_eq!(score("xyz", "undo"), None);
        assert_eq!(score("", "undo"), Some(0));
        assert!(score("align left", "Align left").is_some());
    }
}
