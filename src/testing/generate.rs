//! Random trees.
//!
//! The expressions are over one table [`t`](table), whose columns are integers (`a`, `b`),
//! texts (`s`, `u`) and a condition (`f`), all nullable, and are of the right type
//! everywhere: they run on every database.

mod queries;

use crate::ast::{
    Affix, BinaryOp, FunctionName, InSet, Name, NaryOp, Node, Order, Query, Select, Source,
    UnaryOp, When,
};
use crate::schema::{SqlType, Table, column_of};
use crate::value::{Kind, Value};

/// A stream of choices.
pub trait Choices {
    /// A number below `n`; 0 when `n` is 0 or nothing is left to choose from.
    fn below(&mut self, n: usize) -> usize;
}

/// Choices from bytes, as a fuzzer gives them; past the end every choice is 0.
#[derive(Clone, Debug)]
pub struct FromBytes<'a>(&'a [u8]);

impl<'a> FromBytes<'a> {
    /// Chooses by the bytes, one after the other.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        FromBytes(bytes)
    }
}

impl Choices for FromBytes<'_> {
    fn below(&mut self, n: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first).checked_rem(n).unwrap_or(0)
    }
}

/// Choices from a seed: the same seed makes the same trees, on every machine.
#[derive(Clone, Debug)]
pub struct Seeded(u64);

impl Seeded {
    /// Chooses by SplitMix64 from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Seeded(seed)
    }
}

impl Choices for Seeded {
    fn below(&mut self, n: usize) -> usize {
        // https://prng.di.unimi.it/splitmix64.c
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        z.checked_rem(n).and_then(|r| usize::try_from(r).ok()).unwrap_or(0)
    }
}

/// The table that the expressions are over.
#[must_use]
pub fn table() -> Table {
    Table::build("t")
        .primary_key("id", SqlType::BigInt)
        .nullable("a", SqlType::BigInt)
        .nullable("b", SqlType::BigInt)
        .nullable("s", SqlType::Text)
        .nullable("u", SqlType::Text)
        .nullable("f", SqlType::Boolean)
        .finish()
}

/// Rows for the table: `id, a, b, s, u, f`, edges and NULLs included.
#[must_use]
pub fn rows() -> Vec<[Value; 6]> {
    let ints = [Value::Null(Kind::Int), 0.into(), 1.into(), (-1).into(), 2.into(), 7.into()];
    let texts = [
        Value::Null(Kind::Text),
        "".into(),
        "a".into(),
        "%".into(),
        "a_b".into(),
        "[x]*?".into(),
        "1".into(),
    ];
    let truths = [Value::Null(Kind::Bool), true.into(), false.into()];
    let pick = |from: &[Value], i: usize| from.get(i % from.len()).cloned().unwrap_or(Value::NULL);
    (0_i32..24)
        .zip(0_usize..)
        .map(|(id, i)| {
            [
                id.into(),
                pick(&ints, i),
                pick(&ints, i * 5 + i / 6),
                pick(&texts, i),
                pick(&texts, i * 3 + i / 7),
                pick(&truths, i),
            ]
        })
        .collect()
}

/// Makes random trees from choices.
pub struct Generator<'c> {
    choices: &'c mut dyn Choices,
    table: Table,
    /// Nothing that databases are known to differ in.
    portable: bool,
    /// What else is in scope: a source with the columns of [`Generator::query_of_rows`].
    beside: Option<Name>,
    /// How many sources have been named.
    named: usize,
}

impl<'c> Generator<'c> {
    /// Makes trees from these choices.
    pub fn new(choices: &'c mut dyn Choices) -> Self {
        Generator { choices, table: table(), portable: false, beside: None, named: 0 }
    }

    fn column(&self, name: &'static str) -> Node {
        column_of(self.table.table_ref(), name.into())
    }

    fn one_of<T: Copy>(&mut self, items: &[T], or: T) -> T {
        let i = self.choices.below(items.len());
        items.get(i).copied().unwrap_or(or)
    }

