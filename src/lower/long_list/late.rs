//! Long lists that a compiled statement gets when it runs.

use super::{Column, LONG, Together, is_constant, together};
use crate::ast::Node;
use crate::dialect::LongList;
use crate::render::literal::hex;
use crate::value::Value;

/// What stands between the parentheses of an IN.
pub(crate) struct LateList {
    pub(crate) text: String,
    /// At most one.
    pub(crate) param: Option<Value>,
}

impl LateList {
    /// How many parameters it has.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.param.is_some())
    }
}

/// The values as one parameter; `None` where they are few, or can't be.
#[cold]
pub(crate) fn late_list(operand: &Node, values: &[Value], long: LongList) -> Option<LateList> {
    if long == LongList::None || values.len() < LONG || is_constant(operand) {
        return None;
    }
    match together(operand, Column::of(values.to_vec())?, long)? {
        Together::Document(document) => {
            let (text, document) = document.select();
            Some(LateList { text, param: Some(document) })
        }
        Together::Printed(column) => Some(LateList { text: printed(&column)?, param: None }),
    }
}

/// Texts and bytes by their digits, which no SQL mode reads otherwise:
/// <https://dev.mysql.com/doc/refman/9.4/en/hexadecimal-literals.html>
fn printed(column: &Column) -> Option<String> {
    let mut out = String::new();
    for (i, value) in column.values.iter().enumerate() {
        let (introducer, bytes) = match value {
            Value::Text(v) => ("_utf8mb4 ", v.as_bytes()),
            Value::Bytes(v) => ("", &v[..]),
            Value::Uuid(v) => ("", &v.as_bytes()[..]),
            _ => return None,
        };
        out.push_str(if i > 0 { ", " } else { "" });
        out.push_str(introducer);
        out.push_str("X'");
        hex(bytes, &mut out);
        out.push('\'');
    }
    Some(out)
}
