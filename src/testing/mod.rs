//! What tests of Aludel and of dialects are made of (feature `testing`).
//!
//! [`generate`] makes random trees from a stream of choices: bytes of a fuzzer, or a seeded
//! generator in a test.

pub mod generate;
