//! The sink: where productions write text and parameters.

use super::scope::Scope;
use super::sql::Params;
use crate::ast::{
    Affix, BinaryOp, Bind, ColumnRef, CustomNode, Fault, JoinKind, Label, Name, NaryOp, Node,
    Query, Raw, RawPart, Select, Shared, Source, StatementRef, StaticColumn, UnaryOp,
};
use crate::dialect::{Dialect, Features, LEAF, Op, Placeholder, Powers};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::TableDef;
use crate::value::Value;

/// How many custom expressions may expand into each other before it is taken for a cycle.
const EXPANSIONS: u8 = 32;

/// Where parentheses are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parentheses {
    /// Where the dialect's powers ask for them.
    #[default]
    Minimal,
    /// Around every operand that isn't a leaf. This is for tests: both must mean the same.
    Full,
}

/// What a compilation is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Values are printed into the text instead of being bound.
    pub literal: bool,
    /// Where parentheses are written.
    pub parentheses: Parentheses,
}

/// Collects text and parameters for a dialect.
pub struct Sink<'d> {
    dialect: &'d dyn Dialect,
    features: &'d Features,
    powers: &'d Powers,
    options: Options,
    pub(crate) text: String,
    pub(crate) params: Params,
    pub(crate) binds: Vec<(Shared<Bind>, usize)>,
    pub(crate) scope: Scope,
    /// The clause that is being written, for error messages.
    place: &'static str,
    /// The labelled items of the select list that an ORDER BY may refer to.
    pub(crate) labels: Vec<Node>,
    /// How many expansions there have been without coming to a shallower custom expression
    /// than before, and how deep the shallowest around this place is.
    expansions: (u8, u16),
    /// What the outermost select list promises not to be NULL, until it is checked.
    pub(crate) not_null: u128,
}

impl<'d> Sink<'d> {
    pub(crate) fn new(dialect: &'d dyn Dialect, options: Options, text: usize) -> Self {
        Sink {
            dialect,
            features: dialect.features(),
            powers: dialect.powers(),
            options,
            text: String::with_capacity(text),
            params: Params::default(),
            binds: Vec::new(),
            scope: Scope::default(),
            place: "the statement",
            labels: Vec::new(),
            expansions: (0, u16::MAX),
            not_null: 0,
        }
    }

