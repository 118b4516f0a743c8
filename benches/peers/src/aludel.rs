//! Aludel.

use aludel::ast::{Name, QuotedColumn, StaticColumn};
use aludel::dialect::{Dialect, Features, Placeholder, Powers, Upsert};
use aludel::prelude::*;
use aludel::schema::{ColumnDef, TableDef};
use std::borrow::Cow;

use crate::{Built, Input, Peer, built};

pub const PEER: Peer = Peer {
    name: "aludel",
    queries: [
        Some(|input| finish(&q1(input))),
        Some(|input| finish(&q2(input))),
        Some(|input| finish(&q3(input))),
        Some(|input| finish(&q4(input))),
        Some(|input| finish(&q5(input))),
        Some(|input| finish(&q6(input))),
        Some(|input| finish(&q7(input))),
    ],
    prepared: [
        Some(|input| prepare(q1(input))),
        Some(|input| prepare(q2(input))),
        Some(|input| prepare(q3(input))),
        Some(|input| prepare(q4(input))),
        Some(|input| prepare(q5(input))),
        Some(|input| prepare(q6(input))),
        Some(|input| prepare(q7(input))),
    ],
};

/// PostgreSQL as far as these statements go.
struct Dollar;

static FEATURES: Features = Features {
    placeholder: Placeholder::Dollar,
    upsert: Upsert::OnConflict,
    ..Features::ANSI
};
static POWERS: Powers = Powers::ANSI;

impl Dialect for Dollar {
    fn name(&self) -> &'static str {
        "dollar"
    }

    fn features(&self) -> &Features {
        &FEATURES
    }

    fn powers(&self) -> &Powers {
        &POWERS
    }
}

