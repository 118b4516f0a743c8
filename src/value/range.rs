//! Ranges.

use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

use super::{DecodeError, FromValue, IntoValue, Kind, Value, ValueRef};

/// A range of values of one kind: what lies between two bounds, or nothing. A clone shares the
/// bounds.
///
/// It is as PostgreSQL has it, which alone stores ranges
/// (<https://www.postgresql.org/docs/current/rangetypes.html>): a bound is included, excluded, or
/// there is none. The server writes ranges of integers and of dates with the lower bound included
/// and the upper one excluded, whatever they were given as.
///
/// ```
/// use std::ops::Bound;
/// use aludel::value::{Kind, Range, Value};
///
/// let seats = Range::from(3..=5);
/// assert_eq!(seats.lower(), Bound::Included(&Value::Int(3)));
/// assert_eq!(seats.to_string(), "[3,5]");
/// assert_eq!(Range::from(7..).upper(), Bound::Unbounded);
/// assert!(Range::empty(Kind::Date).is_empty());
/// assert_eq!(seats.bounds::<i64>()?, (Bound::Included(3), Bound::Included(5)));
/// # Ok::<(), aludel::value::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Range(Arc<Inner>);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Inner {
    element: Kind,
    /// None of them: the range is empty.
    bounds: Option<(Bound<Value>, Bound<Value>)>,
}

impl Range {
    /// What lies between the bounds, which are of the kind; where that is [`Kind::Unknown`], a
    /// bound tells. A NULL is no bound.
    ///
    /// A lower bound above the upper one is the database's error.
    #[must_use]
    pub fn new(element: Kind, lower: Bound<Value>, upper: Bound<Value>) -> Self {
        let open = |bound: Bound<Value>| match value_of(bound.as_ref()) {
            Some(value) if value.is_null() => Bound::Unbounded,
            _ => bound,
        };
        let (lower, upper) = (open(lower), open(upper));
        let end = value_of(lower.as_ref()).or_else(|| value_of(upper.as_ref()));
        let element = match element {
            Kind::Unknown => end.map_or(element, Value::kind),
            element => element,
        };
        Range(Arc::new(Inner { element, bounds: Some((lower, upper)) }))
    }

    /// The range in which nothing lies.
    #[must_use]
    pub fn empty(element: Kind) -> Self {
        Range(Arc::new(Inner { element, bounds: None }))
    }

    /// The kind of what lies in the range.
    #[must_use]
    pub fn element(&self) -> Kind {
        self.0.element
    }

    /// Whether it is the empty range. One whose bounds leave nothing between them becomes so in
    /// the database.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.bounds.is_none()
    }

    /// The lower bound; the empty range has none.
    #[must_use]
    pub fn lower(&self) -> Bound<&Value> {
        self.0.bounds.as_ref().map_or(Bound::Unbounded, |(lower, _)| lower.as_ref())
    }

    /// The upper bound; the empty range has none.
    #[must_use]
    pub fn upper(&self) -> Bound<&Value> {
        self.0.bounds.as_ref().map_or(Bound::Unbounded, |(_, upper)| upper.as_ref())
    }

    /// The values of the bounds that there are.
    pub(super) fn ends(&self) -> impl Iterator<Item = &Value> {
        [self.lower(), self.upper()].into_iter().filter_map(value_of)
    }

    /// Both bounds as Rust values.
    ///
    /// # Errors
    /// When the range is empty, for then it has no bounds, or when a bound is no `T`.
    pub fn bounds<T: FromValue>(&self) -> Result<(Bound<T>, Bound<T>), DecodeError> {
        if self.is_empty() {
            return Err(DecodeError::new("the range is empty, and has no bounds"));
        }
        let read = |bound: Bound<&Value>| {
            Ok::<_, DecodeError>(match bound {
                Bound::Included(value) => Bound::Included(T::from_value(value.lend())?),
                Bound::Excluded(value) => Bound::Excluded(T::from_value(value.lend())?),
                Bound::Unbounded => Bound::Unbounded,
            })
        };
        Ok((read(self.lower())?, read(self.upper())?))
    }
}

fn value_of(bound: Bound<&Value>) -> Option<&Value> {
    match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(value),
        Bound::Unbounded => None,
    }
}

