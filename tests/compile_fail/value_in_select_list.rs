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
    let _ = select((ALBUM.title, 1));
    let _ = select("title");
}
