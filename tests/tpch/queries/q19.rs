//! Q19, discounted revenue: what some parts brought in that were delivered by air in person.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, PART};
use super::price;

pub(crate) fn query() -> Select<impl Typed> {
    let (l, p) = (LINEITEM, PART);
    let choice = |brand, containers: [&str; 2], quantity: [i32; 2], size| {
        let [least, most] = quantity;
        p.brand.eq(brand)
            & p.container.in_(containers)
            & l.quantity.between(least, most)
            & p.size.between(1, size)
    };
    select((sum(price()).label("revenue"),))
        .from(l.join(p))
        .filter(any([
            choice("Brand#12", ["SM BOX", "SM PACK"], [1, 21], 8),
            choice("Brand#23", ["MED BOX", "SM PACK"], [10, 35], 15),
            choice("Brand#31", ["LG CASE", "MED BOX"], [15, 50], 19),
        ]))
        .filter(l.shipmode.in_(["AIR", "AIR REG"]))
        .filter(l.shipinstruct.eq("DELIVER IN PERSON"))
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT sum(l.extendedprice * (1 - l.discount))
     FROM lineitem l, part p
     WHERE (p.partkey = l.partkey AND p.brand = 'Brand#12'
            AND p.container IN ('SM BOX', 'SM PACK')
            AND l.quantity >= 1 AND l.quantity <= 21 AND p.size BETWEEN 1 AND 8
            AND l.shipmode IN ('AIR', 'AIR REG') AND l.shipinstruct = 'DELIVER IN PERSON')
        OR (p.partkey = l.partkey AND p.brand = 'Brand#23'
            AND p.container IN ('MED BOX', 'SM PACK')
            AND l.quantity >= 10 AND l.quantity <= 35 AND p.size BETWEEN 1 AND 15
            AND l.shipmode IN ('AIR', 'AIR REG') AND l.shipinstruct = 'DELIVER IN PERSON')
        OR (p.partkey = l.partkey AND p.brand = 'Brand#31'
            AND p.container IN ('LG CASE', 'MED BOX')
            AND l.quantity >= 15 AND l.quantity <= 50 AND p.size BETWEEN 1 AND 19
            AND l.shipmode IN ('AIR', 'AIR REG') AND l.shipinstruct = 'DELIVER IN PERSON')"
        .to_owned()
}
