//! The keys of the rows that an INSERT adds, on every database.

use std::borrow::Cow;

use super::Connection;
use crate::ast::{
    Cell, Cells, Fault, Insert as Tree, InsertVerb, Name, Node, Rows, Shared, StatementRef,
    TableRef, Target, deepest_cell,
};
use crate::dialect::{DefaultCells, Dialect};
use crate::error::{Error, ErrorKind, Result};
use crate::lower::{inserted, is_key};
use crate::render::{Compile, Options, Sink};
use crate::schema::column_of;
use crate::typed::{ColumnKey, Expr, Insert, Marker, assigned};
use crate::value::{FromValue, Value};

/// What a key is read as.
type KeyOf<K> = <<K as ColumnKey>::Type as Marker>::Rust;

impl Connection {
    /// Inserts one row, and gives its key: the value that a column has got, whether the database
    /// generated it, the program made it, or the statement gives it.
    ///
    /// Where the database has RETURNING, the statement gets it; any column may be asked for, and of
    /// an upsert it is the value of the row that was changed. MySQL tells the key that it
    /// generates: there the column has to be an integer key without a default in the table's
    /// definition, unless the row gives it a value.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel_sqlite::Sqlite;
    ///
    /// aludel::table! {
    ///     const PET = "pet" { id: Integer [primary_key], name: Varchar(80) }
    /// }
    /// let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    /// conn.create_all(&[PET.into()])?;
    ///
    /// let id: i64 = conn.insert_key(&insert(PET).set(PET.name, "Rex"), PET.id)?;
    /// assert_eq!(id, 1);
    ///
    /// let pets = insert(PET).columns((PET.name,)).rows([("Tom",), ("Ann",)]);
    /// assert_eq!(conn.insert_keys(&pets, PET.id)?, [2, 3]);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the INSERT has several rows or RETURNING of its own, or the column
    /// isn't the table's; [`ErrorKind::RowCount`] when no row was inserted;
    /// [`ErrorKind::Unsupported`] when the database can't tell the key; and as
    /// [`execute`](Connection::execute).
    pub fn insert_key<C, S, K>(&mut self, insert: &Insert<C, S>, key: K) -> Result<KeyOf<K>>
    where
        K: ColumnKey,
        K::Type: Marker,
    {
        let tree = insert.tree();
        let one = match &tree.rows {
            Rows::Values(cells) => cells.len() <= tree.columns.len(),
            Rows::Defaults(rows) => *rows <= 1,
            Rows::Query(_) => false,
        };
        if !one {
            return Err(Error::new(ErrorKind::Invalid, "the key of an INSERT of several rows")
                .with_help("use insert_keys, which gives those of all rows"));
        }
        let keys: [KeyOf<K>; 1] = self.insert_keys(insert, key)?.try_into().map_err(|_| {
            Error::new(ErrorKind::RowCount, "the INSERT added no row, which would have a key")
                .with_help("use insert_keys, which gives none then")
        })?;
        let [key] = keys;
        Ok(key)
    }

    /// Inserts rows, and gives their keys in the order of the rows: see
    /// [`insert_key`](Connection::insert_key).
    ///
    /// On MySQL several rows are inserted one by one, in a transaction: it tells one key of a
    /// statement, and the others need not follow it where
    /// [`innodb_autoinc_lock_mode`](https://dev.mysql.com/doc/refman/9.4/en/innodb-auto-increment-handling.html)
    /// is 2, its default. The rows of a query and upserts are refused there.
    ///
    /// # Errors
    /// As [`insert_key`](Connection::insert_key), but for several rows.
    pub fn insert_keys<C, S, K>(&mut self, insert: &Insert<C, S>, key: K) -> Result<Vec<KeyOf<K>>>
    where
        K: ColumnKey,
        K::Type: Marker,
    {
        let tree = insert.tree();
        let target = assigned(&tree.table, &key).map_err(|fault| invalid(&fault))?;
        if !tree.returning.is_empty() {
            return Err(Error::new(ErrorKind::Invalid, "the keys of an INSERT with RETURNING")
                .with_help("return the key too, and read the rows with fetch_all"));
        }
        if self.dialect().features().insert_returning {
            let column = returned(&tree.table, target);
            return self.fetch_all(&insert.clone().returning(Expr::<K::Type>::new(column)));
        }
        // What is wrong with the whole statement is told first.
        insert.to_sql(self.dialect())?;
        let rows = OneByOne::of(tree, target.name(), self.dialect())?;
        if rows.keys.len() == 1 {
            return rows.run(self);
        }
        self.transaction(|conn| rows.run(conn))
    }
}

fn invalid(fault: &Fault) -> Error {
    Error::new(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help)
}

/// The column, as RETURNING has it.
fn returned(table: &TableRef, target: Target) -> Node {
    match target {
        Target::Column(column) => match table.alias() {
            None => Node::Column(column),
            Some(_) => column_of(table, target.name().clone()),
        },
        Target::Of(column) => Node::Name(column),
        Target::Name(name) => column_of(table, name),
    }
}

/// The rows of an INSERT, each in a statement of its own.
struct OneByOne {
    insert: One,
    /// All cells, one row after the other; none where the rows are nothing but defaults.
    cells: Cells,
    /// The key of each row, where it is given.
    keys: Vec<Option<Value>>,
}

