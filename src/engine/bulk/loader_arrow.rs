//! Arrow record batches into a table.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType,
    Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{ArrowError, DataType, TimeUnit};

use super::insert_many::Inserted;
use super::loader::Loader;
use crate::engine::{Connection, RowType};
use crate::error::{Error, ErrorKind, Result};
use crate::typed::AnyColumns;
use crate::value::{Date, Decimal, IntoValue, Kind, Time, Timestamp, TimestampTz, Value};

impl<S: RowType> Loader<'_, AnyColumns, S> {
    /// Loads [Arrow](https://arrow.apache.org/docs/format/Columnar.html) record batches. The columns of
    /// the INSERT say which of theirs are read, by their names. Memory holds one record batch, and one
    /// batch of rows.
    ///
    /// Booleans, numbers, 128-bit decimals, texts, bytes, dates, times and timestamps are taken as
    /// they are; a timestamp with a time zone is an instant. Lists, structs, unions, dictionaries,
    /// intervals and numbers of other widths are refused.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use aludel::engine::Loader;
    /// use aludel::prelude::*;
    /// use aludel_sqlite::Sqlite;
    /// use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
    ///
    /// aludel::table! {
    ///     pub const PET = "pet" { id: Integer [primary_key], name: Nullable<Varchar(80)> }
    /// }
    /// let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    /// conn.create_all(&[PET.into()])?;
    ///
    /// let ids: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
    /// let names: ArrayRef = Arc::new(StringArray::from(vec![Some("Rex"), None]));
    /// let batch = RecordBatch::try_from_iter([("name", names), ("id", ids)]);
    /// let pets = insert(PET).columns(vec!["id", "name"]);
    /// assert_eq!(Loader::new(&pets).load_arrow(&mut conn, [batch])?.rows(), 2);
    /// let found = conn.fetch_all(&select((PET.id, PET.name)).from(PET).order_by(PET.id))?;
    /// assert_eq!(found, [(1, Some("Rex".to_owned())), (2, None)]);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when a batch lacks a column; [`ErrorKind::Unsupported`] when a column is of a
    /// type that is refused; [`ErrorKind::Decode`] when a batch can't be read; [`ErrorKind::Data`] for a row
    /// with a date or a time that there isn't; and as [`InsertMany::run`](super::InsertMany::run).
    pub fn load_arrow(
        self,
        conn: &mut Connection,
        batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    ) -> Result<Inserted> {
        let columns = self.0.insert().tree().columns.iter();
        let names = columns.map(|target| target.name().as_str().to_owned()).collect::<Vec<_>>();
        let rows = batches.into_iter().flat_map(|batch| RowsOf::new(batch, &names));
        self.try_load(conn, rows)
    }
}

/// The rows of a batch, or why there are none.
enum RowsOf {
    Batch { columns: Vec<(String, arrow_array::ArrayRef)>, next: usize, rows: usize },
    Error(Option<Error>),
}

impl RowsOf {
    fn new(batch: Result<RecordBatch, ArrowError>, names: &[String]) -> Self {
        let columns = batch
            .map_err(|error| {
                Error::new(ErrorKind::Decode, format!("a record batch can't be read: {error}"))
            })
            .and_then(|batch| {
                let columns = names.iter().map(|name| column(&batch, name));
                Ok((columns.collect::<Result<Vec<_>>>()?, batch.num_rows()))
            });
        match columns {
            Ok((columns, rows)) => RowsOf::Batch { columns, next: 0, rows },
            Err(error) => RowsOf::Error(Some(error)),
        }
    }
}

impl Iterator for RowsOf {
    type Item = Result<Vec<Value>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            RowsOf::Error(error) => error.take().map(Err),
            RowsOf::Batch { columns, next, rows } => {
                let row = *next;
                *next += 1;
                (row < *rows).then(|| {
                    let cells = columns.iter().map(|(name, array)| {
                        cell(array, row).map_err(|wrong| wrong.of(name, array.data_type()))
                    });
                    cells.collect()
                })
            }
        }
    }
}

fn column(batch: &RecordBatch, name: &str) -> Result<(String, arrow_array::ArrayRef)> {
    match batch.column_by_name(name) {
        Some(array) => Ok((name.to_owned(), array.clone())),
        None => {
            let schema = batch.schema();
            let found = schema.fields().iter().map(|field| field.name().as_str());
            let found = found.collect::<Vec<_>>().join(", ");
            Err(Error::new(ErrorKind::Invalid, format!("the record batch has no column {name:?}"))
                .with_help(format!("it has: {found}")))
        }
    }
}

/// Why a cell has no value.
enum Wrong {
    /// Cells of the type have none.
    Type,
    /// This one has none.
    Cell(String),
}

impl Wrong {
    #[cold]
    fn of(self, name: &str, ty: &DataType) -> Error {
        match self {
            Wrong::Type => Error::new(
                ErrorKind::Unsupported,
                format!("column {name:?} of the record batch is {ty}, which is not supported"),
            )
            .with_help("cast it to numbers, texts, bytes, dates or times first"),
            Wrong::Cell(why) => Error::new(ErrorKind::Data, format!("column {name:?}: {why}")),
        }
    }
}

/// The cell of an array of primitives; a type that is not the array's has none.
fn primitive<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> Result<T::Native, Wrong> {
    array.as_primitive_opt::<T>().map(|array| array.value(row)).ok_or(Wrong::Type)
}

