//! Mail against a mail server: a listener of our own that speaks SMTP (RFC 5321) over the network,
//! keeps what it is given, and refuses what it is told to refuse.

use std::sync::{Arc, Mutex};

use fla_domain::ids::EmployerId;
use fla_domain::time::Instant;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

use super::*;

/// What the server was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Taken {
    from: String,
    to: Vec<String>,
    data: String,
}

/// A mail server on this machine.
struct Server {
    port: u16,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Server {
    /// Starts one that answers to the end of a mail as it is told to.
    async fn answering(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&taken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, answer, Arc::clone(&kept)));
            }
        });
        Self { port, taken }
    }

    fn courier(&self) -> SmtpCourier {
        let smtp = Smtp {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: Security::Local,
            user: None,
            from: "Training register <register@example.org>".parse().expect("an address"),
        };
        SmtpCourier::new(&smtp).expect("a courier")
    }
}

/// One connection, command by command.
async fn converse(stream: TcpStream, answer: &str, kept: Arc<Mutex<Vec<Taken>>>) {
    let mut stream = BufReader::new(stream);
    let mut taken = Taken::default();
    say(&mut stream, "220 mail.example ESMTP").await;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let line = line.trim_end();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_uppercase().as_str() {
            "EHLO" => say(&mut stream, "250-mail.example\r\n250 8BITMIME").await,
            "MAIL" => {
                taken = Taken { from: rest.to_owned(), ..Taken::default() };
                say(&mut stream, "250 ok").await;
            }
            "RCPT" => {
                taken.to.push(rest.to_owned());
                say(&mut stream, "250 ok").await;
            }
            "DATA" => {
                say(&mut stream, "354 go on").await;
                taken.data = data(&mut stream).await;
                if answer.starts_with('2') {
                    kept.lock().expect("the mails").push(taken.clone());
                }
                say(&mut stream, answer).await;
            }
            "QUIT" => return say(&mut stream, "221 bye").await,
            _ => say(&mut stream, "250 ok").await,
        }
    }
}

/// A mail until the line with a dot alone; dots that were doubled on the way are single again.
async fn data(stream: &mut BufReader<TcpStream>) -> String {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        let read = stream.read_line(&mut line).await.unwrap_or(0);
        if read == 0 || line == ".\r\n" {
            return data;
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

async fn say(stream: &mut BufReader<TcpStream>, words: &str) {
    let answer = format!("{words}\r\n");
    let _ = stream.get_mut().write_all(answer.as_bytes()).await;
}

fn mail(address: &str) -> StoredMail {
    StoredMail {
        id: Uuid::from_u128(7),
        employer: EmployerId(Uuid::from_u128(8)),
        address: address.to_owned(),
        language: Language::De,
        subject: "Bäckerei: 3 Aufgaben".to_owned(),
        body: "Aufgaben für heute\n.ein Punkt am Anfang\nhttps://fla.example/register\n".to_owned(),
        state: "waiting".to_owned(),
        created_at: Instant(1),
        ended_at: None,
        attempts: 1,
        fault: String::new(),
        notice: None,
    }
}

/// Undoes quoted-printable, as whoever reads the mail sees it.
fn read(data: &str) -> String {
    let (_, body) = data.split_once("\r\n\r\n").expect("a body");
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'=').then(|| std::str::from_utf8(tail.get(..2)?).ok()).flatten();
        if let Some(byte) = code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("text").replace("\r\n", "\n")
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let server = Server::answering("250 taken").await;
    server.courier().check().await;
    assert_eq!(server.courier().send(&mail("hr@example.org")).await, Ok(()));
    let taken = server.taken.lock().expect("the mails").clone();
    let [one] = taken.as_slice() else { panic!("one mail: {taken:?}") };
    assert!(one.from.contains("register@example.org"), "{}", one.from);
    assert_eq!(one.to.len(), 1);
    assert!(one.to[0].contains("hr@example.org"), "{:?}", one.to);
    for head in ["To: hr@example.org", "Auto-Submitted: auto-generated", "text/plain"] {
        assert!(one.data.contains(head), "{head}: {}", one.data);
    }
    assert!(one.data.contains("Subject: =?utf-8?"), "{}", one.data);
    assert_eq!(read(&one.data).trim_end(), mail("").body.trim_end());
}

#[tokio::test]
async fn what_is_refused_is_told_apart_from_what_may_come_again() {
    let full = Server::answering("452 mailbox full").await;
    let later = full.courier().send(&mail("hr@example.org")).await;
    assert!(matches!(later, Err(NotSent::Later(_))), "{later:?}");
    let refusing = Server::answering("550 no such person").await;
    let never = refusing.courier().send(&mail("hr@example.org")).await;
    assert_eq!(never, Err(NotSent::Never("refused".to_owned())), "without what was said");
    let odd = refusing.courier().send(&mail("no address")).await;
    assert_eq!(odd, Err(NotSent::Never("address".to_owned())));
    let nobody = Server { port: 1, taken: Arc::default() };
    let away = nobody.courier().send(&mail("hr@example.org")).await;
    assert!(matches!(away, Err(NotSent::Later(_))), "{away:?}");
    for server in [full, refusing] {
        assert!(server.taken.lock().expect("the mails").is_empty());
    }
}
