//! Q3, shipping priority: the unshipped orders that are worth most.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, LINEITEM, ORDERS};
use super::{day, price};

pub(crate) fn query() -> Select<impl Typed> {
    let (c, o, l) = (CUSTOMER, ORDERS, LINEITEM);
    let revenue = sum(price()).label("revenue");
    select((l.orderkey, &revenue, o.orderdate, o.shippriority))
        .from(c.join(o).join(l))
        .filter(c.mktsegment.eq("FURNITURE"))
        .filter(o.orderdate.lt(day("1995-03-20")))
        .filter(l.shipdate.gt(day("1995-03-20")))
        .group_by((l.orderkey, o.orderdate, o.shippriority))
        .order_by((revenue.desc(), o.orderdate.asc(), l.orderkey.asc()))
        .limit(10)
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let day = flavour.day("1995-03-20");
    format!(
        "SELECT l.orderkey, sum(l.extendedprice * (1 - l.discount)) AS revenue, o.orderdate,
                o.shippriority
         FROM customer c, orders o, lineitem l
         WHERE c.mktsegment = 'FURNITURE' AND c.custkey = o.custkey
           AND l.orderkey = o.orderkey AND o.orderdate < {day} AND l.shipdate > {day}
         GROUP BY l.orderkey, o.orderdate, o.shippriority
         ORDER BY revenue DESC, o.orderdate, l.orderkey
         LIMIT 10"
    )
}
