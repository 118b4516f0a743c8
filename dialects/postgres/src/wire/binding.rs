//! Channel binding: the password is proven to the holder of the server's certificate, and to nobody
//! who passes the messages on. `tls-server-end-point`: <https://www.rfc-editor.org/rfc/rfc5929#section-4>

use rustls::ClientConnection;
use rustls::crypto::hash::Hash;
use rustls::crypto::ring::cipher_suite::{TLS13_AES_128_GCM_SHA256, TLS13_AES_256_GCM_SHA384};

/// The hash of the server's certificate; none where its signature has no hash that is known.
pub(crate) fn end_point(connection: &ClientConnection) -> Option<Vec<u8>> {
    let certificate = connection.peer_certificates()?.first()?;
    let hash = hash_of(signature_algorithm(certificate)?)?;
    Some(hash.hash(certificate).as_ref().to_vec())
}

/// The hash that goes with a signature's algorithm; SHA-256 where it would be a weaker one.
fn hash_of(algorithm: &[u8]) -> Option<&'static dyn Hash> {
    const RSA: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
    const ECDSA: [u8; 6] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4];
    let suite = match (algorithm.strip_prefix(&RSA), algorithm.strip_prefix(&ECDSA)) {
        // MD5, SHA-1 and SHA-256.
        (Some([4 | 5 | 11]), _) | (_, Some([1] | [3, 2])) => TLS13_AES_128_GCM_SHA256,
        (Some([12]), _) | (_, Some([3, 3])) => TLS13_AES_256_GCM_SHA384,
        _ => return None,
    };
    Some(suite.tls13()?.common.hash_provider)
}

/// The identifier of the algorithm in a certificate, which is
/// `SEQUENCE { what is signed, SEQUENCE { OBJECT IDENTIFIER, … }, … }`.
fn signature_algorithm(certificate: &[u8]) -> Option<&[u8]> {
    const SEQUENCE: u8 = 0x30;
    const OBJECT_IDENTIFIER: u8 = 6;
    let (parts, _) = element(certificate, SEQUENCE)?;
    let (_, rest) = element(parts, SEQUENCE)?;
    let (algorithm, _) = element(rest, SEQUENCE)?;
    element(algorithm, OBJECT_IDENTIFIER).map(|(identifier, _)| identifier)
}

/// The content of a DER element of this tag, and what comes after it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&[found, first], mut rest) = der.split_first_chunk::<2>()?;
    if found != tag {
        return None;
    }
    let mut length = usize::from(first);
    if first >= 0x80 {
        let (bytes, after) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if bytes.len() > 4 {
            return None;
        }
        length = bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        rest = after;
    }
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_algorithm_is_found_in_what_is_whole() {
        let mut certificate = vec![0x30, 0x81, 18, 0x30, 3, 2, 1, 7, 0x30, 10, 6, 8];
        certificate.extend([0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3]);
        certificate.push(0);
        let found = signature_algorithm(&certificate).unwrap();
        assert_eq!(hash_of(found).map(|hash| hash.output_len()), Some(48));
        for cut in 0..certificate.len() {
            assert_eq!(signature_algorithm(certificate.get(..cut).unwrap()), None, "{cut}");
        }
        let ed25519 = [0x2b, 0x65, 0x70];
        assert!(hash_of(&ed25519).is_none());
    }
}
