//! What is left where a connection was taken out.

use super::state::{Phase, refused};
use super::{Connection, Cursor, Done, Driver, Status};
use crate::error::Result;
use crate::value::Value;

/// The driver of no connection.
pub(super) struct Closed;

impl Closed {
    /// A connection that stands in for one that moves out of its guard.
    pub(super) fn in_place_of(conn: &Connection) -> Box<Connection> {
        Box::new(Connection::with_driver(Closed, conn.dialect.clone()))
    }
}

impl Driver for Closed {
    fn execute(&mut self, _: &str, _: &[Value]) -> Result<Done> {
        Err(refused(Phase::Lost))
    }

    fn execute_script(&mut self, _: &str) -> Result<()> {
        Err(refused(Phase::Lost))
    }

    fn query_with(
        &mut self,
        _: &str,
        _: &[Value],
        _: &mut dyn FnMut(&mut dyn Cursor) -> Result<()>,
    ) -> Result<()> {
        Err(refused(Phase::Lost))
    }

    fn query<'c>(&'c mut self, _: &str, _: &[Value]) -> Result<Box<dyn Cursor + 'c>> {
        Err(refused(Phase::Lost))
    }

    fn transaction_status(&self) -> Status {
        Status::Lost
    }
}
