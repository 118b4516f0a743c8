//! Full-text search, in a table that each database searches in by its own index.

use crate::ErrorKind::Unsupported;
use crate::prelude::*;
use crate::testing::shop::{ARTIST, REVIEW};
use crate::testing::{Capability, Case, case, rows};
use crate::typed::{FullText, TextSearch};

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    [words(), languages(), ranks(), refusals()].into_iter().flatten().collect()
}

/// The reviews that a search finds.
fn found(name: &'static str, search: &TextSearch) -> Case {
    let q = select(REVIEW.review_id).from(REVIEW).filter(search.matches());
    case(name, q.order_by(REVIEW.review_id)).needs(Capability::FullText)
}

fn both() -> FullText {
    full_text((REVIEW.title, REVIEW.body))
}

/// The texts of a search in both columns: PostgreSQL's ends in its query.
macro_rules! in_both {
    ($case:expr, $query:literal) => {
        in_both!($case, $query, "IN BOOLEAN MODE")
    };
    ($case:expr, $query:literal, $mode:literal) => {
        $case
            .sqlite(r#"SELECT "review"."review_id" FROM "review" WHERE "review"."review" MATCH ? ORDER BY "review"."review_id""#)
            .postgres(concat!(
                r#"SELECT "review"."review_id" FROM "review" WHERE to_tsvector(coalesce("review"."title", '') || ' ' || coalesce("review"."body", '')) @@ "#,
                $query,
                r#" ORDER BY "review"."review_id""#
            ))
            .mysql(concat!(
                "SELECT `review`.`review_id` FROM `review` WHERE MATCH (`review`.`title`, `review`.`body`) AGAINST (? ",
                $mode,
                ") > 0 ORDER BY `review`.`review_id`"
            ))
    };
}

fn words() -> Vec<Case> {
    vec![
        in_both!(found("all words, in two columns as in one", &both().all_words("guitars heavy")), "plainto_tsquery($1)")
            .params_on("sqlite", [r#"{"title" "body"} : ("guitars" AND "heavy")"#.into()])
            .params_on("postgres", ["guitars heavy".into()])
            .params_on("mysql", ["+guitars +heavy".into()])
            .rows(rows![(1)]),
        found("all words, in one column", &full_text(REVIEW.title).all_words("beats soft"))
            .sqlite(r#"SELECT "review"."review_id" FROM "review" WHERE "review"."title" MATCH ? ORDER BY "review"."review_id""#)
            .postgres(r#"SELECT "review"."review_id" FROM "review" WHERE to_tsvector("review"."title") @@ plainto_tsquery($1) ORDER BY "review"."review_id""#)
            .mysql("SELECT `review`.`review_id` FROM `review` WHERE MATCH (`review`.`title`) AGAINST (? IN BOOLEAN MODE) > 0 ORDER BY `review`.`review_id`")
            .rows(rows![(4)]),
        in_both!(found("any word", &both().any_word("octet guitars")), "to_tsquery($1)")
            .params_on("postgres", ["'octet' | 'guitars'".into()])
            .rows(rows![(1), (2), (3)]),
        in_both!(found("a phrase, in its order", &both().phrase("heavy beats")), "phraseto_tsquery($1)")
            .rows(rows![(2)]),
        in_both!(found("words that are there in another order", &both().phrase("beats heavy")), "phraseto_tsquery($1)")
            .rows(rows![]),
        in_both!(found("a word of several parts", &both().all_words("beats-driven")), "plainto_tsquery($1)")
            .rows(rows![(4)]),
        in_both!(found("nothing is an operator", &both().all_words("guitars -heavy \"* +) : (")), "plainto_tsquery($1)")
            .rows(rows![(1)]),
        in_both!(found("nothing is an operator, of any word", &both().any_word("octet' & \\ | 'x")), "to_tsquery($1)")
            .rows(rows![(2)]),
        in_both!(found("no words find nothing", &both().all_words(" -- \"\" ")), "plainto_tsquery($1)")
            .rows(rows![]),
        case(
            "in a table under an alias",
            {
                let r = REVIEW.alias("r");
                let search = full_text((r.title, r.body)).any_word("octet");
                select(r.review_id).from(r).filter(search.matches())
            },
        )
        .needs(Capability::FullText)
        .sqlite(r#"SELECT "r"."review_id" FROM "review" AS "r" WHERE "r"."review" MATCH ?"#)
        .postgres(r#"SELECT "r"."review_id" FROM "review" AS "r" WHERE to_tsvector(coalesce("r"."title", '') || ' ' || coalesce("r"."body", '')) @@ to_tsquery($1)"#)
        .mysql("SELECT `r`.`review_id` FROM `review` AS `r` WHERE MATCH (`r`.`title`, `r`.`body`) AGAINST (? IN BOOLEAN MODE) > 0")
        .rows(rows![(2)]),
    ]
}

fn languages() -> Vec<Case> {
    vec![
        in_both!(found("natural language", &both().natural("octet")), "websearch_to_tsquery($1)", "IN NATURAL LANGUAGE MODE")
            .refused_on("sqlite", Unsupported, ["natural language"])
            .rows(rows![(2)]),
        found("the database's own language", &full_text(REVIEW.title).native("guitars"))
            .sqlite(r#"SELECT "review"."review_id" FROM "review" WHERE "review"."title" MATCH ? ORDER BY "review"."review_id""#)
            .postgres(r#"SELECT "review"."review_id" FROM "review" WHERE to_tsvector("review"."title") @@ to_tsquery($1) ORDER BY "review"."review_id""#)
            .mysql("SELECT `review`.`review_id` FROM `review` WHERE MATCH (`review`.`title`) AGAINST (? IN BOOLEAN MODE) > 0 ORDER BY `review`.`review_id`")
            .params(["guitars".into()])
            .rows(rows![(1), (3)]),
        found("words of an expression", &full_text(REVIEW.title).native(lower(literal("QUIET").typed::<Text>())))
            .sqlite(r#"SELECT "review"."review_id" FROM "review" WHERE "review"."title" MATCH lower('QUIET') ORDER BY "review"."review_id""#)
            .postgres(r#"SELECT "review"."review_id" FROM "review" WHERE to_tsvector("review"."title") @@ to_tsquery(lower('QUIET')) ORDER BY "review"."review_id""#)
            .mysql("SELECT `review`.`review_id` FROM `review` WHERE MATCH (`review`.`title`) AGAINST (lower('QUIET') IN BOOLEAN MODE) > 0 ORDER BY `review`.`review_id`")
            .rows(rows![(2)]),
        found("by the language's rules", &full_text(REVIEW.body).language("english").all_words("guitar shout"))
            .refused_on("sqlite", Unsupported, ["language", "tokenizer"])
            .refused_on("mysql", Unsupported, ["language", "index"])
            .refused_on("mariadb", Unsupported, ["language", "index"])
            .postgres(r#"SELECT "review"."review_id" FROM "review" WHERE to_tsvector('english', "review"."body") @@ plainto_tsquery('english', $1) ORDER BY "review"."review_id""#)
            .rows(rows![(1)]),
        found(
            "a vector",
            &full_text(func("to_tsvector", (REVIEW.title,))).vector().all_words("strings"),
        )
        .only_on(["postgres"], "a tsvector is PostgreSQL's")
        .postgres(r#"SELECT "review"."review_id" FROM "review" WHERE to_tsvector("review"."title") @@ plainto_tsquery($1) ORDER BY "review"."review_id""#)
        .rows(rows![(2)]),
    ]
}

fn ranks() -> Vec<Case> {
    let search = both().any_word("guitars heavy");
    let best = select(REVIEW.review_id).from(REVIEW).filter(search.matches());
    vec![
        case("the best first", best.order_by(search.rank().desc()).limit(1))
            .needs(Capability::FullText)
            .sqlite(r#"SELECT "review"."review_id" FROM "review" WHERE "review"."review" MATCH ? ORDER BY (-bm25("review"."review")) DESC LIMIT ?"#)
            .postgres(r#"SELECT "review"."review_id" FROM "review" WHERE to_tsvector(coalesce("review"."title", '') || ' ' || coalesce("review"."body", '')) @@ to_tsquery($1) ORDER BY ts_rank(to_tsvector(coalesce("review"."title", '') || ' ' || coalesce("review"."body", '')), to_tsquery($2)) DESC LIMIT $3"#)
            .mysql("SELECT `review`.`review_id` FROM `review` WHERE MATCH (`review`.`title`, `review`.`body`) AGAINST (? IN BOOLEAN MODE) > 0 ORDER BY MATCH (`review`.`title`, `review`.`body`) AGAINST (? IN BOOLEAN MODE) DESC LIMIT ?")
            .rows(rows![(1)]),
    ]
}

fn refusals() -> Vec<Case> {
    let computed = full_text(lower(ARTIST.name)).all_words("x");
    vec![
        case("in an expression", select(ARTIST.artist_id).filter(computed.matches()))
            .refused_on("sqlite", Unsupported, ["columns of one table"])
            .only_on(["sqlite"], "an index of an expression is the database's affair"),
        case(
            "the words of an expression are not told apart",
            select(ARTIST.artist_id).filter(full_text(ARTIST.name).any_word(ARTIST.name).matches()),
        )
        .refused_on("sqlite", Unsupported, ["words of an expression"])
        .refused_on("mysql", Unsupported, ["words of an expression"])
        .refused_on("mariadb", Unsupported, ["words of an expression"])
        .refused_on("postgres", Unsupported, ["words of an expression"]),
    ]
}
