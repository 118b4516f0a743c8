use aludel::prelude::*;

aludel::table! {
    const ALBUM = "album" {
        album_id: Integer [primary_key],
        title: Varchar(160),
        price: Decimal(10, 2),
        weight: Nullable<Double>,
    }
}

fn main() {
    let _ = ALBUM.join("artist");
    let _ = select(ALBUM.title).from(ALBUM.title);
    let _ = select(ALBUM.title).from((ALBUM, ALBUM.alias("b")));
}
