//! Window functions: partitions, orders, frames, named windows; and aggregates with FILTER,
//! ORDER BY and WITHIN GROUP.

use super::parsed;
use crate::ErrorKind::{self, Invalid, Unsupported};
use crate::ast::Exclude;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, TRACK};
use crate::testing::{Capability, Case, NULL, case, refused, rows};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [functions(), frames(), intervals(), named(), aggregates(), mistakes()]
        .into_iter()
        .flatten()
        .collect()
}

fn by_seconds() -> Window {
    window().order_by(TRACK.seconds)
}

/// All tracks, in the order of their keys, with one more column.
fn tracks<T: Marker>(item: Expr<T>) -> Select<(Int, T)> {
    select((TRACK.track_id, item)).from(TRACK).order_by(TRACK.track_id)
}

fn functions() -> Vec<Case> {
    let per_album = || window().partition_by(TRACK.album_id).order_by(TRACK.seconds.desc());
    let per_price = || window().order_by(TRACK.price);
    vec![
        case("a number in each partition", tracks(row_number().over(per_album())))
            .same(r#"SELECT "track"."track_id", row_number() OVER (PARTITION BY "track"."album_id" ORDER BY "track"."seconds" DESC) FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 1), (2, 2), (3, 1), (4, 2), (5, 1)]),
        case(
            "partition by several",
            tracks(count_all().over(window().partition_by((TRACK.live, TRACK.price)))),
        )
        .same(r#"SELECT "track"."track_id", count(*) OVER (PARTITION BY "track"."live", "track"."price") FROM "track" ORDER BY "track"."track_id""#)
        .rows(rows![(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]),
        case("a window of all rows", tracks(sum(TRACK.seconds).over(window())))
            .same(r#"SELECT "track"."track_id", sum("track"."seconds") OVER () FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 1320), (2, 1320), (3, 1320), (4, 1320), (5, 1320)]),
        case(
            "ranks",
            select((
                TRACK.track_id,
                rank().over(per_price()),
                dense_rank().over(per_price()),
                percent_rank().over(per_price()),
                cume_dist().over(per_price()),
            ))
            .from(TRACK)
            .order_by(TRACK.track_id),
        )
        .same(r#"SELECT "track"."track_id", rank() OVER (ORDER BY "track"."price"), dense_rank() OVER (ORDER BY "track"."price"), percent_rank() OVER (ORDER BY "track"."price"), cume_dist() OVER (ORDER BY "track"."price") FROM "track" ORDER BY "track"."track_id""#)
        .rows(rows![
            (1, 1, 1, 0.0, 0.4),
            (2, 1, 1, 0.0, 0.4),
            (3, 3, 2, 0.5, 0.6),
            (4, 4, 3, 0.75, 1.0),
            (5, 4, 3, 0.75, 1.0),
        ]),
        case("ntile", tracks(ntile(2).over(by_seconds())))
            .same(r#"SELECT "track"."track_id", ntile(?) OVER (ORDER BY "track"."seconds") FROM "track" ORDER BY "track"."track_id""#)
            .postgres(r#"SELECT "track"."track_id", ntile(CAST($1 AS integer)) OVER (ORDER BY "track"."seconds") FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 1), (2, 1), (3, 1), (4, 2), (5, 2)]),
        case(
            "lag and lead",
            select((
                TRACK.track_id,
                lag(TRACK.name, 1).over(by_seconds()),
                lead(TRACK.seconds, 2).over(by_seconds()),
            ))
            .from(TRACK)
            .order_by(TRACK.seconds),
        )
        .same(r#"SELECT "track"."track_id", lag("track"."name", ?) OVER (ORDER BY "track"."seconds"), lead("track"."seconds", ?) OVER (ORDER BY "track"."seconds") FROM "track" ORDER BY "track"."seconds""#)
        .rows(rows![
            (2, NULL, 263),
            (3, "Snowballed", 305),
            (1, "London Leatherboys", 312),
            (4, "Evil Walks", NULL),
            (5, "Jóga", NULL),
        ]),
        case("first_value and last_value", {
            let all = || by_seconds().rows(unbounded_preceding(), unbounded_following());
            select((
                TRACK.track_id,
                first_value(TRACK.track_id).over(all()),
                last_value(TRACK.track_id).over(all()),
                nth_value(TRACK.track_id, 2).over(all()),
            ))
            .from(TRACK)
            .order_by(TRACK.track_id)
            .limit(2)
        })
        .same(r#"SELECT "track"."track_id", first_value("track"."track_id") OVER (ORDER BY "track"."seconds" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), last_value("track"."track_id") OVER (ORDER BY "track"."seconds" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), nth_value("track"."track_id", ?) OVER (ORDER BY "track"."seconds" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM "track" ORDER BY "track"."track_id" LIMIT ?"#)
        .rows(rows![(1, 2, 5, 3), (2, 2, 5, 3)]),
        case(
            "last_value of the default frame is the current row's",
            tracks(last_value(TRACK.track_id).over(by_seconds())),
        )
        .same(r#"SELECT "track"."track_id", last_value("track"."track_id") OVER (ORDER BY "track"."seconds") FROM "track" ORDER BY "track"."track_id""#)
        .rows(rows![(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]),
        case(
            "a window over a grouped query",
            select((TRACK.album_id, count_all(), rank().over(window().order_by(count_all().desc()))))
                .from(TRACK)
                .group_by(TRACK.album_id)
                .order_by(TRACK.album_id),
        )
        .same(r#"SELECT "track"."album_id", count(*), rank() OVER (ORDER BY count(*) DESC) FROM "track" GROUP BY "track"."album_id" ORDER BY "track"."album_id""#)
        .mariadb("SELECT `track`.`album_id`, count(*), rank() OVER (ORDER BY count(*) DESC) FROM `track` GROUP BY `track`.`album_id` ORDER BY `track`.`album_id` IS NOT NULL, `track`.`album_id`")
        .rows(rows![(1, 2, 1), (2, 1, 3), (4, 2, 1)]),
        case(
            "a window ordered by what is computed, NULLs last",
            select((
                ALBUM.album_id,
                row_number().over(window().order_by((ALBUM.year + 1).desc().nulls_last())),
            ))
            .from(ALBUM)
            .order_by(ALBUM.album_id),
        )
        .needs(Capability::NullsOrder)
        .same(r#"SELECT "album"."album_id", row_number() OVER (ORDER BY "album"."year" + ? DESC NULLS LAST) FROM "album" ORDER BY "album"."album_id""#)
        .mysql("SELECT `album`.`album_id`, row_number() OVER (ORDER BY `album`.`year` + ? DESC) FROM `album` ORDER BY `album`.`album_id`")
        .rows(rows![(1, 3), (2, 2), (3, 4), (4, 1)]),
        case(
            "a window function in an expression and in ORDER BY",
            select((TRACK.track_id, row_number().over(by_seconds()) * 10))
                .from(TRACK)
                .order_by(row_number().over(by_seconds()).desc())
                .limit(2),
        )
        .same(r#"SELECT "track"."track_id", row_number() OVER (ORDER BY "track"."seconds") * ? FROM "track" ORDER BY row_number() OVER (ORDER BY "track"."seconds") DESC LIMIT ?"#)
        .rows(rows![(5, 50), (4, 40)]),
    ]
}

fn frames() -> Vec<Case> {
    let summed = |window: Window| tracks(sum(TRACK.track_id).over(window));
    let counted = |window: Window| tracks(count_all().over(window));
    let by_id = || window().order_by(TRACK.track_id);
    let by_price = || window().order_by(TRACK.price);
    vec![
        case("ROWS: up to the current one", summed(by_id().rows(unbounded_preceding(), current_row())))
            .same(r#"SELECT "track"."track_id", sum("track"."track_id") OVER (ORDER BY "track"."track_id" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 1), (2, 3), (3, 6), (4, 10), (5, 15)]),
        case("ROWS: bound offsets", summed(by_id().rows(preceding(1), following(1))))
            .same(r#"SELECT "track"."track_id", sum("track"."track_id") OVER (ORDER BY "track"."track_id" ROWS BETWEEN ? PRECEDING AND ? FOLLOWING) FROM "track" ORDER BY "track"."track_id""#)
            .mariadb("SELECT `track`.`track_id`, sum(`track`.`track_id`) OVER (ORDER BY `track`.`track_id` ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM `track` ORDER BY `track`.`track_id`")
            .rows(rows![(1, 3), (2, 6), (3, 9), (4, 12), (5, 9)]),
        case(
            "ROWS: literal offsets",
            summed(by_id().rows(preceding(literal(2)), preceding(literal(1)))),
        )
        .same(r#"SELECT "track"."track_id", sum("track"."track_id") OVER (ORDER BY "track"."track_id" ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM "track" ORDER BY "track"."track_id""#)
        .rows(rows![(1, NULL), (2, 1), (3, 3), (4, 5), (5, 7)]),
        case("ROWS: what follows", summed(by_id().rows(following(1), unbounded_following())))
            .same(r#"SELECT "track"."track_id", sum("track"."track_id") OVER (ORDER BY "track"."track_id" ROWS BETWEEN ? FOLLOWING AND UNBOUNDED FOLLOWING) FROM "track" ORDER BY "track"."track_id""#)
            .mariadb("SELECT `track`.`track_id`, sum(`track`.`track_id`) OVER (ORDER BY `track`.`track_id` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) FROM `track` ORDER BY `track`.`track_id`")
            .rows(rows![(1, 14), (2, 12), (3, 9), (4, 5), (5, NULL)]),
        case("RANGE: with equal rows", counted(by_price().range(unbounded_preceding(), current_row())))
            .same(r#"SELECT "track"."track_id", count(*) OVER (ORDER BY "track"."price" RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 2), (2, 2), (3, 3), (4, 5), (5, 5)]),
        case("RANGE: by values", counted(by_seconds().range(preceding(30), following(45))))
            .same(r#"SELECT "track"."track_id", count(*) OVER (ORDER BY "track"."seconds" RANGE BETWEEN ? PRECEDING AND ? FOLLOWING) FROM "track" ORDER BY "track"."track_id""#)
            .mariadb("SELECT `track`.`track_id`, count(*) OVER (ORDER BY `track`.`seconds` RANGE BETWEEN 30 PRECEDING AND 45 FOLLOWING) FROM `track` ORDER BY `track`.`track_id`")
            .rows(rows![(1, 3), (2, 2), (3, 2), (4, 2), (5, 2)]),
        case("RANGE: by literal values", counted(by_seconds().range(preceding(literal(30)), current_row())))
            .same(r#"SELECT "track"."track_id", count(*) OVER (ORDER BY "track"."seconds" RANGE BETWEEN 30 PRECEDING AND CURRENT ROW) FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 2), (2, 1), (3, 1), (4, 1), (5, 2)]),
        case("GROUPS", counted(by_price().groups(preceding(1), current_row())))
            .needs(Capability::FrameGroups)
            .same(r#"SELECT "track"."track_id", count(*) OVER (ORDER BY "track"."price" GROUPS BETWEEN ? PRECEDING AND CURRENT ROW) FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 2), (2, 2), (3, 3), (4, 3), (5, 3)]),
        case(
            "EXCLUDE CURRENT ROW",
            summed(
                by_id().rows(unbounded_preceding(), unbounded_following()).exclude(Exclude::CurrentRow),
            ),
        )
        .needs(Capability::FrameExclude)
        .same(r#"SELECT "track"."track_id", sum("track"."track_id") OVER (ORDER BY "track"."track_id" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) FROM "track" ORDER BY "track"."track_id""#)
        .rows(rows![(1, 14), (2, 13), (3, 12), (4, 11), (5, 10)]),
        case("EXCLUDE GROUP, of the default frame", counted(by_price().exclude(Exclude::Group)))
            .needs(Capability::FrameExclude)
            .same(r#"SELECT "track"."track_id", count(*) OVER (ORDER BY "track"."price" RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 0), (2, 0), (3, 2), (4, 3), (5, 3)]),
        case("EXCLUDE TIES, where there is no order", counted(window().exclude(Exclude::Ties)))
            .needs(Capability::FrameExclude)
            .same(r#"SELECT "track"."track_id", count(*) OVER (RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) FROM "track" ORDER BY "track"."track_id""#)
            .rows(rows![(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]),
    ]
}

fn named() -> Vec<Case> {
    let w = || window().partition_by(TRACK.album_id).order_by(TRACK.seconds);
    vec![
        case(
            "a named window, twice",
            select((TRACK.track_id, rank().over_named("w"), sum(TRACK.seconds).over_named("w")))
                .from(TRACK)
                .window("w", w())
                .order_by(TRACK.track_id),
        )
        .same(r#"SELECT "track"."track_id", rank() OVER "w", sum("track"."seconds") OVER "w" FROM "track" WINDOW "w" AS (PARTITION BY "track"."album_id" ORDER BY "track"."seconds") ORDER BY "track"."track_id""#)
        .rows(rows![(1, 2, 466), (2, 1, 203), (3, 1, 237), (4, 1, 305), (5, 2, 617)]),
        case(
            "windows based on others",
            select((
                TRACK.track_id,
                row_number().over_named("ordered"),
                count_all().over(Window::based_on("album")),
            ))
            .from(TRACK)
            .window("album", window().partition_by(TRACK.album_id))
            .window("ordered", Window::based_on("album").order_by(TRACK.seconds.desc()))
            .order_by(TRACK.track_id),
        )
        .same(r#"SELECT "track"."track_id", row_number() OVER "ordered", count(*) OVER ("album") FROM "track" WINDOW "album" AS (PARTITION BY "track"."album_id"), "ordered" AS ("album" ORDER BY "track"."seconds" DESC) ORDER BY "track"."track_id""#)
        .rows(rows![(1, 1, 2), (2, 2, 2), (3, 1, 1), (4, 2, 2), (5, 1, 2)]),
        case(
            "a frame over a named window",
            tracks(
                sum(TRACK.track_id).over(
                    Window::based_on("by_id").rows(preceding(1), current_row()),
                ),
            )
            .window("by_id", window().order_by(TRACK.track_id)),
        )
        .same(r#"SELECT "track"."track_id", sum("track"."track_id") OVER ("by_id" ROWS BETWEEN ? PRECEDING AND CURRENT ROW) FROM "track" WINDOW "by_id" AS (ORDER BY "track"."track_id") ORDER BY "track"."track_id""#)
        .mariadb("SELECT `track`.`track_id`, sum(`track`.`track_id`) OVER (`by_id` ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM `track` WINDOW `by_id` AS (ORDER BY `track`.`track_id`) ORDER BY `track`.`track_id`")
        .rows(rows![(1, 1), (2, 3), (3, 5), (4, 7), (5, 9)]),
    ]
}

fn aggregates() -> Vec<Case> {
    let long = || TRACK.seconds.gt(250);
    vec![
        case(
            "FILTER",
            select((
                count_all().filter(long()),
                sum(TRACK.seconds).filter(long()),
                count_distinct(TRACK.price).filter(not(TRACK.live)),
                max(TRACK.name).filter(TRACK.seconds.lt(0)),
            ))
            .from(TRACK),
        )
        .needs(Capability::AggregateFilter)
        .same(r#"SELECT count(*) FILTER (WHERE "track"."seconds" > ?), sum("track"."seconds") FILTER (WHERE "track"."seconds" > ?), count(DISTINCT "track"."price") FILTER (WHERE NOT "track"."live"), max("track"."name") FILTER (WHERE "track"."seconds" < ?) FROM "track""#)
        .mysql("SELECT count(CASE WHEN `track`.`seconds` > ? THEN 1 END), sum(CASE WHEN `track`.`seconds` > ? THEN `track`.`seconds` END), count(DISTINCT CASE WHEN NOT `track`.`live` THEN `track`.`price` END), max(CASE WHEN `track`.`seconds` < ? THEN `track`.`name` END) FROM `track`")
        .rows(rows![(3, 880, 3, NULL)]),
        case(
            "FILTER, twice, beside GROUP BY and HAVING",
            select((TRACK.album_id, count_all().filter(long()).filter(TRACK.live)))
                .from(TRACK)
                .group_by(TRACK.album_id)
                .having(count_all().filter(long()).gt(0))
                .order_by(TRACK.album_id),
        )
        .needs(Capability::AggregateFilter)
        .same(r#"SELECT "track"."album_id", count(*) FILTER (WHERE "track"."seconds" > ? AND "track"."live") FROM "track" GROUP BY "track"."album_id" HAVING count(*) FILTER (WHERE "track"."seconds" > ?) > ? ORDER BY "track"."album_id""#)
        .mysql("SELECT `track`.`album_id`, count(CASE WHEN `track`.`seconds` > ? AND `track`.`live` THEN 1 END) FROM `track` GROUP BY `track`.`album_id` HAVING count(CASE WHEN `track`.`seconds` > ? THEN 1 END) > ? ORDER BY `track`.`album_id`")
        .rows(rows![(1, 0), (4, 1)]),
        case(
            "FILTER on a window",
            tracks(count_all().filter(long()).over(window().order_by(TRACK.track_id))),
        )
        .needs(Capability::AggregateFilter)
        .same(r#"SELECT "track"."track_id", count(*) FILTER (WHERE "track"."seconds" > ?) OVER (ORDER BY "track"."track_id") FROM "track" ORDER BY "track"."track_id""#)
        .mysql("SELECT `track`.`track_id`, count(CASE WHEN `track`.`seconds` > ? THEN 1 END) OVER (ORDER BY `track`.`track_id`) FROM `track` ORDER BY `track`.`track_id`")
        .rows(rows![(1, 1), (2, 1), (3, 1), (4, 2), (5, 3)]),
        case(
            "FILTER of a database's own aggregate",
            select(func("total", TRACK.seconds).filter(long())).from(TRACK),
        )
        .only_on(["sqlite", "mysql"], "total() is SQLite's own")
        .refused_on("mysql", Unsupported, ["FILTER after this aggregate", "subquery"])
        .sqlite(r#"SELECT total("track"."seconds") FILTER (WHERE "track"."seconds" > ?) FROM "track""#)
        .rows(rows![(880.0)]),
        case(
            "ORDER BY in an aggregate",
            select(func("string_agg", (TRACK.name, literal(", "))).ordered(TRACK.seconds.desc()))
                .from(TRACK)
                .filter(TRACK.album_id.eq(4)),
        )
        .only_on(["sqlite", "postgres"], "string_agg() is theirs")
        .needs(Capability::AggregateOrderBy)
        .same(r#"SELECT string_agg("track"."name", ', ' ORDER BY "track"."seconds" DESC) FROM "track" WHERE "track"."album_id" = ?"#)
        .rows(rows![("Bachelorette, Jóga")]),
        case(
            "WITHIN GROUP",
            select(func("percentile_disc", literal(0.5)).within_group(TRACK.seconds)).from(TRACK),
        )
        .needs(Capability::WithinGroup)
        .postgres(r#"SELECT percentile_disc('0.5'::float8) WITHIN GROUP (ORDER BY "track"."seconds") FROM "track""#)
        .rows(rows![(263)]),
        case(
            "FILTER after WITHIN GROUP",
            select(
                func("percentile_disc", literal(0.5))
                    .within_group(TRACK.seconds.desc())
                    .filter(TRACK.live),
            )
            .from(TRACK),
        )
        .needs(Capability::WithinGroup)
        .postgres(r#"SELECT percentile_disc('0.5'::float8) WITHIN GROUP (ORDER BY "track"."seconds" DESC) FILTER (WHERE "track"."live") FROM "track""#)
        .rows(rows![(312)]),
    ]
}

/// A frame over dates.
fn intervals() -> Vec<Case> {
    let day = |text| literal(parsed::<Date>(text)).typed::<Date>();
    let days = || coalesce(day("2024-01-31"), day("2024-01-30"));
    let over = move |interval: Interval| {
        let window = window().order_by(days()).range(preceding(interval), current_row());
        select(count_all().over(window)).from(TRACK).limit(1)
    };
    vec![
        case("a frame by an interval", over(Interval::new(0, 2, 0)))
            .needs(Capability::FrameIntervals)
            .postgres(r#"SELECT count(*) OVER (ORDER BY coalesce('2024-01-31'::date, '2024-01-30'::date) RANGE BETWEEN $1 PRECEDING AND CURRENT ROW) FROM "track" LIMIT $2"#)
            .mysql("SELECT count(*) OVER (ORDER BY coalesce(DATE '2024-01-31', DATE '2024-01-30') RANGE BETWEEN INTERVAL 2 DAY PRECEDING AND CURRENT ROW) FROM `track` LIMIT ?")
            .rows(rows![(5)]),
        case("a frame by an interval of several units", over(Interval::new(1, 2, 0)))
            .needs(Capability::FrameIntervals)
            .refused_on("mariadb", Unsupported, ["a frame's bound by an interval"])
            .refused_on("mysql", Unsupported, ["several units", "in days"])
            .postgres(r#"SELECT count(*) OVER (ORDER BY coalesce('2024-01-31'::date, '2024-01-30'::date) RANGE BETWEEN $1 PRECEDING AND CURRENT ROW) FROM "track" LIMIT $2"#)
            .rows(rows![(5)]),
    ]
}

fn mistakes() -> Vec<Case> {
    let over = |window: Window| select(count_all().over(window)).from(TRACK);
    vec![
        refused(
            over(window().rows(unbounded_following(), unbounded_following())),
            Invalid,
            ["can't start at UNBOUNDED FOLLOWING", "bounds in their order"],
        )
        .at("OVER"),
        refused(
            over(window().rows(current_row(), unbounded_preceding())),
            Invalid,
            ["can't end at UNBOUNDED PRECEDING"],
        ),
        refused(
            over(window().rows(following(1), preceding(1))),
            Invalid,
            ["ends before it starts"],
        ),
        refused(
            over(window().groups(preceding(1), current_row())),
            Invalid,
            ["a frame of GROUPS needs an ORDER BY"],
        )
        .needs(Capability::FrameGroups),
        refused(
            over(window().range(preceding(1), current_row())),
            Invalid,
            ["a frame of RANGE over values needs one term of ORDER BY"],
        ),
        refused(
            over(window()).window("w", window()).window("w", window()),
            Invalid,
            ["the window w is defined twice"],
        )
        .at("WINDOW"),
        refused(select(value(1).over(window())), Invalid, ["OVER", "a function"]),
        refused(
            select(rank().over_named("v")).from(TRACK).window("w", window()),
            ErrorKind::Scope,
            ["the query has no window v", "it has: w"],
        )
        .at("OVER"),
        refused(
            select(rank().over_named("w")).from(TRACK),
            ErrorKind::Scope,
            ["the query has no window w", r#".window("w", window()…)"#],
        ),
        refused(
            // One around it is no window of a subquery's.
            select(select(rank().over_named("w")).from(ALBUM).scalar())
                .from(TRACK)
                .window("w", window()),
            ErrorKind::Scope,
            ["the query has no window w"],
        ),
        refused(
            select(rank().filter(TRACK.live).over(window().order_by(TRACK.seconds))).from(TRACK),
            Invalid,
            ["FILTER after a window function that is no aggregate", "subquery"],
        ),
    ]
}
