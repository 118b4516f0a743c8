//! `#[derive(SqlValue)]`.

use std::marker::PhantomData;

use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::typed::UserType;
use aludel::value::{FromValue, Kind, ValueRef};

use super::{ALBUM, AlbumId, Generic, Id, Rating, Status, Wrapped};

#[test]
fn user_types_are_values() {
    for (value, wanted) in [
        (Value::from(AlbumId(7)), Value::from(7)),
        (Value::from(Wrapped { inner: AlbumId(8) }), Value::from(8)),
        (Value::from(Id::<Status>(9, PhantomData)), Value::from(9)),
        (Value::from(Generic("x".to_owned())), Value::from("x")),
        (Value::from(Status::OnSale), Value::from("on_sale")),
        (Value::from(Status::Gone), Value::from("gone!")),
        (Value::from(Rating::Bad), Value::from(-1)),
        (Value::from(Rating::Best), Value::from(7)),
        (Value::from(None::<Rating>), Value::Null(Kind::Int)),
    ] {
        assert_eq!(value, wanted);
    }
    assert_eq!(Wrapped::from_value(ValueRef::Int(7)), Ok(Wrapped { inner: AlbumId(7) }));
    assert_eq!(Id::<Status>::from_value(ValueRef::Int(7)).map(|id| id.0), Ok(7));
    assert_eq!(Status::from_value(ValueRef::Text("draft")), Ok(Status::Draft));
    assert_eq!(Rating::from_value(ValueRef::Int(6)), Ok(Rating::Good));
    assert_eq!(Rating::from_value(ValueRef::UInt(7)), Ok(Rating::Best));
    for (sql, wanted) in [
        (AlbumId::SQL_TYPE, SqlType::BigInt),
        (Wrapped::SQL_TYPE, SqlType::BigInt),
        (Id::<Status>::SQL_TYPE, SqlType::BigInt),
        (Status::SQL_TYPE, SqlType::Varchar(20)),
        (Rating::SQL_TYPE, SqlType::SmallInt),
        (Generic::<String>::SQL_TYPE, SqlType::Text),
    ] {
        assert_eq!(sql, wanted);
    }
    for (error, says) in [
        (
            Status::from_value(ValueRef::Text("x")).unwrap_err(),
            "\"x\" is no `Status`; known are: draft, on_sale, gone!",
        ),
        (
            Status::from_value(ValueRef::Int(1)).unwrap_err(),
            "an integer can't be read as `Status`, which is stored as text",
        ),
        (
            Rating::from_value(ValueRef::Int(1)).unwrap_err(),
            "1 is no `Rating`; known are: -1 (Bad), 6 (Good), 7 (Best)",
        ),
        (
            Rating::from_value(ValueRef::Text("6")).unwrap_err(),
            "text can't be read as `Rating`, which is stored as an integer",
        ),
        (Rating::from_value(ValueRef::Null).unwrap_err(), "the value is NULL, and `Rating`"),
    ] {
        assert!(error.to_string().starts_with(says), "{error}");
    }
}

#[test]
#[allow(clippy::needless_borrows_for_generic_args, reason = "references are what is tested")]
fn user_types_are_expressions() {
    let status = Status::OnSale;
    let maybe: Option<Status> = None;
    let query = select((ALBUM.status, ALBUM.rating))
        .from(ALBUM)
        .filter(ALBUM.status.eq(Status::Draft))
        .filter(ALBUM.status.ne(&status))
        .filter(ALBUM.former.eq(maybe))
        .filter(ALBUM.former.in_([Status::Gone, status]))
        .filter(ALBUM.rating.in_(&[Rating::Bad, Rating::Best]))
        .filter(ALBUM.album_id.between(AlbumId(1), &AlbumId(2)))
        .filter(ALBUM.status.starts_with("on"))
        .filter(ALBUM.former.eq(ALBUM.status));
    let _: &Select<(Mapped<Status>, Nullable<Mapped<Rating>>)> = &query;
    let sql = query.to_sql(&Ansi).unwrap();
    assert_eq!(
        sql.text(),
        "SELECT \"album\".\"status\", \"album\".\"rating\" FROM \"album\" \
         WHERE \"album\".\"status\" = ? AND \"album\".\"status\" <> ? \
         AND \"album\".\"former\" IS NULL AND \"album\".\"former\" IN (?, ?) \
         AND \"album\".\"rating\" IN (?, ?) AND \"album\".\"album_id\" BETWEEN ? AND ? \
         AND \"album\".\"status\" LIKE ? ESCAPE '!' \
         AND \"album\".\"former\" = \"album\".\"status\""
    );
    let insertion = insert(ALBUM)
        .columns((ALBUM.album_id, ALBUM.status, ALBUM.former))
        .values((AlbumId(1), &status, Some(Status::Gone)))
        .values((&AlbumId(2), Status::Draft, &maybe));
    let params: Vec<Value> = vec![
        1.into(),
        "on_sale".into(),
        "gone!".into(),
        2.into(),
        "draft".into(),
        Value::Null(Kind::Text),
    ];
    assert_eq!(insertion.to_sql(&Ansi).unwrap().params(), params);
    let untyped =
        update(ALBUM).set("status", Status::Draft).set("rating", &Rating::Good).all_rows();
    assert_eq!(untyped.to_sql(&Ansi).unwrap().params(), [Value::from("draft"), Value::from(6)]);
}
