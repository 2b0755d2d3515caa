//! A proxy that counts requests and can cut a connection between the register's answer and the caller.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// It, and its address.
pub struct Proxy {
    pub address: String,
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    register: OnceLock<std::net::SocketAddr>,
    /// How many bytes of callers are still to be carried before their connection is cut; 0 for all.
    to_break: AtomicUsize,
    /// How many answers are still to be dropped, and were.
    to_cut: AtomicUsize,
    cut: AtomicUsize,
    /// How often each path was asked for.
    asked: Mutex<HashMap<String, usize>>,
}

impl Proxy {
    pub async fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let inner = Arc::new(Inner::default());
        let shared = Arc::clone(&inner);
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&shared).carry(caller));
            }
        });
        Self { address, inner }
    }

    /// Lets a register listen, and carries everything to it.
    pub async fn forward_to(&self, router: Router) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        self.inner.register.set(listener.local_addr().unwrap()).unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
    }

    /// Cuts the connection in place of the next so many answers.
    pub fn cut_answers(&self, answers: usize) {
        self.inner.cut.store(0, Ordering::SeqCst);
        self.inner.to_cut.store(answers, Ordering::SeqCst);
    }

    /// Cuts the connection in the middle of a call, when so many bytes went through.
    pub fn break_after(&self, bytes: usize) {
        self.inner.cut.store(0, Ordering::SeqCst);
        self.inner.to_break.store(bytes, Ordering::SeqCst);
    }

    /// How many answers were dropped, or calls broken.
    pub fn cut(&self) -> usize {
        self.inner.cut.load(Ordering::SeqCst)
    }

    pub fn asked_for(&self, path: &str) -> usize {
        self.inner.asked.lock().unwrap().get(path).copied().unwrap_or(0)
    }
}

impl Inner {
    /// Carries what two sides say, until one of them ends or an answer is dropped.
    async fn carry(self: Arc<Self>, mut caller: TcpStream) {
        let Some(register) = self.register.get() else { return };
        let mut register = TcpStream::connect(register).await.unwrap();
        let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
        loop {
            tokio::select! {
                read = caller.read(&mut asked) => {
                    let Some(bytes) = read.ok().filter(|read| *read > 0) else { return };
                    self.note(&asked[..bytes]);
                    let (carried, breaks) = self.carried(bytes);
                    if register.write_all(&asked[..carried]).await.is_err() || breaks { return }
                }
                read = register.read(&mut answered) => {
                    let Some(bytes) = read.ok().filter(|read| *read > 0) else { return };
                    if self.drops() { return }
                    if caller.write_all(&answered[..bytes]).await.is_err() { return }
                }
            }
        }
    }

    /// Counts a request; its first line comes in one piece.
    fn note(&self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let mut words = text.lines().next().unwrap_or_default().split(' ');
        if let (Some("GET" | "POST" | "PUT" | "PATCH"), Some(target)) = (words.next(), words.next())
        {
            let path = target.split('?').next().unwrap_or_default().to_owned();
            *self.asked.lock().unwrap().entry(path).or_default() += 1;
        }
    }

    /// How many of these bytes go through, and whether the connection breaks then.
    fn carried(&self, bytes: usize) -> (usize, bool) {
        let left = self.to_break.load(Ordering::SeqCst);
        if left == 0 {
            return (bytes, false);
        }
        self.to_break.store(left.saturating_sub(bytes), Ordering::SeqCst);
        if bytes < left {
            return (bytes, false);
        }
        self.cut.fetch_add(1, Ordering::SeqCst);
        (left, true)
    }

    fn drops(&self) -> bool {
        let one_less = |left: usize| left.checked_sub(1);
        let drops = self.to_cut.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less).is_ok();
        if drops {
            self.cut.fetch_add(1, Ordering::SeqCst);
        }
        drops
    }
}
