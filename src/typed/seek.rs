//! Keyset paging.

use super::{ExprList, OrderList, Select};
use crate::ast::{Fault, Nodes, Order, Orders};
use crate::lower::{After, reversed};

impl<S> Select<S> {
    /// The rows after a known one, in an order: the next page, found by an index instead of being
    /// counted up to, as OFFSET is. `order` becomes the query's ORDER BY, and must tell any two rows
    /// apart; `last` has the values of its terms in the last row of the page before.
    ///
    /// Terms may go different ways. NULLs are where the order puts them: where a term doesn't say, that
    /// is the database's choice, which is known here too.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let pet = table("pet");
    /// let (age, id) = (pet.col("age"), pet.col("id"));
    /// let page = select((&age, &id)).from(&pet).limit(10);
    /// let next = page.seek((age.desc().nulls_last(), id.asc()), (7, 42));
    /// assert_eq!(
    ///     next.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "pet"."age", "pet"."id" FROM "pet" WHERE "pet"."age" < ? OR "pet"."age" IS NULL OR "pet"."age" = ? AND "pet"."id" > ? ORDER BY "pet"."age" DESC NULLS LAST, "pet"."id" LIMIT ?"#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    ///
    /// Over columns that are never NULL, in one direction, it is `(a, b) > (?, ?)`.
    pub fn seek(self, order: impl OrderList, last: impl ExprList) -> Self {
        let mut orders = Orders::new();
        order.append_to(&mut orders);
        self.after(orders, last)
    }

    /// The rows before a known one, nearest first: the page before, backwards. `order` is that of the
    /// pages, and `first` has the values of its terms in the first row of the page after.
    pub fn seek_before(self, order: impl OrderList, first: impl ExprList) -> Self {
        let mut orders = Orders::new();
        order.append_to(&mut orders);
        self.after(reversed(&orders), first)
    }

    fn after(self, orders: Orders, last: impl ExprList) -> Self {
        let mut values = Nodes::new();
        last.append_to(&mut values);
        if orders.is_empty() || orders.len() != values.len() {
            let message = format!(
                "seek has {} terms of order and {} last values",
                orders.len(),
                values.len()
            );
            let help = "give one value for each term, and one term at least";
            return self.change(|tree| tree.blame(Fault::new(message, help)));
        }
        let condition = After::node(&orders, &values);
        self.and_node(condition).change(|tree| {
            let depth = orders.iter().map(Order::depth).max();
            tree.order_by = orders;
            tree.deepen(depth.unwrap_or(0));
        })
    }
}
