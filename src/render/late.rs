//! What waits until a compiled statement runs.

use super::bound_list::BoundList;
use super::remade::Remake;

/// What waits until a compiled statement runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Late {
    /// The parameters that are made anew each time, by their positions.
    pub(super) remade: Vec<(usize, Remake)>,
    /// The lists that a bind gives, in the order of the text.
    pub(super) lists: Vec<BoundList>,
}
