aludel::table! {
    const ALBUM = "album" {
        album_id: Integer [primary_key],
        title: Varchar(160),
        price: Decimal(10, 2),
        weight: Nullable<Double>,
    }
}

fn main() {
    let _ = ALBUM.price * ALBUM.weight;
    let _ = ALBUM.price + 0.5;
    let _ = ALBUM.title + 1;
    let _ = ALBUM.album_id + "1";
}
