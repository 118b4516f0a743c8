//! What differs between the databases' dialects in the plain SQL of the queries.

/// A dialect of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    Sqlite,
    /// PostgreSQL, MySQL and MariaDB write these things alike, as the standard does.
    Standard,
}

impl Flavour {
    /// A date.
    pub(crate) fn day(self, day: &str) -> String {
        match self {
            Flavour::Sqlite => format!("'{day}'"),
            Flavour::Standard => format!("DATE '{day}'"),
        }
    }

    /// A date, so many days, months or years later.
    pub(crate) fn later(self, day: &str, count: i32, unit: &str) -> String {
        match self {
            Flavour::Sqlite => format!("date('{day}', '{count} {unit}')"),
            Flavour::Standard => format!("DATE '{day}' + INTERVAL '{count}' {unit}"),
        }
    }

    /// The year of a date.
    pub(crate) fn year(self, day: &str) -> String {
        match self {
            Flavour::Sqlite => format!("CAST(strftime('%Y', {day}) AS INTEGER)"),
            Flavour::Standard => format!("extract(YEAR FROM {day})"),
        }
    }
}
