//! The databases that the cases run on.

use aludel::engine::PooledConnection;
use aludel::testing::{Capabilities, Place, TestDatabase, TestServer, shop};

/// A server, and what its dialect declares.
pub(crate) struct Server {
    pub(crate) test: TestServer,
    pub(crate) sheet: fn() -> Capabilities,
}

impl Server {
    /// The environment variable that says where it is; none in memory.
    pub(crate) fn variable(&self) -> Option<&'static str> {
        match self.test.place {
            Place::Server { variable, .. } => Some(variable),
            Place::Url(_) => None,
        }
    }

    /// A database of the test's own. Where the server is missing the test fails: `tests/run.sh`
    /// leaves out by their names the tests of what it could not start, and says so.
    pub(crate) fn database(&self) -> TestDatabase {
        self.test.database().unwrap()
    }
}

pub(crate) const SQLITE: Server =
    Server { test: aludel_sqlite::testing::SQLITE, sheet: aludel_sqlite::testing::capabilities };
pub(crate) const POSTGRES_15: Server = Server {
    test: aludel_postgres::testing::POSTGRES,
    sheet: aludel_postgres::testing::capabilities,
};
pub(crate) const POSTGRES_18: Server = Server {
    test: aludel_postgres::testing::POSTGRES_18,
    sheet: aludel_postgres::testing::capabilities,
};
pub(crate) const MARIADB: Server =
    Server { test: aludel_mysql::testing::MARIADB, sheet: aludel_mysql::testing::capabilities };
pub(crate) const MYSQL: Server =
    Server { test: aludel_mysql::testing::MYSQL, sheet: aludel_mysql::testing::capabilities };

/// A connection to a database, with the shop's tables filled.
pub(crate) fn open(database: &TestDatabase) -> PooledConnection {
    let mut conn = database.connect().unwrap();
    shop::open(&mut conn).unwrap();
    conn
}

/// A module for each server, with a test for each of these functions of a server.
macro_rules! on_every_server {
    ($($name:ident),+ $(,)?) => {
        crate::servers::on_every_server! { @server sqlite SQLITE $($name)+ }
        crate::servers::on_every_server! { @server postgres15 POSTGRES_15 $($name)+ }
        crate::servers::on_every_server! { @server postgres18 POSTGRES_18 $($name)+ }
        crate::servers::on_every_server! { @server mariadb MARIADB $($name)+ }
        crate::servers::on_every_server! { @server mysql MYSQL $($name)+ }
    };
    (@server $module:ident $server:ident $($name:ident)+) => {
        mod $module {
            $(
                #[test]
                fn $name() {
                    super::$name(&crate::servers::$server);
                }
            )+
        }
    };
}
pub(crate) use on_every_server;
