//! The protocol, version 3: <https://www.postgresql.org/docs/current/protocol.html>
//!
//! Messages are written into one buffer and sent together; those that come are lent from
//! another, so that rows cost no allocation. There is no concurrency: what is asked is answered
//! before anything else is asked.

#[cfg(feature = "tls")]
mod binding;
mod output;
pub(crate) mod socket;
pub(crate) mod startup;
#[cfg(feature = "tls")]
pub(crate) mod tls;

use std::io::{self, Read, Write};
use std::ops::Range;

use aludel::engine::Status;
use aludel::{Error, ErrorKind, Result};
pub(crate) use output::{Output, count};
use socket::Socket;

use crate::error::{ServerError, disconnected};

/// The buffers' usual size.
const BUFFER: usize = 64 << 10;
/// A buffer that a large value has made grow past this is given back.
const KEPT: usize = 1 << 20;

/// What the server has still to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    /// Nothing: it waits for us.
    Nothing,
    /// There will be a ReadyForQuery, for a simple query.
    Script,
    /// There will be a ReadyForQuery, for a Sync.
    Ready,
    /// There will be none before a Sync is sent.
    Sync,
    /// There will be none before a COPY is ended.
    Copy,
}

/// A connection, once it is set up.
pub(crate) struct Wire {
    socket: Socket,
    /// What came; `start..end` is unread.
    input: Vec<u8>,
    start: usize,
    end: usize,
    pub(crate) output: Output,
    pending: Pending,
    /// The byte of the last ReadyForQuery.
    status: u8,
    lost: bool,
    parameters: Vec<(String, String)>,
}

/// A message: its tag, and where its body is in the input until the next one is read.
pub(crate) struct Message {
    pub(crate) tag: u8,
    pub(crate) body: Range<usize>,
}

impl Wire {
    pub(crate) fn new(socket: Socket) -> Self {
        Wire {
            socket,
            input: vec![0; BUFFER],
            start: 0,
            end: 0,
            output: Output::default(),
            pending: Pending::Nothing,
            status: b'I',
            lost: false,
            parameters: Vec::new(),
        }
    }

    pub(crate) fn socket(&self) -> &Socket {
        &self.socket
    }

    /// What the server says about the transaction.
    pub(crate) fn status(&self) -> Status {
        match (self.lost, self.status) {
            (true, _) => Status::Lost,
            (false, b'I') => Status::Idle,
            (false, b'T') => Status::Open,
            (false, _) => Status::Failed,
        }
    }

    /// A setting that the server reports by itself.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The connection can't be used any more.
    pub(crate) fn lose(&mut self) {
        self.lost = true;
    }

    /// Makes sure that the server waits for us: what was left unread is read.
    pub(crate) fn settle(&mut self) -> Result<()> {
        if self.lost {
            return Err(Error::new(ErrorKind::Disconnect, "the connection is lost")
                .with_help("return it and take another one from the engine"));
        }
        if self.pending != Pending::Nothing {
            // An error in what nobody reads any more is told by the transaction's status.
            let _ = self.finish();
        }
        self.output.clear();
        if self.lost { Err(disconnected(io::ErrorKind::UnexpectedEof.into())) } else { Ok(()) }
    }

    /// Sends what was written, which ends with a Sync.
    pub(crate) fn send_synced(&mut self) -> Result<()> {
        self.send(Pending::Ready)
    }

    /// Sends what was written, which ends with a Flush: a Sync is still to be sent.
    pub(crate) fn send_flushed(&mut self) -> Result<()> {
        self.send(Pending::Sync)
    }

    /// Sends statements as one text.
    pub(crate) fn send_script(&mut self, sql: &str) -> Result<()> {
        self.output.query(sql);
        self.send(Pending::Script)
    }

    fn send(&mut self, pending: Pending) -> Result<()> {
        self.pending = pending;
        let sent = self.socket.write_all(self.output.bytes()).and_then(|()| self.socket.flush());
        self.output.clear();
        self.output.shrink(KEPT);
        sent.map_err(|error| self.broken(error))
    }

    /// Reads to the ReadyForQuery; the first error on the way is given.
    pub(crate) fn finish(&mut self) -> Result<()> {
        if self.pending == Pending::Sync {
            self.output.clear();
            self.output.sync();
            self.send_synced()?;
        }
        if self.pending == Pending::Copy {
            self.output.clear();
            self.output.copy_fail("the rows came to an end before they were all there");
            self.send(Pending::Script)?;
        }
        let mut first = Ok(());
        while self.pending != Pending::Nothing {
            let Message { tag, body } = self.next()?;
            match tag {
                b'E' if first.is_ok() => first = Err(self.error(&body)),
                b'G' => self.refuse_copy()?,
                _ => {}
            }
        }
        first
    }

    /// Ends a Parse after which nothing is to be run.
    pub(crate) fn finish_if_open(&mut self) -> Result<()> {
        self.output.clear();
        if self.pending == Pending::Nothing { Ok(()) } else { self.finish() }
    }

    /// The error of an ErrorResponse, after all that follows it has been read.
    pub(crate) fn fail(&mut self, body: &Range<usize>) -> Error {
        let error = self.error(body);
        match self.finish() {
            Err(worse) if worse.kind() == ErrorKind::Disconnect && !self.lost => worse,
            _ => error,
        }
    }

