//! Searches find what Rust's `str` finds, on every server.

use aludel::prelude::*;

use crate::servers::{Server, on_every_server, open};

on_every_server!(searches_mean_what_str_means);

/// Strings that mean something to LIKE, to GLOB, to `replace`, or to a lexer.
const TEXTS: [&str; 23] = [
    "", "a", "A", "ab", "aB", "%", "100%", "1000", "_", "a_b", "axb", "[", "[a]", "]", "*", "a*b",
    "?", "!", "!!%", "\\", "\\%", "it's", "--",
];

/// For all pairs of such strings, a search finds what Rust's `str` finds: as values, as
/// columns and as literals.
fn searches_mean_what_str_means(server: &Server) {
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
    let database = server.database();
    let mut conn = open(&database);
    conn.create_all(&[(&pair).into()]).unwrap();
    let pairs = TEXTS.iter().flat_map(|t| TEXTS.iter().map(|n| vec![*t, *n]));
    conn.execute(&insert(&pair).columns(vec!["t", "n"]).rows(pairs)).unwrap();

    for (name, search, truth) in searches {
        let rows = conn.fetch_all(&select((&t, &n, search(&t, n.clone()))).from(&pair)).unwrap();
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
                let row = conn.fetch_one(&select((&found, not(&found)))).unwrap();
                assert_eq!(row, (Some(expected), Some(!expected)), "{shown}");
            }
        }
    }
}
