//! Rows, lent from the connection's input.

use std::sync::Arc;

use aludel::engine::{Cursor, Header};
use aludel::value::{Value, ValueRef};
use aludel::{Error, ErrorKind, Result};

use crate::codec::column::Decode;
use crate::copy_out as copy;
use crate::session::Session;
use crate::statement::Statement;
use crate::wire::Message;

/// Where a cell is in the input: from, and its length; NULL has none.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    length: Option<usize>,
}

/// The rows of a statement that runs. Dropped early, the rest is left: read and forgotten if
/// all rows were asked for at once, never computed if they come in batches.
pub(crate) struct Rows<'s> {
    session: &'s mut Session,
    statement: Arc<Statement>,
    places: Vec<Place>,
    /// The cells that are made, and not lent from the input.
    made: Vec<Option<Value>>,
    /// How many rows are asked for at a time; 0 is all at once.
    batch: u32,
    /// Of a COPY, whether its header has been read.
    copied: bool,
    current: bool,
    done: bool,
}

impl<'s> Rows<'s> {
    pub(crate) fn new(session: &'s mut Session, statement: Arc<Statement>, batch: u32) -> Self {
        let places = Vec::with_capacity(statement.columns.len());
        Rows {
            session,
            statement,
            places,
            made: Vec::new(),
            batch,
            copied: false,
            current: false,
            done: false,
        }
    }

    /// The data of a COPY: a row, which is like any other, unless it is the end. The first has the
    /// header before it. Each comes in a message of its own:
    /// <https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY>
    fn copied_row(&mut self, message: Message) -> Result<bool> {
        let Message { tag, mut body } = message;
        if !self.copied {
            self.copied = true;
            match copy::header(self.session.wire.body(&body)) {
                Some(length) => body.start += length,
                None => return Err(self.session.wire.garbled()),
            }
        }
        match self.session.wire.body(&body) {
            [] | [0xff, 0xff] => Ok(false),
            _ => self.row(&Message { tag, body }).map(|()| true),
        }
    }

    /// Reads to the end, so that an error in what is left is not lost.
    pub(crate) fn close(mut self) -> Result<()> {
        if self.done {
            return Ok(());
        }
        self.done = true;
        self.session.wire.finish()
    }

    fn row(&mut self, message: &Message) -> Result<()> {
        let body = self.session.wire.body(&message.body);
        if !read_places(body, message.body.start, &mut self.places)
            || self.places.len() != self.statement.columns.len()
        {
            return Err(self.session.wire.garbled());
        }
        if self.statement.makes_cells {
            self.make_cells()?;
        }
        self.current = true;
        Ok(())
    }

    fn make_cells(&mut self) -> Result<()> {
        self.made.clear();
        for (i, decode) in self.statement.columns.iter().enumerate() {
            let made = match self.bytes(i) {
                Some(bytes) if decode.is_made() => {
                    Some(decode.made(bytes).map_err(|why| self.wrong(i, why))?)
                }
                _ => None,
            };
            self.made.push(made);
        }
        Ok(())
    }

    #[inline]
    fn bytes(&self, index: usize) -> Option<&[u8]> {
        let place = self.places.get(index)?;
        let length = place.length?;
        self.session.wire.input().get(place.start..place.start + length)
    }

    #[inline]
    fn lend(&self, index: usize, decode: Decode) -> Result<ValueRef<'_>> {
        let Some(bytes) = self.bytes(index) else { return Ok(ValueRef::Null) };
        if decode.is_made() {
            let made = self.made.get(index).and_then(Option::as_ref);
            return Ok(made.map_or(ValueRef::Null, Value::lend));
        }
        match decode.lend(bytes) {
            Ok(value) => Ok(value),
            Err(why) => Err(self.wrong(index, why)),
        }
    }

    #[cold]
    fn wrong(&self, index: usize, why: &str) -> Error {
        let name = self.statement.header.name(index).unwrap_or("?");
        Error::new(ErrorKind::Decode, format!("column {} ({name:?}): {why}", index + 1))
    }
}

/// The cells of a DataRow; false if it is cut.
#[inline]
fn read_places(body: &[u8], start: usize, places: &mut Vec<Place>) -> bool {
    places.clear();
    let Some((count, mut rest)) = body.split_first_chunk::<2>() else { return false };
    let mut at = start + 2;
    for _ in 0..u16::from_be_bytes(*count) {
        let Some((length, after)) = rest.split_first_chunk::<4>() else { return false };
        at += 4;
        match usize::try_from(i32::from_be_bytes(*length)) {
            Ok(length) => {
                let Some(next) = after.get(length..) else { return false };
                places.push(Place { start: at, length: Some(length) });
                at += length;
                rest = next;
            }
            Err(_) => {
                places.push(Place { start: at, length: None });
                rest = after;
            }
        }
    }
    true
}

impl Cursor for Rows<'_> {
    fn width(&self) -> usize {
        self.statement.columns.len()
    }

    fn header(&self) -> &Arc<Header> {
        &self.statement.header
    }

    #[inline]
    fn advance(&mut self) -> Result<bool> {
        self.current = false;
        if self.done {
            return Ok(false);
        }
        loop {
            let message = self.session.wire.next()?;
            match message.tag {
                b'D' => {
                    self.row(&message)?;
                    return Ok(true);
                }
                b'd' => {
                    if self.copied_row(message)? {
                        return Ok(true);
                    }
                }
                b'c' => {}
                // The end may still bring an error: of a deferred constraint, say.
                b'C' | b'I' => {
                    self.done = true;
                    self.session.wire.finish()?;
                    return Ok(false);
                }
                b's' => {
                    self.session.wire.output.execute(self.batch);
                    self.session.wire.output.flush();
                    self.session.wire.send_flushed()?;
                }
                b'E' => {
                    self.done = true;
                    return Err(self.session.wire.fail(&message.body));
                }
                b'G' | b'H' => {
                    self.done = true;
                    return Err(self.session.wire.end_copy(message.tag));
                }
                _ => return Err(self.session.wire.garbled()),
            }
        }
    }

    fn get(&self, index: usize) -> Result<ValueRef<'_>> {
        match self.statement.columns.get(index) {
            Some(decode) if self.current => self.lend(index, *decode),
            _ => Err(no_row()),
        }
    }

    #[inline]
    fn fill<'r>(&'r self, cells: &mut [ValueRef<'r>]) -> Result<()> {
        if !self.current {
            return Err(no_row());
        }
        for (i, (cell, decode)) in cells.iter_mut().zip(&*self.statement.columns).enumerate() {
            *cell = self.lend(i, *decode)?;
        }
        Ok(())
    }
}

impl Drop for Rows<'_> {
    fn drop(&mut self) {
        if !self.done {
            // What goes wrong now is told by the connection's state.
            let _ = self.session.wire.settle();
        }
    }
}

#[cold]
fn no_row() -> Error {
    Error::new(ErrorKind::Decode, "there is no current row, or no such cell in it")
        .with_help("call advance, and read only after it gave true")
}
