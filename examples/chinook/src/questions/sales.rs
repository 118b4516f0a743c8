//! Questions about what was sold.

use aludel::Result;
use aludel::prelude::*;

use super::{Answer, Question, answer};
use crate::tables::{ALBUM, ARTIST, GENRE, INVOICE, INVOICE_LINE, MEDIA_TYPE, TRACK};

/// Compiled once, run for every year. The parts of a date come from its text.
pub const MONTHS_AND_GENRES: Question = Question {
    title: "What did each genre bring in, month by month?",
    plain: "
        SELECT strftime('%Y-%m', i.InvoiceDate) AS month, g.Name,
               round(sum(l.UnitPrice * l.Quantity), 2) AS revenue
        FROM Invoice i JOIN InvoiceLine l USING (InvoiceId) JOIN Track t USING (TrackId)
             JOIN Genre g USING (GenreId)
        GROUP BY month, g.GenreId
        ORDER BY month, revenue DESC, g.GenreId",
    ask: ask_every_year,
};

fn ask_every_year(conn: &mut Connection) -> Result<Answer> {
    let mut of_year = conn.compile(&months_and_genres())?;
    let mut rows: Vec<Row> = Vec::new();
    for year in conn.fetch_all(&years())? {
        rows.extend(conn.fetch_all_as(of_year.bind("year", year)?)?);
    }
    Ok(Answer { sql: of_year.sql().clone(), rows })
}

/// The years in which something was sold.
pub fn years() -> Select<Text> {
    let year = part_of_date(4).label("year");
    select(&year).from(INVOICE).distinct().order_by(&year)
}

/// Month, genre, revenue, in the year that `year` is bound to.
pub fn months_and_genres() -> Select<(Text, Nullable<Text>, Nullable<Decimal>)> {
    let month = part_of_date(7).label("month");
    let revenue = round(revenue(), 2).label("revenue");
    select((&month, GENRE.name, &revenue))
        .from(INVOICE.join(INVOICE_LINE).join(TRACK).join(GENRE))
        .filter(part_of_date(4).eq(bind("year")))
        .group_by((&month, GENRE.genre_id, GENRE.name))
        .order_by((&month, revenue.desc(), GENRE.genre_id))
}

/// The first characters of `2024-01-05 …`.
fn part_of_date(length: i32) -> Expr<Text> {
    substring(INVOICE.invoice_date.cast::<Text>(), 1, length).typed()
}

/// Joins from foreign keys, and a total in a scalar subquery.
pub const TOP_ARTISTS: Question = Question {
    title: "Which ten artists earn most, and what share of the whole is it?",
    plain: "
        SELECT a.Name, round(sum(l.UnitPrice * l.Quantity), 2) AS revenue,
               round(sum(l.UnitPrice * l.Quantity) * 100.0
                     / (SELECT sum(UnitPrice * Quantity) FROM InvoiceLine), 2) AS percent
        FROM Artist a JOIN Album b USING (ArtistId) JOIN Track t USING (AlbumId)
             JOIN InvoiceLine l USING (TrackId)
        GROUP BY a.ArtistId ORDER BY revenue DESC, a.ArtistId LIMIT 10",
    ask: |conn| answer(conn, &top_artists()),
};

/// Artist, revenue, percent of all revenue.
pub fn top_artists() -> Select<(Nullable<Text>, Nullable<Decimal>, Nullable<Decimal>)> {
    let earned = round(revenue(), 2).label("revenue");
    let all = select(revenue()).from(INVOICE_LINE).scalar();
    let percent = round(revenue() * 100 / all, 2).label("percent");
    select((ARTIST.name, &earned, percent))
        .from(ARTIST.join(ALBUM).join(TRACK).join(INVOICE_LINE))
        .group_by((ARTIST.artist_id, ARTIST.name))
        .order_by((earned.desc(), ARTIST.artist_id))
        .limit(10)
}

/// An outer join and HAVING: invoices without lines are wrong too.
pub const WRONG_TOTALS: Question = Question {
    title: "Which invoices don't add up?",
    plain: "
        SELECT i.InvoiceId, i.InvoiceDate, i.Total,
               round(coalesce(sum(l.UnitPrice * l.Quantity), 0.0), 2) AS added
        FROM Invoice i LEFT JOIN InvoiceLine l USING (InvoiceId)
        GROUP BY i.InvoiceId
        HAVING abs(i.Total - coalesce(sum(l.UnitPrice * l.Quantity), 0.0)) > 0.005
        ORDER BY i.InvoiceId",
    ask: |conn| answer(conn, &wrong_totals()),
};

/// Invoice, its date, its total, and what its lines add up to.
pub fn wrong_totals() -> Select<(Int, Timestamp, Decimal, Decimal)> {
    let added = coalesce(revenue(), 0);
    // SQLite adds floats: what is off by less than a cent is not wrong.
    let half_a_cent = Decimal::from_scaled(5, 3);
    select((
        INVOICE.invoice_id,
        INVOICE.invoice_date,
        INVOICE.total,
        round(added.clone(), 2).label("added"),
    ))
    .from(INVOICE.left_join(INVOICE_LINE))
    .group_by((INVOICE.invoice_id, INVOICE.invoice_date, INVOICE.total))
    .having(abs(INVOICE.total - added).gt(half_a_cent))
    .order_by(INVOICE.invoice_id)
}

/// CASE, a text search, counts of different things, and integers that meet decimals.
pub const MEDIA_TYPES: Question = Question {
    title: "What does a minute of music earn, by media type?",
    plain: "
        SELECT m.Name, CASE WHEN instr(m.Name, 'Protected') > 0 THEN 'locked' ELSE 'free' END,
               count(DISTINCT t.TrackId), count(DISTINCT i.CustomerId),
               round(sum(l.UnitPrice * l.Quantity)
                     / (sum(t.Milliseconds * l.Quantity) / 60000.0), 4) AS per_minute
        FROM MediaType m JOIN Track t USING (MediaTypeId) LEFT JOIN InvoiceLine l USING (TrackId)
             LEFT JOIN Invoice i USING (InvoiceId)
        GROUP BY m.MediaTypeId ORDER BY per_minute DESC NULLS LAST, m.MediaTypeId",
    ask: |conn| answer(conn, &media_types()),
};

/// Media type, whether copies are locked, tracks on offer, buyers, revenue per minute sold.
pub type Earnings = (Nullable<Text>, Text, Int, Int, Nullable<Decimal>);

/// All media types, the best earner first.
pub fn media_types() -> Select<Earnings> {
    let copies = case(MEDIA_TYPE.name.contains("Protected"), "locked").otherwise("free");
    let milliseconds = sum(TRACK.milliseconds * INVOICE_LINE.quantity);
    let per_minute = round(revenue() * 60_000 / milliseconds, 4).label("per_minute");
    select((
        MEDIA_TYPE.name,
        copies.label("copies"),
        count_distinct(TRACK.track_id).label("tracks"),
        count_distinct(INVOICE.customer_id).label("buyers"),
        &per_minute,
    ))
    .from(MEDIA_TYPE.join(TRACK).left_join(INVOICE_LINE).left_join(INVOICE))
    .group_by((MEDIA_TYPE.media_type_id, MEDIA_TYPE.name))
    .order_by((per_minute.desc().nulls_last(), MEDIA_TYPE.media_type_id))
}

fn revenue() -> Expr<Nullable<Decimal>> {
    sum(INVOICE_LINE.unit_price * INVOICE_LINE.quantity)
}
