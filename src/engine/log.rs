//! The statement log, and how parameters are shown.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::value::Value;

/// A statement that has run, for [`EngineBuilder::log`](super::EngineBuilder::log).
#[derive(Debug)]
#[non_exhaustive]
pub struct Event<'a> {
    /// The statement's text.
    pub sql: &'a str,
    /// Its parameters; none where they are hidden.
    pub params: Option<&'a [Value]>,
    /// How long it took, with the reading of its rows.
    pub elapsed: Duration,
    /// How many rows were read, or affected.
    pub rows: u64,
    /// What went wrong.
    pub error: Option<&'a Error>,
}

impl Event<'_> {
    /// The parameters as text, long ones cut.
    #[must_use]
    pub fn params_text(&self) -> String {
        self.params.map_or_else(|| "(hidden)".to_owned(), params_text)
    }
}

/// A function that is told of each statement.
pub(super) type Hook = Arc<dyn Fn(&Event<'_>) + Send + Sync>;

/// What all connections of an engine have in common.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) log: Option<Hook>,
    pub(super) hide_parameters: bool,
}

impl Settings {
    /// The time before a statement, if anybody wants to know.
    #[inline]
    pub(super) fn start(&self) -> Option<Instant> {
        if self.log.is_some() || facade_listens() { Some(Instant::now()) } else { None }
    }

    /// Completes an error with its statement, and tells whoever listens.
    #[inline]
    pub(super) fn finish<T>(
        &self,
        start: Option<Instant>,
        sql: &str,
        params: &[Value],
        rows: u64,
        result: Result<T, Error>,
    ) -> Result<T, Error> {
        let result = match result {
            Ok(done) => Ok(done),
            Err(error) => Err(self.complete(error, sql, params)),
        };
        if let Some(start) = start {
            self.emit(&Event {
                sql,
                params: (!self.hide_parameters).then_some(params),
                elapsed: start.elapsed(),
                rows,
                error: result.as_ref().err(),
            });
        }
        result
    }

    #[cold]
    fn complete(&self, error: Error, sql: &str, params: &[Value]) -> Error {
        let error = error.with_sql(sql);
        if self.hide_parameters || params.is_empty() {
            error
        } else {
            error.with_params(params_text(params))
        }
    }

    #[cold]
    fn emit(&self, event: &Event<'_>) {
        if let Some(log) = &self.log {
            log(event);
        }
        to_facades(event);
    }
}

/// Whether a logging facade listens; a matter of two atomic reads.
#[inline]
fn facade_listens() -> bool {
    #[cfg(feature = "log")]
    if log::log_enabled!(target: "aludel", log::Level::Debug) {
        return true;
    }
    #[cfg(feature = "tracing")]
    if tracing::enabled!(target: "aludel", tracing::Level::DEBUG) {
        return true;
    }
    false
}

fn to_facades(event: &Event<'_>) {
    #[cfg(feature = "log")]
    log::debug!(
        target: "aludel",
        "{} {} ({:?}, {} rows){}",
        event.sql,
        event.params_text(),
        event.elapsed,
        event.rows,
        event.error.map(|error| format!(": {error}")).unwrap_or_default(),
    );
    #[cfg(feature = "tracing")]
    tracing::debug!(
        target: "aludel",
        sql = event.sql,
        params = event.params_text(),
        elapsed = ?event.elapsed,
        rows = event.rows,
        error = event.error.map(tracing::field::display),
    );
    // Without both features nothing reads it.
    let _ = event;
}

/// How many parameters are shown.
const SHOWN: usize = 32;
/// How many bytes of a text are shown.
const SHOWN_TEXT: usize = 200;

/// Parameters as text: `[1, "Ann", NULL]`, cut where they are many or long.
pub(super) fn params_text(params: &[Value]) -> String {
    let mut out = String::from("[");
    for (i, value) in params.iter().take(SHOWN).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        let _ = match value {
            Value::Text(text) if text.len() > SHOWN_TEXT => {
                write!(out, "{:?}… ({} bytes)", cut(text, SHOWN_TEXT), text.len())
            }
            value => write!(out, "{value:?}"),
        };
    }
    if params.len() > SHOWN {
        let _ = write!(out, ", … ({} in all)", params.len());
    }
    out.push(']');
    out
}

/// The text up to about so many bytes, cut between characters.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|i| text.is_char_boundary(*i));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn parameters_are_cut() {
        let text = "é".repeat(500);
        let shown = params_text(&[Value::Int(1), Value::NULL, Value::from(text)]);
        assert!(shown.starts_with("[1, NULL, \"é"), "{shown}");
        assert!(shown.ends_with("é\"… (1000 bytes)]"), "{shown}");
        let shown = params_text(&vec![Value::Int(7); 100]);
        assert!(shown.ends_with("7, … (100 in all)]"), "{shown}");
    }

    #[test]
    fn hidden_parameters_are_in_no_error_and_no_event() {
        let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
        let sink = seen.clone();
        let log: Hook =
            Arc::new(move |event: &Event<'_>| sink.lock().unwrap().push(event.params_text()));
        for (hide_parameters, text) in [(false, "[\"x\"]"), (true, "(hidden)")] {
            let settings = Settings { log: Some(log.clone()), hide_parameters };
            let error = settings
                .finish::<()>(
                    settings.start(),
                    "SELECT ?",
                    &[Value::from("x")],
                    0,
                    Err(Error::new(ErrorKind::Data, "no")),
                )
                .unwrap_err();
            assert_eq!(error.sql(), Some("SELECT ?"));
            assert_eq!(error.params().is_none(), hide_parameters);
            assert_eq!(seen.lock().unwrap().pop().as_deref(), Some(text));
        }
    }
}