    /// An expression that is an integer or NULL.
    pub fn int(&mut self, depth: usize) -> Node {
        if depth == 0 {
            return self.int_leaf();
        }
        let depth = depth - 1;
        match self.choices.below(13) {
            0 => self.int_leaf(),
            1..=4 => {
                let op = self.one_of(
                    &[
                        BinaryOp::Add,
                        BinaryOp::Sub,
                        BinaryOp::Mul,
                        BinaryOp::IntDiv,
                        BinaryOp::Mod,
                        BinaryOp::BitAnd,
                        BinaryOp::BitOr,
                    ],
                    BinaryOp::Add,
                );
                let (left, right) = (self.int(depth), self.int(depth));
                let by_zero = matches!(op, BinaryOp::IntDiv | BinaryOp::Mod);
                let right = match self.portable && by_zero {
                    true => call("nullif", vec![right, Node::literal(0)]),
                    false => right,
                };
                Node::binary(op, left, right)
            }
            5 => {
                let op = self.one_of(&[UnaryOp::Neg, UnaryOp::BitNot], UnaryOp::Neg);
                Node::unary(op, self.int(depth))
            }
            6 => call("abs", vec![self.int(depth)]),
            7 => call("length", vec![self.text(depth)]),
            8 => call("coalesce", vec![self.int(depth), self.int(depth)]),
            9 => call("nullif", vec![self.int(depth), self.int(depth)]),
            10 => self.case(depth, Self::int),
            11 => Node::cast(self.int(depth), SqlType::BigInt),
            _ => {
                // An aggregate over nothing but what is outside would be computed outside.
                let beside = self.beside.take();
                let item = call("max", vec![self.int(depth)]);
                self.beside = beside;
                Node::subquery(self.query(depth, vec![item]))
            }
        }
    }

    fn int_leaf(&mut self) -> Node {
        if let Some(column) = self.column_beside(&["i", "j"]) {
            return column;
        }
        match self.choices.below(6) {
            0 | 1 => self.column("a"),
            2 => self.column("b"),
            3 => Node::literal(self.small()),
            4 => Node::value(Value::Null(Kind::Int)),
            _ => Node::value(self.small()),
        }
    }

    fn small(&mut self) -> i64 {
        self.one_of(&[0, 1, -1, 2, -7, 10], 0)
    }

    /// An expression that is a text or NULL.
    pub fn text(&mut self, depth: usize) -> Node {
        if depth == 0 {
            return self.text_leaf();
        }
        let depth = depth - 1;
        match self.choices.below(8) {
            0 | 1 => self.text_leaf(),
            2 | 3 => Node::nary(NaryOp::Concat, [self.text(depth), self.text(depth)]),
            4 => {
                // LIKE minds the case in some.
                let names: &[_] =
                    if self.portable { &["lower", "trim"] } else { &["lower", "upper", "trim"] };
                let name = self.one_of(names, "lower");
                call(name, vec![self.text(depth)])
            }
            5 => call("coalesce", vec![self.text(depth), self.text(depth)]),
            6 => self.case(depth, Self::text),
            // Databases don't agree on replace(x, '', NULL).
            _ if self.portable => {
                let start = Node::literal(1 + self.small().abs());
                call("substr", vec![self.text(depth), start, Node::value(2)])
            }
            _ => {
                let (text, from, to) = (self.text(depth), self.text(depth), self.text(depth));
                call("replace", vec![text, from, to])
            }
        }
    }

    fn text_leaf(&mut self) -> Node {
        if let Some(column) = self.column_beside(&["t"]) {
            return column;
        }
        match self.choices.below(5) {
            0 => self.column("s"),
            1 => self.column("u"),
            2 => Node::value(Value::Null(Kind::Text)),
            n => {
                let words = ["", "a", "%", "_", "a_b", "it's", "\\", "--", "[", "*", "!"];
                let word = self.one_of(&words, "");
                if n == 3 { Node::literal(word) } else { Node::value(word) }
            }
        }
    }

