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
    let _ = ALBUM.album_id.like("1%");
    let _ = ALBUM.weight.starts_with("1");
    let _ = upper(ALBUM.album_id);
}
