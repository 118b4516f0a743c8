//! Q17, small-quantity-order revenue: what is lost a year if small orders are no longer taken.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, PART};
use super::decimal;

pub(crate) fn query() -> Select<impl Typed> {
    let (l, p, any) = (LINEITEM, PART, LINEITEM.alias("any_line"));
    let small = select(decimal("0.4") * avg(any.quantity))
        .from(any)
        .filter(any.partkey.eq(p.partkey))
        .scalar();
    select(((sum(l.extendedprice) / decimal("7.0")).label("avg_yearly"),))
        .from(l.join(p))
        .filter(p.brand.eq("Brand#21"))
        .filter(p.container.eq("SM PACK"))
        .filter(l.quantity.lt(small))
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT sum(l.extendedprice) / 7.0
     FROM lineitem l, part p
     WHERE p.partkey = l.partkey AND p.brand = 'Brand#21' AND p.container = 'SM PACK'
       AND l.quantity < (SELECT 0.4 * avg(l2.quantity) FROM lineitem l2
                         WHERE l2.partkey = p.partkey)"
        .to_owned()
}
