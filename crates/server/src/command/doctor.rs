//! `fla doctor`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use fla_app::Place;
use fla_domain::ids::FileId;
use fla_domain::language::Language;
use fla_store::{Engine, Store};
use fla_tlog::Signer;
use fla_web::auth::Random;
use fla_web::auth::oidc::{BackChannel, Relying};
use url::Url;
use uuid::Uuid;

use crate::cli::Doctor;
use crate::config::{self, Config};
use crate::traces::Collector;
use crate::{audit_key, open, wall};

/// Below this much room (bytes) it fails, below ten times as much it warns.
const LITTLE: u64 = 100 << 20;

/// What was found, printed as it is found.
#[derive(Default)]
struct Findings {
    failed: bool,
}

impl Findings {
    #[expect(clippy::unused_self, reason = "the three kinds of finding are told the same way")]
    fn ok(&self, what: &str, detail: impl std::fmt::Display) {
        println!("ok    {what}: {detail}");
    }

    #[expect(clippy::unused_self, reason = "the three kinds of finding are told the same way")]
    fn warn(&self, what: &str, detail: impl std::fmt::Display) {
        println!("warn  {what}: {detail}");
    }

    fn fail(&mut self, what: &str, detail: impl std::fmt::Display) {
        println!("fail  {what}: {detail}");
        self.failed = true;
    }

