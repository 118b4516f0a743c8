//! CASE, CAST and function calls.

use super::Sink;
use super::niladic::niladic;
use super::window::orders;
use crate::ast::{Case, Cast, Function, FunctionName, Node, When};
use crate::error::Result;

/// `CASE [operand] WHEN … THEN … [ELSE …] END`
pub(crate) fn case(case: &Case, sink: &mut Sink<'_>) -> Result<()> {
    let Case { operand, branches, otherwise, depth: _ } = case;
    sink.push("CASE");
    if let Some(operand) = operand {
        sink.push(" ");
        sink.node(operand)?;
    }
    for When { condition, result } in branches {
        sink.push(" WHEN ");
        sink.node(condition)?;
        sink.push(" THEN ");
        sink.node(result)?;
    }
    if let Some(otherwise) = otherwise {
        sink.push(" ELSE ");
        sink.node(otherwise)?;
    }
    sink.push(" END");
    Ok(())
}

/// `CAST(operand AS type)`
pub(crate) fn cast(cast: &Cast, sink: &mut Sink<'_>) -> Result<()> {
    let Cast { operand, ty, or_null: _, depth: _ } = cast;
    sink.push("CAST(");
    sink.node(operand)?;
    sink.push(" AS ");
    sink.dialect().type_name(ty, sink)?;
    sink.push(")");
    Ok(())
}

/// No database here has TRY_CAST.
pub(crate) fn try_cast(_: &Cast, sink: &mut Sink<'_>) -> Result<()> {
    Err(sink.unsupported(
        "TRY_CAST",
        "cast in a CASE that looks at the text first, or read the text and convert in the program",
    ))
}

/// `name([DISTINCT] args)`
pub(crate) fn function(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    if function.name == FunctionName::Portable("next_value") {
        return next_value(&function.args, sink);
    }
    if let Some(done) = niladic(function, sink) {
        return done;
    }
    sink.function_name(&function.name)?;
    arguments(function, sink)
}

/// `NEXT VALUE FOR schema.sequence`
fn next_value(names: &[Node], sink: &mut Sink<'_>) -> Result<()> {
    if !sink.features().sequences {
        return Err(sink.unsupported(
            "a sequence",
            "let the table generate its keys, or count in a table of your own",
        ));
    }
    sink.push("NEXT VALUE FOR ");
    for (i, name) in names.iter().enumerate() {
        if i > 0 {
            sink.push(".");
        }
        match name {
            Node::Name(name) => sink.ident(name.name.as_str())?,
            other => sink.node(other)?,
        }
    }
    Ok(())
}

/// `([DISTINCT] args [ORDER BY …])`
fn arguments(function: &Function, sink: &mut Sink<'_>) -> Result<()> {
    let args = &function.args;
    sink.push("(");
    if function.distinct {
        if args.len() > 1 && !sink.features().distinct_arguments {
            return Err(sink.unsupported(
                "DISTINCT over several arguments",
                "count the rows of a DISTINCT subquery",
            ));
        }
        sink.push("DISTINCT ");
    }
    sink.list(args)?;
    sink.end_call(function)
}

impl Sink<'_> {
    /// The name of a function.
    ///
    /// # Errors
    /// When it is no plain word, and nobody vouches for it.
    pub fn function_name(&mut self, name: &FunctionName) -> Result<()> {
        match name {
            FunctionName::Portable(name) => {
                self.check_grouping(name)?;
                self.check_merge_action(name)?;
                self.push(name);
            }
            FunctionName::Named(name) => self.word(name.as_str(), "a function")?,
            FunctionName::Trusted(name) => self.push(name.as_str()),
        }
        Ok(())
    }

    /// The end of a call: ` ORDER BY …)` and what else follows the arguments, or the parenthesis
    /// alone.
    ///
    /// # Errors
    /// When a term can't be compiled for the dialect.
    pub fn end_call(&mut self, function: &Function) -> Result<()> {
        self.end_call_with(function, |_| Ok(()))
    }

    /// The same with something between ORDER BY and the parenthesis.
    ///
    /// # Errors
    /// When a term can't be compiled for the dialect.
    pub fn end_call_with(
        &mut self,
        function: &Function,
        last: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let Some(modifiers) = &function.modifiers else {
            last(self)?;
            self.push(")");
            return Ok(());
        };
        self.modifiers_due = false;
        if !modifiers.order_by.is_empty() {
            orders(" ORDER BY ", &modifiers.order_by, self)?;
        }
        last(self)?;
        self.push(")");
        super::window::modifiers(modifiers, self)
    }
}
