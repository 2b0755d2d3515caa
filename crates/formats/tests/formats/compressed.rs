//! Compressed files come out as they were, or are refused with a code: whatever was done to them,
//! in little time and memory.

use std::io::{self, BufRead, BufReader, Read, Write as _};
use std::path::PathBuf;

use fla_formats::compressed::{Bounds, Compression, Unpacked, anomaly};
use fla_formats::declaration::validate;

const KINDS: [&str; 5] = ["once.gz", "named.gz", "members.gz", "once.zst", "frames.zst"];

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/compressed");
    std::fs::read(folder.join(name)).unwrap()
}

fn unpack(source: impl BufRead) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    Unpacked::open(source, Bounds::default())?.read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

/// Code and reason of a refusal.
fn refused(source: impl BufRead) -> (String, String) {
    let fault = anomaly(&unpack(source).unwrap_err());
    (fault.code(), fault.args["reason"].clone())
}

fn is(code: &str, reason: &str) -> (String, String) {
    (code.to_owned(), reason.to_owned())
}

#[test]
fn what_other_programs_packed_comes_out_as_it_was() {
    let plain = fixture("plain.xml");
    assert_eq!(unpack(&*plain).unwrap(), plain);
    for name in KINDS {
        let packed = fixture(name);
        let mut unpacked = Unpacked::open(&*packed, Bounds::default()).unwrap();
        let zstd = ["once.zst", "frames.zst"].contains(&name);
        let expected = if zstd { Compression::Zstd } else { Compression::Gzip };
        assert_eq!(unpacked.compression(), expected);
        let mut out = Vec::new();
        unpacked.read_to_end(&mut out).unwrap();
        assert!(out == plain, "{name}");
        assert_eq!(unpacked.packed(), u64::try_from(packed.len()).unwrap());
        assert_eq!(unpacked.unpacked(), u64::try_from(plain.len()).unwrap());
        // However small the pieces are in which it comes in.
        for size in [1, 2, 7] {
            let source = BufReader::with_capacity(size, &*packed);
            assert!(unpack(source).unwrap() == plain, "{name} by {size}");
        }
        let declaration = Unpacked::open(&*packed, Bounds::default()).unwrap();
        assert!(validate(BufReader::new(declaration)).is_ok(), "{name}");
    }
}

#[test]
fn what_is_cut_off_is_refused_wherever_that_is() {
    for name in KINDS {
        let packed = fixture(name);
        let parts = ["members.gz", "frames.zst"].contains(&name);
        let mut whole = 0;
        for end in 4..packed.len() {
            match unpack(&packed[..end]) {
                Ok(out) => {
                    // Cut between two members: what is left is a file of its own.
                    assert!(parts && (out.len() == 700), "{name} cut at {end}");
                    whole += 1;
                }
                Err(error) => {
                    let fault = anomaly(&error);
                    let told = (fault.code(), fault.args["reason"].clone());
                    assert_eq!(told, is("FILE-001", "packedTruncated"), "{name} cut at {end}");
                    assert_eq!(fault.args["offset"], end.to_string(), "{name}");
                }
            }
        }
        assert!(whole <= 2, "{name}");
    }
}

