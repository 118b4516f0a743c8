//! Q13, customer distribution: how many customers have how many orders, none included.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, ORDERS};

pub(crate) fn query() -> Select<impl Typed> {
    let (c, o) = (CUSTOMER, ORDERS);
    let ordinary =
        o.custkey.eq(c.custkey).and(o.comment.not_like("%special%requests%"));
    let c_count = count(o.orderkey).label("c_count");
    let c_orders = select((c.custkey, &c_count))
        .from(c.left_join(o).on(ordinary))
        .group_by(c.custkey)
        .subquery("c_orders");

    let c_count = c_orders.col(&c_count);
    let custdist = count_all().label("custdist");
    select((&c_count, &custdist))
        .from(&c_orders)
        .group_by(&c_count)
        .order_by((custdist.desc(), c_count.desc()))
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT c_count, count(*) AS custdist
     FROM (SELECT c.custkey, count(o.orderkey) AS c_count
           FROM customer c LEFT OUTER JOIN orders o
             ON c.custkey = o.custkey AND o.comment NOT LIKE '%special%requests%'
           GROUP BY c.custkey) AS c_orders
     GROUP BY c_count
     ORDER BY custdist DESC, c_count DESC"
        .to_owned()
}
