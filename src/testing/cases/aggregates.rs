//! Aggregates of one name on every database.

use crate::ErrorKind::Unsupported;
use crate::prelude::*;
use crate::testing::shop::{ALBUM, ARTIST, TRACK};
use crate::testing::{Case, NULL, case, refused, rows};
use crate::value::{Array as ArrayValue, Kind};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [texts(), json(), conditions(), statistics(), arrays(), percentiles(), counts()]
        .into_iter()
        .flatten()
        .collect()
}

fn texts() -> Vec<Case> {
    let title = ALBUM.title.nullable();
    vec![
        case("of texts that the program chooses", {
            let kind = || case_of(&TRACK.live, true, "live").otherwise("studio");
            let or = coalesce(null().typed::<Nullable<Text>>(), "none");
            select((min(kind()), max(kind()), max(or), max(nullif(kind(), "studio")))).from(TRACK)
        })
        .same(r#"SELECT min(CASE "track"."live" WHEN ? THEN ? ELSE ? END), max(CASE "track"."live" WHEN ? THEN ? ELSE ? END), max(coalesce(NULL, ?)), max(nullif(CASE "track"."live" WHEN ? THEN ? ELSE ? END, ?)) FROM "track""#)
        .mysql("SELECT min(CAST(CASE `track`.`live` WHEN ? THEN ? ELSE ? END AS CHAR)), max(CAST(CASE `track`.`live` WHEN ? THEN ? ELSE ? END AS CHAR)), max(CAST(coalesce(NULL, ?) AS CHAR)), max(CAST(nullif(CASE `track`.`live` WHEN ? THEN ? ELSE ? END, ?) AS CHAR)) FROM `track`")
        .rows(rows![("live", "studio", "none", "live")]),
        case("texts in order", select(string_agg(TRACK.name, "; ").ordered(TRACK.seconds.desc())))
            .same(r#"SELECT string_agg("track"."name", ? ORDER BY "track"."seconds" DESC) FROM "track""#)
            .sqlite(r#"SELECT group_concat("track"."name", ? ORDER BY "track"."seconds" DESC) FROM "track""#)
            .mysql("SELECT group_concat(`track`.`name` ORDER BY `track`.`seconds` DESC SEPARATOR '; ') FROM `track`")
            .rows(rows![("Bachelorette; Jóga; Evil Walks; London Leatherboys; Snowballed")]),
        case(
            "NULLs among texts are left out",
            select(string_agg(ARTIST.name, ", ").ordered(ARTIST.artist_id)),
        )
        .same(r#"SELECT string_agg("artist"."name", ? ORDER BY "artist"."artist_id") FROM "artist""#)
        .sqlite(r#"SELECT group_concat("artist"."name", ? ORDER BY "artist"."artist_id") FROM "artist""#)
        .mysql("SELECT group_concat(`artist`.`name` ORDER BY `artist`.`artist_id` SEPARATOR ', ') FROM `artist`")
        .rows(rows![("AC/DC, Accept, Björk")]),
        case(
            "texts over no rows",
            select(string_agg(ARTIST.name, ", ")).filter(ARTIST.artist_id.lt(0)),
        )
        .same(r#"SELECT string_agg("artist"."name", ?) FROM "artist" WHERE "artist"."artist_id" < ?"#)
        .sqlite(r#"SELECT group_concat("artist"."name", ?) FROM "artist" WHERE "artist"."artist_id" < ?"#)
        .mysql("SELECT group_concat(`artist`.`name` SEPARATOR ', ') FROM `artist` WHERE `artist`.`artist_id` < ?")
        .rows(rows![(NULL)]),
        case(
            "a separator with everything in it",
            select(string_agg(ARTIST.name, "'\\;\"`?").ordered(ARTIST.artist_id)),
        )
        .same(r#"SELECT string_agg("artist"."name", ? ORDER BY "artist"."artist_id") FROM "artist""#)
        .sqlite(r#"SELECT group_concat("artist"."name", ? ORDER BY "artist"."artist_id") FROM "artist""#)
        .mysql(r#"SELECT group_concat(`artist`.`name` ORDER BY `artist`.`artist_id` SEPARATOR '''\\;"`?') FROM `artist`"#)
        .rows(rows![("AC/DC'\\;\"`?Accept'\\;\"`?Björk")]),
        case(
            "each text once",
            select(
                string_agg(case_of(&TRACK.live, true, "live").otherwise("studio"), ",")
                    .distinct(),
            )
            .filter(TRACK.live),
        )
        .same(r#"SELECT string_agg(DISTINCT CASE "track"."live" WHEN ? THEN ? ELSE ? END, ?) FROM "track" WHERE "track"."live""#)
        .sqlite(r#"SELECT group_concat(DISTINCT CASE "track"."live" WHEN ? THEN ? ELSE ? END) FROM "track" WHERE "track"."live""#)
        .mysql("SELECT group_concat(DISTINCT CASE `track`.`live` WHEN ? THEN ? ELSE ? END SEPARATOR ',') FROM `track` WHERE `track`.`live`")
        .rows(rows![("live")]),
        case(
            "each text once, with another separator",
            select(string_agg(TRACK.name, " ").distinct()).filter(TRACK.track_id.eq(1)),
        )
        .refused_on("sqlite", Unsupported, ["another separator than a comma", "subquery"])
        .same(r#"SELECT string_agg(DISTINCT "track"."name", ?) FROM "track" WHERE "track"."track_id" = ?"#)
        .sqlite(r#"SELECT group_concat(DISTINCT "track"."name" SEPARATOR ' ') FROM "track" WHERE "track"."track_id" = ?"#)
        .mysql("SELECT group_concat(DISTINCT `track`.`name` SEPARATOR ' ') FROM `track` WHERE `track`.`track_id` = ?")
        .rows(rows![("Evil Walks")]),
        case(
            "texts that are filtered",
            select(
                string_agg(&title, "|").filter(ALBUM.year.gt(1981)).ordered(ALBUM.album_id.desc()),
            ),
        )
        .emulated_on("mysql")
        .same(r#"SELECT string_agg("album"."title", ? ORDER BY "album"."album_id" DESC) FILTER (WHERE "album"."year" > ?) FROM "album""#)
        .sqlite(r#"SELECT group_concat("album"."title", ? ORDER BY "album"."album_id" DESC) FILTER (WHERE "album"."year" > ?) FROM "album""#)
        .mysql("SELECT group_concat(CASE WHEN `album`.`year` > ? THEN `album`.`title` END ORDER BY `album`.`album_id` DESC SEPARATOR '|') FROM `album`")
        .rows(rows![("Homogenic|Balls to the Wall")]),
        case(
            "texts of each group",
            select((TRACK.album_id, string_agg(TRACK.name, "+").ordered(TRACK.track_id)))
                .group_by(TRACK.album_id)
                .having(string_agg(TRACK.name, "+").is_not_null())
                .order_by(TRACK.album_id),
        )
        .same(r#"SELECT "track"."album_id", string_agg("track"."name", ? ORDER BY "track"."track_id") FROM "track" GROUP BY "track"."album_id" HAVING string_agg("track"."name", ?) IS NOT NULL ORDER BY "track"."album_id""#)
        .sqlite(r#"SELECT "track"."album_id", group_concat("track"."name", ? ORDER BY "track"."track_id") FROM "track" GROUP BY "track"."album_id" HAVING group_concat("track"."name", ?) IS NOT NULL ORDER BY "track"."album_id""#)
        .mysql("SELECT `track`.`album_id`, group_concat(`track`.`name` ORDER BY `track`.`track_id` SEPARATOR '+') FROM `track` GROUP BY `track`.`album_id` HAVING group_concat(`track`.`name` SEPARATOR '+') IS NOT NULL ORDER BY `track`.`album_id`")
        .rows(rows![
            (1, "Evil Walks+Snowballed"),
            (2, "London Leatherboys"),
            (4, "Jóga+Bachelorette"),
        ]),
        case(
            "a separator that is computed",
            select(string_agg(TRACK.name, upper(TRACK.name))).filter(TRACK.track_id.eq(1)),
        )
        .refused_on("mysql", Unsupported, ["a separator that is no text"])
        .same(r#"SELECT string_agg("track"."name", upper("track"."name")) FROM "track" WHERE "track"."track_id" = ?"#)
        .sqlite(r#"SELECT group_concat("track"."name", upper("track"."name")) FROM "track" WHERE "track"."track_id" = ?"#)
        .rows(rows![("Evil Walks")]),
        case(
            "texts up to each row",
            select((
                TRACK.track_id,
                string_agg(TRACK.name, ",").over(window().order_by(TRACK.track_id)),
            ))
            .filter(TRACK.track_id.lt(3))
            .order_by(TRACK.track_id),
        )
        .refused_on("mysql", Unsupported, ["string_agg over a window"])
        .same(r#"SELECT "track"."track_id", string_agg("track"."name", ?) OVER (ORDER BY "track"."track_id") FROM "track" WHERE "track"."track_id" < ? ORDER BY "track"."track_id""#)
        .sqlite(r#"SELECT "track"."track_id", group_concat("track"."name", ?) OVER (ORDER BY "track"."track_id") FROM "track" WHERE "track"."track_id" < ? ORDER BY "track"."track_id""#)
        .rows(rows![(1, "Evil Walks"), (2, "Evil Walks,Snowballed")]),
    ]
}

fn json() -> Vec<Case> {
    let of = |text: &'static str| vec![vec![Value::Json(Json::from_text(text))]];
    let one = TRACK.track_id.eq(1);
    vec![
        case(
            "a JSON array",
            select(json_array_agg(ALBUM.year)).filter(ALBUM.album_id.eq(3)),
        )
        .same(r#"SELECT json_array_agg("album"."year") FROM "album" WHERE "album"."album_id" = ?"#)
        .sqlite(r#"SELECT json(nullif(json_group_array("album"."year"), '[]')) FROM "album" WHERE "album"."album_id" = ?"#)
        .postgres(r#"SELECT json_agg("album"."year") FROM "album" WHERE "album"."album_id" = $1"#)
        .mysql("SELECT json_arrayagg(`album`.`year`) FROM `album` WHERE `album`.`album_id` = ?")
        .rows(of("[null]")),
        case(
            "a JSON array in order",
            select(json_array_agg(TRACK.seconds).ordered(TRACK.seconds)).filter(TRACK.track_id.lt(3)),
        )
        .only_on(["sqlite", "postgres", "mariadb"], "MySQL has no such order: the next case")
        .rows_on("mariadb", of("[203,263]"))
        .rows_on("sqlite", of("[203,263]"))
        .same(r#"SELECT json_array_agg("track"."seconds" ORDER BY "track"."seconds") FROM "track" WHERE "track"."track_id" < ?"#)
        .sqlite(r#"SELECT json(nullif(json_group_array("track"."seconds" ORDER BY "track"."seconds"), '[]')) FROM "track" WHERE "track"."track_id" < ?"#)
        .postgres(r#"SELECT json_agg("track"."seconds" ORDER BY "track"."seconds") FROM "track" WHERE "track"."track_id" < $1"#)
        .mariadb("SELECT json_arrayagg(`track`.`seconds` ORDER BY `track`.`seconds`) FROM `track` WHERE `track`.`track_id` < ?")
        .rows(of("[203, 263]")),
        refused(
            select(json_array_agg(TRACK.seconds).ordered(TRACK.seconds)),
            Unsupported,
            ["ORDER BY in json_arrayagg", "in order in the program"],
        )
        .only_on(["mysql"], "the others have it: the case before")
        .not_on("mariadb", "it has it: the case before"),
        case("a JSON array of texts", select(json_array_agg(ARTIST.name)).filter(ARTIST.artist_id.eq(3)))
            .same(r#"SELECT json_array_agg("artist"."name") FROM "artist" WHERE "artist"."artist_id" = ?"#)
            .sqlite(r#"SELECT json(nullif(json_group_array("artist"."name"), '[]')) FROM "artist" WHERE "artist"."artist_id" = ?"#)
            .postgres(r#"SELECT json_agg("artist"."name") FROM "artist" WHERE "artist"."artist_id" = $1"#)
            .mysql("SELECT json_arrayagg(`artist`.`name`) FROM `artist` WHERE `artist`.`artist_id` = ?")
            .rows(of("[\"Björk\"]")),
        case("a JSON array of no rows", select(json_array_agg(TRACK.name)).filter(TRACK.track_id.lt(0)))
            .same(r#"SELECT json_array_agg("track"."name") FROM "track" WHERE "track"."track_id" < ?"#)
            .sqlite(r#"SELECT json(nullif(json_group_array("track"."name"), '[]')) FROM "track" WHERE "track"."track_id" < ?"#)
            .postgres(r#"SELECT json_agg("track"."name") FROM "track" WHERE "track"."track_id" < $1"#)
            .mysql("SELECT json_arrayagg(`track`.`name`) FROM `track` WHERE `track`.`track_id` < ?")
            .rows(rows![(NULL)]),
        case("a JSON object", select(json_object_agg(TRACK.name, TRACK.price)).filter(one))
            .rows_on("sqlite", of("{\"Evil Walks\":0.99}"))
            .rows_on("mysql", of("{\"Evil Walks\": 0.99}"))
            .rows_on("mariadb", of("{\"Evil Walks\":0.99}"))
            .same(r#"SELECT json_object_agg("track"."name", "track"."price") FROM "track" WHERE "track"."track_id" = ?"#)
            .sqlite(r#"SELECT json(nullif(json_group_object("track"."name", "track"."price"), '{}')) FROM "track" WHERE "track"."track_id" = ?"#)
            .mysql("SELECT json_objectagg(`track`.`name`, `track`.`price`) FROM `track` WHERE `track`.`track_id` = ?")
            .rows(of("{ \"Evil Walks\" : 0.99 }")),
        case(
            "a JSON object of no rows",
            select(json_object_agg(TRACK.name, TRACK.price)).filter(TRACK.track_id.lt(0)),
        )
        .same(r#"SELECT json_object_agg("track"."name", "track"."price") FROM "track" WHERE "track"."track_id" < ?"#)
        .sqlite(r#"SELECT json(nullif(json_group_object("track"."name", "track"."price"), '{}')) FROM "track" WHERE "track"."track_id" < ?"#)
        .mysql("SELECT json_objectagg(`track`.`name`, `track`.`price`) FROM `track` WHERE `track`.`track_id` < ?")
        .rows(rows![(NULL)]),
    ]
}

fn conditions() -> Vec<Case> {
    vec![
        case(
            "all and any of a group",
            select((TRACK.album_id, bool_and(TRACK.live), bool_or(TRACK.live)))
                .group_by(TRACK.album_id)
                .order_by(TRACK.album_id),
        )
        .emulated_on("sqlite")
        .emulated_on("mysql")
        .same(r#"SELECT "track"."album_id", bool_and("track"."live"), bool_or("track"."live") FROM "track" GROUP BY "track"."album_id" ORDER BY "track"."album_id""#)
        .sqlite(r#"SELECT "track"."album_id", min("track"."live"), max("track"."live") FROM "track" GROUP BY "track"."album_id" ORDER BY "track"."album_id""#)
        .mysql("SELECT `track`.`album_id`, min(`track`.`live`), max(`track`.`live`) FROM `track` GROUP BY `track`.`album_id` ORDER BY `track`.`album_id`")
        .rows(rows![(1, false, true), (2, false, false), (4, false, true)]),
        case(
            "conditions that may be NULL",
            select((bool_and(ALBUM.year.gt(1980)), bool_or(ALBUM.year.gt(2000)))),
        )
        .emulated_on("sqlite")
        .emulated_on("mysql")
        .same(r#"SELECT bool_and("album"."year" > ?), bool_or("album"."year" > ?) FROM "album""#)
        .sqlite(r#"SELECT min("album"."year" > ?), max("album"."year" > ?) FROM "album""#)
        .mysql("SELECT min(`album`.`year` > ?), max(`album`.`year` > ?) FROM `album`")
        .rows(rows![(true, false)]),
        case(
            "conditions over no rows",
            select((bool_and(TRACK.live), bool_or(TRACK.live))).filter(TRACK.track_id.lt(0)),
        )
        .emulated_on("sqlite")
        .emulated_on("mysql")
        .same(r#"SELECT bool_and("track"."live"), bool_or("track"."live") FROM "track" WHERE "track"."track_id" < ?"#)
        .sqlite(r#"SELECT min("track"."live"), max("track"."live") FROM "track" WHERE "track"."track_id" < ?"#)
        .mysql("SELECT min(`track`.`live`), max(`track`.`live`) FROM `track` WHERE `track`.`track_id` < ?")
        .rows(rows![(NULL, NULL)]),
        case(
            "conditions that are filtered",
            select(bool_and(TRACK.live).filter(TRACK.track_id.in_([2, 5]))),
        )
        .emulated_on("sqlite")
        .emulated_on("mysql")
        .same(r#"SELECT bool_and("track"."live") FILTER (WHERE "track"."track_id" IN (?, ?)) FROM "track""#)
        .sqlite(r#"SELECT min("track"."live") FILTER (WHERE "track"."track_id" IN (?, ?)) FROM "track""#)
        .mysql("SELECT min(CASE WHEN `track`.`track_id` IN (?, ?) THEN `track`.`live` END) FROM `track`")
        .rows(rows![(true)]),
    ]
}

fn statistics() -> Vec<Case> {
    let s = TRACK.seconds;
    vec![
        case(
            "deviation and variance",
            select((stddev_pop(s), var_pop(s), var_samp(s))).filter(TRACK.album_id.eq(1)),
        )
        .refused_on("sqlite", Unsupported, ["stddev_pop", "sum(x * x)"])
        .same(r#"SELECT stddev_pop("track"."seconds"), var_pop("track"."seconds"), var_samp("track"."seconds") FROM "track" WHERE "track"."album_id" = ?"#)
        .postgres(r#"SELECT CAST(stddev_pop("track"."seconds") AS double precision), CAST(var_pop("track"."seconds") AS double precision), CAST(var_samp("track"."seconds") AS double precision) FROM "track" WHERE "track"."album_id" = $1"#)
        .rows(rows![(30.0, 900.0, 1800.0)]),
        case(
            "the deviation of one row, as a sample",
            select((stddev_samp(s), stddev_pop(s))).filter(TRACK.track_id.eq(1)),
        )
        .refused_on("sqlite", Unsupported, ["stddev_samp"])
        .same(r#"SELECT stddev_samp("track"."seconds"), stddev_pop("track"."seconds") FROM "track" WHERE "track"."track_id" = ?"#)
        .postgres(r#"SELECT CAST(stddev_samp("track"."seconds") AS double precision), CAST(stddev_pop("track"."seconds") AS double precision) FROM "track" WHERE "track"."track_id" = $1"#)
        .rows(rows![(NULL, 0.0)]),
    ]
}

fn arrays() -> Vec<Case> {
    let array = |values: Vec<Value>| Value::Array(ArrayValue::new(Kind::Int, values));
    vec![
        case("an array in order", select(array_agg(ALBUM.year).ordered(ALBUM.album_id)))
            .refused_on("sqlite", Unsupported, ["array_agg", "json_array_agg"])
            .refused_on("mysql", Unsupported, ["array_agg", "json_array_agg"])
            .same(r#"SELECT array_agg("album"."year" ORDER BY "album"."album_id") FROM "album""#)
            .rows(vec![vec![array(vec![
                1981.into(),
                1983.into(),
                Value::Null(Kind::Int),
                1997.into(),
            ])]]),
    ]
}

fn percentiles() -> Vec<Case> {
    let median = func("percentile_cont", 0.5).typed::<Float>().within_group(TRACK.seconds);
    let mode = func("mode", ()).typed::<Float>().within_group(TRACK.price.desc());
    vec![
        case("the median", select(median))
            .refused_on("sqlite", Unsupported, ["WITHIN GROUP", "window functions"])
            .refused_on("mysql", Unsupported, ["WITHIN GROUP", "window functions"])
            .same(r#"SELECT percentile_cont(?) WITHIN GROUP (ORDER BY "track"."seconds") FROM "track""#)
            .sqlite(r#"SELECT percentile_cont(CAST(? AS double precision)) WITHIN GROUP (ORDER BY "track"."seconds") FROM "track""#)
            .postgres(r#"SELECT percentile_cont(CAST($1 AS double precision)) WITHIN GROUP (ORDER BY "track"."seconds") FROM "track""#)
            .mysql("SELECT percentile_cont(CAST(? AS double precision)) WITHIN GROUP (ORDER BY `track`.`seconds`) FROM `track`")
            .rows(rows![(263.0)]),
        case("the commonest value", select(mode))
            .refused_on("sqlite", Unsupported, ["WITHIN GROUP"])
            .refused_on("mysql", Unsupported, ["WITHIN GROUP"])
            .same(r#"SELECT mode() WITHIN GROUP (ORDER BY "track"."price" DESC) FROM "track""#)
            .rows(rows![(2.25)]),
    ]
}

fn counts() -> Vec<Case> {
    let live = case_of(&TRACK.live, true, "live").otherwise("studio").label("kind");
    vec![
        case("how many rows a query has", count_of(&select((TRACK.name, TRACK.name)).filter(TRACK.live)))
            .same(r#"SELECT count(*) FROM (SELECT "track"."name" AS "c1", "track"."name" AS "c2" FROM "track" WHERE "track"."live") AS "q""#)
            .rows(rows![(2)]),
        case(
            "how many different rows, whose order does not matter",
            count_of(&select(TRACK.album_id).distinct().order_by(TRACK.album_id)),
        )
        .same(r#"SELECT count(*) FROM (SELECT DISTINCT "track"."album_id" AS "c1" FROM "track") AS "q""#)
        .rows(rows![(3)]),
        case(
            "how many groups, by a label",
            count_of(&select((&live, count_all())).group_by(&live).order_by(&live).limit(5)),
        )
        .same(r#"SELECT count(*) FROM (SELECT CASE "track"."live" WHEN ? THEN ? ELSE ? END AS "c1", count(*) AS "c2" FROM "track" GROUP BY 1 ORDER BY "c1" LIMIT ?) AS "q""#)
        .rows(rows![(2)]),
        case(
            "how many rows of a union",
            count_of(&select(ARTIST.artist_id).union(select(ALBUM.album_id))),
        )
        .same(r#"SELECT count(*) FROM (SELECT "artist"."artist_id" FROM "artist" UNION SELECT "album"."album_id" FROM "album") AS "q""#)
        .rows(rows![(4)]),
        case("how many rows of a table", count_of(&select_from(ARTIST).offset(1)))
            .same(r#"SELECT count(*) FROM (SELECT "artist".* FROM "artist" OFFSET ?) AS "q""#)
            .sqlite(r#"SELECT count(*) FROM (SELECT "artist".* FROM "artist" LIMIT -1 OFFSET ?) AS "q""#)
            .mysql("SELECT count(*) FROM (SELECT `artist`.* FROM `artist` LIMIT 18446744073709551615 OFFSET ?) AS `q`")
            .rows(rows![(3)]),
    ]
}
