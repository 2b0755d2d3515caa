//! The four languages say the same things, and nothing more than is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::rules::Exact;
use fla_domain::time::Instant;
use jiff::civil::date;

use super::anomaly::{fault_key, special_key, zone_key};
use super::*;

/// Every message of a language, with the names of its values and its file.
fn messages(language: Language) -> BTreeMap<String, (BTreeSet<String>, String)> {
    let mut found = BTreeMap::new();
    for path in Locales::iter().filter(|path| path.starts_with(language.code())) {
        let file = Locales::get(&path).unwrap();
        let subject = path.split_once('/').unwrap().1.to_owned();
        let mut key = String::new();
        for line in String::from_utf8(file.data.to_vec()).unwrap().lines() {
            if line.starts_with('#') {
                continue;
            }
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                line.split_once(" =").unwrap().0.clone_into(&mut key);
                found.insert(key.clone(), (BTreeSet::new(), subject.clone()));
            }
            for (at, _) in line.match_indices('$') {
                let name: String =
                    line[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
                found.get_mut(&key).unwrap().0.insert(name);
            }
        }
    }
    found
}

#[test]
fn all_languages_have_the_same_keys_with_the_same_values_in_the_same_files() {
    let dutch = messages(Language::Nl);
    assert!(dutch.len() > 200);
    for language in [Language::Fr, Language::De, Language::En] {
        let other = messages(language);
        let missing: Vec<_> = dutch.keys().filter(|k| !other.contains_key(*k)).collect();
        let extra: Vec<_> = other.keys().filter(|k| !dutch.contains_key(*k)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{language:?}: -{missing:?} +{extra:?}");
        for (key, told) in &dutch {
            assert_eq!(told, &other[key], "{key} in {language:?}");
        }
    }
}

#[test]
fn no_text_is_left_in_another_language() {
    // Names and codes are the same everywhere; sentences are not.
    for (key, _) in messages(Language::Nl) {
        let texts = Language::ALL.map(|l| T::new(l).get(&key));
        if texts.iter().all(|t| t.matches(' ').count() > 2 && !t.starts_with('[')) {
            for (i, text) in texts.iter().enumerate() {
                assert!(!texts[i + 1..].contains(text), "{key}: {text}");
            }
        }
    }
}

/// Sources and templates, without tests.
fn sources() -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                walk(&path, found);
            } else if name != "tests.rs"
                && path.extension().is_some_and(|e| e == "rs" || e == "html")
            {
                let text = fs::read_to_string(&path).unwrap();
                found.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned());
            }
        }
    }
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&home.join("src"), &mut found);
    walk(&home.join("templates"), &mut found);
    walk(&home.join("../api/src"), &mut found);
    found
}

/// What stands between double quotes, where it could be a key or the pattern of one.
fn literals(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').filter(|text| {
        let mut chars = text.chars();
        chars.next().is_some_and(|c| c.is_ascii_lowercase())
            && chars.all(|c| {
                c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '{' | '}' | '(' | ')')
            })
    })
}

