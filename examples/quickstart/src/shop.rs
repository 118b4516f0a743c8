//! The shop's tables and what is in them. Their names have a prefix, so that the shop can be
//! opened in a database that has an `artist` of its own.

use aludel::ast::TableRef;
use aludel::prelude::*;

use crate::show::say;

aludel::table! {
    /// Who makes music.
    pub const ARTIST = "quickstart_artist" {
        artist_id: Integer [primary_key],
        name: Varchar(120) [unique],
        country: Nullable<Varchar(40)>,
    }
}

aludel::table! {
    /// What is on the shelves.
    pub const RECORD = "quickstart_record" {
        record_id: Integer [primary_key],
        artist_id: Integer [references(ARTIST.artist_id, on_delete = cascade)],
        title: Varchar(160),
        released: Date,
        price_cents: Integer,
        stock: Integer [default = 0],
    }
}

aludel::table! {
    /// Who buys.
    pub const CUSTOMER = "quickstart_customer" {
        customer_id: Integer [primary_key],
        name: Varchar(80),
        email: Nullable<Varchar(120)>,
        friend_of: Nullable<Integer> [references(CUSTOMER.customer_id)],
    }
}

aludel::table! {
    /// What was bought.
    pub const SALE = "quickstart_sale" {
        sale_id: Integer [primary_key],
        customer_id: Integer [references(CUSTOMER.customer_id)],
        record_id: Integer [references(RECORD.record_id)],
        copies: Integer,
        sold_on: Date,
    }
}

/// Makes the tables anew, and fills them in one transaction.
pub(crate) fn open(conn: &mut Connection) -> aludel::Result<()> {
    let tables: [TableRef; 4] = [ARTIST.into(), RECORD.into(), CUSTOMER.into(), SALE.into()];
    let names = tables.each_ref().map(|table| table.name().as_str());
    say(&format!(
        "-- On {}, in tables made anew: {}\n",
        conn.dialect().describe(),
        names.join(", ")
    ));
    conn.drop_all(&tables)?;
    conn.create_all(&tables)?;
    conn.transaction(|tx| {
        tx.execute(
            &insert(ARTIST)
                .columns((ARTIST.artist_id, ARTIST.name, ARTIST.country))
                .values((1, "Nina Simone", "US"))
                .values((2, "Miles Davis", "US"))
                .values((3, "Björk", "IS"))
                .values((4, "Kraftwerk", "DE"))
                .values((5, "Unknown Singer", None::<&str>)),
        )?;
        tx.execute(
            &insert(RECORD)
                .columns((
                    RECORD.record_id,
                    RECORD.artist_id,
                    RECORD.title,
                    RECORD.released,
                    RECORD.price_cents,
                    RECORD.stock,
                ))
                .rows(records()?),
        )?;
        tx.execute(
            &insert(CUSTOMER)
                .columns((CUSTOMER.customer_id, CUSTOMER.name, CUSTOMER.email, CUSTOMER.friend_of))
                .rows([
                    (1, "Ada", Some("ada@example.com"), None),
                    (2, "Grace", None, Some(1)),
                    (3, "Edsger", Some("100%@example.com"), Some(1)),
                    (4, "Barbara", None, Some(3)),
                ]),
        )?;
        tx.execute(
            &insert(SALE)
                .columns((SALE.customer_id, SALE.record_id, SALE.copies, SALE.sold_on))
                .rows(sales()?),
        )?;
        Ok(())
    })
}

type Record = (i32, i32, &'static str, Date, i32, i32);

fn records() -> aludel::Result<Vec<Record>> {
    [
        (1, 1, "Pastel Blues", (1965, 10, 1), 2200, 3),
        (2, 1, "Wild Is the Wind", (1966, 9, 1), 2400, 0),
        (3, 2, "Kind of Blue", (1959, 8, 17), 2600, 9),
        (4, 2, "Bitches Brew", (1970, 3, 30), 3100, 2),
        (5, 3, "Homogenic", (1997, 9, 22), 2800, 4),
        (6, 4, "Autobahn", (1974, 11, 1), 1900, 1),
        (7, 4, "The Man-Machine", (1978, 5, 19), 2000, 0),
    ]
    .into_iter()
    .map(|(id, artist, title, (y, m, d), cents, stock)| {
        Ok((id, artist, title, date(y, m, d)?, cents, stock))
    })
    .collect()
}

fn sales() -> aludel::Result<Vec<(i32, i32, i32, Date)>> {
    [
        (1, 3, 2, (2026, 1, 15)),
        (1, 5, 1, (2026, 1, 20)),
        (2, 3, 1, (2026, 2, 2)),
        (2, 6, 3, (2026, 2, 14)),
        (3, 1, 1, (2026, 2, 28)),
        (3, 4, 1, (2026, 3, 1)),
        (3, 3, 1, (2026, 3, 9)),
    ]
    .into_iter()
    .map(|(customer, record, copies, (y, m, d))| Ok((customer, record, copies, date(y, m, d)?)))
    .collect()
}

/// A calendar date.
pub(crate) fn date(year: i32, month: u8, day: u8) -> aludel::Result<Date> {
    Ok(Date::try_new(year, month, day)?)
}
