//! Q12, shipping modes and order priority: which ways of shipping make urgent orders late.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, ORDERS};
use super::day;

pub(crate) fn query() -> Select<impl Typed> {
    let (o, l) = (ORDERS, LINEITEM);
    let urgent = || o.orderpriority.in_(["1-URGENT", "2-HIGH"]);
    let number_of = |condition: Cond| sum(case(condition, 1).otherwise(0));
    select((
        l.shipmode,
        number_of(urgent()).label("high_line_count"),
        number_of(not(urgent())).label("low_line_count"),
    ))
    .from(o.join(l))
    .filter(l.shipmode.in_(["MAIL", "TRUCK"]))
    .filter(l.commitdate.lt(l.receiptdate))
    .filter(l.shipdate.lt(l.commitdate))
    .filter(l.receiptdate.ge(day("1996-01-01")))
    .filter(l.receiptdate.lt(day("1997-01-01")))
    .group_by(l.shipmode)
    .order_by(l.shipmode)
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1996-01-01"), flavour.later("1996-01-01", 1, "YEAR"));
    format!(
        "SELECT l.shipmode,
                sum(CASE WHEN o.orderpriority = '1-URGENT' OR o.orderpriority = '2-HIGH'
                         THEN 1 ELSE 0 END),
                sum(CASE WHEN o.orderpriority <> '1-URGENT' AND o.orderpriority <> '2-HIGH'
                         THEN 1 ELSE 0 END)
         FROM orders o, lineitem l
         WHERE o.orderkey = l.orderkey AND l.shipmode IN ('MAIL', 'TRUCK')
           AND l.commitdate < l.receiptdate AND l.shipdate < l.commitdate
           AND l.receiptdate >= {first} AND l.receiptdate < {end}
         GROUP BY l.shipmode
         ORDER BY l.shipmode"
    )
}
