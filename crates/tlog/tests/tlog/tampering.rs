//! A thousand tamperings of an exported log, each of which must be found, and named at its place,
//! by this program and by the second verifier in `reference/`, which shares no code with it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use fla_tlog::{
    Checkpoint, Entry, Frontier, Kind, Person, Place, Register, Report, Signer, Verifier,
    commitment, hex, leaf_hash, verify,
};

/// Numbers that differ and repeat from run to run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((x ^ (x >> 31)) % below as u64).unwrap()
    }
}

#[derive(Clone)]
struct Export {
    entries: Vec<Vec<u8>>,
    leaves: Vec<Vec<u8>>,
    /// Notes, to be joined by empty lines.
    checkpoints: Vec<String>,
    keys: String,
    witnesses: Vec<(String, Vec<u8>)>,
}

fn signer() -> Signer {
    Signer::new("fla-audit/test", &[7; 32]).unwrap()
}

/// A line of the log; `history` makes it another one at the same place.
fn line(position: usize, history: u8) -> Vec<u8> {
    let salt = [u8::try_from(position % 5).unwrap(); 32];
    let change = format!("change {position}");
    let number = commitment(&salt, "number");
    let entry = Entry {
        position: position as u64,
        id: &format!("{position:032x}"),
        register: if position.is_multiple_of(7) { Register::Own } else { Register::Employer("e") },
        at: 1_764_000_000_000_000 + i64::try_from(position).unwrap(),
        actor: if position.is_multiple_of(3) {
            Person::System("FLA")
        } else {
            Person::Someone { number, name: commitment(&salt, "name") }
        },
        role: "registrar",
        quality: None,
        organisation: None,
        mandate: None,
        channel: "web",
        action: "account",
        outcome: "done",
        reason: (position.is_multiple_of(4)).then(|| commitment(&[9; 32], "reason")),
        change: (position.is_multiple_of(2)).then_some(change.as_str()),
        subjects: 1,
        persons: vec![number],
        trace: &format!("trace é {history}"),
    };
    let mut line = entry.encode().into_bytes();
    line.push(b'\n');
    line
}

fn note(frontier: &Frontier) -> String {
    let (size, root) = (frontier.size(), frontier.root());
    let told = Checkpoint { origin: "fla-audit/test".to_owned(), size, root };
    signer().sign(&told.text()).to_string()
}

/// Leaves and checkpoints for some lines, signed when the log had these sizes.
fn sealed(entries: Vec<Vec<u8>>, sizes: &[usize]) -> Export {
    let mut frontier = Frontier::new();
    let mut export = Export {
        entries: Vec::new(),
        leaves: Vec::new(),
        checkpoints: vec![note(&frontier)],
        keys: format!("{}\n", signer().public()),
        witnesses: Vec::new(),
    };
    for line in entries {
        let leaf = leaf_hash(&line[..line.len() - 1]);
        frontier.append_hash(leaf);
        export.leaves.push(format!("{}\n", hex(&leaf)).into_bytes());
        export.entries.push(line);
        if sizes.contains(&export.entries.len()) {
            export.checkpoints.push(note(&frontier));
        }
    }
    export
}

const SIZES: [usize; 6] = [5, 13, 16, 30, 47, 60];

/// A clean export of 60 entries; from `fork` on it is another history.
fn clean(fork: usize) -> Export {
    sealed((0..60).map(|n| line(n, u8::from(n >= fork))).collect(), &SIZES)
}

fn witness(name: &str, note: &str) -> (String, Vec<u8>) {
    (name.to_owned(), note.as_bytes().to_vec())
}

fn check(export: &Export) -> Report {
    let checkpoints = export.checkpoints.join("\n");
    let keys = export.keys.as_bytes();
    let verifier = Verifier::new(keys, &[], checkpoints.as_bytes(), &export.witnesses);
    // Cut at line ends again: a tampering may have put one in or taken one out.
    let cut = |lines: &[Vec<u8>]| -> Vec<Vec<u8>> {
        lines.concat().split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
    };
    verify(verifier, cut(&export.entries).into_iter(), cut(&export.leaves).into_iter())
}

