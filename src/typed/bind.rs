//! Parameters that get their values when the compiled statement runs.

use super::{Any, Expr, IntoSet, Marker};
use crate::ast::{Bind, InSet, Name, Node, Shared};
use crate::value::Kind;

/// A parameter by name, which gets its value when the compiled statement runs.
///
/// Nothing says what its value will be. Compared with a column or assigned to one, it is as that. Elsewhere
/// say it with [`typed`](super::Shape::typed): MySQL and MariaDB take a decimal, bytes or a UUID for a text,
/// and a date for a timestamp.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_mysql::MySql;
///
/// let item = table("item");
/// let price = coalesce(item.col("price"), bind("price").typed::<Decimal>());
/// assert_eq!(
///     select(price).from(&item).to_sql(&MySql)?.text(),
///     "SELECT coalesce(`item`.`price`, CAST(? AS DECIMAL(65, 30))) FROM `item`"
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
#[must_use]
pub fn bind(name: impl Into<Name>) -> Expr<Any> {
    Expr::new(Node::Bind(Shared::new(Bind { name: name.into(), kind: Any::KIND, list: false })))
}

/// A list of values by name, for [`in_`](super::Compare::in_) and [`not_in`](super::Compare::not_in):
/// the compiled statement gets it when it runs, of any length, none included.
///
/// Where the database has arrays the list is one parameter. Elsewhere each value is one, and the
/// text is that of the list's length, and from 1,000 values on one parameter is all of them, as in a
/// list that the statement is built with. A NULL in it is refused: ask for it with `.is_null()`.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_postgres::Postgres;
/// use aludel_sqlite::Sqlite;
///
/// let pet = table("pet");
/// let q = select(pet.col("name")).from(&pet).filter(pet.col("id").in_(bind_list("ids")));
///
/// let mut sql = q.to_sql(&Sqlite)?;
/// sql.bind("ids", vec![3, 5])?;
/// assert_eq!(sql.text(), r#"SELECT "pet"."name" FROM "pet" WHERE "pet"."id" IN (?, ?)"#);
/// assert_eq!(sql.params(), [Value::Int(3), Value::Int(5)]);
///
/// let sql = q.to_sql(&Postgres)?;
/// assert_eq!(sql.text(), r#"SELECT "pet"."name" FROM "pet" WHERE ("pet"."id" = ANY ($1))"#);
/// # Ok::<(), aludel::Error>(())
/// ```
pub fn bind_list(name: impl Into<Name>) -> BindList {
    BindList { name: name.into(), kind: Kind::Unknown }
}

/// A list of values that a compiled statement gets when it runs: see [`bind_list`].
#[derive(Clone, Debug)]
#[must_use = "it is the list of an IN"]
pub struct BindList {
    name: Name,
    kind: Kind,
}

impl BindList {
    /// What the values are, where that which is looked for does not tell.
    pub fn typed<T: Marker>(self) -> Self {
        BindList { kind: T::KIND, ..self }
    }
}

impl<T: Marker> IntoSet<T> for BindList {
    fn contains(self, operand: Node) -> Node {
        let known = [self.kind, T::KIND, operand.kind()].into_iter();
        let kind = known.into_iter().find(|kind| *kind != Kind::Unknown).unwrap_or_default();
        let bind = Bind { name: self.name, kind, list: true };
        Node::in_set(operand, InSet::List(vec![Node::Bind(Shared::new(bind))]))
    }
}
