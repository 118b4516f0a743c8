//! The tables that the cases are over.

use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

aludel::table! {
    pub const ARTIST = "artist" {
        artist_id: Integer [primary_key],
        name: Nullable<Varchar(120)>,
    }
}

aludel::table! {
    pub const ALBUM = "album" {
        album_id: Integer [primary_key],
        title: Varchar(160),
        artist_id: Integer [references(ARTIST.artist_id)],
        year: Nullable<Integer>,
    }
}

aludel::table! {
    pub const TRACK = "track" {
        track_id: Integer [primary_key],
        album_id: Integer [references(ALBUM.album_id, on_delete = cascade)],
        name: Text,
        seconds: Integer,
        price: Double,
        live: Boolean,
    }
}

/// A fresh database in memory with the tables filled.
pub(crate) fn open() -> PooledConnection {
    fill().expect("the shop opens")
}

fn fill() -> aludel::Result<PooledConnection> {
    let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    conn.create_all(&[ARTIST.into(), ALBUM.into(), TRACK.into()])?;
    conn.execute(&insert(ARTIST).columns((ARTIST.artist_id, ARTIST.name)).rows([
        (1, Some("AC/DC")),
        (2, Some("Accept")),
        (3, Some("Björk")),
        (4, None),
    ]))?;
    conn.execute(
        &insert(ALBUM).columns((ALBUM.album_id, ALBUM.title, ALBUM.artist_id, ALBUM.year)).rows([
            (1, "For Those About To Rock", 1, Some(1981)),
            (2, "Balls to the Wall", 2, Some(1983)),
            (3, "100% Rock_n_Roll", 1, None),
            (4, "Homogenic", 3, Some(1997)),
        ]),
    )?;
    conn.execute(
        &insert(TRACK)
            .columns((
                TRACK.track_id,
                TRACK.album_id,
                TRACK.name,
                TRACK.seconds,
                TRACK.price,
                TRACK.live,
            ))
            .rows([
                (1, 1, "Evil Walks", 263, 0.99, false),
                (2, 1, "Snowballed", 203, 0.99, true),
                (3, 2, "London Leatherboys", 237, 1.5, false),
                (4, 4, "Jóga", 305, 2.25, false),
                (5, 4, "Bachelorette", 312, 2.25, true),
            ]),
    )?;
    Ok(conn)
}
