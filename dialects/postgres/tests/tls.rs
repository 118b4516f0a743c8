//! TLS, on the server that `ALUDEL_TEST_POSTGRES` names: its certificate is for that host, and of
//! the authority in the file that `ALUDEL_TEST_TLS_CA` names.

#![cfg(feature = "tls")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use aludel::ErrorKind;
use aludel::engine::{Engine, Url};
use aludel_postgres::Postgres;
use common::text;

/// The server's URL, and the file of its authority.
fn server() -> (String, String) {
    let authority = std::env::var("ALUDEL_TEST_TLS_CA");
    (common::server().to_unmasked_string(), authority.expect("ALUDEL_TEST_TLS_CA names a file"))
}

#[test]
fn a_connection_is_as_safe_as_the_url_asks() {
    let (url, authority) = server();
    // The same server under an address that is not in its certificate.
    let host = Url::parse(&url).unwrap().hosts()[0].name.clone();
    let by_address = url.replacen(&format!("{host}:"), "0.0.0.0:", 1);
    assert_ne!(url, by_address);
    for (url, mode, root, works) in [
        (&url, "verify-full", true, true),
        (&url, "verify-full", false, false),
        (&by_address, "verify-full", true, false),
        (&by_address, "verify-ca", true, true),
        (&by_address, "verify-ca", false, false),
        (&by_address, "require", true, true),
        (&by_address, "require", false, true),
        (&url, "prefer", false, true),
    ] {
        let root = if root { format!("&sslrootcert={authority}") } else { String::new() };
        let url = format!("{url}?sslmode={mode}{root}");
        let connected = Engine::open(&Postgres, &url).unwrap().connect();
        match connected {
            Ok(mut conn) => {
                let encrypted =
                    text(&mut conn, "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
                assert!(works && encrypted.starts_with("TLSv1."), "{mode}{root}: {encrypted}");
                let long = text(&mut conn, "SELECT repeat('x', 1000000)");
                assert_eq!(long.len(), 1_000_000);
                conn.driver().canceller().unwrap().cancel().unwrap();
            }
            Err(error) => {
                assert!(!works, "{mode}{root}: {error:?}");
                assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
                assert!(error.to_string().contains("sslrootcert"), "{error}");
            }
        }
    }
}

#[test]
fn authorities_that_can_not_be_read() {
    for file in ["/nowhere/ca.crt", "/etc/hostname"] {
        let url = format!("postgres://u@h/db?sslmode=verify-full&sslrootcert={file}");
        let error = Engine::open(&Postgres, &url).map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Url);
        assert!(error.to_string().contains("certificates"), "{error}");
    }
}

#[test]
fn a_server_without_tls_is_refused_unless_the_url_prefers_it_only() {
    use std::io::{Read, Write};
    for (answer, says) in [(b'N', "offers none"), (b'S', "no TLS with"), (b'X', "does not speak")] {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 8];
            stream.read_exact(&mut request).unwrap();
            assert_eq!(request, [0, 0, 0, 8, 4, 210, 22, 47]);
            let _ = stream.write_all(&[answer]);
            let _ = stream.write_all(b"R\0\0\0\x08\0\0\0\0");
        });
        let url = format!("postgres://u@127.0.0.1:{port}/db?sslmode=require");
        let error = Engine::open(&Postgres, &url).unwrap().connect().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert!(error.to_string().contains(says), "{error}");
        thread.join().unwrap();
    }
}
