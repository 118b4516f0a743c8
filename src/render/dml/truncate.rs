//! TRUNCATE.

use crate::ast::{Identity, Truncate};
use crate::error::{ErrorKind, Result};
use crate::render::Sink;

/// `TRUNCATE TABLE table, … RESTART IDENTITY CASCADE`
pub(crate) fn truncate(truncate: &Truncate, sink: &mut Sink<'_>) -> Result<()> {
    let Truncate { tables, identity, cascade } = truncate;
    sink.place("TRUNCATE");
    if !sink.features().truncate {
        return Err(sink.unsupported("TRUNCATE", "use delete(table).all_rows()"));
    }
    if tables.len() > 1 && !sink.features().truncate_several {
        return Err(sink.unsupported("TRUNCATE of several tables", "empty them one by one"));
    }
    sink.push("TRUNCATE TABLE ");
    for (i, table) in tables.iter().enumerate() {
        if table.alias().is_some() {
            return Err(sink
                .error(ErrorKind::Invalid, "TRUNCATE of an aliased table")
                .with_help("name the table itself"));
        }
        if tables.iter().take(i).any(|earlier| earlier == table) {
            let name = table.def().full_name();
            return Err(sink
                .error(ErrorKind::Invalid, format!("TRUNCATE of {name} twice"))
                .with_help("name each table once"));
        }
        if i > 0 {
            sink.push(", ");
        }
        sink.table_name(table.def())?;
    }
    self::identity(*identity, sink)?;
    if *cascade {
        if !sink.features().truncate_several {
            return Err(sink.unsupported(
                "TRUNCATE … CASCADE",
                "delete the rows: foreign keys with ON DELETE CASCADE take along what refers to them",
            ));
        }
        sink.push(" CASCADE");
    }
    Ok(())
}

/// ` RESTART IDENTITY`
fn identity(identity: Option<Identity>, sink: &mut Sink<'_>) -> Result<()> {
    if !sink.features().truncate_identity {
        return match identity {
            Some(Identity::Restart) => Ok(()),
            None | Some(Identity::Continue) => Err(sink.unsupported(
                "TRUNCATE that lets the generated keys go on",
                "they start anew here: say .restart_identity() if that may be, or use \
                 delete(table).all_rows()",
            )),
        };
    }
    sink.push(match identity {
        None => "",
        Some(Identity::Restart) => " RESTART IDENTITY",
        Some(Identity::Continue) => " CONTINUE IDENTITY",
    });
    Ok(())
}
