//! What the register does by itself, beside answering requests, until it is to stop.

use std::time::Duration;

use fla_app::{App, SessionLimits};
use fla_drop::Folders;
use fla_web::auth::session::IDLE_LIFE;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::sleep;
use url::Url;

use crate::mail::{self, SmtpCourier};

/// How often it is looked whether a day has begun in Brussels. A clock that was set, or a machine
/// that slept, is noticed within this time.
const EVERY: Duration = Duration::from_mins(1);

/// How often it is looked whether senders left something.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// How often what was written to the audit log is sealed: each time makes a checkpoint.
const SEAL_EVERY: Duration = Duration::from_secs(10);

/// The tasks under way.
pub struct Background {
    worker: JoinHandle<()>,
    others: [JoinHandle<()>; 4],
}

impl Background {
    /// Begins them all.
    pub fn begin(
        app: &App,
        public_url: &Url,
        courier: Option<SmtpCourier>,
        folders: Option<Folders>,
        stopping: &watch::Receiver<bool>,
    ) -> Self {
        let mail = mail::deliver(app.clone(), public_url.clone(), courier, stopping.clone());
        Self {
            worker: tokio::spawn(work(app.clone(), stopping.clone())),
            others: [
                tokio::spawn(days(app.clone(), stopping.clone())),
                tokio::spawn(tell(app.clone(), stopping.clone())),
                tokio::spawn(mail),
                tokio::spawn(look(folders, stopping.clone())),
            ],
        }
    }

    /// Comes when the step of long work that was under way at the stop is at its end.
    pub async fn step_ended(&mut self) -> Result<(), JoinError> {
        (&mut self.worker).await
    }

    /// Cuts off a step of long work: it has not committed, and is done again once its lease has
    /// run out.
    pub fn cut_off_step(&self) {
        self.worker.abort();
    }

    /// Comes when all others ended.
    pub async fn ended(self) {
        for task in self.others {
            // What broke was logged as it did.
            let _ = task.await;
        }
    }
}

/// Ends when the process stops.
pub async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a stop as well.
    let _ = stopping.wait_for(|stop| *stop).await;
}

async fn work(app: App, stopping: watch::Receiver<bool>) {
    app.work(stopped(stopping)).await;
}

async fn tell(app: App, stopping: watch::Receiver<bool>) {
    app.tell(stopped(stopping)).await;
}

/// Takes what senders left, and puts their answers, where they have folders.
async fn look(folders: Option<Folders>, stopping: watch::Receiver<bool>) {
    let Some(mut folders) = folders else { return };
    let stop = stopped(stopping);
    tokio::pin!(stop);
    loop {
        let step = async {
            if let Err(error) = folders.look().await {
                tracing::error!(%error, "the folders of senders; tried again soon");
            }
            sleep(LOOK_EVERY).await;
        };
        // What is cut off is gone on with at the next start.
        tokio::select! { () = step => {}, () = &mut stop => return }
    }
}

/// Seals what was written to the audit log. Several instances may do so at once.
pub async fn seal(app: App, stopping: watch::Receiver<bool>) {
    let stop = stopped(stopping);
    tokio::pin!(stop);
    loop {
        let step = async {
            if let Err(error) = app.seal_all().await {
                tracing::error!(%error, "sealing the audit log; tried again soon");
            }
            sleep(SEAL_EVERY).await;
        };
        // What is cut off has not committed and is done again.
        tokio::select! { () = step => {}, () = &mut stop => return }
    }
}

/// Posts what falls due when a day begins, at once for the days the register was not running;
/// forgets sessions that are over; removes what uploads that broke off left behind. The first and the last
/// are done once for all instances.
async fn days(app: App, stopping: watch::Receiver<bool>) {
    let stop = stopped(stopping);
    tokio::pin!(stop);
    let limits = SessionLimits { idle: IDLE_LIFE };
    loop {
        // Does nothing where it was done today.
        if let Err(error) = app.roll().await {
            tracing::error!(%error, "posting what fell due; tried again in a minute");
        }
        if let Err(error) = app.purge_sessions(limits, app.now()).await {
            tracing::error!(%error, "forgetting sessions");
        }
        if let Err(error) = app.sweep_files_daily().await {
            tracing::error!(%error, "sweeping files; tried again in a minute");
        }
        tokio::select! { () = sleep(EVERY) => {}, () = &mut stop => return }
    }
}
