//! Q20, potential part promotion: which suppliers of a country have too many of some parts.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, NATION, PART, PARTSUPP, SUPPLIER};
use super::{day, decimal};

pub(crate) fn query() -> Select<impl Typed> {
    let (s, n, ps, p, l) = (SUPPLIER, NATION, PARTSUPP, PART, LINEITEM);
    let wanted = select(p.partkey).from(p).filter(p.name.starts_with("forest"));
    let half_of_sales = select(decimal("0.5") * sum(l.quantity))
        .from(l)
        .filter(l.partkey.eq(ps.partkey))
        .filter(l.suppkey.eq(ps.suppkey))
        .filter(l.shipdate.ge(day("1994-01-01")))
        .filter(l.shipdate.lt(day("1996-01-01")))
        .scalar();
    let in_excess = select(ps.suppkey)
        .from(ps)
        .filter(ps.partkey.in_(wanted))
        .filter(ps.availqty.gt(half_of_sales));
    select((s.name, s.address))
        .from(s.join(n))
        .filter(s.suppkey.in_(in_excess))
        .filter(n.name.eq("CANADA"))
        .order_by(s.name)
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1994-01-01"), flavour.later("1994-01-01", 2, "YEAR"));
    format!(
        "SELECT s.name, s.address
         FROM supplier s, nation n
         WHERE s.suppkey IN (
               SELECT ps.suppkey
               FROM partsupp ps
               WHERE ps.partkey IN (SELECT partkey FROM part WHERE name LIKE 'forest%')
                 AND ps.availqty > (
                     SELECT 0.5 * sum(l.quantity)
                     FROM lineitem l
                     WHERE l.partkey = ps.partkey AND l.suppkey = ps.suppkey
                       AND l.shipdate >= {first} AND l.shipdate < {end}))
           AND s.nationkey = n.nationkey AND n.name = 'CANADA'
         ORDER BY s.name"
    )
}
