//! `table!`.

use aludel::ast::TableRef;
use aludel::prelude::*;
use aludel::schema::ForeignKeyAction::{Cascade, NoAction, Restrict, SetDefault, SetNull};
use aludel::schema::{
    ColumnDef, CreateTable, DefaultValue, ForeignKey, TableDef, UniqueKey, in_creation_order,
};
use aludel::typed::StaticTable;

use super::{
    ALBUM, ARTIST, AlbumId, HOUSE, ODD_TABLE2, PERSON, PLAYLIST_TRACK, PersonTable, ROOM, STAY,
    Status, TYPES, inner, text,
};

fn def<T: StaticTable>(_: T) -> &'static TableDef {
    T::DEF
}

#[test]
fn a_definition_says_what_is_written() {
    let artist = def(ARTIST);
    assert_eq!(artist.name.as_str(), "artist");
    assert_eq!(artist.schema, None);
    let [id, name] = &*artist.columns else { panic!("two columns") };
    let plain = ColumnDef::new("artist_id".into(), SqlType::Integer);
    assert_eq!(*id, ColumnDef { primary_key: true, ..plain });
    let plain = ColumnDef::new("name".into(), SqlType::Varchar(120));
    assert_eq!(*name, ColumnDef { nullable: true, ..plain });
    assert!(artist.foreign_keys.is_empty());
    assert!(def(PLAYLIST_TRACK).columns.iter().all(|column| column.primary_key));
}

#[test]
fn every_type_has_its_sql_type_and_default() {
    let types = [
        SqlType::Boolean,
        SqlType::Boolean,
        SqlType::SmallInt,
        SqlType::Integer,
        SqlType::Integer,
        SqlType::BigInt,
        SqlType::UnsignedBigInt,
        SqlType::Real,
        SqlType::Double,
        SqlType::Double,
        SqlType::Decimal(None),
        SqlType::Decimal(Some((10, 2))),
        SqlType::Decimal(Some((4, 0))),
        SqlType::Char(2),
        SqlType::Varchar(3),
        SqlType::Text,
        SqlType::Blob,
        SqlType::Blob,
        SqlType::Date,
        SqlType::Time,
        SqlType::Timestamp,
        SqlType::TimestampTz,
        SqlType::Interval,
        SqlType::Uuid,
        SqlType::Json,
        SqlType::Decimal(Some((1, 1))),
    ];
    let columns = &def(TYPES).columns;
    assert_eq!(columns.iter().map(|column| &column.ty).collect::<Vec<_>>(), Vec::from_iter(&types));

    let default = |name| def(TYPES).column(name).unwrap().default.clone();
    for (name, value) in [
        ("a", Some(DefaultValue::Bool(true))),
        ("b", Some(DefaultValue::Bool(false))),
        ("c", Some(DefaultValue::Int(-1))),
        ("d", None),
        ("f", Some(DefaultValue::Int(i64::MIN))),
        ("i", Some(DefaultValue::Value(Value::Float(1.5)))),
        ("j", Some(DefaultValue::Int(-2))),
        ("k", Some(DefaultValue::Int(0))),
        ("l", Some(DefaultValue::Text("123456789012345678.90".into()))),
        ("u", Some(DefaultValue::CurrentTimestamp)),
        ("v", Some(DefaultValue::CurrentTimestamp)),
        ("y", Some(DefaultValue::Text("{}".into()))),
    ] {
        assert_eq!(default(name), value, "{name}");
    }

    // The markers: this compiles.
    let _: (Column<Bool>, Column<Int>, Column<UInt>) = (TYPES.a, TYPES.c, TYPES.g);
    let _: (Column<Float>, Column<Decimal>) = (TYPES.h, TYPES.m);
    let _: (Column<Text>, Column<aludel::typed::Nullable<Decimal>>) = (TYPES.n, TYPES.z);
    let _: (Column<Mapped<AlbumId>>, Column<Nullable<Mapped<Status>>>) =
        (ALBUM.album_id, ALBUM.former);
}

