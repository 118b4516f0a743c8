//! The state of a connection's transaction: a machine without I/O.

use super::Status;
use crate::error::{Error, ErrorKind, Result};

/// Where the connection stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// No transaction.
    #[default]
    Idle,
    /// A transaction is open.
    Open,
    /// The server refuses everything until a rollback.
    Failed,
    /// The server has ended the transaction of guards that still live. Whatever ran now would
    /// commit by itself.
    Ended,
    /// A savepoint could not be rolled back: the transaction around it must not commit.
    RollbackPending,
    /// The connection can't be used any more.
    Lost,
}

/// The phase, and how many guards are alive: 1 for a transaction, more with savepoints.
#[derive(Debug, Default)]
pub(super) struct State {
    phase: Phase,
    depth: u32,
}

impl State {
    pub(super) fn phase(&self) -> Phase {
        self.phase
    }

    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// Corrects the state by what the driver says.
    #[inline]
    pub(super) fn observe(&mut self, status: Status) {
        self.phase = match (self.phase, status) {
            (Phase::Lost, _) | (_, Status::Lost) => Phase::Lost,
            (phase, Status::Unknown) => phase,
            (Phase::Ended, _) => Phase::Ended,
            (_, Status::Idle) if self.depth > 0 => Phase::Ended,
            (_, Status::Idle) => Phase::Idle,
            (Phase::RollbackPending, _) => Phase::RollbackPending,
            (_, Status::Failed) => Phase::Failed,
            (_, Status::Open) => Phase::Open,
        };
    }

    /// Whether a statement may run.
    #[inline]
    pub(super) fn enter(&self) -> Result<()> {
        match self.phase {
            Phase::Idle | Phase::Open => Ok(()),
            phase => Err(refused(phase)),
        }
    }

    /// A guard was made: its depth.
    pub(super) fn began(&mut self) -> u32 {
        self.depth += 1;
        self.phase = Phase::Open;
        self.depth
    }

    /// The guard of this depth is gone; those inside it, if any were forgotten, too.
    pub(super) fn left(&mut self, depth: u32) {
        self.depth = depth.saturating_sub(1);
        if self.depth == 0 && self.phase != Phase::Lost {
            self.phase = Phase::Idle;
        }
    }

    /// A savepoint could not be rolled back.
    pub(super) fn rollback_failed(&mut self) {
        if self.phase != Phase::Lost && self.phase != Phase::Ended {
            self.phase = Phase::RollbackPending;
        }
    }

    /// The connection can't be used any more.
    pub(super) fn lose(&mut self) {
        self.phase = Phase::Lost;
    }
}

/// Why nothing may run.
pub(super) fn refused(phase: Phase) -> Error {
    let (kind, message, help) = match phase {
        Phase::Idle | Phase::Open | Phase::Failed => (
            ErrorKind::Transaction,
            "a statement has failed, and the database refuses all others in its transaction",
            "roll the transaction, or the nested one around the statement, back",
        ),
        Phase::Ended => (
            ErrorKind::Transaction,
            "the transaction is no longer open: the database has ended it, or COMMIT or ROLLBACK \
             ran as a statement",
            "leave the transaction with a rollback, and run it again if the error before this \
             one allows it",
        ),
        Phase::RollbackPending => (
            ErrorKind::Transaction,
            "a nested transaction could not be rolled back",
            "roll the whole transaction back",
        ),
        Phase::Lost => (
            ErrorKind::Disconnect,
            "the connection is lost",
            "return it and take another one from the engine",
        ),
    };
    Error::new(kind, message).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(phase: Phase, depth: u32) -> State {
        State { phase, depth }
    }

    #[test]
    fn what_the_driver_says_corrects_the_state() {
        use Phase::*;
        for (phase, depth, status, next) in [
            (Idle, 0, Status::Idle, Idle),
            (Idle, 0, Status::Open, Open),
            (Open, 0, Status::Idle, Idle),
            (Open, 1, Status::Open, Open),
            (Open, 1, Status::Idle, Ended),
            (Open, 1, Status::Failed, Failed),
            (Failed, 2, Status::Open, Open),
            (Failed, 1, Status::Idle, Ended),
            (Open, 1, Status::Unknown, Open),
            (Ended, 1, Status::Idle, Ended),
            (Ended, 1, Status::Open, Ended),
            (RollbackPending, 1, Status::Open, RollbackPending),
            (RollbackPending, 1, Status::Idle, Ended),
            (Open, 1, Status::Lost, Lost),
            (Lost, 0, Status::Idle, Lost),
        ] {
            let mut state = at(phase, depth);
            state.observe(status);
            assert_eq!(state.phase(), next, "{phase:?} at {depth}, then {status:?}");
        }
    }

    #[test]
    fn statements_run_only_where_nothing_is_pending() {
        for phase in [Phase::Idle, Phase::Open] {
            assert!(at(phase, 0).enter().is_ok());
        }
        for phase in [Phase::Failed, Phase::Ended, Phase::RollbackPending] {
            assert_eq!(at(phase, 1).enter().unwrap_err().kind(), ErrorKind::Transaction);
        }
        assert_eq!(at(Phase::Lost, 0).enter().unwrap_err().kind(), ErrorKind::Disconnect);
    }

    #[test]
    fn an_ended_transaction_is_idle_when_its_last_guard_is_gone() {
        let mut state = State::default();
        assert_eq!((state.began(), state.began()), (1, 2));
        state.observe(Status::Idle);
        state.left(2);
        assert!(state.enter().is_err());
        state.left(1);
        assert!(state.enter().is_ok());
    }
}
