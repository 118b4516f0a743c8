//! Expressions: each to its production, with parentheses where they are needed.

use super::bound_list::bound_list;
use super::{Parentheses, Sink};
use crate::ast::{
    Affix, ArrayOp, BinaryOp, Bind, CustomNode, FullTextOp, In, JsonOp, Label, NaryOp, Node, Query,
    RangeOp, Raw, RawPart, Shared, TemporalOp, UnaryOp,
};
use crate::dialect::{Dialect, LEAF, Op, Placeholder};
use crate::error::{Error, ErrorKind, Result};
use crate::value::Value;

/// How many custom expressions may expand into each other before it is taken for a cycle.
const EXPANSIONS: u8 = 32;

impl Sink<'_> {
    /// An expression, as it stands in a list or in parentheses.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    #[inline]
    pub fn node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Column(column) => self.column(column),
            Node::Int(value) => self.value(&Value::Int(*value)),
            other => self.other_node(other),
        }
    }

    /// The same, out of line, for what is neither a column nor an integer: most nodes are.
    fn other_node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Int(value) => self.value(&Value::Int(*value)),
            Node::Value(value) => self.value(value),
            Node::Literal(value) => self.dialect.literal(value, self),
            Node::Bind(bind) => self.bind(bind),
            Node::Column(column) => self.column(column),
            Node::Name(column) => self.named_column(column),
            Node::Star(table) => self.star(table.as_deref()),
            Node::Unary(unary) => self.dialect.unary(unary, self),
            Node::Binary(binary) => self.dialect.binary(binary, self),
            Node::Infix(infix) => self.dialect.infix(infix, self),
            Node::Nary(nary) => self.dialect.nary(nary, self),
            Node::Like(like) => self.dialect.like(like, self),
            Node::Search(search) => self.dialect.search(search, self),
            Node::In(set) => self.in_set(set),
            Node::Between(between) => self.dialect.between(between, self),
            Node::Case(case) => self.dialect.case(case, self),
            Node::Cast(cast) if cast.or_null => self.dialect.try_cast(cast, self),
            Node::Cast(cast) => self.dialect.cast(cast, self),
            Node::Function(function) => match &function.modifiers {
                None => self.dialect.function(function, self),
                Some(modifiers) => super::window::modified(function, modifiers, self),
            },
            Node::Tuple(items) => self.tuple(items),
            Node::Subquery(query) => self.subquery(query),
            Node::Exists(query) => self.exists(query),
            Node::Label(label) => self.node(&label.expr),
            Node::Raw(raw) => self.raw(raw),
            Node::Custom(custom) => self.custom(custom),
            Node::Temporal(temporal) => self.dialect.temporal(temporal, self),
            Node::Matches(matches) => self.dialect.matches(matches, self),
            Node::Arrays(arrays) => self.dialect.arrays(arrays, self),
            Node::Ranges(ranges) => self.dialect.ranges(ranges, self),
            Node::Json(json) => self.dialect.json(json, self),
            Node::JsonBuild(build) => self.dialect.json_build(build, self),
            Node::Collate(collate) => self.dialect.collate(collate, self),
            Node::FullText(search) => self.dialect.full_text(search, self),
            Node::Quantified(quantified) => self.dialect.quantified(quantified, self),
            Node::Default => Err(self.default_within()),
            Node::Error(fault) => self.fault(Some(fault)),
        }
    }

    #[cold]
    fn default_within(&self) -> Error {
        self.error(ErrorKind::Invalid, "DEFAULT is used where no column is given a value")
            .with_help("it stands alone: in a row of an INSERT, or in .set(column, default())")
    }

    #[inline(never)]
    fn in_set(&mut self, set: &In) -> Result<()> {
        if let Some(bind) = bound_list(set) {
            return self.in_bound(set, bind);
        }
        match crate::lower::long_list(set, self) {
            None => self.dialect.in_set(set, self),
            // Whoever would put parentheses around it knows IN alone.
            Some(other) => self.operand(&other, self.powers.of(Op::In).own),
        }
    }

    fn exists(&mut self, query: &Query) -> Result<()> {
        self.push("EXISTS ");
        self.subquery(query)
    }

    /// An expression as an operand, in parentheses if it binds less strongly than `least`.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    #[inline]
    pub fn operand(&mut self, node: &Node, least: u8) -> Result<()> {
        match node {
            Node::Column(column) => return self.column(column),
            Node::Int(value) if !self.options.literal => {
                return self.dialect.parameter(&Value::Int(*value), self);
            }
            _ => {}
        }
        let power = self.power_of(node);
        let parenthesize = match self.options.parentheses {
            Parentheses::Minimal => power < least,
            Parentheses::Full => power < LEAF,
        };
        if !parenthesize {
            return self.node(node);
        }
        self.push("(");
        self.node(node)?;
        self.push(")");
        Ok(())
    }

    /// How strongly the outermost operator of an expression binds.
    #[must_use]
    #[inline]
    pub fn power_of(&self, node: &Node) -> u8 {
        let op = match node {
            Node::Int(value) if self.options.literal => {
                return self.power_of_literal(&Value::Int(*value));
            }
            Node::Value(value) if self.options.literal => return self.power_of_literal(value),
            Node::Literal(value) => return self.power_of_literal(value),
            Node::Int(_)
            | Node::Value(_)
            | Node::Bind(_)
            | Node::Column(_)
            | Node::Name(_)
            | Node::Star(_)
            | Node::Case(_)
            | Node::Cast(_)
            | Node::Function(_)
            | Node::Tuple(_)
            | Node::Subquery(_)
            | Node::Exists(_)
            | Node::Default
            | Node::Error(_) => return LEAF,
            // Nobody knows how the text inside binds.
            Node::Raw(_) | Node::Custom(_) => return 0,
            Node::Label(label) => return self.power_of(&label.expr),
            Node::Unary(unary) => op_of_unary(unary.op),
            Node::Binary(binary) => op_of_binary(binary.op),
            Node::Infix(infix) => infix.binds,
            Node::Nary(nary) => match nary.op {
                NaryOp::And => Op::And,
                NaryOp::Or => Op::Or,
                NaryOp::Concat => Op::Concat,
            },
            Node::Like(_) | Node::Search(_) => Op::Like,
            Node::In(_) => Op::In,
            Node::Between(_) => Op::Between,
            Node::Temporal(temporal) => match temporal.op {
                TemporalOp::Add | TemporalOp::Sub => Op::Add,
                _ => return LEAF,
            },
            Node::Matches(_) => Op::Like,
            Node::Arrays(arrays) => match arrays.op {
                ArrayOp::Contains | ArrayOp::ContainedBy | ArrayOp::Overlaps => Op::Custom,
                ArrayOp::Concat => Op::Concat,
                _ => return LEAF,
            },
            Node::Ranges(ranges) => match ranges.op {
                RangeOp::Union | RangeOp::Difference => Op::Add,
                RangeOp::Intersection => Op::Mul,
                RangeOp::Has
                | RangeOp::Contains
                | RangeOp::ContainedBy
                | RangeOp::Overlaps
                | RangeOp::Before
                | RangeOp::After
                | RangeOp::EndsWithin
                | RangeOp::StartsWithin
                | RangeOp::Adjacent => Op::Custom,
                _ => return LEAF,
            },
            Node::Json(json) => match json.op {
                JsonOp::Get | JsonOp::Text => Op::Json,
                JsonOp::Contains => Op::Custom,
                _ => return LEAF,
            },
            Node::JsonBuild(_) => return LEAF,
            Node::Collate(_) => Op::Collate,
            Node::FullText(search) => match search.op {
                FullTextOp::Matches => Op::Like,
                FullTextOp::Rank => return LEAF,
            },
            Node::Quantified(quantified) => op_of_binary(quantified.op),
        };
        self.powers.of(op).own
    }

    /// A negative number starts with a minus sign and binds like one.
    fn power_of_literal(&self, value: &Value) -> u8 {
        let negative = match value {
            Value::Int(v) => *v < 0,
            Value::Float(v) => v.is_sign_negative(),
            Value::Decimal(v) => v.is_negative(),
            _ => false,
        };
        if negative { self.powers.of(Op::Neg).own } else { LEAF }
    }

    /// Expressions with commas between them.
    ///
    /// # Errors
    /// When one of them can't be compiled for the dialect.
    pub fn list(&mut self, nodes: &[Node]) -> Result<()> {
        for (i, node) in nodes.iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.node(node)?;
        }
        Ok(())
    }

    /// The items of a select list or a RETURNING, with their labels.
    ///
    /// # Errors
    /// When one of them can't be compiled for the dialect.
    pub fn items(&mut self, items: &[Node]) -> Result<()> {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            self.item(item)?;
        }
        Ok(())
    }

    #[inline]
    fn item(&mut self, item: &Node) -> Result<()> {
        match item {
            Node::Column(column) => self.column(column),
            Node::Label(label) => self.labelled(label),
            other => self.item_expr(other),
        }
    }

    fn labelled(&mut self, label: &Label) -> Result<()> {
        let Label { expr, name, depth: _ } = label;
        self.item_expr(expr)?;
        self.push(" AS ");
        self.ident(name.as_str())
    }

    pub(crate) fn item_expr(&mut self, expr: &Node) -> Result<()> {
        match expr {
            Node::Int(_) | Node::Value(_) | Node::Bind(_) => self.dialect.untyped(expr, self),
            // A NULL that was asked for as a literal stays the word.
            Node::Literal(value) if !value.is_null() => self.dialect.untyped(expr, self),
            other => self.node(other),
        }
    }

    fn tuple(&mut self, items: &[Node]) -> Result<()> {
        if !self.features.row_values {
            return Err(self.unsupported("row values", "compare the columns one by one"));
        }
        self.push("(");
        self.list(items)?;
        self.push(")");
        Ok(())
    }

    /// A value: bound, or printed where literals are asked for.
    ///
    /// # Errors
    /// When it can't be printed.
    #[inline]
    pub fn value(&mut self, value: &Value) -> Result<()> {
        match value {
            Value::Refused(why) => Err(self.refused(why)),
            _ if self.options.literal => self.dialect.literal(value, self),
            _ => self.dialect.parameter(value, self),
        }
    }

    /// Binds a value and writes its placeholder.
    #[inline]
    pub fn placeholder(&mut self, value: &Value) {
        self.params.push(value.clone());
        match self.features.placeholder {
            Placeholder::Question => self.text.push('?'),
            Placeholder::Dollar => {
                self.text.push('$');
                self.push_number(u64::try_from(self.params.len()).unwrap_or(u64::MAX));
            }
        }
    }

    fn bind(&mut self, bind: &Shared<Bind>) -> Result<()> {
        if self.options.literal {
            return Err(self
                .error(
                    ErrorKind::Parameter,
                    format!("the bind :{} has no value to print", bind.name),
                )
                .with_help("put the value itself into the statement"));
        }
        self.check_list(bind)?;
        self.binds.push((bind.clone(), self.params.len()));
        self.dialect.parameter(&Value::Null(bind.kind), self)
    }

    /// Raw SQL: its text as it is, its holes as operands.
    pub(crate) fn raw(&mut self, raw: &Raw) -> Result<()> {
        for part in &raw.parts {
            match part {
                RawPart::Text(text) => self.push(text),
                RawPart::Trusted(text) => self.push(text.as_str()),
                // The text around a hole may bind as strongly as it likes.
                RawPart::Node(node) => self.operand(node, LEAF)?,
            }
        }
        Ok(())
    }

    /// A custom expression: as one of the dialect's chain spells it, else in standard nodes.
    fn custom(&mut self, custom: &CustomNode) -> Result<()> {
        let expr = custom.expr().clone();
        let mut next: Option<&dyn Dialect> = Some(self.dialect);
        while let Some(dialect) = next {
            if let Some(done) = expr.render(dialect.name(), self) {
                return done;
            }
            next = dialect.base();
        }
        let Some(standard) = expr.expand() else {
            return Err(self.unsupported(
                expr.name(),
                "implement CustomExpr::render for this dialect, or expand",
            ));
        };
        // A custom expression inside another one is shallower. One that an expansion has made
        // may not be; there can be some of these, but not forever.
        let outer = self.expansions;
        let (count, shallowest) = outer;
        let depth = custom.depth();
        self.expansions =
            if depth < shallowest { (0, depth) } else { (count.saturating_add(1), shallowest) };
        if self.expansions.0 >= EXPANSIONS {
            return Err(self
                .error(ErrorKind::Invalid, format!("{} expands into itself", expr.name()))
                .with_help("an expansion must end in standard nodes"));
        }
        // What the expansion is made of is opaque to whoever put parentheses around it.
        let done = self.node(&standard);
        self.expansions = outer;
        done
    }

    /// A pattern for a search: the needle with its special characters replaced as `escapes`
    /// says, between wildcards where the text may go on. A value is escaped here, an
    /// expression by nested calls of `replace`. An operator in it is put in parentheses where
    /// it binds less strongly than `least`.
    ///
    /// # Errors
    /// When the needle can't be compiled for the dialect.
    pub fn pattern(
        &mut self,
        needle: &Node,
        affix: Affix,
        wildcard: &str,
        escapes: &[(&str, &str)],
        least: u8,
    ) -> Result<()> {
        super::predicate::pattern(needle, affix, wildcard, escapes, least, self)
    }
}