fn fits<T: IntoValue, E: std::fmt::Display>(read: Result<T, E>) -> Result<Value, Wrong> {
    read.map(IntoValue::into_value).map_err(|error| Wrong::Cell(error.to_string()))
}

fn text(text: Option<&str>) -> Result<Value, Wrong> {
    text.map(Value::from).ok_or(Wrong::Type)
}

fn bytes(bytes: Option<&[u8]>) -> Result<Value, Wrong> {
    bytes.map(Value::from).ok_or(Wrong::Type)
}

fn cell(array: &dyn Array, row: usize) -> Result<Value, Wrong> {
    if array.is_null(row) || *array.data_type() == DataType::Null {
        return Ok(Value::Null(Kind::Unknown));
    }
    Ok(match array.data_type() {
        DataType::Boolean => {
            array.as_boolean_opt().map(|array| array.value(row).into()).ok_or(Wrong::Type)?
        }
        DataType::Int8 => primitive::<Int8Type>(array, row)?.into(),
        DataType::Int16 => primitive::<Int16Type>(array, row)?.into(),
        DataType::Int32 => primitive::<Int32Type>(array, row)?.into(),
        DataType::Int64 => primitive::<Int64Type>(array, row)?.into(),
        DataType::UInt8 => primitive::<UInt8Type>(array, row)?.into(),
        DataType::UInt16 => primitive::<UInt16Type>(array, row)?.into(),
        DataType::UInt32 => primitive::<UInt32Type>(array, row)?.into(),
        DataType::UInt64 => primitive::<UInt64Type>(array, row)?.into(),
        DataType::Float32 => primitive::<Float32Type>(array, row)?.into(),
        DataType::Float64 => primitive::<Float64Type>(array, row)?.into(),
        DataType::Decimal128(_, scale) => {
            let scale = u32::try_from(*scale).map_err(|_| Wrong::Type)?;
            Decimal::from_scaled(primitive::<Decimal128Type>(array, row)?, scale).into()
        }
        DataType::Utf8 => text(array.as_string_opt::<i32>().map(|array| array.value(row)))?,
        DataType::LargeUtf8 => text(array.as_string_opt::<i64>().map(|array| array.value(row)))?,
        DataType::Utf8View => text(array.as_string_view_opt().map(|array| array.value(row)))?,
        DataType::Binary => bytes(array.as_binary_opt::<i32>().map(|array| array.value(row)))?,
        DataType::LargeBinary => bytes(array.as_binary_opt::<i64>().map(|array| array.value(row)))?,
        DataType::BinaryView => bytes(array.as_binary_view_opt().map(|array| array.value(row)))?,
        DataType::FixedSizeBinary(_) => {
            bytes(array.as_fixed_size_binary_opt().map(|array| array.value(row)))?
        }
        DataType::Date32 | DataType::Date64 => date(array, row)?,
        DataType::Time32(_) | DataType::Time64(_) => time(array, row)?,
        DataType::Timestamp(unit, zone) => {
            let nanos = timestamp_nanos(array, row, *unit)?;
            match zone {
                Some(_) => fits(TimestampTz::from_unix_nanos(nanos))?,
                None => fits(Timestamp::from_unix_nanos(nanos))?,
            }
        }
        _ => return Err(Wrong::Type),
    })
}

/// One of 64 bits counts milliseconds, and is whole days all the same.
fn date(array: &dyn Array, row: usize) -> Result<Value, Wrong> {
    const DAY: i64 = 86_400_000;
    let days = match array.data_type() {
        DataType::Date32 => i64::from(primitive::<Date32Type>(array, row)?),
        _ => match primitive::<Date64Type>(array, row)? {
            millis if millis.rem_euclid(DAY) == 0 => millis.div_euclid(DAY),
            millis => return Err(Wrong::Cell(format!("{millis} ms are no whole days"))),
        },
    };
    fits(Date::from_days_since_epoch(days))
}

fn time(array: &dyn Array, row: usize) -> Result<Value, Wrong> {
    let nanos = match array.data_type() {
        DataType::Time32(TimeUnit::Second) => {
            i128::from(primitive::<Time32SecondType>(array, row)?) * 1_000_000_000
        }
        DataType::Time32(TimeUnit::Millisecond) => {
            i128::from(primitive::<Time32MillisecondType>(array, row)?) * 1_000_000
        }
        DataType::Time64(TimeUnit::Microsecond) => {
            i128::from(primitive::<Time64MicrosecondType>(array, row)?) * 1_000
        }
        DataType::Time64(TimeUnit::Nanosecond) => {
            i128::from(primitive::<Time64NanosecondType>(array, row)?)
        }
        _ => return Err(Wrong::Type),
    };
    let nanos = u64::try_from(nanos).map_err(|_| Wrong::Cell(format!("{nanos} ns are no time")))?;
    fits(Time::from_nanos_since_midnight(nanos))
}

fn timestamp_nanos(array: &dyn Array, row: usize, unit: TimeUnit) -> Result<i128, Wrong> {
    let (count, nanos) = match unit {
        TimeUnit::Second => (primitive::<TimestampSecondType>(array, row)?, 1_000_000_000),
        TimeUnit::Millisecond => (primitive::<TimestampMillisecondType>(array, row)?, 1_000_000),
        TimeUnit::Microsecond => (primitive::<TimestampMicrosecondType>(array, row)?, 1_000),
        TimeUnit::Nanosecond => (primitive::<TimestampNanosecondType>(array, row)?, 1),
    };
    Ok(i128::from(count) * nanos)
}
