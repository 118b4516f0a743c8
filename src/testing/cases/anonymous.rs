//! Names that nobody has to think of.

use crate::ErrorKind::Invalid;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Case, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let (a, b) = (ARTIST.alias_named(anonymous()), ARTIST.alias_named(anonymous()));
    let pairs = select((a.col(ARTIST.name), b.col(ARTIST.name)))
        .from((&a).join(&b).on(a.col(ARTIST.artist_id).lt(b.col(ARTIST.artist_id))))
        .filter(b.col(ARTIST.artist_id).lt(3));
    let albums = count(ALBUM.album_id).label("albums");
    let per_artist = || select((ALBUM.artist_id, &albums)).from(ALBUM).group_by(ALBUM.artist_id);
    let (t, w) = (per_artist().subquery(anonymous()), per_artist().cte(anonymous()));
    let both = select((t.col(ALBUM.artist_id), w.col(&albums)))
        .from((&t).join(&w).on(t.col(ALBUM.artist_id).eq(w.col(ALBUM.artist_id))))
        .filter(t.col(&albums).gt(1))
        .with(&w);
    let taken = ARTIST.alias("anon_1");
    let free = ARTIST.alias_named(anonymous());
    let beside = select((taken.name, free.col(ARTIST.name)))
        .from(taken.join(&free).on(taken.artist_id.eq(free.col(ARTIST.artist_id))))
        .filter(taken.artist_id.eq(1));
    let first = ARTIST.alias_named(anonymous());
    let clash = select((first.col(ARTIST.name), taken.name)).from((&first).cross_join(taken));
    vec![
        case("a table beside itself", pairs)
            .same(r#"SELECT "anon_1"."name", "anon_2"."name" FROM "artist" AS "anon_1" JOIN "artist" AS "anon_2" ON "anon_1"."artist_id" < "anon_2"."artist_id" WHERE "anon_2"."artist_id" < ?"#)
            .rows(rows![("AC/DC", "Accept")]),
        case("a subquery and a common table expression", both)
            .same(r#"WITH "anon_1" AS (SELECT "album"."artist_id", count("album"."album_id") AS "albums" FROM "album" GROUP BY "album"."artist_id") SELECT "anon_2"."artist_id", "anon_1"."albums" FROM (SELECT "album"."artist_id", count("album"."album_id") AS "albums" FROM "album" GROUP BY "album"."artist_id") AS "anon_2" JOIN "anon_1" ON "anon_2"."artist_id" = "anon_1"."artist_id" WHERE "anon_2"."albums" > ?"#)
            .rows(rows![(1, 2)]),
        case("a name that is there is left alone", beside)
            .same(r#"SELECT "anon_1"."name", "anon_2"."name" FROM "artist" AS "anon_1" JOIN "artist" AS "anon_2" ON "anon_1"."artist_id" = "anon_2"."artist_id" WHERE "anon_1"."artist_id" = ?"#)
            .rows(rows![("AC/DC", "AC/DC")]),
        refused(clash, Invalid, ["anon_1", "anonymous"]),
    ]
}
