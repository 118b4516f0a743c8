//! The proc-macros of Aludel. Use them through the crate `aludel`.
#![forbid(unsafe_code)]

mod attrs;
mod changeset;
mod errors;
mod from_row;
mod insertable;
mod record;
mod sql;
mod sql_value;
mod table;

use proc_macro::TokenStream;
use quote::quote;

/// The module that expansions name things in.
fn private() -> proc_macro2::TokenStream {
    quote!(::aludel::__private)
}

/// Defines tables as constants whose fields are typed columns.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// aludel::table! {
///     /// People and bands.
///     pub const ARTIST = "artist" {
///         artist_id: Integer [primary_key],
///         /// As on the cover.
///         name: Nullable<Varchar(120)>,
///     }
/// }
///
/// aludel::table! {
///     pub const ALBUM = "music"."album" {
///         album_id: Integer [primary_key],
///         title: Varchar(160) [unique],
///         artist_id: Integer [references(ARTIST.artist_id, on_delete = cascade)],
///         r#type: Text = "kind" [default = "LP"],
///         added: TimestampTz [default = now],
///         changes: Integer [insert_with = 0, update_with = ALBUM.changes + 1],
///     }
/// }
///
/// let query = select((ARTIST.name, ALBUM.outer().title))
///     .from(ARTIST.left_join(ALBUM))
///     .filter(ALBUM.r#type.eq("LP"));
/// assert_eq!(
///     query.to_sql(&Ansi)?.text(),
///     r#"SELECT "artist"."name", "music"."album"."title" FROM "artist" LEFT JOIN "music"."album" ON "music"."album"."artist_id" = "artist"."artist_id" WHERE "music"."album"."kind" = ?"#
/// );
///
/// let renamed = update(ALBUM).set(ALBUM.title, "Powerage").filter(ALBUM.album_id.eq(1));
/// assert_eq!(
///     renamed.to_sql(&Ansi)?.text(),
///     r#"UPDATE "music"."album" SET "title" = ?, "changes" = "music"."album"."changes" + ? WHERE "music"."album"."album_id" = ?"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// # Types
///
/// | in the macro | Rust type of a value |
/// |---|---|
/// | `Boolean` or `Bool` | `bool` |
/// | `SmallInt`, `Integer` or `Int`, `BigInt` | `i64` |
/// | `UnsignedBigInt` | `u64` |
/// | `Real`, `Double` or `Float` | `f64` |
/// | `Decimal`, `Decimal(10, 2)`, or the same with `Numeric` | `Decimal` |
/// | `Char(2)`, `Varchar(120)`, `Text` | `String` |
/// | `Blob` or `Bytes` | `bytes::Bytes` |
/// | `Date`, `Time`, `Timestamp`, `TimestampTz`, `Interval`, `Uuid`, `Json` | of the same name |
/// | `Array<Text>` and the like, on PostgreSQL | `Array`, or a `Vec<String>` and the like |
/// | `Range<Date>` and the like, on PostgreSQL | `value::Range` |
/// | `Nullable<…>` | `Option<…>` |
/// | anything else | a type of your own, with [`SqlValue`](derive@SqlValue) |
///
/// # Attributes
///
/// They stand in brackets after the type, and after the SQL name where that is not the field's.
///
/// - `primary_key`; on several columns, the primary key is all of them
/// - `unique`
/// - `default = …`: a literal, `true`, `false`, or `now` for the time of the insert. It is the
///   database's: CREATE TABLE has it
/// - `insert_with = …`: what an INSERT gives the column that gives it nothing, or `default()`. Any
///   expression of Rust up to the next comma, evaluated for each row (`Uuid::new_v4()`), whose value
///   is bound, or an expression of SQL (`current_timestamp()`); or a closure over what the row is
///   given (`|row| slug(row.get("title"))`). `insert_many` and the rows of queries have it too; the
///   assignments of ON CONFLICT and MERGE say themselves what they set
/// - `update_with = …`: the same for an UPDATE that does not set the column
/// - `references(TABLE.column)`, with `on_delete = …` and `on_update = …`: `no_action`,
///   `restrict`, `cascade`, `set_null` or `set_default`; and `name = "…"` for the constraint. The
///   tables may be in a cycle.
///
/// # Keys of several columns
///
/// They stand between the columns, which are named by their fields:
///
/// - `unique(a, b)`, with a name for the constraint `unique(a, b) [name = "…"]`
/// - `foreign_key(a, b) [references(TABLE.x, TABLE.y)]`, with the same options as that of one column
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// aludel::table! {
///     const ROOM = "room" {
///         hotel: Integer [primary_key],
///         number: Integer [primary_key],
///     }
///
///     const STAY = "stay" {
///         hotel: Integer,
///         room: Integer,
///         day: Date,
///         unique(hotel, room, day) [name = "one_guest"],
///         foreign_key(hotel, room) [references(ROOM.hotel, ROOM.number, on_delete = cascade)],
///     }
/// }
///
/// let query = select(STAY.day).from(STAY.join(ROOM));
/// assert_eq!(
///     query.to_sql(&Ansi)?.text(),
///     r#"SELECT "stay"."day" FROM "stay" JOIN "room" ON "stay"."hotel" = "room"."hotel" AND "stay"."room" = "room"."number""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// # What is made
///
/// For `ALBUM`, a constant of the type `AlbumTable`. It is `Copy`, stands in FROM and where a
/// table is asked for, has the columns as fields, and these methods:
///
/// - `alias("a")`: the same columns under an alias
/// - `alias_named(name)`: an alias that is made at run time, as a scope
/// - `outer()`: the same columns, each of which may be NULL: a table that is outer-joined
/// - `all()`: all columns as a select list; a typed tuple where there are no more than 16
#[proc_macro]
pub fn table(input: TokenStream) -> TokenStream {
    table::expand(input.into()).into()
}

