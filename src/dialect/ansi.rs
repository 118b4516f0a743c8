//! The dialect that every other one starts from.

use super::{Dialect, Features, Powers};

/// Standard SQL, for texts that no particular database will run, and for tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ansi;

static FEATURES: Features = Features::ANSI;
static POWERS: Powers = Powers::ANSI;

impl Dialect for Ansi {
    fn name(&self) -> &'static str {
        "ansi"
    }

    fn features(&self) -> &Features {
        &FEATURES
    }

    fn powers(&self) -> &Powers {
        &POWERS
    }
}
