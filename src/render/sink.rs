//! The sink: where productions write text and parameters.

use smallvec::SmallVec;

use super::late::Late;
use super::remade::Remake;
use super::scope::Scope;
use super::select::Sortable;
use super::sql::Params;
use super::versions::Versions;
use crate::ast::{Bind, Fault, Name, Shared};
use crate::dialect::{Dialect, Features, Powers};
use crate::error::{Error, ErrorKind, Result};

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

/// `000001002` and so on to `999`.
const DIGITS: &str = {
    const BYTES: [u8; 3000] = {
        let mut bytes = [b'0'; 3000];
        let (mut at, mut tens, mut hundreds) = (0, 0, 0);
        let mut ones = 0;
        while at < 3000 {
            (bytes[at], bytes[at + 1], bytes[at + 2]) = (b'0' + hundreds, b'0' + tens, b'0' + ones);
            at += 3;
            ones += 1;
            if ones == 10 {
                (ones, tens) = (0, tens + 1);
            }
            if tens == 10 {
                (tens, hundreds) = (0, hundreds + 1);
            }
        }
        bytes
    };
    match std::str::from_utf8(&BYTES) {
        Ok(digits) => digits,
        Err(_) => "",
    }
};

/// Collects text and parameters for a dialect.
pub struct Sink<'d> {
    pub(super) dialect: &'d dyn Dialect,
    pub(super) features: &'d Features,
    pub(super) powers: &'d Powers,
    /// The longest names that `table!` has prepared and that can be written as they are; 0 where
    /// the dialect quotes otherwise.
    pub(super) prepared: usize,
    pub(super) options: Options,
    pub(crate) text: String,
    pub(crate) params: Params,
    pub(crate) binds: Vec<(Shared<Bind>, usize)>,
    pub(crate) scope: Scope,
    /// The clause that is being written, for error messages.
    pub(super) place: &'static str,
    /// What an ORDER BY may refer to in the select list.
    pub(crate) sortable: Sortable,
    /// The common table expressions that FROM may refer to.
    pub(crate) ctes: SmallVec<[Name; 2]>,
    /// The windows that expressions refer to by name, until the query that has them ends.
    pub(super) named_windows: Vec<Name>,
    /// What follows a call's arguments has not been written yet.
    pub(super) modifiers_due: bool,
    /// How many expansions there have been without coming to a shallower custom expression
    /// than before, and how deep the shallowest around this place is.
    pub(super) expansions: (u8, u16),
    /// What the outermost select list promises not to be NULL, until it is checked.
    pub(crate) not_null: u128,
    /// Whether the statement gives values to columns.
    pub(crate) assigns: bool,
    /// Where the statement begins in the text: behind EXPLAIN.
    pub(crate) start: usize,
    /// The versions of a changed row that expressions may refer to.
    pub(crate) versions: Versions,
    /// What waits until the statement runs.
    pub(crate) late: Option<Box<Late>>,
    /// The items of an IN are being written, where a bind may be a list.
    pub(super) in_list: bool,
    /// The anonymous names, and what each is called in the text.
    pub(super) anonymous: Vec<(String, String)>,
}

impl<'d> Sink<'d> {
    pub(crate) fn new(dialect: &'d dyn Dialect, options: Options, text: usize) -> Self {
        let features = dialect.features();
        Sink {
            dialect,
            features,
            prepared: if features.quote == '"' { features.max_identifier } else { 0 },
            powers: dialect.powers(),
            options,
            text: String::with_capacity(text),
            params: Params::default(),
            binds: Vec::new(),
            scope: Scope::default(),
            place: "the statement",
            sortable: Sortable::default(),
            ctes: SmallVec::new(),
            named_windows: Vec::new(),
            modifiers_due: false,
            expansions: (0, u16::MAX),
            not_null: 0,
            assigns: false,
            start: 0,
            versions: Versions::default(),
            late: None,
            in_list: false,
            anonymous: Vec::new(),
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

    /// Whether the statement gives values to columns, be it in its WITH: an INSERT, an UPDATE or a
    /// MERGE.
    #[must_use]
    pub fn assigns(&self) -> bool {
        self.assigns
    }

    /// Writes text as it is.
    #[inline]
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Notes that the next parameter is made anew each time the statement runs.
    pub(crate) fn remake(&mut self, remake: Remake) {
        let at = self.params.len();
        self.late.get_or_insert_default().remade.push((at, remake));
    }

    /// Makes room for the text and the parameters of so many values.
    pub(crate) fn reserve_values(&mut self, values: usize) {
        self.text.reserve(values.saturating_mul(4));
        if !self.options.literal {
            self.params.reserve(values);
        }
    }

    /// Writes an unsigned number.
    #[inline]
    pub fn push_number(&mut self, number: u64) {
        // `core::fmt` costs several times as much, and PostgreSQL's placeholders need it for
        // every parameter.
        match u8::try_from(number) {
            Ok(digit @ 0..=9) => self.text.push(char::from(b'0' + digit)),
            _ => self.push_digits(number),
        }
    }

    /// The digits of a number of several.
    fn push_digits(&mut self, number: u64) {
        let thousands = number / 1000;
        if thousands > 0 {
            self.push_number(thousands);
        }
        let at = usize::try_from(number % 1000).unwrap_or(0) * 3;
        // Each of a length that the compiler knows.
        if number >= 100 {
            self.text.push_str(DIGITS.get(at..at + 3).unwrap_or("000"));
        } else {
            self.text.push_str(DIGITS.get(at + 1..at + 3).unwrap_or("00"));
        }
    }

    /// Notes which clause is being written, for error messages: "WHERE".
    #[inline]
    pub fn place(&mut self, place: &'static str) {
        self.place = place;
    }

    /// The error for a value that can't be stored exactly.
    #[cold]
    pub(crate) fn refused(&self, why: &str) -> Error {
        self.error(ErrorKind::Parameter, format!("a value is refused: {why}"))
    }

    /// The error for a mistake that was made while building.
    #[inline]
    pub(super) fn fault(&self, fault: Option<&Fault>) -> Result<()> {
        fault.map_or(Ok(()), |fault| Err(self.mistake(fault)))
    }

    #[cold]
    fn mistake(&self, fault: &Fault) -> Error {
        self.error(ErrorKind::Invalid, &*fault.message).with_help(&*fault.help)
    }

    /// An error at the place that is being written.
    #[must_use]
    pub fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        self.locate(Error::new(kind, message))
    }

    #[cold]
    pub(super) fn locate(&self, error: Error) -> Error {
        error.with_place(self.place).with_dialect(self.dialect.describe())
    }

    /// The error for a construct that the dialect can't express.
    #[must_use]
    pub fn unsupported(&self, construct: &str, help: &str) -> Error {
        self.error(ErrorKind::Unsupported, format!("{construct} is not supported")).with_help(help)
    }
}
