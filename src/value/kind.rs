//! The kinds of values.

/// What a value is stored as. It types a NULL, a bind and an array's elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Not known: the server decides.
    #[default]
    Unknown,
    /// True or false.
    Bool,
    /// A signed integer of up to 64 bits.
    Int,
    /// An unsigned integer of up to 64 bits.
    UInt,
    /// A 64-bit binary floating-point number.
    Float,
    /// An exact decimal number of any length.
    Decimal,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A date and a time of day, without a zone.
    Timestamp,
    /// An instant.
    TimestampTz,
    /// A span of months, days and microseconds.
    Interval,
    /// A UUID.
    Uuid,
    /// A JSON document.
    Json,
    /// An array.
    Array,
    /// A range.
    Range,
}

impl Kind {
    /// The kind's name, as error messages show it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Unknown => "a value of unknown type",
            Kind::Bool => "a boolean",
            Kind::Int => "an integer",
            Kind::UInt => "an unsigned integer",
            Kind::Float => "a float",
            Kind::Decimal => "a decimal",
            Kind::Text => "text",
            Kind::Bytes => "bytes",
            Kind::Date => "a date",
            Kind::Time => "a time",
            Kind::Timestamp => "a timestamp",
            Kind::TimestampTz => "a timestamp with time zone",
            Kind::Interval => "an interval",
            Kind::Uuid => "a UUID",
            Kind::Json => "JSON",
            Kind::Array => "an array",
            Kind::Range => "a range",
        }
    }
}
