//! INSERT, UPDATE, DELETE, MERGE and TRUNCATE.

mod change;
mod conflict;
mod insert;
mod merge;
mod truncate;

pub use change::{ChangeClauses, Delete, RowAssignment, Update};
pub use conflict::{
    Conflict, ConflictAction, ConflictTarget, InsertClauses, InsertVerb, Overriding,
};
pub(crate) use insert::deepest_cell;
pub use insert::{Cell, Cells, Insert, Rows, Targets};
pub use merge::{Merge, MergeAction, MergeInsert, MergeRows, MergeWhen};
pub use truncate::{Identity, Truncate};

use super::depth::{self, QUERY_DEPTH};
use super::{Fault, Shared};

/// What the statements have in common.
macro_rules! notes_depth_and_faults {
    ($($statement:ident),+) => {$(
        impl $statement {
            /// Notes how deep a part is that was just added.
            #[inline]
            pub(crate) fn deepen(&mut self, part: u16) {
                if part > self.depth {
                    self.depth = part;
                    if depth::over(part, QUERY_DEPTH).is_none() {
                        // Statements nest within each other by their WITH alone.
                        self.with = None;
                        self.blame(depth::too_deep_fault());
                    }
                }
            }

            /// Notes a mistake; the first one stays.
            pub(crate) fn blame(&mut self, fault: Fault) {
                self.fault.get_or_insert_with(|| Shared::new(fault));
            }
        }
    )+};
}

notes_depth_and_faults!(Insert, Update, Delete, Merge);