/// Whether a key is of a pattern such as `error-{words}-title`.
fn fits(key: &str, pattern: &str) -> bool {
    let mut rest = key;
    let mut pieces = pattern.split('{').map(|p| p.split_once('}').map_or(p, |(_, after)| after));
    let Some(after) = pieces.next().and_then(|first| rest.strip_prefix(first)) else {
        return false;
    };
    rest = after;
    for piece in pieces {
        if piece.is_empty() {
            return !rest.is_empty();
        }
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    rest.is_empty()
}

#[test]
fn every_key_is_used_and_every_used_key_is_there() {
    let keys = messages(Language::Nl);
    let sources = sources();
    let mut used = BTreeSet::new();
    let mut patterns = BTreeSet::new();
    let mut absent = BTreeSet::new();
    for source in &sources {
        for literal in literals(source) {
            if literal.contains('{') {
                patterns.insert(literal);
            } else {
                used.insert(literal);
            }
        }
        for call in ["t.get(\"", "t.one(\"", "t.two(\"", "t.three(\"", "t.prose(\""] {
            for (at, _) in source.match_indices(call) {
                if source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let key = source[at + call.len()..].split('"').next().unwrap();
                if !key.contains('{') && !keys.contains_key(key) {
                    absent.insert(key);
                }
            }
        }
    }
    assert!(absent.is_empty(), "not in the files: {absent:?}");
    let idle: Vec<_> = keys
        .keys()
        .filter(|key| !used.contains(key.as_str()))
        .filter(|key| !patterns.iter().any(|pattern| fits(key, pattern)))
        .collect();
    assert!(idle.is_empty(), "nobody reads {idle:?}");
}

#[test]
fn every_zone_and_fault_has_words() {
    for language in Language::ALL {
        let t = T::new(language);
        for zone in Zone::ALL {
            assert!(t.has(&zone_key(*zone)), "{zone:?} {language:?}");
            for fault in Fault::ALL {
                let text = t.anomaly(&Anomaly::new(*zone, *fault));
                assert!(text.message.contains(&text.zone) || t.has(&special_key(*zone, *fault)));
                assert!(!text.message.contains(['{', '[']), "{}", text.message);
                assert!(text.mend.ends_with('.'), "{}: {}", text.code, text.mend);
            }
        }
        for fault in Fault::ALL {
            assert!(t.has(&fault_key(*fault)), "{fault:?} {language:?}");
        }
    }
}

#[test]
fn the_catalogue_is_complete_and_its_examples_fill_every_text() {
    let zones: Vec<_> = CATALOGUE.iter().map(|(zone, _)| *zone).collect();
    assert_eq!(zones, Zone::ALL, "in the order of the codes");
    for language in Language::ALL {
        let t = T::new(language);
        for (zone, faults) in CATALOGUE {
            for fault in *faults {
                let special = special_key(*zone, *fault);
                let general = t.one(&fault_key(*fault), "zone", t.zone(*zone));
                for example in examples(*zone, *fault) {
                    if t.has(&special) || example.args.contains_key("reason") {
                        let message = t.anomaly(&example).message;
                        assert_ne!(message, general, "{example:?} has no words of its own");
                    }
                }
            }
        }
    }
    // A text of its own belongs to a code that is listed.
    for key in messages(Language::Nl).keys().filter(|k| k.starts_with("anomaly-")) {
        let plain = key.trim_end_matches("-mend");
        let listed = CATALOGUE
            .iter()
            .any(|(zone, faults)| faults.iter().any(|f| special_key(*zone, *f) == plain));
        assert!(listed, "{key}");
    }
}

/// Every anomaly that the code makes by name is in the public catalogue.
#[test]
fn the_catalogue_lists_what_the_code_gives() {
    fn walk(folder: &Path, found: &mut BTreeSet<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                for (at, _) in text.match_indices("Anomaly::new(Zone::") {
                    let call = &text[at + "Anomaly::new(Zone::".len()..];
                    let Some((zone, rest)) = call.split_once(',') else { continue };
                    let Some(fault) = rest.trim_start().strip_prefix("Fault::") else { continue };
                    let fault = fault.split(')').next().unwrap_or_default();
                    found.insert((zone.to_owned(), fault.to_owned()));
                }
            }
        }
    }
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut made = BTreeSet::new();
    for name in ["domain", "formats", "signature", "store", "app", "web"] {
        let folder = crates.join(name).join("src");
        if folder.exists() {
            walk(&folder, &mut made);
        }
    }
    assert!(made.len() > 10);
    let listed: BTreeSet<_> = CATALOGUE
        .iter()
        .flat_map(|(zone, faults)| {
            faults.iter().map(move |f| (format!("{zone:?}"), format!("{f:?}")))
        })
        .collect();
    let missing: Vec<_> = made.difference(&listed).collect();
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
}

/// Each reason that is given for a row or a spreadsheet has words, and says what to do.
#[test]
fn every_reason_of_a_spreadsheet_has_words() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut told = 0;
    for folder in ["sheets/src", "sheets/src/recognise", "app/src", "app/src/sheets"] {
        for file in fs::read_dir(crates.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let source = fs::read_to_string(path).unwrap();
            let reasons = source.split('"').filter(|part| part.starts_with("sheet-"));
            for reason in reasons.filter(|part| !part.contains('{')) {
                for language in Language::ALL {
                    let t = T::new(language);
                    for key in [format!("reason-{reason}"), format!("reason-{reason}-mend")] {
                        assert!(t.has(&key), "{key} in {}", language.code());
                    }
                }
                told += 1;
            }
        }
    }
    assert!(told > 40, "{told}");
}

