//! A provider on a real port whose every answer is scripted and counted.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// One scripted answer.
#[derive(Clone)]
pub enum Reply {
    /// Status, content type, body.
    Say(u16, &'static str, String),
    /// A redirect to a path of the same provider.
    Redirect(&'static str),
    /// Nothing for a long time.
    Silence,
    /// Headers at once, then one byte every 100 ms.
    Drip,
    /// This many bytes of JSON, without saying so beforehand.
    Flood(usize),
}

impl Reply {
    pub fn json(value: &Value) -> Self {
        Self::Say(200, "application/json", value.to_string())
    }
}

/// What a call brought.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub headers: HeaderMap,
    pub body: String,
}

#[derive(Default)]
struct Script {
    replies: Mutex<HashMap<String, Reply>>,
    defaults: Mutex<HashMap<String, Reply>>,
    seen: Mutex<HashMap<String, Vec<Seen>>>,
}

/// The provider; it stops with the test.
pub struct Hostile {
    pub issuer: String,
    script: Arc<Script>,
    task: tokio::task::JoinHandle<()>,
}

impl Hostile {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let script = Arc::new(Script::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&script));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let hostile = Self { issuer, script, task };
        hostile.reply("/.well-known/openid-configuration", Reply::json(&hostile.document()));
        hostile
    }

    /// An honest discovery document.
    pub fn document(&self) -> Value {
        let at = |path: &str| format!("{}{path}", self.issuer);
        json!({
            "issuer": self.issuer,
            "authorization_endpoint": at("/authorize"),
            "token_endpoint": at("/token"),
            "userinfo_endpoint": at("/userinfo"),
            "jwks_uri": at("/jwks"),
            "end_session_endpoint": at("/logout"),
            "id_token_signing_alg_values_supported": ["ES256", "none", "HS256"],
        })
    }

    pub fn reply(&self, path: &str, reply: Reply) {
        self.script.replies.lock().unwrap().insert(path.to_owned(), reply);
    }

    /// An answer of the scene, which a test's own scripted answer outlasts.
    pub fn reply_unless_scripted(&self, path: &str, reply: Reply) {
        self.script.defaults.lock().unwrap().insert(path.to_owned(), reply);
    }

    pub fn seen(&self, path: &str) -> Vec<Seen> {
        self.script.seen.lock().unwrap().get(path).cloned().unwrap_or_default()
    }

    pub fn calls(&self, path: &str) -> usize {
        self.seen(path).len()
    }

    pub fn all_calls(&self) -> usize {
        self.script.seen.lock().unwrap().values().map(Vec::len).sum()
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(script): State<Arc<Script>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1_000_000).await.unwrap_or_default();
    let path = parts.uri.path().to_owned();
    let seen = Seen { headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() };
    script.seen.lock().unwrap().entry(path.clone()).or_default().push(seen);
    let scripted = script.replies.lock().unwrap().get(&path).cloned();
    let reply = scripted.or_else(|| script.defaults.lock().unwrap().get(&path).cloned());
    match reply {
        None => (StatusCode::NOT_FOUND, "not scripted").into_response(),
        Some(Reply::Say(status, content_type, body)) => Response::builder()
            .status(status)
            .header("content-type", content_type)
            .body(Body::from(body))
            .unwrap(),
        Some(Reply::Redirect(to)) => {
            Response::builder().status(302).header("location", to).body(Body::empty()).unwrap()
        }
        Some(Reply::Silence) => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            Response::new(Body::empty())
        }
        Some(Reply::Drip) => {
            let drops = futures::stream::unfold((), |()| async {
                tokio::time::sleep(Duration::from_millis(100)).await;
                Some((Ok::<_, std::io::Error>(Bytes::from_static(b" ")), ()))
            });
            Response::builder()
                .header("content-type", "application/json")
                .body(Body::from_stream(drops))
                .unwrap()
        }
        Some(Reply::Flood(size)) => {
            let piece = Bytes::from(vec![b' '; 10_000]);
            let count = size / piece.len();
            let pieces = std::iter::repeat_n(Ok::<_, std::convert::Infallible>(piece), count);
            Response::builder()
                .header("content-type", "application/json")
                .body(Body::from_stream(futures::stream::iter(pieces)))
                .unwrap()
        }
    }
}