#[test]
fn what_is_damaged_is_refused_or_comes_out_as_it_was() {
    let plain = fixture("plain.xml");
    let mut refused = 0;
    for name in ["once.gz", "named.gz", "members.gz", "once.zst"] {
        let packed = fixture(name);
        for at in 4..packed.len() {
            for bit in 0..8 {
                let mut damaged = packed.clone();
                damaged[at] ^= 1 << bit;
                match unpack(&*damaged) {
                    Ok(out) => assert!(out == plain, "{name} bit {bit} of byte {at}"),
                    Err(error) => {
                        let code = anomaly(&error).code();
                        assert!(["FILE-001", "FILE-003", "FILE-093"].contains(&&*code), "{code}");
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(refused > 30_000, "{refused}");
}

#[test]
fn what_follows_is_refused() {
    for name in KINDS {
        for more in [&b"\0"[..], b"<a/>", b"PK\x03\x04", b"\n"] {
            let packed = [&fixture(name), more].concat();
            let (code, _) = refused(&*packed);
            assert!(["FILE-003", "FILE-001"].contains(&&*code), "{name} {more:?}: {code}");
        }
        let twice = [fixture(name), fixture(name)].concat();
        let plain = fixture("plain.xml");
        assert_eq!(unpack(&*twice).unwrap(), [&*plain, &plain].concat());
    }
}

/// A file that is damaged is told through the reader of its content too, with the true reason.
#[test]
fn the_reader_of_the_content_tells_the_reason() {
    let mut packed = fixture("once.gz");
    let last = packed.len() - 6;
    packed[last] ^= 1;
    let unpacked = Unpacked::open(&*packed, Bounds::default()).unwrap();
    let faults = validate(BufReader::new(unpacked)).unwrap_err();
    assert_eq!(faults[0].code(), "FILE-003");
    assert_eq!(faults[0].args["reason"], "packedDamaged");
    assert_eq!(faults[0].args["offset"], packed.len().to_string());
}

/// A source that fails is no end of the file, however often it is asked.
#[test]
fn a_source_that_fails_is_told_as_such() {
    struct Failing<R>(R, usize);
    impl<R: Read> Read for Failing<R> {
        fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
            if self.1 == 0 {
                return Err(io::Error::other("the disk is gone"));
            }
            let most = target.len().min(self.1);
            let n = self.0.read(&mut target[..most])?;
            self.1 -= n;
            Ok(n)
        }
    }
    for name in KINDS {
        let packed = fixture(name);
        for after in 4..=packed.len() {
            let source = BufReader::with_capacity(64, Failing(&*packed, after));
            let mut unpacked = Unpacked::open(source, Bounds::default()).unwrap();
            let mut out = Vec::new();
            for _ in 0..3 {
                let error = unpacked.read_to_end(&mut out).unwrap_err();
                let fault = anomaly(&error);
                assert_eq!(fault.args["reason"], "io", "{name} after {after}");
            }
        }
    }
}

fn gzip(write: impl FnOnce(&mut flate2::write::GzEncoder<Vec<u8>>)) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    write(&mut encoder);
    encoder.finish().unwrap()
}

/// A zstd frame whose blocks repeat a byte: four bytes give 128 KiB.
fn repeating(blocks: u32) -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    for block in 1..=blocks {
        let header = u32::from(block == blocks) | 1 << 1 | (128 << 10) << 3;
        frame.extend(&header.to_le_bytes()[..3]);
        frame.push(b' ');
    }
    frame
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Processor time of this process, in hundredths of a second.
fn ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
fn bombs_are_refused_in_little_time_and_memory() {
    let zeros = vec![0; 1 << 20];
    let simple = gzip(|out| (0..64).for_each(|_| out.write_all(&zeros).unwrap()));
    let empty = gzip(|_| {});
    let small = gzip(|out| out.write_all(b" ").unwrap());
    let skipped = b"\x50\x2a\x4d\x18\0\0\0\0".to_vec();
    for (what, bomb, code, reason) in [
        ("gzip of zeros", simple.repeat(3), "FILE-093", "packedRatio"),
        ("empty members", empty.repeat(100_000), "FILE-003", "packedDamaged"),
        ("members of a byte", small.repeat(100_000), "FILE-003", "packedDamaged"),
        ("zstd of blanks", repeating(100_000), "FILE-093", "packedRatio"),
        ("empty frames", skipped.repeat(100_000), "FILE-003", "packedDamaged"),
        ("a wide window", fixture("wide.zst"), "FILE-093", "packedWindow"),
    ] {
        let (memory, time) = (peak_kib(), ticks());
        let mut unpacked = Unpacked::open(&*bomb, Bounds::default()).unwrap();
        let error = io::copy(&mut unpacked, &mut io::sink()).unwrap_err();
        let fault = anomaly(&error);
        assert_eq!((&*fault.code(), &*fault.args["reason"]), (code, reason), "{what}");
        let (memory, time) = (peak_kib() - memory, ticks() - time);
        assert!(memory < 32 << 10, "{what}: {memory} KiB");
        assert!(time <= 100, "{what}: {time} hundredths of a second");
        // It stays refused.
        assert!(unpacked.read(&mut [0; 8]).is_err(), "{what}");
    }
}

#[test]
fn what_may_come_out_is_bounded() {
    let packed = gzip(|out| (0..40_000_u32).for_each(|n| write!(out, "{n} ").unwrap()));
    let whole = unpack(&*packed).unwrap().len();
    for (most, fits) in [(whole, true), (whole - 1, false), (0, false)] {
        let bounds = Bounds { unpacked: u64::try_from(most).unwrap() };
        for source in [&packed, &unpack(&*packed).unwrap()] {
            let mut unpacked = Unpacked::open(&**source, bounds).unwrap();
            match io::copy(&mut unpacked, &mut io::sink()) {
                Ok(_) => assert!(fits),
                Err(error) => {
                    assert!(!fits);
                    assert_eq!(anomaly(&error).args["reason"], "packedSize");
                }
            }
        }
    }
}

/// What repeats itself as much as real files do is no bomb.
#[test]
fn what_repeats_itself_is_taken() {
    let record = "<Participant><INSS>00010190157</INSS></Participant>".repeat(12);
    let packed = gzip(|out| {
        (0..50_000_u32).for_each(|n| write!(out, "<Form>{n}{record}</Form>").unwrap());
    });
    let mut unpacked = Unpacked::open(&*packed, Bounds::default()).unwrap();
    assert!(io::copy(&mut unpacked, &mut io::sink()).unwrap() > 30_000_000);
}
