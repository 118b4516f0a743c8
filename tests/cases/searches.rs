//! LIKE, ILIKE and the searches.

use aludel::prelude::*;

use crate::harness::{Case, case, rows, run};
use crate::shop::{self, ALBUM, ARTIST};

fn albums(name: &'static str, condition: Cond) -> Case {
    case(name, select(ALBUM.album_id).filter(condition).order_by(ALBUM.album_id))
}

macro_rules! albums {
    ($condition:literal) => {
        concat!(
            r#"SELECT "album"."album_id" FROM "album" WHERE "#,
            $condition,
            r#" ORDER BY "album"."album_id""#
        )
    };
}

#[test]
fn like() {
    run([
        albums("like", ALBUM.title.like("%to%"))
            .both(albums!(r#""album"."title" LIKE ?"#))
            .params(["%to%".into()])
            .rows(rows![(1), (2)]),
        albums("not like", ALBUM.title.not_like("%To%"))
            .both(albums!(r#""album"."title" NOT LIKE ?"#))
            .rows(rows![(3), (4)]),
        albums("with an escape", ALBUM.title.like_escape("100!% Rock!_%", '!'))
            .both(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .rows(rows![(3)]),
        albums("the escape is a quote", ALBUM.title.like_escape("100'%%", '\''))
            .both(albums!(r#""album"."title" LIKE ? ESCAPE ''''"#))
            .rows(rows![(3)]),
        albums("ilike", ALBUM.title.ilike("B% WALL"))
            .ansi(albums!(r#"lower("album"."title") LIKE lower(?)"#))
            .sqlite(albums!(r#""album"."title" LIKE ?"#))
            .rows(rows![(2)]),
        albums("not ilike", ALBUM.title.not_ilike("%O%"))
            .ansi(albums!(r#"lower("album"."title") NOT LIKE lower(?)"#))
            .sqlite(albums!(r#""album"."title" NOT LIKE ?"#))
            .rows(rows![]),
        albums(
            "a pattern that is put together",
            ALBUM.title.like(literal("%").typed::<Text>().concat("all")),
        )
        .both(albums!(r#""album"."title" LIKE '%' || ?"#))
        .rows(rows![(2)]),
        albums("a condition as the pattern", ALBUM.title.like(ALBUM.year.is_null().cast::<Text>()))
            .ansi(albums!(r#""album"."title" LIKE CAST("album"."year" IS NULL AS TEXT)"#))
            .sqlite(albums!(r#""album"."title" LIKE CAST("album"."year" IS NULL AS TEXT)"#))
            .rows(rows![]),
    ]);
}

#[test]
fn searches_for_values() {
    run([
        albums("starts with", ALBUM.title.starts_with("100%"))
            .ansi(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" GLOB ?"#))
            .params(["100%*".into()])
            .rows(rows![(3)]),
        albums("ends with", ALBUM.title.ends_with("_n_Roll"))
            .ansi(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" GLOB ?"#))
            .params(["*_n_Roll".into()])
            .rows(rows![(3)]),
        albums("contains", ALBUM.title.contains("to"))
            .ansi(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#"instr("album"."title", ?) > 0"#))
            .params(["to".into()])
            .rows(rows![(2)]),
        albums("istarts with", ALBUM.title.istarts_with("BALLS"))
            .ansi(albums!(r#"lower("album"."title") LIKE lower(?) ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .params(["BALLS%".into()])
            .rows(rows![(2)]),
        albums("icontains, with wildcards in it", ALBUM.title.icontains("K_N_R"))
            .ansi(albums!(r#"lower("album"."title") LIKE lower(?) ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" LIKE ? ESCAPE '!'"#))
            .params(["%K!_N!_R%".into()])
            .rows(rows![(3)]),
        albums("not contains", not(ALBUM.title.contains("to")))
            .ansi(albums!(r#""album"."title" NOT LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#"instr("album"."title", ?) = 0"#))
            .rows(rows![(1), (3), (4)]),
        albums("not starts with", not(ALBUM.title.starts_with("B")))
            .ansi(albums!(r#""album"."title" NOT LIKE ? ESCAPE '!'"#))
            .sqlite(albums!(r#""album"."title" NOT GLOB ?"#))
            .rows(rows![(1), (3), (4)]),
        albums("a search is an operand", ALBUM.title.contains("to").eq(ALBUM.title.starts_with("B")))
            .ansi(albums!(
                r#"("album"."title" LIKE ? ESCAPE '!') = ("album"."title" LIKE ? ESCAPE '!')"#
            ))
            .sqlite(albums!(r#"instr("album"."title", ?) > 0 = ("album"."title" GLOB ?)"#))
            .rows(rows![(1), (2), (3), (4)]),
        case("in NULL nothing is found, nor not found",
            select((ARTIST.name.contains("x"), not(ARTIST.name.starts_with("x")))).filter(ARTIST.name.is_null()))
            .ansi(r#"SELECT "artist"."name" LIKE ? ESCAPE '!', "artist"."name" NOT LIKE ? ESCAPE '!' FROM "artist" WHERE "artist"."name" IS NULL"#)
            .sqlite(r#"SELECT instr("artist"."name", ?) > 0, "artist"."name" NOT GLOB ? FROM "artist" WHERE "artist"."name" IS NULL"#)
            .rows(rows![(crate::harness::NULL, crate::harness::NULL)]),
    ]);
}

#[test]
fn searches_for_expressions() {
    run([
        albums("starts with a column", ALBUM.title.starts_with(ALBUM.title))
            .ansi(albums!(
                r#""album"."title" LIKE replace(replace(replace("album"."title", '!', '!!'), '%', '!%'), '_', '!_') || '%' ESCAPE '!'"#
            ))
            .sqlite(albums!(
                r#""album"."title" GLOB replace(replace(replace("album"."title", '[', '[[]'), '*', '[*]'), '?', '[?]') || '*'"#
            ))
            .rows(rows![(1), (2), (3), (4)]),
        albums("iends with an expression", ALBUM.title.iends_with(upper(substring(ALBUM.title, 3, 99))))
            .ansi(albums!(
                r#"lower("album"."title") LIKE lower('%' || replace(replace(replace(upper(substr("album"."title", ?, ?)), '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'"#
            ))
            .sqlite(albums!(
                r#""album"."title" LIKE '%' || replace(replace(replace(upper(substr("album"."title", ?, ?)), '!', '!!'), '%', '!%'), '_', '!_') ESCAPE '!'"#
            ))
            .rows(rows![(1), (2), (3), (4)]),
    ]);
}

/// Strings that mean something to LIKE, to GLOB, to `replace`, or to a lexer.
const TEXTS: [&str; 23] = [
    "", "a", "A", "ab", "aB", "%", "100%", "1000", "_", "a_b", "axb", "[", "[a]", "]", "*", "a*b",
    "?", "!", "!!%", "\\", "\\%", "it's", "--",
];

/// For all pairs of such strings, a search finds what Rust's `str` finds: as values, as
/// columns and as literals.
#[test]
fn searches_mean_what_str_means() -> aludel::Result<()> {
    type Search = fn(&Expr<Text>, Expr<Text>) -> Cond;
    type Truth = fn(&str, &str) -> bool;
    let lower = |s: &str| s.to_ascii_lowercase();
    let searches: [(&str, Search, Truth); 6] = [
        ("starts_with", |t, n| t.starts_with(n), |t, n| t.starts_with(n)),
        ("ends_with", |t, n| t.ends_with(n), |t, n| t.ends_with(n)),
        ("contains", |t, n| t.contains(n), |t, n| t.contains(n)),
        ("istarts_with", |t, n| t.istarts_with(n), |t, n| t.starts_with(n)),
        ("iends_with", |t, n| t.iends_with(n), |t, n| t.ends_with(n)),
        ("icontains", |t, n| t.icontains(n), |t, n| t.contains(n)),
    ];
    let pair = Table::build("pair").column("t", SqlType::Text).column("n", SqlType::Text).finish();
    let (t, n) = (pair.col("t").typed::<Text>(), pair.col("n").typed::<Text>());
    let mut conn = shop::open();
    conn.create_all(&[(&pair).into()])?;
    let pairs = TEXTS.iter().flat_map(|t| TEXTS.iter().map(|n| vec![*t, *n]));
    conn.execute(&insert(&pair).columns(vec!["t", "n"]).rows(pairs))?;

    for (name, search, truth) in searches {
        let rows = conn.fetch_all(&select((&t, &n, search(&t, n.clone()))).from(&pair))?;
        assert_eq!(rows.len(), TEXTS.len() * TEXTS.len());
        for (text, needle, found) in rows {
            let expected = if name.starts_with('i') {
                truth(&lower(&text), &lower(&needle))
            } else {
                truth(&text, &needle)
            };
            assert_eq!(found, Some(expected), "{text:?}.{name}({needle:?}) over columns");
            let shown = format!("{text:?}.{name}({needle:?})");
            let text = value(text).typed::<Text>();
            for needle in [value(needle.as_str()), literal(needle.as_str())] {
                let found = search(&text, needle.typed());
                let row = conn.fetch_one(&select((&found, not(&found))))?;
                assert_eq!(row, (Some(expected), Some(!expected)), "{shown}");
            }
        }
    }
    Ok(())
}
