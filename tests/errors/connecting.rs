//! Connections that can't be had.

use std::time::Duration;

use aludel::ErrorKind::{Connect, Missing, Permission, PoolTimeout};
use aludel::engine::{Engine, Url};
use aludel::{Error, ErrorKind};

use crate::database::{Database, run};
use crate::table::{Case, any_code, case, code, lacks, no_code};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case("nobody listens", Connect)
            .act(|db| {
                let url = Url::server(db.url().scheme());
                refused(db, url.with_user("u").with_password("secret").with_host("127.0.0.1", 1))
            })
            .sqlite(code("14").act(|db| {
                let url = Url::file("sqlite", "/nowhere/at/all.db");
                refused(db, url)
            }))
            .postgres(no_code())
            .both(no_code()),
        case("no such socket", Connect)
            .act(|db| {
                let url = Url::server(db.url().scheme());
                refused(db, url.with_user("u").with_host("/nowhere/at/all", None))
            })
            .sqlite(lacks("it is a file"))
            .postgres(no_code())
            .both(no_code()),
        case("a server that is none", Connect)
            .act(something_else)
            .sqlite(code("26").act(no_database_file))
            .postgres(no_code())
            .both(no_code()),
        case("none of several servers", Connect)
            .act(|db| {
                let url = Url::server(db.url().scheme()).with_user("u");
                refused(db, url.with_host("127.0.0.1", 1).with_host("127.0.0.1", 2))
            })
            .sqlite(lacks("it is a file"))
            .postgres(no_code())
            .both(no_code()),
        case("no such database", Missing)
            .act(|db| refused(db, db.server().with_database("nowhere_at_all")))
            .sqlite(lacks("the file is made"))
            .postgres(code("3D000"))
            .both(code("1049")),
        case("no such user", Permission)
            .act(|db| refused(db, db.server().with_user("nobody_at_all").with_password("secret")))
            .sqlite(lacks("there are no users"))
            .postgres(code("28000"))
            // MySQL does not say at once that there is no such user: it asks for a proof.
            .both(any_code()),
        case("a wrong password", Permission)
            .sqlite(lacks("there are no passwords"))
            // `dialects/postgres/tests/authentication.rs`, on a server that asks for one.
            .postgres(lacks("these servers trust who comes"))
            .both(code("1045").act(a_wrong_password)),
        case("too many connections", Connect)
            .sqlite(lacks("there is no limit"))
            .postgres(code("53300").act(a_role_with_no_connections))
            .both(code("1226").act(a_user_with_one_connection)),
        case("an option that is none", ErrorKind::Url)
            .act(|db| refused(db, db.url().with_option("no_such_option", "1")))
            .everywhere(no_code()),
        case("another database's URL", ErrorKind::Url)
            .act(|db| refused(db, Url::file("oracle", "x")))
            .everywhere(no_code()),
        case("none free", PoolTimeout).act(none_free).everywhere(no_code()),
    ]
}

/// The error, which must show no password and say what to do.
fn refused(db: &Database, url: Url) -> Option<Error> {
    let error = db.open(url).map(drop).err()?;
    assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    assert!(error.help().is_some(), "{error:?}");
    Some(error)
}

fn something_else(db: &Database) -> Option<Error> {
    use std::io::Write;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    let url = Url::server(db.url().scheme());
    let error = refused(db, url.with_user("u").with_host("127.0.0.1", port));
    thread.join().unwrap();
    error
}

fn no_database_file(db: &Database) -> Option<Error> {
    let path = format!("{}.text", db.url().path());
    std::fs::write(&path, "this is no database".repeat(100)).unwrap();
    refused(db, Url::file("sqlite", path))
}

fn a_role_with_no_connections(db: &Database) -> Option<Error> {
    let (mut conn, role) = (db.connect(), db.unique());
    run(&mut conn, &[&format!("CREATE ROLE {role} LOGIN CONNECTION LIMIT 0")]);
    let error = refused(db, db.url().with_user(&role));
    run(&mut conn, &[&format!("DROP ROLE {role}")]);
    error
}

fn a_user_with_one_connection(db: &Database) -> Option<Error> {
    let (mut root, user) = (db.connect(), db.unique());
    run(&mut root, &[&format!("CREATE USER {user}@'%' WITH MAX_USER_CONNECTIONS 1")]);
    let url = db.server().with_user(&user).with_database("");
    let first = db.open(url.clone()).unwrap();
    let error = refused(db, url);
    drop(first);
    run(&mut root, &[&format!("DROP USER {user}@'%'")]);
    error
}

fn a_wrong_password(db: &Database) -> Option<Error> {
    let (mut root, user) = (db.connect(), db.unique());
    run(&mut root, &[&format!("CREATE USER {user}@'%' IDENTIFIED BY 'right'")]);
    let error = refused(db, db.server().with_user(&user).with_password("secret"));
    run(&mut root, &[&format!("DROP USER {user}@'%'")]);
    error
}

fn none_free(db: &Database) -> Option<Error> {
    let engine = Engine::builder().pool_size(1).checkout_timeout(Duration::from_millis(10));
    let engine = db.engine(engine);
    let _held = engine.connect().unwrap();
    engine.connect().map(drop).err()
}
