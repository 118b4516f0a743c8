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
    let _ = insert(ALBUM).columns((ALBUM.album_id, ALBUM.title)).values((1, 2));
    let _ = insert(ALBUM).columns((ALBUM.album_id, ALBUM.title)).values((1, "x", 3));
    let _ = insert(ALBUM).columns((ALBUM.album_id, ALBUM.title)).values((1,));
    let _ = update(ALBUM).set(ALBUM.title, 1);
}
