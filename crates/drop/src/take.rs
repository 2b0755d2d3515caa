//! From the files of a batch to one file that the register keeps. They are copied first, to where no
//! sender reaches, and looked at there: whoever still writes to what was left changes nothing.

use std::io::{BufReader, Read};
use std::path::Path;

use fla_app::{IncomingFile, LeftFile, NewBatchFile, Refused, Upload};
use fla_domain::anomaly::{Anomaly, Fault as Wrong, Zone};
use fla_formats::compressed::{self, Bounds, Unpacked};
use fla_formats::file_name::{Batch, BatchId, FileName, Part, Standing};
use fla_formats::reason::Reason;
use tokio::io::AsyncReadExt as _;
use uuid::Uuid;

use crate::{Desk, Fault, place};

/// Bytes copied at once.
const BUFFER: usize = 256 * 1024;

/// The parts of a batch as one file, and by whom they were signed.
struct Joined {
    file: IncomingFile,
    signer: String,
}

impl Desk<'_> {
    /// Has the register keep what was claimed, and removes the claim.
    pub(crate) async fn take(&self, claim: Uuid, whole: &Path) -> Result<(), Fault> {
        let names = place::names(whole).await?;
        let kept = self.app.left_file(self.caller, claim).await?.is_some();
        let gathered = Batch::gather(names.iter().copied()).into_iter().next();
        if let (false, Some((id, batch))) = (kept, gathered) {
            let signed = self.app.must_be_signed(id.environment);
            match batch.standing(signed) {
                // Its `GO` was taken away before it could be claimed: it was not there.
                Standing::Waiting => return self.put_back(whole, &names).await,
                Standing::CalledBack => {
                    tracing::info!(folder = self.folder.number, batch = %id, "called back");
                }
                Standing::Complete(parts) => {
                    let joined = match self.wrong_sender(id) {
                        Some(wrong) => Err(vec![wrong]),
                        None => self.join(whole, &parts).await?,
                    };
                    self.keep(claim, id, &names, joined, whole).await?;
                }
                Standing::Broken(faults) => {
                    let faults = self.wrong_sender(id).map_or(faults, |wrong| vec![wrong]);
                    self.keep(claim, id, &names, Err(faults), whole).await?;
                }
            }
        }
        Ok(place::removed(whole).await?)
    }

    fn wrong_sender(&self, id: BatchId) -> Option<Anomaly> {
        let own = self.folder.number;
        let wrong = || Reason::FileNameOtherSender.anomaly();
        (id.sender != own).then(|| {
            let found = format!("{:06}", id.sender);
            wrong().with("found", found).with("expected", format!("{own:06}"))
        })
    }

    async fn keep(
        &self,
        claim: Uuid,
        id: BatchId,
        names: &[FileName],
        joined: Result<Joined, Vec<Anomaly>>,
        whole: &Path,
    ) -> Result<(), Fault> {
        let (joined, faults) = match joined {
            Ok(joined) => (joined, Vec::new()),
            Err(faults) => (self.nothing_of(names, whole).await?, faults),
        };
        let file = NewBatchFile {
            file: joined.file,
            environment: id.environment,
            language: self.folder.language,
        };
        let (folder, signer) = (self.folder.number, joined.signer);
        let left = LeftFile { file, batch: id, folder, claim, signer, faults };
        self.app.take_left_file(self.caller, left).await?;
        Ok(())
    }

    /// What stands for a batch of which nothing is kept: its name and size.
    async fn nothing_of(&self, names: &[FileName], whole: &Path) -> Result<Joined, Fault> {
        let name = names.iter().find(|name| name.part().is_some()).or_else(|| names.first());
        let name = name.map(ToString::to_string).unwrap_or_default();
        let mut size = 0;
        for name in names {
            size += tokio::fs::symlink_metadata(whole.join(name.to_string())).await?.len();
        }
        let file = self.app.receive_batch_file(self.caller, &name).await?.finish().await?;
        Ok(Joined { file: IncomingFile { size, ..file }, signer: String::new() })
    }

    /// Copies the parts, checks their signatures, and makes one file of them.
    async fn join(
        &self,
        whole: &Path,
        parts: &[Part],
    ) -> Result<Result<Joined, Vec<Anomaly>>, Fault> {
        let mut copies = Vec::new();
        let found = self.copied(whole, parts, &mut copies).await;
        let signer = match found {
            Ok(Ok(signer)) => signer,
            other => {
                self.let_go(copies).await;
                return other.map(|wrong| match wrong {
                    Err(wrong) => Err(vec![wrong]),
                    Ok(_) => Err(Vec::new()),
                });
            }
        };
        if copies.len() == 1
            && let Some(file) = copies.pop()
        {
            return Ok(Ok(Joined { file, signer }));
        }
        let joined = self.in_one(&copies).await;
        self.let_go(copies).await;
        Ok(joined?.map(|file| Joined { file, signer }).map_err(|wrong| vec![wrong]))
    }

    async fn let_go(&self, copies: Vec<IncomingFile>) {
        for copy in copies {
            self.app.let_go(copy).await;
        }
    }

    /// Copies the parts; says by whom all of them were signed.
    async fn copied(
        &self,
        whole: &Path,
        parts: &[Part],
        copies: &mut Vec<IncomingFile>,
    ) -> Result<Result<String, Anomaly>, Fault> {
        let mut signers: Vec<String> = Vec::new();
        for part in parts {
            let copy = match self.copy(whole, part.file).await? {
                Ok(copy) => copy,
                Err(wrong) => return Ok(Err(wrong)),
            };
            let signature = part.signature;
            copies.push(copy);
            if let (Some(signature), Some(copy)) = (signature, copies.last()) {
                match self.signer(copy, whole, signature).await? {
                    Ok(signer) => signers.push(signer),
                    Err(wrong) => return Ok(Err(wrong)),
                }
            }
        }
        let all = signers.len() == parts.len();
        signers.sort();
        signers.dedup();
        Ok(Ok(if all { signers.join(" ") } else { String::new() }))
    }

    async fn copy(
        &self,
        whole: &Path,
        name: FileName,
    ) -> Result<Result<IncomingFile, Anomaly>, Fault> {
        let name = name.to_string();
        let Some(mut file) = place::plain(&whole.join(&name)).await? else {
            return Ok(Err(missing(&name)));
        };
        let mut upload = self.app.receive_batch_file(self.caller, &name).await?;
        let mut buffer = vec![0; BUFFER];
        loop {
            let n = file.read(&mut buffer).await?;
            if n == 0 {
                return Ok(Ok(upload.finish().await?));
            }
            if let Err(wrong) = written(&mut upload, &buffer[..n]).await? {
                return Ok(Err(wrong));
            }
        }
    }

    /// The parts one after the other, unpacked, as one file of the name of the first.
    async fn in_one(
        &self,
        copies: &[IncomingFile],
    ) -> Result<Result<IncomingFile, Anomaly>, Fault> {
        let name = copies.first().map(|copy| copy.name.as_str()).unwrap_or_default();
        let mut upload = self.app.receive_batch_file(self.caller, name).await?;
        for copy in copies {
            let file = BufReader::new(self.app.read_back(copy).await?);
            let open = blocking(move || Unpacked::open(file, Bounds::default())).await?;
            let mut unpacked = match open {
                Ok(unpacked) => unpacked,
                Err(error) => return damaged(error),
            };
            loop {
                let (back, read) = blocking(move || {
                    let mut buffer = vec![0; BUFFER];
                    let read = unpacked.read(&mut buffer).map(|n| {
                        buffer.truncate(n);
                        buffer
                    });
                    (unpacked, read)
                })
                .await?;
                unpacked = back;
                match read {
                    Ok(bytes) if bytes.is_empty() => break,
                    Ok(bytes) => {
                        if let Err(wrong) = written(&mut upload, &bytes).await? {
                            return Ok(Err(wrong));
                        }
                    }
                    Err(error) => return damaged(error),
                }
            }
        }
        Ok(Ok(upload.finish().await?))
    }
}

