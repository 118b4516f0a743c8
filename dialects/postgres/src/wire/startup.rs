//! From an address to a connection that is ready.

use std::io;
use std::net::{TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::os::unix::net::UnixStream;

use aludel::{Error, ErrorKind, Result};
use postgres_protocol::authentication::md5_hash;
use postgres_protocol::authentication::sasl::{
    ChannelBinding, SCRAM_SHA_256, SCRAM_SHA_256_PLUS, ScramSha256,
};

use super::socket::Socket;
use super::{Message, Wire};
use crate::config::{Address, Binding, Config};
use crate::error::ServerError;

/// With what the server lets the connection's statements be cancelled.
#[derive(Clone, Debug)]
pub(crate) struct CancelKey(pub(crate) [i32; 2]);

/// Connects to the address, encrypted as the URL says.
pub(crate) fn reach(config: &Config, address: &Address) -> Result<Wire> {
    let socket = open(config, address).map_err(|error| {
        Error::new(ErrorKind::Connect, format!("can't connect to {address}: {error}"))
            .with_help("see that the server runs there and that host and port are right")
            .with_source(error)
    })?;
    socket.set_timeout(config.connect_timeout).map_err(unset)?;
    #[cfg(feature = "tls")]
    let socket = super::tls::encrypt(socket, config, address)?;
    Ok(Wire::new(socket))
}

/// A timeout that the system does not take.
fn unset(error: io::Error) -> Error {
    Error::new(ErrorKind::Connect, format!("the timeout can't be set: {error}")).with_source(error)
}

fn open(config: &Config, address: &Address) -> io::Result<Socket> {
    let (host, port) = match address {
        #[cfg(unix)]
        Address::Unix(path) => return UnixStream::connect(path).map(Socket::Unix),
        Address::Tcp(host, port) => (host.as_str(), *port),
    };
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in (host, port).to_socket_addrs()? {
        let stream = match config.connect_timeout {
            Some(timeout) => TcpStream::connect_timeout(&address, timeout),
            None => TcpStream::connect(address),
        };
        match stream {
            Ok(stream) => {
                // Messages are written whole: waiting to join them would only delay them.
                stream.set_nodelay(true)?;
                return Ok(Socket::Tcp(stream));
            }
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

/// Connects, logs in, and waits until the server is ready.
pub(crate) fn connect(config: &Config, address: &Address) -> Result<(Wire, CancelKey)> {
    let mut wire = reach(config, address)?;
    match log_in(&mut wire, config, address) {
        Ok(key) => {
            wire.socket().set_timeout(None).map_err(unset)?;
            Ok((wire, key))
        }
        Err(error) => {
            wire.lose();
            // What breaks before there is a connection is no loss of one.
            Err(match error.kind() {
                ErrorKind::Disconnect => {
                    Error::new(ErrorKind::Connect, format!("{address}: {}", error.message()))
                        .with_help(
                            "see that it is a PostgreSQL server, and that it is not overloaded",
                        )
                        .with_source(error)
                }
                _ => error,
            })
        }
    }
}

fn log_in(wire: &mut Wire, config: &Config, address: &Address) -> Result<CancelKey> {
    wire.output.startup(config.startup.iter().map(|(key, value)| (&**key, &**value)));
    wire.send_synced()?;
    let mut scram = None;
    let mut key = CancelKey([0, 0]);
    loop {
        let Message { tag, body } = wire.next()?;
        match tag {
            b'R' => {
                let body = wire.body(&body).to_vec();
                authenticate(wire, config, &body, &mut scram)?;
            }
            b'K' => {
                if let Some(&[a, b, c, d, e, f, g, h]) = wire.body(&body).get(..8) {
                    key = CancelKey([
                        i32::from_be_bytes([a, b, c, d]),
                        i32::from_be_bytes([e, f, g, h]),
                    ]);
                }
            }
            b'E' => {
                let server = address.to_string();
                return Err(ServerError::read(wire.body(&body)).into_connect_error(&server));
            }
            b'Z' => return Ok(key),
            // The server knows a newer protocol, and speaks this one.
            b'v' => {}
            _ => return Err(wire.garbled()),
        }
    }
}

/// <https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP>
fn authenticate(
    wire: &mut Wire,
    config: &Config,
    body: &[u8],
    scram: &mut Option<ScramSha256>,
) -> Result<()> {
    let Some((&[0, 0, 0, method], data)) = body.split_first_chunk::<4>() else {
        return Err(wire.garbled());
    };
    let password = || {
        config.password.as_deref().map(str::as_bytes).ok_or_else(|| {
            Error::new(ErrorKind::Permission, "the server asks for a password; the URL has none")
                .with_help("write postgres://user:password@host/database")
        })
    };
    if config.channel_binding == Binding::Require && scram.is_none() && method != 10 {
        return Err(not_bound());
    }
    match method {
        0 => return Ok(()),
        3 => wire.output.password(password()?),
        5 => {
            let Some(salt) = data.first_chunk::<4>() else { return Err(wire.garbled()) };
            let hash = md5_hash(config.user().as_bytes(), password()?, *salt);
            wire.output.password(hash.as_bytes());
        }
        10 => {
            let (mechanism, binding) = mechanism(wire, config, data)?;
            let exchange = ScramSha256::new(password()?, binding);
            wire.output.sasl_initial(mechanism, exchange.message());
            *scram = Some(exchange);
        }
        11 | 12 => {
            let Some(exchange) = scram else { return Err(wire.garbled()) };
            if method == 12 {
                return exchange.finish(data).map_err(not_proven);
            }
            exchange.update(data).map_err(not_proven)?;
            wire.output.sasl(exchange.message());
        }
        other => return Err(unknown_method(&format!("number {other}"))),
    }
    wire.send_synced()
}

/// One of the ways that the server offers, bound to its certificate where that can be.
fn mechanism(
    wire: &Wire,
    config: &Config,
    offered: &[u8],
) -> Result<(&'static str, ChannelBinding)> {
    let offers = |name: &str| offered.split(|b| *b == 0).any(|offer| offer == name.as_bytes());
    let end_point = match config.channel_binding {
        Binding::Disable => None,
        Binding::Prefer | Binding::Require => wire.socket().end_point(),
    };
    match end_point {
        Some(end_point) if offers(SCRAM_SHA_256_PLUS) => {
            Ok((SCRAM_SHA_256_PLUS, ChannelBinding::tls_server_end_point(end_point)))
        }
        _ if config.channel_binding == Binding::Require => Err(not_bound()),
        _ if !offers(SCRAM_SHA_256) => Err(unknown_method("of SASL")),
        // The server learns that it could have been bound: somebody may have hidden its offer.
        Some(_) => Ok((SCRAM_SHA_256, ChannelBinding::unrequested())),
        None => Ok((SCRAM_SHA_256, ChannelBinding::unsupported())),
    }
}

fn not_bound() -> Error {
    Error::new(
        ErrorKind::Connect,
        "the URL requires channel binding, and the server does not ask for a password that way",
    )
    .with_help(
        "it takes TLS, and scram-sha-256 in the server's pg_hba.conf; channel_binding=prefer does \
         without",
    )
}

fn not_proven(error: io::Error) -> Error {
    Error::new(ErrorKind::Connect, format!("the login failed: {error}"))
        .with_help("the server did not prove that it knows the password")
        .with_source(error)
}

fn unknown_method(which: &str) -> Error {
    Error::new(
        ErrorKind::Connect,
        format!("the server asks for a way of authentication that is not known here, {which}"),
    )
    .with_help("trust, password, md5 and scram-sha-256 are known: see the server's pg_hba.conf")
}
