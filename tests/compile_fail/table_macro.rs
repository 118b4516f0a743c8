struct Plain;

aludel::table! {
    pub const MISTAKES = "mistakes" {
        a: Integer [primary],
        b: VarChar(10) [unique, unique],
        c: Varchar,
        d: String,
        e: Text [default = 1]
        f: Text,
        type: Text,
        g: Nullable<Integer> [primary_key],
        a: Text,
        h: Text [references(MISTAKES, on_delete = set_null)],
        i: Decimal(2, 3),
        j: Text [not_null],
        k: Text [insert_with],
        l: Text [update_with = ],
    }
}

aludel::table! {
    const TYPES = "types" {
        a: Plain,
        b: Integer [references(TYPES.missing)],
    }
}

aludel::table! {
    const WITHIN = "within" {
        a: Array,
        b: Range<Nullable<Date>>,
        c: Array<Vec>,
        d: Range(Date),
    }
}

aludel::table! {
    const MADE = "made" {
        a: Integer [insert_with = "one"],
        b: Text [update_with = |row| row.get("a").is_some()],
    }
}

aludel::table! {
    ARTIST = "artist" {}
}

fn main() {}
