//! Mail: writing the digests that are due, and taking them to the mail server where one is set.

use std::time::Duration;

use anyhow::Context;
use fla_app::{App, Courier, Employer, NotSent, StoredMail, TaskList};
use fla_domain::language::Language;
use fla_web::pages::tasks::letter;
use futures::future::BoxFuture;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::sync::watch;
use tokio::time::sleep;
use url::Url;

use crate::config::{Security, Smtp};

/// How often it is looked whether a digest or a mail is due.
const EVERY: Duration = Duration::from_secs(20);
/// The longest wait for the mail server.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to the mail server.
pub struct SmtpCourier {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpCourier {
    /// Prepares it; nothing is asked of the network yet.
    pub fn new(smtp: &Smtp) -> anyhow::Result<Self> {
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match smtp.security {
            Security::Tls => Transport::relay(&smtp.host).context("mail server")?,
            Security::StartTls => Transport::starttls_relay(&smtp.host).context("mail server")?,
            Security::Local => Transport::builder_dangerous(&smtp.host),
        };
        let mut builder = builder.port(smtp.port).timeout(Some(PATIENCE));
        if let Some((user, password)) = &smtp.user {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self { transport: builder.build(), from: smtp.from.clone() })
    }

    /// Asks the mail server whether it is there. A register that cannot send mail is still of
    /// use, so that it only says so.
    pub async fn check(&self) {
        match self.transport.test_connection().await {
            Ok(true) => tracing::info!("the mail server answers"),
            Ok(false) => tracing::warn!("the mail server does not answer as it should"),
            Err(error) => tracing::warn!(why = kind(&error), "the mail server does not answer"),
        }
    }

    fn message(&self, mail: &StoredMail) -> Option<Message> {
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.address.parse().ok()?))
            .subject(&mail.subject)
            .header(ContentType::TEXT_PLAIN)
            // Nobody's holiday notice need answer it (RFC 3834).
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .body(mail.body.clone())
            .ok()
    }
}

/// The kind of a fault, without what the server said: that may repeat an address.
fn kind(error: &Error) -> &'static str {
    if error.is_permanent() {
        "refused"
    } else if error.is_transient() {
        "come again"
    } else if error.is_timeout() {
        "timeout"
    } else if error.is_tls() {
        "TLS"
    } else {
        "connection"
    }
}

impl Courier for SmtpCourier {
    fn send<'a>(&'a self, mail: &'a StoredMail) -> BoxFuture<'a, Result<(), NotSent>> {
        Box::pin(async move {
            let Some(message) = self.message(mail) else {
                return Err(NotSent::Never("address".to_owned()));
            };
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(NotSent::Never(kind(&error).to_owned())),
                Err(error) => Err(NotSent::Later(kind(&error).to_owned())),
            }
        })
    }
}

/// Writes what is due and sends it where a mail server is set, until the process stops.
pub async fn deliver(
    app: App,
    public_url: Url,
    courier: Option<SmtpCourier>,
    mut stopping: watch::Receiver<bool>,
) {
    if let Some(courier) = &courier {
        courier.check().await;
    }
    let writer = |employer: &Employer, list: &TaskList, language: Language| {
        letter(&public_url, employer, list, language)
    };
    loop {
        if let Err(error) = app.write_digests(&writer).await {
            tracing::error!(%error, "writing digests; tried again soon");
        }
        if let Some(courier) = &courier
            && let Err(error) = app.send_mails(courier).await
        {
            tracing::error!(%error, "sending mail; tried again soon");
        }
        tokio::select! { () = sleep(EVERY) => {}, _ = stopping.wait_for(|stop| *stop) => return }
    }
}

#[cfg(test)]
mod tests;
