//! `table!`, `sql!` and the derives, as their users see them.
#![deny(missing_docs, missing_debug_implementations, unreachable_pub)]
#![warn(clippy::pedantic)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is a test")]

mod raw;
mod records;
mod rows;
mod tables;
mod values;

use std::marker::PhantomData;

use aludel::dialect::Ansi;
use aludel::prelude::*;

aludel::table! {
    /// People and bands.
    pub const ARTIST = "artist" {
        artist_id: Integer [primary_key],
        /// As on the cover.
        name: Nullable<Varchar(120)>,
    }
}

aludel::table! {
    pub const ALBUM = "album" {
        album_id: AlbumId [primary_key],
        title: Varchar(160),
        artist_id: Integer [references(ARTIST.artist_id, on_delete = cascade)],
        status: Status [default = "draft"],
        former: Nullable<Status>,
        rating: Nullable<Rating>,
    }
}

// Two that refer to each other, one of them to itself; several in one call.
aludel::table! {
    const PERSON = "person" {
        id: BigInt [primary_key],
        boss_id: Nullable<BigInt>
            [references(PERSON.id, on_delete = set_null, on_update = cascade)],
        home_id: BigInt [references(HOUSE.id, on_update = restrict)],
    }

    const HOUSE = "house" {
        id: BigInt [primary_key],
        owner_id: BigInt [references(PERSON.id, on_delete = set_default)],
    }
}

// Names that are keywords, methods, or odd.
aludel::table! {
    const ODD_TABLE2 = "my schema"."odd \"table\"" {
        r#type: Text [unique],
        r#ref: Text = "the ref" [default = "it's"],
        alias: Bool,
        join: Int,
        all: Text,
        outer: Text,
        filter: Bool,
    }
}

aludel::table! {
    const PLAYLIST_TRACK = "playlist_track" {
        playlist_id: Int [primary_key],
        track_id: Int [primary_key, references(crate::inner::TRACK.r#type)],
    }
}

// Keys of several columns, which may stand before the columns.
aludel::table! {
    const ROOM = "room" {
        unique(r#type, number),
        hotel: Int [primary_key],
        number: Int = "nr" [primary_key],
        r#type: Text,
    }

    const STAY = "stay" {
        hotel: Nullable<Int>,
        room: Nullable<Int>,
        day: Date,
        unique(hotel, day) [name = "one \"guest\""],
        foreign_key(hotel, room) [
            references(ROOM.hotel, ROOM.number, on_delete = set_null, on_update = cascade),
        ],
        foreign_key(day) [references(crate::inner::TRACK.r#type, name = "odd")],
    }
}

mod inner {
    aludel::table! {
        /// In another module, visible there.
        pub(crate) const TRACK = "track" {
            r#type: Int [primary_key],
        }
    }
}

aludel::table! {
    const TYPES = "types" {
        a: Boolean [default = true], b: Bool [default = false], c: SmallInt [default = -1],
        d: Integer, e: Int, f: BigInt [default = -9223372036854775808], g: UnsignedBigInt,
        h: Real, i: Double [default = 1.5], j: Float [default = -2],
        k: Decimal [default = 0], l: Decimal(10, 2) [default = 123456789012345678.90],
        m: Numeric(4, 0), n: Char(2), o: Varchar(3), p: Text, q: Blob, r: Bytes, s: Date,
        t: Time, u: Timestamp [default = now], v: TimestampTz [default = now], w: Interval,
        x: Uuid, y: Json [default = "{}"], z: Nullable<Decimal(1, 1)>,
    }
}

/// A number that only albums have.
#[derive(Clone, Copy, Debug, PartialEq, SqlValue)]
pub struct AlbumId(i64);

/// Text by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, SqlValue)]
#[aludel(rename_all = "snake_case", sql_type = Varchar(20))]
#[allow(missing_docs, reason = "the names say it")]
pub enum Status {
    #[default]
    Draft,
    OnSale,
    #[aludel(rename = "gone!")]
    Gone,
}

/// By number.
#[derive(Clone, Copy, Debug, PartialEq, SqlValue)]
#[aludel(as_integer, sql_type = SmallInt)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Rating {
    Bad = -1,
    Good = 2 * 3,
    Best,
}

/// A newtype around a newtype, with a name.
#[derive(Clone, Debug, PartialEq, SqlValue)]
struct Wrapped {
    inner: AlbumId,
}

/// An id that knows what it is of.
#[derive(Debug, SqlValue)]
struct Id<T>(u32, PhantomData<T>);

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Id(self.0, PhantomData)
    }
}

#[derive(Clone, Debug, SqlValue)]
struct Generic<T>(T);

fn text(statement: &impl Compile) -> String {
    statement.to_sql(&Ansi).unwrap().text().to_owned()
}
