//! A database of Chinook's shape with a handful of rows.

use aludel::Result;
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel_sqlite::Sqlite;
use chinook::tables::{
    self, ALBUM, ARTIST, CUSTOMER, EMPLOYEE, GENRE, INVOICE, INVOICE_LINE, MEDIA_TYPE, PLAYLIST,
    PLAYLIST_TRACK, TRACK,
};

/// Makes it at the URL.
pub(crate) fn create(url: &str) -> Result<PooledConnection> {
    let mut conn = Engine::open(&Sqlite, url)?.connect()?;
    conn.create_all(&tables::all())?;
    conn.transaction(|tx| {
        catalogue(tx)?;
        people(tx)?;
        sales(tx)
    })?;
    Ok(conn)
}

fn catalogue(conn: &mut Connection) -> Result<()> {
    conn.execute(&insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name)).rows([
        (1, Some("Alpha")),
        (2, Some("Beta")),
        (3, None),
    ]))?;
    conn.execute(&insert(ALBUM).columns((ALBUM.album_id, ALBUM.title, ALBUM.artist_id)).rows([
        (1, "First", 1),
        (2, "Second", 1),
        (3, "Third", 2),
        (4, "Unsold", 3),
    ]))?;
    let genres = [(1, "Rock"), (2, "Jazz"), (3, "Talk")];
    conn.execute(&insert(GENRE).columns((GENRE.genre_id, GENRE.name)).rows(genres))?;
    let types = [(1, "MPEG audio file"), (2, "Protected AAC audio file")];
    conn.execute(
        &insert(MEDIA_TYPE).columns((MEDIA_TYPE.media_type_id, MEDIA_TYPE.name)).rows(types),
    )?;
    conn.execute(
        &insert(TRACK)
            .columns((
                TRACK.track_id,
                TRACK.name,
                TRACK.album_id,
                TRACK.media_type_id,
                TRACK.genre_id,
                TRACK.milliseconds,
                TRACK.unit_price,
            ))
            .rows([
                (1, "One", Some(1), 1, Some(1), 60_000, cents(99)),
                (2, "Two", Some(1), 1, Some(1), 60_000, cents(99)),
                (3, "Three", Some(2), 1, Some(1), 60_000, cents(99)),
                (4, "Four", Some(2), 1, Some(1), 60_000, cents(99)),
                (5, "Endless", Some(2), 1, Some(1), 600_000, cents(199)),
                (6, "Smooth", Some(3), 2, Some(2), 120_000, cents(99)),
                (7, "Spoken", Some(4), 2, Some(3), 180_000, cents(99)),
                (8, "Stray", None, 1, None, 60_000, cents(99)),
            ]),
    )?;
    let lists = [(1, "All"), (2, "Rock"), (3, "Jazz"), (4, "Empty")];
    conn.execute(&insert(PLAYLIST).columns((PLAYLIST.playlist_id, PLAYLIST.name)).rows(lists))?;
    conn.execute(
        &insert(PLAYLIST_TRACK)
            .columns((PLAYLIST_TRACK.playlist_id, PLAYLIST_TRACK.track_id))
            .rows([(1, 1), (1, 2), (1, 6), (2, 1), (2, 2), (3, 6)]),
    )?;
    Ok(())
}

fn people(conn: &mut Connection) -> Result<()> {
    let born = "1962-02-18 23:59:59.999999".parse::<Timestamp>()?;
    conn.execute(
        &insert(EMPLOYEE)
            .columns((
                EMPLOYEE.employee_id,
                EMPLOYEE.first_name,
                EMPLOYEE.last_name,
                EMPLOYEE.title,
                EMPLOYEE.reports_to,
                EMPLOYEE.birth_date,
            ))
            .rows([
                (1, "Ada", "Top", Some("Manager"), None, Some(born)),
                (2, "Bob", "Middle", None, Some(1), None),
                (3, "Cy", "Leaf", None, Some(2), None),
            ]),
    )?;
    conn.execute(
        &insert(CUSTOMER)
            .columns((
                CUSTOMER.customer_id,
                CUSTOMER.first_name,
                CUSTOMER.last_name,
                CUSTOMER.country,
                CUSTOMER.email,
                CUSTOMER.support_rep_id,
            ))
            .rows([
                (1, "Dee", "Dunn", Some("Peru"), "dee@example.com", Some(3)),
                (2, "Eve", "Ender", Some("Peru"), "eve@example.com", Some(3)),
                (3, "Flo", "O'Fox", Some("Chad"), "flo@example.com", None),
                (4, "Gus", "Gräy 🎸'\\", None, "gus@example.com", Some(2)),
            ]),
    )?;
    Ok(())
}

/// Invoice 3 has a wrong total, and invoice 4 has no lines.
fn sales(conn: &mut Connection) -> Result<()> {
    let invoices = [
        (1, 1, day(2024, 1, 5)?, cents(298)),
        (2, 2, day(2024, 2, 10)?, cents(198)),
        (3, 1, day(2025, 1, 20)?, cents(500)),
        (4, 3, day(2025, 3, 1)?, cents(150)),
        (5, 4, day(2025, 3, 2)?, cents(99)),
    ];
    conn.execute(
        &insert(INVOICE)
            .columns((INVOICE.invoice_id, INVOICE.customer_id, INVOICE.invoice_date, INVOICE.total))
            .rows(invoices),
    )?;
    conn.execute(
        &insert(INVOICE_LINE)
            .columns((
                INVOICE_LINE.invoice_id,
                INVOICE_LINE.track_id,
                INVOICE_LINE.unit_price,
                INVOICE_LINE.quantity,
            ))
            .rows([
                (1, 1, cents(99), 1),
                (1, 5, cents(199), 1),
                (2, 6, cents(99), 2),
                (3, 6, cents(99), 1),
                (5, 2, cents(99), 1),
            ]),
    )?;
    Ok(())
}

/// A price.
fn cents(cents: i128) -> Decimal {
    Decimal::from_scaled(cents, 2)
}

/// A day's midnight.
pub(crate) fn day(year: i32, month: u8, day: u8) -> Result<Timestamp> {
    Ok(Timestamp::new(Date::try_new(year, month, day)?, Time::MIDNIGHT))
}
