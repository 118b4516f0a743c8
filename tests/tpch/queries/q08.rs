//! Q8, national market share: a country's part in a region's revenue, by year.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, LINEITEM, NATION, ORDERS, PART, REGION, SUPPLIER};
use super::{day, price};

pub(crate) fn query() -> Select<impl Typed> {
    let (p, s, l, o, c, r) = (PART, SUPPLIER, LINEITEM, ORDERS, CUSTOMER, REGION);
    let (buyer, seller) = (NATION.alias("buyer"), NATION.alias("seller"));

    let o_year = o.orderdate.extract(DateField::Year).label("o_year");
    let volume = price().label("volume");
    let nation = seller.name.label("nation");
    let all_nations = select((&o_year, &volume, &nation))
        .from(
            p.join(l)
                .join(s)
                .join(o)
                .join(c)
                .join(buyer)
                .on(c.nationkey.eq(buyer.nationkey))
                .join(r)
                .join(seller)
                .on(s.nationkey.eq(seller.nationkey)),
        )
        .filter(r.name.eq("AFRICA"))
        .filter(o.orderdate.between(day("1995-01-01"), day("1996-12-31")))
        .filter(p.kind.in_(["ECONOMY POLISHED STEEL", "PROMO ANODIZED COPPER"]))
        .subquery("all_nations");

    let volume = all_nations.col(&volume);
    let of_one = case(all_nations.col(&nation).eq("INDIA"), &volume).otherwise(0);
    let o_year = all_nations.col(&o_year);
    select((&o_year, (sum(of_one) / sum(volume)).label("mkt_share")))
        .from(&all_nations)
        .group_by(&o_year)
        .order_by(&o_year)
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let year = flavour.year("o.orderdate");
    let (first, last) = (flavour.day("1995-01-01"), flavour.day("1996-12-31"));
    format!(
        "SELECT o_year, sum(CASE WHEN nation = 'INDIA' THEN volume ELSE 0 END) / sum(volume)
         FROM (SELECT {year} AS o_year, l.extendedprice * (1 - l.discount) AS volume,
                      n2.name AS nation
               FROM part p, supplier s, lineitem l, orders o, customer c, nation n1, nation n2,
                    region r
               WHERE p.partkey = l.partkey AND s.suppkey = l.suppkey
                 AND l.orderkey = o.orderkey AND o.custkey = c.custkey
                 AND c.nationkey = n1.nationkey AND n1.regionkey = r.regionkey
                 AND r.name = 'AFRICA' AND s.nationkey = n2.nationkey
                 AND o.orderdate BETWEEN {first} AND {last}
                 AND p.kind IN ('ECONOMY POLISHED STEEL', 'PROMO ANODIZED COPPER')
              ) AS all_nations
         GROUP BY o_year
         ORDER BY o_year"
    )
}
