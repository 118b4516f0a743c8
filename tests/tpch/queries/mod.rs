//! The queries, one a file: `query` builds it, `plain` is its SQL.

use aludel::prelude::*;

use super::check::check;
use super::plain::Flavour;
use super::schema::LINEITEM;

/// Runs a query and its plain SQL, and says what is wrong.
type Check = fn(&mut Connection, Flavour) -> Result<(), String>;

macro_rules! queries {
    ($($name:ident)+) => {
        $(mod $name;)+

        /// All queries, with their names.
        pub(crate) const ALL: &[(&str, Check)] = &[$((
            stringify!($name),
            |conn, flavour| check(conn, &$name::query(), &$name::plain(flavour)),
        )),+];
    };
}

queries! {
    q01 q02 q03 q04 q05 q06 q07 q08 q09 q10 q11
    q12 q13 q14 q15 q16 q17 q18 q19 q20 q21 q22
}

/// A date, from `YYYY-MM-DD`.
fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A decimal.
fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// What a line brings in, less its discount.
fn price() -> Expr<Decimal> {
    LINEITEM.extendedprice * (1 - LINEITEM.discount)
}
