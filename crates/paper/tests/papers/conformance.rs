//! That the papers are well-formed, tagged, marked as PDF/A-2a and PDF/UA-1, and always the same.

use fla_domain::language::Language;
use fla_paper::{account, notice};
use sha2::{Digest, Sha256};

use crate::sample;
use crate::tool::{ask, keep};

#[test]
fn each_paper_is_well_formed_tagged_and_marked() {
    for language in Language::ALL {
        for (kind, bytes) in [
            ("account", account(&sample::long_account(), language)),
            ("notice", notice(&sample::notice(language))),
        ] {
            let bytes = bytes.expect("a paper that conforms");
            let path = keep(&format!("conform-{kind}-{}.pdf", language.code()), &bytes);
            let path = path.to_string_lossy();
            let checked = ask("qpdf", &["--check", &path]);
            assert!(checked.contains("No syntax or stream encoding errors found"), "{checked}");
            let info = ask("pdfinfo", &[&path]);
            assert!(info.contains("Tagged:          yes"), "{info}");
            assert!(info.contains("A4"), "{info}");
            assert!(info.contains("PDF version:     1.7"), "{info}");
            let meta = ask("pdfinfo", &["-meta", &path]);
            for mark in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
                assert!(meta.contains(mark), "{mark} is missing in {meta}");
            }
            let fonts = ask("pdffonts", &[&path]);
            for line in fonts.lines().skip(2) {
                // Embedded, only the letters used, with their meaning.
                assert!(line.contains("NotoSans") && line.contains("yes yes yes"), "{fonts}");
            }
        }
    }
}

#[test]
fn the_structure_tells_headings_paragraphs_and_tables_with_their_heads() {
    let bytes = account(&sample::long_account(), Language::En).expect("a paper");
    let path = keep("structure.pdf", &bytes);
    let tree = ask("pdfinfo", &["-struct-text", &path.to_string_lossy()]);
    let lines: Vec<&str> = tree.lines().map(str::trim).collect();
    let count = |role: &str| lines.iter().filter(|line| line.starts_with(role)).count();
    assert_eq!(count("H1"), 1, "{tree}");
    assert_eq!(count("H2"), 7, "one for each item, the trainings and the rights: {tree}");
    assert_eq!(count("Table"), 7, "{tree}");
    assert_eq!(count("THead"), 6, "{tree}");
    // 4 trainings of the sample, 90 more; what is repeated over pages is told once.
    let trainings = tree.matches("Toolbox").count();
    assert_eq!(trainings, 90, "{tree}");
    assert!(!tree.contains("page 1 of"), "the foot of a page is no text: {tree}");
    // Each cell of a row but its head is a cell, and each row has a head.
    assert!(count("TH ") + count("TH(") + count("TH") >= count("TR"), "{tree}");
    let place = |text: &str| tree.find(text).unwrap_or_else(|| panic!("{text} in {tree}"));
    assert!(place("1. Employee") < place("4. Training credit 2026"));
    assert!(place("4. Training credit 2026") < place("6. Growth path"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let digest = |bytes: &[u8]| Sha256::digest(bytes).to_vec();
    let first = account(&sample::long_account(), Language::De).expect("a paper");
    for _ in 0..3 {
        let again = account(&sample::long_account(), Language::De).expect("a paper");
        assert_eq!(digest(&first), digest(&again));
    }
    let mut other = sample::long_account();
    other.drawn_up = jiff::civil::date(2026, 11, 24);
    assert_ne!(digest(&first), digest(&account(&other, Language::De).expect("a paper")));
}
