//! Tests with a driver that does as it is told: what no real database does on demand.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{
    Backend, Connected, Connection, Connector, Cursor, Done, Driver, Engine, EngineBuilder, Header,
    Status, Url,
};
use crate::ast::Trusted;
use crate::dialect::{Ansi, Dialect, Features, Powers};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::RawSql;
use crate::value::{Kind, Value, ValueRef};

/// What the driver is told, and what it was asked.
#[derive(Default)]
struct Script {
    status: Mutex<Option<Status>>,
    /// Statements that fail.
    fails: Mutex<Vec<&'static str>>,
    ran: Mutex<Vec<String>>,
    connects: AtomicUsize,
    connect_fails: Mutex<bool>,
    most: Option<usize>,
}

struct Fake(Arc<Script>);

impl Fake {
    fn run(&self, sql: &str) -> Result<()> {
        self.0.ran.lock().unwrap().push(sql.to_owned());
        if self.0.fails.lock().unwrap().iter().any(|fails| sql.starts_with(fails)) {
            return Err(Error::new(ErrorKind::Database, format!("{sql} failed")));
        }
        let mut status = self.0.status.lock().unwrap();
        match sql {
            "BEGIN" => *status = Some(Status::Open),
            "COMMIT" | "ROLLBACK" => *status = None,
            _ => {}
        }
        Ok(())
    }
}

struct OneRow(Arc<Header>, bool);

impl Cursor for OneRow {
    fn width(&self) -> usize {
        1
    }

    fn header(&self) -> &Arc<Header> {
        &self.0
    }

    fn advance(&mut self) -> Result<bool> {
        Ok(std::mem::replace(&mut self.1, false))
    }

    fn get(&self, _: usize) -> Result<ValueRef<'_>> {
        Ok(ValueRef::Int(7))
    }
}

fn one_row() -> OneRow {
    OneRow(Arc::new(Header::new([("n", Kind::Unknown)])), true)
}

impl Driver for Fake {
    fn execute(&mut self, sql: &str, _: &[Value]) -> Result<Done> {
        self.run(sql).map(|()| Done::default())
    }

    fn execute_script(&mut self, sql: &str) -> Result<()> {
        self.run(sql)
    }

    fn query_with(
        &mut self,
        sql: &str,
        _: &[Value],
        read: &mut dyn FnMut(&mut dyn Cursor) -> Result<()>,
    ) -> Result<()> {
        self.run(sql)?;
        read(&mut one_row())
    }

    fn query<'c>(&'c mut self, sql: &str, _: &[Value]) -> Result<Box<dyn Cursor + 'c>> {
        self.run(sql)?;
        Ok(Box::new(one_row()))
    }

    fn transaction_status(&self) -> Status {
        self.0.status.lock().unwrap().unwrap_or(Status::Idle)
    }
}

struct FakeBackend(Arc<Script>);

impl Dialect for FakeBackend {
    fn name(&self) -> &'static str {
        "fake"
    }

    fn features(&self) -> &Features {
        Ansi.features()
    }

    fn powers(&self) -> &Powers {
        Ansi.powers()
    }
}

struct FakeConnector(Arc<Script>);

impl Backend for FakeBackend {
    fn schemes(&self) -> &'static [&'static str] {
        &["fake"]
    }

    fn connector(&self, _: &Url) -> Result<Arc<dyn Connector>> {
        Ok(Arc::new(FakeConnector(self.0.clone())))
    }
}

impl Connector for FakeConnector {
    fn connect(&self) -> Result<Connected> {
        self.0.connects.fetch_add(1, Ordering::SeqCst);
        if *self.0.connect_fails.lock().unwrap() {
            return Err(Error::new(ErrorKind::Connect, "nobody listens"));
        }
        Ok(Connected::new(Fake(self.0.clone()), Arc::new(Ansi)))
    }

    fn max_connections(&self) -> Option<usize> {
        self.0.most
    }
}

fn engine(script: &Arc<Script>, builder: EngineBuilder) -> Engine {
    builder.open(&FakeBackend(script.clone()), "fake:x").unwrap()
}

fn start() -> (Arc<Script>, Engine) {
    let script = Arc::new(Script::default());
    let engine = engine(&script, Engine::builder());
    (script, engine)
}

fn sql(text: &'static str) -> RawSql {
    RawSql::trusted(Trusted::new(text))
}

fn ran(script: &Script) -> Vec<String> {
    std::mem::take(&mut *script.ran.lock().unwrap())
}

#[test]
fn nested_transactions_are_savepoints() {
    let (script, engine) = start();
    let mut conn = engine.connect().unwrap();
    conn.transaction(|tx| {
        tx.transaction(|tx| tx.execute(&sql("A")))?;
        tx.begin()?.rollback()
    })
    .unwrap();
    assert_eq!(
        ran(&script),
        [
            "BEGIN",
            "SAVEPOINT aludel_2",
            "A",
            "RELEASE SAVEPOINT aludel_2",
            "SAVEPOINT aludel_2",
            "ROLLBACK TO SAVEPOINT aludel_2",
            "RELEASE SAVEPOINT aludel_2",
            "COMMIT",
        ]
    );
}

