//! The real binary on a folder of its own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use reqwest::header::{COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, Url};

/// The command with an environment that holds nothing of this machine's configuration.
pub fn fla(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fla"));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("FLA_")) {
            command.env_remove(name);
        }
    }
    command.args(arguments).current_dir(dir).env("FLA_DATA", dir.join("data"));
    command
}

/// The register with a sign-in service that nobody asks anything.
pub fn serve(dir: &Path) -> Command {
    let mut command = fla(dir, &["serve"]);
    let provider = [("ISSUER", "https://idp.example"), ("CLIENT_ID", "x"), ("CLIENT_AUTH", "none")];
    for (name, value) in provider {
        command.env(format!("FLA_OIDC_{name}"), value);
    }
    command
}

/// A port that nobody listened on a moment ago.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Runs it to its end.
pub fn ended(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).output().unwrap()
}

/// What a command says under these settings, warnings included, and whether it went well.
pub fn run(dir: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> (bool, String) {
    let mut command = fla(dir, arguments);
    let out = ended(command.env("FLA_LOG", "warn").envs(settings.iter().copied()));
    (out.status.success(), text(&out))
}

/// Runs it to its end with something on its standard input.
pub fn ended_with(command: &mut Command, input: &str) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Both outputs as text.
pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

/// A server that runs; killed when the test ends before it is stopped.
pub struct Running {
    child: Child,
    pub base: String,
}

impl Running {
    /// Starts it on a free port and waits until it says that it is ready.
    pub fn start(command: Command) -> Self {
        Self::start_logging(command, Stdio::null())
    }

    /// The same with a place for its log.
    pub fn start_logging(mut command: Command, log: Stdio) -> Self {
        command.env("FLA_LISTEN", "127.0.0.1:0").stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().expect("it says when it is ready").unwrap();
        let base = line.strip_prefix("FLA is ready at ").expect("the line that says so").to_owned();
        Self { child, base }
    }

    /// Asks it to stop and waits.
    pub fn stop(self) -> (ExitStatus, Duration) {
        let began = Instant::now();
        self.ask_to_stop();
        (self.ended(), began.elapsed())
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop.
    pub fn ask_to_stop(&self) {
        let id = self.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits for its end.
    pub fn ended(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already gone where the test stopped it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser without scripting: keeps cookies, follows redirects.
pub struct Browser {
    client: Client,
    base: String,
    cookies: BTreeMap<String, String>,
}

/// A page, and where it was found.
pub struct Page {
    pub status: u16,
    pub path: String,
    pub body: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, base: base.to_owned(), cookies: BTreeMap::new() }
    }

    /// Opens a page of the site.
    pub async fn get(&mut self, path: &str) -> Page {
        let url = format!("{}{path}", self.base);
        self.follow(Method::GET, url.parse().unwrap(), &[]).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let url = format!("{}{path}", self.base);
        self.follow(Method::POST, url.parse().unwrap(), form).await
    }

    /// Signs in as the person of whom name or caption holds a text.
    pub async fn sign_in(&mut self, who: &str) -> Page {
        let page = self.get("/sign-in?return=/register").await;
        let request = between(&page.body, "name=\"request\" value=\"", "\"").to_owned();
        let found = page.body.find(who).expect("the person is on the page of the provider");
        let before = &page.body[..found];
        let place = before.rfind("name=\"person\" value=\"").expect("a button of that person");
        let person = between(&before[place..], "value=\"", "\"").to_owned();
        let form = [("request", request.as_str()), ("person", person.as_str())];
        self.post("/demo-provider/choose", &form).await
    }

    async fn follow(&mut self, mut method: Method, mut url: Url, form: &[(&str, &str)]) -> Page {
        for _ in 0..10 {
            let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            let mut request = self.client.request(method.clone(), url.clone());
            request = request.header(COOKIE, cookies.join("; "));
            if method == Method::POST {
                request = request.header(ORIGIN, &self.base).form(form);
            }
            let response = request.send().await.unwrap();
            self.keep(&response);
            let Some(to) = response.headers().get(LOCATION) else {
                let (status, path) = (response.status().as_u16(), url.path().to_owned());
                return Page { status, path, body: response.text().await.unwrap() };
            };
            url = url.join(to.to_str().unwrap()).unwrap();
            method = Method::GET;
        }
        panic!("more redirects than a browser follows");
    }

    fn keep(&mut self, response: &Response) {
        for value in response.headers().get_all(SET_COOKIE) {
            let cookie = value.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = cookie.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// What stands between two texts.
pub fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let start = text.find(before).unwrap_or_else(|| panic!("no {before} in the page"));
    let rest = &text[start + before.len()..];
    &rest[..rest.find(after).unwrap()]
}
