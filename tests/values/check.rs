//! Holds a database to what the table says.

use aludel::ErrorKind;
use aludel::ast::Node;
use aludel::prelude::*;
use aludel::value::{Array, FromValue, Kind, Range};

use crate::case::{Case, Group, Order, Outcome, STEPS, Step};
use crate::database::{Database, Db, sql};
use crate::table::groups;

/// Every case in every step; all that fail are reported.
pub(crate) fn every_value(database: &Database) {
    let mut conn = database.connect();
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for group in groups() {
        for (i, column) in group.columns.iter().enumerate() {
            let stored_as = group.column(column, database.db);
            let name = format!("v_{}_{i}", group.kind.name().replace([' ', '-'], "_"));
            let table = create(&mut conn, name, stored_as, database.db);
            let cases = group.of_column(column, database.db);
            let column = Column { group: &group, table, cases };
            for step in STEPS {
                for i in 0..column.cases.len() {
                    checked += 1;
                    if let Err(why) = column.check(i, step, database.db, &mut conn) {
                        let (_, case) = &column.cases[i];
                        let kind = group.kind.name();
                        wrong.push(format!("{kind} {:?}, {}: {why}", case.name, step.name()));
                    }
                }
            }
        }
    }
    assert!(checked > 500, "only {checked} cells were checked");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A table with a column of the type. Where there are no arrays and ranges, a text stands for them, so
/// that they are refused for what they are.
fn create(conn: &mut Connection, name: String, column: &SqlType, db: Db) -> Table {
    let lacking = matches!(column, SqlType::Array(_) | SqlType::Range(_));
    let postgres = matches!(db, Db::Postgres15 | Db::Postgres18);
    let column = if lacking && !postgres { &SqlType::Text } else { column };
    let table = Table::build(name)
        .primary_key("id", SqlType::BigInt)
        .nullable("v", column.clone())
        .finish();
    conn.create_all(&[(&table).into()]).unwrap_or_else(|error| panic!("{column:?}: {error:?}"));
    table
}

struct Column<'g> {
    group: &'g Group,
    table: Table,
    cases: Vec<(usize, &'g Case)>,
}

type Checked = Result<(), String>;

impl Column<'_> {
    fn check(&self, i: usize, step: Step, db: Db, conn: &mut Connection) -> Checked {
        let case = self.cases[i].1;
        match step {
            Step::Bind => self.bind(case, db, conn),
            Step::Store => {
                let insert = insert(&self.table).set("id", id(i)).set("v", case.value.clone());
                let done = conn.execute(&insert).map(drop);
                expect(case.at(db, step), done).map(drop)
            }
            Step::Read if case.is_stored(db) => self.read(i, db, conn),
            Step::Read => Ok(()),
            Step::Compare => self.compare(i, db, conn, false),
            Step::Literal => self.literal(i, db, conn),
        }
    }

    fn bind(&self, case: &Case, db: Db, conn: &mut Connection) -> Checked {
        let query = select(Expr::<Any>::new(Node::value(case.value.clone())));
        match expect(case.at(db, Step::Bind), conn.fetch_one_as::<Row>(&query))? {
            Some(_) => self.plain(&query, case, db, conn),
            None => Ok(()),
        }
    }

    /// What comes from no column: the same as its own Rust type, and of the kind that the
    /// database has for it.
    fn plain(&self, query: &dyn Run, case: &Case, db: Db, conn: &mut Connection) -> Checked {
        let expected = wanted(case, db, Step::Bind);
        same(&read_as(query, expected.kind(), conn).map_err(text)?, expected)?;
        let found = conn.fetch_one_as::<(Value,)>(query).map_err(text)?.0;
        let kind = found.kind();
        // A small unsigned integer is printed as any other.
        let small = matches!(case.value, Value::UInt(v) if i64::try_from(v).is_ok());
        if kind == self.group.plain_kind(db) || small && kind == Kind::Int {
            Ok(())
        } else {
            Err(format!("as a Value it is {}", kind.name()))
        }
    }

    fn read(&self, i: usize, db: Db, conn: &mut Connection) -> Checked {
        let query = select(self.table.col("v")).from(&self.table);
        let query = query.filter(self.table.col("id").eq(id(i)));
        let expected = wanted(self.cases[i].1, db, Step::Read);
        same(&read_as(&query, expected.kind(), conn).map_err(text)?, expected)?;
        let value =
            conn.fetch_one_as::<Row>(&query).map_err(text)?.get::<Value>(0).map_err(text)?;
        let declared = self.group.declared_kind(db);
        if value.kind() != declared {
            return Err(format!("as a Value it is {value:?}, {}", value.kind().name()));
        }
        if declared == self.group.kind { same(&value, expected) } else { Ok(()) }
    }

    /// The cases that `=` finds, and where there is an order, those that `<` finds.
    fn compare(&self, i: usize, db: Db, conn: &mut Connection, literal: bool) -> Checked {
        let (rank, case) = &self.cases[i];
        let outcome = case.at(db, Step::Compare);
        let stored = |keep: &dyn Fn(usize, &Case) -> bool| -> Vec<&'static str> {
            let cases = self.cases.iter().filter(|(_, case)| case.is_stored(db));
            cases.filter(|(rank, case)| keep(*rank, case)).map(|(_, case)| case.name).collect()
        };
        let v = self.table.col("v");
        let equal = match outcome {
            Outcome::Finds(names, _) => names.clone(),
            _ => stored(&|other, _| other == *rank),
        };
        let found = self.find(v.eq(case.value.clone()), literal, conn);
        match (outcome, found) {
            (Outcome::Refused(..), found) if !literal => {
                expect(outcome, found)?;
                return Ok(());
            }
            (_, Ok(found)) if found == equal => {}
            (_, Ok(found)) => return Err(format!("`=` finds {found:?}, not {equal:?}")),
            (_, Err(error)) => return Err(text(error)),
        }
        match self.group.unordered(db) {
            Some(Order::Of(_)) => return Ok(()),
            Some(Order::Refused(says)) => {
                let refused = Outcome::Refused(ErrorKind::Unsupported, says);
                return expect(&refused, self.find(v.lt(case.value.clone()), literal, conn))
                    .map(drop);
            }
            None => {}
        }
        let less = stored(&|other, _| other < *rank);
        let found = self.find(v.lt(case.value.clone()), literal, conn).map_err(text)?;
        if found == less { Ok(()) } else { Err(format!("`<` finds {found:?}, not {less:?}")) }
    }

    fn find(
        &self,
        condition: aludel::typed::Cond,
        literal: bool,
        conn: &mut Connection,
    ) -> aludel::Result<Vec<&'static str>> {
        let id = self.table.col("id");
        let query = select(id.clone().typed::<Int>()).from(&self.table).filter(condition);
        let query = query.order_by(id.asc());
        let ids = if literal {
            let printed = query.to_sql_literal(conn.dialect())?;
            conn.fetch_all_as::<(i64,)>(&sql(&printed))?.into_iter().map(|row| row.0).collect()
        } else {
            conn.fetch_all(&query)?
        };
        let name = |id: i64| self.cases.get(usize::try_from(id).ok()?).map(|(_, case)| case.name);
        Ok(ids.into_iter().filter_map(name).collect())
    }

    /// Printed, it is bound, stored, read and compared as its parameter is.
    fn literal(&self, i: usize, db: Db, conn: &mut Connection) -> Checked {
        let case = self.cases[i].1;
        let query = select(Expr::<Any>::new(Node::value(case.value.clone())));
        let printed = query.to_sql_literal(conn.dialect());
        let ran = printed.and_then(|text| {
            let query = sql(&text);
            conn.fetch_one_as::<Row>(&query).map(|_| query)
        });
        let query = match expect(case.at(db, Step::Literal), ran)? {
            Some(query) => query,
            None => return self.is_not_inserted(i, db, conn),
        };
        self.plain(&query, case, db, conn).map_err(|why| format!("SELECT: {why}"))?;
        self.insert_printed(i, db, conn).map_err(|why| format!("INSERT: {why}"))?;
        self.compare(i, db, conn, true).map_err(|why| format!("WHERE: {why}"))
    }

    fn is_not_inserted(&self, i: usize, db: Db, conn: &mut Connection) -> Checked {
        let case = self.cases[i].1;
        let insert = insert(&self.table).set("id", id(i) + 1000).set("v", case.value.clone());
        let printed = insert.to_sql_literal(conn.dialect());
        let done = printed.and_then(|text| conn.execute(&sql(&text)));
        expect(case.at(db, Step::Literal), done).map(drop)
    }

    fn insert_printed(&self, i: usize, db: Db, conn: &mut Connection) -> Checked {
        let case = self.cases[i].1;
        let at = self.table.col("id").eq(id(i));
        let add = insert(&self.table).set("id", id(i)).set("v", case.value.clone());
        let add = add.to_sql_literal(conn.dialect()).map_err(text)?;
        conn.execute(&delete(&self.table).filter(at)).map_err(text)?;
        match expect(case.at(db, Step::Store), conn.execute(&sql(&add)))? {
            Some(_) => self.read(i, db, conn),
            None => Ok(()),
        }
    }
}

