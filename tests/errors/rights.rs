//! What a user or a transaction may not do.

use aludel::Error;
use aludel::ErrorKind::Permission;

use crate::database::{Database, fails, run};
use crate::table::{Case, case, code, with_schema};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case("a table that is not for the user", Permission)
            .sqlite(code("8").act(read_only_file))
            .postgres(code("42501").table("parent").act(another_role))
            .both(code("1142").table("parent").act(another_user)),
        case("a transaction that only reads", Permission)
            .by("DELETE FROM child")
            .sqlite(code("8").after(&["PRAGMA query_only = 1"]))
            .postgres(code("25006").after(&["SET default_transaction_read_only = on"]))
            .both(code("1792").after(&["SET SESSION TRANSACTION READ ONLY"])),
    ]
}

fn read_only_file(db: &Database) -> Option<Error> {
    with_schema(db);
    let mut reader = db.open(db.url().with_option("mode", "ro")).unwrap();
    fails(&mut reader, "DELETE FROM child")
}

fn another_role(db: &Database) -> Option<Error> {
    let mut conn = with_schema(db);
    let role = db.unique();
    run(&mut conn, &[&format!("CREATE ROLE {role}"), &format!("SET ROLE {role}")]);
    let error = fails(&mut conn, "DELETE FROM parent");
    run(&mut conn, &["RESET ROLE", &format!("DROP ROLE {role}")]);
    error
}

fn another_user(db: &Database) -> Option<Error> {
    let mut root = with_schema(db);
    let user = db.unique();
    let name = db.url().database().unwrap_or_default().to_owned();
    run(
        &mut root,
        &[
            &format!("CREATE USER {user}@'%' IDENTIFIED BY 'p@/%: ü'"),
            &format!("GRANT SELECT ON {name}.* TO {user}@'%'"),
        ],
    );
    let url = db.url().with_user(&user).with_password("p@/%: ü");
    let error = db.open(url).map(|mut conn| fails(&mut conn, "DELETE FROM parent"));
    run(&mut root, &[&format!("DROP USER {user}@'%'")]);
    error.unwrap()
}
