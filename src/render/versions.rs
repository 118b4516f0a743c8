//! The versions of a row that a statement changes: excluded, old, new.

use super::Sink;
use crate::ast::{Name, RowVersion};
use crate::error::{ErrorKind, Result};

/// Which versions an expression may refer to here.
#[derive(Default)]
pub(crate) struct Versions {
    /// The row that would have been inserted, within DO UPDATE.
    pub(crate) excluded: Option<Box<Excluded>>,
    /// The old and the new row, within RETURNING.
    pub(crate) returned: bool,
    /// What was done with the row, within RETURNING of a MERGE.
    pub(crate) merged: bool,
}

/// How the row is written that would have been inserted.
pub(crate) struct Excluded {
    /// Its name; without one its columns are written as `VALUES(column)`.
    pub(crate) alias: Option<&'static str>,
    /// Its columns, where they are known.
    pub(crate) columns: Vec<Name>,
}

impl Sink<'_> {
    /// A column of a version of the row.
    pub(super) fn row_version(&mut self, version: RowVersion, column: &Name) -> Result<()> {
        match version {
            RowVersion::Excluded => self.excluded(column),
            RowVersion::Old | RowVersion::New => {
                if !self.versions.returned {
                    return Err(self.misplaced(version, column, "RETURNING"));
                }
                if !self.features.returning_versions {
                    return Err(self.unsupported(
                        "the old or the new row in RETURNING",
                        "return the columns of the table, or select the row before the change",
                    ));
                }
                self.ident(version.name())?;
                self.push(".");
                self.ident(column.as_str())
            }
        }
    }

    /// Refuses `merge_action()` where nothing is merged.
    pub(super) fn check_merge_action(&self, name: &str) -> Result<()> {
        if name != "merge_action" || self.versions.merged {
            return Ok(());
        }
        Err(self
            .error(ErrorKind::Scope, "merge_action() is used outside of the RETURNING of a MERGE")
            .with_help("return it from merge_into(…)"))
    }

    fn excluded(&mut self, column: &Name) -> Result<()> {
        let Some(Excluded { alias, columns }) = self.versions.excluded.as_deref() else {
            return Err(self.misplaced(RowVersion::Excluded, column, "DO UPDATE"));
        };
        if !columns.is_empty() && !columns.contains(column) {
            let listed = columns.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
            return Err(self
                .error(ErrorKind::Scope, format!("the excluded row has no column {column} here"))
                .with_help(format!("it has: {listed}; give the column a value in the INSERT")));
        }
        match *alias {
            Some(alias) => {
                self.ident(alias)?;
                self.push(".");
                self.ident(column.as_str())
            }
            None => {
                self.push("VALUES(");
                self.ident(column.as_str())?;
                self.push(")");
                Ok(())
            }
        }
    }

    #[cold]
    fn misplaced(&self, version: RowVersion, column: &Name, clause: &str) -> crate::Error {
        self.error(
            ErrorKind::Scope,
            format!("column {}.{column} is used outside of {clause}", version.name()),
        )
        .with_help(format!("there is such a row only in {clause}"))
    }
}
