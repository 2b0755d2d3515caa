//! How the program keeps memory.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::process::Command;

#[test]
fn memory_is_kept_in_few_pools_and_given_back() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fla"));
    let told = command.arg("--version").env("MALLOC_CONF", "stats_print:true").output().unwrap();
    let told = String::from_utf8(told.stderr).unwrap();
    // What stands behind a setting is what else could have been said of it.
    let is_said = |setting: &str| {
        let lines = told.lines().filter_map(|line| line.trim().strip_prefix("opt."));
        lines.into_iter().any(|line| line == setting || line.starts_with(&format!("{setting} ")))
    };
    for setting in ["narenas: 2", "dirty_decay_ms: 1000", "muzzy_decay_ms: 0"] {
        assert!(is_said(setting), "{setting}:\n{told}");
    }
}
