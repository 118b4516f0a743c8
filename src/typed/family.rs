//! Markers: what an expression is of.

use std::marker::PhantomData;

use bytes::Bytes;

use crate::value::{
    Date, Decimal, FromValue, Interval, IntoValue, Json, Kind, Time, Timestamp, TimestampTz, Uuid,
    Value,
};

/// Integers of up to 64 bits.
#[derive(Clone, Copy, Debug)]
pub struct Int;
/// Unsigned integers of up to 64 bits.
#[derive(Clone, Copy, Debug)]
pub struct UInt;
/// Binary floating-point numbers.
#[derive(Clone, Copy, Debug)]
pub struct Float;
/// Text.
#[derive(Clone, Copy, Debug)]
pub struct Text;
/// True or false.
#[derive(Clone, Copy, Debug)]
pub struct Bool;
/// Arrays of `T`.
#[derive(Clone, Copy, Debug)]
pub struct Array<T>(PhantomData<T>);
/// Ranges of `T`.
#[derive(Clone, Copy, Debug)]
pub struct Range<T>(PhantomData<T>);
/// `T`, or NULL.
#[derive(Clone, Copy, Debug)]
pub struct Nullable<T>(PhantomData<T>);
/// Of any type: only the running program, or the database, knows.
#[derive(Clone, Copy, Debug)]
pub struct Any;
/// Values of a type that the user defines.
#[derive(Clone, Copy, Debug)]
pub struct Mapped<U>(PhantomData<U>);

/// What may stand for `T` in [`Expr<T>`](super::Expr): a family, [`Nullable`] of one, or
/// [`Any`].
pub trait Marker: Sized + 'static {
    /// The marker without [`Nullable`].
    type Base: Marker<Base = Self::Base>;
    /// The marker with [`Nullable`]; [`Any`] stays as it is.
    type AsNullable: Marker<Base = Self::Base>;
    /// Whether it is nullable.
    type Null: Nullability;
    /// What a cell is read as.
    type Rust: FromValue;
    /// What values are stored as.
    const KIND: Kind;
    /// A cell of this type is promised not to be NULL.
    const NOT_NULL: bool;
}

/// A marker that is neither [`Nullable`] nor [`Any`].
pub trait Family: Marker<Base = Self, Null = Never> {}

/// Whether a marker is nullable, as a type, so that operators can carry it on.
pub trait Nullability {
    /// Nullable if either is.
    type Or<N: Nullability>: Nullability;
    /// A marker made nullable, or left as it is.
    type Apply<T: Marker>: Marker<Base = T::Base>;
}

/// Not nullable.
#[derive(Clone, Copy, Debug)]
pub struct Never;
/// Nullable.
#[derive(Clone, Copy, Debug)]
pub struct Maybe;

impl Nullability for Never {
    type Or<N: Nullability> = N;
    type Apply<T: Marker> = T;
}

impl Nullability for Maybe {
    type Or<N: Nullability> = Maybe;
    type Apply<T: Marker> = T::AsNullable;
}

macro_rules! families {
    ($($marker:ty => $kind:ident, $rust:ty;)+) => {$(
        impl Marker for $marker {
            type Base = $marker;
            type AsNullable = Nullable<$marker>;
            type Null = Never;
            type Rust = $rust;
            const KIND: Kind = Kind::$kind;
            const NOT_NULL: bool = true;
        }

        impl Family for $marker {}
    )+};
}

families! {
    Int => Int, i64;
    UInt => UInt, u64;
    Float => Float, f64;
    Text => Text, String;
    Bool => Bool, bool;
    Decimal => Decimal, Decimal;
    Bytes => Bytes, Bytes;
    Date => Date, Date;
    Time => Time, Time;
    Timestamp => Timestamp, Timestamp;
    TimestampTz => TimestampTz, TimestampTz;
    Interval => Interval, Interval;
    Uuid => Uuid, Uuid;
    Json => Json, Json;
}

macro_rules! containers {
    ($($marker:ident => $rust:ty;)+) => {$(
        impl<T: Family> Marker for $marker<T> {
            type Base = $marker<T>;
            type AsNullable = Nullable<$marker<T>>;
            type Null = Never;
            type Rust = $rust;
            const KIND: Kind = Kind::$marker;
            const NOT_NULL: bool = true;
        }

        impl<T: Family> Family for $marker<T> {}
    )+};
}

containers! {
    Array => crate::value::Array;
    Range => crate::value::Range;
}

impl<T: Family> Marker for Nullable<T> {
    type Base = T;
    type AsNullable = Nullable<T>;
    type Null = Maybe;
    type Rust = Option<T::Rust>;
    const KIND: Kind = T::KIND;
    const NOT_NULL: bool = false;
}

impl Marker for Any {
    type Base = Any;
    type AsNullable = Any;
    type Null = Never;
    type Rust = Value;
    const KIND: Kind = Kind::Unknown;
    const NOT_NULL: bool = false;
}

/// A user's type that a column can be of: a newtype, an enum stored as text or integer.
///
/// `#[derive(SqlValue)]` implements it together with [`IntoValue`] and [`FromValue`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column type",
    label = "expected `Integer`, `Varchar(120)` and the like, or a type of your own",
    note = "a newtype or an enum of your own becomes one with `#[derive(SqlValue)]`"
)]
pub trait UserType: IntoValue + FromValue + Clone + 'static {
    /// What its values are stored as.
    type Family: Family;
    /// The column type that `table!` gives it.
    const SQL_TYPE: crate::schema::SqlType;
}

impl<U: UserType> Marker for Mapped<U> {
    type Base = Mapped<U>;
    type AsNullable = Nullable<Mapped<U>>;
    type Null = Never;
    type Rust = U;
    const KIND: Kind = U::Family::KIND;
    const NOT_NULL: bool = true;
}

impl<U: UserType> Family for Mapped<U> {}