/// What was done, and in which entries the first fault must be told; `None` where it lies in keys
/// or checkpoints.
struct Tampering {
    what: &'static str,
    export: Export,
    within: Option<(usize, usize)>,
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    let at = dice.roll(bytes.len());
    bytes[at] ^= 1 << dice.roll(8);
}

/// The sizes of the checkpoints around an entry: what is told where entry and leaf were changed.
fn batch(entry: usize) -> (usize, usize) {
    let end = SIZES.into_iter().find(|size| *size > entry).unwrap();
    let start = SIZES.into_iter().rfind(|size| *size <= entry).unwrap_or(0);
    (start, end - 1)
}

fn in_a_file(dice: &mut Dice) -> Tampering {
    let mut export = clean(60);
    let n = dice.roll(60);
    let (what, within) = match dice.roll(5) {
        0 | 1 => {
            flip(&mut export.entries[n], dice);
            ("a bit of an entry", Some((n, n)))
        }
        2 => {
            flip(&mut export.leaves[n], dice);
            ("a bit of a leaf", Some((n, n)))
        }
        3 => {
            let place = dice.roll(export.checkpoints.len());
            let mut bytes = export.checkpoints[place].clone().into_bytes();
            flip(&mut bytes, dice);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            export.checkpoints[place] = text;
            ("a bit of a checkpoint", None)
        }
        _ => {
            let mut bytes = export.keys.clone().into_bytes();
            flip(&mut bytes, dice);
            export.keys = String::from_utf8_lossy(&bytes).into_owned();
            ("a bit of a key", None)
        }
    };
    Tampering { what, export, within }
}

fn of_a_field(dice: &mut Dice) -> Tampering {
    const FIELDS: [(&str, &str); 6] = [
        ("\"registrar\"", "\"reader\""),
        ("\"web\"", "\"system\""),
        ("\"account\"", "\"overview\""),
        ("\"done\"", "\"refused\""),
        ("\"subjects\":1", "\"subjects\":0"),
        ("\"at\":1764", "\"at\":1765"),
    ];
    let mut export = clean(60);
    let n = dice.roll(60);
    let (from, to) = FIELDS[dice.roll(FIELDS.len())];
    let text = String::from_utf8(export.entries[n].clone()).unwrap().replacen(from, to, 1);
    export.entries[n] = text.into_bytes();
    if dice.roll(2) == 0 {
        return Tampering { what: "a field", export, within: Some((n, n)) };
    }
    // With its leaf, so that only the signed root tells.
    let entry = &export.entries[n];
    export.leaves[n] = format!("{}\n", hex(&leaf_hash(&entry[..entry.len() - 1]))).into_bytes();
    Tampering { what: "a field with its leaf", export, within: Some(batch(n)) }
}

fn of_the_order(dice: &mut Dice) -> Tampering {
    let mut export = clean(60);
    let n = dice.roll(59);
    match dice.roll(5) {
        0 => {
            export.entries.remove(n);
            Tampering { what: "an entry taken out", export, within: Some((n, n)) }
        }
        1 => {
            // Everything behind it numbered anew, leaves made anew: only the root tells.
            let mut lines: Vec<_> = export.entries.clone();
            lines.remove(n);
            let lines = (0..59).map(|p| if p < n { lines[p].clone() } else { line(p, 0) });
            let shifted = sealed(lines.collect(), &[]);
            export.entries = shifted.entries;
            export.leaves = shifted.leaves;
            Tampering {
                what: "the last entry taken out with its leaf",
                export,
                within: Some((59, 59)),
            }
        }
        2 => {
            export.entries.insert(n, line(n, 1));
            Tampering { what: "an entry put in", export, within: Some((n, n)) }
        }
        3 => {
            let m = n + 1 + dice.roll(59 - n);
            export.entries.swap(n, m);
            Tampering { what: "two entries exchanged", export, within: Some((n, m)) }
        }
        _ => {
            // Numbered and hashed to fit their new places.
            let mut lines = export.entries.clone();
            lines[n] = renumbered(&export.entries[n + 1], n);
            lines[n + 1] = renumbered(&export.entries[n], n + 1);
            let moved = sealed(lines, &[]);
            export.entries = moved.entries;
            export.leaves = moved.leaves;
            Tampering {
                what: "two entries exchanged with their leaves",
                export,
                within: Some(batch(n)),
            }
        }
    }
}

