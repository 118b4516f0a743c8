//! `#[derive(Insertable)]`.

use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

use super::{ALBUM, ARTIST, AlbumId, Status};

#[derive(Clone, Insertable)]
struct NewArtist<'a> {
    name: Option<&'a str>,
    #[aludel(skip)]
    #[allow(dead_code, reason = "it is no column")]
    asked: bool,
}

#[derive(Insertable)]
#[aludel(rename_all = "snake_case")]
#[allow(non_snake_case, reason = "the rule makes the names")]
struct NewAlbum<T> {
    albumId: AlbumId,
    #[aludel(rename = "title")]
    called: T,
    artistId: i64,
    status: Status,
}

#[derive(Insertable)]
struct Misspelt {
    nmae: String,
}

#[test]
fn fields_are_columns() {
    let album = NewAlbum { albumId: AlbumId(7), called: "Big", artistId: 1, status: Status::Draft };
    let sql = insert(ALBUM).record(album).to_sql(&Ansi).unwrap();
    assert_eq!(
        sql.text(),
        r#"INSERT INTO "album" ("album_id", "title", "artist_id", "status") VALUES (?, ?, ?, ?)"#
    );
    let params: [Value; 4] = [7.into(), "Big".into(), 1.into(), "draft".into()];
    assert_eq!(sql.params(), params);
}

#[test]
fn a_field_that_is_no_column() {
    let error = insert(ARTIST).record(Misspelt { nmae: "Can".to_owned() }).to_sql(&Ansi);
    let error = error.unwrap_err().to_string();
    assert!(error.contains("table artist has no column nmae"), "{error}");
    assert!(error.contains("it has: artist_id, name"), "{error}");
}

#[test]
fn many_of_them() {
    let mut conn = Engine::open(&Sqlite, "sqlite::memory:").unwrap().connect().unwrap();
    conn.create_all(&[ARTIST.into()]).unwrap();
    let artists = ["Can", "Neu!"].map(|name| NewArtist { name: Some(name), asked: true });
    let columns = insert(ARTIST).columns_of::<NewArtist>();
    conn.execute(&columns.clone().rows(artists.clone())).unwrap();
    conn.execute(&columns.clone().values(NewArtist { name: None, asked: false })).unwrap();
    let done = conn.insert_many(&columns, artists).unwrap();
    assert_eq!(done.rows_affected(), 2);
    let names = conn.fetch_all(&select(ARTIST.name).order_by(ARTIST.artist_id)).unwrap();
    let expected = [Some("Can"), Some("Neu!"), None, Some("Can"), Some("Neu!")];
    assert_eq!(names, expected.map(|name| name.map(str::to_owned)));
}
