//! Random trees on SQLite.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use aludel::ast::{self, Fold};
use aludel::dialect::Ansi;
use aludel::engine::PooledConnection;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses, Sql};
use aludel::testing::generate::{self, Choices, FromBytes, Generator, Seeded};
use aludel_sqlite::Sqlite;

use crate::{fetch, open};

const SEEDS: u64 = 5_000;

/// A query whose expressions are 1 to 5 levels deep.
fn tree(seed: u64) -> ast::Select {
    let depth = usize::try_from(seed % 5).unwrap_or(0) + 1;
    Generator::new(&mut Seeded::new(seed)).select(depth)
}

fn query(tree: &ast::Select) -> Select {
    Select::from_tree(tree.clone().into())
}

/// The table that the trees are over, filled.
fn filled() -> aludel::Result<PooledConnection> {
    let mut conn = open()?;
    let table = generate::table();
    conn.create_all(&[(&table).into()])?;
    let rows = generate::rows().into_iter().map(Vec::from);
    conn.execute(&insert(&table).columns(vec!["id", "a", "b", "s", "u", "f"]).rows(rows))?;
    Ok(conn)
}

fn compile(query: &Select, literal: bool, parentheses: Parentheses) -> Sql {
    query.to_sql_with(&Sqlite, Options { literal, parentheses }).unwrap()
}

/// Minimal parentheses, full ones, and printed values: the same rows. This says, too, that
/// what is rendered runs.
#[test]
fn the_same_rows_however_it_is_written() {
    const WAYS: [(&str, bool, Parentheses); 3] = [
        ("full parentheses", false, Parentheses::Full),
        ("literals", true, Parentheses::Minimal),
        ("literals and full parentheses", true, Parentheses::Full),
    ];
    let mut conn = filled().unwrap();
    let mut failures: Vec<(usize, String)> = Vec::new();
    for seed in 0..SEEDS {
        let query = query(&tree(seed));
        let minimal = compile(&query, false, Parentheses::Minimal);
        let rows = fetch(&mut conn, &minimal)
            .unwrap_or_else(|error| panic!("seed {seed} does not run: {error:?}\n{minimal}"));
        for (way, literal, parentheses) in WAYS {
            let other = compile(&query, literal, parentheses);
            let found = fetch(&mut conn, &other)
                .unwrap_or_else(|error| panic!("seed {seed}, {way}: {error:?}\n{other}"));
            if found != rows {
                let differ = rows.iter().zip(&found).find(|(a, b)| a != b);
                let report = format!("seed {seed}, {way}: {differ:?}\n{minimal}\n{other}");
                failures.push((minimal.text().len(), report));
            }
        }
    }
    if let Some((_, smallest)) = failures.iter().min_by_key(|(length, _)| *length) {
        panic!("{} of {SEEDS} differ; the smallest is {smallest}", failures.len());
    }
}

#[test]
fn compiling_changes_nothing() {
    let old = [Sqlite::v(3, 20), Sqlite::v(3, 34), Sqlite::v(3, 38)];
    for seed in 0..SEEDS {
        let (tree, same) = (tree(seed), tree(seed));
        let query = query(&tree);
        for literal in [false, true] {
            for parentheses in [Parentheses::Minimal, Parentheses::Full] {
                let options = Options { literal, parentheses };
                let first = query.to_sql_with(&Ansi, options).unwrap();
                let again = query.to_sql_with(&Ansi, options).unwrap();
                assert_eq!((first.text(), first.params()), (again.text(), again.params()));
            }
        }
        for dialect in &old {
            // An older version may refuse it; it must do so in words.
            if let Err(error) = query.to_sql(dialect) {
                assert!(error.help().is_some(), "{error:?}");
            }
        }
        assert_eq!(**query.tree(), same, "seed {seed}");
    }
}

#[test]
fn a_fold_that_replaces_nothing_gives_an_equal_tree() {
    struct Nothing;
    impl Fold for Nothing {}
    let state = RandomState::new();
    let mut hashes = HashSet::new();
    for seed in 0..SEEDS {
        let (tree, same) = (tree(seed), tree(seed));
        let folded = Nothing.fold_select(&tree);
        assert_eq!(folded, tree, "seed {seed}");
        assert_eq!(same, tree, "seed {seed}");
        assert_eq!(state.hash_one(&folded), state.hash_one(&tree), "seed {seed}");
        assert_eq!(state.hash_one(&same), state.hash_one(&tree), "seed {seed}");
        // As parts of another tree they are equal too.
        let part = |tree: &ast::Select| select(query(tree).exists());
        assert_eq!(part(&folded).tree(), part(&tree).tree(), "seed {seed}");
        hashes.insert(state.hash_one(&tree));
    }
    assert!(hashes.len() > 4_500, "only {} trees are different", hashes.len());
}

/// A fold that copies each value into a literal prints the statement with literals.
#[test]
fn folding_values_into_literals_is_printing_them() {
    struct Inline;
    impl Fold for Inline {
        fn fold_node(&mut self, node: &ast::Node) -> ast::Node {
            match node {
                ast::Node::Int(value) => ast::Node::literal(*value),
                ast::Node::Value(value) => ast::Node::literal((**value).clone()),
                other => ast::fold_node(self, other),
            }
        }
    }
    let mut conn = filled().unwrap();
    for seed in 0..500 {
        let tree = tree(seed);
        let inlined = query(&Inline.fold_select(&tree)).to_sql(&Sqlite).unwrap();
        assert!(inlined.params().is_empty(), "seed {seed}: {inlined}");
        let bound = compile(&query(&tree), false, Parentheses::Minimal);
        let rows = [&bound, &inlined].map(|sql| fetch(&mut conn, sql).unwrap());
        assert_eq!(rows[0], rows[1], "seed {seed}: {bound}\n{inlined}");
    }
}

/// Any bytes make a tree that compiles and runs.
#[test]
fn trees_from_bytes() {
    let mut conn = filled().unwrap();
    let mut choices = Seeded::new(7);
    for length in 0..400 {
        let bytes: Vec<u8> =
            (0..length).map(|_| u8::try_from(choices.below(256)).unwrap_or(0)).collect();
        let tree = Generator::new(&mut FromBytes::new(&bytes)).select(4);
        let sql = query(&tree).to_sql(&Sqlite).unwrap();
        let rows = fetch(&mut conn, &sql).unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
        assert!(rows.len() <= generate::rows().len());
    }
}
