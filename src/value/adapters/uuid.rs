//! UUIDs of `uuid`.
//!
//! ```
//! use aludel::prelude::*;
//! use aludel_sqlite::Sqlite;
//!
//! let id = uuid::Uuid::from_u128(0x67e55044_10b1_426f_9247_bb680e5fe0c8);
//!
//! let visit = table("visit");
//! let one = select_from(&visit).filter(visit.col("id").eq(id));
//! assert_eq!(one.to_sql(&Sqlite)?.params(), [Value::from(id)]);
//!
//! let mut conn = Engine::open(&Sqlite, "sqlite::memory:")?.connect()?;
//! let row: (uuid::Uuid,) = conn.fetch_one_as(&select((value(id),)))?;
//! assert_eq!(row, (id,));
//! # Ok::<(), aludel::Error>(())
//! ```

use super::exact::adapted;
use crate::schema::SqlType;
use crate::value::Uuid;

adapted! {
    ::uuid::Uuid => Uuid, SqlType::Uuid;
}

impl From<::uuid::Uuid> for Uuid {
    fn from(id: ::uuid::Uuid) -> Self {
        Uuid::from_bytes(id.into_bytes())
    }
}

impl From<Uuid> for ::uuid::Uuid {
    fn from(id: Uuid) -> Self {
        ::uuid::Uuid::from_bytes(id.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::super::exact::tests::{is_unreadable, round_trip};
    use crate::value::{FromValue, ValueRef};

    #[test]
    fn all_bytes_are_kept_in_their_order() {
        for (id, text) in [
            (0, "00000000-0000-0000-0000-000000000000"),
            (0x0011_2233_4455_6677_8899_aabb_ccdd_eeff, "00112233-4455-6677-8899-aabbccddeeff"),
            (u128::MAX, "ffffffff-ffff-ffff-ffff-ffffffffffff"),
        ] {
            let id = ::uuid::Uuid::from_u128(id);
            round_trip(&id, text);
            // What a database without UUIDs stores.
            assert_eq!(::uuid::Uuid::from_value(ValueRef::Bytes(id.as_bytes())), Ok(id));
        }
        is_unreadable::<::uuid::Uuid>(ValueRef::Bytes(&[0; 15]), "16 bytes");
        is_unreadable::<::uuid::Uuid>(ValueRef::Text("0"), "32 hexadecimal digits");
    }
}
