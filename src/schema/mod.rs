//! Schema: tables, columns, their types, and the statements that make and drop them.

mod ddl;
mod key;
mod maker;
mod sql_type;
mod table;

pub use ddl::{CreateTable, DropTable, in_creation_order};
pub use key::{ForeignKey, ForeignKeyAction, ForeignKeyTarget, UniqueKey};
pub use maker::{Maker, RowValues};
pub use sql_type::{ElementType, SqlType};
pub use table::{ColumnDef, DefaultValue, Table, TableBuilder, TableDef, table};
pub(crate) use table::{column_of, unknown_column};
