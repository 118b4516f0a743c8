//! Q14, promotion effect: how much of a month's revenue came from promoted parts.

use aludel::prelude::*;

use super::super::check::Typed;
use super::super::plain::Flavour;
use super::super::schema::{LINEITEM, PART};
use super::{day, decimal, price};

pub(crate) fn query() -> Select<impl Typed> {
    let (l, p) = (LINEITEM, PART);
    let promoted = case(p.kind.starts_with("PROMO"), price()).otherwise(0);
    let share = decimal("100.00") * sum(promoted) / sum(price());
    select((share.label("promo_revenue"),))
        .from(l.join(p))
        .filter(l.shipdate.ge(day("1996-03-01")))
        .filter(l.shipdate.lt(day("1996-04-01")))
}

pub(crate) fn plain(flavour: Flavour) -> String {
    let (first, end) = (flavour.day("1996-03-01"), flavour.later("1996-03-01", 1, "MONTH"));
    format!(
        "SELECT 100.00 * sum(CASE WHEN p.kind LIKE 'PROMO%'
                                  THEN l.extendedprice * (1 - l.discount) ELSE 0 END)
                / sum(l.extendedprice * (1 - l.discount))
         FROM lineitem l, part p
         WHERE l.partkey = p.partkey AND l.shipdate >= {first} AND l.shipdate < {end}"
    )
}
