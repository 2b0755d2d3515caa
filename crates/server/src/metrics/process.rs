//! What the process uses, by Linux's own account; nothing on other systems.

use std::fmt::Error;
use std::time::Duration;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, NoLabelSet};
use prometheus_client::metrics::MetricType;

use super::register::gauge;

/// A moment of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Process {
    /// Time on processors.
    cpu: Option<Duration>,
    /// Bytes in memory.
    resident: Option<u64>,
    /// Open files, connections among them.
    files: Option<u64>,
}

impl Process {
    /// As it is now.
    pub fn now() -> Self {
        let stat = std::fs::read_to_string("/proc/self/stat").ok();
        let statm = std::fs::read_to_string("/proc/self/statm").ok();
        let open = std::fs::read_dir("/proc/self/fd").ok();
        Self {
            cpu: stat.and_then(|text| cpu(&text, rustix::param::clock_ticks_per_second())),
            resident: statm.and_then(|text| resident(&text, rustix::param::page_size())),
            files: open.and_then(|open| u64::try_from(open.count()).ok()),
        }
    }
}

/// Time on processors in user and system mode: fields 14 and 15 of `/proc/self/stat` (proc(5)).
fn cpu(stat: &str, ticks_per_second: u64) -> Option<Duration> {
    // The name of the program, in parentheses, may hold anything.
    let rest = &stat[stat.rfind(')')? + 1..];
    let mut fields = rest.split_ascii_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    let ticks = next()?.checked_add(next()?)?;
    Some(Duration::from_millis(ticks.checked_mul(1_000)?.checked_div(ticks_per_second)?))
}

/// Bytes in memory: field 2 of `/proc/self/statm`, in pages.
fn resident(statm: &str, page: usize) -> Option<u64> {
    let pages: u64 = statm.split_ascii_whitespace().nth(1)?.parse().ok()?;
    pages.checked_mul(u64::try_from(page).ok()?)
}

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), Error> {
        let out = &mut encoder;
        if let Some(cpu) = self.cpu {
            let (name, help) = ("process_cpu_seconds", "Time on processors");
            let mut metric = out.encode_descriptor(name, help, None, MetricType::Counter)?;
            metric.encode_counter::<NoLabelSet, _, u64>(&cpu.as_secs_f64(), None)?;
        }
        if let Some(resident) = self.resident {
            gauge(out, "process_resident_memory_bytes", "Memory in use", &resident)?;
        }
        if let Some(files) = self.files {
            gauge(out, "process_open_fds", "Open files and connections", &files)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_of_linux_is_read() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 9 0 0 0 250 50 0 0 20 0 5 0 1 2 3";
        assert_eq!(cpu(stat, 100), Some(Duration::from_secs(3)));
        assert_eq!(cpu("7 (a", 100), None);
        assert_eq!(resident("900 300 20 1 0 80 0", 4_096), Some(1_228_800));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_process_uses_something() {
        let now = Process::now();
        assert!(now.cpu.is_some());
        assert!(now.resident > Some(1 << 20), "{now:?}");
        assert!(now.files > Some(2), "{now:?}");
    }
}
