//! A decimal number of any length.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::ParseError;

/// A decimal number with any number of digits, or NaN or an infinity (as in PostgreSQL). A
/// clone shares the digits.
///
/// It keeps its scale, the number of digits after the point: `1.10` stays `1.10`, and is not
/// equal to `1.1`; [`Decimal::numeric_cmp`] compares the numbers alone. The order is that of
/// the numbers, and of the texts where they are the same; NaN comes last.
///
/// The text is plain: a minus sign where needed, at least one digit before the point and none
/// that is superfluous, and at least one after it if there is a point; or `NaN`, `Infinity`,
/// `-Infinity`. A text that is read may also have a plus sign, an exponent of up to 200,000
/// either way, and no digits on one side of the point; `nan`, `inf` and `infinity` may be in
/// any case. Zero has no sign.
///
/// ```
/// use aludel::value::Decimal;
///
/// let price: Decimal = "0010.50".parse()?;
/// assert_eq!(price.as_str(), "10.50");
/// assert_eq!("1.5e-3".parse::<Decimal>()?.as_str(), "0.0015");
/// assert_ne!(price, "10.5".parse()?);
/// assert!(price.numeric_cmp(&"10.5".parse()?).is_eq());
/// assert!(price < Decimal::from(11));
/// # Ok::<(), aludel::value::ParseError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Arc<str>);

/// The zeros that an exponent may add; without a limit, a few bytes could ask for gigabytes.
const MAX_EXPONENT: i64 = 200_000;

impl Decimal {
    /// The number that has the fewest digits among those that read back as this float: 0.1 for
    /// `0.1`. NaN and the infinities are kept; both zeros are `0`.
    #[must_use]
    pub fn from_f64(value: f64) -> Self {
        let text = if value.is_nan() {
            "NaN".to_owned()
        } else if value.is_infinite() {
            let sign = if value < 0.0 { "-" } else { "" };
            format!("{sign}Infinity")
        } else if value == 0.0 {
            "0".to_owned()
        } else {
            value.to_string()
        };
        Self(text.into())
    }

    /// The number `unscaled` / 10^`scale`, with that scale.
    ///
    /// ```
    /// use aludel::value::Decimal;
    ///
    /// assert_eq!(Decimal::from_scaled(-1250, 2).as_str(), "-12.50");
    /// ```
    #[must_use]
    pub fn from_scaled(unscaled: i128, scale: u32) -> Self {
        let scale = usize::try_from(scale).unwrap_or(usize::MAX - 1);
        let sign = if unscaled < 0 { "-" } else { "" };
        let digits = unscaled.unsigned_abs().to_string();
        // One digit at least stands before the point.
        let zeros = "0".repeat((scale + 1).saturating_sub(digits.len()));
        let digits = format!("{zeros}{digits}");
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let point = if fraction.is_empty() { "" } else { "." };
        Self(format!("{sign}{whole}{point}{fraction}").into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a number, not NaN or an infinity.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.0.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is zero, of any scale.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.bytes().all(|b| matches!(b, b'0' | b'.'))
    }

    /// Whether it is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.starts_with('-')
    }

    /// The digits before and after the point, without the sign; none if it is not finite.
    fn parts(&self) -> (&str, &str) {
        let digits = self.0.strip_prefix('-').unwrap_or(&self.0);
        if self.is_finite() { digits.split_once('.').unwrap_or((digits, "")) } else { ("", "") }
    }

    /// The number of digits: the least precision `p` of a `NUMERIC(p, s)` that holds it with
    /// its scale `s`. It is 4 for `12.50`, 2 for `0.05`, 1 for `0`, and 0 if not finite.
    #[must_use]
    pub fn digits(&self) -> usize {
        match self.parts() {
            ("0", fraction) => fraction.len().max(1),
            (whole, fraction) => whole.len() + fraction.len(),
        }
    }

    /// The number of digits after the point; 0 if not finite.
    #[must_use]
    pub fn scale(&self) -> usize {
        self.parts().1.len()
    }

