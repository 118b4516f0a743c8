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
    let _ = select(ALBUM.title).filter(ALBUM.title);
    let _ = select(ALBUM.title).filter(ALBUM.album_id.eq(1).and(ALBUM.album_id));
    let _ = select(ALBUM.title).filter(ALBUM.album_id == 1);
}
