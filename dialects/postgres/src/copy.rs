//! COPY … FROM STDIN in the binary format:
//! <https://www.postgresql.org/docs/current/sql-copy.html>

use aludel::value::Value;
use aludel::{Error, ErrorKind, Result};

use crate::codec::encode::{Format, Misfit, encode, shown};
use crate::codec::oid;
use crate::error::ServerError;
use crate::session::Session;
use crate::wire::{Message, count};

/// What every binary COPY begins with.
pub(crate) const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
/// No flags, no extension.
const FLAGS: [u8; 8] = [0; 8];
/// How many bytes are sent together.
const CHUNK: usize = 64 << 10;

const TEXT_ONLY: &str = "COPY sends such a value only as its type's own bytes: use insert_many";

impl Session {
    /// Copies rows into `"table" ("a", "b")`; how many there were.
    pub(crate) fn copy_in(
        &mut self,
        into: &str,
        width: usize,
        next: &mut dyn FnMut(&mut Vec<Value>) -> Result<bool>,
    ) -> Result<u64> {
        let types = self.column_types(into, width)?;
        self.wire.settle()?;
        self.wire.send_script(&format!("COPY {into} FROM STDIN (FORMAT binary)"))?;
        let Message { tag, body } = self.wire.next()?;
        match tag {
            b'G' => {}
            b'E' => return Err(self.wire.fail(&body)),
            _ => return Err(self.wire.garbled()),
        }
        self.wire.begin_copy();
        if let Err(error) = self.send_rows(&types, next) {
            // The server's own error, if it has one, is about the copy having been stopped.
            let _ = self.wire.finish();
            return Err(error);
        }
        self.wire.output.copy_done();
        self.wire.end_copy_in()?;
        let mut rows = 0;
        loop {
            let Message { tag, body } = self.wire.next()?;
            match tag {
                b'C' => rows = crate::driver::affected(self.wire.body(&body)),
                b'E' => return Err(with_row(self.wire.fail(&body))),
                b'Z' => return Ok(rows),
                _ => {}
            }
        }
    }

    /// The columns' types, as an INSERT's parameters have them.
    fn column_types(&mut self, into: &str, width: usize) -> Result<Vec<u32>> {
        let holes = (1..=width).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let types = self.parameter_types(&format!("INSERT INTO {into} VALUES ({holes})"))?;
        for ty in types.iter().filter(|ty| **ty >= oid::FIRST_OF_USERS) {
            let sort = self.scalar(&format!("SELECT typtype FROM pg_type WHERE oid = {ty}"))?;
            if sort != "e" {
                return Err(Error::new(
                    ErrorKind::Unsupported,
                    "COPY into a column of a type that is none of PostgreSQL's own, and no enum, \
                     is not supported",
                )
                .with_help("use insert_many"));
            }
        }
        Ok(types)
    }

    fn send_rows(
        &mut self,
        types: &[u32],
        next: &mut dyn FnMut(&mut Vec<Value>) -> Result<bool>,
    ) -> Result<()> {
        let mut row = Vec::with_capacity(types.len());
        let mut index = 0;
        self.wire.output.copy_data(|out| {
            out.extend_from_slice(SIGNATURE);
            out.extend(FLAGS);
            Ok::<(), Error>(())
        })?;
        while next(&mut row)? {
            self.wire
                .output
                .copy_data(|out| tuple(&row, types, out))
                .map_err(|error| error.with_row(index))?;
            if self.wire.output.bytes().len() >= CHUNK {
                self.wire.send_copy()?;
            }
            row.clear();
            index += 1;
        }
        self.wire.output.copy_data(|out| {
            out.extend((-1_i16).to_be_bytes());
            Ok(())
        })
    }
}

/// A row: the number of its fields, and each with its length.
fn tuple(row: &[Value], types: &[u32], out: &mut Vec<u8>) -> Result<()> {
    out.extend(count(row.len()));
    for (i, (value, ty)) in row.iter().zip(types).enumerate() {
        if value.is_null() {
            out.extend((-1_i32).to_be_bytes());
            continue;
        }
        let at = out.len();
        out.extend([0; 4]);
        if *ty == oid::JSONB {
            // The version of the format, before the text, which is how documents are encoded.
            out.push(1);
        }
        let format = encode(value, *ty, out).map_err(|misfit| misfits(i, value, *ty, misfit))?;
        if format == Format::Text && !is_text(*ty) {
            let text = out.split_off(at + 4);
            if *ty != oid::NUMERIC || numeric(&text, out).is_none() {
                return Err(misfits(i, value, *ty, Misfit::Refused(TEXT_ONLY)));
            }
        }
        let length = i32::try_from(out.len() - at - 4).unwrap_or(-2).to_be_bytes();
        if let Some(slot) = out.get_mut(at..at + 4) {
            slot.copy_from_slice(&length);
        }
    }
    Ok(())
}

