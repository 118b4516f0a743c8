//! CSV files into a table.

use std::io::Read;

use super::insert_many::Inserted;
use super::loader::Loader;
use crate::ast::{TableRef, Target};
use crate::engine::{Connection, RowType};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::AnyColumns;
use crate::value::{Kind, Value, value_of_text};

/// A CSV file ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) to load: how it is written, and which
/// of its columns go where. Its first line names the columns, unless it is said otherwise.
#[derive(Debug)]
pub struct CsvFile<R> {
    reader: R,
    delimiter: u8,
    headers: bool,
    null: String,
    names: Vec<(String, String)>,
}

impl<R: Read> CsvFile<R> {
    /// A file with commas, whose first line names the columns.
    pub fn new(reader: R) -> Self {
        let null = String::new();
        CsvFile { reader, delimiter: b',', headers: true, null, names: Vec::new() }
    }

    /// What stands between two fields; a comma unless it is said.
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.delimiter = delimiter;
        self
    }

    /// There is no line of names: the fields are those of the INSERT's columns, in order.
    #[must_use]
    pub fn without_headers(mut self) -> Self {
        self.headers = false;
        self
    }

    /// The field that stands for NULL, in columns that may be NULL; the empty one unless it is said.
    #[must_use]
    pub fn null(mut self, null: impl Into<String>) -> Self {
        self.null = null.into();
        self
    }

    /// The name that a column of the table has in the file, if it is another one.
    #[must_use]
    pub fn named(mut self, column: impl Into<String>, in_file: impl Into<String>) -> Self {
        self.names.push((column.into(), in_file.into()));
        self
    }
}

impl<S: RowType> Loader<'_, AnyColumns, S> {
    /// Loads a CSV file. The columns of the INSERT say which fields are read, by their names; the
    /// types are those of the table, if its definition is known, and text for the database to
    /// convert otherwise. A field that does not read as its type is a row that is wrong. The line of
    /// names does not count as a row.
    ///
    /// ```
    /// use aludel::engine::{CsvFile, Loader};
    /// use aludel::prelude::*;
    /// use aludel_sqlite::Sqlite;
    ///
    /// aludel::table! {
    ///     pub const PET = "pet" { id: Integer [primary_key], name: Varchar(80), born: Nullable<Date> }
    /// }
    /// let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    /// conn.create_all(&[PET.into()])?;
    ///
    /// let file = "no;name;born\n1;Rex;2020-02-29\n2;\"Tom; Kitty\";\n";
    /// let pets = insert(PET).columns(vec!["id", "name", "born"]);
    /// let csv = CsvFile::new(file.as_bytes()).delimiter(b';').named("id", "no");
    /// assert_eq!(Loader::new(&pets).load_csv(&mut conn, csv)?.rows(), 2);
    /// let names = conn.fetch_all(&select(PET.name).from(PET).filter(PET.born.is_null()))?;
    /// assert_eq!(names, ["Tom; Kitty"]);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the file lacks a column; [`ErrorKind::Data`] when it is not CSV or a field
    /// does not read as its type; and as [`InsertMany::run`](super::InsertMany::run).
    pub fn load_csv<R: Read>(self, conn: &mut Connection, file: CsvFile<R>) -> Result<Inserted> {
        let CsvFile { reader, delimiter, headers, null, names } = file;
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(headers).from_reader(reader);
        let tree = self.0.insert().tree();
        let mut fields = Vec::with_capacity(tree.columns.len());
        for (i, target) in tree.columns.iter().enumerate() {
            let column = name_of(target);
            let position = if headers {
                let shown = names.iter().find(|(name, _)| name == column);
                let shown = shown.map_or(column, |(_, shown)| shown.as_str());
                position(reader.headers().map_err(|error| unreadable(&error))?, shown)?
            } else {
                i
            };
            fields.push(Field::new(&tree.table, column, position));
        }
        let mut record = csv::StringRecord::new();
        let rows = std::iter::from_fn(|| match reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => Some(
                fields.iter().map(|field| field.read(&record, &null)).collect::<Result<Vec<_>>>(),
            ),
            Err(error) => Some(Err(unreadable(&error))),
        });
        self.try_load(conn, rows)
    }
}

fn name_of(target: &Target) -> &str {
    target.name().as_str()
}

fn position(headers: &csv::StringRecord, name: &str) -> Result<usize> {
    headers.iter().position(|header| header == name).ok_or_else(|| {
        let found = headers.iter().collect::<Vec<_>>().join(", ");
        Error::new(ErrorKind::Invalid, format!("the CSV file has no column {name:?}"))
            .with_help(format!("it has: {found}; say .named(column, name in the file)"))
    })
}

/// Where a column's values are, and what they are.
struct Field {
    name: String,
    position: usize,
    kind: Kind,
    nullable: bool,
}

impl Field {
    fn new(table: &TableRef, name: &str, position: usize) -> Self {
        let column = table.def().columns.iter().find(|column| column.name.as_str() == name);
        Field {
            name: name.to_owned(),
            position,
            kind: column.map_or(Kind::Unknown, |column| column.ty.kind()),
            nullable: column.is_none_or(|column| column.nullable),
        }
    }

    fn read(&self, record: &csv::StringRecord, null: &str) -> Result<Value> {
        let Some(text) = record.get(self.position) else {
            return Err(Error::new(
                ErrorKind::Data,
                format!("the row has {} fields, and none for column {:?}", record.len(), self.name),
            ));
        };
        if self.nullable && text == null {
            return Ok(Value::Null(self.kind));
        }
        value_of_text(text, self.kind).ok_or_else(|| {
            Error::new(
                ErrorKind::Data,
                format!("column {:?}: {text:?} does not read as {}", self.name, self.kind.name()),
            )
        })
    }
}

#[cold]
fn unreadable(error: &csv::Error) -> Error {
    // A row of another length is a row that is wrong; of a file that is gone there are no more.
    let kind = match error.kind() {
        csv::ErrorKind::Io(_) => ErrorKind::Decode,
        _ => ErrorKind::Data,
    };
    Error::new(kind, format!("the CSV file can't be read: {error}"))
}
