//! A compiled statement that runs many times, with other values each time.

use std::marker::PhantomData;

use smallvec::SmallVec;

use super::Sql;
use super::sql::check_bindable;
use crate::ast::{Bind, Shared};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{IntoValue, Value};

/// A compiled statement that still knows its rows' type, to be run many times.
///
/// ```
/// use aludel::prelude::*;
/// use aludel_sqlite::Sqlite;
///
/// let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
/// let mut double = conn.compile(&select(bind("n").typed::<Int>() * 2_i64))?;
/// for n in 1_i64..4 {
///     assert_eq!(conn.fetch_scalar(double.bind("n", n)?)?, n * 2);
/// }
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Debug)]
pub struct Compiled<S> {
    sql: Sql,
    slots: Vec<Slot>,
    /// Where the next bind is looked for first: they come in the same order each time.
    next: usize,
    rows: PhantomData<fn() -> S>,
}

/// A named bind and where its value goes.
#[derive(Clone, Debug)]
struct Slot {
    bind: Shared<Bind>,
    positions: SmallVec<[usize; 1]>,
    bound: bool,
}

impl<S> Clone for Compiled<S> {
    fn clone(&self) -> Self {
        Compiled {
            sql: self.sql.clone(),
            slots: self.slots.clone(),
            next: self.next,
            rows: PhantomData,
        }
    }
}

impl<S> Compiled<S> {
    pub(crate) fn new(sql: Sql) -> Self {
        let mut slots: Vec<Slot> = Vec::new();
        for (bind, _) in &sql.binds {
            if slots.iter().all(|slot| slot.bind.name != bind.name) {
                slots.push(Slot { bind: bind.clone(), positions: SmallVec::new(), bound: false });
            }
        }
        find(&mut slots, &sql);
        Compiled { sql, slots, next: 0, rows: PhantomData }
    }

    /// The text and the parameters.
    #[must_use]
    pub fn sql(&self) -> &Sql {
        &self.sql
    }

    /// The parameters.
    pub(crate) fn params_mut(&mut self) -> &mut [Value] {
        &mut self.sql.params.0
    }

    /// Gives a named bind its value, which stays until it gets another.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] when the statement has no bind of this name, or the value can't
    /// be stored exactly.
    #[inline]
    pub fn bind(&mut self, name: &str, value: impl IntoValue) -> Result<&mut Self> {
        let value = value.into_value();
        check_bindable(name, &value)?;
        let is_it = |slot: &Slot| slot.bind.name.as_str() == name;
        let index = match self.slots.get(self.next) {
            Some(slot) if is_it(slot) => Some(self.next),
            _ => self.slots.iter().position(is_it),
        };
        let Some(slot) = index.and_then(|index| self.slots.get_mut(index)) else {
            // It says which there are.
            self.sql.bind(name, value)?;
            return Ok(self);
        };
        if slot.bind.list {
            self.put_list(name, value)?;
        } else {
            Self::put(slot, &mut self.sql, value);
        }
        let next = index.map_or(0, |index| index + 1);
        self.next = if next < self.slots.len() { next } else { 0 };
        Ok(self)
    }

    /// How many named binds there are.
    pub(crate) fn width(&self) -> usize {
        self.slots.len()
    }

    /// Gives a bind its value by its position among the names; one past them is left to the caller
    /// to refuse.
    pub(crate) fn bind_at(&mut self, at: usize, value: Value) -> Result<()> {
        let Some(slot) = self.slots.get_mut(at) else { return Ok(()) };
        check_bindable(slot.bind.name.as_str(), &value)?;
        if slot.bind.list {
            let bind = slot.bind.clone();
            return self.put_list(bind.name.as_str(), value);
        }
        Self::put(slot, &mut self.sql, value);
        Ok(())
    }

    /// Gives a list its values; the parameters behind it then stand elsewhere.
    #[cold]
    fn put_list(&mut self, name: &str, value: Value) -> Result<()> {
        self.sql.put_list(name, value)?;
        for slot in &mut self.slots {
            slot.bound |= slot.bind.name.as_str() == name;
            slot.positions.clear();
        }
        find(&mut self.slots, &self.sql);
        Ok(())
    }

    #[inline]
    fn put(slot: &mut Slot, sql: &mut Sql, value: Value) {
        slot.bound = true;
        if let [position] = slot.positions[..] {
            if let Some(param) = sql.params.0.get_mut(position) {
                *param = value;
            }
        } else {
            for position in &slot.positions {
                if let Some(param) = sql.params.0.get_mut(*position) {
                    param.clone_from(&value);
                }
            }
        }
    }

    /// The statement, if every bind has its value.
    pub(crate) fn ready(&self) -> Result<&Sql> {
        match self.slots.iter().find(|slot| !slot.bound) {
            None => Ok(&self.sql),
            Some(slot) => Err(unbound(&self.sql, slot.bind.name.as_str())),
        }
    }
}

/// Finds where the value of each slot goes.
fn find(slots: &mut [Slot], sql: &Sql) {
    for (bind, at) in &sql.binds {
        if let Some(slot) = slots.iter_mut().find(|slot| slot.bind.name == bind.name) {
            slot.positions.push(*at);
        }
    }
}

/// The error for a bind without a value.
pub(crate) fn unbound(sql: &Sql, name: &str) -> Error {
    Error::new(ErrorKind::Parameter, format!("the bind :{name} has no value"))
        .with_sql(sql.text())
        .with_help("compile the statement and give it one with .bind(name, value)")
}
