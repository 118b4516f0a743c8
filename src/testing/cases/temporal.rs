//! Dates and times.

use super::parsed;
use crate::ErrorKind::{Invalid, Unsupported};
use crate::prelude::*;
use crate::testing::shop::ARTIST;
use crate::testing::{Case, NULL, case, refused, rows};
use crate::value::Kind;
use DateField::{
    Day, DayOfWeek, DayOfYear, Epoch, Hour, Minute, Month, Quarter, Second, Week, Year,
};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let mut all = fields();
    all.extend(truncated());
    all.extend(shifted());
    all.extend(differences());
    all.extend(zones());
    all
}

fn at<T: std::str::FromStr + Into<Value> + Marker>(text: &str) -> Expr<T> {
    literal(parsed::<T>(text)).typed()
}

fn date(text: &str) -> Expr<Date> {
    at(text)
}

fn stamp(text: &str) -> Expr<Timestamp> {
    at(text)
}

fn instant(text: &str) -> Expr<TimestampTz> {
    at(text)
}

fn bound<T: std::str::FromStr + Into<Value> + Marker>(text: &str) -> Expr<T> {
    value(parsed::<T>(text)).typed()
}

fn fields() -> Vec<Case> {
    let late = || stamp("2023-12-31 23:59:59.999999");
    let time = at::<Time>("12:34:56.999999");
    vec![
        case(
            "of a timestamp",
            select((
                late().extract(Year),
                late().extract(Month),
                late().extract(Day),
                late().extract(Hour),
                late().extract(Minute),
                late().extract(Second),
            )),
        )
        .sqlite("SELECT CAST(strftime('%Y', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER), CAST(strftime('%m', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER), CAST(strftime('%d', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER), CAST(strftime('%H', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER), CAST(strftime('%M', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER), CAST(strftime('%S', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER)")
        .postgres("SELECT CAST(EXTRACT(YEAR FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(EXTRACT(MONTH FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(EXTRACT(DAY FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(EXTRACT(HOUR FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(EXTRACT(MINUTE FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(floor(EXTRACT(SECOND FROM '2023-12-31 23:59:59.999999'::timestamp)) AS bigint)")
        .mysql("SELECT EXTRACT(YEAR FROM TIMESTAMP '2023-12-31 23:59:59.999999'), EXTRACT(MONTH FROM TIMESTAMP '2023-12-31 23:59:59.999999'), EXTRACT(DAY FROM TIMESTAMP '2023-12-31 23:59:59.999999'), EXTRACT(HOUR FROM TIMESTAMP '2023-12-31 23:59:59.999999'), EXTRACT(MINUTE FROM TIMESTAMP '2023-12-31 23:59:59.999999'), EXTRACT(SECOND FROM TIMESTAMP '2023-12-31 23:59:59.999999')")
        .rows(rows![(2023, 12, 31, 23, 59, 59)]),
        case(
            "that are computed",
            select((
                late().extract(Quarter),
                late().extract(Week),
                late().extract(DayOfWeek),
                late().extract(DayOfYear),
                late().extract(Epoch),
            )),
        )
        .sqlite("SELECT ((strftime('%m', substr('2023-12-31 23:59:59.999999', 1, 19)) + 2) / 3), ((strftime('%j', substr('2023-12-31 23:59:59.999999', 1, 19), '-3 days', 'weekday 4') - 1) / 7 + 1), CAST(strftime('%w', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER), CAST(strftime('%j', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER), CAST(strftime('%s', substr('2023-12-31 23:59:59.999999', 1, 19)) AS INTEGER)")
        .postgres("SELECT CAST(EXTRACT(QUARTER FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(EXTRACT(WEEK FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(EXTRACT(DOW FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(EXTRACT(DOY FROM '2023-12-31 23:59:59.999999'::timestamp) AS bigint), CAST(floor(EXTRACT(EPOCH FROM '2023-12-31 23:59:59.999999'::timestamp)) AS bigint)")
        .mysql("SELECT EXTRACT(QUARTER FROM TIMESTAMP '2023-12-31 23:59:59.999999'), week(TIMESTAMP '2023-12-31 23:59:59.999999', 3), (dayofweek(TIMESTAMP '2023-12-31 23:59:59.999999') - 1), dayofyear(TIMESTAMP '2023-12-31 23:59:59.999999'), (timestampdiff(SECOND, TIMESTAMP '0001-01-01 00:00:00', TIMESTAMP '2023-12-31 23:59:59.999999') - 62135596800)")
        .rows(rows![(4, 52, 0, 365, 1_704_067_199)]),
        case(
            "before 1970",
            select((
                stamp("1969-12-31 23:59:59.5").extract(Epoch),
                date("0001-01-01").extract(Epoch),
                date("0001-01-01").extract(Year),
            )),
        )
        .sqlite("SELECT CAST(strftime('%s', substr('1969-12-31 23:59:59.5', 1, 19)) AS INTEGER), CAST(strftime('%s', '0001-01-01') AS INTEGER), CAST(strftime('%Y', '0001-01-01') AS INTEGER)")
        .postgres("SELECT CAST(floor(EXTRACT(EPOCH FROM '1969-12-31 23:59:59.5'::timestamp)) AS bigint), CAST(floor(EXTRACT(EPOCH FROM '0001-01-01'::date)) AS bigint), CAST(EXTRACT(YEAR FROM '0001-01-01'::date) AS bigint)")
        .mysql("SELECT (timestampdiff(SECOND, TIMESTAMP '0001-01-01 00:00:00', TIMESTAMP '1969-12-31 23:59:59.5') - 62135596800), (timestampdiff(SECOND, TIMESTAMP '0001-01-01 00:00:00', DATE '0001-01-01') - 62135596800), EXTRACT(YEAR FROM DATE '0001-01-01')")
        .rows(rows![(-1, -62_135_596_800_i64, 1)]),
        case(
            "weeks at the turn of years",
            select((
                date("2021-01-03").extract(Week),
                date("2021-01-04").extract(Week),
                date("2020-12-31").extract(Week),
                date("2024-12-30").extract(Week),
            )),
        )
        .sqlite("SELECT ((strftime('%j', '2021-01-03', '-3 days', 'weekday 4') - 1) / 7 + 1), ((strftime('%j', '2021-01-04', '-3 days', 'weekday 4') - 1) / 7 + 1), ((strftime('%j', '2020-12-31', '-3 days', 'weekday 4') - 1) / 7 + 1), ((strftime('%j', '2024-12-30', '-3 days', 'weekday 4') - 1) / 7 + 1)")
        .postgres("SELECT CAST(EXTRACT(WEEK FROM '2021-01-03'::date) AS bigint), CAST(EXTRACT(WEEK FROM '2021-01-04'::date) AS bigint), CAST(EXTRACT(WEEK FROM '2020-12-31'::date) AS bigint), CAST(EXTRACT(WEEK FROM '2024-12-30'::date) AS bigint)")
        .mysql("SELECT week(DATE '2021-01-03', 3), week(DATE '2021-01-04', 3), week(DATE '2020-12-31', 3), week(DATE '2024-12-30', 3)")
        .rows(rows![(53, 1, 53, 1)]),
        case(
            "of an instant: those of UTC",
            select((
                instant("2024-03-01T00:30:00.25+01:00").extract(Day),
                instant("2024-03-01T00:30:00.25+01:00").extract(Hour),
                instant("2024-03-01T00:30:00.25+01:00").extract(Epoch),
            )),
        )
        .sqlite("SELECT CAST(strftime('%d', substr('2024-02-29 23:30:00.25+00:00', 1, 19)) AS INTEGER), CAST(strftime('%H', substr('2024-02-29 23:30:00.25+00:00', 1, 19)) AS INTEGER), CAST(strftime('%s', substr('2024-02-29 23:30:00.25+00:00', 1, 19)) AS INTEGER)")
        .postgres("SELECT CAST(EXTRACT(DAY FROM timezone('UTC', '2024-02-29 23:30:00.25+00'::timestamptz)) AS bigint), CAST(EXTRACT(HOUR FROM timezone('UTC', '2024-02-29 23:30:00.25+00'::timestamptz)) AS bigint), CAST(floor(EXTRACT(EPOCH FROM timezone('UTC', '2024-02-29 23:30:00.25+00'::timestamptz))) AS bigint)")
        .mysql("SELECT EXTRACT(DAY FROM TIMESTAMP '2024-02-29 23:30:00.25'), EXTRACT(HOUR FROM TIMESTAMP '2024-02-29 23:30:00.25'), (timestampdiff(SECOND, TIMESTAMP '0001-01-01 00:00:00', TIMESTAMP '2024-02-29 23:30:00.25') - 62135596800)")
        .rows(rows![(29, 23, 1_709_249_400)]),
        case(
            "of a time",
            select((extract(Hour, &time), extract(Minute, &time), extract(Second, &time))),
        )
        .sqlite("SELECT CAST(strftime('%H', substr('12:34:56.999999', 1, 8)) AS INTEGER), CAST(strftime('%M', substr('12:34:56.999999', 1, 8)) AS INTEGER), CAST(strftime('%S', substr('12:34:56.999999', 1, 8)) AS INTEGER)")
        .postgres("SELECT CAST(EXTRACT(HOUR FROM '12:34:56.999999'::time) AS bigint), CAST(EXTRACT(MINUTE FROM '12:34:56.999999'::time) AS bigint), CAST(floor(EXTRACT(SECOND FROM '12:34:56.999999'::time)) AS bigint)")
        .mysql("SELECT EXTRACT(HOUR FROM TIME '12:34:56.999999'), EXTRACT(MINUTE FROM TIME '12:34:56.999999'), EXTRACT(SECOND FROM TIME '12:34:56.999999')")
        .rows(rows![(12, 34, 56)]),
        case(
            "of what is bound",
            select((
                bound::<Timestamp>("2024-02-29 12:00:00").extract(Month),
                bound::<Date>("2024-02-29").extract(DayOfYear),
                bound::<TimestampTz>("2024-02-29 12:00Z").extract(Hour),
            )),
        )
        .sqlite("SELECT CAST(strftime('%m', substr(?, 1, 19)) AS INTEGER), CAST(strftime('%j', ?) AS INTEGER), CAST(strftime('%H', substr(?, 1, 19)) AS INTEGER)")
        .postgres("SELECT CAST(EXTRACT(MONTH FROM CAST($1 AS timestamp)) AS bigint), CAST(EXTRACT(DOY FROM CAST($2 AS date)) AS bigint), CAST(EXTRACT(HOUR FROM timezone('UTC', CAST($3 AS timestamp with time zone))) AS bigint)")
        .mysql("SELECT EXTRACT(MONTH FROM ?), dayofyear(CAST(? AS DATE)), EXTRACT(HOUR FROM ?)")
        .rows(rows![(2, 60, 12)]),
        case("of NULL", select(Expr::<Nullable<Date>>::new(value(Value::Null(Kind::Date)).into_node()).extract(Year)))
            .sqlite("SELECT CAST(strftime('%Y', ?) AS INTEGER)")
            .postgres("SELECT CAST(EXTRACT(YEAR FROM CAST($1 AS date)) AS bigint)")
            .mysql("SELECT EXTRACT(YEAR FROM CAST(? AS DATE))")
            .rows(rows![(NULL)]),
        case(
            "as operands",
            select(ARTIST.artist_id).filter(date("2024-05-06").extract(Month).eq(ARTIST.artist_id + 3)),
        )
        .sqlite(r#"SELECT "artist"."artist_id" FROM "artist" WHERE CAST(strftime('%m', '2024-05-06') AS INTEGER) = "artist"."artist_id" + ?"#)
        .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE CAST(EXTRACT(MONTH FROM '2024-05-06'::date) AS bigint) = "artist"."artist_id" + $1"#)
        .mysql("SELECT `artist`.`artist_id` FROM `artist` WHERE EXTRACT(MONTH FROM DATE '2024-05-06') = `artist`.`artist_id` + ?")
        .rows(rows![(2)]),
        refused(
            select(date("2024-01-01").extract(Hour)),
            Invalid,
            ["a value of kind", "has no hour", "cast it"],
        ),
    ]
}

fn truncated() -> Vec<Case> {
    let start = || stamp("2024-08-15 12:34:56.789");
    vec![
        case(
            "to the start of a year, a quarter, a month, a week and a day",
            select((
                start().truncate(Year),
                start().truncate(Quarter),
                start().truncate(Month),
                start().truncate(Week),
                start().truncate(Day),
            )),
        )
        .sqlite("SELECT strftime('%Y-01-01 00:00:00', substr('2024-08-15 12:34:56.789', 1, 19)), strftime('%Y-%m-01 00:00:00', substr('2024-08-15 12:34:56.789', 1, 19), 'start of month', '-' || ((strftime('%m', substr('2024-08-15 12:34:56.789', 1, 19)) - 1) % 3) || ' months'), strftime('%Y-%m-01 00:00:00', substr('2024-08-15 12:34:56.789', 1, 19)), strftime('%Y-%m-%d 00:00:00', substr('2024-08-15 12:34:56.789', 1, 19), '-6 days', 'weekday 1'), strftime('%Y-%m-%d 00:00:00', substr('2024-08-15 12:34:56.789', 1, 19))")
        .postgres("SELECT date_trunc('year', '2024-08-15 12:34:56.789'::timestamp), date_trunc('quarter', '2024-08-15 12:34:56.789'::timestamp), date_trunc('month', '2024-08-15 12:34:56.789'::timestamp), date_trunc('week', '2024-08-15 12:34:56.789'::timestamp), date_trunc('day', '2024-08-15 12:34:56.789'::timestamp)")
        .mysql("SELECT CAST(date_format(TIMESTAMP '2024-08-15 12:34:56.789', '%Y-01-01') AS DATETIME(6)), CAST(date_add(makedate(year(TIMESTAMP '2024-08-15 12:34:56.789'), 1), INTERVAL quarter(TIMESTAMP '2024-08-15 12:34:56.789') - 1 QUARTER) AS DATETIME(6)), CAST(date_format(TIMESTAMP '2024-08-15 12:34:56.789', '%Y-%m-01') AS DATETIME(6)), CAST(date_sub(date(TIMESTAMP '2024-08-15 12:34:56.789'), INTERVAL weekday(TIMESTAMP '2024-08-15 12:34:56.789') DAY) AS DATETIME(6)), CAST(date_format(TIMESTAMP '2024-08-15 12:34:56.789', '%Y-%m-%d') AS DATETIME(6))")
        .rows(rows![(
            parsed::<Timestamp>("2024-01-01"),
            parsed::<Timestamp>("2024-07-01"),
            parsed::<Timestamp>("2024-08-01"),
            parsed::<Timestamp>("2024-08-12"),
            parsed::<Timestamp>("2024-08-15"),
        )]),
        case(
            "to the start of an hour, a minute and a second",
            select((start().truncate(Hour), start().truncate(Minute), start().truncate(Second))),
        )
        .sqlite("SELECT strftime('%Y-%m-%d %H:00:00', substr('2024-08-15 12:34:56.789', 1, 19)), strftime('%Y-%m-%d %H:%M:00', substr('2024-08-15 12:34:56.789', 1, 19)), strftime('%Y-%m-%d %H:%M:%S', substr('2024-08-15 12:34:56.789', 1, 19))")
        .postgres("SELECT date_trunc('hour', '2024-08-15 12:34:56.789'::timestamp), date_trunc('minute', '2024-08-15 12:34:56.789'::timestamp), date_trunc('second', '2024-08-15 12:34:56.789'::timestamp)")
        .mysql("SELECT CAST(date_format(TIMESTAMP '2024-08-15 12:34:56.789', '%Y-%m-%d %H:00:00') AS DATETIME(6)), CAST(date_format(TIMESTAMP '2024-08-15 12:34:56.789', '%Y-%m-%d %H:%i:00') AS DATETIME(6)), CAST(date_format(TIMESTAMP '2024-08-15 12:34:56.789', '%Y-%m-%d %H:%i:%s') AS DATETIME(6))")
        .rows(rows![(
            parsed::<Timestamp>("2024-08-15 12:00:00"),
            parsed::<Timestamp>("2024-08-15 12:34:00"),
            parsed::<Timestamp>("2024-08-15 12:34:56"),
        )]),
        case(
            "a date stays one",
            select((
                truncate(Week, date("2021-01-03")),
                truncate(Quarter, date("2024-12-31")),
                truncate(Month, bound::<Date>("2024-02-29")),
            )),
        )
        .sqlite("SELECT strftime('%Y-%m-%d', '2021-01-03', '-6 days', 'weekday 1'), strftime('%Y-%m-01', '2024-12-31', 'start of month', '-' || ((strftime('%m', '2024-12-31') - 1) % 3) || ' months'), strftime('%Y-%m-01', ?)")
        .postgres("SELECT CAST(date_trunc('week', CAST('2021-01-03'::date AS timestamp)) AS date), CAST(date_trunc('quarter', CAST('2024-12-31'::date AS timestamp)) AS date), CAST(date_trunc('month', CAST(CAST($1 AS date) AS timestamp)) AS date)")
        .mysql("SELECT CAST(date_sub(date(DATE '2021-01-03'), INTERVAL weekday(DATE '2021-01-03') DAY) AS DATE), CAST(date_add(makedate(year(DATE '2024-12-31'), 1), INTERVAL quarter(DATE '2024-12-31') - 1 QUARTER) AS DATE), CAST(date_format(CAST(? AS DATE), '%Y-%m-01') AS DATE)")
        .rows(rows![(
            parsed::<Date>("2020-12-28"),
            parsed::<Date>("2024-10-01"),
            parsed::<Date>("2024-02-01"),
        )]),
        case("an instant: of UTC", select(instant("2024-03-01 00:30:00+01:00").truncate(Month)))
            .sqlite("SELECT strftime('%Y-%m-01 00:00:00+00:00', substr('2024-02-29 23:30:00+00:00', 1, 19))")
            .postgres("SELECT timezone('UTC', date_trunc('month', timezone('UTC', '2024-02-29 23:30:00+00'::timestamptz)))")
            .mysql("SELECT CAST(date_format(TIMESTAMP '2024-02-29 23:30:00', '%Y-%m-01') AS DATETIME(6))")
            .rows(rows![(parsed::<TimestampTz>("2024-02-01 00:00Z"))]),
        case("equal to what is stored", select(start().truncate(Day).eq(stamp("2024-08-15"))))
            .sqlite("SELECT strftime('%Y-%m-%d 00:00:00', substr('2024-08-15 12:34:56.789', 1, 19)) = '2024-08-15 00:00:00'")
            .postgres("SELECT date_trunc('day', '2024-08-15 12:34:56.789'::timestamp) = '2024-08-15 00:00:00'::timestamp")
            .mysql("SELECT CAST(date_format(TIMESTAMP '2024-08-15 12:34:56.789', '%Y-%m-%d') AS DATETIME(6)) = TIMESTAMP '2024-08-15 00:00:00'")
            .rows(rows![(true)]),
        refused(
            select(start().truncate(Epoch)),
            Invalid,
            ["nothing can be truncated to the epoch", "truncate to a year"],
        ),
        case("of unknown kind", select(value("x").truncate(Day)))
            .only_on(["sqlite", "mysql"], "PostgreSQL itself says what the kind is")
            .refused_on("sqlite", Unsupported, ["a date or a timestamp", ".typed::<Date>()"])
            .refused_on("mysql", Unsupported, ["a date or a timestamp", ".typed::<Date>()"]),
    ]
}

fn shifted() -> Vec<Case> {
    let base = || stamp("2024-01-31 12:00:00.25");
    vec![
        case(
            "months end at a month's last day",
            select((
                base() + Interval::new(1, 0, 0),
                base() + Interval::new(13, 0, 0),
                base() - Interval::new(2, 0, 0),
                base() + Interval::new(1, 1, 0),
            )),
        )
        .sqlite("SELECT (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00.25', 1, 19), '+1 months', 'floor') || substr('2024-01-31 12:00:00.25', 20)), (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00.25', 1, 19), '+13 months', 'floor') || substr('2024-01-31 12:00:00.25', 20)), (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00.25', 1, 19), '-2 months', 'floor') || substr('2024-01-31 12:00:00.25', 20)), (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00.25', 1, 19), '+1 months', 'floor', '+1 days') || substr('2024-01-31 12:00:00.25', 20))")
        .postgres("SELECT '2024-01-31 12:00:00.25'::timestamp + CAST($1 AS interval), '2024-01-31 12:00:00.25'::timestamp + CAST($2 AS interval), '2024-01-31 12:00:00.25'::timestamp - CAST($3 AS interval), '2024-01-31 12:00:00.25'::timestamp + CAST($4 AS interval)")
        .mysql("SELECT date_add(TIMESTAMP '2024-01-31 12:00:00.25', INTERVAL 1 MONTH), date_add(TIMESTAMP '2024-01-31 12:00:00.25', INTERVAL 13 MONTH), date_add(TIMESTAMP '2024-01-31 12:00:00.25', INTERVAL -2 MONTH), date_add(date_add(TIMESTAMP '2024-01-31 12:00:00.25', INTERVAL 1 MONTH), INTERVAL 1 DAY)")
        .rows(rows![(
            parsed::<Timestamp>("2024-02-29 12:00:00.25"),
            parsed::<Timestamp>("2025-02-28 12:00:00.25"),
            parsed::<Timestamp>("2023-11-30 12:00:00.25"),
            parsed::<Timestamp>("2024-03-01 12:00:00.25"),
        )]),
        case(
            "days and seconds",
            select((
                base() + Interval::new(0, 30, 0),
                base() - Interval::new(0, 31, 43_201_000_000),
                base() + Interval::new(0, 0, 0),
            )),
        )
        .sqlite("SELECT (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00.25', 1, 19), '+30 days') || substr('2024-01-31 12:00:00.25', 20)), (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00.25', 1, 19), '-31 days', '-43201 seconds') || substr('2024-01-31 12:00:00.25', 20)), (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00.25', 1, 19)) || substr('2024-01-31 12:00:00.25', 20))")
        .postgres("SELECT '2024-01-31 12:00:00.25'::timestamp + CAST($1 AS interval), '2024-01-31 12:00:00.25'::timestamp - CAST($2 AS interval), '2024-01-31 12:00:00.25'::timestamp + CAST($3 AS interval)")
        .mysql("SELECT date_add(TIMESTAMP '2024-01-31 12:00:00.25', INTERVAL 30 DAY), date_add(date_add(TIMESTAMP '2024-01-31 12:00:00.25', INTERVAL -31 DAY), INTERVAL -43201000000 MICROSECOND), TIMESTAMP '2024-01-31 12:00:00.25'")
        .rows(rows![(
            parsed::<Timestamp>("2024-03-01 12:00:00.25"),
            parsed::<Timestamp>("2023-12-30 23:59:59.25"),
            parsed::<Timestamp>("2024-01-31 12:00:00.25"),
        )]),
        case("fractions of a second", select(base() + Interval::new(0, 0, 1)))
            .postgres("SELECT '2024-01-31 12:00:00.25'::timestamp + CAST($1 AS interval)")
            .mysql("SELECT date_add(TIMESTAMP '2024-01-31 12:00:00.25', INTERVAL 1 MICROSECOND)")
            .refused_on("sqlite", Unsupported, ["a fraction of a second", "whole seconds"])
            .rows(rows![(parsed::<Timestamp>("2024-01-31 12:00:00.250001"))]),
        case(
            "a date becomes a timestamp",
            select((
                date("2024-02-28") + Interval::new(0, 2, 0),
                date("2024-02-29") - Interval::new(12, 0, 1_000_000),
                date("2024-02-29").later(Interval::new(0, 0, 0)),
            )),
        )
        .sqlite("SELECT strftime('%Y-%m-%d %H:%M:%S', '2024-02-28', '+2 days'), strftime('%Y-%m-%d %H:%M:%S', '2024-02-29', '-12 months', 'floor', '-1 seconds'), strftime('%Y-%m-%d %H:%M:%S', '2024-02-29')")
        .postgres("SELECT '2024-02-28'::date + CAST($1 AS interval), '2024-02-29'::date - CAST($2 AS interval), '2024-02-29'::date + CAST($3 AS interval)")
        .mysql("SELECT date_add(CAST(DATE '2024-02-28' AS DATETIME(6)), INTERVAL 2 DAY), date_add(date_add(CAST(DATE '2024-02-29' AS DATETIME(6)), INTERVAL -12 MONTH), INTERVAL -1000000 MICROSECOND), CAST(DATE '2024-02-29' AS DATETIME(6))")
        .rows(rows![(
            parsed::<Timestamp>("2024-03-01"),
            parsed::<Timestamp>("2023-02-27 23:59:59"),
            parsed::<Timestamp>("2024-02-29"),
        )]),
        case(
            "an instant",
            select((
                instant("2024-03-30 12:00:00.5+01:00") + Interval::new(0, 1, 0),
                instant("2024-03-30 12:00:00.5+01:00") + Interval::new(0, 0, 3_600_000_000),
                instant("2024-01-31 12:00:00Z") + Interval::new(1, 0, 0),
            )),
        )
        .sqlite("SELECT (strftime('%Y-%m-%d %H:%M:%S', substr('2024-03-30 11:00:00.5+00:00', 1, 19), '+1 days') || substr('2024-03-30 11:00:00.5+00:00', 20)), (strftime('%Y-%m-%d %H:%M:%S', substr('2024-03-30 11:00:00.5+00:00', 1, 19), '+3600 seconds') || substr('2024-03-30 11:00:00.5+00:00', 20)), (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-31 12:00:00+00:00', 1, 19), '+1 months', 'floor') || substr('2024-01-31 12:00:00+00:00', 20))")
        .postgres("SELECT timezone('UTC', timezone('UTC', '2024-03-30 11:00:00.5+00'::timestamptz) + CAST($1 AS interval)), '2024-03-30 11:00:00.5+00'::timestamptz + CAST($2 AS interval), timezone('UTC', timezone('UTC', '2024-01-31 12:00:00+00'::timestamptz) + CAST($3 AS interval))")
        .mysql("SELECT date_add(TIMESTAMP '2024-03-30 11:00:00.5', INTERVAL 1 DAY), date_add(TIMESTAMP '2024-03-30 11:00:00.5', INTERVAL 3600000000 MICROSECOND), date_add(TIMESTAMP '2024-01-31 12:00:00', INTERVAL 1 MONTH)")
        .rows(rows![(
            parsed::<TimestampTz>("2024-03-31 11:00:00.5Z"),
            parsed::<TimestampTz>("2024-03-30 12:00:00.5Z"),
            parsed::<TimestampTz>("2024-02-29 12:00:00Z"),
        )]),
        case(
            "what is bound, and by nothing",
            select((
                bound::<Timestamp>("2024-02-29 12:00:00.125") + Interval::new(0, 1, 0),
                bound::<Timestamp>("2024-02-29 12:00:00.125").later(None::<Interval>),
            )),
        )
        .sqlite("SELECT (strftime('%Y-%m-%d %H:%M:%S', substr(?, 1, 19), '+1 days') || substr(?, 20)), NULL")
        .postgres("SELECT CAST($1 AS timestamp) + CAST($2 AS interval), CAST($3 AS timestamp) + CAST($4 AS interval)")
        .mysql("SELECT date_add(CAST(? AS DATETIME(6)), INTERVAL 1 DAY), CAST(NULL AS DATETIME(6))")
        .rows(rows![(parsed::<Timestamp>("2024-03-01 12:00:00.125"), NULL)]),
        case(
            "in a condition",
            select(ARTIST.artist_id)
                .filter((stamp("2024-01-01") + Interval::new(0, 1, 0)).gt(stamp("2024-01-01 12:00")))
                .filter(ARTIST.artist_id.eq(1)),
        )
        .sqlite(r#"SELECT "artist"."artist_id" FROM "artist" WHERE (strftime('%Y-%m-%d %H:%M:%S', substr('2024-01-01 00:00:00', 1, 19), '+1 days') || substr('2024-01-01 00:00:00', 20)) > '2024-01-01 12:00:00' AND "artist"."artist_id" = ?"#)
        .postgres(r#"SELECT "artist"."artist_id" FROM "artist" WHERE '2024-01-01 00:00:00'::timestamp + CAST($1 AS interval) > '2024-01-01 12:00:00'::timestamp AND "artist"."artist_id" = $2"#)
        .mysql("SELECT `artist`.`artist_id` FROM `artist` WHERE date_add(TIMESTAMP '2024-01-01 00:00:00', INTERVAL 1 DAY) > TIMESTAMP '2024-01-01 12:00:00' AND `artist`.`artist_id` = ?")
        .rows(rows![(1)]),
        case("by what is computed", select(base().later(value("P1D").typed::<Interval>())))
            .refused_on("sqlite", Unsupported, ["an interval that is no value", "give a value"])
            .refused_on("mysql", Unsupported, ["an interval that is no value", "give a value"])
            .fails_on("postgres", crate::ErrorKind::Parameter)
            .not_on("postgres", "an interval of any form is one there"),
    ]
}

fn differences() -> Vec<Case> {
    vec![
        case(
            "days",
            select((
                date("2024-03-01").days_since(date("2024-02-01")),
                date("1969-12-31").days_since(bound::<Date>("1970-01-01")),
            )),
        )
        .sqlite("SELECT CAST(julianday('2024-03-01') - julianday('2024-02-01') AS INTEGER), CAST(julianday('1969-12-31') - julianday(?) AS INTEGER)")
        .postgres("SELECT ('2024-03-01'::date - '2024-02-01'::date), ('1969-12-31'::date - CAST($1 AS date))")
        .mysql("SELECT datediff(DATE '2024-03-01', DATE '2024-02-01'), datediff(DATE '1969-12-31', CAST(? AS DATE))")
        .rows(rows![(29, -1)]),
        case(
            "microseconds",
            select((
                stamp("2024-03-01 00:00:00.000001").microseconds_since(stamp("2024-02-29")),
                stamp("1969-12-31 23:59:59.5").microseconds_since(bound::<Timestamp>("1970-01-01")),
                instant("2024-03-01 00:00:00.5Z").microseconds_since(instant("2024-03-01 00:00:00+01:00")),
                stamp("9999-12-31 23:59:59.999999").microseconds_since(stamp("0001-01-01")),
            )),
        )
        .sqlite("SELECT (strftime('%s', substr('2024-03-01 00:00:00.000001', 1, 19)) * 1000000 + substr(substr(replace('2024-03-01 00:00:00.000001', '+00:00', ''), 21) || '000000', 1, 6) - (strftime('%s', substr('2024-02-29 00:00:00', 1, 19)) * 1000000 + substr(substr(replace('2024-02-29 00:00:00', '+00:00', ''), 21) || '000000', 1, 6))), (strftime('%s', substr('1969-12-31 23:59:59.5', 1, 19)) * 1000000 + substr(substr(replace('1969-12-31 23:59:59.5', '+00:00', ''), 21) || '000000', 1, 6) - (strftime('%s', substr(?, 1, 19)) * 1000000 + substr(substr(replace(?, '+00:00', ''), 21) || '000000', 1, 6))), (strftime('%s', substr('2024-03-01 00:00:00.5+00:00', 1, 19)) * 1000000 + substr(substr(replace('2024-03-01 00:00:00.5+00:00', '+00:00', ''), 21) || '000000', 1, 6) - (strftime('%s', substr('2024-02-29 23:00:00+00:00', 1, 19)) * 1000000 + substr(substr(replace('2024-02-29 23:00:00+00:00', '+00:00', ''), 21) || '000000', 1, 6))), (strftime('%s', substr('9999-12-31 23:59:59.999999', 1, 19)) * 1000000 + substr(substr(replace('9999-12-31 23:59:59.999999', '+00:00', ''), 21) || '000000', 1, 6) - (strftime('%s', substr('0001-01-01 00:00:00', 1, 19)) * 1000000 + substr(substr(replace('0001-01-01 00:00:00', '+00:00', ''), 21) || '000000', 1, 6)))")
        .postgres("SELECT CAST(EXTRACT(EPOCH FROM '2024-03-01 00:00:00.000001'::timestamp - '2024-02-29 00:00:00'::timestamp) * 1000000 AS bigint), CAST(EXTRACT(EPOCH FROM '1969-12-31 23:59:59.5'::timestamp - CAST($1 AS timestamp)) * 1000000 AS bigint), CAST(EXTRACT(EPOCH FROM '2024-03-01 00:00:00.5+00'::timestamptz - '2024-02-29 23:00:00+00'::timestamptz) * 1000000 AS bigint), CAST(EXTRACT(EPOCH FROM '9999-12-31 23:59:59.999999'::timestamp - '0001-01-01 00:00:00'::timestamp) * 1000000 AS bigint)")
        .mysql("SELECT timestampdiff(MICROSECOND, TIMESTAMP '2024-02-29 00:00:00', TIMESTAMP '2024-03-01 00:00:00.000001'), timestampdiff(MICROSECOND, ?, TIMESTAMP '1969-12-31 23:59:59.5'), timestampdiff(MICROSECOND, TIMESTAMP '2024-02-29 23:00:00', TIMESTAMP '2024-03-01 00:00:00.5'), timestampdiff(MICROSECOND, TIMESTAMP '0001-01-01 00:00:00', TIMESTAMP '9999-12-31 23:59:59.999999')")
        .rows(rows![(86_400_000_001_i64, -500_000, 3_600_500_000_i64, 315_537_897_599_999_999_i64)]),
        case("differences as operands", select((date("2024-03-01").days_since(date("2024-02-01")) * 2, stamp("2024-03-01").microseconds_since(stamp("2024-02-29")) / 1_000_000)))
            .sqlite("SELECT CAST(julianday('2024-03-01') - julianday('2024-02-01') AS INTEGER) * ?, (strftime('%s', substr('2024-03-01 00:00:00', 1, 19)) * 1000000 + substr(substr(replace('2024-03-01 00:00:00', '+00:00', ''), 21) || '000000', 1, 6) - (strftime('%s', substr('2024-02-29 00:00:00', 1, 19)) * 1000000 + substr(substr(replace('2024-02-29 00:00:00', '+00:00', ''), 21) || '000000', 1, 6))) / ?")
            .postgres("SELECT ('2024-03-01'::date - '2024-02-01'::date) * $1, CAST(EXTRACT(EPOCH FROM '2024-03-01 00:00:00'::timestamp - '2024-02-29 00:00:00'::timestamp) * 1000000 AS bigint) / $2")
            .mysql("SELECT datediff(DATE '2024-03-01', DATE '2024-02-01') * ?, timestampdiff(MICROSECOND, TIMESTAMP '2024-02-29 00:00:00', TIMESTAMP '2024-03-01 00:00:00') DIV ?")
            .rows(rows![(58, 86_400)]),
    ]
}

fn zones() -> Vec<Case> {
    vec![
        case(
            "UTC, both ways",
            select((
                stamp("2024-03-01 12:00:00.5").at_time_zone("UTC"),
                instant("2024-03-01 12:00:00.5+01:00").at_time_zone("UTC"),
            )),
        )
        .sqlite("SELECT ('2024-03-01 12:00:00.5' || '+00:00'), replace('2024-03-01 11:00:00.5+00:00', '+00:00', '')")
        .postgres("SELECT timezone(CAST($1 AS text), '2024-03-01 12:00:00.5'::timestamp), timezone(CAST($2 AS text), '2024-03-01 11:00:00.5+00'::timestamptz)")
        .mysql("SELECT TIMESTAMP '2024-03-01 12:00:00.5', TIMESTAMP '2024-03-01 11:00:00.5'")
        .rows(rows![(
            parsed::<TimestampTz>("2024-03-01 12:00:00.5Z"),
            parsed::<Timestamp>("2024-03-01 11:00:00.5"),
        )]),
        case(
            "another zone",
            select((
                stamp("2024-03-01 12:00:00").at_time_zone("Europe/Berlin"),
                instant("2024-07-01 12:00:00Z").at_time_zone("Europe/Berlin"),
            )),
        )
        .postgres("SELECT timezone(CAST($1 AS text), '2024-03-01 12:00:00'::timestamp), timezone(CAST($2 AS text), '2024-07-01 12:00:00+00'::timestamptz)")
        .refused_on("sqlite", Unsupported, ["another zone than UTC", "in the program"])
        .refused_on("mysql", Unsupported, ["another zone than UTC", "in the program"])
        .rows(rows![(
            parsed::<TimestampTz>("2024-03-01 11:00:00Z"),
            parsed::<Timestamp>("2024-07-01 14:00:00"),
        )]),
    ]
}