    /// The sign and the digits before the point, if those after it are zeros.
    fn integral(&self) -> Option<&str> {
        match self.0.split_once('.') {
            None => Some(&self.0),
            Some((whole, fraction)) => fraction.bytes().all(|b| b == b'0').then_some(whole),
        }
    }

    /// The integer it is, or None if it has a fraction or is out of range. `1.00` is 1.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.integral()?.parse().ok()
    }

    /// The integer it is, or None if it has a fraction or is out of range. `1.00` is 1.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.integral()?.parse().ok()
    }

    /// The nearest float; an infinity where floats do not reach.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Compares the numbers, whatever their scales: `1.10` is equal to `1.1`. NaN is equal to
    /// itself and greater than any other.
    #[must_use]
    pub fn numeric_cmp(&self, other: &Self) -> Ordering {
        compare_text(&self.0, &other.0)
    }
}

/// Compares two texts as decimal numbers, whatever their scales; texts that [`Decimal`] does not
/// read come after those that it does, and among themselves in the order of their bytes. It
/// is a total order (of classes: `1.0` and `1.00` are equal) that never allocates, so it can
/// serve as a collation.
///
/// ```
/// use std::cmp::Ordering;
/// use aludel::value::decimal_text::compare_text;
///
/// assert_eq!(compare_text("10.50", "9"), Ordering::Greater);
/// assert_eq!(compare_text("10.50", "10.5"), Ordering::Equal);
/// assert_eq!(compare_text("10.50", "ten"), Ordering::Less);
/// ```
#[must_use]
pub fn compare_text(a: &str, b: &str) -> Ordering {
    match (Number::read(a), Number::read(b)) {
        (Ok(a), Ok(b)) => a.compare(&b),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => a.cmp(b),
    }
}

/// A number taken apart, in the text it came in.
enum Number<'a> {
    Finite(Finite<'a>),
    Infinity { negative: bool },
    NaN,
}

struct Finite<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    /// Within [`MAX_EXPONENT`], either way.
    exponent: i64,
}

impl<'a> Number<'a> {
    fn read(text: &'a str) -> Result<Self, &'static str> {
        let negative = text.starts_with('-');
        let rest = text.strip_prefix(['-', '+']).unwrap_or(text);
        if !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return Self::read_name(rest, negative);
        }
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            Err("it has no digits")
        } else if !all_digits(whole) || !all_digits(fraction) {
            Err("it has a character that is no digit")
        } else {
            Ok(Self::Finite(Finite { negative, whole, fraction, exponent }))
        }
    }

    fn read_name(rest: &str, negative: bool) -> Result<Self, &'static str> {
        let is = |name: &str| rest.eq_ignore_ascii_case(name);
        if is("inf") || is("infinity") {
            Ok(Self::Infinity { negative })
        } else if is("nan") {
            Ok(Self::NaN)
        } else {
            Err("it must begin with a digit")
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        // What is not finite is ordered by its rank alone.
        let rank = |number: &Self| match number {
            Self::Infinity { negative: true } => 0,
            Self::Finite(_) => 1,
            Self::Infinity { negative: false } => 2,
            Self::NaN => 3,
        };
        match (self, other) {
            (Self::Finite(a), Self::Finite(b)) => a.compare(b),
            (a, b) => rank(a).cmp(&rank(b)),
        }
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn read_exponent(text: &str) -> Result<i64, &'static str> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !all_digits(digits) {
        return Err("its exponent is no integer");
    }
    // What does not fit 64 bits is out of range as well.
    match text.parse::<i64>() {
        Ok(exponent) if exponent.abs() <= MAX_EXPONENT => Ok(exponent),
        _ => Err("its exponent must be -200000 to 200000"),
    }
}

