//! A table with one column of each kind, and what is in it.

use aludel::ast::Node;
use aludel::prelude::*;

aludel::table! {
    /// One column of each kind.
    pub(crate) const THING = "thing" {
        id: Integer [primary_key],
        word: Nullable<Varchar(40)>,
        data: Nullable<Blob>,
        price: Nullable<Decimal(20, 4)>,
        day: Nullable<Date>,
        at: Nullable<Timestamp>,
        instant: Nullable<TimestampTz>,
        yes: Nullable<Boolean>,
        ratio: Nullable<Double>,
    }
}

/// Its columns.
pub(crate) const NAMES: [&str; 9] =
    ["id", "word", "data", "price", "day", "at", "instant", "yes", "ratio"];

/// The table, made and filled; and its rows.
pub(crate) fn store_things(conn: &mut Connection) -> Vec<[Value; 9]> {
    conn.create_all(&[THING.into()]).unwrap();
    let rows = things().into_iter().map(Vec::from);
    conn.execute(&insert(THING).columns(NAMES.to_vec()).rows(rows)).unwrap();
    things()
}

fn things() -> Vec<[Value; 9]> {
    let word = |text: &str| Value::from(text);
    let day = |text: &str| Value::from(text.parse::<Date>().unwrap());
    let at = |text: &str| Value::from(text.parse::<Timestamp>().unwrap());
    let instant = |text: &str| Value::from(text.parse::<TimestampTz>().unwrap());
    let price = |text: &str| Value::from(text.parse::<Decimal>().unwrap());
    vec![
        [
            1.into(),
            word("\"it's\" \\ \u{1F600}\u{7f}\n"),
            vec![0_u8, 255, 34].into(),
            price("1.5000"),
            day("2024-02-29"),
            at("1999-12-31 23:59:59.999999"),
            instant("2024-02-29 12:00:00Z"),
            true.into(),
            0.1.into(),
        ],
        [
            2.into(),
            word(""),
            Vec::<u8>::new().into(),
            price("-1234567890123456.0001"),
            day("1000-01-01"),
            at("2024-01-01 00:00:00"),
            instant("1970-01-01 00:00:01Z"),
            false.into(),
            (-1e300).into(),
        ],
        [
            3.into(),
            word("Ab"),
            b"Ab".to_vec().into(),
            price("0.0000"),
            day("9999-12-31"),
            at("2024-01-01 00:00:00.5"),
            instant("2038-01-19 03:14:07Z"),
            true.into(),
            3.0.into(),
        ],
        [
            4.into(),
            Value::NULL,
            Value::NULL,
            Value::NULL,
            Value::NULL,
            Value::NULL,
            Value::NULL,
            Value::NULL,
            Value::NULL,
        ],
    ]
}

pub(crate) fn columns_of_things() -> [Node; 9] {
    [
        node(THING.id),
        node(THING.word),
        node(THING.data),
        node(THING.price),
        node(THING.day),
        node(THING.at),
        node(THING.instant),
        node(THING.yes),
        node(THING.ratio),
    ]
}

fn node(column: impl IntoExpr<Any>) -> Node {
    column.into_node()
}
