//! Programs of others that look at a paper (Debian: poppler-utils, qpdf).

use std::path::PathBuf;
use std::process::Command;

/// Keeps a paper where a program can open it.
pub fn keep(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).expect("a folder to write in");
    path
}

/// What a program says; the test fails where it is not installed or finds fault.
pub fn ask(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|e| {
        panic!("{program} is needed (apt-get install poppler-utils qpdf): {e}")
    });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}{errors}");
    // Debian 12's poppler takes the lawful `/Suspects false` for a fault; later ones do not.
    let mut faults = errors.lines().filter(|line| !line.contains("Suspects object is wrong type"));
    assert_eq!(faults.next(), None, "{program}: {errors}");
    said
}

/// The text of a paper in reading order, with spaces and line ends made alike.
pub fn text(name: &str, bytes: &[u8]) -> String {
    let path = keep(name, bytes);
    let said = ask("pdftotext", &["-raw", "-enc", "UTF-8", &path.to_string_lossy(), "-"]);
    said.replace('\u{a0}', " ")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