/// As PostgreSQL writes it, without quotes: `[1,5)`, `empty`.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("empty");
        }
        match self.lower() {
            Bound::Included(value) => write!(f, "[{value:?}")?,
            Bound::Excluded(value) => write!(f, "({value:?}")?,
            Bound::Unbounded => f.write_str("(")?,
        }
        match self.upper() {
            Bound::Included(value) => write!(f, ",{value:?}]"),
            Bound::Excluded(value) => write!(f, ",{value:?})"),
            Bound::Unbounded => f.write_str(",)"),
        }
    }
}

macro_rules! of_std {
    ($($ty:ty, |$range:ident| $lower:expr, $upper:expr;)+) => {$(
        impl<T: IntoValue> From<$ty> for Range {
            fn from($range: $ty) -> Self {
                let (lower, upper): (Bound<T>, Bound<T>) = ($lower, $upper);
                Range::new(T::KIND, lower.map(T::into_value), upper.map(T::into_value))
            }
        }

        impl<T: IntoValue> IntoValue for $ty {
            const KIND: Kind = Kind::Range;

            fn into_value(self) -> Value {
                Range::from(self).into_value()
            }
        }
    )+};
}

of_std! {
    std::ops::Range<T>, |range| Bound::Included(range.start), Bound::Excluded(range.end);
    std::ops::RangeFrom<T>, |range| Bound::Included(range.start), Bound::Unbounded;
    std::ops::RangeTo<T>, |range| Bound::Unbounded, Bound::Excluded(range.end);
    std::ops::RangeToInclusive<T>, |range| Bound::Unbounded, Bound::Included(range.end);
    (Bound<T>, Bound<T>), |range| range.0, range.1;
}

impl<T: IntoValue> From<std::ops::RangeInclusive<T>> for Range {
    fn from(range: std::ops::RangeInclusive<T>) -> Self {
        let (lower, upper) = range.into_inner();
        Range::from((Bound::Included(lower), Bound::Included(upper)))
    }
}

impl<T: IntoValue> IntoValue for std::ops::RangeInclusive<T> {
    const KIND: Kind = Kind::Range;

    fn into_value(self) -> Value {
        Range::from(self).into_value()
    }
}

impl FromValue for Range {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        match value {
            ValueRef::Range(range) => Ok(range.clone()),
            other => Err(DecodeError::mismatch("a range", other)),
        }
    }
}

/// The bounds; an empty range has none and is an error.
#[diagnostic::do_not_recommend]
impl<T: FromValue> FromValue for (Bound<T>, Bound<T>) {
    fn from_value(value: ValueRef<'_>) -> Result<Self, DecodeError> {
        Range::from_value(value)?.bounds()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_ranges_of_rust() {
        let cases: [(Range, &str); 7] = [
            ((1..5).into(), "[1,5)"),
            ((1..=5).into(), "[1,5]"),
            ((1..).into(), "[1,)"),
            ((..5).into(), "(,5)"),
            ((..=5).into(), "(,5]"),
            ((Bound::Excluded(1), Bound::<i32>::Unbounded).into(), "(1,)"),
            (Range::empty(Kind::Int), "empty"),
        ];
        for (range, text) in cases {
            assert_eq!(range.to_string(), text);
            assert_eq!(range.element(), Kind::Int);
            assert_eq!(Value::from(range.clone()).kind(), Kind::Range);
            assert_eq!(Range::from_value(ValueRef::Range(&range)), Ok(range));
        }
    }

    #[test]
    fn a_null_is_no_bound() {
        let range = Range::from(Some(1)..None);
        assert_eq!((range.to_string().as_str(), range.element()), ("[1,)", Kind::Int));
        assert_eq!(Range::from(Value::from(1)..).element(), Kind::Int);
    }

    #[test]
    fn a_refused_bound_refuses_the_range() {
        let refused = || Value::Refused("too fine".into());
        assert_eq!(Value::from(Range::from(refused()..)), refused());
        assert_eq!((Value::from(1)..=refused()).into_value(), refused());
        assert_eq!(Value::from(crate::value::Array::of([1.into(), refused()])), refused());
    }

    #[test]
    fn bounds_of_another_type_are_errors() {
        assert!(Range::from(1..5).bounds::<String>().is_err());
        assert!(Range::empty(Kind::Int).bounds::<i64>().is_err());
    }
}
