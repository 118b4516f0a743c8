//! Function calls.

use super::Name;
use super::depth::Branch;
use super::node::{Node, Nodes};
use super::raw::Trusted;

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

/// `name([DISTINCT] args)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Function {
    /// The function's name.
    pub name: FunctionName,
    /// Each distinct row of arguments is taken once: an aggregate's DISTINCT.
    pub distinct: bool,
    /// The arguments.
    pub args: Nodes,
    pub(crate) depth: u16,
}

impl Node {
    /// A call.
    #[must_use]
    #[inline]
    pub fn function(name: FunctionName, args: impl Into<Nodes>) -> Node {
        Function { name, distinct: false, args: args.into(), depth: 0 }.grow()
    }

    /// A call whose arguments are written where they stay.
    #[inline]
    pub(crate) fn call(name: FunctionName, arguments: impl FnOnce(&mut Nodes)) -> Node {
        Function { name, distinct: false, args: Nodes::new(), depth: 0 }
            .grow_with(|function| arguments(&mut function.args))
    }
}
