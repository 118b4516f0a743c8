//! A dozen questions, from the simplest query on.

use aludel::prelude::*;

use crate::shop::{ARTIST, CUSTOMER, RECORD, SALE, date};
use crate::show::{change, show};

/// Asks them all, and ends with a change.
pub(crate) fn ask(conn: &mut Connection) -> aludel::Result<()> {
    show(
        conn,
        "One record by its key",
        &select((RECORD.title, RECORD.price_cents)).filter(RECORD.record_id.eq(3)),
    )?;

    show(
        conn,
        "Artists whose country nobody knows: eq(None) is IS NULL",
        &select((ARTIST.name, ARTIST.country)).filter(ARTIST.country.eq(None::<&str>)),
    )?;

    show(
        conn,
        "Customers whose address starts with 100%: no wildcard gets in",
        &select((CUSTOMER.name, CUSTOMER.email)).filter(CUSTOMER.email.starts_with("100%")),
    )?;

    show(conn, "The dearest records in stock", &dearest(3))?;

    let wanted: Vec<Cond> = vec![
        RECORD.released.between(date(1960, 1, 1)?, date(1969, 12, 31)?),
        RECORD.price_cents.lt(2000),
    ];
    show(
        conn,
        "Conditions made at run time: from the sixties, or cheap",
        &select((RECORD.title, RECORD.released, RECORD.price_cents))
            .filter(any(wanted))
            .order_by(RECORD.released),
    )?;

    let net = (RECORD.price_cents * 100 / 119).label("net_cents");
    show(
        conn,
        "Arithmetic and CASE",
        &select((
            RECORD.title,
            &net,
            case(RECORD.stock.eq(0), "sold out")
                .when(RECORD.stock.lt(3), "last copies")
                .otherwise("in stock")
                .label("shelf"),
        ))
        .order_by((net.desc(), RECORD.title)),
    )?;

    show(
        conn,
        "A join on the foreign key",
        &select((ARTIST.name, RECORD.title))
            .from(ARTIST.join(RECORD))
            .filter(ARTIST.country.in_(["DE", "IS"]))
            .order_by((ARTIST.name, RECORD.title)),
    )?;

    let friend = CUSTOMER.alias("friend");
    show(
        conn,
        "An outer join of a table with itself",
        &select((CUSTOMER.name, friend.name.nullable().label("friend")))
            .from(CUSTOMER.left_join(friend).on(friend.customer_id.eq(CUSTOMER.friend_of)))
            .order_by(CUSTOMER.customer_id),
    )?;

    let copies = coalesce(sum(SALE.copies), 0).label("copies");
    show(
        conn,
        "Grouped: artists who sold more than two copies",
        &select((ARTIST.name, &copies, count_distinct(SALE.customer_id).label("customers")))
            .from(ARTIST.join(RECORD).join(SALE))
            .group_by(ARTIST.name)
            .having(copies.gt(2))
            .order_by((copies.desc(), ARTIST.name)),
    )?;

    show(
        conn,
        "EXISTS: records that nobody has bought",
        &select(RECORD.title)
            .filter(not(select(SALE.sale_id)
                .from(SALE)
                .filter(SALE.record_id.eq(RECORD.record_id))
                .exists()))
            .order_by(RECORD.title),
    )?;

    let spent = sum(SALE.copies * RECORD.price_cents).label("spent");
    let accounts = select((SALE.customer_id, &spent))
        .from(SALE.join(RECORD))
        .group_by(SALE.customer_id)
        .subquery("accounts");
    show(
        conn,
        "A subquery in FROM: what each customer has spent",
        &select((CUSTOMER.name, accounts.col(&spent).nullable()))
            .from(
                CUSTOMER
                    .left_join(&accounts)
                    .on(accounts.col(SALE.customer_id).eq(CUSTOMER.customer_id)),
            )
            .order_by((accounts.col(&spent).desc().nulls_last(), CUSTOMER.name)),
    )?;

    let gap = "-";
    show(
        conn,
        "Raw SQL with holes: an expression or a value, never text",
        &select(sql!("upper(replace({RECORD.title}, ' ', {gap}))").typed::<Text>().label("shout"))
            .from(RECORD)
            .filter(RECORD.title.icontains("man"))
            .limit(2),
    )?;

    conn.transaction(|tx| {
        change(
            tx,
            "A change in a transaction: everything sold out is ordered again",
            &update(RECORD).set(RECORD.stock, RECORD.stock + 5).filter(RECORD.stock.eq(0)),
        )?;
        show(
            tx,
            "and there it is, before anybody else sees it",
            &select((RECORD.title, RECORD.stock))
                .filter(RECORD.stock.ge(4))
                .order_by((RECORD.stock, RECORD.title)),
        )
    })
}

fn dearest(n: usize) -> Select<(Text, Int)> {
    select((RECORD.title, RECORD.price_cents))
        .filter(RECORD.stock.gt(0))
        .order_by(RECORD.price_cents.desc())
        .limit(n)
}
