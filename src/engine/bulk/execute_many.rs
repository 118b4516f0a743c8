//! One statement, run for many rows of values.

use crate::engine::{Connection, Done, Statement};
use crate::error::{Error, ErrorKind, Result};
use crate::render::{Compile, Compiled};
use crate::value::{IntoValue, Value};

/// The values of a statement's named binds, in the order in which the binds first appear: a tuple, or
/// a `Vec` of values made at run time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of values for a statement's binds",
    label = "expected a tuple of values, or a `Vec<Value>`"
)]
pub trait BindRow {
    /// Hands each value on, in order.
    ///
    /// # Errors
    /// What the closure says.
    fn each(self, bind: &mut dyn FnMut(Value) -> Result<()>) -> Result<()>;
}

impl BindRow for Vec<Value> {
    fn each(self, bind: &mut dyn FnMut(Value) -> Result<()>) -> Result<()> {
        self.into_iter().try_for_each(bind)
    }
}

macro_rules! bind_rows {
    ($($item:ident)+) => {
        impl<$($item: IntoValue),+> BindRow for ($($item,)+) {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            fn each(self, bind: &mut dyn FnMut(Value) -> Result<()>) -> Result<()> {
                let ($($item,)+) = self;
                $(bind($item.into_value())?;)+
                Ok(())
            }
        }
    };
}

crate::typed::up_to_16!(bind_rows);

impl Connection {
    /// Runs a statement once for each row of values, which go to its [binds](crate::typed::bind) in
    /// the order in which they first appear. It is prepared once, and all is one transaction: if a
    /// row fails, nothing is done, and the error tells [which](Error::row) it was. The rows affected
    /// are those of all runs, and the key is the last one's.
    ///
    /// For INSERTs of values, [`insert_many`](Connection::insert_many) is faster.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel_sqlite::Sqlite;
    ///
    /// aludel::table! {
    ///     pub const PET = "pet" { id: Integer [primary_key], age: Integer }
    /// }
    /// let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    /// conn.create_all(&[PET.into()])?;
    /// conn.execute(&insert(PET).columns((PET.id, PET.age)).rows([(1, 3), (2, 4)]))?;
    ///
    /// let older = update(PET).set(PET.age, PET.age + bind("by").typed::<Int>()).filter(PET.id.eq(bind("id")));
    /// let done = conn.execute_many(&older, [(1, 1), (10, 2)])?;
    /// assert_eq!(done.rows_affected(), 2);
    /// assert_eq!(conn.fetch_all(&select(PET.age).order_by(PET.id))?, [4, 14]);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the statement can't be compiled, a row has more or fewer values than the statement has
    /// binds, or the database refuses one.
    pub fn execute_many<S, R>(
        &mut self,
        statement: &S,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Done>
    where
        S: Statement + Compile,
        R: BindRow,
    {
        let mut compiled = self.compile(statement)?;
        let mut all = Done::default();
        let mut tx = self.begin()?;
        for (index, row) in (0_u64..).zip(rows) {
            let done = bind_all(&mut compiled, row).and_then(|()| tx.execute(&compiled));
            let done = done.map_err(|error| error.with_row(index))?;
            all = Done::new(all.rows_affected() + done.rows_affected(), done.last_insert_id());
        }
        tx.commit()?;
        Ok(all)
    }
}

fn bind_all<S>(compiled: &mut Compiled<S>, row: impl BindRow) -> Result<()> {
    let mut given = 0;
    row.each(&mut |value| {
        given += 1;
        compiled.bind_at(given - 1, value)
    })?;
    let wanted = compiled.width();
    if given == wanted {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Parameter,
        format!("the row has {given} values, and the statement has {wanted} binds"),
    )
    .with_help("give each row a value for each bind, in the order in which they first appear")
    .with_sql(compiled.sql().text()))
}