/// Each reason of the file readers and of signatures has words; `"html", File, Invalid;` is how they are listed.
#[test]
fn every_reason_of_a_file_has_words() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = ["formats/src/reason.rs", "signature/src/reason.rs"];
    let source = files.map(|file| fs::read_to_string(crates.join(file)).unwrap()).concat();
    let mut told = 0;
    for line in source.lines().filter(|line| line.trim_end().ends_with(';')) {
        let Some((_, rest)) = line.split_once(" = \"") else { continue };
        let Some((key, code)) = rest.split_once("\", ") else { continue };
        let code: Vec<_> = code.trim_end_matches(';').split(", ").collect();
        let listed = CATALOGUE.iter().any(|(zone, faults)| {
            faults.iter().any(|fault| {
                let shown = examples(*zone, *fault);
                let here = shown.iter().any(|a| a.args.get("reason").is_some_and(|r| r == key));
                here && code == [format!("{zone:?}"), format!("{fault:?}")]
            })
        });
        assert!(listed, "{line}");
        assert!(T::new(Language::Nl).has(&format!("reason-{key}-mend")), "{key}");
        told += 1;
    }
    assert!(told > 70, "{told}");
}

#[test]
fn check_digits_are_named() {
    let wrong = "10010190112".parse::<fla_domain::identifier::Ssin>().unwrap_err();
    let text = T::new(Language::Nl).anomaly(&wrong);
    assert_eq!(text.code, "SSIN-004");
    assert!(text.message.contains("zijn 12, maar bij de eerste negen horen "), "{}", text.message);
    let text = T::new(Language::En).anomaly(&Anomaly::new(Zone::Ssin, Fault::CheckDigits));
    assert_eq!(text.message, "SSIN: the check digits do not fit.");
}

#[test]
fn dates_and_numbers_follow_the_language() {
    let [nl, fr, de, en] = Language::ALL.map(T::new);
    let may = date(2026, 5, 14);
    assert_eq!(nl.date(may), "14\u{a0}mei 2026");
    assert_eq!(fr.date(date(2026, 5, 1)), "1er\u{a0}mai 2026");
    assert_eq!(de.date(may), "14.\u{a0}Mai 2026");
    assert_eq!(en.date(may), "14\u{a0}May 2026");
    assert_eq!(de.short_date(may), "14.05.2026");
    assert_eq!(nl.short_date(may), "14/05/2026");
    assert_eq!(nl.period(may, None), "vanaf 14/05/2026");
    assert_eq!(
        fr.quarter("2026Q1".parse::<fla_domain::time::Quarter>().unwrap()),
        "1er trimestre 2026"
    );
    // Midnight in Brussels is still the day before in London.
    assert_eq!(en.moment(Instant(1_778_709_900_000_000)), "14\u{a0}May 2026, 00:05");
    assert_eq!(nl.number(1_234_567), "1.234.567");
    assert_eq!(fr.number(1234), "1\u{202f}234");
    assert_eq!(en.number(-1234), "−1,234");
    assert_eq!(nl.hundredths(1975), "19,75");
    assert_eq!(en.hundredths(1950), "19.5");
    assert_eq!(en.hundredths(-5), "−0.05");
}

