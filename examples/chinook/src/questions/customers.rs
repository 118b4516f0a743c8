//! Questions about customers.

use aludel::prelude::*;

use super::{Question, answer};
use crate::tables::{CUSTOMER, GENRE, INVOICE, INVOICE_LINE, TRACK};

/// A subquery in FROM, and the same one again in a correlated subquery.
pub const BEST_CUSTOMERS: Question = Question {
    title: "Who has spent most in each country?",
    plain: "
        WITH account AS (
            SELECT c.CustomerId, c.Country, c.FirstName || ' ' || c.LastName AS customer,
                   round(sum(i.Total), 2) AS spent
            FROM Customer c JOIN Invoice i ON i.CustomerId = c.CustomerId
            GROUP BY c.CustomerId
        )
        SELECT Country, customer, spent FROM account a
        WHERE spent = (SELECT max(spent) FROM account b WHERE b.Country = a.Country)
        ORDER BY spent DESC, CustomerId",
    ask: |conn| answer(conn, &best_customers()),
};

/// Country, customer, money spent.
pub fn best_customers() -> Select<(Nullable<Text>, Text, Nullable<Decimal>)> {
    let spent = round(sum(INVOICE.total), 2).label("spent");
    let accounts = select((CUSTOMER.customer_id, CUSTOMER.country, &spent))
        .from(CUSTOMER.join(INVOICE))
        .group_by((CUSTOMER.customer_id, CUSTOMER.country));
    let account = accounts.clone().subquery("account");
    let rival = accounts.subquery("rival");
    let most = select(max(rival.col(&spent)))
        .from(&rival)
        .filter(rival.col(CUSTOMER.country).eq(account.col(CUSTOMER.country)))
        .scalar();
    select((CUSTOMER.country, customer_name(), account.col(&spent)))
        .from(
            CUSTOMER.join(&account).on(account.col(CUSTOMER.customer_id).eq(CUSTOMER.customer_id)),
        )
        .filter(account.col(&spent).eq(most))
        .order_by((account.col(&spent).desc(), CUSTOMER.customer_id))
}

/// There is no genre that they did not buy: NOT EXISTS within NOT EXISTS.
pub const ALL_ROUNDERS: Question = Question {
    title: "Which customers have bought from every one of the five best-selling genres?",
    plain: "
        WITH favourite AS (
            SELECT t.GenreId FROM Track t JOIN InvoiceLine l ON l.TrackId = t.TrackId
            WHERE t.GenreId IS NOT NULL
            GROUP BY t.GenreId ORDER BY sum(l.Quantity) DESC, t.GenreId LIMIT 5
        )
        SELECT c.FirstName || ' ' || c.LastName, c.Country FROM Customer c
        WHERE (
            SELECT count(DISTINCT t.GenreId)
            FROM Invoice i JOIN InvoiceLine l USING (InvoiceId) JOIN Track t USING (TrackId)
            WHERE i.CustomerId = c.CustomerId AND t.GenreId IN (SELECT GenreId FROM favourite)
        ) = (SELECT count(*) FROM favourite)
        ORDER BY c.CustomerId",
    ask: |conn| answer(conn, &all_rounders()),
};

/// Customer, country.
pub fn all_rounders() -> Select<(Text, Nullable<Text>)> {
    let favourite = select(GENRE.genre_id)
        .from(GENRE.join(TRACK).join(INVOICE_LINE))
        .group_by(GENRE.genre_id)
        .order_by((sum(INVOICE_LINE.quantity).desc(), GENRE.genre_id))
        .limit(5)
        .subquery("favourite");
    let bought = select(INVOICE_LINE.invoice_line_id)
        .from(INVOICE.join(INVOICE_LINE).join(TRACK))
        .filter(INVOICE.customer_id.eq(CUSTOMER.customer_id))
        .filter(TRACK.genre_id.eq(favourite.col(GENRE.genre_id)))
        .exists();
    let missed = select_from(&favourite).filter(not(bought)).exists();
    select((customer_name(), CUSTOMER.country))
        .from(CUSTOMER)
        .filter(not(missed))
        .order_by(CUSTOMER.customer_id)
}

fn customer_name() -> Expr<Text> {
    CUSTOMER.first_name.concat(" ").concat(CUSTOMER.last_name).label("customer")
}
