//! The PostgreSQL cluster of a test run.
//!
//! Test runners start each test in a process of its own, so the cluster is shared through a
//! directory with two locks: `start` guards starting and stopping, and every process holds a
//! share of `users` while it lives, however it ends. A keeper stops the cluster once nobody did for a
//! minute.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The address of the cluster's superuser.
pub(super) fn url() -> String {
    static CLUSTER: OnceLock<(String, Option<File>)> = OnceLock::new();
    CLUSTER.get_or_init(find).0.clone()
}

fn find() -> (String, Option<File>) {
    if let Ok(url) = std::env::var("FLA_TEST_POSTGRES_URL")
        && !url.is_empty()
    {
        return (url, None);
    }
    let dir = directory();
    let start = lock_file(&dir, "start");
    start.lock().expect("the start lock is granted");
    let users = lock_file(&dir, "users");
    users.lock_shared().expect("the share is granted");
    // Between two processes of one run nobody holds a share for a moment: the keeper looks at the
    // time too.
    (&users).write_all(b".").expect("the time of the file moves");
    let cluster = Cluster::at(dir);
    if !cluster.runs() {
        cluster.make();
        // Nothing here outlives the run, so nothing waits for the disk. Durability is not tested
        // on this cluster. It looks at tables only when asked, so that no test passes by its looking.
        cluster.start(
            "-c max_connections=300 -c fsync=off -c full_page_writes=off \
             -c synchronous_commit=off -c max_wal_size=4GB -c autovacuum=off",
        );
        cluster.keep();
    }
    start.unlock().expect("the start lock is given back");
    (cluster.url(), Some(users))
}

/// One directory for each user and each state of the tree this was built from.
fn directory() -> PathBuf {
    let user = fs::metadata("/proc/self").map_or(0, |m| m.uid());
    let tree = env!("CARGO_MANIFEST_DIR")
        .bytes()
        .fold(5381_u32, |hash, byte| hash.wrapping_mul(33) ^ u32::from(byte));
    let dir = std::env::temp_dir().join(format!("fla-test-postgres-{user}-{tree:08x}"));
    fs::create_dir_all(&dir).expect("the temporary directory takes a directory");
    dir
}

fn lock_file(dir: &Path, name: &str) -> File {
    let path = dir.join(name);
    File::options().create(true).append(true).open(path).expect("the lock file opens")
}

/// The directory of the newest PostgreSQL server programs.
fn programs() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for entry in fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten() {
        let version = entry.file_name().to_string_lossy().parse().unwrap_or(0);
        found.push((version, entry.path().join("bin")));
    }
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path);
    found
        .into_iter()
        .rev()
        .map(|(_, dir)| dir)
        .chain(on_path)
        .find(|dir| dir.join("initdb").exists() && dir.join("pg_ctl").exists())
        .expect("PostgreSQL's initdb and pg_ctl are installed, or FLA_TEST_POSTGRES_URL is set")
}

/// Whom to become because PostgreSQL refuses root: name, user id, group id.
fn unprivileged() -> Option<(String, u32, u32)> {
    let root = fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0);
    if !root {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("the list of users is readable");
    let user = ["postgres", "nobody"].into_iter().find_map(|name| {
        let line = users.lines().find(|l| l.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        let uid = fields.next()?.parse().ok()?;
        Some((name.to_owned(), uid, fields.next()?.parse().ok()?))
    });
    Some(user.expect("there is a user postgres or nobody to run PostgreSQL as"))
}

pub(super) struct Cluster {
    bin: PathBuf,
    user: Option<(String, u32, u32)>,
    dir: PathBuf,
}

impl Cluster {
    /// One in a directory that others can enter, not made yet.
    pub(super) fn at(dir: PathBuf) -> Self {
        Self { bin: programs(), user: unprivileged(), dir }
    }

    pub(super) fn home(&self) -> PathBuf {
        self.dir.join("cluster")
    }

    /// Over a socket in a directory that only its owner can enter; no port, no password.
    pub(super) fn url(&self) -> String {
        let home = self.home().to_string_lossy().replace('%', "%25").replace('/', "%2F");
        format!("postgres://fla_test@{home}/postgres")
    }

    pub(super) fn command(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let mut command = match &self.user {
            None => Command::new(program),
            Some((user, ..)) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
        };
        command.current_dir(self.home()).stdin(Stdio::null());
        command
    }

    fn runs(&self) -> bool {
        self.home().is_dir()
            && self
                .command("pg_ctl")
                .args(["status", "-D", "data"])
                .output()
                .is_ok_and(|out| out.status.success())
    }

    /// Makes its files anew.
    pub(super) fn make(&self) {
        let home = self.home();
        if home.exists() {
            fs::remove_dir_all(&home).expect("the remains of an earlier cluster go");
        }
        fs::create_dir(&home).expect("the cluster gets a directory");
        fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).expect("only its owner's");
        if let Some((_, uid, gid)) = self.user {
            std::os::unix::fs::chown(&home, Some(uid), Some(gid)).expect("its owner's");
        }
        let mut initdb = self.command("initdb");
        initdb.args(["-D", "data", "-U", "fla_test", "-E", "UTF8", "--locale=C.UTF-8"]);
        must(initdb.args(["--auth=trust", "--data-checksums", "--no-sync"]));
    }

    /// Starts it with settings as the server takes them on its command line.
    pub(super) fn start(&self, settings: &str) {
        let home = self.home();
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} {settings}",
            home.display()
        );
        let mut start = self.command("pg_ctl");
        must(start.args(["start", "-w", "-D", "data", "-l", "log", "-o", &options]));
    }

    /// Leaves a process behind that stops the cluster when no test process is left.
    fn keep(&self) {
        let script = r#"
            echo $$ >keeper
            while sleep 5; do
              exec 8>>start 9>>users
              flock 8
              if [ "$(cat keeper)" != $$ ]; then exit; fi
              if flock -n 9 && [ -n "$(find users -mmin +1)" ]; then
                cd cluster && $AS "$BIN/pg_ctl" stop -D data -m immediate
                cd .. && rm -rf cluster
                exit
              fi
              exec 8>&- 9>&-
            done"#;
        let run_as = self.user.as_ref().map_or(String::new(), |u| format!("runuser -u {} --", u.0));
        #[expect(clippy::zombie_processes, reason = "it outlives this process by design")]
        Command::new("setsid")
            .args(["sh", "-c", script])
            .env("BIN", &self.bin)
            .env("AS", run_as)
            .current_dir(&self.dir)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the keeper of the cluster starts");
    }
}

pub(super) fn must(command: &mut Command) {
    // Inherited pipes would keep a test runner waiting for the server's end.
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.is_ok_and(|s| s.success()), "{command:?} failed");
}