    fn outcome(&self) -> ExitCode {
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}

/// Checks everything that can be checked, and says so.
pub async fn run(file: Option<&Path>, arguments: &Doctor) -> anyhow::Result<ExitCode> {
    let mut findings = Findings::default();
    let config = match config::read(file) {
        Ok(config) => config,
        Err(error) => {
            findings.fail("configuration", error);
            return Ok(findings.outcome());
        }
    };
    findings.ok("configuration", "read");
    rules(&config, &mut findings);
    database(&config, &mut findings).await;
    files(&config, &mut findings).await;
    folders(&config, &mut findings);
    senders(&config, &mut findings);
    issuers(&config, &mut findings);
    sign_in(&config, arguments.online, &mut findings).await;
    tokens(&config, arguments.online, &mut findings).await;
    traces(&config, arguments.online, &mut findings).await;
    Ok(findings.outcome())
}

fn rules(config: &Config, findings: &mut Findings) {
    match open::rules_of(config) {
        Ok(book) => findings.ok("rules", format!("{} in force", book.rules().len())),
        Err(error) => findings.fail("rules", format!("{error:#}")),
    }
}

/// Whether the register was worked out by later rules than those here.
async fn order(config: &Config, store: &Store, findings: &Findings) {
    let Ok(book) = open::rules_of(config) else { return };
    match fla_app::rules_behind(store, &book).await {
        Ok(older) if older.is_empty() => {}
        Ok(older) => findings.warn(
            "rules",
            format!(
                "older than those the register follows: {}; give this instance the same rules",
                older.into_iter().collect::<Vec<_>>().join(" ")
            ),
        ),
        Err(error) => {
            findings.warn("rules", format!("which the register follows is not known: {error}"));
        }
    }
}

async fn database(config: &Config, findings: &mut Findings) {
    let url = config.database();
    if let Some(file) = url.file()
        && !file.exists()
    {
        findings.warn("database", format!("{url} is not there yet; the first start makes it"));
        return;
    }
    let store = match Store::open(url.reveal()).await {
        Ok(store) => store,
        Err(error) => return findings.fail("database", format!("{url}: {error}")),
    };
    match store.ping().await {
        Ok(()) => findings.ok("database", format!("{url} answers")),
        Err(error) => return findings.fail("database", format!("{url}: {error}")),
    }
    match store.takes_writes().await {
        Ok(true) => {}
        Ok(false) => findings.fail("database", format!("{url} {}", open::READ_ONLY)),
        Err(error) => findings.fail("database", format!("{url}: {error}")),
    }
    for danger in store.dangers() {
        findings.fail("database", format!("{danger}; set it to on"));
    }
    for warning in store.warnings() {
        findings.warn("database", warning);
    }
    schema(config, &store, findings).await;
    match store.check().await {
        Ok(found) if !found.is_empty() => findings.fail("integrity", found.join("; ")),
        Ok(_) if store.has_checksums() => findings.ok("integrity", "nothing wrong"),
        Ok(_) => findings.warn(
            "integrity",
            "nothing wrong is known, but pages have no checksums, so that damage of the disk is not \
             seen: stop the server and run pg_checksums --enable",
        ),
        Err(error) => findings.fail("integrity", error),
    }
    order(config, &store, findings).await;
    if let Err(error) = audit(config, &store, findings).await {
        findings.fail("audit log", format!("{error:#}"));
    }
    if store.engine() == Engine::Postgres {
        findings.ok("copies", "to be made with pg_dump or pg_basebackup");
    }
    if let Err(error) = store.close().await {
        findings.warn("database", error);
    }
}

/// Whether the statements of this program fit the schema, and who updates it where they do not.
async fn schema(config: &Config, store: &Store, findings: &mut Findings) {
    let refused = match store.refused_statements().await {
        Ok(refused) => refused,
        Err(error) => return findings.fail("schema", error),
    };
    if refused.is_empty() {
        return findings.ok("schema", "fits this program");
    }
    let mend = if store.may_change_schema() || config.database_owner_url.is_some() {
        "the next start updates it"
    } else {
        "the role may not update it: run fla migrate once with FLA_DATABASE_OWNER_URL, the address for \
         the owner of the tables"
    };
    findings.fail("schema", format!("{} statements do not fit; {mend}", refused.len()));
}

/// How the sealing of the audit log stands, and its key.
async fn audit(config: &Config, store: &Store, findings: &mut Findings) -> anyhow::Result<()> {
    let mut tx = store.read().await?;
    let Some(tree) = tx.audit_tree().await? else {
        findings.warn("audit log", "not begun yet; the first start begins it");
        return Ok(());
    };
    let (backlog, keys) = (tx.seal_backlog().await?, tx.audit_keys().await?);
    tx.rollback().await?;
    let told = format!("{} entries sealed, {} wait", tree.size, backlog.count);
    let hours = backlog.since.map_or(0, |since| (wall::now().0 - since.0) / 3_600_000_000);
    if hours >= i64::from(config.audit_late_hours) {
        let mend = "nothing is answered until they are; `fla audit check` says what is wrong";
        findings.fail("audit log", format!("{told}, for {hours} hours: {mend}"));
    } else {
        findings.ok("audit log", told);
    }
    let file = audit_key::file(config);
    if audit_key::is_open(&file).with_context(|| file.display().to_string())? {
        findings.warn("audit key", format!("{} is open to others: chmod 600", file.display()));
    }
    let signer = Signer::new(&tree.origin, &audit_key::seed(config)?);
    let key = signer.context("the name of the log is damaged")?.public().to_string();
    if keys.contains(&key) {
        findings.ok("audit key", key);
    } else {
        let mend = "put the key file back, or `fla audit key --adopt`";
        findings.fail("audit key", format!("{key} has not signed this log: {mend}"));
    }
    Ok(())
}

/// Whether files can be written, read and removed where they are kept.
async fn files(config: &Config, findings: &mut Findings) {
    let own = config.files();
    if config.files_url.is_none() && !own.exists() {
        let detail = format!("{} is not there yet; the first start makes it", own.display());
        return findings.warn("files", detail);
    }
    let place = config.files_url.clone().unwrap_or(Place::Folder(own));
    let mut id = uuid::Bytes::default();
    wall::fill(&mut id);
    let id = FileId(Uuid::from_bytes(id));
    let tried = match open::files(config) {
        Ok(files) => files.try_out(id).await.map_err(anyhow::Error::from),
        Err(error) => Err(error),
    };
    match tried {
        Ok(()) => findings.ok("files", format!("{place} can be written to")),
        Err(error) => findings.fail("files", format!("{place}: {error:#}")),
    }
}

fn folders(config: &Config, findings: &mut Findings) {
    let mut places: Vec<PathBuf> = vec![config.data()];
    places.extend(config.database().file().and_then(|f| f.parent().map(Path::to_owned)));
    places.retain(|place| place.is_dir());
    places.dedup();
    for place in places {
        room(&place, findings);
    }
}

/// Where senders leave batch files, where they do.
fn senders(config: &Config, findings: &mut Findings) {
    let Some(settings) = &config.drop else { return };
    let probe = settings.root.join("taken").join(".doctor");
    let written = std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
    let taken = settings.root.join("taken");
    match written {
        Ok(()) => findings.ok("senders", format!("{} can be written to", taken.display())),
        Err(error) => findings.fail("senders", format!("{}: {error}", taken.display())),
    }
    if config.signatures.issuers.is_none() {
        findings.warn("issuers", "none are trusted: signed files are refused");
    }
}

/// Whose signatures of batch files are trusted, where anybody's are.
fn issuers(config: &Config, findings: &mut Findings) {
    match config.signatures.issuers.as_ref().map(fla_app::Issuers::read) {
        Some(Ok(anchors)) => findings.ok("issuers", format!("{} are trusted", anchors.len())),
        Some(Err(error)) => findings.fail("issuers", error),
        None => {}
    }
}

fn room(place: &Path, findings: &mut Findings) {
    let name = place.display();
    match rustix::fs::statvfs(place) {
        Err(error) => findings.warn("room", format!("{name}: {error}")),
        Ok(found) => {
            let free = found.f_bavail.saturating_mul(found.f_frsize);
            let text = format!("{name} has {} MiB left", free >> 20);
            if free < LITTLE {
                findings.fail("room", text);
            } else if free < 10 * LITTLE {
                findings.warn("room", text);
            } else {
                findings.ok("room", text);
            }
        }
    }
}

async fn sign_in(config: &Config, online: bool, findings: &mut Findings) {
    if let Some(lacking) = &config.no_proof {
        let detail = format!(
            "{lacking}; `fla serve` will not start so (as a unit of systemd it has the secret from \
             LoadCredential=: give it to this command too)"
        );
        return findings.fail("sign-in", detail);
    }
    let Some(provider) = &config.provider else {
        return findings.fail("sign-in", "no service is set; `fla serve` will not start");
    };
    let own = Url::parse(&format!("http://{}", config.listen));
    let Some(public_url) = config.public_url.clone().or(own.ok()) else {
        return findings.fail("sign-in", "the public URL is missing");
    };
    if public_url.scheme() != "https" {
        findings.warn("sign-in", "the public URL is plain http; cookies can be read on the way");
    }
    let random = Random::from_fn(wall::fill);
    let relying = BackChannel::network()
        .and_then(|channel| Relying::new(provider.at(&public_url), channel, random.clone()));
    let relying = match relying {
        Ok(relying) => relying,
        Err(error) => return findings.fail("sign-in", error),
    };
    let issuer = provider.issuer();
    findings.ok("sign-in", format!("{issuer}, returning to {}", relying.config().redirect_url));
    if !online {
        return;
    }
    // Beginning a sign-in reads the discovery document, and changes nothing.
    let browser = random.token().hash();
    match relying.authorize(Language::En, None, browser, wall::now()).await {
        Ok(_) => findings.ok("discovery", format!("{issuer} answers")),
        Err(fault) => findings.fail("discovery", format!("{issuer}: {fault}")),
    }
}

/// The outside issuer of tokens for the REST API, where there is one.
async fn tokens(config: &Config, online: bool, findings: &mut Findings) {
    let (Some(issuer), Some(provider)) = (&config.api_issuer, &config.provider) else { return };
    let own = Url::parse(&format!("http://{}", config.listen));
    let Some(public_url) = config.public_url.clone().or(own.ok()) else { return };
    let found = super::serve::issuer(config, &public_url, &provider.at(&public_url));
    let outside = match found {
        Ok(Some(outside)) => outside,
        Ok(None) => return,
        Err(error) => return findings.fail("tokens", format!("{error:#}")),
    };
    let name = issuer.issuer();
    let audience = &outside.config().audience;
    let beside = if issuer.own_tokens { "; the register gives tokens too" } else { "" };
    findings.ok("tokens", format!("{name}, for {audience}{beside}"));
    if outside.config().acr_accepted.is_empty() {
        findings.warn("tokens", "about people are taken whatever their level of assurance");
    }
    if !online {
        return;
    }
    match outside.ask().await {
        Ok(0) => findings.fail("keys", format!("{name} publishes no key that can be used")),
        Ok(count) => findings.ok("keys", format!("{name} publishes {count}")),
        Err(fault) => findings.fail("keys", format!("{name}: {fault}")),
    }
}

/// The collector of traces, where there is one. Asked, it is told of no span.
async fn traces(config: &Config, online: bool, findings: &mut Findings) {
    let Some(settings) = &config.traces else { return };
    let endpoint = &settings.endpoint;
    let collector = match Collector::new(settings) {
        Ok(collector) => collector,
        Err(error) => return findings.fail("traces", error),
    };
    findings.ok("traces", format!("to {endpoint}, a share of {} of them", settings.share));
    if !online {
        return;
    }
    match collector.send(collector.message(Vec::new())).await {
        Ok(_) => findings.ok("collector", format!("{endpoint} answers")),
        Err(fault) => findings.fail("collector", format!("{endpoint}: {fault}")),
    }
}
