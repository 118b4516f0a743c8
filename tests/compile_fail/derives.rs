use aludel::{FromRow, SqlValue};

#[derive(FromRow)]
#[aludel(rename_all = "camel")]
struct Album<'a> {
    title: &'a str,
}

#[derive(FromRow)]
struct Artist {
    #[aludel(rename("x"), prefix = "y")]
    name: String,
    #[aludel(skip, default, other)]
    id: i64,
}

#[derive(FromRow)]
struct Wrong {
    inner: std::time::Instant,
}

#[derive(FromRow)]
enum Row {
    A,
}

#[derive(Clone, SqlValue)]
enum Status {
    Draft,
    #[aludel(rename = "Draft")]
    Sold(i64),
}

#[derive(Clone, SqlValue)]
struct Pair(i64, i64);

#[derive(Clone, SqlValue)]
struct Moment(std::time::Instant);

fn main() {}
