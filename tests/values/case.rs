//! What a case of the matrix is: a value, a column, and what each step gives on each database.

use aludel::ErrorKind;
use aludel::prelude::*;
use aludel::value::Kind;

use crate::database::Db;

/// What is done with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// `SELECT ?`: a parameter without a column.
    Bind,
    /// INSERT into a column of the neutral type.
    Store,
    /// SELECT of that column, as a `Value` and as the kind's Rust type.
    Read,
    /// `column = ?` finds it and nothing else, `column < ?` finds what is less.
    Compare,
    /// The same statements with the value printed into them.
    Literal,
}

pub(crate) const STEPS: [Step; 5] =
    [Step::Bind, Step::Store, Step::Read, Step::Compare, Step::Literal];
/// The steps that a driver refuses, where it can't bind a value.
pub(crate) const BOUND: &[Step] = &[Step::Bind, Step::Store, Step::Compare];
/// All of them, where the value can't be printed either.
pub(crate) const EVERY: &[Step] = &[Step::Bind, Step::Store, Step::Compare, Step::Literal];

impl Step {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Step::Bind => "bind",
            Step::Store => "store",
            Step::Read => "read",
            Step::Compare => "compare",
            Step::Literal => "literal",
        }
    }
}

/// What a step gives.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// What went in.
    Exact,
    /// Another value, and why: a conversion that is documented.
    Gives(Value, &'static str),
    /// A comparison that finds the cases of these names, and why.
    Finds(Vec<&'static str>, &'static str),
    /// An error of this kind, which says this.
    Refused(ErrorKind, &'static str),
}

/// A value in a column.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(crate) column: SqlType,
    /// Where it compares as equal to the case before it.
    tie: &'static [Db],
    unlike: Vec<(&'static [Db], &'static [Step], Outcome)>,
}

impl Case {
    /// Equal to the case before it, and so found with it.
    pub(crate) fn tie(mut self, dbs: &'static [Db]) -> Self {
        self.tie = dbs;
        self
    }

    /// What other steps than the exact ones give.
    pub(crate) fn on(
        mut self,
        dbs: &'static [Db],
        steps: &'static [Step],
        outcome: Outcome,
    ) -> Self {
        self.unlike.push((dbs, steps, outcome));
        self
    }

    pub(crate) fn refused(
        self,
        dbs: &'static [Db],
        steps: &'static [Step],
        kind: ErrorKind,
        says: &'static str,
    ) -> Self {
        self.on(dbs, steps, Outcome::Refused(kind, says))
    }

    pub(crate) fn gives(
        self,
        dbs: &'static [Db],
        steps: &'static [Step],
        value: Value,
        why: &'static str,
    ) -> Self {
        self.on(dbs, steps, Outcome::Gives(value, why))
    }

    pub(crate) fn finds(
        self,
        dbs: &'static [Db],
        names: &[&'static str],
        why: &'static str,
    ) -> Self {
        self.on(dbs, &[Step::Compare], Outcome::Finds(names.to_vec(), why))
    }

    /// What the step gives on the database.
    pub(crate) fn at(&self, db: Db, step: Step) -> &Outcome {
        let unlike = self.unlike.iter().rev();
        unlike
            .into_iter()
            .find(|(dbs, steps, _)| dbs.contains(&db) && steps.contains(&step))
            .map_or(&Outcome::Exact, |(_, _, outcome)| outcome)
    }

    /// Whether it gets into its column.
    pub(crate) fn is_stored(&self, db: Db) -> bool {
        !matches!(self.at(db, Step::Store), Outcome::Refused(..))
    }
}

pub(crate) fn case(name: &'static str, column: &SqlType, value: impl Into<Value>) -> Case {
    Case { name, value: value.into(), column: column.clone(), tie: &[], unlike: Vec::new() }
}

/// What `<` is, where it is not the values' own order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    /// Another one: whose.
    Of(&'static str),
    /// An error when compiled, which says this.
    Refused(&'static str),
}

/// All that there is to say of a kind.
pub(crate) struct Group {
    pub(crate) kind: Kind,
    /// The Rust types that are stored as the kind.
    pub(crate) rust: &'static str,
    /// The neutral types of its columns; the first is the one that holds all values.
    pub(crate) columns: Vec<SqlType>,
    /// Databases without that type, and what it is stored in there.
    pub(crate) instead: Vec<(&'static [Db], SqlType)>,
    /// What its values look like as literals.
    pub(crate) sample: Value,
    /// As what a parameter without a column comes back, if it is read as a `Value`.
    pub(crate) plain: Vec<(&'static [Db], Kind)>,
    /// As what a cell of a column comes back, if it is read as a `Value`.
    pub(crate) declared: Vec<(&'static [Db], Kind)>,
    /// Where `<` is not the values' own order.
    pub(crate) unordered: Vec<(&'static [Db], Order)>,
    pub(crate) notes: &'static [&'static str],
    /// In ascending order within a column.
    pub(crate) cases: Vec<Case>,
}

impl Group {
    /// What kind a parameter without a column has, when it comes back.
    pub(crate) fn plain_kind(&self, db: Db) -> Kind {
        let found = self.plain.iter().find(|(dbs, _)| dbs.contains(&db));
        found.map_or(self.kind, |(_, kind)| *kind)
    }

    /// What kind a cell of a column has.
    pub(crate) fn declared_kind(&self, db: Db) -> Kind {
        let found = self.declared.iter().find(|(dbs, _)| dbs.contains(&db));
        found.map_or(self.kind, |(_, kind)| *kind)
    }

    /// The column type that stands for one on the database.
    pub(crate) fn column<'g>(&'g self, column: &'g SqlType, db: Db) -> &'g SqlType {
        let instead = self.instead.iter().find(|(dbs, _)| dbs.contains(&db));
        match instead {
            Some((_, other)) if self.columns.first() == Some(column) => other,
            _ => column,
        }
    }

    /// Why `<` does not order as the values do.
    pub(crate) fn unordered(&self, db: Db) -> Option<Order> {
        self.unordered.iter().find(|(dbs, _)| dbs.contains(&db)).map(|(_, order)| *order)
    }

    /// The cases of a column, each with its place in the order.
    pub(crate) fn of_column(&self, column: &SqlType, db: Db) -> Vec<(usize, &Case)> {
        let mut rank = 0;
        let cases = self.cases.iter().filter(|case| case.column == *column);
        cases
            .map(|case| {
                rank += usize::from(!case.tie.contains(&db));
                (rank, case)
            })
            .collect()
    }
}
