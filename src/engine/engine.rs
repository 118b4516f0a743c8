//! The engine: where connections come from.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::log::{Event, Settings};
use super::pool::Pool;
use super::{Backend, Connection, IntoUrl, PooledConnection, Url};
use crate::error::{Error, ErrorKind, Result};

/// A database and its pool of connections. A clone is the same engine; threads share it.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::engine::Engine;
/// use aludel_sqlite::Sqlite;
///
/// let engine = Engine::open(&Sqlite, "sqlite::memory:")?;
/// let mut conn = engine.connect()?;
/// assert_eq!(conn.fetch_one(&select(value(7).typed::<Int>()))?, 7);
/// # Ok::<(), aludel::Error>(())
/// ```
#[derive(Clone)]
pub struct Engine {
    pool: Arc<Pool>,
    url: Url,
}

impl Engine {
    /// An engine for the database at the URL. Nothing is connected yet.
    ///
    /// # Errors
    /// [`ErrorKind::Url`] when the URL can't be read or is another database's.
    pub fn open(backend: &dyn Backend, url: impl IntoUrl) -> Result<Engine> {
        Engine::builder().open(backend, url)
    }

    /// An engine for the database at the URL, whose scheme picks the backend.
    ///
    /// # Errors
    /// [`ErrorKind::Url`] when the URL can't be read, or no backend is for its scheme.
    pub fn open_any(backends: &[&dyn Backend], url: impl IntoUrl) -> Result<Engine> {
        Engine::builder().open_any(backends, url)
    }

    /// Starts an engine with settings of its own.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// Lends a connection, which comes back when it is dropped.
    ///
    /// # Errors
    /// [`ErrorKind::PoolTimeout`] when all are lent for too long, and whatever connecting
    /// reports.
    pub fn connect(&self) -> Result<PooledConnection> {
        self.pool.get()
    }

    /// Runs the closure in a transaction on a connection of its own: committed if it gives
    /// `Ok`, rolled back if it gives an error or panics.
    ///
    /// # Errors
    /// As [`connect`](Engine::connect), the closure's, or the database's.
    pub fn transaction<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        self.connect()?.transaction(work)
    }

    /// Where the database is.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Settings of an [`Engine`].
#[derive(Clone)]
#[must_use = "the engine is made by open"]
pub struct EngineBuilder {
    pool_size: usize,
    checkout_timeout: Duration,
    settings: Settings,
}

impl Default for EngineBuilder {
    fn default() -> Self {
        EngineBuilder {
            pool_size: 10,
            checkout_timeout: Duration::from_secs(30),
            settings: Settings::default(),
        }
    }
}

impl EngineBuilder {
    /// At most so many connections; 10 unless set.
    pub fn pool_size(mut self, size: usize) -> Self {
        self.pool_size = size;
        self
    }

    /// How long [`Engine::connect`] waits for a connection to be returned; 30 seconds unless
    /// set.
    pub fn checkout_timeout(mut self, timeout: Duration) -> Self {
        self.checkout_timeout = timeout;
        self
    }

    /// Keeps parameters out of errors and logs.
    pub fn hide_parameters(mut self, hide: bool) -> Self {
        self.settings.hide_parameters = hide;
        self
    }

    /// Tells the function of each statement that has run. (With the features `log` and
    /// `tracing` these hear of it too, at their debug level, as `aludel`.)
    pub fn log(mut self, log: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.settings.log = Some(Arc::new(log));
        self
    }

    /// As [`Engine::open`].
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn open(self, backend: &dyn Backend, url: impl IntoUrl) -> Result<Engine> {
        self.open_any(&[backend], url)
    }

    /// As [`Engine::open_any`].
    ///
    /// # Errors
    /// As [`Engine::open_any`].
    pub fn open_any(self, backends: &[&dyn Backend], url: impl IntoUrl) -> Result<Engine> {
        let url = url.into_url()?;
        let Some(backend) = backends.iter().find(|b| b.schemes().contains(&url.scheme())) else {
            let known = backends.iter().flat_map(|b| b.schemes()).copied().collect::<Vec<_>>();
            return Err(Error::new(
                ErrorKind::Url,
                format!("no backend is for the URL scheme {}", url.scheme()),
            )
            .with_help(format!("the backends given are for: {}", known.join(", "))));
        };
        let connector = backend.connector(&url)?;
        let pool = Pool::new(connector, self.settings, self.pool_size, self.checkout_timeout);
        Ok(Engine { pool: Arc::new(pool), url })
    }
}

impl fmt::Debug for EngineBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EngineBuilder")
            .field("pool_size", &self.pool_size)
            .field("checkout_timeout", &self.checkout_timeout)
            .finish_non_exhaustive()
    }
}
