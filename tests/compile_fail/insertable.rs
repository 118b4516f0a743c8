use aludel::prelude::*;

#[derive(Insertable)]
struct Pair(i64, i64);

#[derive(Insertable)]
enum Row {
    A,
}

#[derive(Insertable)]
struct Twice {
    name: String,
    #[aludel(rename = "name")]
    title: String,
    #[aludel(default)]
    age: i64,
}

#[derive(Insertable)]
struct Moment {
    at: std::time::Instant,
}

struct Underived {
    name: String,
}

fn main() {
    let _ = insert(table("t")).record(Underived { name: String::new() });
}
