//! Which language a browser asks for.

use fla_domain::language::Language;

/// The best of our four for an `Accept-Language` header; `None` where it names none of them.
///
/// Weights count (`de;q=0.5`), a weight of zero refuses; of equal weights the first one wins.
pub fn preferred(header: &str) -> Option<Language> {
    let mut best: Option<(u16, Language)> = None;
    for part in header.split(',').take(32) {
        let mut pieces = part.split(';');
        let Some(language) = pieces.next().and_then(|tag| Language::from_code(tag.trim())) else {
            continue;
        };
        let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(1000, thousandths);
        if weight > 0 && best.is_none_or(|(w, _)| weight > w) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// `0.85` as 850; a weight that cannot be read counts as nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, rest) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let digits: String = rest.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u16>(), digits.parse::<u16>()) {
        (Ok(whole), Ok(digits)) => (whole.min(1) * 1000 + digits).min(1000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_wins() {
        for (header, expected) in [
            ("nl-BE,nl;q=0.9,en;q=0.8", Some(Language::Nl)),
            ("it,de;q=0.5,fr;q=0.7", Some(Language::Fr)),
            ("de-BE", Some(Language::De)),
            ("en;q=0,fr;q=0.1", Some(Language::Fr)),
            ("it, es", None),
            ("", None),
            ("*", None),
            ("fr;q=banana, en;q=0.2", Some(Language::En)),
        ] {
            assert_eq!(preferred(header), expected, "{header}");
        }
    }
}
