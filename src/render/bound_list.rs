//! Lists that a compiled statement gets when it runs: `IN (…)` grows and shrinks with them.
//!
//! Where the database has arrays, a list is one parameter, and the text stays as it is. Elsewhere a
//! long one becomes one as well, like a list that the statement is built with.

use std::ops::Range;

use super::late::Late;
use super::{Sink, Sql};
use crate::ast::{BinaryOp, Bind, In, InSet, Node, Shared};
use crate::dialect::{LongList, Op, Placeholder};
use crate::error::{Error, ErrorKind, Result};
use crate::lower::{LateList, late_list};
use crate::value::Value;

/// An item as it is.
const ONE: &str = "?";

/// A list in a statement's text.
#[derive(Clone, Debug)]
pub(crate) struct BoundList {
    /// Which of the statement's binds gives it.
    bind: usize,
    /// Where its items are in the text.
    text: Range<usize>,
    /// How an item is written.
    item: String,
    /// What is written where there is none.
    empty: &'static str,
    /// What is looked for in it, where a long list may be one parameter.
    operand: Option<Node>,
    /// How a long one is.
    long: LongList,
    /// How many parameters it has.
    len: usize,
    /// How many parameters the statement may have.
    most: usize,
}

/// The bind that gives the list, where one does.
#[inline]
pub(super) fn bound_list(set: &In) -> Option<&Shared<Bind>> {
    match &set.set {
        InSet::List(items) => as_list(items),
        InSet::Query(_) => None,
    }
}

#[inline]
fn as_list(items: &[Node]) -> Option<&Shared<Bind>> {
    match items {
        [Node::Bind(bind)] if bind.list => Some(bind),
        _ => None,
    }
}

impl Sink<'_> {
    /// `operand [NOT] IN (list)`, or `operand = ANY (list)`.
    #[cold]
    pub(super) fn in_bound(&mut self, set: &In, bind: &Shared<Bind>) -> Result<()> {
        if self.features.long_list == LongList::Array {
            let op = if set.negated { BinaryOp::Ne } else { BinaryOp::Eq };
            let array = Node::Bind(bind.clone());
            let found = Node::quantified(op, set.negated, set.operand.clone(), array);
            // What is looked for may have lists of its own.
            let around = std::mem::replace(&mut self.in_list, true);
            self.operand(&found, self.powers.of(Op::In).own)?;
            self.in_list = around;
            return Ok(());
        }
        if self.features.placeholder == Placeholder::Dollar {
            return Err(self.unsupported(
                "a bind that is a list",
                "its parameters are numbered, and it has no arrays: give the list itself",
            ));
        }
        self.dialect.in_set(set, self)?;
        // The operand's own lists stand before it.
        let list = self.late.as_mut().and_then(|late| late.lists.last_mut());
        if let Some(list) = list.filter(|list| list.item == ONE) {
            list.operand = Some(set.operand.clone());
        }
        Ok(())
    }

    /// The items of an IN, each written by `write`. A bind that is a list is written as one item,
    /// and becomes as many as it has when it gets its values.
    ///
    /// # Errors
    /// When an item can't be compiled for the dialect.
    #[inline]
    pub fn in_items(
        &mut self,
        items: &[Node],
        mut write: impl FnMut(&Node, &mut Self) -> Result<()>,
    ) -> Result<()> {
        if let ([item], Some(_)) = (items, as_list(items)) {
            let (bind, start) = (self.binds.len(), self.text.len());
            let around = std::mem::replace(&mut self.in_list, true);
            write(item, self)?;
            self.in_list = around;
            self.note_list(bind, start);
            return Ok(());
        }
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.push(", ");
            }
            write(item, self)?;
        }
        Ok(())
    }

    fn note_list(&mut self, bind: usize, start: usize) {
        let text = start..self.text.len();
        let item = self.text.get(text.clone()).unwrap_or_default().to_owned();
        let features = self.features;
        let (empty, most) = (features.empty_list, features.max_parameters);
        let (operand, long) = (None, features.long_list);
        let list = BoundList { bind, text, item, empty, operand, long, len: 1, most };
        self.late.get_or_insert_default().lists.push(list);
    }

    /// Whether a bind may stand here: a list in IN alone.
    pub(super) fn check_list(&self, bind: &Bind) -> Result<()> {
        if bind.list && !self.in_list {
            return Err(self
                .error(ErrorKind::Invalid, format!("the bind :{} is a list of values", bind.name))
                .with_help("it stands alone in .in_(…) or .not_in(…)"));
        }
        Ok(())
    }

    /// Whether no bind of the finished statement is a list in one place and a value in another.
    pub(super) fn check_names(&self) -> Result<()> {
        for (list, _) in self.binds.iter().filter(|(bind, _)| bind.list) {
            if self.binds.iter().any(|(other, _)| !other.list && other.name == list.name) {
                let what = format!("the bind :{} is a list here and a value there", list.name);
                return Err(self.error(ErrorKind::Invalid, what).with_help("give them two names"));
            }
        }
        Ok(())
    }
}

