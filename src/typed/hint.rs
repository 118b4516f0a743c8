//! Hints: text for one database, which all others leave out.

use std::sync::Arc;

use super::Select;
use crate::ast::{Anchor, CustomClause, Trusted};
use crate::error::Result;
use crate::render::Sink;

/// The text of a hint: a literal of the program, or one for which somebody vouches.
#[derive(Clone, Debug)]
pub struct HintText(Text);

#[derive(Clone, Debug)]
enum Text {
    Static(&'static str),
    Trusted(Trusted),
}

impl From<&'static str> for HintText {
    fn from(text: &'static str) -> Self {
        HintText(Text::Static(text))
    }
}

impl From<Trusted> for HintText {
    fn from(text: Trusted) -> Self {
        HintText(Text::Trusted(text))
    }
}

/// A text for one dialect.
#[derive(Debug)]
struct Hint {
    dialect: &'static str,
    text: HintText,
}

impl CustomClause for Hint {
    fn name(&self) -> &'static str {
        "a hint"
    }

    /// For that dialect alone, and none that is based on it: MariaDB has hints of its own.
    fn render(&self, _: &str, sink: &mut Sink<'_>) -> Option<Result<()>> {
        if sink.dialect().name() == self.dialect {
            sink.push(match &self.text.0 {
                Text::Static(text) => text,
                Text::Trusted(text) => text.as_str(),
            });
        }
        Some(Ok(()))
    }
}

impl<S> Select<S> {
    /// A hint for one dialect, by its name, right after SELECT. The others leave it out.
    ///
    /// ```
    /// use aludel::prelude::*;
    /// use aludel::dialect::Ansi;
    ///
    /// let pet = table("pet");
    /// let q = select(pet.col("name")).from(&pet);
    /// let q = q.hint("mysql", "/*+ MAX_EXECUTION_TIME(1000) */").hint("ansi", "/* hurry */");
    /// assert_eq!(q.to_sql(&Ansi)?.text(), r#"SELECT /* hurry */ "pet"."name" FROM "pet""#);
    /// # Ok::<(), aludel::Error>(())
    /// ```
    pub fn hint(self, dialect: &'static str, text: impl Into<HintText>) -> Self {
        self.hint_at(Anchor::AfterKeyword, dialect, text)
    }

    /// A hint for one dialect at another place: `USE INDEX (name)` stands after FROM, `OPTION (…)` at
    /// the end.
    pub fn hint_at(self, at: Anchor, dialect: &'static str, text: impl Into<HintText>) -> Self {
        let hint = Hint { dialect, text: text.into() };
        self.change(|tree| tree.rare_mut().custom.push((at, Arc::new(hint))))
    }
}
