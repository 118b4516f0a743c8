//! Q4, order priority checking: how many orders of each priority were late.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, ORDERS};
use super::day;

pub(crate) fn query() -> Select<impl Typed> {
    let (o, l) = (ORDERS, LINEITEM);
    let late = select(l.linenumber)
        .from(l)
        .filter(l.orderkey.eq(o.orderkey))
        .filter(l.commitdate.lt(l.receiptdate));
    select((o.orderpriority, count_all().label("order_count")))
        .from(o)
        .filter(o.orderdate.ge(day("1994-04-01")))
        .filter(o.orderdate.lt(day("1994-07-01")))
        .filter(late.exists())
        .group_by(o.orderpriority)
        .order_by(o.orderpriority)
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1994-04-01"), flavour.later("1994-04-01", 3, "MONTH"));
    format!(
        "SELECT o.orderpriority, count(*)
         FROM orders o
         WHERE o.orderdate >= {first} AND o.orderdate < {end}
           AND EXISTS (SELECT * FROM lineitem l
                       WHERE l.orderkey = o.orderkey AND l.commitdate < l.receiptdate)
         GROUP BY o.orderpriority
         ORDER BY o.orderpriority"
    )
}