fn renumbered(line: &[u8], position: usize) -> Vec<u8> {
    let text = std::str::from_utf8(line).unwrap();
    let rest = text.split_once(",\"id\"").unwrap().1;
    format!("{{\"v\":1,\"n\":{position},\"id\"{rest}").into_bytes()
}

fn cut_off(dice: &mut Dice) -> Tampering {
    let mut export = clean(60);
    let keep = 1 + dice.roll(59);
    export.entries.truncate(keep);
    match dice.roll(3) {
        0 => Tampering { what: "entries cut off", export, within: Some((keep, 59)) },
        1 => {
            export.leaves.truncate(keep);
            Tampering { what: "entries and leaves cut off", export, within: Some((keep, 59)) }
        }
        _ => {
            // An older state as it was, against a witness of a newer one.
            let size = SIZES[dice.roll(SIZES.len() - 1)];
            let newest = export.checkpoints.pop().unwrap();
            let sizes: Vec<_> = SIZES.into_iter().filter(|s| *s <= size).collect();
            let mut export = sealed(clean(60).entries[..size].to_vec(), &sizes);
            export.witnesses.push(witness("newest", &newest));
            Tampering { what: "set back to an older state", export, within: Some((size, 59)) }
        }
    }
}

fn another_history(dice: &mut Dice) -> Tampering {
    let fork = dice.roll(60);
    // Signed with the same key: by another instance, or by a thief.
    let mut export = clean(fork);
    let seen = 1 + SIZES.iter().position(|size| *size > fork).unwrap();
    let place = seen + dice.roll(SIZES.len() + 1 - seen);
    let kept = clean(60).checkpoints;
    for older in &kept[..seen] {
        export.witnesses.push(witness("older", older));
    }
    export.witnesses.push(witness("kept", &kept[place]));
    let start = SIZES.into_iter().rfind(|size| *size <= fork).unwrap_or(0);
    let within = Some((start, SIZES[place - 1] - 1));
    Tampering { what: "another history with the same key", export, within }
}

fn tampering(number: usize) -> Tampering {
    let mut dice = Dice(number as u64);
    match number % 5 {
        0 => in_a_file(&mut dice),
        1 => of_a_field(&mut dice),
        2 => of_the_order(&mut dice),
        3 => cut_off(&mut dice),
        _ => another_history(&mut dice),
    }
}

fn clean_exports() -> Vec<Export> {
    let mut all = Vec::new();
    for (place, size) in SIZES.into_iter().enumerate() {
        let mut export = sealed((0..size).map(|n| line(n, 0)).collect(), &SIZES);
        // Every checkpoint that anybody kept up to then.
        for older in &clean(60).checkpoints[..=place + 1] {
            export.witnesses.push(witness("kept", older));
        }
        all.push(export);
    }
    all
}

/// Whether the first fault names entries within those that were tampered with.
fn names(report: &Report, within: Option<(usize, usize)>) -> bool {
    match (&report.faults[0].place, within) {
        (Place::Item(..), None) => true,
        (Place::Entries(first, last), Some((from, to))) => {
            *first >= from as u64 && *last <= to as u64
        }
        // A checkpoint that is not read does not check its entries: then it is named itself.
        _ => false,
    }
}

#[test]
fn a_thousand_tamperings_are_found_and_named() {
    let mut kinds = std::collections::BTreeSet::new();
    let mut whats = std::collections::BTreeMap::new();
    for number in 0..1000 {
        let Tampering { what, export, within } = tampering(number);
        let report = check(&export);
        assert!(report.count > 0, "{number}: {what} was not found");
        assert!(names(&report, within), "{number}: {what} at {within:?}: {:?}", report.faults);
        kinds.extend(report.faults.iter().map(|fault| fault.kind));
        *whats.entry(what).or_insert(0) += 1;
    }
    // Every kind of tampering was tried, and every kind of fault met that is no wrong witness.
    assert_eq!(whats.len(), 15, "{whats:?}");
    assert!(whats.values().all(|count| *count > 5), "{whats:?}");
    assert_eq!(kinds.len(), 12, "{kinds:?}");
    assert!(!kinds.contains(&Kind::Witness));
}

