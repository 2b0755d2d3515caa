//! Damaged files never panic, never hang, and always say where they are damaged.

use std::sync::atomic::{AtomicU64, Ordering};

use fla_domain::anomaly::Anomaly;
use fla_formats::declaration::validate;
use fla_formats::synthetic::mix;

const FILES: [&[u8]; 3] = [
    include_bytes!("../fixtures/good/identifier_in_pieces.xml"),
    include_bytes!("../fixtures/good/dimona.xml"),
    include_bytes!("../fixtures/good/single_latin1.xml"),
];
const MUTANTS: u64 = 20_000;
const SPICE: [&str; 12] =
    ["<", ">", "&", "\"", "]]>", "<!--", "-->", "<![CDATA[", "<?", "\0", "\u{fffe}", "</Form>"];

fn below(seed: u64, bound: usize) -> usize {
    usize::try_from(mix(seed) % u64::try_from(bound.max(1)).unwrap()).unwrap()
}

fn mutant(seed: u64) -> Vec<u8> {
    let mut bytes = FILES[below(seed, FILES.len())].to_vec();
    for round in 0..=below(seed ^ 1, 3) {
        let seed = mix(seed.wrapping_add(u64::try_from(round).unwrap() << 40));
        let at = below(seed ^ 2, bytes.len());
        match seed % 7 {
            0 => bytes[at] ^= 1 << (mix(seed) % 8),
            1 => bytes[at] = u8::try_from(mix(seed) % 256).unwrap(),
            2 => drop(bytes.remove(at)),
            3 => bytes.truncate(at.max(1)),
            4 => {
                let to = (at + below(seed ^ 3, 200)).min(bytes.len());
                drop(bytes.drain(at..to));
            }
            5 => {
                let to = (at + below(seed ^ 3, 200)).min(bytes.len());
                let copy = bytes[at..to].to_vec();
                let target = below(seed ^ 4, bytes.len());
                drop(bytes.splice(target..target, copy));
            }
            _ => {
                let spice = SPICE[below(seed ^ 3, SPICE.len())];
                drop(bytes.splice(at..at, spice.bytes()));
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// Whether the place lies in the file.
fn is_in(anomaly: &Anomaly, bytes: &[u8]) -> bool {
    let lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
    let (Some(line), Some(column)) = (anomaly.line, anomaly.column) else { return false };
    let Some(length) = lines.get(usize::try_from(line).unwrap() - 1).map(|line| line.len()) else {
        return false;
    };
    column >= 1 && usize::try_from(column).unwrap() <= length + 1
}

fn check(seeds: std::ops::Range<u64>, refused: &AtomicU64, faulty: &AtomicU64) {
    for seed in seeds {
        let bytes = mutant(seed);
        let anomalies = match validate(&bytes[..]) {
            Ok(summary) => {
                assert!(summary.forms > 0, "seed {seed}");
                assert_eq!(summary.unreadable + summary.refused > 0, !summary.anomalies.is_empty());
                faulty.fetch_add(u64::from(!summary.anomalies.is_empty()), Ordering::Relaxed);
                summary.anomalies
            }
            Err(anomalies) => {
                assert!(!anomalies.is_empty(), "seed {seed}");
                refused.fetch_add(1, Ordering::Relaxed);
                anomalies
            }
        };
        for anomaly in &anomalies {
            assert!(is_in(anomaly, &bytes), "seed {seed}: {anomaly:?}");
        }
    }
}

#[test]
fn every_mutant_is_read_or_refused_in_place() {
    let (refused, faulty) = (AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for half in 0..2 {
            let seeds = half * MUTANTS / 2..(half + 1) * MUTANTS / 2;
            let (refused, faulty) = (&refused, &faulty);
            scope.spawn(move || check(seeds, refused, faulty));
        }
    });
    // The mutations must hurt, or the test shows nothing.
    let (refused, faulty) = (refused.into_inner(), faulty.into_inner());
    assert!(refused > MUTANTS / 2, "{refused} refused");
    assert!(faulty > MUTANTS / 50, "{faulty} with faults of persons");
    assert!(refused + faulty < MUTANTS * 99 / 100, "some are unhurt");
}

#[test]
fn truncated_at_each_byte() {
    let file = FILES[0];
    let root_end = file.len() - file.iter().rev().position(|b| *b == b'>').unwrap();
    for length in 0..root_end {
        let anomalies = validate(&file[..length]).unwrap_err();
        assert!(is_in(&anomalies[0], &file[..length]), "{length}: {anomalies:?}");
    }
    assert!(validate(&file[..root_end]).is_ok());
}
