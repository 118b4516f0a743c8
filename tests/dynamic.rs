//! Statements over names that only the running program knows, and the rows they give.

use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::value::{Json, Kind};
use aludel::{ErrorKind, Result};
use aludel_sqlite::Sqlite;

/// A table whose columns come from a list, as a file or a form would give it.
fn event() -> Table {
    let columns = [
        ("title", SqlType::Text),
        ("day", SqlType::Date),
        ("price", SqlType::Decimal(Some((8, 2)))),
        ("open", SqlType::Boolean),
        ("data", SqlType::Json),
        ("key", SqlType::Uuid),
    ];
    let start = Table::build("event".to_owned()).primary_key("id", SqlType::BigInt);
    columns.into_iter().fold(start, |table, (name, ty)| table.nullable(name, ty)).finish()
}

fn filled() -> Result<(PooledConnection, Table)> {
    let event = event();
    let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
    conn.create_all(&[(&event).into()])?;
    let names: Vec<&str> = event.def().columns.iter().map(|column| column.name.as_str()).collect();
    let rows: [Vec<Value>; 3] = [
        vec![
            1.into(),
            "Opening".into(),
            "2024-02-29".parse::<Date>()?.into(),
            "12.50".parse::<Decimal>()?.into(),
            true.into(),
            Json::from_text(r#"{"a": 1}"#).into(),
            Uuid::from_u128(7).into(),
        ],
        vec![
            2.into(),
            "Concert".into(),
            Value::NULL,
            30.into(),
            false.into(),
            Value::NULL,
            Value::NULL,
        ],
        vec![
            3.into(),
            "Closing".into(),
            Value::NULL,
            Value::NULL,
            Value::NULL,
            Value::NULL,
            Value::NULL,
        ],
    ];
    let all = insert(&event).columns(names).rows(rows);
    assert_eq!(conn.execute(&all)?.rows_affected(), 3);
    Ok((conn, event))
}

#[test]
fn rows_by_position_and_by_name() -> Result<()> {
    let (mut conn, event) = filled()?;
    let query = select_from(&event).order_by(event.col("id"));
    let rows = conn.fetch_all(&query)?;
    let first = &rows[0];
    assert_eq!(
        first.names().collect::<Vec<_>>(),
        ["id", "title", "day", "price", "open", "data", "key"]
    );
    assert_eq!(first.get::<i64>(0)?, 1);
    assert_eq!(first.get::<&str>("title")?, "Opening");
    assert_eq!(first.get::<Date>("day")?, "2024-02-29".parse()?);
    assert_eq!(first.get::<Decimal>("price")?.as_str(), "12.50");
    assert!(first.get::<bool>("open")?);
    assert_eq!(first.get::<Uuid>("key")?, Uuid::from_u128(7));
    assert_eq!(first.get::<Option<i64>>("id")?, Some(1));
    assert_eq!(rows[1].get::<Option<Date>>("day")?, None);
    assert_eq!(rows[2].get::<Option<bool>>("open")?, None);
    assert_eq!(rows.len(), 3);

    // The rest of the row's types: a tuple, and what the program decides on the way.
    let short =
        select(vec![event.col("id"), event.col("title")]).from(&event).order_by(event.col("id"));
    let tuples: Vec<(i64, String)> = conn.fetch_all_as(&short)?;
    assert_eq!(tuples[2], (3, "Closing".to_owned()));
    let mut lent = conn.rows(&short)?;
    let mut titles = Vec::new();
    while let Some(row) = lent.next_ref()? {
        titles.push(row.get::<&str>("title")?.len());
    }
    assert_eq!(titles, [7, 7, 7]);
    Ok(())
}

/// A `Value` is what its column is declared as, and the text or number that is stored where
/// nothing is known.
#[test]
fn values_are_of_the_declared_kind() -> Result<()> {
    let (mut conn, event) = filled()?;
    let first = conn.fetch_first(&select_from(&event).order_by(event.col("id")))?.unwrap();
    let kinds: Vec<Kind> = first.values().iter().map(Value::kind).collect();
    assert_eq!(
        kinds,
        [Kind::Int, Kind::Text, Kind::Date, Kind::Decimal, Kind::Bool, Kind::Json, Kind::Uuid]
    );
    let computed = select(vec![coalesce(event.col("day"), "never")])
        .from(&event)
        .filter(event.col("id").eq(1));
    let row = conn.fetch_one(&computed)?;
    assert_eq!(row.values(), [Value::from("2024-02-29")]);
    assert_eq!(row.get::<Date>(0)?, "2024-02-29".parse()?);

    let null = conn.fetch_one(&select_from(&event).filter(event.col("id").eq(3)))?;
    assert!(null.values()[2..].iter().all(Value::is_null));
    Ok(())
}

#[test]
fn names_that_are_not_clear() -> Result<()> {
    let (mut conn, event) = filled()?;
    let (a, b) = (event.alias("a"), event.alias("b"));
    let twice = select(vec![a.col("id"), b.col("id"), a.col("title").label("first")])
        .from((&a).join(&b).on(a.col("id").lt(b.col("id"))))
        .order_by((a.col("id"), b.col("id")))
        .limit(1);
    let row = conn.fetch_one(&twice)?;
    assert_eq!((row.get::<i64>(0)?, row.get::<i64>(1)?), (1, 2));
    assert_eq!(row.get::<&str>("first")?, "Opening");
    let ambiguous = row.get::<i64>("id").unwrap_err();
    let missing = row.get::<&str>("title").unwrap_err();
    let past = row.get::<i64>(3).unwrap_err();
    let mistyped = row.get::<i64>("first").unwrap_err();
    for (error, says) in [
        (ambiguous, "columns 1 and 2 are both named \"id\""),
        (missing, "no column \"title\""),
        (past, "there is no column 4"),
        (mistyped, "column 3 (\"first\")"),
    ] {
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains(says), "{error}");
    }
    Ok(())
}