#[test]
fn foreign_keys_may_form_cycles() {
    let key = |table: &'static TableDef, i: usize| {
        let key = &table.foreign_keys[i];
        let (_, name) = key.target.table();
        let target = format!("{name}.{}", key.target.columns()[0]);
        (key.columns[0].to_string(), target, key.on_delete, key.on_update)
    };
    for (table, i, column, target, on_delete, on_update) in [
        (def(ALBUM), 0, "artist_id", "artist.artist_id", Cascade, NoAction),
        (def(PERSON), 0, "boss_id", "person.id", SetNull, Cascade),
        (def(PERSON), 1, "home_id", "house.id", NoAction, Restrict),
        (def(HOUSE), 0, "owner_id", "person.id", SetDefault, NoAction),
        (def(PLAYLIST_TRACK), 0, "track_id", "track.type", NoAction, NoAction),
    ] {
        assert_eq!(key(table, i), (column.into(), target.into(), on_delete, on_update));
    }
    assert!(def(PERSON).foreign_keys[0].target.is(def(PERSON)));

    let sql = text(&select(ARTIST.name).from(ARTIST.join(ALBUM)));
    assert_eq!(
        sql,
        r#"SELECT "artist"."name" FROM "artist" JOIN "album" ON "album"."artist_id" = "artist"."artist_id""#
    );
    let order = in_creation_order(&[ALBUM.into(), (&ARTIST).into()]).unwrap();
    assert_eq!(order, [TableRef::from(ARTIST), TableRef::from(ALBUM)]);
    assert!(in_creation_order(&[PERSON.into(), HOUSE.into()]).is_err());
}

#[test]
fn keys_have_several_columns() {
    let stay = def(STAY);
    assert_eq!(stay.columns.len(), 3);
    let [odd] = &*stay.unique_keys else { panic!("one unique key") };
    assert_eq!(*odd, UniqueKey::new(["hotel", "day"]).named("one \"guest\""));
    let room = Table::from(TableRef::from(ROOM));
    let of_room = ForeignKey::new(["hotel", "room"], &room, ["hotel", "nr"]);
    assert_eq!(stay.foreign_keys[0], of_room.on_delete(SetNull).on_update(Cascade));
    assert_eq!(stay.foreign_keys[1].name, Some("odd".into()));
    assert_eq!(
        text(&CreateTable::new(ROOM)),
        r#"CREATE TABLE "room" ("hotel" INTEGER NOT NULL, "nr" INTEGER NOT NULL, "type" TEXT NOT NULL, PRIMARY KEY ("hotel", "nr"), UNIQUE ("type", "nr"))"#
    );
    assert_eq!(
        text(&CreateTable::new(STAY)),
        r#"CREATE TABLE "stay" ("hotel" INTEGER, "room" INTEGER, "day" DATE NOT NULL, CONSTRAINT "one ""guest""" UNIQUE ("hotel", "day"), FOREIGN KEY ("hotel", "room") REFERENCES "room" ("hotel", "nr") ON DELETE SET NULL ON UPDATE CASCADE, CONSTRAINT "odd" FOREIGN KEY ("day") REFERENCES "track" ("type"))"#
    );
    assert_eq!(
        text(&select(STAY.day).from(STAY.join(ROOM))),
        r#"SELECT "stay"."day" FROM "stay" JOIN "room" ON "stay"."hotel" = "room"."hotel" AND "stay"."room" = "room"."nr""#
    );
}

#[test]
fn a_table_is_created_as_defined() {
    assert_eq!(
        text(&CreateTable::new(ALBUM)),
        "CREATE TABLE \"album\" (\"album_id\" BIGINT NOT NULL PRIMARY KEY, \
         \"title\" VARCHAR(160) NOT NULL, \"artist_id\" INTEGER NOT NULL, \
         \"status\" VARCHAR(20) NOT NULL DEFAULT 'draft', \"former\" VARCHAR(20), \
         \"rating\" SMALLINT, FOREIGN KEY (\"artist_id\") REFERENCES \"artist\" (\"artist_id\") \
         ON DELETE CASCADE)"
    );
}

