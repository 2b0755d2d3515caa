//! A browser without a window: a cookie jar, redirects, and `Sec-Fetch-Site`.

use std::collections::BTreeMap;
use std::sync::Mutex;

use reqwest::header::{HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder};
use url::Url;

/// A browser of one person.
pub struct Browser {
    client: reqwest::Client,
    /// By origin and name.
    jar: Mutex<BTreeMap<(String, String), String>>,
}

/// The page at the end of the redirects.
pub struct Page {
    pub status: u16,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: String,
    /// Every address on the way, the last one included.
    pub trail: Vec<Url>,
}

impl Browser {
    pub fn new() -> Self {
        let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, jar: Mutex::default() }
    }

    /// Opens an address and follows where it leads.
    pub async fn open(&self, url: impl AsRef<str>) -> Page {
        let url = Url::parse(url.as_ref()).unwrap();
        let first = self.client.get(url.clone());
        self.follow(first, url, usize::MAX).await
    }

    /// Opens an address and stays there.
    pub async fn peek(&self, url: impl AsRef<str>) -> Page {
        let url = Url::parse(url.as_ref()).unwrap();
        let only = self.client.get(url.clone());
        self.follow(only, url, 0).await
    }

    /// Sends a form from a page of the same site and follows where it leads.
    pub async fn submit(&self, url: impl AsRef<str>, fields: &[(&str, &str)]) -> Page {
        let url = Url::parse(url.as_ref()).unwrap();
        let post = self.client.post(url.clone()).header("sec-fetch-site", "same-origin");
        self.follow(post.form(fields), url, usize::MAX).await
    }

    /// Sends anything, with this browser's cookies and no header of its own.
    pub async fn send(
        &self,
        method: Method,
        url: impl AsRef<str>,
        build: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Page {
        let url = Url::parse(url.as_ref()).unwrap();
        let request = build(self.client.request(method, url.clone()));
        self.follow(request, url, 0).await
    }

    /// The value of a cookie.
    pub fn cookie(&self, origin: &Url, name: &str) -> Option<String> {
        let key = (origin.origin().ascii_serialization(), name.to_owned());
        self.jar.lock().unwrap().get(&key).cloned()
    }

    /// Plants a cookie.
    pub fn plant(&self, origin: &Url, name: &str, value: &str) {
        let key = (origin.origin().ascii_serialization(), name.to_owned());
        self.jar.lock().unwrap().insert(key, value.to_owned());
    }

    async fn follow(&self, first: RequestBuilder, url: Url, most: usize) -> Page {
        let mut trail = vec![url];
        let mut request = first;
        loop {
            let here = trail.last().unwrap().clone();
            let response = request.header("cookie", self.cookies(&here)).send().await.unwrap();
            self.keep(&here, response.headers());
            let next = response.headers().get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
            if let Some(next) = next.filter(|_| trail.len() <= most.min(20)) {
                let next = here.join(&next).unwrap();
                request = self.client.get(next.clone());
                trail.push(next);
                continue;
            }
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let body = response.text().await.unwrap();
            return Page { status, url: here, headers, body, trail };
        }
    }

    fn cookies(&self, url: &Url) -> String {
        let origin = url.origin().ascii_serialization();
        let jar = self.jar.lock().unwrap();
        let ours = jar.iter().filter(|((at, _), _)| *at == origin);
        ours.map(|((_, name), value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, url: &Url, headers: &HeaderMap) {
        let origin = url.origin().ascii_serialization();
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            let key = (origin.clone(), name.to_owned());
            let mut jar = self.jar.lock().unwrap();
            if value.is_empty() || line.to_lowercase().contains("max-age=0") {
                jar.remove(&key);
            } else {
                jar.insert(key, value.to_owned());
            }
        }
    }
}

impl Page {
    /// The hidden field of a form on the page.
    pub fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let after = self.body.split_once(&mark);
        let after = after.unwrap_or_else(|| panic!("no field {name} in {}", self.body)).1;
        after.split('"').next().unwrap().to_owned()
    }

    /// Asserts that nobody was signed in, with this code.
    pub fn assert_fault(&self, code: &str) {
        assert!(self.body.contains(code), "{code} expected: {} {}", self.status, self.body);
        assert!(self.status >= 400);
        let cookies = self.headers.get_all(SET_COOKIE).iter();
        assert!(!cookies.into_iter().any(|line| line.to_str().unwrap().starts_with("fla=")));
    }
}
