//! How a server that runs asks the system for memory.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use crate::common::{Running, serve};

/// What a server was told of pools of memory, started with this said.
fn pools(said: Option<&str>) -> String {
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    command.env_remove("GLIBC_TUNABLES").env_remove("MALLOC_ARENA_MAX");
    if let Some(said) = said {
        command.env("MALLOC_ARENA_MAX", said);
    }
    // Of the process that was started: it is the same one, which its end shows.
    let server = Running::start(command);
    let told = std::fs::read_to_string(format!("/proc/{}/environ", server.id())).unwrap();
    let mut told = told.split('\0').filter_map(|one| one.strip_prefix("MALLOC_ARENA_MAX="));
    let pools = told.next().unwrap_or_default().to_owned();
    assert!(server.stop().0.success());
    pools
}

#[test]
fn threads_share_two_pools_of_memory_unless_the_operator_says_otherwise() {
    assert_eq!(pools(None), "2");
    assert_eq!(pools(Some("5")), "5");
}
