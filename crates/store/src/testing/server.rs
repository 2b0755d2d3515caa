//! A PostgreSQL server of one test's own, which it may stop, start again and restore.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use super::cluster::{Cluster, must};

/// A server that ends with this value. What it acknowledged is on disk, as it is shipped.
pub struct DatabaseServer {
    cluster: Cluster,
    settings: String,
    /// Goes after the server.
    _dir: tempfile::TempDir,
}

impl DatabaseServer {
    /// Starts one with settings as its command line takes them, such as `-c archive_mode=on`;
    /// `{home}` in them is its folder.
    pub fn start(settings: &str) -> Self {
        let dir = tempfile::Builder::new().prefix("fla-pg-").tempdir().expect("a directory");
        // Its user is another one where root runs the test.
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(dir.path(), open).expect("others may enter");
        let cluster = Cluster::at(dir.path().to_owned());
        cluster.make();
        let settings = settings.replace("{home}", &cluster.home().display().to_string());
        cluster.start(&settings);
        Self { cluster, settings, _dir: dir }
    }

    /// The address of its database `postgres`.
    pub fn url(&self) -> String {
        self.cluster.url()
    }

    /// Its folder: `data` holds the database.
    pub fn home(&self) -> PathBuf {
        self.cluster.home()
    }

    /// One of its programs, to be run in its folder by its user.
    pub fn program(&self, name: &str) -> Command {
        let mut command = self.cluster.command(name);
        command.env("PGHOST", self.home()).env("PGUSER", "fla_test").env("PGDATABASE", "postgres");
        command
    }

    /// Stops it and cuts off whoever is connected.
    pub fn stop(&self) {
        must(self.program("pg_ctl").args(["stop", "-w", "-D", "data", "-m", "fast"]));
    }

    /// Starts it again.
    pub fn resume(&self) {
        self.cluster.start(&self.settings);
    }
}

impl Drop for DatabaseServer {
    fn drop(&mut self) {
        // Already stopped where the test did it.
        let mut stop = self.program("pg_ctl");
        let _ = stop.args(["stop", "-w", "-D", "data", "-m", "immediate"]).output();
    }
}
