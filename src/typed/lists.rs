//! Lists of expressions: function arguments, GROUP BY, ORDER BY.

use super::{Any, Column, Expr, IntoExpr, Marker, Operand};
use crate::ast::{Node, Order};

/// One expression, a tuple of up to 16, an array or a `Vec`.
pub trait ExprList {
    /// The nodes, in order.
    fn into_nodes(self) -> Vec<Node>;
}

impl<E: IntoExpr<Any>> ExprList for E {
    fn into_nodes(self) -> Vec<Node> {
        vec![self.into_node()]
    }
}

impl ExprList for () {
    fn into_nodes(self) -> Vec<Node> {
        Vec::new()
    }
}

impl<E: IntoExpr<Any>, const N: usize> ExprList for [E; N] {
    fn into_nodes(self) -> Vec<Node> {
        self.into_iter().map(IntoExpr::into_node).collect()
    }
}

/// A `Vec<u8>` is one value, so lists made at run time are of expressions.
impl<T: Marker> ExprList for Vec<Expr<T>> {
    fn into_nodes(self) -> Vec<Node> {
        self.into_iter().map(Expr::into_node).collect()
    }
}

/// A term of ORDER BY: an expression, or one with a direction.
pub trait OrderTerm {
    /// The term.
    fn into_order(self) -> Order;
}

impl OrderTerm for Order {
    fn into_order(self) -> Order {
        self
    }
}

impl<T> OrderTerm for Expr<T> {
    fn into_order(self) -> Order {
        self.into_node().into()
    }
}

impl<T> OrderTerm for &Expr<T> {
    fn into_order(self) -> Order {
        self.node().clone().into()
    }
}

impl<T: Marker> OrderTerm for Column<T> {
    fn into_order(self) -> Order {
        self.to_node().into()
    }
}

/// One term of ORDER BY, a tuple of up to 16, an array or a `Vec`.
pub trait OrderList {
    /// The terms, in order.
    fn into_orders(self) -> Vec<Order>;
}

impl<O: OrderTerm> OrderList for O {
    fn into_orders(self) -> Vec<Order> {
        vec![self.into_order()]
    }
}

impl<O: OrderTerm> OrderList for Vec<O> {
    fn into_orders(self) -> Vec<Order> {
        self.into_iter().map(OrderTerm::into_order).collect()
    }
}

impl<O: OrderTerm, const N: usize> OrderList for [O; N] {
    fn into_orders(self) -> Vec<Order> {
        self.into_iter().map(OrderTerm::into_order).collect()
    }
}

macro_rules! tuples {
    ($($item:ident)+) => {
        impl<$($item: IntoExpr<Any>),+> ExprList for ($($item,)+) {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            fn into_nodes(self) -> Vec<Node> {
                let ($($item,)+) = self;
                vec![$($item.into_node()),+]
            }
        }

        impl<$($item: OrderTerm),+> OrderList for ($($item,)+) {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            fn into_orders(self) -> Vec<Order> {
                let ($($item,)+) = self;
                vec![$($item.into_order()),+]
            }
        }
    };
}

crate::typed::row::up_to_16!(tuples);
