//! How a server that runs asks the system for memory.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use crate::common::{Running, serve};

/// What a server was told of its memory, started with this said of pools.
fn told(said: Option<&str>) -> [String; 2] {
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    for name in ["GLIBC_TUNABLES", "MALLOC_ARENA_MAX", "MALLOC_TRIM_THRESHOLD_"] {
        command.env_remove(name);
    }
    if let Some(said) = said {
        command.env("MALLOC_ARENA_MAX", said);
    }
    // Of the process that was started: it is the same one, which its end shows.
    let server = Running::start(command);
    let told = std::fs::read_to_string(format!("/proc/{}/environ", server.id())).unwrap();
    let told = ["MALLOC_ARENA_MAX=", "MALLOC_TRIM_THRESHOLD_="].map(|name| {
        let mut said = told.split('\0').filter_map(|one| one.strip_prefix(name));
        said.next().unwrap_or_default().to_owned()
    });
    assert!(server.stop().0.success());
    told
}

#[test]
fn memory_is_shared_and_given_back_unless_the_operator_says_otherwise() {
    assert_eq!(told(None), ["2", "131072"]);
    assert_eq!(told(Some("5")), ["5", ""]);
}
