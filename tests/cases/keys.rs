//! Keys of several columns: as `table!` and tables made at run time define them, on every server.

use aludel::dialect::Ansi;
use aludel::prelude::*;
use aludel::schema::{CreateTable, ForeignKey, ForeignKeyAction, UniqueKey};
use aludel::{Error, ErrorKind};

use crate::servers::{Server, on_every_server};

on_every_server!(tables_of_the_program, tables_made_at_run_time, upserts_on_a_key);

aludel::table! {
    const ROOM = "room" {
        hotel: Integer [primary_key],
        number: Integer = "nr" [primary_key],
        name: Varchar(20),
        unique(hotel, name) [name = "room_name"],
    }

    const STAY = "stay" {
        id: Integer [primary_key],
        hotel: Integer,
        foreign_key(hotel, number)
            [references(ROOM.hotel, ROOM.number, on_delete = cascade, name = "stay_room")],
        number: Integer = "room",
        day: Integer,
        unique(hotel, number, day),
        before: Nullable<Integer> [references(STAY.id, name = "stay_before", on_delete = set_null)],
    }
}

fn failure(conn: &mut Connection, statement: &impl Compile) -> Error {
    conn.execute(statement).unwrap_err()
}

fn is_held(conn: &mut Connection) {
    let rooms = insert(ROOM).columns((ROOM.hotel, ROOM.number, ROOM.name));
    conn.execute(&rooms.clone().values((1, 1, "Blue")).values((1, 2, "Red"))).unwrap();
    conn.execute(&rooms.clone().values((2, 1, "Blue"))).unwrap();
    let error = failure(conn, &rooms.values((2, 2, "Blue")));
    assert_eq!(error.kind(), ErrorKind::Unique, "{error}");
    // SQLite names the columns alone.
    if let Some(name) = error.constraint() {
        assert_eq!(name, "room_name");
    }

    let stays = insert(STAY).columns((STAY.id, STAY.hotel, STAY.number, STAY.day));
    conn.execute(&stays.clone().values((1, 1, 1, 7)).values((2, 1, 2, 7))).unwrap();
    let error = failure(conn, &stays.clone().values((3, 1, 1, 7)));
    assert_eq!(error.kind(), ErrorKind::Unique, "{error}");
    let error = failure(conn, &stays.values((3, 2, 2, 7)));
    assert_eq!(error.kind(), ErrorKind::ForeignKey, "{error}");
    if let Some(name) = error.constraint() {
        assert_eq!(name, "stay_room");
    }

    // ON is the key.
    let named = select((STAY.id, ROOM.name)).from(STAY.join(ROOM)).order_by(STAY.id);
    let expected = [(1, "Blue".to_owned()), (2, "Red".to_owned())];
    assert_eq!(conn.fetch_all(&named).unwrap(), expected);

    conn.execute(&delete(ROOM).filter(ROOM.number.eq(2))).unwrap();
    assert_eq!(conn.fetch_all(&select(STAY.id).from(STAY)).unwrap(), [1]);
}

fn tables_of_the_program(server: &Server) {
    let database = server.database();
    let mut conn = database.connect().unwrap();
    // In an order in which they can be made.
    conn.create_all(&[STAY.into(), ROOM.into()]).unwrap();
    is_held(&mut conn);
    conn.drop_all(&[STAY.into(), ROOM.into()]).unwrap();
}

fn tables_made_at_run_time(server: &Server) {
    let room = Table::build("room")
        .primary_key("hotel", SqlType::Integer)
        .primary_key("nr", SqlType::Integer)
        .column("name", SqlType::Varchar(20))
        .define_unique(UniqueKey::new(["hotel", "name"]).named("room_name"))
        .finish();
    let of_room = ForeignKey::new(["hotel", "room"], &room, ["hotel", "nr"]).named("stay_room");
    let this = table("stay");
    let before = ForeignKey::new(["before"], &this, ["id"]).named("stay_before");
    let stay = Table::build("stay")
        .primary_key("id", SqlType::Integer)
        .column("hotel", SqlType::Integer)
        .column("room", SqlType::Integer)
        .column("day", SqlType::Integer)
        .nullable("before", SqlType::Integer)
        .unique(["hotel", "room", "day"])
        .define_foreign_key(before.on_delete(ForeignKeyAction::SetNull))
        .define_foreign_key(of_room.on_delete(ForeignKeyAction::Cascade))
        .finish();
    let text = |table: CreateTable| table.to_sql(&Ansi).unwrap().text().to_owned();
    assert_eq!(text(CreateTable::new(&room)), text(CreateTable::new(ROOM)));
    assert_eq!(text(CreateTable::new(&stay)), text(CreateTable::new(STAY)));

    let database = server.database();
    let mut conn = database.connect().unwrap();
    conn.create_all(&[(&stay).into(), (&room).into()]).unwrap();
    is_held(&mut conn);
}

/// Where any unique key counts, a table with more than one is refused.
fn upserts_on_a_key(server: &Server) {
    aludel::table! {
        const SEAT = "seat" { row: Integer, number: Integer, guest: Text, unique(row, number) }
    }
    let database = server.database();
    let mut conn = database.connect().unwrap();
    conn.create_all(&[SEAT.into()]).unwrap();
    let seat = |row: i64, number: i64, guest: &'static str| {
        insert(SEAT)
            .columns((SEAT.row, SEAT.number, SEAT.guest))
            .values((row, number, guest))
            .on_conflict((SEAT.row, SEAT.number))
            .do_update(|row| row.set(SEAT.guest, excluded(SEAT.guest)))
    };
    for (row, number, guest) in [(1, 1, "Ann"), (1, 2, "Bob"), (1, 1, "Cy")] {
        conn.execute(&seat(row, number, guest)).unwrap();
    }
    let guests = select(SEAT.guest).order_by(SEAT.number);
    assert_eq!(conn.fetch_all(&guests).unwrap(), ["Cy", "Bob"]);
}

#[test]
fn definitions_of_keys_that_do_not_fit_are_refused() {
    let room = table("room");
    let build = || Table::build("stay").column("hotel", SqlType::Integer);
    let wider = ForeignKey::new(["hotel"], &room, ["hotel", "nr"]);
    for (table, message) in [
        (build().unique(["day"]), "table stay has no column day"),
        (build().unique(Vec::<String>::new()), "a key of table stay has no columns"),
        (build().foreign_key(["room"], &room, ["nr"]), "table stay has no column room"),
        (build().define_foreign_key(wider), "a foreign key of 1 columns refers to 2"),
    ] {
        let error = CreateTable::new(table.finish()).to_sql(&Ansi).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains(message), "{error}");
    }
}
