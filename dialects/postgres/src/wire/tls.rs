//! TLS: <https://www.postgresql.org/docs/current/libpq-ssl.html>

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use aludel::{Error, ErrorKind, Result};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, RootCertStore,
    SignatureScheme, StreamOwned,
};

use super::socket::Socket;
use crate::config::{Address, Config, SslMode};

/// An SSLRequest: its length, and 80877103.
const REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// What all connections of a connector have in common.
pub(crate) fn client(mode: SslMode, root_cert: Option<&Path>) -> Result<Arc<ClientConfig>> {
    let provider = Arc::new(ring::default_provider());
    let roots = match (mode, root_cert) {
        (SslMode::VerifyCa | SslMode::VerifyFull, _) | (_, Some(_)) => Some(roots(root_cert)?),
        _ => None,
    };
    let verifier: Arc<dyn ServerCertVerifier> = match roots {
        None => Arc::new(Anyone(provider.clone())),
        Some(roots) => {
            let full = WebPkiServerVerifier::builder_with_provider(roots.into(), provider.clone())
                .build()
                .map_err(|error| unusable("no certificates to trust", error))?;
            // With certificates to trust, `require` asks for one that they have signed.
            if mode == SslMode::VerifyFull { full } else { Arc::new(AnyName(full)) }
        }
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable("TLS", error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

fn roots(file: Option<&Path>) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    let Some(path) = file else {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        return Ok(roots);
    };
    let what = format!("the certificates in {}", path.display());
    let file = std::fs::File::open(path).map_err(|error| unusable(&what, error))?;
    for certificate in CertificateDer::pem_reader_iter(BufReader::new(file)) {
        let certificate = certificate.map_err(|error| unusable(&what, error))?;
        roots.add(certificate).map_err(|error| unusable(&what, error))?;
    }
    Ok(roots)
}

fn unusable(what: &str, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Url, format!("{what} can't be used: {error}"))
        .with_help("see the URL options sslmode and sslrootcert")
        .with_source(error)
}

/// Asks the server for TLS, and shakes hands.
pub(crate) fn encrypt(mut socket: Socket, config: &Config, address: &Address) -> Result<Socket> {
    let mode = config.ssl_mode(address);
    let (Some(client), Address::Tcp(host, _)) = (&config.tls, address) else { return Ok(socket) };
    if mode == SslMode::Disable {
        return Ok(socket);
    }
    // The answer is one byte. Nothing after it is read before TLS does: whatever somebody puts
    // there in the clear is no part of the connection.
    let mut answer = [0];
    let asked = socket.write_all(&REQUEST).and_then(|()| socket.read_exact(&mut answer));
    asked.map_err(|error| no_tls(address, &error.to_string()).with_source(error))?;
    match (answer, socket) {
        ([b'S'], Socket::Tcp(stream)) => shake_hands(client, stream, host, address),
        ([b'N'], socket) if mode == SslMode::Prefer => Ok(socket),
        ([b'N'], _) => Err(no_tls(address, "the server offers none")
            .with_help("switch it on there, or write sslmode=disable or prefer")),
        _ => Err(no_tls(address, "the server does not speak PostgreSQL's protocol")),
    }
}

fn shake_hands(
    client: &Arc<ClientConfig>,
    mut stream: TcpStream,
    host: &str,
    address: &Address,
) -> Result<Socket> {
    let name = ServerName::try_from(host.to_owned()).map_err(|error| {
        no_tls(address, "the host is no name that a certificate has").with_source(error)
    })?;
    let mut connection =
        ClientConnection::new(client.clone(), name).map_err(|error| unusable("TLS", error))?;
    while connection.is_handshaking() {
        connection.complete_io(&mut stream).map_err(|error| {
            no_tls(address, &error.to_string())
                .with_help(
                    "the certificate must be valid for the host and signed by an authority of the \
                     system or of sslrootcert; sslmode=require takes any",
                )
                .with_source(error)
        })?;
    }
    Ok(Socket::Tls(Box::new(StreamOwned::new(connection, stream))))
}

fn no_tls(address: &Address, why: &str) -> Error {
    Error::new(ErrorKind::Connect, format!("no TLS with {address}: {why}"))
        .with_help("see that it is a PostgreSQL server, and that it is not overloaded")
}

/// Takes any certificate: against those who listen, not against those who pretend.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Takes a certificate of a trusted authority, for whatever host.
#[derive(Debug)]
struct AnyName(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for AnyName {
    fn verify_server_cert(
        &self,
        end: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        use CertificateError::{NotValidForName, NotValidForNameContext};
        match self.0.verify_server_cert(end, chain, name, ocsp, now) {
            Err(rustls::Error::InvalidCertificate(
                NotValidForName | NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