#[test]
fn amounts_are_exact_in_hours_and_rounded_in_days() {
    let [nl, fr, de, en] = Language::ALL.map(T::new);
    assert_eq!(nl.hours(Minutes(456)), "7\u{a0}u\u{a0}36");
    assert_eq!(fr.hours(Minutes(456)), "7\u{a0}h\u{a0}36");
    assert_eq!(de.hours(Minutes(456)), "7\u{a0}Std.\u{a0}36");
    assert_eq!(en.hours(Minutes(456)), "7\u{a0}h\u{a0}36");
    assert_eq!(nl.hours(Minutes(45)), "45\u{a0}min");
    assert_eq!(nl.hours(Minutes(-60)), "−1\u{a0}u\u{a0}00");
    assert_eq!(nl.days(Minutes(1140), 456), "2,5 dagen");
    assert_eq!(nl.days(Minutes(456), 456), "1 dag");
    assert_eq!(fr.days(Minutes(684), 456), "1,5 jour");
    assert_eq!(fr.days(Minutes(912), 456), "2 jours");
    assert_eq!(en.days(Minutes(0), 456), "0 days");
    assert_eq!(en.days(Minutes(1459), 456), "3.2 days");
    assert_eq!(hundredths_of_days(Minutes(1), 456), 0);
    assert_eq!(hundredths_of_days(Minutes(1), 200), 1, "a half goes up");
    assert_eq!(hundredths_of_days(Minutes(-1), 200), -1, "and away from zero below it");
    assert_eq!(hundredths_of_days(Minutes(i64::MAX), 1), i64::MAX);
    assert_eq!(en.exact(&Exact::new(17, 6).unwrap()), "17/6\u{a0}≈\u{a0}2.83");
    assert_eq!(en.exact(&Exact::new(16, 5).unwrap()), "3.2");
}

#[test]
fn plurals_choose_the_word() {
    let t = T::new(Language::Nl);
    assert_eq!(t.one("errors-title", "count", 1), "Eén antwoord moet nog worden verbeterd");
    assert_eq!(t.one("errors-title", "count", 3), "3 antwoorden moeten nog worden verbeterd");
}

/// What is shown can be typed: as the duration of a training, and as an amount of hours.
#[test]
fn hours_as_they_are_shown_are_read() {
    for t in Language::ALL.map(T::new) {
        for minutes in [1, 45, 60, 65, 456, 1_439, 59_999] {
            let shown = t.hours(Minutes(minutes));
            let read = fla_domain::duration::parse_duration(&shown, 456);
            assert_eq!(read, Ok(Minutes(minutes)), "{shown}");
            assert_eq!(crate::form::hours_and_minutes(&shown), Some(Minutes(minutes)), "{shown}");
        }
    }
}

/// What people read, line by line, with the place it stands: without keys and values.
fn read(language: Language) -> Vec<(String, String)> {
    let mut read = Vec::new();
    for path in Locales::iter().filter(|path| path.starts_with(language.code())) {
        let text = String::from_utf8(Locales::get(&path).unwrap().data.to_vec()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let said = match line.split_once(" = ") {
                Some((key, said)) if !key.contains(' ') => said,
                _ if line.starts_with(' ') => line,
                _ => continue,
            };
            let outside = said.split('{').map(|part| part.rsplit('}').next().unwrap());
            read.push((format!("{path}: {line}"), outside.collect::<Vec<_>>().join("*")));
        }
    }
    read
}

/// One word for one thing: these were second words for what has a word already.
#[test]
fn each_thing_has_one_word() {
    const SECOND: [(Language, &[&str]); 4] = [
        (
            Language::Nl,
            &[
                "rijksregister",
                "arbeidsregime",
                "getuigschrift",
                "attest",
                "voltooi",
                "grootte",
                "registrator",
                "registreerder",
            ],
        ),
        (Language::Fr, &["accompli", "attestation", "éteint", "enregistreur"]),
        (
            Language::De,
            &[
                "inss",
                "guthaben",
                "zeugnis",
                "bescheinigung",
                "ausbildung",
                "arbeitszeitregelung",
                "anspruch",
                "ansprüche",
                "registrierer",
                "verfolgt",
            ],
        ),
        (Language::En, &["registrar"]),
    ];
    for (language, second) in SECOND {
        for (place, text) in read(language) {
            let text = text.to_lowercase();
            for word in second {
                let found = text.match_indices(word).any(|(at, _)| {
                    !text[..at].chars().next_back().is_some_and(char::is_alphabetic)
                });
                assert!(!found, "{place}: {word}");
            }
        }
    }
}

/// A colon or a question mark never begins a line.
#[test]
fn french_marks_stay_with_their_word() {
    for (place, text) in read(Language::Fr) {
        for wrong in [" :", " ;", " ?", " !", " »", "« "] {
            assert!(!text.contains(wrong), "{place}");
        }
    }
}
