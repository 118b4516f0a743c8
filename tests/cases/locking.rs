//! Row locks, seen from a second connection.

use aludel::ErrorKind;
use aludel::ast::LockStrength;
use aludel::prelude::*;
use aludel::testing::Capability;
use aludel::testing::shop::ARTIST;

use crate::servers::{Server, on_every_server, open};

on_every_server!(skip_locked_skips_and_nowait_fails);

/// Workers that take jobs from a table get different ones. Where there are no row locks, the
/// statement is refused.
fn skip_locked_skips_and_nowait_fails(server: &Server) {
    let database = server.database();
    let mut first = open(&database);
    let next = |wait: fn(RowLock) -> RowLock| {
        select(ARTIST.artist_id)
            .from(ARTIST)
            .order_by(ARTIST.artist_id)
            .limit(1)
            .lock(wait(RowLock::new(LockStrength::Update)))
    };
    let (skip, no_wait) = (next(RowLock::skip_locked), next(RowLock::no_wait));
    let sheet = (server.sheet)();
    let has = |of: Capability| {
        sheet.support(of, first.dialect().features()) != aludel::testing::Support::Refused
    };
    if !has(Capability::RowLocks) {
        let error = first.fetch_all(&no_wait).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert_eq!(error.place(), Some("FOR UPDATE"));
        assert!(error.to_string().contains("begin the transaction with a write"), "{error}");
        return;
    }
    assert!(has(Capability::SkipLocked));
    let mut second = database.connect().unwrap();
    let mut held = first.begin().unwrap();
    assert_eq!(held.fetch_all(&skip).unwrap(), [1]);
    let mut other = second.begin().unwrap();
    assert_eq!(other.fetch_all(&skip).unwrap(), [2]);
    other.rollback().unwrap();
    let mut other = second.begin().unwrap();
    let error = other.fetch_all(&no_wait).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    other.rollback().unwrap();
    held.rollback().unwrap();
    // Nobody holds it any more.
    let mut other = second.begin().unwrap();
    assert_eq!(other.fetch_all(&no_wait).unwrap(), [1]);
    other.rollback().unwrap();
}
