//! diesel: its own path from a statement to text and binds, without a connection.
//!
//! It has no WITH and so no Q4. A connection that has the statement in its cache would skip the
//! text; here it is made each time, as by the others. Its columns are always qualified, and a list
//! for IN is one array parameter.

use diesel::dsl::{case_when, count, sum};
use diesel::pg::{Pg, PgMetadataLookup, PgQueryBuilder, PgTypeMetadata};
use diesel::prelude::*;
use diesel::query_builder::bind_collector::RawBytesBindCollector;
use diesel::query_builder::{QueryBuilder, QueryFragment};
use diesel::sql_types::{Double, Nullable, Text};
use diesel::upsert::excluded;

use crate::{Built, Customer, Input, Peer, built};

pub const PEER: Peer = Peer {
    name: "diesel",
    queries: [Some(q1), Some(q2), Some(q3), None, Some(q5), Some(q6), Some(q7)],
    prepared: [None; 7],
};

diesel::table! {
    artist (artist_id) {
        artist_id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    album (album_id) {
        album_id -> BigInt,
        title -> Text,
        artist_id -> BigInt,
    }
}

diesel::table! {
    track (track_id) {
        track_id -> BigInt,
        name -> Text,
        album_id -> BigInt,
        genre_id -> BigInt,
        milliseconds -> Integer,
        unit_price -> Double,
    }
}

diesel::table! {
    customer (id) {
        id -> BigInt,
        name -> Text,
        email -> Text,
        country -> Text,
        active -> Bool,
        age -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(artist, album, track);
diesel::allow_columns_to_appear_in_same_group_by_clause!(artist::name, album::title);

#[diesel::declare_sql_function]
extern "SQL" {
    fn coalesce(value: Nullable<Double>, other: Double) -> Double;
}

/// Knows no types by name; the built-in ones are known without it.
struct NoLookup;

impl PgMetadataLookup for NoLookup {
    fn lookup_type(&mut self, type_name: &str, _schema: Option<&str>) -> PgTypeMetadata {
        unreachable!("{type_name} is not built in")
    }
}

fn finish(query: impl QueryFragment<Pg>) -> Built {
    let mut text = PgQueryBuilder::new();
    query.to_sql(&mut text, &Pg).expect("the text is made");
    let mut params = RawBytesBindCollector::<Pg>::new();
    query.collect_binds(&mut params, &mut NoLookup, &Pg).expect("every value is encoded");
    let count = params.binds.len();
    built(text.finish(), params, count)
}

pub fn q1(input: &Input) -> Built {
    let query = customer::table
        .select((customer::id, customer::name, customer::email))
        .filter(customer::id.eq(input.id));
    finish(query)
}

pub fn q2(input: &Input) -> Built {
    let query = customer::table
        .select((customer::id, customer::name, customer::email, customer::country, customer::age))
        .filter(customer::active.eq(input.active).or(customer::age.gt(input.age)))
        .filter(customer::name.like(&*input.pattern))
        .filter(customer::country.eq_any(&input.countries))
        .order_by((customer::name.asc(), customer::id.desc()))
        .limit(input.limit)
        .offset(input.offset);
    finish(query)
}

pub fn q3(input: &Input) -> Built {
    let tracks = count(track::track_id);
    let length = sum(track::milliseconds);
    let query = artist::table
        .inner_join(album::table.on(album::artist_id.eq(artist::artist_id)))
        .inner_join(track::table.on(track::album_id.eq(album::album_id)))
        .group_by((artist::name, album::title))
        .select((
            artist::name,
            album::title,
            tracks,
            length,
            coalesce(sum(track::unit_price), 0.0),
            case_when::<_, _, Text>(tracks.gt(10), "long").otherwise("short"),
        ))
        .having(tracks.gt(input.least))
        .order_by(length.desc());
    finish(query)
}

/// The values of one row, as a tuple that diesel can insert.
macro_rules! row {
    ($row:expr) => {{
        let row: &Customer = $row;
        (
            customer::id.eq(row.id),
            customer::name.eq(&*row.name),
            customer::email.eq(&*row.email),
            customer::country.eq(&*row.country),
            customer::active.eq(row.active),
            customer::age.eq(row.age),
        )
    }};
}

pub fn q5(input: &Input) -> Built {
    let query =
        diesel::insert_into(customer::table).values(row!(&input.customer)).returning(customer::id);
    finish(query)
}

pub fn q6(input: &Input) -> Built {
    let rows: Vec<_> = input.customers.iter().map(|c| row!(c)).collect();
    let query = diesel::insert_into(customer::table)
        .values(rows)
        .on_conflict(customer::id)
        .do_update()
        .set((
            customer::name.eq(excluded(customer::name)),
            customer::email.eq(excluded(customer::email)),
            customer::country.eq(excluded(customer::country)),
            customer::active.eq(excluded(customer::active)),
            customer::age.eq(excluded(customer::age)),
        ));
    finish(query)
}

pub fn q7(input: &Input) -> Built {
    let mut query = customer::table.select(customer::id).into_boxed();
    for (age, name) in &input.conditions {
        query = query.filter(customer::age.gt(*age)).filter(customer::name.eq(&**name));
    }
    finish(query)
}
