//! Text that goes into a cell of a table which somebody opens in a spreadsheet.

/// A text that a spreadsheet would take for a formula gets an apostrophe before it; reading takes
/// it away again.
pub fn harmless(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\'']).chars().next();
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n'));
    // What has an apostrophe already gets one more, so that its own comes back.
    if formula || (text.starts_with('\'') && first.is_some_and(|c| c.is_ascii_digit())) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for text in ["=1+1", "+32 2", "-5", "@SUM(A1)", "\t=1", " =1", "'=1", "\n=1", "'0470"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "a=b", "1-2", "d'Ursel", "’s Gravenvoeren"] {
            assert_eq!(harmless(text), text);
        }
    }
}
