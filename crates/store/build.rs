//! Lists `migrations/{sqlite,postgres}/NNNN_name.sql`, to be built into the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = String::new();
    for engine in ["sqlite", "postgres"] {
        list(&root.join("../../migrations").join(engine), engine, &mut code)?;
    }
    fs::write(out.join("migrations.rs"), code)
}

fn list(dir: &Path, engine: &str, code: &mut String) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", dir.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "sql") {
            files.push(path.canonicalize()?);
        }
    }
    files.sort();
    let upper = engine.to_uppercase();
    let _ = writeln!(code, "pub(super) const {upper}: &[Migration] = &[");
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let bad = || io::Error::other(format!("{stem}.sql is not named NNNN_name.sql"));
        let (version, name) = stem.split_once('_').ok_or_else(bad)?;
        let version: i64 = version.parse().map_err(|_| bad())?;
        println!("cargo::rerun-if-changed={}", file.display());
        let _ = writeln!(
            code,
            "    Migration {{ version: {version}, name: {name:?}, sql: include_str!({file}) }},",
            file = format_args!("{:?}", file.to_string_lossy())
        );
    }
    code.push_str("];\n");
    Ok(())
}
