//! Q21, suppliers who kept orders waiting: who alone was late in an order of several suppliers.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, NATION, ORDERS, SUPPLIER};

pub(crate) fn query() -> Select<impl Typed> {
    let (s, l, o, n) = (SUPPLIER, LINEITEM, ORDERS, NATION);
    let other = LINEITEM.alias("other");
    let others = select(other.linenumber)
        .from(other)
        .filter(other.orderkey.eq(l.orderkey))
        .filter(other.suppkey.ne(l.suppkey));
    let late_others = others.clone().filter(other.receiptdate.gt(other.commitdate));
    let numwait = count_all().label("numwait");
    select((s.name, &numwait))
        .from(s.join(l).join(o).join(n))
        .filter(o.orderstatus.eq("F"))
        .filter(l.receiptdate.gt(l.commitdate))
        .filter(others.exists())
        .filter(not(late_others.exists()))
        .filter(n.name.in_(["EGYPT", "FRANCE"]))
        .group_by(s.name)
        .order_by((numwait.desc(), s.name.asc()))
        .limit(100)
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT s.name, count(*) AS numwait
     FROM supplier s, lineitem l1, orders o, nation n
     WHERE s.suppkey = l1.suppkey AND o.orderkey = l1.orderkey AND o.orderstatus = 'F'
       AND l1.receiptdate > l1.commitdate
       AND EXISTS (SELECT * FROM lineitem l2
                   WHERE l2.orderkey = l1.orderkey AND l2.suppkey <> l1.suppkey)
       AND NOT EXISTS (SELECT * FROM lineitem l3
                       WHERE l3.orderkey = l1.orderkey AND l3.suppkey <> l1.suppkey
                         AND l3.receiptdate > l3.commitdate)
       AND s.nationkey = n.nationkey AND n.name IN ('EGYPT', 'FRANCE')
     GROUP BY s.name
     ORDER BY numwait DESC, s.name
     LIMIT 100"
        .to_owned()
}
