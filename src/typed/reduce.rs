//! Columns that say twice what once is enough.

use super::Select;
use crate::ast::{BinaryOp, JoinKind, JoinOn, Joins, NaryOp, Node, Nodes, Source};
use crate::engine::Dynamic;

impl<S> Select<S> {
    /// The same query without the columns that an earlier one of the same name equals in each row: by
    /// a condition of WHERE or of an inner join, be that one inferred from a foreign key. Outer joins
    /// do not count, for one side may be NULL there. Positions in ORDER BY count the columns that are
    /// left.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let (stay, guest) = (table("stay"), table("guest"));
    /// let q = select((stay.col("id"), stay.col("guest"), guest.col("guest"), guest.col("id")))
    ///     .from((&stay).join(&guest).on(stay.col("guest").eq(guest.col("guest"))))
    ///     .reduce_columns();
    /// assert_eq!(
    ///     q.to_sql(&Ansi)?.text(),
    ///     r#"SELECT "stay"."id", "stay"."guest", "guest"."id" FROM "stay" JOIN "guest" ON "stay"."guest" = "guest"."guest""#
    /// );
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn reduce_columns(self) -> Select<Dynamic> {
        let changed = self.change(|tree| {
            let mut equal = Equal::default();
            equal.by_condition(tree.filter.as_ref());
            tree.from.iter().for_each(|source| equal.by_source(source));
            let mut kept = Nodes::with_capacity(tree.items.len());
            for item in tree.items.drain(..) {
                let again = |other: &Node| {
                    other.output_name() == item.output_name() && equal.are(other, &item)
                };
                if !kept.iter().any(again) {
                    kept.push(item);
                }
            }
            tree.items = kept;
        });
        Select::from_tree(changed.into_tree())
    }
}

/// A column: the name of what it is of, and its own.
type Key = (String, String);

fn key(node: &Node) -> Option<Key> {
    let table = match node {
        Node::Column(column) => column.table.name.as_str(),
        Node::Name(column) => column.qualifier.name()?,
        _ => return None,
    };
    Some((table.to_owned(), node.output_name()?.as_str().to_owned()))
}

/// The classes of columns that are equal.
#[derive(Default)]
struct Equal(Vec<Vec<Key>>);

impl Equal {
    fn are(&self, one: &Node, other: &Node) -> bool {
        match (key(one.unlabelled()), key(other.unlabelled())) {
            (Some(one), Some(other)) => {
                one == other
                    || self.0.iter().any(|class| class.contains(&one) && class.contains(&other))
            }
            _ => false,
        }
    }

    fn by_condition(&mut self, condition: Option<&Node>) {
        match condition {
            Some(Node::Nary(nary)) if nary.op == NaryOp::And => {
                nary.items.iter().for_each(|item| self.by_condition(Some(item)));
            }
            Some(Node::Binary(binary)) if binary.op == BinaryOp::Eq => {
                if let (Some(one), Some(other)) = (key(&binary.left), key(&binary.right)) {
                    self.unite(one, other);
                }
            }
            _ => {}
        }
    }

    fn unite(&mut self, one: Key, other: Key) {
        let mut united = vec![one, other];
        self.0.retain_mut(|class| {
            let apart = united.iter().all(|key| !class.contains(key));
            if !apart {
                united.append(class);
            }
            apart
        });
        self.0.push(united);
    }

    fn by_source(&mut self, source: &Source) {
        let Source::Join(joins) = source else { return };
        let Joins { first, steps, .. } = &**joins;
        self.by_source(first);
        for (i, step) in steps.iter().enumerate() {
            self.by_source(&step.source);
            match (&step.on, step.kind) {
                (JoinOn::Condition(on), JoinKind::Inner) => self.by_condition(Some(on)),
                (JoinOn::ForeignKey, JoinKind::Inner) => {
                    // Where it isn't clear, compiling says so.
                    self.by_condition(crate::render::infer_join(joins, i).ok().as_ref());
                }
                _ => {}
            }
        }
    }
}
