//! A server that speaks S3 and checks signatures, on a folder.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use fla_files::{Files, Place};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

const KEY: &str = "key";
const SECRET: &str = "secret";
const BUCKET: &str = "files";

pub struct S3 {
    folder: tempfile::TempDir,
    address: SocketAddr,
    serving: Option<JoinHandle<()>>,
    /// How many requests are still answered.
    left: Arc<AtomicUsize>,
}

impl S3 {
    /// A server with an empty bucket.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("s3").join(BUCKET)).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let left = Arc::new(AtomicUsize::new(usize::MAX));
        let serving = Some(serve(listener, &folder.path().join("s3"), left.clone()));
        Self { folder, address, serving, left }
    }

    /// Ends the server and breaks its connections.
    pub async fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            let _ = serving.await;
        }
    }

    /// Has it answer so many more requests and then none.
    pub fn stop_after(&self, requests: usize) {
        self.left.store(requests, Ordering::SeqCst);
    }

    /// Starts it again at the same address with what it had.
    pub async fn again(&mut self) {
        self.stop().await;
        self.stop_after(usize::MAX);
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.serving = Some(serve(listener, &self.folder.path().join("s3"), self.left.clone()));
    }

    /// What an operator sets to sign in.
    pub fn variables(&self, secret: &str) -> impl Iterator<Item = (String, String)> {
        [
            ("AWS_ACCESS_KEY_ID", KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", secret.to_owned()),
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_ALLOW_HTTP", "true".to_owned()),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
    }

    /// The files of an instance with a local folder of its own.
    pub fn files(&self, prefix: &str) -> Files {
        let place = Place::parse(&format!("s3://{BUCKET}/{prefix}")).unwrap();
        Files::at(&place, self.variables(SECRET), self.scratch()).unwrap()
    }

    /// A local folder that no other instance has.
    pub fn scratch(&self) -> PathBuf {
        tempfile::tempdir_in(self.folder.path()).unwrap().keep()
    }

    /// Bytes that the server keeps, parts included.
    pub fn kept(&self) -> u64 {
        fn below(folder: &Path) -> u64 {
            let size = |entry: std::io::Result<std::fs::DirEntry>| {
                let entry = entry.unwrap();
                let metadata = entry.metadata().unwrap();
                if metadata.is_dir() { below(&entry.path()) } else { metadata.len() }
            };
            std::fs::read_dir(folder).unwrap().map(size).sum()
        }
        below(&self.folder.path().join("s3"))
    }
}

fn serve(listener: TcpListener, root: &Path, left: Arc<AtomicUsize>) -> JoinHandle<()> {
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
    service.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = service.build();
    tokio::spawn(async move {
        // Dropped with the server: its connections break.
        let mut connections = JoinSet::new();
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let (service, left) = (service.clone(), left.clone());
            let service = service_fn(move |request| {
                let answered = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                    left.checked_sub(usize::from(left < usize::MAX))
                });
                let answer = answered.is_ok().then(|| Service::call(&service, request));
                async move {
                    match answer {
                        Some(answer) => answer.await.map_err(std::io::Error::other),
                        None => Err(std::io::ErrorKind::ConnectionReset.into()),
                    }
                }
            });
            connections.spawn(async move {
                let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), service).await;
            });
        }
    })
}
