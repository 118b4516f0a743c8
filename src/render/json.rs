//! JSON.

use super::Sink;
use crate::ast::{JsonAt, JsonBuild, JsonStep, Node};
use crate::error::Result;
use crate::value::{Kind, Value};

/// The standard's functions are in no two databases alike.
pub(crate) fn json(_: &JsonAt, sink: &mut Sink<'_>) -> Result<()> {
    Err(sink.unsupported("a path into JSON", "compile for a database, or write it with sql!(…)"))
}

/// The standard's constructors have a syntax of their own.
pub(crate) fn build(_: &JsonBuild, sink: &mut Sink<'_>) -> Result<()> {
    Err(sink.unsupported("building JSON", "compile for a database, or write it with sql!(…)"))
}

impl Sink<'_> {
    /// A path as a literal, as MySQL, SQLite and PostgreSQL's `jsonpath` read it: `$."key"[0]`, a
    /// mode before it. Keys are escaped as JSON strings.
    ///
    /// # Errors
    /// When the text has no literal.
    pub fn json_path(&mut self, mode: &str, path: &[JsonStep]) -> Result<()> {
        let mut text = format!("{mode}$");
        for step in path {
            match step {
                JsonStep::Index(index) => text.push_str(&format!("[{index}]")),
                JsonStep::Key(key) => {
                    text.push_str(".\"");
                    for c in key.chars() {
                        match c {
                            '"' | '\\' => {
                                text.push('\\');
                                text.push(c);
                            }
                            c if c.is_control() => {
                                text.push_str(&format!("\\u{:04x}", u32::from(c)));
                            }
                            c => text.push(c),
                        }
                    }
                    text.push('"');
                }
            }
        }
        self.dialect().literal(&Value::from(text), self)
    }

    /// A call that builds JSON: `json_object('key', value, …)` or `json_array(value, …)`, where the
    /// functions' common beginning is `json`. `value` writes one value of a kind.
    ///
    /// # Errors
    /// When a key has no literal, and what `value` returns.
    pub fn json_build(
        &mut self,
        prefix: &str,
        build: &JsonBuild,
        value: impl Fn(&Node, Kind, &mut Self) -> Result<()>,
    ) -> Result<()> {
        let JsonBuild { keys, values, kinds, .. } = build;
        self.push(prefix);
        self.push(if keys.is_some() { "_object(" } else { "_array(" });
        for (i, (node, kind)) in values.iter().zip(kinds).enumerate() {
            self.push(if i > 0 { ", " } else { "" });
            if let Some(key) = keys.as_ref().and_then(|keys| keys.get(i)) {
                self.dialect().literal(&Value::from(&**key), self)?;
                self.push(", ");
            }
            value(node, *kind, self)?;
        }
        self.push(")");
        Ok(())
    }
}
