//! Q11, important stock identification: the parts that are most of a country's stock.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{NATION, PARTSUPP, SUPPLIER};
use super::decimal;

pub(crate) fn query() -> Select<impl Typed> {
    let (ps, s, n) = (PARTSUPP, SUPPLIER, NATION);
    let stock = sum(ps.supplycost * ps.availqty);
    let least = select(&stock * decimal("0.015"))
        .from(ps.join(s).join(n))
        .filter(n.name.eq("GERMANY"))
        .scalar();
    let value = stock.label("value");
    select((ps.partkey, &value))
        .from(ps.join(s).join(n))
        .filter(n.name.eq("GERMANY"))
        .group_by(ps.partkey)
        .having(value.gt(least))
        .order_by((value.desc(), ps.partkey.asc()))
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT ps.partkey, sum(ps.supplycost * ps.availqty) AS stock
     FROM partsupp ps, supplier s, nation n
     WHERE ps.suppkey = s.suppkey AND s.nationkey = n.nationkey AND n.name = 'GERMANY'
     GROUP BY ps.partkey
     HAVING sum(ps.supplycost * ps.availqty) > (
         SELECT sum(ps2.supplycost * ps2.availqty) * 0.015
         FROM partsupp ps2, supplier s2, nation n2
         WHERE ps2.suppkey = s2.suppkey AND s2.nationkey = n2.nationkey
           AND n2.name = 'GERMANY')
     ORDER BY stock DESC, ps.partkey"
        .to_owned()
}