/// Raw SQL: a string literal with holes.
///
/// A hole has an expression of Rust in braces: a column, an expression, other raw SQL, or a
/// value, which is bound. It is borrowed, as in `format!`. `:name` is a bind, which gets its
/// value when the compiled statement runs. `{{` and `}}` are braces.
///
/// Quotes and comments are left alone, but for braces: a hole can't stand in them.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// let (t, suffix) = (table("t"), "!".to_owned());
/// let shout = sql!(r#"upper({t.col("name")}) || {suffix}"#).typed::<Text>();
/// let query = select(&shout).from(&t).filter(sql!("age::int > :age"));
/// let sql = query.to_sql(&Ansi)?;
/// assert_eq!(
///     sql.text(),
///     r#"SELECT upper("t"."name") || ? FROM "t" WHERE age::int > ?"#
/// );
/// assert_eq!(sql.names(), ["age"]);
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// Text that is no literal can't get in: nothing that a user typed is ever taken for SQL.
///
/// ```compile_fail
/// let typed_by_somebody = String::from("1 OR 1 = 1");
/// let condition = aludel::sql!(typed_by_somebody);
/// ```
#[proc_macro]
pub fn sql(input: TokenStream) -> TokenStream {
    sql::expand(input.into()).into()
}

/// Reads a row as a struct, by the names of its fields; as a tuple struct, by position.
///
/// Where each column is, is found out once a query.
///
/// ```
/// use std::sync::Arc;
/// use aludel::engine::Header;
/// use aludel::prelude::*;
/// use aludel::value::Kind;
///
/// #[derive(Debug, PartialEq, FromRow)]
/// struct Artist {
///     artist_id: i64,
///     name: Option<String>,
/// }
///
/// #[derive(Debug, PartialEq, FromRow)]
/// struct Album {
///     #[aludel(rename = "album_title")]
///     title: String,
///     #[aludel(default)]
///     plays: i64,
///     #[aludel(flatten)]
///     artist: Artist,
///     #[aludel(skip)]
///     cached: Vec<u8>,
/// }
///
/// let columns = ["album_title", "artist_id", "name"].map(|name| (name, Kind::Unknown));
/// let row = Row::new(Arc::new(Header::new(columns)), vec!["Big".into(), 7.into(), Value::NULL]);
/// let album: Album = row.to()?;
/// assert_eq!(album.title, "Big");
/// assert_eq!(album.artist, Artist { artist_id: 7, name: None });
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// # Attributes
///
/// On the struct:
///
/// - `rename_all = "camelCase"`: the columns' names from the fields'. Or `"lowercase"`,
///   `"UPPERCASE"`, `"PascalCase"`, `"snake_case"`, `"SCREAMING_SNAKE_CASE"`, `"kebab-case"`,
///   `"SCREAMING-KEBAB-CASE"`.
///
/// On a field:
///
/// - `rename = "x"`: the column's name
/// - `default`: the type's default where the column is NULL or missing
/// - `flatten`: another struct with `FromRow`, of columns of the same row; with
///   `prefix = "artist_"`, of those whose names start so. An `Option` of one is `None` where all
///   its columns are NULL.
/// - `skip`: no column; always the type's default
#[proc_macro_derive(FromRow, attributes(aludel))]
pub fn from_row(input: TokenStream) -> TokenStream {
    from_row::expand(input.into()).into()
}

