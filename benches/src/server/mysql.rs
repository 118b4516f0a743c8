//! The mysql crate, on MySQL and MariaDB.

use std::ops::Range;

use mysql::prelude::Queryable;
use mysql::{Conn, Opts, Statement, TxOpts, Value, from_row_opt};

use super::aludel::NAME;
use super::{ByHand, Result, Texts};
use crate::rounds::drop_it;
use crate::{BATCH, Item, note};

/// A connection, with its statements prepared.
pub struct MySql {
    conn: Conn,
    point: Statement,
    fetch: Statement,
    stream: Statement,
    insert: Statement,
    batch: Statement,
}

impl MySql {
    /// Connects and prepares.
    ///
    /// # Errors
    /// As the driver's.
    pub fn connect(url: &str, texts: &Texts) -> Result<Self> {
        // Without this it would leave the port for a socket, and Aludel would not.
        let opts = mysql::OptsBuilder::from_opts(Opts::from_url(url)?).prefer_socket(false);
        let mut conn = Conn::new(opts)?;
        Ok(MySql {
            point: conn.prep(&texts.point)?,
            fetch: conn.prep(&texts.fetch)?,
            stream: conn.prep(&texts.stream)?,
            insert: conn.prep(&texts.insert)?,
            batch: conn.prep(&texts.batch)?,
            conn,
        })
    }
}

impl ByHand for MySql {
    fn point(&mut self, id: i64) -> Result<Item> {
        self.conn.exec_first(&self.point, (id,))?.ok_or_else(|| "no row".into())
    }

    fn fetch(&mut self) -> Result<Vec<Item>> {
        Ok(self.conn.exec(&self.fetch, ())?)
    }

    fn stream(&mut self, times: i64) -> Result<u64> {
        let mut rows = 0;
        for row in self.conn.exec_iter(&self.stream, (times,))? {
            drop_it::<Item>(from_row_opt(row?)?);
            rows += 1;
        }
        Ok(rows)
    }

    fn insert(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.conn.start_transaction(TxOpts::default())?;
        for id in ids {
            tx.exec_drop(&self.insert, (id, NAME, 9.5, id % 100, note(id)))?;
        }
        Ok(tx.rollback()?)
    }

    fn insert_batches(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.conn.start_transaction(TxOpts::default())?;
        for first in ids.step_by(usize::try_from(BATCH)?) {
            let mut params = Vec::<Value>::with_capacity(usize::try_from(BATCH)? * 5);
            for id in first..first + BATCH {
                let row = [id.into(), NAME.into(), 9.5.into(), (id % 100).into(), note(id).into()];
                params.extend(row);
            }
            tx.exec_drop(&self.batch, params)?;
        }
        Ok(tx.rollback()?)
    }
}