    fn error(&mut self, body: &Range<usize>) -> Error {
        let server = ServerError::read(self.body(body));
        if server.is_fatal() {
            self.lost = true;
        }
        server.into_error()
    }

    /// The server waits for a COPY's data.
    pub(crate) fn begin_copy(&mut self) {
        self.pending = Pending::Copy;
    }

    /// Sends some of a COPY's data.
    pub(crate) fn send_copy(&mut self) -> Result<()> {
        self.send(Pending::Copy)
    }

    /// Sends the rest of it, which ends with CopyDone.
    pub(crate) fn end_copy_in(&mut self) -> Result<()> {
        self.send(Pending::Script)
    }

    /// Ends a COPY that would want data, or give some; the error that says so.
    pub(crate) fn end_copy(&mut self, tag: u8) -> Error {
        let ended = if tag == b'G' { self.refuse_copy() } else { Ok(()) };
        match ended.and_then(|()| self.finish()) {
            Err(error) if self.lost => error,
            _ => Error::new(
                ErrorKind::Unsupported,
                "COPY to or from the client does not run as a statement",
            )
            .with_help("copy to a file of the server, or insert and select rows"),
        }
    }

    /// COPY … FROM STDIN: nothing will come.
    fn refuse_copy(&mut self) -> Result<()> {
        let pending = self.pending;
        self.output.clear();
        self.output.copy_fail("COPY FROM STDIN is not a statement that runs this way");
        if pending != Pending::Script {
            // A Sync that was sent before the COPY began has been ignored.
            self.output.sync();
        }
        self.send(if pending == Pending::Script { pending } else { Pending::Ready })
    }

    /// The next message that says something about the statement.
    pub(crate) fn next(&mut self) -> Result<Message> {
        loop {
            let message = self.frame()?;
            match message.tag {
                b'Z' => {
                    self.status = self.body(&message.body).first().copied().unwrap_or(b'E');
                    self.pending = Pending::Nothing;
                    if self.input.len() > KEPT && self.start == self.end {
                        self.input = vec![0; BUFFER];
                        (self.start, self.end) = (0, 0);
                        return Ok(Message { tag: b'Z', body: 0..0 });
                    }
                    return Ok(message);
                }
                b'S' => self.note_parameter(&message.body),
                // Notices, notifications, and statements that were closed on the way.
                b'N' | b'A' | b'3' => {}
                _ => return Ok(message),
            }
        }
    }

    fn note_parameter(&mut self, body: &Range<usize>) {
        let mut texts = self.body(body).split(|b| *b == 0).map(String::from_utf8_lossy);
        let (Some(name), Some(value)) = (texts.next(), texts.next()) else { return };
        let (name, value) = (name.into_owned(), value.into_owned());
        match self.parameters.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => *old = value,
            None => self.parameters.push((name, value)),
        }
    }

    /// The bytes of a message's body.
    #[inline]
    pub(crate) fn body(&self, body: &Range<usize>) -> &[u8] {
        self.input.get(body.clone()).unwrap_or_default()
    }

    /// The input, which the ranges of a message's parts are of.
    #[inline]
    pub(crate) fn input(&self) -> &[u8] {
        &self.input
    }

    #[inline]
    fn frame(&mut self) -> Result<Message> {
        self.fill(5)?;
        let header = self.input.get(self.start..self.start + 5);
        let Some(&[tag, a, b, c, d]) = header else { return Err(self.garbled()) };
        let length = match usize::try_from(i32::from_be_bytes([a, b, c, d])) {
            Ok(length) if length >= 4 => length,
            _ => return Err(self.garbled()),
        };
        self.fill(length + 1)?;
        let body = self.start + 5..self.start + 1 + length;
        self.start = body.end;
        Ok(Message { tag, body })
    }

    /// Reads until so many bytes are there.
    #[inline]
    fn fill(&mut self, wanted: usize) -> Result<()> {
        if self.end - self.start >= wanted { Ok(()) } else { self.read(wanted) }
    }

    fn read(&mut self, wanted: usize) -> Result<()> {
        self.input.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        while self.end < wanted {
            if self.end == self.input.len() {
                // As much as came already, and no more: a length may be a lie.
                let most = wanted.next_multiple_of(BUFFER);
                self.input.resize(most.min(self.input.len() * 2), 0);
            }
            let free = self.input.get_mut(self.end..).unwrap_or_default();
            match self.socket.read(free) {
                Ok(0) => return Err(self.broken(io::ErrorKind::UnexpectedEof.into())),
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.broken(error)),
            }
        }
        Ok(())
    }

    #[cold]
    fn broken(&mut self, error: io::Error) -> Error {
        self.lost = true;
        disconnected(error)
    }

    /// The error for what is no message of the protocol.
    #[cold]
    pub(crate) fn garbled(&mut self) -> Error {
        self.lost = true;
        Error::new(ErrorKind::Disconnect, "the server sent what is not PostgreSQL's protocol")
            .with_help("see that host and port are those of a PostgreSQL server")
    }

    /// Says goodbye.
    pub(crate) fn close(&mut self) {
        if !self.lost {
            self.output.clear();
            self.output.terminate();
            let _ = self.socket.write_all(self.output.bytes());
            let _ = self.socket.flush();
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.close();
    }
}