/// Makes a newtype or an enum without fields a column type and a value.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// #[derive(Clone, Copy, Debug, PartialEq, SqlValue)]
/// struct AlbumId(i64);
///
/// #[derive(Clone, Copy, Debug, PartialEq, SqlValue)]
/// #[aludel(rename_all = "snake_case", sql_type = Varchar(20))]
/// enum Status {
///     Draft,
///     OnSale,
/// }
///
/// aludel::table! {
///     const ALBUM = "album" {
///         album_id: AlbumId [primary_key],
///         status: Nullable<Status> [default = "draft"],
///     }
/// }
///
/// let query = select(ALBUM.album_id).filter(ALBUM.status.eq(Status::OnSale));
/// assert_eq!(query.to_sql(&Ansi)?.params(), [Value::from("on_sale")]);
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// A newtype is stored as what it wraps; fields of the type `PhantomData` may stand beside. An
/// enum is stored as text, the variants' names, unless it is `as_integer`. What is read back
/// and is no variant is an error. The type must be `Clone`.
///
/// # Attributes
///
/// - `sql_type = Varchar(20)`: the column type that `table!` gives it
/// - `as_integer`: an enum's discriminants, as `BigInt` unless `sql_type` says otherwise
/// - `as_text`: an enum's names, the default
/// - `rename_all = "snake_case"`: the names from the variants'; for the rules see
///   [`FromRow`](derive@FromRow)
/// - `rename = "x"`, on a variant: its name
#[proc_macro_derive(SqlValue, attributes(aludel))]
pub fn sql_value(input: TokenStream) -> TokenStream {
    sql_value::expand(input.into()).into()
}