#[test]
fn names_may_be_odd() {
    let odd = ODD_TABLE2.alias("o");
    for (query, wanted) in [
        (
            select((ODD_TABLE2.r#type, ODD_TABLE2.r#ref)).from(ODD_TABLE2),
            r#"SELECT "my schema"."odd ""table"""."type", "my schema"."odd ""table"""."the ref" FROM "my schema"."odd ""table""""#,
        ),
        (
            select((odd.r#type, odd.r#ref)).from(odd),
            r#"SELECT "o"."type", "o"."the ref" FROM "my schema"."odd ""table""" AS "o""#,
        ),
    ] {
        assert_eq!(text(&query), wanted);
    }
    // A field is no method, and a method no field.
    let query = select((odd.alias, odd.join, odd.all, odd.outer().outer))
        .from(odd.join(ARTIST).on(odd.filter));
    assert_eq!(
        text(&query),
        r#"SELECT "o"."alias", "o"."join", "o"."all", "o"."outer" FROM "my schema"."odd ""table""" AS "o" JOIN "artist" ON "o"."filter""#
    );
    assert_eq!(text(&select_from(inner::TRACK)), r#"SELECT "track".* FROM "track""#);
}

#[test]
fn aliases_and_outer_columns() {
    const BOSS: PersonTable = PERSON.alias("boss");
    let query = select((PERSON.id, BOSS.outer().id))
        .from(PERSON.left_join(BOSS).on(PERSON.boss_id.eq(BOSS.id)));
    let _: &Select<(Int, Nullable<Int>)> = &query;
    assert_eq!(
        text(&query),
        r#"SELECT "person"."id", "boss"."id" FROM "person" LEFT JOIN "person" AS "boss" ON "person"."boss_id" = "boss"."id""#
    );

    // An outer handle stands in FROM too, and its columns stay nullable once.
    let album = ALBUM.alias("x").outer();
    let query = select((album.title, album.former)).from(ARTIST.left_join(album));
    let _: &Select<(Nullable<Text>, Nullable<Mapped<Status>>)> = &query;
    assert_eq!(
        text(&query),
        r#"SELECT "x"."title", "x"."former" FROM "artist" LEFT JOIN "album" AS "x" ON "x"."artist_id" = "artist"."artist_id""#
    );

    let scopes: Vec<Scope> = (1..=2).map(|i| PERSON.alias_named(format!("p{i}"))).collect();
    let query = select((scopes[0].col(PERSON.id), scopes[1].col(PERSON.boss_id)))
        .from((&scopes[0]).join(&scopes[1]).on(scopes[0].col(PERSON.id).eq(scopes[1].col("id"))));
    let _: &Select<(Int, Nullable<Int>)> = &query;
    assert_eq!(
        text(&query),
        r#"SELECT "p1"."id", "p2"."boss_id" FROM "person" AS "p1" JOIN "person" AS "p2" ON "p1"."id" = "p2"."id""#
    );

    for (debug, shown) in [
        (format!("{PERSON:?}"), "PERSON"),
        (format!("{BOSS:?}"), r#"PERSON.alias("boss")"#),
        (format!("{album:?}"), r#"ALBUM.alias("x").outer()"#),
        (format!("{:?}", BOSS.home_id), "boss.home_id"),
    ] {
        assert_eq!(debug, shown);
    }
}

#[test]
fn all_columns_are_a_select_list() {
    let query = select(ARTIST.all()).from(ARTIST);
    let _: &Select<(Int, Nullable<Text>)> = &query;
    assert_eq!(text(&query), r#"SELECT "artist"."artist_id", "artist"."name" FROM "artist""#);
    let _: Select<(Nullable<Int>, Nullable<Text>)> = select(ARTIST.outer().all());
    let _: Select<(Int,)> = select(inner::TRACK.all());

    // Too many for a tuple: dynamic rows.
    let aliased = TYPES.alias("t");
    let query: Select<Dynamic> = select(aliased.all()).from(aliased);
    let sql = text(&query);
    assert!(sql.starts_with(r#"SELECT "t"."a", "t"."b", "#), "{sql}");
    assert!(sql.ends_with(r#", "t"."z" FROM "types" AS "t""#), "{sql}");
    assert!(text(&select(TYPES.all()).from(TYPES)).starts_with(r#"SELECT "types"."a", "#));
}

#[test]
fn a_table_can_be_local() {
    #[derive(Clone, Debug, SqlValue)]
    struct Local(String);

    aludel::table! {
        const HERE = "here" { id: Local [primary_key], of: Local [references(HERE.id)] }
    }
    assert_eq!(text(&select(HERE.id).from(HERE)), r#"SELECT "here"."id" FROM "here""#);
    assert_eq!(def(HERE).foreign_keys[0].target.columns(), ["id".into()]);
}
