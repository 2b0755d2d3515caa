//! Where files are kept, as an operator says it: `FLA_FILES_URL`, and the variables by which the
//! programs of each cloud sign in.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{ClientOptions, RetryConfig};
use url::Url;

use crate::objects::Connection;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(3);
/// How long one request may take: a part of a file over a slow line.
const REQUEST: Duration = Duration::from_secs(30);
/// For how long a request that failed is made again: somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is.
const RETRIES: usize = 3;

/// Why a place is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the variables that say how to sign in to the object store do not fit: {0}")]
pub struct NotAPlace(&'static str);

/// Where files are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a local folder.
    Folder(PathBuf),
    /// In an object store.
    Objects(Bucket),
}

/// A bucket (Azure calls it a container) and the prefix of our objects in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    cloud: Cloud,
    name: String,
    prefix: Path,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cloud {
    S3,
    Azure,
    Google,
}

impl Cloud {
    const fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Azure => "az",
            Self::Google => "gs",
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Objects(Bucket { cloud, name, prefix }) => {
                write!(f, "{}://{name}/{prefix}", cloud.scheme())
            }
        }
    }
}

impl Place {
    /// Takes a place as an operator gives it: `file:///folder`, `s3://bucket/prefix`,
    /// `az://container/prefix` or `gs://bucket/prefix`; `None` for anything else, such as one with a
    /// key in it.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let bare = url.username().is_empty()
            && url.password().is_none()
            && url.port().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !bare {
            return None;
        }
        let cloud = match url.scheme() {
            "file" => return url.to_file_path().ok().map(Self::Folder),
            "s3" => Cloud::S3,
            "az" => Cloud::Azure,
            "gs" => Cloud::Google,
            _ => return None,
        };
        let name = url.host_str().filter(|name| !name.is_empty())?.to_owned();
        let prefix = Path::from_url_path(url.path()).ok()?;
        Some(Self::Objects(Bucket { cloud, name, prefix }))
    }
}

impl Bucket {
    pub(crate) fn prefix(&self) -> Path {
        self.prefix.clone()
    }

    /// Makes ready to connect with what the variables say; nothing is asked yet.
    pub(crate) fn connect(
        &self,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Connection, NotAPlace> {
        // What a store says of a wrong setting can repeat its value.
        let unfit = |_| NotAPlace("see the settings of files in docs/operations.md");
        let lower = variables.map(|(name, value)| (name.to_ascii_lowercase(), value));
        Ok(match self.cloud {
            Cloud::S3 => {
                let mut builder = AmazonS3Builder::new().with_client_options(client());
                for (name, value) in lower.filter(|(name, _)| name.starts_with("aws_")) {
                    if let Ok(key) = name.parse() {
                        builder = builder.with_config(key, value);
                    }
                }
                let builder = builder.with_bucket_name(&self.name).with_retry(retry());
                both(builder.build().map_err(unfit)?)
            }
            Cloud::Azure => {
                let mut builder = MicrosoftAzureBuilder::new().with_client_options(client());
                for (name, value) in lower.filter(|(name, _)| name.starts_with("azure_")) {
                    if let Ok(key) = name.parse() {
                        builder = builder.with_config(key, value);
                    }
                }
                let builder = builder.with_container_name(&self.name).with_retry(retry());
                both(builder.build().map_err(unfit)?)
            }
            Cloud::Google => {
                let mut builder = GoogleCloudStorageBuilder::new().with_client_options(client());
                for (name, value) in lower.filter(|(name, _)| name.starts_with("google_")) {
                    if let Ok(key) = name.parse() {
                        builder = builder.with_config(key, value);
                    }
                }
                let builder = builder.with_bucket_name(&self.name).with_retry(retry());
                both(builder.build().map_err(unfit)?)
            }
        })
    }
}

fn both<S>(store: S) -> Connection
where
    S: object_store::ObjectStore + object_store::multipart::MultipartStore,
{
    let store = Arc::new(store);
    Connection { store: store.clone(), parts: store }
}

fn client() -> ClientOptions {
    ClientOptions::new().with_connect_timeout(CONNECT).with_timeout(REQUEST)
}

fn retry() -> RetryConfig {
    RetryConfig { max_retries: RETRIES, retry_timeout: PATIENCE, ..RetryConfig::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_four_kinds_and_hold_no_key() {
        for (text, shown) in [
            ("file:///srv/fla/files", "/srv/fla/files"),
            ("s3://bucket", "s3://bucket/"),
            ("s3://bucket/fla/files/", "s3://bucket/fla/files"),
            ("az://container/fla", "az://container/fla"),
            ("gs://bucket/fla", "gs://bucket/fla"),
        ] {
            assert_eq!(Place::parse(text).map(|place| place.to_string()).as_deref(), Some(shown));
        }
        for text in [
            "",
            "/srv/files",
            "s3:///prefix",
            "https://bucket.s3.eu-west-1.amazonaws.com/fla",
            "s3://key:secret@bucket/fla",
            "s3://key@bucket/fla",
            "az://container/fla?sig=secret",
            "gs://bucket:80/fla",
            "file://elsewhere/srv/files",
        ] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_setting_that_does_not_fit_is_told_without_its_value() {
        let Some(Place::Objects(bucket)) = Place::parse("az://container") else { panic!() };
        let wrong = [("AZURE_STORAGE_ACCOUNT_KEY".to_owned(), "hunter2".to_owned())];
        let Err(fault) = bucket.connect(wrong.into_iter()) else { panic!("without an account") };
        assert!(!fault.to_string().contains("hunter2"));
    }
}