impl Finite<'_> {
    fn digits(&self) -> impl Iterator<Item = u8> {
        self.whole.bytes().chain(self.fraction.bytes())
    }

    fn is_zero(&self) -> bool {
        self.digits().all(|b| b == b'0')
    }

    fn compare(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.is_zero(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        match (sign(self), sign(other)) {
            (1, 1) => self.compare_size(other),
            (-1, -1) => other.compare_size(self),
            (a, b) => a.cmp(&b),
        }
    }

    /// Compares the absolute values of two numbers other than zero.
    fn compare_size(&self, other: &Self) -> Ordering {
        // The place of the first digit that counts, and the digits from there on.
        let significant = |number: &Self| {
            let zeros = number.digits().take_while(|&b| b == b'0').count();
            let length = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 4);
            length(number.whole.len()) + number.exponent - length(zeros)
        };
        significant(self)
            .cmp(&significant(other))
            .then_with(|| compare_digits(self.digits(), other.digits()))
    }

    /// Whether [`Finite::plain`] would only repeat the text.
    fn is_plain(&self, text: &str) -> bool {
        let point = usize::from(!self.fraction.is_empty());
        let length = usize::from(self.negative) + self.whole.len() + point + self.fraction.len();
        // Another length betrays a plus sign, an exponent or an idle point.
        text.len() == length
            && (self.whole == "0" || !self.whole.is_empty() && !self.whole.starts_with('0'))
            && !(self.negative && self.is_zero())
    }

    fn plain(&self) -> String {
        let zeros = |n: i64| "0".repeat(usize::try_from(n).unwrap_or(0));
        let mut whole = self.whole.to_owned();
        let mut fraction = self.fraction.to_owned();
        let shift = |digits: usize| i64::try_from(digits).unwrap_or(i64::MAX / 4);
        // Moving the point takes digits from one side to the other, and zeros where they end.
        if self.exponent > 0 {
            let missing = self.exponent - shift(fraction.len());
            fraction.push_str(&zeros(missing));
            let at = usize::try_from(self.exponent).unwrap_or(0);
            let rest = fraction.split_off(at.min(fraction.len()));
            whole.push_str(&fraction);
            fraction = rest;
        } else if self.exponent < 0 {
            let missing = -self.exponent - shift(whole.len());
            whole.insert_str(0, &zeros(missing));
            let taken = usize::try_from(-self.exponent).unwrap_or(0);
            let moved = whole.split_off(whole.len().saturating_sub(taken));
            fraction.insert_str(0, &moved);
        }
        let sign = if self.negative && !self.is_zero() { "-" } else { "" };
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }
}

/// Compares digits that begin at the same place, past their leading zeros.
fn compare_digits(a: impl Iterator<Item = u8>, b: impl Iterator<Item = u8>) -> Ordering {
    let mut a = a.skip_while(|&b| b == b'0');
    let mut b = b.skip_while(|&b| b == b'0');
    loop {
        let (x, y) = (a.next(), b.next());
        if x.is_none() && y.is_none() {
            return Ordering::Equal;
        }
        // Where one ends, it goes on with zeros.
        let order = x.unwrap_or(b'0').cmp(&y.unwrap_or(b'0'));
        if order.is_ne() {
            return order;
        }
    }
}

