//! Mail: who wants which digest, and the outbox of what was written and is to be sent. Which of
//! them is due stands in a queue of its own, which holds no personal data and no text.

use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployerId, NoticeId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use serde::Serialize;
use uuid::Uuid;

use crate::engine::{FOREVER, Row, StoreError, Tx};
use crate::{args, statements};

/// What is due: writing a digest, or sending a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// A digest is to be written; the id is that of the wish.
    Digest,
    /// A mail is to be sent.
    Mail,
}

impl Errand {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Mail => "mail",
        }
    }

    /// The errand of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Digest, Self::Mail].into_iter().find(|e| e.code() == code)
    }
}

/// How often a digest comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Often {
    /// On Mondays.
    Weekly,
    /// On each working day, Monday to Friday.
    Daily,
}

impl Often {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Weekly, Self::Daily];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Daily => "daily",
        }
    }

    /// What a code stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|often| often.code() == code)
    }
}

/// Somebody's wish for a digest of an employer's tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestWish {
    /// Its id.
    pub id: Uuid,
    /// Of which employer.
    pub employer: EmployerId,
    /// Who asked for it.
    pub ssin: Ssin,
    /// Where it goes.
    pub address: String,
    /// In which language.
    pub language: Language,
    /// How often.
    pub often: Often,
}

/// A mail in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMail {
    /// Its id.
    pub id: Uuid,
    /// Of which employer.
    pub employer: EmployerId,
    /// Where it goes.
    pub address: String,
    /// In which language.
    pub language: Language,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// When it was written.
    pub created_at: Instant,
    /// When it was sent or given up.
    pub ended_at: Option<Instant>,
    /// How often sending was tried.
    pub attempts: i64,
    /// The kind of fault of the last try; empty without one.
    pub fault: String,
    /// The yearly notice it brings; none for a digest.
    pub notice: Option<NoticeId>,
}

/// An errand that was taken from the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The wish or the mail.
    pub id: Uuid,
    /// Of which employer.
    pub employer: EmployerId,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

statements! {
    bulk employer INSERT_WISH = "digest_wish" (id id, known_from int, known_to int, change_id id, ssin text, address text, language text, often text);
    employer CLOSE_WISH = "UPDATE digest_wish SET known_to = $3 WHERE employer_id = $1 AND ssin = $2 AND known_to = 9223372036854775807";
    employer WISH_OF = "SELECT id, employer_id, ssin, address, language, often FROM digest_wish WHERE employer_id = $1 AND ssin = $2 AND known_to = 9223372036854775807";
    employer WISH = "SELECT id, employer_id, ssin, address, language, often FROM digest_wish WHERE employer_id = $1 AND id = $2 AND known_to = 9223372036854775807";
    bulk employer INSERT_MAIL = "outbox" (id id, address text, language text, subject text, body text, state text, created_at int, ended_at int?, attempts int, fault text, notice_id id?);
    employer MAIL = "SELECT id, employer_id, address, language, subject, body, state, created_at, ended_at, attempts, fault, notice_id FROM outbox WHERE employer_id = $1 AND id = $2";
    employer MAILS = "SELECT id, employer_id, address, language, subject, body, state, created_at, ended_at, attempts, fault, notice_id FROM outbox \
        WHERE employer_id = $1 ORDER BY created_at DESC, id LIMIT $2";
    employer MAILS_OF_NOTICES = "SELECT id, employer_id, address, language, subject, body, state, created_at, ended_at, attempts, fault, notice_id FROM outbox \
        WHERE employer_id = $1 AND notice_id IN ANY_ID($2) ORDER BY created_at, id";
    employer MAIL_STATE = "UPDATE outbox SET state = $3, ended_at = $4, attempts = $5, fault = $6 WHERE employer_id = $1 AND id = $2";
    global ENQUEUE = "INSERT INTO mail_queue (id, employer_id, errand, run_at, attempts) VALUES ($1, $2, $3, $4, 0)";
    pair global CLAIM = sqlite "UPDATE mail_queue SET run_at = $3, attempts = attempts + 1 WHERE id IN (SELECT id FROM mail_queue WHERE errand = $1 AND run_at <= $2 \
            ORDER BY run_at, id LIMIT 1) RETURNING id, employer_id, attempts"
        postgres "UPDATE mail_queue SET run_at = $3, attempts = attempts + 1 WHERE id IN (SELECT id FROM mail_queue WHERE errand = $1 AND run_at <= $2 \
            ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, employer_id, attempts";
    global AGAIN = "UPDATE mail_queue SET run_at = $2, attempts = $3 WHERE id = $1";
    global DEQUEUE = "DELETE FROM mail_queue WHERE id = $1";
}

fn wish(row: &Row) -> Result<DigestWish, StoreError> {
    Ok(DigestWish {
        id: row.get("id")?,
        employer: row.get("employer_id")?,
        ssin: row.get("ssin")?,
        address: row.get("address")?,
        language: row.get("language")?,
        often: row.code("often", Often::from_code)?,
    })
}

