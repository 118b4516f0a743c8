//! A random tree compiles without a panic, always to the same text, is left as it was, and a
//! fold that replaces nothing gives an equal one. No text or name in it changes its structure.
#![no_main]

use aludel::ast::{Fold, Node, Select};
use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::render::{Options, Parentheses};
use aludel::testing::generate::{FromBytes, Generator};
use libfuzzer_sys::fuzz_target;

struct Nothing;
impl Fold for Nothing {}

fuzz_target!(|data: &[u8]| {
    let (text, data) = data.split_at(data.len().min(usize::from(data.first().copied().unwrap_or(0))));
    let text = String::from_utf8_lossy(text);
    let tree = Generator::new(&mut FromBytes::new(data)).select(6);
    let before = tree.clone();
    let compile = |tree: &Select, parentheses| {
        let query = aludel::typed::Select::<Dynamic>::from_tree(tree.clone().into());
        query.to_sql_with(&Ansi, Options { parentheses, ..Options::default() })
    };
    let first = compile(&tree, Parentheses::Minimal).expect("generated trees are valid");
    let again = compile(&tree, Parentheses::Minimal).expect("generated trees are valid");
    assert_eq!(first.text(), again.text());
    assert_eq!(first.params(), again.params());
    let full = compile(&tree, Parentheses::Full).expect("generated trees are valid");
    assert_eq!(first.params(), full.params(), "parentheses change no parameter");
    assert!(tree == before, "compiling changes nothing");
    assert!(Nothing.fold_select(&tree) == tree, "an empty fold gives an equal tree");

    // A literal of any text is one token; so is an identifier.
    let literal = select(Expr::<Any>::from(Node::literal(&*text))).to_sql_literal(&Ansi);
    if let Ok(sql) = literal {
        let inside = sql.strip_prefix("SELECT '").and_then(|rest| rest.strip_suffix('\''));
        assert_eq!(inside.map(|inside| inside.replace("''", "'")).as_deref(), Some(&*text));
    }
    if let Ok(sql) = select(col(&*text)).to_sql(&Ansi) {
        let inside = sql.text().strip_prefix("SELECT \"").and_then(|rest| rest.strip_suffix('"'));
        assert_eq!(inside.map(|inside| inside.replace("\"\"", "\"")).as_deref(), Some(&*text));
    }
});
