//! The keys of inserted rows, on every server.

use std::sync::atomic::{AtomicI64, Ordering};

use aludel::ErrorKind;
use aludel::ast::InsertVerb;
use aludel::prelude::*;

use crate::servers::{Server, on_every_server};

on_every_server!(
    generated_keys,
    keys_that_are_given,
    keys_that_the_program_makes,
    the_first_row_that_fails_undoes_all,
    what_cannot_be_told_is_refused,
    many_at_the_same_time,
);

/// A key of its own type.
#[derive(Clone, Copy, Debug, PartialEq, SqlValue)]
#[aludel(sql_type = BigInt)]
struct PetId(i64);

aludel::table! {
    const PET = "pet" {
        id: PetId [primary_key],
        name: Varchar(40) [unique],
    }

    const TAG = "tag" {
        code: Varchar(10) [primary_key, insert_with = next()],
        name: Varchar(40),
    }

    const LINK = "link" {
        a: Integer [primary_key],
        b: Integer [primary_key],
    }
}

fn next() -> String {
    static NUMBER: AtomicI64 = AtomicI64::new(0);
    format!("t{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn with_tables(server: &Server, test: impl FnOnce(&mut Connection)) {
    let database = server.database();
    let mut conn = database.connect().unwrap();
    conn.create_all(&[PET.into(), TAG.into(), LINK.into()]).unwrap();
    test(&mut conn);
}

fn has_returning(conn: &Connection) -> bool {
    conn.dialect().features().insert_returning
}

fn generated_keys(server: &Server) {
    with_tables(server, |conn| {
        let rex = insert(PET).set(PET.name, "Rex");
        assert_eq!(conn.insert_key(&rex, PET.id).unwrap(), PetId(1));
        let pets = insert(PET).columns((PET.name,)).rows([("Tom",), ("Ann",), ("Cy",)]);
        assert_eq!(conn.insert_keys(&pets, PET.id).unwrap(), [PetId(2), PetId(3), PetId(4)]);
        let ids = select((PET.id, PET.name)).filter(PET.id.gt(PetId(1))).order_by(PET.id);
        let expected = [(2, "Tom"), (3, "Ann"), (4, "Cy")];
        let expected = expected.map(|(id, name)| (PetId(id), name.to_owned()));
        assert_eq!(conn.fetch_all(&ids).unwrap(), expected);

        // Names alone, and a table made at run time.
        let pet = Table::build("pet").primary_key("id", SqlType::BigInt).finish();
        let bob = insert(table("pet")).set("name", "Bob");
        let error = conn.insert_key(&bob, "id").map_err(|error| error.kind());
        assert_eq!(
            error,
            has_returning(conn).then_some(Value::Int(5)).ok_or(ErrorKind::Unsupported)
        );
        let bob = insert(&pet).default_values();
        if !has_returning(conn) {
            // The name is unique, but has no default.
            assert_eq!(conn.insert_key(&bob, "id").unwrap_err().kind(), ErrorKind::NotNull);
        }
    });
}

fn keys_that_are_given(server: &Server) {
    with_tables(server, |conn| {
        let pets = insert(PET).columns((PET.name, PET.id));
        let one = pets.clone().values(("Rex", PetId(7)));
        assert_eq!(conn.insert_key(&one, PET.id).unwrap(), PetId(7));
        let some = pets.clone().values(("Tom", PetId(8))).values(("Ann", PetId(20)));
        assert_eq!(conn.insert_keys(&some, PET.id).unwrap(), [PetId(8), PetId(20)]);
        let names = insert(TAG).columns((TAG.code, TAG.name)).values(("x", "Ex"));
        assert_eq!(conn.insert_key(&names, TAG.code).unwrap(), "x");
        // One of them; the other column of the key may be asked for too.
        let link = insert(LINK).columns((LINK.a, LINK.b)).values((3, 4));
        assert_eq!(conn.insert_key(&link, LINK.b).unwrap(), 4);
        if conn.dialect().name() != "postgres" {
            // PostgreSQL goes on from its sequence, which knows nothing of given keys.
            let mixed = pets.values(("Bob", default())).values(("Cy", PetId(30)));
            let keys = conn.insert_keys(&mixed.values(("Di", default())), PET.id).unwrap();
            assert_eq!(keys, [PetId(21), PetId(30), PetId(31)]);
        }
    });
}

fn keys_that_the_program_makes(server: &Server) {
    with_tables(server, |conn| {
        let tags = insert(TAG).columns((TAG.name,)).rows([("a",), ("b",)]);
        let keys = conn.insert_keys(&tags, TAG.code).unwrap();
        let there = select(TAG.code).order_by(TAG.name);
        assert_eq!(conn.fetch_all(&there).unwrap(), keys);
        let key = conn.insert_key(&insert(TAG).set(TAG.name, "c"), TAG.code).unwrap();
        let found = select(TAG.name).filter(TAG.code.eq(key));
        assert_eq!(conn.fetch_one(&found).unwrap(), "c");
    });
}

fn the_first_row_that_fails_undoes_all(server: &Server) {
    with_tables(server, |conn| {
        let pets = insert(PET).columns((PET.name,)).rows([("Tom",), ("Ann",), ("Tom",)]);
        let error = conn.insert_keys(&pets, PET.id).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unique, "{error}");
        assert_eq!(conn.fetch_one(&select(count_all()).from(PET)).unwrap(), 0);
        assert_eq!(conn.transaction_depth(), 0);
    });
}

