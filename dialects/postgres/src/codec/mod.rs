//! Values on the wire: <https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES>
//!
//! What has a plain binary form is sent in it. What hasn't (numerics of any length, JSON,
//! enums, addresses, ranges, types that only the server knows) goes as the text that the
//! server reads and writes itself, which is as exact.

mod array;
pub(crate) mod column;
mod datetime;
pub(crate) mod encode;
pub(crate) mod oid;
mod range;
