//! Q5, local supplier volume: what customers paid suppliers of their own country.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, LINEITEM, NATION, ORDERS, REGION, SUPPLIER};
use super::{day, price};

pub(crate) fn query() -> Select<impl Typed> {
    let (c, o, l, s, n, r) = (CUSTOMER, ORDERS, LINEITEM, SUPPLIER, NATION, REGION);
    let revenue = sum(price()).label("revenue");
    let local = s.suppkey.eq(l.suppkey).and(s.nationkey.eq(n.nationkey));
    select((n.name, &revenue))
        .from(r.join(n).join(c).join(o).join(l).join(s).on(local))
        .filter(r.name.in_(["ASIA", "AMERICA"]))
        .filter(o.orderdate.ge(day("1995-01-01")))
        .filter(o.orderdate.lt(day("1996-01-01")))
        .group_by(n.name)
        .order_by((revenue.desc(), n.name.asc()))
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1995-01-01"), flavour.later("1995-01-01", 1, "YEAR"));
    format!(
        "SELECT n.name, sum(l.extendedprice * (1 - l.discount)) AS revenue
         FROM customer c, orders o, lineitem l, supplier s, nation n, region r
         WHERE c.custkey = o.custkey AND l.orderkey = o.orderkey AND l.suppkey = s.suppkey
           AND c.nationkey = s.nationkey AND s.nationkey = n.nationkey
           AND n.regionkey = r.regionkey AND r.name IN ('ASIA', 'AMERICA')
           AND o.orderdate >= {first} AND o.orderdate < {end}
         GROUP BY n.name
         ORDER BY revenue DESC, n.name"
    )
}
