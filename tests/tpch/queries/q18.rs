//! Q18, large volume customer: who gave the largest orders.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, LINEITEM, ORDERS};

pub(crate) fn query() -> Select<impl Typed> {
    let (c, o, l) = (CUSTOMER, ORDERS, LINEITEM);
    let large =
        select(l.orderkey).from(l).group_by(l.orderkey).having(sum(l.quantity).gt(220));
    let order = (c.name, c.custkey, o.orderkey, o.orderdate, o.totalprice);
    select((order, sum(l.quantity).label("total_quantity")))
        .from(c.join(o).join(l))
        .filter(o.orderkey.in_(large))
        .group_by(order)
        .order_by((o.totalprice.desc(), o.orderdate.asc(), o.orderkey.asc()))
        .limit(100)
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT c.name, c.custkey, o.orderkey, o.orderdate, o.totalprice, sum(l.quantity)
     FROM customer c, orders o, lineitem l
     WHERE o.orderkey IN (SELECT orderkey FROM lineitem GROUP BY orderkey
                          HAVING sum(quantity) > 220)
       AND c.custkey = o.custkey AND o.orderkey = l.orderkey
     GROUP BY c.name, c.custkey, o.orderkey, o.orderdate, o.totalprice
     ORDER BY o.totalprice DESC, o.orderdate, o.orderkey
     LIMIT 100"
        .to_owned()
}
