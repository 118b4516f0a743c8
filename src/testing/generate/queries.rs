//! Random queries of every sort, whose rows have one shape: an integer `i`, a text `t` and an
//! integer `j`. So they can be combined, nested and joined at will.

use super::{Generator, call};
use crate::ast::{
    BinaryOp, Bound, ColumnRef, Cte, CteBody, CteRef, Derived, Direction, Distinct, Frame,
    FrameUnit, JoinKind, Name, Node, Nulls, Order, Over, Qualifier, Query, Select, SetOp, Shared,
    Source, Window, With,
};
use crate::schema::SqlType;

/// The names of the columns.
const SHAPE: [&str; 3] = ["i", "t", "j"];

impl Generator<'_> {
    /// The same without what databases are known to differ in: they must find the same rows.
    #[must_use]
    pub fn portable(mut self) -> Self {
        self.portable = true;
        self
    }

    /// A query of rows `i, t, j`: a SELECT, a set operation; with WITH, windows, groups, joins to
    /// subqueries, DISTINCT ON, QUALIFY, WITH TIES, LIMIT. Its rows are the same each time, though
    /// not their order.
    pub fn query_of_rows(&mut self, depth: usize) -> Query {
        // What is outside is not seen within.
        let beside = self.beside.take();
        let query = self.rows(depth);
        self.beside = beside;
        query
    }

    fn rows(&mut self, depth: usize) -> Query {
        let Some(less) = depth.checked_sub(1) else {
            return query(self.plain(1));
        };
        match self.choices.below(10) {
            0 => query(self.plain(depth)),
            1..=3 => self.compound(less),
            4 => query(self.grouped(depth)),
            5 => query(self.windowed()),
            6 => query(self.firsts()),
            7 | 8 => query(self.over_derived(less)),
            _ => query(self.over_cte(less)),
        }
    }

    /// A column of the source beside the table, sometimes, if there is one.
    pub(super) fn column_beside(&mut self, columns: &[&'static str]) -> Option<Node> {
        let name = self.beside.clone()?;
        if self.choices.below(2) == 0 {
            return None;
        }
        Some(column_of(&name, self.one_of(columns, "i")))
    }

    /// Random items over the table, a condition, and perhaps DISTINCT and a limit.
    fn plain(&mut self, depth: usize) -> Select {
        let depth = depth.min(3);
        let items = [self.int(depth), self.text(depth), self.int(depth)];
        let source = self.source();
        let mut select = self.select_of(items, source);
        if self.choices.below(2) == 0 {
            let condition = self.cond(depth);
            restrict(&mut select, condition);
        }
        if self.choices.below(4) == 0 {
            select.distinct = Distinct::Distinct;
        }
        if self.choices.below(4) == 0 {
            select.order_by = select.items.clone().into_iter().map(|i| self.order(i)).collect();
            self.limit(&mut select.limit, &mut select.offset);
        }
        select
    }

    fn compound(&mut self, depth: usize) -> Query {
        let mut made = self.rows(depth);
        for _ in 0..=self.choices.below(2) {
            let op = self.one_of(&[SetOp::Union, SetOp::Intersect, SetOp::Except], SetOp::Union);
            let all = self.choices.below(2) == 0 && op == SetOp::Union;
            let query = self.rows(depth);
            made = made.combine(op, all, query);
        }
        if self.choices.below(3) == 0
            && let Query::Compound(compound) = &mut made
        {
            let tree = Shared::make_mut(compound);
            tree.order_by = SHAPE.into_iter().map(|name| self.order(Node::name(name))).collect();
            self.limit(&mut tree.limit, &mut tree.offset);
        }
        made
    }

    fn grouped(&mut self, depth: usize) -> Select {
        let (key, other) = match self.choices.below(3) {
            0 => (self.column("a"), self.column("s")),
            1 => (self.column("b"), self.column("u")),
            _ => (self.column("id"), self.column("s")),
        };
        let most = call("max", vec![other]);
        let mut count = match self.choices.below(4) {
            0 => call("count", vec![Node::Star(None)]),
            1 => call("sum", vec![self.column("b")]),
            2 => call("count", vec![self.column("b")]),
            _ => call("count", vec![self.column("a")]).distinct_call(),
        };
        if self.choices.below(2) == 0 {
            let condition = self.cond(1);
            count = count.modify("FILTER", |modifiers| modifiers.filter = Some(condition));
        }
        // A sum of integers is a decimal to some.
        let count = Node::cast(count, SqlType::BigInt);
        let source = self.source();
        let mut select = self.select_of([key.clone(), most, count.clone()], source);
        if self.choices.below(2) == 0 {
            let condition = self.cond(depth.min(2));
            restrict(&mut select, condition);
        }
        select.group_by.push(key);
        if self.choices.below(3) == 0 {
            let limit = Node::value(self.small());
            select.having = Some(Node::binary(BinaryOp::Ge, count, limit));
        }
        select
    }

    /// A window function over a total order.
    fn windowed(&mut self) -> Select {
        let which = self.choices.below(8);
        let function = match which {
            0 => call("row_number", vec![]),
            1 => call("rank", vec![]),
            2 => call("dense_rank", vec![]),
            3 => call("lag", vec![self.column("a"), Node::literal(1)]),
            4 => call("lead", vec![self.column("b"), Node::value(2)]),
            5 => call("first_value", vec![self.column("a")]),
            6 => call("count", vec![self.column("b")]),
            _ => call("sum", vec![self.column("a")]),
        };
        let mut window = self.window();
        if which >= 5 && self.choices.below(2) == 0 {
            let start = match self.choices.below(3) {
                0 => Bound::UnboundedPreceding,
                1 => Bound::Preceding(Node::literal(2)),
                _ => Bound::CurrentRow,
            };
            let end = match self.choices.below(3) {
                0 => Bound::UnboundedFollowing,
                1 => Bound::Following(Node::value(1)),
                _ => Bound::CurrentRow,
            };
            window.frame = Some(Frame { unit: FrameUnit::Rows, start, end, exclude: None });
        }
        let function = Node::cast(over(function, window), SqlType::BigInt);
        let items = [function, self.text(1), self.column("id")];
        let source = self.source();
        let mut select = self.select_of(items, source);
        if self.choices.below(2) == 0 {
            let condition = self.cond(2);
            restrict(&mut select, condition);
        }
        select
    }

    /// DISTINCT ON, QUALIFY or WITH TIES.
    fn firsts(&mut self) -> Select {
        let items = [self.int(1), self.text(1), self.column("id")];
        let source = self.source();
        let mut select = self.select_of(items, source);
        if self.choices.below(2) == 0 {
            let condition = self.cond(2);
            restrict(&mut select, condition);
        }
        let key = self.one_of(&["a", "s"], "a");
        let key = self.column(key);
        match self.choices.below(3) {
            0 => {
                select.order_by.push(self.order(key.clone()));
                select.order_by.push(self.column("id").into());
                select.rare_mut().distinct_on.push(key);
            }
            1 => {
                let number = over(call("row_number", vec![]), self.window());
                let few = Node::binary(BinaryOp::Le, number, Node::value(2));
                select.rare_mut().qualify = Some(few);
            }
            _ => {
                select.order_by.push(self.order(key));
                select.rare_mut().with_ties = true;
                select.limit = Some(Node::value(self.small().abs()));
            }
        }
        let depth = select.rare().nodes().map(Node::depth).max();
        select.deepen(depth.unwrap_or(0));
        select
    }

    /// The table joined to a subquery.
    fn over_derived(&mut self, depth: usize) -> Select {
        let name = self.name("d");
        let inner = self.rows(depth);
        let derived = Source::Derived(Shared::new(Derived::new(inner, name.clone())));
        self.joined(name, derived)
    }

    /// The table joined to a common table expression.
    fn over_cte(&mut self, depth: usize) -> Select {
        let name = self.name("w");
        let body = self.rows(depth);
        let cte = Cte {
            name: name.clone(),
            columns: SHAPE.into_iter().map(Name::from).collect(),
            body: CteBody::Query(body),
            materialized: None,
            recursive: false,
            traversal: None,
        };
        let reference = CteRef { name: name.clone(), alias: None, columns: None };
        let mut select = self.joined(name, Source::Cte(Shared::new(reference)));
        select.deepen(cte.body.depth());
        select.with = Some(Shared::new(With { ctes: [Shared::new(cte)].into_iter().collect() }));
        select
    }

    fn joined(&mut self, name: Name, source: Source) -> Select {
        let kind = self.one_of(&[JoinKind::Inner, JoinKind::Left], JoinKind::Inner);
        let on = Node::binary(BinaryOp::Eq, self.column("id"), column_of(&name, "j"));
        let table = self.source();
        let (first, second) =
            if self.choices.below(2) == 0 { (source, table) } else { (table, source) };
        let from = first.join(kind, second).on(on);
        let before = self.beside.replace(name);
        let items = [self.int(2), self.text(1), self.int(1)];
        let mut select = self.select_of(items, from);
        if self.choices.below(2) == 0 {
            let condition = self.cond(2);
            restrict(&mut select, condition);
        }
        self.beside = before;
        select
    }

    fn window(&mut self) -> Window {
        let mut window = Window::default();
        if self.choices.below(2) == 0 {
            let key = self.one_of(&["a", "f", "u"], "a");
            window.partition_by.push(self.column(key));
        }
        if self.choices.below(2) == 0 {
            let key = self.column("b");
            window.order_by.push(self.order(key));
        }
        window.order_by.push(self.column("id").into());
        window
    }

    fn source(&self) -> Source {
        Source::Table(self.table.table_ref().clone())
    }

    fn select_of(&self, items: [Node; 3], from: Source) -> Select {
        let items = items.into_iter().zip(SHAPE).map(|(item, name)| item.label(name));
        let mut select = Select::of(items);
        select.deepen(from.depth());
        select.from.push(from);
        select
    }

    /// A term that says where NULLs are, which databases don't agree on.
    fn order(&mut self, expr: Node) -> Order {
        let (direction, nulls) = self.one_of(
            &[
                (Direction::Asc, Nulls::First),
                (Direction::Asc, Nulls::Last),
                (Direction::Desc, Nulls::First),
                (Direction::Desc, Nulls::Last),
            ],
            (Direction::Asc, Nulls::First),
        );
        Order { expr, direction, nulls }
    }

    fn limit(&mut self, limit: &mut Option<Node>, offset: &mut Option<Node>) {
        *limit = Some(Node::value(self.small().abs()));
        if self.choices.below(2) == 0 {
            *offset = Some(Node::value(1));
        }
    }

    fn name(&mut self, kind: &str) -> Name {
        self.named += 1;
        Name::from(format!("{kind}{}", self.named))
    }
}

fn query(select: Select) -> Query {
    Query::Select(select.into())
}

fn restrict(select: &mut Select, condition: Node) {
    select.deepen(condition.depth());
    select.filter = Some(condition);
}

fn column_of(source: &Name, column: &'static str) -> Node {
    let qualifier = Qualifier::Name(source.clone());
    Node::Name(Shared::new(ColumnRef { qualifier, name: Name::from(column) }))
}

fn over(function: Node, window: Window) -> Node {
    function.modify("OVER", |modifiers| modifiers.over = Some(Over::Window(window)))
}