fn id(i: usize) -> i64 {
    i64::try_from(i).unwrap()
}

fn wanted(case: &Case, db: Db, step: Step) -> &Value {
    match case.at(db, step) {
        Outcome::Gives(value, _) => value,
        _ => &case.value,
    }
}

/// The result, if it isn't an error that was asked for.
fn expect<T>(outcome: &Outcome, done: aludel::Result<T>) -> Result<Option<T>, String> {
    match (outcome, done) {
        (Outcome::Refused(kind, says), Err(error)) => {
            if error.kind() == *kind && error.to_string().contains(says) {
                Ok(None)
            } else {
                Err(format!("{kind:?} and {says:?} were asked for, not {}", text(error)))
            }
        }
        (Outcome::Refused(kind, says), Ok(_)) => Err(format!("it isn't refused: {kind:?}, {says}")),
        (_, Ok(value)) => Ok(Some(value)),
        (_, Err(error)) => Err(text(error)),
    }
}

fn text(error: impl std::fmt::Debug) -> String {
    format!("{error:?}").chars().take(300).collect()
}

fn same(found: &Value, expected: &Value) -> Checked {
    if found == expected { Ok(()) } else { Err(text(format_args!("it is {found:?}"))) }
}

/// The query's one cell as the kind's Rust type.
fn read_as(query: &dyn Run, kind: Kind, conn: &mut Connection) -> aludel::Result<Value> {
    fn one<T: FromValue + Into<Value>>(
        query: &dyn Run,
        conn: &mut Connection,
    ) -> aludel::Result<Value> {
        conn.fetch_one_as::<(T,)>(query).map(|row| row.0.into())
    }
    match kind {
        Kind::Bool => one::<bool>(query, conn),
        Kind::Int => one::<i64>(query, conn),
        Kind::UInt => one::<u64>(query, conn),
        Kind::Float => one::<f64>(query, conn),
        Kind::Decimal => one::<Decimal>(query, conn),
        Kind::Text => one::<String>(query, conn),
        Kind::Bytes => one::<Vec<u8>>(query, conn),
        Kind::Date => one::<Date>(query, conn),
        Kind::Time => one::<Time>(query, conn),
        Kind::Timestamp => one::<Timestamp>(query, conn),
        Kind::TimestampTz => one::<TimestampTz>(query, conn),
        Kind::Interval => one::<Interval>(query, conn),
        Kind::Uuid => one::<Uuid>(query, conn),
        Kind::Json => one::<Json>(query, conn),
        Kind::Array => one::<Array>(query, conn),
        Kind::Range => one::<Range>(query, conn),
        kind => panic!("{kind:?} has no Rust type"),
    }
}

