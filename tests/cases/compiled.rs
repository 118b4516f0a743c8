//! What is seen without a database: which statements compile, and which mistake is named.

use aludel::ErrorKind::Parameter;
use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::testing::shop::{ALBUM, ARTIST};

/// What may be NULL is fine where the select list knows it.
#[test]
fn nullable_sides() {
    for fine in [
        &select(ALBUM.title.nullable()).from(ARTIST.left_join(ALBUM)) as &dyn Compile,
        &select(ALBUM.title.assume_not_null()).from(ARTIST.left_join(ALBUM)),
        &select(ALBUM.outer().title).from(ARTIST.left_join(ALBUM)),
        &select(ARTIST.artist_id).from(ARTIST.left_join(ALBUM)),
        &select(count(ALBUM.title)).from(ARTIST.left_join(ALBUM)),
    ] {
        assert!(fine.to_sql(&Ansi).is_ok());
    }
}

#[test]
fn binds_in_literals() {
    let error = select(bind("x")).to_sql_literal(&Ansi).unwrap_err();
    assert_eq!(error.kind(), Parameter);
    assert!(error.to_string().contains("the bind :x has no value to print"), "{error}");
    assert!(error.help().is_some());
}

/// The first mistake is the one reported, wherever it was made.
#[test]
fn the_first_mistake() {
    let query = insert(ARTIST).set("nmae", 1).set("naem", 2);
    let error = query.to_sql(&Ansi).unwrap_err().to_string();
    assert!(error.contains("nmae") && !error.contains("naem"), "{error}");
}

/// What a query is over, and what its columns are.
#[test]
fn a_query_tells_its_tables_and_columns() {
    let query = select((ARTIST.name, ALBUM.title.label("t"), ALBUM.title.nullable(), count_all()))
        .from(ARTIST.left_join(ALBUM));
    let names = query.tables().iter().map(|table| table.name().to_string()).collect::<Vec<_>>();
    assert_eq!(names, ["artist", "album"]);
    let columns = query.columns();
    let shown = columns.iter().map(|c| (c.name().map(|name| name.as_str()), c.nullable()));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            (Some("name"), Some(true)),
            (Some("t"), Some(true)),
            (Some("title"), Some(true)),
            (None, None)
        ]
    );
    assert_eq!(columns[1].table().map(|name| name.as_str()), Some("album"));
    assert_eq!(columns[1].def().map(|def| def.nullable), Some(false));
    // Without FROM it is the table of the select list.
    let tables = select(ALBUM.title).tables();
    assert_eq!(tables, [ALBUM.into()]);
    assert_eq!(select(ALBUM.title).columns()[0].nullable(), Some(false));
}

/// What is of a version is refused before it.
#[test]
fn versions() {
    use aludel_mysql::MariaDb;
    use aludel_postgres::Postgres;

    let base = select(ARTIST.artist_id).from(ARTIST);
    let walk = recursive("walk", base, |walk| select(walk.col(ARTIST.artist_id)).from(walk));
    let query = |walk: &Cte<Int>| select(walk.col(ARTIST.artist_id)).with(walk).from(walk);
    let searched = query(&walk.clone().search_breadth_first(["artist_id"], "nth"));
    let marked = query(&walk.clone().cycle(["artist_id"], "again", "way"));
    let restricted = query(&walk.cycle_restrict(["artist_id"]));
    for (query, what) in [(&searched, "SEARCH"), (&marked, "CYCLE … SET … USING")] {
        assert!(query.to_sql(&Postgres::v(14)).is_ok());
        let error = query.to_sql(&Postgres::v(13)).unwrap_err();
        assert!(error.to_string().contains(&format!("{what} is not supported")), "{error}");
    }
    assert!(restricted.to_sql(&MariaDb::v(10, 5)).is_ok());
    assert!(restricted.to_sql(&MariaDb::v(10, 4)).is_err());
}
