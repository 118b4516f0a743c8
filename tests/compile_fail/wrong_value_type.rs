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
    let _ = ALBUM.album_id.eq("one");
    let _ = ALBUM.title.in_([1, 2]);
    let _ = ALBUM.price.gt(0.5);
    let _ = ALBUM.weight.between(ALBUM.title, 2);
}
