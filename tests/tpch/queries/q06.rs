//! Q6, forecasting revenue change: what small discounts cost in a year.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::LINEITEM;
use super::{day, decimal};

pub(crate) fn query() -> Select<impl Typed> {
    let l = LINEITEM;
    select((sum(l.extendedprice * l.discount).label("revenue"),))
        .from(l)
        .filter(l.shipdate.ge(day("1993-01-01")))
        .filter(l.shipdate.lt(day("1994-01-01")))
        .filter(l.discount.between(decimal("0.03"), decimal("0.05")))
        .filter(l.quantity.lt(25))
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1993-01-01"), flavour.later("1993-01-01", 1, "YEAR"));
    format!(
        "SELECT sum(extendedprice * discount)
         FROM lineitem
         WHERE shipdate >= {first} AND shipdate < {end}
           AND discount BETWEEN 0.03 AND 0.05 AND quantity < 25"
    )
}
