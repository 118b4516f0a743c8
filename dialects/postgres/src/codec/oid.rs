//! The server's numbers for its own types: `src/include/catalog/pg_type.dat` of its source.

use aludel::value::Kind;

pub(crate) const BOOL: u32 = 16;
pub(crate) const BYTEA: u32 = 17;
/// `"char"`: one byte.
pub(crate) const CHAR: u32 = 18;
pub(crate) const NAME: u32 = 19;
pub(crate) const INT8: u32 = 20;
pub(crate) const INT2: u32 = 21;
pub(crate) const INT4: u32 = 23;
pub(crate) const TEXT: u32 = 25;
pub(crate) const OID: u32 = 26;
pub(crate) const JSON: u32 = 114;
pub(crate) const FLOAT4: u32 = 700;
pub(crate) const FLOAT8: u32 = 701;
pub(crate) const UNKNOWN: u32 = 705;
pub(crate) const BPCHAR: u32 = 1042;
pub(crate) const VARCHAR: u32 = 1043;
pub(crate) const DATE: u32 = 1082;
pub(crate) const TIME: u32 = 1083;
pub(crate) const TIMESTAMP: u32 = 1114;
pub(crate) const TIMESTAMPTZ: u32 = 1184;
pub(crate) const INTERVAL: u32 = 1186;
pub(crate) const NUMERIC: u32 = 1700;
pub(crate) const UUID: u32 = 2950;
pub(crate) const JSONB: u32 = 3802;
pub(crate) const TEXT_ARRAY: u32 = 1009;

pub(crate) const INT4RANGE: u32 = 3904;
pub(crate) const NUMRANGE: u32 = 3906;
pub(crate) const TSRANGE: u32 = 3908;
pub(crate) const TSTZRANGE: u32 = 3910;
pub(crate) const DATERANGE: u32 = 3912;
pub(crate) const INT8RANGE: u32 = 3926;

/// The first number that is not of a type of the server's own.
pub(crate) const FIRST_OF_USERS: u32 = 16_384;

/// Arrays and their elements.
const ARRAYS: [(u32, u32); 65] = [
    (1000, BOOL),
    (1001, BYTEA),
    (1002, CHAR),
    (1003, NAME),
    (1005, INT2),
    (1007, INT4),
    (TEXT_ARRAY, TEXT),
    (1014, BPCHAR),
    (1015, VARCHAR),
    (1016, INT8),
    (1021, FLOAT4),
    (1022, FLOAT8),
    (1028, OID),
    (1041, 869),
    (651, 650),
    (1040, 829),
    (775, 774),
    (1182, DATE),
    (1183, TIME),
    (1115, TIMESTAMP),
    (1185, TIMESTAMPTZ),
    (1187, INTERVAL),
    (1231, NUMERIC),
    (1270, 1266),
    (1561, 1560),
    (1563, 1562),
    (2951, UUID),
    (199, JSON),
    (3807, JSONB),
    (143, 142),
    (791, 790),
    (3905, INT4RANGE),
    (3907, NUMRANGE),
    (3927, INT8RANGE),
    (3909, TSRANGE),
    (3911, TSTZRANGE),
    (3913, DATERANGE),
    (6150, 4451),
    (6151, 4532),
    (6152, 4533),
    (6153, 4534),
    (6155, 4535),
    (6157, 4536),
    (1017, 600),
    (1018, 601),
    (1019, 602),
    (1027, 604),
    (629, 628),
    (719, 718),
    (1008, 24),
    (1010, 27),
    (1011, 28),
    (1012, 29),
    (271, 5069),
    (2207, 2202),
    (2210, 2205),
    (2211, 2206),
    (3221, 3220),
    (3643, 3614),
    (3645, 3615),
    (3735, 3734),
    (4073, 4072),
    (4090, 4089),
    (4097, 4096),
    (4192, 4191),
];

/// Ranges and what is in them.
const RANGES: [(u32, u32); 6] = [
    (INT4RANGE, INT4),
    (INT8RANGE, INT8),
    (NUMRANGE, NUMERIC),
    (DATERANGE, DATE),
    (TSRANGE, TIMESTAMP),
    (TSTZRANGE, TIMESTAMPTZ),
];

/// The type of what is in a range type.
pub(crate) fn in_range(range: u32) -> Option<u32> {
    RANGES.iter().find(|(known, _)| *known == range).map(|(_, element)| *element)
}

/// The type of a range of such values, if there is one.
pub(crate) fn of_range(element: Kind) -> Option<u32> {
    let element = of_kind(element);
    RANGES.iter().find(|(_, known)| *known == element).map(|(range, _)| *range)
}

/// The elements of an array type.
pub(crate) fn element_of(array: u32) -> Option<u32> {
    ARRAYS.iter().find(|(known, _)| *known == array).map(|(_, element)| *element)
}

/// The type that values of a kind have where the server infers another that can't hold one.
pub(crate) fn of_kind(kind: Kind) -> u32 {
    match kind {
        Kind::Bool => BOOL,
        Kind::Int => INT8,
        Kind::UInt | Kind::Decimal => NUMERIC,
        Kind::Float => FLOAT8,
        Kind::Bytes => BYTEA,
        Kind::Date => DATE,
        Kind::Time => TIME,
        Kind::Timestamp => TIMESTAMP,
        Kind::TimestampTz => TIMESTAMPTZ,
        Kind::Interval => INTERVAL,
        Kind::Uuid => UUID,
        Kind::Json => JSONB,
        _ => TEXT,
    }
}

/// The type of an array of such elements.
pub(crate) fn of_array(element: Kind) -> u32 {
    let element = of_kind(element);
    ARRAYS.iter().find(|(_, known)| *known == element).map_or(TEXT_ARRAY, |(array, _)| *array)
}

/// A type's name in error messages, of those that values are refused for.
pub(crate) fn name(oid: u32) -> &'static str {
    match oid {
        BOOL => "a boolean",
        BYTEA => "a bytea",
        CHAR => "a \"char\"",
        INT2 => "a smallint",
        INT4 => "an integer",
        INT8 => "a bigint",
        OID => "an oid",
        TEXT | VARCHAR | BPCHAR => "a text",
        NAME => "a name",
        FLOAT4 => "a real",
        FLOAT8 => "a double precision",
        NUMERIC => "a numeric",
        DATE => "a date",
        TIME => "a time",
        TIMESTAMP => "a timestamp",
        TIMESTAMPTZ => "a timestamp with time zone",
        INTERVAL => "an interval",
        UUID => "a uuid",
        JSON => "a json",
        JSONB => "a jsonb",
        other if in_range(other).is_some() => "a range",
        other if element_of(other).is_some() => "an array",
        _ => "another type",
    }
}