macro_rules! tbl {
    ($const:ident $st:ident $refs:ident $ty:ident = $name:literal { $($col:ident: $m:ty = $i:literal),* }) => {
        static $refs: &[StaticColumn] = &[$(StaticColumn { table: &$st, index: $i, quoted: QuotedColumn { full: concat!("\"", $name, "\".\"", stringify!($col), "\""), name: concat!("\"", stringify!($col), "\"") } }),*];
        static $st: TableDef = TableDef {
            schema: None,
            name: Name::Static($name),
            columns: Cow::Borrowed(&[$(ColumnDef::new(Name::Static(stringify!($col)), SqlType::Text)),*]),
            foreign_keys: Cow::Borrowed(&[]),
            unique_keys: Cow::Borrowed(&[]),
            refs: $refs,
            quoted: concat!("\"", $name, "\""),
        };
        #[derive(Clone, Copy)]
        struct $ty { $($col: Column<$m>),* }
        const $const: $ty = $ty { $($col: Column::new(&$refs[$i])),* };
        impl IntoSource for $ty { #[inline] fn into_source(self) -> aludel::ast::Source { aludel::ast::Source::Table(aludel::ast::TableRef::Static(&$st)) } }
        impl From<$ty> for aludel::ast::TableRef { #[inline] fn from(_: $ty) -> Self { aludel::ast::TableRef::Static(&$st) } }
    };
}

tbl!(ARTIST ARTIST_DEF ARTIST_REFS Artist = "artist" { artist_id: Int = 0, name: Text = 1 });
tbl!(ALBUM ALBUM_DEF ALBUM_REFS Album = "album" { album_id: Int = 0, title: Text = 1, artist_id: Int = 2 });
tbl!(TRACK TRACK_DEF TRACK_REFS Track = "track" { track_id: Int = 0, album_id: Int = 1, milliseconds: Int = 2, unit_price: Float = 3 });
tbl!(CUSTOMER CUSTOMER_DEF CUSTOMER_REFS Customer = "customer" { id: Int = 0, name: Text = 1, email: Text = 2, country: Text = 3, active: Bool = 4, age: Int = 5 });

fn finish(statement: &impl Compile) -> Built {
    let sql = statement.to_sql(&Dollar).expect("the statements are valid");
    let count = sql.params().len();
    let (text, params) = sql.into_parts();
    built(text, params, count)
}

fn prepare(statement: impl Compile + 'static) -> Box<dyn Fn() -> Built> {
    Box::new(move || finish(&statement))
}

fn q1(input: &Input) -> impl Compile + use<> {
    select((CUSTOMER.id, CUSTOMER.name, CUSTOMER.email))
        .from(CUSTOMER)
        .filter(CUSTOMER.id.eq(input.id))
}

fn q2(input: &Input) -> impl Compile + use<> {
    let c = CUSTOMER;
    select((c.id, c.name, c.email, c.country, c.age))
        .from(c)
        .filter(c.active.eq(input.active).or(c.age.gt(input.age)))
        .filter(c.name.like(&input.pattern))
        .filter(c.country.in_(&input.countries))
        .order_by((c.name.asc(), c.id.desc()))
        .limit(input.limit)
        .offset(input.offset)
}

fn q3(input: &Input) -> impl Compile + use<> {
    let tracks = || count(TRACK.track_id);
    let length = || sum(TRACK.milliseconds);
    select((
        ARTIST.name,
        ALBUM.title,
        tracks(),
        length(),
        coalesce(sum(TRACK.unit_price), 0.0),
        case(tracks().gt(10), "long").otherwise("short"),
    ))
    .from(
        ARTIST
            .join(ALBUM)
            .on(ALBUM.artist_id.eq(ARTIST.artist_id))
            .join(TRACK)
            .on(TRACK.album_id.eq(ALBUM.album_id)),
    )
    .group_by((ARTIST.name, ALBUM.title))
    .having(tracks().gt(input.least))
    .order_by(length().desc())
}

fn q4(input: &Input) -> impl Compile + use<> {
    let albums = count(ALBUM.album_id).label("albums");
    let prolific = select((ALBUM.artist_id, &albums))
        .from(ALBUM)
        .group_by(ALBUM.artist_id)
        .cte("prolific");
    let c = CUSTOMER;
    let grown = select((c.name, c.country, c.age))
        .from(c)
        .filter(c.active.eq(input.active))
        .filter(c.age.gt(input.age))
        .cte("grown");
    let namesakes = select(ARTIST.artist_id)
        .from(ARTIST)
        .filter(ARTIST.name.eq(grown.col(c.name)))
        .filter(ARTIST.artist_id.gt(input.id));
    let in_country =
        window().partition_by(grown.col(c.country)).order_by(grown.col(c.age).desc());
    let artists = select((ARTIST.name, prolific.col(&albums)))
        .from(
            ARTIST.join(&prolific).on(prolific.col(ALBUM.artist_id).eq(ARTIST.artist_id)),
        )
        .filter(prolific.col(&albums).gt(input.least));
    select((grown.col(c.name), row_number().over(in_country).label("place")))
        .from(&grown)
        .filter(namesakes.exists())
        .union_all(artists)
        .with(&prolific)
        .with(&grown)
}

fn q5(input: &Input) -> impl Compile + use<> {
    let c = CUSTOMER;
    let row = &input.customer;
    insert(c)
        .columns((c.id, c.name, c.email, c.country, c.active, c.age))
        .values((row.id, &*row.name, &*row.email, &*row.country, row.active, row.age))
        .returning(c.id)
}

fn q6(input: &Input) -> impl Compile + use<> {
    let c = CUSTOMER;
    insert(c)
        .columns((c.id, c.name, c.email, c.country, c.active, c.age))
        .rows(input.customers.iter().map(|row| {
            (row.id, &*row.name, &*row.email, &*row.country, row.active, row.age)
        }))
        .on_conflict((c.id,))
        .do_update(|row| row.set_excluded((c.name, c.email, c.country, c.active, c.age)))
}

fn q7(input: &Input) -> impl Compile + use<> {
    let mut q = select(CUSTOMER.id).from(CUSTOMER);
    for (age, name) in &input.conditions {
        q = q.filter(CUSTOMER.age.gt(*age)).filter(CUSTOMER.name.eq(&**name));
    }
    q
}