fn what_cannot_be_told_is_refused(server: &Server) {
    with_tables(server, |conn| {
        let pets = insert(PET).columns((PET.name,));
        let two = pets.clone().rows([("Tom",), ("Ann",)]);
        let returning = pets.clone().values(("Tom",)).returning(PET.name);
        let nothing = insert(PET).columns((PET.id,));
        for (error, message) in [
            (conn.insert_key(&two, PET.id).map(drop), "the key of an INSERT of several rows"),
            (conn.insert_key(&returning, PET.id).map(drop), "the keys of an INSERT with RETURNING"),
            (conn.insert_key(&two, TAG.name).map(drop), "several rows"),
            (
                conn.insert_keys(&two, TAG.name).map(drop),
                "tag.name gets a value, but pet is changed",
            ),
            (conn.insert_keys(&two, "nme").map(drop), "pet has no column nme"),
            (conn.insert_keys(&nothing, PET.id).map(drop), "no rows"),
        ] {
            let error = error.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
            assert!(error.to_string().contains(message), "{error}");
        }

        let names = select(PET.name.concat("!")).from(PET).filter(PET.name.eq("Tom"));
        let queried = pets.clone().query(names);
        let there = pets.clone().values(("Tom",)).on_conflict((PET.name,)).do_nothing();
        let replaced = pets.verb(InsertVerb::Replace).values(("Tom",));
        let computed =
            insert(PET).set(PET.id, PetId(1)).set(PET.name, lower(literal("TOM").typed::<Text>()));
        let key = insert(LINK).set(LINK.a, literal(1).typed::<Int>() + 1).set(LINK.b, 2);
        if has_returning(conn) {
            assert_eq!(conn.insert_keys(&queried, PET.id).unwrap(), []);
            assert_eq!(conn.insert_key(&key, LINK.a).unwrap(), 2);
            return;
        }
        for (error, message) in [
            (conn.insert_keys(&queried, PET.id).map(drop), "rows that a query gives"),
            (conn.insert_key(&replaced, PET.id).map(drop), "a row that may be there already"),
            (conn.insert_key(&key, LINK.a).map(drop), "a row that gives it an expression"),
            (conn.insert_key(&there, PET.id).map(drop), "not supported"),
        ] {
            let error = error.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
            assert!(error.to_string().contains(message), "{error}");
        }
        // A column that no key is generated for.
        let error = conn.insert_key(&insert(TAG).set(TAG.code, "x").set(TAG.name, "y"), TAG.name);
        assert_eq!(error.unwrap(), "y");
        assert_eq!(conn.insert_key(&computed, PET.id).unwrap(), PetId(1));
    });
}

/// Each connection is told its own keys.
fn many_at_the_same_time(server: &Server) {
    if server.variable().is_none() {
        // One connection is all there is in memory.
        return;
    }
    let database = server.database();
    database.connect().unwrap().create_all(&[PET.into()]).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..3 {
            let mut conn = database.connect().unwrap();
            scope.spawn(move || {
                for round in 0..5 {
                    let name = |i| (format!("{thread}-{round}-{i}"),);
                    let pets = insert(PET).columns((PET.name,)).rows((0..10).map(name));
                    let keys = conn.insert_keys(&pets, PET.id).unwrap();
                    let mine = PET.name.starts_with(format!("{thread}-{round}-"));
                    let there = select(PET.id).filter(mine).order_by(PET.name);
                    assert_eq!(conn.fetch_all(&there).unwrap(), keys);
                }
            });
        }
    });
}
