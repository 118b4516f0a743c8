//! Q7, volume shipping: what two countries sold to each other, by year.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, LINEITEM, NATION, ORDERS, SUPPLIER};
use super::{day, price};

pub(crate) fn query() -> Select<impl Typed> {
    let (s, l, o, c) = (SUPPLIER, LINEITEM, ORDERS, CUSTOMER);
    let (seller, buyer) = (NATION.alias("seller"), NATION.alias("buyer"));
    let from_to = |from, to| seller.name.eq(from).and(buyer.name.eq(to));

    let supp_nation = seller.name.label("supp_nation");
    let cust_nation = buyer.name.label("cust_nation");
    let l_year = l.shipdate.extract(DateField::Year).label("l_year");
    let volume = price().label("volume");
    let shipping = select((&supp_nation, &cust_nation, &l_year, &volume))
        .from(
            s.join(l)
                .join(o)
                .join(c)
                .join(seller)
                .on(s.nationkey.eq(seller.nationkey))
                .join(buyer)
                .on(c.nationkey.eq(buyer.nationkey)),
        )
        .filter(from_to("CANADA", "CHINA").or(from_to("CHINA", "CANADA")))
        .filter(l.shipdate.between(day("1995-01-01"), day("1996-12-31")))
        .subquery("shipping");

    let keys = || {
        (shipping.col(&supp_nation), shipping.col(&cust_nation), shipping.col(&l_year))
    };
    select((keys(), sum(shipping.col(&volume)).label("revenue")))
        .from(&shipping)
        .group_by(keys())
        .order_by(keys())
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let year = flavour.year("l.shipdate");
    let (first, last) = (flavour.day("1995-01-01"), flavour.day("1996-12-31"));
    format!(
        "SELECT supp_nation, cust_nation, l_year, sum(volume)
         FROM (SELECT n1.name AS supp_nation, n2.name AS cust_nation, {year} AS l_year,
                      l.extendedprice * (1 - l.discount) AS volume
               FROM supplier s, lineitem l, orders o, customer c, nation n1, nation n2
               WHERE s.suppkey = l.suppkey AND o.orderkey = l.orderkey
                 AND c.custkey = o.custkey AND s.nationkey = n1.nationkey
                 AND c.nationkey = n2.nationkey
                 AND ((n1.name = 'CANADA' AND n2.name = 'CHINA')
                   OR (n1.name = 'CHINA' AND n2.name = 'CANADA'))
                 AND l.shipdate BETWEEN {first} AND {last}) AS shipping
         GROUP BY supp_nation, cust_nation, l_year
         ORDER BY supp_nation, cust_nation, l_year"
    )
}