    /// The dialect that is written for.
    #[must_use]
    pub fn dialect(&self) -> &'d dyn Dialect {
        self.dialect
    }

    /// What its database can do.
    #[must_use]
    #[inline]
    pub fn features(&self) -> &'d Features {
        self.features
    }

    /// How strongly its operators bind.
    #[must_use]
    #[inline]
    pub fn powers(&self) -> &'d Powers {
        self.powers
    }

    /// Whether values are printed into the text instead of being bound.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        self.options.literal
    }

    /// Writes text as it is.
    #[inline]
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Makes room for the text and the parameters of so many values.
    pub(crate) fn reserve_rows(&mut self, values: usize) {
        self.text.reserve(values.saturating_mul(4));
        if !self.options.literal {
            self.params.reserve(values);
        }
    }

    /// Writes an unsigned number.
    #[inline]
    pub fn push_number(&mut self, number: u64) {
        // Digit by digit: `core::fmt` costs several times as much, and PostgreSQL's
        // placeholders need it for every parameter.
        if number >= 10 {
            self.push_tens(number / 10);
        }
        self.text.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or(0)));
    }

    fn push_tens(&mut self, tens: u64) {
        self.push_number(tens);
    }

    /// Notes which clause is being written, for error messages: "WHERE".
    #[inline]
    pub fn place(&mut self, place: &'static str) {
        self.place = place;
    }

    /// An identifier, quoted.
    ///
    /// # Errors
    /// When the name is empty, is too long for the database, or has a NUL, which none can hold.
    #[inline]
    pub fn ident(&mut self, name: &str) -> Result<()> {
        let quote = self.features.quote;
        // Names are short and hardly ever have a quote in them: one look at each byte.
        let special = name.bytes().any(|b| b == 0 || u32::from(b) == u32::from(quote));
        if special || name.is_empty() || name.len() > self.features.max_identifier {
            return self.odd_ident(name);
        }
        self.text.push(quote);
        self.text.push_str(name);
        self.text.push(quote);
        Ok(())
    }

    #[cold]
    fn odd_ident(&mut self, name: &str) -> Result<()> {
        if name.is_empty() || name.contains('\0') {
            let what = if name.is_empty() { "is empty" } else { "has a NUL character in it" };
            return Err(self
                .error(ErrorKind::Invalid, format!("the name {name:?} {what}"))
                .with_help("no database has such names: give another"));
        }
        let most = self.features.max_identifier;
        if name.len() > most {
            return Err(self
                .error(
                    ErrorKind::Invalid,
                    format!("the name {name:?} has {} bytes, and {most} are the most", name.len()),
                )
                .with_help("the database would cut it in silence: give a shorter one"));
        }
        let quote = self.features.quote;
        self.text.push(quote);
        for c in name.chars() {
            if c == quote {
                self.text.push(quote);
            }
            self.text.push(c);
        }
        self.text.push(quote);
        Ok(())
    }

    /// A word that can't be quoted: the name of a function or a type.
    ///
    /// # Errors
    /// When it is anything but words with dots between them.
    pub fn word(&mut self, word: &str, what: &str) -> Result<()> {
        let plain = word.split('.').all(|part| {
            part.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        if !plain {
            return Err(self
                .error(ErrorKind::Invalid, format!("{word:?} is not a plain name for {what}"))
                .with_help("vouch for it with Trusted::new(…) if it is not user input"));
        }
        self.text.push_str(word);
        Ok(())
    }

    /// A statement of any sort.
    ///
    /// # Errors
    /// When the statement can't be compiled for the dialect.
    pub fn statement(&mut self, statement: StatementRef<'_>) -> Result<()> {
        match statement {
            StatementRef::Select(select) => self.select(select),
            StatementRef::Insert(insert) => {
                self.fault(insert.fault.as_deref())?;
                self.in_scope(|sink| sink.dialect.insert(insert, sink))
            }
            StatementRef::Update(update) => {
                self.fault(update.fault.as_deref())?;
                self.in_scope(|sink| sink.dialect.update(update, sink))
            }
            StatementRef::Delete(delete) => {
                self.fault(delete.fault.as_deref())?;
                self.in_scope(|sink| sink.dialect.delete(delete, sink))
            }
            StatementRef::CreateTable(create) => self.dialect.create_table(create, self),
            StatementRef::DropTable(drop) => self.dialect.drop_table(drop, self),
            StatementRef::Raw(raw) => {
                self.scope.open();
                self.raw(raw)
            }
            StatementRef::Fault(fault) => self.fault(Some(fault)),
        }
    }

    /// Runs a production in a scope of its own.
    fn in_scope(&mut self, production: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let mark = self.scope.enter();
        let done = production(self);
        self.scope.leave(mark);
        done
    }

    /// A SELECT, in a scope of its own, without parentheses.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn select(&mut self, select: &Select) -> Result<()> {
        self.fault(select.fault.as_deref())?;
        let outer_place = self.place;
        self.in_scope(|sink| {
            sink.place = "FROM";
            for source in &select.from {
                sink.scope.add(source).map_err(|error| sink.locate(error))?;
            }
            if sink.not_null != 0 {
                sink.check_not_null(select)?;
            }
            sink.dialect.select(select, sink)
        })?;
        self.place = outer_place;
        Ok(())
    }

    /// A typed select list promises that some items are not NULL. A column whose table is on
    /// the nullable side of an outer join breaks the promise.
    fn check_not_null(&mut self, select: &Select) -> Result<()> {
        // Only the outermost query is read into types.
        let promised = std::mem::take(&mut self.not_null);
        if !self.scope.has_nullable() {
            return Ok(());
        }
        for (i, item) in select.items.iter().enumerate().take(128) {
            if promised >> i & 1 == 0 {
                continue;
            }
            let nullable = match item.unlabelled() {
                Node::Column(column) => self.scope.is_nullable(*column),
                Node::Name(column) => self.scope.is_nullable_named(column),
                _ => false,
            };
            if nullable {
                let name = item.output_name().map_or("?", Name::as_str);
                self.place("the select list");
                return Err(self
                    .error(
                        ErrorKind::Invalid,
                        format!("column {name} may be NULL: its table is outer-joined"),
                    )
                    .with_help(
                        "select it with .nullable(), or vouch for it with .assume_not_null()",
                    ));
            }
        }
        Ok(())
    }

    /// A query in parentheses.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn subquery(&mut self, query: &Query) -> Result<()> {
        self.push("(");
        match query {
            Query::Select(select) => self.select(select)?,
            // Its text has a FROM of its own, which nobody here can read.
            Query::Raw(raw) => self.in_scope(|sink| {
                sink.scope.open();
                sink.raw(raw)
            })?,
        }
        self.push(")");
        Ok(())
    }

    /// An item of FROM.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    pub fn source(&mut self, source: &Source) -> Result<()> {
        self.dialect.source(source, self)
    }

    /// An expression, as it stands in a list or in parentheses.
    ///
    /// # Errors
    /// When it can't be compiled for the dialect.
    #[inline]
    pub fn node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Column(column) => self.column(*column),
            Node::Value(value) => self.value(value),
            other => self.other_node(other),
        }
    }

    /// The same, out of line, for what is neither a column nor a value: most nodes are.
    fn other_node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Value(value) => self.value(value),
            Node::Literal(value) => self.dialect.literal(value, self),
            Node::Bind(bind) => self.bind(bind),
            Node::Column(column) => self.column(*column),
            Node::Name(column) => self.named_column(column),
            Node::Star(table) => self.star(table.as_deref()),
            Node::Unary(unary) => self.dialect.unary(unary, self),
            Node::Binary(binary) => self.dialect.binary(binary, self),
            Node::Infix(infix) => self.dialect.infix(infix, self),
            Node::Nary(nary) => self.dialect.nary(nary, self),
            Node::Like(like) => self.dialect.like(like, self),
            Node::Search(search) => self.dialect.search(search, self),
            Node::In(set) => self.dialect.in_set(set, self),
            Node::Between(between) => self.dialect.between(between, self),
            Node::Case(case) => self.dialect.case(case, self),
            Node::Cast(cast) => self.dialect.cast(cast, self),
            Node::Function(function) => self.dialect.function(function, self),
            Node::Tuple(items) => self.tuple(items),
            Node::Subquery(query) => self.subquery(query),
            Node::Exists(query) => self.exists(query),
            Node::Label(label) => self.node(&label.expr),
            Node::Raw(raw) => self.raw(raw),
            Node::Custom(custom) => self.custom(custom),
            Node::Error(fault) => self.fault(Some(fault)),
        }
    }

    /// `*` or `table.*`
    fn star(&mut self, table: Option<&Name>) -> Result<()> {
        if let Some(table) = table {
            self.ident(table.as_str())?;
            self.push(".");
        }
        self.push("*");
        Ok(())
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
        if let Node::Column(column) = node {
            return self.column(*column);
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
            Node::Value(value) if self.options.literal => return self.power_of_literal(value),
            Node::Literal(value) => return self.power_of_literal(value),
            Node::Value(_)
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
            | Node::Error(_) => return LEAF,
            // Nobody knows how the text inside binds.
            Node::Raw(_) | Node::Custom(_) => return 0,
            Node::Label(label) => return self.power_of(&label.expr),
            Node::Unary(unary) => op_of_unary(unary.op),
            Node::Binary(binary) => op_of_binary(binary.op),
            Node::Infix(_) => Op::Custom,
            Node::Nary(nary) => match nary.op {
                NaryOp::And => Op::And,
                NaryOp::Or => Op::Or,
                NaryOp::Concat => Op::Concat,
            },
            Node::Like(_) | Node::Search(_) => Op::Like,
            Node::In(_) => Op::In,
            Node::Between(_) => Op::Between,
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

    fn item(&mut self, item: &Node) -> Result<()> {
        let Node::Label(label) = item else { return self.item_expr(item) };
        let Label { expr, name, depth: _ } = &**label;
        self.item_expr(expr)?;
        self.push(" AS ");
        self.ident(name.as_str())
    }

    fn item_expr(&mut self, expr: &Node) -> Result<()> {
        match expr {
            Node::Value(_) | Node::Bind(_) => self.dialect.untyped(expr, self),
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

    /// The error for a value that can't be stored exactly.
    #[cold]
    pub(crate) fn refused(&self, why: &str) -> Error {
        self.error(ErrorKind::Parameter, format!("a value is refused: {why}"))
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
        self.binds.push((bind.clone(), self.params.len()));
        self.dialect.parameter(&Value::Null(bind.kind), self)
    }

    fn column(&mut self, column: StaticColumn) -> Result<()> {
        self.scope.check_static(column).map_err(|error| self.locate(error))?;
        match column.table.quoted.columns.get(usize::from(column.index)) {
            // Where the two names fit together, each one does.
            Some(quoted)
                if self.features.quote == '"' && quoted.len() <= self.features.max_identifier =>
            {
                self.text.push_str(quoted);
                Ok(())
            }
            _ => self.column_by_parts(column),
        }
    }

    #[inline(never)]
    fn column_by_parts(&mut self, column: StaticColumn) -> Result<()> {
        let Some(def) = column.def() else {
            return Err(self.error(ErrorKind::Invalid, "a column's index is past its table"));
        };
        self.table_name(column.table)?;
        self.text.push('.');
        self.ident(def.name.as_str())
    }

    /// A table's name, with its schema.
    ///
    /// # Errors
    /// When a name can't be quoted.
    pub fn table_name(&mut self, table: &TableDef) -> Result<()> {
        let quoted = table.quoted.table;
        let fits = !quoted.is_empty() && quoted.len() <= self.features.max_identifier;
        if fits && self.features.quote == '"' {
            self.text.push_str(quoted);
            return Ok(());
        }
        if let Some(schema) = &table.schema {
            self.ident(schema.as_str())?;
            self.text.push('.');
        }
        self.ident(table.name.as_str())
    }

    fn named_column(&mut self, column: &ColumnRef) -> Result<()> {
        self.scope.check(column).map_err(|error| self.locate(error))?;
        if let Some(schema) = column.qualifier.schema() {
            self.ident(schema.as_str())?;
            self.text.push('.');
        }
        if let Some(qualifier) = column.qualifier.name() {
            self.ident(qualifier)?;
            self.text.push('.');
        }
        self.ident(column.name.as_str())
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

    /// The error for a mistake that was made while building.
    #[inline]
    fn fault(&self, fault: Option<&Fault>) -> Result<()> {
        fault.map_or(Ok(()), |fault| Err(self.mistake(fault)))
    }

    #[cold]
    fn mistake(&self, fault: &Fault) -> Error {
        self.error(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help)
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

    /// The label under which a term of ORDER BY can refer to an item of the select list; for
    /// any other term none.
    #[must_use]
    pub fn sort_label<'n>(&self, term: &'n Node) -> Option<&'n Name> {
        match term {
            // Another expression may have the same label.
            Node::Label(label) if self.labels.contains(term) => Some(&label.name),
            _ => None,
        }
    }

    /// An error at the place that is being written.
    #[must_use]
    pub fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        self.locate(Error::new(kind, message))
    }

    #[cold]
    fn locate(&self, error: Error) -> Error {
        error.with_place(self.place).with_dialect(self.dialect.describe())
    }

    /// The error for a construct that the dialect can't express.
    #[must_use]
    pub fn unsupported(&self, construct: &str, help: &str) -> Error {
        self.error(ErrorKind::Unsupported, format!("{construct} is not supported")).with_help(help)
    }

    /// Refuses a join that the dialect doesn't have.
    pub(crate) fn check_join(&self, kind: JoinKind) -> Result<()> {
        match kind {
            JoinKind::Right if !self.features.right_join => {
                Err(self.unsupported("RIGHT JOIN", "turn it round into a left join"))
            }
            JoinKind::Full if !self.features.full_join => Err(self.unsupported(
                "FULL JOIN",
                "combine a left join with the rows that only the other side has",
            )),
            _ => Ok(()),
        }
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