fn mail(row: &Row) -> Result<StoredMail, StoreError> {
    Ok(StoredMail {
        id: row.get("id")?,
        employer: row.get("employer_id")?,
        address: row.get("address")?,
        language: row.get("language")?,
        subject: row.get("subject")?,
        body: row.get("body")?,
        state: row.get("state")?,
        created_at: row.get("created_at")?,
        ended_at: row.get("ended_at")?,
        attempts: row.get("attempts")?,
        fault: row.get("fault")?,
        notice: row.get("notice_id")?,
    })
}

impl Tx {
    /// Ends the wish of a person, where there is one.
    pub async fn end_wish(
        &mut self,
        employer: EmployerId,
        ssin: &Ssin,
        at: Instant,
    ) -> Result<(), StoreError> {
        let held = self.wish_of(employer, ssin).await?;
        self.employer(employer).execute(&CLOSE_WISH, args![ssin, at]).await?;
        if let Some(held) = held {
            self.dequeue_errand(held.id).await?;
        }
        Ok(())
    }

    /// Notes the wish of a person who has none, first due at `due`.
    pub async fn insert_wish(
        &mut self,
        wish: &DigestWish,
        (at, due): (Instant, Instant),
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let row = args![
            wish.id,
            at,
            FOREVER,
            change,
            &wish.ssin,
            &wish.address,
            wish.language,
            wish.often.code()
        ];
        self.employer(wish.employer).insert_many(&INSERT_WISH, vec![row]).await?;
        let args = args![wish.id, wish.employer, Errand::Digest.code(), due];
        self.global().execute(&ENQUEUE, args).await?;
        Ok(())
    }

    /// The wish of a person.
    pub async fn wish_of(
        &mut self,
        employer: EmployerId,
        ssin: &Ssin,
    ) -> Result<Option<DigestWish>, StoreError> {
        let row = self.employer(employer).fetch_optional(&WISH_OF, args![ssin]).await?;
        row.as_ref().map(wish).transpose()
    }

    /// A wish that still stands.
    pub async fn get_wish(
        &mut self,
        employer: EmployerId,
        id: Uuid,
    ) -> Result<Option<DigestWish>, StoreError> {
        let row = self.employer(employer).fetch_optional(&WISH, args![id]).await?;
        row.as_ref().map(wish).transpose()
    }

    /// Puts a mail in the outbox, to be sent at once.
    pub async fn insert_mail(&mut self, m: &StoredMail) -> Result<(), StoreError> {
        let row = args![
            m.id,
            &m.address,
            m.language,
            &m.subject,
            &m.body,
            &m.state,
            m.created_at,
            m.ended_at,
            m.attempts,
            &m.fault,
            m.notice
        ];
        self.employer(m.employer).insert_many(&INSERT_MAIL, vec![row]).await?;
        let args = args![m.id, m.employer, Errand::Mail.code(), m.created_at];
        self.global().execute(&ENQUEUE, args).await?;
        Ok(())
    }

    /// A mail of the outbox.
    pub async fn get_mail(
        &mut self,
        employer: EmployerId,
        id: Uuid,
    ) -> Result<Option<StoredMail>, StoreError> {
        let row = self.employer(employer).fetch_optional(&MAIL, args![id]).await?;
        row.as_ref().map(mail).transpose()
    }

    /// The last mails of an employer, newest first.
    pub async fn mails(
        &mut self,
        employer: EmployerId,
        limit: i64,
    ) -> Result<Vec<StoredMail>, StoreError> {
        self.employer(employer).fetch(&MAILS, args![limit]).await?.iter().map(mail).collect()
    }

    /// The mails that bring these notices, oldest first.
    pub async fn mails_of_notices(
        &mut self,
        employer: EmployerId,
        notices: &[NoticeId],
    ) -> Result<Vec<StoredMail>, StoreError> {
        let rows = self.employer(employer).fetch(&MAILS_OF_NOTICES, args![notices]).await?;
        rows.iter().map(mail).collect()
    }

    /// Writes how the sending of a mail went.
    pub async fn set_mail_state(&mut self, m: &StoredMail) -> Result<(), StoreError> {
        let args = args![m.id, &m.state, m.ended_at, m.attempts, &m.fault];
        self.employer(m.employer).execute(&MAIL_STATE, args).await?;
        Ok(())
    }

    /// Takes the next errand that is due; unless it is ended it is due again at `again`.
    pub async fn claim_errand(
        &mut self,
        errand: Errand,
        now: Instant,
        again: Instant,
    ) -> Result<Option<Due>, StoreError> {
        let row = self.global().fetch_optional(&CLAIM, args![errand.code(), now, again]).await?;
        row.map(|r| {
            Ok(Due {
                id: r.get("id")?,
                employer: r.get("employer_id")?,
                attempts: r.get("attempts")?,
            })
        })
        .transpose()
    }

    /// Says when an errand is due again, and how often it counts as tried.
    pub async fn errand_again(
        &mut self,
        id: Uuid,
        at: Instant,
        attempts: i64,
    ) -> Result<(), StoreError> {
        self.global().execute(&AGAIN, args![id, at, attempts]).await?;
        Ok(())
    }

    /// Takes an errand out of the queue.
    pub async fn dequeue_errand(&mut self, id: Uuid) -> Result<(), StoreError> {
        self.global().execute(&DEQUEUE, args![id]).await?;
        Ok(())
    }
}
