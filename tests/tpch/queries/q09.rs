//! Q9, product type profit measure: what was earned with parts of a name, by country and year.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, NATION, ORDERS, PART, PARTSUPP, SUPPLIER};
use super::price;

pub(crate) fn query() -> Select<impl Typed> {
    let (p, s, l, ps, o, n) = (PART, SUPPLIER, LINEITEM, PARTSUPP, ORDERS, NATION);
    let nation = n.name.label("nation");
    let o_year = o.orderdate.extract(DateField::Year).label("o_year");
    let amount = (price() - ps.supplycost * l.quantity).label("amount");
    let offer = ps.partkey.eq(l.partkey).and(ps.suppkey.eq(l.suppkey));
    let profit = select((&nation, &o_year, &amount))
        .from(p.join(l).join(s).join(ps).on(offer).join(o).join(n))
        .filter(p.name.contains("salmon"))
        .subquery("profit");

    let (nation, o_year) = (profit.col(&nation), profit.col(&o_year));
    select((&nation, &o_year, sum(profit.col(&amount)).label("sum_profit")))
        .from(&profit)
        .group_by((&nation, &o_year))
        .order_by((nation.asc(), o_year.desc()))
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let year = flavour.year("o.orderdate");
    format!(
        "SELECT nation, o_year, sum(amount)
         FROM (SELECT n.name AS nation, {year} AS o_year,
                      l.extendedprice * (1 - l.discount) - ps.supplycost * l.quantity AS amount
               FROM part p, supplier s, lineitem l, partsupp ps, orders o, nation n
               WHERE s.suppkey = l.suppkey AND ps.suppkey = l.suppkey
                 AND ps.partkey = l.partkey AND p.partkey = l.partkey
                 AND o.orderkey = l.orderkey AND s.nationkey = n.nationkey
                 AND p.name LIKE '%salmon%') AS profit
         GROUP BY nation, o_year
         ORDER BY nation, o_year DESC"
    )
}