/// What a search form asks for.
#[derive(Default)]
struct Form {
    words: Vec<&'static str>,
    open: Option<bool>,
    ids: Option<Vec<i64>>,
    sort: Vec<(&'static str, bool)>,
    columns: Vec<&'static str>,
    page: Option<u32>,
}

impl Form {
    fn query(&self, table: &Table) -> Select {
        let columns: Vec<Expr> = self.columns.iter().map(|name| table.col(*name)).collect();
        let mut query =
            if columns.is_empty() { select_from(table) } else { select(columns).from(table) };
        for word in &self.words {
            query = query.filter(table.col("title").icontains(*word));
        }
        if let Some(open) = self.open {
            query = query.filter(table.col("open").eq(open));
        }
        if let Some(ids) = &self.ids {
            query = query.filter(table.col("id").in_(ids));
        }
        for (name, descending) in &self.sort {
            let column = table.col(*name);
            query = query.order_by(if *descending { column.desc() } else { column.asc() });
        }
        match self.page {
            Some(page) => query.limit(1).offset(page),
            None => query,
        }
    }
}

#[test]
fn built_from_a_form() -> Result<()> {
    let (mut conn, event) = filled()?;
    let sort = vec![("title", true), ("id", false)];
    for (form, sql, ids) in [
        (Form::default(), r#"SELECT "event".* FROM "event""#, vec![1, 2, 3]),
        (
            Form { words: vec!["O", "ing"], sort: sort.clone(), ..Form::default() },
            r#"SELECT "event".* FROM "event" WHERE "event"."title" LIKE ? ESCAPE '!' AND "event"."title" LIKE ? ESCAPE '!' ORDER BY "event"."title" DESC, "event"."id""#,
            vec![1, 3],
        ),
        (
            Form { open: Some(false), columns: vec!["id", "title"], ..Form::default() },
            r#"SELECT "event"."id", "event"."title" FROM "event" WHERE "event"."open" = ?"#,
            vec![2],
        ),
        (
            Form { ids: Some(Vec::new()), ..Form::default() },
            r#"SELECT "event".* FROM "event" WHERE FALSE"#,
            vec![],
        ),
        (
            Form { ids: Some(vec![3, 1]), sort, page: Some(1), ..Form::default() },
            r#"SELECT "event".* FROM "event" WHERE "event"."id" IN (?, ?) ORDER BY "event"."title" DESC, "event"."id" LIMIT ? OFFSET ?"#,
            vec![3],
        ),
    ] {
        let query = form.query(&event);
        assert_eq!(query.to_sql(&Sqlite)?.text(), sql);
        let rows = conn.fetch_all(&query)?;
        let found = rows.iter().map(|row| row.get("id")).collect::<Result<Vec<i64>>>()?;
        assert_eq!(found, ids, "{sql}");
    }
    let typo = Form { sort: vec![("titel", false)], ..Form::default() }.query(&event);
    let error = conn.fetch_all(&typo).unwrap_err();
    assert!(error.to_string().contains("table event has no column titel"), "{error}");
    Ok(())
}

/// Conditions of any origin mix in one list.
#[test]
fn conditions_in_a_list() -> Result<()> {
    let (mut conn, event) = filled()?;
    let mut wanted: Vec<Cond> = vec![event.col("id").gt(0), sql!("length(title) = {7}").typed()];
    for title in ["Opening", "Closing"] {
        wanted.push(event.col("title").ne(title));
    }
    wanted.push(any([event.col("open").typed::<Bool>().is_true(), event.col("price").ge(30)]));
    let query = select(vec![event.col("id")]).from(&event).filter(all(&wanted));
    assert_eq!(conn.fetch_scalar(&query)?, Value::Int(2));
    assert_eq!(wanted.len(), 5);
    Ok(())
}

/// A table of which only the name is known.
#[test]
fn names_alone() -> Result<()> {
    let (mut conn, _) = filled()?;
    for (name, column) in [("event", "id"), ("sqlite_schema", "name")] {
        let table = table(name);
        let count = conn.fetch_scalar(&select(count(table.col(column))).from(&table))?;
        assert!(count >= 1, "{name}");
    }
    let nothing = table("no such table");
    let error = conn.fetch_all(&select_from(&nothing)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Missing, "{error:?}");
    let unknown =
        conn.fetch_all(&select(table("event").col("nope")).from(table("event"))).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::Missing, "{unknown:?}");
    Ok(())
}

/// The same statement, with other columns for each table.
#[test]
fn copied_table_by_table() -> Result<()> {
    let (mut conn, event) = filled()?;
    let mut copies = Vec::new();
    for i in 0..3 {
        let copy = Table::build(format!("copy {i}")).primary_key("id", SqlType::BigInt);
        let kept = event.def().columns.iter().skip(1).take(i);
        let copy = kept.fold(copy, |copy, column| copy.define(column.clone())).finish();
        conn.create_all(&[(&copy).into()])?;
        let names: Vec<_> = copy.def().columns.iter().map(|column| column.name.clone()).collect();
        let columns: Vec<Expr> = names.iter().map(|name| event.col(name)).collect();
        let rows = conn.fetch_all(&select(columns).from(&event))?;
        let rows = rows.into_iter().map(Row::into_values);
        conn.execute(&insert(&copy).columns(names).rows(rows))?;
        copies.push(copy);
    }
    for (i, copy) in copies.iter().enumerate() {
        let rows = conn.fetch_all(&select_from(copy))?;
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| row.values().len() == i + 1), "{rows:?}");
    }
    Ok(())
}