/// A number as the server stores it: the digits to the base 10,000, the first one's exponent, the
/// sign, and how many decimals are shown. `None` for what is no plain number.
fn numeric(text: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let (negative, plain) = match text.strip_prefix(b"-") {
        Some(plain) => (true, plain),
        None => (false, text),
    };
    let dot = plain.iter().position(|b| *b == b'.').unwrap_or(plain.len());
    let (whole, decimals) = (plain.get(..dot)?, plain.get(dot + 1..).unwrap_or_default());
    if plain.is_empty() || !whole.iter().chain(decimals).all(u8::is_ascii_digit) {
        return None;
    }
    // Groups of four digits, counted from the point.
    let mut padded = vec![b'0'; (4 - whole.len() % 4) % 4];
    padded.extend(whole);
    let groups_before = padded.len() / 4;
    padded.extend(decimals);
    padded.resize(padded.len().next_multiple_of(4), b'0');
    let number = |group: &[u8]| group.iter().fold(0_u16, |n, b| n * 10 + u16::from(b - b'0'));
    let mut groups = padded.chunks(4).map(number).collect::<Vec<_>>();
    while groups.last() == Some(&0) {
        groups.pop();
    }
    let leading = groups.iter().take_while(|group| **group == 0).count();
    let groups = groups.get(leading..)?;
    let weight =
        i16::try_from(groups_before).ok()?.checked_sub(i16::try_from(leading).ok()? + 1)?;
    let weight = if groups.is_empty() { 0 } else { weight };
    out.extend(i16::try_from(groups.len()).ok()?.to_be_bytes());
    out.extend(weight.to_be_bytes());
    out.extend(if negative && !groups.is_empty() { 0x4000_u16 } else { 0 }.to_be_bytes());
    out.extend(i16::try_from(decimals.len()).ok()?.to_be_bytes());
    groups.iter().for_each(|group| out.extend(group.to_be_bytes()));
    Some(())
}

/// Whether the binary format of a type is its text: of enums too.
fn is_text(ty: u32) -> bool {
    ty >= oid::FIRST_OF_USERS
        || [oid::TEXT, oid::VARCHAR, oid::BPCHAR, oid::NAME, oid::JSON, oid::JSONB].contains(&ty)
}

#[cold]
fn misfits(at: usize, value: &Value, ty: u32, misfit: Misfit) -> Error {
    let why = match misfit {
        Misfit::Narrow => "it is out of range for the column",
        Misfit::Assigned(why) | Misfit::Refused(why) => why,
    };
    Error::new(
        ErrorKind::Parameter,
        format!("value {} can't be copied: {} as {}", at + 1, shown(value), oid::name(ty)),
    )
    .with_help(why)
}

/// The server counts rows from 1, after the table's name: `COPY item, line 3, column id`.
fn with_row(error: Error) -> Error {
    let server = std::error::Error::source(&error).and_then(|e| e.downcast_ref::<ServerError>());
    match server.and_then(line) {
        Some(line) => error.with_row(line.saturating_sub(1)),
        None => error,
    }
}

fn line(error: &ServerError) -> Option<u64> {
    let after = error.context.as_deref()?.strip_prefix("COPY ")?;
    let table = error.table.as_deref().unwrap_or_default();
    let after = match after.strip_prefix(table) {
        Some(after) => after,
        None => after.split_once(',')?.1,
    };
    let digits = after.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_to_the_base_of_ten_thousand() {
        let written = |text: &str| {
            let mut out = Vec::new();
            numeric(text.as_bytes(), &mut out).map(|()| {
                let words = out.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
                words.map(i16::from_be_bytes).collect::<Vec<_>>()
            })
        };
        // How many digits, the weight, the sign, the scale, the digits.
        assert_eq!(written("0"), Some(vec![0, 0, 0, 0]));
        assert_eq!(written("-0.00"), Some(vec![0, 0, 0, 2]));
        assert_eq!(written("12345"), Some(vec![2, 1, 0, 0, 1, 2345]));
        assert_eq!(written("-100000000"), Some(vec![1, 2, 0x4000, 0, 1]));
        assert_eq!(written("0.00000012"), Some(vec![1, -2, 0, 8, 12]));
        assert_eq!(written("1.5"), Some(vec![2, 0, 0, 1, 1, 5000]));
        for text in ["", "-", "NaN", "1e5", "Infinity"] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn the_line_is_found() {
        let error = |context: &str, table: &str| ServerError {
            context: Some(context.to_owned()),
            table: Some(table.to_owned()),
            ..ServerError::default()
        };
        assert_eq!(line(&error("COPY item, line 3", "item")), Some(3));
        assert_eq!(line(&error("COPY a,1, Zeile 30, Spalte x1", "a,1")), Some(30));
        assert_eq!(line(&error("COPY item, line 12, column n", "")), Some(12));
        assert_eq!(line(&error("PL/pgSQL function f() line 3 at RAISE", "")), None);
    }
}
