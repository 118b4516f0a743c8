//! `#[derive(FromRow)]`.

use std::sync::Arc;

use aludel::engine::Header;
use aludel::prelude::*;
use aludel::value::Kind;

use super::{AlbumId, Status};

fn row(cells: &[(&str, Value)]) -> Row {
    let header = Header::new(cells.iter().map(|(name, _)| (*name, Kind::Unknown)));
    Row::new(Arc::new(header), cells.iter().map(|(_, value)| value.clone()).collect())
}

#[derive(Debug, PartialEq, FromRow)]
struct Artist {
    artist_id: i64,
    name: Option<String>,
}

#[derive(Debug, PartialEq, FromRow)]
#[aludel(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "the column is named so")]
struct Album {
    album_id: AlbumId,
    r#type: String,
    #[aludel(rename = "Title")]
    title_text: String,
    #[aludel(default)]
    on_sale: Status,
    #[aludel(default)]
    missing: i32,
    #[aludel(skip)]
    cached: Vec<u8>,
    #[aludel(flatten, prefix = "artist_")]
    artist: Option<Artist>,
    #[aludel(flatten)]
    other: Artist,
}

#[derive(Debug, PartialEq, FromRow)]
struct Pair<T>(i64, T, #[aludel(skip)] bool);

#[derive(Debug, PartialEq, FromRow)]
struct Page<T, U>
where
    U: Clone,
{
    total: i64,
    extra: Vec<u8>,
    #[aludel(flatten, prefix = "item_")]
    item: T,
    last: Option<U>,
}

fn album(artist: [Value; 2]) -> Row {
    let [id, name] = artist;
    row(&[
        ("artist_artist_id", id),
        ("name", "Rex".into()),
        ("Title", "Big".into()),
        ("type", "LP".into()),
        ("albumId", 7.into()),
        ("artist_name", name),
        ("onSale", Value::NULL),
        ("artist_id", 4.into()),
        ("unused", 1.into()),
    ])
}

#[test]
fn rows_become_structs() {
    let read: Album = album([3.into(), Value::NULL]).to().unwrap();
    let wanted = Album {
        album_id: AlbumId(7),
        r#type: "LP".into(),
        title_text: "Big".into(),
        on_sale: Status::Draft,
        missing: 0,
        cached: Vec::new(),
        artist: Some(Artist { artist_id: 3, name: None }),
        other: Artist { artist_id: 4, name: Some("Rex".into()) },
    };
    assert_eq!(read, wanted);
    // An outer join that found no artist.
    let read: Album = album([Value::NULL, Value::NULL]).to().unwrap();
    assert_eq!(read, Album { artist: None, ..wanted });

    let read: Pair<String> = row(&[("x", 1.into()), ("x", "y".into())]).to().unwrap();
    assert_eq!(read, Pair(1, "y".into(), false));
    let read: Page<Page<Artist, Status>, i8> = row(&[
        ("total", 2.into()),
        ("extra", vec![1_u8].into()),
        ("last", 3.into()),
        ("item_total", 1.into()),
        ("item_extra", vec![2_u8].into()),
        ("item_last", "gone!".into()),
        ("item_item_artist_id", 5.into()),
        ("item_item_name", Value::NULL),
    ])
    .to()
    .unwrap();
    let inner = Artist { artist_id: 5, name: None };
    let item = Page { total: 1, extra: vec![2], item: inner, last: Some(Status::Gone) };
    assert_eq!(read, Page { total: 2, extra: vec![1], item, last: Some(3) });
}

#[test]
fn rows_that_do_not_fit_are_explained() {
    let id = ("artist_id", Value::from(1));
    for (error, says) in [
        (
            row(&[id.clone(), ("nmae", 1.into())]).to::<Artist>().unwrap_err(),
            "`Artist.name` is read from a column \"name\", which the rows don't have; they have: \
             artist_id, nmae",
        ),
        (
            row(&[id.clone(), ("name", 1.into()), ("name", 2.into())]).to::<Artist>().unwrap_err(),
            "`Artist.name` is read from a column \"name\", and columns 2 and 3 have that name",
        ),
        (
            row(&[id.clone(), ("name", 1.into())]).to::<Artist>().unwrap_err(),
            "column 2 (\"name\"): an integer can't be read as text",
        ),
        (
            row(&[("artist_id", Value::NULL), ("name", 1.into())]).to::<Artist>().unwrap_err(),
            "column 1 (\"artist_id\"): the value is NULL",
        ),
        (
            row(&[id]).to::<Pair<i64>>().unwrap_err(),
            "`Pair` reads 2 columns by position, and the rows have 1",
        ),
        (
            row(&[("total", 1.into()), ("extra", Value::NULL), ("last", 1.into())])
                .to::<Page<(i64,), i64>>()
                .unwrap_err(),
            "(i64,) is no part of a row",
        ),
    ] {
        assert_eq!(error.kind(), aludel::ErrorKind::Decode);
        assert!(error.to_string().starts_with(says), "{error}");
    }
}
