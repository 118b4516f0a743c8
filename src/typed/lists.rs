//! Lists of expressions: function arguments, GROUP BY, ORDER BY.

use super::{Any, Column, Expr, IntoExpr, Marker, Operand};
use crate::ast::{Nodes, Order, Orders};

/// One expression, a tuple of up to 16, an array or a `Vec`.
pub trait ExprList {
    /// Appends the nodes, in order.
    fn append_to(self, nodes: &mut Nodes);
}

impl<E: IntoExpr<Any>> ExprList for E {
    #[inline]
    fn append_to(self, nodes: &mut Nodes) {
        nodes.push(self.into_node());
    }
}

impl ExprList for () {
    #[inline]
    fn append_to(self, _: &mut Nodes) {}
}

impl<E: IntoExpr<Any>, const N: usize> ExprList for [E; N] {
    #[inline]
    fn append_to(self, nodes: &mut Nodes) {
        nodes.extend(self.into_iter().map(IntoExpr::into_node));
    }
}

/// A `Vec<u8>` is one value, so lists made at run time are of expressions.
impl<T: Marker> ExprList for Vec<Expr<T>> {
    #[inline]
    fn append_to(self, nodes: &mut Nodes) {
        nodes.extend(self.into_iter().map(Expr::into_node));
    }
}

/// A term of ORDER BY: an expression, or one with a direction.
pub trait OrderTerm {
    /// The term.
    fn into_order(self) -> Order;
}

impl OrderTerm for Order {
    #[inline]
    fn into_order(self) -> Order {
        self
    }
}

impl<T> OrderTerm for Expr<T> {
    #[inline]
    fn into_order(self) -> Order {
        self.into_node().into()
    }
}

impl<T> OrderTerm for &Expr<T> {
    #[inline]
    fn into_order(self) -> Order {
        self.node().clone().into()
    }
}

impl<T: Marker> OrderTerm for Column<T> {
    #[inline]
    fn into_order(self) -> Order {
        self.to_node().into()
    }
}

/// One term of ORDER BY, a tuple of up to 16, an array or a `Vec`.
pub trait OrderList {
    /// Appends the terms, in order.
    fn append_to(self, orders: &mut Orders);
}

impl<O: OrderTerm> OrderList for O {
    #[inline]
    fn append_to(self, orders: &mut Orders) {
        orders.push(self.into_order());
    }
}

impl<O: OrderTerm> OrderList for Vec<O> {
    #[inline]
    fn append_to(self, orders: &mut Orders) {
        orders.extend(self.into_iter().map(OrderTerm::into_order));
    }
}

impl<O: OrderTerm, const N: usize> OrderList for [O; N] {
    #[inline]
    fn append_to(self, orders: &mut Orders) {
        orders.extend(self.into_iter().map(OrderTerm::into_order));
    }
}

macro_rules! tuples {
    ($($item:ident)+) => {
        impl<$($item: IntoExpr<Any>),+> ExprList for ($($item,)+) {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            #[inline]
            fn append_to(self, nodes: &mut Nodes) {
                let ($($item,)+) = self;
                $(nodes.push($item.into_node());)+
            }
        }

        impl<$($item: OrderTerm),+> OrderList for ($($item,)+) {
            #[allow(non_snake_case, reason = "each item is named like its type")]
            #[inline]
            fn append_to(self, orders: &mut Orders) {
                let ($($item,)+) = self;
                $(orders.push($item.into_order());)+
            }
        }
    };
}

crate::typed::row::up_to_16!(tuples);
