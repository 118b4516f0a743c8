//! Questions about what is on offer.

use aludel::prelude::*;

use super::{Question, answer};
use crate::tables::{ALBUM, ARTIST, GENRE, INVOICE_LINE, PLAYLIST, PLAYLIST_TRACK, TRACK};

/// Two tables twice, under aliases; EXISTS and NOT EXISTS.
pub const STRANGE_PLAYLISTS: Question = Question {
    title: "Which playlists have tracks, but none in common?",
    plain: "
        SELECT a.PlaylistId, a.Name, b.PlaylistId, b.Name
        FROM Playlist a JOIN Playlist b ON a.PlaylistId < b.PlaylistId
        WHERE a.PlaylistId IN (SELECT PlaylistId FROM PlaylistTrack)
          AND b.PlaylistId IN (SELECT PlaylistId FROM PlaylistTrack)
          AND NOT EXISTS (
              SELECT TrackId FROM PlaylistTrack WHERE PlaylistId = a.PlaylistId
              INTERSECT
              SELECT TrackId FROM PlaylistTrack WHERE PlaylistId = b.PlaylistId)
        ORDER BY a.PlaylistId, b.PlaylistId",
    ask: |conn| answer(conn, &strange_playlists()),
};

/// A playlist and its name.
pub type Named = (Int, Nullable<Text>);

/// The two playlists.
pub fn strange_playlists() -> Select<(Named, Named)> {
    let (one, other) = (PLAYLIST.alias("one"), PLAYLIST.alias("other"));
    let (mine, yours) = (PLAYLIST_TRACK.alias("mine"), PLAYLIST_TRACK.alias("yours"));
    let has_tracks = |playlist: Column<Int>| {
        select_from(PLAYLIST_TRACK).filter(PLAYLIST_TRACK.playlist_id.eq(playlist)).exists()
    };
    let in_common = select(mine.track_id)
        .from(mine.join(yours).on(yours.track_id.eq(mine.track_id)))
        .filter(mine.playlist_id.eq(one.playlist_id))
        .filter(yours.playlist_id.eq(other.playlist_id))
        .exists();
    select((
        (one.playlist_id.label("one"), one.name.label("one_name")),
        (other.playlist_id.label("other"), other.name.label("other_name")),
    ))
    .from(one.join(other).on(one.playlist_id.lt(other.playlist_id)))
    .filter(has_tracks(one.playlist_id) & has_tracks(other.playlist_id))
    .filter(not(in_common))
    .order_by((one.playlist_id, other.playlist_id))
}

/// NOT EXISTS over a join whose ON comes from a foreign key.
pub const UNSOLD_ALBUMS: Question = Question {
    title: "Which albums has nobody ever bought a track of?",
    plain: "
        SELECT a.Name, b.Title, count(*) AS tracks
        FROM Artist a JOIN Album b USING (ArtistId) JOIN Track t USING (AlbumId)
        GROUP BY b.AlbumId
        HAVING sum(t.TrackId IN (SELECT TrackId FROM InvoiceLine)) = 0
        ORDER BY tracks DESC, b.AlbumId",
    ask: |conn| answer(conn, &unsold_albums()),
};

/// Artist, title, how many tracks.
pub fn unsold_albums() -> Select<(Nullable<Text>, Text, Int)> {
    let sold = TRACK.alias("sold");
    let tracks = count(TRACK.track_id).label("tracks");
    select((ARTIST.name, ALBUM.title, &tracks))
        .from(ARTIST.join(ALBUM).join(TRACK))
        .filter(not(select_from(INVOICE_LINE.join(sold))
            .filter(sold.album_id.eq(ALBUM.album_id))
            .exists()))
        .group_by((ALBUM.album_id, ALBUM.title, ARTIST.name))
        .order_by((tracks.desc(), ALBUM.album_id))
}

/// A correlated subquery as a value, integer division, and decimals that meet integers.
pub const LONG_TRACKS: Question = Question {
    title: "Which tracks are more than three times as long as their genre's average?",
    plain: "
        SELECT t.Name, g.Name, t.Milliseconds / 60000
        FROM Track t JOIN Genre g USING (GenreId)
             JOIN (SELECT GenreId, avg(Milliseconds) AS usual FROM Track GROUP BY GenreId)
             USING (GenreId)
        WHERE t.Milliseconds > 3 * usual
        ORDER BY t.Milliseconds DESC, t.TrackId",
    ask: |conn| answer(conn, &long_tracks()),
};

/// Track, genre, whole minutes.
pub fn long_tracks() -> Select<(Text, Nullable<Text>, Nullable<Int>)> {
    let peer = TRACK.alias("peer");
    let usual =
        select(avg(peer.milliseconds)).from(peer).filter(peer.genre_id.eq(TRACK.genre_id)).scalar();
    select((TRACK.name, GENRE.name.label("genre"), (TRACK.milliseconds / 60_000).label("minutes")))
        .from(TRACK.join(GENRE))
        .filter((usual * 3).lt(TRACK.milliseconds))
        .order_by((TRACK.milliseconds.desc(), TRACK.track_id))
}