fn op_of_unary(op: UnaryOp) -> Op {
    match op {
        UnaryOp::Not => Op::Not,
        UnaryOp::Neg => Op::Neg,
        UnaryOp::BitNot => Op::BitNot,
        UnaryOp::IsNull
        | UnaryOp::IsNotNull
        | UnaryOp::IsTrue
        | UnaryOp::IsNotTrue
        | UnaryOp::IsFalse
        | UnaryOp::IsNotFalse => Op::Is,
    }
}

/// The row of the power table that an operator has.
#[inline]
pub(crate) fn op_of_binary(op: BinaryOp) -> Op {
    match op {
        BinaryOp::Eq => Op::Eq,
        BinaryOp::Ne => Op::Ne,
        BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => Op::Less,
        BinaryOp::IsDistinct | BinaryOp::IsNotDistinct => Op::Is,
        BinaryOp::Add | BinaryOp::Sub => Op::Add,
        BinaryOp::Mul => Op::Mul,
        BinaryOp::Div => Op::Div,
        BinaryOp::IntDiv => Op::IntDiv,
        BinaryOp::Mod => Op::Mod,
        BinaryOp::BitAnd => Op::BitAnd,
        BinaryOp::BitOr => Op::BitOr,
        BinaryOp::BitXor => Op::BitXor,
        BinaryOp::Shl | BinaryOp::Shr => Op::Shift,
    }
}
