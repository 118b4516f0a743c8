//! Q16, parts/supplier relationship: how many suppliers have parts of a kind.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{PART, PARTSUPP, SUPPLIER};

pub(crate) fn query() -> Select<impl Typed> {
    let (ps, p, s) = (PARTSUPP, PART, SUPPLIER);
    let complained_of =
        select(s.suppkey).from(s).filter(s.comment.like("%Customer%Complaints%"));
    let suppliers = count_distinct(ps.suppkey).label("supplier_cnt");
    select((p.brand, p.kind, p.size, &suppliers))
        .from(ps.join(p))
        .filter(p.brand.ne("Brand#32"))
        .filter(not(p.kind.starts_with("MEDIUM POLISHED")))
        .filter(p.size.in_([1, 4, 7, 9, 11, 14, 17, 19]))
        .filter(ps.suppkey.not_in(complained_of))
        .group_by((p.brand, p.kind, p.size))
        .order_by((suppliers.desc(), p.brand.asc(), p.kind.asc(), p.size.asc()))
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT p.brand, p.kind, p.size, count(DISTINCT ps.suppkey) AS supplier_cnt
     FROM partsupp ps, part p
     WHERE p.partkey = ps.partkey AND p.brand <> 'Brand#32'
       AND p.kind NOT LIKE 'MEDIUM POLISHED%' AND p.size IN (1, 4, 7, 9, 11, 14, 17, 19)
       AND ps.suppkey NOT IN (
           SELECT suppkey FROM supplier WHERE comment LIKE '%Customer%Complaints%')
     GROUP BY p.brand, p.kind, p.size
     ORDER BY supplier_cnt DESC, p.brand, p.kind, p.size"
        .to_owned()
}
