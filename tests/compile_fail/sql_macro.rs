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
    let (text, list) = (String::new(), vec![ALBUM.album_id]);
    let _ = sql!(text);
    let _ = sql!(concat!("a", "b"));
    let _ = sql!("{}", text);
    let _ = sql!("name = '{text}'");
    let _ = sql!("name = {text:?}");
    let _ = sql!("name = {list}");
    let _ = sql!("name = {missing}");
    let _ = sql!("name = $1");
}
