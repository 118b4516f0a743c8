//! Q22, global sales opportunity: customers with money who have ordered nothing, by country.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{CUSTOMER, ORDERS};

const CODES: [&str; 6] = ["10", "12", "13", "15", "17", "18"];

pub(crate) fn query() -> Select<impl Typed> {
    let (c, o, rich) = (CUSTOMER, ORDERS, CUSTOMER.alias("rich"));
    let mean = select(avg(rich.acctbal))
        .from(rich)
        .filter(rich.acctbal.gt(0))
        .filter(substring(rich.phone, 1, 2).in_(CODES))
        .scalar();
    let ordered = select(o.orderkey).from(o).filter(o.custkey.eq(c.custkey));
    let code = substring(c.phone, 1, 2).label("cntrycode");
    let custsale = select((&code, c.acctbal))
        .from(c)
        .filter(code.in_(CODES))
        .filter(c.acctbal.gt(mean))
        .filter(not(ordered.exists()))
        .subquery("custsale");

    let code = custsale.col(&code);
    let total = sum(custsale.col(c.acctbal)).label("totacctbal");
    select((&code, count_all().label("numcust"), total))
        .from(&custsale)
        .group_by(&code)
        .order_by(&code)
}

pub(crate) fn plain(_: Flavour) -> String {
    "SELECT cntrycode, count(*), sum(acctbal)
     FROM (SELECT substr(c.phone, 1, 2) AS cntrycode, c.acctbal
           FROM customer c
           WHERE substr(c.phone, 1, 2) IN ('10', '12', '13', '15', '17', '18')
             AND c.acctbal > (
                 SELECT avg(c2.acctbal) FROM customer c2
                 WHERE c2.acctbal > 0
                   AND substr(c2.phone, 1, 2) IN ('10', '12', '13', '15', '17', '18'))
             AND NOT EXISTS (SELECT * FROM orders o WHERE o.custkey = c.custkey)) AS custsale
     GROUP BY cntrycode
     ORDER BY cntrycode"
        .to_owned()
}
