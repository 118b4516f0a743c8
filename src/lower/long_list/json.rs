//! Rows as a JSON document, and how it is read back.

use std::fmt::Write;

use super::{Column, around, query};
use crate::ast::{Node, Nodes, Query, RawPart, Select, Trusted};
use crate::render::literal::hex;
use crate::value::{Date, Decimal, Kind, Time, Value};

/// A document of rows, what reads it, and what its columns are there.
pub(super) struct Document {
    text: String,
    before: String,
    after: String,
    items: Vec<String>,
}

/// The most digits that MySQL's numbers have, and after the point.
const DIGITS: usize = 65;
const SCALE: usize = 30;

/// How a column's values stand in the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A number.
    Number,
    /// The value's text.
    Text,
    /// The text of an instant in UTC, without a zone.
    Utc,
    /// Its bytes in hexadecimal digits.
    Hex,
}

impl Document {
    /// For `json_each(?)`, which gives a value of the list as it is, and a row as a document.
    pub(super) fn each(columns: Vec<Column>, unhex: bool) -> Option<Self> {
        let single = columns.len() == 1;
        let mut items = Vec::with_capacity(columns.len());
        let mut forms = Vec::with_capacity(columns.len());
        for (i, column) in columns.iter().enumerate() {
            let value = if single {
                "\"v\".\"value\"".to_owned()
            } else {
                format!("json_extract(\"v\".\"value\", '$[{i}]')")
            };
            let form = column.form_of_each(unhex)?;
            items.push(match (form, column.kind) {
                (Form::Hex, Kind::Text) => format!("CAST(unhex({value}) AS TEXT)"),
                (Form::Hex, _) => format!("unhex({value})"),
                _ => value,
            });
            forms.push(form);
        }
        let text = write_rows(&columns, &forms);
        let after = ") AS \"v\"".to_owned();
        Some(Document { text, before: "json_each(".to_owned(), after, items })
    }

    /// For `JSON_TABLE(?, …)`, whose columns have types.
    pub(super) fn table(columns: Vec<Column>) -> Option<Self> {
        let single = columns.len() == 1;
        let mut after = ", '$[*]' COLUMNS (".to_owned();
        let mut items = Vec::with_capacity(columns.len());
        let mut forms = Vec::with_capacity(columns.len());
        for (i, column) in columns.iter().enumerate() {
            let (form, ty) = column.form_of_table()?;
            if i > 0 {
                after.push_str(", ");
            }
            // A String takes everything.
            let _ = match single {
                true => write!(after, "`c0` {ty} PATH '$'"),
                false => write!(after, "`c{i}` {ty} PATH '$[{i}]'"),
            };
            items.push(match form {
                Form::Hex => format!("UNHEX(`v`.`c{i}`)"),
                _ => format!("`v`.`c{i}`"),
            });
            forms.push(form);
        }
        after.push_str(")) AS `v`");
        let text = write_rows(&columns, &forms);
        Some(Document { text, before: "JSON_TABLE(".to_owned(), after, items })
    }

    /// For the list of an IN. Of a query over the function alone MySQL would read the document once for
    /// each row that it looks at; what is distinct it stores, with an index.
    pub(super) fn list(column: Column) -> Option<Self> {
        let mut document = Document::table(vec![column])?;
        let item = document.items.pop()?;
        document.before = format!("(SELECT DISTINCT {item} AS `c0` FROM JSON_TABLE(");
        document.after.push_str(") AS `d`");
        document.items.push("`d`.`c0`".to_owned());
        Some(document)
    }

    /// The same query as text, with a placeholder, and its parameter.
    pub(super) fn select(self) -> (String, Value) {
        let Document { text, before, after, items } = self;
        (format!("SELECT {} FROM {before}?{after}", items.join(", ")), Value::from(text))
    }

    pub(super) fn query(self) -> Query {
        let Document { text, before, after, items } = self;
        let trusted = |item: String| Node::raw(vec![RawPart::Trusted(Trusted::new(item))]);
        let items = items.into_iter().map(trusted).collect::<Nodes>();
        let source = around(before, after, Value::from(text));
        // A parameter is not deep.
        query(items, source).unwrap_or_else(|| super::subselect(Select::default(), vec![], 0))
    }
}

impl Column {
    fn any(&self, test: impl Fn(&Value) -> bool) -> bool {
        self.values.iter().any(test)
    }

    /// SQLite's forms. It reads floats from text with less care than it stores them.
    fn form_of_each(&self, unhex: bool) -> Option<Form> {
        let date = |date: Date| !(0..=9999).contains(&date.year());
        match self.kind {
            Kind::Bool | Kind::Int => Some(Form::Number),
            // A text ends at a NUL character there.
            Kind::Text if self.any(|value| matches!(value, Value::Text(v) if v.contains('\0'))) => {
                unhex.then_some(Form::Hex)
            }
            Kind::Text | Kind::Decimal | Kind::Time => Some(Form::Text),
            Kind::Bytes | Kind::Uuid => unhex.then_some(Form::Hex),
            Kind::Date | Kind::Timestamp | Kind::TimestampTz => {
                let out_of_range = self.any(|value| match value {
                    Value::Date(v) => date(*v),
                    Value::Timestamp(v) => date(v.date()),
                    Value::TimestampTz(v) => date(v.utc().date()),
                    _ => false,
                });
                (!out_of_range).then_some(Form::Text)
            }
            _ => None,
        }
    }

