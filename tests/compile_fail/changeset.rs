use aludel::prelude::*;

#[derive(Changeset)]
struct Pair(Option<i64>, i64);

#[derive(Changeset)]
enum Row {
    A,
}

#[derive(Changeset)]
struct Nothing {
    #[aludel(skip)]
    id: i64,
}

#[derive(Changeset)]
struct Wrong {
    name: Option<String>,
    #[aludel(rename = "name")]
    title: Option<String>,
    #[aludel(default)]
    age: Option<i64>,
    #[aludel(prefix = "home_")]
    home: Option<i64>,
    #[aludel(flatten, rename = "x")]
    work: Option<i64>,
}

#[derive(Changeset)]
struct Written {
    #[aludel(rename("x"))]
    a: Option<i64>,
    #[aludel(rename = b)]
    b: Option<i64>,
    #[aludel(rename = "")]
    c: Option<i64>,
    #[aludel(skip = true)]
    d: Option<i64>,
}

#[derive(Changeset)]
struct Moment {
    at: Option<std::time::Instant>,
}

#[derive(Insertable)]
struct NoOption {
    #[aludel(default)]
    age: i64,
}

struct Underived {
    name: Option<String>,
}

fn main() {
    let _ = update(table("t")).set_changes(Underived { name: None });
}
