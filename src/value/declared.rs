//! From what a cell is stored as to what its column is declared as.

use std::str::FromStr;

use super::{
    Date, Decimal, FromValue, Interval, Json, Kind, Time, Timestamp, TimestampTz, Uuid, Value,
    ValueRef,
};

/// The value that a column of this kind stands for. What does not read as one is left as it is
/// stored: SQLite, say, takes any value in any column.
pub(crate) fn declared(cell: ValueRef<'_>, kind: Kind) -> Value {
    let read = match (kind, cell) {
        (Kind::Unknown, _) | (_, ValueRef::Null) => None,
        (Kind::Bool, ValueRef::Int(0)) => Some(Value::Bool(false)),
        (Kind::Bool, ValueRef::Int(1)) => Some(Value::Bool(true)),
        (Kind::UInt, ValueRef::Int(v)) => u64::try_from(v).ok().map(Value::UInt),
        (Kind::Decimal, ValueRef::Int(v)) => Some(Value::Decimal(v.into())),
        (Kind::Decimal, ValueRef::Float(v)) => Some(Value::Decimal(Decimal::from_f64(v))),
        (Kind::Uuid, ValueRef::Bytes(_)) => Uuid::from_value(cell).ok().map(Value::Uuid),
        (_, ValueRef::Text(text)) => from_text(text, kind),
        _ => None,
    };
    match (read, cell) {
        (Some(value), _) => value,
        (None, ValueRef::Null) => Value::Null(kind),
        (None, cell) => cell.to_value(),
    }
}

/// The value of a kind that a text says, as people write it in files; bytes in hexadecimal digits.
#[cfg(feature = "csv")]
pub(crate) fn value_of_text(text: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Bool => match text.to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "1" => Some(Value::Bool(true)),
            "false" | "f" | "no" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
        Kind::Int => text.parse().ok().map(Value::Int),
        Kind::UInt => text.parse().ok().map(Value::UInt),
        Kind::Float => text.parse().ok().map(Value::Float),
        Kind::Bytes => {
            let digits = text.as_bytes();
            let pairs = digits.chunks(2).map(|pair| match pair {
                [high, low] => Some(hex_digit(*high)? << 4 | hex_digit(*low)?),
                _ => None,
            });
            pairs.collect::<Option<Vec<u8>>>().map(Value::from)
        }
        Kind::Text | Kind::Unknown => Some(Value::from(text)),
        _ => from_text(text, kind),
    }
}

#[cfg(feature = "csv")]
fn hex_digit(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn from_text(text: &str, kind: Kind) -> Option<Value> {
    fn read<T: FromStr + Into<Value>>(text: &str) -> Option<Value> {
        text.parse::<T>().ok().map(Into::into)
    }
    match kind {
        Kind::Decimal => read::<Decimal>(text),
        Kind::Date => read::<Date>(text),
        Kind::Time => read::<Time>(text),
        Kind::Timestamp => read::<Timestamp>(text),
        Kind::TimestampTz => read::<TimestampTz>(text),
        Kind::Interval => read::<Interval>(text),
        Kind::Uuid => read::<Uuid>(text),
        Kind::Json => Some(Value::Json(Json::from_text(text))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_declared_is_converted_and_the_rest_is_kept() {
        let uuid = [7; 16];
        let date: Date = "2024-02-29".parse().unwrap();
        for (cell, kind, value) in [
            (ValueRef::Int(1), Kind::Bool, Value::Bool(true)),
            (ValueRef::Int(2), Kind::Bool, Value::Int(2)),
            (ValueRef::Int(1), Kind::Unknown, Value::Int(1)),
            (ValueRef::Int(1), Kind::UInt, Value::UInt(1)),
            (ValueRef::Int(-1), Kind::UInt, Value::Int(-1)),
            (ValueRef::Text("2024-02-29"), Kind::Date, Value::Date(date)),
            (ValueRef::Text("soon"), Kind::Date, Value::from("soon")),
            (ValueRef::Text("1.50"), Kind::Decimal, Value::Decimal("1.50".parse().unwrap())),
            (ValueRef::Float(0.99), Kind::Decimal, Value::Decimal("0.99".parse().unwrap())),
            (ValueRef::Bytes(&uuid), Kind::Uuid, Value::Uuid(Uuid::from_bytes(uuid))),
            (ValueRef::Bytes(&uuid[..3]), Kind::Uuid, Value::from(&uuid[..3])),
            (ValueRef::Text("{}"), Kind::Json, Value::Json(Json::from_text("{}"))),
            (ValueRef::Null, Kind::Date, Value::Null(Kind::Date)),
        ] {
            assert_eq!(declared(cell, kind), value, "{cell:?} as {kind:?}");
        }
    }
}
