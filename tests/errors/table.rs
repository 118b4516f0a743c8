//! What a case is.

use aludel::prelude::*;
use aludel::{Error, ErrorKind};

use crate::database::{Database, fails, run};

/// Provokes an error; none if the thing was done.
pub(crate) type Act = fn(&Database) -> Option<Error>;

#[derive(Clone, Copy)]
enum Cause {
    Sql(&'static str),
    Act(Act),
}

/// An error that should come, and what each database tells of it.
pub(crate) struct Case {
    what: &'static str,
    kind: ErrorKind,
    cause: Option<Cause>,
    setup: &'static [&'static str],
    told: Vec<(&'static str, Told)>,
}

/// What a database tells of an error.
#[derive(Clone, Copy, Default)]
pub(crate) struct Told {
    code: Option<&'static str>,
    any_code: bool,
    constraint: Option<&'static str>,
    table: Option<&'static str>,
    columns: &'static [&'static str],
    /// Why there is no such error.
    lacks: Option<&'static str>,
    /// What provokes it there.
    cause: Option<Cause>,
    setup: &'static [&'static str],
}

/// Starts a case.
pub(crate) fn case(what: &'static str, kind: ErrorKind) -> Case {
    Case { what, kind, cause: None, setup: &[], told: Vec::new() }
}

/// It has this code, and tells nothing else unless that is added.
pub(crate) fn code(code: &'static str) -> Told {
    Told { code: Some(code), ..Told::default() }
}

/// It has no code: the driver or the engine has found it.
pub(crate) fn no_code() -> Told {
    Told::default()
}

/// It may have a code: that depends on who is faster.
pub(crate) fn any_code() -> Told {
    Told { any_code: true, ..Told::default() }
}

/// There is no such error there.
pub(crate) fn lacks(why: &'static str) -> Told {
    Told { lacks: Some(why), ..Told::default() }
}

impl Told {
    pub(crate) fn constraint(mut self, name: &'static str) -> Self {
        self.constraint = Some(name);
        self
    }

    pub(crate) fn table(mut self, name: &'static str) -> Self {
        self.table = Some(name);
        self
    }

    pub(crate) fn columns(mut self, names: &'static [&'static str]) -> Self {
        self.columns = names;
        self
    }

    /// The statement that provokes it there.
    pub(crate) fn by(mut self, sql: &'static str) -> Self {
        self.cause = Some(Cause::Sql(sql));
        self
    }

    /// What provokes it there.
    pub(crate) fn act(mut self, act: Act) -> Self {
        self.cause = Some(Cause::Act(act));
        self
    }

    /// What runs before, on the same connection.
    pub(crate) fn after(mut self, statements: &'static [&'static str]) -> Self {
        self.setup = statements;
        self
    }
}

impl Case {
    /// The statement that provokes it.
    pub(crate) fn by(mut self, sql: &'static str) -> Self {
        self.cause = Some(Cause::Sql(sql));
        self
    }

    /// What provokes it.
    pub(crate) fn act(mut self, act: Act) -> Self {
        self.cause = Some(Cause::Act(act));
        self
    }

    /// What runs before, on the same connection, where nothing else does.
    pub(crate) fn after(mut self, statements: &'static [&'static str]) -> Self {
        self.setup = statements;
        self
    }

    pub(crate) fn sqlite(self, told: Told) -> Self {
        self.on("sqlite", told)
    }

    pub(crate) fn postgres(self, told: Told) -> Self {
        self.on("postgres", told)
    }

    pub(crate) fn mariadb(self, told: Told) -> Self {
        self.on("mariadb", told)
    }

    pub(crate) fn mysql(self, told: Told) -> Self {
        self.on("mysql", told)
    }

    /// MariaDB and MySQL, which tell the same.
    pub(crate) fn both(self, told: Told) -> Self {
        self.mariadb(told).mysql(told)
    }

    /// Every database.
    pub(crate) fn everywhere(self, told: Told) -> Self {
        self.sqlite(told).postgres(told).both(told)
    }

    fn on(mut self, name: &'static str, told: Told) -> Self {
        self.told.push((name, told));
        self
    }

    fn told(&self, name: &str) -> &Told {
        match &self.told.iter().filter(|(on, _)| *on == name).collect::<Vec<_>>()[..] {
            [(_, told)] => told,
            found => panic!("{}: {} rows for {name}", self.what, found.len()),
        }
    }

    /// The kind, where the database has such an error.
    pub(crate) fn kind_on(&self, name: &str) -> Option<ErrorKind> {
        let told = self.told(name);
        assert!(told.lacks.is_none_or(|why| !why.is_empty()), "{}: say why", self.what);
        told.lacks.is_none().then_some(self.kind)
    }

    /// Provokes the error, and compares; what is wrong.
    pub(crate) fn check(&self, db: &Database) -> Result<(), String> {
        let told = self.told(db.name());
        if told.lacks.is_some() {
            return Ok(());
        }
        let setup = if told.setup.is_empty() { self.setup } else { told.setup };
        let provoked = match told.cause.or(self.cause) {
            Some(Cause::Act(act)) => act(db),
            Some(Cause::Sql(text)) => {
                let mut conn = db.connect();
                schema(&mut conn);
                run(&mut conn, setup);
                let error = fails(&mut conn, text);
                if let Some(error) = &error
                    && (error.sql() != Some(text) || std::error::Error::source(error).is_none())
                {
                    return Err(format!("{}: no statement or no source: {error:?}", self.what));
                }
                // Ordinary errors leave the connection as it was.
                run(&mut conn, &["SELECT 1"]);
                error
            }
            None => None,
        };
        let Some(error) = provoked else { return Err(format!("{}: no error", self.what)) };
        let columns = error.columns().iter().map(String::as_str).collect::<Vec<_>>();
        let code = if told.any_code { told.code } else { error.code() };
        let is = (error.kind(), code, error.constraint(), error.table(), &columns[..]);
        let wanted = (self.kind, told.code, told.constraint, told.table, told.columns);
        if is == wanted {
            return Ok(());
        }
        Err(format!("{}:\n    is {is:?}\nwanted {wanted:?}\n       {error:?}", self.what))
    }
}

/// The tables that the statements are about, made once a database.
fn schema(conn: &mut Connection) {
    if conn.execute(&crate::database::sql("SELECT id FROM parent")).is_ok() {
        return;
    }
    run(
        conn,
        &[
            "CREATE TABLE parent (id INTEGER NOT NULL, a VARCHAR(20) NOT NULL, b INTEGER, \
             CONSTRAINT parent_pk PRIMARY KEY (id), CONSTRAINT twice UNIQUE (a, b), \
             CONSTRAINT positive CHECK (b > 0))",
            "CREATE TABLE child (id INTEGER NOT NULL PRIMARY KEY, parent INTEGER, on_day DATE, \
             CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES parent (id))",
            "INSERT INTO parent VALUES (1, 'x', 1), (2, 'y', 9)",
            "INSERT INTO child VALUES (1, 1, NULL)",
        ],
    );
}

/// The same for acts.
pub(crate) fn with_schema(db: &Database) -> aludel::engine::PooledConnection {
    let mut conn = db.connect();
    schema(&mut conn);
    conn
}
