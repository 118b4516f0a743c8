//! COPY … TO STDOUT in the binary format:
//! <https://www.postgresql.org/docs/current/sql-copy.html>

use std::sync::Arc;

use aludel::Result;

use crate::codec::oid;
use crate::copy::SIGNATURE;
use crate::session::Session;
use crate::statement::Statement;
use crate::wire::Message;

impl Session {
    /// Starts to copy the rows of a query. What has no binary form that we read is copied as its text,
    /// as the server would send it.
    pub(crate) fn start_copy_out(&mut self, query: &str) -> Result<Arc<Statement>> {
        let statement = self.described(query)?;
        let types = statement.columns.iter().zip(&statement.column_types);
        let as_text =
            types.map(|(decode, ty)| !decode.is_binary() && !is_its_text(*ty)).collect::<Vec<_>>();
        if as_text.contains(&true) {
            self.begin_copy_out(&with_texts(query, &as_text))?;
        } else {
            self.begin_copy_out(query)?;
        }
        Ok(statement)
    }

    /// Hands on the bytes of a COPY.
    pub(crate) fn copy_out_bytes(
        &mut self,
        query: &str,
        write: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<u64> {
        // Whatever is wrong with the query is told about the query itself.
        self.described(query)?;
        self.begin_copy_out(query)?;
        let mut rows = 0;
        loop {
            let Message { tag, body } = self.wire.next()?;
            match tag {
                b'd' => {
                    if let Err(error) = write(self.wire.body(&body)) {
                        // What is still to come is read and forgotten.
                        self.wire.settle()?;
                        return Err(error);
                    }
                }
                b'C' => rows = crate::driver::affected(self.wire.body(&body)),
                b'E' => return Err(self.wire.fail(&body)),
                b'Z' => return Ok(rows),
                _ => {}
            }
        }
    }

    fn begin_copy_out(&mut self, query: &str) -> Result<()> {
        self.wire.settle()?;
        self.wire.send_script(&format!("COPY ({query}) TO STDOUT (FORMAT binary)"))?;
        let Message { tag, body } = self.wire.next()?;
        match tag {
            b'H' => Ok(()),
            b'E' => Err(self.wire.fail(&body)),
            _ => Err(self.wire.garbled()),
        }
    }
}

/// The query with some of its columns as text. A cast would not do: that of a CHAR loses blanks, and
/// that of an address adds a mask.
fn with_texts(query: &str, as_text: &[bool]) -> String {
    let mut items = String::new();
    let mut names = String::new();
    for (i, as_text) in as_text.iter().enumerate() {
        if i > 0 {
            items.push_str(", ");
            names.push_str(", ");
        }
        let name = format!("c{i}");
        if *as_text {
            // A row of NULLs is one that IS NULL, and is none.
            items.push_str(&format!(
                "CASE WHEN num_nulls({name}) = 0 THEN format('%s', {name}) END"
            ));
        } else {
            items.push_str(&name);
        }
        names.push_str(&name);
    }
    format!("SELECT {items} FROM ({query}) AS copied ({names})")
}

/// Whether the binary form of a type is its text.
fn is_its_text(ty: u32) -> bool {
    [oid::TEXT, oid::VARCHAR, oid::BPCHAR, oid::NAME, oid::JSON].contains(&ty)
}

/// How long the header is: the signature, flags, and the length of an extension.
pub(crate) fn header(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(SIGNATURE)?;
    let extension = u32::from_be_bytes(rest.get(4..8)?.try_into().ok()?);
    let length = SIGNATURE.len().checked_add(8)?.checked_add(usize::try_from(extension).ok()?)?;
    (length <= bytes.len()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_whole_or_none() {
        let mut bytes = SIGNATURE.to_vec();
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 2, 7, 7]);
        assert_eq!(header(&bytes), Some(bytes.len()));
        for cut in 0..bytes.len() {
            assert_eq!(header(bytes.get(..cut).unwrap()), None, "{cut}");
        }
    }

    #[test]
    fn only_some_columns_are_texts() {
        assert_eq!(
            with_texts("SELECT 1, 2", &[false, true]),
            "SELECT c0, CASE WHEN num_nulls(c1) = 0 THEN format('%s', c1) END \
             FROM (SELECT 1, 2) AS copied (c0, c1)"
        );
    }
}
