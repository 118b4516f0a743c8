//! Q1, pricing summary report: what was billed, shipped and returned.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::LINEITEM;
use super::{day, price};

const DAYS: i64 = 75;

pub(crate) fn query() -> Select<impl Typed> {
    let l = LINEITEM;
    let last = day("1998-12-01").days_since_epoch() - DAYS;
    select((
        l.returnflag,
        l.linestatus,
        sum(l.quantity).label("sum_qty"),
        sum(l.extendedprice).label("sum_base_price"),
        sum(price()).label("sum_disc_price"),
        sum(price() * (1 + l.tax)).label("sum_charge"),
        avg(l.quantity).label("avg_qty"),
        avg(l.extendedprice).label("avg_price"),
        avg(l.discount).label("avg_disc"),
        count_all().label("count_order"),
    ))
    .from(l)
    .filter(l.shipdate.le(Date::from_days_since_epoch(last).unwrap()))
    .group_by((l.returnflag, l.linestatus))
    .order_by((l.returnflag, l.linestatus))
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let last = flavour.later("1998-12-01", -75, "DAY");
    format!(
        "SELECT returnflag, linestatus, sum(quantity), sum(extendedprice),
                sum(extendedprice * (1 - discount)),
                sum(extendedprice * (1 - discount) * (1 + tax)),
                avg(quantity), avg(extendedprice), avg(discount), count(*)
         FROM lineitem
         WHERE shipdate <= {last}
         GROUP BY returnflag, linestatus
         ORDER BY returnflag, linestatus"
    )
}
