//! Semi- and anti-joins.

use crate::ErrorKind::Scope as OutOfScope;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Case, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let own = || ALBUM.artist_id.eq(ARTIST.artist_id);
    let artists = || select(ARTIST.artist_id).from(ARTIST).order_by(ARTIST.artist_id);
    let later = ALBUM.alias("later");
    vec![
        case("rows that match any", artists().semi_join(ALBUM, own()))
            .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE EXISTS (SELECT 1 FROM "album" WHERE "album"."artist_id" = "artist"."artist_id") ORDER BY "artist"."artist_id""#)
            .rows(rows![(1), (2), (3)]),
        case("rows that match none", artists().anti_join(ALBUM, own()))
            .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE NOT EXISTS (SELECT 1 FROM "album" WHERE "album"."artist_id" = "artist"."artist_id") ORDER BY "artist"."artist_id""#)
            .rows(rows![(4)]),
        case(
            "beside other conditions",
            artists()
                .filter(ARTIST.artist_id.gt(1).or(ARTIST.name.eq("x")))
                .semi_join(ALBUM, own().and(ALBUM.year.gt(1990)))
                .anti_join(TRACK, TRACK.track_id.eq(ARTIST.artist_id).and(TRACK.live)),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE ("artist"."artist_id" > ? OR "artist"."name" = ?) AND EXISTS (SELECT 1 FROM "album" WHERE "album"."artist_id" = "artist"."artist_id" AND "album"."year" > ?) AND NOT EXISTS (SELECT 1 FROM "track" WHERE "track"."track_id" = "artist"."artist_id" AND "track"."live") ORDER BY "artist"."artist_id""#)
        .rows(rows![(3)]),
        case(
            "NULLs do not lead an anti-join astray",
            select(ALBUM.album_id)
                .from(ALBUM)
                .anti_join(later, later.year.gt(ALBUM.year))
                .order_by(ALBUM.album_id),
        )
        .same(r#"SELECT "album"."album_id" FROM "album" WHERE NOT EXISTS (SELECT 1 FROM "album" AS "later" WHERE "later"."year" > "album"."year") ORDER BY "album"."album_id""#)
        .rows(rows![(3), (4)]),
        case(
            "over a join",
            artists().semi_join(ALBUM.join(TRACK), own().and(TRACK.seconds.gt(310))),
        )
        .same(r#"SELECT "artist"."artist_id" FROM "artist" WHERE EXISTS (SELECT 1 FROM "album" JOIN "track" ON "track"."album_id" = "album"."album_id" WHERE "album"."artist_id" = "artist"."artist_id" AND "track"."seconds" > ?) ORDER BY "artist"."artist_id""#)
        .rows(rows![(3)]),
        refused(
            artists().semi_join(ALBUM, TRACK.album_id.eq(ALBUM.album_id)),
            OutOfScope,
            ["track is not in FROM", "in scope: artist, album"],
        ),
    ]
}
