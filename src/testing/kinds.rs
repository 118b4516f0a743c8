//! The kinds of errors.

use crate::ErrorKind;

/// Every [`ErrorKind`], for a test that provokes each.
pub fn error_kinds() -> impl Iterator<Item = ErrorKind> {
    std::iter::successors(Some(ErrorKind::Invalid), |kind| after(*kind))
}

/// The one after it. A new kind does not compile before it stands here.
fn after(kind: ErrorKind) -> Option<ErrorKind> {
    use ErrorKind::*;
    Some(match kind {
        Invalid => Unsupported,
        Unsupported => Scope,
        Scope => Parameter,
        Parameter => Decode,
        Decode => RowCount,
        RowCount => Url,
        Url => Connect,
        Connect => PoolTimeout,
        PoolTimeout => Disconnect,
        Disconnect => Unique,
        Unique => ForeignKey,
        ForeignKey => NotNull,
        NotNull => Check,
        Check => Syntax,
        Syntax => Missing,
        Missing => Exists,
        Exists => Data,
        Data => Serialization,
        Serialization => Deadlock,
        Deadlock => Timeout,
        Timeout => Cancelled,
        Cancelled => Permission,
        Permission => Transaction,
        Transaction => Database,
        Database => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_there_once() {
        let kinds = error_kinds().collect::<Vec<_>>();
        let different = kinds.iter().collect::<std::collections::HashSet<_>>();
        assert_eq!((kinds.len(), different.len()), (25, 25));
    }
}