impl OneByOne {
    /// The rows, if the database will tell their keys.
    fn of(tree: &Tree, key: &Name, dialect: &dyn Dialect) -> Result<Self> {
        let sink = Sink::new(dialect, Options::default(), 0);
        let clauses = tree.rare();
        if !clauses.conflicts.is_empty() || clauses.verb != InsertVerb::Insert {
            return Err(sink.unsupported(
                "the key of a row that may be there already",
                "select it by the columns that are unique",
            ));
        }
        let filled = inserted(tree, &sink)?;
        let mut insert = filled.unwrap_or_else(|| tree.clone());
        let (cells, count) = match &mut insert.rows {
            Rows::Values(cells) => {
                let cells = std::mem::take(cells);
                let count = cells.len() / insert.columns.len().max(1);
                (cells, count)
            }
            Rows::Defaults(rows) => (Cells::new(), std::mem::replace(rows, 1)),
            Rows::Query(_) => {
                return Err(sink.unsupported(
                    "the keys of rows that a query gives",
                    "fetch the rows, and insert them",
                ));
            }
        };
        let at = insert.columns.iter().position(|column| column.name() == key);
        let width = insert.columns.len();
        let given = |row: usize| match at.and_then(|at| cells.get(row * width + at)) {
            Some(cell) => given(cell, key, &sink),
            None => Ok(None),
        };
        let keys = (0..count).map(given).collect::<Result<Vec<_>>>()?;
        if keys.iter().any(Option::is_none) {
            generated(&tree.table, key, &sink)?;
        }
        Ok(OneByOne { insert: One(Shared::new(insert)), cells, keys })
    }

    /// Inserts them, and gives their keys.
    fn run<T: FromValue>(mut self, conn: &mut Connection) -> Result<Vec<T>> {
        let width = self.insert.0.columns.len();
        let several = self.keys.len() > 1;
        let mut keys = Vec::with_capacity(self.keys.len());
        for (row, given) in self.keys.into_iter().enumerate() {
            if !self.cells.is_empty() {
                let cells = self.cells.iter().skip(row * width).take(width);
                self.insert.replace(cells.cloned().collect());
            }
            let key = one(conn, &self.insert, given);
            let number = u64::try_from(row).unwrap_or(u64::MAX);
            keys.push(key.map_err(|e| if several { e.with_row(number) } else { e })?);
        }
        Ok(keys)
    }
}

/// Inserts a row, and gives its key.
fn one<T: FromValue>(conn: &mut Connection, insert: &One, given: Option<Value>) -> Result<T> {
    let read = |key: &Value| {
        T::from_value(key.lend()).map_err(|error| {
            Error::new(ErrorKind::Decode, format!("the key can't be read: {error}"))
                .with_help("ask for the key as the type of its values")
        })
    };
    // MySQL generates a key for 0 too, unless it is told not to.
    let zero = matches!(given, Some(Value::Int(0) | Value::UInt(0)));
    match &given {
        Some(key) if !zero => {
            let key = read(key)?;
            conn.execute(insert)?;
            Ok(key)
        }
        _ => match (conn.execute(insert)?.last_insert_id(), given) {
            (Some(key), _) => read(&Value::Int(key)),
            (None, Some(zero)) => read(&zero),
            (None, None) => Err(Error::new(
                ErrorKind::RowCount,
                "the row is inserted, but the database has generated no key for it",
            )
            .with_help("give the key a value, or let the database generate it: AUTO_INCREMENT")),
        },
    }
}

/// The key that a row is given; `None` where the database generates it.
fn given(cell: &Cell, key: &Name, sink: &Sink<'_>) -> Result<Option<Value>> {
    let value = match cell {
        Cell::Value(value) => Some(Cow::Borrowed(value)),
        Cell::Expr(Node::Default) => return Ok(None),
        Cell::Expr(Node::Literal(value)) => Some(Cow::Borrowed(&**value)),
        Cell::Expr(Node::Custom(custom)) => custom.expr().as_value(),
        Cell::Expr(node) => node.as_value(),
    };
    match value {
        Some(value) if value.is_null() => Ok(None),
        Some(value) => Ok(Some(value.into_owned())),
        None => Err(sink.unsupported(
            &format!("the key {key} of a row that gives it an expression"),
            "give it a value",
        )),
    }
}

/// Whether the database generates the key.
fn generated(table: &TableRef, key: &Name, sink: &Sink<'_>) -> Result<()> {
    let def = table.def();
    let column = def.column(key.as_str());
    if column.is_some_and(|column| is_key(def, column, DefaultCells::NoKeys)) {
        return Ok(());
    }
    let what = match column {
        Some(_) => "which is no integer key without a default,",
        None => "of a table whose columns aren't known,",
    };
    Err(sink.unsupported(
        &format!("the key {key}, {what}"),
        "ask for the key that the database generates, as the table's definition declares it",
    ))
}

/// An INSERT of one row.
struct One(Shared<Tree>);

impl One {
    fn replace(&mut self, cells: Cells) {
        let depth = deepest_cell(&cells);
        let tree = Shared::make_mut(&mut self.0);
        tree.rows = Rows::Values(cells);
        tree.deepen(depth);
    }
}

impl Compile for One {
    fn statement(&self) -> StatementRef<'_> {
        StatementRef::Insert(&self.0)
    }
}