impl Sql {
    /// Whether the bind is a list.
    #[inline]
    pub(super) fn is_list(&self, name: &str) -> bool {
        self.binds.iter().any(|(bind, _)| bind.list && bind.name.as_str() == name)
    }

    /// Gives a bind that is a list its values, wherever it stands.
    #[cold]
    pub(super) fn put_list(&mut self, name: &str, value: Value) -> Result<()> {
        let values = match &value {
            Value::Array(array) if array.items().iter().all(is_item) => array.items(),
            other => return Err(no_list(name, other)),
        };
        let Some(mut late) = self.late.take_if(|late| !late.lists.is_empty()) else {
            // It is an array.
            self.put_value(name, &value);
            return Ok(());
        };
        let done = self.put_lists(&mut late, name, values);
        self.late = Some(late);
        done
    }

    fn put_lists(&mut self, late: &mut Late, name: &str, values: &[Value]) -> Result<()> {
        let of_name = |list: &BoundList, sql: &Sql| {
            sql.binds.get(list.bind).is_some_and(|(bind, _)| bind.name.as_str() == name)
        };
        let (mut len, mut most) = (self.params.0.len(), usize::MAX);
        let mut together = Vec::with_capacity(late.lists.len());
        for list in &late.lists {
            let is_it = of_name(list, self);
            let list_of = |operand| late_list(operand, values, list.long);
            let one = list.operand.as_ref().filter(|_| is_it).and_then(list_of);
            if is_it {
                len = len - list.len + one.as_ref().map_or(values.len(), LateList::len);
                most = list.most;
            }
            together.push(one);
        }
        if len > most {
            return Err(too_many(self, name, len, most));
        }
        for (at, one) in together.into_iter().enumerate() {
            let Some([list, later @ ..]) = late.lists.get_mut(at..) else { break };
            if !of_name(list, self) {
                continue;
            }
            let (old, old_text) = (list.len, list.text.len());
            let first = self.binds.get(list.bind).map_or(0, |(_, at)| *at);
            self.params.0.drain(first..first + old);
            let text = match one {
                None => {
                    list.len = values.len();
                    self.params.0.insert_many(first, values.iter().cloned());
                    written(list, values.len())
                }
                Some(one) => {
                    list.len = one.len();
                    self.params.0.insert_many(first, one.param);
                    one.text
                }
            };
            self.text.replace_range(list.text.clone(), &text);
            list.text.end = list.text.start + text.len();
            for later in later {
                let start = later.text.start - old_text + text.len();
                later.text = start..start + later.text.len();
            }
            for (_, at) in self.binds.iter_mut().skip(list.bind + 1) {
                *at = *at - old + list.len;
            }
            for (at, _) in late.remade.iter_mut().filter(|(at, _)| *at >= first + old) {
                *at = *at - old + list.len;
            }
        }
        Ok(())
    }

    /// How many parameters a bind has where it stands.
    pub(super) fn width_of(&self, bind: usize) -> usize {
        let lists = self.late.as_ref().map_or(&[][..], |late| &late.lists);
        lists.iter().find(|list| list.bind == bind).map_or(1, |list| list.len)
    }
}

/// A list of lists is no list of values, and beside a NULL nothing is surely not in the list.
fn is_item(value: &Value) -> bool {
    !value.is_null() && !matches!(value, Value::Array(_))
}

fn written(list: &BoundList, len: usize) -> String {
    if len == 0 {
        return list.empty.to_owned();
    }
    let mut text = String::with_capacity(len * (list.item.len() + 2));
    for i in 0..len {
        text.push_str(if i > 0 { ", " } else { "" });
        text.push_str(&list.item);
    }
    text
}

#[cold]
fn no_list(name: &str, value: &Value) -> Error {
    let error =
        |what| Error::new(ErrorKind::Parameter, format!("the bind :{name} is a list, {what}"));
    match value {
        Value::Array(array) if array.items().iter().any(Value::is_null) => {
            error("and one of its values is NULL, which is found in no list")
                .with_help("leave it out, and ask for .is_null() beside the list")
        }
        Value::Array(_) => error("and its values are lists").with_help("give one list of values"),
        _ => error("and has got one value").with_help("give a Vec, be it of one value or none"),
    }
}

#[cold]
fn too_many(sql: &Sql, name: &str, len: usize, most: usize) -> Error {
    Error::new(
        ErrorKind::Parameter,
        format!("with the list :{name} the statement has {len} parameters, and at most {most} can be sent"),
    )
    .with_sql(&sql.text)
    .with_help("ask for it in parts, or put it into a table and look for it there")
}
