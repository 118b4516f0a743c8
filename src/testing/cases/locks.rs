//! Row locks. That they lock is shown with two connections, in `tests/cases/locking.rs`.

use crate::ErrorKind::Unsupported;
use crate::ast::LockStrength;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Capability, Case, case, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let first = || select(ARTIST.name).from(ARTIST).filter(ARTIST.artist_id.eq(1));
    let both =
        || select((ARTIST.name, ALBUM.title)).from(ARTIST.join(ALBUM)).filter(ALBUM.album_id.eq(4));
    let lock = RowLock::new;
    vec![
        case("FOR UPDATE", first().for_update())
            .needs(Capability::RowLocks)
            .same(r#"SELECT "artist"."name" FROM "artist" WHERE "artist"."artist_id" = ? FOR UPDATE"#)
            .rows(rows![("AC/DC")]),
        case("FOR SHARE", first().for_share())
            .needs(Capability::RowLocks)
            .same(r#"SELECT "artist"."name" FROM "artist" WHERE "artist"."artist_id" = ? FOR SHARE"#)
            .mariadb("SELECT `artist`.`name` FROM `artist` WHERE `artist`.`artist_id` = ? LOCK IN SHARE MODE")
            .rows(rows![("AC/DC")]),
        case("FOR NO KEY UPDATE", first().lock(lock(LockStrength::NoKeyUpdate)))
            .needs(Capability::KeyLocks)
            .postgres(r#"SELECT "artist"."name" FROM "artist" WHERE "artist"."artist_id" = $1 FOR NO KEY UPDATE"#)
            .rows(rows![("AC/DC")]),
        case("FOR KEY SHARE", first().lock(lock(LockStrength::KeyShare)))
            .needs(Capability::KeyLocks)
            .postgres(r#"SELECT "artist"."name" FROM "artist" WHERE "artist"."artist_id" = $1 FOR KEY SHARE"#)
            .rows(rows![("AC/DC")]),
        case("FOR UPDATE OF", both().lock(lock(LockStrength::Update).of("album")))
            .needs(Capability::LockOf)
            .same(r#"SELECT "artist"."name", "album"."title" FROM "artist" JOIN "album" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = ? FOR UPDATE OF "album""#)
            .rows(rows![("Björk", "Homogenic")]),
        case(
            "FOR UPDATE OF several",
            both().lock(lock(LockStrength::Update).of("album").of("artist").no_wait()),
        )
        .needs(Capability::LockOf)
        .same(r#"SELECT "artist"."name", "album"."title" FROM "artist" JOIN "album" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = ? FOR UPDATE OF "album", "artist" NOWAIT"#)
        .rows(rows![("Björk", "Homogenic")]),
        case(
            "two locks",
            both()
                .lock(lock(LockStrength::Update).of("album"))
                .lock(lock(LockStrength::Share).of("artist")),
        )
        .needs(Capability::LockOf)
        .same(r#"SELECT "artist"."name", "album"."title" FROM "artist" JOIN "album" ON "album"."artist_id" = "artist"."artist_id" WHERE "album"."album_id" = ? FOR UPDATE OF "album" FOR SHARE OF "artist""#)
        .rows(rows![("Björk", "Homogenic")]),
        case("NOWAIT", first().lock(lock(LockStrength::Update).no_wait()))
            .needs(Capability::RowLocks)
            .same(r#"SELECT "artist"."name" FROM "artist" WHERE "artist"."artist_id" = ? FOR UPDATE NOWAIT"#)
            .rows(rows![("AC/DC")]),
        case(
            "SKIP LOCKED, after LIMIT",
            select(ARTIST.artist_id)
                .from(ARTIST)
                .order_by(ARTIST.artist_id)
                .limit(2)
                .lock(lock(LockStrength::Share).skip_locked()),
        )
        .needs(Capability::SkipLocked)
        .same(r#"SELECT "artist"."artist_id" FROM "artist" ORDER BY "artist"."artist_id" LIMIT ? FOR SHARE SKIP LOCKED"#)
        .mariadb("SELECT `artist`.`artist_id` FROM `artist` ORDER BY `artist`.`artist_id` LIMIT ? LOCK IN SHARE MODE SKIP LOCKED")
        .rows(rows![(1), (2)]),
        case(
            "a lock beside DISTINCT ON",
            first().distinct_on(ARTIST.name).for_update(),
        )
        .refused_on("sqlite", Unsupported, ["a lock on rows", "DISTINCT ON", "by them"])
        .refused_on("mysql", Unsupported, ["a lock on rows", "DISTINCT ON", "by them"])
        .refused_on("postgres", Unsupported, ["a lock on rows", "DISTINCT ON", "by them"])
        .at("FOR UPDATE"),
        case(
            "a lock beside GROUP BY",
            select(ARTIST.name).from(ARTIST).filter(ARTIST.artist_id.eq(1)).group_by(ARTIST.name).for_update(),
        )
        .needs(Capability::RowLocks)
        .refused_on("postgres", Unsupported, ["beside DISTINCT, DISTINCT ON, GROUP BY or HAVING"])
        .at("FOR UPDATE")
        .mysql("SELECT `artist`.`name` FROM `artist` WHERE `artist`.`artist_id` = ? GROUP BY `artist`.`name` FOR UPDATE")
        .rows(rows![("AC/DC")]),
    ]
}