/// NULL of each kind: bound, stored, read, compared and printed.
pub(crate) fn nulls(database: &Database) {
    let mut conn = database.connect();
    for (i, group) in groups().iter().enumerate() {
        let null = Value::Null(group.kind);
        let Some(first) = group.columns.first() else { panic!("{:?} has a column", group.kind) };
        let column = group.column(first, database.db);
        let table = create(&mut conn, format!("n_{i}"), column, database.db);
        let v = table.col("v");
        for kind in [group.kind, Kind::Unknown] {
            let null = Value::Null(kind);
            for null in [Node::value(null.clone()), Node::literal(null)] {
                let query = select(Expr::<Any>::new(null));
                assert!(conn.fetch_one(&query).unwrap().is_null(), "{:?}", group.kind);
                let printed = query.to_sql_literal(conn.dialect()).unwrap();
                let row = conn.fetch_one_as::<(Value,)>(&sql(&printed)).unwrap();
                assert!(row.0.is_null(), "{printed}");
            }
        }
        conn.execute(&insert(&table).set("id", 1).set("v", null.clone())).unwrap();
        conn.execute(&insert(&table).set("id", 2).set("v", Value::NULL)).unwrap();
        let printed = insert(&table).set("id", 3).set("v", null.clone());
        let printed = printed.to_sql_literal(conn.dialect()).unwrap();
        conn.execute(&sql(&printed)).unwrap();
        let rows = conn.fetch_all(&select(v.clone()).from(&table)).unwrap();
        assert!(rows.len() == 3 && rows.iter().all(Value::is_null), "{:?}: {rows:?}", group.kind);
        let count = |condition| select(count_all()).from(&table).filter(condition);
        assert_eq!(conn.fetch_one(&count(v.is_null())).unwrap(), 3);
        let equal = Expr::<Any>::new(Node::value(null));
        let same = count(v.is_not_distinct_from(equal));
        assert_eq!(conn.fetch_one(&same).unwrap(), 3, "{:?}", group.kind);
    }
}

