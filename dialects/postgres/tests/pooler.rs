//! Behind a pooler of transactions, as pgbouncer is one: after each transaction the server's side
//! of the connection is another.

#![cfg(feature = "driver")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod common;

use std::collections::HashSet;
use std::io::{ErrorKind as Io, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use aludel::ErrorKind;
use aludel::engine::{Engine, PooledConnection, Url};
use aludel::prelude::*;
use aludel_postgres::Postgres;
use common::{Database, int, run, sql};

/// Passes one client's messages on to two connections, which take turns.
fn pool(listener: &TcpListener, server: &str) -> std::io::Result<()> {
    let (mut client, _) = listener.accept()?;
    let mut length = [0; 4];
    client.read_exact(&mut length)?;
    let mut startup = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap() - 4];
    client.read_exact(&mut startup)?;
    let mut servers = Vec::new();
    for _ in 0..2 {
        let mut server = TcpStream::connect(server)?;
        server.write_all(&length)?;
        server.write_all(&startup)?;
        let mut hello = Vec::new();
        while pass(&mut server, &mut hello)? != Some(b'I') {}
        if servers.is_empty() {
            client.write_all(&hello)?;
        }
        servers.push(server);
    }
    client.set_nonblocking(true)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match client.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => servers[0].write_all(&buffer[..read])?,
            Err(error) if error.kind() == Io::WouldBlock => {}
            Err(error) => return Err(error),
        }
        servers[0].set_read_timeout(Some(Duration::from_millis(1)))?;
        match servers[0].peek(&mut [0]) {
            Ok(_) => {
                servers[0].set_read_timeout(None)?;
                let mut answer = Vec::new();
                let idle = pass(&mut servers[0], &mut answer)? == Some(b'I');
                client.set_nonblocking(false)?;
                client.write_all(&answer)?;
                client.set_nonblocking(true)?;
                if idle {
                    servers.swap(0, 1);
                }
            }
            Err(error) if matches!(error.kind(), Io::WouldBlock | Io::TimedOut) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Reads a message; the status of the transaction, if that is what it tells.
fn pass(server: &mut TcpStream, out: &mut Vec<u8>) -> std::io::Result<Option<u8>> {
    let mut head = [0; 5];
    server.read_exact(&mut head)?;
    let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]);
    let mut body = vec![0; usize::try_from(length).unwrap() - 4];
    server.read_exact(&mut body)?;
    out.extend(head);
    out.extend(&body);
    Ok((head[0] == b'Z').then(|| body[0]))
}

fn connect(db: &Database, options: &str) -> PooledConnection {
    let url = Url::parse(&db.url(options)).unwrap();
    let server = format!("{}:{}", url.hosts()[0].name, url.hosts()[0].port.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || pool(&listener, &server).unwrap());
    let mut pooled = Url::server("postgres")
        .with_user(url.user().unwrap())
        .with_host("127.0.0.1", port)
        .with_database(url.database().unwrap());
    for (key, value) in url.options() {
        pooled = pooled.with_option(key, value);
    }
    Engine::open(&Postgres, pooled).unwrap().connect().unwrap()
}

#[test]
fn without_kept_statements_every_statement_finds_a_server() {
    let db = Database::new();
    let mut conn = connect(&db, "statement_cache=0");
    run(
        &mut conn,
        &[
            "CREATE TYPE mood AS ENUM ('sad', 'fine')",
            "CREATE TABLE t (a int, m mood[])",
            "INSERT INTO t SELECT n, ARRAY['fine', NULL]::mood[] FROM generate_series(1, 5000) n",
        ],
    );
    let mut servers = HashSet::new();
    let t = table("t");
    let some = select((t.col("a").typed::<Int>(), t.col("m"))).from(&t).order_by(t.col("a"));
    for i in 0..6 {
        servers.insert(int(&mut conn, "SELECT pg_backend_pid()::int8"));
        let (a, m) = conn.fetch_one(&some.clone().filter(t.col("a").eq(i + 1))).unwrap();
        assert!(a == i + 1 && matches!(m, Value::Array(_)), "{a} {m:?}");
        assert_eq!(conn.rows(&some).unwrap().count(), 5000);
        assert_eq!(conn.rows(&some).unwrap().take(3).count(), 3);
        let mut tx = conn.begin().unwrap();
        let before = int(&mut tx, "SELECT pg_backend_pid()::int8");
        tx.execute(&update(&t).set("a", 1).filter(t.col("a").eq(1))).unwrap();
        assert_eq!(int(&mut tx, "SELECT pg_backend_pid()::int8"), before);
        tx.commit().unwrap();
    }
    assert_eq!(servers.len(), 2, "the test's pooler is one");
}

#[test]
fn kept_statements_are_prepared_again_outside_of_transactions_only() {
    let db = Database::new();
    let mut conn = connect(&db, "");
    for i in 0..6 {
        assert_eq!(conn.fetch_one(&select(value(i))).unwrap(), i.into());
    }
    run(&mut conn, &["SELECT 'only here'"]);
    // The other one has not heard of it.
    let mut tx = conn.begin().unwrap();
    let error = tx.execute(&sql("SELECT 'only here'")).map(drop);
    drop(tx);
    if let Err(error) = error {
        assert_eq!((error.kind(), error.code()), (ErrorKind::Serialization, Some("26000")));
        assert!(error.help().unwrap().contains("run it again"), "{error}");
    } else {
        panic!("the pooler gave the transaction to the server that knows the statement");
    }
    run(&mut conn, &["SELECT 'only here'"]);
}