    /// MySQL's forms, and the types of the columns.
    fn form_of_table(&self) -> Option<(Form, String)> {
        let typed = |form, ty: &str| Some((form, ty.to_owned()));
        match self.kind {
            Kind::Bool | Kind::Int => typed(Form::Number, "BIGINT"),
            Kind::UInt => typed(Form::Number, "BIGINT UNSIGNED"),
            Kind::Float if self.any(|value| !is_plain_float(value)) => None,
            Kind::Float => typed(Form::Text, "DOUBLE"),
            Kind::Decimal => Some((Form::Text, self.decimal_type()?)),
            Kind::Text => typed(Form::Text, "LONGTEXT"),
            Kind::Bytes | Kind::Uuid => typed(Form::Hex, "LONGTEXT"),
            Kind::Date | Kind::Time | Kind::Timestamp | Kind::TimestampTz => {
                if self.any(|value| !is_stored(value)) {
                    return None;
                }
                match self.kind {
                    Kind::Date => typed(Form::Text, "DATE"),
                    Kind::Time => typed(Form::Text, "TIME(6)"),
                    // The session's time zone is UTC.
                    _ => typed(Form::Utc, "DATETIME(6)"),
                }
            }
            _ => None,
        }
    }

    /// One that holds all the numbers exactly.
    fn decimal_type(&self) -> Option<String> {
        let (mut whole, mut scale) = (1, 0);
        for value in &self.values {
            if let Value::Decimal(v) = value {
                if !v.is_finite() {
                    return None;
                }
                whole = whole.max(whole_digits(v));
                scale = scale.max(v.scale());
            }
        }
        let digits = whole + scale;
        (digits <= DIGITS && scale <= SCALE).then(|| format!("DECIMAL({digits}, {scale})"))
    }
}

fn whole_digits(decimal: &Decimal) -> usize {
    let text = decimal.as_str().trim_start_matches('-');
    text.find('.').unwrap_or(text.len())
}

/// MariaDB's -0.0 is another number than the one that is meant.
fn is_plain_float(value: &Value) -> bool {
    match value {
        Value::Float(v) => v.is_finite() && !(*v == 0.0 && v.is_sign_negative()),
        _ => true,
    }
}

/// Whether MySQL stores a date or a time as it is.
fn is_stored(value: &Value) -> bool {
    let date = |date: Date| (1..=9999).contains(&date.year());
    let time = |time: Time| time.nanosecond().is_multiple_of(1000);
    match value {
        Value::Date(v) => date(*v),
        Value::Time(v) => time(*v),
        Value::Timestamp(v) => date(v.date()) && time(v.time()),
        Value::TimestampTz(v) => date(v.utc().date()) && time(v.utc().time()),
        _ => true,
    }
}

/// `[[1,"a"],[2,null]]`, or `[1,2]` of one column.
fn write_rows(columns: &[Column], forms: &[Form]) -> String {
    let rows = columns.first().map_or(0, |column| column.values.len());
    let mut out = String::with_capacity(rows * columns.len() * 16);
    let single = columns.len() == 1;
    out.push('[');
    for row in 0..rows {
        if row > 0 {
            out.push(',');
        }
        if !single {
            out.push('[');
        }
        for (i, (column, form)) in columns.iter().zip(forms).enumerate() {
            if i > 0 {
                out.push(',');
            }
            match column.values.get(row) {
                Some(value) => write_value(value, *form, &mut out),
                None => out.push_str("null"),
            }
        }
        if !single {
            out.push(']');
        }
    }
    out.push(']');
    out
}

fn write_value(value: &Value, form: Form, out: &mut String) {
    // A String takes everything.
    let _ = match (form, value) {
        (_, Value::Null(_)) => out.write_str("null"),
        (Form::Number, Value::Bool(v)) => out.write_str(if *v { "1" } else { "0" }),
        (Form::Number, value) => write!(out, "{value:?}"),
        (Form::Hex, Value::Text(v)) => quoted_hex(v.as_bytes(), out),
        (Form::Hex, Value::Bytes(v)) => quoted_hex(v, out),
        (Form::Hex, Value::Uuid(v)) => quoted_hex(v.as_bytes(), out),
        (_, Value::Text(v)) => string(v, out),
        (_, Value::Float(v)) => write!(out, "\"{v:e}\""),
        (Form::Utc, Value::TimestampTz(v)) => write!(out, "\"{}\"", v.utc()),
        (_, value) => write!(out, "\"{value:?}\""),
    };
}

fn quoted_hex(bytes: &[u8], out: &mut String) -> std::fmt::Result {
    out.push('"');
    hex(bytes, out);
    out.push('"');
    Ok(())
}

fn string(text: &str, out: &mut String) -> std::fmt::Result {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => write!(out, "\\u{:04x}", u32::from(c))?,
            c => out.push(c),
        }
    }
    out.push('"');
    Ok(())
}
