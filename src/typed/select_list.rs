//! Select lists: tuples of handles, which fix the type of the rows.

use std::marker::PhantomData;

use super::{Column, Expr, Marker, Operand};
use crate::ast::{Node, Nodes};
use crate::engine::{Dynamic, RowType};
use crate::value::Kind;

/// What can be selected or returned: a handle, a tuple of up to 16, nested as you like, or a
/// `Vec` of expressions, whose rows are dynamic.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't stand in a select list",
    label = "expected a column, an expression, a tuple of up to 16 of them, or a `Vec<Expr>`",
    note = "a value is selected with `value(…)` or `literal(…)`",
    note = "more than 16 columns are nested tuples: `((a, …), (b, …))`"
)]
pub trait SelectList {
    /// The shape of the rows.
    type Rows: RowType;

    /// How many columns there are; 0 where only the running program knows.
    const WIDTH: usize;

    /// Appends the nodes of the list.
    fn append_to(self, items: &mut Nodes);
}

macro_rules! handles {
    ($($handle:ty),+) => {$(
        impl<T: Marker> SelectList for $handle {
            type Rows = T;
            const WIDTH: usize = 1;
            #[inline]
            fn append_to(self, items: &mut Nodes) {
                items.push(self.to_node());
            }
        }
    )+};
}

handles!(&Expr<T>, Column<T>, &Column<T>);

impl<T: Marker> SelectList for Expr<T> {
    type Rows = T;
    const WIDTH: usize = 1;
    #[inline]
    fn append_to(self, items: &mut Nodes) {
        items.push(self.into_node());
    }
}

impl<T> SelectList for Vec<Expr<T>> {
    type Rows = Dynamic;
    const WIDTH: usize = 0;
    fn append_to(self, items: &mut Nodes) {
        items.extend(self.into_iter().map(Expr::into_node));
    }
}

impl<T> SelectList for &[Expr<T>] {
    type Rows = Dynamic;
    const WIDTH: usize = 0;
    fn append_to(self, items: &mut Nodes) {
        items.extend(self.iter().map(|expr| expr.node().clone()));
    }
}

macro_rules! tuples {
    ($($item:ident)+) => {
        impl<$($item: SelectList),+> SelectList for ($($item,)+)
        where
            $($item::Rows: super::RowShape,)+
        {
            type Rows = ($($item::Rows,)+);
            const WIDTH: usize = <($($item::Rows,)+) as super::RowShape>::WIDTH;
            #[allow(non_snake_case, reason = "each item is named like its type")]
            #[inline]
            fn append_to(self, items: &mut Nodes) {
                if Self::WIDTH > Nodes::new().inline_size() {
                    items.reserve(Self::WIDTH);
                }
                let ($($item,)+) = self;
                $($item.append_to(items);)+
            }
        }
    };
}

crate::typed::row::up_to_16!(tuples);

/// An item of a select list that its author vouches is never NULL.
#[derive(Clone, Debug)]
pub struct AssumeNotNull<T> {
    node: Node,
    marker: PhantomData<fn() -> T>,
}

impl<T> AssumeNotNull<T> {
    pub(crate) fn new(node: Node) -> Self {
        AssumeNotNull { node, marker: PhantomData }
    }
}

/// The marker of [`AssumeNotNull`]: reads like `T`, promises nothing to the compiler.
#[derive(Clone, Copy, Debug)]
pub struct Assumed<T>(PhantomData<T>);

impl<T: Marker<Base = T>> Marker for Assumed<T> {
    type Base = Assumed<T>;
    type AsNullable = Assumed<T>;
    type Null = super::Never;
    type Rust = T::Rust;
    const KIND: Kind = T::KIND;
    const NOT_NULL: bool = false;
}

impl<T: Marker<Base = T>> SelectList for AssumeNotNull<T> {
    type Rows = Assumed<T>;
    const WIDTH: usize = 1;
    fn append_to(self, items: &mut Nodes) {
        items.push(self.node);
    }
}
