//! The pool: connections that wait for their next use.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::closed::Closed;
use super::log::Settings;
use super::{Connection, Connector};
use crate::error::{Error, ErrorKind, Result};

/// At most `size` connections; the one returned last is lent first.
pub(super) struct Pool {
    connector: Arc<dyn Connector>,
    settings: Settings,
    size: usize,
    timeout: Duration,
    shelf: Mutex<Shelf>,
    returned: Condvar,
}

/// What the lock guards: decisions are made here, without I/O.
struct Shelf {
    idle: Vec<Box<Connection>>,
    /// Idle, lent, and being connected.
    total: usize,
    waiting: usize,
}

/// What a checkout is to do next.
enum Next {
    Take(Box<Connection>),
    /// The place is reserved.
    Connect,
    Wait(Duration),
    GiveUp,
}

impl Shelf {
    /// Decides for a checkout that has to be over by the deadline.
    fn next(&mut self, size: usize, now: Instant, deadline: Instant) -> Next {
        if let Some(conn) = self.idle.pop() {
            return Next::Take(conn);
        }
        if self.total < size {
            self.total += 1;
            return Next::Connect;
        }
        match deadline.checked_duration_since(now) {
            Some(left) if !left.is_zero() => Next::Wait(left),
            _ => Next::GiveUp,
        }
    }
}

impl Pool {
    pub(super) fn new(
        connector: Arc<dyn Connector>,
        settings: Settings,
        size: usize,
        timeout: Duration,
    ) -> Self {
        let size = connector.max_connections().map_or(size, |most| size.min(most)).max(1);
        let shelf = Mutex::new(Shelf { idle: Vec::new(), total: 0, waiting: 0 });
        Pool { connector, settings, size, timeout, shelf, returned: Condvar::new() }
    }

    /// Nothing panics under the lock, and what it guards is whole between any two statements.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(self: &Arc<Self>) -> Result<PooledConnection> {
        let start = Instant::now();
        // A timeout that is too long to be a point in time is one that never comes.
        let deadline = start.checked_add(self.timeout);
        let mut shelf = self.shelf();
        loop {
            let now = Instant::now();
            let deadline = deadline.unwrap_or_else(|| now + Duration::from_secs(3600));
            match shelf.next(self.size, now, deadline) {
                Next::Take(conn) => {
                    return Ok(PooledConnection { conn, pool: self.clone() });
                }
                Next::Connect => {
                    drop(shelf);
                    return self.connect();
                }
                Next::Wait(left) => {
                    shelf.waiting += 1;
                    (shelf, _) = self
                        .returned
                        .wait_timeout(shelf, left)
                        .unwrap_or_else(PoisonError::into_inner);
                    shelf.waiting -= 1;
                }
                Next::GiveUp => return Err(self.timed_out(&shelf, start.elapsed())),
            }
        }
    }

    /// Connects on a reserved place, which is given back if that fails or panics.
    fn connect(self: &Arc<Self>) -> Result<PooledConnection> {
        struct Place<'p>(Option<&'p Pool>);
        impl Drop for Place<'_> {
            fn drop(&mut self) {
                if let Some(pool) = self.0 {
                    pool.free_place();
                }
            }
        }
        let mut place = Place(Some(self));
        let mut conn = self.connector.connect()?.0;
        conn.settings = self.settings.clone();
        place.0 = None;
        Ok(PooledConnection { conn, pool: self.clone() })
    }

    fn free_place(&self) {
        self.shelf().total -= 1;
        self.returned.notify_one();
    }

    fn put_back(&self, mut conn: Box<Connection>) {
        struct Guard<'p>(&'p Pool, Option<Box<Connection>>);
        impl Drop for Guard<'_> {
            fn drop(&mut self) {
                match self.1.take() {
                    None => self.0.free_place(),
                    Some(conn) => {
                        self.0.shelf().idle.push(conn);
                        self.0.returned.notify_one();
                    }
                }
            }
        }
        // The place is given back even if the driver panics.
        let mut guard = Guard(self, None);
        if conn.reset() {
            guard.1 = Some(conn);
        } else {
            drop(conn);
        }
    }

    fn timed_out(&self, shelf: &Shelf, waited: Duration) -> Error {
        let error = Error::new(
            ErrorKind::PoolTimeout,
            format!(
                "no connection became free within {waited:.1?}: {} of at most {} exist, {} are \
                 idle, {} others wait",
                shelf.total,
                self.size,
                shelf.idle.len(),
                shelf.waiting
            ),
        );
        error.with_help(if self.connector.max_connections() == Some(1) {
            "this database has a single connection: return it (drop it) before you ask again"
        } else {
            "return connections (drop them) sooner, or give the engine a larger pool"
        })
    }
}

/// A connection lent by an engine's pool, which gets it back when this is dropped. A
/// transaction that is still open is rolled back then.
pub struct PooledConnection {
    conn: Box<Connection>,
    pool: Arc<Pool>,
}

impl Deref for PooledConnection {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.conn
    }
}

impl DerefMut for PooledConnection {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.conn
    }
}

impl Drop for PooledConnection {
    fn drop(&mut self) {
        let closed = Closed::in_place_of(&self.conn);
        self.pool.put_back(std::mem::replace(&mut self.conn, closed));
    }
}

impl fmt::Debug for PooledConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.conn.fmt(f)
    }
}
