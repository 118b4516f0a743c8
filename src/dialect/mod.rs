//! Dialects: how the tree is spelled for a database.
//!
//! A dialect is a list of differences: it overrides the hooks in which it deviates and
//! inherits the rest from its [`base`](Dialect::base) or from ANSI. What a database can do is
//! data ([`Features`]), how strongly its operators bind too ([`Powers`]).

mod ansi;
mod features;
mod hooks;
mod power;

pub use ansi::Ansi;
pub use features::{
    DefaultCells, DeleteUsing, Features, LongList, Placeholder, ReturningOthers, UpdateFrom, Upsert,
};
pub use hooks::Dialect;
pub use power::{LEAF, Op, Power, Powers};
