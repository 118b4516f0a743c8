//! Q15, top supplier: who sold most in a quarter.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, SUPPLIER};
use super::{day, price};

pub(crate) fn query() -> Select<impl Typed> {
    let (l, s) = (LINEITEM, SUPPLIER);
    let total = sum(price()).label("total_revenue");
    let revenue = select((l.suppkey, &total))
        .from(l)
        .filter(l.shipdate.ge(day("1996-04-01")))
        .filter(l.shipdate.lt(day("1996-07-01")))
        .group_by(l.suppkey)
        .cte("revenue");
    let most = select(max(revenue.col(&total))).from(&revenue).scalar();
    select((s.suppkey, s.name, s.address, s.phone, revenue.col(&total)))
        .with(&revenue)
        .from(s.join(&revenue).on(s.suppkey.eq(revenue.col(l.suppkey))))
        .filter(revenue.col(&total).eq(most))
        .order_by(s.suppkey)
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1996-04-01"), flavour.later("1996-04-01", 3, "MONTH"));
    format!(
        "WITH revenue (supplier_no, total_revenue) AS (
             SELECT suppkey, sum(extendedprice * (1 - discount))
             FROM lineitem
             WHERE shipdate >= {first} AND shipdate < {end}
             GROUP BY suppkey)
         SELECT s.suppkey, s.name, s.address, s.phone, total_revenue
         FROM supplier s, revenue
         WHERE s.suppkey = supplier_no
           AND total_revenue = (SELECT max(total_revenue) FROM revenue)
         ORDER BY s.suppkey"
    )
}
