//! No string, as a value or as a name, changes the structure of a statement, and all come back
//! as they went in.

use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel_sqlite::Sqlite;

use crate::{fetch, open};

const NASTY: [&str; 40] = [
    "n",
    " ",
    "a b",
    "\"",
    "\"\"",
    "a\"b",
    "\";--",
    "'",
    "''",
    "it's",
    "`",
    "[a]",
    "]",
    "\\",
    "\\\"",
    "\\'",
    "?",
    "?1",
    ":name",
    "@name",
    "$1",
    "%s",
    "{}",
    "{0}",
    "--",
    "/*",
    "*/",
    "*",
    "n.n",
    "select",
    "NULL",
    "rowid",
    "x); DROP TABLE n; --",
    "new\nline",
    "\r\t\u{1}\u{1a}\u{7f}",
    "Jóga",
    "日本",
    "🎸",
    "\u{202e}\u{200b}\u{feff}",
    "a-very-long-name-that-is-longer-than-what-other-databases-take-as-one-0123456789-0123456789-0123",
];

/// Every place where a name can stand, all of them the same.
fn statements(name: &str) -> Vec<Box<dyn Compile>> {
    let table = Table::build(name).column(name, SqlType::Text).finish();
    let alias = table.alias(name);
    let scope = Scope::new(&table, name);
    let labelled = value(1).label(name);
    let sub = select((&labelled,)).subquery(name);
    let schema = Table::build(name).schema(name).column(name, SqlType::Text).finish();
    let child = Table::build("child")
        .column(name, SqlType::Text)
        .foreign_key([name], &table, [name])
        .finish();
    vec![
        Box::new(select_from(&table).filter(table.col(name).eq("x"))),
        Box::new(select(alias.col(name)).from(&alias).order_by(alias.col(name).desc())),
        Box::new(select(scope.col(name)).from(&scope).group_by(scope.col(name))),
        Box::new(select(sub.col(&labelled)).from(&sub)),
        Box::new(select(&labelled).order_by(&labelled)),
        Box::new(select_from((&child).join(&table))),
        Box::new(select(schema.col(name)).from(&schema)),
        Box::new(insert(&table).set(name, "x").returning(table.col(name))),
        Box::new(update(&table).set(name, "x").filter(table.col(name).is_null())),
        Box::new(delete(&table).filter(table.col(name).is_null())),
        Box::new(aludel::schema::CreateTable::new(&table)),
        Box::new(aludel::schema::CreateTable::new(&child)),
        Box::new(aludel::schema::DropTable::new(&table)),
    ]
}

/// A statement over a nasty name is the one over a plain name with the name, quoted, in its
/// places.
#[test]
fn names_keep_the_structure() {
    for name in NASTY {
        let quoted = format!("\"{}\"", name.replace('"', "\"\""));
        for dialect in [&Ansi as &dyn aludel::dialect::Dialect, &Sqlite] {
            for (plain, nasty) in statements("plain").iter().zip(statements(name)) {
                let expected = plain.to_sql(dialect).unwrap().text().replace("\"plain\"", &quoted);
                let sql = nasty.to_sql(dialect).unwrap();
                assert_eq!(sql.text(), expected, "{name:?}");
            }
        }
    }
}

#[test]
fn names_come_back() -> aludel::Result<()> {
    for name in NASTY {
        let mut conn = open()?;
        let table = Table::build(name)
            .primary_key("id", SqlType::BigInt)
            .column(name, SqlType::Text)
            .finish();
        conn.create_all(&[(&table).into()])?;
        let made = insert(&table).set(name, name).returning(table.col(name).label(name));
        assert_eq!(conn.fetch_scalar(&made)?, Value::from(name));
        assert_eq!(conn.fetch_one(&select_from(&table))?.get::<&str>(name)?, name);

        let alias = table.alias(name);
        let sub = select(vec![alias.col(name).label(name)]).from(&alias).subquery(name);
        let query = select(vec![sub.col(name)]).from(&sub).filter(sub.col(name).eq(name));
        let row = conn.fetch_one(&query)?;
        assert_eq!(row.names().collect::<Vec<_>>(), [name]);
        assert_eq!(row.get::<&str>(name)?, name);

        assert_eq!(conn.execute(&update(&table).set(name, "x").all_rows())?.rows_affected(), 1);
        assert_eq!(
            conn.execute(&delete(&table).filter(table.col(name).eq("x")))?.rows_affected(),
            1
        );
        conn.drop_all(&[(&table).into()])?;
        let left = sql!("SELECT name FROM sqlite_schema WHERE type = 'table'");
        assert_eq!(conn.fetch_all(&left)?, [], "{name:?}");
    }
    Ok(())
}

#[test]
fn values_keep_the_structure_and_come_back() -> aludel::Result<()> {
    let t = Table::build("t").column("v", SqlType::Text).finish();
    let mut conn = open()?;
    conn.create_all(&[(&t).into()])?;
    let query = |text: &str| {
        select((value(text), literal(text), t.col("v")))
            .from(&t)
            .filter(t.col("v").eq(text).and(t.col("v").in_([text, "other"])))
            .filter(t.col("v").typed::<Text>().starts_with(text))
            .filter(t.col("v").typed::<Text>().icontains(text))
    };
    let plain = query("plain").to_sql(&Sqlite)?;
    for text in NASTY {
        conn.execute(&insert(&t).set("v", text))?;
        let bound = query(text).to_sql(&Sqlite)?;
        let literal = format!("'{}'", text.replace('\'', "''"));
        assert_eq!(bound.text(), plain.text().replace("'plain'", &literal), "{text:?}");
        let expected = vec![vec![Value::from(text); 3]];
        assert_eq!(fetch(&mut conn, &bound)?, expected, "{text:?}");

        let printed = aludel::render::Options { literal: true, ..Default::default() };
        let printed = query(text).to_sql_with(&Sqlite, printed)?;
        assert!(printed.params().is_empty());
        assert_eq!(fetch(&mut conn, &printed)?, expected, "{printed}");
        conn.execute(&delete(&t).all_rows())?;
    }
    Ok(())
}
