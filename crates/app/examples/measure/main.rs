//! Measures the register's heavy work, or fills a store for those who measure it from outside:
//! `measure <what> <arguments>`. What there is, and with which arguments, says each module;
//! `benches/` runs them beside their yardsticks.

mod api;
mod audit;
mod bare;
mod batch_file;
mod copied;
mod dashboard;
mod forms;
mod mandated;
mod papers;
mod register;
mod setup;
mod sheets;

/// As in the product.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (what, arguments) = arguments.split_first().expect("what is to be measured");
    match what.as_str() {
        "api" => api::run(arguments).await,
        "audit" => audit::run(arguments).await,
        "batch_file" => batch_file::run(arguments).await,
        "mandated" => mandated::run(arguments).await,
        "dashboard" => dashboard::run(arguments).await,
        "papers" => papers::run(arguments).await,
        "register" => register::run(arguments).await,
        "sheets" => sheets::run(arguments).await,
        other => panic!("nothing of this name is measured: {other}"),
    }
}
