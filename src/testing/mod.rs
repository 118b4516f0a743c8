//! What tests of Aludel and of dialects are made of (feature `testing`).
//!
//! [`generate`] makes random trees from a stream of choices: bytes of a fuzzer, or a seeded
//! generator in a test. [`error_kinds`] lists what a test of a driver's errors has to provoke.

pub mod generate;
mod kinds;

pub use kinds::error_kinds;
