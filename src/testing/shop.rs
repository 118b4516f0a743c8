//! The tables that the cases are over: a record shop.

use crate::ast::{TableRef, Trusted};
use crate::dialect::Dialect;
use crate::engine::Connection;
use crate::error::Result;
use crate::typed::{RawSql, insert};

crate::table! {
    /// People and bands. The last one has no name.
    pub const ARTIST = "artist" {
        artist_id: Integer [primary_key],
        name: Nullable<Varchar(120)>,
    }
}

crate::table! {
    /// Records. One has no year.
    pub const ALBUM = "album" {
        album_id: Integer [primary_key],
        title: Varchar(160),
        artist_id: Integer [references(ARTIST.artist_id)],
        year: Nullable<Integer>,
    }
}

crate::table! {
    /// What is on the records.
    pub const TRACK = "track" {
        track_id: Integer [primary_key],
        album_id: Integer [references(ALBUM.album_id, on_delete = cascade)],
        name: Varchar(200),
        seconds: Integer,
        price: Double,
        live: Boolean,
    }
}

crate::table! {
    /// What is written about the records, in a table that the database searches in.
    pub const REVIEW = "review" {
        review_id: Integer [primary_key],
        title: Varchar(160),
        body: Nullable<Text>,
    }
}

/// The shop in a database: made anew when a statement may have changed it.
#[derive(Default)]
pub(super) struct Shop {
    open: bool,
    reviewed: bool,
}

impl Shop {
    /// Makes and fills the tables, unless they are as they were.
    pub(super) fn open(&mut self, conn: &mut Connection) -> Result<()> {
        if !self.open {
            open(conn)?;
            self.open = true;
        }
        Ok(())
    }

    /// Makes and fills the table of reviews, in the words of the database that has searches. No
    /// case changes it.
    pub(super) fn open_reviews(&mut self, conn: &mut Connection) -> Result<()> {
        if !self.reviewed {
            reviews(conn)?;
            self.reviewed = true;
        }
        Ok(())
    }

    /// The tables may have changed.
    pub(super) fn disturbed(&mut self) {
        self.open = false;
    }
}

/// Makes the tables of the shop anew, and fills them.
///
/// # Errors
/// What the database says.
pub fn open(conn: &mut Connection) -> Result<()> {
    let tables: [TableRef; 3] = [ARTIST.into(), ALBUM.into(), TRACK.into()];
    conn.drop_all(&tables)?;
    conn.create_all(&tables)?;
    // The artists' keys are the database's own, so that the next one is 5.
    for names in rows(conn, &[Some("AC/DC"), Some("Accept"), Some("Björk"), None]) {
        let names = names.iter().map(|name| (*name,));
        conn.execute(&insert(ARTIST).columns((ARTIST.name,)).rows(names))?;
    }
    let albums = [
        (1, "For Those About To Rock", 1, Some(1981)),
        (2, "Balls to the Wall", 2, Some(1983)),
        (3, "100% Rock_n_Roll", 1, None),
        (4, "Homogenic", 3, Some(1997)),
    ];
    for albums in rows(conn, &albums) {
        let all = (ALBUM.album_id, ALBUM.title, ALBUM.artist_id, ALBUM.year);
        conn.execute(&insert(ALBUM).columns(all).rows(albums.iter().copied()))?;
    }
    let tracks = [
        (1, 1, "Evil Walks", 263, 0.99, false),
        (2, 1, "Snowballed", 203, 0.99, true),
        (3, 2, "London Leatherboys", 237, 1.5, false),
        (4, 4, "Jóga", 305, 2.25, false),
        (5, 4, "Bachelorette", 312, 2.25, true),
    ];
    for tracks in rows(conn, &tracks) {
        let all =
            (TRACK.track_id, TRACK.album_id, TRACK.name, TRACK.seconds, TRACK.price, TRACK.live);
        conn.execute(&insert(TRACK).columns(all).rows(tracks.iter().copied()))?;
    }
    Ok(())
}

/// The dialect that another one deviates from, at the end.
fn root(dialect: &dyn Dialect) -> &dyn Dialect {
    dialect.base().map_or(dialect, root)
}

fn reviews(conn: &mut Connection) -> Result<()> {
    let create = match root(conn.dialect()).name() {
        "sqlite" => "CREATE VIRTUAL TABLE review USING fts5(review_id UNINDEXED, title, body)",
        "mysql" | "mariadb" => {
            "CREATE TABLE review (review_id integer PRIMARY KEY, title varchar(160) NOT NULL, \
             body text, FULLTEXT (title), FULLTEXT (title, body)) ENGINE=InnoDB CHARSET=utf8mb4"
        }
        _ => {
            "CREATE TABLE review (review_id integer PRIMARY KEY, title varchar(160) NOT NULL, \
             body text)"
        }
    };
    conn.execute(&RawSql::trusted(Trusted::new("DROP TABLE IF EXISTS review")))?;
    conn.execute(&RawSql::trusted(Trusted::new(create)))?;
    let reviews = [
        (1, "Loud guitars", Some("Heavy guitars, and a singer who's shouting")),
        (2, "Quiet strings", Some("A string octet; heavy beats beside soft singing")),
        (3, "Guitars again", None),
        (4, "Soft beats", Some("Electronic music with a beats-driven heart")),
    ];
    for reviews in rows(conn, &reviews) {
        let all = (REVIEW.review_id, REVIEW.title, REVIEW.body);
        conn.execute(&insert(REVIEW).columns(all).rows(reviews.iter().copied()))?;
    }
    Ok(())
}

/// The rows for one INSERT each: all at once where the database takes them.
fn rows<'r, T>(conn: &Connection, rows: &'r [T]) -> std::slice::Chunks<'r, T> {
    rows.chunks(if conn.dialect().features().multi_row_values { rows.len() } else { 1 })
}
