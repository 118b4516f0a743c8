aludel::table! {
    const ROOM = "room" {
        hotel: Integer [primary_key],
        number: Integer [primary_key],
    }
}

aludel::table! {
    const MISTAKES = "mistakes" {
        hotel: Integer,
        room: Nullable<Integer>,
        unique(),
        unique(hotel, floor),
        unique(hotel, hotel),
        unique(hotel) [named = "x"],
        unique(hotel) [name = x],
        foreign_key(hotel, room),
        foreign_key(hotel, room) [references(ROOM)],
        foreign_key(hotel, room) [references(ROOM.hotel)],
        foreign_key(hotel, room) [references(ROOM.hotel, HOTEL.number)],
        foreign_key(hotel, room) [references(ROOM.hotel, ROOM.number, on_delete = set_null)],
        foreign_key(hotel, room) [references(ROOM.hotel, ROOM.number, deferred = true)],
        foreign_key(hotel, room) [unique],
        primary_key(hotel, room),
        index(hotel),
        other: Integer [references(ROOM.hotel, ROOM.number)],
    }
}

fn main() {}
