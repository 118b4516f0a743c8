//! The postgres crate.

use std::ops::Range;

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use postgres::{Client, NoTls, Row, Statement};

use super::aludel::NAME;
use super::{ByHand, Result, Texts};
use crate::rounds::drop_it;
use crate::{BATCH, Item, note};

const COPY: &str =
    "COPY aludel_benches (id, name, price, stock, note) FROM STDIN WITH (FORMAT binary)";

/// A connection, with its statements prepared.
pub struct Postgres {
    client: Client,
    point: Statement,
    fetch: Statement,
    stream: Statement,
    insert: Statement,
    batch: Statement,
}

impl Postgres {
    /// Connects and prepares.
    ///
    /// # Errors
    /// As the driver's.
    pub fn connect(url: &str, texts: &Texts) -> Result<Self> {
        let mut client = Client::connect(url, NoTls)?;
        Ok(Postgres {
            point: client.prepare(&texts.point)?,
            fetch: client.prepare(&texts.fetch)?,
            stream: client.prepare(&texts.stream)?,
            insert: client.prepare(&texts.insert)?,
            batch: client.prepare(&texts.batch)?,
            client,
        })
    }
}

impl Postgres {
    fn copy_rows(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.client.transaction()?;
        let types = [Type::INT8, Type::VARCHAR, Type::FLOAT8, Type::INT8, Type::VARCHAR];
        let writer = tx.copy_in(COPY)?;
        let mut writer = BinaryCopyInWriter::new(writer, &types);
        for id in ids {
            writer.write(&[&id, &NAME, &9.5, &(id % 100), &note(id)])?;
        }
        writer.finish()?;
        Ok(tx.rollback()?)
    }
}

fn item(row: &Row) -> Result<Item, postgres::Error> {
    Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?))
}

impl ByHand for Postgres {
    fn point(&mut self, id: i64) -> Result<Item> {
        Ok(item(&self.client.query_one(&self.point, &[&id])?)?)
    }

    fn fetch(&mut self) -> Result<Vec<Item>> {
        let rows = self.client.query(&self.fetch, &[])?;
        Ok(rows.iter().map(item).collect::<Result<_, _>>()?)
    }

    fn stream(&mut self, times: i64) -> Result<u64> {
        let mut stream = self.client.query_raw(&self.stream, [times])?;
        let mut rows = 0;
        while let Some(row) = stream.next()? {
            drop_it(item(&row)?);
            rows += 1;
        }
        Ok(rows)
    }

    fn stream_collected(&mut self, times: i64) -> Option<Result<u64>> {
        let rows = match self.client.query(&self.stream, &[&times]) {
            Ok(rows) => rows,
            Err(error) => return Some(Err(error.into())),
        };
        let read = rows.iter().try_fold(0, |count, row| {
            drop_it(item(row)?);
            Ok(count + 1)
        });
        Some(read)
    }

    fn insert(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.client.transaction()?;
        for id in ids {
            tx.execute(&self.insert, &[&id, &NAME, &9.5, &(id % 100), &note(id)])?;
        }
        Ok(tx.rollback()?)
    }

    fn insert_batches(&mut self, ids: Range<i64>) -> Result {
        let mut tx = self.client.transaction()?;
        for first in ids.step_by(usize::try_from(BATCH)?) {
            let rows = (first..first + BATCH).map(|id| (id, NAME, 9.5, id % 100, note(id)));
            let rows = rows.collect::<Vec<_>>();
            let mut params = Vec::<&(dyn ToSql + Sync)>::with_capacity(rows.len() * 5);
            for (id, name, price, stock, note) in &rows {
                params.extend::<[&(dyn ToSql + Sync); 5]>([id, name, price, stock, note]);
            }
            tx.execute(&self.batch, &params)?;
        }
        Ok(tx.rollback()?)
    }

    fn copy(&mut self, ids: Range<i64>) -> Option<Result> {
        Some(self.copy_rows(ids))
    }
}