#[test]
fn in_a_failed_transaction_nothing_is_sent_but_a_rollback() {
    let (script, engine) = start();
    let mut conn = engine.connect().unwrap();
    let mut tx = conn.begin().unwrap();
    *script.status.lock().unwrap() = Some(Status::Failed);
    assert_eq!(tx.execute(&sql("A")).unwrap_err().kind(), ErrorKind::Transaction);
    assert_eq!(tx.commit().unwrap_err().kind(), ErrorKind::Transaction);
    assert_eq!(ran(&script), ["BEGIN", "ROLLBACK"]);
    conn.execute(&sql("A")).unwrap();
}

#[test]
fn after_a_failed_savepoint_rollback_the_transaction_can_not_commit() {
    let (script, engine) = start();
    let mut conn = engine.connect().unwrap();
    let mut tx = conn.begin().unwrap();
    script.fails.lock().unwrap().push("ROLLBACK TO");
    drop(tx.begin().unwrap());
    assert_eq!(tx.execute(&sql("A")).unwrap_err().kind(), ErrorKind::Transaction);
    assert_eq!(tx.commit().unwrap_err().kind(), ErrorKind::Transaction);
    assert_eq!(ran(&script).last().unwrap(), "ROLLBACK");
    conn.execute(&sql("A")).unwrap();
}

#[test]
fn a_connection_whose_rollback_failed_is_not_used_again() {
    let (script, engine) = start();
    let mut conn = engine.connect().unwrap();
    script.fails.lock().unwrap().push("ROLLBACK");
    drop(conn.begin().unwrap());
    assert_eq!(conn.execute(&sql("A")).unwrap_err().kind(), ErrorKind::Disconnect);
    drop(conn);
    script.fails.lock().unwrap().clear();
    *script.status.lock().unwrap() = None;
    engine.connect().unwrap().execute(&sql("A")).unwrap();
    assert_eq!(script.connects.load(Ordering::SeqCst), 2);
}

#[test]
fn a_lost_connection_is_dropped_and_its_place_is_free() {
    let script = Arc::new(Script::default());
    let engine = engine(&script, Engine::builder().pool_size(1));
    let mut conn = engine.connect().unwrap();
    *script.status.lock().unwrap() = Some(Status::Lost);
    assert_eq!(conn.execute(&sql("A")).unwrap_err().kind(), ErrorKind::Disconnect);
    drop(conn);
    *script.status.lock().unwrap() = None;
    engine.connect().unwrap();
    assert_eq!(script.connects.load(Ordering::SeqCst), 2);
}

#[test]
fn returned_connections_are_used_again_and_cost_no_statement() {
    let (script, engine) = start();
    for _ in 0..3 {
        engine.connect().unwrap();
    }
    assert_eq!((script.connects.load(Ordering::SeqCst), ran(&script).len()), (1, 0));
}

#[test]
fn who_waits_gets_what_comes_back() {
    let script = Arc::new(Script { most: Some(1), ..Script::default() });
    let engine = engine(&script, Engine::builder().checkout_timeout(Duration::from_secs(10)));
    let conn = engine.connect().unwrap();
    std::thread::scope(|scope| {
        let waiter = scope.spawn(|| engine.connect().map(drop));
        std::thread::sleep(Duration::from_millis(30));
        drop(conn);
        waiter.join().unwrap().unwrap();
    });
    assert_eq!(script.connects.load(Ordering::SeqCst), 1);
}

#[test]
fn a_failed_connect_is_reported_at_once_and_keeps_no_place() {
    let script = Arc::new(Script::default());
    let engine = engine(&script, Engine::builder().pool_size(1));
    *script.connect_fails.lock().unwrap() = true;
    for _ in 0..2 {
        assert_eq!(engine.connect().unwrap_err().kind(), ErrorKind::Connect);
    }
    *script.connect_fails.lock().unwrap() = false;
    engine.connect().unwrap();
}

#[test]
fn a_statement_compiled_for_another_dialect_is_refused() {
    let (_, engine) = start();
    let mut conn = engine.connect().unwrap();
    let foreign = crate::render::Compiled::<super::Dynamic>::new(
        crate::render::Compile::to_sql(&sql("A"), &FakeBackend(Arc::default())).unwrap(),
    );
    let error = conn.execute(&foreign).unwrap_err();
    assert!(error.to_string().contains("compiled for fake, and the connection is to ansi"));
    let ours = conn.compile(&sql("A")).unwrap();
    assert_eq!(conn.fetch_one(&ours).unwrap().get::<i64>("n").unwrap(), 7);
}

#[test]
fn functions_take_connections_and_transactions_alike() {
    fn seven(conn: &mut Connection) -> i64 {
        conn.fetch_one_as::<(i64,)>(&sql("A")).unwrap().0
    }
    let (_, engine) = start();
    let mut conn = engine.connect().unwrap();
    assert_eq!(seven(&mut conn), 7);
    let mut tx = conn.begin().unwrap();
    assert_eq!(seven(&mut tx), 7);
    let mut inner = tx.begin().unwrap();
    assert_eq!(seven(&mut inner), 7);
}

#[test]
fn engines_are_shared_and_connections_are_sent() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send>() {}
    shared::<Engine>();
    sent::<super::PooledConnection>();
}