    /// An expression that is true, false or NULL.
    pub fn cond(&mut self, depth: usize) -> Node {
        if depth == 0 {
            return self.column("f");
        }
        let depth = depth - 1;
        match self.choices.below(16) {
            0 => self.column("f"),
            1..=3 => {
                let op = self.comparison();
                Node::binary(op, self.int(depth), self.int(depth))
            }
            4 => {
                let op = self.comparison();
                Node::binary(op, self.text(depth), self.text(depth))
            }
            5 => {
                // Conditions compared as values: where precedence is trickiest.
                let op = self.one_of(&[BinaryOp::Eq, BinaryOp::IsDistinct], BinaryOp::Eq);
                Node::binary(op, self.cond(depth), self.cond(depth))
            }
            6 | 7 => {
                let op = self.one_of(&[NaryOp::And, NaryOp::Or], NaryOp::And);
                let n = 2 + self.choices.below(2);
                Node::nary(op, (0..n).map(|_| self.cond(depth)).collect::<Vec<_>>())
            }
            8 => Node::unary(UnaryOp::Not, self.cond(depth)),
            9 => {
                let tests = [UnaryOp::IsNull, UnaryOp::IsNotNull, UnaryOp::IsTrue];
                let op = self.one_of(&tests, UnaryOp::IsNull);
                let operand = self.cond(depth);
                Node::unary(op, operand)
            }
            10 => Node::unary(UnaryOp::IsNull, self.int(depth)),
            11 => {
                let node = Node::between(self.int(depth), self.int(depth), self.int(depth));
                self.maybe_negate(node)
            }
            12 => {
                let n = self.choices.below(4);
                let items = (0..n).map(|_| self.int(depth)).collect();
                let node = Node::in_list(self.int(depth), items);
                self.maybe_negate(node)
            }
            13 => {
                let affix = self.one_of(&[Affix::Start, Affix::End, Affix::Anywhere], Affix::Start);
                let insensitive = self.choices.below(2) == 1;
                let node = Node::search(self.text(depth), self.text(depth), affix, insensitive);
                self.maybe_negate(node)
            }
            14 => {
                let item = self.int(depth);
                let query = self.query(depth, vec![item]);
                let node = if self.choices.below(2) == 0 {
                    Node::exists(query)
                } else {
                    Node::in_set(self.int(depth), InSet::Query(query))
                };
                self.maybe_negate(node)
            }
            _ => {
                let node = Node::like(self.text(depth), self.text(depth), Some('!'), false);
                self.maybe_negate(node)
            }
        }
    }

    fn comparison(&mut self) -> BinaryOp {
        self.one_of(
            &[
                BinaryOp::Eq,
                BinaryOp::Ne,
                BinaryOp::Lt,
                BinaryOp::Le,
                BinaryOp::Gt,
                BinaryOp::Ge,
                BinaryOp::IsDistinct,
                BinaryOp::IsNotDistinct,
            ],
            BinaryOp::Eq,
        )
    }

    fn maybe_negate(&mut self, node: Node) -> Node {
        if self.choices.below(2) == 0 { node } else { node.negate() }
    }

    fn case(&mut self, depth: usize, result: fn(&mut Self, usize) -> Node) -> Node {
        let branch = When { condition: self.cond(depth), result: result(self, depth) };
        let otherwise = (self.choices.below(2) == 0).then(|| result(self, depth));
        Node::case(None, vec![branch], otherwise)
    }

    fn query(&mut self, depth: usize, items: Vec<Node>) -> Query {
        let filter = (self.choices.below(2) == 0).then(|| self.cond(depth));
        let mut select = Select::of(items);
        select.from.push(Source::Table(self.table.table_ref().clone()));
        if let Some(filter) = filter {
            let depth = filter.depth();
            select.filter = Some(filter);
            select.deepen(depth);
        }
        Query::Select(select.into())
    }

    /// A query of one row for each row of the table: some expressions of all types, ordered by
    /// the key.
    pub fn select(&mut self, depth: usize) -> Select {
        let items = vec![
            self.column("id"),
            self.int(depth).label("i"),
            self.text(depth).label("t"),
            self.cond(depth).label("c"),
        ];
        let mut select = Select::of(items);
        select.from.push(Source::Table(self.table.table_ref().clone()));
        if self.choices.below(3) == 0 {
            let filter = self.cond(depth);
            let depth = filter.depth();
            select.filter = Some(filter);
            select.deepen(depth);
        }
        select.order_by.push(Order::from(self.column("id")));
        select
    }
}

fn call(name: &'static str, args: Vec<Node>) -> Node {
    Node::function(FunctionName::Portable(name), args)
}
