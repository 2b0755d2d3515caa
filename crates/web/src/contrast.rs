//! The contrast of every pair of colours in use, computed from the style sheet for both schemes
//! by the formula of WCAG 2.2.

use std::collections::BTreeMap;

use crate::assets::style;

/// The two colours of each token, light and dark.
fn tokens() -> BTreeMap<String, [f64; 2]> {
    let css = style("css/tokens.css");
    let mut found = BTreeMap::new();
    for line in css.lines() {
        let Some((name, value)) = line.trim().split_once(": light-dark(#") else { continue };
        let value = value.trim_end_matches(");");
        let (light, dark) = value.split_once(", #").unwrap();
        found.insert(name.trim_start_matches("--").to_owned(), [luminance(light), luminance(dark)]);
    }
    found
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

/// What stands on what, and how much contrast it needs.
const PAIRS: [(&[&str], &[&str], f64); 13] = [
    (
        &["ink", "ink-soft", "link", "accent", "accent-hover"],
        &["paper", "surface", "sunken", "accent-soft"],
        TEXT,
    ),
    (&["ink", "link"], &["good-soft", "warning-soft", "bad-soft", "info-soft"], TEXT),
    (&["good"], &["good-soft"], TEXT),
    (&["warning"], &["warning-soft"], TEXT),
    (&["bad"], &["bad-soft", "paper", "surface"], TEXT),
    (&["info"], &["info-soft"], TEXT),
    (&["on-accent"], &["accent", "accent-hover"], TEXT),
    (&["surface"], &["bad", "ink"], TEXT),
    (&["on-head", "on-head-soft"], &["head"], TEXT),
    (&["saffron"], &["head"], SHAPE),
    (&["line-strong", "focus"], &["paper", "surface", "sunken"], SHAPE),
    (&["followed", "planned", "beyond"], &["surface"], SHAPE),
    (&["followed"], &["left"], SHAPE),
];

#[test]
fn every_pair_has_enough_contrast_in_both_schemes() {
    let tokens = tokens();
    assert!(tokens.len() > 25);
    for (fronts, grounds, needed) in PAIRS {
        for front in fronts {
            for ground in grounds {
                for (scheme, name) in ["light", "dark"].iter().enumerate() {
                    let found = contrast(tokens[*front][scheme], tokens[*ground][scheme]);
                    assert!(found >= needed, "{front} on {ground}, {name}: {found:.2}");
                }
            }
        }
    }
}

#[test]
fn known_contrasts_are_computed_right() {
    let ratio = |a, b| (contrast(luminance(a), luminance(b)) * 100.0).round() / 100.0;
    assert!((ratio("000000", "ffffff") - 21.0).abs() < f64::EPSILON);
    assert!((ratio("777777", "ffffff") - 4.48).abs() < f64::EPSILON);
}