#[test]
fn clean_exports_raise_no_alarm() {
    for export in clean_exports() {
        let report = check(&export);
        assert_eq!(report.faults, []);
        assert_eq!(report.entries, export.entries.len() as u64);
        assert_eq!(report.last.unwrap().size, report.entries);
        assert_eq!(report.witnesses, export.witnesses.len());
    }
}

#[test]
fn what_is_not_of_this_log_is_told() {
    let mut export = clean(60);
    let stranger = Signer::new("fla-audit/test", &[8; 32]).unwrap();
    let told = Checkpoint { origin: "fla-audit/test".to_owned(), size: 0, root: [0; 32] };
    let foreign = stranger.sign(&told.text()).to_string();
    export.witnesses.push(witness("stranger", &foreign));
    let other = Checkpoint { origin: "another".to_owned(), ..told };
    export.witnesses.push(witness("other", &signer().sign(&other.text()).to_string()));
    let report = check(&export);
    let kinds: Vec<_> = report.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [Kind::Witness, Kind::Witness]);

    let mut longer = clean(60);
    let more = sealed(vec![line(60, 0)], &[]);
    longer.entries.push(line(60, 0));
    longer.leaves.extend(more.leaves);
    let report = check(&longer);
    assert_eq!(report.faults.len(), 1);
    assert_eq!(report.faults[0].kind, Kind::Unsigned);
    assert_eq!(report.faults[0].place, Place::Entries(60, 60));

    // Somebody else's key in the place of ours is no help where the right one is known.
    let trusted = [signer().public()];
    let forged = [foreign.as_bytes(), b"\n"].concat();
    let keys = format!("{}\n", stranger.public());
    let verifier = Verifier::new(keys.as_bytes(), &trusted, &forged, &[]);
    let report = verify(verifier, std::iter::empty(), std::iter::empty());
    assert_eq!(report.faults[0].kind, Kind::Checkpoint);
}

fn joined(witnesses: &[(String, Vec<u8>)]) -> Vec<u8> {
    let notes: Vec<_> = witnesses.iter().map(|(_, note)| note.as_slice()).collect();
    notes.join(&b'\n')
}

fn write(export: &Export, dir: &Path) {
    std::fs::create_dir_all(dir).unwrap();
    std::fs::write(dir.join("entries.jsonl"), export.entries.concat()).unwrap();
    std::fs::write(dir.join("leaves.txt"), export.leaves.concat()).unwrap();
    std::fs::write(dir.join("checkpoints.txt"), export.checkpoints.join("\n")).unwrap();
    std::fs::write(dir.join("keys.txt"), &export.keys).unwrap();
    if !export.witnesses.is_empty() {
        std::fs::write(dir.join("witness.txt"), joined(&export.witnesses)).unwrap();
    }
}

#[test]
fn the_second_verifier_finds_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let exports: Vec<_> =
        clean_exports().into_iter().chain((0..1000).map(|n| tampering(n).export)).collect();
    let mut wanted = String::new();
    for (number, export) in exports.iter().enumerate() {
        write(export, &dir.path().join(format!("{number:04}")));
        let mut export = export.clone();
        if !export.witnesses.is_empty() {
            // As one file there.
            export.witnesses = vec![("witness".to_owned(), joined(&export.witnesses))];
        }
        let report = check(&export);
        match report.faults.first() {
            None => writeln!(wanted, "{number:04} ok").unwrap(),
            Some(fault) => {
                writeln!(wanted, "{number:04} {} {}", fault.kind.code(), fault.place).unwrap();
            }
        }
    }
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/audit_log.py");
    let mut command = Command::new("python3");
    let output = output_of(command.arg("-B").arg(program).arg("--many").arg(dir.path()));
    for (found, wanted) in output.lines().zip(wanted.lines()) {
        assert_eq!(found, wanted);
    }
    assert_eq!(output.lines().count(), exports.len());
}

fn output_of(command: &mut Command) -> String {
    let output = command.output().expect("python3 starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).unwrap()
}
