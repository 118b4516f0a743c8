//! What is known of the session's transaction.

use aludel::engine::Status;
use mysql::prelude::Queryable;
use mysql::session_state_change::SessionStateChange;
use mysql::{Conn, Error};

/// The session's transaction. The server tells of each change in its next OK packet
/// (`session_track_transaction_info`); an error comes without one.
#[derive(Debug)]
pub(crate) struct Session {
    /// As far as the packets before the last statement's told.
    status: Status,
    /// An error, or what was left unread, may have ended the transaction.
    doubted: bool,
    /// MariaDB has a variable that tells.
    mariadb: bool,
    rollback_on_timeout: bool,
}

/// ER_LOCK_DEADLOCK and ER_XA_RBDEADLOCK: the transaction has been rolled back.
const DEADLOCKS: [u16; 2] = [1213, 1614];
/// ER_LOCK_WAIT_TIMEOUT: the statement has, and the transaction where a variable says so.
const LOCK_WAIT_TIMEOUT: u16 = 1205;

impl Session {
    pub(crate) fn new(mariadb: bool, rollback_on_timeout: bool) -> Self {
        Session { status: Status::Idle, doubted: false, mariadb, rollback_on_timeout }
    }

    pub(crate) fn is_mariadb(&self) -> bool {
        self.mariadb
    }

    /// What is known without asking.
    #[inline]
    pub(crate) fn status(&self, conn: &Conn) -> Status {
        match tracked(conn) {
            _ if self.status == Status::Lost => Status::Lost,
            Some(status) => status,
            None if self.doubted => Status::Unknown,
            None => self.status,
        }
    }

    /// Takes in what the last statement's packet told, before the next one's replaces it.
    #[inline]
    pub(crate) fn settle(&mut self, conn: &Conn) {
        if let Some(status) = tracked(conn)
            && self.status != Status::Lost
        {
            self.status = status;
        }
    }

    /// Whether the transaction may have been ended by an error.
    #[inline]
    pub(crate) fn is_doubted(&self) -> bool {
        self.doubted
    }

    /// Rows have been left unread, and with them maybe an error.
    pub(crate) fn doubt(&mut self) {
        self.doubted = self.status == Status::Open;
    }

    /// Notes an error.
    #[cold]
    pub(crate) fn note(&mut self, error: &Error) {
        match error {
            _ if is_fatal(error) => self.status = Status::Lost,
            Error::MySqlError(error) if DEADLOCKS.contains(&error.code) => {
                self.status = Status::Idle;
            }
            Error::MySqlError(error)
                if error.code == LOCK_WAIT_TIMEOUT && self.rollback_on_timeout =>
            {
                self.status = Status::Idle;
            }
            // A DDL statement commits before it fails.
            Error::MySqlError(_) => self.doubt(),
            _ => {}
        }
    }

    /// Asks the server, where there is a doubt: whether the transaction has been ended.
    #[cold]
    pub(crate) fn ask(&mut self, conn: &mut Conn) -> Result<bool, Error> {
        self.doubted = false;
        let before = self.status;
        if self.mariadb {
            let open = conn.query_first::<u8, _>("SELECT @@in_transaction")?;
            self.status = if open == Some(1) { Status::Open } else { Status::Idle };
        } else {
            // Its answer is an OK packet that tells, which a ping's does not.
            conn.query_drop("DO 0")?;
            self.settle(conn);
        }
        Ok(before == Status::Open && self.status == Status::Idle)
    }
}

/// What the last OK packet told of the transaction.
#[inline]
fn tracked(conn: &Conn) -> Option<Status> {
    let changes = conn.session_state_changes().ok()?;
    changes.iter().find_map(|change| match change.decode() {
        // T or I for an explicit or implicit one, and an underscore for none.
        Ok(SessionStateChange::TransactionState(state)) => match state.as_bytes().first() {
            Some(b'_') => Some(Status::Idle),
            _ => Some(Status::Open),
        },
        _ => None,
    })
}

/// Whether the connection can't be used after the error.
pub(crate) fn is_fatal(error: &Error) -> bool {
    match error {
        Error::MySqlError(error) => crate::error::is_disconnect(error.code),
        Error::IoError(_) => true,
        Error::CodecError(_) | Error::DriverError(_) => !is_harmless(error),
        _ => false,
    }
}

/// Errors that the driver itself found before it sent anything.
fn is_harmless(error: &Error) -> bool {
    use mysql::DriverError::{MismatchedStmtParams, MixedParams, Params};
    matches!(error, Error::DriverError(MismatchedStmtParams(..) | MixedParams | Params(_)))
        || is_too_large(error)
}

/// A packet that is larger than the server takes, which is not sent.
pub(crate) fn is_too_large(error: &Error) -> bool {
    matches!(error, Error::CodecError(codec) if codec.to_string().contains("larger than"))
}
