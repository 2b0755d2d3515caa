//! How much of what was given back the C library's allocator holds on to.

/// Begins this program again with two pools of memory for all threads that give back what they no
/// longer need, where it may choose.
///
/// glibc gives each busy thread a pool, eight for each core, and none of them gives back what lies
/// between pieces still in use. A job wanders over threads, so that each pool grows to what one job
/// needs at most: three times the memory, and more with each file. Of each pool it keeps more the
/// larger the pieces were that were freed, unless the threshold is named. Only the environment can
/// tell glibc without unsafe code, and it looks there once, before anything of ours runs.
///
/// Returns where there is nothing to do or it cannot be done: then it works as well, with more memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn share_pools() {
    use std::os::unix::process::CommandExt as _;

    /// `mallopt(3)`: how many pools, and how many free bytes at the end of one are given back.
    const CHOICES: [(&str, &str); 2] =
        [("MALLOC_ARENA_MAX", "2"), ("MALLOC_TRIM_THRESHOLD_", "131072")];
    let mut names = CHOICES.iter().map(|(name, _)| *name).chain(["GLIBC_TUNABLES"]);
    let is_chosen = names.any(|name| std::env::var_os(name).is_some());
    let mut arguments = std::env::args_os();
    let (false, Ok(program), Some(name)) = (is_chosen, std::env::current_exe(), arguments.next())
    else {
        return;
    };
    let mut again = std::process::Command::new(program);
    // The same process, with the same number: whoever watches it sees no difference.
    drop(again.arg0(name).args(arguments).envs(CHOICES).exec());
}

/// Other allocators hand pools out otherwise.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn share_pools() {}
