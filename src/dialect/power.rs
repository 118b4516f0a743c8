//! How strongly operators bind. The renderer and the parser use the same table.

/// An operator, as far as precedence is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Op {
    /// OR
    Or,
    /// AND
    And,
    /// NOT
    Not,
    /// `=`
    Eq,
    /// `<>`
    Ne,
    /// `<` and `>`, `<=` and `>=`
    Less,
    /// IS NULL, IS TRUE, IS DISTINCT FROM
    Is,
    /// LIKE
    Like,
    /// IN
    In,
    /// BETWEEN
    Between,
    /// `||`
    Concat,
    /// `+` and binary `-`
    Add,
    /// `*`
    Mul,
    /// True division
    Div,
    /// Integer division
    IntDiv,
    /// Remainder
    Mod,
    /// `&`
    BitAnd,
    /// `|`
    BitOr,
    /// Exclusive OR
    BitXor,
    /// `<<` and `>>`
    Shift,
    /// Unary `-`
    Neg,
    /// `~`
    BitNot,
    /// An operator by its symbol
    Custom,
    /// COLLATE
    Collate,
    /// `->` and `->>`
    Json,
}

const OPS: usize = Op::Json as usize + 1;

/// The power of what never needs parentheses.
pub const LEAF: u8 = u8::MAX;

/// How strongly an operator binds, and how strongly its operands must.
///
/// An operand whose own power is below what its side asks for is put in parentheses. An
/// operator that associates to the left asks for its own power on the left and one more on
/// the right; one that does not associate asks for one more on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Power {
    /// The operator's own.
    pub own: u8,
    /// What the left operand must have at least.
    pub left: u8,
    /// What the right operand, the operand of a prefix operator, or BETWEEN's bounds must
    /// have at least.
    pub right: u8,
}

impl Power {
    /// Associates to the left: `a - b - c` is `(a - b) - c`.
    #[must_use]
    pub const fn left(own: u8) -> Self {
        Power { own, left: own, right: own + 1 }
    }

    /// Does not associate: `a < b < c` needs parentheses.
    #[must_use]
    pub const fn none(own: u8) -> Self {
        Power { own, left: own + 1, right: own + 1 }
    }

    /// A prefix operator; `NOT NOT a` needs no parentheses.
    #[must_use]
    pub const fn prefix(own: u8) -> Self {
        Power { own, left: 0, right: own }
    }

    /// Written as a function call or in parentheses of its own: never needs any around it.
    #[must_use]
    pub const fn call() -> Self {
        Power { own: LEAF, left: 0, right: 0 }
    }
}

/// A table of powers: one row an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Powers([Power; OPS]);

impl Powers {
    /// What all databases agree on; where they do not, powers are lower on the outside and
    /// higher on the inside, so that parentheses are written.
    pub const ANSI: Powers = Powers([Power::none(0); OPS])
        .with(Op::Or, Power::left(10))
        .with(Op::And, Power::left(20))
        .with(Op::Not, Power::prefix(30))
        .with(Op::Is, Power::none(40))
        .with(Op::Eq, Power::none(40))
        .with(Op::Ne, Power::none(40))
        .with(Op::Less, Power::none(40))
        .with(Op::Like, Power::none(40))
        .with(Op::In, Power::none(40))
        .with(Op::Between, Power::none(40))
        .with(Op::Custom, Power::none(50))
        .with(Op::Concat, Power::none(50))
        .with(Op::BitOr, Power::none(50))
        .with(Op::BitAnd, Power::none(50))
        .with(Op::BitXor, Power::none(50))
        .with(Op::Shift, Power::none(50))
        .with(Op::Add, Power::left(60))
        .with(Op::Mul, Power::left(70))
        .with(Op::Div, Power::left(70))
        .with(Op::IntDiv, Power::left(70))
        .with(Op::Mod, Power::left(70))
        .with(Op::Neg, Power { own: 80, left: 0, right: 81 })
        .with(Op::BitNot, Power { own: 80, left: 0, right: 81 })
        .with(Op::Collate, Power { own: 75, left: LEAF, right: 0 })
        .with(Op::Json, Power::call());

    /// The same table with another power for one operator.
    #[must_use]
    pub const fn with(mut self, op: Op, power: Power) -> Self {
        self.0[op as usize] = power;
        self
    }

    /// The power of an operator.
    #[must_use]
    #[inline]
    pub const fn of(&self, op: Op) -> Power {
        self.0[op as usize]
    }
}
