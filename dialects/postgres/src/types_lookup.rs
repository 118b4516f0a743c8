//! Types that users have made: which of them are arrays, and of what.

use std::collections::HashMap;

use aludel::Result;

use crate::wire::{Message, Wire};

/// What has been asked for so far. A type's number is never used again while it is there.
#[derive(Default)]
pub(crate) struct UserTypes(HashMap<u32, Option<u32>>);

impl UserTypes {
    /// The element of an array type; `None` for any other. The statement that asks is sent in
    /// the middle of a Parse and a Bind, without a Sync, so that all are of one transaction.
    pub(crate) fn element_of(&mut self, ty: u32, wire: &mut Wire) -> Result<Option<u32>> {
        if let Some(known) = self.0.get(&ty) {
            return Ok(*known);
        }
        // Of a domain, what it is over.
        let sql = format!(
            "SELECT coalesce(nullif(e.typbasetype, 0), e.oid) FROM pg_catalog.pg_type a \
             JOIN pg_catalog.pg_type e ON e.oid = a.typelem \
             WHERE a.oid = {ty} AND a.typcategory = 'A'"
        );
        // One column, in binary.
        let results = [0, 1, 0, 1];
        wire.output.parse(NAME, &sql, &[]);
        let nothing = |out: &mut Vec<u8>| -> Result<()> {
            out.extend([0; 4]);
            Ok(())
        };
        wire.output.bind(NAME, &results, nothing)?;
        wire.output.execute(0);
        wire.output.close_statement(NAME);
        wire.output.flush();
        wire.send_flushed()?;
        let mut element = None;
        loop {
            let Message { tag, body } = wire.next()?;
            match tag {
                b'1' | b'2' => {}
                b'D' => {
                    let number = wire.body(&body).get(6..10);
                    element = number.and_then(|b| b.try_into().ok()).map(u32::from_be_bytes);
                }
                b'C' => break,
                b'E' => return Err(wire.fail(&body)),
                _ => return Err(wire.garbled()),
            }
        }
        self.0.insert(ty, element);
        Ok(element)
    }
}

/// Not the unnamed statement, which may be the one that is being prepared.
const NAME: &str = "aludel_type";
