//! Q10, returned item reporting: which customers sent back most.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, LINEITEM, NATION, ORDERS};
use super::{day, price};

pub(crate) fn query() -> Select<impl Typed> {
    let (c, o, l, n) = (CUSTOMER, ORDERS, LINEITEM, NATION);
    let revenue = sum(price()).label("revenue");
    select((c.custkey, c.name, &revenue, c.acctbal, n.name, c.address, c.phone, c.comment))
        .from(c.join(o).join(l).join(n))
        .filter(o.orderdate.ge(day("1993-10-01")))
        .filter(o.orderdate.lt(day("1994-01-01")))
        .filter(l.returnflag.eq("R"))
        .group_by((c.custkey, c.name, c.acctbal, c.phone, n.name, c.address, c.comment))
        .order_by((revenue.desc(), c.custkey.asc()))
        .limit(20)
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1993-10-01"), flavour.later("1993-10-01", 3, "MONTH"));
    format!(
        "SELECT c.custkey, c.name, sum(l.extendedprice * (1 - l.discount)) AS revenue, c.acctbal,
                n.name, c.address, c.phone, c.comment
         FROM customer c, orders o, lineitem l, nation n
         WHERE c.custkey = o.custkey AND l.orderkey = o.orderkey
           AND o.orderdate >= {first} AND o.orderdate < {end}
           AND l.returnflag = 'R' AND c.nationkey = n.nationkey
         GROUP BY c.custkey, c.name, c.acctbal, c.phone, n.name, c.address, c.comment
         ORDER BY revenue DESC, c.custkey
         LIMIT 20"
    )
}
