//! Dates, times and JSON documents that are stored, on every server; arrays where there are some.

use aludel::prelude::*;
use aludel::value::{Array as ArrayValue, Kind};

use crate::servers::{Server, on_every_server, open};

on_every_server!(
    json_at_paths,
    json_that_is_changed,
    dates_and_times,
    dates_that_are_changed,
    arrays_of_postgres,
);

aludel::table! {
    /// What is noted, and when.
    const NOTE = "note" {
        id: Integer [primary_key],
        doc: Nullable<Json>,
        day: Nullable<Date>,
        at: Nullable<Timestamp>,
        time: Nullable<Time>,
    }
}

const DOCS: [Option<&str>; 4] = [
    Some(r#"{"name": "Ann", "tags": ["a", "b"], "n": 1, "ok": true, "sub": {"x": 1.5}}"#),
    Some(r#"{"name": null, "tags": [], "n": "1", "ok": 1, "0": "key"}"#),
    Some(r#"[{"0": 1}, 2, [3, 4]]"#),
    None,
];

fn notes(server: &Server) -> (impl Drop, aludel::engine::PooledConnection) {
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[NOTE.into()]).unwrap();
    let date = |text: &str| Some(text.parse::<Date>().unwrap());
    let stamp = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    let time = |text: &str| Some(text.parse::<Time>().unwrap());
    let times = [
        (date("2024-02-29"), stamp("2024-02-29 23:59:59.5"), time("23:59:59")),
        (date("1969-12-31"), stamp("1969-12-31 00:00:00"), time("00:00:00")),
        (date("2023-01-31"), stamp("2023-01-31 12:30:00"), time("12:30:00")),
        (None, None, None),
    ];
    let rows = (1..)
        .zip(DOCS)
        .zip(times)
        .map(|((id, doc), (day, at, time))| (id, doc.map(Json::from_text), day, at, time));
    let all = (NOTE.id, NOTE.doc, NOTE.day, NOTE.at, NOTE.time);
    conn.execute(&insert(NOTE).columns(all).rows(rows)).unwrap();
    (database, conn)
}

/// What an expression is in each note.
macro_rules! each {
    ($conn:ident, $expr:expr) => {
        $conn.fetch_all(&select($expr).from(NOTE).order_by(NOTE.id)).unwrap()
    };
}

fn json_at_paths(server: &Server) {
    let (_database, mut conn) = notes(server);
    let doc = NOTE.doc;
    let texts = |texts: [Option<&str>; 4]| texts.map(|text| text.map(str::to_owned));
    assert_eq!(each!(conn, doc.json_text("name")), texts([Some("Ann"), None, None, None]));
    assert_eq!(each!(conn, doc.json_text(("tags", 1))), texts([Some("b"), None, None, None]));
    assert_eq!(each!(conn, doc.json_text("n")), texts([Some("1"), Some("1"), None, None]));
    assert_eq!(each!(conn, doc.json_int("n")), [Some(1), None, None, None]);
    assert_eq!(each!(conn, doc.json_int((2, 1))), [None, None, Some(4), None]);
    // A key is none of an array, and an index none of an object.
    assert_eq!(each!(conn, doc.json_int((0, "0"))), [None, None, Some(1), None]);
    assert_eq!(each!(conn, doc.json_text("0")), texts([None, Some("key"), None, None]));
    assert_eq!(
        each!(conn, doc.json_text(0)),
        texts([None, None, Some(r#"{"0": 1}"#), None]).map(
            // Spaces are the database's.
            |text| text.map(|text| if conn.dialect().name() == "sqlite" {
                text.replace(' ', "")
            } else {
                text
            })
        )
    );
    assert_eq!(each!(conn, doc.json_float(("sub", "x"))), [Some(1.5), None, None, None]);
    assert_eq!(each!(conn, doc.json_bool("ok")), [Some(true), None, None, None]);
    let ids = |conn: &mut Connection, condition: Cond| {
        let q = select(NOTE.id).filter(condition).order_by(NOTE.id);
        conn.fetch_all(&q).unwrap()
    };
    assert_eq!(ids(&mut conn, doc.json_exists("name")), [1, 2]);
    assert_eq!(ids(&mut conn, doc.json_int("n").eq(1)), [1]);
    assert_eq!(ids(&mut conn, doc.json_text("name").eq("Ann")), [1]);
}

fn json_that_is_changed(server: &Server) {
    let (_database, mut conn) = notes(server);
    let doc = NOTE.doc;
    let json = |text: &str| value(Json::from_text(text)).typed::<Json>();
    let set = |conn: &mut Connection, id: i64, to: Expr<Nullable<Json>>| {
        let change = update(NOTE).set(NOTE.doc, to).filter(NOTE.id.eq(id));
        assert_eq!(conn.execute(&change).unwrap().rows_affected(), 1);
        let read = select(NOTE.doc).filter(NOTE.id.eq(id));
        let doc = conn.fetch_one(&read).unwrap();
        doc.map(|doc| doc.as_str().replace(' ', ""))
    };
    let doc_3 = |text: &str| Some(text.to_owned());
    // An element, a member of one, and what is behind the end or no element.
    assert_eq!(set(&mut conn, 3, doc.json_set(1, json("8"))), doc_3(r#"[{"0":1},8,[3,4]]"#));
    let added = doc.json_set((0, "k"), json("[]"));
    assert_eq!(set(&mut conn, 3, added), doc_3(r#"[{"0":1,"k":[]},8,[3,4]]"#));
    let nested = doc.json_set((2, 0), json("null"));
    let after = r#"[{"0":1,"k":[]},8,[null,4]]"#;
    assert_eq!(set(&mut conn, 3, nested), doc_3(after));
    assert_eq!(set(&mut conn, 3, doc.json_set(3, json("9"))), doc_3(after));
    assert_eq!(set(&mut conn, 3, doc.json_set((1, 0), json("9"))), doc_3(after));
    assert_eq!(set(&mut conn, 3, doc.json_set((1, "k"), json("9"))), doc_3(after));
    assert_eq!(set(&mut conn, 3, doc.json_set((0, 0), json("9"))), doc_3(after));
    assert_eq!(set(&mut conn, 3, doc.json_set((0, 0, "k"), json("9"))), doc_3(after));
    assert_eq!(set(&mut conn, 4, doc.json_set("k", json("9"))), None);
    let changed = set(&mut conn, 1, doc.json_set(("sub", "x"), json(r#""y""#))).unwrap();
    assert!(changed.contains(r#""sub":{"x":"y"}"#), "{changed}");
}

fn dates_and_times(server: &Server) {
    let (_database, mut conn) = notes(server);
    let date = |text: &str| Some(text.parse::<Date>().unwrap());
    let stamp = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    let at = NOTE.at;
    assert_eq!(each!(conn, NOTE.day.extract(DateField::Day)), [Some(29), Some(31), Some(31), None]);
    assert_eq!(each!(conn, at.extract(DateField::Hour)), [Some(23), Some(0), Some(12), None]);
    assert_eq!(
        each!(conn, NOTE.time.extract(DateField::Minute)),
        [Some(59), Some(0), Some(30), None]
    );
    assert_eq!(
        each!(conn, NOTE.day + Interval::new(1, 0, 0)),
        [
            stamp("2024-03-29 00:00:00"),
            stamp("1970-01-31 00:00:00"),
            stamp("2023-02-28 00:00:00"),
            None
        ]
    );
    assert_eq!(
        each!(conn, at - Interval::new(0, 1, 1_000_000)),
        [
            stamp("2024-02-28 23:59:58.5"),
            stamp("1969-12-29 23:59:59"),
            stamp("2023-01-30 12:29:59"),
            None
        ]
    );
    assert_eq!(
        each!(conn, truncate(DateField::Month, at)),
        [
            stamp("2024-02-01 00:00:00"),
            stamp("1969-12-01 00:00:00"),
            stamp("2023-01-01 00:00:00"),
            None
        ]
    );
    let ids = |conn: &mut Connection, condition: Cond| {
        conn.fetch_all(&select(NOTE.id).filter(condition).order_by(NOTE.day)).unwrap()
    };
    let first = date("2023-01-31").unwrap();
    assert_eq!(ids(&mut conn, NOTE.day.ge(first)), [3, 1]);
    assert_eq!(
        ids(
            &mut conn,
            at.between(
                stamp("1969-01-01 00:00:00").unwrap(),
                stamp("2023-01-31 12:30:00").unwrap()
            )
        ),
        [2, 3]
    );
    let year = NOTE.day.extract(DateField::Year);
    let years = select((&year, count_all())).from(NOTE).group_by(&year).having(year.is_not_null());
    assert_eq!(
        conn.fetch_all(&years.order_by(&year)).unwrap(),
        [(Some(1969), 1), (Some(2023), 1), (Some(2024), 1)]
    );
}

fn dates_that_are_changed(server: &Server) {
    let (_database, mut conn) = notes(server);
    let later = update(NOTE).set(NOTE.at, NOTE.at + Interval::new(0, 0, 1_000_000)).all_rows();
    assert_eq!(conn.execute(&later).unwrap().rows_affected(), 4);
    let stamp = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    assert_eq!(
        each!(conn, NOTE.at),
        [
            stamp("2024-03-01 00:00:00.5"),
            stamp("1969-12-31 00:00:01"),
            stamp("2023-01-31 12:30:01"),
            None
        ]
    );
}

fn arrays_of_postgres(server: &Server) {
    let database = server.database();
    let mut conn = open(&database);
    let tagged = table("tagged");
    let tags = tagged.col("tags").typed::<Nullable<Array<Text>>>();
    let id = tagged.col("id").typed::<Int>();
    let of = |tags: &[&str]| {
        ArrayValue::new(Kind::Text, tags.iter().map(|tag| Value::from(*tag)).collect())
    };
    let array = |tags: &[&str]| value(of(tags)).typed::<Array<Text>>();
    let find = |condition: Cond| select(&id).from(&tagged).filter(condition).order_by(&id);
    if conn.dialect().name() != "postgres" {
        let error = conn.fetch_all(&find(tags.overlaps(array(&["b"])))).unwrap_err();
        assert_eq!(error.kind(), aludel::ErrorKind::Unsupported, "{error:?}");
        return;
    }
    conn.execute(&sql!("CREATE TABLE tagged (id integer PRIMARY KEY, tags text[])")).unwrap();
    let rows = [(1, value(of(&["a", "b"]))), (2, value(of(&[]))), (3, null())];
    let rows = rows.map(|(id, tags)| vec![value(id), tags]);
    conn.execute(&insert(&tagged).columns(vec!["id", "tags"]).rows(rows)).unwrap();
    let first = select(tags.at(1)).from(&tagged).order_by(&id);
    assert_eq!(conn.fetch_all(&first).unwrap(), [Some("a".to_owned()), None, None]);
    assert_eq!(conn.fetch_all(&find(tags.overlaps(array(&["b", "c"])))).unwrap(), [1]);
    assert_eq!(conn.fetch_all(&find(tags.includes(array(&[])))).unwrap(), [1, 2]);
    let more = tags.followed_by(array(&["c"]));
    let more = update(&tagged).set("tags", more.typed::<Any>()).filter(id.le(2));
    assert_eq!(conn.execute(&more).unwrap().rows_affected(), 2);
    let all = select(&tags).from(&tagged).order_by(&id);
    let expected = [Some(of(&["a", "b", "c"])), Some(of(&["c"])), None];
    assert_eq!(conn.fetch_all(&all).unwrap(), expected);
    let tag = table_function(unnest(&tags), "tag").columns(["name"]);
    let each = select((&id, tag.col("name").typed::<Text>()))
        .from(tagged.cross_join(&tag))
        .order_by((&id, tag.col("name")));
    let expected = [(1, "a"), (1, "b"), (1, "c"), (2, "c")];
    assert_eq!(conn.fetch_all(&each).unwrap(), expected.map(|(id, tag)| (id, tag.to_owned())));
}
