//! What not every database has: it works where the dialect declares it, and is refused where
//! it does not.

use crate::ErrorKind::{Invalid, Parameter, Unsupported};
use crate::ast::{FunctionName, Node};
use crate::prelude::*;
use crate::schema::CreateTable;
use crate::testing::shop::{ALBUM, ARTIST};
use crate::testing::{Capability, Case, case, refused, rows};
use crate::value::{Array as ArrayValue, Kind};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let several = |column: Column<Nullable<Int>>| {
        let args = [ALBUM.artist_id.nullable(), column.nullable()].map(Expr::into_node).to_vec();
        Expr::<Int>::new(Node::function(FunctionName::Portable("count"), args)).distinct()
    };
    let xor = (ALBUM.artist_id + 1).bit_xor(ALBUM.album_id);
    let unsigned = Table::build("t").column("u", SqlType::UnsignedBigInt).finish();
    let array = ArrayValue::new(Kind::Int, vec![Value::Int(1)]);
    vec![
        case("DISTINCT over several arguments", select(several(ALBUM.year)))
            .needs(Capability::DistinctArguments)
            .mysql("SELECT count(DISTINCT `album`.`artist_id`, `album`.`year`) FROM `album`")
            .refused_on("postgres", Unsupported, ["DISTINCT", "several arguments", "subquery"])
            .rows(rows![(3)]),
        refused(select(value(1).distinct()), Invalid, ["only a function call can be DISTINCT"]),
        case("exclusive OR of what is computed", select(xor).filter(ALBUM.album_id.eq(2)))
            .needs(Capability::ComputedExclusiveOr)
            .postgres(r#"SELECT "album"."artist_id" + $1 # "album"."album_id" FROM "album" WHERE "album"."album_id" = $2"#)
            .mysql("SELECT CAST((`album`.`artist_id` + ?) ^ `album`.`album_id` AS SIGNED) FROM `album` WHERE `album`.`album_id` = ?")
            .rows(rows![(1)]),
        refused(select(value("x").cast::<Array<Int>>()), Invalid, ["no SQL type", "cast_as"]),
        case("a column of unsigned integers", CreateTable::new(&unsigned))
            .needs(Capability::UnsignedColumns)
            .mysql("CREATE TABLE `t` (`u` BIGINT UNSIGNED NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4")
            .rows(rows![]),
        case("NaN as a literal", select(literal(f64::NAN)))
            .needs(Capability::NanLiteral)
            .postgres("SELECT 'NaN'::float8")
            .rows(rows![(f64::NAN)]),
        case("an unsigned integer as a literal", select(literal(u64::MAX)))
            .needs(Capability::UnsignedLiteral)
            .postgres("SELECT 18446744073709551615")
            .mysql("SELECT 18446744073709551615")
            .rows(rows![(u64::MAX)]),
        case("an array as a literal", select(literal(array.clone())))
            .needs(Capability::Arrays)
            .postgres(r#"SELECT '{"1"}'::bigint[]"#)
            .rows(rows![(array)]),
        case(
            "a NUL character in a search",
            select(ARTIST.artist_id).filter(ARTIST.name.istarts_with("a\0b")),
        )
        .refused_on("sqlite", Unsupported, ["NUL character"])
        .fails_on("postgres", Parameter)
        .bound_on("postgres", "no literal holds a NUL")
        .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE "artist"."name" ILIKE $1 ESCAPE '!'"#)
        .mysql("SELECT `artist`.`artist_id` FROM `artist` WHERE lower(`artist`.`name`) LIKE lower(?) COLLATE utf8mb4_bin ESCAPE '!'")
        .rows(rows![]),
    ]
}
