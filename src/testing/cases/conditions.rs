//! Cases of one condition: the albums or the artists for which it holds, by their keys.
//!
//! `albums!("…")` is the text with a condition in it, `albums!(mysql "…")` in MySQL's quotes.

use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Case, case};

/// The albums for which a condition holds. One has no year.
pub(super) fn albums(name: &'static str, condition: Cond) -> Case {
    case(name, select(ALBUM.album_id).filter(condition).order_by(ALBUM.album_id))
}

/// The artists for which a condition holds. One has no name.
pub(super) fn artists(name: &'static str, condition: Cond) -> Case {
    case(name, select(ARTIST.artist_id).filter(condition).order_by(ARTIST.artist_id))
}

macro_rules! albums {
    (mysql $condition:literal) => {
        concat!(
            "SELECT `album`.`album_id` FROM `album` WHERE ",
            $condition,
            " ORDER BY `album`.`album_id`"
        )
    };
    ($condition:literal) => {
        concat!(
            r#"SELECT "album"."album_id" FROM "album" WHERE "#,
            $condition,
            r#" ORDER BY "album"."album_id""#
        )
    };
}

macro_rules! artists {
    (mysql $condition:literal) => {
        concat!(
            "SELECT `artist`.`artist_id` FROM `artist` WHERE ",
            $condition,
            " ORDER BY `artist`.`artist_id`"
        )
    };
    ($condition:literal) => {
        concat!(
            r#"SELECT "artist"."artist_id" FROM "artist" WHERE "#,
            $condition,
            r#" ORDER BY "artist"."artist_id""#
        )
    };
}
