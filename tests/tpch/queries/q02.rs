//! Q2, minimum cost supplier: which supplier of a region sells a part for the least.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{NATION, PART, PARTSUPP, REGION, SUPPLIER};

pub(crate) fn query() -> Select<impl Typed> {
    let (p, s, ps, n, r) = (PART, SUPPLIER, PARTSUPP, NATION, REGION);
    let least = select(min(ps.supplycost))
        .from(ps.join(s).join(n).join(r))
        .filter(ps.partkey.eq(p.partkey))
        .filter(r.name.eq("EUROPE"))
        .scalar();
    // The outer offers have a name of their own: the inner ones are the same table.
    let ps = ps.alias("offer");
    select((s.acctbal, s.name, n.name, p.partkey, p.mfgr, s.address, s.phone, s.comment))
        .from(p.join(ps).join(s).join(n).join(r))
        .filter(p.size.le(7))
        .filter(p.kind.ends_with("BRASS"))
        .filter(r.name.eq("EUROPE"))
        .filter(ps.supplycost.eq(least))
        .order_by((s.acctbal.desc(), n.name.asc(), s.name.asc(), p.partkey.asc()))
        .limit(100)
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT s.acctbal, s.name, n.name, p.partkey, p.mfgr, s.address, s.phone, s.comment
     FROM part p, supplier s, partsupp ps, nation n, region r
     WHERE p.partkey = ps.partkey AND s.suppkey = ps.suppkey AND p.size <= 7
       AND p.kind LIKE '%BRASS' AND s.nationkey = n.nationkey AND n.regionkey = r.regionkey
       AND r.name = 'EUROPE'
       AND ps.supplycost = (
           SELECT min(ps2.supplycost)
           FROM partsupp ps2, supplier s2, nation n2, region r2
           WHERE p.partkey = ps2.partkey AND s2.suppkey = ps2.suppkey
             AND s2.nationkey = n2.nationkey AND n2.regionkey = r2.regionkey
             AND r2.name = 'EUROPE')
     ORDER BY s.acctbal DESC, n.name, s.name, p.partkey
     LIMIT 100"
        .to_owned()
}
