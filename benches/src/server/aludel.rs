//! Aludel, which does all of it the same way on all servers.

use std::ops::Range;

use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::Compiled;
use aludel_mysql::MySql;
use aludel_postgres::Postgres;

use super::{Result, Texts};
use crate::rounds::drop_it;
use crate::{BATCH, Item, ROWS, note};

aludel::table! {
    /// A table of five columns.
    pub const STOCKED = "aludel_benches" {
        id: BigInt [primary_key],
        name: Varchar(40),
        price: Double,
        stock: BigInt,
        note: Nullable<Varchar(60)>,
    }
}

/// The shape of the table's rows.
pub type Stocked = (Int, Text, Float, Int, Nullable<Text>);

type New = (i64, &'static str, f64, i64, Option<&'static str>);

type Adding = aludel::typed::Insert<(Int, Text, Float, Int, Text)>;

/// A connection of its own.
///
/// # Errors
/// As Aludel's.
pub fn connect(url: &str) -> aludel::Result<PooledConnection> {
    Engine::open_any(&[&Postgres, &MySql], url)?.connect()
}

/// Makes the table and fills it.
///
/// # Errors
/// As Aludel's.
pub fn fill(conn: &mut Connection) -> aludel::Result<()> {
    conn.drop_all(&[STOCKED.into()])?;
    conn.create_all(&[STOCKED.into()])?;
    let ids = (0..ROWS).collect::<Vec<_>>();
    for ids in ids.chunks(1000) {
        let rows = ids.iter().map(|id| (*id, name(*id), 9.5, id % 100, note(*id)));
        conn.execute(&insert_into().rows(rows.collect::<Vec<_>>()))?;
    }
    Ok(())
}

fn name(id: i64) -> String {
    format!("item {id} of the shop")
}

/// What a new row has, but for its key.
pub const NAME: &str = "an item of the shop";

fn insert_into() -> Adding {
    let all = (STOCKED.id, STOCKED.name, STOCKED.price, STOCKED.stock, STOCKED.note);
    insert(STOCKED).columns(all)
}

fn new_rows(ids: Range<i64>) -> impl Iterator<Item = New> {
    ids.map(|id| (id, NAME, 9.5, id % 100, note(id)))
}

fn point_query() -> Select<Stocked> {
    select(STOCKED.all()).filter(STOCKED.id.eq(bind("id")))
}

fn stream_query() -> Select<Stocked> {
    let few = STOCKED.alias("few");
    select(STOCKED.all()).from(STOCKED.cross_join(few)).filter(few.id.lt(bind("times")))
}

fn insert_query() -> Adding {
    insert_into().values((bind("id"), bind("name"), bind("price"), bind("stock"), bind("note")))
}

/// The texts for the connection's dialect.
///
/// # Errors
/// As Aludel's.
pub fn texts(conn: &Connection) -> aludel::Result<Texts> {
    let text = |statement: &dyn Compile| -> aludel::Result<String> {
        Ok(statement.to_sql(conn.dialect())?.text().to_owned())
    };
    Ok(Texts {
        point: text(&point_query())?,
        fetch: text(&select(STOCKED.all()))?,
        stream: text(&stream_query())?,
        insert: text(&insert_query())?,
        batch: text(&insert_into().rows(new_rows(0..BATCH)))?,
    })
}

/// A connection, with its statements compiled.
pub struct Aludel {
    conn: PooledConnection,
    point: Compiled<Stocked>,
    fetch: Compiled<Stocked>,
    stream: Compiled<Stocked>,
    insert: Compiled<()>,
}

impl Aludel {
    /// Compiles them.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn new(conn: PooledConnection) -> aludel::Result<Self> {
        Ok(Aludel {
            point: conn.compile(&point_query())?,
            fetch: conn.compile(&select(STOCKED.all()))?,
            stream: conn.compile(&stream_query())?,
            insert: conn.compile(&insert_query())?,
            conn,
        })
    }

    /// One row by its key.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn point(&mut self, id: i64) -> Result<Item> {
        Ok(self.conn.fetch_one(self.point.bind("id", id)?)?)
    }

    /// The same, with a statement that is built and compiled each time.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn point_built(&mut self, id: i64) -> Result<Item> {
        Ok(self.conn.fetch_one(&select(STOCKED.all()).filter(STOCKED.id.eq(id)))?)
    }

    /// All rows, as tuples.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn fetch(&mut self) -> Result<Vec<Item>> {
        Ok(self.conn.fetch_all(&self.fetch)?)
    }

    /// All rows, as structs.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn fetch_structs(&mut self) -> Result<Vec<crate::ItemRow>> {
        Ok(self.conn.fetch_all_as(&self.fetch)?)
    }

    /// Reads each row so many times, as they come: how many there were.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn stream(&mut self, times: i64) -> Result<u64> {
        let mut rows = 0;
        for row in self.conn.rows(self.stream.bind("times", times)?)? {
            drop_it::<Item>(row?);
            rows += 1;
        }
        Ok(rows)
    }

    /// The same, over rows that are lent.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn stream_lent(&mut self, times: i64) -> Result<u64> {
        let mut stream = self.conn.rows(self.stream.bind("times", times)?)?;
        let mut rows = 0;
        while let Some(row) = stream.next_ref()? {
            drop_it((row.get::<i64>(0)?, row.get::<&str>(1)?, row.get::<f64>(2)?));
            drop_it((row.get::<i64>(3)?, row.get::<Option<&str>>(4)?));
            rows += 1;
        }
        Ok(rows)
    }

    /// Adds rows one by one, in a transaction that is rolled back.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn insert(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.conn.begin()?;
        for id in ids {
            let insert = self.insert.bind("id", id)?.bind("name", NAME)?.bind("price", 9.5)?;
            tx.execute(insert.bind("stock", id % 100)?.bind("note", note(id))?)?;
        }
        Ok(tx.rollback()?)
    }

    /// The same, with statements that are built and compiled each time.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn insert_built(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.conn.begin()?;
        for id in ids {
            tx.execute(&insert_into().values((id, NAME, 9.5, id % 100, note(id))))?;
        }
        Ok(tx.rollback()?)
    }

    /// Adds rows in INSERTs of many, in a transaction that is rolled back.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn insert_many(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.conn.begin()?;
        tx.insert_many(&insert_into(), new_rows(ids))?;
        Ok(tx.rollback()?)
    }

    /// Adds rows by COPY, in a transaction that is rolled back.
    ///
    /// # Errors
    /// As Aludel's.
    pub fn copy(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.conn.begin()?;
        tx.copy_in(&insert_into(), new_rows(ids))?;
        Ok(tx.rollback()?)
    }
}
