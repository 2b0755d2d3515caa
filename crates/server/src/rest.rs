//! The rest of a body that nobody read.
//!
//! Who is refused for the head of a request alone may still be sending its body. If the connection is
//! closed meanwhile, all they hear of is that, and never why (RFC 9112, section 9.6). So a little more of
//! it is read before they are answered.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody as _};
use axum::extract::Request;
use axum::http::header::EXPECT;
use futures::{Stream, StreamExt as _};
use tokio::sync::oneshot;

/// Bytes that are read at most: whoever sends more may be cut off.
const MOST: usize = 256 << 10;

/// For how long.
const WAIT: Duration = Duration::from_secs(2);

/// What is given back of a body, if any is.
pub struct Rest(Option<oneshot::Receiver<BodyDataStream>>);

/// Lends the body of a request, which comes back where it was not read to its end.
pub fn lend(request: Request) -> (Request, Rest) {
    // Who waits for a word before the body is told by the answer alone.
    if request.body().is_end_stream() || request.headers().contains_key(EXPECT) {
        return (request, Rest(None));
    }
    let (back, rest) = oneshot::channel();
    let request = request.map(|body| {
        Body::from_stream(Lent { body: Some(body.into_data_stream()), back: Some(back) })
    });
    (request, Rest(Some(rest)))
}

impl Rest {
    /// Reads it, as far as it is worth it.
    pub async fn read(self) {
        let Some(mut body) = self.0.and_then(|mut rest| rest.try_recv().ok()) else { return };
        let read = async {
            let mut bytes = 0;
            while bytes < MOST
                && let Some(Ok(part)) = body.next().await
            {
                bytes += part.len();
            }
        };
        // Where it does not come in time, it is cut off.
        let _ = tokio::time::timeout(WAIT, read).await;
    }
}

struct Lent {
    /// There until it was read to its end.
    body: Option<BodyDataStream>,
    back: Option<oneshot::Sender<BodyDataStream>>,
}

impl Stream for Lent {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let part = ready!(body.poll_next_unpin(context));
        if !matches!(part, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(part)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(body), Some(back)) = (self.body.take(), self.back.take()) {
            drop(back.send(body));
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::StatusCode;
    use axum::middleware::{Next, from_fn};
    use axum::routing::post;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    /// A place that refuses whatever comes, and one that reads it.
    async fn served() -> TcpStream {
        let routes = Router::new()
            .route("/refused", post(async || StatusCode::FORBIDDEN))
            .route("/read", post(async |body: Bytes| body.len().to_string()))
            .layer(from_fn(async |request: Request, next: Next| {
                let (request, rest) = lend(request);
                let response = next.run(request).await;
                rest.read().await;
                response
            }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        TcpStream::connect(address).await.unwrap()
    }

    async fn send(line: &mut TcpStream, path: &str, body: usize) {
        let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {body}\r\n\r\n");
        line.write_all(head.as_bytes()).await.unwrap();
        // So that the server decides on the head alone.
        tokio::time::sleep(Duration::from_millis(100)).await;
        line.write_all(&vec![b'x'; body]).await.unwrap();
    }

    async fn answer(line: &mut TcpStream, end: &str) -> String {
        let mut heard = String::new();
        let mut part = [0; 1024];
        while !heard.ends_with(end) {
            match line.read(&mut part).await.unwrap() {
                0 => break,
                n => heard.push_str(std::str::from_utf8(&part[..n]).unwrap()),
            }
        }
        heard
    }

    #[tokio::test]
    async fn who_is_refused_while_sending_hears_why_and_goes_on() {
        let mut line = served().await;
        for body in [10, 100_000] {
            send(&mut line, "/refused", body).await;
            let heard = answer(&mut line, "\r\n\r\n").await;
            assert!(heard.starts_with("HTTP/1.1 403 "), "{heard}");
        }
        send(&mut line, "/read", 20_000).await;
        let heard = answer(&mut line, "20000").await;
        assert!(heard.starts_with("HTTP/1.1 200 "), "{heard}");
    }

    #[tokio::test]
    async fn who_sends_too_much_is_cut_off() {
        let mut line = served().await;
        let head = "POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n";
        line.write_all(head.as_bytes()).await.unwrap();
        let sent = async { while line.write_all(&[b'x'; 10_000]).await.is_ok() {} };
        tokio::time::timeout(Duration::from_secs(30), sent).await.expect("cut off");
    }
}
