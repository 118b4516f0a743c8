//! Schema: tables, columns, their types, and the statements that make and drop them.

mod ddl;
mod maker;
mod sql_type;
mod table;

pub use ddl::{CreateTable, DropTable, in_creation_order};
pub use maker::{Maker, RowValues};
pub use sql_type::SqlType;
pub use table::{
    ColumnDef, DefaultValue, ForeignKey, ForeignKeyAction, ForeignKeyTarget, Table, TableBuilder,
    TableDef, table,
};
pub(crate) use table::{column_of, unknown_column};
