//! Messages to the server:
//! <https://www.postgresql.org/docs/current/protocol-message-formats.html>

/// Messages that are sent together.
#[derive(Default)]
pub(crate) struct Output {
    bytes: Vec<u8>,
}

/// A length that no message can have is sent as one that the server refuses.
fn length(bytes: usize) -> [u8; 4] {
    i32::try_from(bytes).unwrap_or(-1).to_be_bytes()
}

impl Output {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Gives back what is more than `kept`.
    pub(crate) fn shrink(&mut self, kept: usize) {
        if self.bytes.capacity() > kept {
            self.bytes = Vec::new();
        }
    }

    /// A message: the body is written by the closure.
    fn message(&mut self, tag: u8, body: impl FnOnce(&mut Vec<u8>)) {
        self.bytes.push(tag);
        self.untagged(body);
    }

    fn untagged(&mut self, body: impl FnOnce(&mut Vec<u8>)) {
        let at = self.bytes.len();
        self.bytes.extend([0; 4]);
        body(&mut self.bytes);
        let sent = length(self.bytes.len() - at);
        if let Some(slot) = self.bytes.get_mut(at..at + 4) {
            slot.copy_from_slice(&sent);
        }
    }

    /// A request in place of a startup message: its code and what follows.
    pub(crate) fn request(&mut self, code: i32, more: &[i32]) {
        self.untagged(|out| {
            for number in std::iter::once(&code).chain(more) {
                out.extend(number.to_be_bytes());
            }
        });
    }

    pub(crate) fn startup<'a>(&mut self, settings: impl Iterator<Item = (&'a str, &'a str)>) {
        self.untagged(|out| {
            out.extend(196_608_i32.to_be_bytes());
            for (key, value) in settings {
                text(key, out);
                text(value, out);
            }
            out.push(0);
        });
    }

    pub(crate) fn password(&mut self, password: &[u8]) {
        self.message(b'p', |out| {
            out.extend_from_slice(password);
            out.push(0);
        });
    }

    pub(crate) fn sasl_initial(&mut self, mechanism: &str, data: &[u8]) {
        self.message(b'p', |out| {
            text(mechanism, out);
            out.extend(length(data.len()));
            out.extend_from_slice(data);
        });
    }

    pub(crate) fn sasl(&mut self, data: &[u8]) {
        self.message(b'p', |out| out.extend_from_slice(data));
    }

    pub(crate) fn query(&mut self, sql: &str) {
        self.message(b'Q', |out| text(sql, out));
    }

    /// Parses a statement whose parameters have these types, 0 where the server decides.
    pub(crate) fn parse(&mut self, name: &str, sql: &str, types: &[u32]) {
        self.message(b'P', |out| {
            text(name, out);
            text(sql, out);
            out.extend(count(types.len()));
            types.iter().for_each(|oid| out.extend(oid.to_be_bytes()));
        });
    }

    pub(crate) fn describe_statement(&mut self, name: &str) {
        self.message(b'D', |out| {
            out.push(b'S');
            text(name, out);
        });
    }

    pub(crate) fn close_statement(&mut self, name: &str) {
        self.message(b'C', |out| {
            out.push(b'S');
            text(name, out);
        });
    }

    /// Binds the unnamed portal: the closure writes the parameters' formats and values, and
    /// `results` is how the columns are wanted. What has been written is taken back if the
    /// closure fails.
    pub(crate) fn bind<E>(
        &mut self,
        statement: &str,
        results: &[u8],
        parameters: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let before = self.bytes.len();
        let mut written = Ok(());
        self.message(b'B', |out| {
            out.push(0);
            text(statement, out);
            written = parameters(out);
            out.extend_from_slice(results);
        });
        if written.is_err() {
            self.bytes.truncate(before);
        }
        written
    }

    /// Runs the portal for at most so many rows; 0 is all.
    pub(crate) fn execute(&mut self, rows: u32) {
        self.message(b'E', |out| {
            out.push(0);
            out.extend(rows.to_be_bytes());
        });
    }

    pub(crate) fn sync(&mut self) {
        self.message(b'S', |_| {});
    }

    pub(crate) fn flush(&mut self) {
        self.message(b'H', |_| {});
    }

    /// Data of a COPY. What has been written is taken back if the closure fails.
    pub(crate) fn copy_data<E>(
        &mut self,
        body: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let before = self.bytes.len();
        let mut written = Ok(());
        self.message(b'd', |out| written = body(out));
        if written.is_err() {
            self.bytes.truncate(before);
        }
        written
    }

    pub(crate) fn copy_done(&mut self) {
        self.message(b'c', |_| {});
    }

    pub(crate) fn copy_fail(&mut self, why: &str) {
        self.message(b'f', |out| text(why, out));
    }

    pub(crate) fn terminate(&mut self) {
        self.message(b'X', |_| {});
    }
}

/// A count of 16 bits. It is unsigned to the server, which takes 65,535 parameters.
pub(crate) fn count(n: usize) -> [u8; 2] {
    u16::try_from(n).unwrap_or(u16::MAX).to_be_bytes()
}

/// A text and the NUL that ends it. One with a NUL inside has been refused before.
fn text(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(text.as_bytes());
    out.push(0);
}