/// Out of range, and of another kind: an error on decode that names the column.
pub(crate) fn decode(database: &Database) {
    let mut conn = database.connect();
    type Read = fn(&Row) -> aludel::Result<()>;
    fn read<T: for<'r> aludel::engine::FromCell<'r>>(row: &Row) -> aludel::Result<()> {
        row.get::<T>("v").map(drop)
    }
    let cases: [(Value, Read, &str); 12] = [
        (256.into(), read::<u8>, "256 is out of range for u8"),
        ((-129).into(), read::<i8>, "-129 is out of range for i8"),
        ((1_i64 << 31).into(), read::<i32>, "2147483648 is out of range for i32"),
        ((-1).into(), read::<u64>, "-1 is out of range for u64"),
        ((-1).into(), read::<u32>, "-1 is out of range for u32"),
        (i64::MAX.into(), read::<f64>, "is out of range for an exact f64"),
        (0.1.into(), read::<f32>, "is out of range for an exact f32"),
        (0.5.into(), read::<i64>, "a float can't be read as an integer"),
        (2.into(), read::<bool>, "an integer can't be read as a boolean"),
        ("12".into(), read::<i64>, "text can't be read as an integer"),
        ("ab".into(), read::<char>, "text can't be read as one character"),
        (Value::Null(Kind::Int), read::<i64>, "NULL"),
    ];
    for (value, read, says) in cases {
        let query = select(Expr::<Any>::new(Node::value(value.clone())).label("v"));
        let row = conn.fetch_one_as::<Row>(&query).unwrap();
        let error = read(&row).expect_err(says);
        assert_eq!(error.kind(), ErrorKind::Decode, "{value:?}: {error:?}");
        assert!(error.to_string().contains(says), "{value:?}: {error}");
    }
}
