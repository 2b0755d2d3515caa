//! TLS to the database server, as `sslmode` asks for it.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::StoreError;

/// What is wanted of a connection, as libpq names it in `sslmode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    /// `disable`, `allow`: no TLS.
    Plain,
    /// `prefer`: TLS where the server has it.
    #[default]
    Prefer,
    /// `require`: TLS, whoever it is with.
    Require,
    /// `verify-ca`: a certificate of an issuer that is trusted.
    Issuer,
    /// `verify-full`: the same, and for the host of the address.
    Host,
}

impl Wanted {
    pub(super) fn parse(mode: &str) -> Option<Self> {
        Some(match mode.to_ascii_lowercase().as_str() {
            "disable" | "allow" => Self::Plain,
            "prefer" => Self::Prefer,
            "require" => Self::Require,
            "verify-ca" => Self::Issuer,
            "verify-full" => Self::Host,
            _ => return None,
        })
    }
}

/// Files in PEM that an address names.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    /// Certificates of the issuers that are trusted, in place of the public ones.
    pub(super) issuers: Option<PathBuf>,
    /// The program's own certificate, and its key.
    pub(super) certificate: Option<PathBuf>,
    pub(super) key: Option<PathBuf>,
}

/// How the server is talked to.
#[derive(Clone)]
pub(super) struct Tls {
    wanted: Wanted,
    files: Files,
    /// As the files were when the store was opened.
    first: MakeRustlsConnect,
}

impl Tls {
    /// Says at once what is wrong with it.
    pub(super) fn new(wanted: Wanted, files: Files) -> Result<Self, StoreError> {
        if wanted == Wanted::Issuer && files.issuers.is_none() {
            // Any public certificate would do, for whatever host.
            return Err(StoreError::refused("open", "sslmode=verify-ca needs sslrootcert"));
        }
        let first = connector(wanted, &files)?;
        Ok(Self { wanted, files, first })
    }

    /// Whether the server's certificate must be of an issuer that is trusted.
    pub(super) fn is_verified(&self) -> bool {
        match self.wanted {
            Wanted::Plain | Wanted::Prefer => false,
            Wanted::Require => self.files.issuers.is_some(),
            Wanted::Issuer | Wanted::Host => true,
        }
    }

    /// What makes the next connection. The files are read each time, as certificates are renewed; where
    /// one is just being replaced, it is as it was.
    pub(super) fn connector(&self) -> MakeRustlsConnect {
        connector(self.wanted, &self.files).unwrap_or_else(|_| self.first.clone())
    }
}

fn connector(wanted: Wanted, files: &Files) -> Result<MakeRustlsConnect, StoreError> {
    let failed = |_| StoreError::refused("open", "TLS cannot be set up");
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    let roots = Arc::new(files.roots()?);
    let builder = if wanted == Wanted::Host {
        builder.with_root_certificates(roots)
    } else {
        // As with libpq, whoever names issuers wants the certificate to be theirs.
        let is_looked_at = matches!(wanted, Wanted::Issuer | Wanted::Require);
        let chain = (is_looked_at && files.issuers.is_some()).then(|| {
            WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build()
        });
        let chain = chain.transpose().map_err(|_| unreadable("sslrootcert"))?;
        builder.dangerous().with_custom_certificate_verifier(Arc::new(AnyHost { chain, provider }))
    };
    let config = match (&files.certificate, &files.key) {
        (Some(certificate), Some(key)) => {
            let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
            let chain = chain.map_err(|_| unreadable("sslcert"))?;
            let key = PrivateKeyDer::from_pem_file(key).map_err(|_| unreadable("sslkey"))?;
            builder.with_client_auth_cert(chain, key).map_err(|_| unreadable("sslkey"))?
        }
        (None, None) => builder.with_no_client_auth(),
        _ => return Err(StoreError::refused("open", "sslcert and sslkey go together")),
    };
    Ok(MakeRustlsConnect::new(config))
}

fn unreadable(which: &str) -> StoreError {
    StoreError::refused(
        "open",
        format!("the file that {which} names is not one in PEM that can be read"),
    )
}

impl Files {
    fn roots(&self) -> Result<RootCertStore, StoreError> {
        let mut roots = RootCertStore::empty();
        let Some(issuers) = &self.issuers else {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
            return Ok(roots);
        };
        let failed = || unreadable("sslrootcert");
        for issuer in CertificateDer::pem_file_iter(issuers).map_err(|_| failed())? {
            roots.add(issuer.map_err(|_| failed())?).map_err(|_| failed())?;
        }
        if roots.is_empty() { Err(failed()) } else { Ok(roots) }
    }
}

/// Looks at who issued a certificate, where that is wanted, and not at the host it is for.
#[derive(Debug)]
struct AnyHost {
    chain: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for AnyHost {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        use CertificateError::{NotValidForName, NotValidForNameContext};
        let Some(chain) = &self.chain else { return Ok(ServerCertVerified::assertion()) };
        match chain.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            // The name is looked at last.
            Err(rustls::Error::InvalidCertificate(
                NotValidForName | NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, cert, dss, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, cert, dss, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
