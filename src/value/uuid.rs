//! A universally unique identifier.

use std::fmt;
use std::str::FromStr;

use super::ParseError;
use super::date::display;

/// A universally unique identifier: 16 bytes, of any version.
///
/// The text is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, in lower case. One that is
/// read may be in upper case, without hyphens, in braces, or after `urn:uuid:`.
///
/// ```
/// use aludel::value::Uuid;
///
/// let id: Uuid = "{67E55044-10B1-426F-9247-BB680E5FE0C8}".parse()?;
/// assert_eq!(id.to_string(), "67e55044-10b1-426f-9247-bb680e5fe0c8");
/// assert_eq!(id, "67e5504410b1426f9247bb680e5fe0c8".parse()?);
/// assert_eq!(Uuid::from_bytes(*id.as_bytes()), id);
/// # Ok::<(), aludel::value::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid([u8; 16]);

impl Uuid {
    /// The UUID whose bits are all zero.
    #[must_use]
    pub const fn nil() -> Self {
        Self([0; 16])
    }

    /// The UUID of these bytes, in the order in which they are written.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes, in the order in which they are written.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Its bytes, in the order in which they are written.
    #[must_use]
    pub const fn into_bytes(self) -> [u8; 16] {
        self.0
    }

    /// The UUID of this number, whose highest bits are written first.
    #[must_use]
    pub const fn from_u128(number: u128) -> Self {
        Self(number.to_be_bytes())
    }

    /// The number whose hexadecimal digits it has.
    #[must_use]
    pub const fn as_u128(&self) -> u128 {
        u128::from_be_bytes(self.0)
    }

    /// Whether all bits are zero.
    #[must_use]
    pub const fn is_nil(&self) -> bool {
        self.as_u128() == 0
    }

    fn read(text: &str) -> Result<Self, &'static str> {
        let urn = text.split_at_checked(9);
        let text = match (text.strip_prefix('{'), urn) {
            (Some(inner), _) => inner.strip_suffix('}').ok_or("the brace is not closed")?,
            (None, Some((scheme, rest))) if scheme.eq_ignore_ascii_case("urn:uuid:") => rest,
            _ => text,
        };
        let hyphens = match text.len() {
            32 => false,
            36 => true,
            _ => return Err("it must have 32 hexadecimal digits"),
        };
        let mut number = 0_u128;
        for (at, c) in text.bytes().enumerate() {
            if hyphens && matches!(at, 8 | 13 | 18 | 23) {
                if c != b'-' {
                    return Err("the hyphens are not in their places");
                }
                continue;
            }
            let digit = char::from(c).to_digit(16).ok_or("it has another character")?;
            number = number << 4 | u128::from(digit);
        }
        Ok(Self::from_u128(number))
    }

    fn put(self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        for (at, byte) in self.0.into_iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                out.write_char('-')?;
            }
            for digit in [byte >> 4, byte & 15] {
                out.write_char(char::from_digit(u32::from(digit), 16).unwrap_or('0'))?;
            }
        }
        Ok(())
    }
}

impl From<[u8; 16]> for Uuid {
    fn from(bytes: [u8; 16]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl FromStr for Uuid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::read(text).map_err(|why| ParseError::new("a UUID", text, why))
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |out| self.put(out))
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    const NUMBER: u128 = 0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8;

    #[test]
    fn is_small() {
        assert_eq!(size_of::<Uuid>(), 16);
    }

    #[test]
    fn reads_every_spelling() {
        let id = Uuid::from_u128(NUMBER);
        assert_eq!(id.to_string(), TEXT);
        assert_eq!(format!("{id:?}"), TEXT);
        assert_eq!(format!("{id:>38}"), format!("  {TEXT}"));
        let simple = TEXT.replace('-', "");
        for text in [
            TEXT.to_owned(),
            TEXT.to_uppercase(),
            simple.clone(),
            simple.to_uppercase(),
            format!("{{{TEXT}}}"),
            format!("{{{simple}}}"),
            format!("urn:uuid:{TEXT}"),
            format!("URN:UUID:{TEXT}"),
        ] {
            assert_eq!(text.parse(), Ok(id), "{text}");
        }
    }

    #[test]
    fn refuses_all_else() {
        for text in [
            "",
            "{}",
            "urn:uuid:",
            "67e55044-10b1-426f-9247-bb680e5fe0c",
            "67e55044-10b1-426f-9247-bb680e5fe0c88",
            "67e55044-10b1-426f-9247bb680e5fe0c8",
            "67e5504-410b1-426f-9247-bb680e5fe0c8",
            "67e55044010b1-426f-9247-bb680e5fe0c8",
            "67e5504410b1426f9247bb680e5fe0cg",
            "+7e5504410b1426f9247bb680e5fe0c8",
            "67e5504410b1426f9247bb680e5fe0é",
            "{67e55044-10b1-426f-9247-bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0c8}",
            "{urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8}",
            " 67e55044-10b1-426f-9247-bb680e5fe0c8",
            "urn:uuié67e55044",
        ] {
            assert!(text.parse::<Uuid>().is_err(), "{text}");
        }
    }

    #[test]
    fn bytes_are_in_written_order() {
        let id: Uuid = TEXT.parse().unwrap();
        assert_eq!(id.as_bytes()[..2], [0x67, 0xe5]);
        assert_eq!(Uuid::from(id.into_bytes()), id);
        assert_eq!(id.as_u128(), NUMBER);
        assert!(Uuid::nil().is_nil() && !id.is_nil());
        assert_eq!(Uuid::nil().to_string().parse(), Ok(Uuid::nil()));
        assert!(Uuid::nil() < id && id < Uuid::from_u128(u128::MAX));
    }
}
