//! The folders of one sender. Whatever a sender puts there is a name and bytes at most: links,
//! folders and pipes are not there as far as the register is concerned.

use std::io;
use std::path::{Path, PathBuf};

use fla_formats::file_name::FileName;
use rustix::fs::OFlags;
use tokio::fs::{self, File, OpenOptions};

/// The folders of one sender.
pub(crate) struct Place {
    pub(crate) inbox: PathBuf,
    pub(crate) outbox: PathBuf,
    pub(crate) taken: PathBuf,
}

impl Place {
    /// The folders of a number. That of what is on its way is made; the sender's own must be there.
    pub(crate) async fn open(root: &Path, number: u32) -> io::Result<Self> {
        let name = format!("{number:06}");
        let own = root.join(&name);
        let (inbox, outbox) = (own.join("in"), own.join("out"));
        for folder in [&own, &inbox, &outbox] {
            // A link could lead into the folder of somebody else.
            if !fs::symlink_metadata(folder).await?.is_dir() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
        }
        let taken = root.join("taken").join(name);
        fs::create_dir_all(&taken).await?;
        Ok(Self { inbox, outbox, taken })
    }
}

/// The plain files of a folder whose names can be read.
pub(crate) async fn names(folder: &Path) -> io::Result<Vec<FileName>> {
    let mut names = Vec::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        let Some(name) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
        if is_plain(&entry).await? {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

async fn is_plain(entry: &fs::DirEntry) -> io::Result<bool> {
    match entry.file_type().await {
        Ok(kind) => Ok(kind.is_file()),
        // The sender took it away at this moment.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A file of a sender, opened to be read; `None` where it is no plain file, or may not be read. No
/// link is followed, and a pipe does not keep the register waiting.
pub(crate) async fn plain(at: &Path) -> io::Result<Option<File>> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = match OpenOptions::new().read(true).custom_flags(flags).open(at).await {
        Ok(file) => file,
        Err(error) => {
            use io::ErrorKind as Kind;
            let odd = matches!(error.kind(), Kind::NotFound | Kind::PermissionDenied);
            let link = error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
            return if odd || link { Ok(None) } else { Err(error) };
        }
    };
    Ok(file.metadata().await?.is_file().then_some(file))
}

/// Puts a file elsewhere on the same file system; `false` where it is not there any more.
pub(crate) async fn moved(from: &Path, to: &Path) -> io::Result<bool> {
    match fs::rename(from, to).await {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether there is anything of a name, be it a link to nowhere.
pub(crate) async fn is_there(at: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(at).await {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes a folder with what is in it; no link in it is followed.
pub(crate) async fn removed(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        ended => ended,
    }
}

/// The folders in a folder, with what stands before and behind the dot in their names.
pub(crate) async fn under_way(taken: &Path) -> io::Result<Vec<(uuid::Uuid, String, PathBuf)>> {
    let mut found = Vec::new();
    let mut entries = fs::read_dir(taken).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        let parts = name.to_str().and_then(|name| name.split_once('.'));
        let Some((id, what)) = parts else { continue };
        if let Ok(id) = id.parse() {
            found.push((id, what.to_owned(), entry.path()));
        }
    }
    found.sort();
    Ok(found)
}
