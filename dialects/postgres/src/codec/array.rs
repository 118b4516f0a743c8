//! Arrays: <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>

use aludel::value::{Array, Kind, Value};

use super::column::{Element, GARBLED, exactly};

/// An array has at most six dimensions.
const DIMENSIONS: usize = 6;

/// Bytes from the front.
pub(super) struct Reader<'b>(pub(super) &'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'b [u8], &'static str> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(GARBLED)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<i32, &'static str> {
        Ok(i32::from_be_bytes(exactly(self.take(4)?)?))
    }

    pub(super) fn count(&mut self) -> Result<usize, &'static str> {
        usize::try_from(self.number()?).map_err(|_| GARBLED)
    }
}

/// An array in binary.
pub(super) fn binary(element: Element, bytes: &[u8]) -> Result<Array, &'static str> {
    let mut reader = Reader(bytes);
    let dimensions = reader.count()?;
    reader.take(8)?;
    if dimensions > DIMENSIONS {
        return Err(GARBLED);
    }
    let mut lengths = Vec::with_capacity(dimensions);
    for _ in 0..dimensions {
        lengths.push(reader.count()?);
        reader.take(4)?;
    }
    level(element, &lengths, &mut reader)
}

fn level(
    element: Element,
    lengths: &[usize],
    reader: &mut Reader<'_>,
) -> Result<Array, &'static str> {
    let kind = element.decode().kind();
    let Some((length, inner)) = lengths.split_first() else {
        return Ok(Array::new(kind, Vec::new()));
    };
    let mut items = Vec::new();
    for _ in 0..*length {
        items.push(if inner.is_empty() {
            match usize::try_from(reader.number()?) {
                Ok(length) => element.decode().value(reader.take(length)?)?,
                Err(_) => Value::Null(kind),
            }
        } else {
            Value::Array(level(element, inner, reader)?)
        });
    }
    let kind = if inner.is_empty() { kind } else { Kind::Array };
    Ok(Array::new(kind, items))
}

/// An array as text: `{a,"b c",NULL,{…}}`, perhaps with its bounds before it.
pub(super) fn literal(element: Element, text: &str) -> Result<Array, &'static str> {
    let body = match text.starts_with('[') {
        true => text.split_once('=').map_or("", |(_, body)| body),
        false => text,
    };
    let mut chars = Chars { rest: body, depth: 0 };
    let array = chars.array(element)?;
    if chars.rest.is_empty() { Ok(array) } else { Err(GARBLED) }
}

struct Chars<'t> {
    rest: &'t str,
    depth: usize,
}

impl Chars<'_> {
    fn eat(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn next(&mut self) -> Result<char, &'static str> {
        let mut chars = self.rest.chars();
        let next = chars.next().ok_or(GARBLED)?;
        self.rest = chars.as_str();
        Ok(next)
    }

    fn array(&mut self, element: Element) -> Result<Array, &'static str> {
        self.depth += 1;
        if !self.eat('{') || self.depth > DIMENSIONS {
            return Err(GARBLED);
        }
        let mut items = Vec::new();
        let mut kind = element.decode().kind();
        if self.eat('}') {
            self.depth -= 1;
            return Ok(Array::new(kind, items));
        }
        loop {
            if self.rest.starts_with('{') {
                kind = Kind::Array;
                items.push(Value::Array(self.array(element)?));
            } else {
                items.push(self.item(element)?);
            }
            match self.next()? {
                ',' => {}
                '}' => break,
                _ => return Err(GARBLED),
            }
        }
        self.depth -= 1;
        Ok(Array::new(kind, items))
    }

    fn item(&mut self, element: Element) -> Result<Value, &'static str> {
        let decode = element.decode();
        let mut text = String::new();
        if self.eat('"') {
            loop {
                match self.next()? {
                    '"' => return decode.value(text.as_bytes()),
                    '\\' => text.push(self.next()?),
                    c => text.push(c),
                }
            }
        }
        while !self.rest.starts_with([',', '}']) {
            match self.next()? {
                '\\' => text.push(self.next()?),
                c => text.push(c),
            }
        }
        if text == "NULL" { Ok(Value::Null(decode.kind())) } else { decode.value(text.as_bytes()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::column::Decode;
    use super::super::oid;
    use super::*;

    fn read(text: &str) -> Result<Vec<Value>, &'static str> {
        Decode::of(oid::TEXT_ARRAY, None).array_of_text(text)
    }

    impl Decode {
        fn array_of_text(self, text: &str) -> Result<Vec<Value>, &'static str> {
            match self {
                Decode::Array(element) => literal(element, text).map(|a| a.items().to_vec()),
                _ => Err(GARBLED),
            }
        }
    }

    #[test]
    fn literals() {
        let null = || Value::Null(Kind::Text);
        assert_eq!(read("{}"), Ok(vec![]));
        assert_eq!(
            read("{a,NULL,\"NULL\",\"\"}"),
            Ok(vec!["a".into(), null(), "NULL".into(), "".into()])
        );
        assert_eq!(read(r#"{"a\"b\\c,}{"}"#), Ok(vec![r#"a"b\c,}{"#.into()]));
        assert_eq!(read("[0:1]={a,b}"), Ok(vec!["a".into(), "b".into()]));
        assert_eq!(read("{{a},{b}}").map(|items| items.len()), Ok(2));
        for wrong in ["", "{", "{a", "a", "{a}b", "{\"a}", "{a,}x", "{{{{{{{a}}}}}}}", "[", "{\\"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn garbled_bytes_do_no_harm() {
        let Decode::Array(element) = Decode::of(1007, None) else { return };
        let mut bytes = Vec::new();
        for number in [1_i32, 0, 23, i32::MAX, 1] {
            bytes.extend(number.to_be_bytes());
        }
        assert_eq!(binary(element, &bytes), Err(GARBLED));
        for cut in 0..bytes.len() {
            assert_eq!(binary(element, bytes.get(..cut).unwrap()), Err(GARBLED));
        }
    }
}
