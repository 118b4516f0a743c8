//! Functions of text that mean the same on every database.

use super::functions::portable;
use super::math::Joined;
use super::text::IsText;
use super::{Expr, Int, IntoExpr, Operand, Text};
use crate::ast::Node;

/// Where a text first stands in another, from 1; 0 if nowhere. The case of letters counts.
#[must_use]
pub fn position<O: Operand, R: IntoExpr<Text>>(
    text: O,
    part: R,
) -> Expr<Joined<O::Type, R::As, Int>>
where
    O::Type: IsText,
{
    portable("position", [text.to_node(), part.into_node()])
}

/// The first so many characters.
#[must_use]
pub fn left<O: Operand>(text: O, characters: u32) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("left", [text.to_node(), Node::value(characters)])
}

/// The last so many characters.
#[must_use]
pub fn right<O: Operand>(text: O, characters: u32) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("right", [text.to_node(), Node::value(characters)])
}

/// Filled with a character on the left, or cut on the right, to so many characters.
#[must_use]
pub fn lpad<O: Operand>(text: O, characters: u32, fill: char) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("lpad", [text.to_node(), Node::value(characters), Node::value(fill)])
}

/// Filled with a character, or cut, on the right to so many characters.
#[must_use]
pub fn rpad<O: Operand>(text: O, characters: u32, fill: char) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("rpad", [text.to_node(), Node::value(characters), Node::value(fill)])
}

/// `repeat(text, times)`
#[must_use]
pub fn repeat<O: Operand>(text: O, times: u32) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("repeat", [text.to_node(), Node::value(times)])
}

/// `reverse(text)`: its characters from the last to the first. SQLite has none and refuses it.
#[must_use]
pub fn reverse<O: Operand>(text: O) -> Expr<O::Type>
where
    O::Type: IsText,
{
    portable("reverse", [text.to_node()])
}

/// The number of bytes of a text in UTF-8.
#[must_use]
pub fn octet_length<O: Operand>(text: O) -> Expr<Joined<O::Type, O::Type, Int>>
where
    O::Type: IsText,
{
    portable("octet_length", [text.to_node()])
}
