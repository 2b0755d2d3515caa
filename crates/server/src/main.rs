//! `fla`, the Federal Learning Account: the register as a server, and the tools of whoever runs
//! it. This is the only place with a wall clock, randomness of the operating system, and
//! configuration.

mod audit_key;
mod background;
mod cli;
mod command;
mod config;
mod health;
mod held;
mod http;
mod log;
mod mail;
mod metrics;
mod open;
mod rest;
mod run;
mod traces;
mod wall;
mod words;

use std::process::ExitCode;

use clap::Parser;
use fla_app::Refused;

use cli::{Cli, Task};

/// Memory for what is Rust and what is C, SQLite first (docs/decisions/0032-an-allocator.md).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if matches!(cli.task, Task::ReadPdf) {
        // Before anything else runs: what this process may use is about to become little.
        let read = fla_sheets::pdf::serve(std::io::stdin().lock(), std::io::stdout().lock());
        return read.map_or_else(|error| failed(&error.into()), |()| ExitCode::SUCCESS);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let outcome = runtime.block_on(perform(cli));
    // Whatever still runs in the background has had its time.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    outcome.unwrap_or_else(|error| failed(&error))
}

async fn perform(cli: Cli) -> anyhow::Result<ExitCode> {
    let file = cli.config.as_deref();
    match cli.task {
        Task::Serve => command::serve::run(&config::read_to_serve(file)?).await,
        Task::Demo(arguments) => command::demo::run(file, &arguments).await,
        Task::Sandbox => command::sandbox::run(file).await,
        Task::Import(arguments) => command::import::run(&config::read(file)?, &arguments).await,
        Task::Rules(arguments) => command::rules::run(file, arguments),
        Task::Validate(arguments) => command::validate::run(&arguments),
        Task::Backup(arguments) => command::backup::backup(&config::read(file)?, &arguments).await,
        Task::Restore(arguments) => {
            command::backup::restore(&config::read(file)?, &arguments).await
        }
        Task::Migrate => command::migrate::run(&config::read(file)?).await,
        Task::MigrateStore(arguments) => {
            command::migrate_store::run(&config::read(file)?, &arguments).await
        }
        Task::Retention(arguments) => {
            command::retention::run(&config::read(file)?, &arguments).await
        }
        Task::Audit(arguments) => command::audit::run(file, &arguments).await,
        Task::Employer(arguments) => command::employer::run(&config::read(file)?, &arguments).await,
        Task::Cbe(arguments) => command::cbe::run(&config::read(file)?, &arguments).await,
        Task::Access(arguments) => command::access::run(&config::read(file)?, &arguments).await,
        Task::Folder(arguments) => command::folder::run(&config::read(file)?, &arguments).await,
        Task::Doctor(arguments) => command::doctor::run(file, &arguments).await,
        // Done before the runtime was made.
        Task::ReadPdf => Ok(ExitCode::SUCCESS),
        Task::Recalculate(arguments) => {
            command::recalculate::run(&config::read(file)?, &arguments).await
        }
    }
}

/// Tells why it did not work, each cause on a line of its own.
fn failed(error: &anyhow::Error) -> ExitCode {
    if let Some(Refused::Invalid(faults)) = error.downcast_ref() {
        eprintln!("fla: nothing was changed");
        for fault in faults {
            eprintln!("  {}", words::anomaly(fault));
        }
        return ExitCode::FAILURE;
    }
    let mut causes = error.chain();
    if let Some(first) = causes.next() {
        eprintln!("fla: {first}");
    }
    for cause in causes {
        eprintln!("  {cause}");
    }
    ExitCode::FAILURE
}
