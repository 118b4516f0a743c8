//! What any expression can be made into: a label, another type, a sort key.

use super::{AssumeNotNull, Expr, Marker, Operand};
use crate::ast::{Bind, Direction, Name, Node, Nulls, Order, Shared};
use crate::schema::SqlType;
use crate::value::Kind;

/// Labels, casts, types and sort keys, on every handle.
pub trait Shape: Operand {
    /// `self AS name`. Elsewhere than in its select list the label stands for the
    /// expression; ORDER BY refers to it by name.
    #[inline]
    fn label(&self, name: impl Into<Name>) -> Expr<Self::Type> {
        Expr::new(self.to_node().label(name))
    }

    /// `CAST(self AS …)`: the database converts. The type is the widest of its family; for
    /// another one see [`cast_as`](Self::cast_as).
    #[inline]
    fn cast<T: Marker>(
        &self,
    ) -> Expr<<<Self::Type as Marker>::Null as super::Nullability>::Apply<T>> {
        Expr::new(match widest(T::KIND) {
            Some(ty) => Node::cast(self.to_node(), ty),
            None => no_type(T::KIND),
        })
    }

    /// The same, but NULL where the text is no such value: other databases' TRY_CAST.
    ///
    /// PostgreSQL since 16 has `CASE WHEN pg_input_is_valid(x, 'bigint') THEN CAST(x AS bigint) END`, where `x`
    /// is a column. Elsewhere it is refused: SQLite and MySQL make a number of any text.
    #[inline]
    fn try_cast<T: Marker>(&self) -> Expr<T::AsNullable> {
        Expr::new(match widest(T::KIND) {
            Some(ty) => Node::try_cast(self.to_node(), ty),
            None => no_type(T::KIND),
        })
    }

    /// `CAST(self AS type)`, of whatever type that is.
    #[inline]
    fn cast_as(&self, ty: SqlType) -> Expr<super::Any> {
        Expr::new(Node::cast(self.to_node(), ty))
    }

    /// The same expression, taken for another type: your word for it, nothing is written.
    #[inline]
    fn typed<T: Marker>(&self) -> Expr<T> {
        Expr::new(match self.to_node() {
            Node::Bind(bind) if bind.kind == Kind::Unknown => {
                Node::Bind(Shared::new(Bind { kind: T::KIND, ..(*bind).clone() }))
            }
            node => node,
        })
    }

    /// The same expression, which may be NULL: a column of an outer-joined table.
    #[inline]
    fn nullable(&self) -> Expr<<Self::Type as Marker>::AsNullable> {
        Expr::new(self.to_node())
    }

    /// For a select list: the expression is not NULL in any row, your word for it. A NULL
    /// that comes all the same is an error when the row is read.
    #[inline]
    fn assume_not_null(&self) -> AssumeNotNull<<Self::Type as Marker>::Base> {
        AssumeNotNull::new(self.to_node())
    }

    /// Ascending, as a term of ORDER BY.
    #[inline]
    fn asc(&self) -> Order {
        Order::from(self.to_node())
    }

    /// Descending, as a term of ORDER BY.
    #[inline]
    fn desc(&self) -> Order {
        Order { direction: Direction::Desc, ..Order::from(self.to_node()) }
    }
}

impl<O: Operand + ?Sized> Shape for O {}

impl Order {
    /// NULLs come before all values.
    #[must_use]
    #[inline]
    pub fn nulls_first(mut self) -> Self {
        self.nulls = Nulls::First;
        self
    }

    /// NULLs come after all values.
    #[must_use]
    #[inline]
    pub fn nulls_last(mut self) -> Self {
        self.nulls = Nulls::Last;
        self
    }
}

fn no_type(kind: Kind) -> Node {
    Node::error(
        format!("there is no SQL type to cast to {}", kind.name()),
        "name the type with .cast_as(SqlType::Named(…))",
    )
}

/// The widest SQL type of a kind.
#[inline]
fn widest(kind: Kind) -> Option<SqlType> {
    Some(match kind {
        Kind::Bool => SqlType::Boolean,
        Kind::Int => SqlType::BigInt,
        Kind::UInt => SqlType::UnsignedBigInt,
        Kind::Float => SqlType::Double,
        Kind::Decimal => SqlType::Decimal(None),
        Kind::Text => SqlType::Text,
        Kind::Bytes => SqlType::Blob,
        Kind::Date => SqlType::Date,
        Kind::Time => SqlType::Time,
        Kind::Timestamp => SqlType::Timestamp,
        Kind::TimestampTz => SqlType::TimestampTz,
        Kind::Interval => SqlType::Interval,
        Kind::Uuid => SqlType::Uuid,
        Kind::Json => SqlType::Json,
        Kind::Unknown | Kind::Array | Kind::Range => return None,
    })
}
