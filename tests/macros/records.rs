//! `#[derive(Insertable)]` and `#[derive(Changeset)]`.

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

#[derive(Insertable)]
struct Place<S> {
    city: S,
    #[aludel(default)]
    zip: Option<i64>,
}

#[derive(Insertable)]
#[aludel(rename_all = "UPPERCASE")]
struct Owner<'a, S: Clone> {
    name: &'a str,
    #[aludel(flatten)]
    home: Place<S>,
    #[aludel(flatten, prefix = "work_")]
    work: Work<S>,
}

#[derive(Insertable)]
struct Work<S> {
    #[aludel(flatten, prefix = "at_")]
    at: Place<S>,
}

#[test]
fn nested_structs_are_columns() {
    let home = Place { city: "Rome", zip: None };
    let work = Work { at: Place { city: "Pisa", zip: Some(7) } };
    let owner = Owner { name: "Ann", home, work };
    let sql = insert(table("owner")).record(owner).to_sql(&Ansi).unwrap();
    assert_eq!(
        sql.text(),
        r#"INSERT INTO "owner" ("NAME", "city", "zip", "work_at_city", "work_at_zip") VALUES (?, ?, DEFAULT, ?, ?)"#
    );
    let params: [Value; 4] = ["Ann".into(), "Rome".into(), "Pisa".into(), 7.into()];
    assert_eq!(sql.params(), params);
}

#[derive(Insertable)]
struct MaybeArtist {
    #[aludel(default)]
    artist_id: Option<i64>,
    name: String,
}

#[test]
fn none_is_the_default() {
    let mut conn = Engine::open(&Sqlite, "sqlite::memory:").unwrap().connect().unwrap();
    conn.create_all(&[ARTIST.into()]).unwrap();
    let artist = |artist_id, name: &str| MaybeArtist { artist_id, name: name.to_owned() };
    let all = [artist(Some(7), "Can"), artist(None, "Neu!")];
    conn.execute(&insert(ARTIST).columns_of::<MaybeArtist>().rows(all)).unwrap();
    let ids = conn.fetch_all(&select(ARTIST.artist_id).order_by(ARTIST.artist_id)).unwrap();
    assert_eq!(ids, [7, 8]);
}

#[derive(Default, Changeset)]
#[aludel(rename_all = "snake_case")]
#[allow(non_snake_case, reason = "the rule makes the names")]
#[allow(clippy::option_option, reason = "whether it is set, and whether to NULL")]
struct AlbumChanges<T> {
    #[aludel(rename = "title")]
    called: Option<T>,
    artistId: Option<i64>,
    status: Option<Status>,
    former: std::option::Option<Option<Status>>,
    #[aludel(skip)]
    #[allow(dead_code, reason = "it is no column")]
    asked: bool,
}

#[derive(Default, Changeset)]
struct Versioned<C> {
    rating: i64,
    #[aludel(flatten)]
    rest: Option<C>,
}

#[test]
fn changes_are_what_is_some() {
    let text = |changes: AlbumChanges<&str>| {
        let q = update(ALBUM).set_changes(changes).filter(ALBUM.album_id.eq(AlbumId(1)));
        let sql = q.to_sql(&Ansi).unwrap();
        (sql.text().to_owned(), sql.params().to_vec())
    };
    let all = AlbumChanges {
        called: Some("Big"),
        artistId: Some(2),
        status: Some(Status::Gone),
        former: Some(Some(Status::Draft)),
        asked: true,
    };
    let (sql, params) = text(all);
    assert_eq!(
        sql,
        r#"UPDATE "album" SET "title" = ?, "artist_id" = ?, "status" = ?, "former" = ? WHERE "album"."album_id" = ?"#
    );
    let expected: [Value; 5] = ["Big".into(), 2.into(), "gone!".into(), "draft".into(), 1.into()];
    assert_eq!(params, expected);

    let (sql, params) = text(AlbumChanges { former: Some(None), ..AlbumChanges::default() });
    assert_eq!(sql, r#"UPDATE "album" SET "former" = ? WHERE "album"."album_id" = ?"#);
    assert_eq!(params.len(), 2);
    assert!(params[0].is_null());

    let changes = Versioned { rating: 3, rest: Some(AlbumChanges::<String>::default()) };
    let q = update(ALBUM).set(ALBUM.title, "x").set_changes(changes).all_rows();
    assert_eq!(q.to_sql(&Ansi).unwrap().text(), r#"UPDATE "album" SET "title" = ?, "rating" = ?"#);
}

#[test]
fn no_changes_are_an_error_or_nothing_by_choice() {
    let none = AlbumChanges::<String>::default;
    assert!(none().is_empty());
    assert!(!AlbumChanges { artistId: Some(1), ..none() }.is_empty());
    assert!(None::<AlbumChanges<String>>.is_empty());
    assert!(!Versioned { rating: 0, rest: Some(none()) }.is_empty());
    let error = update(ALBUM).set_changes(none()).all_rows().to_sql(&Ansi).unwrap_err();
    assert!(error.to_string().contains("sets nothing"), "{error}");
    assert!(error.to_string().contains(".is_empty()"), "{error}");
    // Beside something else it is nothing.
    let q = update(ALBUM).set_changes(none()).set(ALBUM.title, "x").all_rows();
    assert_eq!(q.to_sql(&Ansi).unwrap().text(), r#"UPDATE "album" SET "title" = ?"#);
    // A field that is no column.
    let error =
        update(ARTIST).set_changes(AlbumChanges { called: Some("x"), ..Default::default() });
    let error = error.all_rows().to_sql(&Ansi).unwrap_err().to_string();
    assert!(error.contains("table artist has no column title"), "{error}");
}
