//! Function calls.

use super::depth::Branch;
use super::node::{Node, Nodes};
use super::raw::Trusted;
use super::{Modifiers, Name, Shared, depth};

/// What a function is called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FunctionName {
    /// A function of the language, which each dialect may spell in its own way. The name is
    /// a plain word and needs no check.
    Portable(&'static str),
    /// A function of the database by its name: words with dots, or an error.
    Named(Name),
    /// A name of any form, for which somebody vouches.
    Trusted(Trusted),
}

/// `name([DISTINCT] args) [WITHIN GROUP …] [FILTER …] [OVER …]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Function {
    /// The function's name.
    pub name: FunctionName,
    /// Each distinct row of arguments is taken once: an aggregate's DISTINCT.
    pub distinct: bool,
    /// The arguments.
    pub args: Nodes,
    /// What follows them, of an aggregate or a window function.
    pub modifiers: Option<Box<Modifiers>>,
    pub(crate) depth: u16,
}

impl Function {
    /// The same call of a function that has another name.
    #[must_use]
    pub fn renamed(&self, name: &'static str) -> Function {
        Function { name: FunctionName::Portable(name), ..self.clone() }
    }
}

impl Node {
    /// A call.
    #[must_use]
    #[inline]
    pub fn function(name: FunctionName, args: impl Into<Nodes>) -> Node {
        Function { name, distinct: false, args: args.into(), modifiers: None, depth: 0 }.grow()
    }

    /// A call with DISTINCT. Anything but a call is a mistake.
    #[must_use]
    pub fn distinct_call(self) -> Node {
        match self {
            Node::Function(mut function) => {
                Shared::make_mut(&mut function).distinct = true;
                Node::Function(function)
            }
            Node::Error(fault) => Node::Error(fault),
            _ => Node::error(
                "only a function call can be DISTINCT",
                "call .distinct() on count(…), sum(…) and the like",
            ),
        }
    }

    /// A call with what follows its arguments changed. Anything but a call is a mistake.
    #[must_use]
    pub fn modify(self, what: &str, change: impl FnOnce(&mut Modifiers)) -> Node {
        let mut function = match self {
            Node::Function(function) => function,
            Node::Error(fault) => return Node::Error(fault),
            _ => {
                return Node::error(
                    format!("{what} after something that is not a function call"),
                    "call it on count(…), sum(…), row_number() and the like",
                );
            }
        };
        let call = Shared::make_mut(&mut function);
        let modifiers = call.modifiers.get_or_insert_default();
        change(modifiers);
        let Some(depth) = depth::over(modifiers.depth(), 1) else { return depth::too_deep() };
        call.depth = call.depth.max(depth);
        Node::Function(function)
    }

    /// A call whose arguments are written where they stay.
    #[inline]
    pub(crate) fn call(name: FunctionName, arguments: impl FnOnce(&mut Nodes)) -> Node {
        Function { name, distinct: false, args: Nodes::new(), modifiers: None, depth: 0 }
            .grow_with(|function| arguments(&mut function.args))
    }
}
