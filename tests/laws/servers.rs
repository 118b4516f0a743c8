//! The databases that the laws are held to.

/// A module for each server, with a test for each of these functions of a server. Where the server
/// is missing the tests fail: `tests/run.sh` leaves them out by their names.
macro_rules! on_every_server {
    ($($name:ident),+ $(,)?) => {
        crate::servers::on_every_server! { @server sqlite = aludel_sqlite::testing::SQLITE; $($name)+ }
        crate::servers::on_every_server! { @server postgres15 = aludel_postgres::testing::POSTGRES; $($name)+ }
        crate::servers::on_every_server! { @server postgres18 = aludel_postgres::testing::POSTGRES_18; $($name)+ }
        crate::servers::on_every_server! { @server mariadb = aludel_mysql::testing::MARIADB; $($name)+ }
        crate::servers::on_every_server! { @server mysql = aludel_mysql::testing::MYSQL; $($name)+ }
    };
    (@server $module:ident = $server:path; $($name:ident)+) => {
        mod $module {
            $(
                #[test]
                fn $name() {
                    super::$name($server);
                }
            )+
        }
    };
}
pub(crate) use on_every_server;
