//! Names: identifiers, words, columns.

use super::Sink;
use crate::ast::{ColumnRef, Name, Node, StaticColumn, Target, is_anonymous};
use crate::error::{ErrorKind, Result};
use crate::schema::TableDef;

impl Sink<'_> {
    /// An identifier, quoted.
    ///
    /// # Errors
    /// When the name is empty, is too long for the database, or has a NUL, which none can hold.
    #[inline]
    pub fn ident(&mut self, name: &str) -> Result<()> {
        let quote = self.features.quote;
        // Names are short and hardly ever have a quote in them: one look at each byte.
        let special = name.bytes().any(|b| b == 0 || u32::from(b) == u32::from(quote));
        let odd = special || name.is_empty() || name.len() > self.features.max_identifier;
        if odd || !self.anonymous.is_empty() {
            return self.odd_ident(name);
        }
        self.push_quote(quote);
        self.text.push_str(name);
        self.push_quote(quote);
        Ok(())
    }

    /// A known character is written faster than any one.
    #[inline]
    fn push_quote(&mut self, quote: char) {
        match quote {
            '"' => self.text.push('"'),
            '`' => self.text.push('`'),
            other => self.text.push(other),
        }
    }

    #[cold]
    fn odd_ident(&mut self, name: &str) -> Result<()> {
        if is_anonymous(name) {
            let name = self.numbered(name);
            self.quoted_ident(&name);
            return Ok(());
        }
        if self.anonymous.iter().any(|(_, given)| given == name) {
            return Err(self
                .error(
                    ErrorKind::Invalid,
                    format!("the name {name} is given to what is anonymous before it"),
                )
                .with_help("call one of them otherwise"));
        }
        if name.is_empty() || name.contains('\0') {
            let what = if name.is_empty() { "is empty" } else { "has a NUL character in it" };
            return Err(self
                .error(ErrorKind::Invalid, format!("the name {name:?} {what}"))
                .with_help("no database has such names: give another"));
        }
        let most = self.features.max_identifier;
        if name.len() > most {
            return Err(self
                .error(
                    ErrorKind::Invalid,
                    format!("the name {name:?} has {} bytes, and {most} are the most", name.len()),
                )
                .with_help("the database would cut it in silence: give a shorter one"));
        }
        self.quoted_ident(name);
        Ok(())
    }

    fn quoted_ident(&mut self, name: &str) {
        let quote = self.features.quote;
        self.text.push(quote);
        for c in name.chars() {
            if c == quote {
                self.text.push(quote);
            }
            self.text.push(c);
        }
        self.text.push(quote);
    }

    /// The name that an anonymous one has in the text: the next one that is not there yet.
    fn numbered(&mut self, anonymous: &str) -> String {
        if let Some((_, given)) = self.anonymous.iter().find(|(name, _)| name == anonymous) {
            return given.clone();
        }
        let given = |number: usize| format!("anon_{number}");
        let free = |name: &String| {
            let taken = |(_, other): &(String, String)| other == name;
            !self.anonymous.iter().any(taken) && !self.text.contains(name.as_str())
        };
        let name = (1..).map(given).find(free).unwrap_or_default();
        self.anonymous.push((anonymous.to_owned(), name.clone()));
        name
    }

    /// A word that can't be quoted: the name of a function or a type.
    ///
    /// # Errors
    /// When it is anything but words with dots between them.
    pub fn word(&mut self, word: &str, what: &str) -> Result<()> {
        let plain = word.split('.').all(|part| {
            part.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        if !plain {
            return Err(self
                .error(ErrorKind::Invalid, format!("{word:?} is not a plain name for {what}"))
                .with_help("vouch for it with Trusted::new(…) if it is not user input"));
        }
        self.text.push_str(word);
        Ok(())
    }

    /// `*` or `table.*`
    pub(super) fn star(&mut self, table: Option<&Name>) -> Result<()> {
        if let Some(table) = table {
            self.ident(table.as_str())?;
            self.push(".");
        }
        self.push("*");
        Ok(())
    }

    #[inline]
    pub(super) fn column(&mut self, column: &StaticColumn) -> Result<()> {
        // Where the two names fit together, each one does.
        let quoted = column.quoted.full;
        let prepared = !quoted.is_empty() && quoted.len() <= self.prepared;
        if !prepared || !self.scope.has_static(column.table) {
            return self.column_by_parts(column);
        }
        self.text.push_str(quoted);
        Ok(())
    }

    /// The name of a column that is assigned to.
    ///
    /// # Errors
    /// When the name can't be quoted.
    #[inline]
    pub fn target(&mut self, target: &Target) -> Result<()> {
        if let Target::Column(column) = target {
            let quoted = column.quoted.name;
            if !quoted.is_empty() && quoted.len() <= self.prepared {
                self.text.push_str(quoted);
                return Ok(());
            }
        }
        self.ident(target.name().as_str())
    }

    #[inline(never)]
    fn column_by_parts(&mut self, column: &StaticColumn) -> Result<()> {
        if !self.scope.has_static(column.table) {
            self.scope.check_static_by_name(column).map_err(|error| self.locate(error))?;
        }
        let Some(def) = column.def() else {
            return Err(self.error(ErrorKind::Invalid, "a column's index is past its table"));
        };
        self.table_name(column.table)?;
        self.text.push('.');
        self.ident(def.name.as_str())
    }

    /// A table's name, with its schema.
    ///
    /// # Errors
    /// When a name can't be quoted.
    pub fn table_name(&mut self, table: &TableDef) -> Result<()> {
        let quoted = table.quoted;
        if !quoted.is_empty() && quoted.len() <= self.prepared {
            self.text.push_str(quoted);
            return Ok(());
        }
        if let Some(schema) = &table.schema {
            self.ident(schema.as_str())?;
            self.text.push('.');
        }
        self.ident(table.name.as_str())
    }

    pub(super) fn named_column(&mut self, column: &ColumnRef) -> Result<()> {
        if let Some(version) = column.qualifier.version() {
            return self.row_version(version, &column.name);
        }
        self.scope.check(column).map_err(|error| self.locate(error))?;
        if let Some(schema) = column.qualifier.schema() {
            self.ident(schema.as_str())?;
            self.text.push('.');
        }
        if let Some(qualifier) = column.qualifier.name() {
            self.ident(qualifier)?;
            self.text.push('.');
        }
        self.ident(column.name.as_str())
    }

    /// The label under which a term of ORDER BY can refer to an item of the select list; for
    /// any other term none.
    #[must_use]
    pub fn sort_label<'n>(&self, term: &'n Node) -> Option<&'n Name> {
        match term {
            // Another expression may have the same label.
            Node::Label(label) if self.sortable.labels.contains(term) => Some(&label.name),
            _ => None,
        }
    }
}
