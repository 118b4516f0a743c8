//! The rows of a query by the database's own protocol for many.

use std::io::Write;

use crate::engine::{As, Connection, FromRow, RowType, Rows, Statement};
use crate::error::{Error, ErrorKind, Result};
use crate::render::{Compile, Options, Sql};

impl Connection {
    /// The rows of a query as they come, by the database's own protocol for many: PostgreSQL's COPY,
    /// in its binary format. They are read as by [`rows`](Connection::rows), and memory stays
    /// constant; without a cursor the server does not wait for us between batches. A statement
    /// that is copied has no parameters, so values are printed into its text. For a whole table, copy
    /// [`select_from(&table)`](crate::typed::select_from).
    ///
    /// The rest is read and forgotten when the rows are dropped early.
    ///
    /// <https://www.postgresql.org/docs/current/sql-copy.html>
    ///
    /// ```no_run
    /// use aludel::prelude::*;
    /// use aludel_postgres::Postgres;
    ///
    /// let mut conn = Engine::open(&Postgres, "postgres://localhost/shop")?.connect()?;
    /// let pet = table("pet");
    /// let old = select((pet.col("id").typed::<Int>(), pet.col("name").typed::<Text>()))
    ///     .from(&pet)
    ///     .filter(pet.col("age").gt(10));
    /// // COPY (SELECT "pet"."id", "pet"."name" FROM "pet" WHERE "pet"."age" > 10) TO STDOUT …
    /// for row in conn.copy_out(&old)? {
    ///     let (id, name) = row?;
    ///     println!("{id}: {name}");
    /// }
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where the database has no such protocol; when the statement can't be
    /// compiled with its values printed, or the database refuses it.
    pub fn copy_out<S: Statement + Compile>(&mut self, query: &S) -> Result<Rows<'_, S::Rows>> {
        self.copied::<S::Rows>(query)
    }

    /// The rows of a query by COPY, each as an `R`.
    ///
    /// # Errors
    /// As [`copy_out`](Connection::copy_out).
    pub fn copy_out_as<R: FromRow>(&mut self, query: &impl Compile) -> Result<Rows<'_, As<R>>> {
        self.copied::<As<R>>(query)
    }

    /// Writes what COPY sends of a query, as it is: PostgreSQL's [binary format](
    /// https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4), which a server of the
    /// same types reads back with `COPY … FROM … (FORMAT binary)`. How many rows there were.
    ///
    /// ```no_run
    /// use aludel::prelude::*;
    /// use aludel_postgres::Postgres;
    ///
    /// let mut conn = Engine::open(&Postgres, "postgres://localhost/shop")?.connect()?;
    /// let mut file = std::fs::File::create("pet.copy").expect("a new file");
    /// let rows = conn.copy_out_to(&select_from(&table("pet")), &mut file)?;
    /// println!("{rows} pets");
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`copy_out`](Connection::copy_out), and what the writer reports, which is the error's source;
    /// the connection is usable afterwards.
    pub fn copy_out_to(&mut self, query: &impl Compile, writer: &mut impl Write) -> Result<u64> {
        let sql = self.printed(query)?;
        let start = self.settings.start();
        let result = self
            .driver
            .copy_out_bytes(sql.text(), &mut |bytes| writer.write_all(bytes).map_err(not_written));
        let result = result.and_then(|rows| writer.flush().map(|()| rows).map_err(not_written));
        let count = result.as_ref().map_or(0, |rows| *rows);
        self.settings.finish(start, sql.text(), &[], count, result)
    }

    fn copied<T: RowType>(&mut self, query: &impl Compile) -> Result<Rows<'_, T>> {
        let sql = self.printed(query)?;
        let start = self.settings.start();
        match self.driver.copy_out(sql.text()) {
            Ok(cursor) => Rows::new(cursor, &self.settings, start, sql),
            Err(error) => self.settings.finish(start, sql.text(), &[], 0, Err(error)),
        }
    }

    /// The statement with its values in the text.
    fn printed(&mut self, query: &impl Compile) -> Result<Sql> {
        self.sync();
        self.state.enter()?;
        query.to_sql_with(&*self.dialect, Options { literal: true, ..Options::default() })
    }
}

#[cold]
fn not_written(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Data, format!("the copied rows can't be written: {error}"))
        .with_source(error)
}
