//! Functions without parentheses.

use super::Sink;
use crate::ast::{Function, FunctionName};
use crate::error::Result;

/// The standard's: ISO/IEC 9075-2, 6.4 and 6.42.
const NILADIC: [&str; 10] = [
    "CURRENT_TIMESTAMP",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "LOCALTIME",
    "LOCALTIMESTAMP",
    "CURRENT_USER",
    "SESSION_USER",
    "CURRENT_ROLE",
    "CURRENT_SCHEMA",
    "CURRENT_CATALOG",
];

/// The function's name alone, if it is one of these.
#[inline]
pub(super) fn niladic(function: &Function, sink: &mut Sink<'_>) -> Option<Result<()>> {
    match function.name {
        // All others are written in small letters.
        FunctionName::Portable(name) if name.starts_with(|c: char| c.is_ascii_uppercase()) => {
            NILADIC.contains(&name).then(|| {
                sink.push(name);
                Ok(())
            })
        }
        _ => None,
    }
}