/// Makes a struct a row that can be inserted: each field is the value of the column of its name.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// aludel::table! {
///     const PET = "pet" {
///         id: Integer [primary_key],
///         name: Varchar(80),
///         age: Nullable<Integer>,
///     }
/// }
///
/// /// The key is the database's.
/// #[derive(Insertable)]
/// struct NewPet<'a> {
///     name: &'a str,
///     age: Option<i64>,
/// }
///
/// let pets = [NewPet { name: "Rex", age: Some(3) }, NewPet { name: "Tom", age: None }];
/// let q = insert(PET).columns_of::<NewPet>().rows(pets).returning(PET.id);
/// assert_eq!(
///     q.to_sql(&Ansi)?.text(),
///     r#"INSERT INTO "pet" ("name", "age") VALUES (?, ?), (?, ?) RETURNING "pet"."id""#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// Fields are of any type that is a value, and may borrow; the struct may be generic. A name that is no column of the table is
/// an error when the statement is compiled.
///
/// # Attributes
///
/// - `rename_all = "camelCase"`, on the struct: for the rules see [`FromRow`](derive@FromRow)
/// - `rename = "x"`, on a field: the column's name
/// - `default`, on a field that is an `Option`: where it is `None`, the column has its default,
///   as with `default()`
/// - `flatten`, on a field: the columns of another struct with `Insertable`; with
///   `prefix = "home_"`, whose names start so
/// - `skip`, on a field: no column
///
/// ```
/// # use aludel::prelude::*;
/// # use aludel::dialect::Ansi;
/// #[derive(Insertable)]
/// struct Address<S> {
///     city: S,
/// }
///
/// #[derive(Insertable)]
/// struct NewOwner<S> {
///     name: S,
///     #[aludel(default)]
///     kind: Option<i64>,
///     #[aludel(flatten, prefix = "home_")]
///     home: Address<S>,
/// }
///
/// let owner = NewOwner { name: "Ann", kind: None, home: Address { city: "Rome" } };
/// assert_eq!(
///     insert(table("owner")).record(owner).to_sql(&Ansi)?.text(),
///     r#"INSERT INTO "owner" ("name", "kind", "home_city") VALUES (?, DEFAULT, ?)"#
/// );
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// What an UPDATE sets is a struct with [`Changeset`](derive@Changeset).
#[proc_macro_derive(Insertable, attributes(aludel))]
pub fn insertable(input: TokenStream) -> TokenStream {
    insertable::expand(input.into()).into()
}

/// Makes a struct what an UPDATE sets: the columns of the names of its fields, but for those that are
/// `None`.
///
/// ```
/// use aludel::prelude::*;
/// use aludel::dialect::Ansi;
///
/// aludel::table! {
///     const PET = "pet" {
///         id: Integer [primary_key],
///         name: Varchar(80),
///         age: Nullable<Integer>,
///     }
/// }
///
/// #[derive(Default, Changeset)]
/// struct PetChanges<'a> {
///     name: Option<&'a str>,
///     /// `Some(None)` makes it NULL.
///     age: Option<Option<i64>>,
/// }
///
/// let changes = PetChanges { age: Some(None), ..PetChanges::default() };
/// let q = update(PET).set_changes(changes).filter(PET.id.eq(1));
/// assert_eq!(q.to_sql(&Ansi)?.text(), r#"UPDATE "pet" SET "age" = ? WHERE "pet"."id" = ?"#);
///
/// // An UPDATE that sets nothing is an error: ask before.
/// assert!(PetChanges::default().is_empty());
/// assert!(update(PET).set_changes(PetChanges::default()).all_rows().to_sql(&Ansi).is_err());
/// # Ok::<(), aludel::Error>(())
/// ```
///
/// - A field of a type `Option<T>`, written so, changes its column where it is `Some`.
/// - A field of a type `Option<Option<T>>` also says by `Some(None)` that its column becomes NULL.
/// - A field of any other type always sets its column.
///
/// A name that is no column of the table is an error when the statement is compiled.
///
/// # Attributes
///
/// - `rename_all = "camelCase"`, on the struct: for the rules see [`FromRow`](derive@FromRow)
/// - `rename = "x"`, on a field: the column's name
/// - `flatten`, on a field: the changes of another struct with `Changeset`, or of an `Option` of one;
///   with `prefix = "home_"`, of columns whose names start so
/// - `skip`, on a field: no column, as for the key by which the row is found
///
/// A new row is a struct with [`Insertable`](derive@Insertable).
#[proc_macro_derive(Changeset, attributes(aludel))]
pub fn changeset(input: TokenStream) -> TokenStream {
    changeset::expand(input.into()).into()
}