/// What is said of a file that is not there as a plain file that may be read.
pub(crate) fn missing(name: &str) -> Anomaly {
    Reason::FileNameMissing.anomaly().with("found", name)
}

/// Adds bytes; a file that is too large is the sender's fault, no room left is not.
async fn written(upload: &mut Upload, bytes: &[u8]) -> Result<Result<(), Anomaly>, Fault> {
    match upload.write(bytes).await {
        Ok(()) => Ok(Ok(())),
        Err(Refused::Invalid(mut found)) => {
            let long = |a: &Anomaly| (a.zone, a.fault) == (Zone::File, Wrong::Length);
            match found.iter().position(long) {
                Some(at) => Ok(Err(found.swap_remove(at))),
                None => Err(Refused::Invalid(found).into()),
            }
        }
        Err(refused) => Err(refused.into()),
    }
}

/// What is said of a compressed part that cannot be unpacked; a copy that cannot be read is tried again.
fn damaged(error: std::io::Error) -> Result<Result<IncomingFile, Anomaly>, Fault> {
    let anomaly = compressed::anomaly(&error);
    let own = anomaly.args.get("reason").is_some_and(|reason| reason == "io");
    if own { Err(error.into()) } else { Ok(Err(anomaly)) }
}

/// Does what must not keep others waiting on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Refused::Broken("a batch that was left".to_owned()).into())
}
