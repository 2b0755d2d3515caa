//! A server that speaks S3 and checks signatures, on a folder.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use fla_files::{Files, Place};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
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
}

impl S3 {
    /// A server with an empty bucket.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for inner in ["s3", "scratch"] {
            std::fs::create_dir(folder.path().join(inner)).unwrap();
        }
        std::fs::create_dir(folder.path().join("s3").join(BUCKET)).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = Some(serve(listener, &folder.path().join("s3")));
        Self { folder, address, serving }
    }

    /// Ends the server and breaks its connections.
    pub async fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            let _ = serving.await;
        }
    }

    /// Starts it again at the same address with what it had.
    pub async fn again(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.serving = Some(serve(listener, &self.folder.path().join("s3")));
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

    pub fn scratch(&self) -> PathBuf {
        self.folder.path().join("scratch")
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

fn serve(listener: TcpListener, root: &Path) -> JoinHandle<()> {
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
    service.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = service.build();
    tokio::spawn(async move {
        // Dropped with the server: its connections break.
        let mut connections = JoinSet::new();
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let service = service.clone();
            connections.spawn(async move {
                let http = Builder::new(TokioExecutor::new());
                let _ = http.serve_connection(TokioIo::new(socket), service).await;
            });
        }
    })
}