impl FromStr for Decimal {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match Number::read(text) {
            Ok(Number::Finite(number)) if number.is_plain(text) => Ok(Self(text.into())),
            Ok(Number::Finite(number)) => Ok(Self(number.plain().into())),
            Ok(Number::Infinity { negative: true }) => Ok(Self("-Infinity".into())),
            Ok(Number::Infinity { negative: false }) => Ok(Self("Infinity".into())),
            Ok(Number::NaN) => Ok(Self("NaN".into())),
            Err(why) => Err(ParseError::new("a decimal number", text, why)),
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        // The texts break the tie, so that only equal decimals compare as equal.
        self.numeric_cmp(other).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As for numbers: `f.pad` would cut digits where a precision is asked for.
        let digits = self.0.strip_prefix('-').unwrap_or(&self.0);
        f.pad_integral(!self.is_negative(), "", digits)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }
    )*};
}
from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_integers() {
        for (unscaled, scale, text) in [
            (0, 0, "0"),
            (0, 2, "0.00"),
            (5, 3, "0.005"),
            (-5, 1, "-0.5"),
            (1250, 2, "12.50"),
            (-1250, 0, "-1250"),
            (i128::MIN, 38, "-1.70141183460469231731687303715884105728"),
        ] {
            let number = Decimal::from_scaled(unscaled, scale);
            assert_eq!(number.as_str(), text);
            assert_eq!(text.parse(), Ok(number));
        }
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn is_small() {
        assert_eq!(size_of::<Decimal>(), 16);
    }

    #[test]
    fn texts_become_plain() {
        let long = "1234567890".repeat(10);
        for (text, plain) in [
            ("0", "0"),
            ("-0", "0"),
            ("+0", "0"),
            ("000", "0"),
            ("-0.00", "0.00"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5"),
            ("+5", "5"),
            ("007", "7"),
            ("-007.50", "-7.50"),
            ("1.10", "1.10"),
            ("1e0", "1"),
            ("1e3", "1000"),
            ("1E+3", "1000"),
            ("1.5e-3", "0.0015"),
            ("1.50e1", "15.0"),
            ("1.50e2", "150"),
            ("1.50e4", "15000"),
            ("-12.34e-1", "-1.234"),
            ("12.34e-2", "0.1234"),
            ("12.34e-3", "0.01234"),
            ("0e5", "0"),
            ("-0e-5", "0.00000"),
            ("0.001e3", "1"),
            ("00.10e1", "1.0"),
            (".5e1", "5"),
            ("5.e-1", "0.5"),
            ("1e000000000000000000000000000001", "10"),
            ("nan", "NaN"),
            ("-NaN", "NaN"),
            ("inf", "Infinity"),
            ("+Infinity", "Infinity"),
            ("-INF", "-Infinity"),
            ("-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999"),
            (
                "0.00000000000000000000000000000000000001",
                "0.00000000000000000000000000000000000001",
            ),
            (&long, &long),
        ] {
            let value = decimal(text);
            assert_eq!(value.as_str(), plain, "{text}");
            assert_eq!(value.to_string(), plain);
            assert_eq!(format!("{value:?}"), plain);
            assert_eq!(decimal(plain), value);
        }
    }

    #[test]
    fn refuses_all_else() {
        for text in [
            "",
            " ",
            ".",
            "-",
            "+",
            "-.",
            "--1",
            "+-1",
            "1-",
            "1.2.3",
            "1..2",
            "1,5",
            "1_000",
            "0x10",
            " 1",
            "1 ",
            "1\n",
            "e5",
            ".e5",
            "1e",
            "1e+",
            "1e-",
            "1e5.0",
            "1ee5",
            "1e5e5",
            "1e 5",
            "1e+-5",
            "1e200001",
            "1e-200001",
            "0e999999999",
            "1e99999999999999999999999",
            "1e-99999999999999999999999",
            "i",
            "infinit",
            "nan0",
            "é",
            "1é",
            "１",
            "1\0",
        ] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn exponents_reach_their_limit() {
        let big = decimal("1e200000");
        assert_eq!((big.digits(), big.scale()), (200_001, 0));
        let small = decimal("1e-200000");
        assert_eq!((small.digits(), small.scale()), (200_000, 200_000));
        assert_eq!(big.numeric_cmp(&small), Ordering::Greater);
        assert_eq!(big.to_f64(), f64::INFINITY);
        assert_eq!(small.to_f64(), 0.0);
    }

    #[test]
    fn knows_its_digits() {
        for (text, digits, scale) in [
            ("0", 1, 0),
            ("0.0", 1, 1),
            ("0.00", 2, 2),
            ("0.05", 2, 2),
            ("12.50", 4, 2),
            ("-12.50", 4, 2),
            ("-100", 3, 0),
            ("NaN", 0, 0),
            ("-Infinity", 0, 0),
        ] {
            let value = decimal(text);
            assert_eq!((value.digits(), value.scale()), (digits, scale), "{text}");
            assert_eq!(value.is_finite(), digits > 0);
            assert_eq!(value.is_negative(), text.starts_with('-'));
            assert_eq!(value.is_zero(), text.starts_with('0') && text != "0.05");
        }
    }

    #[test]
    fn compares_numbers() {
        let nines = format!("{}.5", "9".repeat(100));
        let more = format!("{}.50001", "9".repeat(100));
        let sorted = [
            "-Infinity",
            "-1e100",
            "-10",
            "-9.99",
            "-1.01",
            "-1",
            "-0.5",
            "-0.05",
            "0",
            "1e-100",
            "0.0499",
            "0.05",
            "0.5",
            "1",
            "1.000000000000000000000000000000000000001",
            "1.1",
            "2",
            "9.99",
            "10",
            "10.01",
            "99999999999999999999999999999999999999",
            "99999999999999999999999999999999999999.1",
            "100000000000000000000000000000000000000",
            &nines,
            &more,
            "1e100",
            "1e200000",
            "Infinity",
            "NaN",
            "",
            ".",
            "1e200001",
            "ten",
            "é",
        ];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(compare_text(a, b), i.cmp(&j), "{a} and {b}");
                if let (Ok(a), Ok(b)) = (a.parse::<Decimal>(), b.parse::<Decimal>()) {
                    assert_eq!(a.numeric_cmp(&b), i.cmp(&j));
                    assert_eq!(a.cmp(&b), i.cmp(&j));
                }
            }
        }
    }

    #[test]
    fn equal_numbers_of_other_texts() {
        for same in [
            &["0", "-0", "0.00", "+0", ".0", "0e9", "0e-9", "-.0"][..],
            &["1", "1.0", "01", "+1", "10e-1", "0.1e1", "1.", "0.001e3"],
            &["-15.5", "-15.50", "-1.55e1", "-155e-1", "-00015.5"],
            &["nan", "NaN", "-nan"],
            &["inf", "Infinity", "+INFINITY"],
        ] {
            for a in same {
                for b in same {
                    assert_eq!(compare_text(a, b), Ordering::Equal, "{a} and {b}");
                }
            }
        }
        let (short, long) = (decimal("1.1"), decimal("1.10"));
        assert_ne!(short, long);
        assert_eq!(short.numeric_cmp(&long), Ordering::Equal);
        assert_eq!(short.cmp(&long), Ordering::Less);
    }

    #[test]
    fn integers_in_and_out() {
        assert_eq!(Decimal::from(i8::MIN).as_str(), "-128");
        assert_eq!(Decimal::from(0_u8).as_str(), "0");
        assert_eq!(Decimal::from(i128::MIN).as_str(), i128::MIN.to_string());
        assert_eq!(Decimal::from(u128::MAX).as_str(), u128::MAX.to_string());
        for (text, signed, unsigned) in [
            ("0", Some(0), Some(0)),
            ("1.00", Some(1), Some(1)),
            ("-7.0", Some(-7), None),
            ("1.01", None, None),
            ("-0.5", None, None),
            ("9223372036854775807", Some(i64::MAX), Some((1 << 63) - 1)),
            ("9223372036854775808", None, Some(1 << 63)),
            ("-9223372036854775808.000", Some(i64::MIN), None),
            ("-9223372036854775809", None, None),
            ("18446744073709551615", None, Some(u64::MAX)),
            ("18446744073709551616", None, None),
            ("1e3", Some(1000), Some(1000)),
            ("NaN", None, None),
            ("Infinity", None, None),
        ] {
            let value = decimal(text);
            assert_eq!(value.to_i64(), signed, "{text}");
            assert_eq!(value.to_u64(), unsigned, "{text}");
        }
    }

    #[test]
    fn floats_in_and_out() {
        for (float, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (-1.5, "-1.5"),
            (1e21, "1000000000000000000000"),
            (1e-7, "0.0000001"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(Decimal::from_f64(float).as_str(), text);
        }
        for float in [
            0.1,
            1.0 / 3.0,
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            5e-324,
            9_007_199_254_740_993.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ] {
            let value = Decimal::from_f64(float);
            assert_eq!(value.to_f64(), float);
            // It is in its own plain form already.
            assert_eq!(decimal(value.as_str()), value);
        }
        assert!(Decimal::from_f64(f64::NAN).to_f64().is_nan());
        assert_eq!(decimal("0.1000000000000000055511151231257827").to_f64(), 0.1);
    }

    #[test]
    fn pads_as_numbers_do() {
        let value = decimal("-1.50");
        assert_eq!(format!("[{value:>8}]"), "[   -1.50]");
        assert_eq!(format!("[{value:08}]"), "[-0001.50]");
        assert_eq!(format!("[{value:.1}]"), "[-1.50]");
    }
}
