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
    }
}

aludel::table! {
    const TYPES = "types" {
        a: Plain,
        b: Integer [references(TYPES.missing)],
    }
}

aludel::table! {
    ARTIST = "artist" {}
}

fn main() {}
